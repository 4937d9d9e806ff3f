"""The page of one project: facts, what it serves, milestones, what has been said of it at reviews, its history."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import named
from scorecard.models import Milestone, Node, ProgressNote, Project
from scorecard.models.codes import WorkState
from scorecard.permissions import Right
from scorecard.work.fields import Asked, asked, said
from scorecard.work.finding import offered
from scorecard.work.forms import ChangedMilestoneForm, MilestoneForm, NoteForm, ProjectForm, ServedForm
from scorecard.work.keeper import Keeper
from scorecard.work.pages.changes import Change, History, changes_of, latest_of
from scorecard.work.pages.parts import (
    MilestoneLine,
    Note,
    Served,
    State,
    days_of,
    milestone_line,
    milestones_in_short,
    note_of,
    served,
    state_of,
)
from scorecard.work.reviews import Review, is_due

FACTS = ("name_fi", "sector", "responsible_role", "description", "starts", "ends", "state", "serves_oulu2026")


@dataclass(frozen=True, slots=True)
class Attempt:
    """A form that was not accepted: which, of which milestone, and whether somebody else saved meanwhile."""

    of: str = ""
    form: Form | None = None
    milestone: int = 0
    conflict: bool = False
    fault: str = ""


NO_ATTEMPT = Attempt()


@dataclass(frozen=True, slots=True)
class KeptMilestone:
    """A milestone with its steps, for those who keep the project."""

    id: int
    line: MilestoneLine
    change: Asked | None = None
    order: int = 0
    first: bool = False
    last: bool = False
    move: str = ""
    remove: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The review that is due: whether its note is lacking, what was said at it and at the one before."""

    name: str
    lacks: bool
    notes: tuple[Note, ...]
    before: Note | None
    form: Asked | None


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """What the page shows. The forms are there for those who keep the project only."""

    name: str
    strategy: str
    draft: bool
    sector: str
    role: str
    days: str
    state: State
    description: str
    oulu2026: bool
    municipalities: tuple[str, ...]
    served: tuple[Served, ...]
    proposed: int
    milestones_in_short: str
    milestones: tuple[KeptMilestone, ...]
    reviewed: Reviewed | None
    notes: tuple[Note, ...]
    changes: tuple[Change, ...]
    fault: str
    settle: str
    change: Asked | None
    serve: Asked | None
    add_milestone: Asked | None
    remove: str


@dataclass(frozen=True, slots=True)
class Seen:
    """The versions that the page's forms are made from: of the facts, of what is served, of each milestone."""

    facts: int
    links: int
    milestones: Mapping[int, int]


def seen_of(history: History) -> Seen:
    """The versions by the history. It is to be read before what is shown: a save in between is then a conflict, while
    a version read after the facts would let an old text be saved over a new one."""
    milestones = {one.id: one.history_id for one in history.milestones}
    return Seen(latest_of(history.own), latest_of(history.links), milestones)


@dataclass(frozen=True, slots=True)
class Material:
    """What the page is made of, read from the database. ``notes``: of the project, earliest first."""

    project: Project
    history: History
    keeper: Keeper
    nodes: Sequence[tuple[int, Node]]
    reviews: Sequence[Review]
    notes: Sequence[ProgressNote]
    today: dt.date
    attempt: Attempt = field(default=NO_ATTEMPT)

    @property
    def seen(self) -> Seen:
        """The versions that its forms are made from."""
        return seen_of(self.history)

    def place(self, name: str, *more: object) -> str:
        """An address of the project."""
        project = self.project
        municipality = self.keeper.access.municipality.code
        return reverse(name, args=[municipality, project.strategy.code, project.code, *more])


def project_page(of: Material) -> ProjectPage:
    """The page."""
    project, keeps = of.project, of.keeper.keeps_project(of.project)
    milestones = list(project.milestones.all())
    links = served(project.links.all())
    return ProjectPage(
        name=named(project),
        strategy=named(project.strategy),
        draft=project.strategy.state == "draft",
        sector=named(project.sector) if project.sector is not None else _("Ei toimialaa"),
        role=project.responsible_role,
        days=days_of(project),
        state=state_of(project.state),
        description=project.description,
        oulu2026=project.serves_oulu2026,
        municipalities=tuple(named(one) for one in project.municipalities.all()),
        served=links,
        proposed=sum(one.proposed for one in links),
        milestones_in_short=milestones_in_short(milestones),
        milestones=tuple(_milestones(of, milestones, keeps=keeps)),
        reviewed=_reviewed(of, keeps=keeps),
        notes=tuple(note_of(note) for note in reversed(of.notes)),
        changes=changes_of(of.history),
        fault=of.attempt.fault,
        settle=of.place("projekti-ehdotus") if of.keeper.keeps_sources else "",
        change=_changed(of) if keeps else None,
        serve=_serving(of) if keeps else None,
        add_milestone=_adding(of) if keeps else None,
        remove=of.place("projekti-poista") if keeps else "",
    )


def _adding(of: Material) -> Asked:
    return asked(_attempted(of, "virstanpylvas") or MilestoneForm(), of.place("virstanpylvas-uusi"), "uusi")


def _attempted(of: Material, name: str, milestone: int = 0) -> Form | None:
    attempt = of.attempt
    return attempt.form if (attempt.of, attempt.milestone) == (name, milestone) else None


def facts_form(keeper: Keeper, project: Project, typed: Mapping[str, object] | None = None) -> ProjectForm:
    """The form of a project's facts, filled with what stands or with what was typed."""
    sectors = [(str(one.pk), named(one)) for one in keeper.sectors]
    own = project.sector
    if own is not None and str(own.pk) not in dict(sectors):
        sectors.append((str(own.pk), named(own)))
    whole = keeper.access.everywhere(Right.KEEP_PROJECTS)
    initial = {name: getattr(project, name) for name in FACTS} | {"sector": project.sector_id or ""}
    oulu2026 = project.serves_oulu2026 or bool(getattr(project, "asks_of_oulu2026", False))
    given = [typed] if typed is not None else []
    return ProjectForm(*given, sectors=sectors, whole=whole, oulu2026=oulu2026, initial=initial)


