"""The readiness tree: how many units are ready on each level, what each waits for, and where the links land."""

import re
from html import unescape

import pytest
import time_machine

from measures.entering import approve_actuals, return_actual
from scorecard.models import Membership, Unit
from scorecard.models.codes import Role
from tests.approval.desk_world import DeskWorld, browser
from tests.world import noon

PAGE = "/pikkula/hyvaksynta/valmius/"


def page(city: DeskWorld, who: str = "head", query: str = "") -> str:
    """The page as somebody sees it, with ordinary spaces in one line."""
    return re.sub(r"\s+", " ", browser(getattr(city, who)).get(PAGE + query).text.replace("\xa0", " "))


def plain(text: str) -> str:
    """The words of a page alone."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def unit(text: str, code: str) -> str:
    """What is said of a unit."""
    return text.split(f'<li id="yksikko-{code}">')[1].split('<li id="yksikko-')[0].split("</details>")[0]


def links(text: str) -> dict[str, str]:
    """Where each figure's link leads."""
    found = re.findall(r'<li><a href="([^"]+)">([^<]+)</a>', text)
    return {name: unescape(address) for address, name in found}


def fill(city: DeskWorld) -> None:
    """Everything the museum is asked for."""
    city.sent("KAYNNIT", "50", unit="museo")
    city.sent("POISSA", "5 / 100", unit="museo")


def with_area(city: DeskWorld) -> Unit:
    """A result area between the sector and its units."""
    area = Unit.objects.create(
        municipality=city.city, parent=city.sector, code="kulttuuri", kind="result_area", name_fi="Kulttuuri"
    )
    for one in (city.library, city.museum):
        one.parent = area
        one.save()
    return area


def test_each_level_counts_the_units_that_are_ready_and_names_the_others(city: DeskWorld) -> None:
    with_area(city)
    fill(city)
    city.sent("AUKI", "kyllä")
    text = page(city)
    assert "1/2 yksikköä valmiina</strong>. 3/5 lukua lähetetty, niistä 0 hyväksytty." in text
    for code in ("sivistys", "kulttuuri"):
        summary = plain(text.split(f'<summary id="taso-{code}">')[1].split("</summary>")[0])
        assert "1/2 yksikköä valmiina" in summary
        assert "Odottaa: Kirjasto (2 lukua: Käynnit, Poissaolo-%; vastaa Maija Mäki)" in summary


def test_a_unit_is_ready_when_all_has_been_sent_and_says_how_much_is_approved(city: DeskWorld) -> None:
    fill(city)
    museum = unit(page(city), "museo")
    assert "valmis" in museum
    assert "2/2 lukua lähetetty, 0 hyväksytty" in museum
    entries = [city.sent("KAYNNIT", "1200"), city.sent("POISSA", "67 / 1860"), city.sent("AUKI", "kyllä")]
    approve_actuals(entries=[one.pk for one in entries], by=city.head)
    assert "3/3 lukua lähetetty, 3 hyväksytty" in unit(page(city), "kirjasto")
    assert "Kaikki pyydetyt luvut on lähetetty." in page(city)


def test_drafts_and_returned_figures_are_not_ready_and_say_what_they_are(city: DeskWorld) -> None:
    city.draft("KAYNNIT", "1200")
    sent = city.sent("AUKI", "kyllä")
    return_actual(entry=sent.pk, reason="Tarkista.", by=city.head)
    library = plain(unit(page(city), "kirjasto"))
    assert "kesken 0/3 lukua lähetetty, 0 hyväksytty" in library
    assert "Käynnit luonnos, ei lähetetty" in library
    assert "Omatoimiaukiolo palautettu korjattavaksi" in library
    assert "Poissaolo-% puuttuu" in library


