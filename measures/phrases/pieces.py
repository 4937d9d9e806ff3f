"""Takes a wording apart, piece by piece, so that nothing of it is left out: a piece that is not known is one too."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from measures.phrases.amounts import Amount, amount_at
from measures.phrases.context import Context
from measures.phrases.days import SINCE, SPANS, day_at, end_of_span
from measures.phrases.naming import is_named
from measures.phrases.words import (
    A_YEAR,
    AFTERWARDS,
    COMPARATORS,
    EVERY_PERIOD,
    EVERY_YEAR,
    NUMERALS,
    PLAIN,
    RANK_UNITS,
    Mark,
)
from measures.quantities.units import SPACES
from measures.targets import Kind, Repeats

_NUMBER = r"(?P<n>[0-9]{1,4}|kahden|kolmen|viiden|kymmenen|tio|ten)"
_RANKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:top|kärki)[ -]?{_NUMBER}(?![0-9.,])(?! ?%)",
        rf"{_NUMBER} parhaan (?:kunnan |kaupungin )?(?:joukossa|joukkoon|joukosta)",
        rf"(?:sija|sijoitus|sijalla|plats|placering|rank|position) {_NUMBER}(?![0-9.,])(?! ?%)",
        rf"(?:bland |ibland )?(?:de )?{_NUMBER} bästa",
        rf"(?:among |in )?the (?:best|top) {_NUMBER}(?![0-9.,])(?! ?%)",
        rf"among the {_NUMBER} best",
    )
)
_FRACTION = re.compile(r"[0-9]{1,6} ?/ ?[0-9]{1,6}(?![0-9])")
_DASH = re.compile(r" ?(?:[-–—]|…|\.\.\.?) ?(?=[0-9])")
_SILENT = re.compile(r"[ ,:\"'”“„«»’]+|\.(?= |$)|\n")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*(?:-%)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a wording, with what it says besides its mark."""

    mark: Mark
    text: str
    amount: Amount | None = None
    kind: Kind | None = None
    due: dt.date | None = None
    repeats: Repeats | None = None
    rate: bool = False
    level: str = ""
    year: int = 0


def tidied(words: str) -> str:
    """A wording as it is compared: NFC, lower case, one plain space between words."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", words).casefold())
    return re.sub(rf"[{SPACES}\t\r\n]+", " ", text).strip()


def _table() -> dict[str, Piece]:
    table = {phrase: Piece(mark, phrase) for mark, phrases in PLAIN.items() for phrase in phrases}
    for mark, lists in ((Mark.BEFORE, COMPARATORS), (Mark.AFTER, AFTERWARDS)):
        table |= {phrase: Piece(mark, phrase, kind=kind) for kind, phrases in lists.items() for phrase in phrases}
    table |= {phrase: Piece(Mark.EVERY, phrase, repeats=Repeats.YEAR) for phrase in EVERY_YEAR}
    table |= {phrase: Piece(Mark.EVERY, phrase, repeats=Repeats.YEAR, rate=True) for phrase in A_YEAR}
    return table | {phrase: Piece(Mark.EVERY, phrase, repeats=Repeats.PERIOD) for phrase in EVERY_PERIOD}


_TABLE = _table()


def _bounded(phrase: str) -> str:
    before = r"(?<![\w-])" if phrase[0].isalpha() else ""
    return before + re.escape(phrase) + (r"(?!\w)(?!-[^\W\d])" if phrase[-1].isalpha() else "")


_PHRASE = re.compile("|".join(_bounded(phrase) for phrase in sorted([*_TABLE, *SPANS], key=len, reverse=True)))


def pieces_of(text: str, context: Context) -> list[Piece]:
    """All the pieces of a tidied wording in their order. Raises Doubtful where digits or a day make no sense."""
    found: list[Piece] = []
    at = 0
    while at < len(text):
        silent = _SILENT.match(text, at)
        if silent:
            at = silent.end()
            continue
        piece, at = _piece_at(text, at, context, found)
        found.append(piece)
    return found


def _piece_at(text: str, at: int, context: Context, before: list[Piece]) -> tuple[Piece, int]:
    return (
        _time_at(text, at, context)
        or _level_at(text, at, context)
        or _figure_at(text, at, context, before)
        or _phrase_at(text, at)
        or _word_at(text, at, context)
    )


def _time_at(text: str, at: int, context: Context) -> tuple[Piece, int] | None:
    for since in SINCE:
        found = since.match(text, at)
        if found:
            return Piece(Mark.SINCE, found[0], year=int(found["year"])), found.end()
    day = day_at(text, at)
    if day:
        return Piece(Mark.DUE, text[at : day[1]], due=day[0]), day[1]
    phrase = _PHRASE.match(text, at)
    if phrase and phrase[0] in SPANS:
        return Piece(Mark.DUE, phrase[0], due=end_of_span(SPANS[phrase[0]], context)), phrase.end()
    return None


def _level_at(text: str, at: int, context: Context) -> tuple[Piece, int] | None:
    """A level of the indicator's scale, the longest that stands here as a whole word."""
    for level in sorted(context.scale, key=len, reverse=True):
        said = tidied(level)
        if said and re.compile(_bounded(said)).match(text, at):
            return Piece(Mark.LEVEL, said, level=level), at + len(said)
    return None


def _figure_at(text: str, at: int, context: Context, before: list[Piece]) -> tuple[Piece, int] | None:
    for pattern in _RANKS:
        rank = pattern.match(text, at)
        if rank:
            place = Decimal(NUMERALS.get(rank["n"]) or rank["n"])
            return Piece(Mark.RANK, rank[0], amount=Amount(Mark.RANK, place, rank[0], rank["n"])), rank.end()
    after_number = bool(before) and before[-1].amount is not None
    dash = _DASH.match(text, at)
    if dash and after_number:
        return Piece(Mark.DASH, dash[0]), dash.end()
    slashed = _FRACTION.match(text, at)
    amount = amount_at(text, at, context, signed=not after_number)
    if slashed and amount and amount[1] < slashed.end():
        return Piece(Mark.FRACTION, slashed[0]), slashed.end()
    return (Piece(amount[0].mark, amount[0].text, amount=amount[0]), amount[1]) if amount else None


def _phrase_at(text: str, at: int) -> tuple[Piece, int] | None:
    phrase = _PHRASE.match(text, at)
    return (_TABLE[phrase[0]], phrase.end()) if phrase and phrase[0] in _TABLE else None


def _word_at(text: str, at: int, context: Context) -> tuple[Piece, int]:
    word = _WORD.match(text, at)
    if word is None:
        return Piece(Mark.UNKNOWN, text[at]), at + 1
    known = all(is_named(part, context.names) for part in word[0].removesuffix("-%").split("-"))
    return Piece(Mark.NAMED if known else Mark.UNKNOWN, word[0]), word.end()


def is_rank(context: Context) -> bool:
    """Is the indicator's figure a place in a ranking?"""
    return tidied(context.unit) in RANK_UNITS
