"""``manage.py standing``: the agreed JSON, and a sentence with exit 1 for what is not known."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = World()
    goal = world.node("viisas")
    row = world.row("K02", {"kind": "at_least", "value": 930, "words": "930"}, baseline="927", on=[goal])
    first = world.enter(row, "2025-Q2", "927.5", entered="2025-07-10")
    world.enter(row, "2025-Q2", "928", entered="2025-09-01", supersedes=first)
    return world


def printed(capsys, *options: str) -> dict:
    call_command("standing", "--strategy", "pikkula-2023", "--period", "2025-H1", *options)
    return json.loads(capsys.readouterr().out)


def test_the_agreed_keys(world, capsys):
    found = printed(capsys)
    assert {key: found[key] for key in ("schema", "municipality", "strategy", "period", "audience")} == {
        "schema": 1,
        "municipality": "pikkula",
        "strategy": "pikkula-2023",
        "period": "2025-H1",
        "audience": "internal",
    }
    (row,) = found["rows"]
    assert (
        row.items()
        >= {
            "code": "K02",
            "baseline": "927",
            "value": "928",
            "value_period": "2025-Q2",
            "forecast": None,
            "share": "0.333333333333",
            "movement": "improved",
            "verdict": "on_track",
            "assessed": None,
            "inputs": "1/1",
            "reading": "clear",
        }.items()
    )
    assert row["target"]["kind"] == "at_least"
    assert (row["target"]["repeats"], row["target"]["binding"], row["target"]["due"]) == ("once", "binding", None)
    assert row["reason"]


def test_nodes_carry_counts_and_coverage(world, capsys):
    (node,) = printed(capsys)["nodes"]
    assert (node["code"], node["kind"], node["name"], node["parent"]) == ("viisas", "goal", {"fi": "viisas"}, None)
    assert (node["rows"], node["coverage"], node["tally"]["on_track"], node["tally"]["met"]) == (["K02"], "1/1", 1, 0)


def test_known_at_is_the_end_of_that_day(world, capsys):
    assert printed(capsys, "--known-at", "2025-08-31")["rows"][0]["value"] == "927.5"
    assert printed(capsys, "--known-at", "2025-09-01")["rows"][0]["value"] == "928"
    assert printed(capsys, "--known-at", "2025-07-09")["rows"][0]["value"] is None


def test_levels_and_yes_are_words_and_ones(capsys):
    world = World()
    scale = {"measure_unit": "heikko<hyvä", "value_type": "level"}
    level = world.row("T1", {"kind": "level", "level": "hyvä"}, **scale)
    world.enter(level, "2025-Q2", word="heikko")
    done = world.row("T2", {"kind": "done"}, value_type="yes_no")
    world.enter(done, "2025-Q2", "1")
    rows = printed(capsys)["rows"]
    assert [(row["value"], row["verdict"], row["target"]["value"]) for row in rows] == [
        ("heikko", "behind", "hyvä"),
        ("1", "met", None),
    ]


@pytest.mark.parametrize("period", ["1900", "1900-01", "2199"])
def test_the_first_and_the_last_years_are_periods_like_others(world, capsys, period):
    call_command("standing", "--strategy", "pikkula-2023", "--period", period)
    assert json.loads(capsys.readouterr().out)["period"] == period


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--strategy", "olematon", "--period", "2025"], "Strategiaa «olematon» ei ole"),
        (["--strategy", "pikkula-2023", "--period", "2025-Q5"], "Kautta «2025-Q5» ei tunneta"),
        (["--strategy", "pikkula-2023", "--period", "2025", "--known-at", "eilen"], "Päivää «eilen» ei tunneta"),
        (["--strategy", "pikkula-2023", "--period", "2025", "--known-at", "9999-12-31"], "Päivää «9999-12-31» ei"),
        (["--strategy", "pikkula-2023", "--period", "2025", "--known-at", "0001-01-01"], "Päivää «0001-01-01» ei"),
    ],
)
def test_what_is_not_known_is_said_in_a_sentence(world, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("standing", *options)
