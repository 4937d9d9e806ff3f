"""Figures without an owner: units whose supervisor is gone, units that have ended, indicators that nobody enters."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from measures.answering import Answering, answering
from measures.duties import Cell
from measures.models import Indicator, ReportingUnit
from measures.rollup import AcrossUnits
from scorecard.models import Membership, Municipality, Unit, User
from scorecard.models.codes import Role


@dataclass(frozen=True, slots=True)
class Former:
    """Somebody who was a unit's supervisor. ``until``: the role's last day; None: the account has been closed."""

    person: User
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Unowned:
    """A unit without a supervisor of its own, with how many figures are asked of it.

    ``former``: who were; ``answering``: the supervisors of the nearest unit above that has any.
    """

    unit: Unit
    figures: int
    former: Sequence[Former]
    answering: Sequence[User]


@dataclass(frozen=True, slots=True)
class Ended:
    """A unit that has ended and of which figures were not taken away: how many indicators it still reports."""

    unit: Unit
    indicators: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """All that lacks an owner in a municipality on a day.

    ``orphans``: indicators without a responsible unit; ``unasked``: those whose figure is asked of nobody at all.
    """

    unowned: Sequence[Unowned]
    ended: Sequence[Ended]
    orphans: Sequence[Indicator]
    unasked: Sequence[Indicator]
    without_address: Sequence[User]


def gaps_of(municipality: Municipality, cells: Iterable[Cell], parents: Mapping[int, int | None], day: dt.date) -> Gaps:
    """What lacks an owner among the cells asked and in the whole municipality: six queries."""
    people = answering(municipality, day, parents)
    asked: dict[Unit, int] = {}
    for cell in cells:
        if cell.owner is not None:
            asked[cell.owner] = asked.get(cell.owner, 0) + 1
    indicators = Indicator.objects.filter(municipality=municipality).order_by("code")
    city_wide = Q(roll_up_rules__across_units=AcrossUnits.MUNICIPALITY)
    return Gaps(
        unowned=_unowned(asked, people, day),
        ended=_ended(municipality, day),
        orphans=list(indicators.filter(responsible_unit=None, reporting_units__isnull=False).distinct()),
        unasked=list(
            indicators.filter(city_wide & Q(responsible_unit=None) | ~city_wide & Q(reporting_units=None)).distinct()
        ),
        without_address=[one for one in people.people if not one.email],
    )


def former_supervisors(units: Collection[int], day: dt.date) -> dict[int, Sequence[Former]]:
    """Who were the supervisors of these units but are not on the day, the latest first: one query."""
    lapsed = Q(valid_to__lt=day) | Q(user__is_active=False)
    posts = Membership.objects.filter(lapsed, unit__in=units, role=Role.SUPERVISOR).select_related("user")
    found: dict[int, list[Former]] = {}
    for post in sorted(posts, key=lambda one: (one.valid_to or day, one.pk), reverse=True):
        if post.unit_id is not None:
            until = post.valid_to if post.valid_to is not None and post.valid_to < day else None
            found.setdefault(post.unit_id, []).append(Former(post.user, until))
    return dict(found)


def former_words(former: Sequence[Former]) -> str:
    """Since when there is no supervisor, from the latest one on."""
    if not former:
        return _("Yksiköllä ei ole ollut lähiesihenkilöä palvelussa.")
    last = former[0]
    name = last.person.get_full_name() or last.person.get_username()
    if last.until is None:
        return _("Lähiesihenkilön tunnus on suljettu: %(name)s.") % {"name": name}
    return _("Lähiesihenkilön rooli päättyi %(until)s: %(name)s.") % {"until": write_day(last.until), "name": name}


def _unowned(asked: Mapping[Unit, int], people: Answering, day: dt.date) -> list[Unowned]:
    bare = [unit for unit in asked if not people.has_own(unit.pk)]
    former = former_supervisors([unit.pk for unit in bare], day)
    found = [Unowned(unit, asked[unit], former.get(unit.pk, ()), people.of(unit.pk)) for unit in bare]
    return sorted(found, key=lambda one: (bool(one.answering), one.unit.order, one.unit.code))


def _ended(municipality: Municipality, day: dt.date) -> list[Ended]:
    still = Q(valid_to=None) | Q(valid_to__gte=day)
    reporting = ReportingUnit.objects.filter(
        still, unit__municipality=municipality, unit__valid_to__lt=day
    ).select_related("unit")
    counts: dict[Unit, int] = {}
    for one in reporting.order_by("unit__order", "unit__code"):
        counts[one.unit] = counts.get(one.unit, 0) + 1
    return [Ended(unit, number) for unit, number in counts.items()]
