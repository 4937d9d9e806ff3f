"""«Toteumat»: every part of every figure once, with its terms and its state."""

import datetime as dt

import pytest

from tests.workbook.opening import lines, opened, values
from tests.world import World

pytestmark = pytest.mark.django_db
FIGURES = ("Yksikkö", "Kausi", "Arvo", "Osoittaja", "Nimittäjä", "Luvun tila")


@pytest.fixture
def world() -> World:
    return World()


def test_one_line_for_each_unit_and_period(world) -> None:
    units = world.units("kirjasto", "museo")
    row = world.row("K9", units=units, across="ratio", measure_unit="%", decimals=1, name_fi="Poissaolo-%")
    world.enter(row, "2025-Q1", unit=units[0], numerator=1, denominator=200)
    world.enter(row, "2025-Q1", unit=units[1], numerator="2.5", denominator=50)
    world.enter(row, "2025-Q2", unit=units[0], numerator=3, denominator=1200, state="submitted")
    book = opened(world.standing("2025-H1"), units={"kirjasto": "Kirjasto"})
    found = lines(book["Toteumat"])
    assert list(found[0]) == [
        "Mittari", "Mittarin nimi", "Yksikkö", "Kausi", "Kausi alkaa", "Kausi päättyy", "Arvo", "Arvo sanoin",
        "Osoittaja", "Nimittäjä", "Mittayksikkö", "Luvun tila", "Mukana toteumassa", "Annettu ennuste", "Paino",
        "Antajan huomautus", "Lähde", "Annettu", "Antaja", "Hyväksytty", "Hyväksyjä", "Yksikön koodi",
    ]  # fmt: skip
    assert [values(line, *FIGURES) for line in found] == [
        ["Kirjasto", "2025-Q1", 0.5, 1, 200, "hyväksytty"],
        ["museo", "2025-Q1", 5, 2.5, 50, "hyväksytty"],
        ["Kirjasto", "2025-Q2", 0.25, 3, 1200, "odottaa hyväksyntää"],
        ["museo", "2025-Q2", None, None, None, "puuttuu"],
    ]
    assert values(found[1], "Mittari", "Mittarin nimi", "Mittayksikkö") == ["K9", "Poissaolo-%", "%"]
    assert found[0]["Kausi päättyy"].value == dt.datetime.fromisoformat("2025-03-31")
    assert [found[1][name].number_format for name in ("Arvo", "Osoittaja", "Nimittäjä")] == [
        "#,##0.0", "#,##0.0", "#,##0",
    ]  # fmt: skip


def test_the_municipalitys_own_figure_bears_its_name_and_an_empty_one_its_reason(world) -> None:
    row = world.row("K1")
    world.enter(row, "2025-Q1", "7")
    world.enter(row, "2025-Q2", why_empty="not_measured", state="submitted")
    found = lines(opened(world.standing("2025-H1"))["Toteumat"])
    assert [values(line, *FIGURES) for line in found] == [
        ["Pikkula", "2025-Q1", 7, None, None, "hyväksytty"],
        ["Pikkula", "2025-Q2", None, None, None, "ei mitattu, odottaa hyväksyntää"],
    ]


def test_a_period_nobody_has_entered_is_told_as_missing(world) -> None:
    units = world.units("a", "b")
    world.row("S1", {"kind": "at_least", "value": 5, "repeats": "year"}, units=units, time="sum")
    found = lines(opened(world.standing("2025-H1"))["Toteumat"])
    assert [values(line, "Yksikkö", "Kausi", "Luvun tila") for line in found] == [
        ["a", "2025-Q1", "puuttuu"],
        ["b", "2025-Q1", "puuttuu"],
        ["a", "2025-Q2", "puuttuu"],
        ["b", "2025-Q2", "puuttuu"],
    ]


def test_drafts_and_returned_figures_are_not_there(world) -> None:
    row = world.row("K1")
    world.enter(row, "2025-Q1", "7", state="draft")
    world.enter(row, "2025-Q2", "8", state="returned")
    found = lines(opened(world.standing("2025-H1"))["Toteumat"])
    assert [values(line, "Kausi", "Arvo", "Luvun tila") for line in found] == [["2025-Q2", None, "puuttuu"]]


def test_the_parts_of_a_sum_add_up_to_the_figure(world) -> None:
    units = world.units("a", "b", "c")
    row = world.row("S1", {"kind": "at_least", "value": 5, "repeats": "year"}, units=units, time="sum", decimals=2)
    for number, unit in enumerate(units, start=1):
        world.enter(row, "2025-Q1", f"{number}.1", unit=unit)
        world.enter(row, "2025-Q2", f"{number}.25", unit=unit)
    book = opened(world.standing("2025-H1"))
    parts = sum(line["Arvo"].value for line in lines(book["Toteumat"]))
    assert parts == pytest.approx(13.05)
    assert book["Keskeiset mittarit"]["E2"].value == pytest.approx(13.05)
