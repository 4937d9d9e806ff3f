"""What came late: figures sent after the due day, and approved figures that were changed afterwards, each with why."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from kemi_strategy.web.dates import end_of_day
from measures.duties import Duty
from measures.models import Actual, Window
from measures.models.codes import LateReason

MOST = 500
"""Late changes shown of one period; a period with more of them has another kind of trouble."""


@dataclass(frozen=True, slots=True)
class Change:
    """A changed figure and the approved one before it."""

    entry: Actual
    before: Actual | None


def came_late(window: Window, duties: Iterable[Duty]) -> frozenset[int]:
    """The entries (by id) that were sent after the window's due day, in cells where nothing had been sent by then.

    A figure that came in time and was returned or changed later is not late: its unit kept the day. At most one query.
    """
    due = end_of_day(window.due)
    late = {
        duty.cell.key: duty.latest
        for duty in duties
        if duty.latest is not None and duty.latest.submitted_at is not None and duty.latest.submitted_at > due
    }
    if not late:
        return frozenset()
    earlier = Actual.objects.filter(
        municipality=window.municipality_id,
        indicator__in={indicator for indicator, _unit, _period in late},
        period_ends__range=(window.period_starts, window.period_ends),
        submitted_at__lte=due,
    )
    in_time = {(one.indicator_id, one.unit_id, one.period) for one in earlier}
    return frozenset(entry.pk for key, entry in late.items() if key not in in_time)


def late_changes(window: Window, units: Collection[int]) -> list[Change]:
    """Approved figures of the window's period that were changed, latest first: two queries.

    Drafts and returned figures are left out: they are their unit's own until they have been sent.
    """
    found = Actual.objects.filter(
        Q(unit__in=units) | Q(unit__isnull=True, indicator__responsible_unit__in=units),
        Q(submitted_at__isnull=False, returned_at__isnull=True) | Q(approved_at__isnull=False),
        municipality=window.municipality_id,
        period_ends__range=(window.period_starts, window.period_ends),
    ).exclude(late_reason="")
    people = ("indicator", "unit", "entered_by", "approved_by")
    entries = list(found.select_related(*people).order_by("-entered_at", "-id")[:MOST])
    before = _approved_before(window, entries)
    return [Change(entry, _last(before.get(_cell(entry), ()), entry)) for entry in entries]


def counts_of(changes: Sequence[Change]) -> dict[LateReason, int]:
    """How many for each reason, in the reasons' own order; those that nobody gave left out."""
    given = [LateReason(one.entry.late_reason) for one in changes]
    return {reason: given.count(reason) for reason in LateReason if reason in given}


type _Cell = tuple[int, int | None, object]


def _approved_before(window: Window, entries: Sequence[Actual]) -> dict[_Cell, list[Actual]]:
    """The approved entries of the same cells, earliest first: one query."""
    found = Actual.objects.filter(
        municipality=window.municipality_id,
        indicator__in={one.indicator_id for one in entries},
        period_ends__range=(window.period_starts, window.period_ends),
        approved_at__isnull=False,
        withdrawn_at__isnull=True,
    )
    cells: dict[_Cell, list[Actual]] = {}
    for one in found.order_by("id"):
        cells.setdefault(_cell(one), []).append(one)
    return cells


def _last(approved: Sequence[Actual], entry: Actual) -> Actual | None:
    return next((one for one in reversed(approved) if one.pk < entry.pk), None)


def _cell(entry: Actual) -> _Cell:
    return entry.indicator_id, entry.unit_id, entry.period
