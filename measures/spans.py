"""Periods as Finnish municipalities write them."""

import re
from calendar import monthrange
from datetime import date

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


_DASH = r"\s*[-–—]\s*"
_MONTHS = re.compile(rf"([0-9]{{1,2}})(?:{_DASH}([0-9]{{1,2}}))?\s*/\s*([0-9]{{4}})")
_ENGLISH = re.compile(rf"([A-Za-z]{{3}})[a-z]*\.?(?:{_DASH}([A-Za-z]{{3}})[a-z]*\.?)?\s+([0-9]{{4}})")
_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(ENGLISH_MONTHS, 1)}


def read_period(text: str) -> Period:
    """A period as people write it, «10–12/2026», «Oct–Dec 2026», «8/2026», or its code. Raises ValueError otherwise.

    >>> read_period("10-12/2026").code, read_period("Aug 2026").code, read_period("2026-h1").code
    ('2026-Q4', '2026-08', '2026-H1')
    """
    typed = text.strip()
    months = _MONTHS.fullmatch(typed) or _ENGLISH.fullmatch(typed)
    if months is None:
        return Period.parse(typed.upper())
    since, until, year = months.groups()
    first, last = (_month(one or since) for one in (since, until))
    # The years of a period are those that its code may have.
    Period.parse(year)
    return Period.spanning(date(int(year), first, 1), date(int(year), last, monthrange(int(year), last)[1]))


def _month(written: str) -> int:
    number = int(written) if written.isdigit() else _NUMBERS.get(written.casefold(), 0)
    if not 1 <= number <= 12:
        raise ValueError(f"not a month: {written!r}")
    return number
