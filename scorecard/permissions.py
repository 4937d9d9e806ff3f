"""Who may do what: the one table of permissions. Every page asks here and nowhere else.

Public pages of a published municipality are everybody's. Whoever is not of a municipality does not learn that its
other pages exist (404); whoever is of it but lacks the right is told so (403).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scorecard.models import Membership, Municipality, User
from scorecard.models.codes import Role


class Right(StrEnum):
    """What a page or an action asks for."""

    SEE_UNPUBLISHED = "see_unpublished"
    SEE_DASHBOARD = "see_dashboard"
    ENTER = "enter"
    APPROVE = "approve"
    EXPORT = "export"
    SEE_CHANGES = "see_changes"
    EXPORT_TRAIL = "export_trail"
    MANAGE_WINDOWS = "manage_windows"
    FOLLOW_TIMELINESS = "follow_timeliness"
    SEE_READINESS = "see_readiness"
    NAME_DEPUTIES = "name_deputies"
    HAND_OVER = "hand_over"
    SEE_WORK = "see_work"
    KEEP_PROJECTS = "keep_projects"
    KEEP_ACTIONS = "keep_actions"
    KEEP_SOURCES = "keep_sources"
    SEE_PACK = "see_pack"
    ANSWER_FEEDBACK = "answer_feedback"
    START_REPORTS = "start_reports"
    WRITE_REPORTS = "write_reports"
    CHECK_REPORTS = "check_reports"
    FREEZE_REPORTS = "freeze_reports"
    KEEP_DEVIATIONS = "keep_deviations"
    ASSESS = "assess"
    MANAGE_STRUCTURE = "manage_structure"
    IMPORT_SCORECARD = "import_scorecard"
    CONFIRM_READINGS = "confirm_readings"
    MANAGE_PEOPLE = "manage_people"


EVERY_ROLE = frozenset(Role)

TABLE: dict[Right, frozenset[Role]] = {
    # The municipality's public addresses before it is published, and its draft strategies there.
    Right.SEE_UNPUBLISHED: EVERY_ROLE,
    # Figures that wait for approval and proposed readings. Council readers follow the public pages.
    Right.SEE_DASHBOARD: EVERY_ROLE - {Role.READER},
    # Figures of the own unit and the units below it; the steward's of every unit.
    Right.ENTER: frozenset({Role.SUPERVISOR, Role.SECTOR_HEAD, Role.DEPUTY, Role.STEWARD}),
    # The same reach, and never one's own entry: a sector head's goes to the deputy or the steward.
    Right.APPROVE: frozenset({Role.SECTOR_HEAD, Role.DEPUTY, Role.STEWARD}),
    # The half-year review as a workbook.
    Right.EXPORT: EVERY_ROLE - {Role.READER, Role.SUPERVISOR},
    # Who changed what in the structure, and how it was on a day.
    Right.SEE_CHANGES: frozenset({Role.MANAGEMENT, Role.STEWARD, Role.AUDITOR}),
    # Every entry of the municipality with its whole life, as a file.
    Right.EXPORT_TRAIL: frozenset({Role.STEWARD, Role.AUDITOR}),
    # Opening and closing the period's window.
    Right.MANAGE_WINDOWS: frozenset({Role.STEWARD}),
    # How units keep their due days, and whose figures nobody answers for: names people, so it is for those who lead.
    Right.FOLLOW_TIMELINESS: EVERY_ROLE - {Role.READER, Role.SUPERVISOR},
    # Which figures of a period are lacking and which approved ones were changed late; of unit roles their own part.
    Right.SEE_READINESS: EVERY_ROLE - {Role.READER},
    # A deputy of one's own sector; the steward's of every sector. A deputy names no deputies.
    Right.NAME_DEPUTIES: frozenset({Role.SECTOR_HEAD, Role.STEWARD}),
    # The roles of somebody who leaves to a successor: within one's own sector; the steward's everybody's.
    Right.HAND_OVER: frozenset({Role.SECTOR_HEAD, Role.STEWARD}),
    # Projects, actions and which units have turned the themes into actions.
    Right.SEE_WORK: EVERY_ROLE - {Role.READER},
    # Projects of the own sector; the steward's of every sector, and those that belong to none.
    Right.KEEP_PROJECTS: frozenset({Role.SECTOR_HEAD, Role.DEPUTY, Role.STEWARD}),
    # Actions of the own unit and the units below it; the steward's of every unit.
    Right.KEEP_ACTIONS: frozenset({Role.SUPERVISOR, Role.SECTOR_HEAD, Role.DEPUTY, Role.STEWARD}),
    # What was read from a source: proposed links are confirmed, wordings of a programme's actions changed.
    Right.KEEP_SOURCES: frozenset({Role.STEWARD}),
    # A board's pack: council readers get it with approved figures only.
    Right.SEE_PACK: EVERY_ROLE,
    # What people say of accessibility: of the own municipality, and of the whole service together with other stewards.
    Right.ANSWER_FEEDBACK: frozenset({Role.STEWARD}),
    # A new report, and the correction of a frozen one. Drafts are seen by those who may export.
    Right.START_REPORTS: frozenset({Role.FINANCE, Role.STEWARD}),
    # Texts of the own sector's rows and projects; finance and the steward also of goals and of the whole.
    Right.WRITE_REPORTS: frozenset({Role.SECTOR_HEAD, Role.DEPUTY, Role.FINANCE, Role.STEWARD}),
    # The own sector's part of a report is as it should be.
    Right.CHECK_REPORTS: frozenset({Role.SECTOR_HEAD, Role.DEPUTY, Role.STEWARD}),
    # Freezing a report for ever, and publishing it.
    Right.FREEZE_REPORTS: frozenset({Role.STEWARD}),
    # Why a row of the own sector is behind and what is done; the steward's of every row.
    Right.KEEP_DEVIATIONS: frozenset({Role.SECTOR_HEAD, Role.DEPUTY, Role.STEWARD}),
    # An officer's own verdict beside the computed one: of the own sector's rows, the leaders' of every row.
    Right.ASSESS: frozenset({Role.SECTOR_HEAD, Role.DEPUTY, Role.MANAGEMENT, Role.STEWARD}),
    # The municipality itself: its strategies and their goals, units, indicators and readings.
    Right.MANAGE_STRUCTURE: frozenset({Role.STEWARD}),
    # A whole scorecard from a workbook or a pasted table, out as a workbook, and an import undone.
    Right.IMPORT_SCORECARD: frozenset({Role.STEWARD}),
    # What a source's words mean: proposed readings and links are confirmed, changed or rejected.
    Right.CONFIRM_READINGS: frozenset({Role.STEWARD}),
    # Who has which role from when to when; invitations.
    Right.MANAGE_PEOPLE: frozenset({Role.STEWARD}),
}


@dataclass(frozen=True, slots=True)
class Post:
    """A role, and the unit it is held in; None: the whole municipality."""

    role: Role
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """A signed-in person's roles in one municipality today."""

    municipality: Municipality
    posts: frozenset[Post]

    @property
    def roles(self) -> frozenset[Role]:
        """The roles, wherever held."""
        return frozenset(post.role for post in self.posts)

    def may(self, right: Right) -> bool:
        """Does any of the roles carry the right?"""
        return not self.roles.isdisjoint(TABLE[right])

    def reach(self, right: Right, parents: Mapping[int, int | None]) -> frozenset[int]:
        """The units in which the person holds the right: those of the posts and all below them.

        ``parents``: every unit of the municipality and the one above it. A post without a unit reaches them all.
        """
        return reach_of(self.posts, right, parents)

    def everywhere(self, right: Right) -> bool:
        """Is the right held in the whole municipality, also for what belongs to no unit?"""
        return any(post.unit is None and post.role in TABLE[right] for post in self.posts)


