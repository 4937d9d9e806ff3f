"""Days of a window: given in working days, moved off feasts, and the days of grace after the due day."""

import datetime as dt

import pytest
import time_machine

from measures.actions import close_window
from measures.duties import duties_in
from measures.entering import return_actual
from measures.lateness import came_late
from measures.models import Actual, Window
from tests.approval.desk_world import DeskWorld, browser
from tests.world import noon

ADDRESS = "/pikkula/hallinta/ikkunat/"
GOOD = {"period": "2026-Q4", "opens": "1.1.2027", "due": "10 tp", "closes": "5 tp"}


def made(city: DeskWorld) -> tuple[dt.date, dt.date]:
    """The due and the closing day of the window of the last quarter."""
    window = Window.objects.get(municipality=city.city, period_ends=dt.date(2026, 12, 31))
    return window.due, window.closes


@pytest.mark.parametrize(
    ("due", "closes"),
    [("10 tp", "5 tp"), ("10tp", "5 työpäivää"), ("10. työpäivä", "5 TP"), ("10 arbetsdagar", "5 working days")],
)
def test_days_are_given_as_working_days_from_the_periods_end(city: DeskWorld, due: str, closes: str) -> None:
    """After New Year's Eve 4, 5, 7, 8, 11–15 and the 18th: New Year, Epiphany and weekends are left out; then five."""
    assert browser(city.steward).post(ADDRESS, GOOD | {"due": due, "closes": closes}).status_code == 302
    assert made(city) == (dt.date(2027, 1, 18), dt.date(2027, 1, 25))


def test_the_first_guess_is_ten_working_days_and_five_of_grace(city: DeskWorld) -> None:
    text = browser(city.steward).get(ADDRESS).text
    assert 'name="due" value="18.1.2027"' in text
    assert 'name="closes" value="25.1.2027"' in text
    assert "Päivä, tai työpäiviä kauden päättymisestä: 10 tp" in text


def test_a_day_off_moves_to_the_next_working_day_and_says_so(city: DeskWorld) -> None:
    days = {"due": "6.1.2027", "closes": "17.1.2027"}
    answer = browser(city.steward).post(ADDRESS, GOOD | days, follow=True)
    assert "Määräpäivä 6.1.2027 on loppiainen, joten se siirtyi työpäivään 7.1.2027." in answer.text
    assert "Kirjauksen viimeinen päivä 17.1.2027 on sunnuntai, joten se siirtyi työpäivään 18.1.2027." in answer.text
    assert made(city) == (dt.date(2027, 1, 7), dt.date(2027, 1, 18))


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"due": "0 tp"}, "due", "Työpäiviä voi olla 1–60."),
        ({"due": "61 tp"}, "due", "Työpäiviä voi olla 1–60."),
        ({"due": "kymmenen tp"}, "due", "Kirjoita päivä muodossa pp.kk.vvvv"),
        ({"due": "-3 tp"}, "due", "Kirjoita päivä muodossa pp.kk.vvvv"),
        ({"period": "2026-Q9"}, "period", "Kautta ”2026-Q9” ei ole."),
        ({"period": "2025-Q4"}, "due", "Päivä on jo mennyt. Valitse tämä päivä tai myöhempi. (16.1.2026)"),
    ],
)
def test_working_days_that_cannot_be_are_said_in_their_place(
    city: DeskWorld, change: dict[str, str], field: str, sentence: str
) -> None:
    answer = browser(city.steward).post(ADDRESS, GOOD | change)
    assert answer.status_code == 422
    assert sentence in answer.text.split(f'name="{field}"')[1].split("</div>")[0]
    assert Window.objects.count() == 1


def test_a_window_is_opened_again_for_working_days_from_today(city: DeskWorld) -> None:
    close_window(window=city.window, by=city.steward)
    answer = browser(city.steward).post(f"{ADDRESS}2026-Q3/avaa/", {"2026-Q3-due": "9 tp", "2026-Q3-closes": "1 tp"})
    assert answer.status_code == 302
    city.window.refresh_from_db()
    # From Tuesday the 20th of October: three days left of that week, five of the next, and Monday the 2nd of November.
    assert (city.window.due, city.window.closes) == (dt.date(2026, 11, 2), dt.date(2026, 11, 3))


def test_the_list_tells_the_grace_of_open_windows(city: DeskWorld) -> None:
    """Due Tuesday the 27th of October, closing Tuesday the 10th of November: ten working days."""
    assert "Armonaika 10 työpäivää määräpäivän jälkeen" in browser(city.steward).get(ADDRESS).text
    city.window.closes = city.window.due
    city.window.save()
    assert "Ei armonaikaa: kirjaus päättyy määräpäivänä." in browser(city.steward).get(ADDRESS).text


# --- figures that come in the days of grace


def late(city: DeskWorld) -> set[str]:
    """Of which indicators the figures came late."""
    duties = duties_in(city.window, {city.library.pk, city.museum.pk})
    found = came_late(city.window, duties)
    return {duty.cell.indicator.code for duty in duties if duty.latest is not None and duty.latest.pk in found}


def test_the_supervisor_is_told_of_the_grace(city: DeskWorld, the_day: time_machine.Traveller) -> None:
    the_day.move_to(noon("2026-10-28"))
    text = browser(city.supervisor).get("/pikkula/kirjaus/").text
    assert "Määräpäivä oli 27.10.2026. Kirjaus on auki vielä 10.11.2026 asti (armonaika)." in text


def test_the_approver_is_told_of_the_grace(city: DeskWorld, the_day: time_machine.Traveller) -> None:
    grace = "kirjaus on auki vielä 10.11.2026 asti (armonaika)"
    told = []
    for day in ("2026-10-27", "2026-10-28", "2026-11-10", "2026-11-11"):
        the_day.move_to(noon(day))
        told.append(grace in browser(city.head).get("/pikkula/hyvaksynta/").text)
    assert told == [False, True, True, False]


def test_what_is_sent_on_the_due_day_is_in_time_and_after_it_late(
    city: DeskWorld, the_day: time_machine.Traveller
) -> None:
    the_day.move_to(dt.datetime(2026, 10, 27, 21, 59, tzinfo=dt.UTC))  # one minute to midnight in Helsinki
    city.sent("KAYNNIT", "1200")
    the_day.move_to(dt.datetime(2026, 10, 27, 22, 1, tzinfo=dt.UTC))
    city.sent("POISSA", "67 / 1860")
    assert late(city) == {"POISSA"}
    rows = browser(city.head).get("/pikkula/hyvaksynta/").text.split('<tr id="luku-')[1:]
    assert ["tuli määräpäivän jälkeen" in row for row in rows] == ["Poissaolo-%" in row for row in rows]
    assert sum("tuli määräpäivän jälkeen" in row for row in rows) == 1


def test_a_figure_that_came_in_time_and_was_corrected_later_is_not_late(
    city: DeskWorld, the_day: time_machine.Traveller
) -> None:
    first = city.sent("KAYNNIT", "1200")
    the_day.move_to(noon("2026-10-29"))
    return_actual(entry=first.pk, reason="Tarkista.", by=city.head)
    city.sent("KAYNNIT", "1300")
    assert late(city) == set()
    assert Actual.objects.filter(indicator=city.visits.indicator).count() == 2


def test_a_draft_of_the_right_day_that_is_sent_late_is_late(city: DeskWorld, the_day: time_machine.Traveller) -> None:
    city.draft("KAYNNIT", "1200")
    the_day.move_to(noon("2026-10-29"))
    city.sent("KAYNNIT", "1200")
    assert late(city) == {"KAYNNIT"}
