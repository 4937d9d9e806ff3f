"""Who enters the figures of each unit today and who may approve them, by name: one query over the roles in force."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from scorecard.models import Membership, Municipality, User
from scorecard.models.codes import Role
from scorecard.permissions import TABLE, Right


@dataclass(frozen=True, slots=True)
class Answering:
    """The people of a municipality's units. ``None`` as a unit: of the whole municipality."""

    entering: Mapping[int, Sequence[User]]
    approving: Mapping[int | None, Sequence[User]]
    parents: Mapping[int, int | None]

    def of(self, unit: int) -> Sequence[User]:
        """The supervisors of the unit, or of the nearest unit above it that has any."""
        return next((self.entering[one] for one in self._line(unit) if one in self.entering), ())

    def approvers(self, unit: int, apart: Iterable[int] = ()) -> list[User]:
        """Who may approve the unit's figures, the nearest first; those ``apart`` (by id) left out."""
        line: list[int | None] = [*self._line(unit), None]
        found = {person.pk: person for one in line for person in self.approving.get(one, ())}
        return [person for pk, person in found.items() if pk not in set(apart)]

    def _line(self, unit: int) -> Iterable[int]:
        above: int | None = unit
        while above is not None:
            yield above
            above = self.parents.get(above)


def in_force(municipality: Municipality | int, day: dt.date) -> QuerySet[Membership]:
    """The roles of active people that are in force on a day."""
    return Membership.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=day),
        Q(valid_to=None) | Q(valid_to__gte=day),
        municipality=municipality,
        user__is_active=True,
    )


def answering(municipality: Municipality | int, day: dt.date, parents: Mapping[int, int | None]) -> Answering:
    """Who answers for what on a day."""
    posts = in_force(municipality, day).filter(role__in={Role.SUPERVISOR} | TABLE[Right.APPROVE])
    entering: dict[int, list[User]] = {}
    approving: dict[int | None, list[User]] = {}
    for post in posts.select_related("user").order_by("user__last_name", "user__first_name", "user__username", "id"):
        if post.role in TABLE[Right.APPROVE]:
            approving.setdefault(post.unit_id, []).append(post.user)
        elif post.unit_id is not None:
            entering.setdefault(post.unit_id, []).append(post.user)
    return Answering(entering, approving, parents)
