"""Every code that the demo content refers to exists, once, and every row of the sources is there."""

import re

import pytest

FOLDERS = ["kemi-2023", "kemi-hyvinvointi-2023", "keminmaa", "kokkola-2017", "simo", "tervola"]
UNITS_FROM = {"kemi-hyvinvointi-2023": "kemi-2023"}
"""A programme has no unit sheet of its own: its units are those of the strategy it belongs to."""
CODED = ["Tavoitteet", "Yksiköt", "Projektit", "Toimenpiteet", "Mittarit"]


def _codes(cell: str) -> list[str]:
    return [code.removesuffix("?") for code in cell.split(";") if code]


def _units(sheet, folder: str) -> dict[str, dict[str, str]]:
    return {row["koodi"]: row for row in sheet(UNITS_FROM.get(folder, folder), "Yksiköt")}


def _below(units: dict[str, dict[str, str]], top: str) -> set[str]:
    """Result units under a unit, at any depth: what ``top/*`` means."""
    found = set()
    for code, row in units.items():
        parent = row.get("ylätaso", "")
        while parent and parent != top:
            parent = units[parent]["ylätaso"]
        if parent == top and row["laji"] == "tulosyksikkö":
            found.add(code)
    return found


def _reporting(sheet, folder: str, row: dict[str, str]) -> set[str]:
    units = _units(sheet, folder)
    found: set[str] = set()
    for code in _codes(row.get("raportoivat", "")):
        found |= _below(units, code.removesuffix("/*")) if code.endswith("/*") else {code}
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_codes_are_unique_and_fit_an_address(sheet, folder: str):
    for name in CODED:
        codes = [row["koodi"] for row in sheet(folder, name)]
        assert len(codes) == len(set(codes)), name
        pattern = r"[KHL][0-9]{2}b?" if name == "Mittarit" else r"[a-z0-9]+(-[a-z0-9]+)*"
        assert all(re.fullmatch(pattern, code) for code in codes), name


def test_both_strategies_of_kemi_share_one_address_space(sheet):
    for name in ["Tavoitteet", "Toimenpiteet", "Projektit", "Mittarit"]:
        first = {row["koodi"] for row in sheet("kemi-2023", name)}
        assert first.isdisjoint(row["koodi"] for row in sheet("kemi-hyvinvointi-2023", name))


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_rows_hang_on_exists(sheet, folder: str):
    nodes = {row["koodi"] for row in sheet(folder, "Tavoitteet")}
    work = {row["koodi"] for name in ["Projektit", "Toimenpiteet"] for row in sheet(folder, name)}
    for row in sheet(folder, "Tavoitteet"):
        assert not row.get("ylätaso") or row["ylätaso"] in nodes - {row["koodi"]}, row
    for name in ["Projektit", "Toimenpiteet"]:
        for row in sheet(folder, name):
            assert set(_codes(row.get("kohteet", ""))) <= nodes, row
    for row in sheet(folder, "Mittarit"):
        assert _codes(row["kohteet"]), row
        assert set(_codes(row["kohteet"])) <= nodes | work, row


@pytest.mark.parametrize("folder", FOLDERS)
def test_units_that_are_named_exist(sheet, folder: str):
    units = _units(sheet, folder)
    for row in units.values():
        assert not row.get("ylätaso") or row["ylätaso"] in units, row
    for row in sheet(folder, "Mittarit"):
        assert row["vastuuyksikkö"] in units, row
        assert all(code.removesuffix("/*") in units for code in _codes(row.get("raportoivat", ""))), row
        assert bool(_reporting(sheet, folder, row)) == (row["yhdistely"] != "kaupunki"), row
    for row in sheet(folder, "Toimenpiteet"):
        assert row["yksikkö"] in units, row
    for row in sheet(folder, "Projektit"):
        assert not row.get("toimiala") or units[row["toimiala"]]["laji"] == "toimiala", row


def test_compared_indicator_exists(sheet):
    rows = {row["koodi"]: row for row in sheet("kokkola-2017", "Mittarit")}
    assert rows["L02"]["tavoite_arvo"] == "> L02b"
    assert rows["L02"]["tiheys"] == rows["L02b"]["tiheys"]


def test_milestones_belong_to_projects(sheet):
    projects = {row["koodi"] for row in sheet("kemi-2023", "Projektit")}
    steps = sheet("kemi-2023", "Virstanpylväät")
    assert {row["projekti"] for row in steps} <= projects
    assert [row["pvm"] for row in steps if row["projekti"] == "strategiamuutosohjelma"] == [""] * 11


