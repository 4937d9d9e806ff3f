"""The worked examples that show how a verdict is found: a question each, answered by ``score`` whenever they are read.

``worked_examples.csv`` holds only questions: no verdict, movement or share stands in it. A test holds the questions
against the cases that the scoring itself is tested with.
"""

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from kemi_strategy.web.languages import later
from measures.figures import Figure, Measured, Reporter, RuleVersion
from measures.periods import Frequency, Period, Rhythm
from measures.rollup import AcrossTime, AcrossUnits
from measures.scoring import score
from measures.targets import Baseline, Direction, Kind, Repeats, Target, Value
from measures.verdicts import Band, Context
from reporting.standing import IndicatorFacts, Names, RowFacts, RowStanding

_FILE = Path(__file__).with_name("worked_examples.csv")
_COMPARED = later("Poistot")
type Line = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A case of the design (by its name there), its titles here, the day asked, and the row judged for it."""

    case: str
    titles: Names
    at: dt.date
    row: RowStanding


@cache
def worked_examples() -> tuple[Example, ...]:
    """All examples in the design's order, judged."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(_example(line) for line in csv.DictReader(lines))


def _example(line: Line) -> Example:
    titles = Names(line["title"], line["title_sv"], line["title_en"])
    return Example(line["case"], titles, dt.date.fromisoformat(line["at"]), _judged(line))


def _judged(line: Line) -> RowStanding:
    at, target, context = dt.date.fromisoformat(line["at"]), _target(line), _context(line)
    baseline = Baseline(_number(line["baseline"]), _day(line["baseline_date"]), line["comparable"] != "false")
    value, forecast = _value(line), _number(line["forecast"])
    figure = Figure(
        value=value,
        period=_period(at, context) if value is not None else None,
        months=context.months,
        forecast=forecast,
        due=context.due_now,
        adds_up=context.adds_up,
    )
    facts = RowFacts(
        indicator=_indicator(line, context),
        measured=_NOTHING,
        target=target,
        baseline=baseline,
        band=Band(),
        reading="clear",
        other_names=Names(_COMPARED) if line["op"] else None,
    )
    return RowStanding(facts, figure, score(target, baseline, value, forecast, at, context), (), context.other)


_RULE = RuleVersion(AcrossUnits.MUNICIPALITY, AcrossTime.LAST)
_NOTHING = Measured(Rhythm(Frequency.QUARTER), [_RULE], [Reporter(None)], {})
"""Examples come without entries: their figure is given."""


def _target(line: Line) -> Target:
    return Target(
        Kind(line["kind"]),
        _number(line["goal"]),
        _number(line["upper"]),
        line["op"] or None,
        _COMPARED if line["op"] else None,
        due=_day(line["due"]),
        repeats=Repeats(line["repeats"] or "once"),
    )


def _context(line: Line) -> Context:
    at = dt.date.fromisoformat(line["at"])
    return Context(
        direction=Direction(line["direction"] or "none"),
        adds_up=line["adds_up"] == "true",
        months=int(line["months"] or at.month),
        other=_number(line["other"]),
        due_now=line["due_now"] != "false",
    )


def _indicator(line: Line, context: Context) -> IndicatorFacts:
    return IndicatorFacts(
        code="",
        names=Names(line["name"]),
        unit=line["unit"],
        decimals=int(line["decimals"]),
        direction=context.direction,
        value_type="yes_no" if line["kind"] == Kind.DONE else "number",
        frequency=Frequency.QUARTER.value,
        across_units=AcrossUnits.MUNICIPALITY,
        across_time=AcrossTime.SUM if context.adds_up else AcrossTime.LAST,
    )


def _period(at: dt.date, context: Context) -> Period:
    """The quarter that the figure is of: of a sum the last one in it."""
    last = context.months if context.adds_up else at.month
    return Period(at.year, 3, last // 3)


def _value(line: Line) -> Value | None:
    if line["kind"] == Kind.DONE and line["value"]:
        return line["value"] == "1"
    return _number(line["value"])


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
