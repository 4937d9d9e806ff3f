"""Freezing a draft, following how its files are made, trying again, publishing, and starting a correction."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from django_tasks_db.models import DBTaskResult

from kemi_strategy.web.dates import read_day
from reporting.compiling import Asked, compile_snapshot
from reporting.desk.finding import own_draft, own_report
from reporting.issuing.freezing import Frozen, freeze_report
from reporting.issuing.publishing import publish_report
from reporting.issuing.rendering import NotMadeHere, make_files
from reporting.keeping.reports import correct_report
from reporting.models import Report, ReportFile
from reporting.pages.issue.freezing import Fate, Progress, freezing_page, progress_of
from reporting.pages.issue.lacking import lacks_of
from reporting.snapshot import Meeting, ReportState, Snapshot
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.frame import inside_frame
from scorecard.permissions import Access, Right
from scorecard.work.views.manners import done, writer

PLACE = "raportit"
_STALLED = dt.timedelta(minutes=3)
_FIELDS = ("toimielin", "kokouspaiva", "pykala", "diaarinumero", "perustelu", "julkaise")
_LONGEST = {"toimielin": 200, "pykala": 20, "diaarinumero": 60}
_BAD_DAY = gettext_lazy("Kokouspäivää ei tunneta. Kirjoita päivä muodossa 1.9.2025 tai jätä kenttä tyhjäksi.")


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("raportti", "report")
@members_with(Right.FREEZE_REPORTS)
def freeze(request: HttpRequest, access: Access, report: str) -> HttpResponse:
    """What freezing would lack and change; a POST freezes."""
    found = own_draft(access, report)
    as_frozen = compile_snapshot(found, Asked(ReportState.FROZEN))
    if request.method != "POST":
        return _freezing(request, access, found, as_frozen)
    given = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    try:
        how = Frozen(given["perustelu"], _meeting(given), bool(given["julkaise"]))
        freeze_report(report=found, how=how, lacking=bool(lacks_of(as_frozen)), by=writer(request))
    except ValidationError as refused:
        return _freezing(request, access, found, as_frozen, given, " ".join(refused.messages))
    told = _("Raportti on jäädytetty. Tiedostot valmistuvat taustalla.")
    return done(request, _address(access, found), told)


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("raportti", "report")
@members_with(Right.EXPORT)
def progress(request: HttpRequest, access: Access, report: str) -> HttpResponse:
    """How the files come, for the page to ask again; a POST has what is lacking made anew."""
    found = own_report(access, report)
    if request.method == "POST" and access.may(Right.FREEZE_REPORTS) and found.frozen_at is not None:
        make_files.enqueue(found.pk)
        return done(request, _address(access, found), _("Puuttuvat tiedostot tehdään uudelleen."))
    context = {"progress": progress_for(found, access)}
    return render(request, "reporting/report.html#valmistuminen", context)


@require_POST
@typed_is_kept("raportti", "report")
@members_with(Right.FREEZE_REPORTS)
def publish(request: HttpRequest, access: Access, report: str) -> HttpResponse:
    """Publishes a frozen report for all."""
    found = own_report(access, report)
    try:
        publish_report(report=found, by=writer(request))
    except ValidationError as refused:
        return done(request, _address(access, found), " ".join(refused.messages))
    return done(request, _address(access, found), _("Raportti on julkaistu."))


@require_POST
@typed_is_kept("raportti", "report")
@members_with(Right.START_REPORTS)
def correct(request: HttpRequest, access: Access, report: str) -> HttpResponse:
    """Starts the correction of a frozen report."""
    found = own_report(access, report)
    try:
        fresh = correct_report(report=found, reason=request.POST.get("syy", ""), by=writer(request))
    except ValidationError as refused:
        return done(request, _address(access, found), " ".join(refused.messages))
    told = _("Korjaus on aloitettu. Vanha raportti pysyy luettavana, kunnes korjaus julkaistaan, ja sen jälkeenkin.")
    return done(request, _address(access, fresh), told)


def progress_for(report: Report, access: Access) -> Progress:
    """How the files of a report are coming: three queries."""
    made = set(ReportFile.objects.filter(report=report).values_list("format", "language"))
    fate, city = _fate(report), access.municipality.code
    return progress_of(report, made, city, fate, freezes=access.may(Right.FREEZE_REPORTS))


def _fate(report: Report) -> Fate:
    """What has become of the last try."""
    tries = DBTaskResult.objects.filter(task_path=make_files.module_path).order_by("-enqueued_at")
    own = [one for one in tries[:200] if one.args_kwargs["args"] == [report.pk]]
    if not own:
        return Fate(stalled=report.frozen_at is not None)
    latest = ReportFile.objects.filter(report=report).order_by("-made_at").values_list("made_at", flat=True).first()
    since = max(moment for moment in (latest, own[0].started_at, own[0].enqueued_at) if moment is not None)
    to_install = own[0].exception_class_path == f"{NotMadeHere.__module__}.{NotMadeHere.__qualname__}"
    return Fate(own[0].status == "FAILED", timezone.now() - since > _STALLED, to_install)


def _meeting(given: dict[str, str]) -> Meeting:
    day = read_day(given["kokouspaiva"]) if given["kokouspaiva"] else None
    if given["kokouspaiva"] and day is None:
        raise ValidationError(_BAD_DAY)
    for name, most in _LONGEST.items():
        if len(given[name]) > most:
            raise ValidationError(
                _("Kokouksen tiedoissa on liian pitkä teksti: enintään %(most)s merkkiä.") % {"most": most}
            )
    return Meeting(given["toimielin"], day, given["pykala"].removeprefix("§").strip(), given["diaarinumero"])


def _freezing(
    request: HttpRequest,
    access: Access,
    report: Report,
    as_frozen: Snapshot,
    given: dict[str, str] | None = None,
    fault: str = "",
) -> HttpResponse:
    page = freezing_page(compile_snapshot(report), as_frozen, access.municipality.code, given or {}, fault)
    context = {"page": page, "frame": inside_frame(request, access, PLACE)}
    return render(request, "reporting/freezing.html", context, status=422 if fault else 200)


def _address(access: Access, report: Report) -> str:
    return reverse("raportti", args=[access.municipality.code, report.code])
