"""Invitations: the letter, the link that works once, an account that is there already, and who learns of it."""

import datetime as dt
import re
from smtplib import SMTPException

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from scorecard.models import Invitation, Membership, User
from scorecard.models.codes import Role
from scorecard.people.keeping import digest_of
from scorecard.permissions import access
from tests.work.workshop import Workshop, browser, made_by

PASSWORD = "pitka ja hyva lause 7"
PEOPLE = "/pikkula/hallinta/ihmiset/"


def typed(**facts: str) -> dict[str, str]:
    return {
        "first_name": "Uuno",
        "last_name": "Uusi",
        "email": "uuno@pikkula.example",
        "language": "fi",
        "role": "finance",
        "unit": "",
        "valid_from": "",
        "valid_to": "",
    } | facts


def invited(city: Workshop, **facts: str) -> str:
    """The page after inviting."""
    return browser(city.steward).post(PEOPLE, typed(**facts), follow=True).text


def link_in(mailoutbox: list) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", mailoutbox[-1].body)
    assert found is not None
    return found[1]


def passwords(password: str = PASSWORD, again: str | None = None) -> dict[str, str]:
    return {"password": password, "again": password if again is None else again}


def test_a_letter_with_a_link_is_sent(city: Workshop, mailoutbox: list) -> None:
    text = invited(city)
    assert "Kutsu on lähetetty osoitteeseen uuno@pikkula.example." in text
    assert "Uuno Uusi" in text
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == (["uuno@pikkula.example"], "Kutsu strategiamittaristoon")
    assert "Roolisi: talous." in letter.body
    assert "27.10.2026 asti" in letter.body
    assert "Paavo Pesonen on kutsunut sinut" in letter.body
    kept = Invitation.objects.get()
    assert (kept.role, kept.invited_by, kept.sent_at) == ("finance", city.steward, kept.invited_at)
    secret = link_in(mailoutbox).rstrip("/").rpartition("/")[2]
    assert kept.token_hash == digest_of(secret)
    assert secret not in str(Invitation.objects.values())


def test_looking_at_the_link_changes_nothing(city: Workshop, mailoutbox: list, client: Client) -> None:
    invited(city)
    for _time in range(2):
        answer = client.get(link_in(mailoutbox))
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
        assert "uuno@pikkula.example" in answer.text
    assert not User.objects.filter(username="uuno@pikkula.example").exists()
    assert Invitation.objects.get().accepted_at is None


def test_the_link_makes_an_account_and_works_once(city: Workshop, mailoutbox: list, client: Client) -> None:
    invited(city, role="supervisor", unit=str(city.library.pk))
    link = link_in(mailoutbox)
    answer = client.post(link, passwords(), follow=True)
    assert "Kutsu on otettu vastaan. Kirjaudu nyt sisään." in answer.text
    person = User.objects.get(username="uuno@pikkula.example")
    assert (person.first_name, person.last_name, person.language) == ("Uuno", "Uusi", "fi")
    assert client.login(username=person.username, password=PASSWORD)
    role = person.memberships.get()
    assert (role.role, role.unit, role.valid_from, role.valid_to) == (
        "supervisor", city.library, dt.date(2026, 10, 20), None,
    )  # fmt: skip
    assert made_by(role) == [("+", city.steward.username)]
    kept = Invitation.objects.get()
    assert (kept.accepted_by, kept.accepted_at is not None) == (person, True)
    again = client.post(link, passwords("toinen hyva lause 8"))
    assert again.status_code == 404
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert person.memberships.count() == 1


def test_unknown_used_old_and_withdrawn_links_give_the_same_page(
    city: Workshop, mailoutbox: list, client: Client, the_day
) -> None:
    def dead(link: str) -> str:
        seen = client.get(link)
        sent = client.post(link, passwords())
        assert (seen.status_code, sent.status_code) == (404, 404)
        return re.sub(r'(nonce|content)="[^"]*"|/kirjaudu/kutsu/[^"/]*|value="[^"]*"', "", seen.text)

    invited(city)
    used = link_in(mailoutbox)
    Client().post(used, passwords())
    invited(city, email="toinen@pikkula.example")
    old = link_in(mailoutbox)
    invited(city, email="kolmas@pikkula.example")
    withdrawn = link_in(mailoutbox)
    last = Invitation.objects.order_by("-pk").first()
    browser(city.steward).post(f"{PEOPLE}kutsut/{last.pk}/", {"peru": ""})
    the_day.shift(dt.timedelta(days=7, seconds=1))
    pages = {dead(link) for link in (used, old, withdrawn, "/kirjaudu/kutsu/tuntematon/")}
    assert len(pages) == 1
    assert "Kutsu ei ole voimassa" in pages.pop()
    assert not User.objects.filter(username="toinen@pikkula.example").exists()


