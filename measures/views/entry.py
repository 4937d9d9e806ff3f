"""The entry page: what is due from the reader's own units; figures saved one by one; drafts sent to be approved."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.speaking import named
from measures.desk import EntryDesk, desk_of
from measures.entering import NotAccepted
from measures.pages.entry import address_of, entry_page, part_cell, progress_of
from measures.pages.entry_cells import about
from measures.recording import Choice, Outcome, record, send
from measures.typed import Typed, number_or_none, typed_in
from measures.views.keeping import forget_kept, is_of_htmx, keeps_what_was_typed, kept_of
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import User
from scorecard.permissions import Access, Right

KEEP, MINE, ROW, RIGHT_AS_IT_IS = "pida", "minun", "rivi", "ennallaan"


@require_safe
@members_with(Right.ENTER)
def entry(request: HttpRequest, access: Access) -> HttpResponse:
    """What is asked of the reader's units, with what has been entered."""
    desk = desk_of(access, reader_of(request), request.GET, today())
    frame = inside_frame(request, access, "kirjaus")
    if desk is None:
        return render(request, "measures/entry_none.html", {"frame": frame})
    return _page(request, access, desk, [Outcome(duty) for duty in desk.duties])


@require_POST
@keeps_what_was_typed
@members_with(Right.ENTER)
def save(request: HttpRequest, access: Access) -> HttpResponse:
    """Saves what was typed, each figure on its own: of one row for htmx, else of the whole form."""
    desk = desk_for_writing(request, access)
    row = request.GET.get(ROW, "") if is_of_htmx(request) else ""
    outcomes = _recorded(request, desk, row)
    if row:
        return _part(request, access, desk, row, outcomes)
    if any(outcome.refused for outcome in outcomes):
        return _page(request, access, desk, outcomes, HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _told(outcomes))
    return _back(desk)


@require_POST
@keeps_what_was_typed
@members_with(Right.ENTER)
def submit(request: HttpRequest, access: Access) -> HttpResponse:
    """Saves what was typed and sends the drafts of the own units; nothing is sent when something is unsaved."""
    desk = desk_for_writing(request, access)
    outcomes = _recorded(request, desk)
    if any(outcome.refused for outcome in outcomes):
        told = [_("Mitään ei vielä lähetetty, koska kaikkea ei voitu tallentaa.")]
        return _page(request, access, desk, outcomes, HTTPStatus.UNPROCESSABLE_ENTITY, told)
    try:
        sent = send(desk, [outcome.duty for outcome in outcomes if desk.shows(outcome.duty)])
    except NotAccepted as refused:
        return _page(
            request,
            access,
            desk,
            outcomes,
            HTTPStatus.UNPROCESSABLE_ENTITY,
            [_("%(refused)s Mitään ei lähetetty.") % {"refused": refused}],
        )
    messages.success(request, " ".join(filter(None, (_told_sent(sent), _told_kept(desk, outcomes)))))
    return _back(desk)


@require_safe
@members_with(Right.ENTER)
def kept(request: HttpRequest, access: Access) -> HttpResponse:
    """What was on the form when the session ended, to be saved again."""
    found = kept_of(request, access.municipality.code)
    if found is None:
        return HttpResponseRedirect(reverse("kirjaus", args=[access.municipality.code]))
    frame = inside_frame(request, access, "kirjaus")
    return render(request, "measures/entry_kept.html", {"page": found, "frame": frame})


def _recorded(request: HttpRequest, desk: EntryDesk, row: str = "") -> list[Outcome]:
    """Refuses the whole form when any of its cells is not the writer's; else records each."""
    cells = typed_in((name, str(text)) for name, text in request.POST.items())
    if row:
        cells = {row: cells.get(row, Typed({}))}
    desk.refuse_strangers(cells)
    outcomes = record(desk, cells, _choice(request.POST))
    if not row:
        forget_kept(request, cells)
    return outcomes


