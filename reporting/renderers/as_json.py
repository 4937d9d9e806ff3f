"""The Standing as JSON, with the stable keys of the agreed format (schema 1).

Numbers are strings in plain decimal notation with a point; yes is "1" and no "0", a level is its word.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from measures.quantities import plain
from measures.rollup import exact
from measures.targets import Kind, Target, Value
from reporting.sentences import reason_sentence
from reporting.standing import SCHEMA, Names, NodeStanding, RowStanding, Standing

SHARE_DECIMALS = Decimal("1e-12")


def as_json(standing: Standing) -> dict[str, Any]:
    """The whole Standing as plain lists, dictionaries and strings."""
    return {
        "schema": SCHEMA,
        "municipality": standing.strategy.municipality,
        "strategy": standing.strategy.code,
        "period": standing.period.code,
        "known_at": standing.known_at.isoformat(),
        "structure_at": standing.structure_at.isoformat() if standing.structure_at is not None else None,
        "audience": standing.audience.value,
        "example_data": standing.strategy.example_data,
        "nodes": [_node(node) for node in standing.nodes],
        "rows": [_row(row) for row in standing.rows],
    }


def _names(names: Names) -> dict[str, str]:
    return {language: name for language in ("fi", "sv", "en") if (name := getattr(names, language))}


def _node(node: NodeStanding) -> dict[str, Any]:
    return {
        "code": node.branch.code,
        "kind": node.branch.kind,
        "name": _names(node.branch.names),
        "parent": node.branch.parent,
        "rows": list(node.rows),
        "proposed": list(node.proposed),
        "tally": {verdict.value: count for verdict, count in node.tally.items()},
        "coverage": node.coverage,
    }


def written(value: Value | None) -> str | None:
    """A figure as a string: a number in plain notation, yes and no as 1 and 0, a level's word; None stays None."""
    if value is None or isinstance(value, str):
        return value
    return str(int(value)) if isinstance(value, bool) else plain(value)


def _share(share: Fraction | None) -> str | None:
    return None if share is None else plain(exact(share).quantize(SHARE_DECIMALS))


def _row(row: RowStanding) -> dict[str, Any]:
    facts, figure = row.facts, row.figure
    counts = figure.value is not None and figure.period is not None
    return {
        "code": row.code,
        "indicator": _indicator(row),
        "baseline": written(facts.baseline.value),
        "baseline_date": facts.baseline.date.isoformat() if facts.baseline.date else None,
        "baseline_words": facts.baseline.words,
        "baseline_comparable": facts.baseline.comparable,
        "target": _target(facts.target),
        "value": written(figure.value),
        "value_period": figure.period.code if counts and figure.period else None,
        "old_value": written(figure.old),
        "old_period": figure.period.code if figure.old is not None and figure.period else None,
        "other_value": written(row.other_value),
        "forecast": written(figure.forecast),
        "share": _share(row.score.share),
        "movement": row.score.movement.value,
        "verdict": row.verdict.value,
        "assessed": facts.assessed.verdict.value if facts.assessed else None,
        "assessed_reason": facts.assessed.reason if facts.assessed else None,
        "rule": row.score.reason.rule.value,
        "reason": reason_sentence(row),
        "inputs": row.coverage or None,
        "pending": row.pending,
        "reading": facts.reading,
        "question": facts.question or None,
    }


def _indicator(row: RowStanding) -> dict[str, Any]:
    facts = row.facts.indicator
    return {
        "code": facts.code,
        "name": _names(facts.names),
        "unit": facts.unit,
        "decimals": facts.decimals,
        "direction": facts.direction.value,
        "type": facts.value_type,
        "frequency": facts.frequency,
        "across_units": facts.across_units.value,
        "across_time": facts.across_time.value,
        "entity": facts.entity,
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "kind": target.kind.value,
        "value": target.level if target.kind is Kind.LEVEL else written(target.value),
        "upper": written(target.upper),
        "op": target.op,
        "other": target.other,
        "words": target.words,
        "due": target.due.isoformat() if target.due else None,
        "repeats": target.repeats.value,
        "binding": target.binding.value,
    }
