"""What a report says, as plain values: figures and verdicts, the words written beside them, where all came from.

Roles are told as words in each language («toimialajohtaja, Sivistystoimiala»); a person's name is nowhere.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from measures.periods import Period
from measures.targets import Value
from measures.verdicts import Verdict
from reporting.snapshot.facts import (
    ActionFacts,
    ActualFacts,
    ChangeFacts,
    DecisionFacts,
    MissingFigure,
    ProjectFacts,
    RowDetails,
    SectorFacts,
    UnitFacts,
)
from reporting.standing import Names, RowStanding, Standing

SCHEMA = 1
"""Of the snapshot as text. Raised when a class that is kept changes."""


class ReportKind(StrEnum):
    """Which report it is."""

    HALF_YEAR = "half_year"
    FINANCIAL_STATEMENTS = "financial_statements"
    PROJECT = "project"
    SECTOR = "sector"


class ReportState(StrEnum):
    """A draft can change; a frozen one never does. Whether it was published or superseded its files do not know."""

    DRAFT = "draft"
    FROZEN = "frozen"


class AboutKind(StrEnum):
    """What a text is written about."""

    WHOLE = "whole"
    PROPOSAL = "proposal"
    GOAL = "goal"
    ROW = "row"
    PROJECT = "project"
    SECTOR = "sector"


class CardState(StrEnum):
    """Where a deviation is: being mended, accepted by a body until a day, or over."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where the report is dealt with; empty fields are not known yet. ``section`` is the number after §."""

    body: str = ""
    date: dt.date | None = None
    section: str = ""
    diary_number: str = ""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Which report this is and what has become of it.

    ``cut_off``: the moment up to which figures and texts are known. ``scope``: the unit code of a sector's pack, else
    empty. ``version``: 1, and one more for each correction; ``supersedes``: the code of the report corrected.
    ``release``: of the software that made the snapshot.
    """

    code: str
    kind: ReportKind
    title: Names
    period: Period
    cut_off: dt.datetime
    state: ReportState = ReportState.DRAFT
    frozen_at: dt.datetime | None = None
    frozen_role: Names = field(default_factory=lambda: Names(""))
    version: int = 1
    supersedes: str = ""
    correction_reason: str = ""
    meeting: Meeting = field(default_factory=Meeting)
    scope: str = ""
    release: str = ""
    acknowledged: str = ""

    @property
    def made_at(self) -> dt.datetime:
        """The report's own moment: when it was frozen, of a draft when it was made."""
        return self.frozen_at or self.cut_off


@dataclass(frozen=True, slots=True)
class About:
    """What a text is about; ``code`` is empty of the whole report and of the proposal."""

    kind: AboutKind
    code: str = ""


@dataclass(frozen=True, slots=True)
class Narrative:
    """What is written of one thing, and what the previous report said of it."""

    about: About
    text: Names
    role: Names
    written_at: dt.datetime | None = None
    previous: Names = field(default_factory=lambda: Names(""))


@dataclass(frozen=True, slots=True)
class DeviationCard:
    """Why a row is behind and what is done. ``carried_from``: the earlier report it was first shown in, else empty.

    ``body``, ``decided_on``, ``section`` and ``expires`` belong to an accepted deviation; ``closing`` to a closed one.
    """

    row: str
    cause: Names
    done: Names
    responsible: Names
    date: dt.date | None
    state: CardState = CardState.OPEN
    carried_from: str = ""
    body: str = ""
    decided_on: dt.date | None = None
    section: str = ""
    expires: dt.date | None = None
    closing: Names = field(default_factory=lambda: Names(""))
    role: Names = field(default_factory=lambda: Names(""))
    written_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class AssessmentFacts:
    """An officer's own verdict of a row beside the computed one, with its reason."""

    row: str
    verdict: Verdict
    reason: Names
    role: Names
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class PreviousRow:
    """How a row stood in the previous report, as that report said."""

    row: str
    verdict: Verdict
    assessed: Verdict | None = None
    value: Value | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class PreviousReport:
    """The report before this one: what has changed since is told against it. ``texts``: all that was written in it."""

    code: str
    title: Names
    period: Period
    frozen_at: dt.datetime
    rows: tuple[PreviousRow, ...] = ()
    texts: tuple[tuple[About, Names], ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a report prints."""

    report: ReportFacts
    standing: Standing
    decisions: tuple[DecisionFacts, ...] = ()
    units: tuple[UnitFacts, ...] = ()
    details: tuple[RowDetails, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    cards: tuple[DeviationCard, ...] = ()
    assessments: tuple[AssessmentFacts, ...] = ()
    previous: PreviousReport | None = None
    sectors: tuple[SectorFacts, ...] = ()
    projects: tuple[ProjectFacts, ...] = ()
    actions: tuple[ActionFacts, ...] = ()
    actuals: tuple[ActualFacts, ...] = ()
    changes: tuple[ChangeFacts, ...] = ()
    missing: tuple[MissingFigure, ...] = ()
    schema: int = SCHEMA
    _found: dict[tuple[str, ...], Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[tuple[str, ...], Any] = {("unit", one.code): one.names for one in self.units}
        found |= {("detail", one.row): one for one in self.details}
        found |= {("assessment", one.row): one for one in self.assessments}
        found |= {(one.about.kind, one.about.code): one for one in self.narratives}
        object.__setattr__(self, "_found", found)

    def unit(self, code: str | None) -> Names:
        """A unit's names; the municipality's own where there is no unit, the code where it is not known."""
        if not code:
            return self.standing.strategy.municipality_names
        names: Names = self._found.get(("unit", code), Names(code))
        return names

    def narrative(self, kind: AboutKind, code: str = "") -> Narrative | None:
        """What is written of a thing; None when nothing is."""
        found: Narrative | None = self._found.get((kind, code))
        return found

    def detail(self, row: str) -> RowDetails:
        """What else is known of a row."""
        found: RowDetails = self._found.get(("detail", row), RowDetails(row))
        return found

    def assessment(self, row: str) -> AssessmentFacts | None:
        """The officer's own verdict of a row; None when none has been given."""
        found: AssessmentFacts | None = self._found.get(("assessment", row))
        return found

    def cards_of(self, row: str) -> tuple[DeviationCard, ...]:
        """The deviation cards of a row."""
        return tuple(one for one in self.cards if one.row == row)

    def changed_rows(self) -> Iterator[tuple[RowStanding, PreviousRow]]:
        """The rows whose verdict is not what the previous report said, in the report's order."""
        before = {one.row: one for one in self.previous.rows} if self.previous is not None else {}
        for row in self.standing.rows:
            then = before.get(row.code)
            if then is not None and then.verdict is not row.verdict:
                yield row, then
