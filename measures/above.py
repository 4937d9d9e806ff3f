"""What is asked of those above, who alone know it: which reports have been frozen, how a row would stand with a target.

Imports go downwards only, so whoever knows the answers hangs them here when the house is put together.
"""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass

from measures.models import TargetVersion


@dataclass(frozen=True, slots=True)
class Frozen:
    """A report that can never change: of which strategy and period, and the moment it was frozen."""

    strategy: int
    code: str
    ends: dt.date
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a row stands at the end of a period and how it would stand with another target, in words.

    ``changes``: are the verdicts different?
    """

    period: str
    now: str
    then: str
    sentence: str
    changes: bool


type AskFrozen = Callable[[Collection[int]], list[Frozen]]
type AskOutlook = Callable[[TargetVersion], Outlook | None]
_frozen: list[AskFrozen] = []
_outlook: list[AskOutlook] = []


def answer_with(frozen: AskFrozen, outlook: AskOutlook) -> None:
    """Has these answer from now on."""
    _frozen[:], _outlook[:] = [frozen], [outlook]


def frozen_reports(strategies: Collection[int]) -> list[Frozen]:
    """The frozen reports of strategies, the latest period last; none where nobody above keeps any."""
    return _frozen[-1](strategies) if _frozen else []


def outlook_with(version: TargetVersion) -> Outlook | None:
    """How the row of a target that has not been written yet would stand; None where nobody above can tell."""
    return _outlook[-1](version) if _outlook else None
