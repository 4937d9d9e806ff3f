"""The right chart for the kind of figure, with every mark told apart by shape, dashes and words."""

import datetime as dt
import re
from decimal import Decimal
from xml.etree import ElementTree as ET

from measures.figures import Entry
from measures.figures import series as series_of
from measures.periods import Period
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Direction, Kind, Repeats, Target
from reporting.charts import WIDE, Point, UnitSeries, UnitsPicture, chart, unit_charts, year_chart
from reporting.charts.units import lines_of
from reporting.pages.heat import heat_table
from reporting.pages.pictures import units_painted, year_picture
from reporting.picturing import forecast_ahead, paces, picture, straight_way
from reporting.standing import Audience, RowStanding, judge
from tests.pages.judged import row

AT = dt.date(2025, 6, 30)
NAMES = {"a": "Koulut", "b": "Kirjasto"}


def with_past(judged: RowStanding, at: dt.date = AT) -> RowStanding:
    """The row with how it stood at the end of each period."""
    past = tuple((period, judge(judged.facts, period.ends, Audience.INTERNAL)) for period, _ in judged.series)
    return RowStanding(
        judged.facts, judged.figure, judged.score, series_of(judged.facts.measured, at), judged.other_value, past
    )


def drawn(svg: str, tag: str, name: str) -> list[ET.Element]:
    """The elements of a class."""
    return [one for one in ET.fromstring(svg).iter(tag) if name in one.get("class", "").split()]


def test_the_straight_way_runs_from_baseline_to_due_date() -> None:
    target = Target(Kind.AT_LEAST, Decimal(110), due=dt.date(2025, 12, 31))
    judged = row(target, {"2024-Q4": "92", "2025-Q2": "95"}, baseline="90", starts=dt.date(2024, 12, 31))
    (way,) = straight_way(judged, dt.date(2024, 12, 31), AT)
    assert (way.start.day, way.start.value) == (dt.date(2024, 12, 31), 90)
    assert (way.end.day, way.end.value) == (dt.date(2025, 12, 31), 110)
    assert len(drawn(chart(picture(judged, AT)), "line", "way")) == 1


def test_of_an_early_baseline_the_way_beside_the_series_is_drawn() -> None:
    """Ten years of 365.3 days each from 90 to 110: on the series' length before it, 31.12.2023 − 182 days."""
    target = Target(Kind.AT_LEAST, Decimal(110), due=dt.date(2025, 12, 31))
    judged = row(target, {"2025-Q2": "95"}, baseline="90", starts=dt.date(2015, 12, 31))
    (way,) = straight_way(judged, dt.date(2024, 12, 31), AT)
    assert way.start.day == dt.date(2024, 12, 31) - dt.timedelta(181)
    gone = (way.start.day - dt.date(2015, 12, 31)).days
    assert way.start.value == Decimal(90) + Decimal(20) * gone / 3653


def test_without_a_due_date_there_is_no_way() -> None:
    judged = row(Target(Kind.AT_LEAST, Decimal(110)), {"2025-Q2": "95"}, baseline="90", starts=dt.date(2024, 1, 1))
    assert straight_way(judged, AT, AT) == ()


def test_the_pace_runs_from_nothing_to_the_goal_of_the_year() -> None:
    target = Target(Kind.AT_LEAST, Decimal(24), repeats=Repeats.YEAR)
    judged = row(target, {"2025-Q1": "5", "2025-Q2": "6"}, time=AcrossTime.SUM)
    (way,) = paces(judged, 2025)
    assert (way.start.day, way.start.value) == (dt.date(2025, 1, 1), 0)
    assert (way.end.day, way.end.value) == (dt.date(2025, 12, 31), 24)


