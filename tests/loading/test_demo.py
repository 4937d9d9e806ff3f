"""``manage.py load_demo``: who and what is there, when it came to be, and that it is left alone afterwards."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from measures.loading.demo import PEOPLE, SIGN_IN_WORD, load_demonstration
from measures.models import Actual, Assessment, KpiRow, ReportingUnit, Window
from measures.periods import Frequency, Period
from measures.rollup import AcrossUnits
from scorecard.models import Action, Membership, Municipality, ProgressNote, Project, Strategy, User

HELSINKI = ZoneInfo("Europe/Helsinki")


def at(day: str) -> Iterator[None]:
    with time_machine.travel(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12), HELSINKI), tick=False):
        yield


@pytest.fixture
def the_day() -> Iterator[None]:
    """Well after the third quarter of 2026."""
    yield from at("2026-11-22")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """The demonstration, loaded once for all tests of this file and taken away after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        for _ in at("2026-11-22"):
            told = load_demonstration()
        with django_db_blocker.block():
            yield told
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: list[str], db: None) -> list[str]:
    """What loading the demonstration told; what a test changes is gone after it."""
    return loaded


def in_the_future() -> QuerySet[Actual]:
    """Entries that claim a moment which has not come."""
    return Actual.objects.filter(Q(entered_at__gte=timezone.now()) | Q(approved_at__gte=timezone.now()))


def quarter(code: str) -> dict[str, dt.date]:
    period = Period.parse(code)
    return {"period_starts": period.starts, "period_ends": period.ends}


def test_the_strategies_and_the_shells_are_there(demo: list[str]) -> None:
    assert set(Strategy.objects.values_list("code", flat=True)) >= {
        "kemi-2023",
        "kemi-hyvinvointi-2023",
        "kokkola-2017",
    }
    assert set(Municipality.objects.filter(published=True).values_list("code", flat=True)) == {
        "kemi",
        "simo",
        "keminmaa",
        "tervola",
    }
    assert set(Municipality.objects.filter(example_data=True).values_list("code", flat=True)) == {"kemi", "kokkola"}


def test_the_rows_of_the_sources_are_there(demo: list[str]) -> None:
    codes = set(KpiRow.objects.values_list("indicator__code", flat=True))
    assert codes >= {f"K{n:02}" for n in range(1, 26)} | {f"H{n:02}" for n in range(1, 30)}
    assert codes >= {f"L{n:02}" for n in range(1, 7)}


def test_everybody_can_sign_in_with_their_one_role(demo: list[str]) -> None:
    for person in PEOPLE:
        user = authenticate(username=person.username, password=SIGN_IN_WORD)
        assert user is not None
        assert [(one.role, one.municipality.code) for one in Membership.objects.filter(user=user)] == [
            (person.role, person.municipality)
        ]


def test_the_importer_cannot_sign_in(demo: list[str]) -> None:
    importer = User.objects.get(username="tuonti")
    assert not importer.is_active
    assert not importer.has_usable_password()


@pytest.mark.parametrize("rule", [AcrossUnits.SUM, AcrossUnits.RATIO])
def test_one_sum_and_one_ratio_have_nine_reporting_units(demo: list[str], rule: AcrossUnits) -> None:
    reported = ReportingUnit.objects.filter(indicator__roll_up_rules__across_units=rule)
    assert max(reported.values("indicator").annotate(n=Count("pk")).values_list("n", flat=True)) >= 9


def test_figures_run_from_2023_to_the_last_ended_period_of_each(demo: list[str]) -> None:
    for entry in Actual.objects.select_related("indicator").order_by("indicator", "-period_ends"):
        assert dt.date(2023, 1, 1) <= entry.period_starts
        assert entry.period_ends <= entry.indicator.rhythm.latest_ended(dt.date(2026, 11, 21)).ends
    assert Actual.objects.filter(indicator__code="K02", **quarter("2023-Q1")).exists()
    assert Actual.objects.filter(indicator__code="K02", **quarter("2026-Q3")).exists()


