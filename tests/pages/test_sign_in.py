"""Signing in and out."""

import pytest
from django.test import Client

PASSWORD = "kemi-demo-2025"


def sign_in(client: Client, name: str, password: str = PASSWORD, address: str = "/kirjaudu/", **more: str):
    """Sends the sign-in form."""
    return client.post(address, {"username": name, "password": password, **more})


@pytest.mark.parametrize(
    ("name", "home"),
    [
        ("johto", "/kemi/tilannekuva/"),
        ("valvoja", "/kemi/tilannekuva/"),
        ("valtuutettu", "/kemi/"),
        ("kokkola", "/kokkola/tilannekuva/"),
    ],
)
def test_a_person_comes_home(demo, client: Client, name: str, home: str) -> None:
    answer = sign_in(client, name)
    assert (answer.status_code, answer.headers["Location"]) == (302, home)
    assert client.get(home).status_code == 200


def test_a_person_goes_on_to_where_they_were_going(demo, client: Client) -> None:
    answer = sign_in(client, "johto", next="/kemi/tilannekuva/?kausi=2025")
    assert answer.headers["Location"] == "/kemi/tilannekuva/?kausi=2025"


@pytest.mark.parametrize("elsewhere", ["https://muualla.example/", "//muualla.example/", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(demo, client: Client, elsewhere: str) -> None:
    assert sign_in(client, "johto", next=elsewhere).headers["Location"] == "/kemi/tilannekuva/"


def test_a_wrong_password_gets_one_sentence_and_keeps_the_name(demo, client: Client) -> None:
    answer = sign_in(client, "johto", "väärä")
    assert answer.status_code == 200
    assert "Käyttäjätunnus ja salasana eivät sovi yhteen." in answer.text
    assert answer.text.count('role="alert"') == 1
    assert 'value="johto"' in answer.text
    assert "väärä" not in answer.text


def test_empty_fields_are_named(demo, client: Client) -> None:
    answer = sign_in(client, "", "")
    assert answer.text.count("Täytä tämä kenttä.") == 2
    assert 'id="id_username_error"' in answer.text
    assert 'aria-describedby="id_username_error"' in answer.text


def test_somebody_who_has_left_does_not_get_in(demo, client: Client, django_user_model) -> None:
    django_user_model.objects.filter(username="johto").update(is_active=False)
    assert "Käyttäjätunnus ja salasana eivät sovi yhteen." in sign_in(client, "johto").text


def test_signing_in_again_gives_a_new_session(demo, client: Client) -> None:
    sign_in(client, "johto")
    first = client.session.session_key
    sign_in(client, "johto")
    assert client.session.session_key != first
    assert client.get("/kemi/tilannekuva/").status_code == 200


def test_signing_out_takes_a_button(demo, as_reader) -> None:
    client = as_reader("johto")
    assert client.get("/kirjaudu/ulos/").status_code == 405
    assert client.get("/kemi/tilannekuva/").status_code == 200
    assert client.post("/kirjaudu/ulos/").headers["Location"] == "/"
    assert client.get("/kemi/tilannekuva/").status_code == 302
