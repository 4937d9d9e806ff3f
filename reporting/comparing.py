"""What has changed between two Standings of a strategy, and which rows have come nearer to their goals or fallen back.

Unlike units are never compared by their raw numbers: a row's step is the change of its share of its own way, from
its own baseline to its own goal. Rows for which no such way exists are left out of the order, not put last.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from measures.targets import Direction
from measures.verdicts import Verdict
from reporting.standing import UNCOVERED, RowStanding, Standing

_SENSE = {Direction.UP: 1, Direction.DOWN: -1}


class Change(StrEnum):
    """What happened to a row. The first that fits is told."""

    MISSING = "missing"
    REPORTED = "reported"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row then and now."""

    kind: Change
    before: RowStanding
    now: RowStanding


@dataclass(frozen=True, slots=True)
class Mover:
    """A row that has moved; ``step``: what part of its whole way, above zero for the better."""

    before: RowStanding
    now: RowStanding
    step: Fraction


@dataclass(frozen=True, slots=True)
class Movers:
    """The rows by their steps: the longest first. ``unmoved`` and ``left_out`` are numbers of rows."""

    improved: tuple[Mover, ...]
    declined: tuple[Mover, ...]
    unmoved: int
    left_out: int


def changes(before: Standing, now: Standing, kept: Collection[str]) -> tuple[RowChange, ...]:
    """The rows kept (by code) that have changed: newly missing ones first, then newly reported, then verdicts."""
    found = [RowChange(kind, *pair) for pair in _pairs(before, now, kept) if (kind := _change(*pair)) is not None]
    order = list(Change)
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def movers(before: Standing, now: Standing, kept: Collection[str]) -> Movers:
    """The rows kept (by code) in the order of their steps."""
    steps = [(pair, step_between(*pair)) for pair in _pairs(before, now, kept)]
    known = [Mover(*pair, step) for pair, step in steps if step is not None]
    return Movers(
        improved=tuple(sorted((one for one in known if one.step > 0), key=lambda one: -one.step)),
        declined=tuple(sorted((one for one in known if one.step < 0), key=lambda one: one.step)),
        unmoved=sum(not one.step for one in known),
        left_out=len(steps) - len(known),
    )


def step_between(before: RowStanding, now: RowStanding) -> Fraction | None:
    """The change of the share of the way, where both shares are of the same way and the way leads to the better.

    None where a figure was not judged or has no share, where the baseline or the goal has changed between them, and
    where the goal is no better than the baseline. From a baseline of 15 to a goal of 10, a fall from 14 to 13:

    (15 − 13) ÷ 5 − (15 − 14) ÷ 5 = 2/5 − 1/5 = 1/5 of the way.
    """
    if before.verdict in UNCOVERED or now.verdict in UNCOVERED:
        return None
    if before.score.share is None or now.score.share is None or _way(before) != _way(now):
        return None
    start, goal = _way(now)
    sense = _SENSE.get(now.facts.indicator.direction, 0)
    if start is None or goal is None or (goal - start) * sense <= 0:
        return None
    return now.score.share - before.score.share


def _way(row: RowStanding) -> tuple[Fraction | None, Fraction | None]:
    """Where the row starts from and where it is going."""
    start = row.facts.baseline.number
    return Fraction(start) if start is not None else None, row.facts.target.goal(row.facts.baseline)


def _pairs(before: Standing, now: Standing, kept: Collection[str]) -> Iterable[tuple[RowStanding, RowStanding]]:
    known = {row.code: row for row in before.rows}
    return [(known[row.code], row) for row in now.rows if row.code in known and row.code in kept]


def _change(before: RowStanding, now: RowStanding) -> Change | None:
    if now.verdict is Verdict.MISSING and before.verdict is not Verdict.MISSING:
        return Change.MISSING
    if before.figure.value is None and now.figure.value is not None:
        return Change.REPORTED
    return Change.VERDICT if before.verdict is not now.verdict else None
