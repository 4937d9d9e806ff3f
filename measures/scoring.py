"""Judges one figure against one target and says why: the only place that does (DESIGN §5).

``score`` walks the verdicts in a fixed order and takes the first that fits. Every Score carries the rule that
decided it and the numbers the rule used, so that a page can explain any colour. Nothing is clamped, nothing is
rounded before it is judged: comparisons are made with exact fractions.

Guarantees, each checked over random data in ``tests/arithmetic``:

* a better value never gets a worse verdict, all else being equal;
* a missing value is never zero: without a value nothing is met, missed, on track or behind;
* an undecided, contradictory or unconfirmed target is never coloured.
"""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import cast

from measures.cases import COMPARISONS, Case, why_unclear
from measures.targets import MOVING_KINDS, Baseline, Direction, Kind, Repeats, Target, Value
from measures.verdicts import Context, Movement, Reason, Rule, Score, Verdict
from measures.waypoints import on_line, paced


def score(
    target: Target,
    baseline: Baseline,
    value: Value | None,
    forecast: Value | None,
    at: dt.date,
    context: Context,
) -> Score:
    """The verdict on ``value`` at the end of the day ``at``, with movement, share and reason.

    ``forecast`` is of the target's end: the last day of the year or the due date. Raises nothing: what cannot be
    judged is *unclear* and says why.

    >>> from measures.verdicts import Context
    >>> now = Context(direction=Direction.UP)
    >>> found = score(Target(Kind.AT_LEAST, Decimal(930)), Baseline(Decimal(927)), Decimal(928), None,
    ...               dt.date(2025, 6, 30), now)
    >>> found.verdict.value, found.movement.value, found.share
    ('on_track', 'improved', Fraction(1, 3))
    """
    case = Case(target, baseline, value, forecast, at, context)
    verdict, reason = _verdict(case)
    if verdict is Verdict.UNCLEAR:
        return Score(verdict, Movement.UNKNOWN, None, reason)
    return Score(verdict, _movement(case), _share(case), reason)


def _verdict(case: Case) -> tuple[Verdict, Reason]:
    unclear = why_unclear(case)
    if unclear:
        return Verdict.UNCLEAR, Reason(unclear)
    if case.target.kind is Kind.WATCHED:
        return Verdict.WATCHED, Reason(Rule.WATCHED)
    absent = _why_absent(case)
    if absent:
        due = case.context.due_now
        return (Verdict.MISSING, Reason(absent)) if due else (Verdict.NOT_DUE, Reason(Rule.NO_VALUE_DUE))
    return _settled(case) or _under_way(case)


def _why_absent(case: Case) -> Rule | None:
    """What is lacking for a judgement, if anything is."""
    context = case.context
    if case.value is None:
        return Rule.PARTS_LACKING if context.parts_lacking else Rule.NO_VALUE
    if case.target.kind is Kind.COMPARE and context.other is None:
        return Rule.OTHER_LACKING
    if context.parts_lacking:
        return Rule.PARTS_LACKING
    stale = case.final and context.latest_due and context.value_until and context.value_until < context.latest_due
    return Rule.STALE if stale else None


def _holds(case: Case, value: Value | None, other: Value | None, *, year_over: bool) -> bool:
    """Does the value satisfy the target? What adds up satisfies an upper limit only when the year is over."""
    target = case.target
    if target.kind is Kind.DONE:
        return value is True
    if target.kind is Kind.LEVEL:
        return target.scale.index(str(value)) >= target.scale.index(str(target.level))
    if case.context.adds_up and not year_over and (_upper(case) is not None or target.kind in _SETTLED_AT_YEAR_END):
        return False
    number = _number(value)
    if target.kind is Kind.COMPARE:
        return COMPARISONS[str(target.op)](number, _number(other))
    if target.kind is Kind.BETWEEN:
        return _number(target.value) <= number <= _number(target.upper)
    reach = case.start if target.kind in MOVING_KINDS else case.goal
    distance = (number - _number(reach)) * case.sense
    strict = target.kind in {Kind.MORE_THAN, Kind.LESS_THAN} | MOVING_KINDS
    return distance > 0 if strict else distance >= 0


_SETTLED_AT_YEAR_END = MOVING_KINDS | {Kind.COMPARE}


def _number(value: Value | Fraction | None) -> Fraction:
    """An exact number. The checks before any judgement have made sure that it is there and is a number."""
    return Fraction(cast(Decimal | Fraction, value))


def _upper(case: Case) -> Fraction | None:
    """The upper limit, where the target has one."""
    if case.target.kind is Kind.BETWEEN:
        return _number(case.target.upper)
    return case.goal if case.sense < 0 else None


def _settled(case: Case) -> tuple[Verdict, Reason] | None:
    """Met, limit passed, near miss or missed; None while the target is open and not met."""
    if _holds(case, case.value, case.context.other, year_over=case.year_over):
        return Verdict.MET, _reason(case, Rule.HOLDS_LATE if _late(case) else Rule.HOLDS)
    upper = _upper(case)
    if case.context.adds_up and upper is not None and case.in_target_year and _number(case.number) > upper:
        return Verdict.MISSED, _reason(case, Rule.LIMIT_PASSED, measure=upper)
    if not case.final:
        return None
    if _near(case):
        return Verdict.NEAR_MISS, _reason(case, Rule.WITHIN_BAND, measure=_shortfall(case)[0])
    return Verdict.MISSED, _reason(case, Rule.NOT_REACHED)


