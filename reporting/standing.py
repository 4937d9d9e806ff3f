"""The Standing: one frozen value that says how a strategy stands at the end of a period, as known at a moment.

Plain Python. Pages, documents and the command line are all made from it. Content carries all three languages.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kemi_strategy.web.speaking import content
from measures.cases import final_day
from measures.figures import Figure, Measured, asked_year, figure_at, forecast_at
from measures.periods import Period
from measures.rollup import AcrossTime, AcrossUnits, Rolled
from measures.scoring import score
from measures.targets import Baseline, Direction, Kind, Target, Value
from measures.verdicts import Band, Context, Score, Verdict

SCHEMA = 1
WORK_KINDS = frozenset({"project", "action"})
UNCOVERED = frozenset({Verdict.MISSING, Verdict.UNCLEAR, Verdict.NOT_DUE})


class Audience(StrEnum):
    """Who reads: internal pages count submitted figures too, the public sees approved ones only."""

    INTERNAL = "internal"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Names:
    """A name in Finnish and, where given, in Swedish and English."""

    fi: str
    sv: str = ""
    en: str = ""

    def in_language(self, language: str) -> str:
        """The name in a language, in Finnish where it has not been given."""
        return {"sv": self.sv, "en": self.en}.get(language) or self.fi

    @property
    def told(self) -> str:
        """The name in the language now written; where only Finnish has been given, that, and in HTML marked so."""
        return content(self.fi, self.sv, self.en)


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """What is said of an indicator wherever it is shown."""

    code: str
    names: Names
    unit: str
    decimals: int
    direction: Direction
    value_type: str
    frequency: str
    across_units: AcrossUnits
    across_time: AcrossTime
    entity: str = "municipality"
    responsible_role: str = ""
    responsible_unit: str = ""
    source: str = ""
    responsible_code: str = ""


@dataclass(frozen=True, slots=True)
class Assessed:
    """An officer's own verdict beside the computed one, with its reason, the officer's name and the moment."""

    verdict: Verdict
    reason: str
    by: str = ""
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class RowFacts:
    """Everything a row is judged by. ``other`` is the compared indicator's record, with its name."""

    indicator: IndicatorFacts
    measured: Measured
    target: Target
    baseline: Baseline
    band: Band
    reading: str
    question: str = ""
    other: Measured | None = None
    other_names: Names | None = None
    assessed: Assessed | None = None
    starts: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RowStanding:
    """One row, judged: what was asked, what was found, the verdict and why, and what the figure is made of.

    ``past``: how the row stood at the end of each period of its series; empty where that was not asked for.
    """

    facts: RowFacts
    figure: Figure
    score: Score
    series: Sequence[tuple[Period, Rolled]] = ()
    other_value: Value | None = None
    past: "tuple[tuple[Period, RowStanding], ...]" = ()

    @property
    def code(self) -> str:
        """The row's code: its indicator's."""
        return self.facts.indicator.code

    @property
    def verdict(self) -> Verdict:
        """The computed verdict."""
        return self.score.verdict

    @property
    def proposed(self) -> bool:
        """Is the reading of the source only proposed?"""
        return self.facts.reading == "proposed"

    @property
    def pending(self) -> bool:
        """Does any part of the figure wait for approval?"""
        return self.figure.rolled is not None and self.figure.rolled.pending

    @property
    def latest_known(self) -> tuple[Period, Value] | None:
        """The latest period of the series that has a figure with nothing lacking, and that figure; None without one."""
        whole = ((period, rolled.value) for period, rolled in self.series if not rolled.lacking)
        return next(((period, value) for period, value in reversed(list(whole)) if value is not None), None)

    @property
    def coverage(self) -> str:
        """Complete reporting units of expected ones, e.g. «7/9»; empty when none is expected."""
        rolled = self.figure.rolled
        return rolled.coverage if rolled is not None and rolled.expected else ""


