"""The page of one indicator: its figure, its series as a chart and a table, what it is made of, how it is defined."""

from collections.abc import Mapping
from dataclasses import dataclass

from kemi_strategy.web.dates import write_day
from reporting.charts import NARROW, WIDE, Picture, chart
from reporting.pages.definition import Fact, Hanging, definition, hangings
from reporting.pages.levels import levels
from reporting.pages.parts import PartsTable, Series, parts_table, series_table
from reporting.pages.places import Places
from reporting.pages.rows import RowView, points, row_view
from reporting.sentences import headline, trend_sentence
from reporting.standing import RowStanding, Standing


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """What the page shows. ``wide`` and ``narrow``: the same chart painted for a desk and for a phone."""

    strategy: str
    at: str
    back: str
    row: RowView
    question: str
    wide: str
    narrow: str
    trend: str
    series: Series
    parts: PartsTable | None
    definition: tuple[Fact, ...]
    hangings: tuple[Hanging, ...]


def indicator_page(standing: Standing, places: Places, units: Mapping[str, str]) -> IndicatorPage:
    """The page of a Standing that holds one row with its whole history. ``units``: the names of reporting units."""
    row = standing.rows[0]
    picture = _picture(row)
    return IndicatorPage(
        strategy=standing.strategy.names.fi,
        at=write_day(standing.period.ends),
        back=places.home,
        row=row_view(row, places),
        question=row.facts.question,
        wide=chart(picture, WIDE),
        narrow=chart(picture, NARROW),
        trend=trend_sentence(row),
        series=series_table(row, places),
        parts=parts_table(row, units, places),
        definition=definition(row),
        hangings=hangings(standing, row.code),
    )


def _picture(row: RowStanding) -> Picture:
    return Picture(
        code=row.code,
        title=headline(row),
        description=trend_sentence(row),
        points=points(row),
        levels=levels(row),
        bars=row.figure.adds_up,
        words=row.facts.measured.scale,
    )
