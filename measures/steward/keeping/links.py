"""What a row hangs on: goals, themes, benefits, projects, actions; surely or only as proposed, until it is settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from measures.models import KpiRow, RowLink
from scorecard.actions import delete_as, save_as
from scorecard.models import User
from scorecard.work.keeping.versions import ChangedMeanwhile, hold, put, version

KINDS = ("node", "project", "action")


@dataclass(frozen=True, slots=True)
class Thing:
    """What a row may hang on: a node, a project or an action, by its key."""

    kind: str
    pk: int

    @classmethod
    def of(cls, link: RowLink) -> "Thing":
        """What a link leads to."""
        kind = next(kind for kind in KINDS if getattr(link, f"{kind}_id") is not None)
        return cls(kind, getattr(link, f"{kind}_id"))


def links_version(row: KpiRow) -> int:
    """The number of the latest step in the history of what the row hangs on."""
    return version(RowLink, row_id=row.pk)


@transaction.atomic
def hang(*, row: KpiRow, things: Iterable[Thing], seen: int, by: User) -> list[Thing]:
    """Makes the sure links exactly those to ``things``; proposed ones stay as they are. Returns the things.

    Raises ChangedMeanwhile when ``seen`` is not the links' last version and something would change.
    """
    hold(KpiRow, row.pk)
    wanted = list(things)
    found = {Thing.of(link): link for link in RowLink.objects.filter(row=row)}
    gone = [link for thing, link in found.items() if thing not in wanted and not link.proposed]
    new = [thing for thing in wanted if thing not in found]
    if (gone or new) and links_version(row) != seen:
        raise ChangedMeanwhile
    for link in gone:
        delete_as(link, by)
    for thing in new:
        facts: dict[str, Any] = {f"{thing.kind}_id": thing.pk}
        save_as(RowLink(row=row, **facts), by)
    return wanted


@transaction.atomic
def propose(*, row: KpiRow, thing: Thing, question: str, by: User) -> RowLink:
    """Adds a proposed link with what is asked of it; one that is there stays as it is."""
    hold(KpiRow, row.pk)
    facts: dict[str, Any] = {f"{thing.kind}_id": thing.pk}
    known = RowLink.objects.filter(row=row, **facts).first()
    if known is not None:
        return known
    link = RowLink(row=row, proposed=True, question=question, **facts)
    save_as(link, by)
    return link


@transaction.atomic
def confirm_row_link(*, link: RowLink, by: User) -> RowLink:
    """Makes a proposed link a sure one."""
    hold(KpiRow, link.row_id)
    held = hold(RowLink, link.pk)
    put(held, {"proposed": False, "question": ""}, by)
    return held


@transaction.atomic
def drop_row_link(*, link: RowLink, by: User) -> None:
    """Takes a proposed link away; a sure one is taken away with the choice of all."""
    hold(KpiRow, link.row_id)
    held = RowLink.objects.filter(pk=link.pk, proposed=True).first()
    if held is not None:
        delete_as(held, by)
