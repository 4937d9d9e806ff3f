"""Every rule of DESIGN §5 that settles a verdict: what is unclear, missing, met, nearly met or missed, and why."""

import datetime as dt
from decimal import Decimal

import pytest

from measures.targets import Baseline, Direction, Kind, Repeats, Target
from measures.verdicts import Band, Movement, Rule, Verdict
from tests.arithmetic.judging import DONE, GOOD, JUNE, NEW_YEARS_EVE, SCALE, compare, found, judged, target


@pytest.mark.parametrize(
    ("asked", "context", "rule"),
    [
        (target("undecided"), {}, "undecided"),
        (target("at_least", "5"), {"unconfirmed": True}, "unconfirmed"),
        (target("watched"), {"unconfirmed": True}, "unconfirmed"),
        (target("at_least", "5"), {"direction": Direction.DOWN}, "against_direction"),
        (target("at_least", "5", repeats=Repeats.PERIOD), {"adds_up": True}, "bad_calendar"),
        (target("at_least", "5", due=JUNE), {"adds_up": True}, "bad_calendar"),
        (target("moves_up"), {}, "needs_baseline"),
        (target("hold"), {}, "needs_baseline"),
        (target("change_by", "-10"), {}, "needs_baseline"),
        (target("change_by"), {}, "needs_goal"),
        (target("change_by", "0"), {}, "needs_goal"),
        (target("at_least"), {}, "needs_goal"),
        (target("between", "70"), {}, "needs_goal"),
        (target("between", upper="70"), {}, "needs_goal"),
        (target("between", "100", "70"), {}, "needs_goal"),
        (compare("!"), {"other": "4"}, "needs_goal"),
        (Target(Kind.COMPARE, op=">"), {"other": "4"}, "needs_goal"),
        (Target(Kind.LEVEL, level="kiitettävä", scale=SCALE), {}, "needs_goal"),
    ],
)
def test_what_cannot_be_judged_is_unclear_and_says_why(asked, context, rule):
    scored = judged(asked, "5", **context)
    assert found(scored) == ("unclear", rule)
    assert (scored.movement, scored.share) == (Movement.UNKNOWN, None)


@pytest.mark.parametrize(
    ("asked", "value", "more"),
    [
        (target("at_least", "80"), True, {}),
        (target("at_least", "80"), "hyvä", {}),
        (target("at_least", "80"), "80", {"forecast": True}),
        (DONE, "1", {}),
        (GOOD, "3", {}),
        (GOOD, True, {}),
        (GOOD, "hyvä", {"forecast": "kiitettävä"}),
        (compare(), "4", {"other": True}),
        (compare(), "4", {"other": "3", "other_forecast": False}),
    ],
)
def test_a_figure_of_another_type_than_the_target_is_unclear(asked, value, more):
    assert found(judged(asked, value, **more)) == ("unclear", "wrong_type")


def test_an_incomparable_baseline_is_no_baseline_for_a_move_either():
    scored = judged(target("moves_down"), "29", baseline=Baseline(Decimal(31), comparable=False))
    assert found(scored) == ("unclear", "needs_baseline")


@pytest.mark.parametrize("value", ["3", True, "hyvä", None])
def test_what_has_no_target_is_watched_whatever_is_measured(value):
    assert found(judged(target("watched"), value, due_now=value is not None)) == ("watched", "watched")


def test_what_has_no_target_has_no_calendar_to_fit():
    assert judged(target("watched", repeats=Repeats.PERIOD), "3", adds_up=True).verdict is Verdict.WATCHED


def test_what_is_watched_still_moves_from_its_baseline():
    scored = judged(target("watched"), "4", baseline="3", direction=Direction.UP)
    assert (scored.movement, scored.share) == (Movement.IMPROVED, None)


@pytest.mark.parametrize(
    ("due_now", "lacking", "expected"),
    [
        (False, False, ("not_due", "no_value_due")),
        (True, False, ("missing", "no_value")),
        (True, True, ("missing", "parts_lacking")),
    ],
)
def test_without_a_value_it_is_missing_once_one_was_due(due_now, lacking, expected):
    assert found(judged(target("at_least", "5"), due_now=due_now, parts_lacking=lacking)) == expected


def test_a_missing_value_is_never_a_zero_that_meets_an_upper_limit():
    for kind in ("at_most", "less_than", "moves_down"):
        assert judged(target(kind, "5"), None, NEW_YEARS_EVE, baseline="9").verdict is Verdict.MISSING


