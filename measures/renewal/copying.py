"""A new version of a strategy with its rows: baselines and targets are copied and asked again, figures are shared."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from measures.actions import decide_targets
from measures.models import KpiRow, RowLink, TargetVersion
from measures.models.codes import Reading
from scorecard.actions import save_as
from scorecard.models import Node, Strategy, User
from scorecard.steward.keeping.copies import copy_strategy

_ROW = (
    "indicator", "order", "baseline_value", "baseline_date", "baseline_words", "baseline_comparable", "band_percent",
    "band_absolute",
)  # fmt: skip
TARGET = ("kind", "value", "upper", "op", "other", "level", "words", "due", "repeats", "binding")
QUESTION = "Kopioitu strategiasta {name}: ovatko lähtötaso ja tavoite yhä oikeat?"
"""Kept in the record as every question is: in Finnish."""


@transaction.atomic
def renew_strategy(*, strategy: Strategy, code: str, facts: Mapping[str, Any], rows: bool, by: User) -> Strategy:
    """A draft of a new version. With ``rows`` every row comes along: its indicator, and so its figures, are the same;
    its baseline and target are copied with the question whether they still hold. Raises ValidationError."""
    copied = copy_strategy(strategy=strategy, code=code, facts=facts, by=by)
    if rows:
        first = copied.strategy.valid_from or timezone.localdate()
        for row in KpiRow.objects.filter(strategy=strategy).select_related("indicator").order_by("order", "id"):
            if row.is_there(first):
                _copy_row(row, copied.strategy, copied.nodes, first, by)
    return copied.strategy


def _copy_row(row: KpiRow, new: Strategy, nodes: Mapping[int, Node], first: dt.date, by: User) -> None:
    told = [row.question] if row.reading == Reading.PROPOSED and row.question else []
    question = " ".join([QUESTION.format(name=row.strategy.name_fi), *told])
    facts = {name: getattr(row, name) for name in _ROW}
    copy = KpiRow(strategy=new, reading=Reading.PROPOSED, question=question, **facts)
    save_as(copy, by)
    for link in row.links.order_by("id"):
        if link.node_id is not None and link.node_id not in nodes:
            continue
        node = nodes[link.node_id] if link.node_id is not None else None
        own = {"project_id": link.project_id, "action_id": link.action_id, "question": link.question}
        save_as(RowLink(row=copy, node=node, proposed=link.proposed, **own), by)
    found = target_on(list(row.targets.order_by("valid_from", "id")), first)
    if found is not None:
        target = TargetVersion(row=copy, valid_from=first, **{name: getattr(found, name) for name in TARGET})
        decide_targets(versions=[target], at=timezone.now(), by=by)


def target_on(versions: Sequence[TargetVersion], day: dt.date) -> TargetVersion | None:
    """Of a row's targets, by their days, the one valid on a day as last corrected; before the first one the first."""
    last = {one.valid_from: one for one in sorted(versions, key=lambda one: one.pk)}
    begun = [since for since in last if since <= day]
    return last[max(begun) if begun else min(last)] if last else None
