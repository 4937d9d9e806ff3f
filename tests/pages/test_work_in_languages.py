"""The pages of the work in Swedish and English: no Finnish sentence of the interface, no mark within an attribute."""

import re

import pytest
from django.test import Client

from scorecard.models import User
from tests.about.test_languages import finnish_sentences

PAGES = (
    "/kemi/tyo/projektit/",
    "/kemi/tyo/projektit/uusi/",
    "/kemi/tyo/projektit/kemi-2023/uso/",
    "/kemi/tyo/toimenpiteet/",
    "/kemi/tyo/toimenpiteet/uusi/",
    "/kemi/tyo/toimenpiteet/kemi-hyvinvointi-2023/t33/",
    "/kemi/tyo/teemat/",
    "/kemi/hallinta/palaute/",
)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_the_work_is_whole_in_the_language(demo: None, language: str, address: str) -> None:
    client = Client()
    client.force_login(User.objects.get(username="paakayttaja"))
    answer = client.get(f"/{language}{address}")
    assert (answer.status_code, client.get(address).status_code) == (200, 200)
    text = answer.text
    assert [one for one in finnish_sentences(language) if one in text] == []
    assert re.findall(r'="[^"<>]*<span', text) == []
    assert "<span" not in text.split("<title>")[1].split("</title>")[0]
    assert re.findall(r"<option[^>]*>[^<]*<span", text) == []
