"""What is done to people and their roles: invite, take a role with a link, end a role, change its days.

Nobody is ever deleted and no past day is changed. A municipality always has a steward: what would leave it without
one, today or on a later day, is refused. Whether an address has an account elsewhere is told to nobody but its holder.
"""

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, fields
from hashlib import sha256

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today
from scorecard.actions import delete_as, save_as
from scorecard.models import Invitation, Membership, Municipality, Unit, User
from scorecard.models.codes import Role
from scorecard.models.invitations import HOLDS
from scorecard.people.spans import Span, held_until, overlap
from scorecard.work.keeping.versions import ChangedMeanwhile, version

_DAY = dt.timedelta(days=1)
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Offer:
    """A role with its unit and days, to somebody with a name and an address."""

    email: str
    first_name: str
    last_name: str
    language: str
    role: Role
    unit: Unit | None
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation and the secret of its link, which is kept nowhere else."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(*, municipality: Municipality, offer: Offer, by: User) -> Invited | Membership:
    """Makes an invitation; to somebody who is of this municipality already, the role is given at once.

    Raises ValidationError when the same role is held or offered on any of the days.
    """
    _lock(municipality)
    _refuse_past(offer.valid_to)
    known = _member(municipality, offer.email)
    if known is not None:
        return _give(known, municipality, offer, by)
    for one in waiting_invitations(municipality).filter(email__iexact=offer.email, role=offer.role, unit=offer.unit):
        if overlap((one.valid_from, one.valid_to), (offer.valid_from, offer.valid_to)):
            raise ValidationError(_("Tähän rooliin on jo kutsu samaan osoitteeseen. Lähetä se uudelleen tai peru se."))
    return _invited(municipality, offer, by)


@transaction.atomic
def renew_invitation(*, invitation: Invitation, by: User) -> Invited:
    """The same offer with a new link for seven days. The old invitation is withdrawn: its link stops working."""
    held = withdraw_invitation(invitation=invitation, by=by)
    _refuse_past(held.valid_to)
    return _invited(held.municipality, _offer(held), by)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """The link stops working; that there was an invitation stays."""
    held = _waiting(invitation)
    held.withdrawn_at, held.withdrawn_by = timezone.now(), by
    held.save()
    return held


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> Membership:
    """Uses a link: the role begins to be held, by the account that has the address or by a new one with this password.

    Raises Invitation.DoesNotExist for every link that does not work, and ValidationError for a password that is not
    good enough; then the link goes on working.
    """
    found = open_invitation(token)
    _lock(found.municipality)
    held = Invitation.objects.select_for_update().filter(pk=found.pk, token_hash=digest_of(token)).first()
    if held is None or held.accepted_at is not None or held.withdrawn_at is not None:
        raise Invitation.DoesNotExist
    user = account_of(held.email)
    if user is None or not user.has_usable_password():
        user = _with_password(user, held, password)
    membership = _held(user, held) or _new_membership(user, held.municipality, held, held.invited_by)
    held.accepted_at, held.accepted_by = timezone.now(), user
    held.save()
    return membership


@transaction.atomic
def end_role(*, membership: Membership, last_day: dt.date, seen: int, by: User) -> Membership:
    """The role ends on its last day, at the earliest yesterday. One that has not begun by then is taken away."""
    held = _role(membership, seen, by)
    if last_day < today() - _DAY:
        raise ValidationError(_("Viimeinen päivä voi olla aikaisintaan eilen. Menneitä päiviä ei muuteta."))
    if held.valid_from is not None and held.valid_from > last_day:
        _refuse_last_steward(held, [])
        delete_as(held, by)
        return held
    return _span(held, held.valid_from, last_day, by)


@transaction.atomic
def change_span(
    *, membership: Membership, valid_from: dt.date | None, valid_to: dt.date | None, seen: int, by: User
) -> Membership:
    """Other days for the role. The first day stays once it has come, and so does a last day that has gone by."""
    held = _role(membership, seen, by)
    if valid_from != held.valid_from and _has_begun(held.valid_from):
        raise ValidationError(_("Rooli on jo alkanut, joten sen ensimmäistä päivää ei voi muuttaa."))
    if valid_from != held.valid_from and valid_from is not None and valid_from < today():
        raise ValidationError(_("Ensimmäinen päivä on jo mennyt. Valitse tämä päivä tai myöhempi."))
    if valid_to != held.valid_to:
        _refuse_past(valid_to)
    return _span(held, valid_from, valid_to, by)


def waiting_invitations(municipality: Municipality) -> QuerySet[Invitation]:
    """Invitations that have neither been used nor withdrawn, also those whose link has grown old."""
    found = Invitation.objects.filter(municipality=municipality, accepted_at=None, withdrawn_at=None)
    return found.select_related("unit", "invited_by").order_by("-id")


def open_invitation(token: str) -> Invitation:
    """The invitation whose link this is. Raises Invitation.DoesNotExist for an unknown, used, withdrawn or old one."""
    found = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
    return found.select_related("municipality", "unit", "invited_by").get(token_hash=digest_of(token))


def account_of(email: str) -> User | None:
    """The account in use that has the address, the eldest of several; None where there is none."""
    return (
        User.objects.filter(Q(email__iexact=email) | Q(username__iexact=email), is_active=True).order_by("pk").first()
    )


def digest_of(token: str) -> str:
    """What is kept of a link's secret."""
    return sha256(token.encode()).hexdigest()


def role_version(membership: Membership) -> int:
    """The number of the latest step in the role's history."""
    return version(Membership, id=membership.pk)


