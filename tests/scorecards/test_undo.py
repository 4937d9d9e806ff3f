"""The last import is undone exactly, as long as nothing came after it; ledgers only grow."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from measures.actions import assess
from measures.importing.steps import Step, step_of
from measures.models import Actual, Import, Indicator, KpiRow, RollUpRule
from measures.models.codes import Source
from measures.periods import Period
from measures.verdicts import Verdict
from reporting.assemble import standing_at
from reporting.standing import Audience
from scorecard.models import Node, Project, Strategy, Unit, User
from tests.scorecards.desk import Desk, small, workbook
from tests.scorecards.test_round_trip import held


@pytest.fixture
def desk(demo, as_reader) -> Desk:
    return Desk(as_reader())


@pytest.fixture
def clock(demo):
    """Time goes on: each step is taken a minute after the one before."""
    with time_machine.travel(dt.datetime(2026, 11, 22, 11, tzinfo=dt.UTC), tick=False) as traveller:
        yield lambda: traveller.shift(60)


def stands(code: str = "kemi-2023", period: str = "2026-Q3") -> list[object]:
    """How the rows stand, with their values and verdicts."""
    standing = standing_at(Strategy.objects.get(code=code), Period.parse(period), Audience.INTERNAL)
    return [
        (row.code, row.verdict, row.figure.value, row.facts.target, row.facts.indicator.names) for row in standing.rows
    ]


def changing() -> dict[str, list[list[object]]]:
    """A workbook that changes, adds and removes in Kemi's strategy."""
    return {
        "Strategia": [["avain", "arvo"], ["koodi", "kemi-2023"], ["missio", "Uusi missio"]],
        "Yksiköt": [["koodi", "laji", "nimi_fi"], ["uusi-yksikko", "tulosyksikkö", "Uusi yksikkö"]],
        "Tavoitteet": [
            ["koodi", "laji", "nimi_fi"],
            ["rohkea", "päämäärä", "Rohkea Kemi"],
            ["viisas", "päämäärä", "Viisaampi"],
        ],
        "Projektit": [["koodi", "nimi", "kunnat"], ["strategia-kivalo-opistossa", "Kivalo", "Simo"]],
        "Mittarit": [
            ["koodi", "nimi_fi", "kohteet", "tavoite", "tavoite_laji", "tavoite_arvo", "tiheys", "yhdistely", "suunta"],
            ["K02", "Yritykset", "rohkea", "940", "vähintään", 940, "nelj", "kaupunki", "nouseva"],
            ["U01", "Uusi mittari", "rohkea", "5", "vähintään", 5, "vuosi", "kaupunki", "nouseva"],
        ],
        "Toteumat": [
            ["mittari", "kausi", "arvo", "syy", "arvio", "arvion_perustelu"],
            ["K02", "2026-Q3", 999, "virhe", "etenee", "Hyvä vire"],
            ["U01", "2025", 4, "", "", ""],
        ],
    }


def brought_in(desk: Desk, sheets: dict[str, list[list[object]]]) -> Import:
    one = desk.send(workbook(sheets))
    assert one.found["fatal"] is False, desk.page(one)
    desk.step(one, "hyvaksy")
    assert step_of(one) is Step.WRITTEN
    return one


def test_all_is_as_it_was(desk: Desk, clock) -> None:
    before, verdicts = held("kemi-2023"), stands()
    served = set(Project.objects.get(code="strategia-kivalo-opistossa").municipalities.values_list("code", flat=True))
    entries = Actual.objects.count()
    clock()
    one = brought_in(desk, changing())
    assert held("kemi-2023") != before
    assert stands() != verdicts
    clock()
    page = desk.browser.get(f"{desk.place}{one.pk}/peru/").text
    assert "Lukuja palautuu siihen, mitä ne olivat: 1." in page
    assert "Lukuja, joita ei ennen tuontia ollut, peruuntuu: 1." in page
    desk.step(one, "peru")
    assert step_of(one) is Step.UNDONE
    after = held("kemi-2023")
    # What a ledger hangs on stays as a record, on no page: the new row is of the strategy on no day.
    after["Mittarit"] = [row for row in after["Mittarit"] if row["koodi"] != "U01"]
    assert after == before
    assert stands() == verdicts
    again = set(Project.objects.get(code="strategia-kivalo-opistossa").municipalities.values_list("code", flat=True))
    assert again == served
    assert not Node.objects.filter(code="rohkea").exists()
    assert not Unit.objects.filter(code="uusi-yksikko").exists()
    assert KpiRow.objects.get(indicator__code="U01").last_day == dt.date(1900, 1, 1)
    assert not RollUpRule.objects.filter(indicator__code="U01").exists()
    assert Actual.objects.count() == entries + 3, "two brought in, one of them followed by what it replaced"
    assert "Tuonti on peruttu" in desk.page(one)


def test_as_known_between_it_is_still_there(desk: Desk, clock) -> None:
    clock()
    one = brought_in(desk, changing())
    between = timezone.now()
    clock()
    desk.step(one, "peru")
    strategy = Strategy.objects.get(code="kemi-2023")
    then = standing_at(strategy, Period.parse("2026-Q3"), Audience.INTERNAL, known_at=between)
    now = standing_at(strategy, Period.parse("2026-Q3"), Audience.INTERNAL)
    assert (then.row("K02").figure.value, now.row("K02").figure.value != 999) == (999, True)
    assert then.row("U01").figure.value == 4


