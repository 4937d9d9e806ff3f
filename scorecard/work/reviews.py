"""When projects are reviewed: the half-years and years of the strategy's own reporting calendar that have ended."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from kemi_strategy.web.languages import Words, later
from scorecard.models.codes import Occasion, WorkState

_JUNE, _DECEMBER = 6, 12
_ENDS = {Occasion.HALF_YEAR_REVIEW: _JUNE, Occasion.FINANCIAL_STATEMENTS: _DECEMBER}
_CALLED = Words({_JUNE: later("puolivuotiskatsaus"), _DECEMBER: later("tilinpäätös")})
OFFERED = 4
"""How many of the latest reviews a note can be written for."""
ENDED_STATES = frozenset({WorkState.DONE, WorkState.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Review:
    """One review: the first half of a year, or a whole year. Both days are inclusive."""

    year: int
    month: int

    @property
    def starts(self) -> dt.date:
        """The first day."""
        return dt.date(self.year, 1, 1)

    @property
    def ends(self) -> dt.date:
        """The last day."""
        return dt.date(self.year, self.month, 30 if self.month == _JUNE else 31)

    @property
    def code(self) -> str:
        """As periods are written everywhere: 2026-H1, 2026."""
        return f"{self.year}-H1" if self.month == _JUNE else str(self.year)

    @property
    def name(self) -> str:
        """In words: «puolivuotiskatsaus 2026»."""
        return f"{_CALLED[self.month]} {self.year}"


def review_of(starts: dt.date, ends: dt.date) -> Review | None:
    """The review of these days; None for days that are no review's."""
    found = Review(ends.year, ends.month) if ends.month in _CALLED else None
    return found if found is not None and (found.starts, found.ends) == (starts, ends) else None


def ended_reviews(occasions: Collection[str], today: dt.date, number: int = OFFERED) -> tuple[Review, ...]:
    """The latest reviews that have ended before today, latest first.

    A calendar with neither half-year reviews nor financial statements is reviewed once a year.

    >>> [one.code for one in ended_reviews(["half_year_review", "financial_statements"], dt.date(2026, 11, 22), 3)]
    ['2026-H1', '2025', '2025-H1']
    """
    months = sorted({_ENDS[Occasion(one)] for one in occasions if one in _ENDS} or {_DECEMBER}, reverse=True)
    found = [Review(year, month) for year in range(today.year, today.year - number - 1, -1) for month in months]
    return tuple(one for one in found if one.ends < today)[:number]


def is_due(review: Review, state: str, starts: dt.date | None) -> bool:
    """Is a note asked for: of what has begun by the end of the review and has neither been finished nor stopped."""
    return state not in ENDED_STATES and (starts is None or starts <= review.ends)
