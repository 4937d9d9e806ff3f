"""The Standing with the targets and the structure of an earlier moment: as they were known, and not as they are."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine
from django.utils import timezone

from measures.actions import delete_as, save_as
from measures.models import KpiRow, ReportingUnit, RollUpRule, RowLink, TargetVersion
from measures.periods import Period
from reporting.assemble import standing_at
from reporting.standing import Audience, Standing
from scorecard.models import Project
from tests.world import LONG_AGO, World, noon

pytestmark = pytest.mark.django_db
H1 = Period.parse("2025-H1")


@pytest.fixture
def world() -> Iterator[World]:
    """It is noon of the first of September 2025: what a test changes, it changes then."""
    with time_machine.travel(noon("2025-09-01"), tick=False):
        yield World()


def known(world: World, day: str) -> Standing:
    """As known at noon of a day."""
    return world.standing("2025-H1", known_at=day)


def corrected(world: World, row: KpiRow, **facts: object) -> TargetVersion:
    """A target that corrects the row's own, recorded now."""
    before = row.targets.last()
    return TargetVersion.objects.create(
        row=row,
        valid_from=before.valid_from,
        supersedes=before,
        recorded_at=timezone.now(),
        recorded_by=world.head,
        **facts,
    )


def test_a_target_counts_from_the_moment_it_was_recorded(world):
    row = world.row("K1", {"kind": "at_least", "value": 10})
    world.enter(row, "2025-Q2", "12")
    corrected(world, row, kind="at_least", value=20)
    assert known(world, "2025-08-31").row("K1").verdict == "met"
    assert known(world, "2025-09-01").row("K1").verdict == "behind"
    assert world.stands("K1", "2025-H1").verdict == "behind"


def test_a_rule_and_a_reporting_unit_count_from_their_own_moment(world):
    units = world.units("a", "b")
    row = world.row("K1", units=units)
    for unit, value in zip(units, ("2", "4"), strict=True):
        world.enter(row, "2025-Q2", value, unit=unit)
    rule = RollUpRule.objects.get()
    rule.across_units = "mean"
    save_as(rule, world.head)
    delete_as(ReportingUnit.objects.get(unit=units[1]), world.head)
    before, now = known(world, "2025-08-31").row("K1"), world.stands("K1", "2025-H1")
    assert (before.figure.value, before.coverage, now.figure.value, now.coverage) == (6, "2/2", 2, "1/1")


def test_names_places_and_links_are_those_of_the_moment(world):
    goal, other = world.node("viisas"), world.node("vihrea")
    row = world.row("K1", on=[goal], name_fi="Entinen nimi")
    row.indicator.name_fi = "Uusi nimi"
    save_as(row.indicator, world.head)
    delete_as(RowLink.objects.get(), world.head)
    save_as(RowLink(row=row, node=other), world.head)
    goal.name_fi = "Viisaampi"
    save_as(goal, world.head)
    before, now = known(world, "2025-08-31"), known(world, "2025-09-01")
    assert [(one.branch.names.fi, one.rows) for one in before.nodes] == [("vihrea", ()), ("viisas", ("K1",))]
    assert [(one.branch.names.fi, one.rows) for one in now.nodes] == [("vihrea", ("K1",)), ("Viisaampi", ())]
    assert [one.row("K1").facts.indicator.names.fi for one in (before, now)] == ["Entinen nimi", "Uusi nimi"]


def test_a_row_added_later_is_not_there_before(world):
    world.row("K1")
    row = world.row("K2")
    history = KpiRow.history.get(id=row.pk)
    history.history_date = noon("2025-08-15")
    history.save()
    assert [one.code for one in known(world, "2025-08-14").rows] == ["K1"]
    assert [one.code for one in known(world, "2025-08-16").rows] == ["K1", "K2"]
    with pytest.raises(KpiRow.DoesNotExist):
        standing_at(world.strategy, H1, known_at=noon("2025-08-14"), only="K2")


def test_what_the_first_import_recorded_counts_as_known_ever_since(world):
    """Figures of 2025-Q1 came in April; the scorecard itself was set up only in 2020, far after the moment asked."""
    row = world.row("K1", {"kind": "at_least", "value": 10}, baseline="5")
    world.enter(row, "2018-Q1", "12", entered="2018-04-10")
    found = world.standing("2018-Q1", known_at="2018-05-01")
    assert (found.row("K1").figure.value, found.row("K1").facts.target.kind) == (12, "undecided")
    assert found.structure_at == LONG_AGO
    assert found.known_at == noon("2018-05-01")


