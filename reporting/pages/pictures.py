"""Which charts an indicator's page shows: the right kind for the kind of figure, each with a sentence as its title."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import spoken
from measures.periods import Period
from measures.spans import write_period
from measures.targets import Kind, Value
from reporting.charts import (
    NARROW,
    WIDE,
    Added,
    Level,
    Picture,
    Point,
    Spot,
    UnitSeries,
    UnitsPicture,
    Way,
    YearPicture,
    chart,
    unit_charts,
    year_chart,
)
from reporting.pages.levels import goal_label, levels
from reporting.pages.rows import points
from reporting.pages.ways import forecast_ahead, paces, straight_way, year_of
from reporting.sentences import goal_phrase, headline, trend_sentence, value_text
from reporting.standing import RowStanding
from reporting.wordings import WORDINGS


@dataclass(frozen=True, slots=True)
class Painted:
    """A chart painted for a desk and for a phone. ``name`` heads it where there are several; ``told``: in words."""

    name: str
    wide: str
    narrow: str
    told: str


def painted(row: RowStanding, at: dt.date) -> tuple[Painted, ...]:
    """The charts of an indicator, the most telling one first; none without figures."""
    found = []
    year = year_picture(row, at)
    if year is not None:
        name = _("Kertymä vuonna %(year)s") % {"year": year.year}
        found.append(Painted(name, year_chart(year, WIDE), year_chart(year, NARROW), year.description))
    whole = picture(row, at)
    name = _("Luvut kausittain") if found else ""
    found.append(Painted(name, chart(whole, WIDE), chart(whole, NARROW), whole.description))
    return tuple(one for one in found if one.wide)


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
        description=_told(row, trend_sentence(row), lines, ways, forecast.label if forecast else ""),
        points=series,
        levels=lines,
        bars=adds_up,
        band=(target.value or Decimal(0), target.upper or Decimal(0)) if in_band else None,
        ways=ways,
        forecast=forecast,
        began=Spot(ways[0].start.day, ways[0].start.value) if dated and ways[0].start.day == start.date else None,
    )


def _told(row: RowStanding, trend: str, lines: Sequence[Level], ways: Sequence[Way], forecast: str = "") -> str:
    """What the chart draws, in words: the series, then each line."""
    told = [line.label for line in lines]
    told += [f"{way.label} ({write_day(way.start.day)}–{write_day(way.end.day)})" for way in ways]
    told += [forecast] if forecast else []
    return _("%(trend)s Kuviossa myös: %(told)s.") % {"trend": trend, "told": ", ".join(told)} if told else trend


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
    said = WORDINGS[spoken()].words
    return said["no"], said["yes"]


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
    return Picture(row.code, headline(row), _told(row, trend, lines, ()), series, lines, words=words)


def year_picture(row: RowStanding, at: dt.date) -> YearPicture | None:
    """What adds up within the year asked, where it has more than one period; None for others."""
    if not row.figure.adds_up:
        return None
    year = year_of(row, at)
    parts = tuple(_added(row, period, past) for period, past in row.past if period.year == year and period.months < 12)
    known = [part for part in parts if part.so_far is not None]
    if not known:
        return None
    goal = row.facts.target.goal(row.facts.baseline)
    ways = paces(row, year) if goal is not None or row.facts.target.kind is Kind.BETWEEN else ()
    ends = dict.fromkeys(way.end.value for way in ways)
    words = goal_phrase(row, unit=False, when=False)
    lines = [Level("target", value, goal_label(words)) for value in ends][:1]
    lines += [Level("target", value, _("yläraja %(value)s") % {"value": value_text(value, row)}) for value in ends][1:]
    label = _("kertymä %(so_far)s") % {"so_far": value_text(known[-1].so_far, row)}
    forecast = forecast_ahead(row, at) if year == at.year else None
    months = ", ".join(f"{write_period(part.period)}: {value_text(part.so_far, row)}" for part in known)
    told = _told(
        row, _("Kertymä vuoden alusta: %(months)s.") % {"months": months}, lines, (), forecast.label if forecast else ""
    )
    if ways:
        told = _("%(told)s Katkoviiva on tasainen tahti tammikuun alusta tavoitteeseen.") % {"told": told}
    return YearPicture(row.code, headline(row), told, year, parts, label, lines, ways, forecast)


def _added(row: RowStanding, period: Period, past: RowStanding) -> Added:
    rolled = dict(row.series)[period]
    own = rolled.value if isinstance(rolled.value, Decimal) else None
    so_far = past.figure.value if past.figure.period == period and isinstance(past.figure.value, Decimal) else None
    return Added(period, own, so_far, past.pending)


def units_painted(row: RowStanding, names: Mapping[str, str]) -> Painted | None:
    """A small chart of each reporting unit on one common scale; None where fewer than two have figures."""
    codes = dict.fromkeys(part.unit for _, rolled in row.series for part in rolled.parts if part.unit is not None)
    units = [_unit(row, code, names.get(code, code)) for code in codes]
    if len(units) < 2:
        return None
    told = _("%(number)s yksikköä samalla asteikolla. %(units)s") % {
        "number": len(units),
        "units": "; ".join(f"{one.name}: {one.latest} {one.note}".strip() for one in units),
    }
    title = _("%(indicator)s yksiköittäin") % {"indicator": row.facts.indicator.names.told}
    found = UnitsPicture(row.code, title, f"{told}.", units, row.figure.adds_up)
    wide = unit_charts(found, WIDE)
    return Painted("", wide, unit_charts(found, NARROW), told) if wide else None


def _unit(row: RowStanding, code: str, name: str) -> UnitSeries:
    series = []
    latest = _("ei lukua")
    for period, rolled in row.series:
        part = next((part for part in rolled.parts if part.unit == code), None)
        value = part.value if part is not None and isinstance(part.value, Decimal) else None
        series.append(Point(period, value, part is not None and part.pending))
        if value is not None:
            latest = f"{value_text(value, row)} ({write_period(period)})"
    known = [point for point in series if point.value is not None]
    note = _("odottaa hyväksyntää") if known and known[-1].pending else ""
    return UnitSeries(name, series, latest, note)
