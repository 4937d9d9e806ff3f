"""A board's pack: which rows, projects and actions are in it, for whom, and at what cost."""

import pytest
from django.test import Client

from measures.models import KpiRow, RowLink
from scorecard.models import Project, Strategy
from scorecard.models.codes import WorkState
from scorecard.work.keeping.notes import write_note
from scorecard.work.reviews import Review
from tests.work.workshop import Workshop, browser

LIST, PACK = "/pikkula/lautakunnat/", "/pikkula/lautakunnat/sivistys/"
PAST = f"{PACK}?kausi=2026-Q2"


@pytest.fixture
def rows(city: Workshop) -> dict[str, KpiRow]:
    """One row of each reason to be in the pack, and one of none."""
    target = {"kind": "at_least", "value": 100}
    found = {
        "OMA": city.row("OMA", target, responsible_unit=city.library, name_fi="Oma mittari"),
        "YHTEINEN": city.row("YHTEINEN", target, units=[city.museum, city.technics], name_fi="Yhteinen mittari"),
        "TYON": city.row("TYON", target, responsible_unit=city.technics, name_fi="Projektin mittari"),
        "MUU": city.row("MUU", target, responsible_unit=city.technics, name_fi="Muun mittari"),
    }
    RowLink.objects.create(row=found["TYON"], project=city.project)
    city.enter(found["OMA"], "2026-Q2", "120")
    return found


def group(text: str, code: str) -> str:
    """One group of rows on the page; empty when it is not there."""
    return text.split(f'id="{code}-1"')[1].split("</table>")[0] if f'id="{code}-1"' in text else ""


def test_the_boards_are_listed(city: Workshop) -> None:
    text = browser(city.reader).get(LIST).text
    assert f'<a href="{PACK}">Sivistyslautakunta</a>' in text
    assert "Tekniikka" not in text


def test_council_readers_find_the_packs_and_others_the_work(city: Workshop) -> None:
    reader, inside = (browser(one).get(LIST).text for one in (city.reader, city.management))
    assert f'<a href="{LIST}" aria-current="true">Lautakunnat</a>' in reader
    assert "Toimenpiteet" not in reader
    assert '<a href="/pikkula/tyo/projektit/" aria-current="true">Projektit</a>' in inside
    assert inside.count(f'<a href="{LIST}"') == 1


def test_each_row_is_there_once_and_for_its_reason(city: Workshop, rows: dict[str, KpiRow]) -> None:
    text = browser(city.management).get(PAST).text
    assert "Oma mittari" in group(text, "omat")
    assert "Yhteinen mittari" in group(text, "yhteiset")
    assert "Luku on koko kunnan, ei vain tämän toimialan." in text
    assert "Projektin mittari" in group(text, "projektien")
    assert "Muun mittari" not in text
    for name in ("Oma mittari", "Yhteinen mittari", "Projektin mittari"):
        assert text.count(f">{name}</a>") == 1


def test_the_rows_are_judged_by_the_standing(city: Workshop, rows: dict[str, KpiRow]) -> None:
    own = group(browser(city.management).get(PAST).text, "omat")
    assert "Saavutettu" in own
    assert "120 täyttää tavoitteen: vähintään 100." in own
    assert "<strong>120</strong>" in own


def test_waiting_figures_are_inside_only(city: Workshop, rows: dict[str, KpiRow]) -> None:
    city.enter(rows["OMA"], "2026-Q3", "90", state="submitted")
    inside, reader = (browser(one).get(PACK).text for one in (city.management, city.reader))
    assert "<strong>90</strong>" in group(inside, "omat")
    assert "odottaa hyväksyntää" in group(inside, "omat")
    assert "<strong>120</strong>" in group(reader, "omat")
    assert "90" not in group(reader, "omat")
    assert "Luvuista mukana ovat vain hyväksytyt" in reader


def test_a_council_readers_rows_lead_to_public_pages_only(city: Workshop, rows: dict[str, KpiRow]) -> None:
    programme = city.programme()
    city.row("OHJELMAN", responsible_unit=city.museum, name_fi="Ohjelman mittari", strategy=programme)
    reader, inside = (browser(one).get(PACK).text for one in (city.reader, city.management))
    assert 'href="/pikkula/mittarit/OMA/"' in reader
    assert "Ohjelman mittari" in reader
    assert "/tilannekuva/" not in reader
    assert 'href="/pikkula/mittarit/OHJELMAN/"' in reader
    assert ">Ohjelman mittari</a>" in inside


