"""A small city to test with: built row by row, with no fixture behind it, so that every figure in a test is seen."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Model

from measures.models import Actual, Indicator, KpiRow, ReportingUnit, RollUpRule, RowLink, TargetVersion
from measures.models.codes import Source
from measures.periods import Period
from reporting.assemble import standing_at
from reporting.standing import Audience, RowStanding, Standing
from scorecard.models import Municipality, Node, Strategy, Unit, User

HELSINKI = ZoneInfo("Europe/Helsinki")
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=HELSINKI)


def noon(day: str) -> dt.datetime:
    """Twelve o'clock in Helsinki."""
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12), HELSINKI)


def made[M: Model](model: type[M], **facts: object) -> M:
    """A record that has been there since long ago, for whoever asks how things were known."""
    record = model(**facts)
    record._history_date = LONG_AGO
    record.save()
    del record._history_date
    return record


class World:
    """One municipality with one adopted strategy valid from 2023, a writer and an approver."""

    def __init__(self, code: str = "pikkula", number: str = "999") -> None:
        self.city = made(Municipality, code=code, number=number, name_fi=code.title(), published=True)
        self.writer = User.objects.create_user(f"kirjaaja-{code}")
        self.head = User.objects.create_user(f"hyvaksyja-{code}")
        self.strategy = made(
            Strategy,
            municipality=self.city,
            code=f"{code}-2023",
            kind="strategy",
            state="adopted",
            name_fi="Strategia",
            valid_from=dt.date(2023, 1, 1),
        )

    def units(self, *codes: str) -> list[Unit]:
        """Result units, in this order."""
        return [
            made(
                Unit,
                municipality=self.city,
                code=code,
                kind="result_unit",
                name_fi=code,
                order=Unit.objects.count(),
            )
            for code in codes
        ]

    def node(self, code: str, kind: str = "goal", parent: Node | None = None) -> Node:
        """A node of the strategy."""
        return made(Node, strategy=self.strategy, code=code, kind=kind, name_fi=code, parent=parent)

    def row(
        self,
        code: str,
        target: dict | None = None,
        *,
        units: list[Unit] = (),
        across: str | None = None,
        time: str = "last",
        weight: Indicator | None = None,
        baseline: str | None = None,
        on: list[Node] = (),
        proposed: bool = False,
        reading: str = "clear",
        strategy: Strategy | None = None,
        **facts: object,
    ) -> KpiRow:
        """A row with its indicator, target, rule and reporting units; quarterly and rising unless told."""
        given = {"direction": "up", "frequency": "quarter", "name_fi": code} | facts
        indicator = made(Indicator, municipality=self.city, code=code, **given)
        across = across or ("sum" if units else "municipality")
        made(RollUpRule, indicator=indicator, across_units=across, across_time=time, weight=weight)
        for unit in units:
            made(ReportingUnit, indicator=indicator, unit=unit)
        strategy = strategy or self.strategy
        row = made(
            KpiRow,
            strategy=strategy,
            indicator=indicator,
            order=KpiRow.objects.count(),
            baseline_value=Decimal(baseline) if baseline else None,
            reading=reading,
        )
        for node in on:
            made(RowLink, row=row, node=node, proposed=proposed)
        self.target(row, **(target or {"kind": "watched"}))
        return row

    def target(self, row: KpiRow, valid_from: str = "2023-01-01", **facts: object) -> TargetVersion:
        """A target version of the row, recorded long ago."""
        return TargetVersion.objects.create(
            row=row,
            valid_from=dt.date.fromisoformat(valid_from),
            recorded_at=LONG_AGO,
            recorded_by=self.head,
            **facts,
        )

    def enter(
        self,
        row: KpiRow,
        period: str,
        value: str | None = None,
        *,
        unit: Unit | None = None,
        entered: str | None = None,
        state: str = "approved",
        supersedes: Actual | None = None,
        **facts: object,
    ) -> Actual:
        """An entry, by default approved at noon of the day after its period's end."""
        span = Period.parse(period)
        at = noon(entered or span.until.isoformat())
        moments = {}
        if state != "draft":
            moments |= {"submitted_at": at, "submitted_by": self.writer}
        if state == "approved":
            moments |= {"approved_at": at, "approved_by": self.head}
        if state == "returned":
            moments |= {"returned_at": at, "returned_by": self.head, "return_reason": "Tarkista."}
        return Actual.objects.create(
            municipality=self.city,
            indicator=row.indicator,
            unit=unit,
            period_starts=span.starts,
            period_ends=span.ends,
            value=Decimal(value) if value is not None else None,
            source=Source.WEB,
            entered_at=at,
            entered_by=self.writer,
            supersedes=supersedes,
            **moments,
            **facts,
        )

    def standing(self, period: str, audience: Audience = Audience.INTERNAL, known_at: str | None = None) -> Standing:
        """How the strategy stands, as known at noon of a day (now by default)."""
        at = noon(known_at) if known_at else None
        return standing_at(self.strategy, Period.parse(period), audience, known_at=at)

    def stands(self, code: str, period: str, audience: Audience = Audience.INTERNAL, **known: str) -> RowStanding:
        """How one row stands."""
        return self.standing(period, audience, **known).row(code)
