"""The page of one indicator: its figure, its series as a chart and a table, what it is made of, how it is defined."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import content
from measures.questions import goal_question, own_question
from reporting.pages.chart_places import ChartPlaces, chart_places
from reporting.pages.choices import Choice, period_choices
from reporting.pages.definition import Fact, Hanging, definition, hangings
from reporting.pages.heat import HeatTable, heat_table
from reporting.pages.parts import PartsTable, Series, parts_table, series_table
from reporting.pages.pictures import Painted, painted, units_painted
from reporting.pages.places import Places
from reporting.pages.public.lines import Step, crumbs
from reporting.pages.public.related import Related, related
from reporting.pages.rows import RowView, row_view
from reporting.standing import Audience, Standing


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """What the page shows. ``charts``: none without figures; ``units``: each reporting unit's own small chart."""

    strategy: str
    at: str
    back: str
    row: RowView
    question: str
    proposed: bool
    goal_question: str
    charts: tuple[Painted, ...]
    chart_places: ChartPlaces
    units: Painted | None
    heat: HeatTable | None
    series: Series
    parts: PartsTable | None
    definition: tuple[Fact, ...]
    hangings: tuple[Hanging, ...]
    above: tuple[Step, ...]
    related: tuple[Related, ...]
    periods: tuple[Choice, ...]


def indicator_page(
    standing: Standing,
    code: str,
    places: Places,
    units: Mapping[str, str],
    decided: Sequence[Fact] = (),
    today: dt.date | None = None,
) -> IndicatorPage:
    """The page of a Standing that holds one row with its whole history, and for the public the rows beside it.

    ``units``: the names of reporting units. ``decided``: by which decisions the target stands.
    """
    row = standing.row(code)
    public = places.audience is Audience.PUBLIC
    hanging = hangings(standing, row.code, places)
    return IndicatorPage(
        strategy=standing.strategy.names.told,
        at=write_day(standing.period.ends),
        back=places.home,
        row=row_view(row, places),
        question=content(own_question(row.facts.question)),
        proposed=row.proposed,
        goal_question="" if any(one.proposed for one in hanging) else content(goal_question(row.facts.question)),
        charts=painted(row, standing.period.ends),
        chart_places=chart_places(places, row.code),
        units=units_painted(row, units),
        heat=heat_table(row, units),
        series=series_table(row, places),
        parts=parts_table(row, units, places),
        definition=definition(row, decided, public=public),
        hangings=hanging,
        above=crumbs(places, Step(_("Mittarit"), places.public("mittarit"))) if public else (),
        related=related(standing, row, places) if public else (),
        periods=period_choices(standing.period, standing.strategy.valid_from, today) if today is not None else (),
    )
