"""How a figure was reckoned, written out so that an auditor can reckon it again with paper and pencil."""

import pytest

from reporting.pages.arithmetic import Arithmetic, arithmetic
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """A small city."""
    return World()


def told(world: World, period: str = "2026-Q3") -> tuple[Arithmetic, list[str]]:
    """The reckoning of the row K1 and its lines, with ordinary spaces."""
    found = arithmetic(world.stands("K1", period))
    return found, [f"{step.label}: {step.text}".replace("\xa0", " ") for step in found.steps]


def test_a_sum_over_units(world):
    units = world.units("a", "b", "c")
    row = world.row("K1", units=units, measure_unit="kpl")
    for unit, value in zip(units, ("1200", "300", "-50"), strict=True):
        world.enter(row, "2026-Q3", value, unit=unit)
    found, lines = told(world)
    assert lines == ["7–9/2026: 1 200 + 300 − 50 = 1 450 kpl"]
    assert found.ways[0] == "Yksiköiden luvut lasketaan yhteen."
    assert found.unrounded == ""


def test_a_sum_over_units_and_over_the_year(world):
    units = world.units("a", "b")
    row = world.row("K1", units=units, time="sum", measure_unit="kpl")
    for period, values in (("2026-Q1", ("10", "1")), ("2026-Q2", ("20", "2")), ("2026-Q3", ("30", "3"))):
        for unit, value in zip(units, values, strict=True):
            world.enter(row, period, value, unit=unit)
    assert told(world)[1] == [
        "1–3/2026: 10 + 1 = 11",
        "4–6/2026: 20 + 2 = 22",
        "7–9/2026: 30 + 3 = 33",
        "Vuosi: 11 + 22 + 33 = 66 kpl",
    ]


def test_a_ratio_in_percent_is_of_the_sums_of_terms(world):
    """45 + 31 = 76 of 992 + 744 = 1 736: 4,3778… %, where the mean of 4,5 and 4,2 would be 4,35."""
    units = world.units("a", "b")
    row = world.row("K1", units=units, across="ratio", measure_unit="%", decimals=1)
    for unit, (over, under) in zip(units, ((45, 992), (31, 744)), strict=True):
        world.enter(row, "2026-Q3", unit=unit, numerator=over, denominator=under)
    found, lines = told(world)
    assert lines == ["7–9/2026: Σ 76 ÷ Σ 1 736 × 100 = 4,4 %"]
    assert found.unrounded.replace("\xa0", " ") == "4,3778801843"


def test_a_years_sum_of_ratios_is_written_with_six_decimals_and_says_so(world):
    """1 ÷ 3 + 2 ÷ 3 = 1: the thirds run on."""
    units = world.units("a", "b")
    row = world.row("K1", units=units, across="ratio", time="sum", measure_unit="pv", decimals=1)
    for period, over in (("2026-Q1", 1), ("2026-Q2", 2)):
        for unit, term in zip(units, (over, 0), strict=True):
            world.enter(row, period, unit=unit, numerator=term, denominator=3 if unit is units[0] else 0)
    found, lines = told(world, "2026-H1")
    assert lines == ["1–3/2026: Σ 1 ÷ Σ 3 = 0,333333", "4–6/2026: Σ 2 ÷ Σ 3 = 0,666667",
                     "Vuosi: 0,333333 + 0,666667 = 1,0 pv"]  # fmt: skip
    assert found.cut


def test_a_weighted_mean(world):
    """(3 × 30 + 4 × 10) ÷ 40 = 3,25."""
    units = world.units("a", "b")
    base = world.row("W", units=units)
    row = world.row("K1", units=units, across="weighted", weight=base.indicator, decimals=2)
    for unit, value, weight in zip(units, ("3", "4"), ("30", "10"), strict=True):
        world.enter(base, "2026-Q3", weight, unit=unit)
        world.enter(row, "2026-Q3", value, unit=unit)
    assert told(world)[1] == ["7–9/2026: (3,00 × 30 + 4,00 × 10) ÷ Σ 40 = 130 ÷ 40 = 3,25"]


@pytest.mark.parametrize(
    ("across", "line"),
    [
        ("mean", "7–9/2026: (4 + 6) ÷ 2 = 5"),
        ("smallest", "7–9/2026: pienin luvuista 4, 6 = 4"),
        ("largest", "7–9/2026: suurin luvuista 4, 6 = 6"),
        ("none", "7–9/2026: 4, 6"),
    ],
)
def test_other_rules(world, across, line):
    units = world.units("a", "b")
    row = world.row("K1", units=units, across=across)
    for unit, value in zip(units, ("4", "6"), strict=True):
        world.enter(row, "2026-Q3", value, unit=unit)
    assert told(world)[1] == [line]


def test_the_share_of_units_done_and_all_saying_yes(world):
    units = world.units("a", "b", "c", "d")
    row = world.row("K1", units=units, across="share_done", measure_unit="%")
    for unit, value in zip(units, ("1", "1", "1", "0"), strict=True):
        world.enter(row, "2026-Q3", value, unit=unit)
    assert told(world)[1] == ["7–9/2026: 3 valmista ÷ 4 yksikköä × 100 = 75 %"]


def test_the_citys_own_figure_is_not_reckoned(world):
    row = world.row("K1", measure_unit="kpl")
    world.enter(row, "2026-Q3", "19400")
    assert told(world)[1] == ["7–9/2026: 19 400 kpl"]


def test_many_parts_are_shown_by_the_first_and_the_last(world):
    units = world.units(*(f"y{number:02}" for number in range(15)))
    row = world.row("K1", units=units)
    for number, unit in enumerate(units, start=1):
        world.enter(row, "2026-Q3", str(number), unit=unit)
    assert told(world)[1] == ["7–9/2026: 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + … + 15 (15 lukua) = 120"]


def test_without_a_figure_there_is_nothing_to_reckon(world):
    world.row("K1", units=world.units("a"))
    found, lines = told(world)
    assert (lines, found.unrounded) == ([], "")
    assert len(found.ways) == 2