def test_links_land_on_the_field_on_the_row_of_approval_or_in_the_history(city: DeskWorld) -> None:
    sent = city.sent("KAYNNIT", "1200")
    field = "/pikkula/kirjaus/?kausi=2026-Q3&yksikko=kirjasto#rivi-{}.kirjasto.2026-Q3"
    history = "/pikkula/tilannekuva/mittarit/{}/historia/?yksikko=kirjasto&kausi=2026-Q3"
    city.boss = city.person("johto", Role.MANAGEMENT)
    head, own, boss = (links(unit(page(city, who), "kirjasto")) for who in ("head", "supervisor", "boss"))
    assert head["Omatoimiaukiolo"] == own["Omatoimiaukiolo"] == field.format("AUKI")
    assert head["Käynnit"] == f"/pikkula/hyvaksynta/?kausi=2026-Q3#luku-{sent.pk}"
    assert own["Käynnit"] == field.format("KAYNNIT")
    assert boss["Omatoimiaukiolo"] == history.format("AUKI")
    assert boss["Käynnit"] == history.format("KAYNNIT")


@pytest.mark.parametrize("who", ["head", "supervisor", "boss"])
def test_every_link_of_the_tree_leads_to_what_is_there(city: DeskWorld, who: str) -> None:
    city.boss = city.person("johto", Role.MANAGEMENT)
    city.sent("KAYNNIT", "1200")
    client = browser(getattr(city, who))
    found = links(page(city, who)).values()
    assert found
    for address in found:
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200
        _page, _, anchor = address.partition("#")
        assert not anchor or f'id="{anchor}"' in answer.text


def test_the_municipalitys_own_figure_is_its_responsible_units(city: DeskWorld) -> None:
    row = city.row("ASUKKAAT", name_fi="Asukkaat")
    row.indicator.responsible_unit = city.sector
    row.indicator.save()
    text = page(city)
    assert "Heikki Harju" in unit(text, "sivistys")
    assert (
        links(unit(text, "sivistys"))["Asukkaat"]
        == "/pikkula/kirjaus/?kausi=2026-Q3&yksikko=sivistys#rivi-ASUKKAAT..2026-Q3"
    )
    city.boss = city.person("johto", Role.MANAGEMENT)
    history = "/pikkula/tilannekuva/mittarit/ASUKKAAT/historia/?kausi=2026-Q3"
    assert links(unit(page(city, "boss"), "sivistys"))["Asukkaat"] == history


def test_a_unit_without_anybody_is_marked(city: DeskWorld) -> None:
    text = page(city)
    assert "ei lähiesihenkilöä" in unit(text, "museo")
    assert "ei lähiesihenkilöä" not in unit(text, "kirjasto")
    assert "Museo (2 lukua: Käynnit, Poissaolo-%; ei vastuuhenkilöä)" in text


def test_only_what_is_unfinished(city: DeskWorld) -> None:
    fill(city)
    text = page(city, query="?vain=kesken")
    assert '<li id="yksikko-museo">' not in text
    assert '<li id="yksikko-kirjasto">' in text
    assert "Yksi valmis yksikkö on piilossa." in text
    assert 'value="kesken" checked' in text
    assert "1/2 yksikköä valmiina" in text


def test_everybody_sees_their_own_part(city: DeskWorld) -> None:
    far = Unit.objects.create(municipality=city.city, code="tekniikka", kind="sector", name_fi="Tekniikka")
    streets = Unit.objects.create(municipality=city.city, parent=far, code="kadut", kind="result_unit", name_fi="Kadut")
    city.row("KATU", units=[streets], name_fi="Kadut")
    for name, role in (("boss", Role.MANAGEMENT), ("auditor", Role.AUDITOR), ("reader", Role.READER)):
        setattr(city, name, city.person(name, role))
    seen = {
        who: re.findall(r'id="yksikko-([a-z]+)"', page(city, who))
        for who in ("supervisor", "head", "boss", "auditor", "steward")
    }
    everything = ["kirjasto", "museo", "kadut"]
    assert seen == {
        "supervisor": ["kirjasto"],
        "head": ["kirjasto", "museo"],
        "boss": everything,
        "auditor": everything,
        "steward": everything,
    }
    assert browser(city.reader).get(PAGE).status_code == 403
    assert browser(DeskWorld("toinen", "998").steward).get(PAGE).status_code == 404


