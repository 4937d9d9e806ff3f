"""The readiness tree as plain values: of each level how many units are ready, and where the next click has to land."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.languages import Words, later
from kemi_strategy.web.speaking import named
from measures.answering import Answering
from measures.duties import Duty
from measures.entering import shut_by
from measures.models import Window
from measures.pages.entries import name_of
from measures.pages.waiting_words import name_in
from measures.readiness import Level, Step, UnitReadiness, step_of
from measures.spans import write_period
from scorecard.labels import UNIT_KINDS
from scorecard.models.codes import UnitKind

_NAMED_UNITS, _NAMED_FIGURES, _OPEN_UNITS = 4, 3, 12
"""Named at most in a summary line; of a level with more unfinished units than the last the branches stay closed."""

STEP_WORDS: dict[Step, str] = Words(
    {
        Step.LACKING: later("puuttuu"),
        Step.DRAFT: later("luonnos, ei lähetetty"),
        Step.RETURNED: later("palautettu korjattavaksi"),
        Step.SENT: later("odottaa hyväksyntää"),
        Step.APPROVED: later("hyväksytty"),
    }
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and where its link lands: on its own field, on its row of approval, or in its history."""

    name: str
    words: str
    step: str
    address: str
    late: bool


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit. ``nobody``: there is no one to enter its figures."""

    code: str
    name: str
    count: str
    ready: bool
    late: bool
    answering: str
    nobody: bool
    unfinished: tuple[Figure, ...]
    waiting: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A level with what lies below it: units in ``lines``, further levels in ``branches``.

    ``waiting_for`` names the units that are not ready, with their figures and who answers for them.
    """

    code: str
    name: str
    kind: str
    count: str
    ready: bool
    waiting_for: str
    open: bool
    lines: tuple[UnitLine, ...]
    branches: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class ReadinessPage:
    """What the page shows; ``periods`` to choose from as (code, words, chosen). ``count``: empty with nothing asked."""

    period: str
    due: str
    count: str
    figures: str
    ready: bool
    only_unfinished: bool
    periods: tuple[tuple[str, str, bool], ...]
    branches: tuple[Branch, ...]
    lines: tuple[UnitLine, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Doors:
    """The addresses of a municipality's pages, made once, and in which units (by id) the reader may use them."""

    entry: str
    approval: str
    history: Callable[[str], str]
    enters: Collection[int]
    approves: Collection[int]

    def to(self, duty: Duty) -> str:
        """Where to go with a figure: the approver of one that waits to its row, whoever enters it to its own field."""
        owner = duty.cell.owner.pk if duty.cell.owner is not None else 0
        step = step_of(duty.latest)
        if step is Step.SENT and owner in self.approves and duty.latest is not None:
            return f"{self.approval}#luku-{duty.latest.pk}"
        if owner in self.enters:
            return f"{self.entry}{duty.cell.whereabouts}"
        unit = f"yksikko={duty.cell.unit.code}&" if duty.cell.unit is not None else ""
        return f"{self.history(duty.cell.indicator.code)}?{unit}kausi={duty.cell.period.code}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What every branch needs: the window and its day, who answers, what came late, where links lead."""

    window: Window
    today: dt.date
    people: Answering
    late: Collection[int]
    doors: Doors
    only_unfinished: bool


def doors_of(code: str, window: Window, enters: Collection[int], approves: Collection[int]) -> Doors:
    """The addresses for one window."""
    query = f"?kausi={window.period.code}"
    marker = "MITTARI"
    history = reverse("mittarin-historia", args=[code, marker])
    return Doors(
        entry=f"{reverse('kirjaus', args=[code])}{query}",
        approval=f"{reverse('hyvaksynta', args=[code])}{query}",
        history=lambda indicator: history.replace(marker, quote(indicator)),
        enters=enters,
        approves=approves,
    )


def readiness_page(levels: Sequence[Level], windows: Iterable[Window], facts: Facts) -> ReadinessPage:
    """The page of one window; a level that is one unit without anything below stands as a line."""
    units = [one for level in levels for one in level.units]
    ready, number = sum(one.ready for one in units), sum(len(one.duties) for one in units)
    shown = [level for level in levels if not facts.only_unfinished or level.waiting_for]
    sent = sum(one.number(Step.SENT, Step.APPROVED) for one in units)
    approved = sum(one.number(Step.APPROVED) for one in units)
    return ReadinessPage(
        period=write_period(facts.window.period),
        due=_due(facts.window, facts.today),
        count=_("%(ready)s/%(units)s yksikköä valmiina") % {"ready": ready, "units": len(units)} if units else "",
        figures=_("%(sent)s/%(number)s lukua lähetetty, niistä %(approved)s hyväksytty")
        % {"sent": sent, "number": number, "approved": approved},
        ready=ready == len(units),
        only_unfinished=facts.only_unfinished,
        periods=tuple((one.period.code, write_period(one.period), one.pk == facts.window.pk) for one in windows),
        branches=tuple(_branch(level, facts) for level in shown if level.below),
        lines=tuple(_line(level.own, facts) for level in shown if not level.below and level.own),
        hidden=ready if facts.only_unfinished else 0,
    )


def _branch(level: Level, facts: Facts) -> Branch:
    waiting, units = level.waiting_for, level.units
    below = [one for one in level.below if not facts.only_unfinished or one.waiting_for]
    own = level.own if level.own and not (facts.only_unfinished and level.own.ready) else None
    return Branch(
        code=level.unit.code,
        name=named(level.unit),
        kind=UNIT_KINDS[UnitKind(level.unit.kind)],
        count=_("%(ready)s/%(units)s yksikköä valmiina") % {"ready": len(units) - len(waiting), "units": len(units)},
        ready=not waiting,
        waiting_for=_waiting_for(waiting, facts.people),
        open=0 < len(waiting) <= _OPEN_UNITS,
        lines=tuple(
            _line(one, facts) for one in (own, *(level.own for level in below if not level.below)) if one is not None
        ),
        branches=tuple(_branch(one, facts) for one in below if one.below),
    )


def _waiting_for(units: Sequence[UnitReadiness], people: Answering) -> str:
    """«kirjasto (2 lukua: Käynnit, Poissaolo-%; vastaa Maija Mäki), museo (…) ja 3 muuta»."""
    waiting = [_waiting_unit(one, people) for one in units[:_NAMED_UNITS]]
    named, more = ", ".join(waiting), len(units) - len(waiting)
    if not more:
        return named
    if more == 1:
        return _("%(named)s ja yksi muu yksikkö") % {"named": named}
    return _("%(named)s ja %(more)s muuta yksikköä") % {"named": named, "more": more}


def _waiting_unit(one: UnitReadiness, people: Answering) -> str:
    names = list(dict.fromkeys(name_in(duty) for duty in one.unfinished))
    listed = ", ".join(names[:_NAMED_FIGURES]) + (" …" if len(names) > _NAMED_FIGURES else "")
    number = (
        _("1 luku") if len(one.unfinished) == 1 else _("%(unfinished)s lukua") % {"unfinished": len(one.unfinished)}
    )
    answering = ", ".join(name_of(person) for person in people.of(one.unit.pk))
    who = _("vastaa %(answering)s") % {"answering": answering} if answering else _("ei vastuuhenkilöä")
    return f"{named(one.unit)} ({number}: {listed}; {who})"


def _line(one: UnitReadiness, facts: Facts) -> UnitLine:
    people = facts.people.of(one.unit.pk)
    sent, approved = one.number(Step.SENT, Step.APPROVED), one.number(Step.APPROVED)
    return UnitLine(
        code=one.unit.code,
        name=named(one.unit),
        count=_("%(sent)s/%(duties)s lukua lähetetty, %(approved)s hyväksytty")
        % {"sent": sent, "duties": len(one.duties), "approved": approved},
        ready=one.ready,
        late=not one.ready and facts.today > facts.window.due,
        answering=", ".join(name_of(person) for person in people),
        nobody=not people,
        unfinished=tuple(_figure(duty, facts) for duty in one.unfinished),
        waiting=tuple(_figure(duty, facts) for duty in one.duties if step_of(duty.latest) is Step.SENT),
    )


def _figure(duty: Duty, facts: Facts) -> Figure:
    step = step_of(duty.latest)
    late = duty.latest is not None and duty.latest.pk in facts.late
    return Figure(name_in(duty), STEP_WORDS[step], step.value, facts.doors.to(duty), late)


def _due(window: Window, today: dt.date) -> str:
    """How the days stand: before the due day, in the days of grace, or shut."""
    if not window.is_open(today):
        return shut_by(window, today)
    if today <= window.due:
        return _("Luvut pyydetään %(due)s mennessä.") % {"due": write_day(window.due)}
    return _("Määräpäivä oli %(due)s. Kirjaus on auki vielä %(closes)s asti (armonaika).") % {
        "due": write_day(window.due),
        "closes": write_day(window.closes),
    }


def is_narrowed(query: Mapping[str, str]) -> bool:
    """Does the reader want only what is unfinished?"""
    return query.get("vain") == "kesken"
