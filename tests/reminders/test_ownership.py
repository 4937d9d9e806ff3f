"""Figures without an owner are shown to those who lead: which unit, since when, and who answers instead."""

import datetime as dt
import re

import pytest

from scorecard.models import Membership, User
from scorecard.models.codes import Role
from tests.approval.desk_world import browser
from tests.reminders.post_world import PostWorld, change

ADDRESS = "/pikkula/tilannekuva/ajantasaisuus/"


@pytest.fixture
def mayor(city: PostWorld) -> User:
    """The city's management."""
    return city.person("johto", Role.MANAGEMENT)


def lacking(reader: User) -> str:
    """The part of the page about owners, as words."""
    text = browser(reader).get(ADDRESS).text.split('aria-labelledby="vastuut"')[1].split("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", text.replace("\xa0", " ")).split())


def test_a_unit_that_never_had_a_supervisor(city: PostWorld, mayor: User) -> None:
    words = lacking(mayor)
    assert "Ilman vastuuhenkilöä (4)" in words  # the museum, and three indicators without a responsible unit
    assert (
        "Ei vastuuhenkilöä Yksiköllä ei ole ollut lähiesihenkilöä palvelussa. Muistutukset eivät mene kenellekään. "
        "Museo: 2 lukua" in words
    )
    assert "Kirjasto" not in words


def test_a_sector_with_its_head_has_an_owner(city: PostWorld, mayor: User) -> None:
    city.row("VAKILUKU", name_fi="Väkiluku", responsible_unit=city.sector)
    assert "Sivistys" not in lacking(mayor)
    Membership.objects.filter(user__in=[city.head, city.deputy]).update(valid_to=dt.date(2026, 10, 19))
    # The same is to be said of both, so it is said once.
    words = lacking(mayor)
    assert "Sivistys: yksi luku Museo: 2 lukua" in words
    assert words.count("Ei vastuuhenkilöä") == 1


def test_a_role_that_has_ended_and_somebody_above_who_answers(city: PostWorld, mayor: User) -> None:
    Membership.objects.filter(user=city.supervisor).update(valid_to=dt.date(2026, 9, 30))
    city.person("anni", Role.SUPERVISOR, city.sector, "Anni", "Aho")
    assert (
        "Vastuu ylempänä Lähiesihenkilön rooli päättyi 30.9.2026: Maija Mäki. "
        "Nyt vastaa ylemmästä yksiköstä Anni Aho. Kirjasto: 3 lukua" in lacking(mayor)
    )


def test_a_role_is_in_force_on_its_last_day_and_not_before_its_first(city: PostWorld, mayor: User) -> None:
    held = Membership.objects.filter(user=city.supervisor)
    held.update(valid_to=dt.date(2026, 10, 20))
    assert "Kirjasto" not in lacking(mayor)
    held.update(valid_from=dt.date(2026, 10, 21), valid_to=None)
    assert "Kirjasto: 3 lukua" in lacking(mayor)


def test_an_account_that_has_been_closed(city: PostWorld, mayor: User) -> None:
    change(city.supervisor, is_active=False)
    assert "Lähiesihenkilön tunnus on suljettu: Maija Mäki." in lacking(mayor)


def test_a_unit_that_has_ended_but_still_reports(city: PostWorld, mayor: User) -> None:
    city.museum.valid_to = dt.date(2026, 6, 30)
    city.museum.save()
    words = lacking(mayor)
    assert "Päättyneet yksiköt, jotka raportoivat yhä Museo päättyi 30.6.2026, mutta raportoi yhä 2 mittaria." in words
    city.museum.reported_indicators.update(valid_to=dt.date(2026, 6, 30))
    assert "Museo" not in lacking(mayor)


def test_an_indicator_that_nobody_is_asked(city: PostWorld, mayor: User) -> None:
    city.row("VAKILUKU", name_fi="Väkiluku")
    city.row("TYHJA", name_fi="Tyhjä", across="mean")
    city.row("HOIDOSSA", name_fi="Hoidossa", responsible_unit=city.library)
    assert (
        "Mittarit, joita ei kysytä keneltäkään Ei vastuuyksikköä eikä raportoivaa yksikköä. "
        "TYHJA Tyhjä VAKILUKU Väkiluku Mittarit ilman vastuuyksikköä AUKI Omatoimiaukiolo" in lacking(mayor)
    )


def test_who_keeps_the_people_is_led_to_them(city: PostWorld, mayor: User) -> None:
    link = f'<a href="/{city.city.code}/hallinta/ihmiset/">Ihmiset</a>'
    assert link in browser(city.steward).get(ADDRESS).text
    assert link not in browser(mayor).get(ADDRESS).text


def test_nothing_lacks_an_owner(city: PostWorld, mayor: User) -> None:
    city.person("mirja", Role.SUPERVISOR, city.museum)
    for row in (city.visits, city.absence, city.open):
        row.indicator.responsible_unit = city.sector
        row.indicator.save()
    assert lacking(mayor).endswith("Jokaisella luvulla on vastuuhenkilö, jonka muistutus tavoittaa.")


def test_people_whom_no_letter_reaches(city: PostWorld, mayor: User) -> None:
    assert "Ei sähköpostia" not in lacking(mayor)
    change(city.head, email="")
    change(mayor, email="")
    words = lacking(mayor)
    assert words.endswith("mutta muistutusta ei voi lähettää. Heikki Harju")
