"""What was found for the words sought, as plain values: gathered by kind, each with where it is and a way there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import named
from measures.models import KpiRow
from reporting.matching import matches, words_of
from scorecard.labels import UNIT_KINDS, kind_word
from scorecard.models import Action, Node, Project, Strategy
from scorecard.models.codes import NodeKind, UnitKind
from scorecard.work.organisation import Organisation

_MOST = 20
type Found = tuple[str, tuple[str, ...], str, str]
"""A name, by what else it is found, where it is, and its address."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    name: str
    where: str
    address: str


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The things of one kind. ``more``: how many did not fit, said in words."""

    code: str
    heading: str
    number: int
    hits: tuple[Hit, ...]
    more: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was sought, and what was found. ``home``: the dashboard."""

    home: str
    sought: str
    number: int
    groups: tuple[HitGroup, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """Everything that can be found in a municipality."""

    code: str
    strategies: Sequence[Strategy]
    nodes: Iterable[Node]
    rows: Iterable[KpiRow]
    projects: Iterable[Project]
    actions: Iterable[Action]
    organisation: Organisation


def search_page(code: str, sought: str, searched: Searched | None) -> SearchPage:
    """The things whose names have, for each word sought, a word that begins with it. Nothing sought finds nothing."""
    words, home = words_of(sought), reverse("tilannekuva", args=[code])
    if not words or searched is None:
        return SearchPage(home, sought, 0, ())
    kinds = (
        ("tavoitteet", _("Tavoitteet, teemat ja hyödyt"), _nodes(searched)),
        ("mittarit", _("Mittarit"), _rows(searched)),
        ("projektit", _("Projektit"), _projects(searched)),
        ("toimenpiteet", _("Toimenpiteet"), _actions(searched)),
        ("yksikot", _("Yksiköt"), _units(searched)),
    )
    made = [
        _group(code, heading, [one for one in found if matches(words, one[0], *one[1])])
        for code, heading, found in kinds
    ]
    groups = tuple(group for group in made if group.number)
    return SearchPage(home, sought, sum(group.number for group in groups), groups)


def _group(code: str, heading: str, found: Sequence[Found]) -> HitGroup:
    hits = tuple(Hit(name, where, address) for name, _, where, address in found[:_MOST])
    rest = len(found) - len(hits)
    more = (
        _("Näytetään %(most)s ensimmäistä, %(left_out)s jäi pois. Tarkenna hakua.") % {"most": _MOST, "left_out": rest}
        if rest
        else ""
    )
    return HitGroup(code, heading, len(found), hits, more)


def _nodes(searched: Searched) -> Iterable[Found]:
    strategies, nodes = _by_pk(searched), {node.pk: node for node in searched.nodes}
    for node in nodes.values():
        above = named(nodes[node.parent_id]) if node.parent_id in nodes else ""
        where = _joined(
            kind_word(strategies[node.strategy_id].level_words, NodeKind(node.kind)),
            above,
            named(strategies[node.strategy_id]),
        )
        address = reverse("tilannekuvan-tavoite", args=[searched.code, node.code])
        yield named(node), (node.name_sv, node.name_en), where, address + _of(strategies[node.strategy_id])


def _rows(searched: Searched) -> Iterable[Found]:
    strategies = _by_pk(searched)
    for row in searched.rows:
        indicator, strategy = row.indicator, strategies[row.strategy_id]
        unit = named(indicator.responsible_unit) if indicator.responsible_unit is not None else ""
        address = reverse("tilannekuvan-mittari", args=[searched.code, indicator.code]) + _of(strategy)
        other = (indicator.code, indicator.name_sv, indicator.name_en)
        yield named(indicator), other, _joined(indicator.code, unit, named(strategy)), address


def _projects(searched: Searched) -> Iterable[Found]:
    strategies = _by_pk(searched)
    for project in searched.projects:
        strategy = strategies[project.strategy_id]
        where = _joined(named(project.sector) if project.sector is not None else "", named(strategy))
        address = reverse("projekti", args=[searched.code, strategy.code, project.code])
        yield named(project), (project.name_sv, project.name_en), where, address


def _actions(searched: Searched) -> Iterable[Found]:
    strategies = _by_pk(searched)
    for action in searched.actions:
        strategy = strategies[action.strategy_id]
        where = _joined(named(action.unit) if action.unit is not None else "", named(strategy))
        address = reverse("toimenpide", args=[searched.code, strategy.code, action.code])
        yield named(action), (action.name_sv, action.name_en), where, address


def _units(searched: Searched) -> Iterable[Found]:
    """A unit leads to its rows on the dashboard."""
    dashboard = reverse("tilannekuva", args=[searched.code])
    for pk, unit in searched.organisation.units.items():
        above = [named(one) for one in searched.organisation.line(pk)[:-1]]
        query = urlencode({"nakyma": "toimialat", "toimiala": unit.code})
        where = _joined(UNIT_KINDS[UnitKind(unit.kind)], *reversed(above))
        yield named(unit), (unit.name_sv, unit.name_en), where, f"{dashboard}?{query}#rivit"


def _by_pk(searched: Searched) -> dict[int, Strategy]:
    return {one.pk: one for one in searched.strategies}


def _of(strategy: Strategy) -> str:
    return f"?{urlencode({'strategia': strategy.code})}"


def _joined(*parts: str) -> str:
    return " · ".join(str(part) for part in parts if part)
