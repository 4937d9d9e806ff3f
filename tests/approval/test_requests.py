"""A supervisor asks that a figure be opened; the approver opens it or says why not; the asker sees the answer."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from measures.asking import ask_reopening, decline_request, grant_request
from measures.entering import NotAccepted
from measures.models import Reopening, ReopeningRequest
from measures.opening import end_reopening
from scorecard.models import Unit
from scorecard.models.codes import Role
from tests.approval.desk_world import DeskWorld, browser
from tests.world import noon

ASK = "/pikkula/kirjaus/avauspyynnot/pyyda/?kausi=2026-Q3"
MINE = "/pikkula/kirjaus/avauspyynnot/?kausi=2026-Q3"
DESK = "/pikkula/hyvaksynta/avaukset/?kausi=2026-Q3"
FORM = {"figure": "KAYNNIT.kirjasto", "reason": "Kävijälaskuri oli rikki"}


@pytest.fixture
def shut(city: DeskWorld, the_day: time_machine.Traveller) -> DeskWorld:
    """The window was open until the 10th of November; it is the 12th."""
    the_day.move_to(noon("2026-11-12"))
    return city


def asked(city: DeskWorld, **facts: object) -> ReopeningRequest:
    """The library's visits asked for."""
    given = {"window": city.window, "indicator": city.visits.indicator, "unit": city.library}
    return ask_reopening(**(given | {"reason": "Kävijälaskuri oli rikki", "by": city.supervisor} | facts))


def answer(one: ReopeningRequest, what: str) -> str:
    """Where a request is answered."""
    return f"/pikkula/hyvaksynta/avauspyynnot/{one.pk}/{what}/?kausi=2026-Q3"


def text_of(city: DeskWorld, who: str, address: str) -> str:
    """A page with ordinary spaces."""
    return browser(getattr(city, who)).get(address).text.replace("\xa0", " ")


def test_the_whole_way_from_a_shut_page_to_a_figure_sent(shut: DeskWorld) -> None:
    entry = text_of(shut, "supervisor", "/pikkula/kirjaus/?kausi=2026-Q3")
    assert f'<a href="{MINE}">Pyydä luvun avausta</a>' in entry
    told = browser(shut.supervisor).post(ASK, FORM, follow=True).text
    assert "Avausta on pyydetty: Käynnit." in told
    assert "odottaa vastausta" in told
    one = ReopeningRequest.objects.get()
    assert "Yksi avauspyyntö odottaa vastaustasi" in text_of(shut, "head", "/pikkula/hyvaksynta/?kausi=2026-Q3")
    desk = text_of(shut, "head", DESK)
    assert "Avausta pyydetään (1)" in desk
    assert "Maija Mäki 12.11.2026 klo 12.00" in desk
    done = browser(shut.head).post(answer(one, "avaa"), {f"pyynto-{one.pk}-until": "20.11.2026"}, follow=True)
    assert "Luku on avattu: Käynnit. Se sulkeutuu itsestään." in done.text
    mine = text_of(shut, "supervisor", MINE)
    assert "Luku on auki 20.11.2026 asti (Heikki Harju 12.11.2026 klo 12.00)." in mine
    assert 'href="/pikkula/kirjaus/?kausi=2026-Q3&amp;yksikko=kirjasto#rivi-KAYNNIT.kirjasto.2026-Q3"' in mine
    assert shut.sent("KAYNNIT", "1200").submitted_at is not None
    opened = Reopening.objects.get()
    assert (opened.reason, opened.asked_by, opened.opened_by) == (one.reason, shut.supervisor, shut.head)


def test_a_no_is_given_with_its_reason_and_the_asker_sees_it(shut: DeskWorld) -> None:
    one = asked(shut)
    done = browser(shut.head).post(answer(one, "kiella"), {"syy": "Luku on jo raportoitu."}, follow=True)
    assert "Pyyntö on kielletty. Pyytäjä näkee syyn." in done.text
    mine = text_of(shut, "supervisor", MINE)
    assert "kielletty" in mine
    assert "Luku on jo raportoitu. (Heikki Harju 12.11.2026 klo 12.00)" in mine
    with pytest.raises(NotAccepted):
        shut.sent("KAYNNIT", "1200")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2001, "a\x00"])
