"""A draft while it is written: its page, each text saved by itself, a sector's part called checked."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kemi_strategy.web.errors import NotAllowed, Unknown
from kemi_strategy.web.speaking import named
from measures.views.keeping import is_of_htmx
from reporting.compiling import compile_snapshot
from reporting.compiling.roles import roles_of
from reporting.compiling.words import narratives_of, texts_of
from reporting.desk.expired import text_stays
from reporting.desk.finding import checked_by, own_draft, reach_in, sector_named
from reporting.keeping.held import WrittenMeanwhile
from reporting.keeping.texts import check_sector, write_text
from reporting.models import Report
from reporting.pages.issue.draft import Material, draft_page
from reporting.pages.issue.fields import KINDS, Reach, Typed, field_id
from reporting.pages.issue.lacking import sector_of
from reporting.snapshot import About, AboutKind, Snapshot
from reporting.standing import Names
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.frame import inside_frame
from scorecard.permissions import Access, Right
from scorecard.work.views.manners import done, seen_in, writer

PLACE = "raportit"
NOT_YOURS = gettext_lazy(
    "Voit kirjoittaa vain oman toimialasi teksteihin. Muista kirjoittavat talous ja strategian pääkäyttäjä."
)
CHANGED = gettext_lazy(
    "Joku muu ehti kirjoittaa tähän välillä. Mitään ei korvattu: alla näet molemmat tekstit. Muokkaa omaasi tai "
    "tallenna se sellaisenaan, jolloin se korvaa toisen."
)


def draft(request: HttpRequest, access: Access, report: Report) -> HttpResponse:
    """The page of a draft for those who may see it."""
    snapshot = compile_snapshot(report)
    context = {"page": draft_page(_material(access, report, snapshot)), "told": said(request)}
    return render(request, "reporting/draft.html", context | {"frame": inside_frame(request, access, PLACE)})


@require_http_methods(["GET", "HEAD", "POST"])
@text_stays
@members_with(Right.WRITE_REPORTS)
def text(request: HttpRequest, access: Access, report: str, kind: str, about: str) -> HttpResponse:
    """One text by itself; a POST saves it. By htmx only what is said of the saving comes back."""
    found = own_draft(access, report)
    snapshot = compile_snapshot(found)
    thing = _about(snapshot, kind, about)
    if not reach_in(access, Right.WRITE_REPORTS).writes(sector_of(snapshot, thing)):
        raise NotAllowed(NOT_YOURS)
    if request.method != "POST":
        return _field(request, access, found, snapshot, thing)
    words = Names(*(request.POST.get(name, "").replace("\r\n", "\n") for name in ("fi", "sv", "en")))
    try:
        write_text(report=found, about=thing, text=words, seen=seen_in(request), by=writer(request))
    except WrittenMeanwhile:
        return _field(request, access, found, snapshot, thing, Typed(words, str(CHANGED), conflict=True))
    except ValidationError as refused:
        return _field(request, access, found, snapshot, thing, Typed(words, " ".join(refused.messages)))
    return _saved(request, access, found, snapshot, thing)


@require_POST
@typed_is_kept("raportti", "report")
@members_with(Right.CHECK_REPORTS)
def check(request: HttpRequest, access: Access, report: str, unit: str) -> HttpResponse:
    """Calls a sector's part checked."""
    found, sector = own_draft(access, report), sector_named(access, unit)
    if sector.code not in checked_by(access):
        raise NotAllowed(_("Toimialan osuuden tarkastaa toimialajohtaja, hänen sijaisensa tai pääkäyttäjä."))
    check_sector(report=found, unit=sector, by=writer(request))
    address = reverse("raportti", args=[access.municipality.code, found.code]) + f"#toimiala-{sector.code}"
    return done(request, address, _("Tarkastettu: %(name)s.") % {"name": named(sector)})


def _about(snapshot: Snapshot, kind: str, code: str) -> About:
    """What an address is about. Raises Unknown for what is not in the report."""
    found = next((one for one, word in KINDS.items() if word == kind), None)
    whole = found in {AboutKind.WHOLE, AboutKind.PROPOSAL}
    about = About(found, "" if whole else code) if found is not None else None
    known = {
        AboutKind.GOAL: {node.branch.code for node in snapshot.standing.of_kind("goal")},
        AboutKind.ROW: {row.code for row in snapshot.standing.rows},
        AboutKind.PROJECT: {one.code for one in snapshot.projects},
        AboutKind.SECTOR: {one.unit for one in snapshot.sectors},
    }
    if about is None or (whole and code != "-") or (not whole and code not in known[about.kind]):
        raise Unknown(_("Tällaista tekstiä ei raportissa ole."))
    return about


def _material(access: Access, report: Report, snapshot: Snapshot, typed: tuple[About, Typed] | None = None) -> Material:
    writes = access.may(Right.WRITE_REPORTS)
    return Material(
        snapshot=snapshot,
        texts=texts_of(report),
        municipality=access.municipality.code,
        reach=reach_in(access, Right.WRITE_REPORTS) if writes else Reach(),
        checks=checked_by(access),
        freezes=access.may(Right.FREEZE_REPORTS),
        typed=typed,
    )


def _field(
    request: HttpRequest, access: Access, report: Report, snapshot: Snapshot, about: About, typed: Typed | None = None
) -> HttpResponse:
    """The field alone on a page, or in its place when htmx asked; 422 when it was not saved."""
    material = _material(access, report, snapshot, (about, typed) if typed is not None else None)
    context = {"field": material.field(about), "back": _address(access, report), "title": snapshot.report.title.told}
    status = 422 if typed is not None else 200
    if is_of_htmx(request):
        answer = render(request, "reporting/report_text.html#kentta", context, status=status)
        answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = f"#{field_id(about)}", "outerHTML"
        return answer
    frame = inside_frame(request, access, PLACE)
    return render(request, "reporting/report_text.html", context | {"frame": frame}, status=status)


def _saved(request: HttpRequest, access: Access, report: Report, snapshot: Snapshot, about: About) -> HttpResponse:
    """Back to the draft; by htmx what is said of the saving. The rest of the report is as it was just read."""
    if not is_of_htmx(request):
        told = _("Teksti on tallennettu.")
        return done(request, f"{_address(access, report)}#{field_id(about)}", told)
    now = narratives_of(texts_of(report), None, roles_of(access.municipality))
    field = _material(access, report, replace(snapshot, narratives=now)).field(about)
    return render(request, "reporting/report_text.html#tila", {"field": field, "saved": True})


def _address(access: Access, report: Report) -> str:
    return reverse("raportti", args=[access.municipality.code, report.code])


def said(request: HttpRequest) -> str:
    """What is to be told after the step before."""
    return " ".join(str(message) for message in messages.get_messages(request))
