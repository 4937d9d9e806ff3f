"""The strategy on one page: mission, vision, goals, themes, and the projects and rows that serve them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from reporting.gathering import gathered
from reporting.pages.cards import NodeCard, card_of
from reporting.pages.choices import Choice, period_choices, strategy_choices
from reporting.pages.counts import Badge, badge
from reporting.pages.places import Places
from reporting.standing import Audience, NodeStanding, RowStanding, Standing
from scorecard.labels import kind_word
from scorecard.models import Project
from scorecard.models.codes import NodeKind
from scorecard.work.pages.parts import State, state_of

_AIMS = (NodeKind.OBJECTIVE, NodeKind.THEME, NodeKind.SUCCESS_FACTOR)


@dataclass(frozen=True, slots=True)
class MapRow:
    """A row. ``reading``: its target is only proposed; ``linked``: its link is, while others of the goal are sure."""

    name: str
    address: str
    badge: Badge
    reading: bool
    linked: bool


@dataclass(frozen=True, slots=True)
class MapProject:
    """A project with the rows that hang on it."""

    name: str
    address: str
    state: State
    proposed: bool
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, slots=True)
class MapNode:
    """A goal, theme, objective or success factor with what is below it. ``card``: its counts, of goals shown."""

    kind: str
    card: NodeCard
    nodes: tuple["MapNode", ...]
    projects: tuple[MapProject, ...]
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, slots=True)
class MapGroup:
    """Rows of a benefit that hang on no goal or theme."""

    name: str
    address: str
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, slots=True)
class StrategyMap:
    """What the page shows. ``rest``: rows that hang on none of the nodes; ``apart``: such projects.

    ``kept``: what the chooser of the period has to carry along.
    """

    strategy: str
    at: str
    periods: tuple[Choice, ...]
    strategies: tuple[Choice, ...]
    mission: str
    vision: str
    goals: tuple[MapNode, ...]
    aims: tuple[MapNode, ...]
    rest: tuple[MapGroup, ...]
    apart: tuple[MapProject, ...]
    home: str
    inside: bool
    kept: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Drawing:
    """What has been read, and the rows (by code) that have found their place."""

    standing: Standing
    places: Places
    projects: Sequence[Project]
    placed: set[str] = field(default_factory=set)
    shown: set[int] = field(default_factory=set)

    @property
    def inside(self) -> bool:
        return self.standing.audience is Audience.INTERNAL

    def tree(self, *kinds: NodeKind) -> tuple[MapNode, ...]:
        """The topmost nodes of these kinds, each with all below it."""
        tops = [node for node in self.standing.of_kind(*kinds) if node.branch.parent is None]
        return tuple(
            self._node(node, place, mixed=len(node.proposed) < len(node.rows)) for place, node in enumerate(tops)
        )

    def _node(self, node: NodeStanding, place: int, *, mixed: bool) -> MapNode:
        """``mixed``: some links below the topmost node are sure; where none is, that is said once, of the node."""
        below = [one for one in self.standing.of_kind(*NodeKind) if one.branch.parent == node.branch.code]
        links = [link for link in node.branch.links if self.inside or not link.proposed]
        return MapNode(
            kind=kind_word(self.standing.strategy.manner.words, NodeKind(node.branch.kind)),
            card=card_of(node, place, self.standing, self.places),
            nodes=tuple(self._node(one, place, mixed=mixed) for one in below),
            projects=self._projects_of(node.branch.code),
            rows=tuple(self._row(self.standing.row(link.row), linked=link.proposed and mixed) for link in links),
        )

    def _row(self, row: RowStanding, *, linked: bool) -> MapRow:
        self.placed.add(row.code)
        name, address = row.facts.indicator.names.told, self.places.row(row.code)
        return MapRow(name, address, badge(row.verdict), row.proposed, linked)

    def _projects_of(self, code: str) -> tuple[MapProject, ...]:
        found = []
        for project in self.projects:
            links = [one for one in project.links.all() if one.node.code == code and (self.inside or not one.proposed)]
            found += [self._project(project, proposed=links[0].proposed)] if links else []
        return tuple(found)

    def _project(self, project: Project, *, proposed: bool = False) -> MapProject:
        self.shown.add(project.pk)
        works = {node.branch.code: node for node in self.standing.of_kind("project")}
        codes = works[project.code].rows if project.code in works else ()
        rows = tuple(self._row(self.standing.row(code), linked=False) for code in codes)
        return MapProject(named(project), self._address(project), state_of(project.state), proposed, rows)

    def _address(self, project: Project) -> str:
        if self.inside:
            return reverse("projekti", args=[self.places.municipality, project.strategy.code, project.code])
        return self.places.of_strategy(project.strategy).public("julkinen-projekti", project.code)

    def apart(self) -> tuple[MapProject, ...]:
        """The projects that serve none of the nodes."""
        return tuple(self._project(one) for one in self.projects if one.pk not in self.shown)

    def rest(self) -> Iterable[MapGroup]:
        """The rows that have not found a place, by benefit."""
        for node, rows in gathered(self.standing):
            left = [row for row in rows if row.code not in self.placed]
            name = node.branch.names.told if node is not None else _("Muut mittarit")
            address = self.places.node(node.branch.code) if node is not None else ""
            if left:
                yield MapGroup(name, address, tuple(self._row(row, linked=False) for row in left))


def strategy_map_page(
    standing: Standing,
    projects: Sequence[Project],
    places: Places,
    strategies: Sequence[tuple[str, str, str]],
    today: dt.date,
    kept: tuple[tuple[str, str], ...] = (),
) -> StrategyMap:
    """The map of a Standing with the strategy's projects. ``strategies``: code, name and state of those to choose.

    ``kept``: what the chooser has to carry along.
    """
    facts = standing.strategy
    drawing = _Drawing(standing, places, projects)
    goals, aims, apart = drawing.tree(NodeKind.GOAL), drawing.tree(*_AIMS), drawing.apart()
    return StrategyMap(
        strategy=facts.names.told,
        at=write_day(standing.period.ends),
        periods=period_choices(standing.period, facts.valid_from, today),
        strategies=strategy_choices(strategies, facts.code),
        mission=facts.mission.told,
        vision=facts.vision.told,
        goals=goals,
        aims=aims,
        rest=tuple(drawing.rest()),
        apart=apart,
        home=places.home,
        inside=drawing.inside,
        kept=kept,
    )
