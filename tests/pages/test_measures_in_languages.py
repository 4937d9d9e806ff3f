"""The pages of entering and approving in Swedish and English: no Finnish of the interface, no link out of them."""

from decimal import Decimal

import pytest

from kemi_strategy.web.languages import in_language
from measures.plausible import SHARE, doubts, oddities
from tests.pages.test_languages import Read, whole

PAGES = [
    ("valvoja", "/kemi/kirjaus/"),
    ("valvoja", "/kemi/kirjaus/?kausi=2026-Q2"),
    ("valvoja", "/kemi/kirjaus/tyokirja/"),
    ("valvoja", "/kemi/kirjaus/avauspyynnot/"),
    ("toimialajohtaja", "/kemi/kirjaus/"),
    ("toimialajohtaja", "/kemi/hyvaksynta/"),
    ("toimialajohtaja", "/kemi/hyvaksynta/avaukset/"),
    ("toimialajohtaja", "/kemi/hyvaksynta/valmius/"),
    ("toimialajohtaja", "/kemi/hyvaksynta/myohaiset/"),
    ("toimialajohtaja", "/kemi/hyvaksynta/sijaiset/"),
    ("toimialajohtaja", "/kemi/hallinta/vaihdos/"),
    ("johto", "/kemi/tilannekuva/ajantasaisuus/"),
    ("johto", "/kemi/hyvaksynta/valmius/"),
    ("paakayttaja", "/kemi/kirjaus/"),
    ("paakayttaja", "/kemi/hyvaksynta/"),
    ("paakayttaja", "/kemi/hyvaksynta/valmius/"),
    ("paakayttaja", "/kemi/hallinta/ikkunat/"),
    ("paakayttaja", "/kemi/hallinta/vaihdos/"),
    ("paakayttaja", "/kemi/hallinta/mittarit/"),
    ("paakayttaja", "/kemi/hallinta/mittarit/uusi/"),
    ("paakayttaja", "/kemi/hallinta/mittarit/K09/"),
    ("paakayttaja", "/kemi/hallinta/rivit/"),
    ("paakayttaja", "/kemi/hallinta/rivit/kemi-2023/K09/"),
    ("paakayttaja", "/kemi/hallinta/rivit/kemi-2023/K09/tavoite/"),
    ("paakayttaja", "/kemi/hallinta/tulkinnat/"),
    ("paakayttaja", "/kemi/hallinta/tulkinnat/kemi-2023/K08/"),
    ("paakayttaja", "/kemi/hallinta/ihmiset/"),
    ("kokkola", "/kokkola/kirjaus/"),
]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("who", "address"), PAGES)
def test_a_page_is_wholly_in_its_language(demo, as_reader, who: str, address: str, language: str) -> None:
    reader = as_reader(who)
    answer, original = reader.get(f"/{language}{address}"), reader.get(address)
    assert answer.status_code == original.status_code == 200
    whole(answer, language)
    assert Read(original.text).misplaced == []


@pytest.mark.parametrize(
    ("language", "grown", "outside"),
    [
        (
            "sv",
            "Stor förändring: talet ökade med 50 % jämfört med det föregående.",
            "En andel är 0–100 % och talet ligger utanför: kontrollera.",
        ),
        (
            "en",
            "Large change: the figure grew by 50% from the previous one.",
            "A share is 0–100% and the figure is outside that: please check.",
        ),
    ],
)
def test_what_looks_odd_is_told_in_a_whole_sentence(language: str, grown: str, outside: str) -> None:
    with in_language(language):
        assert oddities(Decimal(150), Decimal(100), None, adds_up=False) == (grown,)
        assert doubts(Decimal(101), None, SHARE) == (outside,)


@pytest.mark.parametrize(("language", "words"), [("sv", "prognos 101 000"), ("en", "forecast 101 000")])
def test_a_forecast_beside_the_figure_is_in_the_language(demo, as_reader, language: str, words: str) -> None:
    page = as_reader("johto").get(f"/{language}/kemi/tilannekuva/mittarit/K03/").text.replace("\u00a0", " ")
    assert words in page
    assert "ennuste" not in page
