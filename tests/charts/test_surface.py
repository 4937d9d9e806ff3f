"""Where things stand in a chart, worked out by hand, and words that never lie on top of each other."""

import datetime as dt
from decimal import Decimal
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from measures.periods import Period
from reporting.charts import NARROW, WIDE, Ahead, Level, Picture, Point, Spot, Way, chart
from reporting.charts.surface import Area, Box, Surface, Words, along, box_of, laid_out, svg_root
from reporting.scales import Scale

AREA = Area(100, 20, 200, 100)
HOSTILE = {
    "one point": ["5"],
    "all equal": ["5", "5", "5", "5"],
    "negative": ["-18.9", "-17.2", "-14.5"],
    "huge": ["123456789012", "987654321098"],
    "gaps": ["1", None, None, "2", None, "3"],
    "tiny steps": ["0.0001", "0.0002"],
}


def quarters(values: list[str | None], *, pending: bool = False) -> list[Point]:
    """Quarters from 2024 on; the last one waits when so told."""
    last = len(values) - 1
    return [
        Point(Period(2024 + at // 4, 3, at % 4 + 1), Decimal(one) if one else None, pending and at == last)
        for at, one in enumerate(values)
    ]


def labels(svg: str) -> list[Box]:
    """The rooms of a chart's words."""
    found = [one for one in ET.fromstring(svg).iter("text") if "label" in one.get("class", "").split()]
    return [
        box_of(one.text or "", float(one.get("x", "")), float(one.get("y", "")), at_end="end" in one.get("class", ""))
        for one in found
    ]


def test_a_day_and_a_value_stand_where_they_should() -> None:
    days = dt.date(2025, 1, 1), dt.date(2025, 1, 11)
    plot = Surface(svg_root(320, 140, "chart"), Scale((Decimal(0), Decimal(50))), AREA, days)
    assert (plot.x(dt.date(2025, 1, 1)), plot.x(dt.date(2025, 1, 4)), plot.x(dt.date(2025, 1, 11))) == (100, 160, 300)
    assert (plot.y(Decimal(0)), plot.y(Decimal(10)), plot.y(Decimal(50))) == (120, 100, 20)


def test_one_day_alone_stands_in_the_middle() -> None:
    day = dt.date(2025, 3, 31)
    plot = Surface(svg_root(320, 140, "chart"), Scale((Decimal(0), Decimal(1))), AREA, (day, day))
    assert plot.x(day) == 200


def test_words_stand_above_their_line_and_the_second_below_it() -> None:
    first, second = laid_out([Words("tavoite 5", 104, 70, "target"), Words("alaraja 5", 104, 70, "target")], AREA)
    assert (first[1:], second[1:]) == ((104, 63), (104, 87))


def test_words_keep_clear_of_what_is_drawn() -> None:
    line = along([(100, 60), (300, 60)])
    ((_, _, y),) = laid_out([Words("kertymä 5", 104, 60, "sum")], AREA, line)
    assert not any(box_of("kertymä 5", 104, y).meets(box) for box in line)


def test_words_whose_line_begins_under_a_figure_move_along_it() -> None:
    """A series that falls from its target: the words stay by the line of the target, past the first figures."""
    falling = along([(104, 60), (150, 110)])
    ((_, x, y),) = laid_out([Words("tavoite 5", 104, 60, "target")], AREA, falling)
    assert (x, y) == (pytest.approx(100 + (2 + 200 - 7.4 * 9) / 2), 60 - 7)
    assert not any(box_of("tavoite 5", x, y).meets(box) for box in falling)


def test_the_targets_words_stand_on_no_column() -> None:
    """A target of 2 under columns of 2.2: its words are read above them and not on their dark colour."""
    points = [Point(Period(year), Decimal("2.2")) for year in (2023, 2024, 2025)]
    levels = (Level("target", Decimal(2), "tavoite yli 2,0"),)
    svg = chart(Picture("K05", "Ylijäämä", "", points, levels=levels, bars=True), WIDE)
    columns = [
        Box(x, y, x + float(one.get("width", "")), y + float(one.get("height", "")))
        for one in ET.fromstring(svg).iter("rect")
        if "column" in one.get("class", "").split()
        for x, y in [(float(one.get("x", "")), float(one.get("y", "")))]
    ]
    (words,) = labels(svg)
    assert len(columns) == 3
    assert not any(words.meets(one) for one in columns)


def test_words_that_may_be_left_out_are_rather_than_laid_over() -> None:
    crowd = [Words("x" * 27, 100, 70, "target") for _ in range(9)]
    found = laid_out([*crowd, Words("suora", 100, 70, "way", needed=False)], AREA)
    assert [one.name for one, _, _ in found].count("way") == 0
    assert not any(a.meets(b) for a, b in combinations([box_of(one.text, x, y) for one, x, y in found], 2))


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("values", HOSTILE.values(), ids=HOSTILE)
def test_no_words_lie_on_top_of_each_other(values: list[str | None], width: int) -> None:
    series = quarters(values, pending=True)
    known = [point.value for point in series if point.value is not None]
    last = series[-1].period.ends
    svg = chart(
        Picture(
            "K01",
            "t",
            "d",
            series,
            levels=(
                Level("target", known[-1], "tavoite vähintään 930"),
                Level("target", known[-1], "alaraja 930"),
                Level("baseline", known[-1], "lähtötaso 927"),
            ),
            ways=(Way(Spot(dt.date(2023, 12, 31), known[0]), Spot(dt.date(2026, 12, 31), known[-1]), "suora"),),
            forecast=Ahead(Spot(max(last, dt.date(2025, 12, 31)), known[-1]), "ennuste 931"),
        ),
        width,
    )
    found = labels(svg)
    assert len(found) >= 5
    assert not any(one.meets(other) for one, other in combinations(found, 2))
    assert all(box.left >= 0 and box.right <= width and box.top >= 0 and box.bottom <= 280 for box in found)
