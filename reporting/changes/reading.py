"""Reads the changes of a municipality's structure, latest first: three queries, however many kinds of things there are.

The histories are put together in the database; of each change comes what the thing was after it and before it.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, Model, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject

from measures.models import Indicator, KpiRow, TargetVersion, Window
from reporting.changes.kinds import BY_CODE, KINDS, Kind
from reporting.changes.words import FIELDS, LEFT_OUT, NOTHING, Labels, period_told, told
from scorecard.models import Action, Decision, Municipality, Node, Project, Strategy, Unit, User

ADDED, CHANGED, REMOVED = "+", "~", "-"
_CHUNK = 500
_SILENT = frozenset({"municipality", "strategy", "order", "supersedes"})
"""Fields that are not told of a thing when it is added: they say where it is, or nothing new."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes are asked for. ``until`` is a moment, inclusive; ``kinds`` empty means all."""

    municipality: Municipality
    kinds: tuple[str, ...] = ()
    person: int | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    indicator: Indicator | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One field's change; ``before`` is empty of what was added, ``after`` of what was taken away."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when, by whom (empty: by the service), of which kind of thing, which thing, and its fields."""

    at: dt.datetime
    who: str
    kind: Kind
    type: str
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A change as read: the kind's code and the record's own number tell it from all others."""

    kind: str
    at: dt.datetime
    by: int | None
    type: str
    after: dict[str, str | None]
    before: dict[str, str | None] | None


def changes(wanted: Wanted, *, start: int = 0, most: int = _CHUNK) -> list[Change]:
    """The changes from the place ``start`` on, latest first, at most so many: three queries."""
    found = _details(wanted, list(_places(wanted)[start : start + most]))
    labels = _labels(found, {})
    return [_change(one, labels) for one in found]


def all_changes(wanted: Wanted) -> Iterator[Change]:
    """Every change, latest first, read in pieces so that a long history never stands in memory whole."""
    places = list(_places(wanted))
    labels: dict[tuple[type[Model], int], str] = {}
    for start in range(0, len(places), _CHUNK):
        found = _details(wanted, places[start : start + _CHUNK])
        labels = _labels(found, labels)
        yield from (_change(one, labels) for one in found)


def _places(wanted: Wanted) -> QuerySet[Any, Any]:
    """The kind and number of each change, latest first; those of one moment together by kind."""
    found = [
        _signed(kind, wanted)
        .order_by()
        .annotate(c_kind=Value(kind.code, CharField()), c_number=F("pk"))
        .values_list("c_kind", "c_number", "c_at")
        for kind in KINDS
        if (not wanted.kinds or kind.code in wanted.kinds) and (wanted.indicator is None or kind.about is not None)
    ]
    return found[0].union(*found[1:], all=True).order_by("-c_at", "c_kind", "-c_number")


def _signed(kind: Kind, wanted: Wanted) -> Any:
    """The records of a kind that are wanted, with when and by whom under the same names for all."""
    at, by = (kind.ledger.at, kind.ledger.by) if kind.ledger is not None else ("history_date", "history_user")
    chosen = kind.of(wanted.municipality)
    if wanted.indicator is not None and kind.about is not None:
        chosen &= kind.about(wanted.indicator)
    if wanted.person is not None:
        chosen &= Q(**{f"{by}_id": wanted.person})
    if wanted.since is not None:
        chosen &= Q(**{f"{at}__gte": wanted.since})
    if wanted.until is not None:
        chosen &= Q(**{f"{at}__lte": wanted.until})
    return kind.records.filter(chosen).annotate(c_at=F(at), c_by=F(f"{by}_id"))


def _details(wanted: Wanted, places: Sequence[tuple[str, int, dt.datetime]]) -> list[_Found]:
    """What each of these changes was, in their order: one query."""
    numbers: dict[str, list[int]] = {}
    for code, number, _ in places:
        numbers.setdefault(code, []).append(number)
    if not numbers:
        return []
    queries = [_detailed(BY_CODE[code], wanted, own) for code, own in numbers.items()]
    found = {
        (kind, number): _Found(kind, at, by, change, json.loads(after), json.loads(before) if before else None)
        for kind, number, at, by, change, after, before in queries[0].union(*queries[1:], all=True).order_by()
    }
    return [found[code, number] for code, number, _ in places]


def _detailed(kind: Kind, wanted: Wanted, numbers: Sequence[int]) -> QuerySet[Any, Any]:
    records = _signed(kind, wanted).order_by().filter(pk__in=numbers)
    if kind.ledger is None:
        change: Any = F("history_type")
        earlier = kind.records.filter(id=OuterRef("id")).filter(
            Q(history_date__lt=OuterRef("history_date"))
            | Q(history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id"))
        )
        before: Any = Subquery(earlier.order_by("-history_date", "-history_id").values(c_json=_json(kind))[:1])
    elif kind.ledger.before:
        change = Case(When(**{kind.ledger.before: None}, then=Value(ADDED)), default=Value(CHANGED))
        before = _target_before(kind)
    else:
        change, before = Value(ADDED, CharField()), Value(None, TextField())
    return records.annotate(
        c_kind=Value(kind.code, CharField()), c_number=F("pk"), c_type=change, c_after=_json(kind), c_before=before
    ).values_list("c_kind", "c_number", "c_at", "c_by", "c_type", "c_after", "c_before")


def _target_before(kind: Kind) -> Any:
    """The target that one corrects; without one the row's target that was valid before it."""
    corrected = TargetVersion.objects.filter(pk=OuterRef("supersedes_id")).values(c_json=_json(kind))
    earlier = TargetVersion.objects.filter(row=OuterRef("row_id"), valid_from__lt=OuterRef("valid_from"))
    latest = earlier.filter(id__lt=OuterRef("id")).order_by("-valid_from", "-id").values(c_json=_json(kind))
    return Coalesce(Subquery(corrected[:1]), Subquery(latest[:1]))


