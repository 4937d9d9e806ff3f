"""Whose figure it is, and why it changes: along a chain of drafts, between people at one browser, over a return."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from measures.actions import open_window
from measures.models import Actual
from measures.periods import Period
from scorecard.models import Membership, User
from tests.entry.office import HTMX, PAGE, SAVE, Office, line, name, plain

OWN = {"origin": "http://testserver"}
KEPT = "/pikkula/kirjaus/kesken/"


@pytest.fixture
def steward(office: Office) -> User:
    """Another person of the city, who reaches every unit."""
    person = User.objects.create_user("pirjo", first_name="Pirjo")
    Membership.objects.create(user=person, municipality=office.world.city, role="steward")
    return person


def save(client: Client, office: Office, code: str, value: str, **more: str) -> object:
    """Saves one row as the page that shows the latest entry would."""
    latest = Actual.objects.filter(indicator__code=code, superseded_by=None).first()
    fields = {name(code): value, name(code, "seen"): str(latest.pk) if latest else "", **more}
    return client.post(f"{SAVE}?rivi={code}.kirjasto.2026-Q3", fields, headers=HTMX)


def test_a_reason_follows_the_change_until_it_is_approved(office: Office, anna: Client) -> None:
    row = office.row("A1")
    office.enter(row, "3")
    assert save(anna, office, "A1", "99").status_code == 422
    save(anna, office, "A1", "99", **{name("A1", "late_reason"): "refined"})
    save(anna, office, "A1", "98")
    save(anna, office, "A1", "97")
    assert [(one.value, one.late_reason) for one in Actual.objects.order_by("id")] == [
        (3, ""),
        (99, "refined"),
        (98, "refined"),
        (97, "refined"),
    ]


def test_a_first_figure_corrected_before_approval_needs_no_reason(office: Office, anna: Client) -> None:
    row = office.row("A1")
    save(anna, office, "A1", "3")
    save(anna, office, "A1", "4")
    assert (office.latest(row).value, office.latest(row).late_reason) == (4, "")


def test_a_returned_figure_that_was_right_goes_back_as_it_is(office: Office, anna: Client) -> None:
    row = office.row("A1")
    returned = office.enter(row, "7", state="returned")
    assert "Luku on oikein, pidä se" in anna.get(PAGE).text
    save(anna, office, "A1", "7", ennallaan="A1.kirjasto.2026-Q3")
    again = office.latest(row)
    assert (again.value, again.supersedes, again.submitted_at) == (7, returned, None)


def test_another_person_at_the_same_browser_is_asked_first(office: Office, client: Client, steward: User) -> None:
    office.row("A1")
    client.force_login(steward)
    answer = save(client, office, "A1", "5", kirjaaja="anna")
    assert answer.status_code == 422
    assert "Tässä selaimessa on nyt kirjautunut" in answer.text
    assert "load" not in answer.text.split("data-hx-post")[1].split(">")[0]
    assert not Actual.objects.exists()
    save(client, office, "A1", "5", kirjaaja="anna", toisto="1")
    assert Actual.objects.get().entered_by == steward


def test_what_was_kept_is_shown_to_its_writer_alone(office: Office, client: Client, steward: User) -> None:
    office.row("A1")
    client.post(f"{SAVE}?kausi=2026-Q3", {name("A1"): "5", "kirjaaja": "anna"}, headers=OWN)
    client.force_login(office.anna)
    assert "Lomakkeella olleet luvut" in client.get(KEPT).text
    client.logout()
    client.post(f"{SAVE}?kausi=2026-Q3", {name("A1"): "5", "kirjaaja": "anna"}, headers=OWN)
    client.force_login(steward)
    assert client.get(KEPT).status_code == 302


def test_a_form_that_is_turned_away_shows_what_was_on_it(office: Office, anna: Client) -> None:
    row = office.row("A1")
    office.row("B1", units=[office.school])
    answer = anna.post(SAVE, {name("A1"): "41", "B1.koulu.2026-Q3:value": "6"}, headers=OWN)
    assert answer.status_code == 403
    assert "Mitään lomakkeen luvuista ei tallennettu" in answer.text
    assert "41" in plain(answer.text)
    assert not Actual.objects.filter(indicator=row.indicator).exists()


def test_a_shut_window_is_the_first_thing_said(office: Office, anna: Client) -> None:
    row = office.row("A1")
    entry = office.enter(row, "5")
    office.close()
    answer = anna.post(SAVE, {name("A1"): "6", name("A1", "seen"): str(entry.pk)})
    assert "on suljettu" in answer.text
    assert "jo hyväksytty" not in plain(answer.text)


def test_a_forecast_is_said_back_beside_the_figure(office: Office, anna: Client) -> None:
    office.row("A1", time="sum")
    answer = save(anna, office, "A1", "3", **{name("A1", "forecast"): "1 234"})
    assert "luettiin 3 kpl, ennuste 1 234 kpl" in plain(line(answer.text, "A1"))


def test_a_forecast_is_not_taken_where_none_is_asked(office: Office, anna: Client) -> None:
    row = office.row("A1")
    save(anna, office, "A1", "3", **{name("A1", "forecast"): "9"})
    assert office.latest(row).forecast is None


def test_one_time_has_one_window(office: Office) -> None:
    days = {"opens": office.window.opens, "due": office.window.due, "closes": office.window.closes}
    with pytest.raises(ValidationError, match="osin samaa aikaa"):
        open_window(municipality=office.world.city, period=Period.parse("2026-H2"), by=office.anna, **days)


def test_joined_emoji_are_text_like_any_other(office: Office, anna: Client) -> None:
    row = office.row("A1")
    save(anna, office, "A1", "3", **{name("A1", "note"): "Perhepäivä 👨\u200d👩\u200d👧"})
    assert office.latest(row).note == "Perhepäivä 👨\u200d👩\u200d👧"