def test_a_no_without_a_reason_is_not_given(shut: DeskWorld, reason: str) -> None:
    one = asked(shut)
    refused = browser(shut.head).post(answer(one, "kiella"), {"syy": reason})
    assert refused.status_code == 422
    assert "Kirjoita, miksi lukua ei avata" in refused.text
    one.refresh_from_db()
    assert one.answered_at is None


@pytest.mark.parametrize(
    ("day", "sentence"), [("", "Kirjoita päivä muodossa"), ("31.2.2027", "Kirjoita päivä"), ("1.1.2026", "jo mennyt")]
)
def test_a_yes_needs_a_day_to_come(shut: DeskWorld, day: str, sentence: str) -> None:
    one = asked(shut)
    refused = browser(shut.head).post(answer(one, "avaa"), {f"pyynto-{one.pk}-until": day})
    assert refused.status_code == 422
    assert sentence in refused.text
    assert not Reopening.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"figure": ""}, "Valitse luku, jonka avausta pyydät."),
        ({"figure": "KAYNNIT.museo"}, "Valitse luettelosta."),
        ({"reason": ""}, "Kirjoita, miksi luku pitäisi avata."),
        ({"reason": "x" * 2001}, "2000"),
    ],
)
def test_a_request_at_fault_keeps_what_was_typed(shut: DeskWorld, change: dict[str, str], sentence: str) -> None:
    refused = browser(shut.supervisor).post(ASK, FORM | change)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert not ReopeningRequest.objects.exists()


def test_the_same_figure_is_asked_once_until_it_is_answered(shut: DeskWorld) -> None:
    one = asked(shut)
    again = browser(shut.supervisor).post(ASK, FORM)
    assert again.status_code == 422
    assert "Tämän luvun avausta on jo pyydetty" in again.text
    decline_request(request=one.pk, reason="Ei nyt.", by=shut.head)
    assert browser(shut.supervisor).post(ASK, FORM).status_code == 302
    assert ReopeningRequest.objects.count() == 2


def test_an_open_period_or_an_open_figure_is_not_asked(city: DeskWorld, the_day: time_machine.Traveller) -> None:
    with pytest.raises(ValidationError, match="Kausi on auki"):
        asked(city)
    the_day.move_to(noon("2026-11-12"))
    grant_request(request=asked(city).pk, until=dt.date(2026, 11, 20), by=city.head)
    with pytest.raises(ValidationError, match="Luku on jo auki"):
        asked(city)


def test_a_request_whose_period_has_been_opened_again_is_answered_in_words(
    shut: DeskWorld, the_day: time_machine.Traveller
) -> None:
    one = asked(shut)
    shut.window.closes = dt.date(2026, 12, 1)
    shut.window.save()
    desk = text_of(shut, "head", DESK)
    assert "Kausi on nyt auki, joten luvun voi kirjata ilman avausta." in desk
    refused = browser(shut.head).post(answer(one, "avaa"), {f"pyynto-{one.pk}-until": "20.11.2026"})
    assert refused.status_code == 422
    assert "Kausi on auki: luvun voi kirjata ilman avausta." in refused.text


@pytest.mark.parametrize("what", ["avaa", "kiella"])
def test_a_request_is_answered_once(shut: DeskWorld, what: str) -> None:
    one = asked(shut)
    decline_request(request=one.pk, reason="Ei.", by=shut.deputy)
    form = {"syy": "Ei.", f"pyynto-{one.pk}-until": "20.11.2026"}
    refused = browser(shut.head).post(answer(one, what), form)
    assert refused.status_code == 422
    one.refresh_from_db()
    assert (one.answered_by, one.reopening) == (shut.deputy, None)


