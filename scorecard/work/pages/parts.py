"""What is shown of projects and actions wherever they stand: state, what is served, milestones, notes."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today, write_day
from kemi_strategy.web.speaking import content, named
from scorecard.labels import WORK_STATES
from scorecard.models import ActionNode, Milestone, ProgressNote, Project, ProjectNode, User
from scorecard.models.codes import WorkState
from scorecard.work.reviews import review_of


@dataclass(frozen=True, slots=True)
class State:
    """State of work as shown: ``code`` picks its symbol, ``word`` says it."""

    code: str
    word: str


@dataclass(frozen=True, slots=True)
class Served:
    """A goal or theme that is served. ``proposed``: a steward has not confirmed it."""

    code: str
    name: str
    proposed: bool


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone as shown."""

    name: str
    state: State
    day: str


@dataclass(frozen=True, slots=True)
class Note:
    """What was said of a project at a review, by whom and when."""

    review: str
    state: State
    text: str
    written: str


def state_of(code: str) -> State:
    """The state of work; of an action whose state nobody has told, that."""
    return State(code, WORK_STATES[WorkState(code)]) if code else State("unsaid", _("tilaa ei ole kerrottu"))


def served(links: Iterable[ProjectNode | ActionNode], *, proposed: bool = True) -> tuple[Served, ...]:
    """What is served, in the tree's order; without the proposed ones where they are not to be seen."""
    return tuple(
        Served(link.node.code, named(link.node), link.proposed) for link in links if proposed or not link.proposed
    )


def milestone_line(milestone: Milestone) -> MilestoneLine:
    """The milestone with its day: when it was reached, or for when it is planned."""
    return MilestoneLine(content(milestone.name_fi), state_of(milestone.state), milestone_day(milestone))


def milestone_day(milestone: Milestone) -> str:
    """The day in words."""
    if milestone.done_on is not None:
        return _("valmistui %(date)s") % {"date": write_day(milestone.done_on)}
    if milestone.date is None:
        return _("ei päivää")
    date = write_day(milestone.date)
    if milestone.date < today() and milestone.state != WorkState.DONE:
        return _("määräpäivä %(date)s on ohi") % {"date": date}
    return _("määräpäivä %(date)s") % {"date": date}


def milestones_in_short(milestones: Sequence[Milestone]) -> str:
    """How many are done: «2/5 valmiina»."""
    done = sum(one.state == WorkState.DONE for one in milestones)
    return (
        _("%(done)s/%(milestones)s valmiina") % {"done": done, "milestones": len(milestones)}
        if milestones
        else _("ei virstanpylväitä")
    )


def note_of(note: ProgressNote) -> Note:
    """A note as shown."""
    review = review_of(note.period_starts, note.period_ends)
    name = review.name if review is not None else f"{write_day(note.period_starts)}–{write_day(note.period_ends)}"
    written = f"{name_of(note.written_by)} {write_day(note.written_at)}"
    return Note(name, state_of(note.state), note.text, written)


def days_of(project: Project) -> str:
    """From when to when."""
    return span(project.starts, project.ends)


def span(first: dt.date | None, last: dt.date | None) -> str:
    """Two days with a dash; what was not decided is left out, and where neither was, that is said."""
    if first is None and last is None:
        return _("aikataulua ei ole päätetty")
    return f"{write_day(first) if first else ''}–{write_day(last) if last else ''}"


def name_of(person: User) -> str:
    """A person as shown."""
    return person.get_full_name() or person.get_username()
