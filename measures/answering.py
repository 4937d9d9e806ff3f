"""Who enters the figures of each unit on a day and who may approve them, by name: one query over the roles in force."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from scorecard.models import Membership, Municipality, User
from scorecard.models.codes import Role, UnitKind
from scorecard.permissions import TABLE, Post, Right, reach_of


@dataclass(frozen=True, slots=True)
class Answering:
    """The people of a municipality's units. ``None`` as a unit: of the whole municipality.

    ``leading``: the heads and deputies of sectors and result areas, who enter what is asked of those themselves.
    ``held``: the posts of each person who enters or approves, by the person's id.
    """

    entering: Mapping[int, Sequence[User]]
    approving: Mapping[int | None, Sequence[User]]
    leading: Mapping[int, Sequence[User]]
    held: Mapping[int, frozenset[Post]]
    people: Sequence[User]
    parents: Mapping[int, int | None]

    def of(self, unit: int) -> Sequence[User]:
        """The supervisors of the unit, else its own head and deputies, else the supervisors of the nearest unit above.

        A sector's own figure is its head's to enter; the head of a sector is not the one who enters for its units.
        """
        if unit not in self.entering and unit in self.leading:
            return self.leading[unit]
        return next((self.entering[one] for one in self._line(unit) if one in self.entering), ())

    def has_own(self, unit: int) -> bool:
        """Is there somebody in the unit itself to enter its figures?"""
        return unit in self.entering or unit in self.leading

    def approvers(self, unit: int, apart: Collection[int] = ()) -> list[User]:
        """Who may approve the unit's figures, the nearest first; those ``apart`` (by id) left out."""
        found = {person.pk: person for one in self._above(unit) for person in self.approving.get(one, ())}
        return [person for pk, person in found.items() if pk not in apart]

    def nearest_approvers(self, unit: int, apart: Collection[int]) -> list[User]:
        """Of them those of the nearest unit that has any who is not ``apart``; else those of the whole municipality."""
        for one in self._above(unit):
            found = [person for person in self.approving.get(one, ()) if person.pk not in apart]
            if found:
                return found
        return []

    def writer(self, person: int, unit: int) -> User | None:
        """The person, where they may enter the unit's figures; None for others."""
        posts = self.held.get(person)
        if posts is None or unit not in reach_of(posts, Right.ENTER, self.parents):
            return None
        return next(one for one in self.people if one.pk == person)

    def _above(self, unit: int) -> Iterable[int | None]:
        yield from self._line(unit)
        yield None

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
    posts = in_force(municipality, day).filter(role__in=TABLE[Right.ENTER] | TABLE[Right.APPROVE])
    entering: dict[int, list[User]] = {}
    approving: dict[int | None, list[User]] = {}
    leading: dict[int, list[User]] = {}
    held: dict[int, set[Post]] = {}
    people: dict[int, User] = {}
    for post in posts.select_related("user", "unit").order_by(
        "user__last_name", "user__first_name", "user__username", "id"
    ):
        people.setdefault(post.user_id, post.user)
        held.setdefault(post.user_id, set()).add(Post(Role(post.role), post.unit_id))
        if post.role in TABLE[Right.APPROVE]:
            _add(approving.setdefault(post.unit_id, []), post.user)
            if post.unit is not None and post.unit.kind in {UnitKind.SECTOR, UnitKind.RESULT_AREA}:
                _add(leading.setdefault(post.unit.pk, []), post.user)
        elif post.unit_id is not None:
            _add(entering.setdefault(post.unit_id, []), post.user)
    frozen = {person: frozenset(found) for person, found in held.items()}
    return Answering(entering, approving, leading, frozen, list(people.values()), parents)


def _add(people: list[User], person: User) -> None:
    """Each once, however many spans the person's role has on the day."""
    if person not in people:
        people.append(person)
