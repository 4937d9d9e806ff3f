"""A form on a page: as it stands, as it was refused, or beside what somebody else saved meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import Form

from scorecard.work.fields import Asked, asked
from scorecard.work.pages.project import words_of


@dataclass(frozen=True, slots=True)
class Attempt:
    """A form that was not accepted: which, of which thing, whether somebody else saved meanwhile, what is said."""

    of: str = ""
    form: Form | None = None
    key: int = 0
    conflict: bool = False
    fault: str = ""


NO_ATTEMPT = Attempt()


def form_of(attempt: Attempt, name: str, stored: Form, place: str, seen: object, **more: object) -> Asked:
    """The form called ``name``: the attempt's own, or ``stored``. ``place``: where it goes.

    ``key``: of which thing; ``depths``: of ticks. A form refused for its faults keeps the version it was made from, so
    that nothing saved meanwhile is overwritten unseen.
    """
    key, depths = more.get("key", 0), more.get("depths")
    mine = attempt.form if (attempt.of, attempt.key) == (name, key) else None
    now = words_of(stored) if attempt.conflict and mine is not None else None
    kept = seen if mine is None or attempt.conflict else mine.data.get("seen", "")
    prefix = f"{name}-{key}" if key else name
    return asked(mine or stored, place, prefix, kept, now=now, depths=depths if isinstance(depths, Mapping) else None)
