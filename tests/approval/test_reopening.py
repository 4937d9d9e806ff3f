"""One figure opened again after its window closed: for a reason, at somebody's wish, until a day."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from measures.entering import NotAccepted
from measures.models import Actual, Reopening
from measures.opening import reopen_figure
from tests.approval.desk_world import DeskWorld, browser
from tests.world import noon

PAGE = "/pikkula/hyvaksynta/avaukset/?kausi=2026-Q3"
OPEN = "/pikkula/hyvaksynta/avaukset/avaa/?kausi=2026-Q3"


@pytest.fixture
def shut(city: DeskWorld, the_day: time_machine.Traveller) -> DeskWorld:
    """The window was open until the 10th of November; it is the 12th."""
    the_day.move_to(noon("2026-11-12"))
    return city


def opened(city: DeskWorld, until: str = "2026-11-20", **facts: object) -> Reopening:
    """The library's visits opened again."""
    given = {
        "window": city.window,
        "indicator": city.visits.indicator,
        "unit": city.library,
        "reason": "Kävijälaskuri oli rikki",
        "until": dt.date.fromisoformat(until),
        "asked_by": city.supervisor,
        "by": city.head,
    }
    return reopen_figure(**(given | facts))


def form(city: DeskWorld, **fields: str) -> dict[str, str]:
    """The form as it is filled in."""
    filled = {
        "figure": "KAYNNIT.kirjasto",
        "asked_by": str(city.supervisor.pk),
        "reason": "Kävijälaskuri oli rikki",
        "until": "20.11.2026",
    }
    return filled | fields


def test_the_opened_figure_takes_an_entry_and_is_sent_the_others_do_not(shut: DeskWorld) -> None:
    with pytest.raises(NotAccepted):
        shut.sent("KAYNNIT", "1200")
    opened(shut)
    assert shut.sent("KAYNNIT", "1200").submitted_at is not None
    with pytest.raises(NotAccepted, match=r"päättyi 10\.11\.2026"):
        shut.sent("KAYNNIT", "900", unit="museo")


def test_it_shuts_by_itself_at_the_end_of_its_day_in_helsinki(shut: DeskWorld, the_day: time_machine.Traveller) -> None:
    opened(shut, "2026-11-20")
    the_day.move_to(dt.datetime(2026, 11, 20, 21, 59, 30, tzinfo=dt.UTC))
    shut.sent("KAYNNIT", "1200")
    the_day.move_to(dt.datetime(2026, 11, 20, 22, 0, tzinfo=dt.UTC))
    with pytest.raises(NotAccepted):
        shut.sent("KAYNNIT", "1300")
    assert Actual.objects.filter(superseded_by=None, unit=shut.library, period_ends="2026-09-30").get().value == 1200


def test_a_locked_period_opens_one_figure_too(shut: DeskWorld) -> None:
    shut.window.locked_at, shut.window.locked_by = noon("2026-11-11"), shut.steward
    shut.window.save()
    opened(shut)
    assert shut.sent("KAYNNIT", "1200").value == 1200


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"reason": "  "}, "miksi luku avataan"),
        ({"reason": "x" * 2001}, "enintään 2000"),
        ({"until": "2026-11-11"}, "on jo mennyt"),
    ],
)
def test_what_cannot_be_opened_says_why(shut: DeskWorld, facts: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        opened(shut, **facts)
    assert not Reopening.objects.exists()


def test_an_open_window_needs_no_reopening(city: DeskWorld) -> None:
    with pytest.raises(ValidationError, match="Kausi on auki"):
        opened(city, "2026-11-20")


def test_the_page_opens_a_figure_and_tells_of_it(shut: DeskWorld) -> None:
    head = browser(shut.head)
    told = head.post(OPEN, form(shut), follow=True).text.replace("\xa0", " ")
    one = Reopening.objects.get()
    assert (one.asked_by, one.opened_by, one.reason) == (shut.supervisor, shut.head, "Kävijälaskuri oli rikki")
    assert "auki 20.11.2026 asti" in told
    assert "Luku on avattu" in told


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("figure", "", "Valitse luku, joka avataan."),
        ("figure", "KAYNNIT.satama", "Valitse luettelosta."),
        ("asked_by", "", "Valitse pyytäjä."),
        ("asked_by", "999999", "Valitse luettelosta."),
        ("reason", "", "Kirjoita, miksi luku avataan."),
        ("until", "31.2.2026", "Kirjoita päivä muodossa"),
        ("until", "1.1.2026", "Päivä on jo mennyt."),
    ],
)
def test_a_form_at_fault_opens_nothing_and_keeps_what_was_typed(
    shut: DeskWorld, field: str, typed: str, sentence: str
) -> None:
    answer = browser(shut.head).post(OPEN, form(shut, **{field: typed}))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Reopening.objects.exists()
    if field != "reason":
        assert "Kävijälaskuri oli rikki" in answer.text


def test_the_units_own_people_see_it_open_and_the_rest_shut(shut: DeskWorld) -> None:
    opened(shut)
    page = browser(shut.supervisor).get("/pikkula/kirjaus/").text.replace("\xa0", " ")
    assert "Avattu 20.11.2026 asti: Kävijälaskuri oli rikki" in page
    assert 'name="KAYNNIT.kirjasto.2026-Q3:value"' in page
    assert page.count(":seen") == 1


def test_twice_at_once_keeps_both_and_the_later_day_holds(shut: DeskWorld) -> None:
    opened(shut, "2026-11-20")
    opened(shut, "2026-11-13")
    page = browser(shut.head).get(PAGE).text.replace("\xa0", " ")
    assert "auki 20.11.2026 asti" in page
