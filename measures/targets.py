"""Targets: what was decided, as one of a few exact kinds and never a bare number (DESIGN §4).

A target keeps the decision's own words and knows its due date, its repetition and how binding it is.
Direction is declared by people, never inferred from the numbers: in real budgets one target in three is
looser than its baseline. A kind against the direction is a question, not a target.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import spoken
from measures.quantities import unit_behind, write_number

type Value = Decimal | bool | str
"""What is measured: a number, yes or no, or a word of a declared scale. A missing value is None, never zero."""


class Kind(StrEnum):
    """What kind of target it is."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    HOLD = "hold"
    MOVES_UP = "moves_up"
    MOVES_DOWN = "moves_down"
    CHANGE_BY = "change_by"
    COMPARE = "compare"
    DONE = "done"
    LEVEL = "level"
    WATCHED = "watched"
    UNDECIDED = "undecided"


class Direction(StrEnum):
    """Which way is better, as the municipality has declared it."""

    UP = "up"
    DOWN = "down"
    HOLD = "hold"
    NONE = "none"


class Repeats(StrEnum):
    """For when the target is: once (by a date or without one), each year, each period."""

    ONCE = "once"
    YEAR = "year"
    PERIOD = "period"


class Binding(StrEnum):
    """How binding the decision is."""

    BINDING = "binding"
    INDICATIVE = "indicative"
    PROPOSED = "proposed"


