"""The target columns: every kind, what it needs, and readings that are open rather than wrong."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from measures.models import TargetVersion
from tests.loading.cards import Book, faults, notes, row_of


def target(book: Book, **cells: Any) -> TargetVersion:
    book.indicator(**cells)
    book.load_sound()
    return row_of("M1").targets.get()


@pytest.mark.parametrize(
    ("word", "cells", "kind", "value", "upper"),
    [
        ("vähintään", {"tavoite_arvo": "930"}, "at_least", 930, None),
        ("yli", {"tavoite_arvo": 76}, "more_than", 76, None),
        ("enintään", {"tavoite_arvo": "4,5", "suunta": "laskeva"}, "at_most", Decimal("4.5"), None),
        ("alle", {"tavoite_arvo": 10, "suunta": "laskeva"}, "less_than", 10, None),
        ("Välillä", {"tavoite_arvo": 70, "tavoite_yläraja": 100}, "between", 70, 100),
        ("säilyy", {"tavoite_arvo": 19400}, "hold", 19400, None),
        ("säilyy", {"lähtötaso": 5}, "hold", None, None),
        ("nousee", {"lähtötaso": 5}, "moves_up", None, None),
        ("laskee", {"lähtötaso": 5, "suunta": "laskeva"}, "moves_down", None, None),
        ("muutos", {"tavoite_arvo": "−10", "lähtötaso": 5, "suunta": "laskeva"}, "change_by", -10, None),
        ("muutos", {"tavoite_arvo": "+5 %", "lähtötaso": 5}, "change_by", 5, None),
        ("seurataan", {}, "watched", None, None),
    ],
)
def test_each_kind(book: Book, word: str, cells: dict[str, Any], kind: str, value: Any, upper: Any) -> None:
    found = target(book, tavoite="sanat", tavoite_laji=word, **cells)
    assert (found.kind, found.value, found.upper, found.words) == (kind, value, upper, "sanat")
    assert (row_of("M1").reading, row_of("M1").question) == ("clear", "")


@pytest.mark.parametrize("op", [">", ">=", "<", "<="])
def test_compare_with_an_indicator_further_down(book: Book, op: str) -> None:
    book.indicator("M1", tavoite_laji="vertailu", tavoite_arvo=f"{op} M2", suunta="ei")
    book.indicator("M2", tavoite_laji="seurataan", tavoite_arvo="")
    book.load_sound()
    found = row_of("M1").targets.get()
    assert found.other is not None
    assert (found.op, found.other.code) == (op, "M2")


def test_signs_with_one_stroke_are_the_same(book: Book) -> None:
    book.indicator("M1", tavoite_laji="vertailu", tavoite_arvo="≥M2", suunta="ei")
    book.indicator("M2")
    book.load_sound()
    assert row_of("M1").targets.get().op == ">="


def test_done_and_level(book: Book) -> None:
    book.indicator("M1", tavoite_laji="valmis", mittayksikkö="kyllä/ei", tavoite_arvo="", tavoite_pvm="31.12.2026")
    book.indicator("M2", tavoite_laji="tasolla", mittayksikkö="heikko<hyvä", tavoite_arvo="Hyvä", tavoite_pvm="")
    book.load_sound()
    assert (row_of("M1").targets.get().kind, row_of("M1").targets.get().due) == ("done", dt.date(2026, 12, 31))
    assert (row_of("M2").targets.get().kind, row_of("M2").targets.get().level) == ("level", "hyvä")


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"tavoite_laji": "parempi"}, "tavoite_laji"),
        ({"tavoite_laji": "yli", "tavoite_arvo": ""}, "tavoite_arvo"),
        ({"tavoite_laji": "yli", "tavoite_arvo": "paljon"}, "tavoite_arvo"),
        ({"tavoite_laji": "välillä", "tavoite_arvo": 5}, "tavoite_yläraja"),
        ({"tavoite_laji": "välillä", "tavoite_arvo": 5, "tavoite_yläraja": 4}, "tavoite_yläraja"),
        ({"tavoite_laji": "muutos", "tavoite_arvo": ""}, "tavoite_arvo"),
        ({"tavoite_laji": "vertailu", "tavoite_arvo": "M2"}, "tavoite_arvo"),
        ({"tavoite_laji": "vertailu", "tavoite_arvo": "> M9"}, "tavoite_arvo"),
        ({"tavoite_laji": "vertailu", "tavoite_arvo": "> M1"}, "tavoite_arvo"),
        ({"tavoite_laji": "tasolla", "tavoite_arvo": "hyvä"}, "mittayksikkö"),
        ({"tavoite_laji": "tasolla", "mittayksikkö": "a<b", "tavoite_arvo": "c"}, "tavoite_arvo"),
        ({"tavoite_laji": "yli", "mittayksikkö": "kyllä/ei", "tavoite_arvo": 5}, "tavoite_arvo"),
        ({"tavoite_pvm": "kesällä 2025"}, "tavoite_pvm"),
        ({"tavoite_toistuu": "joskus"}, "tavoite_toistuu"),
        ({"sitovuus": "kova"}, "sitovuus"),
    ],
)
def test_a_faulty_cell_is_refused(book: Book, cells: dict[str, Any], column: str) -> None:
    book.indicator(**cells)
    assert faults(book.load()) == [("Mittarit", 2, column)]


@pytest.mark.parametrize(
    "cells",
    [
        {"tavoite_laji": "enintään", "tavoite_arvo": 5},
        {"tavoite_laji": "laskee", "lähtötaso": 5},
        {"tavoite_laji": "muutos", "tavoite_arvo": "−10", "lähtötaso": 5},
        {"tavoite_laji": "muutos", "tavoite_arvo": 10},
        {"tavoite_laji": "muutos", "tavoite_arvo": 10, "lähtötaso": 0},
        {"tavoite_laji": "muutos", "tavoite_arvo": 10, "lähtötaso": 5, "lähtötaso_vertailukelpoinen": "ei"},
        {"tavoite_laji": "nousee"},
        {"tavoite_laji": "säilyy"},
        {"tavoite_laji": "avoin"},
        {"tavoite_laji": "vähintään", "tavoite_arvo": 5, "kertymä": "summa", "tavoite_toistuu": "kausittain"},
        {"tavoite_laji": "vähintään", "tavoite_arvo": 5, "kertymä": "summa", "tavoite_pvm": "30.6.2025"},
        {"tavoite": "noin 5"},
        {"tavoite": ""},
    ],
)
def test_an_open_reading_is_loaded_as_given_and_asked(book: Book, cells: dict[str, Any]) -> None:
    target(book, **({"tavoite_arvo": ""} | cells))
    assert row_of("M1").reading == "proposed"
    assert row_of("M1").question.endswith(("?", "puuttuu.", "puuttuvat.", "arvo."))


def test_a_value_where_the_kind_has_none_is_told(book: Book) -> None:
    book.indicator(tavoite_laji="seurataan", tavoite_arvo=5)
    assert "arvoa ei luettu" in notes(book.load_sound())[0]


@pytest.mark.parametrize(
    ("cells", "repeats", "due"),
    [
        ({}, "once", None),
        ({"kertymä": "summa"}, "year", None),
        ({"kertymä": "summa", "tavoite_pvm": "31.12.2025"}, "once", "2025-12-31"),
        ({"kertymä": "summa", "tavoite_toistuu": "kerran"}, "once", None),
        ({"tavoite_toistuu": "vuosittain"}, "year", None),
        ({"tavoite_toistuu": "kausittain"}, "period", None),
        ({"tavoite_pvm": "2025"}, "once", "2025-12-31"),
        ({"tavoite_pvm": "30.6.2025"}, "once", "2025-06-30"),
        ({"tavoite": "yli 5 vuoteen 2027 mennessä"}, "once", "2027-12-31"),
        ({"tavoite": "yli 5 vuoteen 2027 mennessä", "tavoite_pvm": "2026-12-31"}, "once", "2026-12-31"),
    ],
)
def test_for_when_it_is(book: Book, cells: dict[str, Any], repeats: str, due: str | None) -> None:
    found = target(book, **cells)
    assert (found.repeats, found.due) == (repeats, dt.date.fromisoformat(due) if due else None)


def test_a_change_over_the_term_is_due_on_its_last_day(book: Book) -> None:
    book.keys["voimassa_asti"] = "2027-12-31"
    found = target(book, mittayksikkö="€/asukas", suunta="laskeva", lähtötaso=100, tavoite="−10 % strategiakaudella")
    assert (found.kind, found.value, found.due) == ("change_by", -10, dt.date(2027, 12, 31))
    assert row_of("M1").reading == "clear"


def test_valid_from_the_strategys_first_day(book: Book) -> None:
    assert target(book).valid_from == dt.date(2023, 12, 4)


def test_without_a_first_day_valid_from_the_first_decision(book: Book) -> None:
    del book.keys["voimassa_alkaen"]
    book.add("Päätökset", toimielin="Valtuusto", pvm="2023-12-04", päätös="Hyväksyttiin.")
    assert target(book).valid_from == dt.date(2023, 12, 4)


def test_without_a_decision_either_it_concerns_every_period_and_that_is_told(book: Book) -> None:
    del book.keys["voimassa_alkaen"]
    book.indicator()
    assert "koskevat kaikkia kausia" in notes(book.load())[0]
    assert row_of("M1").targets.get().valid_from == dt.date(2025, 11, 3)