def _choice(form: Mapping[str, str]) -> Choice:
    mine, _, over = form.get(MINE, "").rpartition(":")
    return Choice(form.get(KEEP, ""), mine, number_or_none(over), form.get(RIGHT_AS_IT_IS, ""))


def _page(
    request: HttpRequest,
    access: Access,
    desk: EntryDesk,
    outcomes: Sequence[Outcome],
    status: HTTPStatus = HTTPStatus.OK,
    told: Iterable[str] = (),
) -> HttpResponse:
    said = [*(str(message) for message in messages.get_messages(request)), *told]
    code = access.municipality.code
    way = reverse("kirjaus-kesken", args=[code]) if kept_of(request, code) is not None else ""
    context = {"page": entry_page(desk, outcomes, said), "kept": way, "frame": inside_frame(request, access, "kirjaus")}
    return render(request, "measures/entry.html", context, status=status)


def _part(request: HttpRequest, access: Access, desk: EntryDesk, row: str, outcomes: Sequence[Outcome]) -> HttpResponse:
    """The cell as it now is, and what changes elsewhere on the page."""
    found = next(outcome for outcome in outcomes if outcome.duty.cell.code == row)
    progress = progress_of(desk, [outcome.duty for outcome in outcomes])
    cell, beside = part_cell(desk, outcomes, row)
    if found.saved and beside:
        # What has just been saved is part of what is known beside the other cells of its line.
        now = desk_for_writing(request, access)
        beside = part_cell(now, [Outcome(duty) for duty in now.duties], row)[1]
    context = {"cell": cell, "beside": beside, "progress": progress, "saved": found.saved}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if found.refused else HTTPStatus.OK
    return render(request, "measures/entry_part.html", context, status=status)


def _told(outcomes: Iterable[Outcome]) -> str:
    saved = sum(outcome.saved for outcome in outcomes)
    if not saved:
        return _("Muutoksia ei ollut: kaikki luvut ovat ennallaan.")
    return _("Yksi luku tallennettiin.") if saved == 1 else _("%(saved)s lukua tallennettiin.") % {"saved": saved}


def _told_sent(sent: int) -> str:
    if not sent:
        return _("Lähetettäviä luonnoksia ei ole.")
    return (
        _("Yksi luku lähetettiin hyväksyttäväksi.")
        if sent == 1
        else _("%(sent)s lukua lähetettiin hyväksyttäväksi.") % {"sent": sent}
    )


def _told_kept(desk: EntryDesk, outcomes: Sequence[Outcome]) -> str:
    """Which drafts stay: until their writer has confirmed them, or because their window is shut."""
    duties = [outcome.duty for outcome in outcomes if desk.shows(outcome.duty)]
    told = []
    if names := ", ".join(named(duty.cell.indicator) for duty in desk.doubtful(duties)):
        told.append(
            _("Lähettämättä jäi, koska luku näyttää poikkeavalta: %(names)s. Korjaa luku tai vahvista se rivillä.")
            % {"names": names}
        )
    if names := ", ".join(about(duty) for duty in desk.stuck(duties)):
        told.append(_("Lähettämättä jäi, koska kausi on suljettu: %(names)s.") % {"names": names})
    return " ".join(told)


def desk_for_writing(request: HttpRequest, access: Access) -> EntryDesk:
    """The desk of the page that a form came from. Raises Unknown where there is no window."""
    desk = desk_of(access, reader_of(request), request.GET, today())
    if desk is None:
        raise Unknown(_("Kirjausikkunaa ei ole. Mitään ei tallennettu. Pyydä strategian pääkäyttäjää avaamaan kausi."))
    return desk


def _back(desk: EntryDesk) -> HttpResponse:
    return HttpResponseRedirect(address_of(desk, "kirjaus"))


def reader_of(request: HttpRequest) -> User:
    """The signed-in person."""
    return cast(User, request.user)
