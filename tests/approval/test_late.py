"""Approved figures that were changed afterwards: listed with their coded reasons, and counted by reason."""

import re

import pytest
import time_machine

from measures.entering import approve_actuals, return_actual
from scorecard.models import Unit
from scorecard.models.codes import Role
from tests.approval.desk_world import DeskWorld, browser
from tests.world import noon

PAGE = "/pikkula/hyvaksynta/myohaiset/"


def page(city: DeskWorld, who: str = "head", query: str = "") -> str:
    """The page as somebody sees it, with ordinary spaces in one line."""
    return re.sub(r"\s+", " ", browser(getattr(city, who)).get(PAGE + query).text.replace("\xa0", " "))


def changed(city: DeskWorld, indicator: str, first: str, then: str, reason: str, text: str = "", **more: str) -> int:
    """A figure approved, then changed and sent again; the later entry."""
    entry = city.sent(indicator, first, **more)
    approve_actuals(entries=[entry.pk], by=city.head)
    return city.sent(indicator, then, late_reason=reason, late_text=text, **more).pk


def test_each_change_is_told_with_its_reason_and_the_reasons_are_counted(city: DeskWorld) -> None:
    changed(city, "KAYNNIT", "1 200", "1 250", "error", "Laskuri oli rikki.")
    changed(city, "KAYNNIT", "50", "60", "error", unit="museo")
    changed(city, "POISSA", "60 / 1000", "70 / 1000", "refined")
    text = page(city)
    assert "3 muutosta" in text
    assert re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", text) == [("virhe", "2"), ("tarkentunut", "1")]
    visits = text.split("<h3>Kirjasto: Käynnit")[1].split("</li>")[0]
    assert '<span class="before">1 200 kpl</span> → <strong>1 250 kpl</strong>' in visits
    assert "odottaa hyväksyntää" in visits
    assert "Syy: virhe: Laskuri oli rikki." in visits
    assert "Maija Mäki 20.10.2026 klo 12.00" in visits
    history = "/pikkula/tilannekuva/mittarit/KAYNNIT/historia/?yksikko=kirjasto&amp;kausi=2026-Q3"
    assert f'href="{history}"' in visits
    absence = text.split("<h3>Kirjasto: Poissaolo-%")[1].split("</li>")[0]
    assert '<span class="before">6,0 %</span> → <strong>7,0 %</strong>' in absence


def test_each_change_stands_beside_the_approved_figure_before_it(
    city: DeskWorld, the_day: time_machine.Traveller
) -> None:
    second = changed(city, "KAYNNIT", "1 200", "1 250", "error")
    approve_actuals(entries=[second], by=city.head)
    the_day.move_to(noon("2026-10-21"))
    city.sent("KAYNNIT", "1 300", late_reason="method")
    found = re.findall(r'<span class="before">([^<]+)</span> → <strong>([^<]+)</strong>', page(city))
    assert found == [("1 250 kpl", "1 300 kpl"), ("1 200 kpl", "1 250 kpl")]


def test_what_has_not_been_sent_is_not_shown(city: DeskWorld) -> None:
    entry = city.sent("KAYNNIT", "1 200")
    approve_actuals(entries=[entry.pk], by=city.head)
    city.draft("KAYNNIT", "9 999", late_reason="error")
    assert "Yhtään hyväksyttyä lukua ei ole muutettu tällä kaudella." in page(city)
    returned = changed(city, "POISSA", "6 / 100", "9 / 100", "error")
    return_actual(entry=returned, reason="Ei.", by=city.head)
    assert "Yhtään hyväksyttyä lukua ei ole muutettu tällä kaudella." in page(city)


def test_the_auditor_sees_all_and_a_supervisor_the_own(city: DeskWorld) -> None:
    city.auditor, city.reader = city.person("tarkastaja", Role.AUDITOR), city.person("lukija", Role.READER)
    changed(city, "KAYNNIT", "1 200", "1 250", "error")
    changed(city, "KAYNNIT", "50", "60", "other", unit="museo")
    assert "2 muutosta" in page(city, "auditor")
    assert "Yksi muutos" in page(city, "supervisor")
    assert "Museo" not in page(city, "supervisor")
    assert browser(city.reader).get(PAGE).status_code == 403


def test_another_period_has_its_own(city: DeskWorld) -> None:
    changed(city, "KAYNNIT", "1 200", "1 250", "error")
    city.opened("2026-Q2", "2026-07-01", "2026-07-20", "2026-08-01")
    assert "ei ole muutettu" in page(city, query="?kausi=2026-Q2")
    assert browser(city.head).get(f"{PAGE}?kausi=2019-Q1").status_code == 404


def test_without_a_window_the_page_says_so(city: DeskWorld) -> None:
    city.window.delete()
    assert "Raportointi-ikkunoita ei vielä ole." in page(city)


@pytest.mark.parametrize("number", [1, 10])
def test_the_page_asks_the_database_as_often_whatever_the_size(
    city: DeskWorld, django_assert_num_queries, number: int
) -> None:
    for place in range(number):
        more = Unit.objects.create(
            municipality=city.city, parent=city.sector, code=f"y{place}", kind="result_unit", name_fi=f"Y{place}"
        )
        city.visits.indicator.reporting_units.create(unit=more)
        changed(city, "KAYNNIT", "50", "60", "error", unit=more.code)
    client = browser(city.head)
    with django_assert_num_queries(6):
        assert client.get(PAGE).text.count("Syy: virhe") == number
