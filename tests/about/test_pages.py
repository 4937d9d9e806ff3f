"""The service, its words, and the way to all four pages at the foot of every page."""

import re

import pytest
from django.test import Client

from scorecard.about.terms import glossary
from tests.about.towns import Towns, browser

FOOT = ["/nain-tila-lasketaan/", "/sanasto/", "/tietoa/", "/saavutettavuusseloste/"]


def links_of_the_foot(text: str) -> list[str]:
    """Where the foot of a page leads."""
    return re.findall(r'href="([^"]+)"', text.split("<footer")[1])


@pytest.mark.parametrize("address", ["/", "/lahti/", "/kirjaudu/", "/ei/ole/", *FOOT])
def test_every_page_leads_to_the_four(towns: Towns, address: str) -> None:
    assert links_of_the_foot(browser().get(address).text) == FOOT


def test_the_foot_leads_to_pages_that_are_there(towns: Towns) -> None:
    assert [browser().get(address).status_code for address in FOOT] == [200] * 4


def test_the_service_says_whose_the_figures_are_and_under_which_licence(client: Client, db: None) -> None:
    text = client.get("/tietoa/").text
    for said in ("EUPL 1.2", "Luvut antaa ja hyväksyy kunta itse", "pääkäyttäjältä", 'href="/saavutettavuusseloste/#'):
        assert said in text


@pytest.mark.parametrize("address", ["/tietoa/", "/sanasto/"])
def test_what_is_only_read_asks_nothing_of_the_database(
    client: Client, db: None, django_assert_num_queries: object, address: str
) -> None:
    with django_assert_num_queries(0):
        client.get(address)


def test_words_stand_in_finnish_order_each_in_its_own_place(client: Client, db: None) -> None:
    words = [term.word for term in glossary()]
    assert words.index("lautakunta") < words.index("lähtötaso") < words.index("menestystekijä")
    assert words.index("puolivuotiskatsaus") < words.index("pääkäyttäjä") < words.index("päämäärä")
    codes = [term.code for term in glossary()]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)
    text = client.get("/sanasto/").text
    assert re.findall(r'<div id="([^"]+)">', text) == codes
    assert re.findall(r'<dt><a href="#([^"]+)">', text) == codes


def test_every_word_is_explained_and_has_its_swedish_and_english(client: Client, db: None) -> None:
    for term in glossary():
        assert term.explanation.endswith("."), term.word
        assert [other.code for other in term.abroad] == ["sv", "en"], term.word
        assert all(other.word for other in term.abroad), term.word
    assert '<span lang="sv">utgångsläge</span>' in client.get("/sanasto/").text


def test_the_words_of_the_readme_are_here() -> None:
    words = {term.word for term in glossary()}
    assert words >= {
        "mittari", "toteuma", "lähtötaso", "tavoitearvo", "päämäärä", "teema", "hyöty", "toimenpide", "tila",
        "toimiala", "tulosalue", "tulosyksikkö", "konserniyhteisö", "lautakunta", "puolivuotiskatsaus",
        "tilinpäätös", "toimintakertomus", "pääkäyttäjä",
    }  # fmt: skip
