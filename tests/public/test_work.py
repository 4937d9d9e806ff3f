"""The public lists of projects and actions, and the page of each."""

import datetime as dt
import re

import pytest

from scorecard.models.codes import WorkState
from scorecard.work.keeping.notes import write_note
from scorecard.work.reviews import Review
from tests.public.town import line, rows_of


def names(page: str) -> list[str]:
    """The projects or actions of a list, in order."""
    return re.findall(r'class="name"><a href="[^"]+">([^<]+)</a>', page)


def test_projects_stand_under_their_sectors(city, seen) -> None:
    city.a_project("tie", "Tie", city.technics, state="planned")
    city.a_project("muu", "Muu työ", None, state="done")
    city.a_project("kirja", "Kirja", city.library)
    page = seen("projektit/")
    assert names(page) == ["Silta kouluun", "Kirja", "Tie", "Muu työ"]
    assert "4 projektia: 2 käynnissä, 1 valmis, 1 suunniteltu." in page
    assert '<a href="/pikkula/toimialat/sivistys/">Sivistys</a></h2>' in page


def test_a_line_tells_milestones_and_confirmed_goals_only(city, seen) -> None:
    city.serves(city.wise)
    city.serves(city.caring, proposed=True)
    city.milestones("Alku", "Loppu")
    city.project.milestones.filter(name_fi="Alku").update(state="done")
    told = line(seen("projektit/"), "Silta kouluun")
    assert "1/2 valmiina" in told
    assert "viisas" in told
    assert "valittava" not in told


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tavoite=viisas", ["Silta kouluun"]),
        ("tavoite=oppiva", ["Silta kouluun"]),
        ("tavoite=ideat", []),
        ("tavoite=valittava", []),
        ("toimiala=tekniikka", ["Tie"]),
        ("toimiala=-", ["Muu työ"]),
        ("tila=planned", ["Tie"]),
        ("haku=kou", ["Silta kouluun"]),
        ("haku=luun", []),
    ],
)
def test_the_projects_are_narrowed(city, seen, query: str, found: list[str]) -> None:
    city.a_project("tie", "Tie", city.technics, state="planned")
    city.a_project("muu", "Muu työ", None)
    city.serves(city.learning)
    city.serves(city.caring, proposed=True)
    page = seen(f"projektit/?{query}")
    assert names(page) == found
    assert ("Valinnoilla ei löytynyt projekteja." in page) is (not found)


def test_the_page_of_a_project_tells_its_facts_and_its_rows(city, seen) -> None:
    city.project.responsible_role = "Rehtori"
    city.project.starts, city.project.serves_oulu2026 = dt.date(2026, 1, 7), True
    city.project.save()
    city.serves(city.wise)
    city.serves(city.caring, proposed=True)
    city.milestones("Perustukset")
    city.hangs(city.behind, project=city.project)
    page = seen("projektit/silta/")
    for words in ("Rehtori", "7.1.2026–", "palvelee Oulu2026:ta", "Perustukset", "Sivistys"):
        assert words in page
    assert "Projekti on käynnissä; virstanpylväistä 0/1 valmiina." in page
    assert "Mittarit 30.9.2026. Ainoa mittari on jäljessä." in page
    assert rows_of(page) == ["Kurssien määrä"]
    assert "Yksi ehdotettu yhteys ei ole mukana, ennen kuin se on vahvistettu." in page
    assert ">valittava</a>" not in page


@pytest.mark.parametrize(("language", "kind"), [("sv", "Projekt"), ("en", "Project")])
def test_what_it_is_stands_in_the_readers_language(city, client, language: str, kind: str) -> None:
    page = client.get(f"/{language}/{city.city.code}/projektit/silta/").text
    assert f'<span class="muted">{kind}</span>' in page


def test_a_row_that_is_only_proposed_for_a_project_is_left_out(city, seen) -> None:
    city.hangs(city.behind, project=city.project, proposed=True)
    assert rows_of(seen("projektit/silta/")) == []


def test_notes_of_reviews_and_people_are_not_public(city, seen) -> None:
    write_note(
        project=city.project, review=Review(2026, 6), state=WorkState.RUNNING, text="Salaista.", seen=9, by=city.head
    )
    for address in ("projektit/", "projektit/silta/"):
        page = seen(address)
        assert "Salaista." not in page
        assert "Heikki Harju" not in page


def test_the_actions_and_the_page_of_one(city, seen) -> None:
    city.an_action("talkoot", "Talkoot", city.technics, state="done", schedule="2026", sdg="3, 11")
    page = seen("toimenpiteet/")
    assert names(page) == ["Kokeilupajat", "Talkoot"]
    assert "2 toimenpidettä: 1 valmis, 1 ilman kerrottua tilaa." in page
    assert names(seen("toimenpiteet/?tila=unsaid")) == ["Kokeilupajat"]
    assert names(seen("toimenpiteet/?toimiala=sivistys")) == ["Kokeilupajat"]
    own = seen("toimenpiteet/talkoot/")
    assert "Toimenpide on valmis." in own
    for words in ("Tekniikka", "2026", "3, 11"):
        assert words in own
    assert "Toimenpide: tilaa ei ole kerrottu." in seen("toimenpiteet/pajat/")


def test_a_programmes_work_is_listed_and_chosen(city, seen) -> None:
    programme = city.programme()
    city.an_action("ohjelmassa", "Ohjelman teko", city.library, strategy=programme)
    assert names(seen("toimenpiteet/")) == ["Kokeilupajat", "Ohjelman teko"]
    page = seen("toimenpiteet/?strategia=pikkula-ohjelma")
    assert names(page) == ["Ohjelman teko"]
    assert 'href="/pikkula/toimenpiteet/ohjelmassa/?strategia=pikkula-ohjelma"' in page


def test_where_strategies_share_a_code_the_address_tells_which(city, seen) -> None:
    city.an_action("pajat", "Ohjelman pajat", city.library, strategy=city.programme())
    assert "<h1>Kokeilupajat</h1>" in seen("toimenpiteet/pajat/")
    assert "<h1>Ohjelman pajat</h1>" in seen("toimenpiteet/pajat/?strategia=pikkula-ohjelma")


def test_the_work_of_a_draft_is_for_its_own_people(city, client) -> None:
    programme = city.programme()
    programme.state = "draft"
    programme.save()
    city.an_action("luonnos", "Luonnoksen teko", city.library, strategy=programme)
    assert client.get("/pikkula/toimenpiteet/luonnos/").status_code == 404
    assert "Luonnoksen teko" not in client.get("/pikkula/toimenpiteet/").text
    client.force_login(city.reader)
    assert client.get("/pikkula/toimenpiteet/luonnos/").status_code == 200


@pytest.mark.parametrize("address", ["projektit/ei/", "toimenpiteet/ei/", "projektit/silta/?strategia=ei"])
def test_what_is_not_there(city, client, address: str) -> None:
    assert client.get(f"/pikkula/{address}").status_code == 404


def test_empty_lists_say_so(city, client) -> None:
    city.action.links.all().delete()
    city.action.delete()
    city.project.delete()
    assert "Projekteja ei ole vielä kirjattu." in client.get("/pikkula/projektit/").text
    assert "Toimenpiteitä ei ole vielä kirjattu." in client.get("/pikkula/toimenpiteet/").text
