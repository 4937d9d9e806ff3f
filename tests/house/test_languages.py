"""Three languages: the address decides, content falls back visibly, and the catalogues are read as the server will."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import conditional_escape

from kemi_strategy.web.dates import read_day, write_day, write_moment
from kemi_strategy.web.languages import in_language
from kemi_strategy.web.speaking import content, speaking, spoken
from kemi_strategy.web.tags import plain
from measures.periods import Period
from measures.quantities import write_number
from measures.spans import write_period


def test_numbers_days_and_periods_follow_the_language_now_written() -> None:
    written = {}
    for language in ("fi", "sv", "en"):
        with speaking(language):
            written[language] = (
                write_number(Decimal("-1234.5"), decimals=1).replace("\u00a0", " "),
                write_day(dt.date(2026, 3, 5)),
                write_moment(dt.datetime(2026, 3, 5, 7, 5, tzinfo=dt.UTC)),
                write_period(Period.parse("2026-Q3")),
            )
    assert written == {
        "fi": ("−1 234,5", "5.3.2026", "5.3.2026 klo 9.05", "7–9/2026"),
        "sv": ("−1 234,5", "5.3.2026", "5.3.2026 kl. 9.05", "7–9/2026"),
        "en": ("−1 234.5", "5 March 2026", "5 March 2026 at 9:05", "Jul–Sep 2026"),
    }
    assert spoken() == "fi"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_day_that_was_written_is_read_back(language: str) -> None:
    day = dt.date(2026, 12, 31)
    assert read_day(write_day(day, language)) == day
    assert read_day("31 Smarch 2026") is None


def test_content_without_the_language_is_finnish_and_says_so_in_html_only() -> None:
    with speaking("sv"):
        assert content("Kirjasto", "Bibliotek") == "Bibliotek"
        lacking = content("Kirjasto & <muu>")
    assert conditional_escape(lacking) == '<span class="foreign" lang="fi">Kirjasto &amp; &lt;muu&gt;</span>'
    assert conditional_escape(plain(lacking)) == "Kirjasto &amp; &lt;muu&gt;"
    assert f"{lacking}." == "Kirjasto & <muu>."
    assert conditional_escape(content("Kirjasto")) == "Kirjasto"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="de is not one of fi, sv, en"), speaking("de"):
        pass


def test_addresses_carry_their_language() -> None:
    assert reverse("edistyminen", args=["kemi"]) == "/kemi/"
    with in_language("sv"):
        assert reverse("edistyminen", args=["kemi"]) == "/sv/kemi/"


@pytest.mark.django_db
def test_the_address_alone_decides_the_language(client: Client) -> None:
    asked = client.get("/kirjaudu/", headers={"accept-language": "en"})
    assert 'lang="fi"' in asked.text
    assert '<html lang="sv">' in client.get("/sv/kirjaudu/").text
    english = client.get("/en/kirjaudu/?next=/en/kemi/")
    assert '<html lang="en">' in english.text
    assert 'href="/sv/kirjaudu/?next=/en/kemi/"' in english.text
    assert spoken() == "fi"
