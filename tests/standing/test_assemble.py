"""The Standing from the database: what is counted, for whom, as known when."""

import datetime as dt

import pytest

from kemi_strategy.web.dates import end_of_day
from measures.models import Assessment, KpiRow, ReportingUnit, RollUpRule, RowLink
from reporting.assemble import standing_at
from reporting.sentences import reason_sentence
from reporting.standing import Audience
from scorecard.models import Action, Project
from tests.world import World, noon

pytestmark = pytest.mark.django_db
AT_LEAST_930 = {"kind": "at_least", "value": 930}


@pytest.fixture
def world() -> World:
    return World()


def test_a_row_is_judged_by_its_latest_ended_period(world):
    row = world.row("K1", AT_LEAST_930, baseline="927")
    world.enter(row, "2025-Q1", "927")
    world.enter(row, "2025-Q2", "928")
    world.enter(row, "2025-Q3", "950")
    found = world.stands("K1", "2025-H1")
    assert (found.figure.value, found.figure.period.code, found.verdict) == (928, "2025-Q2", "on_track")
    assert [period.code for period, _ in found.series] == ["2025-Q1", "2025-Q2"]


def test_a_sum_of_units_waits_for_all_of_them(world):
    units = world.units("a", "b", "c")
    row = world.row("K1", {"kind": "at_least", "value": 10, "repeats": "year"}, units=units, time="sum")
    for unit in units:
        world.enter(row, "2025-Q1", "2", unit=unit)
    for unit in units[:2]:
        world.enter(row, "2025-Q2", "3", unit=unit)
    found = world.stands("K1", "2025-H1")
    assert (found.figure.value, found.verdict, found.coverage) == (12, "missing", "2/3")
    world.enter(row, "2025-Q2", "0", unit=units[2])
    found = world.stands("K1", "2025-H1")
    assert (found.figure.value, found.verdict, found.coverage) == (12, "met", "3/3")


def test_a_unit_reports_from_its_first_day_to_its_last(world):
    units = world.units("a", "b")
    row = world.row("K1", AT_LEAST_930, units=units)
    ReportingUnit.objects.filter(unit=units[1]).get().delete()
    ReportingUnit.objects.create(indicator=row.indicator, unit=units[1], valid_from=dt.date(2025, 4, 1))
    world.enter(row, "2025-Q1", "930", unit=units[0])
    assert world.stands("K1", "2025-Q1").verdict == "met"
    world.enter(row, "2025-Q2", "930", unit=units[0])
    assert world.stands("K1", "2025-Q2").coverage == "1/2"


def test_a_ratio_is_the_sum_of_both_terms(world):
    units = world.units("a", "b")
    row = world.row(
        "K9", {"kind": "at_most", "value": 4}, units=units, across="ratio", direction="down", measure_unit="%"
    )
    world.enter(row, "2025-Q1", unit=units[0], numerator=1, denominator=100)
    world.enter(row, "2025-Q1", unit=units[1], numerator=8, denominator=100)
    assert world.stands("K9", "2025-Q1").figure.value == 4.5


def test_weights_come_from_the_base_indicator(world):
    units = world.units("a", "b")
    base = world.row("W", units=units)
    row = world.row("K6", AT_LEAST_930, units=units, across="weighted", weight=base.indicator)
    for unit, weight, value in zip(units, ("30", "10"), ("2", "4"), strict=True):
        world.enter(base, "2025-Q1", weight, unit=unit)
        world.enter(row, "2025-Q1", value, unit=unit)
    assert world.stands("K6", "2025-Q1").figure.value == 2.5


def test_two_indicators_are_compared_in_the_same_period(world):
    depreciation = world.row("P1")
    row = world.row("L2", {"kind": "compare", "op": ">", "other": depreciation.indicator, "repeats": "year"})
    world.enter(row, "2025-Q4", "4.5")
    world.enter(depreciation, "2025-Q3", "4")
    assert world.stands("L2", "2025").verdict == "missing"
    world.enter(depreciation, "2025-Q4", "4.5")
    assert world.stands("L2", "2025").verdict == "missed"


