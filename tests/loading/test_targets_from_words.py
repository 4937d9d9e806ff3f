"""The plain wordings that are read, and the many that are asked about: none may be read wrong."""

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from measures.loading.targets_from_words import Frame, Wording, read_wording
from measures.quantities import plain
from measures.targets import Direction, Kind

TABLE = Path(__file__).with_name("wordings.csv")
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


def read(case: dict[str, str]) -> Wording:
    frame = Frame(
        case["unit"],
        int(case["decimals"]) if case["decimals"] else None,
        Direction(case["direction"] or "none"),
        Decimal(case["baseline"]) if case["baseline"] else None,
        dt.date(2025, 12, 31),
    )
    return read_wording(case["words"], frame)


def told(wording: Wording) -> tuple[str, str, str, str]:
    value, upper = (plain(one) if one is not None else "" for one in (wording.value, wording.upper))
    return wording.kind.value, value, upper, wording.due.isoformat() if wording.due else ""


@pytest.mark.parametrize("case", CASES, ids=[case["words"] for case in CASES])
def test_wording(case: dict[str, str]) -> None:
    assert told(read(case)) == (case["kind"], case["value"], case["upper"], case["due"])


@pytest.mark.parametrize("case", CASES, ids=[case["words"] for case in CASES])
def test_what_is_not_read_is_asked_and_what_is_read_is_not(case: dict[str, str]) -> None:
    wording = read(case)
    assert bool(wording.question) is (wording.kind is Kind.UNDECIDED)


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 50


def test_without_the_strategys_last_day_a_change_has_no_date() -> None:
    assert read_wording("−10 % strategiakaudella", Frame("€/asukas")).due is None


def test_the_question_repeats_the_wording() -> None:
    assert "”noin 5 %”" in read_wording("noin  5 %", Frame("%")).question
