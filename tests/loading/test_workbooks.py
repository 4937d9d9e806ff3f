"""Excel workbooks: what cells hold, what Excel has done to them, and files that are not what they claim to be."""

import datetime as dt
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from measures.loading import load
from measures.models import Actual
from measures.sheets import SourceRefused
from measures.workbooks.gate import read_workbook
from measures.workbooks.limits import COMMAND
from tests.loading.cards import Book, entries, fault, faults, notes, row_of


def test_a_workbook_says_the_same_as_a_folder(book: Book) -> None:
    book.unit("kirjasto")
    book.goal("viisas")
    book.indicator(kohteet="viisas")
    book.actual(arvo=7)
    assert load(book.workbook()).written
    assert not load(book.write()).changed


def percent_book(book: Book, cell: Any, **cells: Any) -> Path:
    book.indicator(mittayksikkö="%", tavoite="80", **cells)
    book.actual(arvo=cell)
    return book.workbook({("Toteumat", "C2"): "0.0%"})


def test_a_percent_cell_is_read_times_a_hundred(book: Book) -> None:
    assert load(percent_book(book, 0.065)).written
    assert entries()[0].value == Decimal("6.5")


def test_a_percent_format_in_quotes_is_no_percent_format(book: Book) -> None:
    book.indicator(mittayksikkö="%", tavoite="80")
    book.actual(arvo=6.5)
    load(book.workbook({("Toteumat", "C2"): '0.0" %"'}))
    assert entries()[0].value == Decimal("6.5")


def test_a_percent_cell_of_a_count_is_refused(book: Book) -> None:
    book.indicator(mittayksikkö="kpl")
    book.actual(arvo=0.065)
    found = fault(load(book.workbook({("Toteumat", "C2"): "0%"})))
    assert (found.sheet, found.row, found.column, found.value) == ("Toteumat", 2, "arvo", "6,5 %")


def test_floats_are_what_excel_shows(book: Book) -> None:
    book.indicator(mittayksikkö="milj. €")
    book.actual(arvo=0.1 + 0.2)
    load(book.workbook())
    assert entries()[0].value == Decimal("0.3")


def test_a_number_beyond_all_numbers_is_refused_by_its_cell(book: Book) -> None:
    book.indicator()
    book.actual(arvo=7)
    whole, broken = book.workbook(), book.folder / "suuri.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<v>7</v>", b"<v>1e999</v>"))
    assert faults(load(broken)) == [("Toteumat", 2, "arvo")]


def test_endless_decimals_are_rounded_and_told(book: Book) -> None:
    book.indicator(mittayksikkö="milj. €")
    book.actual(arvo=1 / 3)
    report = load(book.workbook())
    assert entries()[0].value == Decimal("0.3333333333")
    assert "0,3333333333" in notes(report)[0]


def test_a_year_may_be_a_number(book: Book) -> None:
    book.indicator()
    book.actual(kausi=2024, arvo=3)
    load(book.workbook())
    assert entries()[0].period_ends == dt.date(2024, 12, 31)


def test_numbers_kept_as_text_with_hard_spaces_are_numbers(book: Book) -> None:
    book.indicator(desimaalit=0)
    book.actual(arvo="19\u00a0400")
    load(book.workbook())
    assert entries()[0].value == 19400


def test_excel_dates_are_days(book: Book) -> None:
    book.indicator(tavoite_pvm=dt.datetime.combine(dt.date(2026, 12, 31), dt.time()))
    load(book.workbook())
    assert row_of("M1").targets.get().due == dt.date(2026, 12, 31)


@pytest.mark.parametrize("column", ["arvo", "kausi"])
def test_a_cell_that_excel_made_a_date_is_refused(book: Book, column: str) -> None:
    book.indicator()
    book.actual(**{"kausi": "2024", "arvo": 3} | {column: dt.date(2025, 5, 3)})
    found = fault(load(book.workbook()))
    assert (found.row, found.column, found.value) == (2, column, "3.5.2025")
    assert "Excel" in found.sentence


