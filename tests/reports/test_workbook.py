"""The report as a workbook: every sheet of the sample cell by cell, hostile texts, long numbers, the same bytes."""

import dataclasses
import datetime as dt
import io
import os
import subprocess
import sys
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from measures.quantities import plain
from reporting.renderers.formats import FORMATS, LANGUAGES
from reporting.renderers.xlsx import actuals, binding, change_log, key_rows, reconciliation, sectors, summary, works
from reporting.renderers.xlsx.checked import CHECKED
from reporting.renderers.xlsx.phrases import PHRASES
from reporting.renderers.xlsx.prose import RULES, SHEET_TEXTS, TITLES, VERDICT_TEXTS
from reporting.renderers.xlsx.words import GROUPINGS, HEADS, SHEETS
from reporting.snapshot import ReportState, Snapshot
from tests.reports.samples import HOSTILE, sample


def book_of(snapshot: Snapshot, language: str = "fi") -> Workbook:
    """The workbook, from its bytes."""
    return load_workbook(io.BytesIO(FORMATS["xlsx"].render(snapshot, language)))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return book_of(sample())


def lines(sheet: Any, key: str, top: int = 1) -> dict[object, dict[str, Any]]:
    """The lines of a table by what stands under a heading; what stands in each cell by its heading."""
    heads = [cell.value for cell in sheet[top]]
    found = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=top + 1)]
    return {one[key]: one for one in found}


def picked(line: dict[str, Any], *heads: str) -> list[Any]:
    """What stands under these headings."""
    return [line[head] for head in heads]


# --- the sheets by hand ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fi", ["Lue minut", "Yhteenveto", "Keskeiset mittarit", "Sitovat tavoitteet", "Toimialat",
                "Projektit ja toimenpiteet", "Toteumat", "Muutosloki", "Täsmäytys"]),
        ("sv", ["Läs mig", "Sammandrag", "Centrala indikatorer", "Bindande mål", "Sektorer", "Projekt och åtgärder",
                "Utfall", "Ändringslogg", "Avstämning"]),
        ("en", ["Read me", "Summary", "Key indicators", "Binding targets", "Sectors", "Projects and actions",
                "Actuals", "Change log", "Reconciliation"]),
    ],
)  # fmt: skip
def test_the_sheets_stand_in_their_order(language: str, names: list[str]) -> None:
    assert book_of(sample(), language).sheetnames == names


def test_key_indicators_by_hand(book) -> None:
    rows = lines(book["Keskeiset mittarit"], "Koodi")
    assert list(rows) == ["M2", "M3", "M4", "M5", "M6", "M7", "M1", "M8", "M9"]
    numbers = ("Nyt", "Tavoite", "Toteuma", "Poikkeama tavoitteesta", "Muutos lähtötasosta")
    assert picked(rows["M1"], *numbers) == [19400, 19400, 19240, -160, None]
    assert picked(rows["M2"], *numbers) == [13.5, 10, 12.1, -2.1, 1.4]
    assert picked(rows["M3"], *numbers, "Ennuste") == [None, 2, 1.5, None, None, 2.6]
    assert picked(rows["M4"], "Tavoite", "Kattavuus") == [60, "2/2"]
    assert rows["M4"]["Toteuma"] == pytest.approx(200 / 3, abs=1e-13)
    assert rows["M4"]["Poikkeama tavoitteesta"] == pytest.approx(20 / 3, abs=1e-13)
    assert picked(rows["M5"], *numbers) == [None, None, "ei", None, None]
    assert picked(rows["M6"], "Toteuma", "Mittayksikkö") == ["hyvä", "heikko – tyydyttävä – hyvä – erinomainen"]
    assert picked(rows["M9"], *numbers, "Kattavuus", "Taho") == [None, 100, 31, None, None, "1/2", "konserni"]
    verdicts = [picked(rows[f"M{number}"], "Tila")[0] for number in range(1, 10)]
    assert verdicts == [
        "jäljessä", "jäljessä", "etenee", "saavutettu", "ei vielä arvioitavissa", "saavutettu", "seurattava",
        "tulkinta avoin", "tieto puuttuu",
    ]  # fmt: skip


