"""A report is started from the strategy's reporting calendar; a frozen one is corrected by starting a new one."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from measures.periods import Period
from reporting.models import Report, ReportText
from reporting.models.codes import ReportKind
from scorecard.models import Strategy, Unit, User
from scorecard.models.codes import Occasion, StrategyKind

OCCASIONS: dict[ReportKind, Occasion] = {
    ReportKind.HALF_YEAR: Occasion.HALF_YEAR_REVIEW,
    ReportKind.FINANCIAL_STATEMENTS: Occasion.FINANCIAL_STATEMENTS,
    ReportKind.PROJECT: Occasion.PROJECT_REPORT,
}
_SUFFIX = {ReportKind.PROJECT: "projektit"}
_ALREADY = _("Raportti %(code)s on jo aloitettu. Avaa se raporttien luettelosta.")


def report_code(strategy: Strategy, kind: ReportKind, period: Period, unit: Unit | None = None) -> str:
    """The report's code in addresses: 2025-H1, 2025, 2025-H1-hyvinvointi; of a programme its code comes last."""
    parts = [period.code, _SUFFIX.get(kind, ""), unit.code if unit is not None else ""]
    parts += [strategy.code] if strategy.kind == StrategyKind.PROGRAMME else []
    return "-".join(part for part in parts if part)


@transaction.atomic
def start_report(
    *,
    strategy: Strategy,
    kind: ReportKind,
    period: Period,
    by: User,
    unit: Unit | None = None,
    at: dt.datetime | None = None,
) -> Report:
    """Starts a draft; the body that deals with it comes from the calendar. Raises ValidationError when there is one."""
    code = report_code(strategy, kind, period, unit)
    if Report.objects.filter(municipality=strategy.municipality_id, code=code).exists():
        raise ValidationError(_ALREADY % {"code": code})
    occasion = strategy.calendar.filter(occasion=OCCASIONS.get(kind, Occasion.HALF_YEAR_REVIEW)).first()
    body = unit.board if unit is not None else occasion.body if occasion is not None else ""
    return Report.objects.create(
        municipality=strategy.municipality,
        strategy=strategy,
        unit=unit,
        code=code,
        kind=kind,
        period_starts=period.starts,
        period_ends=period.ends,
        meeting_body=body,
        started_at=at or timezone.now(),
        started_by=by,
    )


@transaction.atomic
def correct_report(*, report: Report, reason: str, by: User) -> Report:
    """Starts a new report that will supersede a frozen one; its texts are taken along and can be changed.

    Raises ValidationError when the report is a draft, has a correction already, or no reason is given.
    """
    held = (
        Report.objects.select_for_update(of=("self",))
        .select_related("municipality", "strategy", "unit")
        .get(pk=report.pk)
    )
    if held.frozen_at is None:
        raise ValidationError(_("Luonnosta muutetaan suoraan: korjaus tehdään vasta jäädytetystä raportista."))
    if not reason.strip():
        raise ValidationError(_("Kerro, miksi raportti korjataan. Syy näkyy korjatussa raportissa."))
    newer = Report.objects.filter(supersedes=held).first()
    if newer is not None:
        raise ValidationError(_("Raportilla on jo korjaus %(code)s.") % {"code": newer.code})
    base = held.code.removesuffix(f"-{held.version}") if held.version > 1 else held.code
    fresh = Report.objects.create(
        municipality=held.municipality,
        strategy=held.strategy,
        unit=held.unit,
        code=f"{base}-{held.version + 1}",
        kind=held.kind,
        period_starts=held.period_starts,
        period_ends=held.period_ends,
        version=held.version + 1,
        supersedes=held,
        correction_reason=reason.strip(),
        meeting_body=held.meeting_body,
        started_at=timezone.now(),
        started_by=by,
    )
    _take_along(held, fresh)
    return fresh


def _take_along(old: Report, fresh: Report) -> None:
    """The latest wording of each text, with who wrote it and when."""
    latest = ReportText.objects.filter(report=old, superseded_by=None)
    ReportText.objects.bulk_create(
        ReportText(
            report=fresh,
            about_kind=one.about_kind,
            about_code=one.about_code,
            text_fi=one.text_fi,
            text_sv=one.text_sv,
            text_en=one.text_en,
            written_at=one.written_at,
            written_by_id=one.written_by_id,
        )
        for one in latest
    )
