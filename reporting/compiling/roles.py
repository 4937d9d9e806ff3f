"""Who did something, told by the role: a report names no persons."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reporting.compiling.titles import IMPORTED, ROLES, with_unit
from reporting.standing import Names
from reporting.structure import names_of
from scorecard.models import Membership, Municipality
from scorecard.models.codes import Role

_FIRST = (Role.STEWARD, Role.SECTOR_HEAD, Role.DEPUTY, Role.FINANCE, Role.MANAGEMENT, Role.SUPERVISOR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of the municipality's people by their keys, and by the names they are told by in the histories."""

    by_person: Mapping[int, Names] = field(default_factory=dict)
    by_name: Mapping[str, Names] = field(default_factory=dict)

    def of(self, person: int | None) -> Names:
        """The role of a person; of whoever has none, such as the importer, that the matter was brought in."""
        return self.by_person.get(person or 0, IMPORTED)

    def named(self, name: str) -> Names:
        """The role of somebody known by name."""
        return self.by_name.get(name, IMPORTED)


def roles_of(municipality: Municipality) -> Roles:
    """Every role there has been, the weightiest of each person: one query."""
    held = Membership.objects.filter(municipality=municipality).select_related("user", "unit")
    by_person: dict[int, Names] = {}
    by_name: dict[str, Names] = {}
    for one in sorted(held, key=_weight, reverse=True):
        words = with_unit(ROLES[Role(one.role)], names_of(one.unit) if one.unit is not None else None)
        by_person[one.user_id] = words
        by_name[one.user.get_full_name() or one.user.get_username()] = words
    return Roles(by_person, by_name)


def _weight(one: Membership) -> tuple[int, int]:
    role = Role(one.role)
    return (_FIRST.index(role) if role in _FIRST else len(_FIRST), one.pk)
