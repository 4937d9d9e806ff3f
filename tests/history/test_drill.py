"""From the dashboard down to a unit's figure; what waits is marked inside and never seen in public."""

import re

import pytest
from django.test import Client

from measures.entering import approve_actuals
from scorecard.models.codes import Role
from tests.approval.desk_world import DeskWorld, browser

INSIDE = "/pikkula/tilannekuva/"


@pytest.fixture
def city(city: DeskWorld) -> DeskWorld:
    """The city with a tree: a goal with a theme that has the visits, a benefit that has them too, a theme without."""
    goal = city.node("viisas")
    theme = city.node("palvelut", "theme", goal)
    city.node("tyhja", "theme", goal)
    benefit = city.node("hyoty", "benefit")
    for node in (theme, benefit):
        city.visits.links.create(node=node)
    city.absence.links.create(node=goal, proposed=True)
    city.manager = city.person("johto", Role.MANAGEMENT)
    return city


def hrefs(text: str) -> set[str]:
    """Where a page leads."""
    return {one.replace("&amp;", "&") for one in re.findall(r'href="(/[^"]+)"', text)}


def test_the_way_from_goal_to_history(city: DeskWorld) -> None:
    city.sent("KAYNNIT", "1200")
    client = browser(city.manager)
    way = [
        f"{INSIDE}tavoitteet/viisas/",
        f"{INSIDE}tavoitteet/palvelut/",
        f"{INSIDE}mittarit/KAYNNIT/",
        f"{INSIDE}mittarit/KAYNNIT/historia/?yksikko=kirjasto&kausi=2026-Q3",
    ]
    page = client.get(INSIDE).text
    for step in way:
        assert step in hrefs(page)
        page = client.get(step).text
    assert "Maija Mäki, 20.10.2026 klo 12.00" in page
    assert f"{INSIDE}mittarit/KAYNNIT/" in hrefs(page)


def test_a_benefit_is_a_way_too(city: DeskWorld) -> None:
    client = browser(city.manager)
    assert f"{INSIDE}tavoitteet/hyoty/" in hrefs(client.get(INSIDE).text)
    assert f"{INSIDE}mittarit/KAYNNIT/" in hrefs(client.get(f"{INSIDE}tavoitteet/hyoty/").text)


def test_the_chosen_period_goes_along_and_comes_back(city: DeskWorld) -> None:
    city.enter(city.visits, "2026-Q1", "900", unit=city.library)
    client = browser(city.manager)
    page = client.get(f"{INSIDE}tavoitteet/viisas/?kausi=2026-H1").text
    assert f"{INSIDE}tavoitteet/palvelut/?kausi=2026-H1" in hrefs(page)
    assert f"{INSIDE}?kausi=2026-H1" in hrefs(page)
    page = client.get(f"{INSIDE}mittarit/KAYNNIT/?kausi=2026-H1").text
    history = f"{INSIDE}mittarit/KAYNNIT/historia/?yksikko=kirjasto&kausi=2026-Q1&tilanne=2026-H1"
    assert history in hrefs(page)
    assert f"{INSIDE}mittarit/KAYNNIT/?kausi=2026-H1" in hrefs(client.get(history).text)


def test_a_node_tells_what_is_above_below_and_on_it(city: DeskWorld) -> None:
    client = browser(city.manager)
    goal = client.get(f"{INSIDE}tavoitteet/viisas/").text
    assert "<h1>viisas</h1>" in goal
    assert "Päämäärä · Strategia" in goal
    assert goal.count('scope="row" class="name"') == 2
    assert "yhden mittarin yhteys ehdotettu" in goal
    theme = client.get(f"{INSIDE}tavoitteet/palvelut/").text
    assert f"{INSIDE}tavoitteet/viisas/" in hrefs(theme)
    assert '<h2 id="yhteenveto">Yksi mittari</h2>' in theme
    assert "Ei mittaria." in client.get(f"{INSIDE}tavoitteet/tyhja/").text


def test_a_node_that_is_not_there_is_told(city: DeskWorld) -> None:
    answer = browser(city.manager).get(f"{INSIDE}tavoitteet/ei/")
    assert answer.status_code == 404
    assert "Tavoitetta, teemaa tai hyötyä ”ei” ei ole tässä kunnassa." in answer.text
    other = DeskWorld("toinen", "998")
    assert browser(other.steward).get(f"{INSIDE}tavoitteet/viisas/").status_code == 404


def test_what_waits_is_marked_all_the_way_inside(city: DeskWorld) -> None:
    city.sent("KAYNNIT", "1200")
    client = browser(city.manager)
    for address in ("", "tavoitteet/viisas/", "tavoitteet/hyoty/", "mittarit/KAYNNIT/"):
        text = client.get(INSIDE + address).text.replace("\xa0", " ")
        assert "1 200" in text, address
        assert "odottaa hyväksyntää" in text, address
    assert "Yhden mittarin luvuissa on hyväksymistä odottavia." in client.get(f"{INSIDE}tavoitteet/viisas/").text
    history = client.get(f"{INSIDE}mittarit/KAYNNIT/historia/?kausi=2026-Q3").text
    assert "odottaa hyväksyntää" in history


PUBLIC = ("/pikkula/", "/pikkula/?kausi=2026-Q3", "/pikkula/mittarit/KAYNNIT/", "/pikkula/mittarit/POISSA/")


def test_a_figure_is_not_public_before_it_is_approved(city: DeskWorld) -> None:
    city.draft("POISSA", "67 / 1860")
    entry = city.sent("KAYNNIT", "4 321")
    city.sent("KAYNNIT", "5 000", unit="museo")
    for who in (Client(), browser(city.person("valtuutettu", Role.READER)), browser(city.head)):
        for address in PUBLIC:
            text = who.get(address).text.replace("\xa0", " ")
            for figure in ("4 321", "9 321", "5 000", "3,6", "1 860", "odottaa hyväksyntää"):
                assert figure not in text, (address, figure)
    approve_actuals(entries=[entry.pk], by=city.head)
    assert "4 321" in Client().get("/pikkula/mittarit/KAYNNIT/").text.replace("\xa0", " ")


def test_of_a_changed_figure_the_public_keeps_the_approved_one(city: DeskWorld) -> None:
    first = city.sent("KAYNNIT", "1 111")
    approve_actuals(entries=[first.pk], by=city.head)
    city.sent("KAYNNIT", "2 222", late_reason="error")
    public = Client().get("/pikkula/mittarit/KAYNNIT/").text.replace("\xa0", " ")
    inside = browser(city.manager).get(f"{INSIDE}mittarit/KAYNNIT/").text.replace("\xa0", " ")
    assert ("1 111" in public, "2 222" in public) == (True, False)
    assert "2 222" in inside


def test_public_pages_lead_nowhere_inside(city: DeskWorld) -> None:
    city.enter(city.visits, "2026-Q3", "1200", unit=city.library)
    for address in PUBLIC:
        text = Client().get(address).text
        assert "historia" not in text
        assert "tilannekuva" not in text


def test_the_node_page_asks_the_database_at_most_twelve_times(city: DeskWorld, django_assert_max_num_queries) -> None:
    client = browser(city.manager)
    with django_assert_max_num_queries(12):
        client.get(f"{INSIDE}tavoitteet/viisas/")
