"""What a strategy decides of its own telling: the words of its levels, and when a goal is said to be reached."""

from decimal import Decimal

import pytest

from reporting.snapshot.written import shape
from tests.work.workshop import Workshop, browser

RULE = "Ei vielä saavutettu: 1/2 mittarista on saavuttanut tavoitteensa."
REACHED = "Saavutettu: kaikki mittarit ovat saavuttaneet tavoitteensa."


@pytest.fixture
def two_rows(city: Workshop) -> Workshop:
    """Two rows on a theme of the goal: one has met its 100 by the second quarter, the other has 90 of its 100."""
    target = {"kind": "at_least", "value": Decimal(100), "repeats": "period"}
    for code, value in (("K1", "120"), ("K2", "90")):
        row = city.row(code, target, on=[city.ideas])
        city.enter(row, "2026-Q2", value)
    return city


def text_of(city: Workshop, page: str) -> str:
    return browser(city.management).get(f"/{city.city.code}/{page}?kausi=2026-Q2").text


@pytest.mark.parametrize("page", ["", "tilannekuva/", "tilannekuva/tavoitteet/viisas/", "tavoitteet/viisas/"])
def test_a_goal_is_reached_only_when_every_row_is(two_rows: Workshop, page: str) -> None:
    assert RULE not in text_of(two_rows, page)
    two_rows.strategy.all_rows_reach = True
    two_rows.strategy.save()
    assert RULE in text_of(two_rows, page)
    late = two_rows.row("K3", {"kind": "at_least", "value": Decimal(100)}, on=[two_rows.caring])
    two_rows.enter(late, "2026-Q2", "100")
    assert REACHED in text_of(two_rows, "")


def test_where_less_than_half_is_known_nothing_is_said(two_rows: Workshop) -> None:
    two_rows.strategy.all_rows_reach = True
    two_rows.strategy.save()
    for code in ("K4", "K5", "K6"):
        two_rows.row(code, {"kind": "at_least", "value": Decimal(100)}, on=[two_rows.wise])
    assert "saavutettu: 1/" not in text_of(two_rows, "tilannekuva/")


@pytest.mark.parametrize(
    "page", ["tilannekuva/tavoitteet/ideat/", "tavoitteet/ideat/", "strategiakartta/", "haku/?haku=ideat"]
)
def test_levels_are_called_by_the_strategy_s_own_words(two_rows: Workshop, page: str) -> None:
    client = browser(two_rows.management)
    assert "painopiste" not in client.get(f"/{two_rows.city.code}/{page}").text.lower()
    two_rows.strategy.level_words = {"theme": {"fi": "painopiste", "sv": "tyngdpunkt"}}
    two_rows.strategy.save()
    assert "painopiste" in client.get(f"/{two_rows.city.code}/{page}").text.lower()
    assert "tyngdpunkt" in client.get(f"/sv/{two_rows.city.code}/{page}").text.lower()


def test_the_history_tells_the_words(two_rows: Workshop) -> None:
    two_rows.strategy.level_words = {"goal": {"fi": "valtuustotavoite", "sv": "fullmäktigemål"}}
    two_rows.strategy.save()
    text = browser(two_rows.steward).get(f"/{two_rows.city.code}/hallinta/muutokset/?laji=strategia").text
    assert "päämäärä: valtuustotavoite, fullmäktigemål" in text


def test_a_frozen_report_keeps_neither() -> None:
    """Its form is as it was: an old report opens for ever."""
    assert "manner" not in shape()
