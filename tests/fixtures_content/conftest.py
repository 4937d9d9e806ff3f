"""Reads the demo content as plain CSV, without Django and without the importer."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

CONTENT = Path(__file__).resolve().parents[2] / "fixtures"

type Row = dict[str, str]
type Sheet = Callable[[str, str], list[Row]]


def _read(folder: str, sheet: str) -> list[Row]:
    path = CONTENT / folder / f"{sheet}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def sheet() -> Sheet:
    """``sheet("kemi-2023", "Mittarit")``: the rows of one sheet, none where the sheet is left out."""
    return _read


@pytest.fixture(scope="session")
def content() -> Path:
    """The folder that holds one folder for each strategy."""
    return CONTENT
