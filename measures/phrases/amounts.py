"""The numbers of a wording, each with the words that say its unit, read by ``quantities`` into the indicator's unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from measures.phrases.context import Context, Doubtful
from measures.phrases.naming import is_named
from measures.phrases.words import NUMERALS, Mark
from measures.quantities import Refused, read_number
from measures.quantities.numerals import numerals
from measures.quantities.units import Kind as UnitKind
from measures.quantities.units import understand

_BODY = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?(?![0-9])|[0-9]+(?:[.,][0-9]+)*")
_SIGN = re.compile(r"[+\-−–] ?(?=[0-9])")
_EURO_FIRST = re.compile(r"€ ?(?=[0-9])")
_CHUNK = re.compile(r" ?(?![0-9])(?:(?!-[0-9])[^ ,;:?!…–])+")
_ENDED = re.compile(
    r"(?P<unit>%|prosent(?:ti|i)?)?:?(?P<end>iin|in|een|ään|ön|hin|n|ssa|ssä|sta|stä|lla|llä|ia|ää|tta|ttä|a)\b"
)
_ENDINGS = {
    **dict.fromkeys(("iin", "in", "een", "ään", "ön", "hin"), "to"),
    **dict.fromkeys(("lla", "llä"), "by"),
    **dict.fromkeys(("sta", "stä"), "from"),
}
_POINTS = frozenset({"%-yks", "%-yksikkö", "%-yksikköä", "prosenttiyksikkö", "prosenttiyksikköä", "procentenhet"})
_POINT_WORDS = _POINTS | {
    "procentenheter",
    "percentage points",
    "percentage point",
    "%-yksiköllä",
    "prosenttiyksiköllä",
}
_PERCENTS = frozenset({"%", "prosentti", "prosenttia", "procent", "percent", "per cent"})
_YEARLY = (" a year", " om året", " joka vuosi", " vuosittain", " årligen", " yearly", " annually")
_SPELLED = re.compile(r"(?:{})(?![\w-])".format("|".join(sorted(NUMERALS, key=len, reverse=True))))
_DATE_DOT = re.compile(r"\.(?![0-9])")  # «31.12.» is a day, «12.5» is a number
_LONGEST = 4  # words of a unit: "% alle 3-vuotiaista lapsista"


@dataclass(frozen=True, slots=True)
class Amount:
    """One number as it stands: ``text`` as written, ``body`` its digits, ``tail`` the words of its unit.

    ``sign`` is "+", "-" or "". ``case`` is what its ending says: to ("76 %:iin"), by ("5 %:lla"), from, or "".
    """

    mark: Mark
    value: Decimal
    text: str
    body: str
    tail: str = ""
    sign: str = ""
    case: str = ""

    @property
    def yearlike(self) -> bool:
        """May it be a year? Four digits and no unit."""
        return not self.tail and not self.sign and re.fullmatch("(?:19|20)[0-9][0-9]", self.body) is not None


def amount_at(text: str, at: int, context: Context, *, signed: bool) -> tuple[Amount, int] | None:
    """The number that begins at this place, and where it and its unit end; None where none begins.

    ``signed``: may a dash before it be its sign (else it stands between two numbers)? Raises Doubtful for digits that
    are not surely one number.
    """
    sign = _SIGN.match(text, at) if signed else None
    start = sign.end() if sign else at
    euro = _EURO_FIRST.match(text, start)
    start = euro.end() if euro else start
    body = _BODY.match(text, start)
    if body is None:
        return None if sign or euro else _spelled(text, at, context)
    if len(numerals(body[0])) != 1 or ("." in body[0] and _DATE_DOT.match(text, body.end())):
        raise Doubtful("number", body[0])
    mark = "" if sign is None else ("+" if sign[0][0] == "+" else "-")
    tail, end, case = _tail(text, body.end(), context, "€" if euro else "")
    return _amount(mark, body[0], tail, text[at:end], case, context), end


def _spelled(text: str, at: int, context: Context) -> tuple[Amount, int] | None:
    """A number written as a word, «kahta»; never one: «yksi» is often no number."""
    word = _SPELLED.match(text, at)
    if word is None:
        return None
    tail, end, case = _tail(text, word.end(), context, "")
    return _amount("", str(NUMERALS[word[0]]), tail, text[at:end], case, context), end


def with_tail(amount: Amount, tail: str, context: Context) -> Amount:
    """The same digits in the unit that another number names: «1–1,5 milj. €»."""
    return _amount(amount.sign, amount.body, tail, amount.text, amount.case, context)


def _tail(text: str, at: int, context: Context, before: str) -> tuple[str, int, str]:
    """The words of the unit from ``at`` on, where they end, and the case that an ending says.

    The indicator's own unit goes first, then any unit that is known; of each the longest.
    """
    ended = _ENDED.match(text, at) or _ENDED.match(text, at + text[at:].startswith(" "))
    if ended and (ended["unit"] or text[at : at + 1] == ":"):
        return ("%" if ended["unit"] else before), ended.end(), _ENDINGS.get(ended["end"], "")
    candidates = list(_candidates(text, at))
    for is_it in (_fits, _is_unit):
        for said, end in candidates:
            tail = f"{said} {before}".strip()
            if is_it(tail, context):
                return tail, end, ""
    return before, at, ""


def _candidates(text: str, at: int) -> Iterator[tuple[str, int]]:
    """What may be the words of a unit, and where each ends: the longest first, with and without a dot or «/vuosi»."""
    ends = [at]
    while len(ends) <= _LONGEST and (chunk := _CHUNK.match(text, ends[-1])):
        ends.append(chunk.end())
    for end in reversed(ends[1:]):
        words = text[at:end].strip()
        for said in dict.fromkeys((words, words.removesuffix("."), words.rpartition("/")[0].strip())):
            if said:
                yield said, end - (len(words) - len(said))


def _is_unit(words: str, context: Context) -> bool:
    """Do the words say a unit that is not the indicator's: a percent, money, a count that is not in its name?"""
    if words in _PERCENTS or words in _POINT_WORDS:
        return True
    kind = understand(words).kind
    return kind is UnitKind.MONEY or (kind is UnitKind.COUNT and not is_named(words, context.names))


def _fits(words: str, context: Context) -> bool:
    try:
        read_number(f"1 {_yearly(words)}", unit=context.unit)
    except Refused as refused:
        return refused.code == "off_scale"
    return True


def _yearly(words: str) -> str:
    """«times a year» as «times/v», which is how units say it."""
    for phrase in _YEARLY:
        if words.endswith(phrase):
            return f"{words.removesuffix(phrase)}/v"
    return words


def _amount(sign: str, body: str, tail: str, text: str, case: str, context: Context) -> Amount:
    minus = "-" if sign == "-" else ""
    said, unit, mark = _yearly(tail), context.unit, Mark.NUMBER
    if tail in _POINT_WORDS and not _fits(tail, context):
        said, unit, mark = "", "", Mark.POINTS
    elif tail and not _fits(tail, context):
        unit, mark = tail, Mark.PERCENT if tail in _PERCENTS and context.unit else Mark.UNFIT
    try:
        value = read_number(f"{minus}{body} {said}".strip(), unit=unit, decimals=context.decimals).value
    except Refused:
        raise Doubtful("number", text.strip()) from None
    return Amount(mark, value, text.strip(), body, tail, sign, case)
