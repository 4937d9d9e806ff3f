"""Numbers as people write them: a table of spellings, and the guarantees of the docstrings on random values."""

import csv
import doctest
import importlib
import pickle
import re
from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from measures.quantities import MINUS, NBSP, Read, Refused, plain, read_number, write_apart, write_number
from measures.quantities.refusals import SENTENCES, shown

LANGUAGES = ("fi", "sv", "en")
UNITS = (
    "", "kpl", "henkilöä", "%", "% yksiköistä", "%-yks.", "€", "milj. €", "t€", "1 000 €", "€/asukas", "pv/henkilö",
    "krt/v", "m²", "indeksi (Suomi = 100)", "/1000 as", "100 asukasta kohti", "—", "palvelua", "e",
)  # fmt: skip
SCALES = {"1–5": (1, 5), "asteikko 0–5": (0, 5), "0–100": (0, 100), "arvosana (4–10)": (4, 10), "0-5000": (0, 5000)}
SPACES = " \u00a0\u202f\u2009"


def unescaped(cell: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), cell).replace("\\\\", "\\")


def spellings() -> list[dict[str, str]]:
    with Path(__file__).with_name("number_spellings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def attempt(
    text: str, *, unit: str = "", decimals: int | None = None, near: Sequence[Decimal] = (), language: str = "fi"
) -> Read | Refused:
    try:
        return read_number(text, unit=unit, decimals=decimals, near=near, language=language)
    except Refused as refused:
        return refused


def outcome(case: dict[str, str]) -> Read | Refused:
    return attempt(
        unescaped(case["text"]),
        unit=case["unit"],
        decimals=int(case["decimals"]) if case["decimals"] else None,
        near=[Decimal(known) for known in case["near"].split(";") if known],
        language=case["language"],
    )


def values(decimals: int) -> st.SearchStrategy[Decimal]:
    """Any value the field holds with at most so many decimals, small ones as likely as large ones."""
    whole = st.one_of(st.integers(0, 2000), st.integers(0, 10**18 - 1))
    digits = st.builds(
        lambda w, f: Decimal(f"{w}.{f:010d}"[: len(f"{w}.") + decimals]), whole, st.integers(0, 10**10 - 1)
    )
    return st.builds(lambda value, sign: value.copy_negate() if sign else value, digits, st.booleans())


# The table


@pytest.mark.parametrize("case", spellings(), ids=lambda case: f"{case['text']} [{case['unit']}] {case['language']}")
def test_a_spelling_is_read_or_refused_as_the_table_says(case: dict[str, str]) -> None:
    got = outcome(case)
    if case["refusal"]:
        assert isinstance(got, Refused), f"read as {got}"
        assert got.code == case["refusal"]
        return
    assert isinstance(got, Read), f"refused: {got}"
    assert got.value == Decimal(case["value"])
    assert bool(got.notes) == bool(case["noted"])
    assert unescaped(case["noted"]) in " ".join(got.notes).replace(NBSP, " ")


def test_the_table_is_long_enough_and_knows_every_refusal_and_language() -> None:
    cases = spellings()
    assert len(cases) >= 110
    assert {case["refusal"] for case in cases} - {""} == set(SENTENCES)
    assert {case["language"] for case in cases} == set(LANGUAGES)
    assert {case["refusal"] for case in cases if case["noted"]} == {""}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [case for case in spellings() if case["refusal"]], ids=lambda case: case["text"])
def test_a_refusal_names_the_offending_part_in_every_language(case: dict[str, str], language: str) -> None:
    refused = outcome(case)
    assert isinstance(refused, Refused)
    sentence = refused.sentence(language)
    assert refused.code == "empty" or (refused.part and shown(refused.part) in sentence)
    assert sentence[0].isupper() or sentence[0] in "”“"
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert sentence.encode("utf-8").decode("utf-8").replace(NBSP, " ").isprintable()


# Reading


def test_the_echo_shows_the_reading_with_the_indicators_decimals_and_unit() -> None:
    assert read_number("19400", unit="henkilöä", decimals=0).echo == f"19{NBSP}400{NBSP}henkilöä"
    assert read_number("6", unit="%", decimals=1, language="en").echo == "6.0%"
    assert read_number("−2,3", unit="milj. €", decimals=1, language="sv").echo == f"{MINUS}2,3{NBSP}mn{NBSP}€"


def test_more_decimals_than_the_indicator_shows_are_kept_and_echoed() -> None:
    read = read_number("13,4567", unit="%", decimals=1)
    assert (read.value, read.echo) == (Decimal("13.4567"), f"13,4567{NBSP}%")


def test_the_language_changes_the_words_and_never_the_value() -> None:
    reads = [read_number("12.345", unit="kpl", decimals=0, language=language) for language in LANGUAGES]
    assert {read.value for read in reads} == {Decimal(12345)}
    assert len({read.notes for read in reads}) == 3


