"""Reads the changes of a municipality's structure, latest first: three queries, however many kinds of things there are.

The histories are put together in the database; of each change comes what the thing was after it and before it.
"""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, JSONObject

from measures.models import Indicator, TargetVersion
from reporting.changes.kinds import BY_CODE, KINDS, Kind
from reporting.changes.telling import ADDED, CHANGED, Change, Found, change_of, labels_of
from reporting.changes.words import Labels
from scorecard.models import Municipality

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes are asked for. ``until`` is a moment, inclusive; ``kinds`` empty means all.

    ``thing``: the number of the one thing whose changes are asked for; it goes with one kind.
    """

    municipality: Municipality
    kinds: tuple[str, ...] = ()
    person: int | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    indicator: Indicator | None = None
    thing: int | None = None


def changes(wanted: Wanted, *, start: int = 0, most: int = _CHUNK) -> list[Change]:
    """The changes from the place ``start`` on, latest first, at most so many: three queries."""
    found = _details(wanted, list(_places(wanted)[start : start + most]))
    labels = labels_of(found, {})
    return [change_of(one, labels) for one in found]


def all_changes(wanted: Wanted) -> Iterator[Change]:
    """Every change, latest first, read in pieces so that a long history never stands in memory whole.

    With ``until`` things are called as they were then.
    """
    places = list(_places(wanted))
    labels: Labels = {}
    for start in range(0, len(places), _CHUNK):
        found = _details(wanted, places[start : start + _CHUNK])
        labels = labels_of(found, labels, wanted.until)
        yield from (change_of(one, labels) for one in found)


def _places(wanted: Wanted) -> QuerySet[Any, Any]:
    """The kind and number of each change, latest first; those of one moment together by kind."""
    found = [
        signed(kind, wanted)
        .order_by()
        .annotate(c_kind=Value(kind.code, CharField()), c_number=F("pk"))
        .values_list("c_kind", "c_number", "c_at")
        for kind in KINDS
        if (not wanted.kinds or kind.code in wanted.kinds) and (wanted.indicator is None or kind.about is not None)
    ]
    if not found:
        return KINDS[0].records.none()
    return found[0].union(*found[1:], all=True).order_by("-c_at", "c_kind", "-c_number")


def signed(kind: Kind, wanted: Wanted) -> Any:
    """The records of a kind that are wanted, with when and by whom under the same names for all."""
    at, by = kind.at, kind.by
    chosen = kind.of(wanted.municipality)
    if wanted.indicator is not None and kind.about is not None:
        chosen &= kind.about(wanted.indicator)
    if wanted.thing is not None:
        chosen &= Q(**{kind.thing: wanted.thing})
    if wanted.person is not None:
        chosen &= Q(**{f"{by}_id": wanted.person})
    if wanted.since is not None:
        chosen &= Q(**{f"{at}__gte": wanted.since})
    if wanted.until is not None:
        chosen &= Q(**{f"{at}__lte": wanted.until})
    return kind.records.filter(chosen).annotate(c_at=F(at), c_by=F(f"{by}_id"))


def _details(wanted: Wanted, places: Sequence[tuple[str, int, dt.datetime]]) -> list[Found]:
    """What each of these changes was, in their order: one query."""
    numbers: dict[str, list[int]] = {}
    for code, number, _ in places:
        numbers.setdefault(code, []).append(number)
    if not numbers:
        return []
    queries = [_detailed(BY_CODE[code], wanted, own) for code, own in numbers.items()]
    found = {
        (kind, number): Found(kind, at, by, change, json.loads(after), json.loads(before) if before else None)
        for kind, number, at, by, change, after, before in queries[0].union(*queries[1:], all=True).order_by()
    }
    return [found[code, number] for code, number, _ in places]


def _detailed(kind: Kind, wanted: Wanted, numbers: Sequence[int]) -> QuerySet[Any, Any]:
    records = signed(kind, wanted).order_by().filter(pk__in=numbers)
    if kind.ledger is None:
        change: Any = F("history_type")
        earlier = kind.records.filter(id=OuterRef("id")).filter(
            Q(history_date__lt=OuterRef("history_date"))
            | Q(history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id"))
        )
        before: Any = Subquery(earlier.order_by("-history_date", "-history_id").values(c_json=as_json(kind))[:1])
    elif kind.ledger.before:
        change = Case(When(**{kind.ledger.before: None}, then=Value(ADDED)), default=Value(CHANGED))
        before = _target_before(kind)
    else:
        change, before = Value(ADDED, CharField()), Value(None, TextField())
    return records.annotate(
        c_kind=Value(kind.code, CharField()), c_number=F("pk"), c_type=change, c_after=as_json(kind), c_before=before
    ).values_list("c_kind", "c_number", "c_at", "c_by", "c_type", "c_after", "c_before")


def _target_before(kind: Kind) -> Any:
    """The target that one corrects; without one the row's target that was valid before it."""
    corrected = TargetVersion.objects.filter(pk=OuterRef("supersedes_id")).values(c_json=as_json(kind))
    earlier = TargetVersion.objects.filter(row=OuterRef("row_id"), valid_from__lt=OuterRef("valid_from"))
    latest = earlier.filter(id__lt=OuterRef("id")).order_by("-valid_from", "-id").values(c_json=as_json(kind))
    return Coalesce(Subquery(corrected[:1]), Subquery(latest[:1]))


def as_json(kind: Kind) -> Any:
    """The record's own columns written out as text, the same way in every database."""
    fields = {field.attname: Cast(field.attname, TextField()) for field in kind.model._meta.concrete_fields}
    return Cast(JSONObject(**fields), TextField())
