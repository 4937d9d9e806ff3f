"""The lines across a chart: the target and the baseline, or for what adds up the pace of one period."""

from decimal import Decimal
from fractions import Fraction

from measures.quantities import write_number
from measures.rollup import exact
from measures.targets import Kind
from reporting.charts import Level
from reporting.picturing.words import said
from reporting.precision import decimals_beside
from reporting.sentences import goal_phrase, value_text
from reporting.standing import RowStanding


def levels(row: RowStanding) -> tuple[Level, ...]:
    """The lines that can be compared with the series as it is drawn."""
    if row.figure.adds_up:
        return _pace(row)
    return (*_targets(row), *_baseline(row))


def goal_label(words: str) -> str:
    """What a line says that stands for the target."""
    return said("goal", goal=words)


def _targets(row: RowStanding) -> tuple[Level, ...]:
    target, label = row.facts.target, goal_label(goal_phrase(row, unit=False, when=False))
    if target.kind is Kind.LEVEL and target.level in target.scale:
        return (Level("target", Decimal(target.scale.index(target.level)), label),)
    if target.kind is Kind.BETWEEN and target.value is not None and target.upper is not None:
        lower = value_text(target.value, row)
        return (
            Level("target", target.upper, label),
            Level("target", target.value, said("lower", value=lower)),
        )
    goal = target.goal(row.facts.baseline)
    return (Level("target", exact(goal), label),) if goal is not None else ()


def _baseline(row: RowStanding) -> tuple[Level, ...]:
    start = row.facts.baseline.number
    return (Level("baseline", start, said("baseline", value=value_text(start, row))),) if start is not None else ()


def _pace(row: RowStanding) -> tuple[Level, ...]:
    """The year's goal shared evenly over the periods drawn; of a whole year's figure the goal itself."""
    goal = row.facts.target.goal(row.facts.baseline)
    lengths = {period.months for period, _ in row.series}
    if goal is None or len(lengths) != 1:
        return ()
    months = lengths.pop()
    if months == 12:
        return (*_targets(row), *_baseline(row))
    part = exact(goal * Fraction(months, 12))
    words = write_number(part, decimals=decimals_beside(part, row))
    return (Level("target", part, said("even", value=words)),)
