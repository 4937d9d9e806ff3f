"""What the rows of a workbook say, before anything is compared with the database."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from measures.loading.cells import Ref, Row
from measures.loading.stamps import Stamp
from measures.models.codes import ValueType
from measures.periods import Frequency, Period, Rhythm
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Direction, Target
from measures.verdicts import Verdict
from scorecard.models.codes import UnitKind

type Days = tuple[dt.date | None, dt.date | None]
"""First and last day, None where there is none."""

_YEARLY = Rhythm(Frequency.YEAR)


@dataclass(slots=True)
class StrategyRecord:
    """The key–value sheet: the municipality and the strategy. ``rows``: the row each key stands on."""

    municipality: str = ""
    number: str = ""
    published: bool | None = None
    code: str = ""
    part_of: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)


@dataclass(slots=True)
class DecisionRecord:
    """One decision; body, date and section together are its key."""

    row: Row
    key: tuple[str, dt.date, str]
    values: dict[str, Any]


@dataclass(slots=True)
class OccasionRecord:
    """One line of the reporting calendar, known by its place in the sheet."""

    row: Row
    order: int
    values: dict[str, Any]


@dataclass(slots=True)
class UnitRecord:
    """One unit; ``parent`` is None when the sheet does not speak of it."""

    row: Row
    code: str
    parent: str | None
    values: dict[str, Any]

    @property
    def kind(self) -> UnitKind | None:
        """What the unit is."""
        return self.values.get("kind")


@dataclass(slots=True)
class NodeRecord:
    """One goal, theme, benefit or value; ``served`` are codes of the strategy that the programme belongs to."""

    row: Row
    code: str
    parent: str | None
    values: dict[str, Any]
    served: list[Ref] | None = None


@dataclass(slots=True)
class ProjectRecord:
    """One project; None where the sheet does not speak of it."""

    row: Row
    code: str
    values: dict[str, Any]
    sector: str | None = None
    links: list[Ref] | None = None
    municipalities: list[str] | None = None


@dataclass(slots=True)
class MilestoneRecord:
    """One milestone, known by its place among its project's."""

    row: Row
    project: str
    order: int
    values: dict[str, Any]


@dataclass(slots=True)
class ActionRecord:
    """One action; None where the sheet does not speak of it."""

    row: Row
    code: str
    values: dict[str, Any]
    unit: str | None = None
    links: list[Ref] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What must be known of an indicator to read its figures. ``near``: numbers it is known to have."""

    unit: str = ""
    decimals: int = 0
    value_type: ValueType = ValueType.NUMBER
    direction: Direction = Direction.NONE
    rhythm: Rhythm = _YEARLY
    across_units: AcrossUnits = AcrossUnits.MUNICIPALITY
    across_time: AcrossTime = AcrossTime.LAST
    near: tuple[Decimal, ...] = ()

    @property
    def says_yes_or_no(self) -> bool:
        """Are its figures kyllä or ei? So they are too where the share of units done is counted."""
        return self.value_type is ValueType.YES_NO or self.across_units is AcrossUnits.SHARE_DONE

    @property
    def scale(self) -> tuple[str, ...]:
        """The words of a level, worst first; empty for other types."""
        return tuple(word.strip() for word in self.unit.split("<")) if self.value_type is ValueType.LEVEL else ()

    @property
    def is_percent(self) -> bool:
        """Is the measure unit a percent? Then percent cells are read × 100 and a ratio is shown × 100."""
        return self.unit.strip().startswith("%")


@dataclass(slots=True)
class IndicatorRecord:
    """One indicator and its place in the strategy: its own fields, its rule, its row's fields and its target.

    None where the sheet does not speak of a thing; ``rule_said``: it speaks of the roll-up. ``reporting_days``: of
    units that do not report as long as they exist.
    """

    row: Row
    code: str
    values: dict[str, Any]
    row_values: dict[str, Any]
    facts: Facts
    target: Target | None
    rule_said: bool
    unit: str | None = None
    weight: str = ""
    reporting: list[str] | None = None
    links: list[Ref] | None = None
    reporting_days: dict[str, Days] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """What one entry says, comparable with what the ledger already holds."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    word: str = ""
    why_empty: str = ""
    forecast: Decimal | None = None
    note: str = ""


@dataclass(slots=True)
class ActualRecord:
    """One figure of an indicator, unit and period; ``figure`` is None in a row that has only an assessment."""

    row: Row
    indicator: str
    unit: str
    period: Period
    figure: Figure | None
    text: str = ""
    late_reason: str = ""
    late_reason_text: str = ""
    assessment: Verdict | None = None
    assessment_reason: str = ""
    stamp: Stamp | None = None


@dataclass(slots=True)
class Plan:
    """Everything a workbook says, checked cell by cell."""

    strategy: StrategyRecord
    decisions: list[DecisionRecord] = field(default_factory=list)
    calendar: list[OccasionRecord] = field(default_factory=list)
    units: list[UnitRecord] = field(default_factory=list)
    nodes: list[NodeRecord] = field(default_factory=list)
    projects: list[ProjectRecord] = field(default_factory=list)
    milestones: list[MilestoneRecord] = field(default_factory=list)
    actions: list[ActionRecord] = field(default_factory=list)
    indicators: list[IndicatorRecord] = field(default_factory=list)
    actuals: list[ActualRecord] = field(default_factory=list)