def reach_of(posts: Iterable[Post], right: Right, parents: Mapping[int, int | None]) -> frozenset[int]:
    """The units in which whoever has these posts holds the right."""
    held = {post.unit for post in posts if post.role in TABLE[right]}
    return frozenset(unit for unit in parents if None in held or not held.isdisjoint(_line(unit, parents)))


def access(user: User, municipality_code: str, today: dt.date) -> Access | None:
    """The person's access to a municipality, None for whoever has no role there today. One query."""
    memberships = Membership.objects.filter(user=user, municipality__code=municipality_code)
    return access_by(memberships.select_related("municipality"), municipality_code, today)


def access_by(memberships: Iterable[Membership], municipality_code: str, today: dt.date) -> Access | None:
    """The access that these roles of one person, with their municipalities, give to a municipality. No query."""
    held = [one for one in memberships if one.municipality.code == municipality_code and _in_force(one, today)]
    return Access(held[0].municipality, _posts(held)) if held else None


def homes(user: User, today: dt.date) -> list[Access]:
    """The person's access to each municipality with a role today, by name. One query."""
    held: dict[Municipality, list[Membership]] = {}
    for membership in user.memberships.select_related("municipality").order_by("municipality__name_fi", "id"):
        if _in_force(membership, today):
            held.setdefault(membership.municipality, []).append(membership)
    return [Access(municipality, _posts(memberships)) for municipality, memberships in held.items()]


def _in_force(membership: Membership, today: dt.date) -> bool:
    begun = membership.valid_from is None or membership.valid_from <= today
    return begun and (membership.valid_to is None or today <= membership.valid_to)


def _posts(memberships: Iterable[Membership]) -> frozenset[Post]:
    return frozenset(Post(Role(one.role), one.unit_id) for one in memberships)


def _line(unit: int, parents: Mapping[int, int | None]) -> set[int | None]:
    """The unit and those above it."""
    line: set[int | None] = set()
    above: int | None = unit
    while above is not None and above not in line:
        line.add(above)
        above = parents.get(above)
    return line
