"""How figures have come in time: per window and unit, by the first sending of each figure."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models import Min
from django.db.models.functions import Coalesce

from kemi_strategy.web.dates import HELSINKI
from measures.duties import Cell, Key, cells_asked
from measures.models import Actual, Window
from measures.periods import Period
from scorecard.models import Municipality, Unit

TREND = 8
"""Windows looked back at."""


class Arrival(StrEnum):
    """How a figure came: every figure asked is exactly one of these."""

    IN_TIME = "in_time"
    LATE = "late"
    DRAFT = "draft"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a cell now: its latest entry and how far that has got."""

    entry: int
    submitted: bool
    returned: bool
    approved: bool


@dataclass(frozen=True, slots=True)
class Came:
    """One figure asked. ``sent``: the day in Helsinki when the cell's first figure was sent, whatever became of it."""

    cell: Cell
    owner: Unit
    due: dt.date
    sent: dt.date | None
    now: Standing | None

    @property
    def arrival(self) -> Arrival:
        """In time when first sent by the due day: a return and its correction do not make it late."""
        if self.sent is not None:
            return Arrival.IN_TIME if self.sent <= self.due else Arrival.LATE
        return Arrival.MISSING if self.now is None else Arrival.DRAFT

    @property
    def days(self) -> int | None:
        """Days from the due day to the first sending, negative before it; None for what has not been sent."""
        return (self.sent - self.due).days if self.sent is not None else None


@dataclass(frozen=True, slots=True)
class Tally:
    """Figures counted. The first four make up ``asked``; ``returned`` and ``approved`` tell how they stand now.

    ``median``: days from the due day in the middle of those sent, negative before it; None when nothing was sent.
    """

    asked: int
    in_time: int
    late: int
    draft: int
    missing: int
    returned: int
    approved: int
    median: Decimal | None


def tally(came: Iterable[Came]) -> Tally:
    """The figures counted."""
    found = list(came)
    arrivals = [one.arrival for one in found]
    standings = [one.now for one in found if one.now is not None]
    return Tally(
        asked=len(found),
        in_time=arrivals.count(Arrival.IN_TIME),
        late=arrivals.count(Arrival.LATE),
        draft=arrivals.count(Arrival.DRAFT),
        missing=arrivals.count(Arrival.MISSING),
        returned=sum(one.returned for one in standings),
        approved=sum(one.approved for one in standings),
        median=median([one.days for one in found if one.days is not None]),
    )


def median(days: Iterable[int]) -> Decimal | None:
    """The middle one; of an even number the mean of the two in the middle.

    >>> median([5, -2, 1]), median([1, 4]), median([])
    (Decimal('1'), Decimal('2.5'), None)
    """
    ordered = sorted(days)
    if not ordered:
        return None
    upper, lower = ordered[len(ordered) // 2], ordered[(len(ordered) - 1) // 2]
    return Decimal(upper + lower) / 2


def came_in(municipality: Municipality, windows: Sequence[Window]) -> dict[int, list[Came]]:
    """How each figure that these windows ask for came, by the window's id: four queries, however many windows."""
    if not windows:
        return {}
    first, now = _first_sent(municipality, windows), _standing(municipality, windows)
    cells = cells_asked(windows)
    return {window.pk: list(_came(window, cells[window.pk], first, now)) for window in windows}


def _came(
    window: Window, cells: Iterable[Cell], first: Mapping[Key, dt.datetime], now: Mapping[Key, Standing]
) -> Iterable[Came]:
    for cell in cells:
        if cell.owner is not None:
            moment = first.get(cell.key)
            sent = moment.astimezone(HELSINKI).date() if moment is not None else None
            yield Came(cell, cell.owner, window.due, sent, now.get(cell.key))


def _first_sent(municipality: Municipality, windows: Sequence[Window]) -> dict[Key, dt.datetime]:
    """When each cell's first figure was sent; of a figure brought in approved, when it was approved."""
    entries = Actual.objects.filter(
        municipality=municipality, period_ends__range=_span(windows), withdrawn_at__isnull=True
    ).order_by()
    grouped = entries.values("indicator", "unit", "period_starts", "period_ends")
    found = grouped.annotate(first=Min(Coalesce("submitted_at", "approved_at"))).exclude(first=None)
    names = ("indicator", "unit", "period_starts", "period_ends", "first")
    rows = found.values_list(*names)
    return {(one, unit, Period.spanning(starts, ends)): at for one, unit, starts, ends, at in rows}


def _standing(municipality: Municipality, windows: Sequence[Window]) -> dict[Key, Standing]:
    ledger = Actual.objects.filter(municipality=municipality, period_ends__range=_span(windows))
    entries = ledger.filter(superseded_by__isnull=True, withdrawn_at__isnull=True).order_by("id")
    names = ("indicator", "unit", "period_starts", "period_ends", "pk", "submitted_at", "returned_at", "approved_at")
    return {
        (one, unit, Period.spanning(starts, ends)): Standing(pk, sent is not None, back is not None, good is not None)
        for one, unit, starts, ends, pk, sent, back, good in entries.values_list(*names)
    }


def _span(windows: Sequence[Window]) -> tuple[dt.date, dt.date]:
    return min(one.period_starts for one in windows), max(one.period_ends for one in windows)
