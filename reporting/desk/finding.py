"""Finds a report for its reader, and what the reader may do with it."""

from collections.abc import Collection, Iterable

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kemi_strategy.web.errors import NotAllowed, Unknown
from reporting.models import Report
from reporting.pages.issue.fields import Reach
from scorecard.access import NOT_FOUND, access_of
from scorecard.models import Municipality, Unit
from scorecard.models.codes import StrategyState, UnitKind
from scorecard.permissions import Access, Right
from scorecard.work.organisation import organisation_of

NO_REPORT = _("Raporttia ”%(code)s” ei ole, tai sitä ei ole julkaistu.")
FROZEN = _("Raportti on jäädytetty, joten sitä ei voi enää muuttaa. Korjaus tehdään uutena raporttina.")


def municipality_for_all(code: str, access: Access | None) -> Municipality:
    """The municipality of an address. Raises Unknown when it has not been published and the reader is not of it."""
    if access is not None:
        return access.municipality
    found = Municipality.objects.filter(code=code, published=True).first()
    if found is None:
        raise Unknown(NOT_FOUND)
    return found


def sees_drafts(access: Access | None) -> bool:
    """May the reader see what has not been published?"""
    return access is not None and access.may(Right.EXPORT)


def reports_for(municipality: Municipality, access: Access | None) -> Iterable[Report]:
    """The reports that the reader may see, latest first: one query. Their snapshots are not read."""
    found = Report.objects.filter(municipality=municipality).select_related("unit", "strategy").defer("snapshot")
    if not sees_drafts(access):
        found = found.filter(published_at__isnull=False)
    if access is None:
        found = found.exclude(strategy__state=StrategyState.DRAFT)
    return found.order_by("-period_ends", "code")


def report_for(request: HttpRequest, code: str, report: str) -> tuple[Report, Access | None]:
    """A report that anybody may ask for. Raises Unknown for drafts of others and for what is not there."""
    access = access_of(request, code)
    municipality = municipality_for_all(code, access)
    found = Report.objects.filter(municipality=municipality, code=report)
    related = found.select_related("municipality", "strategy__municipality", "unit", "supersedes", "frozen_by")
    one = related.filter(_seen_by(access)).first()
    if one is None:
        raise Unknown(NO_REPORT % {"code": report})
    return one, access


def _seen_by(access: Access | None) -> Q:
    if sees_drafts(access):
        return Q()
    public = Q(published_at__isnull=False)
    return public if access is not None else public & ~Q(strategy__state=StrategyState.DRAFT)


def own_report(access: Access, report: str) -> Report:
    """A report of the reader's own municipality, also a draft. Raises Unknown when there is none."""
    found = Report.objects.filter(municipality=access.municipality, code=report)
    one = found.select_related("municipality", "strategy__municipality", "unit", "supersedes", "frozen_by").first()
    if one is None:
        raise Unknown(NO_REPORT % {"code": report})
    return one


def own_draft(access: Access, report: str) -> Report:
    """A report that may still be written. Raises NotAllowed when it has been frozen."""
    found = own_report(access, report)
    if not found.is_draft:
        raise NotAllowed(FROZEN)
    return found


def reach_in(access: Access, right: Right) -> Reach:
    """The sectors in which the right is held, and whether it is held everywhere: one query."""
    organisation = organisation_of(access.municipality)
    reached = access.reach(right, organisation.parents)
    sectors = {one.code for pk, one in organisation.units.items() if pk in reached and one.kind == UnitKind.SECTOR}
    return Reach(sectors, access.everywhere(right))


def checked_by(access: Access) -> Collection[str]:
    """The sectors whose part of a report the reader may call checked."""
    return reach_in(access, Right.CHECK_REPORTS).sectors if access.may(Right.CHECK_REPORTS) else ()


def sector_named(access: Access, code: str) -> Unit:
    """A sector of the municipality. Raises Unknown when there is none."""
    found = Unit.objects.filter(municipality=access.municipality, kind=UnitKind.SECTOR, code=code).first()
    if found is None:
        raise Unknown(_("Toimialaa ”%(code)s” ei ole tässä kunnassa.") % {"code": code})
    return found
