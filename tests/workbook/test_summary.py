"""«Yhteenveto» and «Lue minut»: counts by hand, the worst first, and what the reader must know."""

import datetime as dt

import pytest

from tests.workbook.opening import lines, opened, told, values
from tests.world import World, noon

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Two goals and a benefit; one row met and pending, one behind with a proposed reading, one missing."""
    world = World()
    world.strategy.mission_fi, world.strategy.vision_fi = "Voima", "Kutsu"
    world.strategy.save()
    wise, bare = world.node("Viisas"), world.node("Tyhjä")
    gain = world.node("Hyvä hyöty", "benefit")
    assert bare.pk
    met = world.row("Toimii", {"kind": "at_least", "value": 5}, on=[wise, gain])
    world.enter(met, "2025-Q2", "6", state="submitted")
    behind = world.row("Laahaa", {"kind": "at_least", "value": 5}, baseline="3", on=[wise], reading="proposed")
    world.enter(behind, "2025-Q2", "2")
    world.row("Puuttuu", {"kind": "at_least", "value": 5}, on=[wise], proposed=True)
    world.row("Seurataan")
    return world


def top_of(sheet, heading: str) -> int:
    """The row on which a table's first heading stands."""
    (row,) = [cell.row for cell in sheet["A"] if cell.value == heading]
    return row


def test_mission_and_vision_stand_on_top(world) -> None:
    sheet = opened(world.standing("2025-H1"))["Yhteenveto"]
    assert sheet["A1"].value == "Puolivuotiskatsaus 1–6/2025"
    assert [(sheet.cell(row, 1).value, sheet.cell(row, 2).value) for row in (3, 4)] == [
        ("Missio", "Voima"), ("Visio", "Kutsu"),
    ]  # fmt: skip


def test_counts_of_each_node_and_of_the_whole(world) -> None:
    sheet = opened(world.standing("2025-H1"))["Yhteenveto"]
    found = lines(sheet, top_of(sheet, "Laji"))
    columns = ("Laji", "Nimi", "Mittareita", "saavutettu", "jäljessä", "tieto puuttuu", "seurattava", "Arvioitavissa")
    assert [values(line, *columns) for line in found] == [
        ["Päämäärä", "Tyhjä", 0, 0, 0, 0, 0, "0/0"],
        ["Päämäärä", "Viisas", 3, 1, 1, 1, 0, "2/3"],
        ["Hyöty", "Hyvä hyöty", 1, 1, 0, 0, 0, "1/1"],
        ["Koko strategia", "Strategia", 4, 1, 1, 1, 1, "2/3"],
    ]
    assert [line["Huomautus"].value for line in found] == [
        "ei mittaria", "ehdotettuja yhteyksiä 1", None, "jokainen mittari kerran",
    ]  # fmt: skip


def test_the_worst_rows_come_first_with_their_reasons(world) -> None:
    sheet = opened(world.standing("2025-H1"))["Yhteenveto"]
    found = lines(sheet, top_of(sheet, "Tila"))
    assert [values(line, "Tila", "Mittari") for line in found] == [
        ["jäljessä", "Laahaa"], ["tieto puuttuu", "Puuttuu"],
    ]  # fmt: skip
    assert found[0]["Tilan peruste"].value.endswith("Ehdotettu tulkinta.")


def test_read_me_says_what_of_when_and_how_to_read_it(world) -> None:
    standing = world.standing("2025-H1", known_at="2025-08-31")
    says = told(opened(standing)["Lue minut"])
    assert (says["Kunta"], says["Strategia"], says["Raportti"]) == ("Pikkula", "Strategia", "2025-H1")
    assert says["Kausi"] == "1.1.2025 – 30.6.2025 (2025-H1)"
    assert says["Tilanne"] == dt.datetime.fromisoformat("2025-06-30")
    assert says["Tiedot hetkeltä"] == noon("2025-08-31").replace(tzinfo=None)
    assert says["Huomaa"].startswith("LUONNOS.")
    assert says["Merkkisääntö"].startswith("Plus on parempi, miinus huonompi.")
    assert {"Yhteenveto", "Keskeiset mittarit", "Toteumat", "Täsmäytys", "lähes saavutettu"} <= set(says)


def test_read_me_counts_the_rows_of_every_sheet(world) -> None:
    says = told(opened(world.standing("2025-H1"))["Lue minut"])
    counts = (
        "Mittareita", "Sitovia tavoitteita", "Toteumarivejä", "Mittareita, joissa on hyväksyntää odottavia lukuja",
        "Mittareita, joiden tulkinta on ehdotettu", "Arvojen summa", "Katkaistuja tekstejä",
    )  # fmt: skip
    assert [says[label] for label in counts] == [4, 3, 4, 1, 1, 8, 0]


def test_example_figures_are_told_to_be_examples(world) -> None:
    def notices() -> list[object]:
        sheet = opened(world.standing("2025-H1"))["Lue minut"]
        return [row[1].value for row in sheet.iter_rows(max_col=2) if row[0].value == "Huomaa"]

    assert len(notices()) == 1
    world.city.example_data = True
    world.city.save()
    assert notices()[1].startswith("Toteumat ovat esimerkkejä.")


def test_a_strategy_without_rows_still_makes_a_workbook() -> None:
    book = opened(World("autio", "996").standing("2025-H1"))
    assert told(book["Lue minut"])["Mittareita"] == 0
    assert lines(book["Keskeiset mittarit"]) == []
    assert lines(book["Toteumat"]) == []
