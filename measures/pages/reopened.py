"""One figure opened again, told in words: that it was opened, why, for whom, until when, and when that ended."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.speaking import named
from measures.models import Reopening
from measures.pages.entries import name_of


@dataclass(frozen=True, slots=True)
class Told:
    """A step of a reopening: what was done, more about it, and who did it when."""

    at: dt.datetime
    done: str
    more: str
    by: str


def told_of(one: Reopening) -> Iterable[Told]:
    """The opening, and its end when that has come."""
    more = _("Syy: %(reason)s. Pyysi %(asked_by)s, auki %(open_until)s asti.") % {
        "reason": one.reason.rstrip("."),
        "asked_by": name_of(one.asked_by),
        "open_until": write_day(one.expires_at),
    }
    yield Told(one.opened_at, _("Luku avattu"), more, f"{name_of(one.opened_by)} {write_moment(one.opened_at)}")
    if one.ended_at is not None and one.ended_by is not None:
        by = f"{name_of(one.ended_by)} {write_moment(one.ended_at)}"
        yield Told(one.ended_at, _("Avaus päätetty ennen aikojaan"), "", by)
    elif one.expires_at < timezone.now():
        yield Told(one.expires_at, _("Avaus päättyi itsestään"), "", write_moment(one.expires_at))


def told_lines(reopenings: Iterable[Reopening], known_at: dt.datetime | None = None) -> tuple[tuple[str, str], ...]:
    """Every step, latest first, as (what, who and when); of a moment what was known then."""
    steps = [(told, one) for one in reopenings for told in told_of(one) if known_at is None or told.at <= known_at]
    steps.sort(key=lambda step: step[0].at)
    lines = [(f"{told.done}: {figure_name(one)}. {told.more}".rstrip(), told.by) for told, one in steps]
    return tuple(reversed(lines))


def figure_name(one: Reopening) -> str:
    """The unit and the indicator."""
    owner = named(one.unit) if one.unit is not None else _("koko kunta")
    return f"{owner}: {named(one.indicator)}"
