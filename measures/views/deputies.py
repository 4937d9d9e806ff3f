"""Deputies: a sector head names one for the own sector, the steward for any; the rights last exactly the days given."""

import datetime as dt
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kemi_strategy.web.dates import today, write_moment
from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.speaking import named as name_of_record
from measures.answering import in_force
from measures.deputies import deputies_in, end_deputy, name_deputy
from measures.duties import parents_in, units_of
from measures.forms import NewDeputy
from measures.pages.deputies import deputies_page
from measures.pages.entries import name_of
from measures.pages.ways import desk_ways
from measures.views.expired import filled_in, signed_in_at
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import Membership, Unit, User
from scorecard.models.codes import Role, UnitKind
from scorecard.permissions import TABLE, Access, Right

_DAYS = 7
_FIELDS = ("unit", "deputy", "starts", "ends")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_at("sijaiset", *_FIELDS)
@members_with(Right.NAME_DEPUTIES)
def deputies(request: HttpRequest, access: Access) -> HttpResponse:
    """The deputies within the reader's reach; a POST names one."""
    if request.method != "POST":
        return _shown(request, access, _form(request, access))
    form = _form(request, access, typed=True)
    if not form.is_valid():
        return _shown(request, access, form)
    days = {name: form.cleaned_data[name] for name in ("starts", "ends")}
    unit = Unit.objects.get(pk=form.cleaned_data["unit"])
    deputy = User.objects.get(pk=form.cleaned_data["deputy"])
    try:
        post = name_deputy(unit=unit, deputy=deputy, by=cast(User, request.user), **days)
    except ValidationError as stopped:
        form.add_error(None, stopped)
        return _shown(request, access, form)
    return _done(
        request,
        access,
        _("%(user)s on nimetty sijaiseksi: %(name)s.") % {"user": name_of(post.user), "name": name_of_record(unit)},
    )


@require_POST
@signed_in_at("sijaiset")
@members_with(Right.NAME_DEPUTIES)
def end(request: HttpRequest, access: Access, post: int) -> HttpResponse:
    """Ends a deputy's rights at once."""
    found = deputies_in(access.municipality).filter(pk=post, unit__in=_reach(access)).first()
    if found is None:
        raise Unknown(_("Tällaista sijaisuutta ei ole, tai se ei ole sinun päätettävissäsi. Mitään ei muutettu."))
    try:
        end_deputy(post=post, by=cast(User, request.user))
    except ValidationError as stopped:
        return _shown(request, access, _form(request, access), " ".join(stopped.messages))
    return _done(
        request, access, _("Sijaisuus on päätetty: %(user)s. Oikeudet päättyivät heti.") % {"user": name_of(found.user)}
    )


def _shown(request: HttpRequest, access: Access, form: NewDeputy, fault: str = "") -> HttpResponse:
    posts = list(deputies_in(access.municipality).filter(unit__in=_reach(access)))
    page = deputies_page(posts, _named(posts), form, today(), fault)
    said = " ".join(str(message) for message in messages.get_messages(request))
    context = {"page": page, "said": said, "code": access.municipality.code, "ways": desk_ways(access, "sijaiset")}
    context["frame"] = inside_frame(request, access, "hyvaksynta")
    return render(request, "measures/deputies.html", context, status=422 if form.is_bound or fault else 200)


def _named(posts: list[Membership]) -> dict[int, str]:
    """Who gave each role and when, out of its history: one query."""
    records = Membership.history.filter(id__in=[post.pk for post in posts], history_type="+")
    return {
        one.id: _("nimesi %(person)s %(moment)s")
        % {"person": name_of(one.history_user), "moment": write_moment(one.history_date)}
        for one in records.select_related("history_user")
        if one.history_user is not None
    }


def _reach(access: Access) -> frozenset[int]:
    """The units whose deputies the reader names."""
    return access.reach(Right.NAME_DEPUTIES, parents_in(units_of(access.municipality)))


def _form(request: HttpRequest, access: Access, *, typed: bool = False) -> NewDeputy:
    reader = cast(User, request.user)
    people = User.objects.filter(memberships__in=in_force(access.municipality, today())).exclude(pk=reader.pk)
    named = people.distinct().order_by("last_name", "first_name", "username")
    initial = {"starts": today(), "ends": today() + dt.timedelta(days=_DAYS)}
    return NewDeputy(
        request.POST if typed else None,
        today=today(),
        units=[(str(unit.pk), name_of_record(unit)) for unit in _places(access)],
        people=[(str(one.pk), name_of(one)) for one in named],
        initial=initial | filled_in(request, *_FIELDS),
    )


def _places(access: Access) -> list[Unit]:
    """Where a deputy may be named: the units of the reader's own posts, of the steward's every sector with a head."""
    units = units_of(access.municipality)
    own = {post.unit for post in access.posts if post.role in TABLE[Right.NAME_DEPUTIES]}
    if None not in own:
        return [unit for pk, unit in units.items() if pk in own]
    heads = in_force(access.municipality, today()).filter(role=Role.SECTOR_HEAD)
    headed = set(heads.values_list("unit", flat=True))
    return [unit for pk, unit in units.items() if unit.kind == UnitKind.SECTOR or pk in headed]


def _done(request: HttpRequest, access: Access, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("sijaiset", args=[access.municipality.code]))
