"""One figure out of many: each rule across units and across time, what is lacking and whether it may be judged."""

from decimal import Decimal
from fractions import Fraction

import pytest

from measures.periods import Period
from measures.rollup import (
    AcrossTime,
    AcrossUnits,
    Part,
    Rolled,
    across_time,
    across_units,
    exact,
    quotient,
    same_as_shown,
)

Q1, Q2 = Period.parse("2025-Q1"), Period.parse("2025-Q2")
UNITS = ("a", "b", "c", "d", "e", "f", "g", "h", "i")
SCALE = ("heikko", "tyydyttävä", "hyvä", "erinomainen")
JUDGED_WHOLE = [AcrossUnits.SUM, AcrossUnits.SMALLEST, AcrossUnits.LARGEST]


def number(text):
    return Decimal(text) if isinstance(text, str) and not text.isalpha() else text


def parts(*values, period: Period = Q1, **facts) -> list[Part]:
    return [Part(unit, period, number(value), **facts) for unit, value in zip(UNITS, values, strict=False)]


def terms(*pairs: tuple[str, str] | None) -> list[Part]:
    """Parts of a ratio: numerator and denominator."""
    pairs = [pair or (None, None) for pair in pairs]
    return [Part(unit, Q1, None, number(top), number(low)) for unit, (top, low) in zip(UNITS, pairs, strict=False)]


def weighed(*pairs) -> list[Part]:
    """Parts of a weighted mean: value and weight."""
    return [
        Part(unit, Q1, number(value), weight=number(weight))
        for unit, (value, weight) in zip(UNITS, pairs, strict=False)
    ]


def rolled(rule: str, of: list[Part], **facts) -> Rolled:
    return across_units(AcrossUnits(rule), of, **facts)


@pytest.mark.parametrize(
    ("rule", "value"),
    [("sum", "12"), ("mean", "4"), ("smallest", "-1"), ("largest", "8"), ("municipality", "8"), ("none", None)],
)
def test_each_rule_makes_its_own_figure_of_three_units(rule, value):
    found = rolled(rule, parts("8", "5", "-1"))
    assert (found.value, found.judged, found.coverage) == (number(value), True, "3/3")


def test_a_ratio_is_the_sum_of_numerators_over_the_sum_of_denominators():
    two = terms(("1", "10"), ("8", "190"))
    assert rolled("ratio", two).value == Decimal("0.045")
    assert rolled("ratio", two, percent=True).value == Decimal("4.5")


def test_nothing_over_nothing_is_no_value_and_zero_over_something_is_zero():
    nothing = rolled("ratio", terms(("0", "0"), ("0", "0")))
    assert (nothing.value, nothing.coverage, nothing.lacking) == (None, "2/2", ())
    assert rolled("ratio", terms(("3", "0"))).value is None
    assert rolled("ratio", terms(("0", "0"), ("0", "5"))).value == 0


@pytest.mark.parametrize(
    ("top", "low", "percent", "value"),
    [
        ("3", "4", False, "0.75"),
        ("3", "4", True, "75"),
        ("0", "4", True, "0"),
        ("0", "0", True, None),
        ("3", "0", False, None),
        (None, "4", False, None),
        ("3", None, False, None),
    ],
)
def test_a_quotient_needs_both_terms_and_something_to_divide_by(top, low, percent, value):
    assert quotient(number(top), number(low), percent=percent) == number(value)


@pytest.mark.parametrize(
    ("given", "ratio", "decimals", "same"),
    [
        ("3.6", "3.64", 1, True),
        ("3.6", "3.66", 1, False),
        ("3.60", "3.64", 1, False),
        ("4", "3.6", 0, True),
        ("0", None, 1, False),
    ],
)
def test_a_ratio_given_beside_its_terms_is_their_quotient_as_shown(given, ratio, decimals, same):
    assert same_as_shown(number(given), number(ratio), decimals) is same


def test_half_a_ratio_is_a_part_lacking():
    found = rolled("ratio", [Part("a", Q1, None, Decimal(1), Decimal(2)), Part("b", Q1, None, Decimal(1), None)])
    assert (found.value, found.coverage) == (Decimal("0.5"), "1/2")
    assert [part.unit for part in found.lacking] == ["b"]


def test_a_weighted_mean_weighs_each_unit_by_its_base():
    assert rolled("weighted", weighed(("2", "30"), ("4", "10"))).value == Decimal("2.5")


