"""The one message on top, and what a search finds."""

import pytest

from measures.verdicts import Verdict
from reporting.pages.public.messages import message, states
from reporting.pages.public.narrowing import begins
from reporting.pages.public.work import actions_counted, projects_counted

V = Verdict


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        ({}, "Mittareita ei ole."),
        ({V.MET: 0, V.BEHIND: 0}, "Mittareita ei ole."),
        ({V.MET: 1}, "Ainoa mittari on saavutettu."),
        ({V.MISSING: 1}, "Ainoa mittari odottaa tietoa: luku puuttuu."),
        ({V.MET: 1, V.ON_TRACK: 2}, "Kaikki 3 mittaria: saavutettu tai etenee."),
        ({V.UNCLEAR: 10}, "Kaikki 10 mittaria: tulkinta on avoin."),
        (
            {V.MET: 2, V.ON_TRACK: 3, V.BEHIND: 2, V.MISSED: 1, V.MISSING: 4},
            "12 mittarista 5 on saavutettu tai etenee; 3 on jäljessä tai saavuttamatta; 4 mittarin tieto puuttuu.",
        ),
        (
            {V.NEAR_MISS: 1, V.MISSING: 1, V.UNCLEAR: 1, V.NOT_DUE: 2, V.WATCHED: 1},
            "6 mittarista yksi on lähes saavutettu; yhdestä puuttuu tieto; yhden tulkinta on avoin; "
            "2 mittaria ei voi vielä arvioida; yhtä vain seurataan.",
        ),
    ],
)
def test_counts_become_a_sentence(tally: dict[Verdict, int], words: str) -> None:
    assert message(tally) == words


@pytest.mark.parametrize("verdict", list(Verdict))
def test_one_row_and_many_alike_have_words_for_every_verdict(verdict: Verdict) -> None:
    assert message({verdict: 1}).startswith("Ainoa mittari ")
    assert message({verdict: 2}).startswith("Kaikki 2 mittaria: ")


def test_states_of_work_are_counted() -> None:
    assert states([], projects_counted) == ""
    assert states(["done"], projects_counted) == "1 projekti: 1 valmis."
    counted = states(["running", "planned", "running", "suspended", ""], actions_counted)
    assert counted == "5 toimenpidettä: 2 käynnissä, 1 suunniteltu, 1 keskeytetty, 1 ilman kerrottua tilaa."


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", True),
        ("työ", True),
        ("TYÖTT", True),
        ("tyo", False),
        ("tömyys", False),
        ("nuor työ", True),
        ("nuor vanh", False),
        ("tyo\u0308", True),
        ("%", True),
    ],
)
def test_a_search_is_by_the_beginnings_of_words(search: str, found: bool) -> None:
    assert begins(search, "Nuorten työttömyys-%") is found
