"""What a judgement says: the verdict, the movement, the rule that decided it and the numbers the rule used."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from measures.targets import Direction, Value


class Verdict(StrEnum):
    """How an indicator stands against its target."""

    MET = "met"
    NEAR_MISS = "near_miss"
    MISSED = "missed"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    NOT_DUE = "not_due"
    MISSING = "missing"
    WATCHED = "watched"
    UNCLEAR = "unclear"


class Movement(StrEnum):
    """Where the value has gone from the baseline, by the declared direction."""

    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    WORSENED = "worsened"
    UNKNOWN = "unknown"


class Rule(StrEnum):
    """The rule that decided a verdict."""

    UNDECIDED = "undecided"
    UNCONFIRMED = "unconfirmed"
    AGAINST_DIRECTION = "against_direction"
    BAD_CALENDAR = "bad_calendar"
    NEEDS_BASELINE = "needs_baseline"
    NEEDS_GOAL = "needs_goal"
    WRONG_TYPE = "wrong_type"
    WATCHED = "watched"
    NO_VALUE_DUE = "no_value_due"
    NO_VALUE = "no_value"
    OTHER_LACKING = "other_lacking"
    PARTS_LACKING = "parts_lacking"
    STALE = "stale"
    HOLDS = "holds"
    HOLDS_LATE = "holds_late"
    LIMIT_PASSED = "limit_passed"
    WITHIN_BAND = "within_band"
    NOT_REACHED = "not_reached"
    FORECAST = "forecast"
    PACE = "pace"
    SO_FAR = "so_far"
    LINE = "line"
    BASELINE = "baseline"
    NOTHING_TO_JUDGE_BY = "nothing_to_judge_by"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Band:
    """How near is a near miss: percent of the goal, or an absolute distance, which goes before the percent."""

    percent: Decimal = Decimal(10)
    absolute: Decimal | None = None

    def holds(self, shortfall: Fraction, goal: Fraction) -> bool:
        """Is the shortfall within the band? A goal of 0 needs an absolute band. The bound belongs to the band."""
        if self.absolute is not None:
            return shortfall <= Fraction(self.absolute)
        return goal != 0 and shortfall / abs(goal) <= Fraction(self.percent) / 100


@dataclass(frozen=True, slots=True)
class Context:
    """What else is known when a value is judged.

    ``value_until`` is the last day of the value's own period, ``months`` how many months of its year a sum covers.
    ``due_now``: a value was due by ``at``. ``latest_due``: last day of the latest period due by the final day.
    ``parts_lacking``: a part is missing without which a roll-up may not be judged (DESIGN §6).
    ``unconfirmed``: the reading is only proposed and the audience is the public.
    ``starts``: the strategy's first day, for a baseline without a date.
    """

    direction: Direction = Direction.NONE
    adds_up: bool = False
    value_until: dt.date | None = None
    months: int = 12
    other: Value | None = None
    other_forecast: Value | None = None
    due_now: bool = True
    latest_due: dt.date | None = None
    parts_lacking: bool = False
    unconfirmed: bool = False
    starts: dt.date | None = None
    band: Band = Band()


@dataclass(frozen=True, slots=True)
class Reason:
    """The rule that decided and the numbers it used, all in the indicator's own unit; None where not used."""

    rule: Rule
    goal: Fraction | None = None
    measure: Fraction | None = None
    due: dt.date | None = None
    months: int | None = None
    holds: bool | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A verdict, the movement from the baseline, the exact share of the way and the reason."""

    verdict: Verdict
    movement: Movement
    share: Fraction | None
    reason: Reason
