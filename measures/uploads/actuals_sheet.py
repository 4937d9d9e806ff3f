"""Reads the sheet Toteumat of a scorecard workbook as figures to enter: indicator, unit, period, figure, reason."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from measures.labels import LATE_REASONS, finnish
from measures.models.codes import LateReason
from measures.periods import Period
from measures.quantities.refusals import shown
from measures.sheets import Raw, Sheet, Sheets, SourceRefused, same_word
from measures.typed import FIELDS, Typed
from measures.uploads.rows import ROW, Headings, Uploaded, UploadedRow, once_each, texts_in

SHEET = "Toteumat"
_FIELDS = {
    "arvo": "value",
    "osoittaja": "numerator",
    "nimittäjä": "denominator",
    "ennuste": "forecast",
    "tila": "why_empty",
    "huomautus": "note",
    "syy": "late_reason",
}
_KEYS = {"mittari": "code", "yksikkö": "unit", "kausi": "period"}
_ASSESSED = {"arvio": "assessment", "arvion_perustelu": "assessment_reason"}


def is_actuals_workbook(sheets: Sheets) -> bool:
    """Has the file that sheet?"""
    return sheets.sheet(SHEET) is not None


def read_actuals_sheet(sheets: Sheets) -> Uploaded:
    """The rows of the sheet. Raises SourceRefused when it is not there or cannot be read at all."""
    sheet = sheets.sheet(SHEET)
    if sheet is None:
        raise SourceRefused(f"Työkirjassa ei ole välilehteä Kirjaus eikä {SHEET}. Tarkista, että tiedosto on oikea.")
    headings = Headings.of(sheet, _KEYS | _FIELDS | _ASSESSED)
    missing = [heading for heading in ("mittari", "kausi") if _KEYS[heading] not in headings.places]
    if missing:
        raise SourceRefused(f"Välilehdeltä {SHEET} puuttuu sarake {', '.join(missing)}. Tarkista otsikkorivi.")
    notes = [*headings.notes, *_other_sheets(sheets)]
    if any(headings.text(cells, "assessment") for _, cells in sheet.rows):
        notes.append("Arvioita ei luettu: tämä komento tuo vain toteumat.")
    return Uploaded(tuple(once_each(_rows(sheet, headings))), tuple(notes))


def _other_sheets(sheets: Sheets) -> Iterator[str]:
    for key, sheet in sheets.by_name.items():
        if key != same_word(SHEET) and sheet.rows:
            yield f"Välilehteä ”{shown(sheet.name)}” ei luettu."


def _rows(sheet: Sheet, headings: Headings) -> Iterator[UploadedRow]:
    for number, cells in sheet.rows:
        raws = headings.raws(cells, tuple(_FIELDS.values()))
        only_assessed = headings.text(cells, "assessment") and all(raw is None for raw in raws.values())
        if not only_assessed:
            yield _row(number, cells, headings, raws)


def _row(number: int, cells: Sequence[Raw], headings: Headings, raws: Mapping[str, Raw]) -> UploadedRow:
    read = texts_in(raws)
    faults, texts = dict(read.faults), dict(read.texts) | _reason(read.texts.get("late_reason", ""))
    period, fault = _period(headings.raws(cells, ["period"])["period"])
    code, unit = headings.text(cells, "code"), headings.text(cells, "unit")
    if not code:
        fault = "Mittarin koodi puuttuu. Täydennä se tai poista rivi."
    if fault:
        faults[ROW] = fault
    said = {"code": code, "unit": unit, "period": period}
    cell = "" if fault else f"{code}.{unit}.{period}"
    absent = frozenset(FIELDS) - set(texts)
    return UploadedRow(number, cell, Typed(texts), dict(raws), absent, said, faults, read.remarks, sees=False)


def _period(raw: Raw) -> tuple[str, str]:
    """The period's code, or what is wrong with it."""
    if isinstance(raw, dt.date | dt.time):
        return "", "Excel on muuttanut kauden päivämääräksi. Muotoile solu tekstiksi ja kirjoita kausi: 2026-Q3."
    text = str(raw if raw is not None else "").strip().upper()
    try:
        return Period.parse(text).code, ""
    except ValueError:
        return "", "Kautta ei tunneta. Kirjoita se näin: 2026-08, 2026-Q3, 2026-H1 tai 2026."


def _reason(text: str) -> dict[str, str]:
    """Why an approved figure changes: one of the reasons, or the writer's own words."""
    if not text or text in set(LateReason) or same_word(text) in finnish(LATE_REASONS).values():
        return {"late_text": ""} if text == LateReason.OTHER else {}
    return {"late_reason": LateReason.OTHER.value, "late_text": text}
