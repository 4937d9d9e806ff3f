"""Reads the entry workbook that was filled in: sheet Kirjaus, its rows and columns in whatever order they now are."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from kemi_strategy.web.languages import later
from measures.quantities.refusals import shown
from measures.sheets import Raw, Sheet, Sheets, SourceRefused, same_word
from measures.typed import FIELDS, Typed, number_or_none
from measures.uploads.rows import ROW, Headings, Uploaded, UploadedRow, once_each, texts_in
from measures.workbooks.entry_columns import COLUMNS, FILLED, INSTRUCTIONS, SEEN, SHEET, TAG

_AGAIN = later("Lataa kirjaustyökirja palvelusta uudestaan.")
_SAID = ("code", "title", "unit", "period")


def is_entry_workbook(sheets: Sheets) -> bool:
    """Has the file our sheet?"""
    return sheets.sheet(SHEET) is not None


def window_in(sheets: Sheets) -> tuple[str, str]:
    """The municipality and the period that most rows are of; empty when no row says."""
    sheet = sheets.sheet(SHEET)
    headings = Headings.of(sheet, _names()) if sheet is not None else None
    if sheet is None or headings is None:
        return "", ""
    homes = [_parts(headings.text(cells, TAG.name))[:2] for _, cells in sheet.rows]
    named = [home for home in homes if home[0]]
    return max(named, key=named.count) if named else ("", "")


def read_entry_sheet(sheets: Sheets, municipality: str, window: str) -> Uploaded:
    """The rows of a municipality's window. Raises SourceRefused when the file as a whole is not of it."""
    sheet = sheets.sheet(SHEET)
    if sheet is None:
        raise SourceRefused(
            _("Työkirjassa ei ole välilehteä %(sheet)s. Lataa kirjaustyökirja palvelusta, täytä se ja lähetä se tässä.")
            % {"sheet": SHEET}
        )
    headings = Headings.of(sheet, _names())
    for column in (TAG, SEEN):
        if column.name not in headings.places:
            raise SourceRefused(
                _("Työkirjasta puuttuu piilotettu sarake ”%(heading)s”, joka yhdistää rivit. %(advice)s")
                % {"heading": column.heading, "advice": _AGAIN}
            )
    _refuse_another(sheets, municipality, window)
    rows = tuple(once_each(_rows(sheet, headings, municipality, window)))
    if not rows:
        raise SourceRefused(
            _("Välilehdellä %(sheet)s ei ole yhtään riviä. %(advice)s") % {"sheet": SHEET, "advice": _AGAIN}
        )
    return Uploaded(rows, (*headings.notes, *_missing(headings), *_other_sheets(sheets)))


def _names() -> dict[str, str]:
    return {column.heading: column.name for column in COLUMNS}


def _refuse_another(sheets: Sheets, municipality: str, window: str) -> None:
    home, period = window_in(sheets)
    if home and home != municipality:
        raise SourceRefused(
            _("Työkirja on toisen kunnan (%(home)s). Lataa oman kuntasi kirjaustyökirja.") % {"home": shown(home)}
        )
    if period and period != window:
        raise SourceRefused(
            _(
                "Työkirja on kaudelta %(period)s, mutta kirjaat kautta %(window)s. Valitse oikea kausi tai lataa "
                "tämän kauden työkirja."
            )
            % {"period": shown(period), "window": window}
        )


def _missing(headings: Headings) -> Iterator[str]:
    for column in FILLED:
        if column.name not in headings.places:
            yield _("Saraketta ”%(heading)s” ei ole: sen tiedot jäävät ennalleen.") % {"heading": column.heading}


def _other_sheets(sheets: Sheets) -> Iterator[str]:
    own = {same_word(SHEET), same_word(INSTRUCTIONS)}
    for key, sheet in sheets.by_name.items():
        if key not in own and (sheet.rows or any(sheet.headings)):
            yield _("Välilehteä ”%(name)s” ei luettu.") % {"name": shown(sheet.name)}


def _rows(sheet: Sheet, headings: Headings, municipality: str, window: str) -> Iterator[UploadedRow]:
    for number, cells in sheet.rows:
        yield _row(number, cells, headings, (municipality, window))


def _row(number: int, cells: Sequence[Raw], headings: Headings, asked: tuple[str, str]) -> UploadedRow:
    raws = headings.raws(cells, FIELDS)
    read = texts_in(raws)
    said = {name: headings.text(cells, name) for name in _SAID if name in headings.places}
    tag = headings.text(cells, TAG.name)
    home, window, cell = _parts(tag)
    fault = _fault(cell, (home, window), asked)
    typed = Typed(read.texts, number_or_none(headings.text(cells, SEEN.name)))
    faults = dict(read.faults) | ({ROW: fault} if fault else {})
    absent = frozenset(FIELDS) - set(raws)
    return UploadedRow(number, "" if fault else cell, typed, raws, absent, said, faults, read.remarks)


def _parts(tag: str) -> tuple[str, str, str]:
    home, _, rest = tag.partition("/")
    window, _, cell = rest.partition("/")
    return home, window, cell


def _fault(cell: str, home: tuple[str, str], asked: tuple[str, str]) -> str:
    """Why the row cannot be taken for a figure's; empty when it can."""
    if not cell:
        return _("Rivillä ei ole tunnistetta, joten ei tiedetä, mikä luku se on. %(advice)s") % {"advice": _AGAIN}
    if home != asked:
        return _("Rivi on toisesta työkirjasta: sen kunta tai kausi on eri. Poista rivi.")
    return ""
