"""How long a session lasts: from signing in or «Jatka», and not longer for looking about."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from tests.pages.test_sign_in import sign_in
from tests.shelf import TODAY

PLACE = "/kirjaudu/jatka/"
AGE = settings.SESSION_COOKIE_AGE


def after(seconds: int) -> time_machine.travel:
    """So many seconds after the day of these tests began."""
    return time_machine.travel(TODAY + dt.timedelta(seconds=seconds), tick=False)


def test_a_working_day_is_ten_hours() -> None:
    assert AGE == 36_000


def test_looking_about_does_not_put_the_end_off(demo, client: Client) -> None:
    sign_in(client, "johto")
    with after(3_600):
        assert client.get("/kemi/tilannekuva/").status_code == 200
        answer = client.get(PLACE)
        assert answer.json() == {"seconds": 32_400}
        assert not answer.cookies
    with after(AGE + 1):
        assert client.get(PLACE).json() == {"seconds": 0}
        assert client.get("/kemi/tilannekuva/").status_code == 302


def test_going_on_begins_the_day_anew(demo, client: Client) -> None:
    sign_in(client, "johto")
    with after(AGE - 100):
        answer = client.post(PLACE)
        assert answer.json() == {"seconds": AGE}
        assert answer.cookies["sessionid"]["max-age"] == AGE
    with after(AGE + 3_600):
        assert client.get("/kemi/tilannekuva/").status_code == 200
    with after(AGE - 100 + AGE + 1):
        assert client.get("/kemi/tilannekuva/").status_code == 302


def test_a_session_that_has_ended_is_not_brought_back(demo, client: Client) -> None:
    sign_in(client, "johto")
    with after(AGE + 1):
        answer = client.post(PLACE)
        assert (answer.status_code, answer.json()) == (401, {"seconds": 0})
        assert client.get("/kemi/tilannekuva/").status_code == 302


def test_another_site_cannot_put_the_end_off(demo) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(_manager())
    assert browser.post(PLACE).status_code == 403


@pytest.mark.parametrize(("who", "warned"), [("johto", True), ("", False)])
def test_the_warning_waits_on_pages_of_the_signed_in(demo, as_reader, who: str, warned: bool) -> None:
    page = as_reader(who).get("/kemi/").content.decode()
    assert ('<dialog class="session"' in page) is warned
    assert ("served/session.js" in page) is warned
    assert ('data-warning="300"' in page) is warned


def _manager():
    from scorecard.models import User

    return User.objects.get(username="johto")
