"""What a chart of a row shows, whoever shows it: pages and the report's files draw the same picture."""

from reporting.picturing.levels import goal_label, levels
from reporting.picturing.pictures import described, picture, points
from reporting.picturing.ways import forecast_ahead, paces, straight_way, year_of

__all__ = [
    "described",
    "forecast_ahead",
    "goal_label",
    "levels",
    "paces",
    "picture",
    "points",
    "straight_way",
    "year_of",
]
