"""Which frozen reports a row is in, and which of them judge by one of its targets: those may not be corrected."""

from collections.abc import Iterable, Sequence

from measures.above import Frozen, frozen_reports
from measures.models import KpiRow, TargetVersion


def reported_in(row: KpiRow, versions: Sequence[TargetVersion]) -> list[Frozen]:
    """The frozen reports that the row is in: it had a target by then, and had not ended."""
    began = min((one.recorded_at for one in versions), default=None)
    if began is None:
        return []
    return [one for one in frozen_reports([row.strategy_id]) if began <= one.at and row.is_there(one.ends)]


def used_by(version: TargetVersion, versions: Iterable[TargetVersion], reports: Iterable[Frozen]) -> list[Frozen]:
    """Of the frozen reports those that judge by this target: it was the one in force on the period's last day."""
    own = list(versions)
    return [one for one in reports if _in_force(own, one) == version.pk]


def reports_using(version: TargetVersion) -> list[Frozen]:
    """The frozen reports that judge by this target, the latest period last: two queries where there are any."""
    row = version.row
    if not frozen_reports([row.strategy_id]):
        return []
    versions = list(TargetVersion.objects.filter(row=row).order_by("pk"))
    return used_by(version, versions, reported_in(row, versions))


def _in_force(versions: Sequence[TargetVersion], report: Frozen) -> int | None:
    """The target valid on the report's last day as it stood when the report was frozen; before the first, the first."""
    known = sorted((one for one in versions if one.recorded_at <= report.at), key=lambda one: one.pk)
    last = {one.valid_from: one.pk for one in known}
    begun = [day for day in last if day <= report.ends]
    day = max(begun) if begun else min(last, default=None)
    return last[day] if day is not None else None
