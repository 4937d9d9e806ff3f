"""Reads the few plain wordings of a target that have one meaning; of all others it asks (issue 2, item 4).

Read are: a bare number, which takes the declared direction; one number with yli, vähintään, enintään, alle or their
signs; a range; a signed percent «strategiakaudella»; and with these a year by which. Nothing is guessed: a wording that
says anything more, or a number that may be a year, a change or two things, becomes *undecided* with a question.
"""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from measures.quantities import Refused, read_number
from measures.quantities.units import Kind as UnitKind
from measures.quantities.units import understand
from measures.targets import Direction, Kind

_OPERATORS: dict[Kind, tuple[str, ...]] = {
    Kind.MORE_THAN: ("yli", ">"),
    Kind.AT_LEAST: ("vähintään", "väh.", "väh", "≥", ">="),
    Kind.AT_MOST: ("enintään", "enint.", "enint", "max.", "max", "≤", "<="),
    Kind.LESS_THAN: ("alle", "<"),
}
_KIND_OF = {word: kind for kind, words in _OPERATORS.items() for word in words}
_OPERATOR = re.compile(
    rf"(?P<word>{'|'.join(re.escape(word) for word in sorted(_KIND_OF, key=len, reverse=True))})"
    r"(?P<gap>\s*)(?P<number>\S.*)",
    re.IGNORECASE,
)
_BY_YEAR = re.compile(
    r"(?P<rest>.+?)\s+(?:vuoteen\s+(?P<by>20\d\d)\s+mennessä|vuoden\s+(?P<end>20\d\d)\s+loppuun(?:\s+mennessä)?)\.?",
    re.IGNORECASE | re.ASCII,
)
_IN_THE_TERM = re.compile(r"(?P<sign>[+\-−–])\s*(?P<number>\d[\d,.]*)\s*%\s+strategiakaudella\.?", re.IGNORECASE)
_RANGE = re.compile(r"(?P<low>\d[\d\s.,]*?)\s*[–—-]\s*(?P<high>\d.*)")
_YEARLIKE = re.compile(r"(?:19|20)\d\d", re.ASCII)
_SIGNED = re.compile(r"[+\-−–]")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a wording says. ``question`` is empty when it was read with certainty, else the kind is *undecided*."""

    kind: Kind
    value: Decimal | None = None
    upper: Decimal | None = None
    due: dt.date | None = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the indicator tells of its target: unit, decimals, direction, its baseline and the strategy's last day."""

    unit: str = ""
    decimals: int | None = None
    direction: Direction = Direction.NONE
    baseline: Decimal | None = None
    term_ends: dt.date | None = None


class _NotPlain(Exception):
    """The wording is not one of the few that are read; the argument is why, as a sentence."""


def read_wording(words: str, frame: Frame) -> Wording:
    """The target that ``words`` surely say, else *undecided* with a question. Raises nothing.

    >>> read_wording("väh. 80 %", Frame("%")).kind.value
    'at_least'
    >>> read_wording("alle 10 % vuoteen 2021 mennessä", Frame("%")).due
    datetime.date(2021, 12, 31)
    >>> read_wording("noin 5", Frame("kpl")).kind.value
    'undecided'
    """
    text = " ".join(words.split())
    if not text:
        return Wording(Kind.UNDECIDED, question="Tavoitetta ei ole kirjattu. Mikä on tavoite, vai seurataanko lukua?")
    try:
        return _read(text, frame)
    except _NotPlain as why:
        return Wording(Kind.UNDECIDED, question=f"Mitä tavoite ”{text}” tarkoittaa? {why}")


def _read(text: str, frame: Frame) -> Wording:
    if "<" in frame.unit:
        raise _NotPlain("Mittarilla on sanallinen asteikko: valitse tavoitetaso.")
    term = _IN_THE_TERM.fullmatch(text)
    if term:
        return _change(term, frame)
    by_year = _BY_YEAR.fullmatch(text)
    if by_year:
        read = _number_or_range(by_year["rest"], frame)
        return Wording(read.kind, read.value, read.upper, dt.date(int(by_year["by"] or by_year["end"]), 12, 31))
    return _number_or_range(text, frame)


def _change(term: re.Match[str], frame: Frame) -> Wording:
    if understand(frame.unit).kind is UnitKind.PERCENT:
        raise _NotPlain("Mittarin yksikkö on prosentti: muuttuuko luku prosentteja vai prosenttiyksikköjä?")
    size = _number(term["number"], Frame("%"))
    return Wording(Kind.CHANGE_BY, size if term["sign"] == "+" else -size, due=frame.term_ends)


def _number_or_range(text: str, frame: Frame) -> Wording:
    operator = _OPERATOR.fullmatch(text)
    # «ylijäämä 2» begins with «yli» but is another word: a word needs a space behind it.
    if operator and (operator["gap"] or not operator["word"][-1].isalpha()):
        return Wording(_KIND_OF[operator["word"].lower()], _number(operator["number"], frame))
    span = _RANGE.fullmatch(text)
    if span:
        return _between(span, frame)
    return _bare(text, frame)


def _between(span: re.Match[str], frame: Frame) -> Wording:
    if understand(frame.unit).kind is UnitKind.SCALE:
        raise _NotPlain("Onko väli mittarin asteikko vai tavoite?")
    if _YEARLIKE.fullmatch(span["low"]) or _YEARLIKE.match(span["high"]):
        raise _NotPlain("Ovatko luvut vuosia vai tavoitteen rajat?")
    low, high = _number(span["low"], frame), _number(span["high"], frame)
    if low >= high:
        raise _NotPlain("Välin alaraja ei ole ylärajaa pienempi.")
    return Wording(Kind.BETWEEN, low, high)


def _bare(text: str, frame: Frame) -> Wording:
    value = _number(text, frame)
    if _YEARLIKE.fullmatch(text):
        raise _NotPlain(f"Onko {text} tavoitearvo vai vuosi?")
    if _SIGNED.match(text) and (text.startswith("+") or frame.baseline is None or frame.baseline >= 0):
        raise _NotPlain("Onko luku tavoitearvo vai muutos lähtötasosta?")
    kinds = {Direction.UP: Kind.AT_LEAST, Direction.DOWN: Kind.AT_MOST, Direction.HOLD: Kind.HOLD}
    if frame.direction not in kinds:
        raise _NotPlain("Mittarille ei ole kerrottu suuntaa: onko luku vähintään vai enintään?")
    return Wording(kinds[frame.direction], value)


def _number(text: str, frame: Frame) -> Decimal:
    """One number in the indicator's unit. A mark that may mean two things is asked, even where it could be decided."""
    try:
        read = read_number(text, unit=frame.unit, decimals=frame.decimals)
    except Refused:
        raise _NotPlain("Sanamuotoa ei voi lukea yhdeksi luvuksi: valitse tavoitteen laji ja anna arvo.") from None
    if any("luettiin" in note for note in read.notes):
        raise _NotPlain(" ".join(read.notes))
    return read.value
