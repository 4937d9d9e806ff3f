"""What a reporting period has brought within an approver's reach, what waits, and who answers for what is lacking."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from kemi_strategy.web.dates import today
from measures.duties import Duty, duties_in
from measures.models import Actual, Window
from measures.periods import Period
from scorecard.models import Membership, Municipality, User
from scorecard.models.codes import Role
from scorecard.permissions import TABLE, Right


@dataclass(frozen=True, slots=True)
class Desk:
    """An approver's view of one window. ``answering``: of each unit the people who enter its figures.

    ``elsewhere``: periods of other windows in which figures still wait, and how many.
    """

    window: Window
    duties: Sequence[Duty]
    answering: Mapping[int, Sequence[User]]
    elsewhere: Sequence[tuple[Period, int]]


def desk_at(window: Window, units: Collection[int], parents: Mapping[int, int | None]) -> Desk:
    """What the window has brought of these units (by id): six queries."""
    duties = duties_in(window, units)
    owners = {duty.cell.owner.pk for duty in duties if duty.cell.owner is not None}
    return Desk(window, duties, answering(window.municipality_id, owners, parents, today()), _elsewhere(window, units))


def windows_of(municipality: Municipality) -> list[Window]:
    """The latest windows, latest period first: one query."""
    windows = Window.objects.filter(municipality=municipality).order_by("-period_ends", "-period_starts")
    return list(windows[:24])


def waiting_within(municipality: Municipality, entries: Collection[int], units: Collection[int]) -> set[int]:
    """Of these entries those that are of the units: what the approver may touch, in whatever state they are."""
    ledger = Actual.objects.filter(_within(units), municipality=municipality, pk__in=entries)
    return set(ledger.values_list("pk", flat=True))


def askers_of(municipality: Municipality) -> list[User]:
    """Who enters or approves figures in the municipality today, by name: one query."""
    posts = Membership.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=today()),
        Q(valid_to=None) | Q(valid_to__gte=today()),
        municipality=municipality,
        role__in=TABLE[Right.ENTER] | TABLE[Right.APPROVE],
    )
    active = User.objects.filter(is_active=True, memberships__in=posts).distinct()
    return list(active.order_by("last_name", "first_name", "username"))


def _within(units: Collection[int]) -> Q:
    return Q(unit__in=units) | Q(unit__isnull=True, indicator__responsible_unit__in=units)


def _elsewhere(window: Window, units: Collection[int]) -> list[tuple[Period, int]]:
    """Waiting figures of periods that the window does not ask for, counted by the period: one query."""
    waiting = Actual.objects.filter(
        _within(units),
        municipality=window.municipality_id,
        submitted_at__isnull=False,
        returned_at__isnull=True,
        approved_at__isnull=True,
        superseded_by__isnull=True,
    ).exclude(period_ends__range=(window.period_starts, window.period_ends))
    counted = waiting.order_by("-period_ends").values_list("period_starts", "period_ends").annotate(Count("pk"))
    return [(Period.spanning(starts, ends), number) for starts, ends, number in counted]


def answering(
    municipality: int, owners: Iterable[int], parents: Mapping[int, int | None], day: dt.date
) -> dict[int, Sequence[User]]:
    """The supervisors of each unit on a day, or of the nearest unit above it that has any: one query."""
    posts = Membership.objects.filter(municipality=municipality, role=Role.SUPERVISOR, user__is_active=True)
    in_force = posts.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))
    held: dict[int, list[User]] = {}
    for post in in_force.select_related("user").order_by("user__last_name", "user__first_name", "user__username"):
        if post.unit_id is not None:
            held.setdefault(post.unit_id, []).append(post.user)
    return {owner: _nearest(owner, held, parents) for owner in owners}


def _nearest(unit: int, held: Mapping[int, Sequence[User]], parents: Mapping[int, int | None]) -> Sequence[User]:
    above: int | None = unit
    while above is not None:
        if above in held:
            return held[above]
        above = parents.get(above)
    return ()
