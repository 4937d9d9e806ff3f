"""The public list of indicators: grouped as the strategy groups them, narrowed as the reader wants."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from reporting.gathering import gathered
from reporting.pages.choices import period_choices, strategy_choices
from reporting.pages.counts import Tally, tally
from reporting.pages.places import Places
from reporting.pages.public.lines import RowLine, row_lines
from reporting.pages.public.messages import message
from reporting.pages.public.narrowing import (
    GOAL,
    SEARCH,
    SECTOR,
    STATE,
    VERDICT_CODES,
    Narrowed,
    begins,
    choice_chooser,
    goal_chooser,
    goal_options,
    names_in_all,
    narrowed,
    sector_chooser,
    verdict_chooser,
)
from reporting.pages.public.territory import Territory
from reporting.standing import RowStanding, Standing, tallied
from scorecard.models import Strategy
from scorecard.work.pages.projects import Chooser, not_offered


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one benefit, goal or objective. ``address``: of its own page; empty for the rest."""

    code: str
    name: str
    address: str
    lines: tuple[RowLine, ...]


@dataclass(frozen=True, slots=True)
class Searching:
    """The form over a list: what is sought, what is chosen, and where the whole list is once it is narrowed.

    ``faults``: what was asked for but is not to be chosen.
    """

    name: str
    text: str
    choosers: tuple[Chooser, ...]
    whole: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """What the page shows. ``total``: how many there are before narrowing."""

    strategy: str
    at: str
    message: str
    tally: Tally
    searching: Searching
    total: int
    groups: tuple[RowGroup, ...]


def indicator_list(
    standing: Standing,
    places: Places,
    territory: Territory,
    strategies: Iterable[Strategy],
    query: QueryDict,
    today: dt.date,
) -> IndicatorList:
    """The list of a Standing made for the public."""
    goals = goal_options(standing)
    asked = narrowed(query, goals=dict(goals), sectors=territory.codes, states=VERDICT_CODES)
    shown = _wanted(standing, territory, asked)
    choosers = (
        *frame_choosers(standing, strategies, today),
        goal_chooser(goals, asked.goal),
        sector_chooser(territory.sectors, asked.sector),
        verdict_chooser(asked.state),
    )
    return IndicatorList(
        strategy=standing.strategy.names.told,
        at=write_day(standing.period.ends),
        message=message(tallied(shown)) if shown else "",
        tally=tally(tallied(shown)),
        searching=searching(asked, choosers, places.public("mittarit"), query),
        total=len(standing.rows),
        groups=tuple(_groups(standing, {row.code for row in shown}, places)),
    )


def searching(asked: Narrowed, choosers: tuple[Chooser, ...], whole: str, query: QueryDict) -> Searching:
    """The form as shown. A period that is not among the usual ones is still a period, and is no fault."""
    narrowing = [one for one in choosers if one.name in (GOAL, SECTOR, STATE)]
    faults = not_offered(narrowing, query)
    return Searching(SEARCH, asked.search, choosers, whole if asked.any or faults else "", faults)


def frame_choosers(standing: Standing, strategies: Iterable[Strategy], today: dt.date) -> tuple[Chooser, ...]:
    """The choosers of strategy, where there are several, and of period."""
    facts = standing.strategy
    several = strategy_choices(((one.code, named(one), one.state_on(today)) for one in strategies), facts.code)
    periods = choice_chooser("kausi", _("Tilanne"), period_choices(standing.period, facts.valid_from, today))
    which = choice_chooser("strategia", _("Strategia tai ohjelma"), several)
    return (which, periods) if len(several) > 1 else (periods,)


def _wanted(standing: Standing, territory: Territory, asked: Narrowed) -> list[RowStanding]:
    under = {code for node in standing.nodes if node.branch.code == asked.goal for code in node.rows}
    return [
        row
        for row in standing.rows
        if (not asked.goal or row.code in under)
        and (not asked.sector or territory.concerns(row, asked.sector))
        and asked.state in ("", row.verdict.value)
        and begins(asked.search, *names_in_all(row.facts.indicator.names))
    ]


def _groups(standing: Standing, shown: set[str], places: Places) -> Iterable[RowGroup]:
    for node, rows in gathered(standing):
        lines = row_lines((row for row in rows if row.code in shown), places)
        if lines and node is not None:
            yield RowGroup(node.branch.code, node.branch.names.told, places.node(node.branch.code), lines)
        elif lines:
            yield RowGroup("muut", _("Muut mittarit"), "", lines)
