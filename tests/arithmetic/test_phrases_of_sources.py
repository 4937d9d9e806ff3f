"""The sources' own targets: read from their words alone, each is what a person has typed of it, or is asked."""

import csv
import datetime as dt
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from measures.phrases import Context, Reading, read_target
from measures.targets import Baseline, Direction, Kind

FIXTURES = Path(__file__).parents[2] / "fixtures"
DIRECTIONS = {"nouseva": "up", "laskeva": "down", "säilyvä": "hold", "ei": "none"}
KINDS = {
    "vähintään": "at_least", "yli": "more_than", "enintään": "at_most", "alle": "less_than", "välillä": "between",
    "säilyy": "hold", "nousee": "moves_up", "laskee": "moves_down", "muutos": "change_by", "vertailu": "compare",
    "valmis": "done", "tasolla": "level", "seurataan": "watched", "avoin": "undecided",
}  # fmt: skip


def rows() -> list[tuple[str, dict[str, str], dict[str, str]]]:
    """Every indicator with words for its target: the strategy's dates, the row, and the names of all its indicators."""
    found = []
    for folder in sorted(path.parent for path in FIXTURES.glob("*/Mittarit.csv")):
        strategy = dict(list(csv.reader((folder / "Strategia.csv").read_text(encoding="utf-8").splitlines()))[1:])
        lines = list(csv.DictReader((folder / "Mittarit.csv").read_text(encoding="utf-8").splitlines()))
        names = {line["koodi"]: line["nimi_fi"] for line in lines}
        found += [(json.dumps(strategy), line, names) for line in lines if line["tavoite"]]
    return found


def read(strategy: str, row: dict[str, str], names: dict[str, str]) -> Reading:
    dates = json.loads(strategy)
    ends = dates.get("voimassa_asti")
    return read_target(
        row["tavoite"],
        Context(
            unit=row["mittayksikkö"],
            decimals=int(row["desimaalit"]),
            direction=Direction(DIRECTIONS[row["suunta"]]),
            baseline=Baseline(
                Decimal(row["lähtötaso"]) if row.get("lähtötaso") else None,
                comparable=row.get("lähtötaso_vertailukelpoinen") != "ei",
            ),
            adds_up=row["kertymä"] == "summa",
            ends=dt.date.fromisoformat(ends) if ends else None,
            names=(row["nimi_fi"],),
            others={code: (name,) for code, name in names.items() if code != row["koodi"]},
        ),
    )


ROWS = rows()


@pytest.mark.parametrize(("strategy", "row", "names"), ROWS, ids=[row["koodi"] for _, row, _ in ROWS])
def test_read_as_confirmed_or_asked(strategy: str, row: dict[str, str], names: dict[str, str]) -> None:
    reading = read(strategy, row, names)
    if not reading.certain:
        assert reading.question is not None
        return
    target = reading.target
    assert target.kind == KINDS[row["tavoite_laji"]]
    if target.kind is Kind.COMPARE:
        assert f"{target.op} {target.other}" == row["tavoite_arvo"]
    elif row["tavoite_arvo"]:
        assert target.value == Decimal(row["tavoite_arvo"])
    if target.due is not None:
        assert target.due.isoformat() == row["tavoite_pvm"]


def test_most_figures_of_the_sources_are_read() -> None:
    told = Counter(read(*one).certain for one in ROWS)
    assert told == {True: 22, False: 17}
