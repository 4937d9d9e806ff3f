"""Which charts an indicator's page shows: the right kind for the kind of figure, each with a sentence as its title."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from measures.periods import Period
from measures.spans import write_period
from measures.targets import Kind
from reporting.charts import (
    NARROW,
    WIDE,
    Added,
    Level,
    Point,
    UnitSeries,
    UnitsPicture,
    YearPicture,
    chart,
    unit_charts,
    year_chart,
)
from reporting.picturing import described, forecast_ahead, goal_label, paces, picture, year_of
from reporting.sentences import goal_phrase, headline, value_text
from reporting.standing import RowStanding


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
    told = described(
        row, _("Kertymä vuoden alusta: %(months)s.") % {"months": months}, lines, (), forecast.label if forecast else ""
    )
    if ways:
        told = _("%(told)s Pisteviiva on tasainen tahti tammikuun alusta tavoitteeseen.") % {"told": told}
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