def test_without_a_weight_a_unit_is_lacking_and_with_no_weight_at_all_there_is_no_mean():
    found = rolled("weighted", weighed(("2", "30"), ("4", None)))
    assert (found.value, found.coverage) == (2, "1/2")
    assert rolled("weighted", weighed(("2", "0"), ("4", "0"))).value is None


def test_the_share_of_units_done_is_a_percent_of_the_reporting_units():
    found = rolled("share_done", parts(True, True, False, True))
    assert (found.value, found.judged) == (75, True)
    some = rolled("share_done", parts(True, True, None, None))
    assert (some.value, some.judged, some.coverage) == (50, False, "2/4")


@pytest.mark.parametrize(
    ("said", "value", "judged"),
    [
        ((True, True, True), True, True),
        ((True, False, True), False, True),
        ((True, True, None), None, False),  # the third may still say no
        ((True, False, None), False, True),  # one no settles it
    ],
)
def test_yes_is_yes_when_all_reporting_units_say_so(said, value, judged):
    found = rolled("smallest", parts(*said))
    assert (found.value, found.judged) == (value, judged)


def test_the_smallest_and_the_largest_word_are_by_the_scale_and_not_by_the_alphabet():
    words = parts("hyvä", "erinomainen", "heikko")
    assert rolled("smallest", words, scale=SCALE).value == "heikko"
    assert rolled("largest", words, scale=SCALE).value == "erinomainen"


def test_a_word_that_has_left_the_scale_is_shown_as_it_is():
    assert rolled("largest", parts("hyvä", "kiitettävä"), scale=SCALE).value == "kiitettävä"


def test_words_without_a_scale_have_no_smallest():
    assert rolled("smallest", parts("hyvä")).value is None


@pytest.mark.parametrize("rule", list(AcrossUnits))
def test_without_parts_there_is_no_figure_and_nothing_is_lacking(rule):
    found = across_units(rule, [])
    assert (found.value, found.coverage, found.lacking) == (None, "0/0", ())


@pytest.mark.parametrize("rule", list(AcrossUnits))
def test_missing_parts_are_no_value_and_never_zero(rule):
    found = across_units(rule, parts(None, None))
    assert (found.value, found.judged, found.coverage) == (None, False, "0/2")


@pytest.mark.parametrize("rule", JUDGED_WHOLE)
def test_a_sum_a_smallest_and_a_largest_with_a_due_part_lacking_are_shown_but_not_judged(rule):
    found = across_units(rule, parts("7", None))
    assert (found.value, found.judged, found.coverage) == (7, False, "1/2")


@pytest.mark.parametrize("rule", JUDGED_WHOLE)
def test_a_part_that_is_not_due_lacks_from_nothing(rule):
    found = across_units(rule, [*parts("7"), Part("b", Q1, due=False)])
    assert (found.value, found.judged, found.coverage, found.lacking) == (7, True, "1/1", ())


def test_a_part_given_before_it_was_due_counts():
    found = rolled("sum", [*parts("7"), Part("b", Q1, Decimal(2), due=False)])
    assert (found.value, found.coverage) == (9, "2/2")


@pytest.mark.parametrize(("there", "judged"), [(4, False), (5, True), (9, True)])
def test_a_mean_is_judged_from_half_coverage_up(there, judged):
    found = rolled("mean", parts(*["3"] * there, *[None] * (9 - there)))
    assert (found.value, found.judged, found.coverage) == (3, judged, f"{there}/9")


@pytest.mark.parametrize(("there", "judged"), [(1, False), (2, True), (3, True)])
def test_exactly_half_is_half_of_a_ratio_and_of_a_weighted_mean(there, judged):
    ratio = terms(*[("1", "2")] * there, *[None] * (4 - there))
    weights = weighed(*[("1", "2")] * there, *[(None, "2")] * (4 - there))
    assert rolled("ratio", ratio).judged is judged
    assert rolled("weighted", weights).judged is judged


def test_a_figure_that_waits_for_approval_marks_the_whole():
    waiting = Part("b", Q1, Decimal(2), pending=True)
    assert rolled("sum", [*parts("7"), waiting]).pending
    assert not rolled("sum", parts("7")).pending


def test_what_is_lacking_keeps_its_coded_reason():
    found = rolled("sum", [*parts("7"), Part("b", Q1, why_empty="not_measured")])
    assert [(part.unit, part.why_empty) for part in found.lacking] == [("b", "not_measured")]


@pytest.mark.parametrize(
    ("fraction", "decimal"),
    [
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 3), "0.3333333333333333333333333333"),
        (Fraction(-2, 3), "-0.6666666666666666666666666667"),
        (Fraction(10**30 + 1, 2), "500000000000000000000000000000.5"),
        (Fraction(0), "0"),
    ],
)
def test_a_fraction_is_written_exactly_where_it_ends_and_to_28_digits_where_not(fraction, decimal):
    assert str(exact(fraction)) == decimal


