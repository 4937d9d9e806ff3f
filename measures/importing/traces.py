"""What an import left behind, found by its moment: everything it wrote was written at one, and nothing else was."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from measures import above
from measures.models import (
    Actual,
    Assessment,
    Import,
    Indicator,
    KpiRow,
    ReportingUnit,
    RollUpRule,
    RowLink,
    TargetVersion,
)
from scorecard.models import (
    Action,
    ActionNode,
    Decision,
    Milestone,
    Municipality,
    Node,
    Project,
    ProjectNode,
    ReportingOccasion,
    ServedNode,
    Strategy,
    Unit,
)

# In the order in which an import writes them: what comes later may hang on what came before.
TRACKED: tuple[Any, ...] = (
    Municipality, Strategy, Decision, ReportingOccasion, Unit, Node, ServedNode, Project, ProjectNode, Milestone,
    Action, ActionNode, Indicator, RollUpRule, ReportingUnit, KpiRow, RowLink,
)  # fmt: skip
ADDED, CHANGED, REMOVED = "+", "~", "-"


@dataclass(frozen=True, slots=True)
class Trace:
    """One record that the import wrote: its model, its key, and whether it was added, changed or removed."""

    model: Any
    pk: int
    kind: str


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why an import cannot be undone: a code, and what or who and when where that helps to understand."""

    code: str
    what: str = ""
    at: dt.datetime | None = None


class Traces:
    """Everything one import wrote."""

    def __init__(self, one: Import) -> None:
        if one.written_at is None:
            raise ValueError("nothing was written")
        self.one, self.at = one, one.written_at
        self.records = [trace for model in TRACKED for trace in self._of(model)]
        self.actuals = Actual.objects.filter(municipality=one.municipality_id, entered_at=self.at)
        self.targets = TargetVersion.objects.filter(
            row__strategy__municipality=one.municipality_id, recorded_at=self.at
        )
        self.assessments = Assessment.objects.filter(
            row__strategy__municipality=one.municipality_id, assessed_at=self.at
        )

    def _of(self, model: Any) -> Iterable[Trace]:
        found = model.history.filter(history_date=self.at).order_by("history_id")
        return [Trace(model, pk, kind) for pk, kind in found.values_list("id", "history_type")]

    def of(self, model: Any, kind: str) -> list[int]:
        """The keys of a model's records that were added, changed or removed."""
        return [one.pk for one in self.records if one.model is model and one.kind == kind]

    def touched(self, model: Any) -> set[int]:
        """The keys of a model's records, whatever was done to them."""
        return {one.pk for one in self.records if one.model is model}

    def rows(self) -> set[int]:
        """The rows of the scorecard that the import has to do with."""
        linked = RowLink.history.filter(history_date=self.at).values_list("row_id", flat=True)
        return {*self.touched(KpiRow), *linked, *self.targets.values_list("row_id", flat=True)}

    def indicators(self) -> set[int]:
        """The indicators that the import has to do with."""
        found = {*self.touched(Indicator), *self.actuals.values_list("indicator_id", flat=True).distinct()}
        for model in (RollUpRule, ReportingUnit, KpiRow):
            history: Any = model.history
            found |= set(history.filter(history_date=self.at).values_list("indicator_id", flat=True))
        return found


def hindrance_of(one: Import, traces: Traces) -> Hindrance | None:
    """What keeps an import from being undone; None when nothing does."""
    later = Import.objects.filter(municipality=one.municipality_id, written_at__gt=traces.at, undone_at__isnull=True)
    newest = later.order_by("-written_at").first()
    if newest is not None:
        return Hindrance("later", newest.name, newest.written_at)
    return _frozen(one, traces) or _entered(traces) or _decided(traces) or _changed(traces)


def _frozen(one: Import, traces: Traces) -> Hindrance | None:
    strategies = Strategy.objects.filter(municipality=one.municipality_id).values_list("pk", flat=True)
    found = [report for report in above.frozen_reports(list(strategies)) if report.at >= traces.at]
    return Hindrance("frozen", found[-1].code, found[-1].at) if found else None


def _entered(traces: Traces) -> Hindrance | None:
    after = Q()
    for moment in ("entered_at", "submitted_at", "returned_at", "approved_at"):
        after |= Q(**{f"{moment}__gt": traces.at})
    ledger = Actual.objects.filter(after, municipality=traces.one.municipality_id, indicator__in=traces.indicators())
    found = ledger.select_related("indicator").order_by("-pk").first()
    return Hindrance("entered", found.indicator.code, found.entered_at) if found is not None else None


def _decided(traces: Traces) -> Hindrance | None:
    rows = traces.rows()
    target = TargetVersion.objects.filter(row__in=rows, recorded_at__gt=traces.at).select_related("row__indicator")
    if (version := target.order_by("-pk").first()) is not None:
        return Hindrance("decided", version.row.indicator.code, version.recorded_at)
    assessed = Assessment.objects.filter(row__in=rows, assessed_at__gt=traces.at).select_related("row__indicator")
    if (given := assessed.order_by("-pk").first()) is not None:
        return Hindrance("assessed", given.row.indicator.code, given.assessed_at)
    return None


def _changed(traces: Traces) -> Hindrance | None:
    for model in TRACKED:
        keys = traces.touched(model)
        found = model.history.filter(id__in=keys, history_date__gt=traces.at).order_by("-history_date").first()
        if found is not None:
            return Hindrance("changed", str(found.instance), found.history_date)
    return None


def before(model: Any, keys: Collection[int], at: dt.datetime) -> dict[int, Any]:
    """Of each record what its history last said before a moment. One query."""
    found: dict[int, Any] = {}
    for one in model.history.filter(id__in=keys, history_date__lt=at).order_by("history_date", "history_id"):
        found[one.id] = one
    return found
