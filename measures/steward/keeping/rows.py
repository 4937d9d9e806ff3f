"""An indicator is put into a strategy, its row changed, moved, ended or removed; what has been reported stays."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today, write_day
from kemi_strategy.web.languages import later
from measures.actions import decide_targets
from measures.models import Indicator, KpiRow, TargetVersion
from measures.models.codes import Reading
from measures.reported import reported_in
from measures.targets import Binding, Kind, Repeats
from scorecard.actions import save_as
from scorecard.models import Strategy, User
from scorecard.work.keeping.versions import ChangedMeanwhile, hold, put, version

_DAY = dt.timedelta(days=1)
WHAT_TARGET = "Mikä on tavoite?"
"""Kept in the record as every question is: in Finnish."""
ENDED = later("Mittari on päätetty, joten sitä ei panna strategiaan. Jatka ensin mittaria.")


@transaction.atomic
def add_row(*, strategy: Strategy, indicator: Indicator, kind: Kind, by: User) -> KpiRow:
    """Puts an indicator into a strategy as its last row. ``kind``: watched, or undecided until a target is decided.

    Where nothing has been reported the row is there from the strategy's first day, else from today. Raises
    ValidationError when it is a row already or has been ended.
    """
    held = Strategy.objects.select_for_update().get(pk=strategy.pk)
    others = KpiRow.objects.filter(strategy=held)
    if others.filter(indicator=indicator).exists():
        raise ValidationError(_("Mittari on jo tämän strategian rivinä."))
    if indicator.last_day is not None:
        raise ValidationError(str(ENDED))
    row = KpiRow(strategy=held, indicator=indicator, order=(others.aggregate(last=Max("order"))["last"] or 0) + 1)
    if kind is Kind.UNDECIDED:
        row.reading, row.question = Reading.PROPOSED, WHAT_TARGET
    save_as(row, by)
    first = held.valid_from if held.valid_from is not None else today()
    version_of = TargetVersion(row=row, valid_from=first, kind=kind, repeats=Repeats.ONCE, binding=Binding.INDICATIVE)
    decide_targets(versions=[version_of], at=timezone.now(), by=by)
    return row


@transaction.atomic
def change_row(*, row: KpiRow, seen: int, facts: Mapping[str, Any], by: User) -> KpiRow:
    """Changes a row's baseline or its band. Raises ChangedMeanwhile when not the last version was read."""
    held = hold(KpiRow, row.pk)
    if version(KpiRow, id=held.pk) != seen and any(getattr(held, name) != value for name, value in facts.items()):
        raise ChangedMeanwhile
    put(held, facts, by)
    return held


@transaction.atomic
def move_row(*, row: KpiRow, seen: int, up: bool, by: User) -> KpiRow:
    """Moves a row one place among those that go on. ``seen``: the place it was read in; raises ChangedMeanwhile when
    it has another by now. The first does not move up, nor the last down."""
    Strategy.objects.select_for_update().get(pk=row.strategy_id)
    held = hold(KpiRow, row.pk)
    if held.order != seen:
        raise ChangedMeanwhile
    rows = [one for one in _in_order(held.strategy_id) if one.pk == held.pk or one.is_there(today())]
    place = [one.pk for one in rows].index(held.pk)
    other = rows[place - 1] if up and place else rows[place + 1] if not up and place + 1 < len(rows) else None
    if other is not None:
        _settle_order(rows, place, rows.index(other), by)
    return KpiRow.objects.get(pk=held.pk)


@transaction.atomic
def retire_row(*, row: KpiRow, last_day: dt.date, by: User) -> KpiRow:
    """Ends a row: on later days the strategy does not have it. Raises ValidationError for a day that has been
    reported."""
    held = hold(KpiRow, row.pk)
    reports = reported_in(held, _versions(held))
    latest = max((one.ends for one in reports), default=None)
    if latest is not None and last_day < latest:
        raise ValidationError(
            {
                "last_day": _(
                    "Rivi on jäädytetyssä raportissa, jonka kausi päättyy %(day)s. Se voi päättyä aikaisintaan silloin."
                )
                % {"day": write_day(latest)}
            }
        )
    put(held, {"last_day": last_day}, by)
    return held


@transaction.atomic
def resume_row(*, row: KpiRow, by: User) -> KpiRow:
    """Takes the end of a row back. Raises ValidationError while its indicator has been ended."""
    held = hold(KpiRow, row.pk)
    if held.indicator.last_day is not None:
        raise ValidationError(_("Mittari on päätetty. Jatka ensin mittaria, niin rivikin voi jatkua."))
    put(held, {"last_day": None}, by)
    return held


@transaction.atomic
def remove_row(*, row: KpiRow, by: User) -> KpiRow:
    """Takes a row out of a strategy altogether: on no day does the strategy have it. Its ledgers stay.

    Raises ValidationError when it is in a frozen report: such a one is ended.
    """
    held = hold(KpiRow, row.pk)
    versions = _versions(held)
    reports = reported_in(held, versions)
    if reports:
        raise ValidationError(
            _(
                "Riviä ei voi poistaa, koska se on jäädytetyssä raportissa %(codes)s. Päätä se: silloin se jää "
                "vanhoihin kausiin, eikä näy uusissa."
            )
            % {"codes": ", ".join(sorted(one.code for one in reports))}
        )
    days = [one.valid_from for one in versions] + [day for day in (held.strategy.valid_from,) if day is not None]
    put(held, {"last_day": min(days, default=today()) - _DAY}, by)
    return held


def _versions(row: KpiRow) -> list[TargetVersion]:
    return list(TargetVersion.objects.filter(row=row).order_by("id"))


def _in_order(strategy: int) -> list[KpiRow]:
    return list(KpiRow.objects.filter(strategy=strategy).select_for_update().order_by("order", "id"))


def _settle_order(rows: list[KpiRow], one: int, other: int, by: User) -> None:
    """The two change places; where two stood on one place, which a workbook may bring, all get a place of their own."""
    rows[one], rows[other] = rows[other], rows[one]
    places = sorted(row.order for row in rows)
    if len(set(places)) < len(places):
        places = list(range(1, len(rows) + 1))
    _put_in_order(zip(rows, places, strict=True), by)


def _put_in_order(placed: Iterable[tuple[KpiRow, int]], by: User) -> None:
    for row, place in placed:
        put(row, {"order": place}, by)
