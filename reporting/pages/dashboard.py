"""The dashboard's plain values: are we getting there, where not, who acts."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kemi_strategy.web.dates import write_day
from reporting.pages.cards import NodeCard, cards
from reporting.pages.choices import Choice, period_choices, strategy_choices
from reporting.pages.groups import Groups, groups
from reporting.pages.places import Places
from reporting.standing import Standing
from scorecard.models.codes import NodeKind


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the dashboard shows. ``timeliness``: where one sees who has entered in time; empty for whoever may not."""

    strategy: str
    at: str
    periods: tuple[Choice, ...]
    strategies: tuple[Choice, ...]
    number_of_rows: int
    goals: tuple[NodeCard, ...]
    aims: tuple[NodeCard, ...]
    table: Groups
    timeliness: str = ""


def dashboard_page(
    standing: Standing,
    places: Places,
    strategies: Iterable[tuple[str, str, str]],
    today: dt.date,
    timeliness: str = "",
) -> Dashboard:
    """The dashboard of a Standing. ``strategies``: code, name and state of those that can be chosen."""
    facts = standing.strategy
    table = groups(standing, places)
    return Dashboard(
        strategy=facts.names.fi,
        at=write_day(standing.period.ends),
        periods=period_choices(standing.period, facts.valid_from, today),
        strategies=strategy_choices(strategies, facts.code),
        number_of_rows=len(standing.rows),
        goals=cards(standing, places, NodeKind.GOAL),
        aims=cards(standing, places, NodeKind.OBJECTIVE) if table.kind is not NodeKind.OBJECTIVE else (),
        table=table,
        timeliness=timeliness,
    )
