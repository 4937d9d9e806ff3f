"""The steward's page of reporting windows as plain values: which is open, who opened and closed it, and when."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.forms import Form
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import HELSINKI, write_day, write_moment
from kemi_strategy.web.languages import Words, later
from measures.actions import PlannedDays
from measures.labels import FREQUENCY_NAMES
from measures.models import Reopening, Window
from measures.pages.entries import name_of
from measures.pages.fields import AskedField
from measures.pages.reopened import figure_name, told_of
from measures.periods import Frequency, Rhythm
from measures.spans import write_period
from measures.workdays import workdays_after, workdays_between

DUE_AFTER, GRACE = 10, 5
"""Working days from the period's end to the due day, and from that to the closing day: the first guess of a window."""
OFTEN = [(code.value, word) for code, word in dict.items(FREQUENCY_NAMES) if code.years_between == 1]
"""How often windows may be planned: as often as figures are measured within a year."""
FUTURE, OPEN, CLOSED, LOCKED = "tuleva", "avoin", "suljettu", "lukittu"
STATES = Words({FUTURE: later("tuleva"), OPEN: later("auki"), CLOSED: later("suljettu"), LOCKED: later("lukittu")})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: what stands in it and what is wrong with it."""

    name: str
    id: str
    label: str
    value: str
    fault: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a window's history. ``at`` is for their order."""

    at: dt.datetime
    done: str
    by: str


@dataclass(frozen=True, slots=True)
class WindowView:
    """A window as shown. ``fields``: of a closed one the form that opens it again, of another that of its days.

    ``can_remove``: it has not opened yet.
    """

    code: str
    period: str
    state: str
    days: str
    grace: str
    steps: tuple[Step, ...]
    can_close: bool
    can_remove: bool
    closed: bool
    fields: tuple[Field, ...]
    faulty: bool


@dataclass(frozen=True, slots=True)
class WindowsPage:
    """All windows, latest first, the form of a new one, and that of a whole year's."""

    windows: tuple[WindowView, ...]
    new: tuple[Field, ...]
    fault: str
    faulty: bool
    year: tuple[AskedField, ...] = ()
    year_faulty: bool = False


def state_of(window: Window, today: dt.date) -> str:
    """In which of its states the window is today."""
    if window.locked_at is not None:
        return LOCKED
    if window.closed_at is not None or today > window.closes:
        return CLOSED
    return FUTURE if today < window.opens else OPEN


def why_not_reopened(window: Window, today: dt.date) -> str:
    """Why the window cannot be opened again; empty for a closed one."""
    code = write_period(window.period)
    return {
        OPEN: _("Kauden %(code)s ikkuna on jo auki. Mitään ei muutettu.") % {"code": code},
        FUTURE: _("Kauden %(code)s ikkuna aukeaa vasta %(opens)s. Mitään ei muutettu.")
        % {"code": code, "opens": write_day(window.opens)},
        LOCKED: _("Kausi %(code)s on lukittu, koska se on raportoitu. Sitä ei voi avata uudelleen.") % {"code": code},
        CLOSED: "",
    }[state_of(window, today)]


def first_guess(taken: Iterable[str], today: dt.date) -> dict[str, Any]:
    """What a new window is filled with: the last ended quarter, or the next one when that has its window."""
    period = Rhythm(Frequency.QUARTER).latest_ended(today - dt.timedelta(days=1))
    if period.code in set(taken):
        period = period.shifted(1)
    opens = max(today, period.until)
    return {"period": write_period(period), "opens": opens} | days_from(opens, period.ends)


def days_from(today: dt.date, start: dt.date | None = None) -> dict[str, dt.date]:
    """Due ten working days after the start (a period's last day), closing five after that: the days of grace.

    A period that ended long ago is reckoned from today instead, so that no day has gone by.
    """
    due = workdays_after(start or today, DUE_AFTER)
    if due < today:
        due = workdays_after(today, DUE_AFTER)
    return {"due": due, "closes": workdays_after(due, GRACE)}


def planned(year: int, frequency: Frequency, due: int, grace: int, today: dt.date) -> list[PlannedDays]:
    """The windows of a year's periods: each opens when its period is over, is due so many working days after that and
    closes so many after the due day. Those that would be closed by now are left out."""
    found = []
    for period in Rhythm(frequency).ended_in_year(year, dt.date(year, 12, 31)):
        asked = workdays_after(period.ends, due)
        closes = workdays_after(asked, grace) if grace else asked
        if closes >= today:
            found.append((period, period.until, asked, closes))
    return found


