"""How a figure was reckoned, written out: «12 + 31 = 43», «Σ 4 210 ÷ Σ 5 500 × 100 = 76,5 %».

Nothing is reckoned here: the parts, the sums of terms and the results are the Standing's own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from kemi_strategy.web.languages import Words, later
from measures.figures import rule_on
from measures.periods import Period
from measures.quantities import write_number
from measures.quantities.writing import MINUS
from measures.rollup import AcrossTime, AcrossUnits, Part, Rolled, averaged, exact, ratio_terms, weighted_terms
from measures.spans import write_period
from measures.targets import Value
from reporting.precision import decimals_shown
from reporting.sentences import value_text
from reporting.standing import RowStanding

_MOST, _FIRST = 12, 9
_WIDE = Context(prec=60)
_MOST_DECIMALS = 6
"""A part that runs on, as a third does, is written with so many decimals and the page says so."""
_WAYS = Words(
    {
        AcrossUnits.SUM: later("Yksiköiden luvut lasketaan yhteen."),
        AcrossUnits.RATIO: later("Yksiköiden osoittajien summa jaetaan nimittäjien summalla."),
        AcrossUnits.WEIGHTED: later("Yksiköiden luvut painotetaan ja jaetaan painojen summalla."),
        AcrossUnits.MEAN: later("Yksiköiden luvuista lasketaan keskiarvo."),
        AcrossUnits.SMALLEST: later("Yksiköiden luvuista otetaan pienin."),
        AcrossUnits.LARGEST: later("Yksiköiden luvuista otetaan suurin."),
        AcrossUnits.SHARE_DONE: later("Lasketaan, kuinka monessa prosentissa yksiköistä asia on valmis."),
        AcrossUnits.MUNICIPALITY: later("Kunnalla on yksi luku, jota ei yhdistetä yksiköistä."),
        AcrossUnits.NONE: later("Yksiköiden lukuja ei yhdistetä yhdeksi."),
    }
)
_IN_TIME = Words(
    {
        AcrossTime.LAST: later("Voimassa on viimeisin päättynyt kausi, jolta on luku."),
        AcrossTime.SUM: later("Vuoden kaudet lasketaan yhteen tammikuusta alkaen."),
        AcrossTime.MEAN: later("Vuoden kausista lasketaan keskiarvo."),
    }
)
_SAYS_YES = later("Vastaus on kyllä, kun jokainen yksikkö vastaa kyllä.")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the reckoning; ``label`` is the period it is of, or says that it is the year's."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The way in words, its lines, and what was rounded off for showing.

    ``cut``: some part of the reckoning runs on, and was written with six decimals.
    """

    ways: tuple[str, ...]
    steps: tuple[Step, ...]
    unrounded: str
    cut: bool = False


def arithmetic(row: RowStanding) -> Arithmetic:
    """How the row's figure was reckoned; without lines where no unit has given one."""
    figure = row.figure
    rolled, day = figure.rolled, figure.period.ends if figure.period is not None else None
    rule = rule_on(row.facts.measured, day) if day is not None else None
    units = rule.across_units if rule is not None else row.facts.indicator.across_units
    times = rule.across_time if rule is not None else row.facts.indicator.across_time
    yes_no = rolled is not None and bool(rolled.present) and _all_words(units, rolled.present)
    ways = (_SAYS_YES if yes_no else _WAYS[units], _IN_TIME[times])
    if rolled is None or not rolled.present:
        return Arithmetic(ways, (), "")
    told = _Told(row)
    steps = tuple(_steps(told, rolled, units, times))
    return Arithmetic(ways, steps, _unrounded(row, rolled), told.cut)


def _steps(told: "_Told", rolled: Rolled, units: AcrossUnits, times: AcrossTime) -> list[Step]:
    spans = {part.period for part in rolled.parts}
    each = [(period, one) for period, one in told.row.series if period in spans]
    if times is AcrossTime.LAST or len(each) < 2:
        return [Step(write_period(period), told.across(period, one)) for period, one in each]
    if times is AcrossTime.MEAN and units is AcrossUnits.RATIO:
        return [Step(_("Vuosi"), told.of_units(units, rolled))]
    steps = [
        Step(write_period(period), told.across(period, one, further=True)) for period, one in each if len(one.parts) > 1
    ]
    counted = [one for _, one in each] if times is AcrossTime.SUM else averaged([one for _, one in each])
    values = [one.value for one in counted if isinstance(one.value, Decimal)]
    text = told.added(values) if times is AcrossTime.SUM else f"({told.added(values)}) ÷ {len(values)}"
    return [*steps, Step(_("Vuosi"), f"{text} = {told.result(rolled.value)}")]


def _all_words(units: AcrossUnits, present: Sequence[Part]) -> bool:
    """Are the figures yes and no, made into one by asking whether all say yes?"""
    told = all(isinstance(part.value, bool) for part in present)
    return told and units not in {AcrossUnits.SHARE_DONE, AcrossUnits.NONE, AcrossUnits.MUNICIPALITY}


