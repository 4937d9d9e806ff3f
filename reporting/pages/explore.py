"""The page where a chart can be explored: the figure as data for the reader's browser, the painted chart, the table."""

from dataclasses import dataclass
from typing import Any

from kemi_strategy.web.dates import write_day
from reporting.charts import NARROW, WIDE, chart
from reporting.charts.interactive import figure_of, told
from reporting.pages.parts import Series, series_table
from reporting.pages.pictures import Painted
from reporting.pages.places import Places
from reporting.picturing import picture
from reporting.sentences import headline
from reporting.standing import Standing


@dataclass(frozen=True, slots=True)
class ExplorePage:
    """What the page shows. ``figure``: for the script, with each point in words; ``painted``: until it is drawn."""

    name: str
    at: str
    back: str
    headline: str
    painted: Painted | None
    figure: dict[str, Any]
    series: Series


def explore_page(standing: Standing, places: Places) -> ExplorePage:
    """The page of a Standing that holds one row with its whole history."""
    row = standing.rows[0]
    shown = picture(row, standing.period.ends)
    wide = chart(shown, WIDE)
    return ExplorePage(
        name=row.facts.indicator.names.told,
        at=write_day(standing.period.ends),
        back=places.row(row.code),
        headline=headline(row),
        painted=Painted("", wide, chart(shown, NARROW), shown.description) if wide else None,
        figure=figure_of(shown) | {"told": told(shown)} if wide else {},
        series=series_table(row, places),
    )
