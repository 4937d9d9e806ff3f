"""Writes records of one kind together: new ones in bulk, changed ones one by one, unchanged ones not at all.

Everything written here keeps its history; nothing is written, and no history arises, where nothing changed.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model
from simple_history.utils import bulk_create_with_history

from measures.actions import BATCH, save_as
from measures.loading.cells import Row
from measures.loading.fields import column_of, told, written
from measures.loading.problems import Outcome
from measures.sheets import as_text
from scorecard.models import User


@dataclass(frozen=True, slots=True)
class Hand:
    """In whose name an import writes, and the one moment of all it writes: what comes together is known together."""

    by: User
    at: dt.datetime


class Batch[M: Model]:
    """New and changed records of one model, until ``flush`` writes them in the name and at the moment of ``hand``."""

    def __init__(self, model: type[M], hand: Hand) -> None:
        self._model, self._hand = model, hand
        self._new: list[M] = []
        self._changed: list[M] = []

    def put(
        self, existing: M | None, key: dict[str, Any], values: dict[str, Any], row: Row | None = None
    ) -> tuple[M, Outcome]:
        """The record with these values. ``key`` are the fields that tell it from others and never change.

        ``row``: where the values stand, to tell which of its cells change and from what.
        """
        if existing is None:
            made = self._model(**key, **values)
            self._new.append(made)
            return made, Outcome.NEW
        changed = [field for field, value in values.items() if not _is_as(existing, field, value)]
        if not changed:
            return existing, Outcome.SAME
        for field in changed:
            if row is not None:
                _tell(row, existing, field, values[field])
            setattr(existing, field, values[field])
        self._changed.append(existing)
        return existing, Outcome.CHANGED

    def flush(self) -> None:
        """Writes what was put."""
        if self._new:
            by, at = self._hand.by, self._hand.at
            bulk_create_with_history(self._new, self._model, batch_size=BATCH, default_user=by, default_date=at)
        for record in self._changed:
            save_as(record, self._hand.by, at=self._hand.at)
        self._new, self._changed = [], []


def _is_as(record: Model, field: str, value: Any) -> bool:
    """Does the record say it already? Of texts line ends and outer spaces are no difference: no cell keeps them."""
    stored = getattr(record, _stored(record, field))
    if isinstance(stored, str) and isinstance(value, str):
        return as_text(stored) == as_text(value)
    return bool(stored == _id(value))


def _tell(row: Row, record: Model, field: str, value: Any) -> None:
    column = column_of(type(record), field)
    if column is not None:
        old, new = (told(written(one, column.words)) for one in (getattr(record, field), value))
        row.changed(column.name, old, new)


def _stored(record: Model, field: str) -> str:
    """The attribute that holds a field without asking the database for a related record."""
    found = record._meta.get_field(field)
    return found.attname if isinstance(found, Field) else field


def _id(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value
