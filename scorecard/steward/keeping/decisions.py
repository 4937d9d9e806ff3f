"""A strategy's decisions and its reporting calendar: added, corrected and put in order, each step in the history."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from scorecard.actions import delete_as
from scorecard.models import Decision, ReportingOccasion, Strategy, User
from scorecard.steward.keeping.records import add_record
from scorecard.work.keeping.versions import hold


@transaction.atomic
def add_decision(*, strategy: Strategy, facts: Mapping[str, Any], by: User) -> Decision:
    """Writes down a decision. Raises ValidationError when the same one is there already."""
    held = hold(Strategy, strategy.pk)
    same = {name: facts[name] for name in ("body", "date", "section")}
    if held.decisions.filter(**same).exists():
        raise ValidationError(_("Tämä päätös on jo kirjattu strategialle."))
    return add_record(Decision(strategy=held, **facts), by)


@transaction.atomic
def add_occasion(*, strategy: Strategy, facts: Mapping[str, Any], by: User) -> ReportingOccasion:
    """Adds a line to the end of the calendar. Raises ValidationError when the same one is there already."""
    held = hold(Strategy, strategy.pk)
    if held.calendar.filter(**facts).exists():
        raise ValidationError(_("Sama rivi on jo raportointikalenterissa."))
    last = held.calendar.aggregate(last=Max("order"))["last"] or 0
    return add_record(ReportingOccasion(strategy=held, order=last + 1, **facts), by)


@transaction.atomic
def remove_occasion(*, occasion: ReportingOccasion, by: User) -> None:
    """Takes a line away; its history stays. Once only."""
    hold(Strategy, occasion.strategy_id)
    held = ReportingOccasion.objects.filter(pk=occasion.pk).first()
    if held is not None:
        delete_as(held, by)
