"""What looks odd is said in words (``measures.plausible``)."""

from decimal import Decimal

import pytest

from measures.plausible import oddities


def said(value: str, before: str = "", year_ago: str = "", **more: bool) -> list[str]:
    """The sentences' first words up to the colon."""
    numbers = [Decimal(one) if one else None for one in (value, before, year_ago)]
    return [one.split(":")[0] for one in oddities(*numbers, **({"adds_up": False} | more))]


@pytest.mark.parametrize(
    ("value", "before", "words"),
    [
        ("149", "100", []),
        ("150", "100", ["Iso muutos"]),
        ("51", "100", []),
        ("50", "100", ["Iso muutos"]),
        ("800", "100", ["Suuruusluokka poikkeaa edellisestä"]),
        ("12.5", "100", ["Suuruusluokka poikkeaa edellisestä"]),
        ("-5", "5", ["Etumerkki on eri kuin luvussa, joka on edelliseltä kaudelta"]),
        ("-10", "-5", ["Iso muutos"]),
        ("0", "5", ["Luku on nyt 0 ja poikkeaa edellisestä"]),
        ("5", "0", []),
        ("0", "0", []),
        ("5", "", []),
        ("", "5", []),
    ],
)
def test_beside_the_period_before(value: str, before: str, words: list[str]) -> None:
    assert said(value, before) == words


def test_what_adds_up_is_seasonal_and_stands_beside_the_year_before() -> None:
    assert said("900", "100", "900", adds_up=True) == []
    assert said("100", "100", "900", adds_up=True) == ["Suuruusluokka poikkeaa vuoden takaisesta"]
    assert said("900", "100", adds_up=True) == ["Suuruusluokka poikkeaa edellisestä"]


def test_without_the_period_before_the_year_before_is_used() -> None:
    assert said("900", "", "100") == ["Suuruusluokka poikkeaa vuoden takaisesta"]


def test_a_share_over_a_hundred_percent() -> None:
    assert said("101", "100", share=True) == ["Osuus on yli 100 %"]
    assert said("100", "100", share=True) == []
