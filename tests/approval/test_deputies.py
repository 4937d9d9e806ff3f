"""A deputy is named for days from–to; the rights last exactly those days; the naming is ended in one action."""

import datetime as dt
from html import escape
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from measures.deputies import end_deputy, name_deputy
from scorecard.models import Membership, Unit, User
from scorecard.models.codes import Role
from scorecard.permissions import Right, access
from tests.approval.desk_world import DeskWorld, browser
from tests.world import noon

PAGE = "/pikkula/hyvaksynta/sijaiset/"


@pytest.fixture
def aino(city: DeskWorld) -> User:
    """A supervisor of the museum, who stands in for the head."""
    return city.person("aino", Role.SUPERVISOR, city.museum, "Aino", "Aho")


def form(city: DeskWorld, who: User, **change: str) -> dict[str, str]:
    """The form as it is filled in."""
    filled = {"unit": str(city.sector.pk), "deputy": str(who.pk), "starts": "2.11.2026", "ends": "6.11.2026"}
    return filled | change


def approves(who: User, day: str) -> bool:
    """May the person approve on a day?"""
    held = access(who, "pikkula", dt.date.fromisoformat(day))
    return held is not None and held.may(Right.APPROVE)


def test_the_head_names_a_deputy_whose_rights_last_exactly_those_days(city: DeskWorld, aino: User) -> None:
    done = browser(city.head).post(PAGE, form(city, aino), follow=True)
    assert "Aino Aho on nimetty sijaiseksi: Sivistys." in done.text
    days = ["2026-11-01", "2026-11-02", "2026-11-06", "2026-11-07"]
    assert [approves(aino, day) for day in days] == [False, True, True, False]
    post = Membership.objects.get(user=aino, role=Role.DEPUTY)
    assert post.history.get().history_user == city.head


def test_a_deputy_approves_what_the_head_has_entered(
    city: DeskWorld, aino: User, the_day: time_machine.Traveller
) -> None:
    Membership.objects.filter(user=city.deputy).delete()
    entry = city.sent("KAYNNIT", "1200", by=city.head)
    name_deputy(unit=city.sector, deputy=aino, starts=dt.date(2026, 10, 20), ends=dt.date(2026, 10, 21), by=city.head)
    own = "Oma kirjauksesi: hyväksyjäksi Aino Aho tai paavo-pikkula."
    assert own in browser(city.head).get("/pikkula/hyvaksynta/").text
    client, address = browser(aino), "/pikkula/hyvaksynta/hyvaksy/"
    assert client.post(address, {"mita": "valitut", "luku": [entry.pk]}).status_code == 302
    entry.refresh_from_db()
    assert entry.approved_by == aino
    the_day.move_to(noon("2026-10-22"))
    assert browser(aino).get("/pikkula/hyvaksynta/").status_code == 403


def test_the_same_person_is_named_again_later_and_both_times_are_kept(
    city: DeskWorld, aino: User, the_day: time_machine.Traveller
) -> None:
    first = name_deputy(
        unit=city.sector, deputy=aino, starts=dt.date(2026, 10, 20), ends=dt.date(2026, 10, 23), by=city.head
    )
    the_day.move_to(noon("2026-11-02"))
    name_deputy(unit=city.sector, deputy=aino, starts=dt.date(2026, 11, 2), ends=dt.date(2026, 11, 3), by=city.head)
    first.refresh_from_db()
    assert first.valid_to == dt.date(2026, 10, 23)
    text = browser(city.head).get(PAGE).text
    assert "2.11.2026–3.11.2026" in text
    assert "20.10.2026–23.10.2026" in text.split("Aiemmat sijaiset")[1]


def test_sent_twice_the_second_says_that_it_is_done(city: DeskWorld, aino: User) -> None:
    client = browser(city.head)
    client.post(PAGE, form(city, aino))
    again = client.post(PAGE, form(city, aino))
    assert again.status_code == 422
    assert "Henkilö on jo sijaisena 2.11.2026–6.11.2026." in again.text
    assert Membership.objects.filter(user=aino, role=Role.DEPUTY).count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"unit": ""}, "Valitse, missä sijainen toimii."),
        ({"unit": "999999"}, "Valitse luettelosta."),
        ({"deputy": ""}, "Valitse, kuka toimii sijaisena."),
        ({"deputy": "x"}, "Valitse luettelosta."),
        ({"starts": "19.10.2026"}, "Päivä on jo mennyt."),
        ({"ends": "1.11.2026"}, "Viimeinen päivä ei voi olla ennen ensimmäistä."),
        ({"ends": "31.11.2026"}, "Kirjoita päivä muodossa"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_named(
    city: DeskWorld, aino: User, change: dict[str, str], sentence: str
) -> None:
    refused = browser(city.head).post(PAGE, form(city, aino) | change)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert not Membership.objects.filter(user=aino, role=Role.DEPUTY).exists()


def test_the_head_is_no_deputy_of_the_own_sector(city: DeskWorld) -> None:
    assert city.head.get_full_name() not in browser(city.head).get(PAGE).text.split('name="deputy"')[1]
    refused = browser(city.steward).post(PAGE, form(city, city.head))
    assert refused.status_code == 422
    assert "Henkilö johtaa itse tätä toimialaa noina päivinä." in refused.text


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"starts": dt.date(2026, 10, 19)}, "alkaa tänään tai myöhemmin"),
        ({"ends": dt.date(2026, 10, 20), "starts": dt.date(2026, 10, 21)}, "aikaisintaan"),
    ],
)
def test_the_verb_refuses_days_that_cannot_be(city: DeskWorld, aino: User, facts: dict, sentence: str) -> None:
    days = {"starts": dt.date(2026, 10, 20), "ends": dt.date(2026, 10, 30)} | facts
    with pytest.raises(ValidationError, match=sentence):
        name_deputy(unit=city.sector, deputy=aino, by=city.head, **days)
    aino.is_active = False
    aino.save()
    with pytest.raises(ValidationError, match="tunnus ei ole käytössä"):
        name_deputy(
            unit=city.sector, deputy=aino, by=city.head, starts=dt.date(2026, 10, 20), ends=dt.date(2026, 10, 30)
        )


