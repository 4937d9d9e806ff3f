"""Someone leaves: the steward, or a sector head within the sector, sees what would move and moves it in one action."""

import datetime as dt
from typing import TypedDict, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kemi_strategy.web.dates import today
from measures.duties import parents_of
from measures.forms import Leaving
from measures.handover import Plan, hand_over, plan_handover
from measures.pages.entries import name_of
from measures.pages.handover import handover_page
from measures.pages.ways import desk_ways
from measures.views.expired import signed_in_at
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import Handover, Membership, Municipality, User
from scorecard.permissions import TABLE, Access, Right

_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_at("vaihdos", "leaver", "successor", "last_day")
@members_with(Right.HAND_OVER)
def handover(request: HttpRequest, access: Access) -> HttpResponse:
    """The form; filled in, what would move; a POST does it."""
    if request.method == "POST":
        return _do(request, access)
    form = _form(request, access, asked="leaver" in request.GET)
    if not form.is_bound:
        return _shown(request, access, form)
    try:
        plan = _plan(access, form) if form.is_valid() else None
    except ValidationError as stopped:
        form.add_error(None, stopped)
        plan = None
    return _shown(request, access, form, plan)


def _do(request: HttpRequest, access: Access) -> HttpResponse:
    form = _form(request, access, asked=True)
    if not form.is_valid():
        return _shown(request, access, form, status=422)
    try:
        done = hand_over(
            municipality=access.municipality,
            parents=parents_of(access.municipality),
            **_people(form),
            confirmed=request.POST.get("vahvistus") == "on",
            by=cast(User, request.user),
        )
    except ValidationError as stopped:
        return _shown(request, access, form, _plan_or_none(access, form), " ".join(stopped.messages), 422)
    messages.success(request, _done_words(done))
    return HttpResponseRedirect(reverse("vaihdos", args=[access.municipality.code]))


def _done_words(done: Handover) -> str:
    """What was handed over, in a sentence."""
    words = {"leaver": name_of(done.leaver), "roles": done.roles}
    if done.successor is None:
        return _("Vaihdos on tehty: %(leaver)s lopettaa, eikä seuraajaa ole. %(roles)s.") % words
    return _("Vaihdos on tehty: %(leaver)s lopettaa ja %(successor)s jatkaa. %(roles)s.") % {
        **words,
        "successor": name_of(done.successor),
    }


def _plan(access: Access, form: Leaving) -> Plan:
    return plan_handover(municipality=access.municipality, parents=parents_of(access.municipality), **_people(form))


def _plan_or_none(access: Access, form: Leaving) -> Plan | None:
    try:
        return _plan(access, form)
    except ValidationError:
        return None


class _People(TypedDict):
    leaver: User
    successor: User | None
    last_day: dt.date


def _people(form: Leaving) -> _People:
    found = User.objects.in_bulk([form.cleaned_data["leaver"], form.cleaned_data["successor"]])
    return {
        "leaver": found[form.cleaned_data["leaver"]],
        "successor": found.get(form.cleaned_data["successor"]),
        "last_day": form.cleaned_data["last_day"],
    }


def _shown(
    request: HttpRequest, access: Access, form: Leaving, plan: Plan | None = None, fault: str = "", status: int = 200
) -> HttpResponse:
    done = Handover.objects.filter(municipality=access.municipality)
    if None not in _own(access):
        done = done.filter(done_by=cast(User, request.user))
    latest = done.select_related("leaver", "successor", "done_by")[:_SHOWN]
    page = handover_page(form, plan, latest, fault)
    said = " ".join(str(message) for message in messages.get_messages(request))
    context = {"page": page, "said": said, "code": access.municipality.code, "ways": desk_ways(access, "vaihdos")}
    context["frame"] = inside_frame(request, access, "hyvaksynta")
    return render(request, "measures/handover.html", context, status=status)


def _form(request: HttpRequest, access: Access, *, asked: bool) -> Leaving:
    typed = request.POST if request.method == "POST" else request.GET
    return Leaving(
        typed if asked else None,
        today=today(),
        leavers=_leavers(access),
        people=_named(_members(access.municipality)),
        initial={"last_day": today()},
    )


def _own(access: Access) -> set[int | None]:
    """The units in which the reader may hand over roles; None: everywhere."""
    return {post.unit for post in access.posts if post.role in TABLE[Right.HAND_OVER]}


def _leavers(access: Access) -> list[tuple[str, str]]:
    """Who may be chosen: of a sector head those whose every role is in the sector, and not the head's own."""
    people = _members(access.municipality)
    own = _own(access)
    if None in own:
        return _named(people)
    reach = access.reach(Right.HAND_OVER, parents_of(access.municipality))
    within = {
        person: posts
        for person, posts in people.items()
        if all(one.unit_id in reach for one in posts)
        and not any(one.role in TABLE[Right.HAND_OVER] and one.unit_id in own for one in posts)
    }
    return _named(within)


def _members(municipality: Municipality) -> dict[User, list[Membership]]:
    """Everybody with an account in use and a role that has not ended, with those roles, by name: one query."""
    posts = Membership.objects.filter(municipality=municipality, user__is_active=True).exclude(valid_to__lt=today())
    found: dict[User, list[Membership]] = {}
    for post in posts.select_related("user").order_by("user__last_name", "user__first_name", "user__username", "id"):
        found.setdefault(post.user, []).append(post)
    return found


def _named(people: dict[User, list[Membership]]) -> list[tuple[str, str]]:
    return [(str(person.pk), name_of(person)) for person in people]
