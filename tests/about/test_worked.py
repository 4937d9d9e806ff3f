"""The page «Näin tila lasketaan»: its examples are the design's cases, and its verdicts are reckoned, not written."""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from measures.labels import VERDICTS
from measures.verdicts import Movement, Reason, Rule, Score, Verdict
from reporting import worked
from reporting.pages.worked import worked_page
from reporting.sentences import goal_phrase
from reporting.worked import worked_examples
from tests.arithmetic.test_scoring_cases import CASES, judged

ADDRESS = "/nain-tila-lasketaan/"
FILE = Path(worked.__file__).with_name("worked_examples.csv")
ASKED = [column for column in CASES[0] if column not in {"case", "verdict", "movement", "share"}]
LINES = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))


def test_the_questions_are_the_very_cases_of_the_design() -> None:
    assert [line["case"] for line in LINES] == [case["case"] for case in CASES]
    for line, case in zip(LINES, CASES, strict=True):
        assert {column: line[column] for column in ASKED} == {column: case[column] for column in ASKED}


def test_the_product_keeps_questions_and_no_answers() -> None:
    assert set(LINES[0]) == {"case", "title", "title_sv", "title_en", "name", "unit", "decimals", *ASKED}


@pytest.mark.parametrize("place", range(len(CASES)), ids=[case["case"] for case in CASES])
def test_the_page_says_what_the_scoring_says(place: int) -> None:
    case, shown = CASES[place], worked_page("").examples[place]
    found = worked_examples()[place].row.score
    assert found == judged(case)
    assert shown.badge.code == case["verdict"]
    facts = {fact.label: fact.text for fact in shown.facts}
    assert ("Kuljettu matka" in facts) == bool(case["share"])
    if case["share"]:
        percent = facts["Kuljettu matka"].replace("\N{MINUS SIGN}", "-").replace("\xa0", "").removesuffix("%")
        assert abs(Decimal(percent) - 100 * Decimal(case["share"])) <= Decimal("0.5")
    assert ("Muutos lähtötasosta" in facts) == (case["movement"] != "unknown")


def test_a_verdict_is_reckoned_when_the_page_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    always = Score(Verdict.MISSING, Movement.UNKNOWN, None, Reason(Rule.WATCHED))
    monkeypatch.setattr(worked, "score", lambda *question: always)
    worked_examples.cache_clear()
    try:
        assert {one.badge.word for one in worked_page("").examples} == {"tieto puuttuu"}
    finally:
        worked_examples.cache_clear()


def cards(client: Client, query: str = "") -> list[str]:
    """The examples on the page."""
    return re.findall(r'<li class="card">(.*?)</li>', client.get(ADDRESS + query).text, re.DOTALL)


def test_an_example_tells_target_baseline_figure_day_verdict_and_why(client: Client, db: None) -> None:
    card = next(one for one in cards(client) if "<strong>Poissaolo 6 → 4\xa0%, nyt 6,4</strong>" in one)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", card)).strip()
    assert text == (
        "Poissaolo 6 → 4 %, nyt 6,4 Jäljessä "
        "6,4 % ei ole lähtötasoa 6,0 % parempi, eikä tavoite (enintään 4,0 %) täyty. "
        "Tavoite enintään 4,0 % Lähtötaso 6,0 % Luku 6,4 % Kysytty päivä 30.6.2025 "
        "Muutos lähtötasosta heikentynyt Kuljettu matka −20 %"
    )


def test_every_verdict_is_explained_with_its_badge_and_its_own_place(client: Client, db: None) -> None:
    text = client.get(ADDRESS).text
    for verdict in Verdict:
        place = text.split(f'<div id="{verdict.value}">')[1].split("</dt>")[0]
        assert VERDICTS[verdict].capitalize() in place
        assert f'href="#i-{verdict.value}"' in place


@pytest.mark.parametrize("verdict", list(Verdict))
def test_examples_are_chosen_by_verdict_with_a_plain_link(client: Client, db: None, verdict: Verdict) -> None:
    found = cards(client, f"?tila={verdict.value}")
    assert len(found) == sum(case["verdict"] == verdict for case in CASES) > 0
    assert all(f"badge {verdict.value}" in card for card in found)


def test_of_an_unknown_verdict_the_page_says_so_and_shows_all(client: Client, db: None) -> None:
    answer = client.get(f"{ADDRESS}?tila=<b>")
    assert answer.status_code == 200
    assert "Tilaa ”&lt;b&gt;” ei ole. Näytetään kaikki esimerkit." in answer.text
    assert len(cards(client, "?tila=<b>")) == 77


def test_the_page_asks_nothing_of_the_database_and_is_light(
    client: Client, db: None, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):
        answer = client.get(ADDRESS)
    assert len(answer.content) < 90_000


def test_a_change_from_a_negative_baseline_has_a_target_in_words() -> None:
    row = next(one.row for one in worked_examples() if one.case == "Muutos lähtötasosta, joka on negatiivinen")
    assert goal_phrase(row) == "muutos −10\xa0% lähtötasosta 31.12.2025 mennessä"


@pytest.mark.parametrize("line", LINES, ids=[line["case"] for line in LINES])
def test_an_example_is_named_in_each_language(line: dict[str, str]) -> None:
    assert all((line["title"], line["title_sv"], line["title_en"]))
    figures = sorted(re.findall(r"\d+", line["title"]))
    assert sorted(re.findall(r"\d+", line["title_sv"])) == figures
    # In English a day's month is a word.
    told = line["title_en"].replace(" June", ".6").replace(" September", ".9").replace(" December", ".12.")
    assert sorted(re.findall(r"\d+", told)) == figures


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("", "Poissaolo 6 → 4\N{NO-BREAK SPACE}%, nyt 6,4"),
        ("/sv", "Frånvaro 6 → 4\N{NO-BREAK SPACE}%, nu 6,4"),
        ("/en", "Absence 6 → 4%, now 6.4"),
    ],
)
def test_the_page_names_its_examples_in_the_readers_language(db, language: str, title: str) -> None:
    shown = Client().get(f"{language}{ADDRESS}").content.decode()
    assert title in shown
    assert 'class="foreign"' not in shown
