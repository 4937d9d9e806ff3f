"""What a report of a period is called: the half-year review, the year's review, or a review in between."""

from kemi_strategy.web.languages import Words, later
from measures.periods import Period

_NAMES = Words({6: later("Puolivuotiskatsaus"), 12: later("Vuosikatsaus")})


def review_name(period: Period) -> str:
    """The report's name in Finnish, without its period: «Puolivuotiskatsaus»."""
    return _NAMES.get(period.months, "Tilannekatsaus")


def review_file_name(owner: str, period: Period, extension: str) -> str:
    """The file's name in plain ASCII; ``owner`` is the municipality's or the strategy's code.

    >>> review_file_name("kemi", Period.parse("2026-H1"), "xlsx")
    'kemi-2026-H1-puolivuotiskatsaus.xlsx'
    """
    return f"{owner}-{period.code}-{review_name(period).lower()}.{extension}"


def has_review(period: Period) -> bool:
    """Is the period one that is reported on: a half-year or a year?"""
    return period.months in _NAMES
