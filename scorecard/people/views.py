"""The steward's pages of people: everybody with their roles, invitations, and one role at a time."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from scorecard.about.posting import FAULTS
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.frame import HALLINTA, inside_frame
from scorecard.models import Invitation, Membership, Unit, User
from scorecard.people.forms import Ending, Invite, Span
from scorecard.people.keeping import (
    Invited,
    change_span,
    end_role,
    invite,
    renew_invitation,
    waiting_invitations,
    withdraw_invitation,
)
from scorecard.people.page import days_words, people_page, person_name, role_page, role_words
from scorecard.people.posting import post_invitation
from scorecard.permissions import Access, Right
from scorecard.steward.rooms import steps_to
from scorecard.work.keeping.versions import ChangedMeanwhile
from scorecard.work.organisation import organisation_of

_CHANGED = later("Joku muu ehti muuttaa tätä roolia. Mitään ei muutettu: alla rooli on sellaisena kuin se on nyt.")
_stands_at_people = typed_is_kept("ihmiset")


@require_http_methods(["GET", "HEAD", "POST"])
@_stands_at_people
@members_with(Right.MANAGE_PEOPLE)
def people(request: HttpRequest, access: Access) -> HttpResponse:
    """Everybody; a POST invites somebody."""
    if request.method != "POST":
        return _people(request, access, _invite_form(access))
    form = _invite_form(access, request)
    if not form.is_valid():
        return _people(request, access, form)
    try:
        made = invite(municipality=access.municipality, offer=form.offer, by=_reader(request))
    except ValidationError as refused:
        form.add_error(None, refused)
        return _people(request, access, form, " ".join(refused.messages))
    if isinstance(made, Membership):
        said = _("%(name)s on jo kunnassa: rooli on annettu, kirjettä ei tarvita. %(role)s, %(days)s.")
        facts = {"name": person_name(made.user), "role": role_words(made.role, made.unit)}
        return _done(request, access, said % (facts | {"days": days_words(made.valid_from, made.valid_to)}))
    return _posted(request, access, made)


@require_POST
@_stands_at_people
@members_with(Right.MANAGE_PEOPLE)
def again(request: HttpRequest, access: Access, invitation: int) -> HttpResponse:
    """Sends a new link, or withdraws the invitation."""
    found = waiting_invitations(access.municipality).filter(pk=invitation).first()
    if found is None:
        return _failed(request, access, _("Kutsu on jo käytetty tai peruttu. Mitään ei muutettu."))
    try:
        if "peru" in request.POST:
            withdraw_invitation(invitation=found, by=_reader(request))
            return _done(request, access, _("Kutsu on peruttu: %(email)s.") % {"email": found.email})
        return _posted(request, access, renew_invitation(invitation=found, by=_reader(request)))
    except ValidationError as refused:
        return _failed(request, access, " ".join(refused.messages))


@require_safe
@members_with(Right.MANAGE_PEOPLE)
def role(request: HttpRequest, access: Access, membership: int) -> HttpResponse:
    """One role."""
    return _role(request, access, _found(access, membership))


@require_POST
@typed_is_kept("rooli", "membership")
@members_with(Right.MANAGE_PEOPLE)
def span(request: HttpRequest, access: Access, membership: int) -> HttpResponse:
    """Other days for the role."""
    found = _found(access, membership)
    form = Span(request.POST)
    if not form.is_valid():
        return _role(request, access, found, span=form)
    days = {name: form.cleaned_data[name] for name in ("valid_from", "valid_to")}
    try:
        changed = change_span(membership=found, seen=_seen(request), by=_reader(request), **days)
    except ChangedMeanwhile:
        return _changed(request, access, membership)
    except ValidationError as refused:
        return _role(request, access, _found(access, membership), span=form, fault=" ".join(refused.messages))
    facts = {"name": person_name(found.user), "days": days_words(changed.valid_from, changed.valid_to)}
    said = _("Roolin päivät on muutettu: %(name)s, %(role)s, %(days)s.")
    return _done(request, access, said % (facts | {"role": role_words(found.role, found.unit)}))


@require_POST
@typed_is_kept("rooli", "membership")
@members_with(Right.MANAGE_PEOPLE)
def end(request: HttpRequest, access: Access, membership: int) -> HttpResponse:
    """The role ends."""
    found = _found(access, membership)
    form = Ending(request.POST)
    if not form.is_valid():
        return _role(request, access, found, ending=form)
    try:
        end_role(membership=found, last_day=form.cleaned_data["last_day"], seen=_seen(request), by=_reader(request))
    except ChangedMeanwhile:
        return _changed(request, access, membership)
    except ValidationError as refused:
        return _role(request, access, _found(access, membership), ending=form, fault=" ".join(refused.messages))
    facts = {"name": person_name(found.user), "role": role_words(found.role, found.unit)}
    return _done(request, access, _("Rooli on päätetty: %(name)s, %(role)s.") % facts)


def _found(access: Access, membership: int) -> Membership:
    held = Membership.objects.filter(municipality=access.municipality, pk=membership)
    found = held.select_related("user", "unit", "municipality").first()
    if found is None:
        raise Unknown(_("Tällaista roolia ei ole."))
    return found


def _invite_form(access: Access, request: HttpRequest | None = None) -> Invite:
    units: list[tuple[str, Unit]] = [
        ("\u2003" * depth + named(unit), unit)
        for depth, unit in organisation_of(access.municipality).in_tree_order(today())
    ]
    return Invite(request.POST if request is not None else None, units=units, initial={"language": "fi"})


def _people(request: HttpRequest, access: Access, form: Invite, fault: str = "") -> HttpResponse:
    here = access.municipality
    held = Membership.objects.filter(municipality=here).select_related("user", "unit", "municipality")
    held = held.order_by("user__last_name", "user__first_name", "user__username", "valid_from", "pk")
    waiting = waiting_invitations(here).select_related("municipality", "unit", "invited_by")
    page = people_page(list(held), waiting, form, today(), fault)
    context = {"page": page, "steps": steps_to(access)}
    return _answer(request, access, "people/people.html", context, 422 if form.is_bound else 200)


def _role(
    request: HttpRequest,
    access: Access,
    found: Membership,
    *,
    span: Span | None = None,
    ending: Ending | None = None,
    fault: str = "",
) -> HttpResponse:
    days = Span(initial={"valid_from": found.valid_from, "valid_to": found.valid_to})
    seen = request.POST.get("seen", "") if span or ending else ""
    page = role_page(
        found, span or days, ending or Ending(initial={"last_day": today()}), today(), fault=fault, seen=seen
    )
    steps = steps_to(access, (_("Ihmiset"), reverse("ihmiset", args=[access.municipality.code])))
    status = 422 if span or ending or fault else 200
    return _answer(request, access, "people/role.html", {"page": page, "steps": steps}, status)


def _changed(request: HttpRequest, access: Access, membership: int) -> HttpResponse:
    """Somebody was there before: the role as it is now, or the list where it is no more."""
    now = Membership.objects.filter(municipality=access.municipality, pk=membership)
    found = now.select_related("user", "unit", "municipality").first()
    if found is None:
        return _failed(request, access, str(_CHANGED))
    return _role(request, access, found, fault=str(_CHANGED))


def _posted(request: HttpRequest, access: Access, made: Invited) -> HttpResponse:
    sent: Invitation = post_invitation(made)
    if sent.fault:
        said = _(
            "Kutsu on tallennettu, mutta kirje ei lähtenyt osoitteeseen %(email)s: %(fault)s. Lähetä se uudelleen."
        )
        return _failed(request, access, said % {"email": sent.email, "fault": FAULTS.get(sent.fault, sent.fault)})
    return _done(request, access, _("Kutsu on lähetetty osoitteeseen %(email)s.") % {"email": sent.email})


def _answer(
    request: HttpRequest, access: Access, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    context["told"] = " ".join(str(message) for message in messages.get_messages(request))
    context["code"] = access.municipality.code
    context["frame"] = inside_frame(request, access, HALLINTA)
    return render(request, template, context, status=status)


def _done(request: HttpRequest, access: Access, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("ihmiset", args=[access.municipality.code]))


def _failed(request: HttpRequest, access: Access, said: str) -> HttpResponse:
    messages.error(request, said)
    return HttpResponseRedirect(reverse("ihmiset", args=[access.municipality.code]))


def _seen(request: HttpRequest) -> int:
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else -1


def _reader(request: HttpRequest) -> User:
    return cast(User, request.user)