def _reason(case: Case, rule: Rule, *, measure: Fraction | None = None, holds: bool | None = None) -> Reason:
    months = case.context.months if case.context.adds_up else None
    return Reason(rule, case.goal, measure, case.due, months, holds)


def _late(case: Case) -> bool:
    """Reached only after the due date: the value's own period ends after it."""
    until = case.context.value_until or case.at
    return case.due is not None and until > case.due


def _shortfall(case: Case) -> tuple[Fraction, Fraction]:
    """Distance from the value to the goal or the nearest bound, and that goal or bound."""
    number = _number(case.number)
    if case.target.kind is Kind.BETWEEN:
        lower, upper = _number(case.target.value), _number(case.target.upper)
        return (lower - number, lower) if number < lower else (number - upper, upper)
    goal = _number(case.goal)
    return abs(goal - number), goal


def _near(case: Case) -> bool:
    """Within the band; and where the goal is better than the baseline, the value must be better than it too."""
    if case.target.kind is not Kind.BETWEEN and case.goal is None:
        return False
    if not case.context.band.holds(*_shortfall(case)):
        return False
    start, goal = case.start, case.goal
    if start is None or goal is None or (goal - start) * case.sense <= 0:
        return True
    return (_number(case.number) - start) * case.sense > 0


def _under_way(case: Case) -> tuple[Verdict, Reason]:
    """On track or behind by the first rule that applies; not due where nothing tells; behind otherwise."""
    found = _by_forecast(case) or _by_pace(case) or _by_line(case) or _by_baseline(case)
    if found:
        return (Verdict.ON_TRACK if found.holds else Verdict.BEHIND), found
    if case.date_ahead and _nothing_to_judge_by(case):
        return Verdict.NOT_DUE, _reason(case, Rule.NOTHING_TO_JUDGE_BY)
    return Verdict.BEHIND, _reason(case, Rule.OTHERWISE)


def _by_forecast(case: Case) -> Reason | None:
    """As of the target's end. Two are compared as of the same day, so that one forecast alone tells nothing."""
    if case.forecast is None:
        return None
    other = case.context.other_forecast
    if case.target.kind is Kind.COMPARE and other is None:
        return None
    measure = Fraction(case.forecast) if isinstance(case.forecast, Decimal) else None
    holds = _holds(case, case.forecast, other, year_over=True)
    return _reason(case, Rule.FORECAST, measure=measure, holds=holds)


def _by_pace(case: Case) -> Reason | None:
    """What adds up, against the part of the goal that belongs to the months gone."""
    number = case.number
    if not case.context.adds_up or number is None:
        return None
    if case.target.kind is Kind.COMPARE:
        holds = COMPARISONS[str(case.target.op)](number, _number(case.context.other))
        return _reason(case, Rule.SO_FAR, holds=holds)
    bounds = paced(case)
    if bounds is None:
        return None
    lower, upper = bounds
    low, high = lower is not None and number < lower, upper is not None and number > upper
    measure = lower if lower is not None and (low or upper is None) else upper
    return _reason(case, Rule.PACE, measure=measure, holds=not low and not high)


def _by_line(case: Case) -> Reason | None:
    """A dated baseline before the due date, which is still ahead: the straight line at the value's own last day."""
    line = on_line(case)
    if line is None:
        return None
    holds = (_number(case.number) - line) * case.sense >= 0
    return _reason(case, Rule.LINE, measure=line, holds=holds)


def _by_baseline(case: Case) -> Reason | None:
    """No due date, or each year: strictly better than the baseline by the declared direction."""
    dateless = case.schedule is Repeats.YEAR or (case.schedule is Repeats.ONCE and case.due is None)
    if not dateless or case.context.adds_up or case.target.kind is Kind.BETWEEN:
        return None
    moved = _moved(case)
    if moved is None:
        return None
    return _reason(case, Rule.BASELINE, measure=case.start, holds=moved > 0)


def _nothing_to_judge_by(case: Case) -> bool:
    return case.target.kind is Kind.DONE or case.start is None or case.context.adds_up


def _moved(case: Case) -> Fraction | None:
    """How far the value is from the baseline, positive where better; None where that cannot be said."""
    sign = {Direction.UP: 1, Direction.DOWN: -1}.get(case.context.direction)
    if sign is None or case.start is None or case.number is None:
        return None
    return (case.number - case.start) * sign


_UNMOVING = {Kind.BETWEEN, Kind.DONE, Kind.LEVEL, Kind.COMPARE}


def _whole(case: Case) -> bool:
    """May the value be held against the baseline: no part lacking, and of what adds up a whole year?"""
    return not case.context.parts_lacking and (not case.context.adds_up or case.context.months == 12)


def _movement(case: Case) -> Movement:
    moved = None if case.target.kind in _UNMOVING or not _whole(case) else _moved(case)
    if moved is None:
        return Movement.UNKNOWN
    if moved == 0:
        return Movement.UNCHANGED
    return Movement.IMPROVED if moved > 0 else Movement.WORSENED


def _share(case: Case) -> Fraction | None:
    goal, start, number = case.goal, case.start, case.number
    if goal is None or start is None or number is None or goal == start or not _whole(case):
        return None
    return (number - start) / (goal - start)