def test_figures_were_entered_by_one_and_approved_by_another_in_their_own_time(demo: list[str]) -> None:
    assert not Actual.objects.filter(approved_by=F("entered_by")).exists()
    assert not in_the_future().exists()
    first = Actual.objects.get(indicator__code="K02", **quarter("2023-Q1"))
    assert first.entered_at == dt.datetime(2023, 4, 10, 9, tzinfo=HELSINKI)
    assert first.approved_at == dt.datetime(2023, 4, 17, 9, tzinfo=HELSINKI)


def test_corrections_keep_the_figure_that_was_entered_first(demo: list[str]) -> None:
    corrections = Actual.objects.exclude(supersedes=None).select_related("supersedes")
    assert corrections.exists()
    for one in corrections:
        assert one.supersedes is not None
        assert one.late_reason
        assert one.supersedes.approved_at is not None
        assert one.supersedes.approved_at < one.entered_at


def test_the_supervisor_has_figures_to_enter(demo: list[str]) -> None:
    asked = ReportingUnit.objects.filter(unit__code="kirjasto", indicator__frequency=Frequency.QUARTER)
    given = Actual.objects.filter(unit__code="kirjasto", **quarter("2026-Q3"))
    assert asked.count() >= 9
    assert given.count() <= 1
    assert not given.exclude(approved_at=None).exists()


def test_the_window_of_the_last_ended_quarter_is_open_and_the_others_have_closed(demo: list[str]) -> None:
    today = dt.date(2026, 11, 22)
    kemi = Window.objects.filter(municipality__code="kemi")
    assert [(one.period_ends, one.due) for one in kemi if one.is_open(today)] == [
        (dt.date(2026, 9, 30), dt.date(2026, 12, 6))
    ]
    assert kemi.count() == 15


def test_again_nothing_changes_and_what_was_entered_is_kept(demo: list[str]) -> None:
    def counts() -> list[int]:
        return [model._default_manager.count() for model in (Actual, Assessment, KpiRow, Membership, Window, User)]

    steward = User.objects.get(username="paakayttaja")
    row = KpiRow.objects.get(indicator__code="K01")
    row.question = "Vastattu"
    row.save()
    steward.set_password("oma sana")
    steward.save()
    before = counts(), KpiRow.history.count()
    assert load_demonstration() == []
    assert (counts(), KpiRow.history.count()) == before
    assert KpiRow.objects.get(pk=row.pk).question == "Vastattu"
    assert authenticate(username="paakayttaja", password="oma sana") is not None


def test_in_a_later_quarter_its_own_examples_are_added(demo: list[str]) -> None:
    before = {one.pk: (one.value, one.numerator) for one in Actual.objects.all()}
    for _ in at("2027-01-20"):
        told = load_demonstration()
    assert any("2026-Q4" in sentence for sentence in told)
    assert Actual.objects.filter(indicator__code="K02", **quarter("2026-Q4")).exists()
    after = {one.pk: (one.value, one.numerator) for one in Actual.objects.filter(pk__in=before)}
    assert after == before


def test_example_work_says_that_it_is_an_example_and_is_loaded_once(demo: list[str], the_day: None) -> None:
    assert "Esimerkkityötä lisätty kemi-2023: 3 katsausta." in demo
    own = Action.objects.filter(strategy__code="kemi-2023")
    assert own.count() == 4
    assert {one.unit.code for one in own} == {"kirjasto", "liikunta", "varhaiskasvatus"}
    for name in (*own.values_list("name_fi", flat=True), *ProgressNote.objects.values_list("text", flat=True)):
        assert name.startswith("Esimerkki: ")
    example = Project.objects.get(code__startswith="esimerkki-")
    assert example.name_fi.startswith("Esimerkki: ")
    assert not ProgressNote.objects.filter(written_at__gte=timezone.now()).exists()
    notes = {(note.project.code, note.period_ends) for note in ProgressNote.objects.select_related("project")}
    assert notes == {
        ("strategiamuutosohjelma", dt.date(2025, 12, 31)),
        ("uso", dt.date(2026, 6, 30)),
        (example.code, dt.date(2025, 12, 31)),
    }
    load_demonstration()
    assert (own.count(), Project.objects.count(), ProgressNote.objects.count()) == (4, 7, 3)
