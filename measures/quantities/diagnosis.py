"""Finds what is wrong with a text that is not a number, so that the refusal can name the part and not just say no."""

import re
import unicodedata

from measures.quantities.refusals import Refused, code_point
from measures.quantities.units import SPACES, Kind, Unit, folded, money

SIGNS = "+\u2212\u2013-"  # plus, minus sign, en dash and hyphen-minus, which stands last for character classes
_QUOTES = "'\u2018\u2019\u02bc\u2032\u00b4`"
_DASHES = "\u02d7\u2010-\u2012\u2014\u2015\u2796\ufe58\ufe63\uff0d"  # look like a minus and are none that we read
_DATE = re.compile(
    rf"(?:[0-9]{{1,2}}\.[{SPACES}]?[0-9]{{1,2}}\.(?:[{SPACES}]?(?:[0-9]{{4}}|[0-9]{{2}}))?"
    r"|[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?"
    r"|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}"
    r"|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})"
    rf"|[0-9]{{1,2}}\.[{SPACES}]?[^\W\d_].*)(?:[{SPACES}].*)?"
)
_FOREIGN_MONEY = (
    r"[$£¥]|\b(?:[tm]?kr|sek|nok|dkk|usd|gbp|chf|mk|fim|markkaa|kruunua|krona|kronor"
    r"|dollaria|dollars?|puntaa|pounds?)\b"
)
# The first pattern that fits the whole text tells the reason; "part" is what the sentence names, else everything.
_BEFORE = (
    ("dash", f"[{_DASHES}{SIGNS}]+"),
    ("parentheses", r"\(.*[0-9].*"),
    ("not_finite", rf"[{SIGNS}]?[{SPACES}]*(?:nan|inf|infinity|infinite|∞|ääretön|oändlig|oändligt)"),
    ("double_sign", rf"(?P<part>[{SIGNS}][{SPACES}]*[{SIGNS}]).*[0-9].*"),
    ("bare_mark", rf"[{SIGNS}]?[{SPACES}]*(?P<part>[.,][0-9]+).*"),
    ("apostrophe", rf"(?P<part>[{_QUOTES}]).*[0-9].*"),
    ("currency", rf"[{SIGNS}]?[{SPACES}]*(?P<part>{_FOREIGN_MONEY}).*[0-9].*"),
    ("not_minus", f"(?P<part>[{_DASHES}]).*[0-9].*"),
    ("words", "[#=].*|[^0-9]*"),
)
_AFTER = (
    ("apostrophe", rf"(?P<part>[{_QUOTES}]).*"),
    ("underscore", "(?P<part>_+).*"),
    ("exponent", rf"(?P<part>e[{SIGNS}]?[0-9]+).*"),
    ("trailing_sign", rf"(?P<part>[{SIGNS}])"),
    ("bare_mark", "(?P<part>[.,]).*"),
    ("percent", "(?P<part>(?:%|pros|procent|per ?cent).*)"),
    ("currency", rf".*?(?P<part>{_FOREIGN_MONEY}).*"),
)


def tidied(text: str) -> str:
    """The text in NFC without white space around it; refuses what cannot be seen, and cells pasted in one piece."""
    tidy = unicodedata.normalize("NFC", text).strip(f"{SPACES}\t\r\n")
    for character in tidy:
        category = unicodedata.category(character)
        if character in "\t\r\n" or category in ("Zl", "Zp"):
            raise Refused("cells", text=tidy, part=code_point(character))
        if category[0] == "C" or (category == "Zs" and character not in SPACES):
            raise Refused("invisible", text=tidy, part=code_point(character))
    if not tidy:
        raise Refused("empty")
    if _DATE.fullmatch(tidy):
        raise Refused("date", text=tidy, part=tidy)
    return tidy


def wrong_before(text: str) -> Refused:
    """Why `text` does not begin as a number does."""
    digit = _foreign_digit(text)
    if digit:
        return _not_a_digit(text, digit)
    for code, pattern in _BEFORE:
        match = re.fullmatch(pattern, text, re.IGNORECASE)
        if match:
            return Refused(code, text=text, part=match.groupdict().get("part") or text)
    before = re.split("[0-9]", text, maxsplit=1)[0]
    return Refused("not_alone", text=text, part=before.strip(SPACES + SIGNS))


def wrong_after(text: str, tail: str, unit: Unit) -> Refused:
    """Why `tail`, which follows the digits in `text`, cannot stand there in an indicator of this unit."""
    digit = _foreign_digit(tail)
    if digit:
        return _not_a_digit(text, digit)
    if re.match(f"/[{SPACES}]*[0-9]", tail):
        return _wrong_slash(text, unit)
    if re.match(":[0-9]", tail):
        return Refused("time", text=text, part=text)
    for code, pattern in _AFTER:
        match = re.fullmatch(pattern, tail, re.IGNORECASE)
        if match and not (code == "percent" and unit.kind is Kind.PERCENT):
            return Refused(code, text=text, part=match["part"], unit=unit.name)
    if re.search(r"(?<!\w)[0-9]", tail):
        return Refused("several", text=text, part=tail)
    return Refused("scale_word" if _multiplies(tail, unit) else "unit", text=text, part=tail, unit=unit.name)


def wrong_groups(text: str, body: str) -> Refused:
    """Why the digits and marks of `body` are not one number."""
    two = re.search(rf"[.,][{SPACES}]|[.,][0-9]+[{SPACES}]+[0-9]+[.,]", body)
    return Refused("several" if two else "grouping", text=text, part=body)


def _wrong_slash(text: str, unit: Unit) -> Refused:
    if unit.kind is Kind.SCALE:
        return Refused("other_scale", text=text, part=text, unit=unit.range)
    return Refused("fraction", text=text, part=text)


def _multiplies(tail: str, unit: Unit) -> bool:
    """Whether a word for thousands or millions stands first, in an indicator that does not count money."""
    amount = money(folded(tail).split(" ")[0])
    return unit.kind is not Kind.MONEY and amount is not None and not amount.euro


def _foreign_digit(text: str) -> str:
    """The first number character other than 0–9 that is not part of a word ("CO₂"); "" when there is none."""
    for before, character in zip(f" {text}", text, strict=False):
        if character.isnumeric() and not character.isascii() and not before.isalpha():
            return character
    return ""


def _not_a_digit(text: str, character: str) -> Refused:
    fraction = unicodedata.decomposition(character).startswith("<fraction>")
    return Refused("fraction" if fraction else "digits", text=text, part=character)
