"""Roles end and change their days; a municipality is never left without a steward, and no past day changes."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from scorecard.models import Membership, User
from scorecard.models.codes import Role
from scorecard.people.keeping import role_version
from tests.work.workshop import Workshop, browser, made_by

PEOPLE = "/pikkula/hallinta/ihmiset/"
MOST_QUERIES = 12


def role_of(user: User, role: Role | None = None) -> Membership:
    found = Membership.objects.filter(user=user)
    return found.get(role=role) if role else found.get()


def ends(client: Client, role: Membership, day: str, seen: int | None = None) -> object:
    facts = {"last_day": day, "seen": str(role_version(role) if seen is None else seen)}
    return client.post(f"{PEOPLE}{role.pk}/paata/", facts, follow=True)


def spans(client: Client, role: Membership, first: str, last: str) -> object:
    facts = {"valid_from": first, "valid_to": last, "seen": str(role_version(role))}
    return client.post(f"{PEOPLE}{role.pk}/paivat/", facts, follow=True)


@pytest.fixture
def paavo(city: Workshop) -> Client:
    return browser(city.steward)


def test_the_list_tells_who_has_what_where(city: Workshop, paavo: Client) -> None:
    text = paavo.get(PEOPLE).text
    assert "Maija Mäki" in text
    assert "lähiesihenkilö, Kirjasto" in text
    assert 'href="/pikkula/hallinta/vaihdos/"' in text


def test_a_role_ends_on_its_last_day(city: Workshop, paavo: Client) -> None:
    role = role_of(city.finance)
    answer = ends(paavo, role, "31.10.2026")
    assert "Rooli on päätetty:" in answer.text
    role.refresh_from_db()
    assert role.valid_to == dt.date(2026, 10, 31)
    assert made_by(role)[-1] == ("~", city.steward.username)


def test_a_role_may_end_yesterday_but_no_earlier(city: Workshop, paavo: Client) -> None:
    assert "aikaisintaan eilen" in ends(paavo, role_of(city.finance), "18.10.2026").text
    ends(paavo, role_of(city.finance), "19.10.2026")
    assert role_of(city.finance).valid_to == dt.date(2026, 10, 19)
    text = paavo.get(PEOPLE).text
    assert "Henkilöt, joilla ei ole enää roolia" in text


def test_a_role_that_has_not_begun_is_taken_away_and_its_history_stays(city: Workshop, paavo: Client) -> None:
    role = role_of(city.finance)
    role.valid_from = dt.date(2026, 12, 1)
    role.save()
    ends(paavo, role, "20.10.2026")
    assert not Membership.objects.filter(pk=role.pk).exists()
    assert made_by(role)[-1] == ("-", city.steward.username)
    assert "Joku muu ehti muuttaa" not in paavo.get(PEOPLE).text


def test_the_days_of_a_role_are_changed(city: Workshop, paavo: Client) -> None:
    role = role_of(city.finance)
    spans(paavo, role, "", "31.12.2026")
    assert role_of(city.finance).valid_to == dt.date(2026, 12, 31)
    spans(paavo, role, "", "")
    assert role_of(city.finance).valid_to is None


@pytest.mark.parametrize(
    ("first", "last", "fault"),
    [
        ("1.11.2026", "", "on jo alkanut"),
        ("", "1.10.2026", "Viimeinen päivä on jo mennyt"),
        ("", "tammikuussa", "Kirjoita päivä muodossa"),
        ("2.1.2027", "1.1.2027", "Viimeinen päivä on ennen ensimmäistä."),
    ],
)
def test_no_past_day_changes(city: Workshop, paavo: Client, first: str, last: str, fault: str) -> None:
    answer = spans(paavo, role_of(city.finance), first, last)
    assert answer.status_code == 422
    assert fault in answer.text
    assert (role_of(city.finance).valid_from, role_of(city.finance).valid_to) == (None, None)


def test_a_coming_role_is_moved_but_not_into_the_past(city: Workshop, paavo: Client) -> None:
    role = role_of(city.finance)
    role.valid_from = dt.date(2026, 12, 1)
    role.save()
    assert "Ensimmäinen päivä on jo mennyt" in spans(paavo, role, "1.10.2026", "").text
    spans(paavo, role, "1.11.2026", "")
    assert role_of(city.finance).valid_from == dt.date(2026, 11, 1)


def test_the_same_role_is_not_held_twice_on_a_day(city: Workshop, paavo: Client) -> None:
    role = role_of(city.finance)
    ends(paavo, role, "31.10.2026")
    Membership.objects.create(
        user=city.finance, municipality=city.city, role=Role.FINANCE, valid_from=dt.date(2026, 12, 1)
    )
    assert "on jo tämä rooli samoina päivinä" in spans(paavo, Membership.objects.get(pk=role.pk), "", "").text


def test_nobody_ends_the_own_steward_s_role(city: Workshop, paavo: Client) -> None:
    city.person("pirkko", Role.STEWARD)
    for answer in (
        ends(paavo, role_of(city.steward), "31.12.2026"),
        spans(paavo, role_of(city.steward), "", "31.12.2026"),
    ):
        assert answer.status_code == 422
        assert "Omaa pääkäyttäjän rooliasi et voi muuttaa itse." in answer.text
    assert role_of(city.steward).valid_to is None


def test_the_last_steward_stays(city: Workshop, paavo: Client) -> None:
    other = city.person("pirkko", Role.STEWARD)
    spare = role_of(other)
    pirkko = browser(other)
    spans(paavo, spare, "", "30.11.2026")
    answer = ends(pirkko, role_of(city.steward), "31.12.2026")
    assert answer.status_code == 422
    assert "Kunta jäisi ilman strategian pääkäyttäjää." in answer.text
    spans(paavo, Membership.objects.get(pk=spare.pk), "", "")
    assert ends(pirkko, role_of(city.steward), "31.12.2026").status_code == 200
    assert "Kunta jäisi ilman" in spans(paavo, Membership.objects.get(pk=spare.pk), "", "31.3.2027").text


def test_a_steward_whose_account_is_not_in_use_does_not_count(city: Workshop) -> None:
    other = city.person("pirkko", Role.STEWARD)
    third = city.person("kalle", Role.STEWARD)
    User.objects.filter(pk=other.pk).update(is_active=False)
    ends(browser(third), role_of(city.steward), "20.10.2026")
    fourth = city.person("sanna", Role.STEWARD)
    ends(browser(fourth), role_of(third), "20.10.2026")
    assert role_of(third).valid_to == dt.date(2026, 10, 20)
    stale = role_of(fourth)
    assert "Kunta jäisi ilman" in ends(browser(third), stale, "31.12.2026").text


def test_the_second_steward_is_told(city: Workshop, paavo: Client) -> None:
    pirkko = browser(city.person("pirkko", Role.STEWARD))
    role = role_of(city.finance)
    seen = role_version(role)
    ends(paavo, role, "31.10.2026")
    answer = ends(pirkko, role, "20.10.2026", seen)
    assert answer.status_code == 422
    assert "Joku muu ehti muuttaa tätä roolia." in answer.text
    assert role_of(city.finance).valid_to == dt.date(2026, 10, 31)
    role.valid_from = dt.date(2026, 10, 30)
    role.save()
    seen = role_version(role)
    ends(paavo, role, "20.10.2026")
    gone = ends(pirkko, role, "20.10.2026", seen)
    assert "Tällaista roolia ei ole" in gone.text


def test_another_municipality_s_role_is_not_found(city: Workshop, paavo: Client) -> None:
    other = Workshop("naapuri", "998")
    role = role_of(other.finance)
    assert paavo.get(f"{PEOPLE}{role.pk}/").status_code == 404
    assert ends(paavo, role, "20.10.2026").status_code == 404
    assert role_of(other.finance).valid_to is None


def test_after_the_session_has_ended_nothing_is_done(city: Workshop, client: Client) -> None:
    role = role_of(city.finance)
    assert ends(client, role, "20.10.2026").status_code == 401
    assert client.post(PEOPLE, {"email": "x@y.example"}).status_code == 401
    assert role_of(city.finance).valid_to is None


def test_a_role_that_has_ended_has_no_end_form(city: Workshop, paavo: Client) -> None:
    ends(paavo, role_of(city.finance), "19.10.2026")
    text = paavo.get(f"{PEOPLE}{role_of(city.finance).pk}/").text
    assert "/paata/" not in text
    assert "päättynyt" in text


def test_the_list_costs_the_same_whatever_its_length(city: Workshop, paavo: Client) -> None:
    with CaptureQueriesContext(connection) as few:
        paavo.get(PEOPLE)
    for number in range(8):
        city.person(f"n{number}", Role.SUPERVISOR, city.library)
    with CaptureQueriesContext(connection) as many:
        paavo.get(PEOPLE)
    assert len(many) == len(few) <= MOST_QUERIES