def test_a_year_has_bars_sums_pace_goal_and_forecast() -> None:
    target = Target(Kind.AT_LEAST, Decimal(24), repeats=Repeats.YEAR)
    entries = {"2024-Q4": "9", "2025-Q1": "5", "2025-Q2": Entry(Decimal(6), forecast=Decimal(23))}
    judged = with_past(row(target, entries, time=AcrossTime.SUM))
    shown = year_picture(judged, AT)
    assert shown is not None
    assert [(part.value, part.so_far) for part in shown.parts] == [(5, 5), (6, 11)]
    assert (shown.year, shown.label, shown.forecast.label) == (2025, "kertymä 11", "ennuste 23")
    svg = year_chart(shown)
    assert [len(drawn(svg, tag, name)) for tag, name in (
        ("rect", "column"), ("circle", "dot"), ("line", "way"), ("line", "target"), ("path", "forecast"),
    )] == [2, 2, 1, 1, 1]  # fmt: skip
    first, second = drawn(svg, "rect", "column")
    assert abs(float(second.get("height", "")) / float(first.get("height", "")) - 1.2) < 0.01


def test_a_sum_with_a_quarter_lacking_has_no_sum_so_far_after_it() -> None:
    target = Target(Kind.AT_LEAST, Decimal(24), repeats=Repeats.YEAR)
    judged = with_past(row(target, {"2025-Q1": "5", "2025-Q2": Entry(why_empty="not_measured")}, time=AcrossTime.SUM))
    shown = year_picture(judged, AT)
    assert [part.value for part in shown.parts] == [5, None]
    assert year_chart(shown)


def test_a_level_has_no_year_of_its_own() -> None:
    assert year_picture(with_past(row(None, {"2025-Q1": "5"})), AT) is None


def test_a_forecast_is_hollow_at_the_end_of_the_year() -> None:
    entries = {"2025-Q1": "92", "2025-Q2": Entry(Decimal(95), forecast=Decimal(99))}
    judged = row(Target(Kind.AT_LEAST, Decimal(100)), entries, baseline="90")
    ahead = forecast_ahead(judged, AT)
    assert (ahead.spot.day, ahead.spot.value, ahead.label) == (dt.date(2025, 12, 31), 99, "ennuste 99")
    assert len(drawn(chart(picture(judged, AT)), "path", "forecast")) == 1


def test_a_forecast_of_a_target_by_a_date_is_of_that_date() -> None:
    entries = {"2025-Q2": Entry(Decimal(95), forecast=Decimal(99))}
    judged = row(Target(Kind.AT_LEAST, Decimal(100), due=dt.date(2026, 6, 30)), entries)
    assert forecast_ahead(judged, AT).spot.day == dt.date(2026, 6, 30)


def test_bounds_are_a_band() -> None:
    judged = row(Target(Kind.BETWEEN, Decimal(70), Decimal(100)), {"2025-Q1": "80", "2025-Q2": "95"})
    assert len(drawn(chart(picture(judged, AT)), "rect", "band")) == 1


def test_yes_and_no_are_blocks_in_lanes_of_words() -> None:
    judged = row(Target(Kind.DONE), {"2024-Q4": False, "2025-Q1": Entry(), "2025-Q2": True})
    svg = chart(picture(judged, AT))
    assert [one.text for one in drawn(svg, "text", "end")] == ["ei", "kyllä"]
    no, yes = drawn(svg, "rect", "column")
    assert float(yes.get("y", "")) + 44 == float(no.get("y", ""))
    assert drawn(svg, "text", "target")[0].text == "tavoite valmis"


def test_the_chart_tells_its_lines_in_words() -> None:
    judged = row(Target(Kind.AT_LEAST, Decimal(100)), {"2025-Q1": "92", "2025-Q2": "95"}, baseline="90")
    assert picture(judged, AT).description == (
        "92 (1–3/2025) → 95 (4–6/2025); pienin 92, suurin 95. Kuviossa myös: tavoite vähintään 100, lähtötaso 90."
    )


def two_units(**facts: object) -> RowStanding:
    """Two units' quarters; the second unit's last is lacking."""
    entries = {"2025-Q1 a": "10", "2025-Q1 b": "40", "2025-Q2 a": "20"}
    return row(None, entries, across=AcrossUnits.MEAN, units=("a", "b"), **facts)


