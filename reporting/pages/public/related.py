"""The indicators beside one: those that hang on the same goal, benefit or project, and those of the same unit."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.pages.definition import KINDS
from reporting.pages.places import Places
from reporting.pages.public.lines import RowLine, row_lines
from reporting.standing import NodeStanding, RowStanding, Standing

_MOST = 6


@dataclass(frozen=True, slots=True)
class Related:
    """Indicators with the same reason to be beside. ``address``: of what they have in common; ``more``: left untold."""

    id: str
    kind: str
    name: str
    address: str
    lines: tuple[RowLine, ...]
    more: int


def related(standing: Standing, row: RowStanding, places: Places) -> tuple[Related, ...]:
    """The groups, each indicator in the first that it fits; only by links that have been confirmed."""
    told = {row.code}
    found = []
    for node in _nodes_of(standing, row.code):
        codes = [code for code in dict.fromkeys(_linked(node)) if code not in told]
        told |= set(codes)
        branch = node.branch
        address = places.thing(branch.kind, branch.code)
        head = (f"lahella-{branch.kind}-{branch.code}", KINDS[branch.kind], branch.names.told, address)
        found.append(_group(head, codes, standing, places))
    unit = row.facts.indicator.responsible_code
    same = [one.code for one in standing.rows if unit and one.facts.indicator.responsible_code == unit]
    rest = [code for code in same if code not in told]
    head = ("lahella-vastuuyksikko", _("vastuuyksikkö"), row.facts.indicator.responsible_unit, "")
    found.append(_group(head, rest, standing, places))
    return tuple(group for group in found if group.lines)


def _nodes_of(standing: Standing, code: str) -> Iterable[NodeStanding]:
    return (node for node in standing.nodes if code in _linked(node))


def _linked(node: NodeStanding) -> list[str]:
    return [link.row for link in node.branch.links if not link.proposed]


def _group(head: tuple[str, str, str, str], codes: list[str], standing: Standing, places: Places) -> Related:
    lines = row_lines((standing.row(code) for code in codes[:_MOST]), places)
    return Related(*head, lines, max(0, len(codes) - _MOST))
