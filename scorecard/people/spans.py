"""Until when somebody is steward: the days of several spans taken together. Plain Python."""

import datetime as dt
from collections.abc import Iterable

type Span = tuple[dt.date | None, dt.date | None]
"""First and last day, both included; None: from the beginning, without end."""

_DAY = dt.timedelta(days=1)


def held_until(spans: Iterable[Span], today: dt.date) -> dt.date:
    """The last day, from today on without a gap, on which at least one span is held; yesterday when none is today.

    >>> held_until([(None, dt.date(2026, 3, 1)), (dt.date(2026, 3, 2), None)], dt.date(2026, 1, 1)) == dt.date.max
    True
    >>> held_until([(None, dt.date(2026, 3, 1)), (dt.date(2026, 3, 3), None)], dt.date(2026, 1, 1))
    datetime.date(2026, 3, 1)
    >>> held_until([], dt.date(2026, 1, 1))
    datetime.date(2025, 12, 31)
    """
    last = today - _DAY
    for first, ends in sorted((first or dt.date.min, ends or dt.date.max) for first, ends in spans):
        if first <= last + _DAY and ends > last:
            last = ends
        if last == dt.date.max:
            break
    return last


def overlap(one: Span, other: Span) -> bool:
    """Have two spans a day in common?"""
    starts = max(one[0] or dt.date.min, other[0] or dt.date.min)
    return starts <= min(one[1] or dt.date.max, other[1] or dt.date.max)
