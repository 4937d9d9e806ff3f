"""The session, the person and the roles are read by one question, and what Django decides of them stays decided."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from kemi_strategy.web.dates import today
from scorecard.models import Membership, SignIn, User
from scorecard.models.codes import Role
from tests.approval.desk_world import DeskWorld, browser

PAGE = "/pikkula/lautakunnat/"


@pytest.fixture
def city(db) -> DeskWorld:
    return DeskWorld()


@pytest.mark.parametrize("roles", [1, 5])
def test_who_reads_and_what_they_may_is_one_question(city: DeskWorld, roles: int, django_assert_num_queries) -> None:
    for number in range(1, roles):
        left = dt.date(2020 + number, 1, 1)
        Membership.objects.create(
            user=city.head, municipality=city.city, role=Role.SECTOR_HEAD, unit=city.sector, valid_from=left,
            valid_to=left,
        )  # fmt: skip
    reader = browser(city.head)
    with django_assert_num_queries(2) as asked:  # and the units
        assert reader.get(PAGE).status_code == 200
    assert "scorecard_signin" in asked.captured_queries[0]["sql"]
    assert "scorecard_unit" in asked.captured_queries[1]["sql"]


def test_a_session_knows_whose_it_is(city: DeskWorld) -> None:
    browser(city.head)
    assert [one.user for one in SignIn.objects.all()] == [city.head]


def test_somebody_without_a_role_is_signed_in_and_sees_nothing_of_the_city(city: DeskWorld) -> None:
    reader = browser(User.objects.create_user("vieras", first_name="Ville", last_name="Vieras"))
    assert "Ville Vieras" in reader.get("/pikkula/").text
    assert reader.get(PAGE).status_code == 404


def test_a_role_given_or_ended_holds_from_the_next_request(city: DeskWorld) -> None:
    person = User.objects.create_user("uusi")
    reader = browser(person)
    assert reader.get(PAGE).status_code == 404
    post = Membership.objects.create(user=person, municipality=city.city, role=Role.MANAGEMENT)
    assert reader.get(PAGE).status_code == 200
    post.valid_to = today() - dt.timedelta(days=1)
    post.save()
    assert reader.get(PAGE).status_code == 404


def test_signing_out_elsewhere_a_new_password_and_a_closed_account_end_it(city: DeskWorld) -> None:
    for end in (_forgotten, _new_password, _closed):
        reader = browser(city.head)
        assert reader.get(PAGE).status_code == 200
        end(city.head)
        assert reader.get(PAGE).status_code == 302, end


def test_a_session_that_has_run_out_is_nobodys(city: DeskWorld) -> None:
    reader = browser(city.head)
    SignIn.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    assert reader.get(PAGE).status_code == 302


def test_another_person_in_the_same_browser_gets_their_own_roles(city: DeskWorld) -> None:
    other = User.objects.create_user("toinen", password="salasana-toinen-1")
    reader = browser(city.head)
    reader.post("/kirjaudu/", {"username": "toinen", "password": "salasana-toinen-1"})
    assert reader.get(PAGE).status_code == 404
    assert SignIn.objects.get(session_key=reader.session.session_key).user == other


def test_a_visitor_asks_for_no_session(city: DeskWorld, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert Client().get("/sanasto/").status_code == 200


def _forgotten(person: User) -> None:
    person.sign_ins.all().delete()


def _new_password(person: User) -> None:
    person.set_password("uusi-salasana-12345")
    person.save()


def _closed(person: User) -> None:
    person.is_active = False
    person.save()
