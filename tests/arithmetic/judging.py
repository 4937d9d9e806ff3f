"""Puts one question to the scoring in few words: numbers as text, a day of June unless told."""

import datetime as dt
from decimal import Decimal

from measures.scoring import score
from measures.targets import Baseline, Kind, Target
from measures.verdicts import Context, Score

JUNE, NEW_YEARS_EVE = dt.date(2025, 6, 30), dt.date(2025, 12, 31)
SCALE = ("heikko", "tyydyttävä", "hyvä", "erinomainen")
GOOD = Target(Kind.LEVEL, level="hyvä", scale=SCALE, due=NEW_YEARS_EVE)
DONE = Target(Kind.DONE, due=NEW_YEARS_EVE)


def number(text):
    """Digits as a number; words, yes and no as they are."""
    return Decimal(text) if isinstance(text, str) and not text.isalpha() else text


def target(kind, value=None, upper=None, **facts) -> Target:
    return Target(Kind(kind), number(value), number(upper), **facts)


def judged(asked: Target, value=None, at=JUNE, *, baseline=None, since=None, forecast=None, **context) -> Score:
    context = {key: number(one) for key, one in context.items()}
    start = baseline if isinstance(baseline, Baseline) else Baseline(number(baseline), since)
    return score(asked, start, number(value), number(forecast), at, Context(**context))


def found(scored: Score) -> tuple[str, str]:
    return scored.verdict.value, scored.reason.rule.value


def compare(op=">", **facts) -> Target:
    return Target(Kind.COMPARE, op=op, other="poistot", **facts)
