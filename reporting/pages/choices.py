"""The period and strategy choosers: what can be chosen, said in words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from measures.periods import Frequency, Period, Rhythm
from scorecard.models.codes import StrategyState

_QUARTER = Rhythm(Frequency.QUARTER)
_YEARS_BACK = 8
_STATES = {StrategyState.DRAFT: " (luonnos)", StrategyState.SUPERSEDED: " (korvattu)"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: the code that goes into the address, and its words."""

    code: str
    words: str
    chosen: bool


def last_ended(today: dt.date) -> Period:
    """The last ended quarter: what is shown when nothing has been chosen."""
    return _QUARTER.latest_ended(today)


def period_choices(chosen: Period, since: dt.date | None, today: dt.date) -> tuple[Choice, ...]:
    """The ends of quarters from the strategy's first year on, latest first; halves and years by their own names.

    A period chosen by hand that is not among them is added.
    """
    first = max(today.year - _YEARS_BACK, since.year if since else today.year - 3)
    period, found = last_ended(today), []
    while period.year >= first:
        found.append(_by_own_name(period))
        period = period.shifted(-1)
    if not any(one.ends == chosen.ends for one in found):
        found.append(chosen)
    return tuple(Choice(one.code, _words(one), one.ends == chosen.ends) for one in found)


def strategy_choices(strategies: Iterable[tuple[str, str, str]], chosen: str) -> tuple[Choice, ...]:
    """Strategies and programmes to choose from, given as code, name and state."""
    return tuple(
        Choice(code, name + _STATES.get(StrategyState(state), ""), code == chosen) for code, name, state in strategies
    )


def _by_own_name(quarter: Period) -> Period:
    if quarter.part == 4:
        return Period(quarter.year)
    return Period(quarter.year, 6, 1) if quarter.part == 2 else quarter


def _words(period: Period) -> str:
    names = {
        12: _("vuosi %(year)s") % {"year": period.year},
        6: _("%(part)s. puolivuosi") % {"part": period.part},
        4: _("%(part)s. kolmannes") % {"part": period.part},
    }
    names |= {3: _("%(part)s. neljännes") % {"part": period.part}, 1: _("kuukausi %(part)s") % {"part": period.part}}
    return f"{write_day(period.ends)} · {names[period.months]}"