def _json(kind: Kind) -> Any:
    """The record's own columns written out as text, the same way in every database."""
    fields = {field.attname: Cast(field.attname, TextField()) for field in kind.model._meta.concrete_fields}
    return Cast(JSONObject(**fields), TextField())


def _change(found: _Found, labels: Labels) -> Change:
    kind = BY_CODE[found.kind]
    title = [word for name in kind.title if (word := _word(kind, name, found.after, labels)) != NOTHING]
    who = labels.get((User, found.by), "") if found.by is not None else ""
    return Change(found.at, who, kind, found.type, " · ".join(title), tuple(_fields(kind, found, labels)))


def _fields(kind: Kind, found: _Found, labels: Labels) -> Iterator[Field]:
    """What changed; of what was added or taken away, what it said beside its title."""
    names = [field.name for field in kind.model._meta.concrete_fields if field.name not in LEFT_OUT]
    if "period_starts" in names:
        names = ["period", *(name for name in names if name not in {"period_starts", "period_ends"})]
    for name in names:
        after = _word(kind, name, found.after, labels)
        before = _word(kind, name, found.before, labels) if found.before is not None else NOTHING
        if found.type == CHANGED or (kind.ledger is not None and found.before is not None):
            if before != after and name not in {"supersedes"}:
                yield Field(FIELDS[name], before, after)
        elif after != NOTHING and name not in kind.title and name not in _SILENT:
            yield Field(FIELDS[name], *(("", after) if found.type == ADDED else (after, "")))


def _word(kind: Kind, name: str, record: dict[str, str | None], labels: Labels) -> str:
    if name == "period":
        return period_told(record["period_starts"], record["period_ends"])
    field: Any = kind.model._meta.get_field(name)
    return told(kind.model, field, record[field.attname], labels)


def _labels(found: Iterable[_Found], known: dict[tuple[type[Model], int], str]) -> dict[tuple[type[Model], int], str]:
    """The names of everything the changes speak of that is not known yet: one query at most."""
    wanted: dict[type[Model], set[int]] = {}
    for one in found:
        if one.by is not None:
            wanted.setdefault(User, set()).add(one.by)
        for field in BY_CODE[one.kind].model._meta.concrete_fields:
            related: Any = field.related_model
            for record in (one.after, one.before or {}):
                text = record.get(field.attname)
                if related in _NAMES and text:
                    wanted.setdefault(related, set()).add(int(text))
    queries = []
    for model, keys in wanted.items():
        lacking = [key for key in keys if (model, key) not in known]
        if lacking:
            queries.append(_named(model, lacking))
    if not queries:
        return known
    by_word = {model.__name__: model for model in _NAMES}
    rows = queries[0].union(*queries[1:], all=True).order_by()
    return known | {(by_word[word], key): _read_name(by_word[word], name) for word, key, name in rows}


def _named(model: type[Model], keys: Sequence[int]) -> QuerySet[Any, Any]:
    records: Any = model._default_manager.filter(pk__in=keys).order_by()
    return records.annotate(
        c_word=Value(model.__name__, CharField()), c_key=F("pk"), c_name=Cast(_NAMES[model], TextField())
    ).values_list("c_word", "c_key", "c_name")


def _read_name(model: type[Model], name: str) -> str:
    return period_told(*name.split("|")) if model is Window else name.strip()


def _together(*parts: Any) -> Any:
    return Concat(*parts, output_field=TextField())


_FULL_NAME = _together("first_name", Value(" "), "last_name")
_NAMES: dict[type[Model], Any] = {
    Municipality: F("name_fi"),
    Unit: F("name_fi"),
    Strategy: F("name_fi"),
    Node: F("name_fi"),
    Project: F("name_fi"),
    Action: F("name_fi"),
    Indicator: _together("code", Value(" "), "name_fi"),
    KpiRow: _together("indicator__code", Value(" "), "indicator__name_fi"),
    TargetVersion: F("words"),
    Decision: _together("body", Value(" § "), "section"),
    Window: _together(Cast("period_starts", TextField()), Value("|"), Cast("period_ends", TextField())),
    User: Case(When(first_name="", last_name="", then=F("username")), default=_FULL_NAME, output_field=TextField()),
}
