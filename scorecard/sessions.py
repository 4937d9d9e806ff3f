"""Who is signed in and which roles they hold, read together with the session: one question instead of three.

The session knows whose it is (``SignIn.user``), so that one look finds the session, the person and all of the person's
roles. What was found is of this request alone; whether the session is valid is still decided by Django. Whoever has no
role is read as Django reads everybody. See docs/decisions/0025.
"""

from contextvars import ContextVar
from typing import Any

from django.contrib import auth
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends import db
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from scorecard.models import Membership, SignIn, User

_AT_HAND: ContextVar[User | None] = ContextVar("reader_at_hand", default=None)


class SessionStore(db.SessionStore):
    """The sessions. ``memberships``: all roles, ended ones too, of whose session it is; empty until it is read."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.memberships: list[Membership] = []

    @classmethod
    def get_model_class(cls) -> type[SignIn]:
        """Where they are kept."""
        return SignIn

    def create_model_instance(self, data: dict[str, Any]) -> SignIn:
        """The record of a session, with whose it is."""
        record = super().create_model_instance(data)
        whose = int(data[auth.SESSION_KEY]) if auth.SESSION_KEY in data else None
        return SignIn(record.session_key, record.session_data, record.expire_date, whose)

    def _get_session_from_db(self) -> SignIn | None:
        own = Membership.objects.filter(
            user__sign_ins__session_key=self.session_key, user__sign_ins__expire_date__gt=timezone.now()
        )
        read = {"data": F("user__sign_ins__session_data"), "until": F("user__sign_ins__expire_date")}
        self.memberships = list(own.select_related("user", "municipality").annotate(**read).order_by("id"))
        if not self.memberships:
            return self._without_roles()
        one: Any = self.memberships[0]
        return SignIn(session_key=str(self.session_key), session_data=one.data, expire_date=one.until, user=one.user)

    def _without_roles(self) -> SignIn | None:
        """As Django reads a session: of a visitor, or of somebody without a role."""
        django: Any = super()
        found: SignIn | None = django._get_session_from_db()
        return found


class Backend(ModelBackend):
    """Finds a person by the id in the session: the one at hand, or else in the database."""

    def get_user(self, user_id: int) -> User | None:
        """The person, unless the account has been closed."""
        known = _AT_HAND.get()
        if known is None or known.pk != user_id:
            return super().get_user(user_id)
        return known if self.user_can_authenticate(known) else None


class ReaderMiddleware(AuthenticationMiddleware):
    """Django's own, which looks first at the person who was read with the session."""

    def process_request(self, request: HttpRequest) -> None:
        """Tells the request who reads, once it is asked."""
        super().process_request(request)
        lazily: Any = SimpleLazyObject(lambda: _reader(request))
        request.user = lazily


def memberships_at_hand(request: HttpRequest) -> list[Membership] | None:
    """The reader's roles as they were read with the session; None where none were."""
    found = _held(request)
    return found if found and found[0].user_id == request.user.pk else None


def _reader(request: HttpRequest) -> User | AnonymousUser:
    """Django decides who reads; whoever was read with the session need not be looked up again."""
    request.session.get(auth.SESSION_KEY)
    held = _held(request)
    token = _AT_HAND.set(held[0].user if held else None)
    try:
        found: User | AnonymousUser = auth.get_user(request)
    finally:
        _AT_HAND.reset(token)
    return found


def _held(request: HttpRequest) -> list[Membership]:
    found: list[Membership] = getattr(request.session, "memberships", [])
    return found
