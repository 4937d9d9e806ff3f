"""The Standing costs the same number of queries whatever its size (DESIGN §11; at most eight)."""

import pytest

from measures.periods import Period
from reporting.assemble import standing_at, standings_now
from reporting.standing import Audience
from tests.world import World

pytestmark = pytest.mark.django_db


def grow(world: World, rows: range, years: range) -> None:
    units = world.units(*(f"y{rows.start}-{number}" for number in range(3)))
    goal = world.node(f"tavoite-{rows.start}")
    for number in rows:
        row = world.row(f"K{number}", {"kind": "at_least", "value": 10}, units=units, on=[goal])
        for year in years:
            for unit in units:
                world.enter(row, f"{year}-Q2", "4", unit=unit)


@pytest.mark.parametrize("audience", list(Audience))
def test_five_queries_with_ten_times_the_rows_and_the_history(world_of_two_sizes, audience, django_assert_num_queries):
    for world in world_of_two_sizes:
        period = world.standing("2025-H1").period
        with django_assert_num_queries(5):
            standing = standing_at(world.strategy, period, audience)
        assert {row.figure.value for row in standing.rows} == {12}


def test_five_queries_for_any_number_of_standings(world_of_two_sizes, django_assert_num_queries) -> None:
    world = world_of_two_sizes[1]
    periods = [Period.parse(code) for code in ("2025-H1", "2024-Q3", "2018-H1", "2015")]
    with django_assert_num_queries(5):
        found = standings_now([(world.strategy, period) for period in periods])
    assert [one.period for one in found] == periods


@pytest.fixture
def world_of_two_sizes() -> list[World]:
    small, large = World("pieni", "998"), World("suuri", "997")
    grow(small, range(2), range(2025, 2026))
    grow(large, range(20), range(2016, 2026))
    return [small, large]
