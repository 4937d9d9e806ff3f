"""What is drawn: points where the figures are, gaps where they are not, nothing that the policy refuses."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from measures.figures import Entry
from measures.periods import Frequency, Period
from measures.rollup import AcrossTime
from measures.targets import Direction, Kind, Repeats, Target
from reporting.charts import NARROW, WIDE, Level, Picture, Point, chart, sparkline
from reporting.picturing import levels, points
from reporting.scales import scale
from tests.pages.judged import row


def at(*values: str | None, pending: str = "") -> list[Point]:
    """Quarters from 2024 on with these figures; ``pending`` is the one that waits."""
    return [
        Point(Period(2024 + place // 4, 3, place % 4 + 1), Decimal(one) if one else None, one == pending)
        for place, one in enumerate(values)
    ]


def picture(*values: str | None, **facts: object) -> Picture:
    """A chart of quarters."""
    return Picture("K01", "Otsikko", "Kuvaus", at(*values), **facts)


def drawn(svg: str, tag: str, name: str) -> list[ET.Element]:
    """The elements of a class."""
    return [one for one in ET.fromstring(svg).iter(tag) if name in one.get("class", "").split()]


def test_a_sparkline_leaves_four_pixels_at_the_ends() -> None:
    (line,) = drawn(sparkline(at("1", "3", "2"), label="Kehitys"), "polyline", "line")
    spots = [tuple(map(float, spot.split(","))) for spot in line.get("points", "").split()]
    assert (spots[0][0], spots[-1][0]) == (4, 116)
    assert {spots[0][1], spots[1][1]} == {28, 4}


@pytest.mark.parametrize("values", [(), ("1",), (None, "1", None)])
def test_fewer_than_two_figures_are_no_line(values: tuple[str | None, ...]) -> None:
    assert sparkline(at(*values), label="") == ""


def test_a_level_line_is_drawn_in_the_middle() -> None:
    (line,) = drawn(sparkline(at("5", "5"), label=""), "polyline", "line")
    assert line.get("points") == "4,16 116,16"


def test_a_gap_stays_a_gap() -> None:
    svg = chart(picture("1", "2", None, "3", "4"))
    assert len(drawn(svg, "polyline", "line")) == 2
    assert len(drawn(svg, "circle", "dot")) == 4


def test_a_figure_that_waits_is_hollow() -> None:
    svg = chart(Picture("K01", "t", "d", at("1", "2", pending="2")))
    assert len(drawn(svg, "path", "pending")) == 1
    svg = chart(Picture("K01", "t", "d", at("1", "2", pending="2"), bars=True))
    assert len(drawn(svg, "rect", "pending")) == 1


def test_columns_start_from_zero_also_below_it() -> None:
    up, down = drawn(chart(picture("10", "-5", bars=True)), "rect", "column")
    bottom = float(up.get("y", "")) + float(up.get("height", ""))
    assert float(down.get("y", "")) == pytest.approx(bottom, abs=0.2)
    assert float(up.get("height", "")) == pytest.approx(2 * float(down.get("height", "")), rel=0.02)


def test_the_chart_is_named_and_described() -> None:
    svg = ET.fromstring(chart(picture("1", "2")))
    assert svg.get("role") == "img"
    told = {one.get("id"): one.text for one in svg if one.tag in {"title", "desc"}}
    assert told[svg.get("aria-labelledby")] == "Otsikko"
    assert told[svg.get("aria-describedby")] == "Kuvaus"


def test_the_two_widths_have_names_of_their_own() -> None:
    one = picture("1", "2")
    wide, narrow = (set(re.findall(r' id="([^"]+)"', chart(one, width))) for width in (WIDE, NARROW))
    assert not wide & narrow


def test_everything_stays_inside_the_drawing() -> None:
    for width in (WIDE, NARROW):
        svg = chart(picture("1", "900", "500", levels=(Level("target", Decimal(1000), "tavoite"),)), width)
        for one in drawn(svg, "circle", "dot"):
            assert 0 < float(one.get("cx", "")) < width
            assert 0 < float(one.get("cy", "")) < 280


def test_words_from_a_source_cannot_become_markup() -> None:
    svg = chart(Picture("K01", "<script>alert(1)</script>", '"><x', at("1", "2")))
    assert "<script>" not in svg
    assert "&lt;script&gt;" in svg


def test_no_style_and_no_script_is_written() -> None:
    svg = chart(picture("1", "2", levels=(Level("target", Decimal(2), "tavoite 2"),)))
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", svg)


def test_a_scale_of_words_has_its_words_on_the_axis() -> None:
    svg = chart(picture("0", "1", words=("heikko", "hyvä")))
    assert [one.text for one in drawn(svg, "text", "end")] == ["heikko", "hyvä"]


@pytest.mark.parametrize(
    ("values", "from_zero", "marks"),
    [
        (["12.9", "14.1"], False, "12.5 13 13.5 14 14.5"),
        (["19240", "19400"], False, "19200 19250 19300 19350 19400"),
        (["24000", "25357"], True, "0 10000 20000 30000"),
        (["-18.9", "-14.5"], False, "-20 -18 -16 -14"),
        (["-5", "10"], True, "-5 0 5 10"),
        (["0.62", "0.75"], True, "0 0.2 0.4 0.6 0.8"),
        (["50", "50"], False, "45 47.5 50 52.5 55"),
        (["0", "0"], False, "-1 -0.5 0 0.5 1"),
    ],
)
def test_the_axis_has_round_steps(values: list[str], from_zero: bool, marks: str) -> None:
    found = scale([Decimal(one) for one in values], from_zero=from_zero)
    assert [format(mark, "f") for mark in found.marks] == marks.split()
    assert all(0 <= found.share(Decimal(one)) <= 1 for one in values)


def test_target_and_baseline_are_drawn_for_a_level() -> None:
    judged = row(Target(Kind.AT_LEAST, Decimal(100)), {"2025-Q2": "95"}, baseline="90")
    assert [(one.kind, one.value, one.label) for one in levels(judged)] == [
        ("target", 100, "tavoite vähintään 100"),
        ("baseline", 90, "lähtötaso 90"),
    ]


def test_both_bounds_are_drawn() -> None:
    judged = row(Target(Kind.BETWEEN, Decimal(70), Decimal(100)), {"2025-Q2": "95"})
    assert [one.value for one in levels(judged)] == [100, 70]


def test_of_a_sum_the_pace_of_a_period_is_drawn() -> None:
    target = Target(Kind.AT_LEAST, Decimal(3), repeats=Repeats.YEAR)
    judged = row(target, {"2025-Q1": "1", "2025-Q2": "1"}, time=AcrossTime.SUM, decimals=1)
    assert [(one.value, one.label) for one in levels(judged)] == [(Decimal("0.75"), "tavoitteen tasainen tahti 0,75")]


def test_of_a_whole_years_sum_the_target_itself_is_drawn() -> None:
    target = Target(Kind.MORE_THAN, Decimal(2), repeats=Repeats.YEAR)
    judged = row(target, {"2024": "1"}, time=AcrossTime.SUM, frequency=Frequency.YEAR, baseline="1")
    assert [one.label for one in levels(judged)] == ["tavoite yli 2", "lähtötaso 1"]


@pytest.mark.parametrize("kind", [Kind.WATCHED, Kind.UNDECIDED, Kind.MOVES_UP, Kind.DONE])
def test_without_a_goal_no_target_is_drawn(kind: Kind) -> None:
    for time in (AcrossTime.LAST, AcrossTime.SUM):
        assert levels(row(Target(kind), {"2025-Q2": "95"}, time=time)) == ()


def test_the_level_of_a_scale_is_drawn_at_its_place() -> None:
    target = Target(Kind.LEVEL, level="hyvä", scale=("heikko", "hyvä"))
    judged = row(target, {"2025-Q1": "heikko", "2025-Q2": "outo"}, direction=Direction.UP)
    assert [one.value for one in levels(judged)] == [1]
    assert [one.value for one in points(judged)] == [0, None]


def test_yes_and_no_are_not_drawn() -> None:
    assert points(row(Target(Kind.DONE), {"2025-Q1": False, "2025-Q2": True})) == []


def test_an_empty_entry_is_a_gap_in_the_points() -> None:
    judged = row(None, {"2025-Q1": "1", "2025-Q2": Entry(why_empty="not_measured")})
    assert [one.value for one in points(judged)] == [1, None]
