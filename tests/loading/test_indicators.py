"""The sheet Mittarit: indicators, rules, reporting units, baselines, links, and every cell that can be wrong."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from kemi_strategy.web.languages import in_language
from measures.models import Indicator, ReportingUnit, RollUpRule, RowLink
from tests.loading.cards import Book, fault, faults, notes, row_of


def loaded(book: Book, **cells: Any) -> Indicator:
    book.indicator(**cells)
    book.load_sound()
    return Indicator.objects.get(code="M1")


def rule(indicator: Indicator) -> tuple[str, str]:
    found = RollUpRule.objects.get(indicator=indicator)
    return found.across_units, found.across_time


def test_every_column_has_its_field(book: Book) -> None:
    book.unit("kirjasto")
    indicator = loaded(
        book, nimi_sv="Mätare", nimi_en="Indicator", mittayksikkö="€", desimaalit=2, suunta="laskeva", kertymä="summa",
        yhdistely="keskiarvo", tiheys="2v", mittausvuosi=2024, raportoivat="kirjasto", taho="konserni",
        vastuuyksikkö="kirjasto", vastuu="Johtaja", lähde="Tilinpäätös",
    )  # fmt: skip
    assert (indicator.name_sv, indicator.name_en, indicator.measure_unit) == ("Mätare", "Indicator", "€")
    assert (indicator.decimals, indicator.direction, indicator.value_type) == (2, "down", "number")
    assert (indicator.frequency, indicator.measuring_year, indicator.entity) == ("two_years", 2024, "group")
    assert (indicator.responsible_role, indicator.source) == ("Johtaja", "Tilinpäätös")
    assert indicator.responsible_unit is not None
    assert rule(indicator) == ("mean", "sum")


def test_a_ratios_terms_are_named_in_three_languages(book: Book) -> None:
    book.unit("kirjasto")
    indicator = loaded(
        book, mittayksikkö="%", yhdistely="suhde", raportoivat="kirjasto", suhde_fi="poissaolot / työpäivät",
        suhde_sv="frånvarodagar / arbetsdagar", suhde_en="absences / working days",
    )  # fmt: skip
    assert indicator.terms == ("poissaolot", "työpäivät")
    with in_language("sv"):
        assert indicator.terms == ("frånvarodagar", "arbetsdagar")
    assert indicator.terms_en == "absences / working days"


def test_what_is_left_open_is_decided_plainly(book: Book) -> None:
    book.add("Mittarit", koodi="M1", nimi_fi="Mittari", tavoite="")
    book.load_sound()
    indicator, row = Indicator.objects.get(), row_of("M1")
    assert (indicator.frequency, indicator.direction, indicator.decimals) == ("year", "none", 0)
    assert (indicator.entity, indicator.value_type) == ("municipality", "number")
    assert rule(indicator) == ("municipality", "last")
    assert (row.band_percent, row.band_absolute, row.baseline_comparable) == (10, None, True)
    assert row.targets.get().binding == "indicative"


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"mittayksikkö": "heikko<hyvä", "tavoite_laji": "tasolla", "tavoite_arvo": "hyvä"}, "level"),
        ({"mittayksikkö": "Kyllä/ei", "tavoite_laji": "seurataan"}, "yes_no"),
        ({"mittayksikkö": "", "tavoite_laji": "valmis"}, "yes_no"),
        ({"mittayksikkö": "%", "yhdistely": "valmiiden osuus", "raportoivat": "kirjasto"}, "number"),
    ],
)
def test_what_kind_of_value_it_has(book: Book, cells: dict[str, str], kind: str) -> None:
    book.unit("kirjasto")
    assert loaded(book, **cells).value_type == kind


def test_decimals_come_from_the_figures_when_not_said(book: Book) -> None:
    assert loaded(book, desimaalit="", lähtötaso="1,91", tavoite="1,5").decimals == 2


def sector(book: Book) -> None:
    book.unit("hyvinvointi", "", "toimiala")
    book.unit("vapaa-aika", "hyvinvointi", "tulosalue")
    book.unit("kirjasto", "vapaa-aika", alkaen="2024-01-01")
    book.unit("lukio", "hyvinvointi", alkaen="")
    book.unit("muu", "", "toimiala")


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"raportoivat": "hyvinvointi/*"}, ["kirjasto", "lukio"]),
        ({"raportoivat": "vapaa-aika/*; muu"}, ["kirjasto", "muu"]),
        ({"raportoivat": "lukio;hyvinvointi/*"}, ["kirjasto", "lukio"]),
        ({"raportoivat": "hyvinvointi"}, ["hyvinvointi"]),
        ({"raportoivat": "", "vastuuyksikkö": "muu"}, ["muu"]),
        ({"raportoivat": "hyvinvointi/*", "yhdistely": "kaupunki"}, []),
    ],
)
def test_who_reports(book: Book, cells: dict[str, str], codes: list[str]) -> None:
    sector(book)
    loaded(book, **({"yhdistely": "summa"} | cells))
    assert sorted(ReportingUnit.objects.values_list("unit__code", flat=True)) == codes


def test_a_unit_reports_as_long_as_it_exists(book: Book) -> None:
    sector(book)
    loaded(book, yhdistely="summa", raportoivat="hyvinvointi/*")
    assert ReportingUnit.objects.get(unit__code="kirjasto").valid_from == dt.date(2024, 1, 1)


def test_units_without_a_rule_are_shown_apart_and_it_is_asked(book: Book) -> None:
    sector(book)
    assert rule(loaded(book, raportoivat="hyvinvointi/*", yhdistely="")) == ("none", "last")
    assert "Miten yksiköiden luvut yhdistetään?" in row_of("M1").question
    assert row_of("M1").reading == "proposed"


def test_a_weight_may_stand_further_down(book: Book) -> None:
    sector(book)
    book.indicator("M1", yhdistely="painotettu", paino="M2", raportoivat="hyvinvointi/*")
    book.indicator("M2", yhdistely="summa", raportoivat="hyvinvointi/*")
    book.load_sound()
    weight = RollUpRule.objects.get(indicator__code="M1").weight
    assert weight is not None
    assert weight.code == "M2"


def test_baseline(book: Book) -> None:
    loaded(book, mittayksikkö="milj. €", lähtötaso="−18,9 milj. €", lähtötaso_pvm="31.12.2022",
           lähtötaso_sanat="Kertynyt alijäämä", lähtötaso_vertailukelpoinen="ei")  # fmt: skip
    row = row_of("M1")
    assert (row.baseline_value, row.baseline_date) == (Decimal("-18.9"), dt.date(2022, 12, 31))
    assert (row.baseline_words, row.baseline_comparable) == ("Kertynyt alijäämä", False)
    assert row.reading == "clear"


def test_a_baseline_in_words_is_kept_and_asked(book: Book) -> None:
    book.indicator(lähtötaso="noin tuhat")
    assert "ei ole luku" in notes(book.load_sound())[0]
    row = row_of("M1")
    assert (row.baseline_value, row.baseline_words, row.reading) == (None, "noin tuhat", "proposed")
    assert "noin tuhat" in row.question


def test_an_ambiguous_baseline_is_refused_with_both_readings(book: Book) -> None:
    book.indicator(mittayksikkö="%", lähtötaso="1.234")
    found = fault(book.load())
    assert (found.column, found.value) == ("lähtötaso", "1.234")
    assert "1,2340" in found.sentence


def test_a_decided_ambiguity_is_told(book: Book) -> None:
    book.indicator(desimaalit=0, lähtötaso="1.234")
    report = book.load_sound()
    assert row_of("M1").baseline_value == 1234
    assert any("1.234" in note for note in notes(report))


def test_a_row_hangs_on_goals_projects_and_actions(book: Book) -> None:
    book.goal("viisas")
    book.goal("hyoty", kind="hyöty")
    book.add("Projektit", koodi="p1", nimi="Projekti")
    book.add("Toimenpiteet", koodi="t1", nimi="Toimi")
    loaded(book, kohteet="hyoty; viisas?; p1; t1?")
    links = [(link.node or link.project or link.action, link.proposed, link.question) for link in RowLink.objects.all()]
    assert [(getattr(thing, "code", ""), proposed, question) for thing, proposed, question in links] == [
        ("hyoty", False, ""),
        ("viisas", True, "Mitä päämäärää mittari palvelee?"),
        ("p1", False, ""),
        ("t1", True, "Kuuluuko mittari tähän?"),
    ]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"koodi": "M 1"}, "koodi"),
        ({"koodi": ""}, "koodi"),
        ({"koodi": "M0"}, "koodi"),
        ({"nimi_fi": ""}, "nimi_fi"),
        ({"nimi_fi": "n" * 301}, "nimi_fi"),
        ({"kohteet": "puuttuva"}, "kohteet"),
        ({"kohteet": "sama"}, "kohteet"),
        ({"mittayksikkö": "hyvä<hyvä"}, "mittayksikkö"),
        ({"suhde_fi": "poissaolopäivät"}, "suhde_fi"),
        ({"suhde_sv": "dagar/personer"}, "suhde_sv"),
        ({"suhde_en": "a / b / c"}, "suhde_en"),
        ({"desimaalit": "1,5"}, "desimaalit"),
        ({"desimaalit": 11}, "desimaalit"),
        ({"suunta": "ylös"}, "suunta"),
        ({"kertymä": "kasvava"}, "kertymä"),
        ({"yhdistely": "mediaani"}, "yhdistely"),
        ({"yhdistely": "painotettu"}, "paino"),
        ({"yhdistely": "painotettu", "paino": "M9"}, "paino"),
        ({"tiheys": "viikko"}, "tiheys"),
        ({"mittausvuosi": 24}, "mittausvuosi"),
        ({"raportoivat": "puuttuva", "yhdistely": "summa"}, "raportoivat"),
        ({"raportoivat": "puuttuva/*", "yhdistely": "summa"}, "raportoivat"),
        ({"raportoivat": "kirjasto/*", "yhdistely": "summa"}, "raportoivat"),
        ({"lähtötaso_pvm": "2023"}, "lähtötaso_pvm"),
        ({"lähtötaso_vertailukelpoinen": "kai"}, "lähtötaso_vertailukelpoinen"),
        ({"raja_%": "-1"}, "raja_%"),
        ({"raja_%": "kymmenen"}, "raja_%"),
        ({"raja_abs": "-1"}, "raja_abs"),
        ({"taho": "valtio"}, "taho"),
        ({"vastuuyksikkö": "puuttuva"}, "vastuuyksikkö"),
        ({"tulkinta": "ehkä"}, "tulkinta"),
    ],
)
def test_a_faulty_cell_is_refused(book: Book, cells: dict[str, Any], column: str) -> None:
    book.unit("kirjasto")
    book.goal("sama")
    book.add("Projektit", koodi="sama", nimi="Projekti")
    book.indicator("M0")
    book.indicator(**cells)
    assert faults(book.load()) == [("Mittarit", 3, column)]
    assert Indicator.objects.count() == 0


def test_all_faults_are_told_in_one_run(book: Book) -> None:
    book.indicator("M1", suunta="ylös", tiheys="viikko")
    book.indicator("M2", raja_abs="x", tavoite_laji="yli", tavoite_arvo="x")
    assert len(faults(book.load())) == 4


def test_a_two_yearly_measure_without_its_year_is_asked(book: Book) -> None:
    loaded(book, tiheys="2v")
    assert "Mittausvuosi puuttuu" in row_of("M1").question


def test_a_question_of_the_files_own_is_not_asked_twice(book: Book) -> None:
    loaded(book, tiheys="2v", tulkinta="ehdotettu", kysymys="Minä vuosina mitataan?")
    assert row_of("M1").question == "Minä vuosina mitataan?"


def test_bands(book: Book) -> None:
    loaded(book, mittayksikkö="%", **{"raja_%": "5 %", "raja_abs": "0,5"})
    assert (row_of("M1").band_percent, row_of("M1").band_absolute) == (5, Decimal("0.5"))


def test_a_question_mark_without_a_code_is_refused(book: Book) -> None:
    book.indicator(kohteet="?")
    assert faults(book.load()) == [("Mittarit", 2, "kohteet")]
