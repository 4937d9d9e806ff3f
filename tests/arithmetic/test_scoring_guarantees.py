"""What the scoring promises, over random questions: better is never worse, missing never zero, open never coloured."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from measures.cases import COMPARISONS
from measures.scoring import score
from measures.targets import Baseline, Direction, Kind, Repeats, Target
from measures.verdicts import Band, Context, Movement, Rule, Verdict

promised = settings(derandomize=True, max_examples=50, deadline=None)
thoroughly = settings(promised, max_examples=200)
COLOURS = {Verdict.MET, Verdict.NEAR_MISS, Verdict.MISSED, Verdict.ON_TRACK, Verdict.BEHIND}
RANK = {
    Verdict.MISSED: 0,
    Verdict.BEHIND: 1,
    Verdict.NOT_DUE: 1,
    Verdict.NEAR_MISS: 2,
    Verdict.ON_TRACK: 2,
    Verdict.MET: 3,
}
NUMBERS = st.builds(lambda tenths: Decimal(tenths) / 10, st.integers(-60, 160))
DAYS = st.sampled_from([dt.date(2024, 12, 31), dt.date(2025, 3, 31), dt.date(2025, 6, 30), dt.date(2025, 12, 31)])
SCALE = ("heikko", "tyydyttävä", "hyvä", "erinomainen")
ONE_WAY = [Kind.AT_LEAST, Kind.MORE_THAN, Kind.AT_MOST, Kind.LESS_THAN, Kind.HOLD, Kind.CHANGE_BY]
ONE_WAY += [Kind.MOVES_UP, Kind.MOVES_DOWN]


@st.composite
def targets(draw: st.DrawFn, kinds: list[Kind]) -> Target:
    kind = draw(st.sampled_from(kinds))
    value = draw(NUMBERS)
    return Target(
        kind,
        value,
        value + draw(NUMBERS.map(abs)),
        draw(st.sampled_from(list(COMPARISONS))),
        "P01",
        "hyvä",
        SCALE,
        draw(st.none() | DAYS),
        draw(st.sampled_from(list(Repeats))),
    )


@st.composite
def contexts(draw: st.DrawFn, at: dt.date) -> Context:
    return Context(
        direction=draw(st.sampled_from(list(Direction))),
        adds_up=draw(st.booleans()),
        months=at.month,
        value_until=draw(st.none() | DAYS.filter(lambda day: day <= at)),
        latest_due=draw(st.none() | DAYS.filter(lambda day: day <= at)),
        due_now=draw(st.booleans()),
        parts_lacking=draw(st.sampled_from([False, False, False, True])),
        starts=draw(st.none() | DAYS),
        band=Band(draw(st.sampled_from([Decimal(0), Decimal(10)])), draw(st.none() | NUMBERS.map(abs))),
    )


@st.composite
def questions(draw: st.DrawFn, kinds: list[Kind]) -> dict[str, Any]:
    """All that ``score`` is asked with but the value."""
    at = draw(DAYS)
    baseline = Baseline(draw(st.none() | NUMBERS), draw(st.none() | DAYS), draw(st.booleans()))
    forecast = draw(st.none() | NUMBERS)
    context = draw(contexts(at))
    return {
        "target": draw(targets(kinds)),
        "baseline": baseline,
        "forecast": forecast,
        "at": at,
        "context": context,
    }


def verdict(question: dict[str, Any], value: Any) -> Verdict:
    return score(value=value, **question).verdict


def not_worse(better: Verdict, worse: Verdict) -> bool:
    if not {better, worse} <= set(RANK):
        return better is worse
    return RANK[better] >= RANK[worse] and {better, worse} != {Verdict.NOT_DUE, Verdict.BEHIND}


@given(questions(ONE_WAY), NUMBERS, NUMBERS)
@thoroughly
def test_a_better_value_never_gets_a_worse_verdict(question, one, another):
    sense = question["target"].sense(question["context"].direction) or 1
    worse, better = sorted((one, another), key=lambda value: value * sense)
    assert not_worse(verdict(question, better), verdict(question, worse))


@given(questions(ONE_WAY), NUMBERS, NUMBERS, NUMBERS)
@thoroughly
def test_a_better_forecast_never_gets_a_worse_verdict(question, value, one, another):
    sense = question["target"].sense(question["context"].direction) or 1
    worse, better = sorted((one, another), key=lambda forecast: forecast * sense)
    assert not_worse(verdict(question | {"forecast": better}, value), verdict(question | {"forecast": worse}, value))


@given(questions([Kind.BETWEEN]), NUMBERS, NUMBERS)
@promised
def test_nearer_to_the_bounds_from_below_is_never_worse_of_a_level(question, one, another):
    question["context"] = replace(question["context"], adds_up=False)
    worse, better = sorted((one, another))
    assume(better <= question["target"].upper)
    assert not_worse(verdict(question, better), verdict(question, worse))


@given(questions([Kind.BETWEEN]), NUMBERS, NUMBERS)
@promised
def test_nearer_to_the_bounds_from_above_is_never_worse(question, one, another):
    better, worse = sorted((one, another))
    # In mid-year a sum that is below its pace is no better than one above it, so only what is above the lower bound.
    assume(better >= max(question["target"].value, question["target"].value * question["context"].months / 12))
    assert not_worse(verdict(question, better), verdict(question, worse))


@given(questions([Kind.COMPARE]), NUMBERS, NUMBERS, NUMBERS)
@promised
def test_further_on_the_right_side_of_the_other_is_never_worse(question, other, one, another):
    question["context"] = replace(question["context"], other=other, direction=Direction.NONE)
    more_is_better = question["target"].op.startswith(">")
    worse, better = sorted((one, another), reverse=not more_is_better)
    assert not_worse(verdict(question, better), verdict(question, worse))


@given(questions([Kind.LEVEL]), st.permutations(SCALE))
@promised
def test_a_higher_word_is_never_worse(question, words):
    question["forecast"] = None
    worse, better = sorted(words[:2], key=SCALE.index)
    assert not_worse(verdict(question, better), verdict(question, worse))


@given(questions([Kind.DONE]))
@promised
def test_yes_is_never_worse_than_no(question):
    question["forecast"] = None
    assert not_worse(verdict(question, True), verdict(question, False))


@given(questions(list(Kind)))
@promised
def test_a_missing_value_is_never_zero(question):
    assert verdict(question, None) not in COLOURS
    assert score(value=None, **question).share is None
    assert score(value=None, **question).movement is Movement.UNKNOWN


@given(questions([Kind.COMPARE]), NUMBERS)
@promised
def test_a_missing_other_side_is_never_zero(question, value):
    assert verdict(question, value) in {Verdict.MISSING, Verdict.NOT_DUE, Verdict.UNCLEAR}


@given(questions(list(Kind)), NUMBERS)
@promised
def test_a_figure_with_a_needed_part_lacking_is_never_coloured(question, value):
    question["context"] = replace(question["context"], parts_lacking=True)
    assert verdict(question, value) not in COLOURS
    assert score(value=value, **question).share is None


@given(questions([Kind.UNDECIDED]), NUMBERS)
@promised
def test_an_undecided_target_is_never_coloured(question, value):
    assert verdict(question, value) is Verdict.UNCLEAR


@given(questions(list(Kind)), NUMBERS)
@promised
def test_an_unconfirmed_reading_is_never_coloured_in_public(question, value):
    question["context"] = replace(question["context"], unconfirmed=True)
    assert verdict(question, value) is Verdict.UNCLEAR


@given(questions(ONE_WAY), NUMBERS)
@promised
def test_a_kind_against_the_direction_is_never_coloured(question, value):
    assume(question["target"].against(question["context"].direction))
    assert verdict(question, value) is Verdict.UNCLEAR


@given(questions([Kind.WATCHED]), NUMBERS | st.none() | st.booleans() | st.sampled_from(SCALE))
@promised
def test_what_is_watched_is_never_coloured(question, value):
    assert verdict(question, value) is Verdict.WATCHED


@given(questions(list(Kind)), NUMBERS | st.none() | st.booleans() | st.sampled_from(SCALE))
@promised
def test_nothing_that_is_asked_makes_the_scoring_fail(question, value):
    scored = score(value=value, **question)
    assert isinstance(scored.reason.rule, Rule)
    assert (scored.verdict is Verdict.UNCLEAR) <= (scored.share is None)


@given(questions([Kind.AT_LEAST, Kind.MORE_THAN, Kind.AT_MOST, Kind.LESS_THAN]), st.integers(-300, 400))
@promised
def test_the_share_is_the_part_of_the_way_and_never_clamped(question, percent):
    start, goal = question["baseline"].number, question["target"].value
    assume(start is not None and start != goal)
    question["context"] = replace(question["context"], adds_up=False, parts_lacking=False, direction=Direction.NONE)
    question["forecast"] = None
    value = start + (goal - start) * percent / 100
    assert score(value=value, **question).share == Fraction(percent, 100)


@given(questions(list(Kind)), NUMBERS | st.booleans() | st.sampled_from(SCALE))
@promised
def test_of_a_sum_nothing_is_said_of_movement_or_share_until_the_year_is_whole(question, value):
    assume(question["at"].month < 12)
    question["context"] = replace(question["context"], adds_up=True)
    scored = score(value=value, **question)
    assert (scored.movement, scored.share) == (Movement.UNKNOWN, None)


@given(questions([*ONE_WAY, Kind.BETWEEN, Kind.COMPARE]), NUMBERS)
@promised
def test_a_verdict_that_is_settled_comes_only_on_a_final_day_or_past_an_upper_limit(question, value):
    question["context"] = replace(question["context"], adds_up=False, other=Decimal(3))
    target, at = question["target"], question["at"]
    final = {
        Repeats.PERIOD: True,
        Repeats.YEAR: (at.month, at.day) == (12, 31),
        Repeats.ONCE: target.due is not None and at >= target.due,
    }[target.repeats]
    settled = verdict(question, value) in {Verdict.NEAR_MISS, Verdict.MISSED}
    open_still = verdict(question, value) in {Verdict.ON_TRACK, Verdict.BEHIND}
    assert not (settled and not final)
    assert not (open_still and final)
