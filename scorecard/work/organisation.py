"""The units of a municipality in their own order: each sector with what is below it, told by one question."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from scorecard.models import Municipality, Unit
from scorecard.models.codes import UnitKind


@dataclass(frozen=True)
class Organisation:
    """Every unit by its key, also those that are no more."""

    units: Mapping[int, Unit]

    @cached_property
    def parents(self) -> dict[int, int | None]:
        """Every unit and the one above it."""
        return {pk: unit.parent_id for pk, unit in self.units.items()}

    def line(self, unit: int) -> list[Unit]:
        """The unit and those above it, the topmost first."""
        found: list[Unit] = []
        above: int | None = unit
        while above is not None and above in self.units and self.units[above] not in found:
            found.insert(0, self.units[above])
            above = self.parents[above]
        return found

    def below(self, top: int) -> frozenset[int]:
        """The unit and all below it."""
        return frozenset(pk for pk in self.units if any(one.pk == top for one in self.line(pk)))

    @property
    def sectors(self) -> list[Unit]:
        """The sectors in their order."""
        return [unit for unit in self.units.values() if unit.kind == UnitKind.SECTOR]

    def in_tree_order(self, today: dt.date) -> Iterator[tuple[int, Unit]]:
        """The units in force: each with its depth, right after the one above it."""
        children: dict[int | None, list[Unit]] = {}
        for unit in self.units.values():
            children.setdefault(unit.parent_id, []).append(unit)

        def walk(above: int | None, depth: int) -> Iterator[tuple[int, Unit]]:
            for unit in children.get(above, ()):
                if in_force(unit, today):
                    yield depth, unit
                yield from walk(unit.pk, depth + 1)

        return walk(None, 0)


def organisation_of(municipality: Municipality) -> Organisation:
    """The municipality's units: one query."""
    found = Unit.objects.filter(municipality=municipality).order_by("order", "code")
    return Organisation({unit.pk: unit for unit in found})


def in_force(unit: Unit, day: dt.date) -> bool:
    """Is the unit there on the day?"""
    begun = unit.valid_from is None or unit.valid_from <= day
    return begun and (unit.valid_to is None or day <= unit.valid_to)