def served_form(
    project: Project, nodes: Iterable[tuple[int, Node]], typed: Mapping[str, object] | None = None
) -> ServedForm:
    """The form of what a project serves. Retired goals are offered to what serves them already."""
    links = {link.node.code: link.proposed for link in project.links.all()}
    things = [(node.code, named(node)) for _depth, node in offered(nodes, links)]
    ticked = [code for code, proposed in links.items() if not proposed]
    return ServedForm(*([typed] if typed is not None else []), nodes=things, initial={"nodes": ticked})


def _changed(of: Material) -> Asked:
    form = _attempted(of, "tiedot")
    stored = facts_form(of.keeper, of.project)
    now = words_of(stored) if of.attempt.conflict and form is not None else None
    return asked(form or stored, of.place("projekti-muokkaa"), "tiedot", _kept(of, form, of.seen.facts), now=now)


def _serving(of: Material) -> Asked:
    form = _attempted(of, "kohteet")
    stored = served_form(of.project, of.nodes)
    now = words_of(stored) if of.attempt.conflict and form is not None else None
    depths = {node.code: depth for depth, node in of.nodes}
    seen = _kept(of, form, of.seen.links)
    return asked(form or stored, of.place("projekti-kohteet"), "kohteet", seen, now=now, depths=depths)


def _kept(of: Material, form: Form | None, fresh: object) -> object:
    """The version a form was made from. One that was refused for another reason keeps its own, lest the writer
    overwrite what has been saved meanwhile without seeing it."""
    if form is None or of.attempt.conflict:
        return fresh
    return form.data.get("seen", "")


def words_of(form: Form) -> dict[str, str]:
    """What stands in each field of a form, in words."""
    from_form = asked(form, "", "nyt")
    return {one.name: said(one) for one in from_form.fields}


def _milestones(of: Material, milestones: Sequence[Milestone], *, keeps: bool) -> Iterable[KeptMilestone]:
    last = len(milestones) - 1
    for place, one in enumerate(milestones):
        if not keeps:
            yield KeptMilestone(one.pk, milestone_line(one))
            continue
        yield KeptMilestone(
            id=one.pk,
            line=milestone_line(one),
            change=_milestone_form(of, one, of.seen.milestones.get(one.pk, 0)),
            order=one.order,
            first=place == 0,
            last=place == last,
            move=of.place("virstanpylvas-siirra", one.pk),
            remove=of.place("virstanpylvas-poista", one.pk),
        )


def milestone_form(
    milestone: Milestone, today: dt.date, typed: Mapping[str, object] | None = None
) -> ChangedMilestoneForm:
    """The form of a milestone, filled with what stands or with what was typed."""
    initial = {
        "name": milestone.name_fi,
        "date": milestone.date,
        "state": milestone.state,
        "done_on": milestone.done_on,
    }
    return ChangedMilestoneForm(*([typed] if typed is not None else []), today=today, initial=initial)


def _milestone_form(of: Material, milestone: Milestone, fresh: int) -> Asked:
    form = _attempted(of, "virstanpylvas", milestone.pk)
    stored = milestone_form(milestone, of.today)
    now = words_of(stored) if of.attempt.conflict and form is not None else None
    seen = _kept(of, form, fresh)
    place = of.place("virstanpylvas", milestone.pk)
    return asked(form or stored, place, f"pylvas-{milestone.pk}", seen, now=now)


def note_form(reviews: Sequence[Review], state: WorkState | str, typed: Mapping[str, object] | None = None) -> NoteForm:
    """The form of a note; the latest review is chosen."""
    offered = [(one.code, one.name) for one in reviews]
    initial = {"review": reviews[0].code, "state": state}
    return NoteForm(*([typed] if typed is not None else []), reviews=offered, initial=initial)


def _reviewed(of: Material, *, keeps: bool) -> Reviewed | None:
    if not of.reviews:
        return None
    due = of.reviews[0]
    told = [note for note in of.notes if (note.period_starts, note.period_ends) == (due.starts, due.ends)]
    before = [note for note in of.notes if note.period_ends < due.ends]
    return Reviewed(
        name=due.name,
        lacks=not told and is_due(due, of.project.state, of.project.starts),
        notes=tuple(note_of(note) for note in reversed(told)),
        before=note_of(before[-1]) if before else None,
        form=_note_form(of) if keeps else None,
    )


def _note_form(of: Material) -> Asked:
    form = _attempted(of, "katsaus")
    chosen = form.data.get("review", "") if form is not None else ""
    due = next((one for one in of.reviews if one.code == chosen), of.reviews[0])
    told = [note for note in of.notes if (note.period_starts, note.period_ends) == (due.starts, due.ends)]
    now = None
    if of.attempt.conflict and told:
        stored = NoteForm(initial={"text": told[-1].text, "state": told[-1].state}, reviews=[(due.code, due.name)])
        now = {name: word for name, word in words_of(stored).items() if name != "review"}
    seen = note_seen(of.notes)
    return asked(
        form or note_form(of.reviews, of.project.state), of.place("projekti-katsaus"), "katsaus",
        _kept(of, form, seen), now=now,
    )  # fmt: skip


def note_seen(notes: Sequence[ProgressNote]) -> int:
    """The latest note that was there when the page was made: whoever writes then has seen it and all before it."""
    return max((note.pk for note in notes), default=0)
