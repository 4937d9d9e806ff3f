"""Periods as Finnish municipalities write them."""

from kemi_strategy.web.dates import ENGLISH_MONTHS
from kemi_strategy.web.speaking import spoken
from measures.periods import Period


def write_period(period: Period, language: str | None = None) -> str:
    """The months of a period: «7–9/2026», one month «8/2026», a year «2026»; in English «Jul–Sep 2026».

    ``language``: fi, sv or en; without it the one now written.
    """
    if period.months == 12:
        return str(period.year)
    return write_months(period.year, period.starts.month, period.ends.month, language)


def write_months(year: int, first: int, last: int, language: str | None = None) -> str:
    """The months of a year, both inclusive: «1–9/2026», one month «8/2026»; in English «Jan–Sep 2026», «Aug 2026»."""
    if (language or spoken()) == "en":
        since, until = (ENGLISH_MONTHS[month - 1][:3] for month in (first, last))
        return f"{until} {year}" if first == last else f"{since}–{until} {year}"
    return f"{last}/{year}" if first == last else f"{first}–{last}/{year}"
