"""The history of a figure as plain values: every entry with what it changed, who did what with it, and when."""

import copy
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_moment
from kemi_strategy.web.languages import later
from measures.given import Asked
from measures.labels import LATE_REASONS, SOURCES
from measures.models import Actual
from measures.models.codes import LateReason, Source
from measures.pages.entries import STATES, State, figure_words, forecast_words, name_of, state_of, terms_words
from measures.periods import Period
from measures.spans import write_period
from scorecard.models import User

HIDDEN = later("Luku näkyy vain yksikölle ja sen hyväksyjälle, kunnes se on lähetetty.")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. ``before`` is empty for the first one; ``steps`` tell who did what and when, in order."""

    before: str
    after: str
    terms: str
    state: str
    current: bool
    steps: tuple[str, ...]
    late: str
    note: str
    confirmation: str
    typed: str
    forecast: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """One cell: what stands now, what the public sees, and every entry, latest first."""

    name: str
    now: str
    waiting: bool
    public: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The ledgers of an indicator's period, one for each unit asked for.

    ``back``: the indicator's page; ``trace``: where the whole figure comes from; ``downloads``: words and addresses.
    """

    indicator: str
    unit: str
    period: str
    back: str
    trace: str
    downloads: tuple[tuple[str, str], ...]
    ledgers: tuple[Ledger, ...]


class Ways(NamedTuple):
    """Where the page leads: back, to the trace, and to the files of its entries."""

    back: str
    trace: str
    downloads: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CellEntries:
    """A cell's entries, earliest first. ``inside``: the reader is of its unit or approves its figures."""

    name: str
    entries: Sequence[Actual]
    inside: bool


def history_page(indicator: str, asked: Asked, period: Period, ways: Ways, cells: Sequence[CellEntries]) -> HistoryPage:
    """The page; drafts and returned figures are shown to their unit and its approvers only."""
    ledgers = tuple(_ledger(cell, asked) for cell in cells)
    return HistoryPage(indicator, asked.unit.replace("<", " – "), write_period(period), *ways, ledgers)


def _ledger(cell: CellEntries, asked: Asked) -> Ledger:
    seen = [one for one in cell.entries if cell.inside or _counts(one)]
    approved = [one for one in cell.entries if one.approved_at is not None and one.withdrawn_at is None]
    now = seen[-1] if seen and seen[-1].withdrawn_at is None else None
    # A draft that a sent figure has since replaced is history, and open like the rest of it.
    last = last_counted(cell.entries)
    lines = [
        _line(entry, cell.entries[:place], asked, seen=cell.inside or place <= last, current=entry is cell.entries[-1])
        for place, entry in enumerate(cell.entries)
    ]
    return Ledger(
        name=cell.name,
        now=f"{figure_words(now, asked)}, {STATES[state_of(now)]}" if now is not None else _("ei lukua"),
        waiting=now is not None and state_of(now) is State.WAITING,
        public=figure_words(approved[-1], asked) if approved else _("ei vielä lukua"),
        lines=tuple(reversed(lines)),
    )


def last_counted(entries: Sequence[Actual]) -> int:
    """The place of the last entry that has been sent or approved; −1 where there is none."""
    return max((place for place, one in enumerate(entries) if _counts(one)), default=-1)


def as_known(entries: Iterable[Actual], moment: dt.datetime) -> list[Actual]:
    """The entries as they were at a moment: later ones left out, and steps that were taken later not yet taken."""
    known = []
    for entry in entries:
        if entry.entered_at <= moment:
            then = copy.copy(entry)
            for step in ("submitted", "returned", "approved", "withdrawn"):
                if (taken := getattr(entry, f"{step}_at")) is not None and taken > moment:
                    setattr(then, f"{step}_at", None)
                    setattr(then, f"{step}_by_id", None)
                    then.return_reason = "" if step == "returned" else then.return_reason
            known.append(then)
    return known


def _counts(entry: Actual) -> bool:
    """Do the pages inside show the entry: has it been sent and not returned?"""
    return state_of(entry) in {State.WAITING, State.APPROVED}


def _line(entry: Actual, earlier: Sequence[Actual], asked: Asked, *, seen: bool, current: bool) -> Line:
    state = (
        STATES[state_of(entry)]
        if current or not _counts(entry)
        else _("%(state)s, korvattu") % {"state": STATES[state_of(entry)]}
    )
    if not seen:
        return Line(
            "", HIDDEN, "", state, current, (_done(_("Kirjattu"), entry.entered_by, entry.entered_at),), *[""] * 5
        )
    before = next((one for one in earlier if one.pk == entry.supersedes_id), None)
    return Line(
        before=figure_words(before, asked) if before is not None else "",
        after=figure_words(entry, asked),
        terms=terms_words(entry),
        state=state,
        current=current,
        steps=steps_of(entry),
        late=late_words(entry),
        note=entry.note,
        confirmation=entry.confirmation,
        typed=entry.text_entered,
        forecast=forecast_words(entry, asked),
    )


def steps_of(entry: Actual) -> tuple[str, ...]:
    """What was done with the entry, by whom and when, in order."""
    source = SOURCES[Source(entry.source)].capitalize()
    steps = [_done(source, entry.entered_by, entry.entered_at)]
    if entry.submitted_at is not None:
        steps.append(_done(_("Lähetetty hyväksyttäväksi"), entry.submitted_by, entry.submitted_at))
    if entry.returned_at is not None:
        steps.append(f"{_done(_('Palautettu'), entry.returned_by, entry.returned_at)}. Syy: {entry.return_reason}")
    if entry.approved_at is not None:
        steps.append(_done(_("Hyväksytty"), entry.approved_by, entry.approved_at))
    if entry.withdrawn_at is not None:
        steps.append(_done(_("Peruttu tuonnin mukana"), entry.withdrawn_by, entry.withdrawn_at))
    return tuple(steps)


def late_words(entry: Actual) -> str:
    """Why an approved figure was changed; empty where it was not."""
    if not entry.late_reason:
        return ""
    reason = LATE_REASONS[LateReason(entry.late_reason)]
    return f"{reason}: {entry.late_reason_text}" if entry.late_reason_text else reason


def _done(what: str, person: User | None, moment: dt.datetime) -> str:
    who = name_of(person) if person is not None else _("palvelu")
    return f"{what}: {who}, {write_moment(moment)}"
