"""A chart to explore: the same figures as a plotly figure, with Finnish numbers; the page draws it only when asked."""

import json
from decimal import Decimal
from typing import Any

import plotly.io
from django.utils.translation import gettext as _
from plotly import graph_objects

from kemi_strategy.web.dates import write_day
from measures.quantities import write_number
from measures.spans import write_period
from reporting.charts.series import Ahead, Level, Picture, Way

_MOST_MARKS = 8
SEPARATORS = {"fi": ",\u00a0", "sv": ",\u00a0", "en": ".\u00a0"}
"""The decimal mark and then the mark of thousands, as plotly takes them."""

plotly.io.templates.default = None


def figure_of(picture: Picture) -> dict[str, Any]:
    """The figure as plain JSON: the series first, then each line that it is held against."""
    lines = [*(_level(picture, one) for one in picture.levels), *map(_way, picture.ways)]
    ahead = [_forecast(picture.forecast)] if picture.forecast is not None else []
    given = {"data": [_series(picture), *lines, *ahead], "layout": _layout(picture)}
    made: dict[str, Any] = json.loads(graph_objects.Figure(given).to_json())
    return made


def told(picture: Picture) -> list[str]:
    """Each point in words, for whoever walks from one to the next by keys: «7–9/2026: 928»."""
    return [_told(f"{write_period(one.period)}: {_words(picture, one.value)}", one.pending) for one in picture.points]


def _told(figure: str, pending: bool) -> str:
    return _("%(figure)s, odottaa hyväksyntää") % {"figure": figure} if pending else figure


def _words(picture: Picture, value: Decimal | None) -> str:
    if value is None:
        return _("ei lukua")
    if picture.words:
        return picture.words[int(value)]
    return write_number(value, decimals=picture.decimals, language=picture.language)


def _series(picture: Picture) -> dict[str, Any]:
    common = {
        "x": [point.period.ends.isoformat() for point in picture.points],
        "y": [float(point.value) if point.value is not None else None for point in picture.points],
        "text": told(picture),
        "hovertemplate": "%{text}<extra></extra>",
        "textposition": "none",
        "name": "toteuma",
    }
    if picture.bars:
        return common | {"type": "bar"}
    symbols = ["diamond-open" if point.pending else "circle" for point in picture.points]
    return common | {
        "type": "scatter",
        "mode": "markers" if picture.words else "lines+markers",
        "connectgaps": False,
        "textposition": "top center",
        "marker": {"symbol": symbols, "size": 9},
    }


def _level(picture: Picture, level: Level) -> dict[str, Any]:
    days = [point.period.ends.isoformat() for point in picture.points]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [days[0], days[-1]],
        "y": [float(level.value)] * 2,
        "name": level.label,
        "line": {"dash": "dash" if level.kind == "target" else "dot"},
        "hoverinfo": "name",
    }


def _way(way: Way) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [way.start.day.isoformat(), way.end.day.isoformat()],
        "y": [float(way.start.value), float(way.end.value)],
        "name": way.label,
        "line": {"dash": "dashdot"},
        "hoverinfo": "name",
    }


def _forecast(forecast: Ahead) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [forecast.spot.day.isoformat()],
        "y": [float(forecast.spot.value)],
        "name": forecast.label,
        "marker": {"symbol": "diamond-open", "size": 12},
        "hoverinfo": "name",
    }


def _periods(picture: Picture) -> dict[str, Any]:
    """The marks of the time axis: periods as the table writes them, each where its figure stands, and the days that
    lines run to after the last of them."""
    every = -(-len(picture.points) // _MOST_MARKS)
    shown = list(reversed(picture.points[::-1][:: max(every, 1)]))
    marks = {point.period.ends: write_period(point.period) for point in shown}
    if marks:
        first, last = min(marks), max(marks)
        ahead = [way.end.day for way in picture.ways]
        ahead += [picture.forecast.spot.day] if picture.forecast is not None else []
        day = max(ahead, default=last)
        if (day - last) * _MOST_MARKS > last - first:
            marks[day] = write_day(day)
    days = [day.isoformat() for day in marks]
    return {"tickmode": "array", "tickvals": days, "ticktext": list(marks.values())}


def _is_narrow(picture: Picture) -> bool:
    """Are the figures whole and so near each other that marks of halves would come between them?"""
    spots = [spot.value for way in picture.ways for spot in (way.start, way.end)]
    spots += [picture.forecast.spot.value] if picture.forecast is not None else []
    drawn = [point.value for point in picture.points if point.value is not None]
    every = [*drawn, *(level.value for level in picture.levels), *spots]
    return bool(drawn) and all(one == int(one) for one in drawn) and max(every) - min(every) <= _MOST_MARKS


def _layout(picture: Picture) -> dict[str, Any]:
    upward: dict[str, Any] = {"automargin": True, "rangemode": "tozero" if picture.bars else "normal"}
    upward |= {"exponentformat": "none", "separatethousands": True}
    if _is_narrow(picture):
        upward |= {"dtick": 1}
    if picture.words:
        upward |= {"tickvals": list(range(len(picture.words))), "ticktext": list(picture.words)}
    return {
        "separators": SEPARATORS[picture.language],
        "margin": {"l": 12, "r": 12, "t": 12, "b": 12},
        "xaxis": {"automargin": True, "type": "date", **_periods(picture)},
        "yaxis": upward,
        "hovermode": "closest",
        "showlegend": True,
        "legend": {"orientation": "h", "y": -0.15},
        "dragmode": "pan",
    }
