"""What has been done to a project or an action, when and by whom, told from its history: the latest first."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from simple_history.utils import get_history_manager_for_model

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.languages import Words, later
from kemi_strategy.web.speaking import named
from scorecard.labels import WORK_STATES
from scorecard.models import Action, ActionNode, Milestone, Municipality, Project, ProjectNode
from scorecard.models.codes import WorkState
from scorecard.work.pages.parts import name_of

SHOWN = 40
_OWN = "”%(name)s”"
"""How the page's own project or action is told: by its name alone."""
_COLUMNS = Words(
    {
        "name_fi": later("nimi"),
        "description": later("kuvaus"),
        "responsible_role": later("vastuurooli"),
        "responsible_roles": later("vastuuroolit"),
        "sector_id": later("toimiala"),
        "unit_id": later("yksikkö"),
        "starts": later("alkaa"),
        "ends": later("päättyy"),
        "date": later("suunniteltu päivä"),
        "done_on": later("valmistui"),
        "state": later("tila"),
        "schedule": later("aikataulu"),
        "sdg": later("SDG"),
        "serves_oulu2026": later("Oulu2026"),
        "order": later("paikka"),
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """One step: what was done, and who did it when."""

    done: str
    by: str


@dataclass(frozen=True, slots=True)
class History:
    """Every record there is of a project or an action, of its milestones and of what it serves, earliest first."""

    own: Sequence[Any]
    links: Sequence[Any]
    milestones: Sequence[Any] = ()

    def of(self, work: Project | Action) -> "History":
        """Without what was of an earlier one, taken away since, of the same code."""
        key = "project_id" if isinstance(work, Project) else "action_id"
        own = [one for one in self.own if one.id == work.pk]
        links = [one for one in self.links if getattr(one, key) == work.pk]
        return History(own, links, [one for one in self.milestones if one.project_id == work.pk])


def project_history(municipality: Municipality, strategy: str, code: str) -> History:
    """The history of the project of a code: three queries, and none for the project itself."""
    of = {"project__strategy__municipality": municipality, "project__strategy__code": strategy, "project__code": code}
    own = {name.removeprefix("project__"): value for name, value in of.items()}
    return History(_records(Project, own, "sector"), _records(ProjectNode, of, "node"), _records(Milestone, of))


def action_history(municipality: Municipality, strategy: str, code: str) -> History:
    """The same of an action: two queries."""
    of = {"action__strategy__municipality": municipality, "action__strategy__code": strategy, "action__code": code}
    own = {name.removeprefix("action__"): value for name, value in of.items()}
    return History(_records(Action, own, "unit"), _records(ActionNode, of, "node"))


def latest_of(records: Iterable[Any]) -> int:
    """The number of the latest step: the version of what the records are of."""
    return max((one.history_id for one in records), default=0)


def changes_of(history: History) -> tuple[Change, ...]:
    """The latest steps, latest first."""
    records = [
        *_told(history.own, _OWN),
        *_told(history.milestones, _("Virstanpylväs ”%(name)s”")),
        *_told(history.links, _("Yhteys ”%(name)s”")),
    ]
    records.sort(key=lambda one: one[0], reverse=True)
    return tuple(change for _moment, change in records[:SHOWN])


def _records(model: type[Model], which: Mapping[str, object], *names: str) -> list[Any]:
    history = get_history_manager_for_model(model)
    return list(history.filter(**which).select_related("history_user", *names).order_by("history_id"))


def _told(records: Sequence[Any], thing: str) -> list[tuple[tuple[dt.datetime, int], Change]]:
    names = _names(records)
    before: dict[int, Any] = {}
    found = []
    for record in records:
        said = " ".join(_said(record, before.get(record.id), thing, names))
        before[record.id] = record
        if said:
            who = name_of(record.history_user) if record.history_user is not None else _("palvelu")
            moment = (record.history_date, record.history_id)
            found.append((moment, Change(said, f"{who} {write_moment(record.history_date)}")))
    return found


def _names(records: Iterable[Any]) -> dict[int, str]:
    """The names of what the records point at: goals of links, units of the work itself."""
    pointed = [getattr(one, name, None) for one in records for name in ("node", "sector", "unit")]
    return {thing.pk: named(thing) for thing in pointed if thing is not None}


def _said(record: Any, before: Any, thing: str, names: Mapping[int, str]) -> Iterator[str]:
    """What a step did, in words; nothing for one that changed nothing of what is told."""
    what = names.get(record.node_id, "") if hasattr(record, "node_id") else record.name_fi
    words = {"thing": thing % {"name": what}}
    if record.history_type == "+":
        added = _("%(thing)s lisätty ehdotuksena.") if getattr(record, "proposed", False) else _("%(thing)s lisätty.")
        yield added % words
    elif record.history_type == "-":
        yield _("%(thing)s poistettu.") % words
    elif before is not None:
        if getattr(before, "proposed", False) and not record.proposed:
            yield _("%(thing)s vahvistettu.") % words
        differences = list(_differences(record, before, names))
        if differences:
            about = "" if thing == _OWN else f"{words['thing']}: "
            yield f"{about}{'; '.join(differences)}."


def _differences(record: Any, before: Any, names: Mapping[int, str]) -> Iterable[str]:
    for column, word in _COLUMNS.items():
        was, now = getattr(before, column, None), getattr(record, column, None)
        if was != now:
            yield f"{word} {_word(column, was, names)} → {_word(column, now, names)}"


def _word(column: str, value: Any, names: Mapping[int, str]) -> str:
    if value is None or value == "":
        return "–"
    if column == "state":
        return WORK_STATES[WorkState(value)]
    if column in ("sector_id", "unit_id"):
        return names.get(value, "–")
    if isinstance(value, bool):
        return _("kyllä") if value else _("ei")
    return write_day(value) if isinstance(value, dt.date) else f"”{value}”" if isinstance(value, str) else str(value)
