"""Municipality, strategy, decisions, units, goals, projects and actions: what goes in and what is refused where."""

import datetime as dt
from typing import Any

import pytest

from measures.loading import load
from measures.loading.reading_strategy import code_of_name
from scorecard.models import (
    Action,
    Decision,
    Milestone,
    Municipality,
    Node,
    Project,
    ReportingOccasion,
    ServedNode,
    Strategy,
    Unit,
)
from tests.loading.cards import Book, fault, faults, notes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kemi", "kemi"),
        ("Äänekoski", "aanekoski"),
        ("Hämeenlinna", "hameenlinna"),
        ("Pedersöre", "pedersore"),
        ("Åland", "aland"),
        ("Mänttä-Vilppula", "mantta-vilppula"),
        ("Koski Tl", "koski-tl"),
        ("Sa\u0308kyla\u0308", "sakyla"),
    ],
)
def test_a_municipalitys_code_comes_from_its_name(name: str, code: str) -> None:
    assert code_of_name(name) == code


def test_municipality_and_strategy(book: Book) -> None:
    book.keys |= {
        "nimi_sv": "Kemi stads strategi",
        "missio": "Missio",
        "visio_en": "Vision",
        "voimassa_asti": "31.12.2030",
        "tila": "Hyväksytty",
        "julkaistu": "kyllä",
    }
    book.load_sound()
    city, strategy = Municipality.objects.get(), Strategy.objects.get()
    assert (city.code, city.number, city.name_fi, city.published) == ("kemi", "240", "Kemi", True)
    assert (strategy.kind, strategy.state, strategy.name_sv) == ("strategy", "adopted", "Kemi stads strategi")
    assert (strategy.valid_from, strategy.valid_to) == (dt.date(2023, 12, 4), dt.date(2030, 12, 31))
    assert (strategy.mission_fi, strategy.vision_en, strategy.vision_fi) == ("Missio", "Vision", "")


def test_excel_drops_the_zeros_of_a_number(book: Book) -> None:
    book.keys["kuntakoodi"] = "5"
    book.load_sound()
    assert Municipality.objects.get().number == "005"


def test_a_new_municipality_may_lack_its_number_and_it_is_told(book: Book) -> None:
    del book.keys["kuntakoodi"]
    assert "kuntakoodi" in notes(book.load_sound())[0]
    assert Municipality.objects.get().number is None


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ({"koodi": ""}, 4),
        ({"koodi": "Kemi 2023"}, 4),
        ({"kunta": "Kemi" * 11, "kuntakoodi": ""}, 2),
        ({"nimi": ""}, 5),
        ({"laji": "suunnitelma"}, 7),
        ({"tila": "valmis"}, 7),
        ({"voimassa_alkaen": "32.1.2024"}, 6),
        ({"voimassa_alkaen": "tammikuu 2024"}, 6),
        ({"voimassa_asti": "2020-01-01"}, 7),
        ({"kuntakoodi": "24O"}, 3),
        ({"kuntakoodi": "2400"}, 3),
        ({"kunta": "api"}, 2),
        ({"julkaistu": "ehkä"}, 7),
        ({"osa": "jokin-2020", "laji": "ohjelma"}, 7),
        ({"osa": "jokin-2020"}, 7),
        ({"nimi": "n" * 201}, 5),
    ],
)
def test_a_faulty_key_is_refused_by_its_row(book: Book, keys: dict[str, str], row: int) -> None:
    book.keys |= keys
    assert {place for _, place, _ in faults(book.load())} == {row}
    assert Municipality.objects.count() == 0


@pytest.mark.parametrize("key", ["kunta", "koodi", "nimi"])
def test_a_missing_key_is_named(book: Book, key: str) -> None:
    del book.keys[key]
    assert fault(book.load()).column == key


def test_a_key_twice_is_refused(book: Book) -> None:
    (book.write() / "Strategia.csv").write_text("avain,arvo\nkoodi,a\nkoodi,b\nnimi,N\nkunta,Kemi\n")
    assert faults(load(book.folder)) == [("Strategia", 3, "avain")]


def test_the_municipality_may_come_with_the_command(book: Book) -> None:
    Municipality.objects.create(code="kemi", number="240", name_fi="Kemi")
    del book.keys["kunta"], book.keys["kuntakoodi"]
    for told in ("kemi", "Kemi", "KEMI"):
        assert load(book.write(), municipality=told).written
    assert Strategy.objects.get().municipality.code == "kemi"


def test_an_unknown_municipality_is_a_sentence(book: Book) -> None:
    del book.keys["kunta"], book.keys["kuntakoodi"]
    assert "ei ole palvelussa" in fault(book.load(municipality="Tornio")).sentence


def test_two_municipalities_that_differ_are_refused(book: Book) -> None:
    assert fault(book.load(municipality="Tornio")).row == 2


def test_a_code_of_another_municipality_is_refused(book: Book) -> None:
    book.load_sound()
    book.keys |= {"kunta": "Tornio", "kuntakoodi": "851"}
    assert faults(book.load()) == [("Strategia", 4, "arvo")]


