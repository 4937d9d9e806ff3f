"""Changing one record: whoever saves says which version was read, and hears when somebody has saved in between."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from scorecard.actions import save_as
from scorecard.models import User
from scorecard.work.keeping.versions import ChangedMeanwhile, hold, put, version

OWN_WORDS = frozenset({"uusi"})
"""Words of addresses that stand where a code stands, so that no code may be one of them."""


@transaction.atomic
def change_record[M: Model](*, record: M, seen: int, facts: Mapping[str, Any], by: User) -> M:
    """Changes what differs. ``seen``: the version that was read; raises ChangedMeanwhile when it is not the last and
    something would change, and ValidationError in the database's own words. A form sent twice changes nothing."""
    held = hold(type(record), record.pk)
    if version(type(record), id=held.pk) != seen and any(getattr(held, name) != one for name, one in facts.items()):
        raise ChangedMeanwhile
    put(held, facts, by)
    return held


def add_record[M: Model](record: M, by: User) -> M:
    """Adds a record. Raises ValidationError in the database's own words."""
    record.validate_constraints()
    save_as(record, by)
    return record


def put_in_order(records: Sequence[Any], place: int, *, up: bool, by: User) -> bool:
    """Moves the record at ``place`` of its siblings one step; False at the end. Siblings get places of their own."""
    other = place - 1 if up else place + 1
    if not 0 <= other < len(records):
        return False
    orders = sorted(one.order for one in records)
    if len(set(orders)) < len(orders):
        orders = list(range(1, len(records) + 1))
    moved = list(records)
    moved[place], moved[other] = moved[other], moved[place]
    for one, order in zip(moved, orders, strict=True):
        put(one, {"order": order}, by)
    return True
