"""How the structure was at a moment, one kind of thing at a time: two queries, however many there are or were."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef

from measures.models import Indicator, TargetVersion
from reporting.changes.kinds import BY_CODE, TARGETS, Kind
from reporting.changes.reading import as_json
from reporting.changes.telling import ADDED, REMOVED, Change, Found, change_of, labels_of, latest_of
from scorecard.models import Municipality


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as it was at a moment, with its indicator as that was then: its unit tells what the number is."""

    change: Change
    version: TargetVersion
    indicator: Indicator


def first_moment(municipality: Municipality) -> dt.datetime | None:
    """When the municipality was first recorded: how things were before it, nobody has told. One query."""
    lives = municipality.history.order_by("history_date").values_list("history_date", flat=True)
    found: dt.datetime | None = lives.first()
    return found


def things(
    kind: Kind, municipality: Municipality, moment: dt.datetime, indicator: Indicator | None, start: int, most: int
) -> list[Change]:
    """What there was of a kind at a moment, each as added by whoever last changed it; at most so many from a place on.

    ``indicator``: those that tell of it alone.
    """
    found = _found(kind, municipality, moment, indicator, start, most)
    labels = labels_of(found, {}, moment)
    return [change_of(one, labels) for one in found]


def aims(
    municipality: Municipality, moment: dt.datetime, indicator: Indicator | None, start: int, most: int
) -> list[Aim]:
    """The same of targets, each with its version and its indicator of then: two queries more."""
    found = _found(BY_CODE[TARGETS], municipality, moment, indicator, start, most)
    labels = labels_of(found, {}, moment)
    versions = (
        TargetVersion.objects.order_by()
        .select_related("row__indicator", "other", "decision")
        .in_bulk([int(one.after["id"] or 0) for one in found])
    )
    lives = Indicator.history.filter(id__in={version.row.indicator_id for version in versions.values()})
    then = {life.id: life.instance for life in latest_of(lives, moment)}
    told = ((change_of(one, labels), versions[int(one.after["id"] or 0)]) for one in found)
    return [Aim(change, version, then.get(version.row.indicator_id, version.row.indicator)) for change, version in told]


def _found(
    kind: Kind, municipality: Municipality, moment: dt.datetime, indicator: Indicator | None, start: int, most: int
) -> list[Found]:
    chosen = kind.of(municipality)
    if indicator is not None and kind.about is not None:
        chosen &= kind.about(indicator)
    records = _records(kind, moment).filter(chosen).values_list("c_at", "c_by", "c_after")
    return [Found(kind.code, at, by, ADDED, json.loads(after), None) for at, by, after in records[start : start + most]]


def _records(kind: Kind, moment: dt.datetime) -> Any:
    """The last record of each thing by the moment; of a ledger every entry that none had replaced by then."""
    if kind.ledger is None:
        found = latest_of(kind.records, moment).exclude(history_type=REMOVED).order_by("id")
    else:
        known = kind.records.filter(**{f"{kind.at}__lte": moment})
        before = kind.ledger.before
        newer = known.filter(**{before: OuterRef("pk")}).order_by() if before else known.none()
        found = known.filter(~Exists(newer)).order_by(*(kind.model._meta.ordering or ()))
    return found.annotate(c_at=F(kind.at), c_by=F(f"{kind.by}_id"), c_after=as_json(kind))
