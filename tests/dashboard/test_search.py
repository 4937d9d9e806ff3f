"""The search of those inside."""

import re

from scorecard.models import Unit
from tests.work.workshop import Workshop, browser

PAGE = "/kemi/haku/"


def found(text: str) -> dict[str, list[str]]:
    """What was found, by kind."""
    groups = re.findall(r'<section class="card" aria-labelledby="loydot-(\w+)">(.*?)</section>', text, re.S)
    return {code: re.findall(r'<li><a href="[^"]+">([^<]+)</a>', part) for code, part in groups}


def test_every_kind_is_found_with_where_it_is(see) -> None:
    text = see(f"{PAGE}?haku=työllisyys")
    assert found(text) == {
        "tavoitteet": ["Työllisyys paranee"],
        "mittarit": ["Työllisyysaste"],
        "yksikot": ["Työllisyys ja yritykset", "Työllisyys"],
    }
    assert "K13 · Työllisyys · Kemin kaupungin strategia" in text
    assert "tulosyksikkö · Työllisyys ja yritykset · Elinvoimatoimiala" in text
    assert "löytyi 4 osumaa." in text


def test_where_the_links_lead(see) -> None:
    text = see(f"{PAGE}?haku=työllisyys")
    assert 'href="/kemi/tilannekuva/tavoitteet/hyoty-tyollisyys/?strategia=kemi-2023"' in text
    assert 'href="/kemi/tilannekuva/mittarit/K13/?strategia=kemi-2023"' in text
    assert 'href="/kemi/tilannekuva/?nakyma=toimialat&amp;toimiala=tyollisyys#rivit"' in text
    assert 'href="/kemi/tyo/projektit/kemi-2023/uso/"' in see(f"{PAGE}?haku=uso")


def test_letters_are_not_folded(see) -> None:
    assert found(see(f"{PAGE}?haku=tyollisyys")) == {}
    assert "ei löytynyt mitään" in see(f"{PAGE}?haku=tyollisyys")


def test_every_word_must_be_found(see) -> None:
    assert "Asukkaiden määrä" in found(see(f"{PAGE}?haku=MÄÄ+asuk"))["mittarit"]
    assert found(see(f"{PAGE}?haku=asuk+xyz")) == {}


def test_nothing_sought_finds_nothing_and_asks_for_words(see) -> None:
    text = see(PAGE)
    assert "Kirjoita sanojen alkuja." in text
    assert "löytyi" not in text


def test_nothing_of_another_municipality_is_found(see) -> None:
    assert found(see(f"{PAGE}?haku=kuntalaisaktivismi")) == {}
    assert found(see("/kokkola/haku/?haku=kuntalaisaktivismi", "kokkola"))["tavoitteet"] == ["Kuntalaisaktivismi"]


def test_what_is_typed_is_shown_and_not_run(see) -> None:
    assert "<script>" not in see(f"{PAGE}?haku=<script>")


def test_a_kind_with_many_shows_twenty_and_says_so(world) -> None:
    workshop = Workshop("suurela", "998")
    for number in range(25):
        Unit.objects.create(
            municipality=workshop.city, code=f"y{number}", kind="result_unit", name_fi=f"Päiväkoti {number}"
        )
    text = browser(workshop.management).get("/suurela/haku/?haku=päiväkoti").text
    assert len(found(text)["yksikot"]) == 20
    assert "Näytetään 20 ensimmäistä, 5 jäi pois. Tarkenna hakua." in text


def test_the_dashboard_offers_the_same_words_everywhere(see) -> None:
    text = see("/kemi/tilannekuva/?haku=työ")
    assert 'href="/kemi/haku/?haku=ty%C3%B6"' in text
