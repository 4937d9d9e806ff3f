"""Every sheet of the demo content has the agreed headings, words and numbers, and nothing else."""

import csv
import datetime as dt
import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

EXAMPLES = "kemi-esimerkit"
"""Belongs to a strategy that has its own folder, and so needs only to name it."""
FOLDERS = ["kemi-2023", EXAMPLES, "kemi-hyvinvointi-2023", "keminmaa", "kokkola-2017", "simo", "tervola"]
HEADINGS = {
    "Strategia": "avain arvo",
    "Päätökset": "toimielin pvm pykälä diaarinumero päätös linkki",
    "Tavoitteet": "koodi ylätaso laji nimi_fi nimi_sv nimi_en kuvaus palvelee",
    "Yksiköt": "koodi ylätaso laji nimi_fi nimi_sv nimi_en toimielin alkaen asti",
    "Projektit": "koodi nimi toimiala kohteet vastuu alkaa päättyy tila kuvaus oulu2026 kunnat",
    "Toimenpiteet": "koodi nimi kohteet yksikkö vastuu aikataulu sdg tila",
    "Mittarit": "koodi nimi_fi nimi_sv nimi_en kohteet mittayksikkö suhde_fi suhde_sv suhde_en desimaalit suunta"
    " kertymä yhdistely paino tiheys mittausvuosi raportoivat lähtötaso lähtötaso_pvm lähtötaso_sanat"
    " lähtötaso_vertailukelpoinen tavoite tavoite_laji tavoite_arvo tavoite_yläraja tavoite_pvm tavoite_toistuu"
    " sitovuus raja_% raja_abs taho vastuuyksikkö vastuu lähde tulkinta kysymys",
    "Virstanpylväät": "projekti nimi pvm tila valmistui",
    "Esimerkkikatsaukset": "projekti katsaus tila teksti",
    "Raportointi": "tilaisuus toimielin kuukausi kuvaus",
    "Esimerkit": "mittari yksikkö alku nyt nimittäjä vaihtelu vaihtui ennuste vaihe aukot ensin syy huomautus arvio"
    " arvion_perustelu",
}
KEYS = (
    "kunta kuntakoodi koodi laji osa nimi nimi_sv nimi_en missio missio_sv missio_en visio visio_sv visio_en"
    " voimassa_alkaen voimassa_asti tila julkaistu"
)
STATES = {"suunniteltu", "käynnissä", "valmis", "keskeytetty"}
WORDS = {
    ("Tavoitteet", "laji"): {"päämäärä", "teema", "tavoite", "menestystekijä", "hyöty", "arvo"},
    ("Yksiköt", "laji"): {"toimiala", "tulosalue", "tulosyksikkö", "konserniyhteisö"},
    ("Projektit", "tila"): STATES,
    ("Virstanpylväät", "tila"): STATES,
    ("Esimerkkikatsaukset", "tila"): STATES,
    ("Esimerkkikatsaukset", "katsaus"): {"viimeisin", "edellinen"},
    ("Raportointi", "tilaisuus"): {"puolivuotiskatsaus", "tilinpäätös", "projektiraportti", "talousarvio", "muu"},
    ("Mittarit", "suunta"): {"nouseva", "laskeva", "säilyvä", "ei"},
    ("Mittarit", "kertymä"): {"taso", "summa", "keskiarvo"},
    ("Mittarit", "yhdistely"): {"summa", "suhde", "kaupunki", "valmiiden osuus"},
    ("Mittarit", "tiheys"): {"kk", "nelj", "puoli", "vuosi", "2v", "3v"},
    ("Mittarit", "tavoite_laji"): {
        *{"vähintään", "yli", "enintään", "alle", "välillä", "säilyy", "nousee", "laskee", "muutos"},
        *{"vertailu", "valmis", "tasolla", "seurataan", "avoin"},
    },
    ("Mittarit", "sitovuus"): {"sitova", "ohjeellinen", "ehdotus"},
    ("Mittarit", "taho"): {"kunta", "konserni"},
    ("Mittarit", "tulkinta"): {"selvä", "ehdotettu"},
}
OPTIONAL_WORDS = {
    ("Mittarit", "tavoite_toistuu"): {"", "kerran", "vuosittain", "kausittain"},
    ("Mittarit", "lähtötaso_vertailukelpoinen"): {"", "kyllä", "ei"},
    ("Projektit", "oulu2026"): {"", "kyllä"},
    ("Toimenpiteet", "tila"): {"", *STATES},
    ("Esimerkit", "vaihe"): {"", "hyväksytty", "lähetetty", "puuttuu"},
    ("Esimerkit", "syy"): {"", "virhe", "tarkentunut", "menetelmä"},
    ("Esimerkit", "arvio"): {"", "saavutettu", "lähes saavutettu", "ei saavutettu", "etenee", "jäljessä"},
}
NUMBERS = {
    "Mittarit": ["desimaalit", "mittausvuosi", "lähtötaso"],
    "Esimerkit": ["nimittäjä", "vaihtelu", "ennuste", "ensin"],
}
DATES = {
    "Päätökset": ["pvm"],
    "Yksiköt": ["alkaen", "asti"],
    "Virstanpylväät": ["pvm"],
    "Projektit": ["alkaa", "päättyy"],
    "Mittarit": ["tavoite_pvm", "lähtötaso_pvm"],
}