def _unrounded(row: RowStanding, rolled: Rolled) -> str:
    """The figure with more of its digits, where showing it rounded some off."""
    value = rolled.value
    if not isinstance(value, Decimal) or value == round(value, decimals_shown(row)):
        return ""
    return write_number(_WIDE.quantize(value, Decimal("1e-10")).normalize(_WIDE))


def _places(value: Decimal) -> int:
    return -int(value.normalize(_WIDE).as_tuple().exponent)


class _Told:
    """The numbers of a row as they are written into its reckoning."""

    def __init__(self, row: RowStanding) -> None:
        self.row, self.cut = row, False

    def across(self, period: Period, rolled: Rolled, *, further: bool = False) -> str:
        """One period's figure out of its units', by the rule of that period.

        ``further``: it is reckoned on with, and has the decimals that the next line has.
        """
        return self.of_units(rule_on(self.row.facts.measured, period.ends).across_units, rolled, further=further)

    def of_units(self, units: AcrossUnits, rolled: Rolled, *, further: bool = False) -> str:
        if not rolled.present:
            return _("lukua ei ole")
        words = _all_words(units, rolled.present)
        made = ", ".join(self.one(part.value) for part in rolled.present) if words else _MADE[units](self, rolled)
        if units in {AcrossUnits.MUNICIPALITY, AcrossUnits.NONE}:
            return made
        return f"{made} = {self.one(rolled.value) if further else self.result(rolled.value)}"

    def result(self, value: Value | None) -> str:
        return value_text(value, self.row, unit=True)

    def one(self, value: Value | None) -> str:
        """A part with the row's decimals, and with its own where it has more, but not without end."""
        if not isinstance(value, Decimal):
            return value_text(value, self.row)
        own = min(_places(value), _MOST_DECIMALS)
        self.cut = self.cut or own < _places(value)
        return write_number(value, decimals=max(decimals_shown(self.row), own))

    def added(self, values: Sequence[Value | None]) -> str:
        """«12 + 31 − 4»; of many the first ones and the last."""
        return self.joined([self.one(value) for value in values])

    def joined(self, words: Sequence[str]) -> str:
        shown = list(words) if len(words) <= _MOST else [*words[:_FIRST], "…", words[-1]]
        text = " + ".join(shown).replace(f"+ {MINUS}", f"{MINUS} ")
        return text if len(words) <= _MOST else _("%(text)s (%(words)s lukua)") % {"text": text, "words": len(words)}

    def values(self, rolled: Rolled) -> list[Value | None]:
        return [part.value for part in rolled.present]

    def ratio(self, rolled: Rolled) -> str:
        numerators, denominators = ratio_terms(rolled.present)
        hundred = " × 100" if self.row.facts.measured.percent else ""
        return f"Σ {_term(numerators)} ÷ Σ {_term(denominators)}{hundred}"

    def weighted(self, rolled: Rolled) -> str:
        total, weights = weighted_terms(rolled.present)
        each = [f"{self.one(part.value)} × {write_number(part.weight)}" for part in rolled.present]
        return f"({self.joined(each)}) ÷ Σ {_term(weights)} = {_term(total)} ÷ {_term(weights)}"


def _term(number: Fraction) -> str:
    return write_number(exact(number))


def _listed(told: _Told, rolled: Rolled) -> str:
    words = [told.one(value) for value in told.values(rolled)]
    return ", ".join(words if len(words) <= _MOST else [*words[:_FIRST], "…", words[-1]])


def _done(told: _Told, rolled: Rolled) -> str:
    said_yes = sum(part.value is True for part in rolled.present)
    return _("%(ready)s valmista ÷ %(expected)s yksikköä × 100") % {"ready": said_yes, "expected": rolled.expected}


_MADE: dict[AcrossUnits, Callable[[_Told, Rolled], str]] = {
    AcrossUnits.SUM: lambda told, rolled: told.added(told.values(rolled)),
    AcrossUnits.RATIO: lambda told, rolled: told.ratio(rolled),
    AcrossUnits.WEIGHTED: lambda told, rolled: told.weighted(rolled),
    AcrossUnits.MEAN: lambda told, rolled: f"({told.added(told.values(rolled))}) ÷ {len(rolled.present)}",
    AcrossUnits.SMALLEST: lambda told, rolled: _("pienin luvuista %(told)s") % {"told": _listed(told, rolled)},
    AcrossUnits.LARGEST: lambda told, rolled: _("suurin luvuista %(told)s") % {"told": _listed(told, rolled)},
    AcrossUnits.SHARE_DONE: _done,
    AcrossUnits.MUNICIPALITY: lambda told, rolled: told.result(rolled.value),
    AcrossUnits.NONE: _listed,
}
