"""How ready a reporting period is, level by level: sector, result area, unit, down to each figure that is lacking."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from measures.duties import Duty
from measures.models import Actual
from scorecard.models import Unit


class Step(StrEnum):
    """How far a figure has got. A unit is ready when all its figures are at least sent."""

    LACKING = "lacking"
    DRAFT = "draft"
    RETURNED = "returned"
    SENT = "sent"
    APPROVED = "approved"


UNFINISHED = frozenset({Step.LACKING, Step.DRAFT, Step.RETURNED})


@dataclass(frozen=True, slots=True)
class UnitReadiness:
    """One unit's own figures."""

    unit: Unit
    duties: tuple[Duty, ...]

    @property
    def unfinished(self) -> tuple[Duty, ...]:
        """The figures that have not been sent."""
        return tuple(duty for duty in self.duties if step_of(duty.latest) in UNFINISHED)

    @property
    def ready(self) -> bool:
        """Has everything that is asked been sent?"""
        return not self.unfinished

    def number(self, *steps: Step) -> int:
        """How many figures have got exactly so far."""
        return sum(step_of(duty.latest) in steps for duty in self.duties)


@dataclass(frozen=True, slots=True)
class Level:
    """A unit with those below it. ``own``: its own figures, when any are asked of it."""

    unit: Unit
    own: UnitReadiness | None
    below: tuple["Level", ...]

    @property
    def units(self) -> tuple[UnitReadiness, ...]:
        """The units here and below of which figures are asked."""
        return (*((self.own,) if self.own else ()), *(one for level in self.below for one in level.units))

    @property
    def waiting_for(self) -> tuple[UnitReadiness, ...]:
        """Those that are not ready."""
        return tuple(one for one in self.units if not one.ready)


def step_of(entry: Actual | None) -> Step:
    """The last step of a figure."""
    if entry is None:
        return Step.LACKING
    if entry.approved_at is not None:
        return Step.APPROVED
    if entry.returned_at is not None:
        return Step.RETURNED
    return Step.DRAFT if entry.submitted_at is None else Step.SENT


def levels_of(units: Iterable[Unit], reach: Collection[int], duties: Iterable[Duty]) -> tuple[Level, ...]:
    """The tree within a reader's reach; a branch in which nothing is asked is left out.

    It begins where the reach does: a supervisor's own unit, a head's sector, or every sector.
    """
    asked: dict[int, list[Duty]] = {}
    for duty in duties:
        if duty.cell.owner is not None:
            asked.setdefault(duty.cell.owner.pk, []).append(duty)
    seen = [unit for unit in units if unit.pk in reach]
    below: dict[int | None, list[Unit]] = {}
    for unit in seen:
        below.setdefault(unit.parent_id if unit.parent_id in reach else None, []).append(unit)
    return _levels(below, None, asked)


def _levels(
    below: Mapping[int | None, Sequence[Unit]], above: int | None, asked: Mapping[int, Sequence[Duty]]
) -> tuple[Level, ...]:
    found = []
    for unit in sorted(below.get(above, ()), key=lambda one: (one.order, one.code)):
        own = UnitReadiness(unit, tuple(asked[unit.pk])) if unit.pk in asked else None
        level = Level(unit, own, _levels(below, unit.pk, asked))
        if level.units:
            found.append(level)
    return tuple(found)
