"""What is known beside a field of the entry page: the figure before, a year ago, the year so far, target and pace."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kemi_strategy.web.dates import ENGLISH_MONTHS
from kemi_strategy.web.languages import Words, later
from kemi_strategy.web.speaking import named, spoken
from measures.duties import Duty
from measures.given import Asked
from measures.models import TargetVersion
from measures.pages.entries import figure_words, terms_words
from measures.quantities import write_number
from measures.spans import write_months, write_period
from measures.targets import Baseline, Direction, Kind, Repeats, Target, describe
from measures.verdicts import Context, Rule
from measures.waypoints import Waypoint, waypoint

_LABELS = Words(
    {
        (Rule.PACE, ""): later("Tahti"),
        (Rule.PACE, "least"): later("Tahti vähintään"),
        (Rule.PACE, "most"): later("Tahti enintään"),
        (Rule.LINE, ""): later("Polku"),
        (Rule.LINE, "least"): later("Polku vähintään"),
        (Rule.LINE, "most"): later("Polku enintään"),
    }
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the figures beside the field: what it is, the figure, and of which time or of whom it is.

    ``terms``: of a ratio what was divided by what.
    """

    kind: str
    label: str
    figure: str
    of: str
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """The facts beside one cell's field. ``target`` is said here only where the line's cells have different ones."""

    id: str
    target: str
    facts: tuple[Fact, ...]


def known_of(duty: Duty, *, first: bool, target: bool) -> Known:
    """``first``: the earliest cell of its line; the figure before the others stands in the cell before them."""
    facts = [_before(duty)] if first else []
    facts += [_year_ago(duty), *_so_far(duty), *_pace(duty)]
    words = target_words(duty.target, duty.asked) if target else ""
    return Known(f"tiedossa-{duty.cell.code}", words, tuple(facts))


def _before(duty: Duty) -> Fact:
    period = duty.cell.indicator.rhythm.one_step_before(duty.cell.period)
    figure, terms = figure_words(duty.before, duty.asked), terms_words(duty.before)
    return Fact("before", _("Edellinen"), figure, write_period(period), terms)


def _year_ago(duty: Duty) -> Fact:
    period = duty.cell.period
    figure = figure_words(duty.year_ago, duty.asked)
    year_ago = write_period(period.shifted(-12 // period.months))
    return Fact("year-ago", _("Vuosi sitten"), figure, year_ago, terms_words(duty.year_ago))


def _so_far(duty: Duty) -> list[Fact]:
    """Of what adds up the year's sum up to the latest figure that there is; says how many periods are lacking."""
    own = duty.latest.value if duty.latest is not None else None
    figures = [*duty.this_year, own] if own is not None else list(duty.this_year)
    given = [figure for figure in figures if figure is not None]
    if len(figures) < 2 or not given:
        return []
    asked, period = duty.asked, duty.cell.period
    months = period.months_gone if own is not None else period.months_gone - period.months
    lacking = len(figures) - len(given)
    words = _number(sum(given), asked)
    return [Fact("so-far", _("Yhteensä"), words, _lacking(write_months(period.year, 1, months), lacking))]


def _lacking(time: str, lacking: int) -> str:
    """The time of a sum, and how many of its figures are lacking."""
    if not lacking:
        return time
    facts = {"time": time, "lacking": lacking}
    told = ngettext("%(time)s, %(lacking)s kausi puuttuu", "%(time)s, %(lacking)s kautta puuttuu", lacking)
    return told % facts


def _pace(duty: Duty) -> list[Fact]:
    found = _waypoint(duty)
    if found is None:
        return []
    day = _short(duty.cell.period.ends)
    side, words = _bounds(found, duty.asked)
    of = day if duty.whole else _("%(day)s, koko kunta") % {"day": day}
    return [Fact("pace", _LABELS[found.rule, side], words, of)]


def _short(day: dt.date) -> str:
    """A day of a year that is known: «30.9.», in English «30 Sep»."""
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1][:3]}" if spoken() == "en" else f"{day.day}.{day.month}."


def _waypoint(duty: Duty) -> Waypoint | None:
    version, cell = duty.target, duty.cell
    if version is None:
        return None
    row = version.row
    baseline = Baseline(row.baseline_value, row.baseline_date, row.baseline_comparable, row.baseline_words)
    context = Context(
        direction=Direction(cell.indicator.direction),
        adds_up=cell.adds_up,
        value_until=cell.period.ends,
        months=cell.period.months_gone,
        starts=_starts(version),
    )
    return waypoint(target_of(version), baseline, cell.period.ends, context)


def _starts(version: TargetVersion) -> dt.date | None:
    return version.row.strategy.valid_from


def _bounds(found: Waypoint, asked: Asked) -> tuple[str, str]:
    """On which side of the bound to be, and the bound; of two bounds «6–9 kpl»."""
    least, most = (_rounded(bound, asked) for bound in (found.at_least, found.at_most))
    if least is not None and most is not None:
        return "", f"{_number(least, replace(asked, unit=''))}–{_number(most, asked)}"
    side, bound = ("least", least) if least is not None else ("most", most)
    return side, _number(bound, asked) if bound is not None else ""


def _rounded(bound: Fraction | None, asked: Asked) -> Decimal | None:
    """With at most two decimals more than the figure itself, where the bound has them."""
    if bound is None:
        return None
    return round(Decimal(bound.numerator) / Decimal(bound.denominator), asked.decimals + 2)


def _number(figure: Decimal | int, asked: Asked) -> str:
    figure = Decimal(figure)
    places = max(asked.decimals, -int(figure.normalize().as_tuple().exponent))
    return write_number(figure, decimals=places, unit=asked.unit)


def target_of(version: TargetVersion) -> Target:
    """A recorded target as the arithmetic takes it, the other indicator by its name."""
    return Target(
        Kind(version.kind),
        version.value,
        version.upper,
        op=version.op or None,
        other=named(version.other) if version.other is not None else None,
        level=version.level or None,
        due=version.due,
        repeats=Repeats(version.repeats),
    )


def target_words(version: TargetVersion | None, asked: Asked) -> str:
    """The target in words; empty where there is none."""
    if version is None:
        return ""
    target = target_of(version)
    words = describe(target, unit="" if asked.scale else asked.unit, decimals=asked.decimals)
    if target.kind in {Kind.WATCHED, Kind.UNDECIDED}:
        return words.capitalize()
    return _("Tavoite: %(words)s") % {"words": words}
