"""What is open in a municipality: rows whose reading is only proposed, and links that are only proposed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from kemi_strategy.web.dates import today
from measures.models import KpiRow, RollUpRule, RowLink, TargetVersion
from measures.models.codes import Reading
from measures.phrases import Context
from measures.questions import WHICH_GOAL
from measures.rollup import AcrossTime
from measures.targets import Baseline, Direction, Kind, Repeats, Target
from scorecard.models import ActionNode, Municipality, ProjectNode
from scorecard.work.keeping.versions import version, versions

type Link = RowLink | ProjectNode | ActionNode
LINK_KINDS: dict[str, type[Link]] = {"rivi": RowLink, "projekti": ProjectNode, "toimenpide": ActionNode}
_OF = {"rivi": "row__strategy", "projekti": "project__strategy", "toimenpide": "action__strategy"}
_ENDS = {
    "rivi": ("row__indicator", "row__strategy__municipality", "node", "project", "action"),
    "projekti": ("project__strategy__municipality", "node"),
    "toimenpide": ("action__strategy__municipality", "node"),
}


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row with the target as it is read now. ``seen``: which reading it is, for whoever settles it."""

    row: KpiRow
    version: TargetVersion | None
    seen: str

    @property
    def goal_asked(self) -> bool:
        """Do the row's own proposed links ask of its goal?"""
        return bool(vars(self.row).get("goal_asked"))


def rows_of(municipality: Municipality) -> QuerySet[KpiRow]:
    """The rows of every strategy in their order, with their targets as last corrected: two queries."""
    last = TargetVersion.objects.filter(superseded_by=None).select_related("other").order_by("valid_from", "pk")
    rows = kept_rows(municipality).select_related("strategy__municipality", "indicator")
    asking = RowLink.objects.filter(row=OuterRef("pk"), proposed=True, question=WHICH_GOAL)
    rows = rows.prefetch_related(Prefetch("targets", last, "last_targets")).annotate(goal_asked=Exists(asking))
    return rows.order_by("strategy__part_of_id", "strategy__code", "order", "pk")


def kept_rows(municipality: Municipality) -> QuerySet[KpiRow]:
    """The rows that a strategy has or has had: not those of one that was taken away, nor those it has on no day."""
    rows = KpiRow.objects.filter(strategy__municipality=municipality, strategy__withdrawn_at=None)
    removed = Q(last_day__lt=F("strategy__valid_from")) | Q(strategy__valid_from=None, last_day__lt=today())
    return rows.exclude(removed)


def open_rows(municipality: Municipality) -> list[OpenRow]:
    """The rows whose reading a steward has not confirmed: three queries."""
    rows = list(rows_of(municipality).filter(reading=Reading.PROPOSED))
    steps = versions(KpiRow, id__in=[row.pk for row in rows])
    return [OpenRow(row, now, _seen(steps.get(row.pk, 0), now)) for row in rows for now in [target_now(row)]]


def open_row(row: KpiRow) -> OpenRow:
    """One row as it is read now."""
    now = target_now(row)
    return OpenRow(row, now, _seen(version(KpiRow, id=row.pk), now))


def confirmed_rows(municipality: Municipality, number: int) -> list[KpiRow]:
    """The rows confirmed last, the latest first."""
    rows = rows_of(municipality).filter(reading=Reading.CONFIRMED, confirmed_at__isnull=False)
    return list(
        rows.select_related("strategy__municipality", "indicator", "confirmed_by").order_by("-confirmed_at", "-pk")[
            :number
        ]
    )


def target_now(row: KpiRow) -> TargetVersion | None:
    """The target in force today; before the first one's day, the first one. The row comes from ``rows_of``."""
    last: Sequence[TargetVersion] = vars(row)["last_targets"]
    begun = [one for one in last if one.valid_from <= today()]
    return begun[-1] if begun else (last[0] if last else None)


def open_links(municipality: Municipality) -> dict[str, list[Link]]:
    """The proposed links by kind, each with both its ends: one query a kind."""
    return {kind: list(links_of(municipality, kind)) for kind in LINK_KINDS}


def links_of(municipality: Municipality, kind: str) -> QuerySet[Link]:
    """The proposed links of one kind."""
    of: dict[str, object] = {f"{_OF[kind]}__municipality": municipality, f"{_OF[kind]}__withdrawn_at": None}
    if kind == "rivi":
        of["row__in"] = kept_rows(municipality)
    links = LINK_KINDS[kind]._default_manager.filter(proposed=True, **of)
    return links.select_related(*_ENDS[kind]).order_by(f"{_OF[kind]}__code", "pk")


def number_open(municipality: Municipality) -> int:
    """How many readings and links wait for the steward: four short queries."""
    rows = kept_rows(municipality).filter(reading=Reading.PROPOSED).count()
    return rows + sum(links_of(municipality, kind).count() for kind in LINK_KINDS)


def context_of(row: KpiRow, others: Iterable[KpiRow] = ()) -> Context:
    """What is known beside a target's words. ``others``: the strategy's other rows, for comparisons. One query."""
    indicator, strategy = row.indicator, row.strategy
    return Context(
        unit=indicator.measure_unit,
        decimals=indicator.decimals,
        direction=Direction(indicator.direction),
        baseline=Baseline(row.baseline_value, row.baseline_date, row.baseline_comparable, row.baseline_words),
        adds_up=adds_up(row),
        begins=strategy.valid_from,
        ends=strategy.valid_to,
        names=(indicator.name_fi, indicator.name_sv, indicator.name_en),
        others={
            one.indicator.code: (one.indicator.name_fi, one.indicator.name_sv, one.indicator.name_en)
            for one in others
            if one.indicator_id != row.indicator_id
        },
    )


def adds_up(row: KpiRow) -> bool:
    """Are the indicator's figures summed over the year, by the rule in force today? One query."""
    rules = RollUpRule.objects.filter(indicator=row.indicator_id)
    rules = rules.exclude(valid_from__gt=today()).order_by(F("valid_from").desc(nulls_last=True))
    return rules.values_list("across_time", flat=True).first() == AcrossTime.SUM


def target_of(version: TargetVersion) -> Target:
    """A recorded target as a value, the other indicator by its code."""
    return Target(
        Kind(version.kind),
        version.value,
        version.upper,
        op=version.op or None,
        other=version.other.code if version.other is not None else None,
        level=version.level or None,
        due=version.due,
        repeats=Repeats(version.repeats),
        words=version.words,
    )


def _seen(step: int, now: TargetVersion | None) -> str:
    return f"{step}-{now.pk if now is not None else 0}"
