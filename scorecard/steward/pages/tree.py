"""The tree of a strategy as the steward keeps it: every node in its place with its steps, and the page of one node."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today
from kemi_strategy.web.speaking import named
from scorecard.labels import kind_word
from scorecard.models import Decision, Node, Strategy
from scorecard.models.codes import NodeKind, StrategyState
from scorecard.steward.finding import with_below
from scorecard.steward.forms import NO_DECISION, AddedNodeForm, NodeForm, RetireForm
from scorecard.steward.pages.parts import Attempt, form_of, span_of
from scorecard.steward.pages.strategies import decision_title
from scorecard.work.fields import Asked

type Placed = Sequence[tuple[int, Node]]
FACTS = ("name_fi", "name_sv", "name_en", "kind", "description")


@dataclass(frozen=True, slots=True)
class TreeLine:
    """A node in the tree. ``first``, ``last``: it cannot be moved further among its siblings. ``ended``: retired."""

    code: str
    name: str
    kind: str
    depth: int
    span: str
    ended: bool
    address: str
    move: str
    seen: int
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class TreePage:
    """The tree, and the form of a new node. ``decided``: the strategy is adopted, so changes rest on decisions."""

    strategy: str
    address: str
    decided: bool
    lines: tuple[TreeLine, ...]
    add: Asked
    fault: str


@dataclass(frozen=True, slots=True)
class NodePage:
    """One node to be changed, retired or taken away."""

    name: str
    kind: str
    strategy: str
    tree: str
    strategy_address: str
    span: str
    decision: str
    change: Asked
    retire: Asked
    remove: str
    below: int
    fault: str


@dataclass(frozen=True, slots=True)
class TreeMaterial:
    """What the pages are made of. ``seen``: the version of each node, read before the nodes."""

    strategy: Strategy
    nodes: Placed
    decisions: Sequence[Decision]
    seen: Mapping[int, int]
    attempt: Attempt

    def place(self, name: str, *more: object) -> str:
        """An address of the strategy."""
        return reverse(name, args=[self.strategy.municipality.code, self.strategy.code, *more])

    @property
    def adopted(self) -> bool:
        """Do changes rest on decisions?"""
        return self.strategy.state != StrategyState.DRAFT

    @property
    def decided_by(self) -> list[tuple[str, str]]:
        """The decisions to choose from, the latest first."""
        return [(str(one.pk), decision_title(one)) for one in reversed(self.decisions)]

    @property
    def words(self) -> list[tuple[str, str]]:
        """The kinds of nodes in the strategy's own words."""
        return [(kind.value, kind_word(self.strategy.level_words, kind)) for kind in NodeKind]


def _parents(of: TreeMaterial, own: int | None = None, below: Container[int] = ()) -> list[tuple[str, str]]:
    """Where a node may stand: not below itself, and below a retired one only where it stands there already."""
    day = today()
    return [
        (str(one.pk), "– " * depth + named(one))
        for depth, one in of.nodes
        if one.pk not in below and (one.pk == own or one.is_there(day))
    ]


def added_form(of: TreeMaterial, data: QueryDict | None = None, *, parent: str = "") -> AddedNodeForm:
    """A node to be added, below ``parent`` if that is given."""
    return AddedNodeForm(
        data,
        city=of.strategy.municipality,
        parents=_parents(of),
        words=of.words,
        decisions=of.decided_by,
        adopted=of.adopted,
        initial={"kind": NodeKind.THEME.value if parent else NodeKind.GOAL.value, "parent": parent},
    )


def node_form(of: TreeMaterial, node: Node, data: QueryDict | None = None) -> NodeForm:
    """A node to be changed: it may stand anywhere but below itself."""
    below = with_below(of.nodes, node.pk)
    facts: dict[str, object] = {name: getattr(node, name) for name in FACTS}
    return NodeForm(
        data,
        city=of.strategy.municipality,
        parents=_parents(of, node.parent_id, below),
        words=of.words,
        decisions=of.decided_by,
        adopted=of.adopted,
        initial=facts | {"parent": node.parent_id},
    )


def retire_form(of: TreeMaterial, data: QueryDict | None = None) -> RetireForm:
    """The last day of a node."""
    return RetireForm(data, decisions=of.decided_by, adopted=of.adopted, slip=False)


def tree_page(of: TreeMaterial, parent: str = "") -> TreePage:
    """The tree with its steps."""
    siblings: dict[int | None, list[int]] = {}
    for _depth, node in of.nodes:
        siblings.setdefault(node.parent_id, []).append(node.pk)
    fresh = next((str(one.pk) for _depth, one in of.nodes if one.code == parent), "")
    return TreePage(
        strategy=named(of.strategy),
        address=of.place("strategia"),
        decided=of.adopted,
        lines=tuple(_line(of, depth, node, siblings[node.parent_id]) for depth, node in of.nodes),
        add=form_of(of.attempt, "uusi", lambda: added_form(of, parent=fresh), of.place("strategia-puu")),
        fault=of.attempt.fault,
    )


def _line(of: TreeMaterial, depth: int, node: Node, siblings: Sequence[int]) -> TreeLine:
    return TreeLine(
        code=node.code,
        name=named(node),
        kind=kind_word(of.strategy.level_words, NodeKind(node.kind)),
        depth=min(depth, 4),
        span=span_of(node.valid_from, node.valid_to),
        ended=not node.is_there(today()),
        address=of.place("strategia-kohta", node.code),
        move=of.place("strategia-kohta-siirra", node.code),
        seen=of.seen.get(node.pk, 0),
        first=siblings[0] == node.pk,
        last=siblings[-1] == node.pk,
    )


def node_page(of: TreeMaterial, node: Node) -> NodePage:
    """The page of one node."""
    seen = of.seen.get(node.pk, 0)
    return NodePage(
        name=named(node),
        kind=kind_word(of.strategy.level_words, NodeKind(node.kind)),
        strategy=named(of.strategy),
        tree=of.place("strategia-puu"),
        strategy_address=of.place("strategia"),
        span=span_of(node.valid_from, node.valid_to),
        decision=_rests_on(node),
        change=form_of(of.attempt, "muuta", lambda: node_form(of, node), of.place("strategia-kohta", node.code), seen),
        retire=form_of(of.attempt, "paata", lambda: retire_form(of), of.place("strategia-kohta-paata", node.code)),
        remove=of.place("strategia-kohta-poista", node.code),
        below=len(with_below(of.nodes, node.pk)) - 1,
        fault=of.attempt.fault,
    )


def _rests_on(node: Node) -> str:
    return _("Perustuu päätökseen %(decision)s.") % {"decision": decision_title(node.decision)} if node.decision else ""


def decision_facts(chosen: str, decisions: Sequence[Decision]) -> dict[str, object]:
    """What a chosen decision changes: nothing where only a slip is corrected, or where none was asked."""
    found = next((one for one in decisions if str(one.pk) == chosen), None)
    return {} if chosen in ("", NO_DECISION) or found is None else {"decision": found}


def since_of(facts: Mapping[str, object], decision: Decision | None) -> object:
    """From which day a node that is added to an adopted strategy is in force."""
    return facts.get("valid_from") or (decision.date if decision is not None else None)
