"""Pages of a city made for the test, where the demo would be in the way."""

import re

from django.test import Client

from scorecard.models import Membership, Municipality
from tests.world import World


def names(answer) -> list[str]:
    """The municipalities on the front page, in order."""
    return re.findall(r"<h2><a href=\"[^\"]+\">([^<]+)</a></h2>", answer.text)


def test_letters_after_z_come_last(db, client: Client) -> None:
    for number, (code, name) in enumerate([("aanekoski", "Äänekoski"), ("oulu", "Oulu"), ("ahtari", "Ähtäri")]):
        city = World(code, str(100 + number)).city
        Municipality.objects.filter(pk=city.pk).update(name_fi=name)
    assert names(client.get("/")) == ["Oulu", "Ähtäri", "Äänekoski"]


def test_the_only_one_is_opened_at_once(db, client: Client) -> None:
    World()
    assert client.get("/").headers["Location"] == "/pikkula/"


def test_with_none_the_page_says_what_to_do(db, client: Client) -> None:
    assert "Yhtään kuntaa ei ole vielä julkaistu." in client.get("/").text


def test_a_municipality_without_an_adopted_strategy_is_not_offered(db, client: Client) -> None:
    world = World()
    world.strategy.state = "draft"
    world.strategy.save()
    assert names(client.get("/")) == []
    assert client.get("/pikkula/").status_code == 404


def test_a_person_without_a_municipality_comes_to_the_front_page(db, client: Client, django_user_model) -> None:
    django_user_model.objects.create_user("koditon", password="salasana-on-tama")
    answer = client.post("/kirjaudu/", {"username": "koditon", "password": "salasana-on-tama"})
    assert answer.headers["Location"] == "/"


def test_a_strategy_without_rows_says_what_to_do(db, client: Client) -> None:
    world = World()
    Membership.objects.create(user=world.head, municipality=world.city, role="steward")
    client.force_login(world.head)
    assert "ei ole vielä mittareita" in client.get("/pikkula/tilannekuva/").text


def test_where_there_is_nothing_nothing_is_sought(db, client: Client) -> None:
    """A municipality with its values only; with one indicator their list gets its search."""
    World()
    lists = ("mittarit", "projektit", "toimenpiteet", "tavoitteet")
    assert [name for name in lists if 'role="search"' in client.get(f"/pikkula/{name}/").text] == []
    city = World("isola", "998")
    city.row("A1", name_fi="Kurssit")
    assert 'role="search"' in client.get("/isola/mittarit/").text
