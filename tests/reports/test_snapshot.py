"""The snapshot as text: the same for ever, on every machine, and open for ever."""

import dataclasses
import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest

from measures.verdicts import Verdict
from reporting.snapshot import SCHEMA, AboutKind, Snapshot, Unreadable, fingerprint, from_json, to_json
from reporting.snapshot.upgrades import brought_up_to_date
from reporting.snapshot.written import shape
from tests.reports.samples import HOSTILE, poisoned, sample

SCHEMAS = Path(__file__).parent / "schemas"


@pytest.mark.parametrize("hostile", [False, True])
def test_what_is_written_is_read_back_the_same(hostile):
    snapshot = sample(hostile=hostile)
    text = to_json(snapshot)
    assert from_json(text) == snapshot
    assert to_json(from_json(text)) == text


def test_the_sample_stands_as_worked_out_by_hand():
    verdicts = {row.code: row.verdict for row in sample().standing.rows}
    assert verdicts == {
        "M1": Verdict.BEHIND,
        "M2": Verdict.BEHIND,
        "M3": Verdict.ON_TRACK,
        "M4": Verdict.MET,
        "M5": Verdict.NOT_DUE,
        "M6": Verdict.MET,
        "M7": Verdict.WATCHED,
        "M8": Verdict.UNCLEAR,
        "M9": Verdict.MISSING,
    }


def test_equal_numbers_are_equal_texts_whichever_database_they_came_from():
    snapshot = sample()
    assert any(one.value == Decimal(19240) for one in snapshot.actuals)
    actuals = tuple(
        dataclasses.replace(one, value=one.value.quantize(Decimal("1e-10"))) if isinstance(one.value, Decimal) else one
        for one in snapshot.actuals
    )
    assert to_json(dataclasses.replace(snapshot, actuals=actuals)) == to_json(snapshot)


def test_a_level_called_by_a_number_stays_a_word_and_yes_stays_yes():
    rows = {one.indicator: one for one in sample().actuals}
    assert rows["M5"].value is False
    named = dataclasses.replace(rows["M6"], value="3")
    back = from_json(to_json(dataclasses.replace(sample(), actuals=(named,)))).actuals[0]
    assert back.value == "3"
    assert isinstance(back.value, str)


def test_the_fingerprint_is_of_the_text():
    snapshot = sample()
    assert fingerprint(snapshot) == hashlib.sha256(to_json(snapshot).encode()).hexdigest()


def test_the_parts_are_found_by_their_codes():
    snapshot = sample()
    assert snapshot.unit("koulu-a").sv == "Skola A"
    assert snapshot.unit("").fi == "Malli"
    assert snapshot.unit("outo").fi == "outo"
    assert snapshot.narrative(AboutKind.ROW, "M1").text.fi == "Muuttotappio jatkui."
    assert snapshot.narrative(AboutKind.ROW, "M2") is None
    assert snapshot.detail("M3").decision.section == "110"
    assert snapshot.assessment("M1").verdict is Verdict.ON_TRACK
    assert [row.code for row, _ in snapshot.changed_rows()] == ["M1", "M6"]


def test_every_text_of_the_hostile_sample_is_hostile():
    snapshot = sample(hostile=True)
    assert snapshot.standing.rows[0].facts.indicator.names.fi in HOSTILE
    assert snapshot.cards[0].cause.fi in HOSTILE
    assert {one.text.fi for one in snapshot.narratives} <= set(HOSTILE)
    assert poisoned(sample()) == snapshot


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema":0}',
        '{"schema":"1"}',
        f'{{"schema":{SCHEMA + 1}}}',
        '{"schema":1}',
        json.dumps({**json.loads(to_json(sample())), "outo": 1}),
        to_json(sample()).replace('"Decimal"', "x").replace('["19240"]', '["1e9"]'),
        to_json(sample()).replace('["19240"]', '["NaN"]'),
        to_json(sample()).replace('["19240"]', "19240"),
    ],
)
def test_what_is_no_snapshot_is_refused(text):
    with pytest.raises(Unreadable):
        from_json(text)


def test_the_shape_of_what_is_kept_has_not_changed_without_a_new_schema():
    """Red here: raise SCHEMA, write the upgrade, keep a file of the old schema, then write the new shape."""
    kept = (SCHEMAS / f"{SCHEMA}.shape.txt").read_text(encoding="utf-8")
    assert shape() + "\n" == kept


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_a_file_of_every_schema_opens(schema):
    snapshot = from_json((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
    assert isinstance(snapshot, Snapshot)
    assert snapshot.report.code == "2025-H1-2"
    assert snapshot.standing.row("M1").figure.value == Decimal(19240)


def test_the_text_of_the_present_schema_is_still_the_same():
    assert (SCHEMAS / f"{SCHEMA}.json").read_text(encoding="utf-8") == to_json(sample())


def test_older_schemas_are_brought_up_step_by_step():
    steps = {1: lambda found: {"b": found["a"]}, 2: lambda found: {**found, "c": 3}}
    assert brought_up_to_date({"a": 1}, 1, steps) == {"b": 1, "c": 3}
    assert brought_up_to_date({"a": 1}, 3, steps) == {"a": 1}
