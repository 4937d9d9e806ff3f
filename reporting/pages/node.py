"""The page of a goal, theme or benefit inside: what stands below it, its rows with their verdicts, what waits."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.languages import Words, later
from reporting.pages.cards import NodeCard, card_of
from reporting.pages.places import Places
from reporting.pages.rows import RowView, row_view
from reporting.standing import NodeStanding, Standing
from scorecard.labels import kind_word
from scorecard.models.codes import NodeKind

PLURALS = Words(
    {
        NodeKind.GOAL: later("Päämäärät"),
        NodeKind.THEME: later("Teemat"),
        NodeKind.OBJECTIVE: later("Tavoitteet"),
        NodeKind.SUCCESS_FACTOR: later("Menestystekijät"),
        NodeKind.BENEFIT: later("Hyödyt"),
        NodeKind.VALUE: later("Arvot"),
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """A node above, on the way from the dashboard."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Level:
    """The nodes of one kind right below."""

    label: str
    cards: tuple[NodeCard, ...]


@dataclass(frozen=True, slots=True)
class NodePage:
    """What the page shows. ``waiting``: how many rows have figures that wait, said as a sentence."""

    strategy: str
    at: str
    kind: str
    back: str
    above: tuple[Step, ...]
    card: NodeCard
    waiting: str
    below: tuple[Level, ...]
    rows: tuple[RowView, ...]


def node_page(standing: Standing, places: Places, code: str) -> NodePage:
    """The page of a node. Raises KeyError when the strategy has none of this code."""
    nodes = {node.branch.code: node for node in standing.of_kind(*NodeKind)}
    node = nodes[code]
    same = standing.of_kind(node.branch.kind)
    rows = [standing.row(one) for one in node.rows]
    return NodePage(
        strategy=standing.strategy.names.told,
        at=write_day(standing.period.ends),
        kind=kind_word(standing.strategy.manner.words, NodeKind(node.branch.kind)),
        back=places.home,
        above=_above(node, nodes, places),
        card=card_of(node, same.index(node), standing, places),
        waiting=_waiting(sum(row.pending for row in rows)),
        below=_below(node, standing, places),
        rows=tuple(row_view(row, places) for row in rows),
    )


def _above(node: NodeStanding, nodes: dict[str, NodeStanding], places: Places) -> tuple[Step, ...]:
    found: list[Step] = []
    parent = node.branch.parent
    while parent in nodes and len(found) < len(nodes):
        branch = nodes[parent].branch
        found.insert(0, Step(branch.names.told, places.node(branch.code)))
        parent = branch.parent
    return tuple(found)


def _below(node: NodeStanding, standing: Standing, places: Places) -> tuple[Level, ...]:
    found = []
    for kind in NodeKind:
        young = [one for one in standing.of_kind(kind) if one.branch.parent == node.branch.code]
        if young:
            shown = tuple(card_of(one, place, standing, places) for place, one in enumerate(young))
            found.append(Level(PLURALS[kind], shown))
    return tuple(found)


def _waiting(number: int) -> str:
    if not number:
        return ""
    if number == 1:
        return _("Yhden mittarin luvuissa on hyväksymistä odottavia.")
    return _("%(number)s mittarin luvuissa on hyväksymistä odottavia.") % {"number": number}