def test_what_was_said_of_a_row_stands_beside_it(book) -> None:
    rows = lines(book["Keskeiset mittarit"], "Koodi")
    own = ("Viranhaltijan arvio", "Arvion perustelu", "Tila edellisessä raportissa", "Selite", "Vastuu")
    assert picked(rows["M1"], *own) == [
        "etenee", "Rakennusluvat ennakoivat kasvua.", "saavutettu", "Muuttotappio jatkui.", "talousjohtaja, Hallinto",
    ]  # fmt: skip
    assert rows["M2"]["Poikkeaman käsittely"].startswith("Hyväksytty poikkeama\nSyy: Teollisuuden lomautukset\n")
    assert rows["M2"]["Poikkeaman käsittely"].endswith("Voimassa 31.12.2025 asti")
    assert rows["M3"]["Lähtötaso sanoin"] == "”kertynyt alijäämä 18,9 milj. €”\nei vertailukelpoinen"
    assert picked(rows["M3"], "Toimialojen koodit", "Kohteiden koodit") == [";hallinto;", ";talous;viisas;"]


def test_the_note_of_a_figure_is_a_comment_of_its_cell(book) -> None:
    noted = {cell.coordinate: cell.comment.text for row in book["Keskeiset mittarit"] for cell in row if cell.comment}
    assert noted == {"E8": "Malli 2025-Q2: Ennakkotieto"}


def test_numbers_are_shown_with_the_decimals_of_their_indicator(book) -> None:
    sheet = book["Keskeiset mittarit"]
    assert [sheet[f"E{row}"].number_format for row in (2, 3, 8)] == ["#,##0.0", "#,##0.0", "#,##0"]
    assert sheet["H2"].number_format == "+#,##0.0;-#,##0.0;#,##0.0"


def test_binding_targets_of_the_municipality_come_before_those_of_the_group(book) -> None:
    rows = lines(book["Sitovat tavoitteet"], "Koodi")
    assert list(rows) == ["M1", "M2", "M3", "M4", "M5", "M8", "M9"]
    assert [one["Taho"] for one in rows.values()] == ["kunta"] * 6 + ["konserni"]
    said = ("Nyt", "Tavoite", "Toteuma", "Ennuste", "Poikkeama tavoitteesta", "Tila", "Päätös")
    assert picked(rows["M3"], *said) == [
        "kertynyt alijäämä 18,9 milj. €", 2, 1.5, 2.6, None, "etenee", "Kaupunginvaltuusto 4.12.2023 § 110",
    ]  # fmt: skip
    assert rows["M2"]["Tavoite sanoin"].endswith("Päätös: ”enintään 10 % vuoden 2025 loppuun mennessä”")


def test_sectors_with_their_counts_and_who_checked_them(book) -> None:
    rows = lines(book["Toimialat"], "Koodi")
    counted = ("Mittareita", "saavutettu", "etenee", "jäljessä", "tieto puuttuu", "Projekteja", "Toimenpiteitä")
    assert picked(rows["sivistys"], *counted) == [2, 1, 0, 0, 1, 1, 1]
    assert picked(rows["hallinto"], *counted) == [3, 0, 1, 2, 0, 0, 0]
    assert picked(rows["sivistys"], "Toimielin", "Tarkastettu", "Tarkastaja") == [
        "Sivistyslautakunta", dt.datetime.fromisoformat("2025-08-17T15:30"), "toimialajohtaja, Sivistystoimiala",
    ]  # fmt: skip
    assert rows["hallinto"]["Tarkastettu"] == "ei tarkastettu"


def test_projects_and_actions(book) -> None:
    rows = lines(book["Projektit ja toimenpiteet"], "Koodi")
    assert list(rows) == ["P1", "P2", "T1", "T2"]
    assert picked(rows["P1"], "Laji", "Työn tila", "Oulu2026", "Palvelee", "Välitavoitteet", "Selite") == [
        "projekti", "käynnissä", "kyllä", "Viisas Kaupunki; Johtaminen",
        "Aloitustilaisuus (3.2.2025): valmis 4.2.2025\nValmennus: –", "Valmennukset alkoivat.",
    ]  # fmt: skip
    assert picked(rows["T1"], "Laji", "Toimiala tai yksikkö", "Aikataulu", "Kestävän kehityksen tavoitteet") == [
        "toimenpide", "Koulu A", "2025–2026", "4, 10",
    ]  # fmt: skip


def test_the_change_log_tells_each_field_once(book) -> None:
    rows = lines(book["Muutosloki"], "Kohde")
    assert picked(rows["M4 · Koulu A"], "Laji", "Tapahtuma", "Kenttä", "Ennen", "Jälkeen", "Syy") == [
        "toteuma", "muutettu", "osoittaja", "2", "3", "virhe: luettiin väärin",
    ]  # fmt: skip


