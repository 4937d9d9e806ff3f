"""When a signed-in person's session ends: at a fixed moment, which only they themselves put off.

Looking at pages does not put it off, so that a GET changes nothing; signing in and «Jatka» do.
See docs/decisions/0024-the-session-ends-at-a-known-moment.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

WARNING_SECONDS = 300


@dataclass(frozen=True, slots=True)
class SessionTime:
    """How many seconds are left, and how many before the end the warning comes."""

    left: int
    warning: int


def begin(request: HttpRequest) -> None:
    """From now on the session lasts its whole age, whatever is written into it meanwhile."""
    request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))


def time_of(request: HttpRequest) -> SessionTime:
    """What is left of the session: nothing for visitors. A very short session is warned of half-way."""
    if not request.user.is_authenticated:
        return SessionTime(0, 0)
    left = max(0, request.session.get_expiry_age())
    return SessionTime(left, min(WARNING_SECONDS, settings.SESSION_COOKIE_AGE // 2))


def session_time(request: HttpRequest) -> dict[str, Callable[[], SessionTime]]:
    """For templates; found out only where it is shown."""
    return {"session_time": lambda: time_of(request)}
