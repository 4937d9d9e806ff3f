"""The accessibility statement and its form: what it says, what is taken in, what is refused and how."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from scorecard.about.keeping import MOST_IN_SPAN
from scorecard.models import Feedback
from tests.about.towns import STATEMENT, Towns, browser

SAID = {"text": "Ruudunlukija ei lue kaaviota.", "page": "", "municipality": "", "name": "", "email": ""}


def value_of(text: str, field: str) -> str:
    """What stands in a text field of the form."""
    found = re.search(rf'name="{field}" value="([^"]*)"', text)
    assert found
    return found[1]


def test_the_statement_says_what_the_law_asks(client: Client, towns: Towns) -> None:
    text = client.get(STATEMENT).text
    for said in (
        "306/2019",
        "Palvelu täyttää lain vaatimukset osittain.",
        "Mikä ei vielä ole saavutettavaa",
        "Miten saavutettavuus on arvioitu",
        "Vastaamme 14 päivän kuluessa",
        "Liikenne- ja viestintävirasto Traficom",
        'href="https://www.saavutettavuusvaatimukset.fi/"',
        'href="mailto:saavutettavuus@traficom.fi"',
        'href="tel:0295345000"',
    ):
        assert said in text


def test_the_authority_is_a_setting(client: Client, towns: Towns, settings: object) -> None:
    settings.SUPERVISOR = {"name": "Toinen", "unit": "", "url": "https://a.example/", "email": "", "phone": ""}
    text = client.get(STATEMENT).text
    assert "<strong>Toinen</strong>" in text
    assert 'href="https://a.example/">a.example</a>' in text
    assert "Traficom" not in text
    assert "mailto:" not in text
    assert "tel:" not in text


def test_only_the_text_is_needed(client: Client, towns: Towns) -> None:
    answer = client.post(STATEMENT, SAID, follow=True)
    assert "Kiitos, palautteesi on vastaanotettu." in answer.text
    assert "emme voi lähettää sinulle vastausta" in answer.text
    kept = Feedback.objects.get()
    assert (kept.text, kept.municipality, kept.name, kept.email, kept.page) == (SAID["text"], None, "", "", "")
    assert kept.due == dt.date(2026, 11, 3)


def test_with_an_address_the_day_of_the_answer_is_told(client: Client, towns: Towns) -> None:
    given = SAID | {"municipality": "lahti", "page": "/lahti/", "name": "Aino", "email": "aino@koti.example"}
    assert "Vastaamme viimeistään 3.11.2026." in client.post(STATEMENT, given, follow=True).text
    kept = Feedback.objects.get()
    assert (kept.municipality, kept.page, kept.name, kept.email) == (
        towns.lahti,
        "/lahti/",
        "Aino",
        "aino@koti.example",
    )


def test_the_answer_is_due_by_the_day_in_helsinki(towns: Towns, the_day: time_machine.Traveller) -> None:
    the_day.move_to(dt.datetime(2026, 10, 20, 21, 30, tzinfo=dt.UTC))  # half past midnight of the 21st
    assert towns.says().due == dt.date(2026, 11, 4)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": " \n "}, "Kirjoita palautteesi."),
        ({"text": "x" * 4001}, "Teksti on liian pitkä: enintään 4000 merkkiä."),
        ({"text": "a\x00b"}, "merkkejä"),
        ({"text": "a\u202eb"}, "Tekstissä on merkkejä, joita ei voi nähdä."),
        ({"name": "x" * 101}, "Teksti on liian pitkä: enintään 100 merkkiä."),
        ({"page": "x" * 301}, "Teksti on liian pitkä: enintään 300 merkkiä."),
        ({"email": "aino"}, "Kirjoita sähköpostiosoite muodossa nimi@esimerkki.fi"),
        ({"email": "aino@koti.example\nBcc: kaikki@koti.example"}, "Kirjoita sähköpostiosoite"),
        ({"municipality": "salo"}, "Valitse luettelosta."),
        ({"municipality": "eiole"}, "Valitse luettelosta."),
    ],
)
def test_what_is_wrong_is_said_in_its_place_and_nothing_is_kept(
    client: Client, towns: Towns, change: dict[str, str], sentence: str
) -> None:
    answer = client.post(STATEMENT, SAID | {"name": "Aino"} | change)
    assert answer.status_code == 422
    (field,) = change
    summary = answer.text.split('role="alert"')[1].split("</div>")[0]
    assert f'href="#palaute-{field}"' in summary
    assert sentence in summary
    assert f'id="palaute-{field}-virhe"' in answer.text
    assert not re.search(r'value="[^"]*\n', answer.text)
    assert "kirjoittamasi on tallella" in summary
    assert field == "text" or SAID["text"] in answer.text
    assert not Feedback.objects.exists()


def test_without_a_fresh_token_the_text_stays_and_can_be_sent_again(towns: Towns) -> None:
    client = browser(enforce_csrf_checks=True)
    answer = client.post(STATEMENT, SAID)
    assert answer.status_code == 422
    assert "Lomake oli vanhentunut, eikä palautetta lähetetty." in answer.text
    assert SAID["text"] in answer.text
    assert not Feedback.objects.exists()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text)
    assert token
    assert client.post(STATEMENT, SAID | {"csrfmiddlewaretoken": token[1]}).status_code == 302
    assert Feedback.objects.count() == 1


def test_the_form_knows_the_page_one_came_from(client: Client, towns: Towns) -> None:
    text = client.get(STATEMENT, headers={"Referer": "http://testserver/lahti/mittarit/K01/?kausi=2025"}).text
    assert value_of(text, "page") == "/lahti/mittarit/K01/"
    assert '<option value="lahti" selected>' in text


@pytest.mark.parametrize(
    "came", ["http://muualla.example/lahti/", "http://testserver/saavutettavuusseloste/", "", "höpö"]
)
def test_a_page_elsewhere_is_not_guessed(client: Client, towns: Towns, came: str) -> None:
    text = client.get(STATEMENT, headers={"Referer": came.encode("ascii", "ignore").decode()}).text
    assert value_of(text, "page") == ""
    assert '<option value="" selected>Koko palvelua</option>' in text


def test_an_unpublished_city_is_offered_to_its_own_people_only(towns: Towns) -> None:
    assert 'value="salo"' not in browser(towns.steward).get(STATEMENT).text
    towns.steward.memberships.create(municipality=towns.salo, role="reader")
    text = browser(towns.steward).get(STATEMENT).text
    assert 'value="salo"' in text
    assert value_of(text, "email") == "liisa@kunta.example"


def test_after_five_in_an_hour_one_waits_and_keeps_the_text(
    client: Client, towns: Towns, the_day: time_machine.Traveller
) -> None:
    for number in range(MOST_IN_SPAN):
        assert client.post(STATEMENT, SAID | {"text": f"Palaute {number}."}).status_code == 302
    answer = client.post(STATEMENT, SAID)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "3600"
    assert SAID["text"] in answer.text
    assert Feedback.objects.count() == MOST_IN_SPAN == 5
    assert browser(REMOTE_ADDR="10.0.0.9").post(STATEMENT, SAID).status_code == 302
    the_day.shift(dt.timedelta(hours=1, minutes=1))
    assert client.post(STATEMENT, SAID).status_code == 302


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(towns: Towns, settings: object) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for number in range(MOST_IN_SPAN):
        claimed = {"X-Forwarded-For": f"1.1.1.{number}, 192.0.2.7"}
        assert browser().post(STATEMENT, SAID | {"text": str(number)}, headers=claimed).status_code == 302
    assert browser().post(STATEMENT, SAID, headers={"X-Forwarded-For": "8.8.8.8, 192.0.2.7"}).status_code == 429
    assert browser().post(STATEMENT, SAID, headers={"X-Forwarded-For": "192.0.2.8"}).status_code == 302


def test_sent_twice_it_is_one(client: Client, towns: Towns) -> None:
    for _ in range(2):
        assert client.post(STATEMENT, SAID).status_code == 302
    assert Feedback.objects.count() == 1


def test_who_sends_is_not_kept(client: Client, towns: Towns) -> None:
    client.post(STATEMENT, SAID)
    browser(towns.steward).post(STATEMENT, SAID)
    kept = [str(value) for one in Feedback.objects.values() for value in one.values()]
    assert not any("127.0.0.1" in value or "liisa" in value for value in kept)


def test_looking_asks_the_database_one_thing(client: Client, towns: Towns, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):
        client.get(STATEMENT)
