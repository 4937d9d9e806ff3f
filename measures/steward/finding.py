"""Finds indicators, rules, reporting units, rows and what they may hang on: each list in one question.

A version is read together with its record, so that whoever saves over it knows what was seen.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.speaking import named
from measures.models import Actual, Indicator, KpiRow, ReportingUnit, RollUpRule, RowLink, TargetVersion
from scorecard.models import Action, Decision, Municipality, Node, Project
from scorecard.models.codes import NodeKind
from scorecard.work.finding import nodes_of


def indicators_of(municipality: Municipality) -> list[Indicator]:
    """Every indicator by its code, with its responsible unit; ``has_figures``: something has been entered."""
    figures = Actual.objects.filter(municipality=municipality, indicator=OuterRef("pk"))
    found = Indicator.objects.filter(municipality=municipality).annotate(has_figures=Exists(figures))
    return list(found.select_related("responsible_unit").order_by("code"))


def indicator_of(municipality: Municipality, code: str) -> Indicator:
    """One, with ``seen``, the number of its last version. Raises Unknown when there is none."""
    found = Indicator.objects.filter(municipality=municipality, code=code).annotate(seen=_last(Indicator))
    one = found.select_related("responsible_unit", "decision").first()
    if one is None:
        raise Unknown(_("Mittaria ”%(code)s” ei ole tässä kunnassa.") % {"code": code})
    return one


def rules_of(indicator: Indicator) -> list[RollUpRule]:
    """Its rules, earliest first."""
    found = RollUpRule.objects.filter(indicator=indicator).select_related("weight")
    return list(found.order_by(F("valid_from").asc(nulls_first=True), "id"))


def latest_rules(municipality: Municipality) -> dict[int, RollUpRule]:
    """Of each indicator the rule that is valid last."""
    found = RollUpRule.objects.filter(indicator__municipality=municipality)
    return {one.indicator_id: one for one in found.order_by(F("valid_from").asc(nulls_first=True), "id")}


def reporters_of(indicator: Indicator) -> list[ReportingUnit]:
    """Who reports it, in the units' order, each with ``seen`` and ``has_figures``."""
    figures = Actual.objects.filter(
        municipality=indicator.municipality_id, indicator=OuterRef("indicator"), unit=OuterRef("unit")
    )
    found = ReportingUnit.objects.filter(indicator=indicator).select_related("unit", "indicator")
    told = found.annotate(seen=_last(ReportingUnit), has_figures=Exists(figures))
    return list(told.order_by("unit__order", "unit__code"))


def _kept_rows() -> QuerySet[KpiRow]:
    """Rows of strategies that have not been taken away."""
    return KpiRow.objects.filter(strategy__withdrawn_at=None)


def rows_of_municipality(municipality: Municipality) -> list[KpiRow]:
    """Every row of every strategy with both."""
    found = _kept_rows().filter(strategy__municipality=municipality).select_related("strategy", "indicator")
    return list(found.order_by("strategy__code", "order", "id"))


def rows_of_indicator(indicator: Indicator) -> list[KpiRow]:
    """The rows of an indicator, each with its strategy."""
    found = _kept_rows().filter(indicator=indicator).select_related("strategy")
    return list(found.order_by("strategy__code"))


def rows_of(strategy: int) -> list[KpiRow]:
    """The rows of a strategy in its order, each with its indicator."""
    found = KpiRow.objects.filter(strategy=strategy).select_related("indicator__responsible_unit", "strategy")
    return list(found.order_by("order", "id"))


def row_of(municipality: Municipality, strategy: str, code: str) -> KpiRow:
    """One row with its strategy and indicator, ``seen`` and ``links_seen``. Raises Unknown when there is none."""
    found = _kept_rows().filter(strategy__municipality=municipality, strategy__code=strategy, indicator__code=code)
    links = RowLink.history.filter(row_id=OuterRef("pk")).order_by("-history_id").values("history_id")[:1]
    told = found.annotate(seen=_last(KpiRow), links_seen=Subquery(links))
    row = told.select_related("strategy", "indicator__responsible_unit", "confirmed_by").first()
    if row is None:
        raise Unknown(_("Mittaria ”%(code)s” ei ole tässä strategiassa.") % {"code": code})
    return row


def targets_of(rows: Iterable[KpiRow]) -> list[TargetVersion]:
    """The target versions of rows, earliest recorded first, with decision, compared indicator and writer."""
    found = TargetVersion.objects.filter(row__in=[row.pk for row in rows])
    return list(found.select_related("decision", "other", "recorded_by").order_by("id"))


def links_of(row: KpiRow) -> list[RowLink]:
    """What a row hangs on."""
    return list(RowLink.objects.filter(row=row).select_related("node", "project", "action").order_by("id"))


def decisions_of(municipality: Municipality, strategy: int | None = None) -> list[Decision]:
    """The decisions of a strategy, or of all of the municipality's, latest first."""
    found = Decision.objects.filter(strategy__municipality=municipality)
    if strategy is not None:
        found = found.filter(strategy=strategy)
    return list(found.order_by("-date", "-section", "id"))


@dataclass(frozen=True, slots=True)
class Hook:
    """Something a row may hang on: its key in a form, what it is (node, benefit, value, project, action), its name.

    A ``retired`` one is offered only to rows that hang on it already.
    """

    key: str
    kind: str
    pk: int
    name: str
    depth: int = 0
    retired: bool = False


def hooks_of(strategy: int) -> list[Hook]:
    """Everything that rows of a strategy may hang on: its tree, benefits, projects and actions; four queries."""
    day = today()
    found = [
        Hook(f"node-{node.pk}", "node", node.pk, named(node), depth, not node.is_there(day))
        for depth, node in nodes_of([strategy])
    ]
    found += [
        Hook(f"node-{one.pk}", one.kind, one.pk, named(one), retired=not one.is_there(day))
        for one in _benefits(strategy)
    ]
    for kind, model in (("project", Project), ("action", Action)):
        things = model.objects.filter(strategy=strategy).order_by("order", "code")
        found += [Hook(f"{kind}-{one.pk}", kind, one.pk, named(one)) for one in things]
    return found


def _benefits(strategy: int) -> QuerySet[Node]:
    return Node.objects.filter(strategy=strategy, kind__in=(NodeKind.BENEFIT, NodeKind.VALUE)).order_by("order", "code")


def _last(model: type[Indicator] | type[ReportingUnit] | type[KpiRow]) -> Subquery:
    past = model.history.filter(id=OuterRef("pk")).order_by("-history_id")
    return Subquery(past.values("history_id")[:1])
