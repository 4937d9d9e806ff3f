"""Cards of goals, aims and benefits: counts, coverage, themes, and what is lacking or left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.languages import Words, later
from kemi_strategy.web.speaking import content
from measures.targets import Kind
from reporting.pages.counts import Tally, node_tally
from reporting.pages.places import Places
from reporting.standing import Audience, NodeStanding, Standing
from scorecard.models.codes import NodeKind

_COLOURS = 6
_GOALS = (NodeKind.GOAL, NodeKind.OBJECTIVE)
_LEVELS = Words(
    {
        NodeKind.THEME: later("Teemat"),
        NodeKind.SUCCESS_FACTOR: later("Menestystekijät"),
    }
)


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below a goal, by level: «Teemat» and their names."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NodeCard:
    """A node as shown. ``colour``: the goal's own colour by its place. ``gap`` says what has no measure and why.

    ``headline``: whether the goal is reached, where the strategy has that said; ``reached`` picks its look.

    ``address``: of its own page inside; empty for the public.
    """

    code: str
    name: str
    address: str
    description: str
    colour: str
    tally: Tally
    below: tuple[Below, ...]
    gap: str
    proposed: str
    left_out: str
    headline: str = ""
    reached: bool = False


def cards(standing: Standing, places: Places, *kinds: NodeKind) -> tuple[NodeCard, ...]:
    """The cards of the nodes of these kinds, in the strategy's own order."""
    return tuple(card_of(node, place, standing, places) for place, node in enumerate(standing.of_kind(*kinds)))


def card_of(node: NodeStanding, place: int, standing: Standing, places: Places) -> NodeCard:
    """The card of one node; ``place`` is its own among those of its kind, from which it has its colour."""
    family = _family(node, standing.nodes)
    left_out = _left_out(node, family, standing)
    return NodeCard(
        code=node.branch.code,
        name=node.branch.names.told,
        address=places.node(node.branch.code),
        description=content(node.branch.description),
        colour=f"goal-{place % _COLOURS + 1}",
        tally=node_tally(node),
        below=_below(family),
        gap="" if left_out else _gap(node, standing),
        proposed=_proposed(node),
        left_out=_left_out_sentence(left_out),
        headline=headline_of(node, standing),
        reached=node.met == node.judgeable,
    )


def headline_of(node: NodeStanding, standing: Standing) -> str:
    """Whether a goal is reached, by the strategy's own rule: only when all its rows are. Nothing is said where the
    strategy has no such rule, of other kinds of nodes, and where less than half is known."""
    if not standing.strategy.manner.all_rows_reach or node.branch.kind not in _GOALS or not node.coloured:
        return ""
    if node.met == node.judgeable:
        return _("Saavutettu: kaikki mittarit ovat saavuttaneet tavoitteensa.")
    told = {"met": node.met, "number": node.judgeable}
    return _("Ei vielä saavutettu: %(met)s/%(number)s mittarista on saavuttanut tavoitteensa.") % told


def _family(node: NodeStanding, nodes: Sequence[NodeStanding]) -> list[NodeStanding]:
    """The node and everything below it."""
    known = {node.branch.code}
    family = [node]
    grew = True
    while grew:
        young = [one for one in nodes if one.branch.parent in known and one.branch.code not in known]
        family += young
        known |= {one.branch.code for one in young}
        grew = bool(young)
    return family


def _below(family: Sequence[NodeStanding]) -> tuple[Below, ...]:
    found = []
    for kind, label in _LEVELS.items():
        names = tuple(one.branch.names.told for one in family[1:] if one.branch.kind == kind)
        if names:
            found.append(Below(label, names))
    return tuple(found)


def _left_out(node: NodeStanding, family: Sequence[NodeStanding], standing: Standing) -> int:
    """Rows whose link to the node is only proposed and which this audience therefore does not see under it."""
    if standing.audience is Audience.INTERNAL:
        return 0
    return len({link.row for one in family for link in one.branch.links} - set(node.rows))


def _left_out_sentence(number: int) -> str:
    if not number:
        return ""
    if number == 1:
        return _("Yhden mittarin yhteys odottaa vahvistusta.")
    return _("%(number)s mittarin yhteys odottaa vahvistusta.") % {"number": number}


def _proposed(node: NodeStanding) -> str:
    number = len(node.proposed)
    if not number:
        return ""
    if number == len(node.rows):
        return _("mittarien yhteys ehdotettu")
    return (
        _("yhden mittarin yhteys ehdotettu")
        if number == 1
        else _("%(number)s mittarin yhteys ehdotettu") % {"number": number}
    )


def _gap(node: NodeStanding, standing: Standing) -> str:
    """A goal without a measure is shown as a gap: it has no rows, or none for which a measure has been decided."""
    undecided = all(standing.row(code).facts.target.kind is Kind.UNDECIDED for code in node.rows)
    if not undecided:
        return ""
    return _("Mittarin sisältöä ei ole vielä päätetty.") if node.rows else _("Ei mittaria.")
