"""The series as a table, and the units' parts of the current figure with the lacking ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from measures.labels import WHY_EMPTY
from measures.models.codes import Entity, WhyEmpty
from measures.periods import Period
from measures.quantities import write_number
from measures.rollup import AcrossUnits, Part, Rolled
from measures.spans import write_period
from measures.targets import Kind
from measures.verdicts import Verdict
from reporting.pages.counts import Badge, badge
from reporting.pages.places import Places
from reporting.sentences import goal_phrase, value_text
from reporting.standing import RowStanding

_BY_FIGURE = {Verdict.MET, Verdict.NEAR_MISS, Verdict.MISSED, Verdict.ON_TRACK, Verdict.BEHIND}
"""Verdicts that say how a figure stands; the others say why none does."""


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One period of the series, with the target valid then and the verdict at its end.

    ``so_far``: of what adds up, the sum from 1 January. ``history`` and ``trace``: its entries and its reckoning,
    empty for the public.
    """

    period: str
    value: str
    so_far: str
    target: str
    badge: Badge | None
    judged_by: str
    coverage: str
    state: str
    pending: bool
    history: str
    trace: str


@dataclass(frozen=True, slots=True)
class Series:
    """All periods, latest first. ``covered``: several units report, so that coverage tells something.

    ``adds_up``: the figures make a sum within the year. ``proposed``: the reading of the target is only proposed.
    """

    lines: tuple[SeriesLine, ...]
    covered: bool
    adds_up: bool
    proposed: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit's figure of one period; ``terms`` of a ratio, ``note`` what to bear in mind, ``history`` where from."""

    value: str
    terms: str
    note: str
    lacking: bool
    history: str = ""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit with its figures."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PartsTable:
    """The units by the periods that the current figure is made of, and what they make together in each."""

    periods: tuple[str, ...]
    lines: tuple[UnitLine, ...]
    whole: UnitLine
    coverage: str
    lacking: int


def series_table(row: RowStanding, places: Places) -> Series:
    """The series, latest first."""
    past = dict(row.past)
    lines = tuple(
        _series_line(row, period, rolled, past.get(period), places) for period, rolled in reversed(row.series)
    )
    parted = row.figure.adds_up and any(period.months < 12 for period, _ in row.series)
    return Series(lines, any(line.coverage for line in lines), parted, row.proposed)


def _series_line(
    row: RowStanding, period: Period, rolled: Rolled, past: RowStanding | None, places: Places
) -> SeriesLine:
    coverage = rolled.coverage if rolled.expected > 1 else ""
    history = places.history(row.code, period)
    value = value_text(rolled.value, row)
    trace = places.trace(row.code, period) if rolled.value is not None else ""
    return SeriesLine(
        write_period(period),
        value,
        value_text(past.figure.value, row) if past is not None else "",
        target_then(row, past),
        badge(past.verdict) if past is not None and not before_target(row, past) else None,
        _judged_by(period, rolled, past),
        coverage,
        figure_state(rolled),
        rolled.pending,
        history,
        trace,
    )


def _judged_by(period: Period, rolled: Rolled, past: RowStanding | None) -> str:
    """By which earlier figure a period without one of its own is judged: the latest known, while it is not too old."""
    if past is None or rolled.value is not None or past.figure.adds_up or past.figure.value is None:
        return ""
    since = past.figure.period
    if since is None or since == period or past.verdict not in _BY_FIGURE:
        return ""
    words = {"value": value_text(past.figure.value, past), "period": write_period(since)}
    return _("luvun %(value)s (%(period)s) mukaan") % words


def before_target(row: RowStanding, past: RowStanding) -> bool:
    """Was there no target yet at the end of the period, though there is one now? Then there was nothing to judge by."""
    return past.facts.target.kind is Kind.UNDECIDED and row.facts.target.kind is not Kind.UNDECIDED


def target_then(row: RowStanding, past: RowStanding | None) -> str:
    """The target valid at the end of the period, in short words."""
    if past is not None and before_target(row, past):
        return _("tavoitetta ei vielä ollut")
    if past is None or past.facts.target.kind in {Kind.WATCHED, Kind.UNDECIDED}:
        return "–"
    return goal_phrase(past, unit=False, when=False)


def figure_state(rolled: Rolled) -> str:
    """Whether the figure waits, is short of parts, is approved, or why there is none."""
    if rolled.pending:
        return _("odottaa hyväksyntää")
    if not rolled.present:
        return why_words(rolled.parts)
    return _("vajaa") if rolled.lacking else _("hyväksytty")


def why_words(parts: tuple[Part, ...]) -> str:
    """Why there is no figure: the reason given, the same of all parts, else that it is missing."""
    reasons = {part.why_empty for part in parts if part.why_empty}
    return WHY_EMPTY[WhyEmpty(reasons.pop())] if len(reasons) == 1 else _("puuttuu")


def parts_table(row: RowStanding, units: Mapping[str, str], places: Places) -> PartsTable | None:
    """The units' parts; None when the municipality itself gives the figure."""
    rolled = row.figure.rolled
    if rolled is None or row.facts.indicator.across_units is AcrossUnits.MUNICIPALITY or not rolled.parts:
        return None
    periods = sorted({part.period for part in rolled.parts}, key=lambda period: period.ends, reverse=True)
    by_cell = {(part.unit, part.period): part for part in rolled.parts}
    lines = [
        UnitLine(units.get(unit, unit), tuple(_cell(row, by_cell.get((unit, period)), places) for period in periods))
        for unit in dict.fromkeys(part.unit for part in rolled.parts if part.unit is not None)
    ]
    columns = tuple(write_period(period) for period in periods)
    lacking = len({part.unit for part in rolled.lacking})
    return PartsTable(
        columns, tuple(lines), _whole(row, periods), _("%(coverage)s yksikköä") % {"coverage": rolled.coverage}, lacking
    )


def _whole(row: RowStanding, periods: Sequence[Period]) -> UnitLine:
    """What the units make together in each period, to compare them with."""
    name = _("Koko konserni") if row.facts.indicator.entity == Entity.GROUP else _("Koko kunta")
    known = dict(row.series)
    cells = [value_text(known[period].value if period in known else None, row) for period in periods]
    return UnitLine(name, tuple(Cell(text, "", "", lacking=False) for text in cells))


def _cell(row: RowStanding, part: Part | None, places: Places) -> Cell:
    if part is None:
        return Cell("–", "", _("ei raportoi"), lacking=False)
    if part.value is None:
        return Cell("–", "", why_words((part,)) if part.due or part.why_empty else "", lacking=part.due)
    note = _("odottaa hyväksyntää") if part.pending else ""
    terms = ""
    if part.denominator is not None:
        terms = f"{write_number(part.numerator)} / {write_number(part.denominator)}"
    history = places.history(row.code, part.period, part.unit)
    return Cell(value_text(part.value, row), terms, note, lacking=False, history=history)
