"""A sector's deputy is named for days from–to, and the naming is ended: the rights last exactly those days."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today, write_day
from measures.actions import delete_as, save_as
from scorecard.models import Membership, Municipality, Unit, User
from scorecard.models.codes import Role

_DAY = dt.timedelta(days=1)


def deputies_in(municipality: Municipality | int) -> QuerySet[Membership]:
    """All deputies ever named, the latest first."""
    posts = Membership.objects.filter(municipality=municipality, role=Role.DEPUTY)
    return posts.select_related("user", "unit").order_by("unit__order", "unit__code", "-valid_from", "-id")


@transaction.atomic
def name_deputy(*, unit: Unit, deputy: User, starts: dt.date, ends: dt.date, by: User) -> Membership:
    """Gives a person the sector head's rights in a unit from the first day to the last.

    Raises ValidationError with a sentence: days gone by or out of order, somebody without an account in use, the head
    itself, or the same person on some of the same days.
    """
    held = Unit.objects.select_for_update().get(pk=unit.pk)  # two who name at once wait for each other
    if starts < today() or ends < starts:
        raise ValidationError(_("Sijaisuus alkaa tänään tai myöhemmin ja päättyy aikaisintaan alkamispäivänään."))
    if not deputy.is_active:
        raise ValidationError(_("Henkilön tunnus ei ole käytössä, joten hän ei voi toimia sijaisena."))
    same = Membership.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=ends), Q(valid_to=None) | Q(valid_to__gte=starts), user=deputy, unit=held
    )
    standing = same.filter(role__in=(Role.DEPUTY, Role.SECTOR_HEAD)).order_by("role", "valid_from").first()
    if standing is not None and standing.role == Role.SECTOR_HEAD:
        raise ValidationError(_("Henkilö johtaa itse tätä toimialaa noina päivinä. Valitse toinen henkilö."))
    if standing is not None:
        raise ValidationError(
            _("Henkilö on jo sijaisena %(standing)s. Päätä se ensin tai valitse muut päivät.")
            % {"standing": span_words(standing)}
        )
    post = Membership(
        user=deputy,
        municipality_id=held.municipality_id,
        role=Role.DEPUTY,
        unit=held,
        valid_from=starts,
        valid_to=ends,
    )
    save_as(post, by)
    return post


@transaction.atomic
def end_deputy(*, post: int, by: User) -> Membership:
    """Ends a deputy's rights at once. One that has not lasted a whole day is taken away; its history stays.

    Raises ValidationError when it has ended already.
    """
    held = Membership.objects.select_for_update().filter(pk=post, role=Role.DEPUTY).first()
    if held is None or has_ended(held, today()):
        raise ValidationError(_("Sijaisuus on jo päättynyt. Mitään ei muutettu."))
    if held.valid_from is not None and held.valid_from >= today():
        delete_as(held, by)
    else:
        held.valid_to = today() - _DAY
        save_as(held, by)
    return held


def has_ended(post: Membership, day: dt.date) -> bool:
    """Is the last day before this one?"""
    return post.valid_to is not None and post.valid_to < day


def span_words(post: Membership) -> str:
    """The days of a role: «1.12.2026–8.12.2026», «toistaiseksi»."""
    first = write_day(post.valid_from) if post.valid_from is not None else ""
    last = write_day(post.valid_to) if post.valid_to is not None else ""
    return f"{first}–{last}" if first or last else _("toistaiseksi")
