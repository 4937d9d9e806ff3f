"""A table pasted from a document: columns guessed, each row read, only confirmed rows handed on as proposals."""

import pytest

from measures.importing.tables import Meaning, read_table
from measures.models import Import, KpiRow
from tests.scorecards.desk import Desk, worker

TABLE = (
    "Mittari\tNyt\tTavoite\nSairauspoissaolot\t6,0 %\tenintään 4 %\nAsukastyytyväisyys\thyvä\tparanee\n"
    "Asiakaskäynnit\t1 200\t1500"
)
PLACE = "liita/"


@pytest.fixture
def desk(demo, as_reader) -> Desk:
    return Desk(as_reader())


def form(**more: str) -> dict[str, str]:
    columns = {"s0": "name", "s1": "now", "s2": "target"}
    return {"taulukko": TABLE, "strategia": "kemi-2023"} | columns | more


def test_the_columns_are_guessed_by_their_headings() -> None:
    assert read_table(TABLE).meanings == (Meaning.NAME, Meaning.NOW, Meaning.TARGET)
    assert read_table("Hyöty\tIndikator\tUtgångsläge\tMålvärde\na\tb\t1\t2").meanings == (
        Meaning.NOTHING, Meaning.NAME, Meaning.NOW, Meaning.TARGET,
    )  # fmt: skip


def test_without_headings_they_are_guessed_by_their_places() -> None:
    table = read_table("Asukkaat\t19 400\t19 500\nYritykset\t927\t930")
    assert (table.meanings, len(table.rows)) == ((Meaning.NAME, Meaning.NOW, Meaning.TARGET), 2)


def test_cells_of_several_lines_and_odd_tables_are_read() -> None:
    assert read_table('Mittari\tTavoite\n"Pitkä\nnimi"\t5\tylimääräinen').rows == (("Pitkä nimi", "5", "ylimääräinen"),)
    assert read_table("").rows == ()
    assert read_table("\n\t\n").rows == ()
    assert read_table("Mittari\tTavoite\n" + "a\t1\n" * 300).left_out == 100


def test_each_row_is_shown_with_how_its_target_was_read(desk: Desk) -> None:
    page = desk.browser.post(desk.place + PLACE, form(lue="1")).text
    assert "Tavoite luettiin: <strong>enintään 4</strong>" in page
    assert page.count("Tavoite jää kysymykseksi:") == 2
    assert 'value="Sairauspoissaolot"' in page
    assert 'name="r1-ota" value="1">' in page, "nothing is confirmed by itself"


def test_only_confirmed_rows_are_written_as_proposals_with_the_tables_own_words(desk: Desk) -> None:
    given = form(
        tallenna="1", **{"r1-ota": "1", "r1-koodi": "P01", "r1-suunta": "down", "r3-koodi": "P03", "r3-ota": "1",
                         "r3-suunta": "up", "r3-nyt": "1 200", "r3-tavoite": "1500", "r2-koodi": "P02"},
    )  # fmt: skip
    answer = desk.browser.post(desk.place + PLACE, given)
    assert answer.status_code == 302
    worker()
    one = Import.objects.latest("pk")
    assert one.found["counts"] == {"Strategia": {"same": 1}, "Mittarit": {"new": 2}}
    desk.step(one, "hyvaksy")
    first = KpiRow.objects.select_related("indicator").get(indicator__code="P01")
    target = first.targets.get()
    assert (target.kind, target.value, target.words) == ("at_most", 4, "enintään 4 %")
    assert (first.reading, first.baseline_value, first.baseline_words) == ("proposed", 6, "6,0 %")
    assert "Sairauspoissaolot · 6,0 % · enintään 4 %" in first.question
    assert first.order > KpiRow.objects.get(strategy=first.strategy, indicator__code="K25").order
    assert KpiRow.objects.get(indicator__code="P03").targets.get().value == 1500
    assert not KpiRow.objects.filter(indicator__code="P02").exists()


def test_pasted_rows_are_undone_like_any_import(desk: Desk) -> None:
    given = form(tallenna="1", **{"r1-ota": "1", "r1-koodi": "P01", "r1-suunta": "down"})
    desk.browser.post(desk.place + PLACE, given)
    worker()
    one = Import.objects.latest("pk")
    desk.step(one, "hyvaksy")
    assert "Peru tuonti…" in desk.page(one)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"taulukko": " "}, "Taulukossa ei ole rivejä."),
        ({"strategia": "kokkola-2017"}, "Valitse, mihin strategiaan rivit kuuluvat."),
        ({"tallenna": "1"}, "Et vahvistanut yhtään riviä."),
        ({"tallenna": "1", "r1-ota": "1", "r1-nimi": " "}, "puuttuu mittarin nimi tai koodi"),
        ({"tallenna": "1", "r1-ota": "1", "r3-ota": "1", "r1-koodi": "A", "r3-koodi": "A"}, "on sama koodi"),
    ],
)  # fmt: skip
def test_what_is_lacking_is_told_and_what_was_typed_stays(desk: Desk, given: dict[str, str], told: str) -> None:
    answer = desk.browser.post(desk.place + PLACE, form(lue="1") | given)
    assert (answer.status_code, told in answer.text) == (422, True)
    assert Import.objects.count() == 0


def test_an_indicator_that_is_there_is_told(desk: Desk) -> None:
    table = "Mittari\tTavoite\nYritysten määrä\t940"
    page = desk.browser.post(desk.place + PLACE, form(taulukko=table, lue="1")).text
    assert "Kunnalla on jo tämä mittari (K02)" in page
