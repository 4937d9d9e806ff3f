"""A ratio is asked for by the names of what is divided by what, and shows what was divided before."""

import re

from django.test import Client

from tests.entry.office import PAGE, Office, line, plain

TERMS = {
    "terms_fi": "poissaolopäivät / työpäivät",
    "terms_en": "days of absence / working days",
}


def labels(text: str) -> list[str]:
    """The labels of a line's figures as words, without what only a screen reader hears of the indicator."""
    found = re.findall(r"<label[^>]*>(.*?)<span class=\"hidden\">", line(text, "A1"), re.S)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", one)).strip() for one in found[:2]]


def test_the_fields_are_called_what_they_ask_for_and_what_the_workbook_calls_them(office: Office, anna: Client) -> None:
    office.row("A1", across="ratio", measure_unit="%", decimals=1, **TERMS)
    assert labels(anna.get(PAGE).text) == ["poissaolopäivät osoittaja", "työpäivät nimittäjä"]
    assert labels(anna.get(f"/en{PAGE}").text)[0].startswith("days of absence ")


def test_without_names_they_are_a_numerator_and_a_denominator(office: Office, anna: Client) -> None:
    office.row("A1", across="ratio", measure_unit="%")
    assert labels(anna.get(PAGE).text) == ["Osoittaja", "Nimittäjä"]


def test_names_given_only_in_finnish_are_marked_so_elsewhere(office: Office, anna: Client) -> None:
    office.row("A1", across="ratio", measure_unit="%", **TERMS)
    row = line(anna.get(f"/sv{PAGE}").text, "A1")
    assert '<span class="foreign" lang="fi">poissaolopäivät</span>' in row


def test_the_figure_before_tells_what_was_divided_by_what(office: Office, anna: Client) -> None:
    row = office.row("A1", across="ratio", measure_unit="%", decimals=1)
    office.enter(row, None, "2026-Q2", numerator=38, denominator=868)
    known = plain(line(anna.get(PAGE).text, "A1"))
    assert "Edellinen 4,4 % (38 / 868) 4–6/2026" in known


def test_sending_invites_only_when_there_is_something_to_send(office: Office, anna: Client) -> None:
    row = office.row("A1")
    assert '<span id="lahetettavia" class="none">(0)</span>' in anna.get(PAGE).text
    office.enter(row, "5", state="draft")
    assert '<span id="lahetettavia">(1)</span>' in anna.get(PAGE).text
