"""Writes the texts of a draft: a new wording follows the one its writer saw, so that nobody overwrites another."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.keeping.held import WrittenMeanwhile, hold_draft
from reporting.models import Report, ReportText, SectorCheck
from reporting.snapshot import About
from reporting.standing import Names
from scorecard.models import Unit, User

MOST = 20_000
"""Characters of one text."""
_TOO_LONG = _("Teksti on liian pitkä: siinä voi olla enintään %(most)s merkkiä.")


@transaction.atomic
def write_text(
    *, report: Report, about: About, text: Names, seen: int, by: User, at: dt.datetime | None = None
) -> ReportText | None:
    """Writes a text. ``seen``: the key of the wording that was read, 0 for none.

    What says the same as the latest wording is not written again. Raises WrittenMeanwhile when somebody has written
    another one after it was read, and ValidationError when the report is frozen or the text is too long.
    """
    if max(len(text.told), len(text.sv), len(text.en)) > MOST:
        raise ValidationError(_TOO_LONG % {"most": MOST})
    held = hold_draft(report)
    last = ReportText.objects.filter(report=held, about_kind=about.kind, about_code=about.code).order_by("id").last()
    words = (text.told.strip(), text.sv.strip(), text.en.strip())
    if words == ((last.text_fi, last.text_sv, last.text_en) if last is not None else ("", "", "")):
        return last
    if (last.pk if last is not None else 0) != seen:
        raise WrittenMeanwhile
    return ReportText.objects.create(
        report=held,
        about_kind=about.kind,
        about_code=about.code,
        text_fi=words[0],
        text_sv=words[1],
        text_en=words[2],
        supersedes=last,
        written_at=at or timezone.now(),
        written_by=by,
    )


@transaction.atomic
def check_sector(*, report: Report, unit: Unit, by: User, at: dt.datetime | None = None) -> SectorCheck:
    """A sector's part is as it should be. It holds until a text or a figure of the sector changes."""
    held = hold_draft(report)
    return SectorCheck.objects.create(report=held, unit=unit, checked_at=at or timezone.now(), checked_by=by)