def test_words_that_excel_made_a_date_are_refused(book: Book) -> None:
    book.indicator(tavoite=dt.date(2025, 5, 3))
    assert ("Mittarit", 2, "tavoite") in faults(load(book.workbook()))


def test_a_truth_value_is_no_number(book: Book) -> None:
    book.indicator()
    book.actual(arvo=True)
    assert faults(load(book.workbook())) == [("Toteumat", 2, "arvo")]


def test_a_formula_never_calculated_is_refused_by_its_cell(book: Book) -> None:
    book.indicator()
    book.actual(arvo="=1+1")
    found = fault(load(book.workbook()))
    assert (found.sheet, found.row, found.column) == ("Toteumat", 2, "arvo")
    assert "kaava" in found.sentence


def test_an_error_value_is_refused_by_its_cell(book: Book) -> None:
    book.indicator()
    book.actual(arvo="#REF!")
    found = fault(load(book.workbook()))
    assert (found.column, found.value) == ("arvo", "#REF!")


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The workbook with one of its parts changed, as no spreadsheet program would."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_calculated_formula_is_read_by_its_value(book: Book) -> None:
    book.indicator()
    book.actual(arvo="=1+1")
    path = rewritten(book.workbook(), "xl/worksheets/sheet3.xml", b"<v></v>", b"<v>2</v>")
    assert load(path).written
    assert entries()[0].value == 2


def test_an_odd_cell_is_named(book: Book) -> None:
    book.indicator()
    book.actual(arvo=12345)
    path = rewritten(book.workbook(), "xl/worksheets/sheet3.xml", b"<v>12345</v>", b"<v>1x</v>")
    assert "solussa C2" in fault(load(path)).sentence


def test_what_is_no_workbook_is_refused(book: Book) -> None:
    path = book.folder / "kortti.xlsx"
    path.write_bytes(b"koodi;nimi\n")
    assert "ehjä Excel-työkirja" in fault(load(path)).sentence


def test_a_zip_that_is_no_workbook_is_refused(book: Book) -> None:
    path = book.folder / "kortti.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    assert "ehjä Excel-työkirja" in fault(load(path)).sentence


def test_an_encrypted_workbook_is_refused(book: Book) -> None:
    path = book.folder / "kortti.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    assert "salasana" in fault(load(path)).sentence


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("xl/vbaProject.bin", b"x", "makroja"),
        ("../ulos.xml", b"<a/>", "ulkopuolelle"),
        ("/etc/x.xml", b"<a/>", "ulkopuolelle"),
        ("xl/extra.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "XML-määrittelyjä"),
    ],
)
def test_a_workbook_with_what_does_not_belong_is_refused(book: Book, name: str, content: bytes, word: str) -> None:
    path = book.workbook()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, content)
    assert word in fault(load(path)).sentence


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "docProps/core.xml"])
def test_a_workbook_whose_parts_break_off_is_refused_in_a_sentence(book: Book, part: str) -> None:
    book.indicator(lähtötaso="=1+1")
    whole, broken = book.workbook(), book.folder / "rikki.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[: len(content) // 2] if name == part else content)
    assert "ei ole ehjä Excel-työkirja" in fault(load(broken)).sentence


def test_too_many_parts_are_refused(book: Book) -> None:
    path = book.workbook()
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(200):
            archive.writestr(f"xl/{number}.txt", "")
    assert "liian suureksi" in fault(load(path)).sentence


def test_a_cell_in_the_last_row_of_excel_does_not_hang(book: Book) -> None:
    book.indicator()
    path = book.workbook()
    workbook = load_workbook(path)
    workbook["Mittarit"].cell(1_048_576, 1, "M2")
    workbook.save(path)
    assert "riviä" in fault(load(path)).sentence
    assert Actual.objects.count() == 0


def test_a_file_too_large_is_refused(book: Book) -> None:
    with pytest.raises(SourceRefused, match="liian suuri"):
        read_workbook(book.workbook(), replace(COMMAND, file=10))
