"""The list of projects: whose, in which state, what they serve, and whose review is still to be written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from scorecard.models import Node, ProgressNote, Project, Unit
from scorecard.work.fields import Option
from scorecard.work.finding import under
from scorecard.work.forms import STATES
from scorecard.work.pages.parts import Served, State, days_of, milestones_in_short, served, state_of
from scorecard.work.reviews import Review, is_due

SECTOR, STATE, GOAL, OULU, MISSING = "toimiala", "tila", "tavoite", "oulu2026", "katsaus"
NO_SECTOR = "-"
LACKING = "puuttuu"
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in the list. ``lacks``: the review that is to be written, in words; ``reviewed``: when it was."""

    name: str
    address: str
    sector: str
    role: str
    days: str
    state: State
    served: tuple[Served, ...]
    milestones: str
    oulu2026: bool
    lacks: str
    reviewed: str


@dataclass(frozen=True, slots=True)
class Chooser:
    """One of the choosers over a list."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ProjectsPage:
    """The list with its choosers. ``add``: the address where a project is added, for those who may.

    ``faults``: what was asked for but is not to be chosen.
    """

    lines: tuple[ProjectLine, ...]
    total: int
    lacking: int
    lacking_address: str
    choosers: tuple[Chooser, ...]
    faults: tuple[str, ...]
    add: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader has chosen. What is not among the choices is as if not chosen."""

    sector: str = ""
    state: str = ""
    goal: str = ""
    oulu: bool = False
    missing: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> "Choice":
        """From the address."""
        return cls(
            query.get(SECTOR, ""), query.get(STATE, ""), query.get(GOAL, ""), query.get(OULU) == "1",
            query.get(MISSING) == LACKING,
        )  # fmt: skip


def projects_page(
    code: str,
    projects: Sequence[Project],
    sectors: Iterable[Unit],
    nodes: Sequence[tuple[int, Node]],
    reviews: Mapping[int, tuple[Review, ...]],
    notes: Mapping[int, ProgressNote],
    query: QueryDict,
    *,
    add: bool,
    oulu2026: bool,
) -> ProjectsPage:
    """The page. ``reviews``: of each strategy, the one due first; ``notes``: of each project the latest.

    ``oulu2026``: whether the municipality has anything to do with the capital of culture.
    """
    sectors = list(sectors)
    choice = _known(Choice.of(query), {NO_SECTOR, *(one.code for one in sectors)})
    choice = replace(choice, oulu=choice.oulu and oulu2026)
    wanted = _served_by(choice.goal, nodes)
    made = {one.pk: _line(code, one, reviews.get(one.strategy_id, ()), notes.get(one.pk)) for one in projects}
    shown = [made[one.pk] for one in projects if _is_chosen(one, made[one.pk], choice, wanted)]
    list_address = reverse("projektit", args=[code])
    choosers = tuple(one for one in _choosers(sectors, nodes, choice) if oulu2026 or one.name != OULU)
    return ProjectsPage(
        lines=tuple(shown),
        total=len(projects),
        lacking=sum(bool(one.lacks) for one in made.values()),
        lacking_address=f"{list_address}?{MISSING}={LACKING}",
        choosers=choosers,
        faults=not_offered(choosers, query),
        add=reverse("projekti-uusi", args=[code]) if add else "",
    )


def _known(choice: Choice, sectors: set[str]) -> Choice:
    states = {code for code, _word in STATES}
    sector = choice.sector if choice.sector in sectors else ""
    return replace(choice, sector=sector, state=choice.state if choice.state in states else "")


def _line(code: str, project: Project, reviews: Sequence[Review], note: ProgressNote | None) -> ProjectLine:
    due = reviews[0] if reviews else None
    written = note is not None and due is not None and note.period_ends >= due.ends
    lacks = due is not None and not written and is_due(due, project.state, project.starts)
    return ProjectLine(
        name=named(project),
        address=reverse("projekti", args=[code, project.strategy.code, project.code]),
        sector=named(project.sector) if project.sector is not None else _("Ei toimialaa"),
        role=project.responsible_role,
        days=days_of(project),
        state=state_of(project.state),
        served=served(project.links.all()),
        milestones=milestones_in_short(list(project.milestones.all())),
        oulu2026=project.serves_oulu2026,
        lacks=due.name if due is not None and lacks else "",
        reviewed=_reviewed(due, note) if written else "",
    )


def _reviewed(due: Review | None, note: ProgressNote | None) -> str:
    return (
        _("%(name)s: kirjoitettu %(written_at)s") % {"name": due.name, "written_at": write_day(note.written_at)}
        if due is not None and note is not None
        else ""
    )


def _is_chosen(project: Project, line: ProjectLine, choice: Choice, wanted: set[int] | None) -> bool:
    sector = project.sector.code if project.sector is not None else NO_SECTOR
    return (
        choice.sector in ("", sector)
        and choice.state in ("", project.state)
        and (wanted is None or any(link.node_id in wanted for link in project.links.all()))
        and (project.serves_oulu2026 or not choice.oulu)
        and (bool(line.lacks) or not choice.missing)
    )


def _served_by(goal: str, nodes: Sequence[tuple[int, Node]]) -> set[int] | None:
    """The goal chosen and what stands below it; None where none was chosen."""
    found = [node.pk for _depth, node in nodes if goal == str(node.pk)]
    return under(nodes, found[0]) if found else None


def _choosers(sectors: Iterable[Unit], nodes: Sequence[tuple[int, Node]], choice: Choice) -> tuple[Chooser, ...]:
    places = [
        ("", _("Kaikki toimialat")),
        *((one.code, named(one)) for one in sectors),
        (NO_SECTOR, _("Ei toimialaa")),
    ]
    goals = [("", _("Kaikki tavoitteet")), *((str(node.pk), "– " * depth + named(node)) for depth, node in nodes)]
    return (
        chooser(SECTOR, _("Toimiala"), places, choice.sector),
        chooser(STATE, _("Tila"), [("", _("Kaikki tilat")), *STATES], choice.state),
        chooser(GOAL, _("Tavoite tai teema"), goals, choice.goal),
        chooser(OULU, "Oulu2026", [("", _("Kaikki")), ("1", _("Palvelee Oulu2026:ta"))], "1" if choice.oulu else ""),
        chooser(
            MISSING,
            _("Katsaus"),
            [("", _("Kaikki")), (LACKING, _("Katsaus puuttuu"))],
            LACKING if choice.missing else "",
        ),
    )


def not_offered(choosers: Iterable[Chooser], query: QueryDict) -> tuple[str, ...]:
    """What an address asks for that the choosers over the list do not have: a sentence for each."""
    found = []
    for one in choosers:
        typed = query.get(one.name, "").strip()
        if typed and all(option.code != typed for option in one.options):
            choice = {"choice": f"{one.label}: {typed[:_LONGEST]}"}
            found.append(_("Valintaa ”%(choice)s” ei ole. Sitä ei otettu huomioon.") % choice)
    return tuple(found)


def chooser(name: str, label: str, choices: Iterable[tuple[str, str]], chosen: str) -> Chooser:
    """A chooser with what has been chosen."""
    return Chooser(name, label, tuple(Option(code, words, code == chosen) for code, words in choices))
