"""A library's supervisor, and the window of July–September open from October until the 20th of December 2026."""

import datetime as dt
import re

from measures.models import Actual, KpiRow, Window
from scorecard.models import Membership, Unit, User
from tests.world import World

PAGE, SAVE, SEND = "/pikkula/kirjaus/", "/pikkula/kirjaus/tallenna/", "/pikkula/kirjaus/laheta/"
HTMX = {"hx-request": "true"}


class Office:
    """The city of the tests: two units, a supervisor in the first, and a window."""

    def __init__(self) -> None:
        self.world = World()
        self.library, self.school = self.world.units("kirjasto", "koulu")
        self.anna = User.objects.create_user("anna", first_name="Anna")
        Membership.objects.create(user=self.anna, municipality=self.world.city, role="supervisor", unit=self.library)
        self.window = Window.objects.create(
            municipality=self.world.city,
            period_starts=dt.date(2026, 7, 1),
            period_ends=dt.date(2026, 9, 30),
            opens=dt.date(2026, 10, 1),
            due=dt.date(2026, 12, 6),
            closes=dt.date(2026, 12, 20),
        )

    def row(self, code: str, target: dict | None = None, *, units: list[Unit] | None = None, **facts: object) -> KpiRow:
        """A row that the library reports, counted in pieces unless told."""
        given = {"measure_unit": "kpl"} | facts
        return self.world.row(code, target, units=[self.library] if units is None else units, **given)

    def enter(self, row: KpiRow, value: str | None, period: str = "2026-Q3", **facts: object) -> Actual:
        """An entry of the library by the world's writer."""
        return self.world.enter(row, period, value, unit=self.library, **facts)

    def close(self) -> None:
        """The steward shuts the window."""
        self.window.closed_at, self.window.closed_by = dt.datetime(2026, 11, 21, 10, tzinfo=dt.UTC), self.world.head
        self.window.save()

    def latest(self, row: KpiRow) -> Actual:
        """What stands in the library's cell."""
        return Actual.objects.get(indicator=row.indicator, period_ends=dt.date(2026, 9, 30), superseded_by=None)


def name(code: str, field: str = "value") -> str:
    """A field's name for the library's cell."""
    return f"{code}.kirjasto.2026-Q3:{field}"


def line(page: str, code: str) -> str:
    """One cell as it stands in a page or in a part."""
    found = re.search(rf'<td id="rivi-{code}\..*?</td>', page, re.DOTALL)
    assert found is not None
    return found[0]


def whole_line(page: str, code: str) -> str:
    """The line of the grid in which a cell stands, with the figure's name and target."""
    found = re.search(rf'<tr>(?:(?!<tr ).)*id="rivi-{code}\..*?</tr>', page, re.DOTALL)
    assert found is not None
    return found[0]


def plain(text: str) -> str:
    """Markup left out, spaces made one."""
    return " ".join(re.sub(r"<[^>]+>", " ", text.replace("\xa0", " ")).split())
