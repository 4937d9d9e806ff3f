"""Target wordings: a long table that must be read right or asked, and the guarantees of the docstrings on any text."""

import datetime as dt
import doctest
import importlib
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import measures.phrases
from measures.phrases import Context, Question, read_target
from measures.phrases.asking import QUESTIONS
from measures.phrases.naming import is_named
from measures.phrases.pieces import pieces_of, tidied
from measures.phrases.words import Mark
from measures.quantities import NBSP
from measures.targets import Baseline, Direction, Kind, Repeats, Target
from tests.arithmetic.phrase_table import ASKED, CASES, READ, context, expected, label, read, told

LANGUAGES = ("fi", "sv", "en")
promised = settings(derandomize=True, max_examples=300, deadline=None)
NONSENSE = st.text("bcdfghjkz", min_size=4, max_size=9)


@pytest.mark.parametrize("case", CASES, ids=label)
def test_wording(case: dict[str, str]) -> None:
    assert told(read(case)) == expected(case)


@pytest.mark.parametrize("case", CASES, ids=label)
def test_what_is_not_read_is_asked_and_what_is_read_is_not(case: dict[str, str]) -> None:
    reading = read(case)
    assert (reading.question.code if reading.question else "") == case["question"]
    assert reading.certain is (case["kind"] != "undecided")
    assert reading.target.words == case["words"]


def test_the_table_is_as_long_as_promised() -> None:
    assert len(CASES) >= 250
    assert Counter(case["kind"] for case in READ).keys() == {kind.value for kind in Kind} - {"undecided"}


