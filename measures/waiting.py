"""What a reporting period has brought within an approver's reach, what waits, and who answers for what is lacking."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from kemi_strategy.web.dates import today
from measures.answering import Answering, answering, in_force
from measures.duties import Duty, duties_in
from measures.lateness import came_late
from measures.models import Actual, Window
from measures.periods import Period
from scorecard.models import Municipality, User
from scorecard.permissions import TABLE, Right


@dataclass(frozen=True, slots=True)
class Desk:
    """An approver's view of one window. ``people``: who enters and who approves the figures of each unit.

    ``elsewhere``: periods of other windows in which figures still wait, and how many. ``late``: the entries (by id)
    that were sent after the due day.
    """

    window: Window
    duties: Sequence[Duty]
    people: Answering
    elsewhere: Sequence[tuple[Period, int]]
    late: frozenset[int]


def desk_at(window: Window, units: Collection[int], parents: Mapping[int, int | None]) -> Desk:
    """What the window has brought of these units (by id): six queries, seven when something came late."""
    duties = duties_in(window, units)
    people = answering(window.municipality_id, today(), parents)
    return Desk(window, duties, people, _elsewhere(window, units), came_late(window, duties))


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
    posts = in_force(municipality, today()).filter(role__in=TABLE[Right.ENTER] | TABLE[Right.APPROVE])
    people = User.objects.filter(memberships__in=posts).distinct()
    return list(people.order_by("last_name", "first_name", "username"))


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
        withdrawn_at__isnull=True,
    ).exclude(period_ends__range=(window.period_starts, window.period_ends))
    counted = waiting.order_by("-period_ends").values_list("period_starts", "period_ends").annotate(Count("pk"))
    return [(Period.spanning(starts, ends), number) for starts, ends, number in counted]
