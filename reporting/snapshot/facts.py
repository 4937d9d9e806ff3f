"""What a report knows beside its figures: decisions, units, projects and actions, entries as given, the change log.

Roles are told as words in each language («toimialajohtaja, Sivistystoimiala»); a person's name is nowhere.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from measures.periods import Period
from measures.targets import Value
from reporting.standing import Names


class WhyMissing(StrEnum):
    """Why an approved figure is lacking: nobody has given it, or it waits for its approval."""

    NOT_GIVEN = "not_given"
    NOT_APPROVED = "not_approved"


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision that the strategy, or a row's target, stands on; its text in its own words."""

    body: str
    date: dt.date
    section: str = ""
    diary_number: str = ""
    text: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit of the municipality: its kind (sector, result_area, result_unit, group_company), parent and board."""

    code: str
    names: Names
    kind: str
    parent: str = ""
    board: str = ""


@dataclass(frozen=True, slots=True)
class RowDetails:
    """Of a row what its Standing does not say: whose it is, and the decision its own target was made by.

    ``sectors``: unit codes of the sectors that answer for it or report it; ``responsible``: role and unit in words.
    """

    row: str
    sectors: tuple[str, ...] = ()
    responsible: Names = field(default_factory=lambda: Names(""))
    decision: DecisionFacts | None = None


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """A milestone: its day where one was decided, its state of work, the day it was reached."""

    name: Names
    date: dt.date | None = None
    state: str = ""
    done_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What was said of a project at one review."""

    text: Names
    state: str
    period: Period
    written_at: dt.datetime | None = None
    role: Names = field(default_factory=lambda: Names(""))


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """A project. ``state``: planned, running, done, suspended. ``note``: of the report's own period."""

    code: str
    names: Names
    sector: str = ""
    nodes: tuple[str, ...] = ()
    responsible: str = ""
    starts: dt.date | None = None
    ends: dt.date | None = None
    state: str = "planned"
    serves_oulu2026: bool = False
    milestones: tuple[MilestoneFacts, ...] = ()
    note: NoteFacts | None = None
    previous_note: NoteFacts | None = None


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """An action of a unit; ``state`` is empty where nobody has said it."""

    code: str
    names: Names
    unit: str = ""
    nodes: tuple[str, ...] = ()
    responsible: str = ""
    schedule: str = ""
    sdg: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class SectorFacts:
    """A sector in the report: its rows and projects, and who checked its part and when (None: not checked)."""

    unit: str
    rows: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    checked_at: dt.datetime | None = None
    checked_role: Names = field(default_factory=lambda: Names(""))


@dataclass(frozen=True, slots=True)
class ActualFacts:
    """One figure as it was given: of which indicator, unit ("" : the municipality) and period, from where and when.

    ``state``: approved, or submitted in a draft. ``source``: web, workbook, statistics, api. ``why_empty``: the coded
    reason where there is no figure.
    """

    indicator: str
    unit: str
    period: Period
    value: Value | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    forecast: Decimal | None = None
    why_empty: str = ""
    note: str = ""
    source: str = ""
    state: str = "approved"
    entered_at: dt.datetime | None = None
    entered_role: Names = field(default_factory=lambda: Names(""))
    approved_at: dt.datetime | None = None
    approved_role: Names = field(default_factory=lambda: Names(""))


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One field of a change: what it was and what it became."""

    name: Names
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A line of the change log: what was changed since the previous report (of the first one: in its period).

    ``kind``: of which kind of thing; ``happened``: added, changed, removed; of a figure changed after its approval
    ``reason`` tells why.
    """

    at: dt.datetime
    role: Names
    kind: Names
    title: str
    happened: str = "changed"
    fields: tuple[ChangedField, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MissingFigure:
    """An approved figure that is lacking: of which indicator, unit ("" : the municipality) and period, and whose."""

    indicator: str
    unit: str
    period: Period
    why: WhyMissing
    whose: Names
