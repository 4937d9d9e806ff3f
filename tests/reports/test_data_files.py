"""A report as CSV and as JSON, made from the snapshot alone."""

import csv
import io
import json
import os
import time

import pytest

from reporting.renderers.formats import FORMATS, LANGUAGES
from reporting.snapshot import ReportState, fingerprint
from tests.reports.samples import HOSTILE, sample


def table(content: bytes) -> list[dict[str, str]]:
    """The lines of a CSV file by the code of their indicator's column."""
    text = content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))


def test_every_row_stands_in_the_csv_once_with_its_numbers_as_numbers():
    lines = {one["mittari"]: one for one in table(FORMATS["csv"].render(sample(), "fi"))}
    assert list(lines) == ["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9"]
    assert lines["M2"]["toteuma"] == "12,1"
    assert lines["M2"]["tavoite"] == "10"
    assert lines["M2"]["poikkeama"] == "hyväksytty poikkeama: Teollisuuden lomautukset – Työllisyyspalvelut"
    assert lines["M1"]["tila"] == "jäljessä"
    assert lines["M1"]["viranhaltijan arvio"] == "etenee"
    assert lines["M1"]["tila edellisessä raportissa"] == "saavutettu"
    assert lines["M4"]["kattavuus"] == "2/2"
    assert lines["M5"]["toteuma"] == "ei"
    assert lines["M9"]["taho"] == "konserni"
    assert "korvaa raportin 2025-H1" in lines["M1"]["huomaa"]


@pytest.mark.parametrize(
    ("language", "column"),
    [("fi", "poikkeama tavoitteesta"), ("sv", "avvikelse från målet"), ("en", "deviation from target")],
)
def test_how_far_from_the_target_stands_last_with_plus_for_better(language, column):
    """19 240 of 19 400; 12,1 % of at most 10 %; 8/12 = 66,67 % of 60 %; a sum in mid-year and words: nothing."""
    lines = table(FORMATS["csv"].render(sample(), language))
    assert list(lines[0])[-1] == column
    away = [one[column] for one in lines]
    assert (away[0], away[1], away[2]) == ("-160", "-2,1", "")
    assert away[3].startswith("6,66666666")
    assert away[4:] == ["", "", "", "", ""]


@pytest.mark.parametrize(
    ("language", "columns", "sum_of_the_half", "days"),
    [
        ("fi", ("mittayksikkö", "toteuman kausi"), ["milj. €", "2025-H1"], ["pv", "2025-H1"]),
        ("sv", ("måttenhet", "utfallets period"), ["mn €", "2025-H1"], ["dagar", "2025-H1"]),
        ("en", ("unit", "period of the actual"), ["M€", "2025-H1"], ["days", "2025-H1"]),
    ],
)
def test_units_are_in_the_files_language_and_a_sum_has_the_time_it_covers(language, columns, sum_of_the_half, days):
    lines = table(FORMATS["csv"].render(sample(), language))
    assert [lines[2][column] for column in columns] == sum_of_the_half
    assert [lines[8][column] for column in columns] == days
    assert [lines[1][column] for column in columns] == ["%", "2025-Q2"]


@pytest.mark.parametrize(("language", "column", "word"), [("sv", "status", "släpar efter"), ("en", "status", "behind")])
def test_the_csv_speaks_its_language(language, column, word):
    assert table(FORMATS["csv"].render(sample(), language))[0][column] == word


def test_a_draft_says_that_it_is_one():
    draft = sample(state=ReportState.DRAFT)
    assert table(FORMATS["csv"].render(draft, "fi"))[0]["huomaa"].startswith("LUONNOS.")
    assert json.loads(FORMATS["json"].render(draft, "fi"))["report"]["state"] == "draft"


def test_the_json_has_the_agreed_keys_and_everything_else():
    snapshot = sample()
    told = json.loads(FORMATS["json"].render(snapshot, "fi"))
    assert told["schema"] == 1
    assert told["period"] == "2025-H1"
    assert {row["code"]: row["verdict"] for row in told["rows"]}["M9"] == "missing"
    assert told["report"]["meeting"]["section"] == "201"
    assert told["narratives"][0]["text"] == {
        "fi": "Kausi sujui hyvin.\n\nTalous vahvistui.",
        "sv": "Perioden gick bra.",
    }
    assert told["actuals"][3] == {**told["actuals"][3], "value": None, "numerator": "3", "denominator": "4"}
    assert told["actuals"][5]["value"] == "0"
    assert told["snapshot_sha256"] == fingerprint(snapshot)


@pytest.mark.parametrize("code", ["csv", "json"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_come_out_as_texts(code, language):
    content = FORMATS[code].render(sample(hostile=True), language).decode()
    if code == "csv":
        lines = table(content.encode())
        cells = [cell for line in lines for cell in line.values()]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "＝"))]
        unquoted = [cell[1:] if cell.startswith("'") else cell for cell in cells]
        assert set(HOSTILE) & set(unquoted)
    else:
        told = json.loads(content)
        assert told["cards"][0]["cause"]["fi"] in HOSTILE


@pytest.mark.parametrize("code", ["csv", "json"])
def test_the_bytes_are_the_same_whatever_the_clock_of_the_machine(code, monkeypatch):
    made = {}
    for zone in ("Europe/Helsinki", "Pacific/Auckland", "America/Lima"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        time.tzset()
        made[zone] = FORMATS[code].render(sample(), "fi")
    monkeypatch.undo()
    time.tzset()
    assert len(set(made.values())) == 1