def test_a_link_works_for_seven_days(city: Workshop, mailoutbox: list, client: Client, the_day) -> None:
    invited(city)
    the_day.shift(dt.timedelta(days=7, seconds=-1))
    assert client.get(link_in(mailoutbox)).status_code == 200


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        (passwords("lyhyt"), "12"),
        (passwords("salasana1234", "toinen"), "Salasanat eivät ole samat."),
        ({"password": "", "again": ""}, "Täytä tämä kenttä."),
        (passwords("uuno@pikkula.example"), "on liian"),
    ],
)
def test_a_poor_password_is_told_and_the_link_goes_on_working(
    city: Workshop, mailoutbox: list, client: Client, sent: dict[str, str], fault: str
) -> None:
    invited(city)
    link = link_in(mailoutbox)
    answer = client.post(link, sent)
    assert answer.status_code == 422
    assert fault.lower() in answer.text.lower()
    assert not User.objects.filter(username="uuno@pikkula.example").exists()
    assert client.post(link, passwords()).status_code == 302


@pytest.mark.parametrize(
    ("language", "words", "short"),
    [("sv", "Inbjudan", "minst 12 tecken"), ("en", "Invitation", "at least 12 characters")],
)
def test_letter_and_page_in_the_person_s_language(
    city: Workshop, mailoutbox: list, client: Client, language: str, words: str, short: str
) -> None:
    invited(city, language=language)
    assert words in mailoutbox[0].subject
    link = link_in(mailoutbox)
    assert link.startswith(f"/{language}/")
    assert short in client.post(link, passwords("abc")).text


def test_an_account_of_another_municipality_takes_the_role_with_its_own_password(
    city: Workshop, mailoutbox: list, client: Client
) -> None:
    other = Workshop("naapuri", "998")
    somebody = other.finance
    somebody.email, somebody.first_name = "Uuno@Pikkula.example", "Salainen"
    somebody.set_password("vanha salasana 12")
    somebody.save()
    unknown = invited(city, email="tuntematon@pikkula.example").replace("tuntematon@", "uuno@")
    Invitation.objects.all().delete()
    known = invited(city)
    strip = re.compile(r'(value|nonce|content)="[^"]*"|kutsut/[0-9]+/')
    assert strip.sub("", known) == strip.sub("", unknown)
    assert "Salainen" not in known
    link = link_in(mailoutbox)
    assert "Salasanasi ei muutu." in client.get(link).text
    client.post(link)
    somebody.refresh_from_db()
    assert somebody.check_password("vanha salasana 12")
    held = access(somebody, "pikkula", dt.date(2026, 10, 20))
    assert held is not None
    assert held.roles == {Role.FINANCE}
    assert User.objects.filter(email__iexact="uuno@pikkula.example").count() == 1


def test_an_account_out_of_use_is_not_opened_by_an_invitation(city: Workshop, mailoutbox: list, client: Client) -> None:
    User.objects.create_user("vanha", email="uuno@pikkula.example", is_active=False)
    invited(city)
    assert client.post(link_in(mailoutbox), passwords()).status_code == 404
    assert not Membership.objects.filter(user__username="vanha").exists()


def test_somebody_of_the_municipality_gets_the_role_at_once(city: Workshop, mailoutbox: list) -> None:
    User.objects.filter(pk=city.reader.pk).update(email="lasse@pikkula.example")
    text = invited(city, email="lasse@pikkula.example", valid_from="1.11.2026", valid_to="31.12.2026")
    assert "rooli on annettu, kirjettä ei tarvita" in text
    assert mailoutbox == []
    role = Membership.objects.get(user=city.reader, role="finance")
    assert (role.valid_from, role.valid_to) == (dt.date(2026, 11, 1), dt.date(2026, 12, 31))
    refused = browser(city.steward).post(PEOPLE, typed(email="lasse@pikkula.example"))
    assert refused.status_code == 422
    assert "Henkilöllä on jo tämä rooli samoina päivinä." in refused.text


