"""The steward's windows: opened, closed, opened again, with who and when; and what stops it."""

import datetime as dt
from html import escape
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from measures.actions import close_window, open_window, reopen_window
from measures.models import Window
from measures.periods import Period
from tests.approval.desk_world import DeskWorld, browser
from tests.world import noon

ADDRESS = "/pikkula/hallinta/ikkunat/"
GOOD = {"period": "2026-Q4", "opens": "1.1.2027", "due": "15.1.2027", "closes": "29.1.2027"}
AGAIN = {"2026-Q3-due": "25.10.2026", "2026-Q3-closes": "30.11.2026"}


def plain(text: str) -> str:
    """A page's text with ordinary spaces."""
    return text.replace("\xa0", " ")


def line(text: str, period: str) -> str:
    """What the list says of a window."""
    return text.split(f'id="ikkuna-{period}"')[1].split("\n</li>")[0]


def lock(city: DeskWorld) -> None:
    """The window's period has been reported."""
    city.window.locked_at, city.window.locked_by = noon("2026-10-19"), city.steward
    city.window.save()


# --- the list


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-09-30", "tuleva"), ("2026-10-01", "auki"), ("2026-11-10", "auki"), ("2026-11-11", "suljettu")],
)
def test_a_window_has_its_state_by_the_day(
    city: DeskWorld, the_day: time_machine.Traveller, day: str, state: str
) -> None:
    the_day.move_to(noon(day))
    text = line(browser(city.steward).get(ADDRESS).text, "2026-Q3")
    assert f'<span class="tag">{state}</span>' in text
    assert ("/sulje/" in text) == (state == "auki")
    assert ("/avaa/" in text) == (state == "suljettu")


def test_a_window_closed_by_hand_is_closed_and_a_locked_one_locked(city: DeskWorld) -> None:
    city.close_by_hand()
    assert ">suljettu<" in line(browser(city.steward).get(ADDRESS).text, "2026-Q3")
    lock(city)
    text = line(browser(city.steward).get(ADDRESS).text, "2026-Q3")
    assert ">lukittu<" in text
    assert "/avaa/" not in text


def test_the_form_proposes_the_last_ended_quarter_from_today(city: DeskWorld) -> None:
    city.window.delete()
    text = browser(city.steward).get(ADDRESS).text
    for field, value in (
        ("period", "7–9/2026"),
        ("opens", "20.10.2026"),
        ("due", "3.11.2026"),
        ("closes", "10.11.2026"),
    ):
        assert f'name="{field}" value="{value}"' in text
    assert "Yhtään ikkunaa ei ole vielä avattu." in text


def test_the_form_proposes_the_next_quarter_when_the_last_has_its_window(city: DeskWorld) -> None:
    text = browser(city.steward).get(ADDRESS).text
    assert 'name="period" value="10–12/2026"' in text
    assert 'name="opens" value="1.1.2027"' in text


# --- opening


@pytest.mark.parametrize("period", ["10–12/2026", "10-12 / 2026", "Oct–Dec 2026", "2026-Q4"])
def test_a_window_is_opened(city: DeskWorld, period: str) -> None:
    answer = browser(city.steward).post(ADDRESS, GOOD | {"period": period}, follow=True)
    assert answer.redirect_chain == [(ADDRESS, 302)]
    assert "Kauden 10–12/2026 ikkuna on tallennettu." in answer.text
    made = Window.objects.get(period_ends=dt.date(2026, 12, 31))
    assert (made.opens, made.due, made.closes) == (dt.date(2027, 1, 1), dt.date(2027, 1, 15), dt.date(2027, 1, 29))
    assert ">tuleva<" in line(answer.text, "2026-Q4")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"period": "2026-Q9"}, "Kautta ”2026-Q9” ei ole."),
        ({"period": "10–11/2026"}, "Kautta ”10–11/2026” ei ole. Kausi kirjoitetaan esimerkiksi 7–9/2026"),
        ({"period": "13/2026"}, "Kautta ”13/2026” ei ole."),
        ({"period": "10–12/26"}, "Kautta ”10–12/26” ei ole."),
        ({"period": ""}, "Kirjoita kausi, esimerkiksi 7–9/2026."),
        ({"period": "2026-Q3"}, "Kaudella 7–9/2026 on jo ikkuna. Avaa se uudelleen listasta."),
        ({"opens": "31.12.2026"}, "Kausi 10–12/2026 päättyy 31.12.2026. Kirjaus voi alkaa aikaisintaan 1.1.2027."),
        ({"opens": "huomenna"}, "Kirjoita päivä muodossa pp.kk.vvvv"),
        ({"due": "31.2.2027"}, "Kirjoita päivä muodossa pp.kk.vvvv"),
        ({"due": ""}, "Kirjoita päivä muodossa pp.kk.vvvv"),
        ({"due": "30.12.2026"}, "Määräpäivä ei voi olla ennen kirjauksen alkua."),
        ({"closes": "14.1.2027"}, "Kirjaus ei voi päättyä ennen määräpäivää."),
        ({"closes": "19.10.2026"}, "Päivä on jo mennyt."),
    ],
)
def test_what_is_wrong_is_said_in_its_place_and_what_was_typed_stays(
    city: DeskWorld, change: dict[str, str], sentence: str
) -> None:
    answer = browser(city.steward).post(ADDRESS, GOOD | change)
    assert answer.status_code == 422
    ((name, typed),) = change.items()
    field = answer.text.split(f'name="{name}"')[1].split("</div>")[0]
    assert sentence in field
    assert f'value="{typed}"' in field
    assert 'aria-invalid="true"' in field
    assert Window.objects.count() == 1


