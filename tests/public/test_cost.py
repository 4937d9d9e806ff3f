"""What the public pages cost: the same number of queries whatever the size, few bytes, and no script."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.public.town import Town

PAGES = [
    "",
    "tavoitteet/",
    "tavoitteet/viisas/",
    "mittarit/",
    "mittarit/A1/",
    "projektit/",
    "projektit/silta/",
    "toimenpiteet/",
    "toimenpiteet/pajat/",
    "toimialat/",
    "toimialat/sivistys/",
]


def grow(city: Town, numbers: range) -> None:
    """More rows with units and years, more themes, projects, actions, milestones and units."""
    for number in numbers:
        unit = city.unit(f"y{number}", "result_unit", city.area)
        theme = city.node(f"t{number}", "theme", city.wise)
        row = city.row(f"R{number}", {"kind": "at_least", "value": 10}, units=[unit], on=[theme, city.economy])
        for year in (2024, 2025):
            city.enter(row, f"{year}-Q2", "4", unit=unit)
        project = city.a_project(f"p{number}", f"Projekti {number}", city.sector)
        city.serves(theme, project=project)
        city.hangs(row, project=city.project)
        city.an_action(f"a{number}", f"Teko {number}", unit, on=[theme])
        city.serves(theme)


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(f"/pikkula/{address}").status_code == 200
    return len(asked)


@pytest.mark.parametrize("signed_in", [False, True], ids=["visitor", "reader"])
def test_twelve_queries_at_most_and_no_more_with_ten_times_the_rows(city, client, signed_in: bool) -> None:
    if signed_in:
        client.force_login(city.reader)
    grow(city, range(2))
    small = {address: cost(client, address) for address in PAGES}
    grow(city, range(2, 22))
    assert {address: cost(client, address) for address in PAGES} == small
    assert max(small.values()) <= 12


@pytest.mark.parametrize("address", PAGES)
def test_there_is_no_script(seen, address: str) -> None:
    assert "<script" not in seen(address)


def test_the_public_bar_marks_where_one_is(seen) -> None:
    page = seen("projektit/silta/")
    assert 'href="/pikkula/projektit/" aria-current="true"' in page
    assert page.count('" aria-current="true">') == 1
