"""Scorecard workbooks that would do harm or mislead: whole ones but for one thing each."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.scorecards.desk import small, workbook
from tests.uploads.hostile import LAUGHS, MAIN, book, declared_small, marked_encrypted, with_sheet, with_strings

SHEET1 = "xl/worksheets/sheet1.xml"
READS = ""
"""It may be taken in as it is."""


def card(**changes: list[list[Any]]) -> bytes:
    """The small scorecard with other sheets."""
    return workbook(small(**changes))


def figures(*rows: list[Any]) -> bytes:
    """The small scorecard with these figures."""
    return card(Toteumat=[["mittari", "kausi", "arvo"], *rows])


def indicators(*rows: list[Any]) -> bytes:
    """The small scorecard with these indicators."""
    heads = ["koodi", "nimi_fi", "kohteet", "mittayksikkö", "suunta", "tavoite", "tiheys"]
    return card(Mittarit=[heads, *rows])


def touched(change: Callable[[Workbook], None]) -> bytes:
    """The small scorecard, changed as a workbook."""
    made, packed = load_workbook(io.BytesIO(card())), io.BytesIO()
    change(made)
    made.save(packed)
    return packed.getvalue()


def _merged_headings(made: Workbook) -> None:
    sheet = made["Mittarit"]
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Mittarit 2026"
    sheet.merge_cells("A1:G2")


def _formulas(made: Workbook) -> None:
    made["Toteumat"]["C2"] = "=1+1"


def _outside(made: Workbook) -> None:
    made["Toteumat"]["C2"] = "=[1]Taul1!A1"


def with_part(name: str, content: str | bytes) -> bytes:
    """The small scorecard with another part in its zip."""
    packed = io.BytesIO(card())
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def _million_rows() -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 1_000_001))
    return with_sheet(rows)


_UNITS = ["koodi", "ylätaso", "laji", "nimi_fi"]

# What is wrong, how it is made, and what the steward is told; READS: it may be taken in.
CARDS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a zip bomb": (lambda: with_sheet("<row/>" * 45_000_000), "purkautuu liian suureksi"),
    "a bomb that says it is small": (lambda: declared_small(with_sheet("<row/>" * 6_000_000), SHEET1), "ei ole ehjä"),
    "three hundred parts": (lambda: book({f"xl/{n}.txt": "" for n in range(300)}), "purkautuu liian suureksi"),
    "a million rows": (_million_rows, "tietoa rivillä 120001"),
    "a cell in the last row of Excel": (
        lambda: with_sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "tietoa rivillä 1048576",
    ),
    "a false dimension of a billion cells": (
        lambda: with_sheet('<row r="1"><c r="A1"><v>1</v></c></row>', before='<dimension ref="A1:XFD1000000000"/>'),
        "Välilehti puuttuu",
    ),
    "shared strings beyond measure": (
        lambda: with_strings(f"<si><t>{'a' * 30_000}</t></si>", '<row><c t="s"><v>0</v></c></row>' * 4_000),
        "liikaa aikaa tai muistia",
    ),
    "tags within tags": (lambda: book({SHEET1: f"<worksheet {MAIN}>{'<a>' * 400_000}"}), "Tiedosto"),
    "macros": (lambda: with_part("xl/vbaProject.bin", b"x"), "makroja"),
    "a billion laughs": (lambda: book({SHEET1: LAUGHS + "<worksheet>&j;</worksheet>"}), "XML-määrittelyjä"),
    "an entity of a file": (
        lambda: book({SHEET1: '<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><worksheet>&b;</worksheet>'}),
        "XML-määrittelyjä",
    ),
    "a name that climbs out": (lambda: with_part("../../ulos.xml", "<a/>"), "viittaa itsensä ulkopuolelle"),
    "broken XML": (lambda: book({SHEET1: f"<worksheet {MAIN}><sheetData><row"}), "ei ole ehjä"),
    "a zip that breaks off": (lambda: card()[:-400], "ei ole ehjä"),
    "encrypted": (lambda: marked_encrypted(book()), "suojattu salasanalla"),
    "an empty file": (lambda: b"", "on tyhjä"),
    "no workbook": (lambda: b"%PDF-1.7\n", "ei ole ehjä"),
    "a formula that was never calculated": (lambda: touched(_formulas), "kaava, jolla ei ole laskettua arvoa"),
    "a formula of another workbook": (lambda: touched(_outside), "kaava, jolla ei ole laskettua arvoa"),
    "a number without end": (lambda: figures(["T01", "2025", "1e400"]), "ei lueta kymmenen potenssina"),
    "no number at all": (lambda: figures(["T01", "2025", "NaN"]), "ei ole luku"),
    "a truth for a number": (lambda: figures(["T01", "2025", True]), "totuusarvo"),
    "a date for a number": (lambda: figures(["T01", "2025", dt.date(2026, 5, 3)]), "Mitä soluun kirjoitettiin"),
    "a day before 1900": (
        lambda: card(Strategia=[*small()["Strategia"][:4], ["voimassa_alkaen", "1.1.1650"]]), "Vuosi ei voi olla",
    ),
    "marks that turn the text around": (
        lambda: indicators(["T01", "Laina\u202ekanta", "vakaa", "kpl", "laskeva", "1", "vuosi"]), "ohjausmerkki",
    ),
    "a cell of ten thousand letters": (
        lambda: indicators(["T01", "a" * 10_000, "vakaa", "kpl", "laskeva", "1", "vuosi"]), "Teksti on liian pitkä",
    ),
    "a text that would be a formula": (
        lambda: indicators(["T01", "=HYPERLINK(1)", "vakaa", "kpl", "laskeva", "1", "vuosi"]), "kaava, jolla",
    ),
    "parents in a circle": (
        lambda: card(Yksiköt=[_UNITS, ["a", "b", "toimiala", "A"], ["b", "a", "toimiala", "B"]]), "itsensä alla",
    ),
    "the same code twice": (
        lambda: card(Yksiköt=[_UNITS, ["a", "", "toimiala", "A"], ["a", "", "toimiala", "B"]]), "Sama koodi on jo",
    ),
    "the same figure twice": (lambda: figures(["T01", "2025", 1], ["T01", "2025", 2]), "on jo rivillä 2"),
    "sheets that are lacking": (lambda: workbook({"Mittarit": small()["Mittarit"]}), "Välilehti puuttuu"),
    "headings that are lacking": (lambda: card(Mittarit=[["a", "b"], ["T01", "x"]]), "Pakollinen sarake puuttuu"),
    "merged headings under a title": (lambda: touched(_merged_headings), READS),
    "a code that climbs out of its address": (
        lambda: card(Strategia=[*small()["Strategia"][:2], ["koodi", "../../kokkola"], ["nimi", "x"]]),
        "Koodissa voi olla",
    ),
    "a period of a thousand years": (lambda: figures(["T01", "999999", 1]), "Kautta ei tunneta"),
    "another city's name": (
        lambda: card(Strategia=[["avain", "arvo"], ["kunta", "Kokkola"], ["koodi", "x"], ["nimi", "x"]]),
        "toisen kunnan",
    ),
}  # fmt: skip
