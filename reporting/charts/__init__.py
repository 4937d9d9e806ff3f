"""Charts painted by the server: as inline SVG for pages, as files to download, and to be explored on demand."""

from reporting.charts.series import NARROW, WIDE, Ahead, Level, Picture, Point, Spot, Way, chart, sparkline
from reporting.charts.units import UnitSeries, UnitsPicture, unit_charts
from reporting.charts.year import Added, YearPicture, year_chart

__all__ = [
    "NARROW",
    "WIDE",
    "Added",
    "Ahead",
    "Level",
    "Picture",
    "Point",
    "Spot",
    "UnitSeries",
    "UnitsPicture",
    "Way",
    "YearPicture",
    "chart",
    "sparkline",
    "unit_charts",
    "year_chart",
]
