"""The page of one indicator."""

import re

import pytest
from django.test import Client


def plain(text: str) -> str:
    """The page with ordinary spaces."""
    return text.replace("\xa0", " ")


@pytest.fixture
def inside(demo, as_reader):
    """Reads an indicator's page inside."""
    return lambda code: plain(as_reader("johto").get(f"/kemi/tilannekuva/mittarit/{code}/").text)


def test_the_message_comes_first(inside) -> None:
    page = inside("K02")
    assert "<h1>Yritysten määrä</h1>" in page
    assert "Yritysten määrä nousi 927:stä 928:aan; tavoite on vähintään 930 kpl." in page


def test_the_chart_tells_itself_and_has_target_and_baseline(inside) -> None:
    page = inside("K02")
    assert "<title" in page.split('class="chart"')[1]
    assert re.search(r'class="label target"[^>]*>tavoite vähintään 930</text>', page)
    assert re.search(r'class="label baseline end"[^>]*>lähtötaso 927</text>', page)
    assert page.count('class="dot"') == 2 * 15


def test_the_same_figures_stand_in_a_table_latest_first(inside) -> None:
    rows = re.findall(r'<th scope="row">([^<]+)</th>\s*<td class="number"[^>]*>(?:<a [^>]+>)?([^<]+)', inside("K02"))
    assert rows[0] == ("7–9/2026", "928")
    assert rows[-1] == ("1–3/2023", "927")
    assert len(rows) == 15


def test_what_adds_up_is_drawn_as_columns_with_the_pace(inside) -> None:
    page = inside("K03")
    year, whole = page.split("<h3>Luvut kausittain</h3>")
    assert year.count('class="column"') == 2 * 3
    assert "<h3>Kertymä vuonna 2026</h3>" in year
    assert whole.count('class="column"') == 2 * 15
    assert "tavoitteen tasainen tahti 25 000" in whole
    assert "<polyline" not in whole


def test_the_units_stand_behind_the_figure(inside) -> None:
    page = inside("K09").split('id="osat"')[1]
    assert "17/18 yksikköä · yhden yksikön luku puuttuu" in page
    library = page.split("Kirjasto</th>")[1].split("</tr>")[0]
    assert 'class="lacking">puuttuu' in library
    upper_secondary = page.split(">Lukio</th>")[1].split("</tr>")[0]
    assert "odottaa hyväksyntää" in upper_secondary
    assert "67 / 1 860" in upper_secondary


def test_a_sum_over_quarters_has_a_column_for_each(inside) -> None:
    part = inside("K10").split('id="osat"')[1]
    assert re.findall(r'<th scope="col" class="number">([^<]+)</th>', part) == ["7–9/2026", "4–6/2026", "1–3/2026"]


def test_the_definition_quotes_the_decision_and_asks(inside) -> None:
    page = inside("K05")
    for words in ("Vuosittainen ylijäämä yli 2 milj. €", "ei ole vertailukelpoinen", "milj. €", "Avoin kysymys"):
        assert words in page


def test_what_it_hangs_on_is_told_with_proposals_marked(inside) -> None:
    page = inside("K12").split("Liittyy")[1]
    assert "Työllisyys paranee" in page
    assert re.search(r"Välittävä Kemi</a> <span class=\"muted\">\(päämäärä, yhteys ehdotettu\)", page)


def test_yes_and_no_are_a_strip_of_words(inside) -> None:
    page = inside("H28")
    assert 'class="chart"' not in page
    assert re.findall(r'class="axis end"[^>]*>([^<]+)', page.split('class="chart strip"')[1]) == ["ei", "kyllä"]
    assert re.search(r'<td class="number"[^>]*>(<a [^>]+>)?kyllä<', page)


def test_a_row_without_figures_says_so(inside) -> None:
    page = inside("K21")
    assert "Mittarille ei ole vielä kirjattu lukuja." in page


def test_the_public_page_knows_approved_figures_only(demo, client: Client) -> None:
    page = plain(client.get("/kemi/mittarit/K09/").text)
    assert "odottaa hyväksyntää" not in page
    assert "yhteys ehdotettu" not in page
    assert "Toteumat ovat esimerkkejä." in page


def test_a_row_that_is_not_there(demo, client: Client) -> None:
    assert client.get("/kemi/mittarit/K99/").status_code == 404
    answer = client.get("/kemi/mittarit/K01/?strategia=kokkola-2017")
    assert answer.status_code == 404


def test_a_row_finds_its_programme(inside) -> None:
    assert "Sujuva arki, hyvinvointi" in inside("H01")


@pytest.mark.parametrize("code", ["K01", "K09", "K10"])
def test_queries(demo, client: Client, code: str, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(9):
        client.get(f"/kemi/mittarit/{code}/")


@pytest.mark.parametrize("page", ["/kemi/mittarit/K12/", "/kemi/tilannekuva/mittarit/K12/jaljitys/"])
def test_the_verdict_leads_to_what_it_means(demo, as_reader, page: str) -> None:
    reader = as_reader("johto")
    place, word = re.findall(r'href="/nain-tila-lasketaan/#([^"]+)">Mitä ”([^”]+)” tarkoittaa', reader.get(page).text)[
        0
    ]
    assert (place, word) == ("behind", "jäljessä")
    assert f'<div id="{place}">' in reader.get("/nain-tila-lasketaan/").text