def test_there_is_one_folder_for_each_strategy_and_one_of_examples(content: Path):
    assert sorted(path.name for path in content.iterdir() if path.is_dir()) == FOLDERS


@pytest.mark.parametrize("folder", FOLDERS)
def test_headings_are_known_and_in_the_agreed_order(content: Path, folder: str):
    for path in (content / folder).iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            found = next(csv.reader(file))
        assert found == [name for name in HEADINGS[path.stem].split() if name in found], path


@pytest.mark.parametrize("folder", FOLDERS)
def test_files_are_composed_utf8_with_unix_line_ends_and_even_rows(content: Path, folder: str):
    for path in (content / folder).iterdir():
        text = path.read_bytes().decode("utf-8")
        assert text == unicodedata.normalize("NFC", text), path
        assert path.name == unicodedata.normalize("NFC", path.name)
        assert "\r" not in text, path
        assert text.endswith("\n"), path
        assert len({len(row) for row in csv.reader(text.splitlines())}) == 1, path


@pytest.mark.parametrize("folder", FOLDERS)
def test_cells_have_no_space_at_the_ends(sheet, folder: str):
    for name in HEADINGS:
        for row in sheet(folder, name):
            assert all(cell == cell.strip() for cell in row.values()), row


@pytest.mark.parametrize("folder", FOLDERS)
def test_coded_cells_use_the_agreed_words(sheet, folder: str):
    for (name, column), words in WORDS.items():
        for row in sheet(folder, name):
            assert row[column] in words, (name, column, row)
    for (name, column), words in OPTIONAL_WORDS.items():
        for row in sheet(folder, name):
            assert row.get(column, "") in words, (name, column, row)


@pytest.mark.parametrize("folder", FOLDERS)
def test_numbers_are_plain_and_dates_are_iso(sheet, folder: str):
    for name, columns in NUMBERS.items():
        for row in sheet(folder, name):
            for column in columns:
                assert re.fullmatch(r"(-?[0-9]+(\.[0-9]{1,2})?)?", row.get(column, "")), (name, column, row)
    for name, columns in DATES.items():
        for row in sheet(folder, name):
            for column in columns:
                assert not row.get(column) or dt.date.fromisoformat(row[column])


def test_the_examples_name_the_strategy_they_belong_to(sheet):
    assert [(row["avain"], row["arvo"]) for row in sheet(EXAMPLES, "Strategia")] == [
        ("kunta", "Kemi"),
        ("koodi", "kemi-2023"),
    ]


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder != EXAMPLES])
def test_strategy_sheet_holds_the_keys_that_are_needed(sheet, folder: str):
    pairs = {row["avain"]: row["arvo"] for row in sheet(folder, "Strategia")}
    assert set(pairs) <= set(KEYS.split())
    assert len(pairs) == len(sheet(folder, "Strategia"))
    assert all(pairs.values())
    assert {"kunta", "kuntakoodi", "koodi", "laji", "nimi", "voimassa_alkaen", "tila", "julkaistu"} <= set(pairs)
    assert pairs["laji"] in {"strategia", "ohjelma"}
    assert pairs["tila"] in {"luonnos", "hyväksytty", "korvattu"}
    assert pairs["julkaistu"] in {"kyllä", "ei"}
    assert dt.date.fromisoformat(pairs["voimassa_alkaen"])


@pytest.mark.parametrize("folder", FOLDERS)
def test_only_watched_done_moving_and_undecided_targets_are_without_a_figure(sheet, folder: str):
    for row in sheet(folder, "Mittarit"):
        kind, value = row["tavoite_laji"], row["tavoite_arvo"]
        if kind == "vertailu":
            assert re.fullmatch(r"(>|>=|<|<=) \w+", value), row
        elif kind in {"seurataan", "valmis", "nousee", "laskee", "avoin"}:
            assert value == "", row
        else:
            assert Decimal(value).is_finite(), row


@pytest.mark.parametrize("folder", FOLDERS)
def test_kind_agrees_with_declared_direction(sheet, folder: str):
    against = {("vähintään", "laskeva"), ("yli", "laskeva"), ("enintään", "nouseva"), ("alle", "nouseva")}
    for row in sheet(folder, "Mittarit"):
        assert (row["tavoite_laji"], row["suunta"]) not in against, row


@pytest.mark.parametrize("folder", FOLDERS)
def test_proposed_and_undecided_rows_ask_a_question(sheet, folder: str):
    for row in sheet(folder, "Mittarit"):
        if row["tulkinta"] == "ehdotettu" or row["tavoite_laji"] == "avoin":
            assert row["kysymys"], row
        if row["tavoite_laji"] == "avoin":
            assert "Vaihtoehdot:" in row["kysymys"], row


def test_whatever_is_invented_says_that_it_is_an_example(sheet):
    for name, column in (
        ("Projektit", "nimi"),
        ("Virstanpylväät", "nimi"),
        ("Toimenpiteet", "nimi"),
        ("Esimerkkikatsaukset", "teksti"),
    ):
        rows = sheet(EXAMPLES, name)
        assert rows
        assert all(row[column].startswith("Esimerkki: ") for row in rows), name
