"""Finding by the starts of words, as they are typed."""

import unicodedata

import pytest

from reporting.matching import matches, words_of


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [
        ("yöp", "Yöpymisten määrä", True),
        ("YÖP MÄÄ", "Yöpymisten määrä", True),
        ("mää yöp", "Yöpymisten määrä", True),
        ("yop", "Yöpymisten määrä", False),
        ("maara", "Yöpymisten määrä", False),
        ("pymisten", "Yöpymisten määrä", False),
        ("yöp koulu", "Yöpymisten määrä", False),
        ("työttömyys-%", "Työttömyys-%", True),
        ("%", "Työttömyys-%", True),
        ("aste", "Työttömyys-aste", True),
        ("(eli", "Having (elintaso)", True),
        ("a", "Äänet", False),
        ("åå", "Åålanti", True),
        ("ö", "Örö ja muut saaret", True),
        (".*", "Örö ja muut saaret", False),
    ],
)
def test_each_word_begins_a_word(typed: str, name: str, found: bool) -> None:
    assert matches(words_of(typed), name) is found


def test_a_letter_typed_in_two_parts_is_the_same_letter() -> None:
    assert matches(words_of(unicodedata.normalize("NFD", "määrä")), "Yöpymisten määrä")


def test_words_may_be_found_in_different_names_of_a_thing() -> None:
    assert matches(words_of("K09 frånvaro"), "K09", "Poissaolo-%", "Frånvaro-%")


def test_only_the_first_six_words_are_sought() -> None:
    assert words_of("a b c d e f g h") == ("a", "b", "c", "d", "e", "f")
