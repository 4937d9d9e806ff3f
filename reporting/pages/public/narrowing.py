"""What a reader narrows a list by: a goal, a sector, a verdict, a state of work, and the first letters of a name."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kemi_strategy.web.speaking import named
from measures.labels import VERDICTS
from measures.verdicts import Verdict
from reporting.pages.choices import Choice
from reporting.pages.counts import ORDER
from reporting.standing import Names, NodeStanding, Standing
from scorecard.models import Unit
from scorecard.models.codes import NodeKind
from scorecard.work.fields import Option
from scorecard.work.pages.projects import Chooser, chooser

GOAL, SECTOR, STATE, SEARCH = "tavoite", "toimiala", "tila", "haku"
NO_SECTOR = "-"
_LONGEST = 100
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What has been chosen. A choice that is not offered is as if not made."""

    goal: str = ""
    sector: str = ""
    state: str = ""
    search: str = ""

    @property
    def any(self) -> bool:
        """Is the list narrowed at all?"""
        return bool(self.goal or self.sector or self.state or self.search)


def narrowed(
    query: QueryDict, *, goals: Collection[str] = (), sectors: Collection[str] = (), states: Collection[str] = ()
) -> Narrowed:
    """From the address, with what can be chosen."""
    asked = {GOAL: goals, SECTOR: sectors, STATE: states}
    found = {name: query.get(name, "") if query.get(name, "") in offered else "" for name, offered in asked.items()}
    return Narrowed(found[GOAL], found[SECTOR], found[STATE], query.get(SEARCH, "").strip()[:_LONGEST])


def begins(search: str, *texts: str) -> bool:
    """Does every word sought begin some word of the texts? Letters are as typed: ö is not o.

    >>> begins("työ", "Nuorten työpajat"), begins("paja", "Nuorten työpajat"), begins("tyo", "Nuorten työpajat")
    (True, False, False)
    """
    words = _words(" ".join(texts))
    return all(any(word.startswith(one) for word in words) for one in _words(search))


def names_in_all(names: Names) -> tuple[str, ...]:
    """By what a thing is found: its names in every language."""
    return names.fi, names.sv, names.en


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def goal_chooser(options: Iterable[tuple[str, str]], chosen: str) -> Chooser:
    """A chooser of goals and themes."""
    return chooser(GOAL, pgettext("strategia", "Tavoite"), [("", _("Kaikki tavoitteet")), *options], chosen)


def goal_options(standing: Standing) -> list[tuple[str, str]]:
    """Every goal, theme, objective and benefit in the tree's order, the ones below set in with a dash."""
    nodes = [node for node in standing.of_kind(*NodeKind) if node.branch.kind != NodeKind.VALUE]
    known = {node.branch.code for node in nodes}
    tops = [node for node in nodes if node.branch.parent not in known]
    return [option for top in tops for option in _walk(top, nodes, 0)]


def _walk(node: NodeStanding, nodes: list[NodeStanding], depth: int) -> Iterable[tuple[str, str]]:
    yield node.branch.code, "– " * depth + node.branch.names.told
    for young in nodes:
        if young.branch.parent == node.branch.code:
            yield from _walk(young, nodes, depth + 1)


def sector_chooser(sectors: Iterable[Unit], chosen: str, *, none: bool = False) -> Chooser:
    """A chooser of sectors. ``none``: also what belongs to no sector can be chosen."""
    rest = [(NO_SECTOR, _("Ei toimialaa"))] if none else []
    offered = [("", _("Kaikki toimialat")), *((one.code, named(one)) for one in sectors), *rest]
    return chooser(SECTOR, _("Toimiala"), offered, chosen)


def verdict_chooser(chosen: str) -> Chooser:
    """A chooser of verdicts."""
    offered = [("", _("Kaikki tilat")), *((one.value, VERDICTS[one].capitalize()) for one in ORDER)]
    return chooser(STATE, _("Tila"), offered, chosen)


def choice_chooser(name: str, label: str, choices: Iterable[Choice]) -> Chooser:
    """A chooser of periods or strategies."""
    return Chooser(name, label, tuple(Option(one.code, one.words, one.chosen) for one in choices))


VERDICT_CODES = frozenset(verdict.value for verdict in Verdict)