def test_a_new_link_takes_the_place_of_the_old_one(city: Workshop, mailoutbox: list, client: Client) -> None:
    invited(city)
    first, one = link_in(mailoutbox), Invitation.objects.get()
    text = browser(city.steward).post(f"{PEOPLE}kutsut/{one.pk}/", {"laheta": ""}, follow=True).text
    assert "Kutsu on lähetetty" in text
    assert client.get(first).status_code == 404
    assert client.get(link_in(mailoutbox)).status_code == 200
    one.refresh_from_db()
    assert one.withdrawn_by == city.steward
    gone = browser(city.steward).post(f"{PEOPLE}kutsut/{one.pk}/", {"laheta": ""}, follow=True)
    assert "Kutsu on jo käytetty tai peruttu." in gone.text
    assert len(mailoutbox) == 2


def test_a_letter_that_does_not_go_is_told_and_can_be_sent_again(
    city: Workshop, mailoutbox: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> int:
        raise SMTPException("ei yhteyttä")

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        text = invited(city)
    assert "kirje ei lähtenyt osoitteeseen uuno@pikkula.example" in text
    assert "Kirje ei lähtenyt: SMTPException: ei yhteyttä." in text
    kept = Invitation.objects.get()
    assert (kept.sent_at, kept.fault) == (None, "SMTPException: ei yhteyttä")


def test_the_same_offer_twice_is_refused(city: Workshop, mailoutbox: list) -> None:
    invited(city)
    answer = browser(city.steward).post(PEOPLE, typed())
    assert answer.status_code == 422
    assert "on jo kutsu samaan osoitteeseen" in answer.text
    assert Invitation.objects.count() == len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"email": "ei osoite"}, "Kirjoita osoite muodossa"),
        ({"first_name": ""}, "Täytä tämä kenttä."),
        ({"role": "supervisor"}, "Valitse yksikkö, jota rooli koskee."),
        ({"role": "keisari"}, "Valitse luettelosta."),
        ({"valid_to": "1.1.2026"}, "Viimeinen päivä on jo mennyt."),
        ({"valid_from": "31.2.2027"}, "Kirjoita päivä muodossa"),
        ({"valid_from": "2.1.2027", "valid_to": "1.1.2027"}, "Viimeinen päivä on ennen ensimmäistä."),
    ],
)
def test_a_faulty_form_keeps_what_was_typed(
    city: Workshop, mailoutbox: list, facts: dict[str, str], fault: str
) -> None:
    answer = browser(city.steward).post(PEOPLE, typed(**facts))
    assert answer.status_code == 422
    assert fault in answer.text
    assert 'value="Uusi"' in answer.text
    assert mailoutbox == []


def test_a_role_of_the_whole_municipality_has_no_unit(city: Workshop) -> None:
    answer = browser(city.steward).post(PEOPLE, typed(unit=str(city.library.pk)))
    assert "jätä yksikkö valitsematta" in answer.text


def test_an_offer_whose_days_have_gone_by_gives_nothing(
    city: Workshop, mailoutbox: list, client: Client, the_day
) -> None:
    invited(city, valid_to="21.10.2026")
    the_day.shift(dt.timedelta(days=3))
    assert client.post(link_in(mailoutbox), passwords()).status_code == 404
    assert not User.objects.filter(username="uuno@pikkula.example").exists()


def test_a_role_given_meanwhile_is_not_given_twice(city: Workshop, mailoutbox: list, client: Client) -> None:
    invited(city)
    somebody = User.objects.create_user("toisaalta", email="uuno@pikkula.example", password="vanha salasana 12")
    Membership.objects.create(user=somebody, municipality=city.city, role="finance")
    client.post(link_in(mailoutbox))
    assert somebody.memberships.count() == 1
    assert Invitation.objects.get().accepted_by == somebody


def test_the_invitation_is_in_the_history_without_its_secret(city: Workshop, mailoutbox: list) -> None:
    invited(city)
    text = browser(city.auditor).get("/pikkula/hallinta/muutokset/?laji=kutsu").text
    assert "Uusi" in text
    assert Invitation.objects.get().token_hash not in text
    assert "uuno@pikkula.example" not in text
