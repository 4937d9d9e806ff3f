"""Reads the entry workbook that was filled in: sheet Kirjaus, its rows and columns in whatever order they now are."""

from collections.abc import Iterator, Sequence

from measures.quantities.refusals import shown
from measures.sheets import Raw, Sheet, Sheets, SourceRefused, same_word
from measures.typed import FIELDS, Typed, number_or_none
from measures.uploads.rows import ROW, Headings, Uploaded, UploadedRow, once_each, texts_in
from measures.workbooks.entry_columns import COLUMNS, FILLED, INSTRUCTIONS, SEEN, SHEET, TAG

_AGAIN = "Lataa kirjaustyökirja palvelusta uudestaan."
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
            f"Työkirjassa ei ole välilehteä {SHEET}. Lataa kirjaustyökirja palvelusta, täytä se ja lähetä se tässä."
        )
    headings = Headings.of(sheet, _names())
    for column in (TAG, SEEN):
        if column.name not in headings.places:
            raise SourceRefused(
                f"Työkirjasta puuttuu piilotettu sarake ”{column.heading}”, joka yhdistää rivit. {_AGAIN}"
            )
    _refuse_another(sheets, municipality, window)
    rows = tuple(once_each(_rows(sheet, headings, municipality, window)))
    if not rows:
        raise SourceRefused(f"Välilehdellä {SHEET} ei ole yhtään riviä. {_AGAIN}")
    return Uploaded(rows, (*headings.notes, *_missing(headings), *_other_sheets(sheets)))


def _names() -> dict[str, str]:
    return {column.heading: column.name for column in COLUMNS}


def _refuse_another(sheets: Sheets, municipality: str, window: str) -> None:
    home, period = window_in(sheets)
    if home and home != municipality:
        raise SourceRefused(f"Työkirja on toisen kunnan ({shown(home)}). Lataa oman kuntasi kirjaustyökirja.")
    if period and period != window:
        raise SourceRefused(
            f"Työkirja on kaudelta {shown(period)}, mutta kirjaat kautta {window}. "
            "Valitse oikea kausi tai lataa tämän kauden työkirja."
        )


def _missing(headings: Headings) -> Iterator[str]:
    for column in FILLED:
        if column.name not in headings.places:
            yield f"Saraketta ”{column.heading}” ei ole: sen tiedot jäävät ennalleen."


def _other_sheets(sheets: Sheets) -> Iterator[str]:
    own = {same_word(SHEET), same_word(INSTRUCTIONS)}
    for key, sheet in sheets.by_name.items():
        if key not in own and (sheet.rows or any(sheet.headings)):
            yield f"Välilehteä ”{shown(sheet.name)}” ei luettu."


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
        return f"Rivillä ei ole tunnistetta, joten ei tiedetä, mikä luku se on. {_AGAIN}"
    if home != asked:
        return "Rivi on toisesta työkirjasta: sen kunta tai kausi on eri. Poista rivi."
    return ""