def test_a_number_of_another_municipality_is_refused(book: Book) -> None:
    book.load_sound()
    book.keys |= {"kunta": "Tornio", "koodi": "tornio-1"}
    assert faults(book.load()) == [("Strategia", 3, "arvo")]


def test_a_programme_belongs_to_its_strategy_and_serves_its_goals(book: Book) -> None:
    book.goal("viisas")
    book.load_sound()
    book.keys |= {"koodi": "ohjelma-1", "laji": "ohjelma", "osa": "kemi-1"}
    book.sheets.clear()
    book.goal("arki", palvelee="viisas?")
    book.load_sound()
    link = ServedNode.objects.get()
    assert (link.node.strategy.part_of, link.served.code, link.proposed) == (link.served.strategy, "viisas", True)


def test_decisions_and_calendar(book: Book) -> None:
    book.add("Päätökset", toimielin="Kaupunginvaltuusto", pvm="4.12.2023", pykälä="§ 110", päätös="Hyväksyttiin.")
    book.add("Raportointi", tilaisuus="tilinpäätös", toimielin="Valtuusto", kuukausi=3, kuvaus="")
    book.load_sound()
    decision, occasion = Decision.objects.get(), ReportingOccasion.objects.get()
    assert (decision.date, decision.section, decision.text) == (dt.date(2023, 12, 4), "110", "Hyväksyttiin.")
    assert (occasion.occasion, occasion.month) == ("financial_statements", 3)


def test_faulty_decisions_and_calendar_are_refused(book: Book) -> None:
    for _ in range(2):
        book.add("Päätökset", toimielin="Valtuusto", pvm="4.12.2023", pykälä="1", päätös="A", linkki="https://a.fi")
    book.add("Päätökset", toimielin="", pvm="", pykälä="2", päätös="", linkki="a b")
    book.add("Raportointi", tilaisuus="juhla", kuukausi=13)
    book.add("Raportointi", tilaisuus="", kuukausi=6)
    assert sorted(faults(book.load())) == [
        ("Päätökset", 3, "toimielin"),
        ("Päätökset", 4, "linkki"),
        ("Päätökset", 4, "pvm"),
        ("Päätökset", 4, "päätös"),
        ("Päätökset", 4, "toimielin"),
        ("Raportointi", 2, "kuukausi"),
        ("Raportointi", 2, "tilaisuus"),
        ("Raportointi", 3, "tilaisuus"),
    ]


def test_units_and_goals_in_any_order(book: Book) -> None:
    book.unit("kirjasto", "vapaa-aika", toimielin="", alkaen="2023-01-01", asti="")
    book.unit("vapaa-aika", "hyvinvointi", "tulosalue")
    book.unit("hyvinvointi", "", "toimiala", toimielin="Hyvinvointilautakunta")
    book.goal("ideoiva", "viisas", "teema")
    book.goal("viisas")
    book.load_sound()
    library = Unit.objects.get(code="kirjasto")
    assert library.parent is not None
    assert library.parent.parent == Unit.objects.get(board="Hyvinvointilautakunta")
    assert library.valid_from == dt.date(2023, 1, 1)
    assert Node.objects.get(code="ideoiva").parent == Node.objects.get(code="viisas")


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"koodi": ""}, "koodi"),
        ({"koodi": "kirjasto 1"}, "koodi"),
        ({"koodi": "päiväkoti"}, "koodi"),
        ({"koodi": "toinen"}, "koodi"),
        ({"laji": "osasto"}, "laji"),
        ({"laji": ""}, "laji"),
        ({"nimi_fi": ""}, "nimi_fi"),
        ({"ylätaso": "puuttuva"}, "ylätaso"),
        ({"ylätaso": "kirjasto"}, "ylätaso"),
        ({"asti": "2020-01-01"}, "asti"),
        ({"alkaen": "pian"}, "alkaen"),
    ],
)
def test_a_faulty_unit_is_refused_by_its_cell(book: Book, cells: dict[str, Any], column: str) -> None:
    row = {"koodi": "kirjasto", "ylätaso": "", "laji": "tulosyksikkö", "nimi_fi": "Kirjasto", "alkaen": "2024-01-01"}
    book.unit("toinen")
    book.add("Yksiköt", **(row | cells))
    assert faults(book.load()) == [("Yksiköt", 3, column)]


def test_codes_may_have_capitals_dots_and_underscores(book: Book) -> None:
    book.keys["koodi"] = "KEMI_1"
    book.goal("G1")
    book.goal("T1.2", "G1", "teema")
    book.unit("S_1", kind="toimiala")
    book.unit("U-1", "S_1")
    book.indicator(kohteet="T1.2?", raportoivat="S_1/*", yhdistely="summa")
    book.load_sound()
    assert [unit.code for unit in Unit.objects.order_by("order")] == ["S_1", "U-1"]
    assert not book.load_sound().changed


def test_a_ring_of_units_is_refused_on_every_row_of_it(book: Book) -> None:
    book.unit("a", "b")
    book.unit("b", "a")
    book.unit("c", "a")
    assert faults(book.load()) == [("Yksiköt", 2, "ylätaso"), ("Yksiköt", 3, "ylätaso")]


