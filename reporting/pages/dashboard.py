"""The dashboard's plain values: are we getting there, where not, who acts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.languages import later
from reporting.pages.awaited import Awaited
from reporting.pages.cards import NodeCard, cards
from reporting.pages.choices import Choice, period_choices, strategy_choices
from reporting.pages.counts import Tally, leading, tally
from reporting.pages.filters import NODE, UNIT, VERDICT, VIEW, WORDS, Asked, Narrowed
from reporting.pages.groups import Groups, groups
from reporting.pages.places import Places
from reporting.pages.public.messages import message
from reporting.pages.sectors import SectorCard, sector_cards, sector_groups
from reporting.pages.since import Since
from reporting.standing import Standing
from scorecard.models.codes import NodeKind
from scorecard.work.organisation import Organisation

GOALS, BENEFITS, SECTORS = "paamaarat", "hyodyt", "toimialat"
_VIEWS = ((GOALS, later("Päämäärät")), (BENEFITS, later("Hyödyt")), (SECTORS, later("Toimialat")))


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the ways in."""

    words: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class WayIn:
    """A goal, benefit or aim as a card. ``narrow``: the page with its rows only, ``number`` of them."""

    card: NodeCard
    number: int
    narrow: str


@dataclass(frozen=True, slots=True)
class SectorWay:
    """A sector as a card."""

    card: SectorCard
    narrow: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Links beside the heading; empty for whoever may not follow them."""

    map: str
    search: str
    timeliness: str = ""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the dashboard shows. ``kept``: what the choosers of period and strategy have to carry along."""

    strategy: str
    at: str
    periods: tuple[Choice, ...]
    strategies: tuple[Choice, ...]
    kept: tuple[tuple[str, str], ...]
    number_of_rows: int
    message: str
    tally: Tally
    tabs: tuple[Tab, ...]
    view: str
    goals: tuple[WayIn, ...]
    aims: tuple[WayIn, ...]
    benefits: tuple[WayIn, ...]
    sectors: tuple[SectorWay, ...]
    narrowed: Narrowed
    left: int
    sought: str
    hidden: tuple[tuple[str, str], ...]
    without: str
    everywhere: str
    table: Groups
    since: Since
    awaited: Awaited | None
    ways: Ways


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the Standing: the units, what has changed, what is awaited, and the ways out."""

    organisation: Organisation
    since: Since
    awaited: Awaited | None
    ways: Ways
    strategies: Sequence[tuple[str, str, str]]


def dashboard_page(
    standing: Standing, places: Places, asked: Asked, rows: Narrowed, beside: Beside, today: dt.date
) -> Dashboard:
    """The dashboard of a Standing, of which ``rows`` are asked for."""
    facts = standing.strategy
    view = _view(asked, standing)
    return Dashboard(
        strategy=facts.names.told,
        at=write_day(standing.period.ends),
        periods=period_choices(standing.period, facts.valid_from, today),
        strategies=strategy_choices(beside.strategies, facts.code),
        kept=asked.beside,
        number_of_rows=len(standing.rows),
        message=message(standing.tally),
        tally=leading(tally(standing.tally), lambda code: _rows(asked, **{VERDICT: code})),
        tabs=_tabs(asked, view, standing),
        view=view,
        goals=_ways_in(standing, places, asked, NodeKind.GOAL) if view == GOALS else (),
        aims=_ways_in(standing, places, asked, NodeKind.OBJECTIVE) if view == GOALS else (),
        benefits=_ways_in(standing, places, asked, NodeKind.BENEFIT) if view == BENEFITS else (),
        sectors=_sectors(standing, asked, beside.organisation) if view == SECTORS else (),
        narrowed=rows,
        left=len(rows.kept),
        sought=asked.filters.get(WORDS, ""),
        hidden=(*asked.chosen, *(((VIEW, view),) if asked.view else ())),
        without=asked.address(asked.filters),
        everywhere=f"{beside.ways.search}{_search_query(asked)}",
        table=_table(view, standing, places, rows, beside.organisation),
        since=beside.since,
        awaited=beside.awaited,
        ways=beside.ways,
    )


def _view(asked: Asked, standing: Standing) -> str:
    """The way in asked for, where the strategy has it; else goals."""
    offered = {code for code, _ in _offered(standing)}
    return asked.view if asked.view in offered else GOALS


def _offered(standing: Standing) -> Sequence[tuple[str, str]]:
    """A strategy without benefits has two ways in."""
    without = set() if standing.of_kind(NodeKind.BENEFIT) else {BENEFITS}
    return [(code, words) for code, words in _VIEWS if code not in without]


def _tabs(asked: Asked, view: str, standing: Standing) -> tuple[Tab, ...]:
    return tuple(Tab(words, asked.address(**{VIEW: code}), code == view) for code, words in _offered(standing))


def _ways_in(standing: Standing, places: Places, asked: Asked, kind: NodeKind) -> tuple[WayIn, ...]:
    shown = zip(standing.of_kind(kind), cards(standing, places, kind), strict=True)
    return tuple(
        WayIn(_led(card, asked, NODE), len(node.rows), _rows(asked, **{NODE: card.code}) if node.rows else "")
        for node, card in shown
    )


def _led[C: (NodeCard, SectorCard)](card: C, asked: Asked, name: str) -> C:
    """The card with counts that lead to its rows of each verdict."""
    return replace(card, tally=leading(card.tally, lambda code: _rows(asked, **{name: card.code, VERDICT: code})))


def _rows(asked: Asked, **filters: str) -> str:
    """The page with just these filters: a number that leads somewhere shows so many rows there."""
    return asked.address(asked.filters, **filters) + "#rivit"


def _sectors(standing: Standing, asked: Asked, organisation: Organisation) -> tuple[SectorWay, ...]:
    found = sector_cards(standing, organisation)
    return tuple(SectorWay(_led(card, asked, UNIT), _rows(asked, **{UNIT: card.code})) for card in found)


def _table(view: str, standing: Standing, places: Places, rows: Narrowed, organisation: Organisation) -> Groups:
    if view == SECTORS:
        return sector_groups(standing, organisation, places, rows.kept)
    return groups(standing, places, rows.kept)


def _search_query(asked: Asked) -> str:
    return Asked((), "", {WORDS: asked.filters[WORDS]}).address() if WORDS in asked.filters else ""
