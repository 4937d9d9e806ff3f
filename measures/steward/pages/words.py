"""How indicators, rules, targets and days are said on the steward's pages, and the versions of a target in words."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from measures.labels import FREQUENCY_NAMES, TIME_TOLD, UNITS_TOLD
from measures.models import Indicator, RollUpRule, TargetVersion
from measures.periods import Frequency
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Binding, Kind, Repeats, Target, describe
from scorecard.models import Decision, Unit


def measured_words(indicator: Indicator) -> str:
    """What stands behind the number and how often it is measured: «%, neljännesvuosittain»."""
    often = FREQUENCY_NAMES[Frequency(indicator.frequency)]
    return f"{indicator.measure_unit}, {often}" if indicator.measure_unit else often


def rule_words(rule: RollUpRule) -> str:
    """How figures become one: «yksiköiden luvut lasketaan yhteen, viimeisin luku on voimassa»."""
    units, time = UNITS_TOLD[AcrossUnits(rule.across_units)], TIME_TOLD[AcrossTime(rule.across_time)]
    if rule.weight is not None:
        weighted = {"units": units, "weight": rule.weight.code, "time": time}
        return _("%(units)s (painona %(weight)s), %(time)s") % weighted
    return f"{units}, {time}"


def since_words(day: dt.date | None) -> str:
    """From when: «alusta alkaen», «1.7.2026 alkaen»."""
    return _("%(day)s alkaen") % {"day": write_day(day)} if day is not None else _("alusta alkaen")


def span_words(first: dt.date | None, last: dt.date | None) -> str:
    """From when to when."""
    if last is None:
        return since_words(first)
    if first is None:
        return _("%(day)s asti") % {"day": write_day(last)}
    return f"{write_day(first)}–{write_day(last)}"


def decision_words(decision: Decision) -> str:
    """A decision by its body, day and section."""
    section = f" § {decision.section}" if decision.section else ""
    return f"{decision.body} {write_day(decision.date)}{section}"


def decision_choices(decisions: Iterable[Decision]) -> list[tuple[str, str]]:
    """Decisions to choose from."""
    return [(str(one.pk), decision_words(one)) for one in decisions]


def unit_choices(line: Mapping[int, Iterable[Unit]]) -> list[tuple[str, str]]:
    """Units to choose from, each by its line: «Vapaa-aika / Kirjasto»."""
    return [(str(pk), " / ".join(named(one) for one in above)) for pk, above in line.items()]


def indicator_choices(indicators: Iterable[Indicator]) -> list[tuple[str, str]]:
    """Indicators to choose from, by code and name."""
    return [(str(one.pk), f"{one.code} {named(one)}") for one in indicators]


def target_of(version: TargetVersion, indicator: Indicator) -> Target:
    """A version as a value."""
    return Target(
        Kind(version.kind),
        version.value,
        version.upper,
        version.op or None,
        version.other.code if version.other is not None else None,
        version.level or None,
        indicator.scale,
        version.due,
        Repeats(version.repeats),
        Binding(version.binding),
        version.words,
    )


def target_words(target: Target, indicator: Indicator, language: str | None = None, other_name: str = "") -> str:
    """The target as it is judged, in plain words of the language (now written, if none is given).

    ``other_name``: the name of the indicator that it is compared with; without it that one is called by its code.
    """
    unit = "" if indicator.scale else indicator.measure_unit
    decimals = _decimals(target, indicator)
    return describe(target, unit=unit, decimals=decimals, language=language, other_name=other_name)


def version_words(version: TargetVersion, indicator: Indicator) -> str:
    """A version as it is judged; the indicator it is compared with by its name."""
    other = named(version.other) if version.other is not None else ""
    return target_words(target_of(version, indicator), indicator, other_name=other)


def _decimals(target: Target, indicator: Indicator) -> int:
    """The indicator's own decimals, or more where the target has them: nothing decided is rounded away."""
    numbers = [number.normalize() for number in (target.value, target.upper) if number is not None]
    places = [-int(number.as_tuple().exponent) for number in numbers]
    return max([indicator.decimals, *places])
