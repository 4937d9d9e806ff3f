"""Publishes a frozen report when all its files are there. From then on anybody may read it."""

import datetime as dt
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.models import Report, ReportFile
from reporting.renderers.formats import FORMATS, LANGUAGES, Format
from scorecard.models import User


@transaction.atomic
def publish_report(*, report: Report, by: User, at: dt.datetime | None = None) -> Report:
    """Publishes; a report that has been published already stays as it is.

    Raises ValidationError when the report is a draft or some of its files are not there yet.
    """
    held = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if held.frozen_at is None:
        raise ValidationError(_("Luonnosta ei voi julkaista. Jäädytä raportti ensin."))
    if next(lacking_files(held), None) is not None:
        raise ValidationError(_("Raportin tiedostot eivät ole vielä valmiit. Julkaise, kun kaikki on tehty."))
    if held.published_at is None:
        held.published_at, held.published_by = at or timezone.now(), by
        held.save(update_fields=["published_at", "published_by"])
    return held


def lacking_files(report: Report) -> Iterator[tuple[Format, str]]:
    """The formats and languages that are still to be made, asked anew each time."""
    for kind in FORMATS.values():
        for language in LANGUAGES:
            if not ReportFile.objects.filter(report=report, format=kind.code, language=language).exists():
                yield kind, language