def test_programme_belongs_to_the_strategy_and_serves_its_goals_only_as_proposed(sheet):
    pairs = {row["avain"]: row["arvo"] for row in sheet("kemi-hyvinvointi-2023", "Strategia")}
    assert (pairs["laji"], pairs["osa"]) == ("ohjelma", "kemi-2023")
    goals = {row["koodi"] for row in sheet("kemi-2023", "Tavoitteet") if row["laji"] == "päämäärä"}
    served = [code for row in sheet("kemi-hyvinvointi-2023", "Tavoitteet") for code in row["palvelee"].split(";")]
    assert {code.removesuffix("?") for code in served if code} == goals
    assert all(code.endswith("?") for code in served if code)


def test_every_row_of_the_sources_is_there(sheet):
    assert [row["koodi"] for row in sheet("kemi-2023", "Mittarit")] == [f"K{n:02}" for n in range(1, 26)]
    assert [row["koodi"] for row in sheet("kemi-hyvinvointi-2023", "Mittarit")] == [f"H{n:02}" for n in range(1, 30)]
    kokkola = [row["koodi"] for row in sheet("kokkola-2017", "Mittarit")]
    assert kokkola == ["L01", "L02", "L02b", "L03", "L04", "L05", "L06"]


def test_key_rows_hang_firmly_on_one_benefit_and_on_goals_only_as_proposed(sheet):
    kinds = {row["koodi"]: row["laji"] for row in sheet("kemi-2023", "Tavoitteet")}
    for row in sheet("kemi-2023", "Mittarit"):
        firm = [code for code in row["kohteet"].split(";") if not code.endswith("?")]
        expected = "tavoite" if row["koodi"] == "K25" else "hyöty"
        assert [kinds[code] for code in firm] == [expected], row
        assert any(kinds[code[:-1]] == "päämäärä" for code in row["kohteet"].split(";") if code.endswith("?")), row
        assert "Mitä päämäärää mittari palvelee?" in row["kysymys"], row


def test_counts_of_the_tree_are_those_of_the_sources(sheet):
    def tally(folder: str) -> dict[str, int]:
        kinds = [row["laji"] for row in sheet(folder, "Tavoitteet")]
        return {kind: kinds.count(kind) for kind in sorted(set(kinds))}

    assert tally("kemi-2023") == {"hyöty": 8, "päämäärä": 3, "tavoite": 4, "teema": 7}
    assert tally("kemi-hyvinvointi-2023") == {"päämäärä": 1, "tavoite": 16}
    assert tally("kokkola-2017") == {"arvo": 3, "menestystekijä": 13, "päämäärä": 4, "tavoite": 17, "teema": 13}
    assert (tally("simo"), tally("keminmaa"), tally("tervola")) == ({"arvo": 3}, {"arvo": 3}, {"arvo": 4})


def test_municipality_numbers_are_the_official_ones(sheet):
    found = {}
    for folder in FOLDERS:
        pairs = {row["avain"]: row["arvo"] for row in sheet(folder, "Strategia")}
        found[pairs["kunta"]] = pairs["kuntakoodi"]
    assert found == {"Kemi": "240", "Keminmaa": "241", "Kokkola": "272", "Simo": "751", "Tervola": "845"}


def test_examples_speak_of_known_rows_and_of_every_reporting_unit(sheet):
    for folder in FOLDERS:
        rows = {row["koodi"]: row for row in sheet(folder, "Mittarit")}
        told: dict[str, list[str]] = {}
        for example in sheet(folder, "Esimerkit"):
            told.setdefault(example["mittari"], []).append(example["yksikkö"])
        for code, units in told.items():
            expected = _reporting(sheet, folder, rows[code]) or {""}
            assert sorted(units) == sorted(expected), code


def test_one_sum_and_one_ratio_have_at_least_nine_reporting_units(sheet):
    rows = {row["koodi"]: row for row in sheet("kemi-hyvinvointi-2023", "Mittarit")}
    assert rows["H16"]["yhdistely"] == "summa"
    assert len(_reporting(sheet, "kemi-hyvinvointi-2023", rows["H16"])) >= 9
    ratio = next(row for row in sheet("kemi-2023", "Mittarit") if row["koodi"] == "K09")
    assert ratio["yhdistely"] == "suhde"
    assert len(_reporting(sheet, "kemi-2023", ratio)) >= 9
