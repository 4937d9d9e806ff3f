"""«Keskeiset mittarit»: the strategy's own columns, and numbers worked out by hand."""

import datetime as dt

import pytest

from measures.models import Assessment
from tests.workbook.opening import key_row, lines, opened, values
from tests.world import World, noon

pytestmark = pytest.mark.django_db
SIGNED = "+#,##0{0};-#,##0{0};#,##0{0}"


@pytest.fixture
def world() -> World:
    return World()


def test_the_strategys_own_column_order(world) -> None:
    world.row("K1", on=[world.node("hyöty", "benefit")])
    sheet = opened(world.standing("2025-H1"))["Keskeiset mittarit"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:10] == [
        "Hyöty", "Mittari", "Nyt", "Tavoite", "Toteuma", "Tila", "Viranhaltijan arvio", "Poikkeama tavoitteesta",
        "Kattavuus", "Tilan peruste",
    ]  # fmt: skip
    assert heads[10:] == [
        "Mittayksikkö", "Toteuman aika", "Tavoite sanoin", "Arvion perustelu", "Vastuu", "Ennuste",
        "Muutos lähtötasosta", "Selite", "Poikkeaman käsittely", "Tila edellisessä raportissa", "Sitovuus", "Taho",
        "Määräpäivä", "Tavoitteen yläraja", "Parempi suunta", "Lähtötaso sanoin", "Tulkinta", "Odottaa hyväksyntää",
        "Kysymys", "Toimialojen koodit", "Kohteiden koodit", "Koodi",
    ]  # fmt: skip
    assert sheet.print_area == "'Keskeiset mittarit'!$A$1:$M$2"


def test_a_level_against_its_target_and_its_baseline(world) -> None:
    row = world.row(
        "Yritysten määrä", {"kind": "at_least", "value": 930, "words": "930"}, baseline="927", measure_unit="kpl"
    )
    world.enter(row, "2025-Q2", "928")
    line = key_row(opened(world.standing("2025-H1")), "Yritysten määrä")
    assert values(line, "Nyt", "Tavoite", "Toteuma", "Mittayksikkö", "Toteuman aika") == [
        927,
        930,
        928,
        "kpl",
        "tilanne 6/2025",
    ]
    assert values(line, "Poikkeama tavoitteesta", "Muutos lähtötasosta", "Tila") == [-2, 1, "etenee"]
    assert {line[name].data_type for name in ("Nyt", "Tavoite", "Toteuma", "Poikkeama tavoitteesta")} == {"n"}
    assert {line[name].number_format for name in ("Nyt", "Tavoite", "Toteuma")} == {"#,##0"}
    assert line["Poikkeama tavoitteesta"].number_format == SIGNED.format("")
    assert line["Tavoite sanoin"].value == "vähintään\xa0930\xa0kpl\nPäätös: ”930”".replace(
        "vähintään\xa0", "vähintään "
    )
    assert line["Tilan peruste"].value.startswith("928\xa0kpl on parempi kuin lähtötaso 927")
    assert values(line, "Kattavuus", "Odottaa hyväksyntää", "Tulkinta", "Sitovuus") == ["1/1", None, "selvä", "sitova"]


def test_a_ratio_is_exact_in_its_cell_and_shown_with_its_decimals(world) -> None:
    units = world.units("a", "b")
    row = world.row(
        "Poissaolo-%",
        {"kind": "at_most", "value": 4},
        units=units,
        across="ratio",
        direction="down",
        measure_unit="%",
        decimals=1,
    )
    world.enter(row, "2025-Q2", unit=units[0], numerator=1, denominator=200)
    world.enter(row, "2025-Q2", unit=units[1], numerator=16, denominator=100, state="submitted")
    line = key_row(opened(world.standing("2025-H1")), "Poissaolo-%")
    assert line["Toteuma"].value == pytest.approx(17 / 3, abs=1e-13)
    assert line["Poikkeama tavoitteesta"].value == pytest.approx(4 - 17 / 3, abs=1e-13)
    assert line["Toteuma"].number_format == "#,##0.0"
    assert line["Poikkeama tavoitteesta"].number_format == SIGNED.format(".0")
    assert values(line, "Kattavuus", "Odottaa hyväksyntää") == ["2/2", "kyllä"]


def test_a_years_sum_is_compared_only_when_the_year_is_whole(world) -> None:
    target = {"kind": "at_least", "value": 100_000, "repeats": "year"}
    row = world.row("Yöpymiset", target, time="sum", baseline="100000")
    for quarter, value in enumerate(("25000", "22657", "30000", "20000"), start=1):
        world.enter(row, f"2025-Q{quarter}", value)
    half = key_row(opened(world.standing("2025-H1")), "Yöpymiset")
    assert values(half, "Toteuma", "Poikkeama tavoitteesta", "Muutos lähtötasosta", "Toteuman aika") == [
        47_657,
        None,
        None,
        "1–6/2025",
    ]
    year = key_row(opened(world.standing("2025")), "Yöpymiset")
    assert values(year, "Toteuma", "Poikkeama tavoitteesta", "Muutos lähtötasosta") == [97_657, -2_343, -2_343]


def test_a_figure_close_to_its_target_is_shown_with_more_decimals(world) -> None:
    row = world.row("Arvosana", {"kind": "at_least", "value": 4}, decimals=1)
    world.enter(row, "2025-Q2", "3.96")
    line = key_row(opened(world.standing("2025-H1")), "Arvosana")
    assert (line["Toteuma"].number_format, line["Tavoite"].number_format) == ("#,##0.00", "#,##0.00")
    assert line["Poikkeama tavoitteesta"].value == pytest.approx(-0.04)
    assert line["Poikkeama tavoitteesta"].number_format == SIGNED.format(".00")


