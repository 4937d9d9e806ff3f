"""A scorecard goes out as a workbook and comes in again: nothing changes, and elsewhere it is the same scorecard."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from measures.exporting.book import scorecard_book
from measures.exporting.tables import tables_of
from measures.loading import LoadReport, Outcome, load
from measures.sheets import Sheets
from measures.workbooks.gate import read_workbook
from measures.workbooks.ink import Number
from scorecard.models import Municipality, Strategy

DEMO = ("kemi-2023", "kemi-hyvinvointi-2023", "kokkola-2017")


def out(code: str, folder: Path) -> Path:
    """The strategy as a file."""
    path = folder / f"{code}.xlsx"
    path.write_bytes(scorecard_book(Strategy.objects.select_related("municipality", "part_of").get(code=code)))
    return path


def held(code: str) -> dict[str, list[dict[str, object]]]:
    """Everything the workbook of a strategy says, as plain values."""
    tables = tables_of(Strategy.objects.select_related("municipality", "part_of").get(code=code))
    return {one.name: [{key: plain(cell) for key, cell in row.items()} for row in one.rows] for one in tables}


def plain(cell: object) -> object:
    return (cell.value, cell.format) if isinstance(cell, Number) else cell or None


def told(report: LoadReport) -> list[str]:
    return [str(one) for one in report.problems if one.fatal]


@pytest.mark.parametrize("code", DEMO)
def test_what_goes_out_changes_nothing_when_it_comes_in(demo, tmp_path, code: str) -> None:
    report = load(out(code, tmp_path), dry_run=True)
    assert told(report) == []
    assert [(one.sheet, one.row, one.column, one.old, one.new) for one in report.changes] == []
    assert {row.outcome for row in report.rows} == {Outcome.SAME}


def moved(path: Path, code: str) -> Sheets:
    """The file as of another municipality and under another code."""
    sheets = read_workbook(path)
    strategy = sheets.sheet("Strategia")
    there = {"kunta": "Uusikylä", "kuntakoodi": "999", "koodi": code, "osa": None, "laji": "strategia"}
    strategy.rows = [
        (number, [cells[0], there.get(cells[0], cells[1] if len(cells) > 1 else None)])
        for number, cells in strategy.rows
    ]
    return sheets


# The programme serves goals of the strategy it is part of, which is not there; its own goals and rows are.
@pytest.mark.parametrize("code", DEMO)
def test_elsewhere_it_is_the_same_scorecard(demo, tmp_path, code: str) -> None:
    sheets = moved(out(code, tmp_path), "uusi")
    served = sheets.sheet("Tavoitteet")
    at = served.headings.index("palvelee")
    served.rows = [
        (number, [None if place == at else cell for place, cell in enumerate(row)]) for number, row in served.rows
    ]
    report = load(sheets)
    assert told(report) == []
    assert report.written
    before, after = held(code), held("uusi")
    for table in (before, after):
        table.pop("Strategia")
        for row in table["Tavoitteet"]:
            row.pop("palvelee")
    assert after == before


def test_out_of_there_it_is_the_same_again(demo, tmp_path) -> None:
    load(moved(out("kemi-2023", tmp_path), "uusi"))
    first = held("uusi")
    report = load(out("uusi", tmp_path))
    assert {row.outcome for row in report.rows} == {Outcome.SAME}
    assert held("uusi") == first


def test_the_same_scorecard_is_the_same_bytes(demo, tmp_path) -> None:
    assert out("kemi-2023", tmp_path).read_bytes() == out("kemi-2023", tmp_path).read_bytes()


def test_all_sheets_have_the_headings_of_the_format(demo, tmp_path) -> None:
    book = load_workbook(out("kemi-2023", tmp_path))
    assert book.sheetnames[:3] == ["Ohje", "Strategia", "Päätökset"]
    assert [cell.value for cell in book["Päätökset"][1]] == [
        "toimielin", "pvm", "pykälä", "diaarinumero", "päätös", "linkki",
    ]  # fmt: skip
    assert book["Mittarit"].freeze_panes == "B2"
    assert book["Toteumat"].max_row > 100


def test_texts_are_texts_numbers_are_numbers_and_days_are_days(demo, tmp_path) -> None:
    municipality = Municipality.objects.get(code="kemi")
    strategy = Strategy.objects.get(code="kemi-2023")
    strategy.name_fi = "=SUMMA(A1)\n@_x0041_ \t& <ö>"
    strategy._history_user = None
    strategy.save()
    book = load_workbook(io.BytesIO(scorecard_book(Strategy.objects.get(pk=strategy.pk))))
    keys = {row[0].value: row[1] for row in book["Strategia"].iter_rows(min_row=2)}
    assert keys["nimi"].data_type == "s"
    assert keys["nimi"].value == "=SUMMA(A1)\n@_x005F_x0041_ \t& <ö>"
    assert keys["nimi"].quotePrefix
    assert keys["voimassa_alkaen"].is_date
    first = {cell.value: book["Mittarit"][2][at] for at, cell in enumerate(book["Mittarit"][1])}
    assert (first["koodi"].value, first["lähtötaso"].value, first["lähtötaso"].number_format) == ("K01", 19400, "#,##0")
    assert (first["desimaalit"].value, municipality.number) == (0, keys["kuntakoodi"].value)


def test_lists_offer_the_words_of_coded_columns(demo, tmp_path) -> None:
    book = load_workbook(out("kemi-2023", tmp_path))
    rules = {rule.formula1: rule for rule in book["Mittarit"].data_validations.dataValidation}
    words = [[cell.value for cell in column if cell.value] for column in book["Luettelot"].columns]
    assert ["suunta", "nouseva", "laskeva", "säilyvä", "ei"] in words
    assert all(formula.startswith("=Luettelot!$") for formula in rules)
