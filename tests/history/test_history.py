"""The history of a figure: every entry with what it changed, who did what, and when."""

import re

import pytest
import time_machine

from measures.entering import approve_actuals, return_actual
from scorecard.models.codes import Role
from tests.approval.desk_world import DeskWorld, browser
from tests.world import noon

ADDRESS = "/pikkula/tilannekuva/mittarit/KAYNNIT/historia/?yksikko=kirjasto&kausi=2026-Q3"


@pytest.fixture
def auditor(city: DeskWorld) -> object:
    """Somebody who asks where a figure came from."""
    return city.person("tarkastaja", Role.AUDITOR)


def lines(text: str) -> list[str]:
    """The entries of the page as words, latest first."""
    text = re.split(r"</ol>", text.split('<ol class="lines ledger"')[1])[0].replace("\xa0", " ")
    found = re.split(r"<li>\s*<h3>", text)[1:]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", one)).strip() for one in found]


def whole_life(city: DeskWorld, the_day: time_machine.Traveller) -> None:
    """Entered, returned, corrected, approved, and changed late."""
    first = city.sent("KAYNNIT", "12 000")
    the_day.move_to(noon("2026-10-21"))
    return_actual(entry=first.pk, reason="Yksi nolla liikaa?", by=city.head)
    second = city.sent("KAYNNIT", "1 200")
    the_day.move_to(noon("2026-10-22"))
    approve_actuals(entries=[second.pk], by=city.head)
    the_day.move_to(noon("2026-10-23"))
    city.sent("KAYNNIT", "1 250", late_reason="error", late_text="Laskuri oli rikki.")


def test_every_step_is_told_with_before_and_after(
    city: DeskWorld, auditor: object, the_day: time_machine.Traveller
) -> None:
    whole_life(city, the_day)
    assert lines(browser(auditor).get(ADDRESS).text) == [
        "1 200 kpl → 1 250 kpl odottaa hyväksyntää "
        "Kirjattu palvelussa: Maija Mäki, 23.10.2026 klo 12.00 "
        "Lähetetty hyväksyttäväksi: Maija Mäki, 23.10.2026 klo 12.00 "
        "Hyväksytyn luvun muutoksen syy: virhe: Laskuri oli rikki. Kirjoitettu: ”1 250”",
        "12 000 kpl → 1 200 kpl hyväksytty, korvattu "
        "Kirjattu palvelussa: Maija Mäki, 21.10.2026 klo 12.00 "
        "Lähetetty hyväksyttäväksi: Maija Mäki, 21.10.2026 klo 12.00 "
        "Hyväksytty: Heikki Harju, 22.10.2026 klo 12.00 Kirjoitettu: ”1 200”",
        "12 000 kpl palautettu "
        "Kirjattu palvelussa: Maija Mäki, 20.10.2026 klo 12.00 "
        "Lähetetty hyväksyttäväksi: Maija Mäki, 20.10.2026 klo 12.00 "
        "Palautettu: Heikki Harju, 21.10.2026 klo 12.00. Syy: Yksi nolla liikaa? Kirjoitettu: ”12 000”",
    ]


def test_what_stands_now_and_what_the_public_sees(
    city: DeskWorld, auditor: object, the_day: time_machine.Traveller
) -> None:
    whole_life(city, the_day)
    text = browser(auditor).get(ADDRESS).text.replace("\xa0", " ")
    assert "<dt>Nyt</dt><dd>1 250 kpl, odottaa hyväksyntää</dd>" in text
    assert "<dt>Julkisilla sivuilla</dt><dd>1 200 kpl</dd>" in text


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_a_draft_and_a_returned_figure_are_their_units_and_its_approvers(
    city: DeskWorld, auditor: object, state: str
) -> None:
    entry = city.draft("KAYNNIT", "4321") if state == "draft" else city.sent("KAYNNIT", "4321")
    if state == "returned":
        return_actual(entry=entry.pk, reason="Onko 4321 oikein?", by=city.head)
    outside = browser(auditor).get(ADDRESS).text.replace("\xa0", " ")
    assert "4 321" not in outside
    assert "4321" not in outside
    assert "Luku näkyy vain yksikölle ja sen hyväksyjälle" in outside
    assert "Maija Mäki, 20.10.2026 klo 12.00" in outside
    for person in (city.supervisor, city.head, city.steward):
        assert "4 321 kpl" in browser(person).get(ADDRESS).text.replace("\xa0", " ")


def test_a_draft_that_was_replaced_and_sent_is_open_history(city: DeskWorld, auditor: object) -> None:
    city.draft("KAYNNIT", "4321")
    city.sent("KAYNNIT", "1234")
    assert lines(browser(auditor).get(ADDRESS).text)[0].startswith("4 321 kpl → 1 234 kpl")


def test_a_ratio_shows_its_terms_and_an_empty_figure_its_reason(city: DeskWorld, auditor: object) -> None:
    city.sent("POISSA", "67 / 1860")
    text = browser(auditor).get(ADDRESS.replace("KAYNNIT", "POISSA")).text.replace("\xa0", " ")
    assert "3,6 %" in text
    assert "<p>67 / 1 860</p>" in text
    city.enter(city.visits, "2026-Q2", unit=city.library, why_empty="not_measured")
    assert lines(browser(auditor).get(ADDRESS.replace("Q3", "Q2")).text)[0].startswith("ei mitattu hyväksytty")


def test_without_a_unit_every_unit_is_told(city: DeskWorld, auditor: object) -> None:
    city.sent("KAYNNIT", "1200")
    city.sent("KAYNNIT", "300", unit="museo")
    text = browser(auditor).get("/pikkula/tilannekuva/mittarit/KAYNNIT/historia/?kausi=2026-Q3").text
    assert re.findall(r'<h2 id="historia-\d">([^<]+)', text) == ["Kirjasto", "Museo"]


def test_nothing_entered_is_told(city: DeskWorld, auditor: object) -> None:
    client = browser(auditor)
    assert "Tälle kaudelle ei ole kirjattu lukua." in client.get(ADDRESS).text
    assert "Tälle kaudelle ei ole kirjattu lukuja." in client.get(ADDRESS.replace("yksikko=kirjasto", "")).text
    assert client.get("/pikkula/tilannekuva/mittarit/KAYNNIT/historia/").status_code == 200


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (ADDRESS.replace("KAYNNIT", "EI"), "Mittaria ”EI” ei ole tässä kunnassa."),
        (ADDRESS.replace("kirjasto", "ei"), "Yksikköä ”ei” ei ole tässä kunnassa."),
        (ADDRESS.replace("2026-Q3", "2026-Q9"), "Kautta ”2026-Q9” ei ole."),
    ],
)
def test_what_is_not_there_is_told(city: DeskWorld, auditor: object, address: str, sentence: str) -> None:
    answer = browser(auditor).get(address)
    assert answer.status_code == 404
    assert sentence in answer.text


def test_another_citys_history_is_not_known(city: DeskWorld) -> None:
    other = DeskWorld("toinen", "998")
    assert browser(other.steward).get(ADDRESS).status_code == 404


def test_the_page_asks_the_database_at_most_twelve_times(
    city: DeskWorld, auditor: object, the_day: time_machine.Traveller, django_assert_max_num_queries
) -> None:
    whole_life(city, the_day)
    city.sent("KAYNNIT", "300", unit="museo")
    client = browser(auditor)
    for address in (ADDRESS, ADDRESS.replace("yksikko=kirjasto", "")):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