def test_the_approver_ends_an_opening_before_its_day(shut: DeskWorld) -> None:
    opened = grant_request(request=asked(shut).pk, until=dt.date(2026, 11, 20), by=shut.head)
    address = f"/pikkula/hyvaksynta/avaukset/{opened.pk}/paata/"
    assert "Avaus on päätetty: Käynnit." in browser(shut.head).post(address, follow=True).text
    with pytest.raises(NotAccepted):
        shut.sent("KAYNNIT", "1200")
    opened.refresh_from_db()
    assert (opened.ended_by, opened.ended_at) == (shut.head, noon("2026-11-12"))
    again = browser(shut.head).post(address)
    assert again.status_code == 422
    assert "Luku ei ole enää avattuna." in again.text
    assert "avaus päätettiin 12.11.2026" in text_of(shut, "supervisor", MINE)


def test_ending_shuts_a_figure_that_was_opened_twice(shut: DeskWorld) -> None:
    first = grant_request(request=asked(shut).pk, until=dt.date(2026, 11, 20), by=shut.head)
    Reopening.objects.create(
        window=shut.window, indicator=first.indicator, unit=first.unit, reason="Toinen", asked_by=shut.supervisor,
        opened_at=first.opened_at, opened_by=shut.deputy, expires_at=noon("2026-11-30"),
    )  # fmt: skip
    assert len(end_reopening(reopening=first, by=shut.head)) == 2
    with pytest.raises(NotAccepted):
        shut.sent("KAYNNIT", "1200")


def test_all_that_a_unit_owes_is_opened_at_once(shut: DeskWorld, the_day: time_machine.Traveller) -> None:
    the_day.move_to(noon("2026-10-20"))
    shut.sent("AUKI", "kyllä")
    the_day.move_to(noon("2026-11-12"))
    assert "Kirjasto: kaikki puuttuvat luvut (2)" in text_of(shut, "head", DESK)
    form = {
        "figure": "kaikki:kirjasto",
        "asked_by": str(shut.supervisor.pk),
        "reason": "Sairausloma",
        "until": "20.11.2026",
    }
    done = browser(shut.head).post("/pikkula/hyvaksynta/avaukset/avaa/?kausi=2026-Q3", form, follow=True)
    assert "2 lukua on avattu: Käynnit, Poissaolo-%. Ne sulkeutuvat itsestään." in done.text
    assert shut.sent("KAYNNIT", "1200").submitted_at is not None
    with pytest.raises(NotAccepted):
        shut.draft("AUKI", "ei")


def test_the_history_of_the_figure_and_of_the_window_tell_it(shut: DeskWorld, the_day: time_machine.Traveller) -> None:
    grant_request(request=asked(shut).pk, until=dt.date(2026, 11, 20), by=shut.head)
    the_day.move_to(noon("2026-11-21"))
    opened = "Luku avattu: Kirjasto: Käynnit. Syy: Kävijälaskuri oli rikki. Pyysi Maija Mäki, auki 20.11.2026 asti."
    ended = "Avaus päättyi itsestään: Kirjasto: Käynnit."
    history = "/pikkula/tilannekuva/mittarit/KAYNNIT/historia/?yksikko=kirjasto&kausi=2026-Q3"
    for who, address in (("head", history), ("steward", "/pikkula/hallinta/ikkunat/")):
        text = text_of(shut, who, address)
        assert text.index(ended) < text.index(opened)
    assert opened not in text_of(shut, "head", history.replace("kirjasto", "museo"))
    assert opened not in text_of(shut, "head", f"{history}&tiedossa=11.11.2026")


# --- doors


def test_another_sectors_head_neither_sees_nor_answers(shut: DeskWorld) -> None:
    one = asked(shut)
    opened = grant_request(request=asked(shut, unit=shut.museum).pk, until=dt.date(2026, 11, 20), by=shut.head)
    far = Unit.objects.create(municipality=shut.city, code="tekniikka", kind="sector", name_fi="Tekniikka")
    shut.stranger = shut.person("teppo", Role.SECTOR_HEAD, far)
    assert "Kävijälaskuri" not in text_of(shut, "stranger", DESK)
    client = browser(shut.stranger)
    for address in (answer(one, "avaa"), answer(one, "kiella"), f"/pikkula/hyvaksynta/avaukset/{opened.pk}/paata/"):
        assert client.post(address, {"syy": "Ei.", f"pyynto-{one.pk}-until": "20.11.2026"}).status_code == 404
    one.refresh_from_db()
    opened.refresh_from_db()
    assert (one.answered_at, opened.ended_at) == (None, None)


