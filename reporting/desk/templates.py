"""Word templates of a municipality: taken home, edited in Word, sent back, and tried before they are taken into use."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.speaking import spoken
from reporting.desk.draft import said
from reporting.keeping.templates import keep_template, template_in_use
from reporting.models import WordTemplate
from reporting.models.codes import ReportKind
from reporting.pages.issue.templates import fault_words, kind_words, templates_page
from reporting.renderers.formats import FORMATS
from reporting.renderers.word import TemplateFault, check_template, default_template, sample_document
from reporting.renderers.word.faults import Fault
from reporting.renderers.word.gate import MOST_BYTES
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.frame import inside_frame
from scorecard.permissions import Access, Right
from scorecard.work.views.manners import done, writer

PLACE, PAGE = "raportit", "raporttipohja"
_FIELD, _KIND, _BACK = "pohja", "laji", "oletus"


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept(PAGE)
@members_with(Right.START_REPORTS)
def templates(request: HttpRequest, access: Access) -> HttpResponse:
    """The templates; a POST takes one into use, or our own back."""
    if request.method != "POST":
        return _shown(request, access)
    kind = request.POST.get(_KIND, "")
    if kind not in {"", *ReportKind}:
        return _shown(request, access, kind, (_("Valitse, mihin raportteihin pohjaa käytetään."),))
    city, by = access.municipality, writer(request)
    if _BACK in request.POST:
        keep_template(municipality=city, kind=kind, content=b"", name="", by=by)
        told = _("Oletuspohja on taas käytössä: %(kind)s.") % {"kind": kind_words(kind)}
        return done(request, reverse(PAGE, args=[city.code]), told)
    sent = request.FILES.get(_FIELD)
    if sent is None:
        return _shown(request, access, kind, (_("Valitse ensin tiedosto: muokkaamasi pohja (.docx)."),))
    try:
        content = _checked(sent)
    except TemplateFault as fault:
        return _shown(request, access, kind, fault_words(fault))
    keep_template(municipality=city, kind=kind, content=content, name=sent.name or "", by=by)
    told = _("Pohja on käytössä: %(kind)s. Jo jäädytetyt raportit eivät muutu.") % {"kind": kind_words(kind)}
    return done(request, reverse(PAGE, args=[city.code]), told)


def _checked(sent: UploadedFile) -> bytes:
    """The bytes of a template from which reports come. Raises TemplateFault."""
    if sent.size is None or sent.size > MOST_BYTES:
        raise TemplateFault(Fault.TOO_LARGE)
    content: bytes = sent.read()
    check_template(content)
    return content


@require_safe
@members_with(Right.START_REPORTS)
def default(request: HttpRequest, access: Access) -> HttpResponse:
    """Our own template, to be edited."""
    return _file(default_template(), f"{access.municipality.code}-raporttipohja.docx")


@require_safe
@members_with(Right.START_REPORTS)
def version(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """A template as it was sent."""
    found = WordTemplate.objects.filter(municipality=access.municipality, pk=number).first()
    if found is None or not found.content:
        raise Unknown(_("Tätä pohjaa ei ole."))
    return _file(bytes(found.content), f"{access.municipality.code}-raporttipohja-{found.pk}.docx")


@require_safe
@members_with(Right.START_REPORTS)
def sample(request: HttpRequest, access: Access) -> HttpResponse:
    """An example report made from the template in use."""
    found = template_in_use(access.municipality.pk, request.GET.get(_KIND, ""))
    content = bytes(found.content) if found is not None else b""
    return _file(sample_document(content, spoken()), f"{access.municipality.code}-esimerkkiraportti.docx")


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=FORMATS["docx"].media_type, headers=headers)


def _shown(request: HttpRequest, access: Access, chosen: str = "", faults: tuple[str, ...] = ()) -> HttpResponse:
    kept = WordTemplate.objects.filter(municipality=access.municipality).select_related("uploaded_by").order_by("id")
    page = templates_page(kept, access.municipality.code, chosen, faults)
    context = {"page": page, "frame": inside_frame(request, access, PLACE), "told": said(request)}
    return render(request, "reporting/templates.html", context, status=422 if faults else 200)
