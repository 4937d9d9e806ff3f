"""What a person typed into a cell of the entry page, read or refused with a sentence for the field at fault."""

from decimal import Decimal

import pytest

from measures.given import Asked, NotRead, read_given

PEOPLE = Asked("number", "henkilöä")
PERCENT = Asked("number", "%", 1)
ABSENCE = Asked("ratio", "%", 1, percent=True)
SCALE = Asked("level", "heikko<hyvä", scale=("heikko", "hyvä"))


def faults(asked: Asked, **typed: str) -> dict[str, str]:
    """The sentences with which a cell is refused."""
    with pytest.raises(NotRead) as refused:
        read_given(asked, typed)
    return refused.value.faults


def test_nothing_typed_is_nothing():
    assert read_given(PEOPLE, {"value": "  ", "note": ""}) is None


@pytest.mark.parametrize(
    ("asked", "text", "value", "echo"),
    [
        (PEOPLE, "19 400", "19400", "19\u00a0400\u00a0henkilöä"),
        (PERCENT, "13,25 %", "13.25", "13,25\u00a0%"),
        (PERCENT, "\u22122,3", "-2.3", "\u22122,3\u00a0%"),
    ],
)
def test_a_number_is_read_and_said_back_with_all_it_has(asked, text, value, echo):
    given = read_given(asked, {"value": text})
    assert (given.value, given.echo, given.text) == (Decimal(value), echo, text)


def test_an_ambiguous_number_is_decided_by_what_is_known_and_said():
    given = read_given(Asked("number", "€", near=(Decimal(1200),)), {"value": "1.234"})
    assert given.value == 1234
    assert given.remarks


def test_a_ratio_is_read_from_both_its_terms():
    given = read_given(ABSENCE, {"numerator": "44", "denominator": "800"})
    assert (given.numerator, given.denominator, given.value) == (44, 800, None)
    assert (given.echo, given.text) == ("5,5\u00a0%", "44 / 800")


def test_nothing_of_nothing_is_no_fault_and_no_number():
    assert read_given(ABSENCE, {"numerator": "0", "denominator": "0"}).echo == "–"


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"numerator": "44"}, "denominator", "Nimittäjä puuttuu"),
        ({"denominator": "44"}, "numerator", "Osoittaja puuttuu"),
        ({"numerator": "44", "denominator": "0"}, "denominator", "Nimittäjä on 0"),
        ({"numerator": "44", "denominator": "-8"}, "denominator", "negatiivinen"),
        ({"note": "tulossa"}, "numerator", "Osoittaja puuttuu"),
    ],
)
def test_a_ratio_that_lacks_something_says_what(typed, field, words):
    assert words in faults(ABSENCE, **typed)[field]


@pytest.mark.parametrize(("said", "value"), [("kyllä", 1), ("Ei", 0)])
def test_yes_is_one_and_no_is_zero(said, value):
    assert read_given(Asked("yes_no"), {"value": said}).value == value


def test_a_level_is_a_word_of_its_scale():
    assert read_given(SCALE, {"value": "Hyvä"}).word == "hyvä"
    assert "heikko, hyvä" in faults(SCALE, value="loistava")["value"]
    assert "puuttuu" in faults(SCALE, note="ei tietoa")["value"]


def test_no_figure_has_its_reason_and_not_both():
    assert read_given(PEOPLE, {"why_empty": "not_measured", "note": "remontti"}).why_empty == "not_measured"
    assert "ei molempia" in faults(PEOPLE, value="3", why_empty="not_measured")["why_empty"]


@pytest.mark.parametrize(
    ("asked", "text", "words"),
    [
        (PEOPLE, "abc", "abc"),
        (Asked("yes_no"), "ehkä", "kyllä tai ei"),
        (PEOPLE, "1234567890123456", "yli 15 numeroa"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(asked, text, words):
    assert words in faults(asked, value=text)["value"]


def test_a_forecast_and_a_note_stand_beside_the_figure():
    given = read_given(PEOPLE, {"value": "12", "forecast": "48", "note": "Kevät oli kylmä."})
    assert (given.forecast, given.note) == (48, "Kevät oli kylmä.")
    assert given.echo == "12\u00a0henkilöä, ennuste 48\u00a0henkilöä"
    assert "x" in faults(PEOPLE, value="12", forecast="x")["forecast"]


def test_a_refusal_tells_itself_in_one_sentence():
    with pytest.raises(NotRead, match="Luku puuttuu"):
        read_given(PEOPLE, {"note": "myöhemmin"})