@pytest.mark.parametrize("number", ["999999", "9" * 30])
def test_what_is_not_there_is_not_found(shut: DeskWorld, number: str) -> None:
    client = browser(shut.steward)
    for address in (
        f"/pikkula/hyvaksynta/avaukset/{number}/paata/",
        f"/pikkula/hyvaksynta/avauspyynnot/{number}/avaa/",
        f"/pikkula/hyvaksynta/avauspyynnot/{number}/kiella/",
        f"/pikkula/hyvaksynta/sijaiset/{number}/paata/",
    ):
        answer = client.post(address, {"syy": "Ei."})
        assert answer.status_code == 404
        assert "Mitään ei muutettu." in answer.text


def test_a_supervisor_answers_nothing(shut: DeskWorld) -> None:
    one = asked(shut)
    client = browser(shut.supervisor)
    assert client.post(answer(one, "avaa"), {f"pyynto-{one.pk}-until": "20.11.2026"}).status_code == 403
    assert client.post(answer(one, "kiella"), {"syy": "Ei."}).status_code == 403
    assert not Reopening.objects.exists()


def test_another_citys_request_is_not_there(shut: DeskWorld) -> None:
    other = DeskWorld("toinen", "998")
    one = asked(other)
    assert browser(shut.steward).post(answer(one, "kiella"), {"syy": "Ei."}).status_code == 404


def test_whose_session_has_ended_is_told_and_a_get_does_nothing(shut: DeskWorld) -> None:
    one = asked(shut)
    assert Client().post(answer(one, "kiella"), {"syy": "Ei nyt."}).status_code == 401
    told = Client().post(ASK, FORM)
    assert told.status_code == 401
    assert "Kävijälaskuri oli rikki" in told.text  # a reason of many lines is not typed again
    assert browser(shut.head).get(answer(one, "kiella")).status_code == 405
    one.refresh_from_db()
    assert one.answered_at is None


@pytest.mark.parametrize("number", [1, 10])
def test_the_pages_cost_the_same_however_much_is_asked(
    shut: DeskWorld, django_assert_max_num_queries, number: int
) -> None:
    for place in range(number):
        unit = Unit.objects.create(
            municipality=shut.city, parent=shut.sector, code=f"y{place}", kind="result_unit", name_fi=f"Y{place}"
        )
        shut.visits.indicator.reporting_units.create(unit=unit)
        asked(shut, unit=unit)
    head = browser(shut.head)
    with django_assert_max_num_queries(17):
        assert f"Avausta pyydetään ({number})" in head.get(DESK).text
    with django_assert_max_num_queries(15):
        assert head.get(MINE).text.count("odottaa vastausta") == number


@pytest.mark.parametrize("step", ["avaukset/avaa/", "avauspyynnot/1/kiella/"])
def test_after_the_session_has_ended_signing_in_leads_back_to_the_period(city: DeskWorld, step: str) -> None:
    answer = Client().post(f"/pikkula/hyvaksynta/{step}?kausi=2026-Q3", {"syy": "Ei."})
    assert answer.status_code == 401
    assert "/kirjaudu/?next=%2Fpikkula%2Fhyvaksynta%2Favaukset%2F%3Fkausi%3D2026-Q3" in answer.text


@pytest.mark.parametrize(("who", "room"), [("supervisor", "Valmius"), ("head", "Hyväksyntä")])
def test_requests_readiness_and_late_changes_stand_under_the_same_link_of_the_top_bar(
    shut: DeskWorld, who: str, room: str
) -> None:
    for address in (MINE, "/pikkula/hyvaksynta/valmius/", "/pikkula/hyvaksynta/myohaiset/"):
        top = text_of(shut, who, address).split('class="ways')[1].split("</nav>")[0]
        assert f'aria-current="true">{room}</a>' in top, address
