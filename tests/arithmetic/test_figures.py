"""The figure at a day: which value counts, what it is made of, what was due, and the forecast (DESIGN §5 and §6)."""

import datetime as dt
from decimal import Decimal

import pytest

from measures.figures import (
    Entry,
    Figure,
    Measured,
    Reporter,
    RuleVersion,
    asked_year,
    figure_at,
    forecast_at,
    of_period,
    rule_on,
    series,
)
from measures.periods import Frequency, Period, Rhythm
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Kind, Repeats, Target

QUARTER, HALF, YEAR = Rhythm(Frequency.QUARTER), Rhythm(Frequency.HALF), Rhythm(Frequency.YEAR)


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def entry(given, **facts) -> Entry:
    """Text is a number, a pair the two terms of a ratio, None an entry without a figure."""
    if isinstance(given, tuple):
        return Entry(None, Decimal(given[0]), Decimal(given[1]), **facts)
    return Entry(Decimal(given) if isinstance(given, str) else given, **facts)


def rule(units="municipality", time="last", since=None, **weights) -> RuleVersion:
    weights = {tuple(key.split("_", 1)): Decimal(weight) for key, weight in weights.items()}
    base = {(unit, Period.parse(code.replace("_", "-"))): weight for (unit, code), weight in weights.items()}
    return RuleVersion(AcrossUnits(units), AcrossTime(time), day(since), base)


def measured(given: dict, rhythm=QUARTER, *rules: RuleVersion, units=None, first_day=None, **facts) -> Measured:
    """``given``: period code to the city's figure, or «unit period» to the unit's."""
    entries = {}
    for key, one in given.items():
        *unit, code = key.split()
        entries[(unit[0] if unit else None, Period.parse(code))] = one if isinstance(one, Entry) else entry(one)
    reporters = [one if isinstance(one, Reporter) else Reporter(one) for one in units or [None]]
    return Measured(rhythm, rules or [rule()], reporters, entries, day(first_day), **facts)


def at(known: Measured, text: str, **asked) -> Figure:
    return figure_at(known, day(text), **asked)


def shown(figure: Figure) -> tuple:
    return figure.value, figure.period.code if figure.period else None


def test_the_latest_level_whose_own_period_has_ended_carries_its_period():
    known = measured({"2025-Q1": "927", "2025-Q2": "928", "2025-Q3": "929"})
    assert shown(at(known, "2025-06-30")) == (928, "2025-Q2")
    assert shown(at(known, "2025-06-29")) == (927, "2025-Q1")


def test_a_value_one_step_old_counts_and_two_steps_old_is_shown_as_old():
    known = measured({"2024-Q4": "927"})
    assert shown(at(known, "2025-03-31")) == (927, "2024-Q4")
    late = at(known, "2025-06-30")
    assert (late.value, late.old, late.period.code, late.due) == (None, 927, "2024-Q4", True)


def test_one_step_of_a_survey_of_every_second_year_is_two_years():
    known = measured({"2021": "7"}, Rhythm(Frequency.TWO_YEARS, 2021))
    assert at(known, "2024-12-31").value == 7
    late = at(known, "2025-12-31")
    assert (late.value, late.old) == (None, 7)


def test_an_entry_without_a_figure_is_not_a_value():
    known = measured({"2025-Q1": "927", "2025-Q2": Entry(why_empty="not_measured")})
    assert shown(at(known, "2025-06-30")) == (927, "2025-Q1")


def test_a_figure_of_nobody_who_reports_is_not_a_value():
    known = measured({"a 2025-Q1": "5", "b 2025-Q2": "9"}, QUARTER, rule("sum"), units=["a"])
    assert shown(at(known, "2025-06-30")) == (5, "2025-Q1")


def test_nothing_over_nothing_is_no_value_so_that_the_one_before_is_the_latest():
    known = measured({"2025-Q1": ("3", "4"), "2025-Q2": ("0", "0")}, QUARTER, rule("ratio"), percent=True)
    assert shown(at(known, "2025-06-30")) == (75, "2025-Q1")
    alone = at(measured({"2025-Q2": ("0", "0")}, QUARTER, rule("ratio")), "2025-06-30")
    assert (alone.value, alone.period.code, alone.parts_lacking, alone.due) == (None, "2025-Q2", False, True)


def test_a_latest_figure_with_a_unit_lacking_does_not_hide_behind_an_older_whole_one():
    known = measured({"a 2025-Q1": "1", "b 2025-Q1": "1", "a 2025-Q2": "5"}, QUARTER, rule("sum"), units=["a", "b"])
    found = at(known, "2025-06-30")
    assert (*shown(found), found.parts_lacking, found.rolled.coverage) == (5, "2025-Q2", True, "1/2")


