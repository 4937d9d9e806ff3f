"""What a signed-in person may keep of a municipality's projects and actions, and within which units."""

from dataclasses import dataclass

from scorecard.models import Action, Project, Unit
from scorecard.models.codes import StrategyKind, UnitKind
from scorecard.permissions import Access, Right
from scorecard.work.organisation import Organisation, organisation_of


@dataclass(frozen=True, slots=True)
class Keeper:
    """The person's rights, with the units they reach."""

    access: Access
    organisation: Organisation

    def keeps_project(self, project: Project) -> bool:
        """Of the own sector; of every sector and of none for whom the right is held everywhere."""
        return self._keeps(Right.KEEP_PROJECTS, project.sector_id)

    def keeps_action(self, action: Action) -> bool:
        """Of the own unit and those below it; likewise."""
        return self._keeps(Right.KEEP_ACTIONS, action.unit_id)

    def keeps_wording(self, action: Action) -> bool:
        """A programme's action is quoted from it: only the steward changes its words, its unit and what it serves."""
        own = action.strategy.kind != StrategyKind.PROGRAMME
        return self.keeps_action(action) and (own or self.access.may(Right.KEEP_SOURCES))

    @property
    def keeps_sources(self) -> bool:
        """Confirms or drops what was only proposed."""
        return self.access.may(Right.KEEP_SOURCES)

    def units(self, right: Right) -> list[Unit]:
        """The units in which the right is held, in their order."""
        reached = self.access.reach(right, self.organisation.parents)
        return [unit for pk, unit in self.organisation.units.items() if pk in reached]

    @property
    def sectors(self) -> list[Unit]:
        """The sectors whose projects the person keeps."""
        return [unit for unit in self.units(Right.KEEP_PROJECTS) if unit.kind == UnitKind.SECTOR]

    def _keeps(self, right: Right, unit: int | None) -> bool:
        if unit is None:
            return self.access.everywhere(right)
        return unit in self.access.reach(right, self.organisation.parents)


def keeper_of(access: Access) -> Keeper:
    """What the person may keep: one query."""
    return Keeper(access, organisation_of(access.municipality))
