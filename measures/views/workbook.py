"""The entry workbook: downloaded, filled in offline, sent; its changes looked at, and accepted all together or not."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.languages import later
from measures.desk import PERIOD, EntryDesk, desk_of
from measures.models import Upload
from measures.pages.entry_workbook import entry_book, returned_book
from measures.pages.upload import preview_page, upload_page
from measures.sheets import SourceRefused
from measures.uploads.accepting import Stopped, accept_upload, told_of
from measures.uploads.entry_sheet import read_entry_sheet
from measures.uploads.judging import Judged, judge
from measures.uploads.keeping import keep_upload, sheets_of, upload_of
from measures.views.expired import signed_in_at
from measures.workbooks.checking import too_large
from measures.workbooks.entry_book import CONTENT_TYPE, EntryBook, entry_workbook
from measures.workbooks.limits import UPLOAD
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import User
from scorecard.permissions import Access, Right

FIELD, SEND = "tyokirja", "laheta"
_NONE_CHOSEN = later("Valitse ensin tiedosto: täyttämäsi kirjaustyökirja (.xlsx).")
_GONE = later("Esikatselua ei enää ole: se säilyy vuorokauden. Lähetä työkirja uudestaan.")


@dataclass(frozen=True, slots=True)
class _Opened:
    """An upload as it stands against the ledger now."""

    upload: Upload
    desk: EntryDesk
    judged: list[Judged]
    notes: tuple[str, ...]


@require_safe
@members_with(Right.ENTER)
def download(request: HttpRequest, access: Access) -> HttpResponse:
    """The workbook of a window, filled in with what stands."""
    desk = _desk(request, access, request.GET)
    return _file(entry_book(desk), f"kirjaus-{access.municipality.code}-{desk.window.period.code}.xlsx")


@require_safe
@members_with(Right.ENTER)
def sending(request: HttpRequest, access: Access) -> HttpResponse:
    """The page where a workbook is sent."""
    return _sending(request, access, _desk(request, access, request.GET))


@require_POST
@signed_in_at("kirjaus-tyokirja")
@members_with(Right.ENTER)
def send(request: HttpRequest, access: Access) -> HttpResponse:
    """Reads a workbook and leads to what it would change."""
    desk = _desk(request, access, request.GET)
    try:
        name, content = _chosen(request)
        upload = keep_upload(
            municipality=access.municipality, window=desk.window, name=name, content=content, by=desk.by
        )
    except SourceRefused as refused:
        return _sending(request, access, desk, str(refused))
    return HttpResponseRedirect(reverse("kirjaus-tyokirja-esikatselu", args=[access.municipality.code, upload.pk]))


@require_safe
@members_with(Right.ENTER)
def preview(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """What an upload would change; nothing is changed yet."""
    return _previewed(request, access, _opened(request, access, number))


@require_POST
@signed_in_at("kirjaus-tyokirja")
@members_with(Right.ENTER)
def accept(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Writes all of an upload, and sends it when so asked, or nothing."""
    opened = _opened(request, access, number)
    wanted = SEND in request.POST
    try:
        done = accept_upload(upload=opened.upload.pk, judged=opened.judged, send=wanted, by=opened.desk.by)
    except Stopped as stopped:
        return _previewed(request, access, _opened(request, access, number), str(stopped))
    messages.success(request, told_of(done))
    return HttpResponseRedirect(f"{reverse('kirjaus', args=[access.municipality.code])}?{_query(opened.upload)}")


@require_safe
@members_with(Right.ENTER)
def marked(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """The sender's own workbook with the faulty cells marked, to be mended and sent again."""
    opened = _opened(request, access, number)
    if opened.upload.accepted_at is not None:
        raise Unknown(_("Työkirja on jo hyväksytty. Lataa uusi kirjaussivulta."))
    name = f"korjattava-{access.municipality.code}-{opened.desk.window.period.code}.xlsx"
    return _file(returned_book(opened.desk, opened.judged), name)


def _desk(request: HttpRequest, access: Access, query: QueryDict) -> EntryDesk:
    desk = desk_of(access, cast(User, request.user), query, today(), one_window=True)
    if desk is None:
        raise Unknown(_("Kirjausikkunaa ei ole. Pyydä strategian pääkäyttäjää avaamaan kausi."))
    return desk


def _opened(request: HttpRequest, access: Access, number: int) -> _Opened:
    upload = upload_of(access.municipality, number, cast(User, request.user))
    if upload is None:
        raise Unknown(_GONE)
    desk = _desk(request, access, QueryDict(_query(upload)))
    if upload.accepted_at is not None:
        return _Opened(upload, desk, [], ())
    try:
        found = read_entry_sheet(sheets_of(upload), access.municipality.code, desk.window.period.code)
    except SourceRefused as refused:
        raise Unknown(str(refused)) from refused
    return _Opened(upload, desk, judge([desk], found.rows), found.notes)


def _query(upload: Upload) -> str:
    return f"{PERIOD}={upload.window.period.code}"


def _chosen(request: HttpRequest) -> tuple[str, bytes]:
    """The file that was sent. One too large to be held was let run through, and only its size is known."""
    file = request.FILES.get(FIELD)
    if isinstance(file, UploadedFile):
        return file.name or "", file.read()
    if int(request.META.get("CONTENT_LENGTH") or 0) > UPLOAD.file:
        raise SourceRefused(too_large("", UPLOAD))
    raise SourceRefused(_NONE_CHOSEN)


def _sending(request: HttpRequest, access: Access, desk: EntryDesk, fault: str = "") -> HttpResponse:
    context = {"page": upload_page(desk, fault), "frame": inside_frame(request, access, "kirjaus")}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return render(request, "measures/upload.html", context, status=status)


def _previewed(request: HttpRequest, access: Access, opened: _Opened, told: str = "") -> HttpResponse:
    page = preview_page(opened.desk, opened.upload, opened.judged, opened.notes, told)
    context = {"page": page, "frame": inside_frame(request, access, "kirjaus")}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if told else HTTPStatus.OK
    return render(request, "measures/upload_preview.html", context, status=status)


def _file(book: EntryBook, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(entry_workbook(book), content_type=CONTENT_TYPE, headers=headers)
