"""The same file again, a changed one, a trial run and a faulty one: what is written and what is not."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures import above
from measures.above import Frozen
from measures.loading import LoadReport, Outcome, load
from measures.loading.ledger import Ledger
from measures.models import Actual, Assessment, Indicator, KpiRow, ReportingUnit, RollUpRule, RowLink, TargetVersion
from scorecard.models import Node, ProjectNode, Strategy, Unit, User
from tests.loading.cards import Book, entries, faults, row_of


def everything(book: Book) -> None:
    """One of each."""
    book.keys |= {"tila": "hyväksytty", "julkaistu": "kyllä"}
    book.add("Päätökset", toimielin="Valtuusto", pvm="2023-12-04", pykälä="110", päätös="Hyväksyttiin.")
    book.add("Raportointi", tilaisuus="tilinpäätös", toimielin="Valtuusto", kuukausi=3)
    book.unit("hyvinvointi", "", "toimiala")
    book.unit("kirjasto", "hyvinvointi")
    book.unit("lukio", "hyvinvointi")
    book.goal("viisas", kuvaus="Kuvaus")
    book.add("Projektit", koodi="p1", nimi="Projekti", toimiala="hyvinvointi", kohteet="viisas?")
    book.add("Virstanpylväät", projekti="p1", nimi="Aloitus", pvm="", tila="")
    book.add("Toimenpiteet", koodi="t1", nimi="Toimi", kohteet="viisas", yksikkö="kirjasto")
    book.indicator("M1", kohteet="viisas?;p1;t1", lähtötaso="5", raportoivat="hyvinvointi/*", yhdistely="summa")
    book.indicator("M2", tavoite_laji="vertailu", tavoite_arvo="> M3", suunta="ei", tiheys="2v")
    book.indicator("M3", tavoite="noin 7", yhdistely="kaupunki")
    book.actual("M1", yksikkö="kirjasto", arvo=3)
    book.actual("M1", yksikkö="lukio", tila="ei mitattu")
    book.actual("M3", arvo="1 000", arvio="etenee", arvion_perustelu="Hyvä alku")


def counts() -> dict[str, int]:
    """How many records there are of every model, histories included."""
    models = [*apps.get_app_config("scorecard").get_models(), *apps.get_app_config("measures").get_models()]
    return {model._meta.label: model._default_manager.count() for model in models}


def outcomes(report: LoadReport) -> set[Outcome]:
    return {row.outcome for row in report.rows}


def test_the_first_time_everything_is_new(book: Book) -> None:
    everything(book)
    report = book.load_sound()
    assert report.written
    assert outcomes(report) == {Outcome.NEW}
    assert report.counts["Mittarit"] == {Outcome.NEW: 3}


def test_the_second_time_nothing_changes_and_no_history_arises(book: Book) -> None:
    everything(book)
    book.load_sound()
    before = counts()
    report = book.load_sound()
    assert outcomes(report) == {Outcome.SAME}
    assert not report.changed
    assert counts() == before


@pytest.mark.parametrize(
    ("sheet", "place", "cells"),
    [
        ("Päätökset", 0, {"päätös": "Hyväksyttiin muutettuna."}),
        ("Raportointi", 0, {"kuukausi": 4}),
        ("Yksiköt", 1, {"nimi_fi": "Kaupunginkirjasto"}),
        ("Tavoitteet", 0, {"kuvaus": ""}),
        ("Projektit", 0, {"kohteet": "viisas"}),
        ("Virstanpylväät", 0, {"tila": "valmis"}),
        ("Toimenpiteet", 0, {"kohteet": ""}),
        ("Mittarit", 0, {"kohteet": "viisas"}),
        ("Mittarit", 0, {"lähtötaso": 6}),
        ("Mittarit", 0, {"raportoivat": "lukio;kirjasto", "yhdistely": "keskiarvo"}),
        ("Mittarit", 1, {"tavoite_arvo": ">= M3"}),
        ("Toteumat", 2, {"arvion_perustelu": "Parempi alku"}),
    ],
)
def test_one_changed_cell_changes_one_row(book: Book, sheet: str, place: int, cells: dict[str, Any]) -> None:
    everything(book)
    book.load_sound()
    book.sheets[sheet][place] |= cells
    report = book.load_sound()
    changed = [(row.sheet, row.row) for row in report.rows if row.outcome is not Outcome.SAME]
    assert changed == [(sheet, place + 2)]


def test_a_trial_run_tells_the_same_and_writes_nothing(book: Book) -> None:
    everything(book)
    trial = book.load_sound(dry_run=True)
    assert (trial.written, trial.dry_run) == (False, True)
    assert sum(counts().values()) == 0
    assert trial.rows == book.load_sound().rows


def test_one_faulty_cell_and_nothing_is_written(book: Book) -> None:
    everything(book)
    book.sheets["Toteumat"][2]["arvo"] = "paljon"
    report = book.load()
    assert faults(report) == [("Toteumat", 4, "arvo")]
    assert not report.written
    assert sum(counts().values()) == 0
    assert report.counts["Toteumat"] == {Outcome.FINE: 2, Outcome.REFUSED: 1}
    assert report.counts["Mittarit"] == {Outcome.FINE: 3}


def test_a_faulty_second_file_leaves_the_first_as_it_was(book: Book) -> None:
    everything(book)
    book.load_sound()
    before = counts()
    book.keys["nimi"] = "Toinen nimi"
    book.sheets["Mittarit"][0]["suunta"] = "ylös"
    assert book.load().fatal
    assert counts() == before
    assert Strategy.objects.get().name_fi == "Kemin strategia"


def test_a_changed_target_corrects_its_version(book: Book) -> None:
    book.indicator(tavoite="10")
    book.load_sound()
    book.sheets["Mittarit"][0]["tavoite"] = "12"
    book.load_sound()
    first, second = row_of("M1").targets.order_by("pk")
    assert (first.value, second.value, second.supersedes, second.valid_from) == (10, 12, first, first.valid_from)


def test_a_target_that_a_frozen_report_uses_is_not_corrected(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    book.indicator(tavoite="10")
    book.indicator("M2", tavoite="20")
    book.load_sound()
    now = dt.datetime.now(dt.UTC)
    report = Frozen(Strategy.objects.get().pk, "2025-H1", dt.date(2025, 6, 30), now)
    monkeypatch.setattr(above, "_frozen", [lambda _strategies: [report]])
    book.sheets["Mittarit"][0]["tavoite"] = "12"
    book.sheets["Mittarit"][1]["nimi_fi"] = "Toinen nimi"
    loaded = book.load()
    assert faults(loaded) == [("Mittarit", 2, "tavoite")]
    assert "Jäädytetty raportti 2025-H1 käyttää tätä tavoitetta" in " ".join(map(str, loaded.problems))
    assert [one.value for one in row_of("M1").targets.all()] == [10]
    assert row_of("M2").indicator.name_fi == "Mittari M2"
    book.sheets["Mittarit"][0]["tavoite"] = "10"
    assert not book.load().fatal


def test_an_earlier_first_day_gives_the_target_to_the_earlier_days_too(book: Book) -> None:
    book.indicator(tavoite="10")
    book.load_sound()
    book.keys["voimassa_alkaen"] = "2023-01-01"
    book.sheets["Mittarit"][0]["tavoite"] = "12"
    book.load_sound()
    found = TargetVersion.objects.order_by("valid_from", "pk").values_list("valid_from__month", "value")
    assert [(month, int(value or 0)) for month, value in found] == [(1, 12), (12, 10), (12, 12)]


def test_a_first_day_told_later_gives_the_targets_their_day(book: Book) -> None:
    del book.keys["voimassa_alkaen"]
    book.indicator()
    book.load_sound()
    assert book.load_sound().changed is False
    book.keys["voimassa_alkaen"] = "2023-12-04"
    book.load_sound()
    assert {one.valid_from.year for one in TargetVersion.objects.all()} == {2023, 2025}


def test_a_rule_changed_after_figures_is_valid_from_the_running_period(book: Book) -> None:
    everything(book)
    book.load_sound()
    book.sheets["Mittarit"][0]["yhdistely"] = "keskiarvo"
    book.load_sound()
    rules = RollUpRule.objects.filter(indicator__code="M1").order_by("pk")
    assert [(rule.valid_from and rule.valid_from.isoformat(), rule.across_units) for rule in rules] == [
        (None, "sum"),
        ("2025-01-01", "mean"),
    ]
    assert not book.load_sound().changed


def test_a_rule_changed_before_any_figure_is_put_right(book: Book) -> None:
    book.indicator(kertymä="taso")
    book.load_sound()
    book.sheets["Mittarit"][0]["kertymä"] = "summa"
    book.load_sound()
    assert RollUpRule.objects.get().across_time == "sum"


def test_a_unit_that_no_longer_reports_keeps_its_past(book: Book) -> None:
    everything(book)
    book.load_sound()
    book.sheets["Toteumat"] = []
    book.sheets["Mittarit"][0]["raportoivat"] = "lukio"
    book.unit("museo", "hyvinvointi")
    (book.folder / "Toteumat.csv").unlink()
    book.load_sound()
    left = ReportingUnit.objects.get(unit__code="kirjasto")
    assert left.valid_to is not None
    assert left.valid_to.isoformat() == "2025-11-02"
    assert not book.load_sound().changed


def test_a_unit_that_never_reported_is_taken_off(book: Book) -> None:
    book.unit("kirjasto")
    book.unit("lukio")
    book.indicator(yhdistely="summa", raportoivat="kirjasto;lukio")
    book.load_sound()
    book.sheets["Mittarit"][0]["raportoivat"] = "lukio"
    book.load_sound()
    assert [one.unit.code for one in ReportingUnit.objects.all()] == ["lukio"]
    assert ReportingUnit.history.filter(history_type="-").count() == 1


def test_what_is_not_in_the_file_is_left_alone(book: Book) -> None:
    everything(book)
    book.load_sound()
    for name in ("Yksiköt", "Tavoitteet", "Mittarit", "Projektit"):
        (book.folder / f"{name}.csv").unlink()
        del book.sheets[name]
    report = book.load_sound()
    assert not report.changed
    assert (Unit.objects.count(), Node.objects.count(), Indicator.objects.count()) == (3, 1, 3)
    assert ProjectNode.objects.count() == 1


def test_columns_left_out_say_nothing(book: Book) -> None:
    everything(book)
    book.load_sound()
    book.sheets["Mittarit"] = [{"koodi": "M1", "nimi_fi": "Mittari M1"}]
    book.sheets["Tavoitteet"] = [{"koodi": "viisas", "laji": "päämäärä", "nimi_fi": "Viisas"}]
    before = counts()
    report = book.load_sound()
    assert [row for row in report.rows if row.outcome is not Outcome.SAME] == []
    assert counts() == before


def test_a_confirmed_reading_stays_while_its_target_stands(book: Book) -> None:
    book.indicator(tavoite="noin 7")
    book.load_sound()
    row, steward = row_of("M1"), User.objects.create(username="paakayttaja")
    row.reading, row.confirmed_by, row.confirmed_at = "confirmed", steward, row.targets.get().recorded_at
    row.save()
    assert not book.load_sound().changed
    assert row_of("M1").reading == "confirmed"
    book.sheets["Mittarit"][0]["tavoite"] = "noin 8"
    book.load_sound()
    assert (row_of("M1").reading, row_of("M1").confirmed_by) == ("proposed", None)


def test_history_names_the_importer(book: Book) -> None:
    book.goal("viisas")
    book.load_sound()
    book.sheets["Tavoitteet"][0]["nimi_fi"] = "Viisas Kemi"
    book.load_sound()
    versions = Node.history.order_by("history_id")
    assert [(one.history_type, one.name_fi, one.history_user.username) for one in versions] == [
        ("+", "Viisas", "tuonti"),
        ("~", "Viisas Kemi", "tuonti"),
    ]


def test_the_number_of_look_ups_does_not_grow(book: Book) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            load(book.write())
        return len(captured)

    everything(book)
    book.load_sound()
    few = queries()
    for number in range(20):
        book.goal(f"g{number}", kuvaus="")
        book.indicator(f"N{number}", kohteet=f"g{number}", raportoivat="lukio", yhdistely="summa", tavoite="5")
        book.actual(f"N{number}", yksikkö="lukio", arvo=number)
    book.load_sound()
    assert queries() == few
    assert (KpiRow.objects.count(), RowLink.objects.count()) == (23, 23)
    assert (Actual.objects.count(), Assessment.objects.count(), len(entries("N7"))) == (23, 1, 1)


def test_somebody_who_wrote_meanwhile_is_not_overwritten(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    book.indicator()
    book.actual(arvo=5)
    book.load_sound()
    book.keys["nimi"] = "Toinen nimi"
    monkeypatch.setattr("measures.loading.loader.read_ledger", lambda *known: Ledger())
    report = book.load()
    assert (report.written, len(entries())) == (False, 1)
    assert "Tietokanta hylkäsi" in report.problems[-1].sentence
    assert Strategy.objects.get().name_fi == "Kemin strategia"
