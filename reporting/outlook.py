"""Answers those below: which reports of a strategy are frozen, and how a row would stand with another target."""

import copy
from collections.abc import Collection

from kemi_strategy.web.dates import today
from measures.above import Frozen, Outlook
from measures.labels import VERDICTS
from measures.models import KpiRow, TargetVersion
from measures.spans import write_period
from reporting.assemble import standing_of, structure_at
from reporting.models import Report
from reporting.pages.choices import last_ended
from reporting.sentences import reason_sentence
from reporting.standing import Audience, RowStanding
from reporting.structure import with_target
from scorecard.models import Strategy


def frozen_of(strategies: Collection[int]) -> list[Frozen]:
    """The frozen reports of strategies, the latest period last: one query."""
    found = Report.objects.filter(strategy__in=strategies, frozen_at__isnull=False)
    told = found.order_by("period_ends", "frozen_at").values_list("strategy", "code", "period_ends", "frozen_at")
    return [Frozen(strategy, code, ends, at) for strategy, code, ends, at in told if at is not None]


def outlook_of(version: TargetVersion) -> Outlook | None:
    """How the row stands in the last ended quarter, and how it would with a target that has not been written.

    The target is judged as if it were in force already. None for a row that does not stand anywhere yet.
    """
    strategy = Strategy.objects.select_related("municipality").get(pk=version.row.strategy_id)
    period, code = last_ended(today()), version.row.indicator.code
    try:
        structure = structure_at(strategy, period.ends, only=code)
    except KpiRow.DoesNotExist:
        return None
    now = standing_of(structure, period, Audience.INTERNAL).row(code)
    candidate = copy.copy(version)
    candidate.valid_from = min(version.valid_from, period.ends)
    candidate.row = structure.versions[0].row
    then = standing_of(with_target(structure, candidate), period, Audience.INTERNAL).row(code)
    return Outlook(
        write_period(period), _verdict(now), _verdict(then), reason_sentence(then), now.verdict != then.verdict
    )


def _verdict(row: RowStanding) -> str:
    return VERDICTS[row.verdict]