RISING_KINDS = frozenset({Kind.AT_LEAST, Kind.MORE_THAN, Kind.MOVES_UP})
FALLING_KINDS = frozenset({Kind.AT_MOST, Kind.LESS_THAN, Kind.MOVES_DOWN})
LIMIT_KINDS = frozenset({Kind.AT_LEAST, Kind.MORE_THAN, Kind.AT_MOST, Kind.LESS_THAN})
MOVING_KINDS = frozenset({Kind.MOVES_UP, Kind.MOVES_DOWN})


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where the municipality stood. ``value`` in the indicator's own unit; ``words`` as they were decided.

    A baseline that is not comparable (another quantity than the target) counts as absent in all arithmetic.
    """

    value: Decimal | None = None
    date: dt.date | None = None
    comparable: bool = True
    words: str = ""

    @property
    def number(self) -> Decimal | None:
        """The value that may be calculated with."""
        return self.value if self.comparable else None


@dataclass(frozen=True, slots=True)
class Target:
    """One decided target. ``value`` and ``upper`` in the indicator's own unit; of *change by* the signed percent.

    ``op`` and ``other`` (an indicator's code) belong to *compare*, ``level`` and ``scale`` (worst first) to *level*.
    """

    kind: Kind
    value: Decimal | None = None
    upper: Decimal | None = None
    op: str | None = None
    other: str | None = None
    level: str | None = None
    scale: tuple[str, ...] = ()
    due: dt.date | None = None
    repeats: Repeats = Repeats.ONCE
    binding: Binding = Binding.BINDING
    words: str = ""

    def schedule(self, *, adds_up: bool) -> Repeats:
        """The repetition judged by: what adds up and has no date means each year (DESIGN §5 «final»)."""
        if adds_up and self.repeats is Repeats.ONCE and self.due is None:
            return Repeats.YEAR
        return self.repeats

    def against(self, direction: Direction) -> bool:
        """Does the kind contradict the declared direction? Then it is a question and is not judged."""
        sign = self._sign()
        if direction is Direction.HOLD:
            return self.kind in MOVING_KINDS or self.kind is Kind.CHANGE_BY
        return (sign, direction) in {(1, Direction.DOWN), (-1, Direction.UP)}

    def _sign(self) -> int:
        if self.kind is Kind.CHANGE_BY and self.value is not None:
            return (self.value > 0) - (self.value < 0)
        return (self.kind in RISING_KINDS) - (self.kind in FALLING_KINDS)

    def sense(self, direction: Direction) -> int:
        """1 where more is better, −1 where less is, 0 where neither (between, compare, done, level…).

        *Hold* means at least, and at most where the direction is falling.
        """
        if self.kind is Kind.HOLD:
            return -1 if direction is Direction.DOWN else 1
        return self._sign()

    def goal(self, baseline: Baseline) -> Fraction | None:
        """The number to reach, exact: of *hold* the value or the baseline, of *change by* from the baseline."""
        start = baseline.number
        if self.kind in LIMIT_KINDS or (self.kind is Kind.HOLD and self.value is not None):
            return None if self.value is None else Fraction(self.value)
        if self.kind is Kind.HOLD:
            return None if start is None else Fraction(start)
        if self.kind is Kind.CHANGE_BY and self.value and start is not None and start > 0:
            return Fraction(start) * (1 + Fraction(self.value) / 100)
        return None

    def calendar_fits(self) -> bool:
        """Can this target be asked of something that adds up? It speaks of a calendar year: each year, or
        once by 31 December (DESIGN §5 «final»); anything else is a question."""
        if self.repeats is Repeats.ONCE and self.due is not None:
            return (self.due.month, self.due.day) == (12, 31)
        return self.repeats is not Repeats.PERIOD


_WORDS: dict[str, dict[Kind, str]] = {
    "fi": {
        Kind.AT_LEAST: "vähintään {value}",
        Kind.MORE_THAN: "yli {value}",
        Kind.AT_MOST: "enintään {value}",
        Kind.LESS_THAN: "alle {value}",
        Kind.BETWEEN: "{value}–{upper}",
        Kind.HOLD: "säilyy: {value}",
        Kind.MOVES_UP: "kasvaa",
        Kind.MOVES_DOWN: "vähenee",
        Kind.CHANGE_BY: "muutos {value} lähtötasosta",
        Kind.COMPARE: "{compared} {other}",
        Kind.DONE: "valmis",
        Kind.LEVEL: "vähintään {level}",
        Kind.WATCHED: "ei tavoitetta, seurataan",
        Kind.UNDECIDED: "tavoitteen tulkinta avoin",
    },
    "sv": {
        Kind.AT_LEAST: "minst {value}",
        Kind.MORE_THAN: "över {value}",
        Kind.AT_MOST: "högst {value}",
        Kind.LESS_THAN: "under {value}",
        Kind.BETWEEN: "{value}–{upper}",
        Kind.HOLD: "bibehålls: {value}",
        Kind.MOVES_UP: "ökar",
        Kind.MOVES_DOWN: "minskar",
        Kind.CHANGE_BY: "förändring {value} från utgångsläget",
        Kind.COMPARE: "{compared} {other}",
        Kind.DONE: "klart",
        Kind.LEVEL: "minst {level}",
        Kind.WATCHED: "inget mål, följs upp",
        Kind.UNDECIDED: "målets tolkning är öppen",
    },
    "en": {
        Kind.AT_LEAST: "at least {value}",
        Kind.MORE_THAN: "more than {value}",
        Kind.AT_MOST: "at most {value}",
        Kind.LESS_THAN: "less than {value}",
        Kind.BETWEEN: "{value}–{upper}",
        Kind.HOLD: "to be kept at {value}",
        Kind.MOVES_UP: "rises",
        Kind.MOVES_DOWN: "falls",
        Kind.CHANGE_BY: "a change of {value} from the baseline",
        Kind.COMPARE: "{compared} {other}",
        Kind.DONE: "done",
        Kind.LEVEL: "at least {level}",
        Kind.WATCHED: "no target, monitored",
        Kind.UNDECIDED: "interpretation of the target open",
    },
}
_COMPARED = {
    "fi": {
        ">": "suurempi kuin",
        ">=": "vähintään yhtä suuri kuin",
        "<": "pienempi kuin",
        "<=": "enintään yhtä suuri kuin",
    },
    "sv": {">": "större än", ">=": "minst lika stor som", "<": "mindre än", "<=": "högst lika stor som"},
    "en": {">": "greater than", ">=": "at least as great as", "<": "less than", "<=": "at most as great as"},
}
_COMPARED_WHEN = {
    "fi": {"year": "{}, joka vuosi", "period": "{}, joka kausi"},
    "sv": {"year": "{}, varje år", "period": "{}, varje period"},
    "en": {"year": "{}, each year", "period": "{}, each period"},
}
_WHEN = {
    "fi": {"year": "{} vuosittain", "period": "{} joka kausi", "due": "{} {date} mennessä", "own": "lähtötaso"},
    "sv": {"year": "{} varje år", "period": "{} varje period", "due": "{} senast {date}", "own": "utgångsläget"},
    "en": {"year": "{} each year", "period": "{} each period", "due": "{} by {date}", "own": "the baseline"},
}


def describe(
    target: Target, *, unit: str = "", decimals: int | None = None, language: str | None = None, other_name: str = ""
) -> str:
    """The target in plain words of fi, sv or en (usually the one now written), with its due date or repetition.

    A unit that only says what the figure is, as «indeksi», is left out.

    >>> describe(Target(Kind.MORE_THAN, Decimal(2), repeats=Repeats.YEAR), unit="milj. €", decimals=1)
    'yli 2,0\\xa0milj.\\xa0€ vuosittain'
    """
    asked, unit = language or spoken(), unit_behind(unit)
    when = _WHEN[asked] | (_COMPARED_WHEN[asked] if target.kind is Kind.COMPARE else {})
    if target.kind is Kind.CHANGE_BY:
        value = write_number(target.value, unit="%", language=language, signed=True)
    elif target.kind is Kind.HOLD and target.value is None:
        value = when["own"]
    else:
        inner = "" if target.kind is Kind.BETWEEN else unit
        value = write_number(target.value, unit=inner, decimals=decimals, language=language)
    upper = write_number(target.upper, unit=unit, decimals=decimals, language=language)
    compared, other = _COMPARED[asked].get(target.op or "", target.op), other_name or target.other
    parts = {"value": value, "upper": upper, "compared": compared, "other": other, "level": target.level}
    text = _WORDS[asked][target.kind].format(**parts)
    if target.kind in {Kind.WATCHED, Kind.UNDECIDED}:
        return text
    if target.repeats is not Repeats.ONCE:
        return when[target.repeats.value].format(text)
    if target.due is None:
        return text
    return when["due"].format(text, date=write_day(target.due, asked))
