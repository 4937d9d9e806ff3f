"""How the structure was at a moment, one kind of thing at a time: two queries, however many there are or were."""

import datetime as dt
import json
from typing import Any

from django.db.models import Exists, F, OuterRef

from measures.models import Indicator
from reporting.changes.kinds import Kind
from reporting.changes.reading import as_json
from reporting.changes.telling import ADDED, REMOVED, Change, Found, change_of, labels_of, latest_of
from scorecard.models import Municipality


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
    chosen = kind.of(municipality)
    if indicator is not None and kind.about is not None:
        chosen &= kind.about(indicator)
    records = _records(kind, moment).filter(chosen).values_list("c_at", "c_by", "c_after")
    found = [
        Found(kind.code, at, by, ADDED, json.loads(after), None) for at, by, after in records[start : start + most]
    ]
    labels = labels_of(found, {}, moment)
    return [change_of(one, labels) for one in found]


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
