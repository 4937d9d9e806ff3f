"""The roll-up and the second, brute-force one say the same of random cities: units come and go, figures are lacking."""

import datetime as dt
import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from measures.figures import Entry, Measured, Reporter, RuleVersion, figure_at
from measures.periods import Frequency, Period, Rhythm
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Baseline, Direction, Kind, Target
from measures.verdicts import Band, Verdict
from reporting.standing import (
    Audience,
    Branch,
    IndicatorFacts,
    Link,
    Names,
    RowFacts,
    judge,
    stand_nodes,
    tallied,
)  # fmt: skip
from tests.arithmetic import other_rollup
from tests.arithmetic.other_rollup import Facts

agreed = settings(derandomize=True, max_examples=350, deadline=None)
CODES = ("a", "b", "c", "d")
DAYS = [dt.date(year, month, day) for year in (2023, 2024, 2025) for month, day in ((1, 1), (3, 31), (6, 15), (12, 31))]
RULES = ["sum", "ratio", "weighted", "mean", "smallest", "largest", "share_done", "municipality", "none"]


class City:
    """One indicator's random record, kept once and told to both implementations."""

    def __init__(self, chance: random.Random, across: str, over: str, frequency: Frequency, gaps: float) -> None:
        self.chance, self.across, self.over, self.frequency, self.gaps = chance, across, over, frequency, gaps
        self.measuring_year = chance.choice([None, 2022, 2023, 2024])
        self.first_day = chance.choice([None, *DAYS])
        self.yes_or_no = across == "share_done" or (over == "last" and across == "smallest" and chance.random() < 0.5)
        alone = across == "municipality"
        self.units = [(None, None, None)] if alone else [(code, *self.span()) for code in CODES]
        self.given = {
            (unit, month): self.figure()
            for unit, *_ in self.units
            for month in range(2022 * 12 + 1, 2026 * 12 + 4)
            if month % frequency.months == 0 and chance.random() >= gaps
        }
        self.weights = {
            (unit, year * 12 + 12): Decimal(chance.choice([0, 0, 1, 3, 7]))
            for unit, *_ in self.units
            for year in (2021, 2023, 2024)
            if chance.random() < 0.8
        }

    def span(self) -> tuple[dt.date | None, dt.date | None]:
        begins, ends = sorted(self.chance.sample(DAYS, 2))
        return self.chance.choice([(None, None), (None, None), (begins, None), (None, ends), (begins, ends)])

    def figure(self) -> tuple:
        if self.yes_or_no:
            return self.chance.random() < 0.7, None, None
        value = Decimal(self.chance.randint(-40, 90)) / 10
        if self.across != "ratio":
            return value, None, None
        return None, self.chance.choice([Decimal(0), abs(value), None]), Decimal(self.chance.choice([0, 0, 3, 7]))

    def measured(self) -> Measured:
        rule = RuleVersion(
            AcrossUnits(self.across),
            AcrossTime(self.over),
            weights={(unit, Period(month // 12 - 1)): weight for (unit, month), weight in self.weights.items()},
        )
        entries = {(unit, self.period(month)): Entry(*figure) for (unit, month), figure in self.given.items()}
        rhythm = Rhythm(self.frequency, self.measuring_year)
        units = [Reporter(*unit) for unit in self.units]
        return Measured(rhythm, [rule], units, entries, self.first_day, percent=True)

    def period(self, month: int) -> Period:
        year, number = divmod(month - 1, 12)
        return Period(year, self.frequency.months, number // self.frequency.months + 1)

    def facts(self) -> Facts:
        given = {cell: tuple(map(exactly, figure)) for cell, figure in self.given.items()}
        return Facts(
            self.frequency.months,
            self.frequency.years_between,
            self.measuring_year,
            self.first_day,
            self.across,
            self.over,
            tuple(self.units),
            given,
            {cell: Fraction(weight) for cell, weight in self.weights.items()},
            percent=True,
        )


def exactly(figure: object) -> object:
    return Fraction(figure) if isinstance(figure, Decimal) else figure


def digits(value: object) -> object:
    """A number to 25 digits after the point, so that thirds written with 28 digits compare."""
    return value if value is None or isinstance(value, bool) else round(Fraction(value) * 10**22)


@st.composite
def cities(draw: st.DrawFn) -> City:
    across = draw(st.sampled_from(RULES))
    summable = across not in {"share_done", "smallest", "largest", "none"}
    over = draw(st.sampled_from(["last", "sum", "mean"] if summable else ["last"]))
    frequency = draw(st.sampled_from(list(Frequency)))
    chance = random.Random(draw(st.integers(0, 10**9)))
    return City(chance, across, over, frequency, draw(st.sampled_from([0, 0.05, 0.3, 0.5, 0.9])))


@given(cities(), st.integers(0, 1400), st.sampled_from([None, None, 2023, 2024]))
@agreed
def test_two_implementations_find_the_same_figure(city, day, asked_year):
    at = dt.date(2022, 12, 31) + dt.timedelta(day)
    ours = figure_at(city.measured(), at, sum_year=asked_year)
    other = other_rollup.figure(city.facts(), at, asked_year)
    event(f"{city.across} over {city.over}: {'lacking' if other.lacking else 'whole'}")
    assert digits(ours.old if other.old else ours.value) == digits(other.value)
    assert ours.value is None or not other.old
    assert (ours.period.ends if ours.period else None) == (other_rollup.last_day(other.month) if other.month else None)
    assert (ours.parts_lacking, ours.due, ours.months) == (other.lacking, other.due, other.months)
    assert (ours.rolled.coverage if ours.rolled else None) == other.coverage


@pytest.mark.parametrize("across", RULES)
@pytest.mark.parametrize("frequency", list(Frequency))
def test_every_rule_and_rhythm_is_agreed_on_at_every_turn_of_a_quarter(across, frequency):
    city = City(random.Random(f"{across} {frequency}"), across, "last", frequency, 0.3)
    ends = [Period(2023, 3, 1).shifted(step).ends for step in range(14)]
    ours = [figure_at(city.measured(), at) for at in ends]
    other = [other_rollup.figure(city.facts(), at) for at in ends]
    assert [digits(one.value) for one in ours] == [None if one.old else digits(one.value) for one in other]
    assert [one.parts_lacking for one in ours] == [one.lacking for one in other]


def row(code: str, verdict: str) -> object:
    """A row that gets this verdict, by its target and its one figure."""
    period = Period.parse("2025-Q2")
    value = {"missing": None, "not_due": None, "met": Decimal(9), "behind": Decimal(1)}.get(verdict, Decimal(5))
    target = (
        Target(Kind(verdict), Decimal(6)) if verdict in {"watched", "undecided"} else Target(Kind.AT_LEAST, Decimal(6))
    )
    entries = {} if value is None else {(None, period): Entry(value)}
    first_day = dt.date(2025, 7, 1) if verdict == "not_due" else None
    rule = RuleVersion(AcrossUnits.MUNICIPALITY, AcrossTime.LAST)
    known = Measured(Rhythm(Frequency.QUARTER), [rule], [Reporter(None)], entries, first_day)
    indicator = IndicatorFacts(
        code, Names(code), "kpl", 0, Direction.UP, "number", "quarter", rule.across_units, rule.across_time
    )
    facts = RowFacts(indicator, known, target, Baseline(), Band(), "clear")
    return judge(facts, period.ends, Audience.INTERNAL)


ASKED = ["met", "behind", "missing", "not_due", "watched", "undecided"]
NODES = [f"n{number}" for number in range(7)]


@st.composite
def trees(draw: st.DrawFn) -> tuple:
    """Nodes each below an earlier one or at the top, and rows that hang on any of them, many on several."""
    verdicts = draw(st.lists(st.sampled_from(ASKED), min_size=1, max_size=8))
    parents = {(NODES[n], NODES[draw(st.integers(0, n - 1))]) for n in range(1, 7) if draw(st.booleans())}
    codes = [f"K{number}" for number in range(len(verdicts))]
    hangs = draw(st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(codes)), max_size=20))
    return dict(zip(codes, verdicts, strict=True)), parents, hangs


@given(trees())
@settings(agreed, max_examples=80)
def test_two_implementations_count_the_same_rows_below_every_node(tree):
    asked, parents, hangs = tree
    rows = [row(code, verdict) for code, verdict in asked.items()]
    links = {node: tuple(Link(of) for on, of in sorted(hangs) if on == node) for node in NODES}
    branches = [Branch(code, "goal", Names(code), dict(parents).get(code), links=links[code]) for code in NODES]
    verdicts = {code: {"undecided": "unclear"}.get(verdict, verdict) for code, verdict in asked.items()}
    assert {one.code: one.verdict for one in rows} == verdicts
    for node in stand_nodes(branches, rows, Audience.INTERNAL):
        other = other_rollup.tally(node.branch.code, parents, hangs, verdicts)
        assert {one: node.tally[one] for one in map(Verdict, other["counts"])} == other["counts"]
        assert (node.coverage, node.coloured, set(node.rows)) == (other["coverage"], other["coloured"], other["rows"])
        assert node.gap is (not other["rows"])
    assert tallied(rows)[Verdict.WATCHED] == list(verdicts.values()).count("watched")