def test_an_ambiguous_number_is_refused_with_two_spellings_that_can_be_read() -> None:
    with pytest.raises(Refused) as caught:
        read_number("-1,234", unit="%", decimals=1)
    assert str(caught.value) == f"”1,234” voi olla −1{NBSP}234 tai −1,234. Kirjoita joko −1234 tai −1,2340."
    assert caught.value.readings == (Decimal("-1.234"), Decimal("-1234"))
    assert [read_number(text, unit="%").value for text in ("−1234", "−1,2340")] == [Decimal(-1234), Decimal("-1.234")]


def test_a_refusal_speaks_finnish_unless_asked_and_knows_when_there_is_no_unit() -> None:
    refused = Refused("unit", text="5 kpl", part="kpl")
    assert str(refused).startswith("Luvun vieressä on ”kpl”, mutta mittarilla ei ole yksikköä.")
    assert "the indicator has no unit" in refused.sentence("en")
    with pytest.raises(KeyError):
        refused.sentence("de")


def test_a_refusal_survives_the_way_between_processes() -> None:
    with pytest.raises(Refused) as caught:
        read_number("1,234")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert copy.sentence("sv") == caught.value.sentence("sv")


def test_a_long_or_hostile_text_is_quoted_short_and_visible() -> None:
    with pytest.raises(Refused) as caught:
        read_number("x" * 10_000)
    assert len(str(caught.value)) < 150
    assert shown("a\u0336\u202eb") == "a[U+0336][U+202E]b"


def test_a_very_long_row_of_digits_is_refused_at_once() -> None:
    with pytest.raises(Refused, match="yli 18 numeroa"):
        read_number("9" * 100_000)


@given(st.text(max_size=12), st.sampled_from([*UNITS, *SCALES]), st.sampled_from([None, 0, 1, 3]))
@example("5.", "", 0)
@example("5 ()", "", 0)
@example("1\u066b5", "", 0)
def test_any_text_is_read_or_refused_with_a_sentence(text: str, unit: str, decimals: int | None) -> None:
    got = attempt(text, unit=unit, decimals=decimals)
    if isinstance(got, Read):
        assert got.value.is_finite()
    else:
        assert all(shown(got.part) in got.sentence(language) for language in LANGUAGES)
        assert got.part or got.code == "empty"


@given(st.text(alphabet="0123456789.,+-−–/%€e _'()kpl\u00a0\u202f", max_size=10))
def test_what_is_read_has_the_digits_and_the_sign_that_were_typed(text: str) -> None:
    got = attempt(text, decimals=3)
    if isinstance(got, Refused):
        return
    value = got.value
    typed = re.sub("[^0-9]", "", text).strip("0")
    assert re.sub("[^0-9]", "", plain(value)).strip("0") == typed
    assert (value < 0) == bool(typed and re.search("[-−–]", text))
    assert set(text) <= set("0123456789.,+-−–" + SPACES), "a character was dropped"


@given(st.data(), st.sampled_from("-−–"), st.sampled_from(",."), st.text(alphabet=SPACES, max_size=3))
def test_all_ways_of_grouping_give_the_same_value(data: st.DataObject, minus: str, mark: str, edge: str) -> None:
    value = data.draw(values(2))
    whole, _, fraction = f"{abs(value):.2f}".partition(".")
    grouped = f"{int(whole):,}".split(",")
    marks = data.draw(st.one_of(st.sampled_from(SPACES), st.just({",": ".", ".": ","}[mark])))
    text = f"{edge}{minus if value < 0 else ''}{marks.join(grouped)}{mark}{fraction}{edge}"
    assert read_number(text).value == value


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(",."), st.lists(values(2), max_size=3))
def test_three_digits_after_one_mark_are_never_read_in_silence(
    first: int, last: int, mark: str, near: list[Decimal]
) -> None:
    read = attempt(f"{first}{mark}{last:03d}", near=near)
    if isinstance(read, Refused):
        assert read.code == "ambiguous"
        return
    assert read.notes
    assert any(known and Decimal("0.2") <= abs(read.value / known) <= 5 for known in near)


@given(values(4), st.sampled_from(["milj. €", "t€", "mrd €"]))
def test_money_keeps_its_magnitude_whatever_the_words(value: Decimal, words: str) -> None:
    power = {"milj. €": 6, "t€": 3, "mrd €": 9}[words]
    assume(abs(value) < 10**9)
    text = write_number(value, decimals=4, unit=words)
    assert read_number(text, unit="€").value == value * 10**power
    assert read_number(text, unit=words).value == value


# Writing


@given(
    st.data(),
    st.sampled_from(UNITS),
    st.sampled_from(LANGUAGES),
    st.sampled_from([0, 1, 2, 3, 4, 6, 10]),
    st.booleans(),
)
def test_what_is_written_is_read_back(
    data: st.DataObject, unit: str, language: str, decimals: int, signed: bool
) -> None:
    value = data.draw(values(decimals))
    text = write_number(value, decimals=decimals, unit=unit, language=language, signed=signed)
    read = read_number(text, unit=unit, decimals=decimals, language=language)
    assert read.value == value
    assert read.echo.lstrip("+") == text.lstrip("+")


