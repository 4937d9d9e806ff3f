"""The pages of the structure's changes: who changed what and when, and how the structure was on a day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import HELSINKI, end_of_day, today, write_day
from measures.models import Indicator, TargetVersion
from measures.pages.entries import name_of
from reporting.changes.kinds import BY_CODE, TARGETS
from reporting.changes.reading import Wanted, changes
from reporting.changes.telling import Change
from reporting.changes.then import Aim, aims, first_moment, things
from reporting.pages.changes import PAGE_SIZE, changes_page, day_page
from reporting.pages.known import AsKnown, read_known
from reporting.pages.sought import INDICATOR, Sought, read_sought
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import Membership, Municipality, Strategy, User
from scorecard.permissions import Access, Right

MUUTOKSET = "muutokset"


@require_safe
@members_with(Right.SEE_CHANGES)
def changed(request: HttpRequest, access: Access) -> HttpResponse:
    """The changes of the structure, latest first, a page at a time."""
    city = access.municipality
    sought, indicator = _with_indicator(read_sought(request.GET), city)
    found = changes(_wanted(city, sought, indicator), start=(sought.page - 1) * PAGE_SIZE, most=PAGE_SIZE + 1)
    page = changes_page(city.code, sought, found, _people(city), _downloads(access))
    context = {"page": page, "frame": inside_frame(request, access, MUUTOKSET)}
    return render(request, "reporting/changes.html", context, status=sought.status)


@require_safe
@members_with(Right.SEE_CHANGES)
def on_a_day(request: HttpRequest, access: Access) -> HttpResponse:
    """How the things of one kind were when a day ended; now when no day is given."""
    city, known = access.municipality, read_known(request.GET, today())
    sought = read_sought(request.GET)
    kind = sought.kind or BY_CODE[TARGETS]
    sought, indicator = _with_indicator(replace(sought, kind=kind), city)
    moment, known = _moment(city, known)
    place = (sought.page - 1) * PAGE_SIZE, PAGE_SIZE + 1
    if kind.code == TARGETS:
        found: list[Change] | list[Aim] = aims(city, moment, indicator, *place)
    else:
        found = things(kind, city, moment, indicator, *place)
    page = day_page(city.code, sought, kind, found, known)
    context = {"page": page, "frame": inside_frame(request, access, MUUTOKSET)}
    return render(request, "reporting/structure.html", context, status=max(sought.status, known.status))


def _with_indicator(sought: Sought, city: Municipality) -> tuple[Sought, Indicator | None]:
    """The indicator sought; one that is none, or cannot be asked of the kind, is left aside and said so."""
    if not sought.indicator:
        return sought, None
    if sought.kind is not None and sought.kind.about is None:
        sentence = _("%(plural)s eivät kuulu yhteen mittariin. Mittaria ei otettu huomioon.") % {
            "plural": sought.kind.plural
        }
        return sought.with_fault(INDICATOR, sentence), None
    found = Indicator.objects.filter(municipality=city, code=sought.indicator).first()
    if found is None:
        sentence = _("Mittaria ”%(indicator)s” ei ole tässä kunnassa. Koodia ei otettu huomioon.") % {
            "indicator": sought.indicator
        }
        return sought.with_fault(INDICATOR, sentence), None
    return sought, found


def _wanted(city: Municipality, sought: Sought, indicator: Indicator | None) -> Wanted:
    kinds = (sought.kind.code,) if sought.kind is not None else ()
    return Wanted(city, kinds, sought.person, sought.begins, sought.ends, indicator, sought.thing)


def _people(city: Municipality) -> Iterable[tuple[int, str]]:
    """Whoever has, or has had, a role here, and whoever has recorded a strategy or a target: one query."""
    found = User.objects.filter(
        Q(pk__in=Membership.history.filter(municipality=city.pk).values("user"))
        | Q(pk__in=Strategy.history.filter(municipality=city.pk).values("history_user"))
        | Q(pk__in=TargetVersion.objects.filter(row__strategy__municipality=city).order_by().values("recorded_by"))
    )
    return sorted(((user.pk, name_of(user)) for user in found), key=lambda one: one[1].casefold())


def _moment(city: Municipality, known: AsKnown) -> tuple[dt.datetime, AsKnown]:
    """The moment of the structure: no earlier than the day of its first record, which is then said."""
    moment, first = known.moment or timezone.now(), first_moment(city)
    if first is None or moment >= first:
        return moment, known
    day = first.astimezone(HELSINKI).date()
    told = _("%(day)s rakennetta ei ollut vielä kirjattu. Näet ensimmäisen kirjatun rakenteen (%(first)s).") % {
        "day": write_day(known.day or day),
        "first": write_day(first),
    }
    return end_of_day(day), replace(known, structure=told)


def _downloads(access: Access) -> tuple[tuple[str, str], ...]:
    """The whole trail as files, for those who may: words and address."""
    if not access.may(Right.EXPORT_TRAIL):
        return ()
    table, book = (reverse(name, args=[access.municipality.code]) for name in ("kirjaukset", "kirjausketju"))
    return (
        (_("Excel"), book),
        (_("kirjaukset CSV"), table),
        (_("tavoitteet CSV"), f"{table}?taulu=tavoitteet"),
        (_("muutokset CSV"), f"{table}?taulu=muutokset"),
    )
