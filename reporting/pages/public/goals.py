"""The public list of goals, themes and benefits, and the page of each: how its rows stand, and what is done."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kemi_strategy.web.dates import write_day
from reporting.pages.cards import NodeCard, card_of
from reporting.pages.choices import Choice, period_choices
from reporting.pages.node import PLURALS
from reporting.pages.places import Places
from reporting.pages.public.indicators import Searching, frame_choosers, searching
from reporting.pages.public.lines import RowLine, Step, crumbs, row_lines
from reporting.pages.public.messages import message
from reporting.pages.public.narrowing import begins, names_in_all, narrowed
from reporting.pages.public.work import WorkLine
from reporting.standing import NodeStanding, Standing, tallied
from scorecard.labels import kind_word
from scorecard.models import Strategy
from scorecard.models.codes import NodeKind

SHOWN = (NodeKind.GOAL, NodeKind.OBJECTIVE, NodeKind.BENEFIT, NodeKind.THEME, NodeKind.SUCCESS_FACTOR, NodeKind.VALUE)


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal with its message and, one step set in, those right below it."""

    card: NodeCard
    message: str
    below: tuple["GoalCard", ...]


@dataclass(frozen=True, slots=True)
class GoalLevel:
    """The goals of one kind that stand on top."""

    code: str
    label: str
    cards: tuple[GoalCard, ...]


@dataclass(frozen=True, slots=True)
class GoalList:
    """What the list shows. ``total``: how many there are before the search."""

    strategy: str
    at: str
    message: str
    searching: Searching
    total: int
    levels: tuple[GoalLevel, ...]


@dataclass(frozen=True, slots=True)
class GoalPage:
    """The page of one goal, theme, objective or benefit."""

    strategy: str
    at: str
    kind: str
    above: tuple[Step, ...]
    card: NodeCard
    message: str
    periods: tuple[Choice, ...]
    below: tuple[GoalLevel, ...]
    lines: tuple[RowLine, ...]
    projects: tuple[WorkLine, ...]
    actions: tuple[WorkLine, ...]
    list_address: str


def goal_list(
    standing: Standing, places: Places, strategies: Iterable[Strategy], query: QueryDict, today: dt.date
) -> GoalList:
    """The list of a Standing made for the public."""
    asked = narrowed(query)
    nodes = standing.of_kind(*NodeKind)
    found = {node.branch.code for node in nodes if begins(asked.search, *names_in_all(node.branch.names))}
    levels = _levels(standing, places, _tops(nodes), found)
    goals = [node for node in standing.of_kind(NodeKind.GOAL) if node.branch.parent is None]
    return GoalList(
        strategy=standing.strategy.names.told,
        at=write_day(standing.period.ends),
        message=_whole(goals, standing),
        searching=searching(asked, frame_choosers(standing, strategies, today), places.public("tavoitteet"), query),
        total=len(nodes),
        levels=levels,
    )


def goal_page(
    standing: Standing, places: Places, code: str, work: tuple[Sequence[WorkLine], Sequence[WorkLine]], today: dt.date
) -> GoalPage:
    """The page of a node. Raises KeyError when the strategy has none of this code."""
    nodes = {node.branch.code: node for node in standing.of_kind(*NodeKind)}
    node = nodes[code]
    young = [one for one in nodes.values() if one.branch.parent == code]
    card = _card(node, standing, places)
    return GoalPage(
        strategy=standing.strategy.names.told,
        at=write_day(standing.period.ends),
        kind=kind_word(standing.strategy.manner.words, NodeKind(node.branch.kind)),
        above=_above(node, nodes, places),
        card=card,
        message=_said(node, card),
        periods=period_choices(standing.period, standing.strategy.valid_from, today),
        below=_levels(standing, places, young, set(nodes), deep=False),
        lines=row_lines((standing.row(one) for one in node.rows), places),
        projects=tuple(work[0]),
        actions=tuple(work[1]),
        list_address=places.public("mittarit", tavoite=code),
    )


def family_of(standing: Standing, code: str) -> set[str]:
    """The codes of a node and all below it."""
    known = {code}
    while True:
        young = {node.branch.code for node in standing.of_kind(*NodeKind) if node.branch.parent in known}
        if young <= known:
            return known
        known |= young


def _tops(nodes: Sequence[NodeStanding]) -> list[NodeStanding]:
    known = {node.branch.code for node in nodes}
    return [node for node in nodes if node.branch.parent not in known]


def _levels(
    standing: Standing, places: Places, nodes: Sequence[NodeStanding], found: set[str], *, deep: bool = True
) -> tuple[GoalLevel, ...]:
    levels = []
    for kind in SHOWN:
        same = [node for node in nodes if node.branch.kind == kind]
        cards = tuple(one for node in same for one in _with_those_below(node, standing, places, found, deep=deep))
        if cards:
            levels.append(GoalLevel(kind.value, PLURALS[kind], cards))
    return tuple(levels)


def _with_those_below(
    node: NodeStanding, standing: Standing, places: Places, found: set[str], *, deep: bool
) -> Iterable[GoalCard]:
    """The card of a node if it or something below it was found."""
    young = [one for one in standing.of_kind(*NodeKind) if one.branch.parent == node.branch.code] if deep else []
    below = tuple(one for child in young for one in _with_those_below(child, standing, places, found, deep=True))
    if below or node.branch.code in found:
        card = _card(node, standing, places)
        yield GoalCard(card, _said(node, card), below)


def _card(node: NodeStanding, standing: Standing, places: Places) -> NodeCard:
    same = standing.of_kind(node.branch.kind)
    return card_of(node, same.index(node), standing, places)


def _said(node: NodeStanding, card: NodeCard) -> str:
    """The message of a node; of a value, which nothing measures, and of a gap, that."""
    if node.branch.kind == NodeKind.VALUE and node.gap:
        return _("Arvo ohjaa kaikkea työtä. Sille ei ole omaa mittaria.")
    if node.rows and not card.gap:
        return message(node.tally)
    return card.gap or _("Vahvistettuja mittareita ei vielä ole.")


def _whole(goals: Sequence[NodeStanding], standing: Standing) -> str:
    """How many goals there are, and how the strategy's rows stand."""
    number = len(goals)
    told = ngettext("Yksi päämäärä.", "%(number)s päämäärää.", number) % {"number": number} if number else ""
    return " ".join(words for words in (told, message(tallied(standing.rows)) if standing.rows else "") if words)


def _above(node: NodeStanding, nodes: dict[str, NodeStanding], places: Places) -> tuple[Step, ...]:
    found: list[Step] = []
    parent = node.branch.parent
    while parent in nodes and len(found) < len(nodes):
        branch = nodes[parent].branch
        found.insert(0, Step(branch.names.told, places.node(branch.code)))
        parent = branch.parent
    return crumbs(places, Step(_("Tavoitteet"), places.public("tavoitteet")), *found)
