"""The page of one indicator: its figure, its series as a chart and a table, what it is made of, how it is defined."""

from collections.abc import Mapping
from dataclasses import dataclass

from kemi_strategy.web.dates import write_day
from reporting.pages.chart_places import ChartPlaces, chart_places
from reporting.pages.definition import Fact, Hanging, definition, hangings
from reporting.pages.heat import HeatTable, heat_table
from reporting.pages.parts import PartsTable, Series, parts_table, series_table
from reporting.pages.pictures import Painted, painted, units_painted
from reporting.pages.places import Places
from reporting.pages.rows import RowView, row_view
from reporting.standing import Standing


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """What the page shows. ``charts``: none without figures; ``units``: each reporting unit's own small chart."""

    strategy: str
    at: str
    back: str
    row: RowView
    question: str
    charts: tuple[Painted, ...]
    chart_places: ChartPlaces
    units: Painted | None
    heat: HeatTable | None
    series: Series
    parts: PartsTable | None
    definition: tuple[Fact, ...]
    hangings: tuple[Hanging, ...]


def indicator_page(standing: Standing, places: Places, units: Mapping[str, str]) -> IndicatorPage:
    """The page of a Standing that holds one row with its whole history. ``units``: the names of reporting units."""
    row = standing.rows[0]
    return IndicatorPage(
        strategy=standing.strategy.names.fi,
        at=write_day(standing.period.ends),
        back=places.home,
        row=row_view(row, places),
        question=row.facts.question,
        charts=painted(row, standing.period.ends),
        chart_places=chart_places(places, row.code),
        units=units_painted(row, units),
        heat=heat_table(row, units),
        series=series_table(row, places),
        parts=parts_table(row, units, places),
        definition=definition(row),
        hangings=hangings(standing, row.code),
    )