def test_a_value_with_a_part_lacking_is_shown_but_not_judged():
    scored = judged(target("at_least", "5"), "9", baseline="3", parts_lacking=True, direction=Direction.UP)
    assert found(scored) == ("missing", "parts_lacking")
    assert (scored.movement, scored.share) == (Movement.UNKNOWN, None)


@pytest.mark.parametrize(
    ("at", "until", "latest", "verdict"),
    [
        (NEW_YEARS_EVE, "2025-09-30", "2025-12-31", "missing"),
        (NEW_YEARS_EVE, "2025-12-31", "2025-12-31", "met"),
        (NEW_YEARS_EVE, "2025-09-30", None, "met"),
        (dt.date(2025, 12, 30), "2025-06-30", "2025-09-30", "met"),  # not final: the latest value does
    ],
)
def test_on_the_final_day_a_value_older_than_the_latest_due_one_does_not_do(at, until, latest, verdict):
    latest = dt.date.fromisoformat(latest) if latest else None
    until = dt.date.fromisoformat(until)
    scored = judged(target("at_least", "5", due=NEW_YEARS_EVE), "6", at, value_until=until, latest_due=latest)
    assert scored.verdict == verdict
    assert (scored.reason.rule is Rule.STALE) is (verdict == "missing")


@pytest.mark.parametrize(
    ("kind", "value", "upper", "met", "not_met"),
    [
        ("at_least", "4", None, "4", "3.9999999999"),
        ("more_than", "4", None, "4.0000000001", "4"),
        ("at_most", "4", None, "4", "4.0000000001"),
        ("less_than", "4", None, "3.9999999999", "4"),
        ("between", "4", "6", "4", "3.9999999999"),
        ("between", "4", "6", "6", "6.0000000001"),
        ("hold", "4", None, "4", "3.9999999999"),
        ("moves_up", None, None, "5.0000000001", "5"),
        ("moves_down", None, None, "4.9999999999", "5"),
        ("change_by", "-20", None, "4", "4.0000000001"),
        ("change_by", "20", None, "6", "5.9999999999"),
    ],
)
def test_holds_to_the_last_decimal(kind, value, upper, met, not_met):
    asked = target(kind, value, upper)
    assert found(judged(asked, met, baseline="5")) == ("met", "holds")
    assert judged(asked, not_met, baseline="5").verdict is not Verdict.MET


def test_hold_where_falling_is_better_means_at_most():
    assert judged(target("hold", "4"), "3", direction=Direction.DOWN).verdict is Verdict.MET
    assert judged(target("hold", "4"), "5", direction=Direction.DOWN).verdict is Verdict.BEHIND


@pytest.mark.parametrize(("op", "met"), [(">", "4.1"), (">=", "4.0 4.1"), ("<", "3.9"), ("<=", "3.9 4.0")])
def test_the_left_side_is_compared_with_the_right(op, met):
    holding = [left for left in ("3.9", "4.0", "4.1") if judged(compare(op), left, other="4").verdict == "met"]
    assert holding == met.split()


@pytest.mark.parametrize(("word", "verdict"), [("erinomainen", "met"), ("hyvä", "met"), ("tyydyttävä", "missed")])
def test_a_level_is_met_at_the_same_word_or_a_higher_one(word, verdict):
    assert judged(GOOD, word, NEW_YEARS_EVE).verdict == verdict


def test_reached_late_is_met_and_the_reason_says_so():
    asked = target("at_least", "80", due=JUNE)
    late = judged(asked, "81", NEW_YEARS_EVE, value_until=NEW_YEARS_EVE)
    in_time = judged(asked, "81", NEW_YEARS_EVE, value_until=JUNE)
    assert [found(late), found(in_time)] == [("met", "holds_late"), ("met", "holds")]
    assert late.reason.due == JUNE


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (target("at_most", "100"), "50"),
        (target("less_than", "100"), "50"),
        (target("between", "40", "100"), "50"),
        (target("hold", "100"), "50"),
        (target("change_by", "-50"), "50"),
        (target("moves_down"), "50"),
        (compare("<"), "50"),
    ],
    ids=lambda given: getattr(given, "kind", given),
)
def test_of_what_adds_up_an_upper_limit_holds_only_when_the_year_is_over(asked, value):
    more = {"baseline": "200", "direction": Direction.DOWN, "adds_up": True, "other": "60"}
    assert judged(asked, value, JUNE, months=6, **more).verdict is not Verdict.MET
    assert judged(asked, value, NEW_YEARS_EVE, **more).verdict is Verdict.MET


