"""The sheet Toteumat: figures of every type, who they are of, reasons for none, corrections and assessments."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from measures.models import Actual, Assessment
from scorecard.models import User
from tests.loading.cards import Book, entries, fault, faults, notes


def test_a_figure_comes_approved_in_the_importers_name(book: Book) -> None:
    book.indicator(mittayksikkö="milj. €")
    book.actual(arvo="1,2 M€", ennuste="2", huomautus="Ennakko")
    book.load_sound()
    entry, importer = Actual.objects.get(), User.objects.get(username="tuonti")
    assert (entry.value, entry.forecast, entry.note, entry.text_entered) == (
        Decimal("1.2"),
        2,
        "Ennakko",
        "1,2 M€",
    )
    assert (entry.source, entry.entered_by, entry.submitted_by, entry.approved_by) == ("workbook", *[importer] * 3)
    assert entry.entered_at == entry.approved_at == dt.datetime(2025, 11, 3, 10, tzinfo=dt.UTC)
    assert not importer.is_active
    assert not importer.has_usable_password()


@pytest.mark.parametrize(
    ("tiheys", "kausi", "starts", "ends"),
    [
        ("kk", "2025-08", "2025-08-01", "2025-08-31"),
        ("nelj", "2025-q3", "2025-07-01", "2025-09-30"),
        ("puoli", "2025-H1", "2025-01-01", "2025-06-30"),
        ("vuosi", "2024", "2024-01-01", "2024-12-31"),
        ("2v", "2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_periods(book: Book, tiheys: str, kausi: str, starts: str, ends: str) -> None:
    book.indicator(tiheys=tiheys, mittausvuosi=2024)
    book.actual(kausi=kausi, arvo=1)
    book.load_sound()
    assert [(one.period_starts.isoformat(), one.period_ends.isoformat()) for one in entries()] == [(starts, ends)]


@pytest.mark.parametrize("kausi", ["", "2025-Q5", "2025-08", "2025", "Q3/2025", "syksy"])
def test_a_wrong_period_is_refused(book: Book, kausi: str) -> None:
    book.indicator(tiheys="nelj")
    book.actual(kausi=kausi, arvo=1)
    assert faults(book.load()) == [("Toteumat", 2, "kausi")]


def test_a_period_still_running_is_told(book: Book) -> None:
    book.indicator()
    book.actual(kausi="2025", arvo=1)
    assert "ei ole vielä päättynyt" in notes(book.load_sound())[0]


def test_a_year_that_is_no_measuring_year_is_told(book: Book) -> None:
    book.indicator(tiheys="2v", mittausvuosi=2023)
    book.actual(kausi="2024", arvo=1)
    assert "mittausvuosi" in notes(book.load_sound())[0]


@pytest.mark.parametrize(
    ("indicator", "cells", "held"),
    [
        ({}, {"arvo": "1 200"}, (1200, None, None, "", "")),
        ({}, {"arvo": 0}, (0, None, None, "", "")),
        ({"mittayksikkö": "%"}, {"arvo": "6 %"}, (6, None, None, "", "")),
        ({"mittayksikkö": "kyllä/ei", "tavoite_laji": "valmis"}, {"arvo": "Kyllä"}, (1, None, None, "", "")),
        ({"mittayksikkö": "kyllä/ei", "tavoite_laji": "valmis"}, {"arvo": "ei"}, (0, None, None, "", "")),
        ({"mittayksikkö": "huono<hyvä"}, {"arvo": "HYVÄ"}, (None, None, None, "hyvä", "")),
        ({}, {"tila": "ei mitattu"}, (None, None, None, "", "not_measured")),
        ({}, {"tila": "kesken", "ennuste": 5}, (None, None, None, "", "unfinished")),
    ],
)
def test_figures_of_every_type(book: Book, indicator: dict[str, Any], cells: dict[str, Any], held: Any) -> None:
    book.indicator(**indicator)
    book.actual(**cells)
    book.load_sound()
    entry = entries()[0]
    assert (entry.value, entry.numerator, entry.denominator, entry.word, entry.why_empty) == held


def with_units(book: Book, **cells: Any) -> None:
    book.unit("kirjasto")
    book.unit("lukio")
    book.indicator(**({"yhdistely": "summa", "raportoivat": "kirjasto"} | cells))


@pytest.mark.parametrize(
    "cells",
    [
        {"osoittaja": 1, "nimittäjä": 4},
        {"osoittaja": 1, "nimittäjä": 4, "arvo": "25"},
        {"osoittaja": 1, "nimittäjä": 3, "arvo": "33,3"},
        {"osoittaja": 2, "nimittäjä": 3, "arvo": "66,67"},
        {"osoittaja": 0, "nimittäjä": 0},
    ],
)
def test_a_ratio_keeps_its_parts(book: Book, cells: dict[str, Any]) -> None:
    with_units(book, yhdistely="suhde", mittayksikkö="%", desimaalit=1)
    book.actual(yksikkö="kirjasto", **cells)
    book.load_sound()
    entry = entries()[0]
    assert (entry.value, entry.numerator, entry.denominator) == (None, cells["osoittaja"], cells["nimittäjä"])


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"arvo": 25}, "osoittaja"),
        ({"osoittaja": 1}, "nimittäjä"),
        ({"osoittaja": 1, "nimittäjä": 0}, "nimittäjä"),
        ({"osoittaja": 1, "nimittäjä": 4, "arvo": "24"}, "arvo"),
        ({"osoittaja": 1, "nimittäjä": 3, "arvo": "33"}, "arvo"),
        ({"osoittaja": "yksi", "nimittäjä": 4}, "osoittaja"),
    ],
)
def test_a_faulty_ratio_is_refused(book: Book, cells: dict[str, Any], column: str) -> None:
    with_units(book, yhdistely="suhde", mittayksikkö="%", desimaalit=1)
    book.actual(yksikkö="kirjasto", **cells)
    assert ("Toteumat", 2, column) in faults(book.load())


def test_units_done_are_told_by_yes_or_no(book: Book) -> None:
    with_units(book, yhdistely="valmiiden osuus", mittayksikkö="%", tavoite="100")
    book.actual(yksikkö="kirjasto", arvo="kyllä")
    book.load_sound()
    assert entries()[0].value == 1


@pytest.mark.parametrize(
    ("indicator", "cells", "column"),
    [
        ({}, {"arvo": ""}, "arvo"),
        ({}, {"arvo": "", "ennuste": 5}, "arvo"),
        ({}, {"arvo": "paljon"}, "arvo"),
        ({}, {"arvo": "6 %"}, "arvo"),
        ({}, {"arvo": 5, "tila": "kesken"}, "tila"),
        ({}, {"tila": "unohtui"}, "tila"),
        ({}, {"arvo": 5, "osoittaja": 1}, "osoittaja"),
        ({}, {"arvo": 5, "nimittäjä": 1}, "nimittäjä"),
        ({}, {"arvo": 5, "ennuste": "hyvä"}, "ennuste"),
        ({}, {"arvo": 5, "yksikkö": "kirjasto"}, "yksikkö"),
        ({}, {"arvo": 5, "mittari": "M9"}, "mittari"),
        ({}, {"arvo": 5, "mittari": ""}, "mittari"),
        ({"mittayksikkö": "kyllä/ei", "tavoite_laji": "valmis"}, {"arvo": "1"}, "arvo"),
        ({"mittayksikkö": "huono<hyvä"}, {"arvo": "paras"}, "arvo"),
        ({"mittayksikkö": "huono<hyvä"}, {"arvo": "hyvä", "ennuste": "hyvä"}, "ennuste"),
        ({"yhdistely": "summa", "raportoivat": "kirjasto"}, {"arvo": 5}, "yksikkö"),
        ({"yhdistely": "summa", "raportoivat": "kirjasto"}, {"arvo": 5, "yksikkö": "lukio"}, "yksikkö"),
        ({"yhdistely": "summa", "raportoivat": "kirjasto"}, {"arvo": 5, "yksikkö": "puuttuva"}, "yksikkö"),
    ],
)
def test_a_faulty_cell_is_refused(book: Book, indicator: dict[str, Any], cells: dict[str, Any], column: str) -> None:
    book.unit("kirjasto")
    book.unit("lukio")
    book.indicator(**indicator)
    book.actual(**cells)
    assert faults(book.load()) == [("Toteumat", 2, column)]
    assert Actual.objects.count() == 0


def test_the_same_cell_twice_is_refused(book: Book) -> None:
    book.indicator()
    book.actual(arvo=1)
    book.actual(arvo=2)
    assert fault(book.load()).row == 3


def test_an_ambiguous_figure_is_decided_by_the_baseline_and_told(book: Book) -> None:
    book.indicator(mittayksikkö="%", lähtötaso="13,5", tavoite_laji="seurataan")
    book.actual(arvo="12.345")
    assert "12.345" in notes(book.load_sound())[0]
    assert entries()[0].value == Decimal("12.345")


def corrected(book: Book, **cells: Any) -> None:
    book.indicator()
    book.actual(arvo=5)
    book.load_sound()
    book.sheets["Toteumat"][0] |= cells


def test_an_approved_figure_does_not_change_without_a_reason(book: Book) -> None:
    corrected(book, arvo=6)
    assert faults(book.load()) == [("Toteumat", 2, "syy")]
    assert [entry.value for entry in entries()] == [5]


@pytest.mark.parametrize(
    ("syy", "code", "text"),
    [
        ("virhe", "error", ""),
        ("Tarkentunut", "refined", ""),
        ("menetelmä", "method", ""),
        ("muu", "other", ""),
        ("laskentapohja muuttui", "other", "laskentapohja muuttui"),
    ],
)
def test_a_correction_supersedes_and_tells_its_reason(book: Book, syy: str, code: str, text: str) -> None:
    corrected(book, arvo=6, syy=syy)
    book.load_sound()
    first, second = entries()
    assert (first.value, second.value, second.supersedes) == (5, 6, first)
    assert (second.late_reason, second.late_reason_text) == (code, text)


def test_a_reason_where_nothing_changed_writes_nothing(book: Book) -> None:
    corrected(book, syy="virhe")
    book.load_sound()
    assert len(entries()) == 1


def test_a_figure_taken_back_needs_a_reason_too(book: Book) -> None:
    corrected(book, arvo="", tila="ei mitattu")
    assert faults(book.load()) == [("Toteumat", 2, "syy")]


def test_a_new_note_is_a_new_entry_without_a_reason(book: Book) -> None:
    corrected(book, huomautus="Lähde vaihtui")
    book.load_sound()
    assert [entry.note for entry in entries()] == ["", "Lähde vaihtui"]


def test_a_figure_that_waits_for_approval_may_be_replaced(book: Book) -> None:
    book.indicator()
    book.load_sound()
    person = User.objects.create(username="kirjaaja")
    book.actual(arvo=5)
    book.load_sound()
    waiting = entries()[0]
    Actual.objects.create(
        municipality=waiting.municipality, indicator=waiting.indicator, period_starts=waiting.period_starts,
        period_ends=waiting.period_ends, value=7, source="web", supersedes=waiting, entered_at=waiting.entered_at,
        entered_by=person,
    )  # fmt: skip
    book.load_sound()
    assert [entry.value for entry in entries()] == [5, 7], "the approved figure is what the file says: nothing is new"
    book.sheets["Toteumat"] = []
    book.actual(arvo=6, syy="virhe")
    book.load_sound()
    assert [(entry.value, entry.approved_at is not None) for entry in entries()] == [(5, True), (7, False), (6, True)]


def test_fifteen_digits_are_kept_on_every_database(book: Book) -> None:
    book.indicator()
    book.actual(arvo="123456789,1234567891")
    report = book.load_sound()
    assert "6 desimaaliin: 123456789,123457" in notes(report)[0]
    assert not book.load_sound().changed
    book.sheets["Toteumat"][0]["arvo"] = "1234567890123456"
    assert faults(book.load())[0] == ("Toteumat", 2, "arvo")


def test_a_figure_of_a_time_when_the_unit_was_not_there_is_told(book: Book) -> None:
    book.unit("vanha", asti="2024-06-30")
    book.unit("uusi", alkaen="2024-07-01")
    book.indicator(raportoivat="vanha;uusi", yhdistely="summa", tiheys="puoli")
    for unit, period in (("vanha", "2024-H1"), ("vanha", "2024-H2"), ("uusi", "2024-H1"), ("uusi", "2024-H2")):
        book.actual(yksikkö=unit, kausi=period, arvo=5)
    told = [one.row for one in book.load_sound().problems if "ei ollut" in one.sentence]
    assert told == [3, 4]


def test_an_assessment_beside_a_figure_and_alone(book: Book) -> None:
    book.indicator()
    book.actual(kausi="2023", arvo=5, arvio="etenee", arvion_perustelu="Uusi johtaja")
    book.actual(kausi="2024", arvio="Lähes saavutettu", arvion_perustelu="Tieto viivästyi")
    book.load_sound()
    found = [(one.period_starts.year, one.verdict, one.reason) for one in Assessment.objects.all()]
    assert found == [(2023, "on_track", "Uusi johtaja"), (2024, "near_miss", "Tieto viivästyi")]
    assert len(entries()) == 1


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"arvio": "etenee"}, "arvion_perustelu"),
        ({"arvio": "hyvä", "arvion_perustelu": "x", "arvo": 1}, "arvio"),
        ({"arvio": "seurattava", "arvion_perustelu": "x", "arvo": 1}, "arvio"),
        ({"arvion_perustelu": "x", "arvo": 1}, "arvio"),
    ],
)
def test_a_faulty_assessment_is_refused(book: Book, cells: dict[str, Any], column: str) -> None:
    book.indicator()
    book.actual(**cells)
    assert faults(book.load()) == [("Toteumat", 2, column)]
