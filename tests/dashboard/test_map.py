"""The strategy map: what stands under what, for those inside and for everybody."""

import re

import pytest

from scorecard.models import ProjectNode
from tests.work.workshop import Workshop, browser
from tests.world import made

PAGE = "/kemi/strategiakartta/"


def goal(text: str, name: str) -> str:
    """A goal's column."""
    columns = text.split('aria-labelledby="paamaarat"')[1].split("</section>")[0].split('<li class="card goal')
    return next(part for part in columns if re.search(f"<h3>(<a[^>]*>)?{name}<", part))


def words(text: str) -> str:
    """The words alone."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_mission_vision_goals_in_this_order(see) -> None:
    text = see(PAGE)
    places = [text.index(one) for one in ("<dt>Missio</dt>", "<dt>Visio</dt>", ">Viisas Kemi<", ">Vihreä Kemi<")]
    assert places == sorted(places)


def test_a_goal_has_its_colour_its_counts_in_words_its_themes_and_rows(see) -> None:
    wise = goal(see(PAGE), "Viisas Kemi")
    assert wise.startswith(" goal-1")
    assert "1 saavutettu, 2 etenee, 1 jäljessä, 1 tulkinta avoin, 1 ei vielä arvioitavissa, 1 seurattava" in words(wise)
    assert "4/6 mittaria arvioitavissa." in words(wise)
    assert re.search(
        r"Teema Ideoiva toimintatapa.*Teema Oppiva Kemi.*Projektit.*Mittarit Yritysten määrä etenee", words(wise)
    )
    assert wise.count("/kemi/tilannekuva/mittarit/") == 7


def test_lists_are_nested(see) -> None:
    wise = goal(see(PAGE), "Viisas Kemi")
    assert wise.index('<ul class="map-nodes"') < wise.index('<ul class="map-list"')
    assert 'aria-label="Mittarit: Viisas Kemi"' in wise


@pytest.mark.parametrize("who", ["", "valtuutettu", "kokkola"])
def test_everybody_else_sees_no_proposed_links_and_is_told(see, who: str) -> None:
    text = see(PAGE, who)
    wise = goal(text, "Viisas Kemi")
    assert "7 mittarin yhteys odottaa vahvistusta." in wise
    assert "/mittarit/" not in wise
    assert "ehdotettu yhteys" not in text
    assert "/tilannekuva/" not in text.split("<main")[1]


def test_the_public_still_finds_every_row_under_its_benefit(see) -> None:
    text = see(PAGE, "")
    assert len(set(re.findall(r'href="/kemi/mittarit/(K\d\d)/"', text))) == 25
    assert "Mittarit, joilla ei ole vahvistettua yhteyttä päämääriin" in text


def test_those_inside_may_look_at_the_public_map_and_stay_there(see) -> None:
    text = see(f"{PAGE}?yleiso=julkinen")
    assert "7 mittarin yhteys odottaa vahvistusta" in text
    assert '<input type="hidden" name="yleiso" value="julkinen">' in text


def test_the_period_is_carried_along(see) -> None:
    text = see(f"{PAGE}?kausi=2026-H1")
    assert "tilanne 30.6.2026" in text
    assert 'href="/kemi/tilannekuva/mittarit/K02/?kausi=2026-H1"' in text


def test_an_adopted_programme_has_its_map_for_everybody(see) -> None:
    for who in ("johto", ""):
        assert "Sujuva arki" in see(f"{PAGE}?strategia=kemi-hyvinvointi-2023", who)


def test_proposed_links_are_marked_one_by_one_where_others_are_sure_and_once_where_none_is(see) -> None:
    programme, strategy = see(f"{PAGE}?strategia=kemi-hyvinvointi-2023"), goal(see(PAGE), "Viisas Kemi")
    assert "3 mittarin yhteys ehdotettu" in programme
    assert programme.count("(yhteys ehdotettu)") == 3
    assert "mittarien yhteys ehdotettu" in strategy
    rows = strategy.split('aria-label="Mittarit: Viisas Kemi"')[1]
    assert "(yhteys ehdotettu)" not in rows


def test_a_municipality_with_values_only_says_that_there_is_no_map(see) -> None:
    assert "karttaa ei voi piirtää" in see("/simo/strategiakartta/", "")


def test_the_dashboard_and_the_public_page_lead_to_the_map(see) -> None:
    assert 'href="/kemi/strategiakartta/?kausi=2026-H1"' in see("/kemi/tilannekuva/?kausi=2026-H1")
    assert 'href="/kemi/strategiakartta/"' in see("/kemi/", "")


def test_a_project_stands_under_what_it_serves_with_its_own_rows(the_day, db) -> None:
    city = Workshop()
    row = city.row("SILLAT", {"kind": "at_least", "value": 1}, name_fi="Siltoja valmiina")
    made(type(row.links.model()), row=row, project=city.project)
    apart = city.a_project("tie", "Tie kouluun", None)
    ProjectNode.objects.create(project=city.project, node=city.ideas)
    text = browser(city.management).get("/pikkula/strategiakartta/").text
    assert re.search(r"Teema ideat.*Projektit Silta kouluun käynnissä Siltoja valmiina", words(goal(text, "viisas")))
    assert "Silta kouluun" not in goal(text, "valittava")
    assert "Projektit, joita ei ole liitetty päämääriin Tie kouluun" in words(text)
    assert apart.name_fi not in goal(text, "viisas")


def test_a_proposed_link_of_a_project_is_marked_inside_and_not_shown_outside(the_day, db) -> None:
    city = Workshop()
    ProjectNode.objects.create(project=city.project, node=city.wise, proposed=True)
    inside = words(goal(browser(city.management).get("/pikkula/strategiakartta/").text, "viisas"))
    assert "Silta kouluun käynnissä (yhteys ehdotettu)" in inside
    outside = browser(city.reader).get("/pikkula/strategiakartta/").text
    assert "Silta kouluun" not in goal(outside, "viisas")
    assert "Silta kouluun" in words(outside).split("joilla ei ole vahvistettua yhteyttä")[1]


@pytest.mark.parametrize("who", ["", "valtuutettu"])
def test_everybody_is_led_to_goals_and_projects(see, who: str) -> None:
    text = see(PAGE, who).split("<main")[1]
    goals, projects = (set(re.findall(rf'href="(/kemi/{kind}/[^"]+)"', text)) for kind in ("tavoitteet", "projektit"))
    assert "/kemi/tavoitteet/viisas/" in goals
    assert len(goals) >= 3 + 7  # goals and themes
    assert "/kemi/projektit/uso/" in projects
    linked = re.findall(r'class="map-project">\s*<span><a href="/kemi/projektit/', text)
    assert len(linked) == text.count('class="map-project"')
    for address in (*goals, *projects):
        assert "<h1>" in see(address, who), address


def test_the_map_of_a_programme_leads_to_the_programmes_own_pages(see) -> None:
    text = see(f"{PAGE}?strategia=kemi-hyvinvointi-2023", "").split("<main")[1]
    goals = set(re.findall(r'href="(/kemi/tavoitteet/[^"]+)"', text))
    assert goals
    for address in goals:
        assert address.endswith("?strategia=kemi-hyvinvointi-2023")
        assert "<h1>" in see(address, "")