def test_a_sum_that_has_reached_a_lower_limit_in_mid_year_is_met():
    assert judged(target("at_least", "4"), "4", adds_up=True, months=6).verdict is Verdict.MET


@pytest.mark.parametrize("at", [dt.date(2025, 12, 31), dt.date(2026, 6, 30)])
@pytest.mark.parametrize("asked", [target("at_most", "100"), target("moves_down"), compare("<")])
def test_with_a_later_due_date_they_hold_only_when_the_targets_own_year_is_over(asked, at):
    dated = Target(asked.kind, asked.value, op=asked.op, other=asked.other, due=dt.date(2026, 12, 31))
    more = {"baseline": "200", "direction": Direction.DOWN, "adds_up": True, "other": "60"}
    assert judged(dated, "50", at, months=12 if at.month == 12 else 6, **more).verdict is not Verdict.MET
    assert judged(dated, "50", dt.date(2026, 12, 31), **more).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("asked", "limit"),
    [
        (target("at_most", "100"), 100),
        (target("less_than", "100"), 100),
        (target("between", "6", "100"), 100),
        (target("change_by", "-50"), 100),
    ],
)
def test_a_passed_limit_of_a_sum_is_missed_before_the_year_is_over(asked, limit):
    scored = judged(asked, "100.5", dt.date(2025, 3, 31), baseline="200", adds_up=True, months=3)
    assert found(scored) == ("missed", "limit_passed")
    assert scored.reason.measure == limit
    assert judged(asked, "100", dt.date(2025, 3, 31), baseline="200", adds_up=True, months=3).verdict == "behind"


def test_in_a_year_before_the_targets_own_a_passed_limit_is_only_behind():
    asked = target("at_most", "100", due=dt.date(2026, 12, 31))
    early = judged(asked, "101", NEW_YEARS_EVE, adds_up=True)
    assert found(early) == ("behind", "pace")
    assert found(judged(asked, "101", dt.date(2026, 3, 31), adds_up=True, months=3)) == ("missed", "limit_passed")


def test_a_level_may_pass_its_limit_and_come_back():
    assert judged(target("at_most", "4", repeats=Repeats.YEAR), "5", baseline="6").verdict is not Verdict.MISSED


@pytest.mark.parametrize(
    ("asked", "value", "short"),
    [
        (target("at_least", "100"), "90", 10),
        (target("more_than", "100"), "100", 0),
        (target("at_most", "100"), "110", 10),
        (target("at_least", "-100"), "-110", 10),
        (target("between", "70", "100"), "63", 7),
        (target("between", "70", "100"), "110", 10),
    ],
)
def test_the_bound_of_the_band_is_a_near_miss_and_the_next_decimal_is_not(asked, value, short):
    dated = Target(asked.kind, asked.value, asked.upper, due=JUNE)
    scored = judged(dated, value)
    assert found(scored) == ("near_miss", "within_band")
    assert scored.reason.measure == short
    down = asked.kind is Kind.AT_MOST or value == "110"
    further = Decimal(value) + (Decimal("0.0000001") if down else Decimal("-11"))
    assert found(judged(dated, str(further))) == ("missed", "not_reached")


def test_a_goal_of_zero_needs_an_absolute_band():
    asked = target("at_most", "0", due=JUNE)
    assert judged(asked, "0.01").verdict is Verdict.MISSED
    absolute = Band(absolute=Decimal(1))
    assert judged(asked, "1", band=absolute).verdict is Verdict.NEAR_MISS
    assert judged(asked, "1.01", band=absolute).verdict is Verdict.MISSED


def test_the_absolute_band_goes_before_the_percent():
    asked = target("at_least", "100", due=JUNE)
    narrow, wide = Band(Decimal(50), Decimal(1)), Band(Decimal(1), Decimal(50))
    assert judged(asked, "98", band=narrow).verdict is Verdict.MISSED
    assert judged(asked, "51", band=wide).verdict is Verdict.NEAR_MISS


def test_a_band_of_nothing_leaves_only_equality_of_a_strict_target():
    nothing = Band(Decimal(0))
    assert judged(target("more_than", "4", due=JUNE), "4", band=nothing).verdict is Verdict.NEAR_MISS
    assert judged(target("at_least", "4", due=JUNE), "3.99", band=nothing).verdict is Verdict.MISSED