def test_actuals_stand_one_a_row_with_numbers_as_numbers(book) -> None:
    sheet = book["Toteumat"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    heads = [cell.value for cell in sheet[1]]
    found = {(row[0], row[2], row[3]): dict(zip(heads, row, strict=True)) for row in rows}
    assert len(found) == len(rows) == 30
    one = found["M3", "Malli", "2025-Q2"]
    assert picked(one, "Kausi alkaa", "Kausi päättyy", "Arvo", "Annettu ennuste", "Mukana toteumassa") == [
        dt.datetime.fromisoformat("2025-04-01"), dt.datetime.fromisoformat("2025-06-30"), 0.7, 2.6, "kyllä",
    ]  # fmt: skip
    assert picked(one, "Lähde", "Antaja", "Hyväksyjä", "Luvun tila") == [
        "kirjattu palvelussa", "lähiesihenkilö, Koulu A", "toimialajohtaja, Sivistystoimiala", "hyväksytty",
    ]  # fmt: skip
    assert picked(found["M4", "Koulu A", "2025-Q2"], "Arvo", "Osoittaja", "Nimittäjä") == [75, 3, 4]
    assert picked(found["M5", "Malli", "2025-Q2"], "Arvo", "Arvo sanoin") == [None, "ei"]
    assert found["M9", "Koulu B", "2024-Q4"]["Luvun tila"] == "ei mitattu, hyväksytty"
    assert found["M9", "Koulu B", "2024-Q4"]["Antajan huomautus"] == "Mittari puuttui"
    assert found["M9", "Koulu B", "2025-Q2"]["Luvun tila"] == "puuttuu"
    assert found["M1", "Malli", "2024-Q1"]["Arvo"] == 19400


def test_the_same_figures_come_as_csv() -> None:
    text = FORMATS["data.csv"].render(sample(), "fi").decode("utf-8-sig")
    heads, *rows = [line.split(";") for line in text.splitlines()]
    assert heads[:4] == ["Raportti", "Mittari", "Mittarin nimi", "Yksikkö"]
    assert len(rows) == 30
    found = {(row[1], row[3], row[4]): dict(zip(heads, row, strict=True)) for row in rows}
    assert picked(found["M3", "Malli", "2025-Q2"], "Arvo", "Kausi päättyy", "Annettu") == [
        "0,7", "2025-06-30", "2025-07-19 15:30:00",
    ]  # fmt: skip
    assert found["M4", "Koulu B", "2025-Q2"]["Arvo"] == "62,5"


def test_a_correction_says_what_it_supersedes_and_a_draft_that_it_is_one(book) -> None:
    notices = [row[1].value for row in book["Lue minut"].iter_rows(max_col=2) if row[0].value == "Huomaa"]
    assert notices[0] == "Tämä raportti korvaa raportin 2025-H1. Syy: Työttömyysasteen luku oli väärältä kuukaudelta."
    draft = book_of(sample(state=ReportState.DRAFT))
    assert draft["Yhteenveto"]["B2"].value.startswith("LUONNOS.")
    assert draft["Toteumat"].oddHeader.right.text.startswith("LUONNOS · ")
    assert draft.properties.title.endswith("(LUONNOS)")


@pytest.mark.parametrize(("language", "tag"), [("fi", "fi-FI"), ("sv", "sv-FI"), ("en", "en-GB")])
def test_the_document_tells_its_language_and_its_time_is_the_datas(language: str, tag: str) -> None:
    told = book_of(sample(), language).properties
    assert (told.language, told.identifier) == (tag, "2025-H1-2")
    assert told.created == told.modified == dt.datetime.fromisoformat("2025-08-18T12:30")


# --- a sector's pack -------------------------------------------------------------------------------------------------


def test_a_sectors_pack_is_the_same_workbook_narrowed() -> None:
    whole = sample()
    rows = tuple(row for row in whole.standing.rows if row.code in {"M4", "M9"})
    narrow = dataclasses.replace(
        whole,
        report=dataclasses.replace(whole.report, code="2025-H1-sivistys", scope="sivistys"),
        standing=dataclasses.replace(whole.standing, rows=rows, nodes=()),
        sectors=whole.sectors[:1],
        actuals=tuple(one for one in whole.actuals if one.indicator in {"M4", "M9"}),
    )
    book = book_of(narrow)
    assert list(lines(book["Keskeiset mittarit"], "Koodi")) == ["M4", "M9"]
    assert list(lines(book["Toimialat"], "Koodi")) == ["sivistys"]
    assert {row[0] for row in book["Toteumat"].iter_rows(min_row=2, values_only=True)} == {"M4", "M9"}
    says = {row[0].value: row[1].value for row in book["Lue minut"].iter_rows(max_col=2)}
    assert (says["Toimiala"], says["Mittareita"]) == ("Sivistystoimiala", 2)


# --- numbers that Excel cannot keep ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "cell"),
    [
        ("12.1", 12.1),
        ("-0.000001", -0.000001),
        ("123456789012.345", 123456789012.345),
        ("123456789012345.6", "123\xa0456\xa0789\xa0012\xa0345,6"),
        ("0.1234567890123456", "0,1234567890123456"),
    ],
)
def test_a_number_with_more_digits_than_excel_keeps_is_a_text_with_a_note(given: str, cell: object) -> None:
    snapshot = sample()
    actual = dataclasses.replace(snapshot.actuals[1], value=Decimal(given))
    book = book_of(dataclasses.replace(snapshot, actuals=(actual,)))
    (found,) = [row[6] for row in book["Toteumat"].iter_rows() if (row[0].value, row[3].value) == ("M2", "2025-Q2")]
    assert found.value == cell
    if isinstance(cell, str):
        assert found.comment.text.endswith(f"Tarkka luku: {plain(Decimal(given))}")