def _invited(municipality: Municipality, offer: Offer, by: User) -> Invited:
    now, token = timezone.now(), secrets.token_urlsafe(_TOKEN_BYTES)
    facts = {field.name: getattr(offer, field.name) for field in fields(Offer)}
    invitation = Invitation(
        municipality=municipality,
        token_hash=digest_of(token),
        expires_at=now + HOLDS,
        invited_at=now,
        invited_by=by,
        **facts | {"email": offer.email.lower()},
    )
    invitation.validate_constraints()
    invitation.save()
    return Invited(invitation, token)


def _offer(invitation: Invitation) -> Offer:
    return Offer(**{field.name: getattr(invitation, field.name) for field in fields(Offer)})


def _lock(municipality: Municipality) -> None:
    """One change of roles at a time in a municipality: of two last stewards each would see the other stay."""
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)


def _waiting(invitation: Invitation) -> Invitation:
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if held.accepted_at is not None or held.withdrawn_at is not None:
        raise ValidationError(_("Kutsu on jo käytetty tai peruttu. Mitään ei muutettu."))
    return held


def _member(municipality: Municipality, email: str) -> User | None:
    """Somebody of this municipality with the address: they are known here already."""
    found = User.objects.filter(Q(email__iexact=email) | Q(username__iexact=email), is_active=True)
    return found.filter(memberships__municipality=municipality).order_by("pk").first()


def _give(user: User, municipality: Municipality, offer: Offer, by: User) -> Membership:
    for one in Membership.objects.filter(user=user, municipality=municipality, role=offer.role, unit=offer.unit):
        if overlap((one.valid_from, one.valid_to), (offer.valid_from, offer.valid_to)):
            raise ValidationError(_("Henkilöllä on jo tämä rooli samoina päivinä. Muuta sen päiviä."))
    return _new_membership(user, municipality, offer, by)


def _new_membership(user: User, municipality: Municipality, offer: Offer | Invitation, by: User) -> Membership:
    """The role, given by whoever offered it. Of days gone by none is given."""
    starts = max(offer.valid_from, today()) if offer.valid_from is not None else today()
    if offer.valid_to is not None and offer.valid_to < starts:
        raise Invitation.DoesNotExist
    membership = Membership(
        user=user,
        municipality=municipality,
        role=offer.role,
        unit=offer.unit,
        valid_from=starts,
        valid_to=offer.valid_to,
    )
    membership.validate_constraints()
    save_as(membership, by)
    return membership


def _held(user: User, invitation: Invitation) -> Membership | None:
    """The same role, where the person got it meanwhile in another way."""
    same = Membership.objects.filter(
        user=user, municipality=invitation.municipality, role=invitation.role, unit=invitation.unit
    )
    span: Span = (invitation.valid_from, invitation.valid_to)
    return next((one for one in same if overlap((one.valid_from, one.valid_to), span)), None)


def _with_password(user: User | None, invitation: Invitation, password: str) -> User:
    if user is None:
        # An account out of use keeps its name: whoever had the address does not get in again by an invitation.
        if User.objects.filter(Q(username__iexact=invitation.email) | Q(email__iexact=invitation.email)).exists():
            raise Invitation.DoesNotExist
        user = User(
            username=invitation.email,
            email=invitation.email,
            first_name=invitation.first_name,
            last_name=invitation.last_name,
            language=invitation.language,
        )
    validate_password(password, user=user)
    user.set_password(password)
    user.save()
    return user


def _role(membership: Membership, seen: int, by: User) -> Membership:
    """The role, held until the step is done. Raises ChangedMeanwhile when it is not as it was read."""
    _lock(membership.municipality)
    held = Membership.objects.select_for_update(of=("self",)).filter(pk=membership.pk).first()
    if held is None or role_version(held) != seen:
        raise ChangedMeanwhile
    if held.role == Role.STEWARD and held.user_id == by.pk:
        raise ValidationError(
            _("Omaa pääkäyttäjän rooliasi et voi muuttaa itse. Pyydä toista pääkäyttäjää tai tee henkilövaihdos.")
        )
    return held


def _span(held: Membership, valid_from: dt.date | None, valid_to: dt.date | None, by: User) -> Membership:
    _refuse_last_steward(held, [(valid_from, valid_to)])
    others = Membership.objects.filter(
        user=held.user_id, municipality=held.municipality_id, role=held.role, unit=held.unit_id
    )
    if any(overlap((one.valid_from, one.valid_to), (valid_from, valid_to)) for one in others.exclude(pk=held.pk)):
        raise ValidationError(_("Henkilöllä on jo tämä rooli samoina päivinä. Muuta sen päiviä."))
    held.valid_from, held.valid_to = valid_from, valid_to
    held.validate_constraints()
    save_as(held, by)
    return held


def _refuse_last_steward(held: Membership, instead: Iterable[Span]) -> None:
    """Would the municipality be left without a steward sooner than now?"""
    if held.role != Role.STEWARD:
        return
    stewards = Membership.objects.filter(municipality=held.municipality_id, role=Role.STEWARD, user__is_active=True)
    others = list(stewards.exclude(pk=held.pk).values_list("valid_from", "valid_to"))
    before = held_until([*others, (held.valid_from, held.valid_to)], today())
    if held_until([*others, *instead], today()) < before:
        raise ValidationError(_("Kunta jäisi ilman strategian pääkäyttäjää. Anna rooli ensin toiselle."))


def _refuse_past(day: dt.date | None) -> None:
    if day is not None and day < today():
        raise ValidationError(_("Viimeinen päivä on jo mennyt. Valitse tämä päivä tai myöhempi."))


def _has_begun(day: dt.date | None) -> bool:
    return day is None or day <= today()
