"""Writes a row's deviation card: opened, changed, accepted by a body until a day, closed. Earlier versions stay."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from measures.models import KpiRow
from reporting.keeping.held import WrittenMeanwhile
from reporting.models import Deviation
from reporting.models.codes import CardState
from scorecard.models import User


@dataclass(frozen=True, slots=True)
class Said:
    """What is written on a card."""

    cause: str
    done: str
    responsible: str
    date: dt.date | None = None
    state: CardState = CardState.OPEN
    body: str = ""
    decided_on: dt.date | None = None
    section: str = ""
    expires: dt.date | None = None
    closing: str = ""


@transaction.atomic
def write_deviation(*, row: KpiRow, said: Said, seen: int, by: User, at: dt.datetime | None = None) -> Deviation:
    """Writes a card, or the next version of the one that is not closed yet. ``seen``: the version read, 0 for none.

    Raises WrittenMeanwhile when there is a later one, ValidationError when something that the state needs is lacking.
    """
    KpiRow.objects.select_for_update().get(pk=row.pk)
    last = latest_card(row)
    if (last.pk if last is not None else 0) != seen:
        raise WrittenMeanwhile
    card = Deviation(
        row=row,
        supersedes=last if last is not None and last.state != CardState.CLOSED else None,
        written_at=at or timezone.now(),
        written_by=by,
        **{name: getattr(said, name) for name in said.__dataclass_fields__},
    )
    card.full_clean(exclude=["row", "supersedes", "written_by"])
    card.save()
    return card


def latest_card(row: KpiRow) -> Deviation | None:
    """The last version of the row's last card; None when it has none."""
    return Deviation.objects.filter(row=row).order_by("id").last()
