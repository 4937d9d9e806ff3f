"""One question put to the scoring, in the words of DESIGN §5, and what may keep it from being judged at all."""

import datetime as dt
import operator
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from measures.targets import LIMIT_KINDS, MOVING_KINDS, Baseline, Kind, Repeats, Target, Value
from measures.verdicts import Context, Rule


@dataclass(frozen=True, slots=True)
class Case:
    """One question, with the words of DESIGN §5 as properties."""

    target: Target
    baseline: Baseline
    value: Value | None
    forecast: Value | None
    at: dt.date
    context: Context

    @property
    def schedule(self) -> Repeats:
        return self.target.schedule(adds_up=self.context.adds_up)

    @property
    def due(self) -> dt.date | None:
        return self.target.due if self.schedule is Repeats.ONCE else None

    @property
    def final(self) -> bool:
        return final_day(self.target, self.at, adds_up=self.context.adds_up) is not None

    @property
    def year_over(self) -> bool:
        year = self.due.year if self.due else self.at.year
        return self.at >= dt.date(year, 12, 31)

    @property
    def in_target_year(self) -> bool:
        return self.due is None or self.at.year >= self.due.year

    @property
    def date_ahead(self) -> bool:
        if self.schedule is Repeats.YEAR:
            return not self.final
        return self.due is not None and self.at < self.due

    @property
    def goal(self) -> Fraction | None:
        return self.target.goal(self.baseline)

    @property
    def sense(self) -> int:
        return self.target.sense(self.context.direction)

    @property
    def start(self) -> Fraction | None:
        number = self.baseline.number
        return None if number is None else Fraction(number)

    @property
    def number(self) -> Fraction | None:
        return Fraction(self.value) if isinstance(self.value, Decimal) else None


def final_day(target: Target, at: dt.date, *, adds_up: bool) -> dt.date | None:
    """The inclusive day by which the target is settled, if ``at`` has reached it; None while it is open.

    By a date: that date (no date decided: never). Each year: ``at`` when it is 31 December. Each period: ``at``.
    """
    schedule = target.schedule(adds_up=adds_up)
    if schedule is Repeats.PERIOD:
        return at
    if schedule is Repeats.YEAR:
        return at if (at.month, at.day) == (12, 31) else None
    return target.due if target.due is not None and at >= target.due else None


COMPARISONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


def why_unclear(case: Case) -> Rule | None:
    """What keeps this target from being judged at all."""
    target, context = case.target, case.context
    if target.kind is Kind.UNDECIDED:
        return Rule.UNDECIDED
    if context.unconfirmed:
        return Rule.UNCONFIRMED
    if target.against(context.direction):
        return Rule.AGAINST_DIRECTION
    if context.adds_up and target.kind is not Kind.WATCHED and not target.calendar_fits():
        return Rule.BAD_CALENDAR
    return _what_the_kind_lacks(case) or (Rule.WRONG_TYPE if _wrong_type(case) else None)


def _what_the_kind_lacks(case: Case) -> Rule | None:
    target = case.target
    if target.kind in MOVING_KINDS and case.start is None:
        return Rule.NEEDS_BASELINE
    if target.kind in {Kind.HOLD, Kind.CHANGE_BY} and case.goal is None:
        return Rule.NEEDS_BASELINE if target.kind is Kind.HOLD or target.value else Rule.NEEDS_GOAL
    complete = {
        Kind.BETWEEN: target.value is not None and target.upper is not None and target.value <= target.upper,
        Kind.COMPARE: target.op in COMPARISONS and bool(target.other),
        Kind.LEVEL: target.level in target.scale,
    }.get(target.kind, target.kind not in LIMIT_KINDS or target.value is not None)
    return None if complete else Rule.NEEDS_GOAL


def _wrong_type(case: Case) -> bool:
    kind = case.target.kind
    if kind is Kind.WATCHED:
        return False
    told = (case.value, case.forecast, case.context.other, case.context.other_forecast)
    figures = [figure for figure in told if figure is not None]
    if kind is Kind.LEVEL:
        return any(figure not in case.target.scale for figure in figures)
    wanted = bool if kind is Kind.DONE else Decimal
    return any(not isinstance(figure, wanted) for figure in figures)
