"""A workbook as it was given: named sheets of rows of cells, from Excel or from a folder of CSV files."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kemi_strategy.web.speaking import noted
from kemi_strategy.web.speaking import say as _
from measures.quantities import plain

KEPT_DIGITS = 15
"""What Excel and SQLite keep of a number."""
DECIMALS = 10
"""Decimals the database keeps."""

TRUTH_VALUE = noted("Solussa on totuusarvo, vaikka tähän kuuluu luku. Kirjoita luku.")
NOT_THE_RATIO = noted("Arvo ei ole osoittajan ja nimittäjän suhde ({}). Korjaa luvut tai tyhjennä arvo.")
MADE_A_DATE = noted(
    "Solussa on päivämäärä tai kellonaika, vaikka tähän kuuluu luku. Excel on ehkä muuttanut luvun "
    "(esimerkiksi 3/5 → 3.5.): muotoile solu luvuksi ja kirjoita luku uudestaan."
)


class SourceRefused(ValueError):
    """The file or folder as a whole cannot be read. The message is the sentence the user reads."""


@dataclass(frozen=True, slots=True)
class Percent:
    """A number in a cell formatted as percent: Excel keeps 0.06 and shows 6 %."""

    number: float


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell without a usable value: a formula that was never calculated, or an error value. Says what to do."""

    shown: str
    sentence: str


type Plain = str | int | float | bool | dt.datetime | dt.date | dt.time | Percent | Unreadable | None
"""What a cell of its own holds."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell that is part of a taller one: what stands in that one, whose first row has it as its own."""

    content: Plain


type Raw = Plain | Merged
"""What a cell holds before anyone has said what it should be."""

_UNSEEN = "\u200b\u2060\ufeff\u00ad"
"""Marks that show as nothing: spaces without width, and hyphens that show only where a word is broken."""
_SEPARATORS = re.compile(rf"[\s_.\-\u2010-\u2015{_UNSEEN}]+")


def is_blank(raw: Raw) -> bool:
    """Is there nothing in the cell? Spaces and marks that show as nothing are nothing."""
    if isinstance(raw, Merged):
        return is_blank(raw.content)
    return raw is None or (isinstance(raw, str) and not raw.strip().strip(_UNSEEN).strip())


def own(raw: Raw) -> Plain:
    """What stands in the cell, were it one of its own."""
    return raw.content if isinstance(raw, Merged) else raw


def bare_heading(text: str) -> str:
    """A heading or a sheet's name without what people change in it: case, spaces, hyphens, lines, points.

    >>> bare_heading("Lähtö\\u00adtaso\\u00a0pvm"), bare_heading("LÄHTÖTASO_PVM"), bare_heading("Raja-%")
    ('lähtötasopvm', 'lähtötasopvm', 'raja%')
    """
    return _SEPARATORS.sub("", unicodedata.normalize("NFC", str(text)).casefold())


def shortest(number: float) -> Decimal:
    """The number Excel shows: of a float the 15 digits Excel itself keeps, so that 0.1 + 0.2 is 0.3."""
    return Decimal(number) if isinstance(number, int) else Decimal(f"{number:.{KEPT_DIGITS}g}")


def as_kept(number: Decimal) -> Decimal:
    """The number with no more decimals than every database keeps.

    Excel and SQLite keep fifteen digits of a number: one with more would come back as another number.
    """
    places = min(DECIMALS, KEPT_DIGITS - max(number.adjusted() + 1, 0))
    exponent = number.as_tuple().exponent
    too_many = isinstance(exponent, int) and -exponent > places
    return number.quantize(Decimal(1).scaleb(-places)) if too_many else number


def rounded_words(kept: Decimal) -> str:
    """Says that a number was rounded to what is kept of it."""
    places = min(DECIMALS, KEPT_DIGITS - max(kept.adjusted() + 1, 0))
    return _("Luku pyöristettiin %(places)s desimaaliin: %(number)s.") % {"places": places, "number": as_text(kept)}


def as_text(raw: "Raw | Decimal") -> str:
    """What stands in a cell as a Finnish reader would type it."""
    if raw is None:
        return ""
    if isinstance(raw, Merged):
        return as_text(raw.content)
    if isinstance(raw, str):
        return unicodedata.normalize("NFC", raw.replace("\r\n", "\n")).strip()
    if isinstance(raw, bool):
        return "kyllä" if raw else "ei"
    if isinstance(raw, dt.datetime | dt.date):
        return f"{raw.day}.{raw.month}.{raw.year}"
    if isinstance(raw, Unreadable):
        return raw.shown
    if isinstance(raw, Percent):
        return f"{as_text(shortest(raw.number).scaleb(2))} %"
    if isinstance(raw, int | float):
        return as_text(shortest(raw))
    return plain(raw).replace(".", ",") if isinstance(raw, Decimal) else str(raw)


def same_word(text: str) -> str:
    """A heading, code word or sheet name made comparable: NFC, lower case, single plain spaces."""
    return " ".join(unicodedata.normalize("NFC", str(text)).casefold().split())


@dataclass(slots=True)
class Sheet:
    """One sheet: its first row as headings, and the rows below with the numbers they have in the file (from 1).

    ``hidden``: whoever opens the file does not see it.
    """

    name: str
    headings: tuple[str, ...]
    rows: list[tuple[int, Sequence[Raw]]]
    hidden: bool = False

    @classmethod
    def of_rows(cls, name: str, rows: Iterator[Sequence[Raw]], *, first: int = 1, hidden: bool = False) -> "Sheet":
        """The sheet of rows as they come, the first of which has number ``first``; blank rows keep their number.

        A row of nothing but parts of taller cells is no row.
        """
        headings: tuple[str, ...] = ()
        filled: list[tuple[int, Sequence[Raw]]] = []
        for number, cells in enumerate(rows, start=first):
            if number == first:
                headings = tuple(same_word(as_text(cell)) if not is_blank(cell) else "" for cell in cells)
            elif not all(is_blank(cell) or isinstance(cell, Merged) for cell in cells):
                filled.append((number, cells))
        return cls(name, headings, filled, hidden)


@dataclass(slots=True)
class Sheets:
    """All sheets of one source by name, and things in it that are no sheets and were left alone."""

    source: str
    by_name: dict[str, Sheet] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def add(self, sheet: Sheet) -> None:
        """Takes a sheet in. Raises SourceRefused when there is another of the same name."""
        key = same_word(sheet.name)
        if key in self.by_name:
            raise SourceRefused(f"Välilehti ”{sheet.name}” on kahteen kertaan. Poista toinen ja tuo uudestaan.")
        self.by_name[key] = sheet

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, whatever its letter case; None when there is none."""
        return self.by_name.get(same_word(name))
