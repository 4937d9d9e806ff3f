"""Reporting periods: a year, half, four months, quarter or month, and how often a figure is measured.

Dates are whole days in the municipality's own time (Europe/Helsinki). ``starts`` and ``ends`` are both
inclusive, as people write and read them; the half-open ``until`` is used only inside this module.
Written codes: ``2025``, ``2025-H1``, ``2025-T1``, ``2025-Q3``, ``2025-08``.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

WRITTEN_YEARS = range(1900, 2200)
"""The years that a period or a date can be of."""

_LETTERS = {12: "", 6: "H", 4: "T", 3: "Q", 1: ""}
_LENGTHS = {"H": 6, "T": 4, "Q": 3}
_CODE = re.compile(r"(?P<year>[0-9]{4})(?:-(?:(?P<letter>[HTQ])(?P<part>[1-9])|(?P<month>[0-9]{2})))?")


class Frequency(StrEnum):
    """How often an indicator is measured."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    TWO_YEARS = "two_years"
    THREE_YEARS = "three_years"

    @property
    def months(self) -> int:
        """Length in months of one period of this frequency; a survey of every third year describes one year."""
        return {"month": 1, "quarter": 3, "half": 6}.get(self.value, 12)

    @property
    def years_between(self) -> int:
        """Years from one measuring year to the next: 1 except for two- and three-yearly measurements."""
        return {"two_years": 2, "three_years": 3}.get(self.value, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """``months`` long, the ``part``-th of its year, counted from 1.

    Years from 1900 to 2199 can be written; the periods just before and after them exist, to be reckoned with.

    >>> Period.parse("2025-H1").ends
    datetime.date(2025, 6, 30)
    """

    year: int
    months: int = 12
    part: int = 1

    def __post_init__(self) -> None:
        if self.months not in _LETTERS or not 1 <= self.part <= 12 // self.months or not 1850 <= self.year <= 2250:
            raise ValueError(f"no such period: {self.year}/{self.months}/{self.part}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period of a written code. Raises ValueError for anything else; guesses nothing."""
        found = _CODE.fullmatch(text)
        year = int(found["year"]) if found else 0
        if not found or year not in WRITTEN_YEARS:
            raise ValueError(f"not a period: {text!r}")
        if found["letter"]:
            return cls(year, _LENGTHS[found["letter"]], int(found["part"]))
        return cls(year, 1, int(found["month"])) if found["month"] else cls(year)

    @classmethod
    def spanning(cls, starts: dt.date, ends: dt.date) -> Self:
        """The period with exactly these first and last days. Raises ValueError when there is none."""
        months = (ends.year - starts.year) * 12 + ends.month - starts.month + 1
        if months in _LETTERS and (starts.month - 1) % months == 0:
            period = cls(starts.year, months, (starts.month - 1) // months + 1)
            if (period.starts, period.ends) == (starts, ends):
                return period
        raise ValueError(f"no period from {starts} to {ends}")

    @property
    def code(self) -> str:
        """The written code; ``parse(code)`` gives this period back."""
        if self.months == 12:
            return f"{self.year}"
        return f"{self.year}-{self.part:02}" if self.months == 1 else f"{self.year}-{_LETTERS[self.months]}{self.part}"

    @property
    def starts(self) -> dt.date:
        """First day, inclusive."""
        return dt.date(self.year, (self.part - 1) * self.months + 1, 1)

    @property
    def until(self) -> dt.date:
        """The day after the last."""
        last_month = self.part * self.months
        return dt.date(self.year + 1, 1, 1) if last_month == 12 else dt.date(self.year, last_month + 1, 1)

    @property
    def ends(self) -> dt.date:
        """Last day, inclusive."""
        return self.until - dt.timedelta(days=1)

    @property
    def months_gone(self) -> int:
        """Months from 1 January to the end of this period."""
        return self.part * self.months

    def shifted(self, steps: int) -> "Period":
        """The period as long as this one, ``steps`` of its own lengths later (earlier when negative)."""
        parts = 12 // self.months
        year, part = divmod(self.year * parts + self.part - 1 + steps, parts)
        return Period(year, self.months, part + 1)

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When an indicator is measured: its frequency and, for every second or third year, a year that was one.

    Source of the rules: DESIGN §5 «Due». Without a declared measuring year a two- or three-yearly figure is
    never due; its values still count as they come.
    """

    frequency: Frequency
    measuring_year: int | None = None

    @property
    def never_due(self) -> bool:
        """True when nobody has said which years are measured."""
        return self.frequency.years_between > 1 and self.measuring_year is None

    def measures(self, year: int) -> bool:
        """Is this year a measuring year? Every year is, where the rhythm is yearly or denser, or undeclared."""
        every = self.frequency.years_between
        return every == 1 or self.measuring_year is None or (year - self.measuring_year) % every == 0

    def containing(self, day: dt.date) -> Period:
        """The period of this frequency's length in which the day is."""
        months = self.frequency.months
        return Period(day.year, months, (day.month - 1) // months + 1)

    def latest_ended(self, at: dt.date) -> Period:
        """The latest measuring period whose last day is ``at`` or before it."""
        period = self.containing(at)
        while period.ends > at or not self.measures(period.year):
            period = period.shifted(-1)
        return period

    def next_ending(self, at: dt.date) -> Period:
        """The first measuring period whose last day is after ``at``."""
        period = self.containing(at)
        while period.ends <= at or not self.measures(period.year):
            period = period.shifted(1)
        return period

    def one_step_before(self, period: Period) -> Period:
        """The measuring period before this one: a value older than that counts as no value."""
        return period.shifted(-self.frequency.years_between)

    def ended_in_year(self, year: int, at: dt.date) -> Iterator[Period]:
        """The measuring periods of a calendar year that have ended by ``at``, earliest first."""
        months = self.frequency.months
        for part in range(1, 12 // months + 1):
            period = Period(year, months, part)
            if period.ends <= at and self.measures(year):
                yield period

    def latest_due(self, first_day: dt.date | None, at: dt.date) -> Period | None:
        """The latest period that has ended by ``at`` and after ``first_day``; None when no value is due yet."""
        if self.never_due:
            return None
        latest = self.latest_ended(at)
        return latest if first_day is None or latest.ends > first_day else None