@pytest.mark.parametrize(("value", "verdict"), [("101", "near_miss"), ("100", "missed"), ("99", "missed")])
def test_a_near_miss_is_better_than_the_baseline_where_the_goal_is(value, verdict):
    assert judged(target("at_least", "105", due=JUNE), value, baseline="100").verdict == verdict


def test_an_incomparable_baseline_does_not_stand_in_the_way_of_a_near_miss():
    start = Baseline(Decimal(100), comparable=False)
    assert judged(target("at_least", "105", due=JUNE), "99", baseline=start).verdict is Verdict.NEAR_MISS


@pytest.mark.parametrize(
    ("asked", "value"),
    [(target("moves_up", due=JUNE), "5"), (Target(Kind.DONE, due=JUNE), False)],
    ids=lambda given: getattr(given, "kind", given),
)
def test_kinds_without_a_number_have_no_near_miss(asked, value):
    assert found(judged(compare(due=JUNE), "5", other="5")) == ("missed", "not_reached")
    assert found(judged(asked, value, baseline="5")) == ("missed", "not_reached")


@pytest.mark.parametrize(
    ("asked", "at", "final"),
    [
        (target("at_least", "80", due=JUNE), dt.date(2025, 6, 29), False),
        (target("at_least", "80", due=JUNE), JUNE, True),
        (target("at_least", "80", due=JUNE), dt.date(2025, 7, 1), True),
        (target("at_least", "80"), NEW_YEARS_EVE, False),
        (target("at_least", "80", repeats=Repeats.YEAR), dt.date(2025, 12, 30), False),
        (target("at_least", "80", repeats=Repeats.YEAR), NEW_YEARS_EVE, True),
        (target("at_least", "80", repeats=Repeats.PERIOD), dt.date(2025, 4, 30), True),
        (target("at_least", "80", repeats=Repeats.YEAR, due=JUNE), JUNE, False),
    ],
)
def test_final_is_an_inclusive_day(asked, at, final):
    assert (judged(asked, "10", at).verdict is Verdict.MISSED) is final


@pytest.mark.parametrize("verdict", ["on_track", "behind"])
def test_a_forecast_goes_before_pace_line_and_baseline(verdict):
    forecast = {"on_track": "100", "behind": "99"}[verdict]
    asked = target("at_least", "100", repeats=Repeats.YEAR)
    for adds_up in (True, False):
        scored = judged(asked, "60", forecast=forecast, adds_up=adds_up, months=6, baseline="50")
        assert found(scored) == (verdict, "forecast")
        assert (scored.reason.measure, scored.reason.holds) == (int(forecast), verdict == "on_track")


def test_a_forecast_of_a_sum_is_of_the_whole_year_so_that_an_upper_limit_may_hold():
    scored = judged(target("at_most", "100"), "60", forecast="100", adds_up=True, months=6)
    assert found(scored) == ("on_track", "forecast")


@pytest.mark.parametrize(("forecast", "verdict"), [(True, "on_track"), (False, "behind")])
def test_a_forecast_may_be_a_yes_or_a_no(forecast, verdict):
    scored = judged(DONE, False, forecast=forecast)
    assert (found(scored), scored.reason.measure) == ((verdict, "forecast"), None)


def test_a_forecast_may_be_a_level():
    assert judged(GOOD, "heikko", forecast="hyvä").verdict is Verdict.ON_TRACK
    assert judged(GOOD, "heikko", forecast="tyydyttävä").verdict is Verdict.BEHIND


def test_two_forecasts_are_compared_with_each_other():
    asked = compare(repeats=Repeats.YEAR)
    scored = judged(asked, "1", other="2", forecast="5", other_forecast="4", adds_up=True, months=6)
    assert found(scored) == ("on_track", "forecast")
    scored = judged(asked, "3", other="2", forecast="4", other_forecast="4", adds_up=True, months=6)
    assert found(scored) == ("behind", "forecast")


@pytest.mark.parametrize(
    ("adds_up", "expected"), [(True, ("behind", "so_far")), (False, ("not_due", "nothing_to_judge_by"))]
)
def test_one_forecast_of_two_tells_nothing_of_the_same_day(adds_up, expected):
    asked = compare(repeats=Repeats.YEAR)
    assert found(judged(asked, "1", other="2", forecast="5", adds_up=adds_up, months=6)) == expected
