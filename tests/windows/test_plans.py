"""Windows planned for a year at once, their days changed while they are coming or open, a coming one taken away."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from measures.actions import plan_windows, remove_window
from measures.models import Window
from measures.periods import Period
from tests.approval.desk_world import DeskWorld, browser

ADDRESS = "/pikkula/hallinta/ikkunat/"
YEAR = {"vuosi-year": "2027", "vuosi-frequency": "quarter", "vuosi-due": "10", "vuosi-grace": "5"}


def windows() -> dict[str, tuple[str, str, str]]:
    """The days of every window by its period."""
    return {one.period.code: (str(one.opens), str(one.due), str(one.closes)) for one in Window.objects.all()}


def coming(city: DeskWorld) -> Window:
    """The window of the running quarter, which opens in January."""
    days = (Period.parse("2026-Q4"), dt.date(2027, 1, 1), dt.date(2027, 1, 15), dt.date(2027, 1, 29))
    return plan_windows(municipality=city.city, planned=[days], by=city.steward)[0]


# --- a year at once


def test_a_year_of_quarters_is_planned_at_once(city: DeskWorld) -> None:
    city.window.delete()
    answer = browser(city.steward).post(f"{ADDRESS}vuosi/", YEAR, follow=True)
    assert "Ikkunat lisättiin: 1–3/2027, 4–6/2027, 7–9/2027, 10–12/2027." in answer.text
    # Ten working days after 31.3.2027 (Easter is 28.3.) and five more; after New Year also Epiphany is off.
    assert windows()["2027-Q1"] == ("2027-04-01", "2027-04-14", "2027-04-21")
    assert windows()["2027-Q4"] == ("2028-01-01", "2028-01-17", "2028-01-24")
    made = Window.history.filter(history_user=city.steward, history_type="+", period_ends__year=2027)
    assert made.count() == 4


def test_periods_that_have_theirs_or_overlap_are_left_and_told(city: DeskWorld) -> None:
    answer = browser(city.steward).post(f"{ADDRESS}vuosi/", YEAR | {"vuosi-year": "2026"}, follow=True)
    assert "Ikkunat lisättiin: 10–12/2026. Näillä oli jo ikkuna tai osin sama aika: 7–9/2026." in answer.text
    again = browser(city.steward).post(f"{ADDRESS}vuosi/", YEAR | {"vuosi-year": "2026"}, follow=True)
    assert "Yhtään ikkunaa ei lisätty." in again.text
    halves = browser(city.steward).post(
        f"{ADDRESS}vuosi/", YEAR | {"vuosi-year": "2026", "vuosi-frequency": "half"}, follow=True
    )
    assert "osin sama aika: 7–12/2026." in halves.text
    assert set(windows()) == {"2026-Q3", "2026-Q4"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"vuosi-year": "2025"}, "Kirjoita kokonaisluku 2026–2031."),
        ({"vuosi-year": "ensi vuosi"}, "enintään 4"),
        ({"vuosi-due": "0"}, "Kirjoita kokonaisluku 1–"),
        ({"vuosi-grace": ""}, "Täytä tämä kohta."),
        ({"vuosi-frequency": "two_years"}, "Valitse luettelosta."),
    ],
)
def test_what_is_wrong_is_said(city: DeskWorld, change: dict[str, str], sentence: str) -> None:
    answer = browser(city.steward).post(f"{ADDRESS}vuosi/", YEAR | change)
    assert answer.status_code == 422
    assert "Ikkunoita ei lisätty." in answer.text
    assert sentence in answer.text
    assert Window.objects.count() == 1


def test_without_grace_it_closes_on_the_due_day(city: DeskWorld) -> None:
    browser(city.steward).post(f"{ADDRESS}vuosi/", YEAR | {"vuosi-grace": "0"})
    assert windows()["2027-Q1"] == ("2027-04-01", "2027-04-14", "2027-04-14")


# --- other days


def test_a_coming_window_gets_other_days(city: DeskWorld) -> None:
    coming(city)
    mine = {"2026-Q4-opens": "4.1.2027", "2026-Q4-due": "20.1.2027", "2026-Q4-closes": "2.2.2027"}
    answer = browser(city.steward).post(f"{ADDRESS}2026-Q4/paivat/", mine, follow=True)
    assert "Kauden 10–12/2026 ikkunan päivät on tallennettu." in answer.text
    assert windows()["2026-Q4"] == ("2027-01-04", "2027-01-20", "2027-02-02")
    assert "Päiviä muutettu: kirjaus 4.1.2027–2.2.2027" in answer.text


def test_an_open_one_is_kept_open_longer_though_its_due_day_has_gone(city: DeskWorld) -> None:
    window = city.window
    window.due = dt.date(2026, 10, 15)
    window.save()
    mine = {"2026-Q3-due": "15.10.2026", "2026-Q3-closes": "30.11.2026"}
    browser(city.steward).post(f"{ADDRESS}2026-Q3/paivat/", mine)
    assert windows()["2026-Q3"] == (str(window.opens), "2026-10-15", "2026-11-30")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"2026-Q3-closes": "1.10.2026"}, "Päivä on jo mennyt."),
        ({"2026-Q3-due": "20.12.2026"}, "Kirjaus ei voi päättyä ennen määräpäivää."),
        ({"2026-Q3-due": "mikä"}, "Kirjoita päivä muodossa"),
    ],
)
def test_bad_days_are_said_and_nothing_changes(city: DeskWorld, change: dict[str, str], sentence: str) -> None:
    before = windows()
    mine = {"2026-Q3-due": "30.10.2026", "2026-Q3-closes": "10.11.2026"} | change
    answer = browser(city.steward).post(f"{ADDRESS}2026-Q3/paivat/", mine)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert windows() == before


def test_a_closed_one_is_opened_again_and_not_changed(city: DeskWorld) -> None:
    city.close_by_hand()
    mine = {"2026-Q3-due": "30.10.2026", "2026-Q3-closes": "10.11.2026"}
    answer = browser(city.steward).post(f"{ADDRESS}2026-Q3/paivat/", mine)
    assert answer.status_code == 422
    assert "Kauden 7–9/2026 ikkuna on jo suljettu. Avaa se uudelleen." in answer.text


# --- taken away


def test_only_a_window_that_has_not_opened_is_taken_away(city: DeskWorld) -> None:
    window = coming(city)
    client = browser(city.steward)
    assert client.get(ADDRESS).text.count("/poista/") == 1
    client.post(f"{ADDRESS}2026-Q4/poista/")
    assert set(windows()) == {"2026-Q3"}
    assert Window.history.filter(id=window.pk, history_type="-", history_user=city.steward).exists()
    answer = client.post(f"{ADDRESS}2026-Q3/poista/")
    assert answer.status_code == 422
    assert "Kauden 7–9/2026 ikkuna on jo auennut, joten sitä ei poisteta. Sulje se." in answer.text
    with pytest.raises(ValidationError):
        remove_window(window=city.window, by=city.steward)
