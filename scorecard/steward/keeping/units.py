"""Units: added, renamed, put in their places, ended, merged into another; those with traces are never taken away."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError, Q
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today, write_day
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from scorecard.actions import delete_as, save_as
from scorecard.models import Action, Membership, Municipality, Project, Unit, User
from scorecard.models.codes import WorkState
from scorecard.steward.keeping.records import OWN_WORDS, add_record, change_record, put_in_order
from scorecard.work.keeping.versions import ChangedMeanwhile, free_code, hold, put, version

_DAY = dt.timedelta(days=1)
_ENDED = (WorkState.DONE, WorkState.SUSPENDED)
HAS_TRACES = later(
    "Yksikköä ei voi poistaa, koska sillä on lukuja, mittareita, rooleja, projekteja, toimenpiteitä tai alayksiköitä. "
    "Anna sille viimeinen voimassaolopäivä: silloin se jää historiaan eikä siltä enää pyydetä lukuja."
)
CIRCLE = later("Yksikkö ei voi olla itsensä eikä oman alayksikkönsä alla. Valitse toinen yläyksikkö.")


@transaction.atomic
def add_unit(*, municipality: Municipality, code: str, facts: Mapping[str, Any], by: User) -> Unit:
    """Adds a unit as the last one. Without a code it gets one made from its name. Raises ValidationError when the code
    is taken, or the same name stands in the same place."""
    held = hold(Municipality, municipality.pk)
    others = Unit.objects.filter(municipality=held)
    taken = set(others.values_list("code", flat=True))
    if code and code in taken:
        raise ValidationError(_("Koodi ”%(code)s” on jo käytössä. Anna toinen koodi.") % {"code": code})
    same = others.filter(name_fi=facts["name_fi"], parent=facts["parent"])
    if not code and same.filter(Q(valid_to=None) | Q(valid_to__gte=facts["valid_from"] or today())).exists():
        raise ValidationError(_("Samassa paikassa on jo tämän niminen yksikkö. Anna uudelle toinen nimi."))
    unit = Unit(municipality=held, **facts)
    unit.code = code or free_code(unit.name_fi, taken | OWN_WORDS)
    unit.order = (others.aggregate(last=Max("order"))["last"] or 0) + 1
    return add_record(unit, by)


@transaction.atomic
def change_unit(*, unit: Unit, seen: int, facts: Mapping[str, Any], by: User) -> Unit:
    """Changes a unit or its place. Raises ChangedMeanwhile, and ValidationError for a place below itself."""
    hold(Municipality, unit.municipality_id)
    above: Unit | None = facts.get("parent")
    while above is not None:
        if above.pk == unit.pk:
            raise ValidationError(CIRCLE)
        above = above.parent
    return change_record(record=unit, seen=seen, facts=facts, by=by)


@transaction.atomic
def move_unit(*, unit: Unit, seen: int, up: bool, by: User) -> Unit:
    """Moves a unit one place among those beside it; raises ChangedMeanwhile when another version was read."""
    hold(Municipality, unit.municipality_id)
    beside = Unit.objects.filter(municipality=unit.municipality_id, parent=unit.parent_id).order_by("order", "code")
    siblings = list(beside)
    if version(Unit, id=unit.pk) != seen or unit not in siblings:
        raise ChangedMeanwhile
    place = siblings.index(unit)
    put_in_order(siblings, place, up=up, by=by)
    return siblings[place]


@transaction.atomic
def delete_unit(*, unit: Unit, by: User) -> None:
    """Takes a unit away that nothing hangs on; its history stays. Raises ValidationError for any other."""
    held = hold(Unit, unit.pk)
    try:
        with transaction.atomic():
            delete_as(held, by)
    except ProtectedError:
        raise ValidationError(HAS_TRACES) from None


@transaction.atomic
def end_for(*, units: Sequence[Unit], into: Unit, day: dt.date, by: User) -> list[Unit]:
    """Ends units the day before ``day`` in favour of another; their units below, and the projects and actions that go
    on, move to it. What was recorded stays with the old ones.

    Raises ValidationError for a day to come, units of different places or that have ended, and a unit into itself.
    """
    hold(Municipality, into.municipality_id)
    held = [hold(Unit, unit.pk) for unit in units]
    target = hold(Unit, into.pk)
    refuse_impossible(held, target, day)
    for unit in held:
        for below in Unit.objects.filter(parent=unit):
            put(below, {"parent": target}, by)
        for project in Project.objects.filter(sector=unit).exclude(state__in=_ENDED):
            put(project, {"sector": target}, by)
        for action in Action.objects.filter(unit=unit).exclude(state__in=_ENDED):
            put(action, {"unit": target}, by)
        put(unit, {"valid_to": day - _DAY, "successor": target}, by)
    return held


@transaction.atomic
def give_same_roles(*, units: Sequence[Unit], into: Unit, day: dt.date, by: User) -> list[Membership]:
    """Whoever has a role in an ended unit has it in its successor too from the day: the old periods are still theirs
    to finish. Roles that are there already stay as they are."""
    going_on = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), unit__in=units)
    there = set(
        Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), unit=into).values_list("user", "role")
    )
    given = []
    for post in going_on.order_by("id"):
        if (post.user_id, post.role) not in there:
            there.add((post.user_id, post.role))
            new = Membership(
                user_id=post.user_id,
                municipality_id=post.municipality_id,
                role=post.role,
                unit=into,
                valid_from=day,
                valid_to=post.valid_to,
            )
            save_as(new, by)
            given.append(new)
    return given


def refuse_impossible(units: Sequence[Unit], into: Unit, day: dt.date) -> None:
    """Raises ValidationError where units cannot end for another from the day."""
    if day > today():
        raise ValidationError(
            _("Yhdistäminen tehdään, kun sen päivä on tullut: tee se %(day)s tai sen jälkeen.")
            % {"day": write_day(day)}
        )
    if into in units:
        raise ValidationError(_("Yksikköä ei voi yhdistää itseensä. Valitse toinen yksikkö."))
    if into.valid_to is not None and into.valid_to < day:
        raise ValidationError(_("Yksikkö ”%(name)s” on jo päättynyt.") % {"name": named(into)})
    if into.valid_from is not None and into.valid_from > day:
        raise ValidationError(
            _("Yksikkö ”%(name)s” alkaa vasta %(day)s.") % {"name": named(into), "day": write_day(into.valid_from)}
        )
    for unit in units:
        if unit.successor is not None:
            raise ValidationError(
                _("”%(name)s” on jo yhdistetty yksikköön ”%(into)s”. Mitään ei muutettu.")
                % {"name": named(unit), "into": named(unit.successor)}
            )
        if unit.valid_to is not None and unit.valid_to < day - _DAY:
            raise ValidationError(_("Yksikkö ”%(name)s” on jo päättynyt.") % {"name": named(unit)})
        if unit.valid_from is not None and unit.valid_from > day - _DAY:
            raise ValidationError(
                _("Yksikkö ”%(name)s” alkaa vasta %(day)s.") % {"name": named(unit), "day": write_day(unit.valid_from)}
            )
        _refuse_below(unit, into)


def _refuse_below(unit: Unit, into: Unit) -> None:
    above: Unit | None = into.parent
    while above is not None:
        if above.pk == unit.pk:
            raise ValidationError(
                _("”%(name)s” on yksikön ”%(above)s” alla. Siirrä se ensin toisen yksikön alle.")
                % {"name": named(into), "above": named(unit)}
            )
        above = above.parent
