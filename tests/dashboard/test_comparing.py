"""What has changed since the last report: of the small city's rows, and on the page."""

import re

import pytest

from reporting.comparing import Change, changes, movers
from scorecard.models import Membership, ReportingOccasion
from scorecard.models.codes import Role
from tests.approval.desk_world import browser
from tests.world import World

AT_LEAST_TEN = {"kind": "at_least", "value": 10}


def figures(world: World, code: str, *figures: str | None, baseline: str | None = None) -> None:
    """A row with the figures of the first quarters of 2026; None leaves one out."""
    row = world.row(code, AT_LEAST_TEN, baseline=baseline)
    for number, figure in enumerate(figures, start=1):
        if figure is not None:
            world.enter(row, f"2026-Q{number}", figure)


def both(world: World):
    """The Standings of the half-year and of the end of September, and every row's code."""
    before, now = world.standing("2026-H1"), world.standing("2026-Q3")
    return before, now, {row.code for row in now.rows}


def test_what_happened_to_each_row(world: World) -> None:
    figures(world, "SAMA", "5", "12", "12")
    figures(world, "PARANI", "5", "5", "10")
    figures(world, "UUSI", None, None, "4")
    figures(world, "PUUTTUU", "12", "12", None)
    found = [(one.now.code, one.kind, one.before.verdict.value, one.now.verdict.value) for one in changes(*both(world))]
    assert found == [
        ("UUSI", Change.REPORTED, "missing", "behind"),
        ("PARANI", Change.VERDICT, "behind", "met"),
    ]


def test_a_figure_that_has_grown_too_old_is_newly_missing(world: World) -> None:
    """A quarterly figure of March is one step old in June and two in September."""
    figures(world, "VANHA", "12")
    assert [(one.now.code, one.kind, one.before.verdict.value) for one in changes(*both(world))] == [
        ("VANHA", Change.MISSING, "met")
    ]


def test_rows_that_are_not_kept_are_left_out(world: World) -> None:
    figures(world, "A", "5", "5", "10")
    figures(world, "B", "5", "5", "10")
    before, now, _every = both(world)
    assert [one.now.code for one in changes(before, now, {"B"})] == ["B"]


def test_the_order_of_steps(world: World) -> None:
    """Ways of 10: A steps 1/10, B 5/10, C −2/10, D none; E has no baseline and is not in the order at all."""
    figures(world, "A", "0", "4", "5", baseline="0")
    figures(world, "B", "0", "1", "6", baseline="0")
    figures(world, "C", "0", "4", "2", baseline="0")
    figures(world, "D", "0", "4", "4", baseline="0")
    figures(world, "E", "0", "4", "9")
    found = movers(*both(world))
    assert [(one.now.code, str(one.step)) for one in found.improved] == [("B", "1/2"), ("A", "1/10")]
    assert [(one.now.code, str(one.step)) for one in found.declined] == [("C", "-1/5")]
    assert (found.unmoved, found.left_out) == (1, 1)


def section(text: str, name: str) -> str:
    """One section of the dashboard, its words alone."""
    part = text.split(f'aria-labelledby="{name}"')[1].split("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part))


def page(world: World, query: str = "", *occasions: str) -> str:
    """The dashboard as management sees it."""
    for order, occasion in enumerate(occasions):
        ReportingOccasion.objects.create(strategy=world.strategy, occasion=occasion, order=order)
    Membership.objects.get_or_create(user=world.head, municipality=world.city, role=Role.MANAGEMENT)
    return browser(world.head).get(f"/pikkula/tilannekuva/{query}").text.replace("\xa0", " ")


def test_the_page_says_what_changed_from_what_to_what(world: World) -> None:
    figures(world, "PARANI", "5", "5", "10", baseline="0")
    text = page(world, "", "half_year_review", "financial_statements")
    changed = section(text, "muutokset")
    assert "Verrattu: puolivuotiskatsaus 2026 (30.6.2026 → 30.9.2026)." in changed
    assert re.search(r"PARANI tila muuttui Etenee → nyt Saavutettu PARANI", changed)
    assert "Luku oli 5 ja on nyt 10." in changed
    assert "+50 % matkasta PARANI" in section(text, "liikkeet")
    assert "5 (tilanne 6/2026) → 10 (tilanne 9/2026)" in section(text, "liikkeet")


@pytest.mark.parametrize(
    ("period", "occasions", "compared"),
    [
        ("2026-H1", ("half_year_review", "financial_statements"), "tilinpäätös 2025 (31.12.2025 → 30.6.2026)"),
        ("2025", ("half_year_review", "financial_statements"), "puolivuotiskatsaus 2025 (30.6.2025 → 31.12.2025)"),
        ("2026-Q3", ("financial_statements",), "tilinpäätös 2025 (31.12.2025 → 30.9.2026)"),
        ("2026-Q3", (), "tilinpäätös 2025 (31.12.2025 → 30.9.2026)"),
    ],
)
def test_the_last_report_is_of_the_strategys_own_calendar(world: World, period, occasions, compared) -> None:
    figures(world, "A", "5")
    assert f"Verrattu: {compared}" in section(page(world, f"?kausi={period}", *occasions), "muutokset")


def test_before_the_first_report_nothing_is_compared(world: World) -> None:
    figures(world, "A", "5")
    text = page(world, "?kausi=2023-Q1", "half_year_review", "financial_statements")
    assert "Ennen tätä tilannetta ei ole raporttia, johon verrata." in section(text, "muutokset")
    assert 'aria-labelledby="liikkeet"' not in text


def test_as_known_on_a_day_nothing_is_compared_and_nobody_waited_for(world: World) -> None:
    figures(world, "A", "5")
    text = page(world, "?tiedossa=1.10.2026", "half_year_review")
    assert "kuten ne tiedettiin aiempana päivänä" in section(text, "muutokset")
    assert 'aria-labelledby="myohassa"' not in text


def test_filters_narrow_the_changes_too(world: World) -> None:
    figures(world, "PARANI", "5", "5", "10")
    figures(world, "HUONONI", "10", "10", "5")
    changed = section(page(world, "?tila=met", "half_year_review"), "muutokset")
    assert "PARANI" in changed
    assert "HUONONI" not in changed


def test_a_responsible_role_is_a_filter_where_rows_have_one(world: World) -> None:
    world.row("A", AT_LEAST_TEN, responsible_role="Talousjohtaja")
    world.row("B", AT_LEAST_TEN, responsible_role="Henkilöstöjohtaja")
    world.row("C", AT_LEAST_TEN)
    text = page(world, "?vastuu=Talousjohtaja")
    assert re.findall(r'class="name"><a href="[^"]+">(\w+)<', text) == ["A"]
    assert '<option value="Henkilöstöjohtaja">' in text