@pytest.mark.parametrize(
    "module", sorted(Path(measures.phrases.__file__).parent.glob("*.py")), ids=lambda one: one.stem
)
def test_the_examples_of_the_docstrings(module: Path) -> None:
    name = "measures.phrases" if module.stem == "__init__" else f"measures.phrases.{module.stem}"
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("code", QUESTIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_asked_in_every_language(code: str, language: str) -> None:
    sentence = Question(code, "yli 5", "osa").sentence(language)
    assert sentence.endswith(("?", "."))
    assert "?" in sentence or code == "grouping"
    assert "{" not in sentence


def test_every_question_is_met_in_the_table() -> None:
    assert QUESTIONS.keys() - {case["question"] for case in ASKED} == set()


# --- Alternatives: what a person may choose from is offered, never taken ----------------------------------------------


def offered(words: str, asked: Context) -> list[tuple[str, Decimal | None]]:
    reading = read_target(words, asked)
    assert not reading.certain
    return [(target.kind.value, target.value) for target in reading.alternatives]


@pytest.mark.parametrize(
    ("words", "asked", "choices"),
    [
        ("noin 5 %", Context("%", direction=Direction.UP), [("at_least", Decimal(5))]),
        ("esim. >76 %", Context("%", direction=Direction.UP), [("more_than", Decimal(76))]),
        ("930", Context("kpl"), [("at_least", Decimal(930)), ("at_most", Decimal(930))]),
        (
            "kasvaa 3",
            Context("kpl", baseline=Baseline(Decimal(10))),
            [("at_least", Decimal(3)), ("at_least", Decimal(13))],
        ),
        (
            "laskee 5 %",
            Context("%", baseline=Baseline(Decimal(20))),
            [("at_most", Decimal(5)), ("at_most", Decimal(15)), ("change_by", Decimal(-5))],
        ),
        ("kasvaa 3", Context("kpl"), [("at_least", Decimal(3))]),
        ("−2 %-yksikköä", Context("%", baseline=Baseline(Decimal(20))), [("at_most", Decimal(18))]),
        ("+2 %-yksikköä", Context("%"), []),
        ("vähintään 3/4", Context("%"), [("at_least", Decimal(75))]),
        ("alle 3/4", Context("%"), [("less_than", Decimal(75))]),
        ("alle puolet", Context("%"), [("less_than", Decimal(50))]),
        ("kaikki", Context("%"), [("at_least", Decimal(100))]),
        ("kaikki", Context("kpl"), []),
        ("80 %", Context(), [("at_least", Decimal(80)), ("at_most", Decimal(80))]),
        ("yli 80 %", Context(), [("more_than", Decimal(80))]),
        ("19 400 ja muuta", Context("kpl", direction=Direction.UP), []),
        ("muuta", Context("kpl", direction=Direction.UP), []),
        ("paranee", Context("kpl"), [("moves_up", None), ("moves_down", None)]),
        ("kyllä", Context("%"), [("done", None)]),
        ("nousee alle 5 %:iin", Context("%", direction=Direction.UP), []),
        ("kasvaa 5 % vuosittain", Context("kpl", direction=Direction.UP), [("change_by", Decimal(5))]),
    ],
)
def test_alternatives(words: str, asked: Context, choices: list[tuple[str, Decimal | None]]) -> None:
    assert offered(words, asked) == choices


def test_an_alternative_has_the_words_and_their_day() -> None:
    target = read_target("noin 80 % vuoteen 2026 mennessä", Context("%", direction=Direction.UP)).alternatives[0]
    assert (target.words, target.due) == ("noin 80 % vuoteen 2026 mennessä", dt.date(2026, 12, 31))


def test_two_alternatives_alike_are_offered_once() -> None:
    reading = read_target("kasvaa 0", Context("kpl", baseline=Baseline(Decimal(0))))
    assert reading.alternatives == (Target(Kind.AT_LEAST, Decimal(0), words="kasvaa 0"),)


def test_the_unit_that_the_words_name_is_told_where_the_indicator_has_none() -> None:
    assert read_target("väh. 2 milj. €", Context()).unit == "milj. €"


def test_what_the_words_say_of_repetition_is_told_apart_from_what_follows() -> None:
    asked = Context("kpl", direction=Direction.UP, adds_up=True)
    assert (read_target("5", asked).repeats, read_target("5", asked).target.repeats) == (None, Repeats.YEAR)
    assert read_target("5 kpl/v", asked).repeats is Repeats.YEAR


# --- Names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "name", "same"),
    [
        ("järjestelmä", "Uusi tila- ja ajanvarausjärjestelmä käyttöönotettu", True),
        ("päiväkodeista", "Auditoitujen päiväkotien osuus", True),
        ("päiväkotilapsista", "Auditoitujen päiväkotien osuus", False),
        ("nuorisovaltuusto", "Nuorisovaltuuston kokoukset", True),
        ("auditoimatta", "Auditoitujen päiväkotien osuus", False),
        ("elever", "Andel elever", True),
        ("underskott", "Räkenskapsperiodens över-/underskott", False),
        ("överskott", "Räkenskapsperiodens över-/underskott", True),
        ("deficit", "Deficit for the year", True),
        ("aste", "Työllisyysaste", False),
        ("työttömyysaste", "Työllisyysaste", False),
    ],
)
def test_a_word_of_the_name(word: str, name: str, same: bool) -> None:
    assert is_named(word, (name,)) is same


def test_no_name_no_word_of_it() -> None:
    assert not is_named("yritys", ())
    assert is_named("yritysten", ("", "Yritysten määrä"))


# --- Guarantees -------------------------------------------------------------------------------------------------------

