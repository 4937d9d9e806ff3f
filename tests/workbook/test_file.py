"""The file itself: order of sheets, paper, properties, and hostile text that stays text."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from reporting.renderers.formats import FORMATS
from tests.workbook.opening import SHEETS, drafted, opened, told
from tests.world import World

pytestmark = pytest.mark.django_db
HOSTILE = [
    "=1+1",
    "+SUM(A1:A9)",
    "-2+3",
    "@SUM(1)",
    '\t=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
    "#N/A",
    "a\x01b\x1b[31m\uffff\u202e",
    "<b>&amp;</b> ]]> _x000D_",
    "😀" * 5,
    "1.2.2025",
    "007",
]


@pytest.fixture
def world() -> World:
    world = World()
    gain = world.node("hyöty", "benefit")
    row = world.row("K1", {"kind": "at_least", "value": 5}, on=[gain], decimals=1)
    world.enter(row, "2025-Q2", "4.5")
    return world


@pytest.fixture
def book(world: World) -> Workbook:
    return opened(world.standing("2025-H1", known_at="2025-08-31"))


def test_sheets_in_their_order(book) -> None:
    assert book.sheetnames == SHEETS


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_prints_on_a4_landscape_as_wide_as_the_page(book, name: str) -> None:
    sheet = book[name]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes in {"A2", "B2", "C2"}
    assert sheet.oddHeader.left.text == "Pikkula"
    assert sheet.oddHeader.right.text == "LUONNOS · Puolivuotiskatsaus 1–6/2025 · 2025-H1"
    assert sheet.oddFooter.left.text.startswith("Tilanne 30.6.2025 · tiedot 31.8.2025 klo 12.00")
    assert sheet.oddFooter.right.text == "Sivu &P / &N"


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("Keskeiset mittarit", "A1:AF2"),
        ("Sitovat tavoitteet", "A1:O2"),
        ("Toimialat", "A1:R2"),
        ("Projektit ja toimenpiteet", "A1:Q2"),
        ("Muutosloki", "A1:I2"),
    ],
)
def test_tables_can_be_filtered(book, name: str, area: str) -> None:
    assert book[name].auto_filter.ref == area


def test_the_figures_are_a_table_of_excels_own(book) -> None:
    (table,) = book["Toteumat"].tables.values()
    assert (table.displayName, table.ref, table.autoFilter.ref) == ("Toteumat", "A1:V2", "A1:V2")
    assert table.column_names == [cell.value for cell in book["Toteumat"][1]]


def test_verdicts_are_coloured_by_their_word(book) -> None:
    ranges = next(iter(book["Keskeiset mittarit"].conditional_formatting))
    assert str(ranges.sqref) == "F2"
    assert len(ranges.rules) == 9
    assert '"jäljessä"' in {rule.formula[0] for rule in ranges.rules}


def test_the_document_says_its_title_language_and_time(book) -> None:
    told = book.properties
    assert (told.title, told.subject) == ("Pikkula: Puolivuotiskatsaus 1–6/2025 (LUONNOS)", "Strategia")
    assert (told.language, told.creator) == ("fi-FI", "Strategiamittaristo")
    assert told.created == told.modified
    assert told.created.isoformat() == "2025-08-31T09:00:00"


def test_no_cell_is_a_formula_whatever_people_write(world) -> None:
    units = world.units(*(f"y{number}" for number in range(len(HOSTILE))))
    names = {unit.code: text for unit, text in zip(units, HOSTILE, strict=True)}
    for number, text in enumerate(HOSTILE):
        row = world.row(f"R{number}", {"kind": "undecided", "words": text}, name_fi=text, measure_unit=text[:40])
        row.question, row.reading = text, "proposed"
        row.save()
    shared = world.row("U", units=units)
    for unit in units:
        world.enter(shared, "2025-Q2", "1", unit=unit)
    world.strategy.name_fi = world.strategy.mission_fi = HOSTILE[0] + "&P&N\x07"
    world.strategy.save()
    book = opened(world.standing("2025-H1"), units=names)
    cells = [
        cell for sheet in book.worksheets[:-1] for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert {cell.data_type for row in book["Täsmäytys"].iter_rows() for cell in row} == {"s", "f"}
    written = {cell.value for cell in book["Keskeiset mittarit"]["B"]}
    assert {"=1+1", "+SUM(A1:A9)", "#N/A", "007", "1.2.2025", "a�b�[31m��", ' =HYPERLINK("http://x")'} <= written
    quoted = {cell.value for cell in book["Keskeiset mittarit"]["B"] if cell.quotePrefix}
    assert quoted == {text.replace("\t", " ") for text in HOSTILE[:6]}
    assert book["Lue minut"]["B6"].value == "=1+1&P&N�"


def test_formulas_stand_on_the_reconciliation_alone_and_nothing_links_out(world) -> None:
    content = FORMATS["xlsx"].render(drafted(world.standing("2025-H1")), "fi")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert [name for name, text in parts.items() if "<f>" in text] == ["xl/worksheets/sheet9.xml"]
    assert not [name for name, text in parts.items() if "hyperlink" in text.lower() or "<!DOCTYPE" in text]


def test_a_text_too_long_for_a_cell_is_cut_and_counted(world) -> None:
    row = world.row("Pitkä", reading="proposed")
    row.question = "a" * 40_000
    row.save()
    book = opened(world.standing("2025-H1"))
    (cell,) = [cell for cell in book["Keskeiset mittarit"]["AC"] if str(cell.value).startswith("aaa")]
    assert len(cell.value) == 32_767
    assert cell.value.endswith("[katkaistu: soluun mahtuu 32 767 merkkiä]")
    says = told(book["Lue minut"])
    assert (says["Katkaistuja tekstejä"], says["Missä"]) == (1, "Keskeiset mittarit AC3")
