"""Units of measure in Swedish and English: as the language writes them, and read back as they were written."""

from decimal import Decimal

import pytest

from kemi_strategy.web.speaking import speaking
from measures.quantities import NBSP, read_number, unit_words, write_number
from reporting.standing import Names

UNITS = [
    ("kpl", "st", "pcs"),
    ("henkilöä", "personer", "people"),
    ("milj. €", "mn €", "M€"),
    ("t€", "t€", "k€"),
    ("mrd €", "md €", "bn €"),
    ("€/asukas", "€/invånare", "€/resident"),
    ("pv/henkilö", "dagar/person", "days/person"),
    ("krt/v", "gånger/år", "times/year"),
    ("käyntiä", "besök", "visits"),
    ("yöpymistä", "övernattningar", "nights"),
    ("pistettä", "poäng", "points"),
    ("%-yks", "procentenheter", "percentage points"),
    ("%", "%", "%"),
    ("1–5", "1–5", "1–5"),
    ("annosta", "annosta", "annosta"),
    ("annosta/v", "annosta/v", "annosta/v"),
    ("tuhat tuhatta €", "tuhat tuhatta €", "tuhat tuhatta €"),
    ("", "", ""),
]


@pytest.mark.parametrize(("unit", "swedish", "english"), UNITS)
def test_a_unit_is_said_in_each_language_and_read_back(unit: str, swedish: str, english: str) -> None:
    for language, words in (("fi", unit), ("sv", swedish), ("en", english)):
        assert unit_words(unit, language) == words
        if unit != "1–5":
            written = write_number(Decimal("1234.5"), unit=unit, language=language)
            assert read_number(written, unit=unit, language=language).value == Decimal("1234.5")


def test_english_writes_the_percent_sign_close_to_the_number() -> None:
    assert write_number(Decimal("13.5"), unit="%", language="en") == "13.5%"
    assert write_number(Decimal("13.5"), unit="%", language="sv") == f"13,5{NBSP}%"


def test_a_name_is_told_in_the_language_now_written() -> None:
    with speaking("en"):
        assert Names("Kirjasto", en="Library").told == "Library"
        assert Names("Kirjasto", "Bibliotek").told == "Kirjasto"


def test_without_a_language_it_is_the_one_now_written() -> None:
    with speaking("sv"):
        assert unit_words("kpl") == "st"
    assert unit_words("kpl") == "kpl"