def planned_words(days: Sequence[PlannedDays], made: Sequence[Window], year: int) -> str:
    """What came of a year's plan: the periods that got their window, and those that had one or overlap another."""
    codes = {window.period.code for window in made}
    new = [write_period(window.period) for window in made]
    kept = [write_period(period) for period, *_days_of in days if period.code not in codes]
    if not new and not kept:
        return _("Vuoden %(year)s kaudet ovat jo ohi. Yhtään ikkunaa ei lisätty.") % {"year": year}
    told = _("Ikkunat lisättiin: %(codes)s.") % {"codes": ", ".join(new)} if new else _("Yhtään ikkunaa ei lisätty.")
    if not kept:
        return told
    return f"{told} " + _("Näillä oli jo ikkuna tai osin sama aika: %(codes)s.") % {"codes": ", ".join(kept)}


def window_view(
    window: Window,
    past: Sequence[Any],
    opened: Iterable[Reopening],
    fields: Sequence[Field],
    today: dt.date,
    *,
    faulty: bool,
) -> WindowView:
    """One window with its history: ``past``, its records, earliest first, and the figures ``opened`` one by one."""
    state = state_of(window, today)
    return WindowView(
        code=window.period.code,
        period=write_period(window.period),
        state=STATES[state],
        days=_days(window),
        grace=_grace(window) if state in {OPEN, FUTURE} else "",
        steps=_latest_first([*_steps(past), *_openings(opened)]),
        can_close=state == OPEN,
        can_remove=state == FUTURE,
        closed=state == CLOSED,
        fields=tuple(fields) if state != LOCKED else (),
        faulty=faulty,
    )


def fields_of(form: Form, prefix: str) -> tuple[Field, ...]:
    """The form's fields as plain values, each with an id of its own on the page."""
    return tuple(_field(one, f"{prefix}-{one.name}") for one in form)


def _field(bound: BoundField, place: str) -> Field:
    fault = " ".join(str(one) for one in bound.errors)
    return Field(bound.html_name, place, str(bound.label), bound.value() or "", fault, str(bound.help_text))


def by_window(past: Iterable[Any]) -> Mapping[int, list[Any]]:
    """History records gathered by their window, earliest first."""
    found: dict[int, list[Any]] = {}
    for record in past:
        found.setdefault(record.id, []).append(record)
    return found


def _steps(past: Sequence[Any]) -> list[Step]:
    if not past:
        return []
    done = [_step(past[0], _("Avattu: kirjaus %(days)s.") % {"days": _days(past[0])})]
    return done + [_step(now, _change(before, now)) for before, now in pairwise(past)]


def _change(before: Any, now: Any) -> str:
    if before.locked_at is None and now.locked_at is not None:
        return _("Lukittu.")
    if before.closed_at is None and now.closed_at is not None:
        return _("Suljettu.")
    ended = before.closes < now.history_date.astimezone(HELSINKI).date() and now.closes > before.closes
    if (before.closed_at is not None and now.closed_at is None) or ended:
        return _("Avattu uudelleen: kirjaus %(now)s.") % {"now": _days(now)}
    return _("Päiviä muutettu: kirjaus %(now)s.") % {"now": _days(now)}


def _days(record: Any) -> str:
    return _("%(opens)s–%(closes)s, määräpäivä %(due)s") % {
        "opens": write_day(record.opens),
        "closes": write_day(record.closes),
        "due": write_day(record.due),
    }


def _step(record: Any, done: str) -> Step:
    who = name_of(record.history_user) if record.history_user is not None else _("palvelu")
    return Step(record.history_date, done, f"{who} {write_moment(record.history_date)}")


def _latest_first(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Of steps of one moment the one done later is first too."""
    ordered = sorted(steps, key=lambda one: one.at)
    return tuple(reversed(ordered))


def _openings(opened: Iterable[Reopening]) -> Iterable[Step]:
    for one in opened:
        for told in told_of(one):
            yield Step(told.at, f"{told.done}: {figure_name(one)}. {told.more}".rstrip(), told.by)


def _grace(window: Window) -> str:
    """Between which days a figure still comes in, late; empty where the due day is the last."""
    grace = workdays_between(window.due, window.closes)
    if window.closes == window.due:
        return _("Ei armonaikaa: kirjaus päättyy määräpäivänä.")
    number = _("1 työpäivä") if grace == 1 else _("%(grace)s työpäivää") % {"grace": grace}
    return _("Armonaika %(number)s määräpäivän jälkeen: silloin tulleet luvut merkitään myöhässä tulleiksi.") % {
        "number": number
    }
