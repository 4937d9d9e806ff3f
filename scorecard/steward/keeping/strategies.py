"""Strategies and programmes: a new one, its basics, adopting it by a decision, taking a draft away."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from scorecard.actions import delete_as
from scorecard.models import Decision, Municipality, Strategy, User
from scorecard.models.codes import StrategyState
from scorecard.steward.keeping.records import OWN_WORDS, add_record, change_record
from scorecard.work.keeping.versions import free_code, hold, put

HAS_TRACES = later(
    "Luonnosta ei voi poistaa, koska siihen kuuluu projekteja, toimenpiteitä, ohjelmia tai raportteja. Siirrä tai "
    "poista ne ensin, tai jätä luonnos odottamaan."
)
_GO_ALONG = frozenset({"node", "decision", "kpirow"})
"""What is of the draft alone: indicators and their figures are not."""
NOT_DRAFT = later("Hyväksyttyä strategiaa ei poisteta: se korvataan uudella versiolla, ja vanha jää historiaan.")


@transaction.atomic
def add_strategy(*, municipality: Municipality, code: str, facts: Mapping[str, Any], by: User) -> Strategy:
    """Adds a draft. Without a code it gets one made from its name. Raises ValidationError when the code is taken."""
    taken = set(Strategy.everything.values_list("code", flat=True))
    if code and code in taken:
        raise ValidationError(_("Koodi ”%(code)s” on jo käytössä. Anna toinen koodi.") % {"code": code})
    name = free_code(facts["name_fi"], taken | OWN_WORDS)
    strategy = Strategy(municipality=municipality, code=code or name, state=StrategyState.DRAFT, **facts)
    return add_record(strategy, by)


@transaction.atomic
def change_strategy(*, strategy: Strategy, seen: int, facts: Mapping[str, Any], by: User) -> Strategy:
    """Changes the basics. Raises ChangedMeanwhile, and ValidationError when a strategy would be a part of itself."""
    above: Strategy | None = facts.get("part_of")
    while above is not None:
        if above.pk == strategy.pk:
            raise ValidationError(_("Ohjelma ei voi kuulua itseensä eikä omaan osaansa."))
        above = above.part_of
    return change_record(record=strategy, seen=seen, facts=facts, by=by)


@transaction.atomic
def adopt_strategy(*, strategy: Strategy, decision: Decision, day: dt.date, by: User) -> Strategy:
    """A draft becomes the adopted strategy from a day by a decision; what it supersedes is in force until then.

    Raises ValidationError for what is no draft any more, another's decision, and a day before the earlier one's first.
    """
    held = hold(Strategy, strategy.pk)
    if held.state != StrategyState.DRAFT:
        raise ValidationError(_("Strategia on jo hyväksytty. Mitään ei muutettu."))
    if decision.strategy_id != held.pk:
        raise ValidationError(_("Päätös koskee toista strategiaa. Valitse tämän strategian päätös."))
    if held.valid_to is not None and held.valid_to < day:
        raise ValidationError(_("Strategian viimeinen voimassaolopäivä on ennen ensimmäistä."))
    put(held, {"state": StrategyState.ADOPTED.value, "valid_from": day}, by)
    if held.supersedes_id is not None:
        _supersede(hold(Strategy, held.supersedes_id), day, by)
    return held


def _supersede(old: Strategy, day: dt.date, by: User) -> None:
    last = day - dt.timedelta(days=1)
    if old.valid_from is not None and old.valid_from > last:
        raise ValidationError(
            _("Aiempi versio ”%(name)s” tulee voimaan vasta %(day)s. Uuden on alettava myöhemmin.")
            % {"name": named(old), "day": write_day(old.valid_from)}
        )
    ends = last if old.valid_to is None or old.valid_to > last else old.valid_to
    # One that was never adopted is no longer a draft either: there is a newer one.
    since = day if old.state == StrategyState.ADOPTED else None
    put(old, {"state": StrategyState.SUPERSEDED.value, "superseded_from": since, "valid_to": ends}, by)


@transaction.atomic
def delete_strategy(*, strategy: Strategy, by: User) -> None:
    """Takes a draft away; its history stays. One that has goals, rows or decisions is withdrawn with them: ledgers hang
    on rows, so the records stay, and no page knows of them.

    Raises ValidationError when it has been adopted, or projects, actions, programmes or reports belong to it.
    """
    held = hold(Strategy, strategy.pk)
    if held.state != StrategyState.DRAFT:
        raise ValidationError(NOT_DRAFT)
    try:
        with transaction.atomic():
            for line in held.calendar.all():
                delete_as(line, by)
            delete_as(held, by)
    except ProtectedError as kept:
        if {one._meta.model_name for one in kept.protected_objects} - _GO_ALONG:
            raise ValidationError(HAS_TRACES) from None
        put(held, {"withdrawn_at": timezone.now()}, by)
