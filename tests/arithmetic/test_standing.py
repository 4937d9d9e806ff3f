"""The Standing without a database: a row judged from its record, comparisons, and counts up the tree."""

import datetime as dt
from decimal import Decimal

import pytest

from measures.figures import Entry, Measured, Reporter, RuleVersion, series
from measures.periods import Frequency, Period, Rhythm
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Baseline, Direction, Kind, Repeats, Target
from measures.verdicts import Band, Rule, Verdict
from reporting.standing import (
    Audience,
    Branch,
    IndicatorFacts,
    Link,
    Names,
    RowFacts,
    RowStanding,
    Standing,
    StrategyFacts,
    judge,
    stand_nodes,
    tallied,
)

SPRING, SUMMER, AUTUMN, WINTER = (Period(2025, 3, part).ends for part in (1, 2, 3, 4))
LAST, SUM = AcrossTime.LAST, AcrossTime.SUM
QUARTER = Frequency.QUARTER
INSIDE, PUBLIC = Audience.INTERNAL, Audience.PUBLIC


def record(given: dict, over: AcrossTime = LAST, frequency: Frequency = QUARTER, *, units=None, first=None) -> Measured:
    """``given``: «2025-Q1» or «a 2025-Q1» to a number as text, or an entry."""
    entries = {}
    for key, one in given.items():
        *unit, code = key.split()
        entries[(unit[0] if unit else None, Period.parse(code))] = (
            one if isinstance(one, Entry) else Entry(Decimal(one))
        )
    across = AcrossUnits.SUM if units else AcrossUnits.MUNICIPALITY
    reporters = [Reporter(unit) for unit in units or [None]]
    return Measured(Rhythm(frequency), [RuleVersion(across, over)], reporters, entries, first)


def facts(known: Measured, target: Target, code: str = "K01", **more) -> RowFacts:
    indicator = IndicatorFacts(
        code,
        Names("Yritykset"),
        "kpl",
        0,
        more.pop("direction", Direction.UP),
        "number",
        known.rhythm.frequency,
        known.rules[0].across_units,
        known.rules[0].across_time,
    )
    given = {"baseline": Baseline(), "band": Band(), "reading": "clear"} | more
    return RowFacts(indicator, known, target, **given)


def at_least(goal: str, **more) -> Target:
    return Target(Kind.AT_LEAST, Decimal(goal), **more)


def verdict(row: RowStanding) -> tuple[str, str]:
    return row.verdict.value, row.score.reason.rule.value


def test_a_row_tells_its_code_its_figure_and_its_verdict():
    row = judge(facts(record({"2025-Q2": "931"}), at_least("930")), SUMMER, INSIDE)
    assert (row.code, row.figure.value, row.verdict, row.coverage) == ("K01", 931, Verdict.MET, "1/1")
    assert (row.pending, row.proposed) == (False, False)


def test_a_figure_made_of_nothing_expected_has_no_coverage():
    row = judge(facts(record({}, first=SUMMER), at_least("930")), SPRING, INSIDE)
    assert (verdict(row), row.coverage, row.pending) == (("not_due", "no_value_due"), "", False)


def test_the_latest_known_figure_is_the_last_whole_one():
    """Two units: 3 + 4 in spring, of summer only one has come; before any figure there is none."""
    known = record({"a 2025-Q1": "3", "b 2025-Q1": "4", "a 2025-Q2": "9"}, units=["a", "b"])
    row = judge(facts(known, at_least("10")), SUMMER, INSIDE, series(known, SUMMER))
    assert row.latest_known == (Period(2025, 3, 1), 7)
    assert judge(facts(record({}), at_least("10")), SUMMER, INSIDE).latest_known is None


def test_a_part_that_waits_for_approval_marks_the_row():
    waiting = Entry(Decimal(5), pending=True)
    known = record({"a 2025-Q2": "5", "b 2025-Q2": waiting}, units=["a", "b"])
    row = judge(facts(known, at_least("9")), SUMMER, INSIDE)
    assert (row.pending, row.figure.value, row.coverage) == (True, 10, "2/2")


@pytest.mark.parametrize(
    ("reading", "audience", "expected"),
    [
        ("proposed", INSIDE, "met"),
        ("proposed", PUBLIC, "unclear"),
        ("clear", PUBLIC, "met"),
        ("confirmed", PUBLIC, "met"),
    ],
)
def test_a_reading_that_is_only_proposed_is_judged_inside_and_not_in_public(reading, audience, expected):
    row = judge(facts(record({"2025-Q2": "931"}), at_least("930"), reading=reading), SUMMER, audience)
    assert (row.verdict, row.proposed) == (expected, reading == "proposed")


