"""What the steward's pages have in common: a form as it is asked, and one that was not accepted."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from scorecard.work.fields import Asked, asked, said


@dataclass(frozen=True, slots=True)
class Attempt:
    """A form that was not accepted: which of the page's, of which record, and whether somebody else saved meanwhile.

    ``fault``: why a step without a form was not taken.
    """

    of: str = ""
    form: Form | None = None
    key: int = 0
    conflict: bool = False
    fault: str = ""


NO_ATTEMPT = Attempt()


def form_of(
    attempt: Attempt, of: str, fresh: Callable[[], Form], address: str, seen: object = "", *, key: int = 0
) -> Asked:
    """A form as it is asked: as the record stands, or as it was typed; both where somebody else saved meanwhile."""
    prefix = f"{of}-{key}" if key else of
    if attempt.form is None or (attempt.of, attempt.key) != (of, key):
        return asked(fresh(), address, prefix, seen)
    now = None
    if attempt.conflict:
        now = {field.name: said(field) for field in asked(fresh(), address, prefix, seen).fields}
    return asked(attempt.form, address, prefix, seen, now=now)


def span_of(first: dt.date | None, last: dt.date | None) -> str:
    """From when to when, in words; empty where neither has been decided."""
    if first is None and last is None:
        return ""
    if last is None:
        return _("%(day)s alkaen") % {"day": write_day(first)} if first is not None else ""
    return f"{write_day(first) if first is not None else ''}–{write_day(last)}"