def test_a_deputy_in_office_is_ended_at_once(city: DeskWorld, aino: User, the_day: time_machine.Traveller) -> None:
    post = name_deputy(
        unit=city.sector, deputy=aino, starts=dt.date(2026, 10, 20), ends=dt.date(2026, 10, 30), by=city.head
    )
    the_day.move_to(noon("2026-10-22"))
    done = browser(city.head).post(f"{PAGE}{post.pk}/paata/", follow=True)
    assert "Sijaisuus on päätetty: Aino Aho. Oikeudet päättyivät heti." in done.text
    post.refresh_from_db()
    assert post.valid_to == dt.date(2026, 10, 21)
    assert post.history.latest().history_user == city.head
    assert browser(aino).get("/pikkula/hyvaksynta/").status_code == 403
    again = browser(city.head).post(f"{PAGE}{post.pk}/paata/")
    assert again.status_code == 422
    assert "Sijaisuus on jo päättynyt. Mitään ei muutettu." in again.text


@pytest.mark.parametrize("starts", ["2026-10-20", "2026-11-02"])
def test_one_that_has_not_lasted_a_day_is_taken_away_and_its_history_stays(
    city: DeskWorld, aino: User, starts: str
) -> None:
    day = dt.date.fromisoformat(starts)
    post = name_deputy(unit=city.sector, deputy=aino, starts=day, ends=dt.date(2026, 11, 30), by=city.head)
    number = post.pk
    end_deputy(post=number, by=city.steward)
    assert not Membership.objects.filter(pk=number).exists()
    assert [one.history_type for one in Membership.history.filter(id=number).order_by("history_id")] == ["+", "-"]
    assert Membership.history.filter(id=number).latest().history_user == city.steward
    with pytest.raises(ValidationError):
        end_deputy(post=number, by=city.steward)


# --- doors


def test_the_steward_names_for_every_sector_and_the_head_for_the_own(city: DeskWorld, aino: User) -> None:
    far = Unit.objects.create(municipality=city.city, code="tekniikka", kind="sector", name_fi="Tekniikka")
    away = form(city, aino, unit=str(far.pk))
    refused = browser(city.head).post(PAGE, away)
    assert refused.status_code == 422
    assert "Valitse luettelosta." in refused.text
    assert browser(city.steward).post(PAGE, away).status_code == 302
    post = Membership.objects.get(user=aino, unit=far)
    assert "Tekniikka ·" not in browser(city.head).get(PAGE).text
    assert browser(city.head).post(f"{PAGE}{post.pk}/paata/").status_code == 404


@pytest.mark.parametrize("who", ["deputy", "supervisor"])
def test_neither_a_deputy_nor_a_supervisor_names_one(city: DeskWorld, aino: User, who: str) -> None:
    client = browser(getattr(city, who))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, form(city, aino)).status_code == 403
    assert not Membership.objects.filter(user=aino, role=Role.DEPUTY).exists()


def test_another_citys_deputy_is_not_there_and_a_post_without_session_is_told(city: DeskWorld) -> None:
    other = DeskWorld("toinen", "998")
    post = Membership.objects.get(user=other.deputy)
    assert browser(city.steward).post(f"{PAGE}{post.pk}/paata/").status_code == 404
    assert Client().post(f"{PAGE}{post.pk}/paata/").status_code == 401
    assert browser(city.steward).get(f"{PAGE}{post.pk}/paata/").status_code == 405
    post.refresh_from_db()
    assert post.valid_to is None


def test_a_naming_typed_after_the_session_ended_stands_in_the_form_again(city: DeskWorld, aino: User) -> None:
    told = Client().post(PAGE, form(city, aino))
    assert told.status_code == 401
    assert "Valintasi ja päiväsi ovat lomakkeella valmiina" in told.text
    back = f"{PAGE}?{urlencode(form(city, aino))}"
    assert f'href="/kirjaudu/?{escape(urlencode({"next": back}))}"' in told.text
    page = browser(city.head).get(back)
    assert f'<option value="{aino.pk}" selected>' in page.text
    assert 'value="2.11.2026"' in page.text
    assert 'value="6.11.2026"' in page.text
    assert not Membership.objects.filter(user=aino, role=Role.DEPUTY).exists()
    assert Client().get(PAGE).headers["Location"] == f"/kirjaudu/?next={PAGE}"


@pytest.mark.parametrize("number", [1, 10])
def test_the_page_asks_the_database_at_most_twelve_times(
    city: DeskWorld, django_assert_max_num_queries, number: int
) -> None:
    for place in range(number):
        who = city.person(f"n{place}", Role.SUPERVISOR, city.museum)
        name_deputy(unit=city.sector, deputy=who, starts=dt.date(2026, 11, 2), ends=dt.date(2026, 11, 3), by=city.head)
    client = browser(city.head)
    with django_assert_max_num_queries(12):
        assert client.get(PAGE).text.count("tulossa</span>") == number
