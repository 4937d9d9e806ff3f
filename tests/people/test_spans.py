"""Until when there is a steward: spans that meet, that leave a gap, that overlap."""

import datetime as dt
import doctest

import pytest

from scorecard.people import spans
from scorecard.people.spans import Span, held_until, overlap

TODAY = dt.date(2026, 10, 20)
YESTERDAY = dt.date(2026, 10, 19)


def day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def span(first: str, last: str) -> Span:
    return day(first), day(last)


@pytest.mark.parametrize(
    ("held", "until"),
    [
        ([], YESTERDAY),
        ([("", "")], dt.date.max),
        ([("", "2026-12-31")], dt.date(2026, 12, 31)),
        ([("2026-11-01", "")], YESTERDAY),
        ([("", "2026-10-19")], YESTERDAY),
        ([("2027-01-01", ""), ("", "2026-12-31")], dt.date.max),
        ([("", "2026-12-31"), ("2027-01-02", "")], dt.date(2026, 12, 31)),
        ([("", "2026-12-31"), ("2026-11-01", "2026-12-01")], dt.date(2026, 12, 31)),
    ],
)
def test_held_until(held: list[tuple[str, str]], until: dt.date) -> None:
    assert held_until([span(*one) for one in held], TODAY) == until


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        (("", ""), ("", ""), True),
        (("", "2026-12-31"), ("2026-12-31", ""), True),
        (("", "2026-12-31"), ("2027-01-01", ""), False),
        (("2027-01-01", ""), ("", "2026-12-31"), False),
    ],
)
def test_overlap(one: tuple[str, str], other: tuple[str, str], common: bool) -> None:
    assert overlap(span(*one), span(*other)) is common


def test_the_examples() -> None:
    assert doctest.testmod(spans).failed == 0
