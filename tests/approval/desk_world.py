"""A small city at work: a sector with two units, its people, three figures asked of a quarter, an open window."""

import datetime as dt

from django.test import Client

from measures.actions import open_window
from measures.duties import Cell, duties_in
from measures.entering import enter_actual, submit_actuals
from measures.given import Given, read_given
from measures.models import Actual, Window
from measures.periods import Period
from scorecard.models import Membership, Unit, User
from scorecard.models.codes import Role
from tests.world import World, noon

TODAY = dt.date(2026, 10, 20)
QUARTER = Period.parse("2026-Q3")


class DeskWorld(World):
    """Sector ``sivistys`` with the units ``kirjasto`` and ``museo``; visits add up, absence is a ratio in percent."""

    def __init__(self, code: str = "pikkula", number: str = "999") -> None:
        super().__init__(code, number)
        make = Unit.objects.create
        self.sector = make(municipality=self.city, code="sivistys", kind="sector", name_fi="Sivistys")
        self.library, self.museum = (
            make(
                municipality=self.city, parent=self.sector, code=name, kind="result_unit", name_fi=name.title(), order=n
            )
            for n, name in enumerate(("kirjasto", "museo"), start=1)
        )
        both = [self.library, self.museum]
        self.visits = self.row("KAYNNIT", units=both, time="sum", name_fi="Käynnit", measure_unit="kpl")
        self.absence = self.row(
            "POISSA", units=both, across="ratio", name_fi="Poissaolo-%", measure_unit="%", decimals=1
        )
        self.open = self.row("AUKI", units=[self.library], across="share_done", name_fi="Omatoimiaukiolo")
        self.supervisor = self.person("maija", Role.SUPERVISOR, self.library, "Maija", "Mäki")
        self.head = self.person("heikki", Role.SECTOR_HEAD, self.sector, "Heikki", "Harju")
        self.deputy = self.person("sirpa", Role.DEPUTY, self.sector, "Sirpa", "Salo")
        self.steward = self.person("paavo", Role.STEWARD)
        self.window = self.opened("2026-Q3", "2026-10-01", "2026-10-27", "2026-11-10")

    def person(self, name: str, role: Role, unit: Unit | None = None, first: str = "", last: str = "") -> User:
        """Somebody with a role."""
        user = User.objects.create_user(f"{name}-{self.city.code}", first_name=first, last_name=last)
        Membership.objects.create(user=user, municipality=self.city, role=role, unit=unit)
        return user

    def opened(self, period: str, opens: str, due: str, closes: str) -> Window:
        """A window of a period."""
        days = [dt.date.fromisoformat(day) for day in (opens, due, closes)]
        days = dict(zip(("opens", "due", "closes"), days, strict=True))
        return open_window(municipality=self.city, period=Period.parse(period), by=self.steward, **days)

    def cell(self, indicator: str, unit: str = "kirjasto", window: Window | None = None) -> Cell:
        """A cell that a window asks for."""
        duties = duties_in(window or self.window, set(Unit.objects.values_list("pk", flat=True)))
        return next(one.cell for one in duties if one.cell.code.startswith(f"{indicator}.{unit}."))

    def draft(
        self, indicator: str, typed: str, *, unit: str = "kirjasto", by: User | None = None, **more: str
    ) -> Actual:
        """A figure as a person types it; of a ratio both terms with a slash between. Replaces what stands there."""
        cell = self.cell(indicator, unit)
        standing = Actual.objects.filter(
            indicator=cell.indicator, unit=cell.unit, period_ends=cell.period.ends, superseded_by__isnull=True
        ).first()
        seen = standing.pk if standing else None
        return enter_actual(
            cell=cell,
            given=self.given(indicator, typed),
            seen=seen,
            window=self.window,
            by=by or self.supervisor,
            **more,
        )

    def given(self, indicator: str, typed: str) -> Given:
        """What was read of what was typed."""
        duties = duties_in(self.window, {self.library.pk})
        asked = next(one.asked for one in duties if one.cell.indicator.code == indicator)
        names = ("numerator", "denominator") if "/" in typed else ("value",)
        read = read_given(asked, dict(zip(names, (part.strip() for part in typed.split("/")), strict=True)))
        assert read is not None
        return read

    def sent(
        self, indicator: str, typed: str, *, unit: str = "kirjasto", by: User | None = None, **more: str
    ) -> Actual:
        """A figure entered and submitted."""
        entry = self.draft(indicator, typed, unit=unit, by=by, **more)
        submit_actuals(entries=[entry.pk], window=self.window, by=by or self.supervisor)
        entry.refresh_from_db()
        return entry

    def close_by_hand(self) -> None:
        """The window closed by the steward at noon of the 21st of October."""
        self.window.closed_at, self.window.closed_by = noon("2026-10-21"), self.steward
        self.window.save()


def browser(user: User) -> Client:
    """A browser with somebody signed in."""
    client = Client()
    client.force_login(user)
    return client
