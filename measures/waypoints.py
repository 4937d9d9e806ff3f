"""Where a figure should be by now on its way to the target: the pace of what adds up, the line to a due date.

Plain Python. The scoring judges by these (DESIGN §5, rules 2 and 3), and the entry page shows them beside the field.
"""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from measures.cases import Case, why_unclear
from measures.targets import Baseline, Kind, Target
from measures.verdicts import Context, Rule


@dataclass(frozen=True, slots=True)
class Waypoint:
    """By which rule, and the bounds the figure should be within, in its own unit; None where there is no such bound."""

    rule: Rule
    at_least: Fraction | None = None
    at_most: Fraction | None = None


def waypoint(target: Target, baseline: Baseline, at: dt.date, context: Context) -> Waypoint | None:
    """Where a figure whose period ends on ``at`` should be; None where neither pace nor line can be told.

    >>> from decimal import Decimal
    >>> from measures.targets import Repeats
    >>> yearly = Target(Kind.AT_LEAST, Decimal(24), repeats=Repeats.YEAR)
    >>> waypoint(yearly, Baseline(), dt.date(2026, 9, 30), Context(adds_up=True, months=9)).at_least
    Fraction(18, 1)
    """
    case = Case(target, baseline, None, None, at, context)
    if why_unclear(case):
        return None
    if context.adds_up:
        bounds = paced(case)
        return Waypoint(Rule.PACE, *bounds) if bounds is not None else None
    line = on_line(case) if case.due is not None and at < case.due else None
    return _beside(Rule.LINE, line, case.sense) if line is not None else None


def paced(case: Case) -> tuple[Fraction | None, Fraction | None] | None:
    """The part of the goal, or of both bounds, that belongs to the months gone."""
    part = Fraction(case.context.months, 12)
    if case.target.kind is Kind.BETWEEN and case.target.value is not None and case.target.upper is not None:
        return Fraction(case.target.value) * part, Fraction(case.target.upper) * part
    if case.goal is None:
        return None
    return (case.goal * part, None) if case.sense > 0 else (None, case.goal * part)


def on_line(case: Case) -> Fraction | None:
    """The straight line from a dated baseline to the due date, at the value's own last day."""
    goal, start, due = case.goal, case.start, case.due
    began = case.baseline.date or case.context.starts
    if goal is None or start is None or due is None or began is None or goal == start or not began < due:
        return None
    until = max(case.context.value_until or case.at, began)
    return start + (goal - start) * Fraction((until - began).days, (due - began).days)


def _beside(rule: Rule, bound: Fraction, sense: int) -> Waypoint:
    return Waypoint(rule, at_least=bound) if sense > 0 else Waypoint(rule, at_most=bound)
