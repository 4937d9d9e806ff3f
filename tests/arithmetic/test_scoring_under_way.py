"""On track, behind or not yet to be judged: pace, line and baseline; and what movement and share say (DESIGN §5)."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from measures.targets import Baseline, Direction, Kind, Repeats, Target
from measures.verdicts import Movement, Rule, Score, Verdict
from tests.arithmetic.judging import DONE, GOOD, NEW_YEARS_EVE, compare, found, judged, target


@pytest.mark.parametrize(
    ("kind", "value", "upper", "good", "poor", "part"),
    [
        ("at_least", "100", None, "25", "24.99", 25),
        ("more_than", "100", None, "25", "24.99", 25),  # the pace is compared with ≥ whatever the strictness
        ("at_most", "100", None, "25", "25.01", 25),
        ("less_than", "100", None, "25", "25.01", 25),
        ("hold", "100", None, "25", "24.99", 25),
        ("change_by", "25", None, "25", "24.99", 25),
        ("between", "40", "100", "10", "9.99", 10),
        ("between", "40", "100", "25", "25.01", 25),
    ],
)
def test_a_sum_is_held_against_the_part_of_the_goal_that_belongs_to_the_months_gone(
    kind, value, upper, good, poor, part
):
    more = {"adds_up": True, "months": 3, "baseline": "80"}
    spring = dt.date(2025, 3, 31)
    assert found(judged(target(kind, value, upper), good, spring, **more)) == ("on_track", "pace")
    behind = judged(target(kind, value, upper), poor, spring, **more)
    assert found(behind) == ("behind", "pace")
    assert (behind.reason.measure, behind.reason.months) == (part, 3)


def test_the_pace_is_exact():
    asked = target("at_least", "100")
    assert judged(asked, "41.6666666666", dt.date(2025, 5, 31), adds_up=True, months=5).verdict == "behind"
    assert judged(asked, "41.6666666667", dt.date(2025, 5, 31), adds_up=True, months=5).verdict == "on_track"


def test_a_comparison_of_sums_is_judged_so_far():
    asked = compare(repeats=Repeats.YEAR)
    assert found(judged(asked, "5", other="4", adds_up=True, months=6)) == ("on_track", "so_far")
    assert found(judged(asked, "4", other="4", adds_up=True, months=6)) == ("behind", "so_far")


@pytest.mark.parametrize("months", [3, 6, 9])
def test_whether_a_sum_will_move_cannot_be_told_in_mid_year(months):
    asked = target("moves_up", repeats=Repeats.YEAR)
    scored = judged(asked, "40", baseline="31", direction=Direction.UP, adds_up=True, months=months)
    assert found(scored) == ("not_due", "nothing_to_judge_by")


@pytest.mark.parametrize(("asked", "value"), [(DONE, False), (GOOD, "heikko")], ids=["done", "level"])
def test_a_yes_or_a_word_has_no_pace(asked, value):
    assert found(judged(asked, value, adds_up=True, months=6)) == ("not_due", "nothing_to_judge_by")


def unemployment(value, *, until="2025-06-30", since="2023-12-31", **more) -> Score:
    """13,5 at the end of 2023, 13,0 by the end of 2025: 731 days."""
    asked = target("at_most", "13.0", due=NEW_YEARS_EVE)
    since = dt.date.fromisoformat(since) if since else None
    until = dt.date.fromisoformat(until) if until else None
    return judged(asked, value, baseline="13.5", since=since, value_until=until, direction=Direction.DOWN, **more)


def test_the_line_is_taken_at_the_last_day_of_the_values_own_period():
    spring, summer = unemployment("13.2", until="2025-03-31"), unemployment("13.2")
    assert spring.reason.measure == Fraction(27, 2) - Fraction(1, 2) * Fraction(456, 731)
    assert summer.reason.measure == Fraction(27, 2) - Fraction(1, 2) * Fraction(547, 731)
    assert [found(spring), found(summer)] == [("behind", "line"), ("behind", "line")]
    assert found(unemployment("13.18", until="2025-03-31")) == ("on_track", "line")
    assert found(unemployment("13.18")) == ("behind", "line")


def test_a_value_exactly_on_the_line_is_on_track():
    asked = target("at_least", "20", due=dt.date(2025, 1, 21))
    start = {"baseline": "10", "since": dt.date(2025, 1, 1)}
    halfway = dt.date(2025, 1, 11)
    assert found(judged(asked, "15", halfway, **start)) == ("on_track", "line")
    assert found(judged(asked, "14.99", halfway, **start)) == ("behind", "line")


def test_without_a_date_of_its_own_the_baseline_is_of_the_strategys_first_day():
    assert unemployment("13.1", since=None).reason.rule is Rule.OTHERWISE
    assert unemployment("13.1", since=None, starts=dt.date(2023, 12, 31)).reason.rule is Rule.LINE
    assert unemployment("13.1", since=None, starts=NEW_YEARS_EVE).reason.rule is Rule.OTHERWISE


def test_a_value_from_before_the_baseline_is_held_against_the_baseline():
    assert unemployment("13.5", until="2023-09-30").reason.measure == Fraction(27, 2)
    assert unemployment("13.6", until="2023-09-30").verdict is Verdict.BEHIND


@pytest.mark.parametrize(
    ("baseline", "expected"),
    [
        ("80", ("behind", "otherwise")),
        (Baseline(Decimal(70), comparable=False), ("not_due", "nothing_to_judge_by")),
        (None, ("not_due", "nothing_to_judge_by")),
    ],
    ids=["goal equals baseline", "not comparable", "none"],
)
def test_without_two_ends_there_is_no_line(baseline, expected):
    asked = target("at_least", "80", due=NEW_YEARS_EVE)
    assert found(judged(asked, "70", baseline=baseline, starts=dt.date(2023, 1, 1))) == expected


@pytest.mark.parametrize("repeats", [Repeats.ONCE, Repeats.YEAR])
@pytest.mark.parametrize(("value", "verdict"), [("6", "behind"), ("5.999", "on_track"), ("6.1", "behind")])
def test_without_a_date_strictly_better_than_the_baseline_is_on_track(repeats, value, verdict):
    asked = target("at_most", "4", repeats=repeats)
    scored = judged(asked, value, baseline="6", direction=Direction.DOWN)
    assert (found(scored), scored.reason.measure) == ((verdict, "baseline"), 6)


def test_between_is_not_held_against_the_baseline():
    scored = judged(target("between", "70", "100"), "120", baseline="130", direction=Direction.DOWN)
    assert found(scored) == ("behind", "otherwise")


@pytest.mark.parametrize("direction", [Direction.HOLD, Direction.NONE])
def test_without_a_way_that_is_better_nothing_is_better_than_the_baseline(direction):
    scored = judged(target("at_least", "80"), "70", baseline="60", direction=direction)
    assert (found(scored), scored.movement) == (("behind", "otherwise"), Movement.UNKNOWN)


@pytest.mark.parametrize(
    ("asked", "value", "more", "verdict"),
    [
        (DONE, False, {}, "not_due"),
        (DONE, False, {"baseline": "3"}, "not_due"),
        (Target(Kind.DONE), False, {}, "behind"),  # no date decided: nothing is ahead
        (Target(Kind.DONE, repeats=Repeats.YEAR), False, {}, "not_due"),
        (target("at_least", "80", due=NEW_YEARS_EVE), "40", {}, "not_due"),
        (target("at_least", "80"), "40", {}, "behind"),
        (target("at_least", "80", repeats=Repeats.YEAR), "40", {}, "not_due"),
        (target("between", "70", "100", due=NEW_YEARS_EVE), "40", {}, "not_due"),
        (target("between", "70", "100", due=NEW_YEARS_EVE), "40", {"baseline": "30"}, "behind"),
        (target("moves_up", due=NEW_YEARS_EVE), "40", {"baseline": "50"}, "behind"),
        (GOOD, "heikko", {}, "not_due"),
    ],
)
def test_with_a_date_ahead_and_nothing_to_judge_by_it_is_not_due(asked, value, more, verdict):
    scored = judged(asked, value, **more)
    assert found(scored) == (verdict, "nothing_to_judge_by" if verdict == "not_due" else "otherwise")
    assert scored.reason.due == asked.due


@pytest.mark.parametrize(
    ("direction", "value", "movement"),
    [
        ("up", "6", "improved"),
        ("up", "5", "unchanged"),
        ("up", "4", "worsened"),
        ("down", "6", "worsened"),
        ("down", "4", "improved"),
        ("hold", "6", "unknown"),
        ("none", "6", "unknown"),
    ],
)
def test_movement_follows_the_declared_direction(direction, value, movement):
    kind = {"down": "at_most"}.get(direction, "at_least")
    assert judged(target(kind, "9"), value, baseline="5", direction=Direction(direction)).movement == movement


@pytest.mark.parametrize(
    ("asked", "value"),
    [(target("between", "1", "9"), "6"), (DONE, True), (GOOD, "hyvä"), (compare(), "6")],
    ids=lambda given: getattr(given, "kind", given),
)
def test_movement_of_bounds_comparisons_words_and_yes_is_unknown(asked, value):
    other = {"other": "3"} if asked.kind is Kind.COMPARE else {}
    scored = judged(asked, value, baseline="5", direction=Direction.UP, **other)
    assert (scored.verdict, scored.movement, scored.share) == (Verdict.MET, Movement.UNKNOWN, None)


@pytest.mark.parametrize(("value", "share"), [("66.6", "1.3"), ("63.2", "-0.4"), ("64", "0"), ("65", "0.5")])
def test_the_share_of_the_way_is_exact_and_not_clamped(value, share):
    scored = judged(target("at_least", "66"), value, baseline="64", direction=Direction.UP)
    assert scored.share == Fraction(share)


def test_there_is_no_share_where_goal_and_baseline_are_the_same():
    assert judged(target("hold"), "19240", baseline="19400").share is None


@pytest.mark.parametrize("months", [1, 6, 11, 12])
def test_of_a_sum_movement_and_share_wait_for_the_whole_year(months):
    more = {"baseline": "100", "direction": Direction.UP, "adds_up": True, "months": months}
    scored = judged(target("at_least", "200"), "150", dt.date(2025, months, 28), **more)
    whole = months == 12
    assert scored.share == (Fraction(1, 2) if whole else None)
    assert scored.movement is (Movement.IMPROVED if whole else Movement.UNKNOWN)


def test_the_reason_of_a_level_says_no_months():
    assert judged(target("at_least", "5"), "6").reason.months is None
    assert judged(target("at_least", "5"), "6").reason.goal == 5
