"""Keeps the Word templates of a municipality: the latest of a kind is in use, and every earlier one stays."""

import datetime as dt
import hashlib

from django.db import transaction
from django.utils import timezone

from reporting.models import Report, TemplateUsed, WordTemplate
from scorecard.models import Municipality, User


@transaction.atomic
def keep_template(
    *, municipality: Municipality, kind: str, content: bytes, name: str, by: User, at: dt.datetime | None = None
) -> WordTemplate:
    """Takes a template into use that has been checked; ``kind``: of which reports, empty of all. No content: our own.

    A template that is in use already stays as it is.
    """
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    sha256 = hashlib.sha256(content).hexdigest()
    last = WordTemplate.objects.filter(municipality=municipality, kind=kind).order_by("id").last()
    if last is not None and last.sha256 == sha256:
        return last
    return WordTemplate.objects.create(
        municipality=municipality,
        kind=kind,
        content=content,
        sha256=sha256,
        name=name[:200],
        uploaded_at=at or timezone.now(),
        uploaded_by=by,
    )


@transaction.atomic
def bind_template(*, report: Report, own: bytes, by: User) -> TemplateUsed:
    """Ties the template in use to a report that is being frozen; ``own``: the product's, where there is no other."""
    found = template_in_use(report.municipality_id, report.kind)
    if found is None:
        sha256 = hashlib.sha256(own).hexdigest()
        given = {"content": own, "name": ""}
        found, _made = WordTemplate.objects.get_or_create(municipality=None, sha256=sha256, defaults=given)
    return TemplateUsed.objects.create(report=report, template=found)


def template_in_use(municipality: int, kind: str) -> WordTemplate | None:
    """The template of a kind of report: its own, else that of all; None where the product's is in use. One query."""
    latest: dict[str, WordTemplate] = {}
    for one in WordTemplate.objects.filter(municipality=municipality, kind__in={kind, ""}).order_by("id"):
        latest[one.kind] = one
    return next((latest[key] for key in (kind, "") if key in latest and latest[key].content), None)


def template_of(report: Report) -> bytes:
    """The bytes that a report's Word files are made from: of a frozen one what it was frozen with; empty: our own."""
    if report.pk is not None and report.frozen_at is not None:
        used = TemplateUsed.objects.filter(report=report).select_related("template").first()
        return bytes(used.template.content) if used is not None else b""
    found = template_in_use(report.municipality_id, report.kind)
    return bytes(found.content) if found is not None else b""
