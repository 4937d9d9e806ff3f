"""A figure's history as it was known on a day, and all entries of an indicator as CSV."""

import csv
import io

import pytest
import time_machine

from scorecard.models.codes import Role
from tests.approval.desk_world import DeskWorld, browser
from tests.history.test_history import ADDRESS, lines, whole_life

TRAIL = "/pikkula/tilannekuva/mittarit/KAYNNIT/kirjaukset.csv"


@pytest.fixture
def auditor(city: DeskWorld) -> object:
    """Somebody who asks where a figure came from."""
    return city.person("tarkastaja", Role.AUDITOR)


def as_known(auditor: object, day: str) -> str:
    """The page for a day, with ordinary spaces."""
    return browser(auditor).get(f"{ADDRESS}&tiedossa={day}").text.replace("\xa0", " ")


def rows(user: object) -> list[dict[str, str]]:
    """The table of entries."""
    answer = browser(user).get(TRAIL)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode()
    assert text[0] == "\ufeff"
    return list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))


@pytest.mark.parametrize(
    ("day", "stood", "entries"),
    [
        ("20.10.2026", "12 000 kpl, odottaa hyväksyntää", 1),
        ("21.10.2026", "1 200 kpl, odottaa hyväksyntää", 2),
        ("2026-10-22", "1 200 kpl, hyväksytty", 2),
    ],
)
def test_each_day_shows_what_was_known_when_it_ended(
    city: DeskWorld, auditor: object, the_day: time_machine.Traveller, day: str, stood: str, entries: int
) -> None:
    whole_life(city, the_day)
    text = as_known(auditor, day)
    assert f"<dd>{stood}</dd>" in text
    assert len(lines(text)) == entries
    assert "päivän päättyessä" in text


def test_before_the_first_entry_there_is_nothing(
    city: DeskWorld, auditor: object, the_day: time_machine.Traveller
) -> None:
    whole_life(city, the_day)
    assert "<dd>ei lukua</dd>" in as_known(auditor, "19.10.2026")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("31.2.2026", "Kirjoita päivä muodossa"), ("eilen", "Kirjoita päivä muodossa"), ("1.1.2030", "vasta tulossa")],
)
def test_a_day_that_is_none_says_so_and_shows_today(
    city: DeskWorld, auditor: object, the_day: time_machine.Traveller, typed: str, sentence: str
) -> None:
    whole_life(city, the_day)
    text = as_known(auditor, typed)
    assert sentence in text
    assert f'value="{typed}"' in text
    assert "<dd>1 250 kpl, odottaa hyväksyntää</dd>" in text


def test_the_table_holds_every_entry_with_its_steps(
    city: DeskWorld, auditor: object, the_day: time_machine.Traveller
) -> None:
    whole_life(city, the_day)
    first, second, third = rows(auditor)
    assert (first["arvo"], first["palautuksen syy"], first["palautettu"]) == (
        "12000",
        "Yksi nolla liikaa?",
        "2026-10-21 12:00:00",
    )
    assert (second["korvaa kirjauksen"], second["hyväksyjä"]) == (first["kirjaus"], "Heikki Harju")
    assert (third["myöhäisen muutoksen syy"], third["muutoksen perustelu"]) == ("virhe", "Laskuri oli rikki.")


def test_texts_are_never_formulas_and_numbers_have_commas(city: DeskWorld, auditor: object) -> None:
    city.enter(city.visits, "2026-Q2", "12.5", unit=city.library, note="=1+1", text_entered="-12,5")
    (row,) = rows(auditor)
    assert (row["arvo"], row["huomautus"], row["kirjoitettu"]) == ("12,5", "'=1+1", "'-12,5")


def test_anothers_draft_is_there_without_its_figure(city: DeskWorld, auditor: object) -> None:
    city.draft("KAYNNIT", "1200")
    (row,) = rows(auditor)
    assert (row["arvo"], row["kirjoitettu"], row["tila"]) == ("", "", "luonnos")
    assert "vain yksikölle" in row["huomautus"]
    (own,) = rows(city.head)
    assert own["arvo"] == "1200"