def test_the_band_and_the_strategys_first_day_of_the_row_are_used():
    known = record({"2025-Q2": "900"})
    due = at_least("1000", due=SUMMER)
    assert judge(facts(known, due), SUMMER, INSIDE).verdict is Verdict.NEAR_MISS
    assert judge(facts(known, due, band=Band(Decimal(5))), SUMMER, INSIDE).verdict is Verdict.MISSED
    start = {"baseline": Baseline(Decimal(800)), "starts": dt.date(2023, 1, 1)}
    later = judge(facts(known, at_least("1000", due=WINTER), **start), SUMMER, INSIDE)
    assert later.score.reason.rule is Rule.LINE


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"2025-Q1": "9"}, ("missing", "stale")),
        ({"2025-Q1": "9", "2025-Q2": "9"}, ("met", "holds")),
        ({"2025-Q1": "9", "2025-Q3": "9"}, ("met", "holds_late")),
    ],
)
def test_on_a_due_date_the_value_of_its_own_period_is_asked(given, expected):
    target = at_least("5", due=SUMMER)
    at = AUTUMN if "2025-Q3" in given else SUMMER
    assert verdict(judge(facts(record(given), target), at, INSIDE)) == expected


def test_on_a_due_date_in_mid_period_the_latest_period_ended_does():
    target = at_least("5", due=dt.date(2025, 8, 15))
    assert verdict(judge(facts(record({"2025-Q2": "9"}), target), AUTUMN, INSIDE)) == ("met", "holds")


def test_with_a_unit_lacking_a_sum_is_shown_with_its_coverage_and_not_judged():
    row = judge(facts(record({"a 2025-Q2": "9"}, units=["a", "b"]), at_least("5")), SUMMER, INSIDE)
    assert (verdict(row), row.figure.value, row.coverage) == (("missing", "parts_lacking"), 9, "1/2")


def quarters(year: int, *values: str) -> dict:
    return {f"{year}-Q{number}": value for number, value in enumerate(values, 1)}


def test_the_sum_of_the_due_dates_year_is_the_one_judged_ever_after():
    known = record(quarters(2025, "30", "30", "30", "30") | quarters(2026, "1"), SUM)
    target = at_least("100", due=WINTER)
    for at in (WINTER, dt.date(2026, 3, 31), dt.date(2026, 12, 31)):
        row = judge(facts(known, target), at, INSIDE)
        assert (verdict(row), row.figure.value, row.figure.period.code) == (("met", "holds"), 120, "2025-Q4")


def test_a_target_of_each_year_is_judged_by_the_year_asked_whatever_date_its_words_name():
    known = record(quarters(2025, "30", "30", "30", "30") | quarters(2026, "1"), SUM)
    row = judge(facts(known, at_least("100", due=WINTER, repeats=Repeats.YEAR)), dt.date(2026, 3, 31), INSIDE)
    assert (verdict(row), row.figure.value) == (("behind", "pace"), 1)


def test_a_sum_is_paced_by_the_months_its_periods_cover():
    row = judge(facts(record({"2025-H1": "52000"}, SUM, Frequency.HALF), at_least("100000")), AUTUMN, INSIDE)
    assert (verdict(row), row.score.reason.measure, row.score.reason.months) == (("on_track", "pace"), 50000, 6)


def test_an_annual_sum_is_neither_due_nor_missing_in_june():
    row = judge(facts(record({"2024": "9"}, SUM, Frequency.YEAR), at_least("5")), SUMMER, INSIDE)
    assert (verdict(row), row.figure.next_due) == (("not_due", "no_value_due"), WINTER)


def test_a_sum_is_never_stale_on_its_final_day():
    row = judge(facts(record(quarters(2025, "2", "2", "2", "2"), SUM), at_least("8")), WINTER, INSIDE)
    assert verdict(row) == ("met", "holds")


MARGIN = Target(Kind.COMPARE, op=">", other="P01", repeats=Repeats.YEAR)


def compared(left: Measured, right: Measured | None, at: dt.date, target: Target = MARGIN) -> RowStanding:
    return judge(facts(left, target, other=right, other_names=Names("poistot")), at, INSIDE)


def test_levels_are_compared_in_the_same_period():
    left = record({"2025-Q1": "5", "2025-Q2": "5"})
    row = compared(left, record({"2025-Q2": "4"}), SUMMER)
    assert (verdict(row), row.other_value) == (("met", "holds"), 4)
    assert verdict(compared(left, record({"2025-Q1": "4"}), SUMMER)) == ("missing", "other_lacking")
    assert verdict(compared(left, record({}), SUMMER)) == ("missing", "other_lacking")
    assert verdict(compared(left, None, SUMMER)) == ("missing", "other_lacking")