def quarters(rule: str, *each: list[Part]) -> list[Rolled]:
    return [rolled(rule, one) for one in each]


def test_the_last_period_is_the_figure_of_a_level():
    both = quarters("sum", parts("1"), parts("2", period=Q2))
    assert across_time(AcrossTime.LAST, both) is both[1]


def test_a_sum_over_time_adds_the_periods_and_counts_the_units():
    found = across_time(AcrossTime.SUM, quarters("sum", parts("1", "2"), parts("3", "4", period=Q2)))
    assert (found.value, found.judged, found.coverage, len(found.parts)) == (10, True, "2/2", 4)


def test_a_sum_over_time_with_a_due_month_missing_is_shown_but_not_judged():
    found = across_time(AcrossTime.SUM, quarters("sum", parts("1", "2"), parts("3", None, period=Q2)))
    assert (found.value, found.judged, found.coverage) == (6, False, "1/2")
    assert [(part.unit, part.period) for part in found.lacking] == [("b", Q2)]


def test_a_sum_over_time_of_nothing_is_no_value():
    found = across_time(AcrossTime.SUM, quarters("sum", parts(None), parts(None, period=Q2)))
    assert (found.value, found.judged) == (None, False)


def test_a_period_in_which_nothing_was_due_does_not_keep_a_sum_from_being_judged():
    early = [Part("a", Q1, due=False)]
    found = across_time(AcrossTime.SUM, quarters("sum", early, parts("3", period=Q2)))
    assert (found.value, found.judged, found.coverage) == (3, True, "1/1")


def test_a_mean_over_time_is_the_mean_of_the_periods():
    found = across_time(AcrossTime.MEAN, quarters("sum", parts("1", "2"), parts("4", "5", period=Q2)))
    assert (found.value, found.judged) == (6, True)


def test_a_period_with_a_unit_lacking_does_not_pull_the_mean_of_sums_down():
    found = across_time(AcrossTime.MEAN, quarters("sum", parts("5", "5"), parts("5", None, period=Q2)))
    assert (found.value, found.judged, found.coverage) == (10, True, "1/2")


def test_a_mean_over_time_is_judged_from_half_of_the_periods_up():
    months = [Period(2025, 1, month) for month in range(1, 6)]
    given = [rolled("sum", parts("4" if number < 2 else None, period=month)) for number, month in enumerate(months)]
    assert across_time(AcrossTime.MEAN, given).judged is False
    assert across_time(AcrossTime.MEAN, given[:4]).judged is True
    assert across_time(AcrossTime.MEAN, given).value == 4


def test_periods_before_anything_was_due_do_not_count_in_the_half():
    early = [rolled("sum", [Part("a", Period(2025, 1, month), due=False)]) for month in range(1, 7)]
    due = [rolled("sum", parts("4", period=Period(2025, 1, 7))), rolled("sum", parts(None, period=Period(2025, 1, 8)))]
    assert across_time(AcrossTime.MEAN, [*early, *due]).judged is True


def test_where_no_period_may_be_judged_the_mean_of_what_there_is_is_shown():
    found = across_time(AcrossTime.MEAN, quarters("sum", parts("5", None), parts("7", None, period=Q2)))
    assert (found.value, found.judged) == (6, False)


def test_unlike_percentages_are_pooled_and_never_averaged():
    small = [Part("a", Q1, None, Decimal(1), Decimal(1))]
    large = [Part("a", Q2, None, Decimal(0), Decimal(99))]
    pooled = across_time(
        AcrossTime.MEAN,
        quarters("ratio", small, large),
        pooled=lambda of: across_units(AcrossUnits.RATIO, of, percent=True),
    )
    assert (pooled.value, pooled.coverage) == (1, "1/1")


def test_three_thirds_of_three_quarters_are_one():
    thirds = [rolled("mean", parts("1", "0", "0", period=Period(2025, 3, part))) for part in (1, 2, 3)]
    assert across_time(AcrossTime.SUM, thirds).value == 1
    assert across_time(AcrossTime.MEAN, thirds).unrounded == Fraction(1, 3)


def test_a_sum_over_time_of_what_the_city_gives_keeps_its_digits():
    found = across_time(AcrossTime.SUM, quarters("municipality", parts("0.1"), parts("0.2", period=Q2)))
    assert found.value == Decimal("0.3")
