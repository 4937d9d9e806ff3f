"""One row judged from a few words, for tests of what is said and drawn."""

import datetime as dt
from decimal import Decimal

from measures.figures import Entry, Measured, Reporter, RuleVersion
from measures.figures import series as series_of
from measures.periods import Frequency, Period, Rhythm
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Baseline, Direction, Kind, Target
from measures.verdicts import Band
from reporting.standing import Audience, IndicatorFacts, Names, RowFacts, RowStanding, judge


def row(
    target: Target | None = None,
    entries: dict[str, object] | None = None,
    *,
    at: str = "2025-06-30",
    baseline: str | None = None,
    name: str = "Asukkaiden määrä",
    unit: str = "",
    decimals: int = 0,
    direction: Direction = Direction.UP,
    frequency: Frequency = Frequency.QUARTER,
    across: AcrossUnits = AcrossUnits.MUNICIPALITY,
    time: AcrossTime = AcrossTime.LAST,
    units: tuple[str, ...] = (),
    audience: Audience = Audience.INTERNAL,
    measuring_year: int | None = None,
    **facts: object,
) -> RowStanding:
    """A row with entries «2025-Q1» or «2025-Q1 yksikkö» of figures, words or whole entries."""
    cells = {}
    for place, given in (entries or {}).items():
        period, _, reporter = place.partition(" ")
        figure = given if isinstance(given, Entry) else Entry(Decimal(given) if _number(given) else given)
        cells[(reporter or None, Period.parse(period))] = figure
    rhythm = Rhythm(frequency, measuring_year)
    reporters = [Reporter(one) for one in units] or [Reporter(None)]
    scale = target.scale if target else ()
    measured = Measured(rhythm, [RuleVersion(across, time)], reporters, cells, dt.date(2023, 1, 1), unit == "%", scale)
    indicator = IndicatorFacts("M1", Names(name), unit, decimals, direction, "number", frequency.value, across, time)
    given = {"band": Band(), "reading": "clear"} | facts
    judged = RowFacts(
        indicator=indicator,
        measured=measured,
        target=target or Target(Kind.WATCHED),
        baseline=Baseline(Decimal(baseline) if baseline else None),
        **given,
    )
    day = dt.date.fromisoformat(at)
    return judge(judged, day, audience, series_of(measured, day))


def _number(given: object) -> bool:
    return isinstance(given, str) and given.replace(".", "").replace("-", "").isdigit()