def test_a_newer_figure_of_the_other_side_does_not_come_into_an_older_period():
    right = record({"2025-Q1": "4", "2025-Q2": "9"})
    row = compared(record({"2025-Q1": "5"}), right, SUMMER)
    assert (verdict(row), row.other_value) == (("met", "holds"), 4)


def test_without_a_left_side_there_is_nothing_to_compare():
    row = compared(record({}), record({"2025-Q2": "4"}), SUMMER)
    assert (verdict(row), row.other_value) == (("missing", "no_value"), None)


def test_sums_are_compared_over_the_same_months():
    left, right = record(quarters(2025, "3", "3"), SUM), record(quarters(2025, "2", "2", "99"), SUM)
    row = compared(left, right, SUMMER)
    assert (verdict(row), row.other_value) == (("on_track", "so_far"), 4)


def test_a_yearly_sum_is_compared_with_the_quarters_of_the_same_year():
    right = record(quarters(2025, "1", "1", "1", "1"), SUM)
    row = compared(record({"2025": "5"}, SUM, Frequency.YEAR), right, WINTER)
    assert (verdict(row), row.other_value) == (("met", "holds"), 4)


def test_a_sum_of_nine_months_is_not_compared_with_one_of_six():
    right = record({"2025-H1": "1"}, SUM, Frequency.HALF)
    row = compared(record(quarters(2025, "1", "1", "1"), SUM), right, AUTUMN)
    assert verdict(row) == ("missing", "other_lacking")


def test_a_part_lacking_on_the_other_side_lacks_from_the_comparison():
    right = record({"a 2025-Q2": "4"}, units=["a", "b"])
    assert verdict(compared(record({"2025-Q2": "5"}), right, SUMMER)) == ("missing", "other_lacking")


def test_both_forecasts_are_those_of_the_day_asked():
    left = record({"2025-Q1": Entry(Decimal(1), forecast=Decimal(9)), "2025-Q2": "1"}, SUM)
    right = record({"2025-Q1": "2", "2025-Q2": Entry(Decimal(2), forecast=Decimal(8))}, SUM)
    assert verdict(compared(left, right, SUMMER)) == ("on_track", "forecast")


def test_a_forecast_given_after_the_compared_months_counts_too():
    left = record({"2025-H1": Entry(Decimal(1), forecast=Decimal(9))}, SUM, Frequency.HALF)
    quarters_so_far = {"2025-Q1": Entry(Decimal(1), forecast=Decimal(10)), "2025-Q2": "1"}
    right = record(quarters_so_far | {"2025-Q3": Entry(Decimal(1), forecast=Decimal(8))}, SUM)
    row = compared(left, right, AUTUMN)
    assert (verdict(row), row.other_value) == (("on_track", "forecast"), 2)


def standing(rows: dict[str, Verdict], branches: list[Branch], audience: Audience = INSIDE) -> Standing:
    """A standing whose rows have these verdicts: met, behind, missing or watched."""
    judged = []
    for code, asked in rows.items():
        known = record({} if asked is Verdict.MISSING else {"2025-Q2": "9" if asked is Verdict.MET else "1"})
        target = Target(Kind.WATCHED) if asked is Verdict.WATCHED else at_least("5")
        judged.append(judge(facts(known, target, code), SUMMER, audience))
    city = StrategyFacts("kemi-2023", Names("S"), Names("M"), Names("V"), "strategy", "adopted", "kemi", Names("Kemi"))
    nodes = stand_nodes(branches, judged, audience)
    return Standing(city, Period(2025, 6), dt.datetime(2025, 8, 31, tzinfo=dt.UTC), audience, nodes, tuple(judged))


def branch(code: str, parent: str | None = None, *rows: str, kind: str = "goal") -> Branch:
    """A node; a row with ``?`` behind its code is only proposed."""
    links = tuple(Link(row.removesuffix("?"), row.endswith("?")) for row in rows)
    return Branch(code, kind, Names(code), parent, links=links)


MET, BEHIND, MISSING, WATCHED = Verdict.MET, Verdict.BEHIND, Verdict.MISSING, Verdict.WATCHED


