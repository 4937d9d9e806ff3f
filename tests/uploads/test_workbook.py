"""The entry workbook as downloaded: what it asks, what can be typed where, and that it is the same file every time."""

import datetime as dt
import io
import zipfile

import pytest
from django.test import Client

from measures.models import Actual, Indicator
from tests.entry.office import Office
from tests.uploads.filling import DOWNLOAD, Filled


@pytest.fixture
def asked(office: Office) -> Office:
    """Five figures asked of the library: a count, a ratio, yes or no, a level, and one that adds up."""
    office.row("A1", {"kind": "at_least", "value": 40}, name_fi="Kävijät")
    office.row("A2", across="ratio", measure_unit="%", decimals=1, name_fi="Poissaolo-%")
    office.row("A3", value_type="yes_no", measure_unit="", name_fi="Käytössä")
    office.row("A4", value_type="level", measure_unit="heikko<hyvä<erinomainen", across="mean", name_fi="Taso")
    office.row("A5", time="sum", name_fi="Tilaisuudet")
    return office


def unlocked(filled: Filled, code: str) -> list[str]:
    return [heading for heading in filled.columns if not filled.cell(code, heading).protection.locked]


def test_a_row_for_each_figure_with_what_is_known_of_it(asked: Office, anna: Client) -> None:
    row = asked.world.strategy.rows.get(indicator__code="A1")
    asked.enter(row, "38", period="2026-Q2")
    asked.enter(row, "30", period="2025-Q3")
    filled = Filled.of(anna)
    known = [str(filled.cell("A1", heading).value).replace("\xa0", " ") for heading in list(filled.columns)[:8]]
    assert known == [
        "A1", "Kävijät", "kirjasto", "2026-Q3", "kpl", "vähintään 40 kpl", "38 kpl\n(4–6/2026)", "30 kpl\n(7–9/2025)",
    ]  # fmt: skip
    assert filled.sheet.max_row == 6


def test_a_ratios_name_tells_what_is_divided_by_what(asked: Office, anna: Client) -> None:
    before = Filled.of(anna).cell("A2", "Nimi").value
    Indicator.objects.filter(code__in=["A1", "A2"]).update(terms_fi="poissaolot / työpäivät")
    filled = Filled.of(anna)
    assert filled.cell("A2", "Nimi").value == f"{before} (poissaolot / työpäivät)"
    assert filled.cell("A1", "Nimi").value == "Kävijät"


def test_only_the_cells_that_are_asked_are_open(asked: Office, anna: Client) -> None:
    filled = Filled.of(anna)
    assert filled.sheet.protection.sheet
    assert not filled.sheet.protection.password
    rest = ["Ei lukua", "Huomautus"]
    assert unlocked(filled, "A1") == ["Toteuma", *rest, "Vahvistus"]
    assert unlocked(filled, "A2") == ["Osoittaja", "Nimittäjä", *rest, "Vahvistus"]
    assert unlocked(filled, "A3") == ["Toteuma", *rest]
    assert unlocked(filled, "A5") == ["Toteuma", "Ennuste", *rest, "Vahvistus"]


def test_an_approved_figure_asks_why_it_changes(asked: Office, anna: Client) -> None:
    asked.enter(asked.world.strategy.rows.get(indicator__code="A1"), "41")
    filled = Filled.of(anna)
    assert filled.cell("A1", "Toteuma").value == 41
    assert unlocked(filled, "A1")[-2:] == ["Muutoksen syy", "Muutoksen perustelu"]
    assert "Muutoksen syy" not in unlocked(filled, "A2")
    assert not filled.sheet.column_dimensions["P"].hidden


def test_words_are_chosen_from_lists(asked: Office, anna: Client) -> None:
    filled = Filled.of(anna)
    lists = {
        cell: rule.formula1 for rule in filled.sheet.data_validations.dataValidation for cell in str(rule.sqref).split()
    }
    assert lists[filled.cell("A3", "Toteuma").coordinate] == '"kyllä,ei"'
    assert lists[filled.cell("A4", "Toteuma").coordinate] == '"heikko,hyvä,erinomainen"'
    whole = [cells for cells, words in lists.items() if words == '"ei mitattu,ei arvioitavissa,kesken,ei julkaista"']
    assert whole == ["M2", "M3", "M4", "M5", "M6"]


def test_numbers_are_typed_into_general_cells_and_words_into_text_cells(asked: Office, anna: Client) -> None:
    """A slip that Excel takes for a date then shows as one, and a note that looks like one stays as typed."""
    filled = Filled.of(anna)
    assert filled.cell("A1", "Toteuma").number_format == "General"
    assert filled.cell("A2", "Osoittaja").number_format == "General"
    assert filled.cell("A4", "Toteuma").number_format == "@"
    assert filled.cell("A1", "Huomautus").number_format == "@"


