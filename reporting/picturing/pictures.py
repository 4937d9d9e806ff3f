"""The whole series of a row as a picture: a line, columns of what adds up, or a strip of words."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import spoken
from measures.targets import Kind, Value
from reporting.charts import Level, Picture, Point, Spot, Way
from reporting.picturing.levels import goal_label, levels
from reporting.picturing.ways import forecast_ahead, straight_way
from reporting.picturing.words import said
from reporting.sentences import goal_phrase, headline, trend_sentence
from reporting.standing import RowStanding
from reporting.wordings import WORDINGS


def picture(row: RowStanding, at: dt.date) -> Picture:
    """The whole series: a line, columns of what adds up, or a strip of words."""
    words = states(row)
    if words:
        return _strip(row, *words)
    series = points(row)
    lines, target, start = levels(row), row.facts.target, row.facts.baseline
    adds_up = row.figure.adds_up
    ways = straight_way(row, series[0].period.ends, series[-1].period.ends) if series else ()
    forecast = None if adds_up else forecast_ahead(row, at)
    in_band = target.kind is Kind.BETWEEN and not adds_up and target.value is not None and target.upper is not None
    dated = not adds_up and start.number is not None and start.date is not None and bool(ways)
    return Picture(
        code=row.code,
        title=headline(row),
        description=described(row, trend_sentence(row), lines, ways, forecast.label if forecast else ""),
        points=series,
        levels=lines,
        bars=adds_up,
        band=(target.value or Decimal(0), target.upper or Decimal(0)) if in_band else None,
        ways=ways,
        forecast=forecast,
        began=Spot(ways[0].start.day, ways[0].start.value) if dated and ways[0].start.day == start.date else None,
    )


def described(row: RowStanding, trend: str, lines: Sequence[Level], ways: Sequence[Way], forecast: str = "") -> str:
    """What the chart draws, in words: the series, then each line."""
    told = [line.label for line in lines]
    told += [f"{way.label} ({write_day(way.start.day)}–{write_day(way.end.day)})" for way in ways]
    told += [forecast] if forecast else []
    return said("also", trend=trend, told=", ".join(told)) if told else trend


def states(row: RowStanding) -> tuple[Sequence[Point], tuple[str, ...]] | None:
    """The series of yes and no, or of the steps of a scale, as places among their words; None for numbers."""
    scale = row.facts.target.scale or row.facts.measured.scale
    values = [(period, rolled) for period, rolled in row.series]
    if any(isinstance(rolled.value, bool) for _, rolled in values):
        scale = _yes_no()
    if not scale:
        return None
    return [Point(period, _place(rolled.value, scale), rolled.pending) for period, rolled in values], scale


def _yes_no() -> tuple[str, str]:
    words = WORDINGS[spoken()].words
    return words["no"], words["yes"]


def _place(value: Value | None, scale: tuple[str, ...]) -> Decimal | None:
    if isinstance(value, bool):
        return Decimal(int(value))
    return Decimal(scale.index(value)) if isinstance(value, str) and value in scale else None


def _strip(row: RowStanding, series: Sequence[Point], words: tuple[str, ...]) -> Picture:
    target = row.facts.target
    lines = levels(row)
    if target.kind is Kind.DONE and words == _yes_no():
        lines = (Level("target", Decimal(1), goal_label(goal_phrase(row, unit=False, when=False))),)
    trend = trend_sentence(row)
    return Picture(row.code, headline(row), described(row, trend, lines, ()), series, lines, words=words)


def points(row: RowStanding) -> list[Point]:
    """The row's series as points of a chart; yes and no have none, words stand for their place on the scale."""
    scale = row.facts.target.scale or row.facts.measured.scale
    found = []
    for period, rolled in row.series:
        value = rolled.value
        if isinstance(value, bool):
            return []
        if isinstance(value, str):
            value = Decimal(scale.index(value)) if value in scale else None
        found.append(Point(period, value, pending=rolled.pending))
    return found
