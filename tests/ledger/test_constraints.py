"""What the database can hold, it holds, with the sentence that the user will read."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from measures.models import Actual, Indicator, KpiRow, RollUpRule, RowLink, TargetVersion, Window
from scorecard.models import Membership, Municipality, Node, Project, Strategy, Unit
from tests.world import LONG_AGO, World, noon

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 3, 31)


@pytest.fixture
def world() -> World:
    return World()


def refused(thing: object, sentence: str) -> None:
    """The model says the sentence, and the database refuses even what no model has looked at."""
    with pytest.raises(ValidationError) as said:
        thing.validate_constraints()
    assert sentence in " ".join(said.value.messages)
    with pytest.raises(IntegrityError), transaction.atomic():
        thing.save()


def test_a_municipality_keeps_off_the_services_own_addresses():
    refused(Municipality(code="kirjaudu", number="998", name_fi="Kirjaudu"), "varattu")
    refused(Municipality(code="x", number="98", name_fi="X"), "kolme numeroa")


def test_a_unit_ends_after_it_starts_and_is_not_its_own_parent(world):
    unit = world.units("a")[0]
    refused(
        Unit(
            municipality=world.city, code="b", kind="sector", name_fi="B", valid_from=DAY, valid_to=dt.date(2024, 1, 1)
        ),
        "ennen ensimmäistä",
    )
    unit.parent = unit
    refused(unit, "itsensä alla")


def test_a_code_is_once_in_its_municipality(world):
    world.units("a")
    refused(Unit(municipality=world.city, code="a", kind="sector", name_fi="A"), "on jo yksikkö")
    world.row("K1")
    refused(Indicator(municipality=world.city, code="K1", name_fi="K1"), "on jo mittari")
    world.node("viisas")
    refused(Node(strategy=world.strategy, code="viisas", kind="goal", name_fi="Viisas"), "Tällä koodilla on jo")


def test_a_unit_role_needs_a_unit_and_others_have_none(world):
    unit = world.units("a")[0]
    refused(Membership(user=world.head, municipality=world.city, role="supervisor"), "tarvitsevat yksikön")
    refused(Membership(user=world.head, municipality=world.city, role="finance", unit=unit), "tarvitsevat yksikön")


def test_only_a_programme_belongs_to_a_strategy(world):
    refused(
        Strategy(municipality=world.city, part_of=world.strategy, code="x", kind="strategy", name_fi="X"),
        "Vain ohjelma",
    )


def test_a_project_ends_after_it_starts(world):
    refused(
        Project(strategy=world.strategy, code="p", name_fi="P", starts=DAY, ends=dt.date(2024, 1, 1)),
        "ennen alkamispäivää",
    )


def test_an_entry_has_a_figure_or_a_reason_for_none(world):
    row = world.row("K1")
    bare = {
        "municipality": world.city,
        "indicator": row.indicator,
        "period_starts": dt.date(2025, 1, 1),
        "period_ends": DAY,
        "source": "web",
        "entered_at": noon("2025-04-01"),
        "entered_by": world.writer,
    }
    sentence = "syy, miksi luku puuttuu"
    refused(Actual(**bare), sentence)
    refused(Actual(**bare, value=1, why_empty="not_measured"), sentence)
    refused(Actual(**bare, numerator=1), sentence)
    refused(Actual(**bare, value=1, word="hyvä"), sentence)
    approved = {"approved_at": noon("2025-04-02")}
    refused(Actual(**bare, value=1, **approved), "sekä hyväksyjä että aika")
    refused(Actual(**bare, value=1, **approved, approved_by=world.writer), "Kukaan ei hyväksy omaa kirjaustaan")
    returned = {"returned_at": noon("2025-04-02"), "returned_by": world.head}
    refused(Actual(**bare, value=1, **returned), "Palautukseen kuuluu syy")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"kind": "at_least"}, "Tavoitearvo puuttuu"),
        ({"kind": "between", "value": 5, "upper": 4}, "alarajaa pienempi"),
        ({"kind": "between", "value": 5}, "yläraja puuttuu"),
        ({"kind": "compare", "op": ">"}, "toisen mittarin"),
        ({"kind": "level"}, "Tavoitetaso puuttuu"),
    ],
)
def test_a_target_has_what_its_kind_needs(world, facts, sentence):
    row = world.row("K1")
    version = TargetVersion(row=row, valid_from=DAY, recorded_at=LONG_AGO, recorded_by=world.head, **facts)
    refused(version, sentence)


def test_a_row_link_leads_to_one_thing(world):
    row = world.row("K1")
    node, project = world.node("v"), Project.objects.create(strategy=world.strategy, code="p", name_fi="P")
    refused(RowLink(row=row), "yhteen tavoitteeseen")
    refused(RowLink(row=row, node=node, project=project), "yhteen tavoitteeseen")
    RowLink.objects.create(row=row, node=node)
    refused(RowLink(row=row, node=node), "on jo liitetty")


def test_a_weighted_mean_has_a_weight_and_nothing_else_has(world):
    indicator = world.row("K1").indicator
    refused(
        RollUpRule(indicator=indicator, valid_from=DAY, across_units="weighted", across_time="last"), "painomittarin"
    )
    refused(RollUpRule(indicator=indicator, across_units="sum", across_time="last"), "alusta alkaen")


def test_a_window_opens_before_it_is_due_and_closes_after(world):
    span = {"period_starts": dt.date(2025, 1, 1), "period_ends": DAY}
    days = {"opens": dt.date(2025, 4, 1), "due": dt.date(2025, 4, 20), "closes": dt.date(2025, 4, 10)}
    refused(Window(municipality=world.city, **span, **days), "tässä järjestyksessä")


def test_a_row_is_once_in_a_strategy_and_its_band_is_not_negative(world):
    row = world.row("K1")
    refused(KpiRow(strategy=world.strategy, indicator=row.indicator), "jo tämän strategian")
    other = world.row("K2")
    other.band_percent = -1
    refused(other, "ei voi olla negatiivinen")
