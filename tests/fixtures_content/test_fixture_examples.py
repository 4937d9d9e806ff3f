"""The recipes of the example actuals: complete, of the right type, and leaving something for the library to enter."""

import re

import pytest

FOLDERS = ["kemi-2023", "kemi-hyvinvointi-2023", "kokkola-2017"]
WITHOUT_EXAMPLES = {
    "kemi-2023": {"K21", "K22", "K23", "K25"},
    "kemi-hyvinvointi-2023": {"H14"},
    "kokkola-2017": {"L04"},
}
PERIOD = {"nelj": r"\d{4}-Q[1-4]", "puoli": r"\d{4}-H[12]", "vuosi": r"\d{4}", "kk": r"\d{4}-\d{2}", "2v": r"\d{4}"}
REASONS = {"ei mitattu", "ei arvioitavissa", "kesken", "ei julkaista"}


def _rows(sheet, folder: str) -> dict[str, dict[str, str]]:
    return {row["koodi"]: row for row in sheet(folder, "Mittarit")}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_row_has_examples_except_those_without_a_figure_or_a_measuring_year(sheet, folder: str):
    told = {row["mittari"] for row in sheet(folder, "Esimerkit")}
    assert set(_rows(sheet, folder)) - told == WITHOUT_EXAMPLES[folder]


@pytest.mark.parametrize("folder", FOLDERS)
def test_values_have_the_type_of_the_row(sheet, folder: str):
    rows = _rows(sheet, folder)
    for example in sheet(folder, "Esimerkit"):
        row = rows[example["mittari"]]
        yes_no = row["tavoite_laji"] == "valmis" or row["yhdistely"] == "valmiiden osuus"
        pattern = "kyllä|ei" if yes_no else r"-?[0-9]+(\.[0-9]{1,2})?"
        assert re.fullmatch(pattern, example["alku"]), example
        assert re.fullmatch(pattern, example["nyt"]), example
        assert bool(example.get("nimittäjä")) == (row["yhdistely"] == "suhde"), example
        assert bool(example.get("vaihtui")) == (yes_no and example["alku"] != example["nyt"]), example


@pytest.mark.parametrize("folder", FOLDERS)
def test_periods_have_the_length_of_the_row(sheet, folder: str):
    rows = _rows(sheet, folder)
    for example in sheet(folder, "Esimerkit"):
        length = PERIOD[rows[example["mittari"]]["tiheys"]]
        assert not example.get("vaihtui") or re.fullmatch(length, example["vaihtui"]), example
        for gap in filter(None, example.get("aukot", "").split(";")):
            period, reason = gap.split("=")
            assert re.fullmatch(length, period), example
            assert reason in REASONS, example


@pytest.mark.parametrize("folder", FOLDERS)
def test_corrections_and_assessments_give_their_reason(sheet, folder: str):
    for example in sheet(folder, "Esimerkit"):
        assert bool(example.get("ensin")) == bool(example.get("syy")), example
        assert bool(example.get("arvio")) == bool(example.get("arvion_perustelu")), example


def test_every_reason_for_an_empty_figure_and_for_a_change_occurs(sheet):
    rows = [row for folder in FOLDERS for row in sheet(folder, "Esimerkit")]
    gaps = {gap.split("=")[1] for row in rows for gap in filter(None, row.get("aukot", "").split(";"))}
    assert gaps == REASONS
    assert {row.get("syy", "") for row in rows} - {""} == {"virhe", "tarkentunut", "menetelmä"}


def test_the_library_has_twelve_quarterly_figures_and_only_one_of_them_is_entered(sheet):
    stages = {}
    for folder in ["kemi-2023", "kemi-hyvinvointi-2023"]:
        rows = _rows(sheet, folder)
        for example in sheet(folder, "Esimerkit"):
            if example["yksikkö"] == "kirjasto" and rows[example["mittari"]]["tiheys"] == "nelj":
                stages[example["mittari"]] = example["vaihe"]
    assert sorted(stages) == ["H05", "H07", "H08", "H15", "H16", "H20", "H23", "H26", "H27", "H29", "K09", "K10"]
    assert stages.pop("H29") == "lähetetty"
    assert set(stages.values()) == {"puuttuu"}


def test_only_the_library_has_figures_missing_in_the_last_period(sheet):
    for folder in FOLDERS:
        missing = {row["yksikkö"] for row in sheet(folder, "Esimerkit") if row.get("vaihe") == "puuttuu"}
        assert missing <= {"kirjasto"}
