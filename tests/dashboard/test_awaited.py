"""What is late and with whom, on the dashboard."""

import datetime as dt
import re

import time_machine

from scorecard.models import Strategy
from tests.approval.desk_world import DeskWorld, browser
from tests.dashboard.test_comparing import section
from tests.world import made


def awaited(city: DeskWorld, who: str = "steward") -> str:
    """What the section says to somebody."""
    text = browser(getattr(city, who)).get("/pikkula/tilannekuva/").text.replace("\xa0", " ")
    return section(text, "myohassa")


def programme(city: DeskWorld) -> Strategy:
    """Another strategy of the municipality, whose figures are asked in the same periods."""
    return made(Strategy, municipality=city.city, code="ohjelma", name_fi="Ohjelma", kind="programme", state="draft")


def test_before_the_due_day_it_says_by_when_and_who(city: DeskWorld) -> None:
    """Visits and absence of two units, and the library's open hours: five figures."""
    words = awaited(city)
    assert "5/5 lukua on lähettämättä." in words
    assert (
        "Kirjasto 7–9/2026: viimeistään 27.10.2026 3 puuttuu: Omatoimiaukiolo, Käynnit, Poissaolo-% Vastaa: Maija Mäki"
        in words
    )
    assert "Museo 7–9/2026: viimeistään 27.10.2026 2 puuttuu: Käynnit, Poissaolo-%" in words
    assert "Vastaa: yksiköllä ei ole lähiesihenkilöä palvelussa" in words


def test_after_the_due_day_it_says_how_late(city: DeskWorld, the_day: time_machine.Traveller) -> None:
    city.sent("KAYNNIT", "50")
    the_day.move_to(dt.datetime(2026, 10, 30, 9, tzinfo=dt.UTC))
    words = awaited(city)
    assert "4/5 lukua on lähettämättä, niistä 4 myöhässä. Yksi luku odottaa hyväksyntää." in words
    assert "Kirjasto 7–9/2026: myöhässä 3 päivää 2 puuttuu: Omatoimiaukiolo, Poissaolo-%" in words


def test_a_draft_is_not_sent(city: DeskWorld) -> None:
    city.draft("KAYNNIT", "50")
    assert "5/5 lukua on lähettämättä." in awaited(city)


def test_when_everything_is_sent(city: DeskWorld) -> None:
    city.sent("AUKI", "kyllä")
    for unit in ("kirjasto", "museo"):
        city.sent("KAYNNIT", "50", unit=unit, by=city.head)
        city.sent("POISSA", "5 / 100", unit=unit, by=city.head)
    assert "Kaikki 5 lukua on lähetetty. 5 lukua odottaa hyväksyntää." in awaited(city)


def test_the_link_leads_to_the_units_place_in_readiness(city: DeskWorld) -> None:
    text = browser(city.steward).get("/pikkula/tilannekuva/").text
    assert 'href="/pikkula/hyvaksynta/valmius/?kausi=2026-Q3#yksikko-museo"' in text
    assert '<li id="yksikko-museo">' in browser(city.steward).get("/pikkula/hyvaksynta/valmius/?kausi=2026-Q3").text


def test_a_supervisor_sees_only_the_own_unit(city: DeskWorld) -> None:
    words = awaited(city, "supervisor")
    assert "3/3 lukua on lähettämättä." in words
    assert "Museo" not in words


def test_with_no_period_open_that_is_said(city: DeskWorld) -> None:
    city.close_by_hand()
    assert re.search(r"Yhtään kautta ei ole nyt avoinna\.", awaited(city))


def test_an_open_period_that_asks_nothing_is_not_said_to_be_shut(city: DeskWorld) -> None:
    city.strategy.rows.update(strategy=programme(city))
    city.row("VAKILUKU", frequency="year")
    words = awaited(city)
    assert "Avoinna on 7–9/2026, mutta siltä ei pyydetä lukuja tähän strategiaan." in words
    assert "lähettämättä" not in words


def test_another_strategys_figures_are_not_lacking_here(city: DeskWorld) -> None:
    """Visits of two units and the library's hours; absence is a programme's."""
    city.strategy.rows.filter(indicator=city.absence.indicator).update(strategy=programme(city))
    assert "3/3 lukua on lähettämättä." in awaited(city)


def test_two_open_periods_are_told_apart_the_earlier_due_first(city: DeskWorld) -> None:
    city.opened("2026-Q2", "2026-07-01", "2026-07-20", "2026-12-31")
    words = awaited(city)
    assert "10/10 lukua on lähettämättä, niistä 5 myöhässä." in words
    assert words.index("4–6/2026: myöhässä 92 päivää") < words.index("7–9/2026: viimeistään 27.10.2026")
