"""Periods as Finnish municipalities write them."""

from measures.periods import Period


def write_period(period: Period) -> str:
    """The months of a period: «7–9/2026», one month «8/2026», a year «2026»."""
    if period.months == 12:
        return str(period.year)
    first, last = period.starts.month, period.ends.month
    return f"{last}/{period.year}" if first == last else f"{first}–{last}/{period.year}"