def test_inside_counts_what_waits_for_approval_and_marks_it(world):
    row = world.row("K1", AT_LEAST_930)
    first = world.enter(row, "2025-Q1", "929")
    world.enter(row, "2025-Q1", "931", state="submitted", supersedes=first)
    inside, public = world.stands("K1", "2025-Q1"), world.stands("K1", "2025-Q1", Audience.PUBLIC)
    assert (inside.figure.value, inside.pending) == (931, True)
    assert (public.figure.value, public.pending) == (929, False)


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_drafts_and_returned_figures_are_not_counted(world, state):
    row = world.row("K1", AT_LEAST_930)
    first = world.enter(row, "2025-Q1", "929")
    world.enter(row, "2025-Q1", "931", state=state, supersedes=first)
    assert world.stands("K1", "2025-Q1").figure.value == 929


def test_the_standing_is_as_it_was_known(world):
    row = world.row("K1", AT_LEAST_930)
    first = world.enter(row, "2025-Q1", "929", entered="2025-04-10")
    world.enter(row, "2025-Q1", "931", supersedes=first, entered="2025-06-01")
    assert world.stands("K1", "2025-Q1", known_at="2025-04-09").verdict == "missing"
    assert world.stands("K1", "2025-Q1", known_at="2025-05-31").figure.value == 929
    assert world.stands("K1", "2025-Q1", known_at="2025-06-01").figure.value == 931


def test_the_end_of_a_day_is_in_helsinki():
    assert end_of_day(dt.date(2025, 8, 31)).isoformat() == "2025-08-31T23:59:59.999999+03:00"
    assert end_of_day(dt.date(2025, 12, 31)).isoformat() == "2025-12-31T23:59:59.999999+02:00"


def test_a_proposed_reading_is_judged_inside_and_unclear_in_public(world):
    row = world.row("K1", AT_LEAST_930, reading="proposed")
    world.enter(row, "2025-Q1", "930")
    assert world.stands("K1", "2025-Q1").verdict == "met"
    assert world.stands("K1", "2025-Q1", Audience.PUBLIC).verdict == "unclear"


def test_a_target_holds_from_its_own_day(world):
    row = world.row("K1", AT_LEAST_930)
    world.target(row, "2025-06-01", kind="at_least", value=900)
    world.enter(row, "2025-Q1", "910")
    world.enter(row, "2025-Q2", "910")
    assert world.stands("K1", "2025-Q1").facts.target.value == 930
    assert world.stands("K1", "2025-Q2").verdict == "met"


def test_a_corrected_target_is_the_one_that_counts(world):
    row = world.row("K1", AT_LEAST_930)
    world.target(row, kind="at_least", value=935, supersedes=row.targets.get())
    assert world.stands("K1", "2025-Q1").facts.target.value == 935


def test_before_the_first_target_nothing_is_judged(world):
    row = world.row("K1", AT_LEAST_930)
    world.enter(row, "2022-Q4", "950")
    found = world.stands("K1", "2022-Q4")
    assert (found.verdict, found.figure.value) == ("unclear", 950)


def test_a_strategy_without_a_first_day_has_no_time_before_its_target(world):
    world.strategy.valid_from = None
    world.strategy.save()
    row = world.row("K1", AT_LEAST_930)
    world.enter(row, "2022-Q4", "950")
    assert world.stands("K1", "2022-Q4").verdict == "met"


def test_a_row_under_two_goals_counts_once_in_each_and_once_in_all(world):
    goal = world.node("viisas")
    theme = world.node("ideat", "theme", goal)
    row = world.row("K1", AT_LEAST_930, on=[goal, theme])
    world.row("K2", {"kind": "watched"}, on=[theme])
    world.enter(row, "2025-Q1", "930")
    node = world.standing("2025-Q1").nodes[0]
    assert (node.rows, node.coverage, node.tally["met"]) == (("K1", "K2"), "1/1", 1)


