"""The workshop's city with indicators of both sectors: one that gets on, one behind, one lacking, one only proposed."""

import re

from measures.models import KpiRow, RowLink
from tests.work.workshop import Workshop


class Town(Workshop):
    """Rows on the goals ``viisas`` (theme ``ideat``) and ``valittava`` and on the benefit ``talous``."""

    def __init__(self, code: str = "pikkula", number: str = "999") -> None:
        super().__init__(code, number)
        self.economy = self.node("talous", "benefit")
        goal = {"kind": "at_least", "value": 10}
        self.ahead = self.row(
            "A1", goal, name_fi="Työpajojen määrä", on=[self.economy, self.ideas], responsible_unit=self.library
        )
        self.behind = self.row(
            "A2", goal, name_fi="Kurssien määrä", baseline="9", on=[self.economy], responsible_unit=self.library
        )
        self.lacking = self.row("A3", goal, name_fi="Öljyn kulutus", on=[self.caring], responsible_unit=self.technics)
        self.open = self.row(
            "A4", goal, name_fi="Avoin mittari", reading="proposed", on=[self.wise], proposed=True,
            responsible_unit=self.technics,
        )  # fmt: skip
        self.enter(self.ahead, "2026-Q3", "12")
        self.enter(self.behind, "2026-Q3", "8")
        self.enter(self.open, "2026-Q3", "99")

    def hangs(self, row: KpiRow, **thing: object) -> RowLink:
        """Hangs a row on a node, project or action."""
        return RowLink.objects.create(row=row, **thing)


def rows_of(page: str) -> list[str]:
    """The names of the rows in the tables of a page, in order."""
    return re.findall(r'class="name"><a href="[^"]+">([^<]+)</a>', page)


def line(page: str, name: str) -> str:
    """The table line of a row, a project or an action."""
    return next(part.split("</tr>")[0] for part in re.split("<tr[ >]", page) if f">{name}</a>" in part)
