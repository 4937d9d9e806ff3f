"""The page of handing over as plain values: what would move, what it leaves open, what has been done."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.speaking import named
from measures.handover import Move, Plan
from measures.pages.entries import name_of
from measures.pages.fields import AskedField, asked_fields, faults_of
from scorecard.models import Handover


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be done: ``moves`` the roles, ``goes_on`` what stands open in the units and is not touched.

    ``headless``: units that would have no approver; doing it then has to be confirmed. ``warnings``: less than that.
    """

    leaver: str
    successor: str
    last_day: str
    moves: tuple[str, ...]
    goes_on: tuple[str, ...]
    headless: str
    warnings: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """The form, the preview of what was asked, and the latest handovers as (what, roles, who and when)."""

    fields: tuple[AskedField, ...]
    fault: str
    preview: Preview | None
    done: tuple[tuple[str, str, str], ...]


def handover_page(form: Form, plan: Plan | None, done: Iterable[Handover], fault: str = "") -> HandoverPage:
    """The page; ``plan`` is of a form that was filled in."""
    return HandoverPage(
        fields=asked_fields(form, "vaihdos"),
        fault=fault or faults_of(form),
        preview=_preview(plan) if plan is not None else None,
        done=tuple(_done(one) for one in done),
    )


def _preview(plan: Plan) -> Preview:
    hidden = (
        ("leaver", str(plan.leaver.pk)),
        ("successor", str(plan.successor.pk) if plan.successor is not None else ""),
        ("last_day", write_day(plan.last_day)),
    )
    return Preview(
        leaver=name_of(plan.leaver),
        successor=name_of(plan.successor) if plan.successor is not None else "",
        last_day=write_day(plan.last_day),
        moves=tuple(_move(move, plan) for move in plan.moves),
        goes_on=tuple(_goes_on(plan)),
        headless=", ".join(named(unit) for unit in plan.headless),
        warnings=tuple(_warnings(plan)),
        hidden=hidden,
    )


def _move(move: Move, plan: Plan) -> str:
    if plan.successor is None:
        return _("%(words)s: päättyy %(last_day)s") % {"words": move.words, "last_day": write_day(plan.last_day)}
    facts = {"words": move.words, "successor": name_of(plan.successor), "starts": write_day(move.starts)}
    if move.ends is None:
        told = _("%(words)s: %(successor)s %(starts)s alkaen") % facts
    else:
        told = f"{move.words}: {facts['successor']} {facts['starts']}–{write_day(move.ends)}"
    return _("%(told)s, seuraajalla on jo sama rooli") % {"told": told} if move.had is not None else told


def _goes_on(plan: Plan) -> Iterable[str]:
    """What the units have open: the writers stay as they are, and whoever has the roles goes on with them."""
    for words, counts in (
        ("luonnoksia", plan.drafts),
        (_("palautettuja lukuja"), plan.returned),
        (_("hyväksyntää odottavia lukuja"), plan.waiting),
    ):
        if counts:
            total = sum(number for _unit, number in counts)
            yield f"{words.capitalize()} {total}: {', '.join(f'{unit} {number}' for unit, number in counts)}"
    if plan.requests:
        yield _("Avauspyyntöjä vailla vastausta %(requests)s") % {"requests": plan.requests}
    if plan.reopenings:
        yield _("Yksitellen avattuja lukuja %(reopenings)s") % {"reopenings": plan.reopenings}


def _warnings(plan: Plan) -> Iterable[str]:
    if plan.unattended:
        names = ", ".join(named(unit) for unit in plan.unattended)
        yield _(
            "Ilman lähiesihenkilöä jää: %(names)s. Luvut kirjaa silloin toimialajohtaja, sijainen tai pääkäyttäjä."
        ) % {"names": names}


def _done(one: Handover) -> tuple[str, str, str]:
    successor = name_of(one.successor) if one.successor is not None else _("ei seuraajaa")
    what = _("%(leaver)s → %(successor)s, viimeinen päivä %(last_day)s") % {
        "leaver": name_of(one.leaver),
        "successor": successor,
        "last_day": write_day(one.last_day),
    }
    return what, one.roles, f"{name_of(one.done_by)} {write_moment(one.done_at)}"
