"""Which reviews there are and which is due, worked out by hand."""

import datetime as dt

import pytest

from scorecard.work.reviews import Review, ended_reviews, is_due, review_of

BOTH = ["half_year_review", "financial_statements", "project_report"]


@pytest.mark.parametrize(
    ("occasions", "today", "codes"),
    [
        (BOTH, "2026-10-20", ["2026-H1", "2025", "2025-H1", "2024"]),
        (BOTH, "2026-06-30", ["2025", "2025-H1", "2024", "2024-H1"]),
        (BOTH, "2026-07-01", ["2026-H1", "2025", "2025-H1", "2024"]),
        (BOTH, "2027-01-01", ["2026", "2026-H1", "2025", "2025-H1"]),
        (["financial_statements", "budget", "other"], "2026-10-20", ["2025", "2024", "2023", "2022"]),
        (["half_year_review"], "2026-10-20", ["2026-H1", "2025-H1", "2024-H1", "2023-H1"]),
        ([], "2026-12-31", ["2025", "2024", "2023", "2022"]),
    ],
)
def test_the_calendar_says_which_reviews_have_ended(occasions: list[str], today: str, codes: list[str]) -> None:
    assert [one.code for one in ended_reviews(occasions, dt.date.fromisoformat(today))] == codes


def test_a_review_is_from_the_first_of_january() -> None:
    half, year = Review(2026, 6), Review(2026, 12)
    assert (half.starts, half.ends, half.name) == (dt.date(2026, 1, 1), dt.date(2026, 6, 30), "puolivuotiskatsaus 2026")
    assert (year.starts, year.ends, year.name) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31), "tilinpäätös 2026")
    assert review_of(half.starts, half.ends) == half
    assert review_of(dt.date(2026, 4, 1), half.ends) is None
    assert review_of(dt.date(2026, 1, 1), dt.date(2026, 3, 31)) is None


@pytest.mark.parametrize(
    ("state", "starts", "due"),
    [
        ("running", None, True),
        ("planned", None, True),
        ("running", "2026-06-30", True),
        ("running", "2026-07-01", False),
        ("done", None, False),
        ("suspended", None, False),
    ],
)
def test_a_note_is_asked_of_what_has_begun_and_not_ended(state: str, starts: str | None, due: bool) -> None:
    day = dt.date.fromisoformat(starts) if starts else None
    assert is_due(Review(2026, 6), state, day) is due
