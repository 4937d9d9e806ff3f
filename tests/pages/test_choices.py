"""What can be chosen: periods in words, strategies with their state, and codes in addresses."""

import datetime as dt

import pytest

from measures.periods import Period
from measures.spans import write_period
from reporting.pages.choices import last_ended, period_choices, strategy_choices
from reporting.pages.places import Places
from reporting.standing import Audience

TODAY = dt.date(2026, 11, 22)


def words(chosen: str, since: str = "2025-06-01") -> list[tuple[str, str, bool]]:
    """The choices of a strategy that began in 2025."""
    choices = period_choices(Period.parse(chosen), dt.date.fromisoformat(since), TODAY)
    return [(one.code, one.words, one.chosen) for one in choices]


def test_quarters_back_to_the_first_year_with_their_own_names() -> None:
    assert words("2026-Q3") == [
        ("2026-Q3", "30.9.2026 · 3. neljännes", True),
        ("2026-H1", "30.6.2026 · 1. puolivuosi", False),
        ("2026-Q1", "31.3.2026 · 1. neljännes", False),
        ("2025", "31.12.2025 · vuosi 2025", False),
        ("2025-Q3", "30.9.2025 · 3. neljännes", False),
        ("2025-H1", "30.6.2025 · 1. puolivuosi", False),
        ("2025-Q1", "31.3.2025 · 1. neljännes", False),
    ]


@pytest.mark.parametrize("code", ["2025-Q4", "2025-H2", "2025-12", "2025"])
def test_periods_with_the_same_last_day_are_the_same_choice(code: str) -> None:
    assert [one[0] for one in words(code) if one[2]] == ["2025"]


def test_a_period_chosen_by_hand_is_added() -> None:
    assert words("2026-08")[-1] == ("2026-08", "31.8.2026 · kuukausi 8", True)
    assert words("2026-T1")[-1] == ("2026-T1", "30.4.2026 · 1. kolmannes", True)


def test_an_old_strategy_does_not_fill_the_list() -> None:
    assert len(words("2026-Q3", "1990-01-01")) == 3 + 8 * 4


@pytest.mark.parametrize(
    ("day", "code"), [("2026-09-29", "2026-Q2"), ("2026-09-30", "2026-Q3"), ("2026-01-01", "2025-Q4")]
)
def test_the_last_ended_quarter(day: str, code: str) -> None:
    assert last_ended(dt.date.fromisoformat(day)).code == code


def test_drafts_are_named_as_drafts() -> None:
    choices = strategy_choices([("a", "Uusi", "draft"), ("b", "Nyt", "adopted"), ("c", "Ennen", "superseded")], "b")
    assert [(one.words, one.chosen) for one in choices] == [
        ("Uusi (luonnos)", False),
        ("Nyt", True),
        ("Ennen (korvattu)", False),
    ]


def test_what_was_chosen_goes_along() -> None:
    places = Places("kemi", Audience.INTERNAL, (("kausi", "2025-H1"), ("strategia", "a&b")))
    assert places.row("K01") == "/kemi/tilannekuva/mittarit/K01/?kausi=2025-H1&strategia=a%26b"
    assert places.home == "/kemi/tilannekuva/?kausi=2025-H1&strategia=a%26b"
    assert Places("kemi", Audience.PUBLIC).row("K01") == "/kemi/mittarit/K01/"


@pytest.mark.parametrize(
    ("code", "span"), [("2025", "2025"), ("2025-H2", "7–12/2025"), ("2025-Q1", "1–3/2025"), ("2025-08", "8/2025")]
)
def test_a_period_in_words(code: str, span: str) -> None:
    assert write_period(Period.parse(code)) == span
