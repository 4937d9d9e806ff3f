"""The entry page's plain values: what is asked of whom and by when, what has been entered, what was not accepted."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from kemi_strategy.web.dates import write_day
from measures.desk import EntryDesk
from measures.duties import Duty
from measures.entering import why_shut
from measures.models import Window
from measures.pages.entries import State, state_of
from measures.pages.entry_rows import Row, row_of
from measures.recording import Outcome
from measures.spans import write_period
from scorecard.models import Unit


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of the summary: which figure, what is wrong, and the field to go to."""

    name: str
    sentence: str
    field: str


@dataclass(frozen=True, slots=True)
class Group:
    """One unit's figures. ``count``: «7/12 kirjattu»."""

    code: str
    name: str
    count: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """What changes on the page when a figure is entered. ``ready``: drafts that the reader can send."""

    count: str
    ready: int
    groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """What the entry page shows. ``shut``: the rule that keeps figures from being entered; empty when they may be.

    ``takes``: is there a figure that may be entered, be it one opened again by itself? ``workbook``: where the entry
    workbook is downloaded and where it is sent.
    """

    period: str
    writer: str
    due: str
    shut: str
    takes: bool
    save: str
    send: str
    workbook: tuple[str, str]
    progress: Progress
    groups: tuple[Group, ...]
    faults: tuple[Fault, ...]
    saved: int
    others: tuple[tuple[str, str], ...]
    told: tuple[str, ...]


def entry_page(desk: EntryDesk, outcomes: Sequence[Outcome], told: Iterable[str] = ()) -> EntryPage:
    """The page of a desk; ``outcomes`` say of every duty how it stands, ``told`` what has just been done."""
    window, place = desk.window, desk.municipality
    shut = "" if window.is_open(desk.today) else why_shut(window, desk.today)
    groups = tuple(_group(unit, found, desk) for unit, found in _by_owner(outcomes))
    return EntryPage(
        period=write_period(window.period),
        writer=desk.by.get_username(),
        due=_due(window, desk.today),
        shut=shut,
        takes=not shut or any(duty.reopened for duty in desk.duties),
        save=_address("kirjaus-tallenna", place.code, window),
        send=_address("kirjaus-laheta", place.code, window),
        workbook=(
            _address("kirjaus-tyokirja-lataa", place.code, window),
            _address("kirjaus-tyokirja", place.code, window),
        ),
        progress=progress_of(desk, [outcome.duty for outcome in outcomes]),
        groups=groups,
        faults=tuple(fault for group in groups for row in group.rows for fault in _faults(row)),
        saved=sum(outcome.saved for outcome in outcomes),
        others=tuple((write_period(one.period), _address("kirjaus", place.code, one)) for one in desk.others),
        told=tuple(told),
    )


def progress_of(desk: EntryDesk, duties: Sequence[Duty]) -> Progress:
    """How far the reader's figures have got."""
    outcomes = [Outcome(duty) for duty in duties]
    groups = tuple((unit.code, _count([one.duty for one in found])) for unit, found in _by_owner(outcomes))
    return Progress(_count(duties), len(desk.ready(duties)), groups)


def part_row(desk: EntryDesk, outcome: Outcome) -> Row:
    """The row of one outcome, the same as on the whole page."""
    shut = outcome.duty.reopened is None and not desk.window.is_open(desk.today)
    address = _address("kirjaus-tallenna", desk.municipality.code, desk.window)
    return row_of(outcome, address, why_shut(desk.window, desk.today) if shut else "")


def _group(unit: Unit, outcomes: Sequence[Outcome], desk: EntryDesk) -> Group:
    rows = tuple(part_row(desk, outcome) for outcome in outcomes)
    return Group(unit.code, unit.name_fi, _count([outcome.duty for outcome in outcomes]), rows)


def _by_owner(outcomes: Iterable[Outcome]) -> list[tuple[Unit, list[Outcome]]]:
    """The duties of each unit, units in their own order."""
    groups: dict[Unit, list[Outcome]] = {}
    for outcome in outcomes:
        owner = outcome.duty.cell.owner
        if owner is not None:
            groups.setdefault(owner, []).append(outcome)
    return sorted(groups.items(), key=lambda group: (group[0].order, group[0].code))


def _count(duties: Sequence[Duty]) -> str:
    """How many have been entered; a returned figure is still to be done."""
    entered = [duty.latest for duty in duties if duty.latest is not None]
    done = sum(state_of(entry) is not State.RETURNED for entry in entered)
    return f"{done}/{len(duties)} kirjattu"


def _faults(row: Row) -> list[Fault]:
    found = [Fault(row.name, field.fault, field.id) for field in row.fields if field.fault]
    if row.conflict:
        found.append(Fault(row.name, "Joku muu kirjasi luvun tällä välin. Valitse, kumpi jää.", row.id))
    return found


def _due(window: Window, today: dt.date) -> str:
    """The due day and how long there is to it."""
    left = (window.due - today).days
    day = write_day(window.due)
    if left > 1:
        return f"Määräpäivä on {day}: aikaa {left} päivää."
    if left == 1:
        return f"Määräpäivä on huomenna {day}."
    if left == 0:
        return f"Määräpäivä on tänään {day}."
    return f"Määräpäivä oli {day}. Kirjaus sulkeutuu {write_day(window.closes)}."


def _address(page: str, code: str, window: Window) -> str:
    return f"{reverse(page, args=[code])}?kausi={window.period.code}"