@dataclass(frozen=True, slots=True)
class Link:
    """A row below a node; ``proposed`` until a steward confirms it."""

    row: str
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the tree with its direct links; ``kind`` is a node kind, project or action."""

    code: str
    kind: str
    names: Names
    parent: str | None = None
    description: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeStanding:
    """A node with the distinct rows below it, the counts of their verdicts and the coverage."""

    branch: Branch
    rows: tuple[str, ...]
    proposed: tuple[str, ...]
    tally: Mapping[Verdict, int]

    @property
    def judgeable(self) -> int:
        """Rows that have something to reach: all but watched ones."""
        return sum(self.tally.values()) - self.tally[Verdict.WATCHED]

    @property
    def covered(self) -> int:
        """Rows that have a verdict on what is known: not watched, missing, unclear or not due."""
        return self.judgeable - sum(self.tally[verdict] for verdict in UNCOVERED)

    @property
    def coverage(self) -> str:
        """Covered rows of those not watched, e.g. «7/9»."""
        return f"{self.covered}/{self.judgeable}"

    @property
    def coloured(self) -> bool:
        """Half of the rows are covered; with less the node gets no colour."""
        return self.judgeable > 0 and 2 * self.covered >= self.judgeable

    @property
    def met(self) -> int:
        """Rows that have met their targets."""
        return self.tally[Verdict.MET]

    @property
    def gap(self) -> bool:
        """Nothing measures this node."""
        return not self.rows


@dataclass(frozen=True, slots=True)
class Manner:
    """How a strategy has its tree told: its own words for the kinds of nodes (code, language, word), and whether a goal
    is said to be reached only when all its rows are (DESIGN §6)."""

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    all_rows_reach: bool = False


@dataclass(frozen=True, slots=True)
class StrategyFacts:
    """The strategy's own words. ``manner`` is of live pages: a frozen report does not keep it."""

    code: str
    names: Names
    mission: Names
    vision: Names
    kind: str
    state: str
    municipality: str
    municipality_names: Names
    example_data: bool = False
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    manner: Manner = field(default_factory=Manner, compare=False, metadata={"kept": False})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a strategy stands at the end of ``period``, as known at ``known_at``, for an audience.

    ``structure_at``: the moment whose targets and structure it has, never before the strategy's own first moment;
    None: as they are now.
    """

    strategy: StrategyFacts
    period: Period
    known_at: dt.datetime
    audience: Audience
    nodes: tuple[NodeStanding, ...]
    rows: tuple[RowStanding, ...]
    structure_at: dt.datetime | None = None
    _by_code: dict[str, RowStanding] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {row.code: row for row in self.rows})

    def row(self, code: str) -> RowStanding:
        """The row of a code. Raises KeyError when the strategy has none."""
        return self._by_code[code]

    def of_kind(self, *kinds: str) -> tuple[NodeStanding, ...]:
        """The nodes of these kinds, in the strategy's own order."""
        return tuple(node for node in self.nodes if node.branch.kind in kinds)

    @property
    def tally(self) -> dict[Verdict, int]:
        """Counts of verdicts over all rows."""
        return tallied(self.rows)


def judge(
    facts: RowFacts, at: dt.date, audience: Audience, series: Sequence[tuple[Period, Rolled]] = ()
) -> RowStanding:
    """The row's figure at the end of the day ``at``, judged by ``score``."""
    figure = figure_at(facts.measured, at, sum_year=asked_year(facts.target, at))
    other = _other_at(facts, figure, at)
    final = final_day(facts.target, at, adds_up=figure.adds_up)
    latest_due = facts.measured.rhythm.latest_due(facts.measured.first_day, final) if final else None
    context = Context(
        direction=facts.indicator.direction,
        adds_up=figure.adds_up,
        value_until=figure.period.ends if figure.period else None,
        months=figure.months,
        other=other.value if other and not other.parts_lacking else None,
        other_forecast=other.forecast if other else None,
        due_now=figure.due,
        latest_due=latest_due.ends if latest_due and not figure.adds_up else None,
        parts_lacking=figure.parts_lacking,
        unconfirmed=audience is Audience.PUBLIC and facts.reading == "proposed",
        starts=facts.starts,
        band=facts.band,
    )
    scored = score(facts.target, facts.baseline, figure.value, figure.forecast, at, context)
    return RowStanding(facts, figure, scored, series, context.other)


def _other_at(facts: RowFacts, figure: Figure, at: dt.date) -> Figure | None:
    """The compared indicator's figure of the very same period, else None; of sums, of the same months."""
    if facts.target.kind is not Kind.COMPARE or facts.other is None or figure.period is None:
        return None
    other = figure_at(facts.other, figure.period.ends)
    if other.period is None:
        return None
    if other.adds_up or figure.adds_up:
        same = (other.period.ends, other.months) == (figure.period.ends, figure.months)
    else:
        same = other.period == figure.period
    return replace(other, forecast=forecast_at(facts.other, at)) if same else None


def tallied(rows: Iterable[RowStanding]) -> dict[Verdict, int]:
    """Counts of every verdict, zero where there is none, in the order of the verdicts."""
    counts = dict.fromkeys(Verdict, 0)
    for row in rows:
        counts[row.verdict] += 1
    return counts


def stand_nodes(
    branches: Sequence[Branch], rows: Sequence[RowStanding], audience: Audience
) -> tuple[NodeStanding, ...]:
    """Each node with the distinct rows below it: a row on several branches counts once (DESIGN §6).

    Proposed links are counted and marked inside; the public does not see them.
    """
    order = {row.code: (place, row) for place, row in enumerate(rows)}
    children: dict[str | None, list[Branch]] = {}
    for branch in branches:
        children.setdefault(branch.parent, []).append(branch)

    def below(branch: Branch) -> list[Link]:
        if branch.kind in WORK_KINDS:
            return list(branch.links)
        under = [link for child in children.get(branch.code, ()) for link in below(child)]
        return [*branch.links, *under]

    return tuple(_stand(branch, below(branch), order, audience) for branch in branches)


def _stand(
    branch: Branch, links: Sequence[Link], order: Mapping[str, tuple[int, RowStanding]], audience: Audience
) -> NodeStanding:
    sure = {link.row for link in links if not link.proposed}
    proposed = set() if audience is Audience.PUBLIC else {link.row for link in links if link.proposed} - sure
    codes = sorted(sure | proposed, key=lambda code: order[code][0])
    tally = tallied(order[code][1] for code in codes)
    return NodeStanding(branch, tuple(codes), tuple(code for code in codes if code in proposed), tally)
