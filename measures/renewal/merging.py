"""A unit is merged into another from a day: what was recorded stays with the old one, the new one reports on.

The roll-up knows the day: of periods that ended before it the old unit's figures are asked and counted, of later ones
those of the unit it was merged into.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import named
from measures.models import Actual, Indicator, ReportingUnit
from measures.steward.keeping.reporting import (
    add_reporting,
    change_reporting,
    drop_reporting,
    hand_over_reporting,
)
from scorecard.models import Action, Membership, Municipality, Project, Unit, User
from scorecard.models.codes import WorkState
from scorecard.steward.keeping.units import end_for, give_same_roles, refuse_impossible
from scorecard.work.keeping.versions import hold, put, version

_DAY = dt.timedelta(days=1)
_ENDED = (WorkState.DONE, WorkState.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Merger:
    """What was done: the indicators whose reporting went on with the new unit, and the roles that were given."""

    unit: Unit
    indicators: tuple[Indicator, ...]
    roles: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merger would do. ``handed``: indicators that the new unit begins to report; ``joined``: those it reports
    already; ``in_the_way``: those of which the old unit has a figure after the day."""

    unit: Unit
    into: Unit
    day: dt.date
    handed: tuple[Indicator, ...]
    joined: tuple[Indicator, ...]
    in_the_way: tuple[Indicator, ...]
    responsible: tuple[Indicator, ...]
    children: tuple[Unit, ...]
    works: int
    people: tuple[Membership, ...]


def plan_merger(*, unit: Unit, into: Unit, day: dt.date) -> Plan:
    """What would happen, in a fixed number of queries; nothing is changed. Raises ValidationError where nothing can."""
    refuse_impossible([unit], into, day)
    own = [one.indicator for one in _going_on(unit, day)]
    theirs = set(ReportingUnit.objects.filter(unit=into).values_list("indicator", flat=True))
    latest = Actual.objects.filter(unit=unit, indicator__in=own).values_list("indicator").annotate(Max("period_ends"))
    late = {pk for pk, ends in latest if ends >= day}
    people = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), unit=unit).select_related("user")
    projects = Project.objects.filter(sector=unit).exclude(state__in=_ENDED).count()
    actions = Action.objects.filter(unit=unit).exclude(state__in=_ENDED).count()
    return Plan(
        unit=unit,
        into=into,
        day=day,
        handed=tuple(one for one in own if one.pk not in theirs),
        joined=tuple(one for one in own if one.pk in theirs),
        in_the_way=tuple(one for one in own if one.pk in late),
        responsible=tuple(Indicator.objects.filter(responsible_unit=unit).order_by("code")),
        children=tuple(Unit.objects.filter(parent=unit).order_by("order", "code")),
        works=projects + actions,
        people=tuple(people.order_by("user__last_name", "user__first_name", "id")),
    )


@transaction.atomic
def merge_unit(*, unit: Unit, into: Unit, day: dt.date, roles: bool, by: User) -> Merger:
    """Ends a unit the day before ``day`` and has another take over what it reports and answers for.

    ``roles``: whoever has a role in the old unit gets the same in the new one. Raises ValidationError, and then nothing
    has changed: for a day to come, a unit merged already, a figure of the old unit after the day, a period that has
    been reported.
    """
    hold(Municipality, into.municipality_id)
    refuse_impossible([hold(Unit, unit.pk)], hold(Unit, into.pk), day)
    reporters = _going_on(unit, day)
    for reporter in reporters:
        try:
            _take_over(reporter, into, day, by)
        except ValidationError as refused:
            told = " ".join(refused.messages)
            name = f"{reporter.indicator.code} {named(reporter.indicator)}"
            raise ValidationError(
                _("Mittari %(name)s: %(reason)s Mitään ei muutettu.") % {"name": name, "reason": told}
            ) from None
    end_for(units=[unit], into=into, day=day, by=by)
    for indicator in Indicator.objects.filter(responsible_unit=unit):
        put(indicator, {"responsible_unit": into}, by)
    given = give_same_roles(units=[unit], into=into, day=day, by=by) if roles else []
    return Merger(unit, tuple(one.indicator for one in reporters), tuple(given))


def _going_on(unit: Unit, day: dt.date) -> Sequence[ReportingUnit]:
    """What the unit would report on the day or later."""
    found = ReportingUnit.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), unit=unit)
    return list(found.select_related("indicator", "unit").order_by("indicator__code"))


def _take_over(reporter: ReportingUnit, into: Unit, day: dt.date, by: User) -> None:
    other = ReportingUnit.objects.filter(indicator=reporter.indicator_id, unit=into).first()
    if reporter.valid_from is not None and reporter.valid_from >= day:
        since = reporter.valid_from
        drop_reporting(reporter=reporter, by=by)
        if other is None:
            add_reporting(indicator=reporter.indicator, units=[into], valid_from=since, by=by)
        return
    if other is None:
        hand_over_reporting(reporter=reporter, unit=into, last_day=day - _DAY, by=by)
        return
    if other.valid_to is not None and other.valid_to < day:
        raise ValidationError(
            _("Yksikkö ”%(name)s” on jo raportoinut tätä ja lopettanut. Jatka sen raportointia mittarin sivulla ensin.")
            % {"name": named(into)}
        )
    if other.valid_from is not None and other.valid_from > day:
        _set_days(other, day, other.valid_to, by)
    _set_days(reporter, reporter.valid_from, day - _DAY, by)


def _set_days(reporter: ReportingUnit, first: dt.date | None, last: dt.date | None, by: User) -> None:
    seen = version(ReportingUnit, id=reporter.pk)
    change_reporting(reporter=reporter, seen=seen, valid_from=first, valid_to=last, by=by)
