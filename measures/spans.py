"""Periods as Finnish municipalities write them."""

from measures.periods import Period


def write_period(period: Period) -> str:
    """The months of a period: «7–9/2026», one month «8/2026», a year «2026»."""
    if period.months == 12:
        return str(period.year)
    return write_months(period.year, period.starts.month, period.ends.month)


def write_months(year: int, first: int, last: int) -> str:
    """The months of a year, both inclusive: «1–9/2026», one month «8/2026»."""
    return f"{last}/{year}" if first == last else f"{first}–{last}/{year}"