def test_what_stands_is_filled_in_as_numbers_and_as_text_never_as_formulas(asked: Office, anna: Client) -> None:
    rows = {row.indicator.code: row for row in asked.world.strategy.rows.all()}
    asked.enter(rows["A1"], "1234.5", state="draft", note="=1+1")
    asked.enter(rows["A2"], None, numerator=67, denominator=1860, state="draft")
    asked.enter(rows["A3"], "1", state="draft")
    asked.enter(rows["A4"], None, word="hyvä", state="draft")
    asked.enter(rows["A5"], None, why_empty="not_measured", state="draft")
    filled = Filled.of(anna)
    assert filled.cell("A1", "Toteuma").value == 1234.5
    assert (filled.cell("A1", "Huomautus").value, filled.cell("A1", "Huomautus").data_type) == ("=1+1", "s")
    assert [filled.cell("A2", one).value for one in ("Toteuma", "Osoittaja", "Nimittäjä")] == [None, 67, 1860]
    assert filled.cell("A3", "Toteuma").value == "kyllä"
    assert filled.cell("A4", "Toteuma").value == "hyvä"
    assert (filled.cell("A5", "Toteuma").value, filled.cell("A5", "Ei lukua").value) == (None, "ei mitattu")


def test_each_row_says_in_hidden_columns_which_figure_it_is_and_what_was_seen(asked: Office, anna: Client) -> None:
    entry = asked.enter(asked.world.strategy.rows.get(indicator__code="A1"), "41", state="draft")
    filled = Filled.of(anna)
    assert filled.cell("A1", "Tunniste").value == "pikkula/2026-Q3/A1.kirjasto.2026-Q3"
    assert filled.cell("A1", "Nähty").value == entry.pk
    assert filled.cell("A2", "Nähty").value is None
    assert filled.sheet.column_dimensions["S"].hidden
    assert filled.sheet.column_dimensions["T"].hidden


def test_a_returned_figure_says_why_it_came_back(asked: Office, anna: Client) -> None:
    asked.enter(asked.world.strategy.rows.get(indicator__code="A1"), "41", state="returned")
    assert Filled.of(anna).cell("A1", "Korjattavaa").value == "Palautettu 1.10.2026, hyvaksyja-pikkula: Tarkista."


def test_the_sheet_is_made_to_be_used_and_printed(asked: Office, anna: Client) -> None:
    filled = Filled.of(anna)
    assert filled.sheet.freeze_panes == "C2"
    assert (filled.sheet.page_setup.orientation, filled.sheet.page_setup.paperSize) == ("landscape", 9)
    assert (filled.sheet.page_setup.fitToWidth, filled.sheet.page_setup.fitToHeight) == (1, 0)
    assert filled.sheet.print_title_rows == "$1:$1"
    assert filled.book.sheetnames == ["Kirjaus", "Ohje"]
    told = " ".join(str(row[1].value) for row in filled.book["Ohje"].iter_rows(min_row=2))
    assert "Kunnan Pikkula kirjattavat luvut kaudelta 7–9/2026. Määräpäivä on 6.12.2026." in told


def test_the_same_figures_give_the_same_bytes(asked: Office, anna: Client, the_day) -> None:
    first = anna.get(DOWNLOAD).content
    the_day.move_to(dt.datetime(2026, 12, 3, 9, tzinfo=dt.UTC))
    anna.force_login(asked.anna)
    assert anna.get(DOWNLOAD).content == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_downloading_changes_nothing_and_is_not_kept_by_anyone(asked: Office, anna: Client) -> None:
    answer = anna.get(DOWNLOAD)
    assert 'filename="kirjaus-pikkula-2026-Q3.xlsx"' in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not Actual.objects.exists()


def test_the_workbook_costs_the_same_queries_whatever_is_asked(
    asked: Office, anna: Client, django_assert_num_queries
) -> None:
    with django_assert_num_queries(8):
        anna.get(DOWNLOAD)
    for number in range(10, 30):
        asked.enter(asked.row(f"B{number}"), "5")
    with django_assert_num_queries(8):
        anna.get(DOWNLOAD)


def test_a_shut_window_gives_a_workbook_with_nothing_to_fill(asked: Office, anna: Client) -> None:
    asked.close()
    filled = Filled.of(anna)
    assert unlocked(filled, "A1") == []
    assert "on suljettu" in filled.cell("A1", "Korjattavaa").value


def test_a_period_without_a_window_is_not_found(asked: Office, anna: Client) -> None:
    assert anna.get(f"{DOWNLOAD}?kausi=2019-Q1").status_code == 404


def test_the_entry_page_leads_to_both(asked: Office, anna: Client) -> None:
    page = anna.get("/pikkula/kirjaus/").text
    assert 'href="/pikkula/kirjaus/tyokirja.xlsx?kausi=2026-Q3"' in page
    assert 'href="/pikkula/kirjaus/tyokirja/?kausi=2026-Q3"' in page
