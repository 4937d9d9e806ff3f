"""The dashboard inside."""

import re

import pytest


def plain(text: str) -> str:
    """The page with ordinary spaces."""
    return text.replace("\xa0", " ")


@pytest.fixture
def page(demo, as_reader) -> str:
    """Kemi's dashboard."""
    return plain(as_reader("johto").get("/kemi/tilannekuva/").text)


def line(page: str, name: str) -> str:
    """The table's line about one row."""
    return next(part for part in page.split("<tr>")[1:] if f">{name}</a>" in part)


def goal(page: str, name: str) -> str:
    """A goal's card."""
    return next(part for part in page.split('<li class="card goal') if re.search(f"<h3><a[^>]*>{name}</a></h3>", part))


def test_the_last_ended_quarter_is_shown(page: str) -> None:
    assert "<h1>Tilannekuva</h1>" in page
    assert "tilanne 30.9.2026" in page
    assert '<option value="2026-Q3" selected>30.9.2026 · 3. neljännes</option>' in page


def test_the_columns_are_the_strategys_own(page: str) -> None:
    headings = re.findall(r'<th scope="col"[^>]*>([^<]+)', page)
    assert headings == ["Hyöty", "Mittari", "Nyt", "Tavoite", "Toteuma", "Kehitys", "Tila ja perustelu"]


def test_every_row_has_one_line(page: str) -> None:
    assert sorted(re.findall(r'class="name"><a href="/kemi/tilannekuva/mittarit/(K\d\d)/', page)) == [
        f"K{number:02}" for number in range(1, 26)
    ]


def test_the_strategys_eight_benefits_gather_the_rows(page: str) -> None:
    assert re.findall(r'rowspan="(\d+)" class="group"', page) == ["3", "2", "1", "1", "2", "1", "4", "10", "1"]


def test_a_line_tells_figures_verdict_and_why(page: str) -> None:
    residents = line(page, "Asukkaiden määrä")
    for words in ("henkilöä · Keskushallinto", "19 400", "vähintään 19 400", "<strong>19 240</strong>", "Jäljessä"):
        assert words in residents
    assert "tilanne 9/2026" in residents
    assert "19 240 henkilöä ei ole tasolla, joka on tarkoitus säilyttää: vähintään 19 400." in residents


def test_a_sum_tells_its_months_and_its_forecast(page: str) -> None:
    nights = line(page, "Yöpymisten määrä")
    assert "<small>1–9/2026</small>" in nights
    assert "<small>ennuste 101 000</small>" in nights


def test_a_baseline_that_cannot_be_compared_is_told_in_words(page: str) -> None:
    surplus = line(page, "Vuosittainen ylijäämä/alijäämä")
    assert "–<small>Kertynyt alijäämä 18,9 milj. €</small>" in surplus
    assert "yli 2,0 vuosittain" in surplus


def test_coverage_and_waiting_figures_are_marked(page: str) -> None:
    absence = line(page, "Poissaolo-%")
    assert "<small>17/18 yksikköä</small>" in absence
    assert "odottaa hyväksyntää" in absence
    assert "Mukana on 17/18 yksikköä." in absence


def test_a_proposed_reading_is_coloured_dashed_named_and_asked(page: str) -> None:
    satisfied = line(page, "Asiakastyytyväisyys")
    assert 'class="badge on_track proposed"' in satisfied
    assert "ehdotettu tulkinta" in satisfied
    assert "Onko asteikko 1–5 vai 0–5?" in satisfied
    assert "ehdotettu tulkinta" not in line(page, "Asukkaiden määrä")


def test_an_officers_assessment_stands_beside_the_verdict(page: str) -> None:
    experience = line(page, "Yrittäjien kokemus")
    assert 'class="badge behind proposed"' in experience
    assert "Viranhaltijan arvio:" in experience
    assert 'class="badge on_track"' in experience


def test_a_goal_card_counts_verdicts_and_coverage(page: str) -> None:
    caring = goal(page, "Välittävä Kemi")
    assert "13/15 mittaria arvioitavissa" in caring
    assert re.findall(r"<strong>(\d+)</strong> ([^<]+?)\s*</a></li>", caring) == [
        ("3", "saavutettu"), ("6", "etenee"), ("4", "jäljessä"), ("2", "tulkinta avoin"), ("3", "seurattava"),
    ]  # fmt: skip
    assert "mittarien yhteys ehdotettu" in caring
    assert "Palvelukokemus · Hyvinvointi · Vastuunkanto" in caring


def test_less_than_half_covered_has_no_colour_and_says_so(demo, as_reader) -> None:
    page = plain(as_reader("johto").get("/kemi/tilannekuva/?nakyma=hyodyt").text)
    economy = page.split(">Talous paranee</a></h3>")[1].split("</li>\n")[0]
    assert "0/1 mittaria arvioitavissa" in economy
    assert 'rect class="grey"' in economy
    assert 'rect class="not_due"' not in economy


def test_the_gap_is_shown(page: str) -> None:
    aim = page.split(">Kestävyysmittarit paranevat</a></h3>")[1][:600]
    assert "Mittarin sisältöä ei ole vielä päätetty." in aim
    assert "mittaria arvioitavissa" not in aim.split("</li>")[0]


def test_a_programme_is_chosen_and_stays_chosen(demo, as_reader) -> None:
    page = as_reader("johto").get("/kemi/tilannekuva/?strategia=kemi-hyvinvointi-2023&kausi=2026-H1").text
    assert "tilanne 30.6.2026" in page
    assert '<option value="kemi-hyvinvointi-2023" selected>' in page
    assert 'href="/kemi/tilannekuva/mittarit/H01/?kausi=2026-H1&amp;strategia=kemi-hyvinvointi-2023"' in page
    assert page.count('class="name"') == 29


def test_kokkola_has_its_own_goals_and_no_benefits(demo, as_reader) -> None:
    page = as_reader("kokkola").get("/kokkola/tilannekuva/").text
    assert "Kuntalaisaktivismi" in page
    assert "Luonnos." in page
    assert re.search(r'<th scope="col">Päämäärä</th>', page)
