"""The steward's index: every door opens, the bar is short, and others reach the same pages as before."""

import re

import pytest
from django.test import Client

from scorecard.models import Membership, Municipality, Strategy, User


def bar(text: str) -> list[str]:
    """The words of the top bar's links."""
    found = re.search(r'<ul class="ways".*?</ul>', text, re.DOTALL)
    return re.findall(r"<a [^>]*>([^<]+)</a>", found.group(0)) if found else []


def current(text: str) -> list[str]:
    """The link of the top bar that is marked as the one where one stands."""
    found = re.search(r'<ul class="ways".*?</ul>', text, re.DOTALL)
    return re.findall(r'aria-current="true">([^<]+)</a>', found.group(0)) if found else []


def doors(text: str) -> list[str]:
    return re.findall(r'<li><a href="([^"]+)">[^<]+</a><p class="small muted">[^<]+\.</p>', text)


def test_every_door_opens(demo, as_reader) -> None:
    steward: Client = as_reader("paakayttaja")
    found = doors(steward.get("/kemi/hallinta/").text)
    assert {"/kemi/hallinta/ikkunat/", "/kemi/hallinta/vaihdos/", "/kemi/hallinta/muutokset/"} <= set(found)
    assert {steward.get(address).status_code for address in found} == {200}


def test_in_swedish_the_doors_lead_to_swedish_pages(demo, as_reader) -> None:
    text = as_reader("paakayttaja").get("/sv/kemi/hallinta/").text
    assert all(address.startswith("/sv/kemi/") for address in doors(text))


def test_the_steward_s_bar_has_one_link_for_all_of_it(demo, as_reader) -> None:
    found = bar(as_reader("paakayttaja").get("/kemi/hallinta/").text)
    assert "Hallinta" in found
    assert not {"Ikkunat", "Muutokset", "Palaute"} & set(found)


@pytest.mark.parametrize("page", ["", "ikkunat/", "muutokset/", "palaute/"])
def test_on_each_of_its_pages_the_bar_says_where_one_is(demo, as_reader, page: str) -> None:
    assert current(as_reader("paakayttaja").get(f"/kemi/hallinta/{page}").text) == ["Hallinta"]


def test_an_auditor_still_has_the_changes_in_the_bar(demo, as_reader) -> None:
    text = as_reader("tarkastaja").get("/kemi/hallinta/muutokset/").text
    assert "Muutokset" in bar(text)
    assert current(text) == ["Muutokset"]
    assert "Hallinta" not in bar(text)


def test_the_steward_of_an_empty_city_comes_to_what_is_to_be_kept(db) -> None:
    city = Municipality.objects.create(code="tyhjala", number="997", name_fi="Tyhjälä")
    steward = User.objects.create_user("satu", password="merilokki-lentaa")
    Membership.objects.create(user=steward, municipality=city, role="steward")
    given = {"username": "satu", "password": "merilokki-lentaa"}
    answer = Client().post("/kirjaudu/", given, follow=True)
    assert answer.redirect_chain == [("/tyhjala/hallinta/", 302)]
    assert answer.status_code == 200
    Strategy.objects.create(municipality=city, code="tyhjala-1", kind="strategy", name_fi="Strategia")
    assert Client().post("/kirjaudu/", given).headers["Location"] == "/tyhjala/tilannekuva/"
