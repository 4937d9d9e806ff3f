"""Who may do what: the one table of permissions. Every page asks here and nowhere else.

Public pages of a published municipality are everybody's. Whoever is not of a municipality does not learn that its
other pages exist (404); whoever is of it but lacks the right is told so (403).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from scorecard.models import Membership, Municipality, User
from scorecard.models.codes import Role


class Right(StrEnum):
    """What a page or an action asks for."""

    SEE_UNPUBLISHED = "see_unpublished"
    SEE_DASHBOARD = "see_dashboard"


EVERY_ROLE = frozenset(Role)

TABLE: dict[Right, frozenset[Role]] = {
    # The municipality's public addresses before it is published, and its draft strategies there.
    Right.SEE_UNPUBLISHED: EVERY_ROLE,
    # Figures that wait for approval and proposed readings. Council readers follow the public pages.
    Right.SEE_DASHBOARD: EVERY_ROLE - {Role.READER},
}


@dataclass(frozen=True, slots=True)
class Access:
    """A signed-in person's roles in one municipality today."""

    municipality: Municipality
    roles: frozenset[Role]

    def may(self, right: Right) -> bool:
        """Does any of the roles carry the right?"""
        return not self.roles.isdisjoint(TABLE[right])


def access(user: User, municipality_code: str, today: dt.date) -> Access | None:
    """The person's access to a municipality, None for whoever has no role there today. One query."""
    memberships = Membership.objects.filter(user=user, municipality__code=municipality_code)
    held = [one for one in memberships.select_related("municipality") if _in_force(one, today)]
    return Access(held[0].municipality, _roles(held)) if held else None


def homes(user: User, today: dt.date) -> list[Access]:
    """The person's access to each municipality with a role today, by name. One query."""
    held: dict[Municipality, list[Membership]] = {}
    for membership in user.memberships.select_related("municipality").order_by("municipality__name_fi", "id"):
        if _in_force(membership, today):
            held.setdefault(membership.municipality, []).append(membership)
    return [Access(municipality, _roles(memberships)) for municipality, memberships in held.items()]


def _in_force(membership: Membership, today: dt.date) -> bool:
    begun = membership.valid_from is None or membership.valid_from <= today
    return begun and (membership.valid_to is None or today <= membership.valid_to)


def _roles(memberships: Iterable[Membership]) -> frozenset[Role]:
    return frozenset(Role(membership.role) for membership in memberships)
