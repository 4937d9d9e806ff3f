"""Holds a report while something is written to it, so that nobody freezes it meanwhile."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reporting.models import Report

FROZEN = _("Raportti on jo jäädytetty, joten sitä ei voi enää muuttaa. Korjaus tehdään uutena raporttina.")


class WrittenMeanwhile(Exception):
    """Somebody else wrote the same thing after it was read. Nothing was saved."""


def hold_draft(report: Report) -> Report:
    """The report, held to the end of the transaction. Raises ValidationError when it has been frozen."""
    held = Report.objects.select_for_update(of=("self",)).select_related("municipality", "strategy").get(pk=report.pk)
    if held.frozen_at is not None:
        raise ValidationError(FROZEN)
    return held