def test_a_missing_figure_is_an_empty_cell_with_the_word_beside(world) -> None:
    world.row("Puuttuu", {"kind": "at_least", "value": 5})
    line = key_row(opened(world.standing("2025-H1")), "Puuttuu")
    assert values(line, "Nyt", "Toteuma", "Toteuman aika", "Poikkeama tavoitteesta") == [None, None, None, None]
    assert values(line, "Tavoite", "Tila") == [5, "tieto puuttuu"]


def test_a_sum_with_a_part_lacking_is_shown_and_not_compared(world) -> None:
    units = world.units("a", "b")
    row = world.row("Vajaa", {"kind": "at_least", "value": 5}, units=units, baseline="1")
    world.enter(row, "2025-Q2", "3", unit=units[0])
    line = key_row(opened(world.standing("2025-H1")), "Vajaa")
    assert values(line, "Toteuma", "Poikkeama tavoitteesta", "Muutos lähtötasosta", "Tila", "Kattavuus") == [
        3, None, None, "tieto puuttuu", "1/2",
    ]  # fmt: skip


def test_a_target_that_is_not_one_number_stands_in_words(world) -> None:
    row = world.row("Väli", {"kind": "between", "value": 70, "upper": 100, "due": dt.date(2025, 12, 31)})
    world.enter(row, "2025-Q2", "80")
    world.row("Seuranta")
    world.row("Avoin", {"kind": "undecided", "words": "tarkoituksenmukainen taso"})
    book = opened(world.standing("2025-H1"))
    between = key_row(book, "Väli")
    assert values(between, "Tavoite", "Tavoitteen yläraja", "Tavoite sanoin", "Poikkeama tavoitteesta") == [
        70, 100, "70–100 31.12.2025 mennessä", 10,
    ]  # fmt: skip
    assert between["Määräpäivä"].value == dt.datetime.fromisoformat("2025-12-31")
    assert (between["Määräpäivä"].is_date, between["Määräpäivä"].number_format) == (True, "d.m.yyyy")
    assert values(key_row(book, "Seuranta"), "Tavoite sanoin", "Sitovuus", "Tila") == [
        "ei tavoitetta", None, "seurattava",
    ]  # fmt: skip
    assert key_row(book, "Avoin")["Tavoite sanoin"].value == "ei päätetty\nPäätös: ”tarkoituksenmukainen taso”"


def test_yes_and_a_level_are_words(world) -> None:
    done = world.row("Käyttöönotto", {"kind": "done"}, value_type="yes_no")
    world.enter(done, "2025-Q2", "1")
    level = world.row("Taso", {"kind": "level", "level": "hyvä"}, measure_unit="heikko<hyvä", value_type="level")
    world.enter(level, "2025-Q2", word="heikko")
    book = opened(world.standing("2025-H1"))
    assert values(key_row(book, "Käyttöönotto"), "Toteuma", "Tila") == ["kyllä", "saavutettu"]
    assert values(key_row(book, "Taso"), "Toteuma", "Mittayksikkö", "Tila") == ["heikko", "heikko – hyvä", "jäljessä"]


def test_a_baseline_that_cannot_be_compared_stands_in_words(world) -> None:
    row = world.row("Ylijäämä", {"kind": "more_than", "value": 2, "repeats": "year"}, time="sum", frequency="year")
    row.baseline_words, row.baseline_comparable = "Kertynyt alijäämä 18,9 milj. €", False
    row.save()
    line = key_row(opened(world.standing("2025")), "Ylijäämä")
    assert line["Nyt"].value is None
    assert line["Lähtötaso sanoin"].value == "”Kertynyt alijäämä 18,9 milj. €”\nei vertailukelpoinen"


def test_a_proposed_reading_carries_its_question_and_an_assessment_its_reason(world) -> None:
    row = world.row("Kokemus", {"kind": "at_least", "value": 5}, baseline="3", reading="proposed")
    row.question = "Koskeeko arvo molempia?"
    row.save()
    world.enter(row, "2025-Q2", "2")
    Assessment.objects.create(
        row=row,
        period_starts=dt.date(2025, 1, 1),
        period_ends=dt.date(2025, 6, 30),
        verdict="on_track",
        reason="Kysely kesken.",
        assessed_at=noon("2025-07-10"),
        assessed_by=world.head,
    )
    line = key_row(opened(world.standing("2025-H1")), "Kokemus")
    assert values(line, "Tila", "Tulkinta", "Kysymys") == ["jäljessä", "ehdotettu", "Koskeeko arvo molempia?"]
    assert values(line, "Viranhaltijan arvio", "Arvion perustelu") == ["etenee", "Kysely kesken."]


def test_rows_stand_once_in_the_order_of_the_benefits(world) -> None:
    second, first = world.node("toinen", "benefit"), world.node("ensin", "benefit")
    second.order, first.order = 2, 1
    second.save()
    first.save()
    world.row("A", on=[second])
    world.row("B", on=[first, second])
    world.row("C")
    found = lines(opened(world.standing("2025-H1"))["Keskeiset mittarit"])
    assert [values(line, "Hyöty", "Mittari") for line in found] == [
        ["ensin; toinen", "B"],
        ["toinen", "A"],
        ["Muut mittarit", "C"],
    ]


def test_a_large_number_fits_its_column(world) -> None:
    row = world.row("Velka", measure_unit="€", decimals=2)
    world.enter(row, "2025-Q2", "-1234567890.25")
    sheet = opened(world.standing("2025-H1"))["Keskeiset mittarit"]
    assert sheet["E2"].value == -1234567890.25
    assert sheet.column_dimensions["E"].width > len("−1 234 567 890,25") + 1
