"""Two people at once: whoever saves says which version was read, and hears when somebody has saved in between."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Max, Model
from simple_history.utils import get_history_manager_for_model

from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.languages import later
from scorecard.actions import save_as
from scorecard.models import User

LONGEST_CODE = 50
TAKEN_AWAY = later(
    "Joku muu ehti poistaa sen, mitä olit muuttamassa: se on poistettu, ja sen historia on tallessa. Mitään ei "
    "tallennettu. Jos kirjoitit tekstiä, palaa selaimella takaisin ja ota se talteen."
)


class ChangedMeanwhile(Exception):
    """Somebody has changed the record since it was read. Nothing was written."""


def hold[M: Model](model: type[M], key: int) -> M:
    """The record, held until the step is done. Raises Unknown when somebody has taken it away meanwhile."""
    found = model._default_manager.select_for_update().filter(pk=key).first()
    if found is None:
        raise Unknown(TAKEN_AWAY)
    return found


def version(model: type[Model], **which: object) -> int:
    """The number of the latest step in the history of a record, or of the records that ``which`` names."""
    history = get_history_manager_for_model(model)
    return history.filter(**which).aggregate(last=Max("history_id"))["last"] or 0


def versions(model: type[Model], **which: object) -> dict[int, int]:
    """The same of each of several records, by their keys: one query."""
    history = get_history_manager_for_model(model)
    return dict(history.filter(**which).order_by().values_list("id").annotate(last=Max("history_id")))


def put(record: Model, values: Mapping[str, Any], by: User) -> bool:
    """Saves what differs, with its history; False when nothing does. Raises ValidationError in the database's words."""
    changed = {name: value for name, value in values.items() if getattr(record, name) != value}
    for name, value in changed.items():
        setattr(record, name, value)
    if changed:
        record.validate_constraints()
        save_as(record, by)
    return bool(changed)


def free_code(name: str, taken: Collection[str]) -> str:
    """A code made from a name, with a number behind it where the plain one is taken.

    >>> free_code("Kirjaston lähipalvelut!", []), free_code("Yö", ["yo"])
    ('kirjaston-lahipalvelut', 'yo-2')
    """
    plain = unicodedata.normalize("NFD", name.lower()).encode("ascii", "ignore").decode()
    code = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_CODE].rstrip("-") or "nimeton"
    number = 1
    found = code
    while found in taken:
        number += 1
        found = f"{code}-{number}"
    return found
