"""Deviation cards and officers' assessments on their pages: given, changed, accepted, closed, taken back."""

import re

import pytest

from measures.models import Assessment
from measures.verdicts import Verdict
from reporting.models import Deviation
from reporting.snapshot import CardState
from tests.reports.office import Office

pytestmark = pytest.mark.django_db
CARD = {
    "cause": "Remontti",
    "done": "Avataan",
    "responsible": "kirjastonjohtaja",
    "date": "31.12.2026",
    "state": "open",
}


def address(city: Office, page: str, row: str = "K1") -> str:
    return f"/{city.city.code}/tilannekuva/mittarit/{row}/{page}/"


def test_a_sector_head_opens_a_card_and_it_is_in_the_report(city):
    answer = city.as_(city.head).post(address(city, "poikkeama"), CARD | {"seen": "0"}, follow=True)
    assert "Poikkeamakortti on tallennettu." in answer.text
    card = city.draft().cards_of("K1")[0]
    assert (card.cause.fi, card.state, card.role.fi) == ("Remontti", CardState.OPEN, "toimialajohtaja, Sivistys")


def test_an_accepted_deviation_needs_its_decision(city):
    page, place = city.as_(city.head), address(city, "poikkeama")
    lacking = page.post(place, CARD | {"seen": "0", "state": "accepted"})
    assert lacking.status_code == 422
    assert lacking.text.count("Täytä tämä, kun valitsit tilan.") == 4
    assert "Remontti</textarea>" in lacking.text
    decided = {"body": "Lautakunta", "decided_on": "1.6.2026", "section": "12", "expires": "31.12.2026"}
    page.post(place, CARD | decided | {"seen": "0", "state": "accepted"})
    card = city.draft().cards_of("K1")[0]
    assert (card.state, card.body, card.section) == (CardState.ACCEPTED, "Lautakunta", "12")


def test_an_accepted_deviation_that_has_run_out_is_asked_about(city, the_day):
    decided = {"body": "Lautakunta", "decided_on": "1.6.2026", "section": "12", "expires": "20.8.2026"}
    city.as_(city.head).post(address(city, "poikkeama"), CARD | decided | {"seen": "0", "state": "accepted"})
    said = "Hyväksytyn poikkeaman voimassaolo on päättynyt: K1 Käynnit"
    assert said not in city.as_(city.head).get(city.place).text
    the_day.shift(24 * 3600)
    assert said in city.as_(city.head).get(city.place).text


def test_a_card_is_closed_with_words_and_a_new_one_begins(city):
    page, place = city.as_(city.head), address(city, "poikkeama")
    page.post(place, CARD | {"seen": "0"})
    first = Deviation.objects.get()
    assert page.post(place, CARD | {"seen": str(first.pk), "state": "closed"}).status_code == 422
    page.post(place, CARD | {"seen": str(first.pk), "state": "closed", "closing": "Avattu."})
    closed = Deviation.objects.get(state="closed")
    assert closed.supersedes == first
    page.post(place, CARD | {"seen": str(closed.pk), "cause": "Uusi syy"})
    assert Deviation.objects.get(cause="Uusi syy").supersedes is None


def test_two_who_write_the_same_card_see_both(city):
    place = address(city, "poikkeama")
    city.as_(city.deputy).post(place, CARD | {"seen": "0", "cause": "Sijaisen syy"})
    answer = city.as_(city.head).post(place, CARD | {"seen": "0"})
    assert answer.status_code == 422
    assert "Sijaisen syy" in answer.text
    assert "Remontti" in answer.text
    assert Deviation.objects.count() == 1


@pytest.mark.parametrize(("who", "status"), [("other_head", 403), ("finance", 403), ("reader", 403), ("steward", 302)])
@pytest.mark.parametrize("page", ["poikkeama", "arvio"])
def test_only_those_who_answer_for_the_row_write(city, who, status, page):
    data = CARD | {"seen": "0", "period": "2026-Q2", "verdict": "on_track", "reason": "Syy"}
    assert city.as_(getattr(city, who)).post(address(city, page), data).status_code == status
    assert (Deviation.objects.count() + Assessment.objects.count()) == (status == 302)


def test_an_assessment_stands_beside_the_verdict_until_it_is_taken_back(city):
    page, place = city.as_(city.head), address(city, "arvio")
    page.post(place, {"period": "2026-Q2", "verdict": "on_track", "reason": "Uusi kirjasto avataan."})
    row = city.standing("2026-H1").row("K1")
    assert (row.verdict, row.facts.assessed.verdict) == (Verdict.MISSED, Verdict.ON_TRACK)
    own = city.draft().assessment("K1")
    assert (own.verdict, own.role.fi) == (Verdict.ON_TRACK, "toimialajohtaja, Sivistys")
    assert "Peru viimeisin arvio" in page.get(place).text
    answer = page.post(place, {"peru": "1", "reason": "Avaus siirtyi."}, follow=True)
    assert "Arvio on peruttu." in answer.text
    assert city.standing("2026-H1").row("K1").facts.assessed is None
    assert city.draft().assessments == ()
    assert Assessment.objects.count() == 2
    assert "Uusi kirjasto avataan." in page.get(place).text


def test_an_assessment_is_not_chosen_beforehand(city):
    """Somebody who only writes a reason has not said that the target was met."""
    page = city.as_(city.head).get(address(city, "arvio")).text
    assert re.search(r'<option value="" selected>Valitse arvio</option>', page)
    answer = city.as_(city.head).post(address(city, "arvio"), {"period": "2026-Q2", "verdict": "", "reason": "Syy"})
    assert answer.status_code == 422
    assert "Valitse luettelosta." in answer.text
    assert Assessment.objects.count() == 0


def test_an_open_card_whose_day_has_gone_by_says_so(city, the_day):
    """It is the 20th of August: the card is to be done by the 20th, and on the 21st it is late."""
    page, inside = city.as_(city.head), address(city, "poikkeama").removesuffix("poikkeama/")
    page.post(address(city, "poikkeama"), CARD | {"seen": "0", "date": "20.8.2026"})
    late, places = "(määräaika on ohitettu)", (address(city, "poikkeama"), inside)
    assert not [one for one in places if late in page.get(one).text]
    the_day.shift(24 * 3600)
    page = city.as_(city.head)
    assert [page.get(one).text.count(late) for one in places] == [1, 1]
    assert page.get(f"{inside}?tiedossa=20.8.2026").text.count(late) == 0
    first = Deviation.objects.get()
    page.post(address(city, "poikkeama"), CARD | {"seen": str(first.pk), "date": "30.9.2026"})
    assert late not in page.get(address(city, "poikkeama")).text


def test_an_assessment_needs_its_reason(city):
    answer = city.as_(city.head).post(address(city, "arvio"), {"period": "2026-Q2", "verdict": "met", "reason": ""})
    assert answer.status_code == 422
    assert "Arvio tarvitsee perustelun." in answer.text
    assert Assessment.objects.count() == 0


def test_of_a_row_that_is_not_there(city):
    assert city.as_(city.head).get(address(city, "poikkeama", "K9")).status_code == 404