@given(st.data(), st.sampled_from(UNITS), st.sampled_from(LANGUAGES))
def test_without_decimals_named_all_digits_are_written_and_read_back(
    data: st.DataObject, unit: str, language: str
) -> None:
    value = data.draw(values(data.draw(st.integers(0, 10))))
    text = write_number(value, unit=unit, language=language)
    assert read_number(text, unit=unit, language=language).value == value


@given(st.data(), st.sampled_from(list(SCALES)), st.sampled_from(LANGUAGES), st.sampled_from([None, 0, 1, 2, 3, 4]))
def test_a_mark_on_a_scale_is_read_back(data: st.DataObject, unit: str, language: str, decimals: int | None) -> None:
    lowest, highest = SCALES[unit]
    value = data.draw(st.decimals(lowest, highest, places=3 if decimals is None else decimals))
    text = write_number(value, decimals=decimals, unit=unit, language=language)
    assert text.endswith(f"/{highest}")
    assert read_number(text, unit=unit, decimals=decimals, language=language).value == value


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "language", "text"),
    [
        ("19400", 0, "henkilöä", "fi", "19 400 henkilöä"),
        ("1234567.5", 1, "", "sv", "1 234 567,5"),
        ("1234567.5", 1, "", "en", "1 234 567.5"),
        ("-18.9", 1, "milj. €", "fi", "−18,9 milj. €"),
        ("6", None, "%", "fi", "6 %"),
        ("18.9000000000", None, "", "fi", "18,9"),
        ("2.5", 0, "", "fi", "3"),
        ("-2.5", 0, "", "fi", "−3"),
        ("1.005", 2, "", "fi", "1,01"),
        ("-0.04", 1, "", "fi", "0,0"),
        ("999.96", 1, "", "fi", "1 000,0"),
        ("1E+6", None, "€", "fi", "1 000 000 €"),
        ("3", 0, "1–5", "fi", "3/5"),
        ("12", 0, "1 000 €", "fi", "12 (1 000 €)"),
        ("5", 0, "—", "fi", "5"),
        ("60", 0, "% yksiköistä", "fi", "60 %·yksiköistä"),
    ],
)
def test_a_number_is_shown_as_its_language_does(
    value: str, decimals: int | None, unit: str, language: str, text: str
) -> None:
    expected = text.replace(" ", NBSP).replace("·", " ")
    assert write_number(Decimal(value), decimals=decimals, unit=unit, language=language) == expected


def test_a_signed_number_has_a_plus_only_above_zero() -> None:
    written = [write_number(Decimal(text), decimals=1, signed=True) for text in ("0.4", "0.04", "0", "-0.4")]
    assert written == ["+0,4", "0,0", "0,0", "−0,4"]


def test_a_missing_value_is_a_dash_and_never_read_as_zero() -> None:
    assert write_number(None, decimals=1, unit="%") == "–"
    with pytest.raises(Refused) as caught:
        read_number(write_number(None))
    assert caught.value.code == "dash"


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_not_a_number_cannot_be_written(text: str) -> None:
    for write in (plain, write_number):
        with pytest.raises(ValueError, match="not a number"):
            write(Decimal(text))


def test_an_unknown_language_fails_rather_than_guesses() -> None:
    with pytest.raises(KeyError):
        write_number(Decimal("1.5"), language="de")


def test_a_callers_decimal_context_cuts_no_digits() -> None:
    with localcontext(Context(prec=3)):
        assert write_number(Decimal("123456.789"), decimals=2) == f"123{NBSP}456,79"
        assert read_number("123 456,7891 milj. €", unit="€").value == Decimal("123456789100")


def test_unlike_numbers_are_written_apart_and_like_ones_are_not() -> None:
    assert write_apart(Decimal("3.996"), Decimal(4), decimals=1, unit="%") == (f"3,996{NBSP}%", f"4,000{NBSP}%")
    assert write_apart(Decimal("-0.04"), Decimal(0), decimals=1, language="en") == ("−0.04", "0.00")
    assert write_apart(Decimal("4.0"), Decimal(4), decimals=1) == ("4,0", "4,0")
    assert write_apart(Decimal(3), Decimal(4), decimals=0) == ("3", "4")


@given(values(6), values(6), st.integers(0, 3))
def test_a_value_and_its_goal_print_alike_only_when_they_are_alike(
    value: Decimal, goal: Decimal, decimals: int
) -> None:
    texts = write_apart(value, goal, decimals=decimals)
    assert (texts[0] == texts[1]) == (value == goal)
    assert len({text.partition(",")[2] != "" for text in texts}) == 1


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_plain_is_exact_and_plain(value: Decimal) -> None:
    text = plain(value)
    assert Decimal(text) == value
    assert re.fullmatch(r"0|-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?", text)
    assert text != "-0"


@pytest.mark.parametrize("name", ["", ".numerals", ".reading", ".refusals", ".units", ".writing"])
def test_the_worked_examples_of_the_docstrings_hold(name: str) -> None:
    module = importlib.import_module(f"measures.quantities{name}")
    assert doctest.testmod(module, optionflags=doctest.ELLIPSIS).failed == 0
