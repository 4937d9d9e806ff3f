"""``manage.py export_report``: a file on disk, and a sentence for what cannot be done."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from openpyxl import load_workbook

from tests.workbook.opening import SHEETS, told
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = World()
    world.enter(world.row("K1", {"kind": "at_least", "value": 5}), "2025-Q2", "4.5")
    return world


def export(out: Path, *, strategy: str = "pikkula-2023", period: str = "2025-H1", **options: str) -> None:
    call_command("export_report", strategy=strategy, period=period, format="xlsx", out=out, **options)


def test_the_file_is_written_and_told_of(world, tmp_path: Path, capsys) -> None:
    out = tmp_path / "katsaus.xlsx"
    export(out, lang="fi")
    book = load_workbook(out)
    assert book.sheetnames == SHEETS
    assert told(book["Lue minut"])["Huomaa"].startswith("LUONNOS.")
    assert capsys.readouterr().out == f"Luonnos kirjoitettu: {out} (Strategia, 2025-H1).\n"


def test_a_row_compared_with_another_indicator_is_printed_too(world, tmp_path: Path) -> None:
    other = world.row("K2")
    world.enter(other, "2025-Q2", "4")
    row = world.row("V1", {"kind": "compare", "op": ">", "other": other.indicator, "repeats": "period"})
    world.enter(row, "2025-Q2", "5")
    out = tmp_path / "katsaus.xlsx"
    export(out)
    verdicts = {row[1].value: row[5].value for row in load_workbook(out)["Keskeiset mittarit"].iter_rows(min_row=2)}
    assert verdicts["V1"] == "saavutettu"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"strategy": "olematon"}, "Strategiaa «olematon» ei ole"),
        ({"period": "2025-H3"}, "Kautta «2025-H3» ei tunneta"),
    ],
)
def test_what_is_not_known_is_said_in_a_sentence(world, tmp_path: Path, asked, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        export(tmp_path / "katsaus.xlsx", **asked)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said_in_a_sentence(world, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ei voi kirjoittaa"):
        export(tmp_path / "puuttuu" / "katsaus.xlsx")