def test_a_ring_of_goals_is_refused(book: Book) -> None:
    book.goal("a", "a")
    assert faults(book.load()) == [("Tavoitteet", 2, "ylätaso")]


def test_a_near_code_is_suggested(book: Book) -> None:
    book.goal("viisas")
    book.goal("teema", "visas", "teema")
    assert "Tarkoititko viisas?" in fault(book.load()).sentence


def work(book: Book) -> None:
    Municipality.objects.create(code="simo", number="751", name_fi="Simo")
    book.unit("elinvoima", "", "toimiala")
    book.goal("viisas")
    book.add("Projektit", koodi="p1", nimi="Projekti", toimiala="elinvoima", kohteet="viisas?", tila="käynnissä",
             oulu2026="kyllä", kunnat="Simo", alkaa="2024-01-01", päättyy="")  # fmt: skip
    book.add("Virstanpylväät", projekti="p1", nimi="Aloitus", pvm="2024-04-10", tila="valmis")
    book.add("Virstanpylväät", projekti="p1", nimi="Loppu", pvm="", tila="")
    book.add("Toimenpiteet", koodi="t1", nimi="Toimi", kohteet="viisas", yksikkö="elinvoima", aikataulu=2023, sdg="3;4")


def test_projects_milestones_and_actions(book: Book) -> None:
    work(book)
    book.load_sound()
    project, action = Project.objects.get(), Action.objects.get()
    assert (project.state, project.serves_oulu2026, project.starts) == ("running", True, dt.date(2024, 1, 1))
    assert [link.proposed for link in project.links.all()] == [True]
    assert [city.code for city in project.municipalities.all()] == ["simo"]
    assert [(one.name_fi, one.date, one.state) for one in project.milestones.all()] == [
        ("Aloitus", dt.date(2024, 4, 10), "done"),
        ("Loppu", None, "planned"),
    ]
    assert (action.schedule, action.sdg, action.unit) == ("2023", "3;4", project.sector)


def test_a_milestone_has_the_day_it_was_reached_and_an_action_its_state(book: Book) -> None:
    work(book)
    milestones, action = book.sheets["Virstanpylväät"], book.sheets["Toimenpiteet"][0]
    book.load_sound()
    assert Action.objects.get().state == ""
    milestones[0]["valmistui"], action["tila"] = "2024-04-12", "käynnissä"
    book.load_sound()
    first = Project.objects.get().milestones.first()
    assert (first.done_on, Action.objects.get().state) == (dt.date(2024, 4, 12), "running")
    # A sheet that does not speak of the day leaves it, until the milestone is no longer done.
    del milestones[0]["valmistui"]
    book.load_sound()
    first.refresh_from_db()
    assert first.done_on == dt.date(2024, 4, 12)
    milestones[0]["tila"] = "käynnissä"
    book.load_sound()
    first.refresh_from_db()
    assert (first.state, first.done_on) == ("running", None)


@pytest.mark.parametrize(
    ("sheet", "place", "cells", "column"),
    [
        ("Virstanpylväät", 1, {"valmistui": "2024-04-12"}, "valmistui"),
        ("Toimenpiteet", 0, {"tila": "kesken"}, "tila"),
        ("Projektit", 0, {"toimiala": "puuttuva"}, "toimiala"),
        ("Projektit", 0, {"kohteet": "viisas;viisas"}, "kohteet"),
        ("Projektit", 0, {"kohteet": "puuttuva?"}, "kohteet"),
        ("Projektit", 0, {"kunnat": "Tornio"}, "kunnat"),
        ("Projektit", 0, {"tila": "kesken"}, "tila"),
        ("Projektit", 0, {"päättyy": "2023-01-01"}, "päättyy"),
        ("Projektit", 0, {"oulu2026": "x"}, "oulu2026"),
        ("Virstanpylväät", 1, {"projekti": "p2"}, "projekti"),
        ("Virstanpylväät", 1, {"nimi": ""}, "nimi"),
        ("Virstanpylväät", 1, {"pvm": "keväällä"}, "pvm"),
        ("Toimenpiteet", 0, {"yksikkö": "puuttuva"}, "yksikkö"),
        ("Toimenpiteet", 0, {"kohteet": "puuttuva"}, "kohteet"),
        ("Tavoitteet", 0, {"palvelee": "vihrea?"}, "palvelee"),
    ],
)
def test_faulty_work_is_refused_by_its_cell(
    book: Book, sheet: str, place: int, cells: dict[str, str], column: str
) -> None:
    work(book)
    book.sheets[sheet][place] |= cells
    assert faults(book.load()) == [(sheet, place + 2, column)]


def test_what_is_taken_out_of_a_list_is_taken_away(book: Book) -> None:
    work(book)
    book.load_sound()
    book.sheets["Projektit"][0] |= {"kohteet": "", "kunnat": ""}
    del book.sheets["Virstanpylväät"][1]
    book.load_sound()
    project = Project.objects.get()
    assert not project.links.exists()
    assert not project.municipalities.exists()
    assert [one.name_fi for one in Milestone.objects.all()] == ["Aloitus"]