def test_every_number_and_day_fits_its_column() -> None:
    snapshot = sample()
    actual = dataclasses.replace(snapshot.actuals[1], value=Decimal("-98765432109.25"), denominator=Decimal("1e14"))
    book = book_of(dataclasses.replace(snapshot, actuals=(actual,)))
    widths = {letter: one.width for letter, one in book["Toteumat"].column_dimensions.items()}
    assert widths["G"] >= len("-98 765 432 109,3") + 2
    assert widths["J"] >= len("100 000 000 000 000") + 2
    assert min(widths["E"], widths["F"]) >= len("31.12.2025") + 2


# --- hostile texts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_are_texts_in_every_sheet(language: str) -> None:
    book = book_of(sample(hostile=True), language)
    cells = [cell for sheet in book.worksheets[:-1] for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    formulas = [cell.value for row in book.worksheets[-1] for cell in row if cell.data_type == "f"]
    assert not [one for one in formulas if "cmd" in one or "SUM(A1)" in one or "1+1" in one]
    written = {cell.value for cell in cells}
    assert {HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[7], HOSTILE[8], HOSTILE[9], HOSTILE[15]} <= written
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "+", "@")))
    assert max(len(str(value)) for value in written) <= 32_767


def test_what_was_cut_is_said_with_its_place() -> None:
    snapshot = sample()
    long = dataclasses.replace(snapshot.report, acknowledged="ä" * 40_000)
    book = book_of(dataclasses.replace(snapshot, report=long), "sv")
    says = {row[0].value: row[1].value for row in book["Läs mig"].iter_rows(max_col=2)}
    assert (says["Avkortade texter"], says["Var"]) == (1, "Sammandrag B8")
    assert book["Sammandrag"]["B8"].value.endswith("[avkortad: cellen rymmer 32 767 tecken]")


def test_codes_that_a_criterion_would_read_are_read_as_themselves() -> None:
    assert reconciliation.criterion('M*?~"1') == '"=M~*~?~~""1"'


# --- the same bytes --------------------------------------------------------------------------------------------------


def test_the_bytes_are_the_same_in_any_zone_and_whatever_the_seed_of_hashes() -> None:
    code = (
        "import hashlib, django; django.setup()\n"
        "from reporting.renderers.formats import FORMATS\n"
        "from tests.reports.samples import sample\n"
        "print(hashlib.sha256(FORMATS['xlsx'].render(sample(hostile=True), 'sv')).hexdigest())"
    )
    made = set()
    for zone, seed in (("Pacific/Auckland", "1"), ("America/Lima", "77")):
        env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "kemi_strategy.settings"}
        done = subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True)
        made.add(done.stdout)
    assert len(made) == 1


def test_no_part_tells_when_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(FORMATS["xlsx"].render(sample(), "fi"))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


# --- the words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "table", [SHEETS, GROUPINGS, HEADS, PHRASES, SHEET_TEXTS, RULES, VERDICT_TEXTS, TITLES, CHECKED]
)
def test_every_language_has_every_word(table: dict[str, dict[object, object]]) -> None:
    assert set(table) == set(LANGUAGES)
    assert {frozenset(words) for words in table.values()} == {frozenset(table["fi"])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_a_table_differ(language: str) -> None:
    for module in (actuals, binding, change_log, key_rows, reconciliation, sectors, summary, works):
        heads = [HEADS[language].get(column.key, column.key) for column in module.COLUMNS]
        assert len(set(heads)) == len(heads), module.__name__
    assert max(len(name) for name in SHEETS[language].values()) <= 31
