"""A report as it is read: the published one by anybody, a draft as it would look, and the kept files."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.speaking import named, spoken
from reporting.compiling import compile_snapshot
from reporting.desk.draft import PLACE, draft, said
from reporting.desk.finding import own_draft, report_for, sees_drafts
from reporting.desk.listing import frame_of
from reporting.desk.making import progress_for
from reporting.keeping.templates import template_of
from reporting.models import Report, ReportFile
from reporting.pages.issue.freezing import Progress
from reporting.pages.issue.reading import Around, File, files_of, reading_page
from reporting.pages.issue.templates import fault_words
from reporting.renderers.formats import FORMATS, LANGUAGES
from reporting.renderers.word.faults import TemplateFault
from reporting.snapshot import from_json
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.permissions import Access, Right


@require_safe
@login_not_required
def report(request: HttpRequest, code: str, report: str) -> HttpResponse:
    """A report: a draft as it is written, a frozen one as it is read."""
    found, access = report_for(request, code, report)
    if found.is_draft and access is not None:
        return draft(request, access, found)
    made = ReportFile.objects.filter(report=found).values_list("format", "language")
    around = _around(found, access, files_of(code, found.code, made))
    page = reading_page(from_json(found.snapshot), spoken(), around)
    progress = progress_for(found, access) if access is not None and sees_drafts(access) else None
    return _shown(request, found, access, page, progress)


@require_safe
@members_with(Right.EXPORT)
def preview(request: HttpRequest, access: Access, report: str) -> HttpResponse:
    """A draft as it would be read."""
    found = own_draft(access, report)
    back = reverse("raportti", args=[access.municipality.code, found.code])
    page = reading_page(compile_snapshot(found), spoken(), Around(preview=True, back=back))
    context = {"page": page, "frame": inside_frame(request, access, PLACE), "progress": None, "told": ""}
    return render(request, "reporting/report.html", context)


@require_safe
@login_not_required
def file(request: HttpRequest, code: str, report: str, language: str, kind: str) -> HttpResponse:
    """A kept file: the very bytes that were made when the report was frozen."""
    found, _access = report_for(request, code, report)
    kept = ReportFile.objects.filter(report=found, format=kind, language=language).first()
    if kept is None or kind not in FORMATS:
        raise Unknown(_("Tätä tiedostoa ei ole, tai se ei ole vielä valmis."))
    name = f"{code}-{found.code}-{language}.{kind}"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "ETag": f'"{kept.sha256}"',
        "Cache-Control": "private, no-cache" if found.published_at is None else "public, max-age=300",
    }
    return HttpResponse(bytes(kept.content), content_type=FORMATS[kind].media_type, headers=headers)


@require_safe
@members_with(Right.EXPORT)
def draft_file(request: HttpRequest, access: Access, report: str, language: str, kind: str) -> HttpResponse:
    """A draft as a file, made as it is asked for: it says on every page that it is one."""
    found = own_draft(access, report)
    if kind not in FORMATS or language not in LANGUAGES:
        raise Unknown(_("Tätä tiedostoa ei ole, tai se ei ole vielä valmis."))
    try:
        content = FORMATS[kind].render(compile_snapshot(found), language, template_of(found))
    except TemplateFault as fault:
        return HttpResponse("\n".join(fault_words(fault)), content_type="text/plain; charset=utf-8", status=422)
    name = f"{access.municipality.code}-{found.code}-{language}-{_('luonnos')}.{kind}"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=FORMATS[kind].media_type, headers=headers)


def _around(found: Report, access: Access | None, files: tuple[File, ...]) -> Around:
    """What is beside the report: corrections that the reader may see, and the correcting."""
    code = found.municipality.code
    seen = Q() if sees_drafts(access) else Q(published_at__isnull=False)
    newer = Report.objects.filter(seen, supersedes=found).first()
    corrects = access is not None and access.may(Right.START_REPORTS) and newer is None
    return Around(
        sha256=found.sha256,
        files=files,
        newer=newer.code if newer is not None else "",
        newer_address=reverse("raportti", args=[code, newer.code]) if newer is not None else "",
        older_address=reverse("raportti", args=[code, found.supersedes.code]) if found.supersedes is not None else "",
        correct=reverse("raportin-korjaus", args=[code, found.code]) if corrects else "",
    )


def _shown(
    request: HttpRequest, found: Report, access: Access | None, page: object, progress: Progress | None
) -> HttpResponse:
    city = found.municipality
    frame = frame_of(request, access, city.code, named(city), example=city.example_data)
    context = {"page": page, "frame": frame, "progress": progress, "told": said(request)}
    return render(request, "reporting/report.html", context)
