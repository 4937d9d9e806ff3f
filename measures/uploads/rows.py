"""The rows of an uploaded workbook: which figure each is of, what was typed into its cells, what cannot be read there.

Two forms are known: our own entry workbook (sheet Kirjaus), whose rows say which entry their writer saw, and the sheet
Toteumat of a scorecard workbook. Whatever is not read is told in ``notes``, never passed over in silence.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import say
from measures.labels import LATE_REASONS, WHY_EMPTY, finnish
from measures.quantities import write_number
from measures.quantities.refusals import shown
from measures.sheets import (
    MADE_A_DATE,
    Merged,
    Percent,
    Raw,
    Sheet,
    Unreadable,
    as_kept,
    as_text,
    is_blank,
    rounded_words,
    same_word,
    shortest,
)
from measures.typed import FIGURES, Typed

ROW = ""
"""In the place of a field: the fault is of the whole row."""
_NUMBERS = (*FIGURES, "forecast")
_CODES: dict[str, dict[str, str]] = {
    "why_empty": {word: code.value for code, word in finnish(WHY_EMPTY).items()},
    "late_reason": {word: code.value for code, word in finnish(LATE_REASONS).items()},
}


@dataclass(frozen=True, slots=True)
class UploadedRow:
    """One row. ``cell``: the code of the figure it is of; ``raws``: what its cells held, by field.

    ``absent``: fields whose columns the file does not have. ``said``: what the row says of itself, to be held against
    the figure. ``faults``: a sentence for each field that cannot be read; under ``ROW`` one for the row. ``sees``: does
    the row tell which entry its writer saw?
    """

    number: int
    cell: str
    typed: Typed
    raws: Mapping[str, Raw] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    said: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    sees: bool = True


@dataclass(frozen=True, slots=True)
class Uploaded:
    """All rows of a file, and what in it was not read."""

    rows: tuple[UploadedRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a row's cells as if they had been typed on the page, and what could not be made one."""

    texts: Mapping[str, str]
    faults: Mapping[str, str]
    remarks: tuple[str, ...]


def texts_in(raws: Mapping[str, Raw]) -> Texts:
    """The cells of a row as texts of the page's fields."""
    texts, faults, remarks = {}, {}, []
    for name, raw in raws.items():
        texts[name], fault, remark = _number(raw) if name in _NUMBERS else _words(name, raw)
        if fault:
            faults[name] = fault
        if remark:
            remarks.append(remark)
    return Texts(texts, faults, tuple(remarks))


def _number(raw: Raw) -> tuple[str, str, str]:
    """A cell of a figure: its text, what is wrong with it, what was done to it."""
    if isinstance(raw, Unreadable):
        return raw.shown, say(raw.sentence), ""
    if isinstance(raw, dt.datetime | dt.date | dt.time):
        return as_text(raw), say(MADE_A_DATE), ""
    if isinstance(raw, bool) or not isinstance(raw, int | float | Percent):
        return as_text(raw), "", ""
    exact = shortest(raw.number).scaleb(2) if isinstance(raw, Percent) else shortest(raw)
    kept = as_kept(exact)
    sign = " %" if isinstance(raw, Percent) else ""
    return write_number(kept) + sign, "", rounded_words(kept) if kept != exact else ""


def _words(name: str, raw: Raw) -> tuple[str, str, str]:
    if isinstance(raw, Unreadable):
        return raw.shown, say(raw.sentence), ""
    text = as_text(raw)
    return _CODES.get(name, {}).get(same_word(text), text), "", ""


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the columns of a sheet are, whatever their order; what else there is goes into ``notes``."""

    places: Mapping[str, int]
    notes: tuple[str, ...]

    @classmethod
    def of(cls, sheet: Sheet, names: Mapping[str, str]) -> "Headings":
        """``names``: each column's name in the code by its heading. A heading twice is told as a fault."""
        known = {same_word(heading): name for heading, name in names.items()}
        places: dict[str, int] = {}
        notes = []
        for at, heading in enumerate(sheet.headings):
            name = known.get(heading)
            if name is None and heading:
                notes.append(
                    _("Saraketta ”%(heading)s” ei tunneta, joten sitä ei luettu.") % {"heading": shown(heading)}
                )
            elif name in places:
                notes.append(
                    _("Sarake ”%(heading)s” on kahteen kertaan: luettiin ensimmäinen.") % {"heading": shown(heading)}
                )
            elif name is not None:
                places[name] = at
        if any(_beyond(sheet.headings, cells) for _, cells in sheet.rows):
            notes.append(_("Sarakkeita, joilla ei ole otsikkoa, ei luettu."))
        return cls(places, tuple(notes))

    def raws(self, cells: Sequence[Raw], names: Sequence[str]) -> dict[str, Raw]:
        """What stands in these columns of a row; columns that are not there are left out."""
        return {name: self._at(cells, self.places[name]) for name in names if name in self.places}

    def text(self, cells: Sequence[Raw], name: str) -> str:
        """What stands in one column as text; empty when the column is not there."""
        return as_text(self._at(cells, self.places[name])) if name in self.places else ""

    @staticmethod
    def _at(cells: Sequence[Raw], at: int) -> Raw:
        return None if at >= len(cells) or is_blank(cells[at]) or isinstance(cells[at], Merged) else cells[at]


def _beyond(headings: Sequence[str], cells: Sequence[Raw]) -> bool:
    return any(not is_blank(raw) and (at >= len(headings) or not headings[at]) for at, raw in enumerate(cells))


def once_each(rows: Iterator[UploadedRow]) -> Iterator[UploadedRow]:
    """The rows; one whose figure has a row already is at fault."""
    seen: dict[str, int] = {}
    for row in rows:
        first = seen.setdefault(row.cell, row.number)
        if row.cell and first != row.number:
            sentence = _("Saman luvun rivi on jo rivillä %(first)s. Poista toinen.") % {"first": first}
            yield UploadedRow(row.number, "", row.typed, row.raws, said=row.said, faults={ROW: sentence})
        else:
            yield row
