"""Projects and actions as lines of public tables, and the lists of them by sector."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kemi_strategy.web.speaking import named
from reporting.pages.places import Places
from reporting.pages.public.indicators import Searching, searching
from reporting.pages.public.messages import states
from reporting.pages.public.narrowing import (
    NO_SECTOR,
    STATE,
    Narrowed,
    begins,
    goal_chooser,
    narrowed,
    sector_chooser,
)
from reporting.pages.public.territory import Territory
from scorecard.labels import WORK_STATES
from scorecard.models import Action, ActionNode, Node, Project, ProjectNode, Strategy
from scorecard.work.finding import under
from scorecard.work.pages.parts import State, days_of, state_of
from scorecard.work.pages.projects import Chooser, chooser

UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class ServedGoal:
    """A goal or theme that is served, by a link that has been confirmed."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A project or an action. ``where``: the sector or unit; ``when``: its days or schedule; ``far``: milestones."""

    name: str
    address: str
    where: str
    role: str
    when: str
    state: State
    served: tuple[ServedGoal, ...]
    far: str = ""
    oulu2026: bool = False


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """The projects or actions of one sector."""

    code: str
    name: str
    address: str
    lines: tuple[WorkLine, ...]


@dataclass(frozen=True, slots=True)
class WorkList:
    """What a list shows. ``total``: how many there are before narrowing."""

    message: str
    searching: Searching
    total: int
    groups: tuple[WorkGroup, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """What a list is made of beside its lines: strategies to choose from, their goals, and the sectors."""

    strategies: Sequence[Strategy]
    chosen: Strategy | None
    nodes: Sequence[tuple[int, Node]]
    territory: Territory
    places: Places


type Work = Project | Action
type Link = ProjectNode | ActionNode


def project_list(
    projects: Sequence[Project], done: Mapping[int, tuple[int, int]], of: Whole, query: QueryDict
) -> WorkList:
    """The projects. ``done``: of each how many of its milestones are done, and how many there are."""
    made = {one.pk: project_line(one, of.places, _links(one), done.get(one.pk)) for one in projects}
    asked = _asked(of, query)
    shown = [one for one in projects if _wanted(one, _sector(one, of), asked, of)]
    return WorkList(
        message=states((one.state for one in shown), projects_counted),
        searching=searching(asked, _choosers(of, asked, unsaid=False), of.places.public("julkiset-projektit"), query),
        total=len(projects),
        groups=_groups(shown, made, of),
    )


def action_list(actions: Sequence[Action], of: Whole, query: QueryDict) -> WorkList:
    """The actions."""
    made = {one.pk: action_line(one, of.places, _links(one)) for one in actions}
    asked = _asked(of, query)
    shown = [one for one in actions if _wanted(one, _sector(one, of), asked, of)]
    return WorkList(
        message=states((one.state for one in shown), actions_counted),
        searching=searching(asked, _choosers(of, asked, unsaid=True), of.places.public("julkiset-toimenpiteet"), query),
        total=len(actions),
        groups=_groups(shown, made, of),
    )


def project_line(
    project: Project, places: Places, links: Iterable[Link] = (), done: tuple[int, int] | None = None
) -> WorkLine:
    """A project as a line."""
    own = places.of_strategy(project.strategy)
    return WorkLine(
        name=named(project),
        address=own.public("julkinen-projekti", project.code),
        where=named(project.sector) if project.sector is not None else "",
        role=project.responsible_role,
        when=days_of(project),
        state=state_of(project.state),
        served=served_goals(links, places),
        far=_("%(done)s/%(milestones)s valmiina") % {"done": done[0], "milestones": done[1]}
        if done is not None and done[1]
        else "",
        oulu2026=project.serves_oulu2026,
    )


def action_line(action: Action, places: Places, links: Iterable[Link] = ()) -> WorkLine:
    """An action as a line."""
    return WorkLine(
        name=named(action),
        address=places.of_strategy(action.strategy).public("julkinen-toimenpide", action.code),
        where=named(action.unit) if action.unit is not None else "",
        role=action.responsible_roles,
        when=action.schedule or _("aikataulua ei ole kerrottu"),
        state=state_of(action.state),
        served=served_goals(links, places),
    )


def served_goals(links: Iterable[Link], places: Places) -> tuple[ServedGoal, ...]:
    """What is served: the links that have been confirmed."""
    return tuple(
        ServedGoal(named(link.node), places.of_strategy(link.node.strategy).node(link.node.code))
        for link in links
        if not link.proposed
    )


def _links(work: Work) -> list[Link]:
    return list(work.links.all())


def _sector(work: Work, of: Whole) -> str:
    return of.territory.of_unit(work.sector if isinstance(work, Project) else work.unit) or NO_SECTOR


def _asked(of: Whole, query: QueryDict) -> Narrowed:
    goals = {node.code for _depth, node in of.nodes}
    offered = {*WORK_STATES, UNSAID}
    return narrowed(query, goals=goals, sectors=of.territory.codes | {NO_SECTOR}, states=offered)


def _wanted(work: Work, sector: str, asked: Narrowed, of: Whole) -> bool:
    tops = [node.pk for _depth, node in of.nodes if node.code == asked.goal]
    goals = {pk for top in tops for pk in under(of.nodes, top)}
    return (
        (of.chosen is None or work.strategy_id == of.chosen.pk)
        and asked.sector in ("", sector)
        and asked.state in ("", work.state or UNSAID)
        and (not goals or any(link.node_id in goals for link in _links(work) if not link.proposed))
        and begins(asked.search, work.name_fi, work.name_sv, work.name_en)
    )


def projects_counted(number: int) -> str:
    """So many projects."""
    return ngettext("%(number)s projekti", "%(number)s projektia", number) % {"number": number}


def actions_counted(number: int) -> str:
    """So many actions."""
    return ngettext("%(number)s toimenpide", "%(number)s toimenpidettä", number) % {"number": number}


def _choosers(of: Whole, asked: Narrowed, *, unsaid: bool) -> tuple[Chooser, ...]:
    several = [("", _("Kaikki strategiat ja ohjelmat")), *((one.code, named(one)) for one in of.strategies)]
    which = chooser("strategia", _("Strategia tai ohjelma"), several, of.chosen.code if of.chosen is not None else "")
    goals = [(node.code, "– " * depth + named(node)) for depth, node in of.nodes]
    offered = [("", _("Kaikki tilat")), *((code.value, word.capitalize()) for code, word in WORK_STATES.items())]
    offered += [(UNSAID, _("Tilaa ei ole kerrottu"))] if unsaid else []
    return (
        *((which,) if len(of.strategies) > 1 else ()),
        goal_chooser(goals, asked.goal),
        sector_chooser(of.territory.sectors, asked.sector, none=True),
        chooser(STATE, _("Tila"), offered, asked.state),
    )


def _groups(shown: Iterable[Work], made: Mapping[int, WorkLine], of: Whole) -> tuple[WorkGroup, ...]:
    by_sector: dict[str, list[WorkLine]] = {}
    for one in shown:
        by_sector.setdefault(_sector(one, of), []).append(made[one.pk])
    groups = [
        WorkGroup(unit.code, named(unit), of.places.public("toimiala", unit.code), tuple(by_sector.pop(unit.code)))
        for unit in of.territory.sectors
        if unit.code in by_sector
    ]
    rest = tuple(line for lines in by_sector.values() for line in lines)
    return (*groups, WorkGroup(NO_SECTOR, _("Toimialaa ei ole kerrottu"), "", rest)) if rest else tuple(groups)
