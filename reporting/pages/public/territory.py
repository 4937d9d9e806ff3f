"""Which sector an indicator, a project or an action belongs to, by the unit that answers for it."""

import datetime as dt
from collections.abc import Sequence

from kemi_strategy.web.speaking import named
from reporting.standing import RowStanding, Standing
from scorecard.models import Unit
from scorecard.models.codes import UnitKind
from scorecard.work.organisation import Organisation, in_force


class Territory:
    """The sectors of a municipality on a day, and what is in each."""

    def __init__(self, organisation: Organisation, day: dt.date) -> None:
        self.organisation = organisation
        self.sectors: Sequence[Unit] = [unit for unit in organisation.sectors if in_force(unit, day)]
        self._day = day
        self._of_unit = {unit.code: self._top(unit.pk) for unit in organisation.units.values()}

    def _top(self, unit: int) -> str:
        line = self.organisation.line(unit)
        return line[0].code if line[0].kind == UnitKind.SECTOR else ""

    @property
    def codes(self) -> set[str]:
        """The sectors' codes."""
        return {unit.code for unit in self.sectors}

    def of_unit(self, unit: Unit | None) -> str:
        """The code of the sector of a unit; empty for none."""
        return self._of_unit.get(unit.code, "") if unit is not None else ""

    def owner(self, row: RowStanding) -> str:
        """The sector that answers for an indicator."""
        return self._of_unit.get(row.facts.indicator.responsible_code, "")

    def own(self, standing: Standing, sector: str) -> list[RowStanding]:
        """The rows that a sector answers for."""
        return [row for row in standing.rows if self.owner(row) == sector]

    def shared(self, standing: Standing, sector: str) -> list[RowStanding]:
        """The rows that units of the sector report, and somebody else answers for."""
        return [row for row in standing.rows if self.owner(row) != sector and self._reports(row, sector)]

    def concerns(self, row: RowStanding, sector: str) -> bool:
        """Does a sector answer for a row, or report it?"""
        return self.owner(row) == sector or self._reports(row, sector)

    def _reports(self, row: RowStanding, sector: str) -> bool:
        reporters = row.facts.measured.reporters
        return any(self._of_unit.get(one.unit or "") == sector for one in reporters if one.reports_on(self._day))

    def below(self, sector: Unit) -> list[tuple[str, tuple[str, ...]]]:
        """The names of a sector's result areas with their result units, of those there are on the day."""
        units = [unit for unit in self.organisation.units.values() if in_force(unit, self._day)]
        areas = [unit for unit in units if unit.parent_id == sector.pk]
        return [(named(area), tuple(named(one) for one in units if one.parent_id == area.pk)) for area in areas]