def test_a_new_strategy_is_gone_and_may_come_again(desk: Desk, clock) -> None:
    clock()
    one = brought_in(desk, small())
    assert "Uusi ohjelma" in desk.browser.get(desk.place).text
    clock()
    desk.step(one, "peru")
    assert not Strategy.objects.filter(code="kemi-uusi").exists()
    assert "Uusi ohjelma" not in desk.browser.get(desk.place).text
    assert desk.browser.get("/kemi/tilannekuva/?strategia=kemi-uusi").status_code == 404
    entry = Actual.objects.get(indicator__code="T01")
    assert (entry.withdrawn_by.username, entry.value) == ("paakayttaja", 120.5)
    clock()
    again = brought_in(desk, small())
    assert step_of(again) is Step.WRITTEN
    assert held("kemi-uusi")["Toteumat"] == [
        {"mittari": "T01", "yksikkö": None, "kausi": "2025", "arvo": (120.5, "#,##0.0"), "osoittaja": None,
         "nimittäjä": None, "ennuste": None, "tila": None, "huomautus": None},
    ]  # fmt: skip
    assert [one.withdrawn_at is None for one in Actual.objects.filter(indicator__code="T01")] == [False, True]
    assert stands("kemi-uusi", "2025")[0][0] == "T01"


def entered(indicator: Indicator, value: int, **facts: object) -> Actual:
    period = Period.parse("2026-Q3")
    at = timezone.now()
    latest = Actual.objects.filter(indicator=indicator, period_ends=period.ends).standing().last()
    return Actual.objects.create(
        municipality=indicator.municipality, indicator=indicator, period_starts=period.starts,
        period_ends=period.ends, value=value, source=Source.WEB, entered_at=at, supersedes=latest,
        entered_by=User.objects.get(username="talous"), **facts,
    )  # fmt: skip


def test_a_draft_that_the_import_went_over_is_a_draft_again(desk: Desk, clock) -> None:
    indicator = Indicator.objects.get(code="K02", municipality__code="kemi")
    draft = entered(indicator, 931, note="kesken")
    clock()
    one = brought_in(desk, changing())
    clock()
    desk.step(one, "peru")
    standing = Actual.objects.filter(indicator=indicator, period_ends=draft.period_ends).standing().get()
    assert (standing.value, standing.note, standing.approved_at, standing.entered_by) == (
        931,
        "kesken",
        None,
        draft.entered_by,
    )


def test_a_figure_entered_since_keeps_it_from_being_undone(desk: Desk, clock) -> None:
    clock()
    one = brought_in(desk, changing())
    clock()
    entered(Indicator.objects.get(code="K02", municipality__code="kemi"), 950)
    page = desk.browser.get(f"{desk.place}{one.pk}/peru/").text
    assert "sen lukuihin on sen jälkeen kirjattu" in page
    assert "Mitä perutaan" not in page
    assert "sen lukuihin on sen jälkeen kirjattu" in desk.step(one, "peru")
    assert step_of(one) is Step.WRITTEN


def test_a_change_of_what_it_brought_keeps_it_from_being_undone(desk: Desk, clock) -> None:
    clock()
    one = brought_in(desk, changing())
    clock()
    goal = Node.objects.get(code="viisas")
    goal.name_fi = "Toinen"
    goal.save()
    assert "tietoja on muutettu sen jälkeen" in desk.browser.get(f"{desk.place}{one.pk}/peru/").text


def test_what_hangs_on_it_keeps_it_from_being_undone(desk: Desk, clock) -> None:
    clock()
    one = brought_in(desk, changing())
    clock()
    Node.objects.create(
        strategy=Strategy.objects.get(code="kemi-2023"), code="alla", kind="theme", name_fi="Alla",
        parent=Node.objects.get(code="rohkea"),
    )  # fmt: skip
    desk.step(one, "peru")
    assert (step_of(one), one.stopped) == (Step.WRITTEN, "used")
    assert KpiRow.objects.get(indicator__code="K02").targets.latest("pk").value == 940


def test_an_assessment_since_keeps_it_from_being_undone(desk: Desk, clock) -> None:
    clock()
    one = brought_in(desk, changing())
    clock()
    assess(
        row=KpiRow.objects.get(indicator__code="K02"), period=Period.parse("2026-Q3"), verdict=Verdict.MET,
        reason="Valmis", at=timezone.now(), by=User.objects.get(username="johto"),
    )  # fmt: skip
    assert "riviä on arvioitu sen jälkeen" in desk.browser.get(f"{desk.place}{one.pk}/peru/").text


def test_a_later_import_goes_first(desk: Desk, clock) -> None:
    clock()
    one = brought_in(desk, changing())
    clock()
    later = brought_in(desk, small())
    assert "Peru ensin viimeisin tuonti" in desk.browser.get(f"{desk.place}{one.pk}/peru/").text
    desk.step(later, "peru")
    clock()
    desk.step(one, "peru")
    assert step_of(one) is Step.UNDONE


def test_a_frozen_report_keeps_it_for_ever(desk: Desk, clock) -> None:
    from reporting.issuing.freezing import Frozen, freeze_report
    from reporting.models import Report

    clock()
    one = brought_in(desk, changing())
    clock()
    draft = Report.objects.get(code="2026-H1", municipality__code="kemi")
    steward = User.objects.get(username="paakayttaja")
    freeze_report(report=draft, how=Frozen(acknowledged="Koe"), lacking=True, by=steward)
    page = desk.browser.get(f"{desk.place}{one.pk}/peru/").text
    assert "sen jälkeen on jäädytetty raportti" in page
    assert "2026-H1" in page


def test_only_what_was_written_is_undone(desk: Desk) -> None:
    one = desk.send(workbook(small()))
    answer = desk.browser.get(f"{desk.place}{one.pk}/peru/")
    assert answer.status_code == 302
    desk.step(one, "peru")
    assert step_of(one) is Step.TRIED
