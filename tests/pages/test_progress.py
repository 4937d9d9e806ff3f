"""The public progress page."""

import re

import pytest
from django.test import Client

from scorecard.models import Strategy


@pytest.fixture
def page(demo, client: Client) -> str:
    """Kemi's public page."""
    return plain(client.get("/kemi/").text)


def plain(text: str) -> str:
    """The page with ordinary spaces."""
    return text.replace("\xa0", " ")


def card(page: str, name: str) -> str:
    """The part of the page about one row."""
    return next(part for part in page.split("<li>") if f">{name}</a></h4>" in part)


def test_it_says_what_the_city_wants(page: str) -> None:
    for words in ("Kemi kutsuu", "Voimaannuttava merikaupunki Kemi", "Viisas Kemi", "Välittävä Kemi", "Vihreä Kemi"):
        assert words in page


def test_it_says_that_the_figures_are_examples(page: str) -> None:
    assert "Toteumat ovat esimerkkejä." in page


def test_it_quotes_the_decisions(page: str) -> None:
    assert "Kaupunginvaltuusto 4.12.2023 § 110" in page
    assert "Oulu2026-kulttuuripääkaupunkivuoden hyödyntäminen vuosina 2024-2026" in page
    assert "691/00.01.02/2021" in page


def test_every_key_row_is_there_once_with_a_link_and_a_verdict(page: str) -> None:
    links = re.findall(r'<h4><a href="/kemi/mittarit/(K\d\d)/">', page)
    assert sorted(links) == [f"K{number:02}" for number in range(1, 26)]
    assert page.count('<div class="marks"><span class="badge ') == 25


def test_a_row_is_told_in_sentences(page: str) -> None:
    row = card(page, "Yritysten määrä")
    assert "Etenee" in row
    assert "Yritysten määrä nousi 927:stä 928:aan; tavoite on vähintään 930 kpl." in row
    assert "928 kpl on parempi kuin lähtötaso 927, mutta tavoite (vähintään 930) ei vielä täyty." in row


def test_a_proposed_reading_has_no_colour_here(page: str) -> None:
    row = card(page, "Asiakastyytyväisyys")
    assert 'class="badge unclear proposed"' in row


def test_proposed_links_are_left_out_and_said_so(page: str) -> None:
    assert "7 mittarin yhteys odottaa vahvistusta." in page
    assert "Mittarien ehdotetut yhteydet päämääriin eivät ole mukana, ennen kuin ne on vahvistettu." in page
    assert page.count("16 mittarin tavoite on luettu lähteestä ehdotuksena. Niiden tila on ”tulkinta avoin”") == 1
    assert "Lähteen tulkintaa ei ole vielä vahvistettu" not in page


def test_a_goal_without_a_measure_is_a_gap(page: str) -> None:
    assert "Kestävyysmittarit paranevat" in page
    assert "Mittarin sisältöä ei ole vielä päätetty." in page


def test_figures_that_wait_for_approval_are_not_told(page: str, as_reader) -> None:
    assert "odottaa hyväksyntää" not in page
    assert "odottaa hyväksyntää" in as_reader("johto").get("/kemi/tilannekuva/").text


def test_a_shell_shows_its_values_and_their_source(demo, client: Client) -> None:
    page = client.get("/simo/").text
    for words in ("Huolenpito", "Yhdessä", "Sisu", "28.5.2024 § 15"):
        assert words in page
    assert "Toteumat ovat esimerkkejä." not in page
    assert "<select" not in page


def test_another_period_is_another_page_and_stays_chosen(demo, client: Client) -> None:
    page = plain(client.get("/kemi/?kausi=2025").text)
    assert "tilanne 31.12.2025" in page
    assert "vuosi 2025 yhteensä 97 256 yöpymistä" in page
    assert 'href="/kemi/mittarit/K03/?kausi=2025"' in page
    assert '<option value="2025" selected>31.12.2025 · vuosi 2025</option>' in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("kausi=2025-Q9", "Kautta ”2025-Q9” ei ole."),
        ("kausi=maaliskuu", "Kautta ”maaliskuu” ei ole."),
        ("kausi=2027", "Kausi 2027 ei ole vielä päättynyt"),
        ("strategia=olematon", "Strategiaa ”olematon” ei ole tässä kunnassa."),
        ("strategia=kokkola-2017", "Strategiaa ”kokkola-2017” ei ole tässä kunnassa."),
        ("kausi=%3Cscript%3E", "Kautta ”&lt;script&gt;” ei ole."),
    ],
)
def test_what_does_not_exist_is_said(demo, client: Client, query: str, sentence: str) -> None:
    answer = client.get(f"/kemi/?{query}")
    assert answer.status_code == 404
    assert sentence in answer.text


def test_an_adopted_programme_is_public_and_chosen_like_a_period(demo, client: Client) -> None:
    page = client.get("/kemi/?strategia=kemi-hyvinvointi-2023").text
    assert '<option value="kemi-hyvinvointi-2023" selected>' in page
    assert 'href="/kemi/mittarit/H01/?strategia=kemi-hyvinvointi-2023"' in page


def test_a_draft_is_seen_by_its_own_people_and_marked(demo, as_reader) -> None:
    answer = as_reader("kokkola").get("/kokkola/")
    assert "Luonnos." in answer.text
    assert "Kokkolan strategia" in answer.text


def test_a_published_city_keeps_its_drafts_to_its_people(demo, client: Client, as_reader) -> None:
    Strategy.objects.create(
        municipality=Strategy.objects.get(code="kemi-2023").municipality,
        code="kemi-2030",
        kind="strategy",
        state="draft",
        name_fi="Uusi strategia",
    )
    assert client.get("/kemi/?strategia=kemi-2030").status_code == 404
    assert as_reader("kokkola").get("/kemi/?strategia=kemi-2030").status_code == 404
    assert as_reader("valtuutettu").get("/kemi/?strategia=kemi-2030").status_code == 200
    assert "Kemin kaupungin strategia" in as_reader("valtuutettu").get("/kemi/").text


def test_the_page_asks_the_database_eight_times(demo, client: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(8):
        client.get("/kemi/")


def test_the_page_is_light(demo, client: Client) -> None:
    assert len(client.get("/kemi/").content) < 50_000
