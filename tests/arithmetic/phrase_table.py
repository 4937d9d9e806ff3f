"""The table of target wordings: what each says in its context, written by people in the manner of the sources."""

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

from measures.phrases import Context, Reading, read_target
from measures.quantities import plain
from measures.targets import Baseline, Direction

TABLE = Path(__file__).with_name("target_phrases.csv")
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
READ = [case for case in CASES if case["kind"] != "undecided"]
ASKED = [case for case in CASES if case["kind"] == "undecided"]
EXPECTED = ("kind", "value", "upper", "op", "compared", "level", "due", "repeats")


def label(case: dict[str, str]) -> str:
    return f"{case['words']} [{case['unit']} {case['direction']}]"


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def context(case: dict[str, str]) -> Context:
    baseline = Baseline(Decimal(case["baseline"]) if case["baseline"] else None, _day(case["baseline_date"]))
    code, _, name = case["other"].partition(":")
    return Context(
        unit=case["unit"],
        direction=Direction(case["direction"] or "none"),
        baseline=baseline,
        adds_up=bool(case["adds_up"]),
        begins=_day(case["begins"]),
        ends=_day(case["ends"]),
        names=(case["name"],) if case["name"] else (),
        others={code: (name,)} if code else {},
    )


def read(case: dict[str, str]) -> Reading:
    return read_target(case["words"], context(case))


def told(reading: Reading) -> dict[str, str]:
    """What a reading says, in the columns of the table; of an undecided one only that it is."""
    target = reading.target
    value, upper = (plain(one) if one is not None else "" for one in (target.value, target.upper))
    return {
        "kind": target.kind.value,
        "value": value,
        "upper": upper,
        "op": target.op or "",
        "compared": target.other or "",
        "level": target.level or "",
        "due": target.due.isoformat() if target.due else "",
        "repeats": target.repeats.value if reading.certain else "",
    }


def expected(case: dict[str, str]) -> dict[str, str]:
    return {column: case[column] for column in EXPECTED}
