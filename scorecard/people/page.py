"""The page of people and their roles, and of one role, as plain values for their templates."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.languages import Words, later
from kemi_strategy.web.speaking import named
from scorecard.about.posting import FAULTS
from scorecard.labels import ROLES
from scorecard.models import Invitation, Membership, Unit, User
from scorecard.models.codes import Role
from scorecard.people.keeping import role_version

NOW, COMING, PAST = "now", "coming", "past"
_STATES = Words({NOW: later("voimassa"), COMING: later("tulossa"), PAST: later("päättynyt")})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: ``options`` of a choice as (code, words, chosen)."""

    id: str
    name: str
    label: str
    text: str
    fault: str
    hint: str
    options: tuple[tuple[str, str, bool], ...]
    prose: bool = False


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role of a person: where, from when to when, and whether it goes on."""

    words: str
    days: str
    state: str
    state_words: str
    address: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with the roles held here. ``present``: has one now or will have."""

    name: str
    account: str
    roles: tuple[RoleLine, ...]
    past: tuple[RoleLine, ...]

    @property
    def present(self) -> bool:
        """Does any role go on, or begin later?"""
        return bool(self.roles)


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An invitation that waits. ``fault``: why its letter did not go; ``old``: its link has stopped working."""

    name: str
    email: str
    words: str
    days: str
    sent: str
    fault: str
    old: bool
    address: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everybody of the municipality, the invitations that wait, and the form of a new one."""

    present: tuple[Person, ...]
    gone: tuple[Person, ...]
    invitations: tuple[InvitationLine, ...]
    fields: tuple[Field, ...]
    faulty: bool
    fault: str


@dataclass(frozen=True, slots=True)
class RolePage:
    """One role: its days to change, and its last day."""

    name: str
    line: RoleLine
    span: tuple[Field, ...]
    ending: tuple[Field, ...]
    seen: str
    fault: str
    changed: bool


def people_page(
    memberships: Sequence[Membership], invitations: Iterable[Invitation], form: Form, today: dt.date, fault: str = ""
) -> PeoplePage:
    """The page; people by name, those whose every role has ended apart."""
    held: dict[User, list[Membership]] = {}
    for one in memberships:
        held.setdefault(one.user, []).append(one)
    people = [_person(user, roles, today) for user, roles in held.items()]
    return PeoplePage(
        present=tuple(one for one in people if one.present),
        gone=tuple(one for one in people if not one.present),
        invitations=tuple(_invitation(one) for one in invitations),
        fields=fields_of(form, "kutsu"),
        faulty=bool(form.errors),
        fault=fault,
    )


def role_page(
    membership: Membership, span: Form, ending: Form, today: dt.date, *, fault: str = "", seen: str = ""
) -> RolePage:
    """The page of one role."""
    return RolePage(
        name=person_name(membership.user),
        line=_line(membership, today),
        span=fields_of(span, "paivat"),
        ending=fields_of(ending, "paatos"),
        seen=seen or str(role_version(membership)),
        fault=fault or " ".join(str(one) for form in (span, ending) for one in form.non_field_errors()),
        changed=bool(span.errors or ending.errors),
    )


def fields_of(form: Form, place: str) -> tuple[Field, ...]:
    """The form's fields in their order; ``place`` makes their ids the only ones of the page."""
    found = []
    for bound in form:
        value = bound.value()
        text = "" if value is None else str(value)
        choices = getattr(bound.field, "choices", ())
        found.append(
            Field(
                f"{place}-{bound.name}",
                bound.html_name,
                str(bound.label),
                text,
                " ".join(str(one) for one in bound.errors),
                str(bound.help_text),
                tuple((str(code), words, str(code) == text) for code, words in choices),
            )
        )
    return tuple(found)


def person_name(user: User) -> str:
    """A person as shown: the name, else the user name."""
    return user.get_full_name() or user.get_username()


def role_words(role: str, unit: Unit | None) -> str:
    """A role and where it is held."""
    words = ROLES[Role(role)]
    return f"{words}, {named(unit)}" if unit is not None else words


def days_words(first: dt.date | None, last: dt.date | None) -> str:
    """From when to when, as people say it."""
    if first is None:
        return _("%(day)s asti") % {"day": write_day(last)} if last is not None else _("toistaiseksi")
    if last is None:
        return _("%(day)s alkaen") % {"day": write_day(first)}
    return f"{write_day(first)}–{write_day(last)}"


def _person(user: User, roles: Sequence[Membership], today: dt.date) -> Person:
    lines = [_line(one, today) for one in roles]
    return Person(
        person_name(user),
        user.get_username(),
        tuple(line for line in lines if line.state != PAST),
        tuple(line for line in lines if line.state == PAST),
    )


def _line(one: Membership, today: dt.date) -> RoleLine:
    state = NOW
    if one.valid_to is not None and one.valid_to < today:
        state = PAST
    elif one.valid_from is not None and one.valid_from > today:
        state = COMING
    return RoleLine(
        words=role_words(one.role, one.unit),
        days=days_words(one.valid_from, one.valid_to),
        state=state,
        state_words=_STATES[state],
        address=reverse("rooli", args=[one.municipality.code, one.pk]),
    )


def _invitation(one: Invitation) -> InvitationLine:
    sent = ""
    if one.sent_at is not None:
        facts = {"moment": write_moment(one.sent_at), "day": write_day(one.expires_at)}
        sent = _("Kirje lähetetty %(moment)s, linkki toimii %(day)s asti.") % facts
    return InvitationLine(
        name=f"{one.first_name} {one.last_name}",
        email=one.email,
        words=role_words(one.role, one.unit),
        days=days_words(one.valid_from, one.valid_to),
        sent=sent,
        fault=FAULTS.get(one.fault, one.fault) if one.fault else "",
        old=one.expires_at <= timezone.now(),
        address=reverse("kutsu-laheta", args=[one.municipality.code, one.pk]),
    )
