"""Freezes a report: its snapshot is written in one transaction, and the making of its files waits for the worker."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.compiling import Asked, compile_snapshot
from reporting.issuing.rendering import make_files
from reporting.keeping.held import hold_draft
from reporting.keeping.templates import bind_template
from reporting.models import Report
from reporting.pages.issue.templates import fault_words
from reporting.renderers.word import TemplateFault, check_template, default_template
from reporting.snapshot import Meeting, ReportState, to_json
from scorecard.models import User

NEEDS_REASON = _("Raportista puuttuu vielä tietoja. Kerro, miksi se jäädytetään silti, tai täydennä ensin puuttuvat.")

BAD_TEMPLATE = _(
    "Raporttia ei jäädytetty, koska Word-raportin pohjasta ei synny asiakirjaa. Korjaa pohja tai palaa oletuspohjaan."
)


@dataclass(frozen=True, slots=True)
class Frozen:
    """How a report is to be frozen.

    ``acknowledged``: why, although something is lacking; ``cut_off``: the moment whose knowledge it has, now if None.
    """

    acknowledged: str = ""
    meeting: Meeting = field(default_factory=Meeting)
    publishes_itself: bool = False
    cut_off: dt.datetime | None = None


@transaction.atomic
def freeze_report(*, report: Report, how: Frozen, lacking: bool, by: User, at: dt.datetime | None = None) -> Report:
    """Freezes a draft for ever and has its files made. ``lacking``: the check found something that is not there.

    Raises ValidationError when it is frozen already, or something is lacking and no reason is given.
    """
    held = hold_draft(report)
    if lacking and not how.acknowledged.strip():
        raise ValidationError(NEEDS_REASON)
    _note_meeting(held, how)
    now = at or timezone.now()
    asked = Asked(ReportState.FROZEN, how.cut_off, now, by, held.acknowledged)
    snapshot = compile_snapshot(held, asked)
    held.snapshot = to_json(snapshot)
    held.sha256 = hashlib.sha256(held.snapshot.encode()).hexdigest()
    held.schema, held.cut_off = snapshot.schema, snapshot.report.cut_off
    _bind(held, by)
    held.frozen_at, held.frozen_by = now, by
    held.save()
    make_files.enqueue(held.pk)
    return held


def _bind(held: Report, by: User) -> None:
    """Ties the Word template to the report. A municipality's own is tried once more: the release may have changed."""
    used = bind_template(report=held, own=default_template(), by=by).template
    if used.municipality_id is not None:
        try:
            check_template(bytes(used.content))
        except TemplateFault as fault:
            raise ValidationError([str(BAD_TEMPLATE), *fault_words(fault)]) from fault


def _note_meeting(held: Report, how: Frozen) -> None:
    meeting = how.meeting
    held.meeting_body, held.meeting_date = meeting.body or held.meeting_body, meeting.date
    held.meeting_section, held.meeting_diary_number = meeting.section, meeting.diary_number
    held.acknowledged, held.publishes_itself = how.acknowledged.strip(), how.publishes_itself
