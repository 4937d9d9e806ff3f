"""How anything of the structure is written: its history names the person who wrote it."""

import datetime as dt

from django.db.models import Model

from scorecard.models import User


def save_as(record: Model, by: User, *, at: dt.datetime | None = None) -> None:
    """Saves a record so that its history names the person, and the moment where many are saved as one (now if not)."""
    _sign(record, by, at)
    record.save()


def delete_as(record: Model, by: User, *, at: dt.datetime | None = None) -> None:
    """Takes a record away; its history keeps that it was there and who took it."""
    _sign(record, by, at)
    record.delete()


def _sign(record: Model, by: User, at: dt.datetime | None) -> None:
    vars(record)["_history_user"] = by
    vars(record).pop("_history_date", None)
    if at is not None:
        vars(record)["_history_date"] = at