def test_as_known_now_is_as_it_is(world):
    """Reading the structure out of its history gives the very same Standing as reading the records themselves."""
    units = world.units("a", "b")
    goal = world.node("viisas")
    world.node("teema", "theme", goal)
    base = world.row("W", units=units, on=[goal], proposed=True)
    weighted = world.row("K6", {"kind": "at_least", "value": 3}, units=units, across="weighted", weight=base.indicator)
    compared = world.row("L2", {"kind": "compare", "op": ">", "other": base.indicator}, units=units, on=[goal])
    level = world.row("T1", {"kind": "level", "level": "hyvä"}, measure_unit="heikko<hyvä", value_type="level")
    project = Project.objects.create(strategy=world.strategy, code="P1", name_fi="Projekti")
    RowLink.objects.create(row=level, project=project)
    world.target(weighted, "2025-04-01", kind="at_least", value=4)
    for row in (base, weighted, compared):
        for unit, value in zip(units, ("30", "10"), strict=True):
            world.enter(row, "2025-Q2", value, unit=unit)
    world.enter(level, "2025-Q2", word="hyvä")
    for audience in Audience:
        for period in ("2025-H1", "2025-Q1"):
            now = standing_at(world.strategy, Period.parse(period), audience)
            read = standing_at(world.strategy, Period.parse(period), audience, known_at=timezone.now())
            assert replace(read, structure_at=None) == now
    alone = standing_at(world.strategy, H1, only="K6")
    assert standing_at(world.strategy, H1, only="K6", known_at=timezone.now()).rows == alone.rows


def test_a_later_change_of_the_strategy_itself_is_not_known_before(world):
    world.strategy.name_fi = "Uusi strategia"
    save_as(world.strategy, world.head)
    assert known(world, "2025-08-31").strategy.names.fi == "Strategia"
    assert known(world, "2025-09-01").strategy.names.fi == "Uusi strategia"


def test_thirteen_queries_whatever_the_size_or_the_history(world, django_assert_num_queries):
    def grow(rows: range) -> None:
        units = world.units(*(f"y{rows.start}-{number}" for number in range(3)))
        goal = world.node(f"tavoite-{rows.start}")
        project = Project.objects.create(strategy=world.strategy, code=f"P{rows.start}", name_fi="Projekti")
        for number in rows:
            row = world.row(f"K{number}", {"kind": "at_least", "value": 10}, units=units, on=[goal])
            RowLink.objects.create(row=row, project=project)
            for _ in range(3):
                save_as(row, world.head)

    for rows in (range(1), range(1, 12)):
        grow(rows)
        with django_assert_num_queries(12):  # no row hangs on an action: that query is not even asked
            assert len(standing_at(world.strategy, H1, known_at=noon("2025-10-01")).rows) == rows.stop


def test_the_importer_stamps_one_moment_for_all_it_writes(db, tmp_path):
    from measures.loading.loader import load
    from measures.models import Indicator
    from scorecard.models import Node, Strategy

    def sheet(name: str, text: str) -> None:
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")

    def write(target: str) -> None:
        sheet(
            "Strategia", "avain;arvo\nkunta;Koekunta\nkuntakoodi;998\nkoodi;koe\nnimi;Koe\nvoimassa_alkaen;2023-01-01\n"
        )
        sheet("Tavoitteet", "koodi;laji;nimi_fi\nviisas;päämäärä;Viisas\n")
        sheet(
            "Mittarit",
            "koodi;nimi_fi;kohteet;mittayksikkö;suunta;tiheys;yhdistely;tavoite_laji;tavoite_arvo\n"
            f"K1;Luku;viisas;kpl;nouseva;vuosi;kaupunki;vähintään;{target}\n",
        )
        report = load(tmp_path)
        assert report.written, report.problems

    write("10")
    strategy = Strategy.objects.select_related("municipality").get(code="koe")
    (moment,) = {
        one.history_date
        for model in (Strategy, Node, Indicator, RollUpRule, KpiRow, RowLink)
        for one in model.history.all()
    }
    assert {version.recorded_at for version in TargetVersion.objects.all()} == {moment}
    write("20")
    day = dt.datetime(2024, 12, 31, tzinfo=dt.UTC)
    values = [
        standing_at(strategy, Period.parse("2024"), known_at=at).row("K1").facts.target.value for at in (day, None)
    ]
    assert values == [10, 20]
