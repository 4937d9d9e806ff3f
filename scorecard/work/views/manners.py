"""What the views of the work have in common: who writes, which version was read, what is said after a step."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from kemi_strategy.web.swaps import page_or_part
from scorecard.models import User
from scorecard.permissions import Access
from scorecard.work.keeping.links import Work, confirm_link, drop_link
from scorecard.work.pages.rooms import frame_of, rooms_of

NEVER_READ = -1
CHANGED = later(
    "Joku muu ehti tallentaa tähän välillä. Mitään ei korvattu: alla näet molemmat tekstit. Muokkaa omaasi tai "
    "tallenna se sellaisenaan, jolloin se korvaa toisen."
)


def writer(request: HttpRequest) -> User:
    """The signed-in person."""
    return cast(User, request.user)


def seen_in(request: HttpRequest) -> int:
    """The version that the form was made from; of what is no version, one that never was."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else NEVER_READ


def shown(
    request: HttpRequest,
    access: Access,
    template: str,
    page: object,
    room: str,
    *,
    refused: bool = False,
    swaps: bool = False,
) -> HttpResponse:
    """One of the rooms with its page, and what is to be said after the step before; 422 when a step was refused.

    ``swaps``: a form on the page swaps a part of it.
    """
    told = " ".join(str(message) for message in messages.get_messages(request))
    context = {"page": page, "rooms": rooms_of(access, room), "told": told, "frame": frame_of(request, access)}
    return (page_or_part if swaps else render)(request, template, context, status=422 if refused else 200)


def done(request: HttpRequest, address: str, told: str) -> HttpResponse:
    """After a step: back to the page, which says what was done."""
    messages.success(request, told)
    return HttpResponseRedirect(address)


def settled(work: Work, request: HttpRequest) -> str:
    """Confirms the proposed link named in the form, or drops it, and says what was done."""
    confirmed, dropped = request.POST.get("vahvista", ""), request.POST.get("poista", "")
    link = work.links.filter(node__code=confirmed or dropped, proposed=True).select_related("node").first()
    if link is None:
        return _("Yhteyttä ei ole enää ehdotettuna: joku ehti vahvistaa tai poistaa sen. Mitään ei muutettu.")
    if confirmed:
        confirm_link(work=work, node=link.node, by=writer(request))
        return _("Yhteys on vahvistettu: %(name)s.") % {"name": named(link.node)}
    drop_link(work=work, node=link.node, by=writer(request))
    return _("Yhteys on poistettu: %(name)s.") % {"name": named(link.node)}