def test_a_row_under_two_themes_of_a_goal_counts_once():
    tree = [branch("viisas"), branch("ideat", "viisas", "K1", "K2"), branch("osaaminen", "viisas", "K2", "K1")]
    found = standing({"K1": MET, "K2": BEHIND}, tree)
    goal = found.nodes[0]
    assert (goal.rows, goal.met, goal.tally[BEHIND], goal.coverage) == (("K1", "K2"), 1, 1, "2/2")
    assert sum(found.tally.values()) == 2


def test_a_row_under_two_goals_counts_once_in_each_and_once_in_all():
    found = standing({"K1": MET}, [branch("viisas", None, "K1"), branch("vihrea", None, "K1")])
    assert [node.tally[MET] for node in found.nodes] == [1, 1]
    assert found.tally == dict.fromkeys(Verdict, 0) | {MET: 1}


def test_rows_come_in_the_strategys_own_order():
    found = standing({"K2": MET, "K1": MET}, [branch("viisas", None, "K1", "K2")])
    assert found.nodes[0].rows == ("K2", "K1")


@pytest.mark.parametrize(
    ("rows", "coverage", "coloured"),
    [
        ([MET, MISSING], "1/2", True),
        ([MET, MISSING, MISSING], "1/3", False),
        ([MET, WATCHED, WATCHED], "1/1", True),
        ([WATCHED], "0/0", False),
        ([MISSING], "0/1", False),
        ([], "0/0", False),
    ],
)
def test_less_than_half_covered_has_no_colour_and_watched_rows_do_not_count(rows, coverage, coloured):
    codes = {f"K{number}": one for number, one in enumerate(rows)}
    node = standing(codes, [branch("viisas", None, *codes)]).nodes[0]
    assert (node.coverage, node.coloured, node.gap) == (coverage, coloured, not rows)


def test_not_due_and_unclear_do_not_cover_and_near_misses_do():
    row = facts(record({"2025-Q2": "95"}), at_least("100", due=SUMMER))
    near = judge(row, SUMMER, INSIDE)
    unclear = judge(facts(record({"2025-Q2": "9"}), Target(Kind.UNDECIDED), "K2"), SUMMER, INSIDE)
    not_due = judge(facts(record({}, first=SUMMER), at_least("5"), "K3"), SPRING, INSIDE)
    (node,) = stand_nodes([branch("viisas", None, "K01", "K2", "K3")], [near, unclear, not_due], INSIDE)
    assert (node.coverage, node.covered, node.judgeable) == ("1/3", 1, 3)
    assert [node.tally[one] for one in (Verdict.NEAR_MISS, Verdict.UNCLEAR, Verdict.NOT_DUE)] == [1, 1, 1]


def test_proposed_links_are_counted_and_marked_inside_and_left_out_in_public():
    tree = [branch("viisas", None, "K1?", "K2")]
    rows = {"K1": MET, "K2": MET}
    inside, public = standing(rows, tree).nodes[0], standing(rows, tree, PUBLIC).nodes[0]
    assert (inside.rows, inside.proposed, inside.coverage) == (("K1", "K2"), ("K1",), "2/2")
    assert (public.rows, public.proposed, public.coverage) == (("K2",), (), "1/1")


def test_a_row_proposed_on_one_branch_and_sure_on_another_is_sure():
    tree = [branch("viisas", None, "K1?"), branch("ideat", "viisas", "K1")]
    assert standing({"K1": MET}, tree).nodes[0].proposed == ()
    assert standing({"K1": MET}, tree, PUBLIC).nodes[0].rows == ("K1",)


@pytest.mark.parametrize("kind", ["project", "action"])
def test_a_project_with_the_code_of_a_goal_has_only_its_own_rows(kind):
    tree = [branch("viisas"), branch("ideat", "viisas", "K1"), branch("viisas", None, "K2", kind=kind)]
    found = standing({"K1": MET, "K2": BEHIND}, tree)
    assert [node.rows for node in found.nodes] == [("K1",), ("K1",), ("K2",)]
    assert [node.branch.kind for node in found.of_kind(kind)] == [kind]


def test_a_row_is_found_by_its_code():
    found = standing({"K1": MET, "K2": BEHIND}, [])
    assert found.row("K2").verdict is BEHIND
    with pytest.raises(KeyError):
        found.row("K9")


def test_every_verdict_is_counted_even_where_there_is_none():
    assert tallied([]) == dict.fromkeys(Verdict, 0)


def test_a_name_is_in_finnish_where_the_language_has_none():
    names = Names("Viisas Kemi", "Kloka Kemi")
    assert [names.in_language(one) for one in ("fi", "sv", "en")] == ["Viisas Kemi", "Kloka Kemi", "Viisas Kemi"]
