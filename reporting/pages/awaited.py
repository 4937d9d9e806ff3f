"""What is late and with whom, as plain values: each unit whose figures have not been sent, and who answers for it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from measures.answering import Answering
from measures.duties import Duty
from measures.models import Window
from measures.pages.entries import name_of
from measures.pages.waiting_words import name_in
from measures.readiness import UNFINISHED, Step, step_of
from measures.spans import write_period
from scorecard.models import Unit

_MOST_UNITS, _NAMED_FIGURES, _NAMED_PEOPLE = 6, 3, 2


@dataclass(frozen=True, slots=True)
class AwaitedUnit:
    """A unit that has not sent everything. ``when``: how late it is, or by when it is awaited."""

    name: str
    address: str
    figures: str
    number: int
    late: bool
    when: str
    answering: str


@dataclass(frozen=True, slots=True)
class Awaited:
    """What is awaited in the periods that are open. ``told``: in a sentence; ``more``: of units that did not fit."""

    told: str
    address: str
    units: tuple[AwaitedUnit, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class _Lack:
    """A unit's unfinished figures in one period."""

    unit: Unit
    window: Window
    duties: Sequence[Duty]


def awaited_page(code: str, asked: Mapping[Window, Sequence[Duty]], people: Answering, today: dt.date) -> Awaited:
    """What the open periods' figures (``asked``: by window) lack, the latest first and then where most is lacking."""
    every = [duty for duties in asked.values() for duty in duties]
    if not every:
        return Awaited(_nothing_asked(list(asked)), reverse("valmius", args=[code]))
    lacks = sorted(_lacks(asked), key=lambda one: (one.window.due, -len(one.duties), one.unit.order))
    shown = tuple(_unit(code, one, people, today) for one in lacks[:_MOST_UNITS])
    return Awaited(_told(every, lacks, today), reverse("valmius", args=[code]), shown, _more(len(lacks) - len(shown)))


def _nothing_asked(windows: Sequence[Window]) -> str:
    """Why nothing is awaited: no period is open, or nothing is asked in those that are."""
    if not windows:
        return _("Yhtään kautta ei ole nyt avoinna.")
    periods = ", ".join(write_period(one.period) for one in sorted(windows, key=lambda one: one.due))
    return _("Avoinna on %(periods)s, mutta siltä ei pyydetä lukuja tähän strategiaan.") % {"periods": periods}


def _lacks(asked: Mapping[Window, Sequence[Duty]]) -> Iterable[_Lack]:
    for window, duties in asked.items():
        units: dict[int, list[Duty]] = {}
        owners: dict[int, Unit] = {}
        for duty in duties:
            if duty.cell.owner is not None and step_of(duty.latest) in UNFINISHED:
                owners[duty.cell.owner.pk] = duty.cell.owner
                units.setdefault(duty.cell.owner.pk, []).append(duty)
        yield from (_Lack(owners[pk], window, found) for pk, found in units.items())


def _unit(code: str, lack: _Lack, people: Answering, today: dt.date) -> AwaitedUnit:
    period = lack.window.period
    first = ", ".join(name_in(duty) for duty in lack.duties[:_NAMED_FIGURES])
    rest = len(lack.duties) - _NAMED_FIGURES
    late = (today - lack.window.due).days
    answering = [name_of(one) for one in people.of(lack.unit.pk)[:_NAMED_PEOPLE]]
    return AwaitedUnit(
        name=named(lack.unit),
        address=f"{reverse('valmius', args=[code])}?kausi={period.code}#yksikko-{lack.unit.code}",
        figures=_("%(named)s ja %(more)s muuta") % {"named": first, "more": rest} if rest > 0 else first,
        number=len(lack.duties),
        late=late > 0,
        when=f"{write_period(period)}: {_when(late, lack.window.due)}",
        answering=_all_of(answering) or _("yksiköllä ei ole lähiesihenkilöä palvelussa"),
    )


def _all_of(people: Sequence[str]) -> str:
    """The names in one sentence."""
    if len(people) < 2:
        return "".join(people)
    return _("%(names)s ja %(last)s") % {"names": ", ".join(people[:-1]), "last": people[-1]}


def _when(late: int, due: dt.date) -> str:
    if late > 0:
        return _("myöhässä päivän") if late == 1 else _("myöhässä %(late)s päivää") % {"late": late}
    return _("viimeistään %(due)s") % {"due": write_day(due)}


def _told(every: Sequence[Duty], lacks: Sequence[_Lack], today: dt.date) -> str:
    lacking = sum(len(one.duties) for one in lacks)
    late = sum(len(one.duties) for one in lacks if one.window.due < today)
    sent = sum(step_of(duty.latest) is Step.SENT for duty in every)
    words = {"lacking": lacking, "every": len(every), "late": late, "number": sent}
    if not lacking:
        first = _("Kaikki %(every)s lukua on lähetetty.")
    elif late:
        first = _("%(lacking)s/%(every)s lukua on lähettämättä, niistä %(late)s myöhässä.")
    else:
        first = _("%(lacking)s/%(every)s lukua on lähettämättä.")
    second = ngettext("Yksi luku odottaa hyväksyntää.", "%(number)s lukua odottaa hyväksyntää.", sent) if sent else ""
    return f"{first} {second}".strip() % words


def _more(number: int) -> str:
    if number <= 0:
        return ""
    return (
        _("Lisäksi yksi muu yksikkö.") if number == 1 else _("Lisäksi %(number)s muuta yksikköä.") % {"number": number}
    )