def test_what_is_not_additive_shows_its_children_and_no_figure():
    known = measured({"a 2025-Q1": "1", "b 2025-Q1": "4", "a 2024-Q4": "1"}, QUARTER, rule("none"), units=["a", "b"])
    found = at(known, "2025-03-31")
    assert (*shown(found), [part.value for part in found.rolled.parts]) == (None, "2025-Q1", [1, 4])


def test_without_any_value_the_lacking_parts_of_the_latest_due_period_are_known():
    found = at(measured({}, QUARTER, rule("sum"), units=["a", "b"]), "2025-06-30")
    assert (found.value, found.due, found.rolled.coverage) == (None, True, "0/2")
    assert {part.period.code for part in found.rolled.lacking} == {"2025-Q2"}


def test_before_anything_is_due_it_says_when_the_first_will_be():
    found = at(measured({}, QUARTER, first_day="2025-05-15"), "2025-03-31")
    assert (found.due, found.rolled, found.next_due) == (False, None, day("2025-06-30"))


def test_the_first_of_the_next_measuring_years_is_the_next_due():
    rhythm = Rhythm(Frequency.THREE_YEARS, 2023)
    assert at(measured({}, rhythm, first_day="2023-12-31"), "2024-06-30").next_due == day("2026-12-31")


def test_what_is_never_due_says_no_day_but_counts_what_comes():
    known = measured({"2024": "7"}, Rhythm(Frequency.TWO_YEARS))
    found = at(known, "2025-06-30")
    assert (found.value, found.due, found.next_due) == (7, False, None)


def test_a_sum_is_of_its_own_year_up_to_the_last_period_ended():
    known = measured({"2024-Q4": "90", "2025-Q1": "10", "2025-Q2": "20", "2025-Q3": "40"}, QUARTER, rule(time="sum"))
    found = at(known, "2025-08-31")
    assert (*shown(found), found.months, found.adds_up, found.due) == (30, "2025-Q2", 6, True, True)
    assert (at(known, "2024-12-31").value, at(known, "2024-12-31").parts_lacking) == (90, True)


def test_last_years_sum_is_never_this_years():
    known = measured({"2024-Q4": "90"}, QUARTER, rule(time="sum"))
    found = at(known, "2025-02-28")
    assert (*shown(found), found.months, found.due, found.next_due) == (None, None, 0, False, day("2025-03-31"))


def test_an_annual_sum_is_not_due_in_june():
    found = at(measured({"2024": "90"}, YEAR, rule(time="sum")), "2025-06-30")
    assert (found.value, found.due, found.adds_up, found.next_due) == (None, False, True, day("2025-12-31"))


def test_the_months_gone_are_those_the_periods_cover():
    known = measured({"2025-H1": "52000"}, HALF, rule(time="sum"))
    assert at(known, "2025-09-30").months == 6


def test_a_sum_with_a_due_month_missing_is_a_part_lacking_and_not_a_zero():
    found = at(measured({"2025-Q1": "10"}, QUARTER, rule(time="sum")), "2025-06-30")
    assert (found.value, found.parts_lacking, found.due) == (10, True, True)


@pytest.mark.parametrize("time", ["sum", "last", "mean"])
def test_where_all_is_lacking_there_is_no_value_rather_than_a_part_lacking(time):
    found = at(measured({}, QUARTER, rule(time=time)), "2025-06-30")
    assert (found.value, found.parts_lacking, found.due, found.rolled.coverage) == (None, False, True, "0/1")


def test_periods_before_the_first_day_lack_nothing_from_a_sum():
    known = measured({"2025-Q3": "10"}, QUARTER, rule(time="sum"), first_day="2025-07-01")
    found = at(known, "2025-09-30")
    assert (found.value, found.parts_lacking, found.months, found.due) == (10, False, 9, True)


def test_a_sum_of_a_year_that_is_not_measured_is_not_due():
    found = at(measured({}, Rhythm(Frequency.TWO_YEARS, 2024), rule(time="sum")), "2025-12-31")
    assert (found.due, found.months, found.next_due) == (False, 0, day("2026-12-31"))


