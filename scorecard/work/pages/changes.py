"""What has been done to a project or an action, when and by whom, told from its history: the latest first."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from simple_history.utils import get_history_manager_for_model

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from scorecard.labels import WORK_STATES
from scorecard.models import Action, ActionNode, Milestone, Node, Project, ProjectNode, Unit
from scorecard.models.codes import WorkState
from scorecard.work.pages.parts import name_of

SHOWN = 40
_COLUMNS = {
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


@dataclass(frozen=True, slots=True)
class Change:
    """One step: what was done, and who did it when."""

    done: str
    by: str


def changes_of(work: Project | Action) -> tuple[Change, ...]:
    """The latest steps in the history of a project or an action and of its parts; each part one question."""
    key = "project_id" if isinstance(work, Project) else "action_id"
    records = [*_told(type(work), {"id": work.pk}, "")]
    if isinstance(work, Project):
        records += _told(Milestone, {key: work.pk}, _("Virstanpylväs"))
    records += _told(ProjectNode if isinstance(work, Project) else ActionNode, {key: work.pk}, _("Yhteys"))
    records.sort(key=lambda one: one[0], reverse=True)
    return tuple(change for _moment, change in records[:SHOWN])


def _told(model: type[Model], which: Mapping[str, object], thing: str) -> list[tuple[tuple[dt.datetime, int], Change]]:
    history = get_history_manager_for_model(model)
    names = _names(model, which)
    before: dict[int, Any] = {}
    found = []
    for record in history.filter(**which).select_related("history_user").order_by("history_id"):
        said = " ".join(_said(record, before.get(record.id), thing, names))
        before[record.id] = record
        if said:
            who = name_of(record.history_user) if record.history_user is not None else "palvelu"
            moment = (record.history_date, record.history_id)
            found.append((moment, Change(said, f"{who} {write_moment(record.history_date)}")))
    return found


def _names(model: type[Model], which: Mapping[str, object]) -> dict[int, str]:
    """The names of what the records point at: goals of links, units of the work itself."""
    if model in (ProjectNode, ActionNode):
        nodes = get_history_manager_for_model(model).filter(**which).values("node_id")
        return dict(Node.objects.filter(pk__in=nodes).values_list("pk", "name_fi"))
    if model is Milestone:
        return {}
    column = "sector_id" if model is Project else "unit_id"
    units = get_history_manager_for_model(model).filter(**which).exclude(**{column: None}).values(column)
    return dict(Unit.objects.filter(pk__in=units).values_list("pk", "name_fi"))


def _said(record: Any, before: Any, thing: str, names: Mapping[int, str]) -> Iterator[str]:
    """What a step did, in words; nothing for one that changed nothing of what is told."""
    what = names.get(record.node_id, "") if hasattr(record, "node_id") else named(record)
    heading = f"{thing} ”{what}”" if thing else f"”{what}”"
    if record.history_type == "+":
        proposed = " ehdotuksena" if getattr(record, "proposed", False) else ""
        yield _("%(heading)s lisätty%(proposed)s.") % {"heading": heading, "proposed": proposed}
    elif record.history_type == "-":
        yield f"{heading} poistettu."
    elif before is not None:
        if getattr(before, "proposed", False) and not record.proposed:
            yield f"{heading} vahvistettu."
        differences = list(_differences(record, before, names))
        if differences:
            yield f"{heading + ': ' if thing else ''}{'; '.join(differences)}."


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