def test_a_proposed_link_is_marked_inside_and_left_out_in_public(world):
    goal = world.node("viisas")
    world.row("K1", AT_LEAST_930, on=[goal], proposed=True)
    assert world.standing("2025-Q1").nodes[0].proposed == ("K1",)
    assert world.standing("2025-Q1", Audience.PUBLIC).nodes[0].gap


def test_an_assessment_stands_beside_the_verdict(world):
    row = world.row("K1", AT_LEAST_930)
    world.enter(row, "2025-Q1", "800")
    Assessment.objects.create(
        row=row,
        period_starts=dt.date(2025, 1, 1),
        period_ends=dt.date(2025, 3, 31),
        verdict="on_track",
        reason="Uusi yritysalue avautuu syksyllä.",
        assessed_at=noon("2025-04-10"),
        assessed_by=world.head,
    )
    found = world.stands("K1", "2025-Q1")
    assert (found.verdict, found.facts.assessed.verdict) == ("behind", "on_track")
    assert world.stands("K1", "2025-Q1", known_at="2025-04-09").facts.assessed is None
    assert world.stands("K1", "2025-Q4").facts.assessed is not None
    assert world.stands("K1", "2026-Q1").facts.assessed is None


def test_one_row_comes_with_its_whole_history(world):
    row = world.row("K1", AT_LEAST_930)
    world.row("K2")
    for year in range(2010, 2026):
        world.enter(row, f"{year}-Q1", "900")
    whole = standing_at(world.strategy, world.standing("2025-Q1").period, only="K1")
    assert ([one.code for one in whole.rows], len(whole.rows[0].series)) == (["K1"], 16)
    assert len(world.stands("K1", "2025-Q1").series) == 5
    with pytest.raises(KpiRow.DoesNotExist):
        standing_at(world.strategy, whole.period, only="K9")


def test_another_citys_figures_do_not_leak_in(world):
    other = World("toinen", "998")
    other.enter(other.row("K1", AT_LEAST_930), "2025-Q1", "1")
    row = world.row("K1", AT_LEAST_930)
    world.enter(row, "2025-Q1", "930")
    assert [one.figure.value for one in world.standing("2025-Q1").rows] == [930]


def test_a_rule_from_a_later_day_leaves_earlier_periods_alone(world):
    units = world.units("a", "b")
    row = world.row("K1", {"kind": "at_least", "value": 4}, units=units)
    RollUpRule.objects.create(
        indicator=row.indicator, valid_from=dt.date(2026, 1, 1), across_units="municipality", across_time="last"
    )
    for unit in units:
        world.enter(row, "2025-Q4", "2", unit=unit)
    world.enter(row, "2026-Q1", "3")
    before, after = world.stands("K1", "2025-Q4"), world.stands("K1", "2026-Q1")
    assert (before.figure.value, before.verdict, before.coverage) == (4, "met", "2/2")
    assert (after.figure.value, after.coverage) == (3, "1/1")


def test_what_is_not_additive_has_its_children_and_no_figure_of_its_own(world):
    units = world.units("a", "b")
    row = world.row("K1", AT_LEAST_930, units=units, across="none")
    for unit in units:
        world.enter(row, "2025-Q1", "500", unit=unit)
    found = world.stands("K1", "2025-Q1")
    assert (found.figure.value, [part.value for part in found.figure.rolled.parts]) == (None, [500, 500])
    assert reason_sentence(found).startswith("Yksiköiden luvuista ei lasketa yhtä lukua")


def test_projects_come_before_actions_whatever_the_database(world):
    row = world.row("K1", AT_LEAST_930)
    action = Action.objects.create(strategy=world.strategy, code="a1", name_fi="Toimenpide")
    project = Project.objects.create(strategy=world.strategy, code="p1", name_fi="Hanke")
    RowLink.objects.create(row=row, action=action)
    RowLink.objects.create(row=row, project=project)
    assert [node.branch.code for node in world.standing("2025-Q1").nodes] == ["p1", "a1"]