CONTEXTS = st.builds(
    Context,
    unit=st.sampled_from(["", "%", "kpl", "milj. €", "€", "1–5", "kyllä/ei", "heikko<hyvä", "krt/v", "sija", "<"]),
    decimals=st.sampled_from([None, 0, 1, 3]),
    direction=st.sampled_from(Direction),
    baseline=st.sampled_from([Baseline(), Baseline(Decimal(0)), Baseline(Decimal("13.5"), dt.date(2022, 12, 31))]),
    adds_up=st.booleans(),
    begins=st.sampled_from([None, dt.date(2023, 12, 4)]),
    ends=st.sampled_from([None, dt.date(2025, 5, 31)]),
    names=st.sampled_from([(), ("Työttömyysaste",), ("Tilikauden yli-/alijäämä", "")]),
    others=st.sampled_from([{}, {"L02b": ("Poistot", "Avskrivningar", "")}]),
)
SCRAPS = st.sampled_from(
    [
        *("yli", "alle", "väh.", ">", "≥", "5", "80 %", "2 milj. €", "1.234", "70–100", "vuoteen 2026 mennessä", "ei"),
        *("kasvaa", "vähenee", "säilyy", "hyvä", "kyllä", "ja", "tai", "3/5", "top 10", "%", "-", "−", "…", "2025"),
        *("vuosittain", "/v", "strategiakaudella", "valtuustokaudella", "31.2.2025", "vuodesta 2022", "puolet", "till"),
        *(
            "kaikki",
            "by",
            "seurataan",
            "nykyisellä tasolla",
            "%-yks",
            "poistot",
            "0",
            "+",
            "kaksi",
            "€",
            "1/0",
            "paranee",
        ),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(SCRAPS, max_size=6).map(" ".join), st.lists(SCRAPS, max_size=6).map("".join))


@promised
@given(TEXTS, CONTEXTS)
@example("5 " * 3000, Context("kpl"))
@example("\x00\ud800 5", Context("kpl"))
@example("١٢", Context("kpl", direction=Direction.UP))
@example("NaN", Context("kpl", direction=Direction.UP))
@example("1e5", Context("kpl", direction=Direction.UP))
def test_whatever_the_text_a_sound_reading_comes_back(text: str, asked: Context) -> None:
    reading = read_target(text, asked)
    for target in (reading.target, *reading.alternatives):
        assert all(number is None or number.is_finite() for number in (target.value, target.upper))
        assert target.words == text
    assert reading.certain is (reading.kind is not Kind.UNDECIDED)
    if reading.question:
        assert all(reading.question.sentence(language) for language in LANGUAGES)


@promised
@given(TEXTS, CONTEXTS)
def test_what_is_read_never_contradicts_the_indicator(text: str, asked: Context) -> None:
    target = read_target(text, asked).target
    assert not target.against(asked.direction)
    assert not (asked.adds_up and target.kind is not Kind.WATCHED) or target.calendar_fits()
    assert target.kind is not Kind.BETWEEN or (target.value or 0) < (target.upper or 0)
    assert target.kind is not Kind.LEVEL or target.level in asked.scale


@promised
@given(st.sampled_from(READ), NONSENSE, st.integers(0, 12))
def test_a_word_that_is_not_known_never_changes_a_reading_silently(case: dict[str, str], word: str, place: int) -> None:
    pieces = case["words"].split()
    words = " ".join([*pieces[:place], word, *pieces[place:]])
    reading = read_target(words, context(case))
    assert reading.kind is Kind.UNDECIDED, told(reading)


@pytest.mark.parametrize("word", ["noin", "ehkä", "ei", "esim.", "tai", "inte", "not", "ca", "?", "(", "paitsi"])
def test_a_word_of_doubt_or_denial_before_it_is_never_read_as_the_same(word: str) -> None:
    for case in READ:
        reading = read_target(f"{word} {case['words']}", context(case))
        assert not reading.certain or told(reading) != expected(case), case["words"]


@pytest.mark.parametrize("case", READ, ids=label)
def test_spaces_capitals_and_no_break_spaces_change_nothing(case: dict[str, str]) -> None:
    asked = context(case)
    for words in (
        f"  {case['words']} ",
        case["words"].replace(" ", NBSP),
        case["words"].upper(),
        case["words"].lower(),
    ):
        reading = read_target(words, asked)
        again = told(reading)
        assert again == expected(case), words


@pytest.mark.parametrize("case", READ, ids=label)
def test_no_piece_is_left_out(case: dict[str, str]) -> None:
    text = tidied(case["words"])
    if case["kind"] == "compare":
        return
    kept = "".join(piece.text for piece in pieces_of(text, context(case)))
    left = [character for character in text if character.isalnum() or character in "%€<>≥≤+"]
    assert [one for one in kept if one in left] == left


@pytest.mark.parametrize("case", READ, ids=label)
def test_the_other_direction_is_never_read_as_the_same_limit(case: dict[str, str]) -> None:
    turned = {"up": Direction.DOWN, "down": Direction.UP}.get(case["direction"])
    if turned is None:
        return
    target = read_target(case["words"], replace(context(case), direction=turned)).target
    assert not target.against(turned)


def test_every_mark_has_one_letter() -> None:
    assert all(len(mark.value) == 1 for mark in Mark)
    assert len({mark.value for mark in Mark}) == len(Mark)
