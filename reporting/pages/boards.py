"""A board's pack as plain values: its sector's rows from the Standing, its projects, and its actions by theme."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import content, named
from reporting.pages.choices import Choice, period_choices
from reporting.pages.counts import Tally, tally
from reporting.pages.places import Places
from reporting.pages.rows import RowView, row_view
from reporting.reach import answers_for, reports
from reporting.standing import WORK_KINDS, Audience, RowStanding, Standing, tallied
from scorecard.models import Action, Node, ProgressNote, Project, Unit
from scorecard.models.codes import StrategyState
from scorecard.work.pages.parts import (
    MilestoneLine,
    Note,
    Served,
    State,
    days_of,
    milestone_line,
    note_of,
    served,
    state_of,
)


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A board in the list, with the unit it leads."""

    name: str
    unit: str
    address: str


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that are in the pack for the same reason."""

    code: str
    name: str
    why: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class PackStrategy:
    """A strategy's rows in the pack."""

    code: str
    name: str
    tally: Tally
    number_of_rows: int
    groups: tuple[RowGroup, ...]


@dataclass(frozen=True, slots=True)
class PackProject:
    """A project in the pack, with what was last said of it by the end of the period."""

    name: str
    sector: str
    role: str
    days: str
    state: State
    oulu2026: bool
    served: tuple[Served, ...]
    milestones: tuple[MilestoneLine, ...]
    note: Note | None


@dataclass(frozen=True, slots=True)
class PackAction:
    """An action in the pack."""

    name: str
    unit: str
    state: State
    proposed: bool


@dataclass(frozen=True, slots=True)
class ThemeActions:
    """A goal or theme with the actions that serve it."""

    name: str
    above: str
    actions: tuple[PackAction, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A board's pack. ``approved``: only approved figures, sure links and confirmed readings are in it."""

    board: str
    unit: str
    at: str
    made: str
    approved: bool
    draft: bool
    periods: tuple[Choice, ...]
    strategies: tuple[PackStrategy, ...]
    projects: tuple[PackProject, ...]
    themes: tuple[ThemeActions, ...]
    number_of_actions: int


@dataclass(frozen=True, slots=True)
class Reach:
    """What belongs to the board: its unit, by code it and those below, and their work."""

    unit: Unit
    units: Collection[str]
    projects: Sequence[Project]
    actions: Sequence[Action]
    notes: Mapping[int, ProgressNote]


def boards_page(code: str, units: Iterable[Unit]) -> tuple[BoardLine, ...]:
    """The units that a board leads, in their order."""
    return tuple(
        BoardLine(content(unit.board), named(unit), reverse("lautakunta", args=[code, unit.code]))
        for unit in units
        if unit.board
    )


def pack_page(
    reach: Reach, standings: Sequence[Standing], places: Places, nodes: Sequence[tuple[int, Node]], today: dt.date
) -> Pack:
    """The pack of a board, from the Standings of the strategies in force made for its reader."""
    first = standings[0]
    approved = first.audience is Audience.PUBLIC
    since = [facts.valid_from for facts in (one.strategy for one in standings) if facts.valid_from is not None]
    return Pack(
        board=content(reach.unit.board),
        unit=named(reach.unit),
        at=write_day(first.period.ends),
        made=write_day(today),
        approved=approved,
        draft=any(one.strategy.state == StrategyState.DRAFT for one in standings),
        periods=period_choices(first.period, min(since, default=None), today),
        strategies=tuple(_strategy(standing, reach, places) for standing in standings),
        projects=tuple(_project(one, reach.notes.get(one.pk), proposed=not approved) for one in reach.projects),
        themes=tuple(_themes(reach.actions, nodes, proposed=not approved)),
        number_of_actions=len(reach.actions),
    )


def _strategy(standing: Standing, reach: Reach, places: Places) -> PackStrategy:
    own = [row for row in standing.rows if answers_for(row, reach.units)]
    linked_codes = _linked(standing, reach)
    linked = [row for row in standing.rows if row.code in linked_codes - {one.code for one in own}]
    taken = {row.code for row in (*own, *linked)}
    day = standing.period.ends
    shared = [row for row in standing.rows if row.code not in taken and reports(row, reach.units, day)]
    groups = (
        ("omat", _("Omat mittarit"), _("Mittarin vastuuyksikkö kuuluu lautakunnan toimialaan."), own),
        (
            "projektien",
            _("Projektien ja toimenpiteiden mittarit"),
            _("Mittari on liitetty lautakunnan työhön."),
            linked,
        ),
        (
            "yhteiset",
            _("Yhteiset mittarit"),
            _("Toimialan yksiköt raportoivat mittaria muiden kanssa. Luku on koko kunnan, ei vain tämän toimialan."),
            shared,
        ),
    )
    made = (RowGroup(code, name, why, _views(rows, places)) for code, name, why, rows in groups)
    found = tuple(group for group in made if group.rows)
    rows = [*own, *linked, *shared]
    return PackStrategy(standing.strategy.code, standing.strategy.names.told, tally(tallied(rows)), len(rows), found)


def _linked(standing: Standing, reach: Reach) -> set[str]:
    """The rows that hang on the board's projects or actions of this strategy."""
    own = {("project", one.code) for one in reach.projects if one.strategy.code == standing.strategy.code}
    own |= {("action", one.code) for one in reach.actions if one.strategy.code == standing.strategy.code}
    nodes = standing.of_kind(*WORK_KINDS)
    return {code for node in nodes if (node.branch.kind, node.branch.code) in own for code in node.rows}


def _views(rows: Iterable[RowStanding], places: Places) -> tuple[RowView, ...]:
    return tuple(row_view(row, places) for row in rows)


def _project(project: Project, note: ProgressNote | None, *, proposed: bool) -> PackProject:
    return PackProject(
        name=named(project),
        sector=named(project.sector) if project.sector is not None else "",
        role=project.responsible_role,
        days=days_of(project),
        state=state_of(project.state),
        oulu2026=project.serves_oulu2026,
        served=served(project.links.all(), proposed=proposed),
        milestones=tuple(milestone_line(one) for one in project.milestones.all()),
        note=_note(note) if note is not None else None,
    )


def _note(note: ProgressNote) -> Note:
    """A note with its day and without its writer: a paper for a meeting names roles, not people."""
    return replace(note_of(note), written=_("kirjoitettu %(day)s") % {"day": write_day(note.written_at)})


def _themes(actions: Sequence[Action], nodes: Iterable[tuple[int, Node]], *, proposed: bool) -> Iterable[ThemeActions]:
    """The actions under each goal and theme they serve, in the trees' order; those that serve none last."""
    by_node: dict[int, list[PackAction]] = {}
    rest = []
    for action in actions:
        links = [link for link in action.links.all() if proposed or not link.proposed]
        for link in links:
            by_node.setdefault(link.node_id, []).append(_action(action, proposed=link.proposed))
        if not links:
            rest.append(_action(action, proposed=False))
    names: dict[int, str] = {}
    for _depth, node in nodes:
        names[node.pk] = named(node)
        if node.pk in by_node:
            yield ThemeActions(named(node), names.get(node.parent_id or 0, ""), tuple(by_node[node.pk]))
    if rest:
        yield ThemeActions(_("Ei vahvistettua tavoitetta tai teemaa"), "", tuple(rest))


def _action(action: Action, *, proposed: bool) -> PackAction:
    unit = named(action.unit) if action.unit is not None else ""
    return PackAction(named(action), unit, state_of(action.state), proposed)
