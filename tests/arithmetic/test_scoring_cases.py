"""The worked examples of the design, one by one: verdict, movement and share."""

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from measures.scoring import score
from measures.targets import Baseline, Direction, Kind, Repeats, Target, Value
from measures.verdicts import Context, Score

_FILE = Path(__file__).with_name("scoring_cases.csv")
CASES = list(csv.DictReader(_FILE.read_text(encoding="utf-8").splitlines()))


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _value(case: dict[str, str]) -> Value | None:
    if case["kind"] == "done" and case["value"]:
        return case["value"] == "1"
    return _number(case["value"])


def judged(case: dict[str, str]) -> Score:
    at = dt.date.fromisoformat(case["at"])
    target = Target(
        Kind(case["kind"]),
        _number(case["goal"]),
        _number(case["upper"]),
        case["op"] or None,
        "poistot" if case["op"] else None,
        due=_day(case["due"]),
        repeats=Repeats(case["repeats"] or "once"),
    )
    baseline = Baseline(_number(case["baseline"]), _day(case["baseline_date"]), case["comparable"] != "false")
    context = Context(
        direction=Direction(case["direction"] or "none"),
        adds_up=case["adds_up"] == "true",
        months=int(case["months"] or at.month),
        other=_number(case["other"]),
        due_now=case["due_now"] != "false",
    )
    return score(target, baseline, _value(case), _number(case["forecast"]), at, context)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_worked_example(case: dict[str, str]) -> None:
    found = judged(case)
    assert (found.verdict, found.movement) == (case["verdict"], case["movement"])
    if case["share"]:
        assert found.share is not None
        assert round(float(found.share), 4) == float(case["share"])
    else:
        assert found.share is None


def test_every_case_of_the_design_is_here() -> None:
    assert len(CASES) == 77
