"""The reports that can be downloaded: of each strategy the halves and years that have ended, latest first."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from measures.periods import Frequency, Period, Rhythm
from measures.spans import write_period
from reporting.occasions import review_name
from reporting.standing import StrategyFacts
from scorecard.labels import STRATEGY_KINDS
from scorecard.models.codes import StrategyKind, StrategyState

_HALF = Rhythm(Frequency.HALF)
_YEARS_BACK, _YEARS_WITHOUT_A_FIRST = 8, 3


@dataclass(frozen=True, slots=True)
class Download:
    """One report: its name with the period, the day it speaks of, and where it is."""

    name: str
    at: str
    address: str


@dataclass(frozen=True, slots=True)
class StrategyReports:
    """The reports of one strategy or programme; ``kind`` says which, and whether it is a draft."""

    code: str
    name: str
    kind: str
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class Reports:
    """All reports of a municipality, the strategy in force first."""

    strategies: tuple[StrategyReports, ...]


def reports_page(strategies: Iterable[StrategyFacts], municipality: str, today: dt.date) -> Reports:
    """The page's values. The first strategy needs no naming in the addresses."""
    found = []
    for place, facts in enumerate(strategies):
        query = f"?{urlencode({'strategia': facts.code})}" if place else ""
        periods = _ended(facts.valid_from, today)
        downloads = tuple(_download(period, municipality, query) for period in periods)
        found.append(StrategyReports(facts.code, facts.names.told, _kind(facts), downloads))
    return Reports(tuple(found))


def _download(period: Period, municipality: str, query: str) -> Download:
    address = reverse("puolivuotiskatsaus", args=[municipality, period.code]) + query
    return Download(f"{review_name(period)} {write_period(period)}", write_day(period.ends), address)


def _ended(since: dt.date | None, today: dt.date) -> Iterator[Period]:
    """First halves and whole years, the latest first, from the strategy's first year on but not for ever."""
    first = max(today.year - _YEARS_BACK, since.year if since else today.year - _YEARS_WITHOUT_A_FIRST)
    half = _HALF.latest_ended(today)
    while half.year >= first:
        period = half if half.part == 1 else Period(half.year)
        if since is None or period.ends >= since:
            yield period
        half = half.shifted(-1)


def _kind(facts: StrategyFacts) -> str:
    kind = STRATEGY_KINDS[StrategyKind(facts.kind)]
    return _("%(kind)s, luonnos") % {"kind": kind} if facts.state == StrategyState.DRAFT else kind
