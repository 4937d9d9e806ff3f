"""The projects and actions of a report, with their milestones and what was said of them at the report's review."""

from collections.abc import Iterable

from measures.periods import Period
from reporting.compiling.roles import Roles
from reporting.snapshot import ActionFacts, MilestoneFacts, NoteFacts, ProjectFacts
from reporting.standing import Names, Standing
from reporting.structure import names_of
from scorecard.models import Action, ActionNode, ProgressNote, Project, ProjectNode, Strategy
from scorecard.work.finding import actions_of, projects_of

_NOTES_BACK = 2
"""Years back from which a project's latest note is looked for."""


def projects_told(strategy: Strategy, standing: Standing, roles: Roles) -> tuple[ProjectFacts, ...]:
    """The strategy's projects as they are known at the report's moment: five queries."""
    found = list(projects_of(strategy.municipality).filter(strategy=strategy))
    notes: dict[int, list[ProgressNote]] = {}
    said = ProgressNote.objects.filter(
        project__in=found,
        period_ends__lte=standing.period.ends,
        period_ends__year__gte=standing.period.year - _NOTES_BACK,
        written_at__lte=standing.known_at,
    )
    for note in said.order_by("period_ends", "id"):
        notes.setdefault(note.project_id, []).append(note)
    return tuple(_project(one, notes.get(one.pk, []), standing, roles) for one in found)


def _project(one: Project, notes: list[ProgressNote], standing: Standing, roles: Roles) -> ProjectFacts:
    own = [note for note in notes if note.period_ends == standing.period.ends]
    earlier = [note for note in notes if note.period_ends < standing.period.ends]
    return ProjectFacts(
        code=one.code,
        names=names_of(one),
        sector=one.sector.code if one.sector is not None else "",
        nodes=_confirmed(one.links.all()),
        responsible=one.responsible_role,
        starts=one.starts,
        ends=one.ends,
        state=own[-1].state if own else one.state,
        serves_oulu2026=one.serves_oulu2026,
        milestones=tuple(
            MilestoneFacts(Names(step.name_fi), step.date, step.state, step.done_on) for step in one.milestones.all()
        ),
        note=_note(own[-1], roles) if own else None,
        previous_note=_note(earlier[-1], roles) if earlier else None,
    )


def _note(note: ProgressNote, roles: Roles) -> NoteFacts:
    period = Period.spanning(note.period_starts, note.period_ends)
    return NoteFacts(Names(note.text), note.state, period, note.written_at, roles.of(note.written_by_id))


def actions_told(strategy: Strategy) -> tuple[ActionFacts, ...]:
    """The strategy's actions: two queries."""
    return tuple(_action(one) for one in actions_of(strategy.municipality).filter(strategy=strategy))


def _action(one: Action) -> ActionFacts:
    return ActionFacts(
        code=one.code,
        names=names_of(one),
        unit=one.unit.code if one.unit is not None else "",
        nodes=_confirmed(one.links.all()),
        responsible=one.responsible_roles,
        schedule=one.schedule,
        sdg=one.sdg,
        state=one.state,
    )


def _confirmed(links: Iterable[ProjectNode | ActionNode]) -> tuple[str, ...]:
    """The goals and themes served: what is only proposed is left out."""
    return tuple(link.node.code for link in links if not link.proposed)
