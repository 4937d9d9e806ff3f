"""A project's milestones are added, changed, moved and removed; their history keeps every step."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from scorecard.actions import delete_as, save_as
from scorecard.models import Milestone, Project, User
from scorecard.models.codes import WorkState
from scorecard.work.keeping.versions import ChangedMeanwhile, hold, put, version


@transaction.atomic
def add_milestone(*, project: Project, name: str, date: dt.date | None, by: User) -> Milestone:
    """Adds a milestone as the last one. Raises ValidationError when the same one is there already."""
    held = hold(Project, project.pk)
    others = Milestone.objects.filter(project=held)
    if others.filter(name_fi=name, date=date).exists():
        raise ValidationError(_("Tämä virstanpylväs on jo luettelossa."))
    last = others.aggregate(last=Max("order"))["last"] or 0
    milestone = Milestone(project=held, name_fi=name, date=date, order=last + 1)
    save_as(milestone, by)
    return milestone


@transaction.atomic
def change_milestone(
    *,
    milestone: Milestone,
    seen: int,
    name: str,
    date: dt.date | None,
    state: WorkState,
    done_on: dt.date | None,
    by: User,
) -> Milestone:
    """Changes a milestone; a day it was reached belongs to a done one only. Raises ChangedMeanwhile when not the last
    version was read, and ValidationError for a day without its state."""
    held = Milestone.objects.select_for_update().filter(pk=milestone.pk).first()
    if held is None:
        raise ChangedMeanwhile
    values = {"name_fi": name, "date": date, "state": state.value, "done_on": done_on}
    if version(Milestone, id=held.pk) != seen and any(getattr(held, one) != value for one, value in values.items()):
        raise ChangedMeanwhile
    put(held, values, by)
    return held


@transaction.atomic
def move_milestone(*, milestone: Milestone, seen: int, up: bool, by: User) -> Milestone:
    """Moves a milestone one place up or down. ``seen``: the place it was read in; raises ChangedMeanwhile when it has
    another by now, so that a form sent twice moves it once. The first does not move up, nor the last down."""
    hold(Project, milestone.project_id)
    held = Milestone.objects.filter(pk=milestone.pk).first()
    if held is None or held.order != seen:
        raise ChangedMeanwhile
    others = Milestone.objects.filter(project=held.project_id)
    ahead = others.filter(order__lt=held.order).last() if up else others.filter(order__gt=held.order).first()
    if ahead is not None:
        place, free = held.order, (others.aggregate(last=Max("order"))["last"] or 0) + 1
        wanted = ahead.order
        _step_aside(held, free)
        put(ahead, {"order": place}, by)
        put(held, {"order": wanted}, by)
    return held


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by: User) -> None:
    """Takes a milestone away and closes the gap: the places run on from one, as in a workbook. Once only."""
    hold(Project, milestone.project_id)
    held = Milestone.objects.filter(pk=milestone.pk).first()
    if held is None:
        return
    later = list(Milestone.objects.filter(project=held.project_id, order__gt=held.order).order_by("order"))
    delete_as(held, by)
    for one in later:
        put(one, {"order": one.order - 1}, by)


def _step_aside(milestone: Milestone, place: int) -> None:
    """Makes room for the other: two may not stand in one place even for a moment. No step worth a line in history."""
    milestone.order = place
    vars(milestone)["skip_history_when_saving"] = True
    milestone.save()
    del vars(milestone)["skip_history_when_saving"]
