"""Several Standings read together say exactly what each says when it is read alone."""

import datetime as dt
from dataclasses import replace

import pytest

from measures.models import Assessment
from measures.periods import Period
from reporting.assemble import standing_at, standings_now
from reporting.standing import Audience, Standing
from scorecard.models import Strategy
from tests.world import World, made, noon

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = World()
    units = world.units("a", "b")
    goal = world.node("tavoite")
    row = world.row("K1", {"kind": "at_least", "value": 10}, units=units, on=[goal], baseline="1")
    world.target(row, "2025-01-01", kind="at_least", value=20)
    world.target(row, "2026-01-01", kind="at_most", value=5)
    # What is reported once in three years is read from further back than what is reported each quarter.
    rare = world.row("K2", {"kind": "at_least", "value": 3}, frequency="three_years", measuring_year=2021, on=[goal])
    for year in range(2014, 2027):
        for unit in units:
            world.enter(row, f"{year}-Q2", str(year), unit=unit)
        if year in (2015, 2018, 2021, 2024):
            world.enter(rare, str(year), str(year))
    world.enter(row, "2026-Q3", "9", unit=units[0], state="submitted")
    for day, verdict in (("2025-06-30", "met"), ("2026-06-30", "behind")):
        Assessment.objects.create(
            row=row, period_ends=dt.date.fromisoformat(day), verdict=verdict, reason="Koska.",
            period_starts=dt.date(int(day[:4]), 4, 1), assessed_at=noon(day), assessed_by=world.head,
        )  # fmt: skip
    return world


@pytest.fixture
def programme(world: World) -> Strategy:
    strategy = made(
        Strategy, municipality=world.city, code="ohjelma", kind="programme", state="adopted", name_fi="Ohjelma",
        valid_from=dt.date(2022, 1, 1),
    )  # fmt: skip
    other = world.row("P1", {"kind": "more_than", "value": 1}, strategy=strategy)
    world.enter(other, "2026-Q2", "2")
    return strategy


@pytest.mark.parametrize("audience", list(Audience))
def test_together_as_alone(world: World, programme: Strategy, audience: Audience) -> None:
    codes = ("2026-Q3", "2026-H1", "2025", "2024-Q1", "2016", "2012")
    asked = [(strategy, Period.parse(code)) for code in codes for strategy in (world.strategy, programme)]
    together = standings_now(asked, audience)
    alone = [standing_at(strategy, period, audience) for strategy, period in asked]
    assert [_at_no_moment(one) for one in together] == [_at_no_moment(one) for one in alone]
    by_code = {one.period.code: one.row("K1") for one in together if one.strategy.code == world.strategy.code}
    assert [by_code[code].facts.target.value for code in ("2024-Q1", "2025", "2026-H1")] == [10, 20, 5]
    assert [by_code[code].facts.assessed and by_code[code].facts.assessed.verdict for code in ("2025", "2026-H1")] == [
        "met",
        "behind",
    ]


def _at_no_moment(standing: Standing) -> Standing:
    return replace(standing, known_at=noon("2026-11-01"))
