"""How a row's figure is computed anew from the sheet «Toteumat» by a formula, where its rule can be said as one.

Of what can be said: sums over units and over the months of a year, the municipality's own figure, means, smallest and
largest, weighted means, shares of units done and ratios (numerators over denominators). What cannot is counted on the
sheet, with the reason: a year's mean of several units' figures, rules that changed within the year, words.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from measures.figures import rule_on
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Value
from reporting.renderers.given import Given
from reporting.renderers.xlsx.leaf import Placed
from reporting.renderers.xlsx.telling import Telling
from reporting.standing import RowStanding


@dataclass(frozen=True, slots=True)
class Recount:
    """A formula without its equals sign, and the largest number that goes into it."""

    formula: str
    largest: Decimal


type Parts = Sequence[Given]


class Recounting:
    """Formulas for the figures of rows."""

    def __init__(self, telling: Telling, actuals: Placed) -> None:
        self.telling, self.actuals = telling, actuals
        self._by_row: dict[str, list[Given]] = {}
        for one in telling.given:
            if one.counts:
                self._by_row.setdefault(one.row.code, []).append(one)

    def of(self, row: RowStanding) -> Recount | None:
        """The formula of a row's figure; None where there is none."""
        parts = self._by_row.get(row.code, [])
        if not parts or not isinstance(row.figure.value, Decimal) or not _one_rule(row, parts):
            return None
        across, time = _rules(row)
        if across is AcrossUnits.RATIO:
            return self._ratio(row, parts) if time is not AcrossTime.SUM else None
        if across is AcrossUnits.SHARE_DONE:
            return self._share(row, parts) if time is AcrossTime.LAST else None
        if not all(isinstance(one.value, Decimal) and self.telling.fits(one, one.value) for one in parts):
            return None
        ways = _BY_TIME[time]
        return ways[across](self, row, parts) if across in ways else None

    def _where(self, row: RowStanding) -> str:
        """The criteria that pick the parts of a row's figure."""
        return f"{self._column('indicator')},{criterion(row.code)},{self._column('counts')},{self._yes}"

    @property
    def _yes(self) -> str:
        return criterion(self.telling.yes(True))

    def _column(self, key: str) -> str:
        return self.actuals.column(key)

    def _sum(self, row: RowStanding, parts: Parts) -> Recount:
        return self._plain("SUMIFS", row, parts)

    def _mean(self, row: RowStanding, parts: Parts) -> Recount:
        return self._plain("AVERAGEIFS", row, parts)

    def _smallest(self, row: RowStanding, parts: Parts) -> Recount:
        return self._plain("_xlfn.MINIFS", row, parts)

    def _largest(self, row: RowStanding, parts: Parts) -> Recount:
        return self._plain("_xlfn.MAXIFS", row, parts)

    def _plain(self, function: str, row: RowStanding, parts: Parts) -> Recount:
        return Recount(f"{function}({self._column('number')},{self._where(row)})", _largest(one.value for one in parts))

    def _weighted(self, row: RowStanding, parts: Parts) -> Recount | None:
        if not all(one.weight is not None and self.telling.fits(one, one.weight) for one in parts):
            return None
        code, yes = quoted(row.code), quoted(self.telling.yes(True))
        picked = f"({self._column('indicator')}={code})*({self._column('counts')}={yes})"
        products = f"SUMPRODUCT({picked},{self._column('number')},{self._column('weight')})"
        formula = f"{products}/SUMIFS({self._column('weight')},{self._where(row)})"
        return Recount(formula, _largest(one.value for one in parts))

    def _ratio(self, row: RowStanding, parts: Parts) -> Recount | None:
        terms = [term for one in parts for term in (one.numerator, one.denominator)]
        if not all(term is not None and self.telling.fits(parts[0], term) for term in terms):
            return None
        where, hundred = self._where(row), "100*" if row.facts.indicator.unit == "%" else ""
        above = f"SUMIFS({self._column('numerator')},{where})"
        formula = f"{hundred}{above}/SUMIFS({self._column('denominator')},{where})"
        return Recount(formula, abs(row.figure.value) if isinstance(row.figure.value, Decimal) else Decimal())

    def _share(self, row: RowStanding, parts: Parts) -> Recount | None:
        rolled = row.figure.rolled
        if rolled is None or rolled.lacking or not all(isinstance(one.value, bool) for one in parts):
            return None
        where = self._where(row)
        done = f"COUNTIFS({self._column('word')},{self._yes},{where})"
        return Recount(f"100*{done}/COUNTIFS({where})", Decimal(100))


type Way = Callable[[Recounting, RowStanding, Parts], Recount | None]

_OF_ONE_PERIOD: Mapping[AcrossUnits, Way] = {
    AcrossUnits.MUNICIPALITY: Recounting._sum,
    AcrossUnits.SUM: Recounting._sum,
    AcrossUnits.MEAN: Recounting._mean,
    AcrossUnits.SMALLEST: Recounting._smallest,
    AcrossUnits.LARGEST: Recounting._largest,
    AcrossUnits.WEIGHTED: Recounting._weighted,
}
_BY_TIME: Mapping[AcrossTime, Mapping[AcrossUnits, Way]] = {
    AcrossTime.LAST: _OF_ONE_PERIOD,
    AcrossTime.SUM: {AcrossUnits.MUNICIPALITY: Recounting._sum, AcrossUnits.SUM: Recounting._sum},
    AcrossTime.MEAN: {AcrossUnits.MUNICIPALITY: Recounting._mean},
}


def _rules(row: RowStanding) -> tuple[AcrossUnits, AcrossTime]:
    measured, figure = row.facts.measured, row.figure
    if figure.period is None:
        return row.facts.indicator.across_units, row.facts.indicator.across_time
    rule = rule_on(measured, figure.period.ends)
    return rule.across_units, rule.across_time


def _one_rule(row: RowStanding, parts: Parts) -> bool:
    """Have the parts been rolled up by one rule, and by that of the figure?"""
    measured = row.facts.measured
    if not measured.rules:
        return False
    rules = {rule_on(measured, one.period.ends).across_units for one in parts}
    return rules == {_rules(row)[0]}


def _largest(numbers: Iterable[Value | None]) -> Decimal:
    return max((abs(one) for one in numbers if isinstance(one, Decimal)), default=Decimal())


def criterion(text: str) -> str:
    """A text as what a cell must hold, whole: signs that a criterion would read are read as themselves."""
    return quoted("=" + text.replace("~", "~~").replace("*", "~*").replace("?", "~?"))


def quoted(text: str) -> str:
    """A text within a formula."""
    return '"' + text.replace('"', '""') + '"'
