"""A scorecard brought in on the web: sent, tried in the background, looked at row by row, accepted, and undone."""

import re
from collections import defaultdict
from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.languages import later
from measures.importing.background import set_going
from measures.importing.keeping import NotNow, accept_import, answer_questions, receive_import, try_again
from measures.importing.pages import PER_PAGE, asked_in, import_page, sending_page, stopped_words
from measures.importing.steps import Step, step_of
from measures.importing.undo_pages import undo_page
from measures.importing.undoing import CannotUndo, take_back, undoing_of
from measures.models import Import
from measures.sheets import SourceRefused
from measures.views.expired import signed_in_at
from measures.workbooks.checking import too_large
from measures.workbooks.limits import IMPORT
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import Strategy, User
from scorecard.permissions import Access, Right
from scorecard.steward.rooms import steps_to

FIELD, PLACE = "tyokirja", "tuonti"
_MOST_QUESTIONS, _RECENT = 100, 20
_ANSWER = re.compile(r"([vt])(\d{1,18})-(\d{1,4})", re.ASCII)
_NONE_CHOSEN = later("Valitse ensin tiedosto: tuloskortin työkirja (.xlsx) tai CSV-tiedostot zip-pakettina.")
_GONE = later("Tuontia ei ole, tai se on vanhentunut: hyväksymätön tuonti säilyy viikon. Lähetä tiedosto uudestaan.")


@require_safe
@members_with(Right.IMPORT_SCORECARD)
def sending(request: HttpRequest, access: Access) -> HttpResponse:
    """Where a workbook is sent, and the latest imports."""
    return _sending(request, access)


@require_POST
@signed_in_at("tuonti")
@members_with(Right.IMPORT_SCORECARD)
def send(request: HttpRequest, access: Access) -> HttpResponse:
    """Takes a file in; it is read in the background."""
    try:
        name, content = _chosen(request)
        one = receive_import(
            municipality=access.municipality, name=name, content=content, language=get_language() or "fi",
            by=_person(request),
        )  # fmt: skip
    except SourceRefused as refused:
        return _sending(request, access, str(refused))
    set_going(one)
    return HttpResponseRedirect(reverse("tuonti-nayta", args=[access.municipality.code, one.pk]))


@require_safe
@members_with(Right.IMPORT_SCORECARD)
def shown(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """What an import would do or did, row by row."""
    return _shown(request, access, _found(access, number))


@require_safe
@members_with(Right.IMPORT_SCORECARD)
def progress(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """How a step in the background proceeds, for the page to ask again; when it is done, the page is loaded anew."""
    one = _found(access, number)
    page = import_page(one, [], [], asked_in({}))
    answer = render(request, "measures/import.html#vaihe", {"page": page})
    if not page.poll:
        answer.headers["HX-Redirect"] = reverse("tuonti-nayta", args=[access.municipality.code, one.pk])
    return answer


@require_POST
@signed_in_at("tuonti")
@members_with(Right.IMPORT_SCORECARD)
def answer(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Takes down what the asked cells meant, and has the trial made again."""
    return _stepped(request, access, answer_questions, number, answers=_answers(request, _found(access, number)))


@require_POST
@signed_in_at("tuonti")
@members_with(Right.IMPORT_SCORECARD)
def again(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Has the trial made again, against the scorecard as it is now."""
    return _stepped(request, access, try_again, number)


@require_POST
@signed_in_at("tuonti")
@members_with(Right.IMPORT_SCORECARD)
def accept(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Accepts what was shown; it is written in the background."""
    return _stepped(request, access, accept_import, number)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_at("tuonti")
@members_with(Right.IMPORT_SCORECARD)
def undo(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """What undoing would do; a POST has it done in the background."""
    one = _found(access, number)
    if request.method == "POST":
        return _stepped(request, access, take_back, number)
    if step_of(one) is not Step.WRITTEN:
        return HttpResponseRedirect(reverse("tuonti-nayta", args=[access.municipality.code, number]))
    context = {"page": undo_page(one, undoing_of(one)), "frame": inside_frame(request, access, PLACE)}
    return render(request, "measures/import_undo.html", context)


def _stepped(
    request: HttpRequest, access: Access, verb: Callable[..., Import], number: int, **given: object
) -> HttpResponse:
    """Takes a step and has its work done in the background; back to the page, which says when it could not be taken."""
    one = _found(access, number)
    try:
        set_going(verb(one=one, by=_person(request), **given))
    except (NotNow, CannotUndo) as refused:
        messages.error(request, stopped_words(refused.code))
    return HttpResponseRedirect(reverse("tuonti-nayta", args=[access.municipality.code, number]))


def _answers(request: HttpRequest, one: Import) -> dict[tuple[str, int], dict[str, str]]:
    """What was said of each asked cell: the chosen reading, or the text typed in its place."""
    said: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    for name, text in request.POST.items():
        if read := _ANSWER.fullmatch(name):
            said[int(read[2]), int(read[3])][read[1]] = str(text)
    lines = {line.pk: line for line in one.lines.filter(outcome="asked", pk__in={pk for pk, _place in said})}
    found: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for (pk, place), told in said.items():
        line = lines.get(pk)
        if line is not None and place < len(line.cells):
            column = line.cells[place]["column"]
            found[line.sheet, line.row][column] = told.get("t", "").strip() or told.get("v", "")
    return found


def _found(access: Access, number: int) -> Import:
    own = Import.objects.filter(municipality=access.municipality).select_related("municipality", "uploaded_by")
    one = own.defer("content", "reading").filter(pk=number).first()
    if one is None:
        raise Unknown(_GONE)
    return one


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)


def _chosen(request: HttpRequest) -> tuple[str, bytes]:
    """The file that was sent. One too large to be held was let run through, and only its size is known."""
    file = request.FILES.get(FIELD)
    if isinstance(file, UploadedFile):
        return file.name or "", file.read()
    if int(request.META.get("CONTENT_LENGTH") or 0) > IMPORT.file:
        raise SourceRefused(too_large("", IMPORT))
    raise SourceRefused(_NONE_CHOSEN)


def _sending(request: HttpRequest, access: Access, fault: str = "") -> HttpResponse:
    own = Import.objects.filter(municipality=access.municipality).select_related("uploaded_by")
    recent = list(own.defer("content", "reading", "found", "answers")[:_RECENT])
    strategies = list(Strategy.objects.filter(municipality=access.municipality).order_by("kind", "code"))
    context = {
        "page": sending_page(access.municipality, strategies, recent, fault),
        "steps": steps_to(access),
        "frame": inside_frame(request, access, PLACE),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return render(request, "measures/imports.html", context, status=status)


def _shown(request: HttpRequest, access: Access, one: Import) -> HttpResponse:
    asked = asked_in(request.GET.dict())
    lines = one.lines.all()
    if asked.outcome:
        lines = lines.filter(outcome=asked.outcome)
    if asked.sheet:
        lines = lines.filter(sheet=asked.sheet)
    first = (asked.page - 1) * PER_PAGE
    questions = list(one.lines.filter(outcome="asked")[:_MOST_QUESTIONS])
    page = import_page(one, list(lines[first : first + PER_PAGE + 1]), questions, asked)
    told = " ".join(str(message) for message in messages.get_messages(request))
    context = {"page": page, "told": told or page.told, "frame": inside_frame(request, access, PLACE)}
    return render(request, "measures/import.html", context)
