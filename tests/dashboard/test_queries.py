"""How often the pages ask the database: as often of ten times the rows, units, projects and years."""

import datetime as dt

import pytest

from measures.actions import open_window
from measures.periods import Period
from scorecard.models import Membership, Project, ProjectNode, ReportingOccasion, User
from scorecard.models.codes import Role
from tests.approval.desk_world import browser
from tests.world import World


def grow(code: str, number: str, size: int) -> World:
    """A city of so many goals, rows, units and projects, and of so many years."""
    world = World(code, number)
    ReportingOccasion.objects.create(strategy=world.strategy, occasion="half_year_review", order=1)
    units = world.units(*(f"y{one}" for one in range(3 * size)))
    for one in range(size):
        goal = world.node(f"tavoite-{one}")
        world.node(f"teema-{one}", "theme", goal)
        row = world.row(f"K{one}", {"kind": "at_least", "value": 10}, units=units[:3], on=[goal], baseline="1")
        for year in range(2027 - size, 2027):
            for quarter in (2, 3):
                world.enter(row, f"{year}-Q{quarter}", str(quarter), unit=units[0])
        project = Project.objects.create(strategy=world.strategy, code=f"p{one}", name_fi=f"tavoite {one}")
        ProjectNode.objects.create(project=project, node=goal)
    days = {"opens": dt.date(2026, 10, 1), "due": dt.date(2026, 10, 15), "closes": dt.date(2026, 11, 10)}
    open_window(municipality=world.city, period=Period.parse("2026-Q3"), by=world.head, **days)
    Membership.objects.create(user=world.head, municipality=world.city, role=Role.MANAGEMENT)
    return world


@pytest.fixture
def two_sizes(the_day, db) -> list[World]:
    return [grow("pieni", "998", 2), grow("suuri", "997", 20)]


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("tilannekuva/", 12),
        ("tilannekuva/?nakyma=toimialat&tila=missing&toimiala=y0&haku=K", 12),
        ("tilannekuva/?tiedossa=15.10.2026", 14),
        ("strategiakartta/", 9),
        ("haku/?haku=tavoite", 7),
        ("haku/", 1),
    ],
)
def test_ten_times_the_city_asks_as_often(two_sizes, address, queries, django_assert_num_queries) -> None:
    for world in two_sizes:
        reader = browser(world.head)
        with django_assert_num_queries(queries):
            answer = reader.get(f"/{world.city.code}/{address}")
        assert answer.status_code == 200


def test_a_visitors_map(two_sizes, client, django_assert_num_queries) -> None:
    for world in two_sizes:
        with django_assert_num_queries(8):
            assert client.get(f"/{world.city.code}/strategiakartta/").status_code == 200


@pytest.mark.parametrize("query", ["", "?strategia=kemi-hyvinvointi-2023", "?nakyma=toimialat"])
def test_kemis_dashboard(loaded, query, django_assert_max_num_queries) -> None:
    reader = browser(User.objects.get(username="johto"))
    with django_assert_max_num_queries(12):
        reader.get(f"/kemi/tilannekuva/{query}")
