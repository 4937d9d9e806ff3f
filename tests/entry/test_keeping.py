"""The session ends, or the page grows old, in mid-entry: nothing typed is lost, nothing is saved unasked."""

import re

import pytest
from django.test import Client

from measures.models import Actual
from tests.entry.office import HTMX, PAGE, SAVE, SEND, Office, name, plain

OWN = {"origin": "http://testserver"}
KEPT = "/pikkula/kirjaus/kesken/"


@pytest.fixture
def careful(office: Office) -> Client:
    """Anna's browser before a server that checks the token of forms."""
    office.row("A1")
    client = Client(enforce_csrf_checks=True)
    client.force_login(office.anna)
    return client


def token(page: str) -> str:
    """The form's security token on a page."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def fields(page: str) -> dict[str, str]:
    """What the form on the page would send."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.split("<main")[1]))


@pytest.mark.parametrize("address", [SAVE, SEND])
def test_a_session_that_ended_keeps_the_figures_over_signing_in(office: Office, client: Client, address: str) -> None:
    row = office.row("A1")
    answer = client.post(f"{address}?kausi=2026-Q3", {name("A1"): "19 400", name("A1", "seen"): ""}, headers=OWN)
    assert answer.status_code == 401
    assert "Mitään ei vielä tallennettu." in answer.text
    assert "19 400" in answer.text
    assert f"/kirjaudu/?next={KEPT.replace('/', '%2F')}" in answer.text
    client.force_login(office.anna)
    kept = client.get(KEPT).text
    button = "Tallenna uudelleen" if address == SAVE else "Tallenna ja lähetä hyväksyttäväksi"
    assert re.findall(r'<button type="submit">([^<]+)</button>', kept.split("<main")[1]) == [button]
    assert f'action="{address}?kausi=2026-Q3"' in kept
    assert not Actual.objects.exists()
    client.post(f"{address}?kausi=2026-Q3", fields(kept), headers=OWN)
    assert office.latest(row).value == 19400
    assert client.get(KEPT).headers["Location"] == PAGE


def test_that_a_returned_figure_was_right_is_kept_too(office: Office, client: Client) -> None:
    row = office.row("A1")
    returned = office.enter(row, "5", state="returned")
    sent = {name("A1"): "5", name("A1", "seen"): str(returned.pk), "ennallaan": "A1.kirjasto.2026-Q3"}
    client.post(SAVE, sent, headers=OWN)
    client.force_login(office.anna)
    client.post(SAVE, fields(client.get(KEPT).text), headers=OWN)
    assert office.latest(row).supersedes == returned
    assert office.latest(row).returned_at is None


def test_figures_kept_survive_the_sign_in_form_itself(office: Office, client: Client) -> None:
    office.row("A1")
    office.anna.set_password("pitkä-salasana-1")
    office.anna.save()
    client.post(SAVE, {name("A1"): "77"}, headers=OWN)
    sent = {"username": "anna", "password": "pitkä-salasana-1", "next": KEPT}
    assert "77" in client.post("/kirjaudu/", sent, follow=True).text


def test_an_old_token_gives_the_figures_back_with_a_new_one(careful: Client, office: Office) -> None:
    page = careful.get(PAGE).text
    careful.force_login(office.anna)
    careful.cookies["csrftoken"] = "b" * 32
    sent = {name("A1"): "42", name("A1", "seen"): "", "csrfmiddlewaretoken": token(page)}
    answer = careful.post(SAVE, sent, headers=OWN)
    assert answer.status_code == 403
    assert "Luvut odottavat tallennusta" in answer.text
    assert not Actual.objects.exists()
    again = careful.post(SAVE, fields(answer.text), headers=OWN)
    assert again.status_code == 302
    assert Actual.objects.get().value == 42


def test_nothing_of_another_sites_form_is_kept(careful: Client) -> None:
    answer = careful.post(SAVE, {name("A1"): "666"}, headers={"origin": "https://muualla.example"})
    assert answer.status_code == 403
    assert "666" not in answer.text
    assert "Lomaketta ei voitu lähettää" in answer.text
    assert not Actual.objects.exists()


def test_nothing_of_another_sites_form_is_kept_for_a_visitor(office: Office) -> None:
    visitor = Client(enforce_csrf_checks=True)
    for headers in (
        {"origin": "null"},
        {"origin": "https://testserver.example"},
        {"referer": "http://testserver.fi/"},
        {},
    ):
        answer = visitor.post(SAVE, {name("A1"): "666"}, headers=headers)
        assert answer.status_code == 403
        assert "666" not in answer.text
    assert "sessionid" not in visitor.cookies


def test_more_than_can_be_kept_is_shown_and_said(office: Office, client: Client) -> None:
    answer = client.post(SAVE, {name("A1", "note"): "x" * 70_000}, headers=OWN)
    assert answer.status_code == 401
    assert "Lukuja oli enemmän kuin kirjautumisen yli voi säilyttää" in answer.text
    assert "kirjaus-kesken" not in client.session


def test_figures_of_one_city_are_not_shown_in_another(office: Office, anna: Client) -> None:
    session = anna.session
    session["kirjaus-kesken"] = {"code": "muualla", "address": "/muualla/", "fields": [[name("A1"), "5"]]}
    session.save()
    assert anna.get(KEPT).status_code == 302


def test_a_row_says_that_the_session_has_ended_and_leaves_the_fields_alone(office: Office, client: Client) -> None:
    answer = client.post(f"{SAVE}?rivi=A1.kirjasto.2026-Q3", {name("A1"): "5"}, headers=HTMX | OWN)
    assert answer.status_code == 401
    assert answer.headers["HX-Retarget"] == "find .row-message"
    assert answer.headers["HX-Reswap"] == "innerHTML"
    assert "Istuntosi on päättynyt, joten lukua ei tallennettu. Se on yhä kentässä." in plain(answer.text)


def test_a_row_with_an_old_token_gets_a_new_one_and_tries_once_more(careful: Client) -> None:
    address = f"{SAVE}?kausi=2026-Q3&rivi=A1.kirjasto.2026-Q3"
    careful.get(PAGE)
    first = careful.post(address, {name("A1"): "5"}, headers=HTMX | OWN)
    assert first.status_code == 422
    assert 'data-hx-trigger="load, click"' in first.text
    assert "A1.kirjasto.2026-Q3" in first.text
    second = careful.post(address, {name("A1"): "5", "toisto": "1"}, headers=HTMX | OWN)
    assert 'hx-trigger="load, click"' not in second.text
    third = careful.post(address, {name("A1"): "5", "csrfmiddlewaretoken": token(first.text)}, headers=HTMX | OWN)
    assert third.status_code == 200
    assert Actual.objects.get().value == 5


def test_saving_one_figure_leaves_the_others_that_were_kept(office: Office, client: Client) -> None:
    first, second = office.row("A1"), office.row("A2")
    client.post(SAVE, {name("A1"): "5", name("A2"): "7"}, headers=OWN)
    client.force_login(office.anna)
    client.post(SAVE, {name("A1"): "6", name("A1", "seen"): ""}, headers=OWN)
    assert office.latest(first).value == 6
    assert f'<a href="{KEPT}">' in client.get(PAGE).text
    kept = client.get(KEPT).text
    assert fields(kept)[name("A2")] == "7"
    assert name("A1") not in fields(kept)
    client.post(SAVE, fields(kept), headers=OWN)
    assert office.latest(second).value == 7
    assert f'<a href="{KEPT}">' not in client.get(PAGE).text
