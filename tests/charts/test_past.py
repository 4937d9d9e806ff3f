"""How a row stood at the end of each of its periods: the very same as the Standing of that period said."""

import pytest

from measures.periods import Period
from reporting.assemble import standing_at, standing_of, structure_at
from reporting.pages.parts import series_table
from reporting.pages.places import Places
from reporting.standing import Audience
from scorecard.models import Strategy
from tests.world import World

CODES = ["K01", "K02", "K03", "K04", "K05", "K08", "K09", "K10", "K11", "K12", "K19"]
LAST = Period.parse("2026-Q3")


def with_past(strategy: Strategy, code: str, audience: Audience):
    """The one row with its past."""
    structure = structure_at(strategy, LAST.ends, only=code)
    return standing_of(structure, LAST, audience, past=True).rows[0]


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("code", CODES)
def test_the_past_is_what_the_standing_of_then_says(demo, code: str, audience: Audience) -> None:
    strategy = Strategy.objects.select_related("municipality").get(code="kemi-2023")
    row = with_past(strategy, code, audience)
    assert [period for period, _ in row.past] == [period for period, _ in row.series]
    for period, past in row.past[-6:]:
        then = standing_at(strategy, period, audience, only=code).rows[0]
        assert (past.figure, past.score) == (then.figure, then.score), period.code
        assert past.facts.target == then.facts.target


@pytest.mark.django_db
def test_each_period_is_held_against_the_target_valid_then() -> None:
    """12 was enough until 2025 and is not from 2025 on."""
    world = World()
    row = world.row("K1", {"kind": "at_least", "value": 10})
    world.target(row, "2025-01-01", kind="at_least", value=20)
    for period in ("2024-Q4", "2025-Q1"):
        world.enter(row, period, "12")
    found = with_past(world.strategy, "K1", Audience.INTERNAL).past
    assert [(past.facts.target.value, past.verdict.value) for _, past in found] == [(10, "met"), (20, "behind")]


@pytest.mark.django_db
def test_a_comparison_is_made_with_what_was_compared_then() -> None:
    """A target that named another indicator than today's is judged by that one."""
    world = World()
    first, second = world.row("P1", {"kind": "watched"}), world.row("P2", {"kind": "watched"})
    row = world.row("K1", {"kind": "compare", "op": ">", "other": first.indicator})
    world.target(row, "2025-01-01", kind="compare", op=">", other=second.indicator)
    for one, figure in ((first, "5"), (second, "50"), (row, "12")):
        for period in ("2024-Q4", "2025-Q1"):
            world.enter(one, period, figure)
    found = with_past(world.strategy, "K1", Audience.INTERNAL).past
    assert [past.other_value for _, past in found] == [5, 50]
    then = [standing_at(world.strategy, period, only="K1").rows[0].verdict for period, _ in found]
    assert [past.verdict for _, past in found] == then


@pytest.mark.django_db
def test_the_past_costs_no_query_more(django_assert_num_queries) -> None:
    world = World()
    row = world.row("K1", {"kind": "at_least", "value": 10})
    for year in range(2023, 2026):
        for quarter in range(1, 5):
            world.enter(row, f"{year}-Q{quarter}", "12")
    structure = structure_at(world.strategy, LAST.ends, only="K1")
    with django_assert_num_queries(2):
        found = standing_of(structure, LAST, Audience.INTERNAL, past=True)
    assert len(found.rows[0].past) == 12


@pytest.mark.django_db
def test_before_the_first_target_there_is_nothing_to_judge_by_and_no_open_question() -> None:
    world = World()
    row = world.row("K1", {"kind": "at_least", "value": 10, "valid_from": "2025-01-01"})
    for period in ("2024-Q4", "2025-Q1"):
        world.enter(row, period, "12")
    places = Places("pikkula", Audience.INTERNAL)
    earlier, later = reversed(series_table(with_past(world.strategy, "K1", Audience.INTERNAL), places).lines[-2:])
    found = [(line.period, line.target, line.badge and line.badge.word) for line in (earlier, later)]
    assert found == [("10–12/2024", "tavoitetta ei vielä ollut", None), ("1–3/2025", "vähintään 10", "saavutettu")]


@pytest.mark.django_db
def test_a_period_without_a_figure_says_by_which_one_it_is_judged() -> None:
    """A level is judged by the latest known figure while it is not too old; a period with its own needs no word."""
    world = World()
    row = world.row("K1", {"kind": "at_least", "value": 10}, frequency="year")
    world.enter(row, "2023", "7")
    world.enter(row, "2024", None, why_empty="not_measured")
    world.enter(row, "2025", "12")
    found = with_past(world.strategy, "K1", Audience.INTERNAL)
    lines = series_table(found, Places("pikkula", Audience.INTERNAL)).lines
    assert [(line.period, line.value, line.judged_by) for line in lines] == [
        ("2025", "12", ""),
        ("2024", "–", "luvun 7 (2023) mukaan"),
        ("2023", "7", ""),
    ]
