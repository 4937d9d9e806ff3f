"""Who may enter and approve figures in a municipality on a day, and whose turn it is."""

import datetime as dt
from collections.abc import Collection, Mapping

from django.db.models import Q

from scorecard.models import Membership, Municipality, User
from scorecard.models.codes import Role
from scorecard.permissions import TABLE, Access, Post, Right


class Holders:
    """The active people of a municipality with a role in force on a day that enters or approves: one query."""

    def __init__(self, municipality: Municipality, parents: Mapping[int, int | None], day: dt.date) -> None:
        self.municipality, self.parents = municipality, parents
        posts = Membership.objects.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_to=None) | Q(valid_to__gte=day),
            municipality=municipality,
            role__in=TABLE[Right.ENTER] | TABLE[Right.APPROVE],
            user__is_active=True,
        )
        self._posts = list(posts.select_related("user").order_by("user__username", "id"))
        self._enters: dict[int, frozenset[int]] = {}

    @property
    def people(self) -> list[User]:
        """Each of them once, by user name."""
        return list(dict.fromkeys(post.user for post in self._posts))

    def approvers(self, unit: int, but: Collection[int]) -> list[User]:
        """Those nearest to the unit who may approve, without the people whose own figure it is; else the stewards."""
        above: int | None = unit
        while above is not None:
            if found := self._approvers_in(above, but):
                return found
            above = self.parents.get(above)
        return self._approvers_in(None, but)

    def writer(self, person: int, unit: int) -> User | None:
        """The person, where they may enter the unit's figures; None for others."""
        own = [post for post in self._posts if post.user_id == person]
        if not own:
            return None
        if person not in self._enters:
            posts = frozenset(Post(Role(post.role), post.unit_id) for post in own)
            self._enters[person] = Access(self.municipality, posts).reach(Right.ENTER, self.parents)
        return own[0].user if unit in self._enters[person] else None

    def _approvers_in(self, unit: int | None, but: Collection[int]) -> list[User]:
        held = [post for post in self._posts if post.unit_id == unit and post.role in TABLE[Right.APPROVE]]
        return list(dict.fromkeys(post.user for post in held if post.user_id not in but))
