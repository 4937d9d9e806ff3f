"""Counts of verdicts in words and as a stacked bar, and what they say together of a goal or a benefit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from measures.labels import VERDICTS
from measures.verdicts import Verdict
from reporting.standing import Branch, Names, NodeStanding, RowStanding, tallied

ORDER = (
    Verdict.MET,
    Verdict.ON_TRACK,
    Verdict.NEAR_MISS,
    Verdict.BEHIND,
    Verdict.MISSED,
    Verdict.MISSING,
    Verdict.UNCLEAR,
    Verdict.NOT_DUE,
    Verdict.WATCHED,
)
"""From good to bad, then what has no verdict: the order of counts and of the bar."""
_BAR, _GAP = 300, 2


@dataclass(frozen=True, slots=True)
class Badge:
    """A verdict as shown: ``code`` picks its symbol and colour, ``word`` says it."""

    code: str
    word: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows have a verdict. ``address``: where those rows are; empty where they are not shown apart."""

    badge: Badge
    number: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the stacked bar, in the units of its drawing."""

    code: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts with their bar. Without colour the bar is grey and ``why_grey`` tells why."""

    counts: tuple[Count, ...]
    segments: tuple[Segment, ...]
    coverage: str
    why_grey: str
    words: str


def badge(verdict: Verdict) -> Badge:
    """The verdict's badge."""
    return Badge(verdict.value, VERDICTS[verdict])


def node_tally(node: NodeStanding) -> Tally:
    """The counts below a node; less than half covered gives no colour, and says so (DESIGN §6)."""
    coverage = _("%(coverage)s mittaria arvioitavissa") % {"coverage": node.coverage} if node.judgeable else ""
    return tally(node.tally, coverage, _why_grey(node))


def rows_tally(rows: Sequence[RowStanding]) -> Tally:
    """The counts of some rows, coloured by the rule of nodes."""
    codes = tuple(row.code for row in rows)
    return node_tally(NodeStanding(Branch("", "", Names("")), codes, (), tallied(rows)))


def tally(numbers: Mapping[Verdict, int], coverage: str = "", why_grey: str = "") -> Tally:
    """The counts of verdicts, those with none left out."""
    counts = tuple(Count(badge(verdict), numbers[verdict]) for verdict in ORDER if numbers[verdict])
    words = ", ".join(f"{count.number} {count.badge.word}" for count in counts)
    return Tally(counts, _segments(counts, grey=bool(why_grey)), coverage, why_grey, words)


def leading(counts: Tally, address: Callable[[str], str]) -> Tally:
    """The same, each count leading to its rows by the code of the verdict."""
    return replace(counts, counts=tuple(replace(one, address=address(one.badge.code)) for one in counts.counts))


def _why_grey(node: NodeStanding) -> str:
    if node.coloured or node.gap:
        return ""
    if not node.judgeable:
        return _("Mittareilla ei ole tavoitetta, joten väriä ei näytetä.")
    return _("Alle puolet mittareista on arvioitavissa, joten väriä ei näytetä.")


def _segments(counts: tuple[Count, ...], *, grey: bool) -> tuple[Segment, ...]:
    total = sum(count.number for count in counts)
    room = _BAR - _GAP * (len(counts) - 1)
    found, x = [], 0.0
    for count in counts:
        width = room * count.number / total
        found.append(Segment("grey" if grey else count.badge.code, f"{x:.1f}", f"{width:.1f}"))
        x += width + _GAP
    return tuple(found)
