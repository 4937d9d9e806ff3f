"""A file of a report and the pages call the same thing by the same word, in every language."""

from collections.abc import Mapping

import pytest

from kemi_strategy.web.languages import in_language
from measures import labels
from reporting.compiling import titles
from reporting.pages.issue.cards import STATES
from reporting.renderers import report_words
from scorecard.labels import ROLES, WORK_STATES

TABLES = {
    "verdicts": (labels.VERDICTS, report_words.VERDICTS),
    "movements": (labels.MOVEMENTS, report_words.MOVEMENTS),
    "bindings": (labels.BINDINGS, report_words.BINDINGS),
    "entities": (labels.ENTITIES, report_words.ENTITIES),
    "why empty": (labels.WHY_EMPTY, report_words.WHY_EMPTY),
    "sources": (labels.SOURCES, report_words.SOURCES),
    "states of work": (WORK_STATES, report_words.WORK_STATES),
    "states of cards": (STATES, report_words.CARD_STATES),
}


def plain(table: Mapping[str, str]) -> dict[str, str]:
    """By the codes as they are kept; without the empty word that a file writes where nothing has been said."""
    return {str(getattr(code, "value", code)): str(word) for code, word in table.items() if word}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("name", TABLES)
def test_files_and_pages_say_the_same(name: str, language: str) -> None:
    pages, files = TABLES[name]
    with in_language(language):
        shown = plain(pages)
    assert plain(files[language]) == {code: word for code, word in shown.items() if code in plain(files[language])}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_roles_in_reports_are_called_as_on_the_pages(language: str) -> None:
    with in_language(language):
        assert {role: names.in_language(language) for role, names in titles.ROLES.items()} == dict(ROLES.items())


def test_the_swedish_and_english_verdicts_are_the_agreed_ones() -> None:
    swedish = plain(report_words.VERDICTS["sv"])
    english = plain(report_words.VERDICTS["en"])
    assert (swedish["missed"], swedish["behind"], swedish["unclear"]) == (
        "inte uppnått", "släpar efter", "tolkningen öppen",
    )  # fmt: skip
    assert (english["not_due"], english["watched"], english["unclear"]) == (
        "not yet assessable", "monitored", "interpretation open",
    )  # fmt: skip