def test_units_share_one_scale() -> None:
    judged = two_units()
    svg = ET.fromstring(units_painted(judged, NAMES).wide)
    assert [one.text for one in svg.iter("text") if one.get("class") == "name"] == ["Koulut", "Kirjasto"]
    latest = [one.text for one in svg.iter("text") if one.get("class") == "latest end"]
    assert latest == ["20 (4–6/2025)", "40 (1–3/2025)"]
    assert [one.text for one in svg.iter("text") if one.get("class") == "axis end"] == ["10", "40"] * 2


def test_a_figure_that_waits_says_so_on_a_line_of_its_own() -> None:
    entries = {"2025-Q1 a": "10", "2025-Q1 b": Entry(Decimal(40), pending=True)}
    judged = row(None, entries, across=AcrossUnits.MEAN, units=("a", "b"))
    svg = ET.fromstring(units_painted(judged, NAMES).narrow)
    note = next(one for one in svg.iter("text") if one.text == "odottaa hyväksyntää")
    latest = next(one for one in svg.iter("text") if one.text == "40 (1–3/2025)")
    assert float(note.get("y", "")) == float(latest.get("y", "")) + 17
    assert float(note.get("y", "")) < float(svg.get("height", ""))


def test_lines_are_drawn_over_the_columns() -> None:
    target = Target(Kind.AT_LEAST, Decimal(24), repeats=Repeats.YEAR)
    judged = with_past(row(target, {"2025-Q1": "5", "2025-Q2": "6"}, time=AcrossTime.SUM))
    for svg in (chart(picture(judged, AT)), year_chart(year_picture(judged, AT))):
        names = [one.get("class") for one in ET.fromstring(svg)]
        assert names.index("level target") > max(at for at, name in enumerate(names) if name == "column")


def test_one_unit_alone_is_not_compared() -> None:
    points = [Point(Period(2025, 3, 1), Decimal(1)), Point(Period(2025, 3, 2), Decimal(2))]
    none = [Point(Period(2025, 3, 1), None)]
    units = [UnitSeries("a", points, "2"), UnitSeries("b", none, "ei lukua")]
    assert unit_charts(UnitsPicture("K01", "t", "d", units), WIDE) == ""


def test_a_long_name_takes_two_lines_and_never_more() -> None:
    assert lines_of("Varhaiskasvatuksen palvelut", 20) == ["Varhaiskasvatuksen", "palvelut"]
    assert lines_of("Kadut ja viheralueet sekä satamat ja väylät", 20) == [
        "Kadut ja viheralueet",
        "sekä satamat ja väy…",
    ]


def test_tints_run_from_worst_to_best() -> None:
    up = heat_table(two_units(), NAMES)
    assert up.periods == ("4–6/2025", "1–3/2025")
    assert [[(cell.text, cell.tint) for cell in line.cells] for line in up.lines] == [
        [("20", 2), ("10", 1)],
        [("puuttuu", 0), ("40", 5)],
    ]
    assert up.lines[1].cells[0].lacking
    assert "haalein on huonoin (10), voimakkain paras (40)" in up.legend
    down = heat_table(two_units(direction=Direction.DOWN), NAMES)
    assert [cell.tint for cell in down.lines[0].cells] == [4, 5]
    assert "haalein on huonoin (40), voimakkain paras (10)" in down.legend


def test_without_a_direction_a_tint_tells_size_only() -> None:
    legend = heat_table(two_units(direction=Direction.NONE), NAMES).legend
    assert "haalein on pienin (10), voimakkain suurin (40)" in legend
    assert not re.search("huonoin|paras", legend)


def test_equal_figures_have_no_tint() -> None:
    entries = {"2025-Q1 a": "10", "2025-Q1 b": "10"}
    found = heat_table(row(None, entries, across=AcrossUnits.MEAN, units=("a", "b")), NAMES)
    assert {cell.tint for line in found.lines for cell in line.cells} == {0}
    assert found.legend == ""


def test_a_single_reporter_has_no_heat_table() -> None:
    assert heat_table(row(None, {"2025-Q1": "10"}), {}) is None
