"""A city with two stewards and a row whose target «noin 80 %» was read as at least 80 per cent, as proposed."""

import re

from django.test import Client

from measures.models import KpiRow, TargetVersion
from scorecard.models.codes import Role
from tests.public.town import Town
from tests.work.workshop import browser


class ReadingRoom(Town):
    """The town with an open reading, an undecided one and proposed links."""

    def __init__(self) -> None:
        super().__init__()
        self.other_steward = self.person("pirkko", Role.STEWARD, None, "Pirkko Pii")
        about = {"measure_unit": "%", "name_fi": "Palveluaste"}
        target = {"kind": "at_least", "value": "80", "words": "noin 80 %"}
        self.unsure = self.row("M1", target, reading="proposed", on=[self.wise], proposed=True, **about)
        self.undecided = self.row(
            "M2", {"kind": "undecided", "words": "kasvaa 5 %"}, reading="proposed", baseline="100", measure_unit="kpl"
        )
        self.clear = self.row("M3", {"kind": "at_least", "value": "5", "words": "5"})
        self.served = self.serves(self.caring, proposed=True)
        self.paavo, self.pirkko = browser(self.steward), browser(self.other_steward)

    @property
    def readings_address(self) -> str:
        return f"/{self.city.code}/hallinta/tulkinnat/"

    def address_of(self, row: KpiRow) -> str:
        return f"{self.readings_address}{self.strategy.code}/{row.indicator.code}/"

    def seen(self, client: Client, row: KpiRow) -> str:
        """Which reading the page shows: an open one says it once a kind has been chosen."""
        found = re.search(r'name="seen" value="([^"]+)"', client.get(self.address_of(row), {"laji": "watched"}).text)
        assert found is not None
        return found[1]

    def current(self, row: KpiRow) -> TargetVersion:
        return row.targets.get(superseded_by=None)
