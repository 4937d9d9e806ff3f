"""The front page: municipalities to choose from."""

import re

from django.test import Client


def names(answer) -> list[str]:
    """The municipalities on the page, in order."""
    return re.findall(r"<h2><a href=\"[^\"]+\">([^<]+)</a></h2>", answer.text)


def test_published_municipalities_stand_in_finnish_order(demo, client: Client) -> None:
    assert names(client.get("/")) == ["Kemi", "Keminmaa", "Simo", "Tervola"]


def test_a_person_sees_the_own_unpublished_one_with_its_dashboard(demo, as_reader) -> None:
    answer = as_reader("kokkola").get("/")
    assert "Kokkola" in names(answer)
    assert 'href="/kokkola/tilannekuva/"' in answer.text
    assert "Kokkola" not in as_reader("johto").get("/").text