def test_the_days_are_told_and_what_is_late_is_marked(city: DeskWorld, the_day: time_machine.Traveller) -> None:
    assert "Luvut pyydetään 27.10.2026 mennessä." in page(city)
    the_day.move_to(noon("2026-10-28"))
    city.sent("KAYNNIT", "1200")
    text = page(city)
    assert "Määräpäivä oli 27.10.2026. Kirjaus on auki vielä 10.11.2026 asti (armonaika)." in text
    assert "myöhässä" in unit(text, "museo")
    assert "odottaa hyväksyntää, tuli myöhässä" in unit(text, "kirjasto")
    the_day.move_to(noon("2026-11-11"))
    assert "Kauden 7–9/2026 kirjaus päättyi 10.11.2026.</p>" in page(city)


def test_another_period_is_chosen_and_one_without_a_window_is_told(city: DeskWorld) -> None:
    city.opened("2026-Q2", "2026-07-01", "2026-07-20", "2026-08-01")
    assert "Valmius 4–6/2026" in page(city, query="?kausi=2026-Q2")
    assert '<option value="2026-Q3" selected>7–9/2026</option>' in page(city)
    answer = browser(city.head).get(f"{PAGE}?kausi=2019-Q1")
    assert answer.status_code == 404
    assert "Kaudella ”2019-Q1” ei ole raportointi-ikkunaa." in answer.text


def test_without_any_window_or_any_figure_the_page_says_what_that_means(city: DeskWorld) -> None:
    city.lonely = city.person("liisa", Role.SUPERVISOR, city.sector)
    bare = Unit.objects.create(municipality=city.city, code="uusi", kind="sector", name_fi="Uusi")
    Membership.objects.filter(user=city.lonely).delete()
    Membership.objects.create(user=city.lonely, municipality=city.city, role=Role.SUPERVISOR, unit=bare)
    assert "Tällä kaudella ei pyydetä lukuja yksiköiltäsi." in page(city, "lonely")
    city.window.delete()
    assert "Yhtään raportointi-ikkunaa ei ole avattu, joten lukuja ei vielä pyydetä." in page(city)


def test_a_level_with_much_undone_stays_closed_until_it_is_opened(city: DeskWorld) -> None:
    text = page(city)
    assert '<details open> <summary id="taso-sivistys">' in text
    for number in range(11):
        more = Unit.objects.create(
            municipality=city.city, parent=city.sector, code=f"y{number}", kind="result_unit", name_fi=f"Y{number}"
        )
        city.visits.indicator.reporting_units.create(unit=more)
    text = page(city)
    assert '<details> <summary id="taso-sivistys">' in text
    assert "ja 9 muuta yksikköä" in text


def test_the_way_there_is_one_line_and_the_top_bar_stays_short(city: DeskWorld) -> None:
    text = page(city)
    bar = text.split('aria-label="Päävalikko"')[1].split("</nav>")[0]
    assert ">Valmius<" not in bar
    ways = re.findall(r">([^<>]+)</a></li>", text.split('class="desk-ways"')[1].split("</ul>")[0])
    assert ways == ["Hyväksyntä", "Valmius", "Avatut luvut", "Myöhäiset muutokset", "Sijaiset", "Henkilövaihdos"]
    own = page(city, "supervisor")
    assert ">Valmius</a>" in own.split('aria-label="Päävalikko"')[1].split("</nav>")[0]


def grow(city: DeskWorld) -> None:
    """Ten times the units, each with figures late, waiting and lacking."""
    for number in range(20):
        more = Unit.objects.create(
            municipality=city.city, parent=city.sector, code=f"y{number}", kind="result_unit", name_fi=f"Y{number}"
        )
        for row in (city.visits, city.absence):
            row.indicator.reporting_units.create(unit=more)
        city.enter(city.visits, "2026-Q3", "10", unit=more, state="submitted", entered="2026-10-29")
        Membership.objects.create(user=city.supervisor, municipality=city.city, role=Role.SUPERVISOR, unit=more)


@pytest.mark.parametrize("big", [False, True])
def test_the_page_asks_the_database_as_often_whatever_the_size(
    city: DeskWorld, django_assert_num_queries, the_day: time_machine.Traveller, big: bool
) -> None:
    """Session with person and access; windows, units; the figures; one each for people and for what came late."""
    the_day.move_to(noon("2026-10-30"))
    city.sent("KAYNNIT", "1200")
    if big:
        grow(city)
    client = browser(city.steward)
    with django_assert_num_queries(9):
        text = client.get(PAGE).text
    assert f"0/{22 if big else 2} yksikköä valmiina" in text
