"""Two versions of a strategy side by side: what was added, removed, reworded, moved, and which targets changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today, write_day
from kemi_strategy.web.languages import Words, later
from kemi_strategy.web.speaking import named
from measures.models import KpiRow, TargetVersion
from measures.quantities import write_number
from measures.renewal.copying import target_on
from measures.targets import Binding, Kind, Repeats, Target, describe
from scorecard.labels import kind_word
from scorecard.models import Decision, Node, Strategy
from scorecard.models.codes import NodeKind

ADDED, REMOVED, REWORDED, MOVED, RETARGETED, REBASED = "added", "removed", "reworded", "moved", "retargeted", "rebased"
WORDS = Words(
    {
        ADDED: later("uusi"),
        REMOVED: later("poistunut"),
        REWORDED: later("sanamuoto muuttui"),
        MOVED: later("paikka muuttui"),
        RETARGETED: later("tavoite muuttui"),
        REBASED: later("lähtötaso muuttui"),
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in both versions: what it is, how it was and is, and what changed (codes with their words)."""

    what: str
    before: str
    after: str
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions, as it was read."""

    strategy: Strategy
    nodes: Mapping[str, Node]
    rows: Mapping[str, KpiRow]
    targets: Mapping[str, TargetVersion]
    decisions: Sequence[Decision] = ()


def side_of(strategy: Strategy) -> Side:
    """A version with its nodes and rows by their codes, and the target of each on the version's first day that has
    come: four queries."""
    day = max(strategy.valid_from or today(), today())
    if strategy.valid_to is not None:
        day = min(day, strategy.valid_to)
    nodes = Node.objects.filter(strategy=strategy).select_related("parent").order_by("order", "code")
    rows = list(KpiRow.objects.filter(strategy=strategy).select_related("indicator").order_by("order", "id"))
    versions: dict[int, list[TargetVersion]] = {}
    for one in (
        TargetVersion.objects.filter(row__strategy=strategy).select_related("other").order_by("valid_from", "id")
    ):
        versions.setdefault(one.row_id, []).append(one)
    targets = {row.indicator.code: target_on(versions.get(row.pk, []), day) for row in rows}
    return Side(
        strategy,
        {node.code: node for node in nodes if node.valid_to is None or node.valid_to >= day},
        {row.indicator.code: row for row in rows if row.is_there(day)},
        {code: target for code, target in targets.items() if target is not None},
        list(strategy.decisions.order_by("date", "section", "id")),
    )


def basics(before: Side, after: Side) -> list[Line]:
    """Name, mission and vision where they changed."""
    old, new = before.strategy, after.strategy
    pairs = (
        (_("Nimi"), old.name_fi, new.name_fi),
        (_("Missio"), old.mission_fi, new.mission_fi),
        (_("Visio"), old.vision_fi, new.vision_fi),
    )
    changes = ((what, was, now, REWORDED if was and now else ADDED if now else REMOVED) for what, was, now in pairs)
    return [Line(what, was, now, _told([change])) for what, was, now, change in changes if was != now]


def nodes(before: Side, after: Side) -> list[Line]:
    """The goals and themes that changed, in the order of the newer version; those that are no more last."""
    return list(_nodes(before, after))


def _nodes(before: Side, after: Side) -> Iterator[Line]:
    for code, node in after.nodes.items():
        old = before.nodes.get(code)
        what = kind_word(after.strategy.level_words, NodeKind(node.kind))
        if old is None:
            yield Line(what, "", _placed(node), _told([ADDED]))
            continue
        changes = []
        if (old.name_fi, old.description, old.kind) != (node.name_fi, node.description, node.kind):
            changes.append(REWORDED)
        if _above(old) != _above(node):
            changes.append(MOVED)
        if changes:
            moved = MOVED in changes
            yield Line(what, _placed(old, moved), _placed(node, moved), _told(changes))
    for code, old in before.nodes.items():
        if code not in after.nodes:
            yield Line(kind_word(before.strategy.level_words, NodeKind(old.kind)), _placed(old), "", _told([REMOVED]))


def rows(before: Side, after: Side) -> list[Line]:
    """The rows that came, went, or have another target or baseline."""
    return list(_rows(before, after))


def _rows(before: Side, after: Side) -> Iterator[Line]:
    for code, row in after.rows.items():
        old = before.rows.get(code)
        what = named(row.indicator)
        if old is None:
            yield Line(what, "", _aim(after, code), _told([ADDED]))
            continue
        changes = []
        if _told_target(before.targets.get(code)) != _told_target(after.targets.get(code)):
            changes.append(RETARGETED)
        if (old.baseline_value, old.baseline_date) != (row.baseline_value, row.baseline_date):
            changes.append(REBASED)
        if changes:
            base = REBASED in changes
            yield Line(what, _aim(before, code, base), _aim(after, code, base), _told(changes))
    for code, old in before.rows.items():
        if code not in after.rows:
            yield Line(named(old.indicator), _aim(before, code), "", _told([REMOVED]))


def _above(node: Node) -> str:
    return node.parent.code if node.parent is not None else ""


def _placed(node: Node, moved: bool = False) -> str:
    where = _("ylin taso") if node.parent is None else named(node.parent)
    parts = [named(node), node.description, f"({where})" if moved else ""]
    return "\n".join(part for part in parts if part)


def _told(changes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((one, WORDS[one]) for one in changes)


def _told_target(version: TargetVersion | None) -> object:
    """What a target asks for, its words left aside: those may have been polished."""
    if version is None:
        return None
    return (
        version.kind, version.value, version.upper, version.op, version.other_id, version.level, version.due,
        version.repeats, version.binding,
    )  # fmt: skip


def _aim(side: Side, code: str, base: bool = False) -> str:
    """A row's target in words, with its baseline where that changed."""
    row, version = side.rows[code], side.targets.get(code)
    unit = "" if row.indicator.scale else row.indicator.measure_unit
    parts = [_target(version, unit, row.indicator.decimals)] if version is not None else []
    if base and row.baseline_value is not None:
        told = write_number(row.baseline_value.normalize(), decimals=row.indicator.decimals, unit=unit)
        since = f" ({write_day(row.baseline_date)})" if row.baseline_date is not None else ""
        parts.append(_("lähtötaso %(value)s") % {"value": told + since})
    return "\n".join(part for part in parts if part)


def _target(version: TargetVersion, unit: str, decimals: int) -> str:
    target = Target(
        Kind(version.kind),
        version.value,
        version.upper,
        op=version.op or None,
        other=named(version.other) if version.other is not None else None,
        level=version.level or None,
        due=version.due,
        repeats=Repeats(version.repeats),
    )
    words = describe(target, unit=unit, decimals=decimals)
    if version.binding == Binding.BINDING or version.kind == Kind.WATCHED:
        return words
    return _("%(target)s (ei sitova)") % {"target": words}
