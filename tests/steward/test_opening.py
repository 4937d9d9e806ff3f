"""A second municipality: opened on the command line, taken into use by its own steward, without a developer."""

import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from scorecard.models import Invitation, Membership, Municipality, Strategy, User
from tests.work.workshop import Workshop, browser


def opened(capsys: pytest.CaptureFixture[str], *given: str) -> str:
    call_command("add_municipality", *given)
    return capsys.readouterr().out


def link_of(text: str) -> str:
    found = re.search(r"https?://[^/]+(/\S*kutsu\S*)", text)
    assert found is not None
    return found[1]


def test_a_city_is_opened_and_its_steward_gets_in(db, capsys: pytest.CaptureFixture[str]) -> None:
    said = opened(
        capsys, "Äänekosken kaupunki", "--number", "992", "--steward", "maija@aanekoski.example",
        "--steward-name", "Maija Mäki", "--print",
    )  # fmt: skip
    city = Municipality.objects.get()
    assert (city.code, city.name_fi, city.number, city.published) == (
        "aanekosken-kaupunki", "Äänekosken kaupunki", "992", False,
    )  # fmt: skip
    client = Client()
    place = link_of(said)
    taken = client.post(place, {"password": "merikaupunki-2030", "again": "merikaupunki-2030"})
    assert taken.status_code == 302
    [role] = Membership.objects.filter(municipality=city)
    assert (role.role, role.user.email, role.user.get_full_name()) == (
        "steward", "maija@aanekoski.example", "Maija Mäki",
    )  # fmt: skip
    client.force_login(role.user)
    index = client.get("/aanekosken-kaupunki/hallinta/")
    assert index.status_code == 200
    # From nothing to a draft, its goal and a unit.
    client.post("/aanekosken-kaupunki/hallinta/strategiat/uusi/", {"name_fi": "Strategia", "kind": "strategy"})
    assert Strategy.objects.get(municipality=city).code == "strategia"
    goal = {"name_fi": "Elinvoima", "kind": "goal"}
    assert client.post("/aanekosken-kaupunki/hallinta/strategiat/strategia/tavoitteet/", goal).status_code == 302
    unit = {"name_fi": "Sivistys", "kind": "sector"}
    assert client.post("/aanekosken-kaupunki/hallinta/yksikot/uusi/", unit).status_code == 302


def test_the_invitation_is_sent_where_there_is_mail(db, capsys: pytest.CaptureFixture[str]) -> None:
    said = opened(capsys, "Simo", "--steward", "sirpa@simo.example", "--language", "sv")
    assert "Kutsu lähetettiin osoitteeseen sirpa@simo.example." in said
    [letter] = mail.outbox
    assert letter.to == ["sirpa@simo.example"]
    assert "/kutsu/" in letter.body


def test_a_shell_without_people_gets_its_steward_and_a_lost_link_is_written_again(
    db, capsys: pytest.CaptureFixture[str]
) -> None:
    Municipality.objects.create(code="tervola", name_fi="Tervola")
    first = link_of(opened(capsys, "tervola", "--steward", "a@tervola.example", "--print"))
    second = link_of(opened(capsys, "Tervola", "--steward", "a@tervola.example", "--print"))
    assert Municipality.objects.count() == 1
    assert [one.withdrawn_at is None for one in Invitation.objects.order_by("pk")] == [False, True]
    assert Client().get(first).status_code != 200
    assert Client().get(second).status_code == 200


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("Pikkula", "--steward", "a@b.example"), "Kunnalla ”Pikkula” on jo pääkäyttäjä."),
        (("Uusi", "--steward", "ei-osoite"), "sähköposti"),
        (("Uusi", "--code", "api", "--steward", "a@b.example"), "Tämä koodi on varattu"),
        (("Uusi", "--code", "Isot Kirjaimet", "--steward", "a@b.example"), "Koodissa voi olla pieniä kirjaimia"),
        (("Uusi", "--code", "pikkula", "--steward", "a@b.example"), "on jo"),
        (("Uusi", "--number", "99", "--steward", "a@b.example"), "Kuntakoodi on kolme numeroa"),
        (("Uusi", "--number", "999", "--steward", "a@b.example"), "on jo"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_made(
    city: Workshop, given: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("add_municipality", *given)
    assert Municipality.objects.count() == 1
    assert not Invitation.objects.exists()


def test_nobody_signs_in_as_the_keeper(db, capsys: pytest.CaptureFixture[str]) -> None:
    opened(capsys, "Simo", "--steward", "a@b.example", "--print")
    keeper = User.objects.get(username="yllapito")
    assert (keeper.is_active, keeper.has_usable_password()) == (False, False)


# --- the municipality's own page


def test_names_and_languages_are_kept(city: Workshop) -> None:
    place = f"/{city.city.code}/hallinta/kunta/"
    client = browser(city.steward)
    seen = client.get(place).text.split('name="seen" value="')[1].split('"')[0]
    form = {
        "name_fi": "Pikkula",
        "name_sv": "Lillby",
        "number": "998",
        "keeps_sv": "on",
        "published": "on",
        "seen": seen,
    }
    assert client.post(place, form).status_code == 302
    city.city.refresh_from_db()
    assert (city.city.name_sv, city.city.number, city.city.keeps_sv, city.city.keeps_en) == (
        "Lillby",
        "998",
        True,
        False,
    )
    stale = client.post(place, form | {"name_sv": "Lillköping"})
    assert stale.status_code == 422
    assert "Lillby" in stale.text.split('<table class="both">')[1].split("</table>")[0]
    assert "Kuntakoodi on kolme numeroa" in client.post(place, form | {"number": "12a"}).text


def test_a_city_without_an_adopted_strategy_is_not_published(city: Workshop) -> None:
    Strategy.objects.update(state="draft")
    city.city.published = False
    city.city.save()
    place = f"/{city.city.code}/hallinta/kunta/"
    client = browser(city.steward)
    seen = client.get(place).text.split('name="seen" value="')[1].split('"')[0]
    answer = client.post(place, {"name_fi": "Pikkula", "published": "on", "seen": seen})
    assert answer.status_code == 422
    assert "Kuntaa ei voi vielä julkaista" in answer.text
    city.city.refresh_from_db()
    assert not city.city.published