def test_a_period_may_be_typed_in_small_letters_and_days_as_machines_write_them(city: DeskWorld) -> None:
    answer = browser(city.steward).post(ADDRESS, GOOD | {"period": " 2026-q4 ", "opens": "2027-01-02"})
    assert answer.status_code == 302
    assert Window.objects.get(period_ends=dt.date(2026, 12, 31)).opens == dt.date(2027, 1, 2)


def test_two_stewards_at_once_make_one_window(city: DeskWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("measures.views.windows._taken", lambda access: [])
    form = {"period": "2026-Q3", "opens": "20.10.2026", "due": "21.10.2026", "closes": "22.10.2026"}
    answer = browser(city.steward).post(ADDRESS, form)
    assert answer.status_code == 422
    assert "Joku ehti avata ikkunan tälle kaudelle." in answer.text
    assert Window.objects.count() == 1


# --- closing and opening again


def test_an_open_window_is_closed_with_who_and_when(city: DeskWorld) -> None:
    answer = browser(city.steward).post(f"{ADDRESS}2026-Q3/sulje/", follow=True)
    assert "Kauden 7–9/2026 ikkuna on suljettu. Kirjatut luvut ovat tallessa." in answer.text
    city.window.refresh_from_db()
    assert (city.window.closed_by, city.window.closed_at) == (city.steward, noon("2026-10-20"))


def test_a_closed_window_is_not_closed_again(city: DeskWorld) -> None:
    city.close_by_hand()
    answer = browser(city.steward).post(f"{ADDRESS}2026-Q3/sulje/")
    assert answer.status_code == 422
    assert "ei ole avoinna. Mitään ei muutettu." in answer.text
    city.window.refresh_from_db()
    assert city.window.closed_at == noon("2026-10-21")


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_closed_window_is_opened_again(city: DeskWorld, the_day: time_machine.Traveller, by_hand: bool) -> None:
    if by_hand:
        close_window(window=city.window, by=city.steward)
    else:
        the_day.move_to(noon("2026-11-12"))
    days = AGAIN if by_hand else {"2026-Q3-due": "20.11.2026", "2026-Q3-closes": "30.11.2026"}
    answer = browser(city.steward).post(f"{ADDRESS}2026-Q3/avaa/", days, follow=True)
    assert "Kauden 7–9/2026 ikkuna on avattu uudelleen." in answer.text
    city.window.refresh_from_db()
    assert city.window.is_open(dt.date(2026, 11, 20))
    assert (city.window.closes, city.window.closed_at) == (dt.date(2026, 11, 30), None)


def test_faulty_days_are_said_at_the_window_they_are_of(city: DeskWorld) -> None:
    close_window(window=city.window, by=city.steward)
    wrong = AGAIN | {"2026-Q3-closes": "19.10.2026"}
    answer = browser(city.steward).post(f"{ADDRESS}2026-Q3/avaa/", wrong)
    assert answer.status_code == 422
    text = line(answer.text, "2026-Q3")
    assert "<details open>" in text
    assert "Päivä on jo mennyt." in text
    assert 'value="19.10.2026"' in text
    city.window.refresh_from_db()
    assert city.window.closed_at is not None


def test_a_locked_window_is_not_opened_again(city: DeskWorld) -> None:
    lock(city)
    answer = browser(city.steward).post(f"{ADDRESS}2026-Q3/avaa/", AGAIN)
    assert answer.status_code == 422
    assert "Kausi 7–9/2026 on lukittu, koska se on raportoitu. Sitä ei voi avata uudelleen." in answer.text
    with pytest.raises(ValidationError, match="on lukittu"):
        reopen_window(window=city.window, due=dt.date(2026, 11, 1), closes=dt.date(2026, 11, 2), by=city.steward)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("2026-10-20", "on jo auki. Mitään ei muutettu."), ("2026-09-20", "aukeaa vasta 1.10.2026. Mitään ei muutettu.")],
)
def test_only_a_closed_window_is_opened_again(
    city: DeskWorld, the_day: time_machine.Traveller, day: str, sentence: str
) -> None:
    the_day.move_to(noon(day))
    answer = browser(city.steward).post(f"{ADDRESS}2026-Q3/avaa/", AGAIN)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_days_out_of_order_are_refused_by_the_verb_too(city: DeskWorld) -> None:
    close_window(window=city.window, by=city.steward)
    with pytest.raises(ValidationError, match="tässä järjestyksessä"):
        reopen_window(window=city.window, due=dt.date(2026, 12, 1), closes=dt.date(2026, 11, 1), by=city.steward)


