"""Makes of a change as it was read what a reader is told: which thing, what about it, from what to what."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from kemi_strategy.web.languages import later
from measures.models import Indicator, KpiRow, Reopening, TargetVersion, Window
from reporting.changes.kinds import BY_CODE, Kind
from reporting.changes.words import FIELDS, LEFT_OUT, NOTHING, Labels, period_told, told
from scorecard.models import Action, Decision, Municipality, Node, Project, Strategy, Unit, User

ADDED, CHANGED, REMOVED = "+", "~", "-"
_SILENT = frozenset({"municipality", "strategy", "order", "supersedes"})
"""Fields that are not told of a thing when it is added: they say where it is, or nothing new."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field's change; ``before`` is empty of what was added, ``after`` of what was taken away.

    ``code`` is the field's own name, by which ``FIELDS`` tells it in any language. ``slight``: it says nothing
    that a reader of additions asks for – a short name for addresses, a no, or what the thing is already called by.
    """

    code: str
    name: str
    before: str
    after: str
    slight: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when, by whom (empty: by the service), of which kind of thing, which thing, and its fields.

    ``number`` tells the thing from others of its kind; ``word`` is what such a thing is called.
    """

    at: dt.datetime
    who: str
    kind: Kind
    type: str
    number: int
    title: str
    fields: tuple[Field, ...]
    word: str


@dataclass(frozen=True, slots=True)
class Found:
    """A change as read: what the thing was after it and before it."""

    kind: str
    at: dt.datetime
    by: int | None
    type: str
    after: dict[str, str | None]
    before: dict[str, str | None] | None


def change_of(found: Found, labels: Labels) -> Change:
    """What a reader is told of the change."""
    kind = BY_CODE[found.kind]
    title = [word for name in kind.title if (word := _word(kind, name, found.after, labels)) != NOTHING]
    who = labels.get((User, found.by), "") if found.by is not None else ""
    number, fields = int(found.after[kind.thing] or 0), tuple(_fields(kind, found, labels))
    word = _word(kind, kind.sort, found.after, labels) if kind.sort else str(kind.word)
    return Change(found.at, who, kind, found.type, number, " · ".join(title), fields, word)


def _fields(kind: Kind, found: Found, labels: Labels) -> Iterator[Field]:
    """What changed; of what was added or taken away, what it said beside its title."""
    left_out = LEFT_OUT | kind.untold
    names = [field.name for field in kind.model._meta.concrete_fields if field.name not in left_out]
    if "period_starts" in names:
        names = ["period", *(name for name in names if name not in {"period_starts", "period_ends"})]
    for name in names:
        after = _word(kind, name, found.after, labels)
        before = _word(kind, name, found.before, labels) if found.before is not None else NOTHING
        if found.type == CHANGED or (kind.ledger is not None and found.before is not None):
            if before != after and name not in {"supersedes"}:
                yield Field(name, str(FIELDS[name]), before, after)
        elif after != NOTHING and name not in kind.title and name not in _SILENT:
            told = ("", after) if found.type == ADDED else (after, "")
            yield Field(name, str(FIELDS[name]), *told, slight=_is_slight(kind, name, found.after))


def _is_slight(kind: Kind, name: str, record: dict[str, str | None]) -> bool:
    if name in {"code", kind.sort}:
        return True
    field: Any = kind.model._meta.get_field("period_starts" if name == "period" else name)
    return isinstance(field, BooleanField) and record[field.attname] in {"0", "false"}


def _word(kind: Kind, name: str, record: dict[str, str | None], labels: Labels) -> str:
    if name == "period":
        return period_told(record["period_starts"], record["period_ends"])
    field: Any = kind.model._meta.get_field(name)
    return str(told(kind.model, field, record[field.attname], labels))


def labels_of(found: Iterable[Found], known: Labels, moment: dt.datetime | None = None) -> Labels:
    """The names of everything the changes speak of that is not known yet: one query at most.

    Of what has been taken away since, its last name; with a moment the names that things had then.
    """
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
    lacking = {model: [key for key in keys if (model, key) not in known] for model, keys in wanted.items()}
    queries = [_named(model, keys, moment) for model, keys in lacking.items() if keys]
    if not queries:
        return known
    by_word = {model.__name__: model for model in _NAMES}
    rows = queries[0].union(*queries[1:], all=True).order_by()
    return {**known, **{(by_word[word], key): _read_name(by_word[word], name) for word, key, name in rows}}


def _named(model: Any, keys: Sequence[int], moment: dt.datetime | None) -> QuerySet[Any, Any]:
    tracked = hasattr(model, "history")
    records = latest_of(model.history.filter(id__in=keys), moment) if tracked else model.objects.filter(pk__in=keys)
    return (
        records.order_by()
        .annotate(
            c_word=Value(model.__name__, CharField()),
            c_key=F("id" if tracked else "pk"),
            c_name=Cast(_row_name(moment) if model is KpiRow else _NAMES[model], TextField()),
        )
        .values_list("c_word", "c_key", "c_name")
    )


def _row_name(moment: dt.datetime | None) -> Any:
    """A row is called as its indicator; with a moment as that was called then."""
    if moment is None:
        return _NAMES[KpiRow]
    lives = Indicator.history.filter(id=OuterRef("indicator_id"), history_date__lte=moment)
    then = lives.order_by("-history_date", "-history_id").annotate(c_then=_NAMES[Indicator]).values("c_then")
    return Coalesce(Subquery(then[:1]), _NAMES[KpiRow])


def latest_of(history: QuerySet[Any], moment: dt.datetime | None = None) -> QuerySet[Any]:
    """Of each thing the last record of its history, or the last one by a moment; what it was taken away by, too."""
    till = Q() if moment is None else Q(history_date__lte=moment)
    newer = Q(history_date__gt=OuterRef("history_date")) | Q(
        history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id")
    )
    return history.filter(till & ~Exists(history.model.objects.filter(till & newer, id=OuterRef("id"))))


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
    Reopening: Value(later("luku avattiin"), TextField()),
    Window: _together(Cast("period_starts", TextField()), Value("|"), Cast("period_ends", TextField())),
    User: Case(When(first_name="", last_name="", then=F("username")), default=_FULL_NAME, output_field=TextField()),
}
