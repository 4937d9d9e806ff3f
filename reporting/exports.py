"""The report of a period as a file: what a download and the command line share."""

from django.utils import timezone

from measures.periods import Period
from reporting.compiling import compile_snapshot
from reporting.keeping.reports import report_code
from reporting.keeping.templates import template_of
from reporting.models import Report, ReportFile
from reporting.models.codes import ReportKind
from reporting.renderers.formats import FORMATS
from reporting.snapshot import Snapshot, from_json
from scorecard.models import Strategy


def frozen_report(strategy: Strategy, period: Period) -> Report | None:
    """The whole strategy's frozen report of a period, as last corrected; None when there is only a draft or nothing."""
    found = Report.objects.filter(
        strategy=strategy, unit=None, period_starts=period.starts, period_ends=period.ends, kind=kind_of(period)
    )
    return found.filter(frozen_at__isnull=False).order_by("-version").first()


def report_file(strategy: Strategy, period: Period, kind: str, language: str) -> tuple[bytes, Report | None]:
    """The file, and the frozen report it is of; without one it is a draft and says so itself."""
    frozen = frozen_report(strategy, period)
    if frozen is None:
        report = draft_report(strategy, period)
        return FORMATS[kind].render(compile_snapshot(report), language, template_of(report)), None
    kept = ReportFile.objects.filter(report=frozen, format=kind, language=language).first()
    if kept is not None:
        return bytes(kept.content), frozen
    return FORMATS[kind].render(from_json(frozen.snapshot), language, template_of(frozen)), frozen


def draft_snapshot(strategy: Strategy, period: Period) -> Snapshot:
    """The draft of a period as it would be printed now."""
    return compile_snapshot(draft_report(strategy, period))


def draft_report(strategy: Strategy, period: Period) -> Report:
    """The report of a period that has been started, else as one would be started now."""
    code = report_code(strategy, kind_of(period), period)
    related = Report.objects.select_related("municipality", "strategy__municipality", "unit", "supersedes")
    started = related.filter(strategy=strategy, code=code, frozen_at=None).first()
    return started or _unstarted(strategy, period, code)


def kind_of(period: Period) -> ReportKind:
    """Which report is made of a period: of a whole year the part of the financial statements, of others the review."""
    return ReportKind.FINANCIAL_STATEMENTS if period.months == 12 else ReportKind.HALF_YEAR


def _unstarted(strategy: Strategy, period: Period, code: str) -> Report:
    return Report(
        municipality=strategy.municipality,
        strategy=strategy,
        code=code,
        kind=kind_of(period),
        period_starts=period.starts,
        period_ends=period.ends,
        started_at=timezone.now(),
    )