def test_a_unit_counts_from_its_first_day_to_its_last_inclusive():
    units = [Reporter("a"), Reporter("b", day("2025-06-30"), day("2025-09-30")), Reporter("c", None, day("2025-03-30"))]
    known = measured({}, QUARTER, rule("sum"), units=units)
    reporting = {
        code: [part.unit for part in of_period(known, Period.parse(code)).parts]
        for code in ("2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
    }
    assert reporting == {
        "2024-Q4": ["a", "c"], "2025-Q1": ["a"], "2025-Q2": ["a", "b"], "2025-Q3": ["a", "b"], "2025-Q4": ["a"],
    }  # fmt: skip


def test_a_unit_that_left_keeps_what_it_had_gathered_in_the_sum():
    units = [Reporter("a"), Reporter("b", None, day("2025-03-31"))]
    known = measured({"a 2025-Q1": "1", "b 2025-Q1": "10", "a 2025-Q2": "2"}, QUARTER, rule("sum", "sum"), units=units)
    found = at(known, "2025-06-30")
    assert (found.value, found.parts_lacking, found.rolled.coverage) == (13, False, "2/2")


def test_the_mean_of_a_year_is_of_the_periods_ended():
    known = measured({"2024-Q4": "99", "2025-Q1": "4", "2025-Q2": "8", "2025-Q3": "99"}, QUARTER, rule(time="mean"))
    assert shown(at(known, "2025-06-30")) == (6, "2025-Q2")


def test_the_mean_of_a_ratio_is_pooled():
    known = measured({"2025-Q1": ("1", "1"), "2025-Q2": ("0", "99")}, QUARTER, rule("ratio", "mean"), percent=True)
    found = at(known, "2025-06-30")
    assert (found.value, found.months, found.adds_up) == (1, 12, False)


def test_terms_of_another_rule_are_not_pooled():
    given = {"2025-Q1": Entry(Decimal(4), Decimal(4), Decimal(1)), "2025-Q2": "8"}
    assert at(measured(given, QUARTER, rule(time="mean")), "2025-06-30").value == 6


def test_the_mean_of_a_year_that_is_too_old_is_shown_as_old():
    known = measured({"2024-Q1": "4", "2024-Q2": "8"}, QUARTER, rule(time="mean"))
    found = at(known, "2025-03-31")
    assert (found.value, found.old, found.period.code) == (None, 6, "2024-Q2")


def test_without_a_value_there_is_no_mean():
    assert at(measured({}, QUARTER, rule(time="mean")), "2025-03-31").value is None
    known = measured({"2025-Q1": ("0", "0")}, QUARTER, rule("ratio", "mean"))
    assert shown(at(known, "2025-03-31")) == (None, "2025-Q1")


def test_a_figure_between_the_measuring_years_stands_alone():
    known = measured({"2024": "7"}, Rhythm(Frequency.TWO_YEARS, 2023), rule(time="mean"))
    assert shown(at(known, "2024-12-31")) == (7, "2024")


def test_a_rule_is_valid_from_its_day_and_does_not_change_a_closed_period():
    known = measured(
        {f"{unit} {code}": value for unit, value in (("a", "2"), ("b", "4")) for code in ("2025-Q1", "2025-Q2")},
        QUARTER,
        rule("sum"),
        rule("mean", since="2025-04-01"),
        units=["a", "b"],
    )
    assert [at(known, text).value for text in ("2025-03-31", "2025-06-30")] == [6, 3]
    assert rule_on(known, day("2025-04-01")).across_units is AcrossUnits.MEAN
    assert rule_on(known, day("2025-03-31")).across_units is AcrossUnits.SUM


def test_before_the_first_rule_the_first_one_holds():
    known = measured({}, QUARTER, rule("mean", since="2025-07-01"), rule("sum", since="2025-01-01"))
    assert rule_on(known, day("2024-12-31")).across_units is AcrossUnits.SUM


def test_a_weight_is_of_the_same_period_or_the_latest_ended_before_it():
    base = rule("weighted", a_2023="8", a_2024="9", a_2025_Q2="2", b_2024="1", a_2026="99")
    assert base.weight("a", Period.parse("2025-Q2")) == 2
    assert base.weight("a", Period.parse("2025-Q1")) == 9
    assert base.weight("b", Period.parse("2025-Q2")) == 1
    assert base.weight("b", Period.parse("2024-Q3")) is None
    assert base.weight("c", Period.parse("2025-Q2")) is None


def test_a_weighted_mean_takes_its_weights_from_the_base_indicator():
    known = measured(
        {"a 2025-Q1": "2", "b 2025-Q1": "4"}, QUARTER, rule("weighted", a_2024="30", b_2024="10"), units=["a", "b"]
    )
    assert at(known, "2025-03-31").value == Decimal("2.5")


def test_of_a_ratio_each_unit_shows_its_own_quotient():
    known = measured({"a 2025-Q1": ("1", "4"), "b 2025-Q1": ("0", "0")}, QUARTER, rule("ratio"), units=["a", "b"])
    assert [part.value for part in at(known, "2025-03-31").rolled.parts] == [Decimal("0.25"), None]


def forecasting(given: dict, *rules, units=None) -> Measured:
    known = {key: Entry(forecast=Decimal(one)) if isinstance(one, str) else one for key, one in given.items()}
    return measured(known, QUARTER, *rules, units=units)


def test_the_forecast_is_the_one_of_the_latest_entry_in_the_year_that_has_one():
    known = forecasting({"2024-Q4": "1", "2025-Q1": "2", "2025-Q2": "3", "2025-Q3": Entry(Decimal(5)), "2025-Q4": "4"})
    assert forecast_at(known, day("2025-09-30")) == 3
    assert forecast_at(known, day("2025-03-31")) == 2
    assert forecast_at(known, day("2026-03-31")) is None


def test_an_entry_of_a_period_under_way_may_carry_the_forecast():
    known = measured({"2025": Entry(forecast=Decimal(7))}, YEAR, rule(time="sum"))
    assert at(known, "2025-06-30").forecast == 7


@pytest.mark.parametrize(("units", "forecast"), [("sum", 30), ("mean", 15), ("smallest", None), ("ratio", None)])
def test_the_units_forecasts_become_one_where_they_can_be_added_or_averaged(units, forecast):
    known = forecasting({"a 2025-Q1": "10", "b 2025-Q2": "20"}, rule(units), units=["a", "b"])
    assert forecast_at(known, day("2025-06-30")) == forecast


def test_with_one_units_forecast_lacking_there_is_none():
    known = forecasting({"a 2025-Q1": "10"}, rule("sum"), units=["a", "b"])
    assert forecast_at(known, day("2025-06-30")) is None
    assert forecast_at(measured({}), day("2025-06-30")) is None


def test_a_unit_that_has_left_has_no_part_in_the_forecast_of_a_level():
    units = [Reporter("a"), Reporter("b", None, day("2025-03-31"))]
    known = forecasting({"a 2025-Q2": "10", "b 2025-Q1": "99"}, rule("sum"), units=units)
    assert forecast_at(known, day("2025-06-30")) == 10


def test_a_unit_that_has_left_keeps_its_part_in_the_forecast_of_a_sum():
    units = [Reporter("a"), Reporter("b", None, day("2025-03-31")), Reporter("c", None, day("2024-12-31"))]
    told = forecasting({"a 2025-Q2": "10", "b 2025-Q1": "5", "c 2024-Q4": "99"}, rule("sum", "sum"), units=units)
    assert forecast_at(told, day("2025-06-30")) == 15
    given = {"a 2025-Q2": "10", "b 2025-Q1": Entry(Decimal(5))}
    assert forecast_at(forecasting(given, rule("sum", "sum"), units=units), day("2025-06-30")) is None


@pytest.mark.parametrize(
    ("repeats", "due", "asked"),
    [
        (Repeats.ONCE, "2025-12-31", 2025),
        (Repeats.ONCE, "2026-06-30", None),  # still on its last day
        (Repeats.ONCE, "2027-12-31", None),
        (Repeats.ONCE, None, None),
        (Repeats.YEAR, "2025-12-31", None),  # each year: the sum of the year of the day asked
    ],
)
def test_after_its_due_date_a_target_asks_for_its_own_year(repeats, due, asked):
    target = Target(Kind.AT_LEAST, Decimal(4), repeats=repeats, due=day(due))
    assert asked_year(target, day("2026-06-30")) == asked


def test_the_sum_of_the_asked_year_stays_whole_when_a_new_year_has_begun():
    given = {f"2025-Q{number}": "10" for number in (1, 2, 3, 4)} | {"2026-Q1": "99"}
    known = measured(given, QUARTER, rule(time="sum"))
    found = at(known, "2026-03-31", sum_year=2025)
    assert (*shown(found), found.months, found.next_due) == (40, "2025-Q4", 12, day("2026-06-30"))
    assert at(known, "2025-06-30", sum_year=2025).value == 20
    assert at(known, "2026-03-31").value == 99


def test_a_level_is_not_asked_of_a_year():
    assert at(measured({"2025-Q4": "1", "2026-Q1": "2"}), "2026-03-31", sum_year=2025).value == 2


def test_the_series_has_every_ended_period_with_an_entry_in_order():
    known = measured({"2025-Q2": "3", "2024-Q4": "1", "2025-Q1": Entry(why_empty="not_measured"), "2025-Q3": "9"})
    found = [(period.code, one.value) for period, one in series(known, day("2025-06-30"))]
    assert found == [("2024-Q4", 1), ("2025-Q1", None), ("2025-Q2", 3)]


def test_a_word_is_a_figure_too():
    known = measured({"2025-Q1": Entry("hyvä")}, scale=("heikko", "hyvä"))
    assert at(known, "2025-03-31").value == "hyvä"
    smallest = measured(
        {"a 2025-Q1": Entry("hyvä"), "b 2025-Q1": Entry("heikko")},
        QUARTER,
        rule("smallest"),
        units=["a", "b"],
        scale=("heikko", "hyvä"),
    )
    assert at(smallest, "2025-03-31").value == "heikko"