@pytest.mark.parametrize("step", ["sulje", "avaa"])
def test_a_period_without_a_window_is_told(city: DeskWorld, step: str) -> None:
    answer = browser(city.steward).post(f"{ADDRESS}2019-Q1/{step}/")
    assert answer.status_code == 404
    assert "Kaudella ”2019-Q1” ei ole raportointi-ikkunaa." in answer.text


def test_the_history_tells_each_step_with_who_and_when(city: DeskWorld, the_day: time_machine.Traveller) -> None:
    close_window(window=city.window, by=city.steward)
    the_day.move_to(noon("2026-10-21"))
    reopen_window(window=city.window, due=dt.date(2026, 10, 30), closes=dt.date(2026, 11, 30), by=city.steward)
    text = line(browser(city.steward).get(ADDRESS).text, "2026-Q3").split("Historia")[1]
    steps = [
        "Avattu uudelleen: kirjaus 1.10.2026–30.11.2026, määräpäivä 30.10.2026. "
        '<span class="small muted">paavo-pikkula 21.10.2026 klo 12.00',
        'Suljettu. <span class="small muted">paavo-pikkula 20.10.2026 klo 12.00',
        "Avattu: kirjaus 1.10.2026–10.11.2026, määräpäivä 27.10.2026.",
    ]
    places = [text.index(step) for step in steps]
    assert places == sorted(places)


# --- doors and cost


@pytest.mark.parametrize(("who", "status"), [("steward", 200), ("head", 403), ("supervisor", 403)])
def test_only_the_steward_comes_in(city: DeskWorld, who: str, status: int) -> None:
    client = browser(getattr(city, who))
    assert client.get(ADDRESS).status_code == status
    if status != 200:
        assert client.post(ADDRESS, GOOD).status_code == status
        assert client.post(f"{ADDRESS}2026-Q3/sulje/").status_code == status
    assert Window.objects.filter(closed_at=None).count() == 1


def test_another_citys_window_is_not_touched(city: DeskWorld) -> None:
    other = DeskWorld("toinen", "998")
    assert browser(city.steward).post("/toinen/hallinta/ikkunat/2026-Q3/sulje/").status_code == 404
    other.window.refresh_from_db()
    assert other.window.closed_at is None


def test_whose_session_has_ended_is_told_and_a_get_closes_nothing(city: DeskWorld) -> None:
    assert Client().post(f"{ADDRESS}2026-Q3/sulje/").status_code == 401
    assert browser(city.steward).get(f"{ADDRESS}2026-Q3/sulje/").status_code == 405
    city.window.refresh_from_db()
    assert city.window.closed_at is None


def test_a_new_window_typed_after_the_session_ended_stands_in_the_form_again(city: DeskWorld) -> None:
    days = {"period": "2026-Q4", "opens": "4.1.2027", "due": "19.1.2027", "closes": '8 tp"'}
    told = Client().post(ADDRESS, days)
    assert told.status_code == 401
    assert "Valintasi ja päiväsi ovat lomakkeella valmiina" in told.text
    back = f"{ADDRESS}?{urlencode(days)}"
    assert f'href="/kirjaudu/?{escape(urlencode({"next": back}))}"' in told.text
    page = browser(city.steward).get(back)
    assert page.status_code == 200
    assert 'value="4.1.2027"' in page.text
    assert 'value="19.1.2027"' in page.text
    assert 'value="8 tp&quot;"' in page.text
    assert Window.objects.count() == 1
    assert Client().get(ADDRESS).headers["Location"] == f"/kirjaudu/?next={ADDRESS}"


def test_whoever_was_first_with_a_time_that_overlaps_is_told_of_and_not_a_fault(
    city: DeskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("measures.views.windows._taken", lambda _access: [])  # the other one came after this look
    answer = browser(city.steward).post(ADDRESS, GOOD | {"period": "2026-H2"})
    assert answer.status_code == 422
    assert "Kausi on osin samaa aikaa kuin toinen, jolla on jo ikkuna." in answer.text


@pytest.mark.parametrize("closes", ["5 tp", "31.12.9999"])
def test_the_last_day_of_the_calendar_is_no_fault(city: DeskWorld, closes: str) -> None:
    answer = browser(city.steward).post(ADDRESS, GOOD | {"due": "31.12.9999", "closes": closes})
    assert answer.status_code == 422
    assert "Päivä on liian kaukana." in answer.text


def test_the_page_asks_the_database_at_most_twelve_times(city: DeskWorld, django_assert_max_num_queries) -> None:
    for year in range(2015, 2026):
        first = dt.date(year + 1, 1, 1)
        days = {"opens": first, "due": first + dt.timedelta(days=14), "closes": first + dt.timedelta(days=28)}
        open_window(municipality=city.city, period=Period(year), by=city.steward, **days)
    client = browser(city.steward)
    with django_assert_max_num_queries(12):
        assert client.get(ADDRESS).text.count('id="ikkuna-') == 12