def test_a_project_stands_with_its_milestones_and_the_latest_note(city: Workshop) -> None:
    city.milestones("Perustukset")
    for review, text in ((Review(2025, 12), "Vuoden sana."), (Review(2026, 6), "Puolen vuoden sana.")):
        write_note(project=city.project, review=review, state=WorkState.RUNNING, text=text, seen=9, by=city.head)
    city.a_project("tie", "Tie", city.technics)
    text = browser(city.reader).get(PAST).text
    assert "Silta kouluun" in text
    assert "Perustukset" in text
    assert "Puolen vuoden sana." in text
    assert "kirjoitettu 20.10.2026" in text
    assert "Heikki Harju" not in text
    assert "Vuoden sana." not in text
    assert ">Tie<" not in text
    # Earlier than the half-year's end only the year's note had been asked for.
    assert "Vuoden sana." in browser(city.reader).get(f"{PACK}?kausi=2026-Q1").text


def test_proposed_links_are_not_shown_to_council_readers(city: Workshop) -> None:
    city.serves(city.caring, proposed=True)
    assert "valittava (ehdotettu)" in browser(city.management).get(PACK).text
    assert "valittava" not in browser(city.reader).get(PACK).text


def test_actions_stand_under_their_themes(city: Workshop) -> None:
    city.an_action("a", "Tekniikan toimi", city.technics, on=[city.ideas])
    city.an_action("b", "Vailla teemaa", city.museum)
    text = browser(city.management).get(PACK).text.split("Toimenpiteet teemoittain")[1]
    assert text.index("ideat") < text.index("Kokeilupajat") < text.index("Ei vahvistettua tavoitetta tai teemaa")
    assert "2 toimenpidettä" in text
    assert "Tekniikan toimi" not in text
    assert text.index("Ei vahvistettua") < text.index("Vailla teemaa")


def test_where_nothing_is_adopted_the_draft_is_shown_as_one(city: Workshop) -> None:
    city.strategy.state = "draft"
    city.strategy.save()
    assert "Strategiaa ei ole hyväksytty." in browser(city.management).get(PACK).text
    city.strategy.state = "superseded"
    city.strategy.save()
    assert browser(city.management).get(PACK).status_code == 404


@pytest.mark.parametrize("unit", ["kirjasto", "tekniikka", "eiole"])
def test_a_unit_without_a_board_has_no_pack(city: Workshop, unit: str) -> None:
    answer = browser(city.management).get(f"{LIST}{unit}/")
    assert answer.status_code == 404
    assert f"Yksiköllä ”{unit}” ei ole lautakuntaa." in answer.text


def test_visitors_and_strangers_do_not_get_in(city: Workshop) -> None:
    other = Workshop("toinen", "998")
    assert Client().get(PACK).status_code == 302
    assert browser(other.steward).get(PACK).status_code == 404
    assert browser(city.management).get(f"{PACK}?kausi=2026-Q4").status_code == 404


def test_the_pack_asks_the_database_equally_often_of_one_and_of_many(
    city: Workshop, rows: dict[str, KpiRow], django_assert_num_queries
) -> None:
    client = browser(city.management)
    city.milestones("Alku")
    city.serves(city.ideas)
    with django_assert_num_queries(15):
        client.get(PACK)
    for number in range(10):
        city.row(f"R{number}", responsible_unit=city.museum)
        project = city.a_project(f"p{number}", f"P{number}", city.sector)
        city.serves(city.caring, project=project)
        city.an_action(f"t{number}", f"T{number}", city.museum, on=[city.ideas])
    with django_assert_num_queries(15):
        assert client.get(PACK).text.count('class="card pack-project"') == 11


def test_work_of_a_strategy_that_is_not_in_force_is_not_in_the_pack(city: Workshop) -> None:
    draft = Strategy.objects.create(
        municipality=city.city, code="pikkula-2027", kind="strategy", state="draft", name_fi="Luonnos"
    )
    Project.objects.create(strategy=draft, sector=city.sector, code="salainen", name_fi="Luonnoksen projekti")
    city.an_action("salainen", "Luonnoksen toimi", city.museum, strategy=draft)
    for person in (city.reader, city.management):
        text = browser(person).get(PACK).text
        assert "Luonnoksen" not in text
        assert "Silta kouluun" in text
        assert "yksi toimenpide<" in text


def test_a_council_reader_does_not_meet_what_hangs_on_work_by_a_proposed_link(
    city: Workshop, rows: dict[str, KpiRow]
) -> None:
    RowLink.objects.filter(row=rows["TYON"]).delete()
    RowLink.objects.create(row=rows["TYON"], project=city.project, proposed=True)
    assert "Projektin mittari" in browser(city.management).get(PAST).text
    assert "Projektin mittari" not in browser(city.reader).get(PAST).text
