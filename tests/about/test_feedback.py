"""The steward's list of feedback: what is due and late, answering, and the answer's way by e-mail."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from scorecard.about import posting
from scorecard.about.keeping import answer_feedback
from scorecard.models import Feedback, Municipality
from tests.about.towns import Towns, browser

ANSWER = {"answer": "Kiitos. Korjasimme painikkeen."}


def answered(towns: Towns, feedback: Feedback, **change: str) -> str:
    """The list after the steward's answer."""
    address = f"{towns.list}{feedback.pk}/vastaa/"
    return browser(towns.steward).post(address, ANSWER | change, follow=True).text


def test_the_list_tells_what_is_due_and_what_is_late(towns: Towns, the_day: time_machine.Traveller) -> None:
    towns.says("Ensin.")
    the_day.shift(dt.timedelta(days=13))
    towns.says("Sitten.")
    text = browser(towns.steward).get(towns.list).text
    assert text.index("Ensin.") < text.index("Sitten.")
    assert "Vastattava viimeistään 3.11.2026</strong> (aikaa 1 päivä)" in text
    assert "Vastattava viimeistään 16.11.2026</strong> (aikaa 14 päivää)" in text
    assert "Myöhässä:" not in text
    the_day.shift(dt.timedelta(days=1))
    assert "(vastattava tänään)" in browser(towns.steward).get(towns.list).text
    the_day.shift(dt.timedelta(days=1))
    text = browser(towns.steward).get(towns.list).text
    assert "(myöhässä 1 päivän)" in text
    assert "Myöhässä: 1." in text
    the_day.shift(dt.timedelta(days=2))
    assert "(myöhässä 3 päivää)" in browser(towns.steward).get(towns.list).text


def test_an_answer_is_kept_and_sent(towns: Towns, mailoutbox: list) -> None:
    text = answered(towns, towns.says())
    assert "Vastaus on tallennettu. Vastaus lähetettiin osoitteeseen aino@koti.example." in text
    assert "Kaikkeen palautteeseen on vastattu." in text
    assert "20.10.2026 klo 12.00, Liisa Laine" in text
    (letter,) = mailoutbox
    assert letter.to == ["aino@koti.example"]
    assert letter.subject == "Vastaus saavutettavuuspalautteeseesi"
    for said in ("Annoit 20.10.2026 palautetta", ANSWER["answer"], "Painike ei toimi.", "saavutettavuus@traficom.fi"):
        assert said in letter.body
    kept = Feedback.objects.get()
    assert (kept.answer, kept.answered_by) == (ANSWER["answer"], towns.steward)
    assert kept.answer_sent_at == kept.answered_at


def test_what_was_written_stands_in_the_letter_as_it_was(towns: Towns, mailoutbox: list) -> None:
    answered(towns, towns.says("5 < 6 & ”näin”"), answer="Niin on: 5 < 6.")
    assert "5 < 6 & ”näin”" in mailoutbox[0].body
    assert "Niin on: 5 < 6." in mailoutbox[0].body


def test_without_an_address_the_answer_is_kept_only(towns: Towns, mailoutbox: list) -> None:
    text = answered(towns, towns.says(email="", name=""))
    assert "Vastausta ei lähetetty: osoitetta ei annettu." in text
    assert mailoutbox == []


def test_without_a_mail_server_the_page_says_so_and_the_letter_goes_later(
    towns: Towns, mailoutbox: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    feedback = towns.says()
    with monkeypatch.context() as without:
        without.setattr(posting, "mailers", {})
        text = answered(towns, feedback)
    assert "Vastaus ei lähtenyt osoitteeseen aino@koti.example: sähköpostia ei ole määritetty" in text
    assert mailoutbox == []
    again = browser(towns.steward).post(f"{towns.list}{feedback.pk}/laheta/", follow=True)
    assert "Vastaus lähetettiin osoitteeseen aino@koti.example." in again.text
    assert "Lähetä vastaus uudelleen" not in again.text
    browser(towns.steward).post(f"{towns.list}{feedback.pk}/laheta/")
    assert len(mailoutbox) == 1


def test_a_mail_server_that_refuses_is_told(towns: Towns, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object, messages: list) -> int:
        raise ConnectionRefusedError("ei vastaa")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    text = answered(towns, towns.says())
    assert "Vastaus ei lähtenyt osoitteeseen aino@koti.example: ConnectionRefusedError: ei vastaa." in text
    assert "Lähetä vastaus uudelleen" in text
    assert Feedback.objects.get().answer == ANSWER["answer"]


def test_the_page_warns_before_an_answer_when_no_mail_can_go(towns: Towns, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "MAIL_HOST" not in browser(towns.steward).get(towns.list).text
    monkeypatch.setattr(posting, "mailers", {})
    assert "MAIL_HOST" in browser(towns.steward).get(towns.list).text


def test_an_empty_answer_is_refused_in_its_place(towns: Towns) -> None:
    feedback = towns.says()
    answer = browser(towns.steward).post(f"{towns.list}{feedback.pk}/vastaa/", {"answer": "  "})
    assert answer.status_code == 422
    assert f'id="palaute-{feedback.pk}-answer-virhe">Kirjoita vastaus.' in answer.text
    assert Feedback.objects.get().answered_at is None


def test_the_second_answer_is_not_lost_and_changes_nothing(towns: Towns, mailoutbox: list) -> None:
    feedback = towns.says(municipality=None)
    answered(towns, feedback)
    late = browser(towns.other).post(f"/oulu/hallinta/palaute/{feedback.pk}/vastaa/", {"answer": "Minun vastaukseni."})
    assert late.status_code == 422
    assert "Palautteeseen on jo vastattu. Vastausta ei muutettu." in late.text
    assert "Minun vastaukseni." in late.text
    assert Feedback.objects.get().answer == ANSWER["answer"]
    assert len(mailoutbox) == 1


def test_each_steward_sees_the_own_citys_and_what_is_of_the_whole_service(towns: Towns) -> None:
    towns.says("Lahden asia.")
    towns.says("Yhteinen asia.", municipality=None)
    own = browser(towns.steward).get(towns.list).text
    other = browser(towns.other).get("/oulu/hallinta/palaute/").text
    assert "Lahden asia." in own
    assert "Yhteinen asia." in own
    assert "Koko palvelu" in own
    assert "Lahden asia." not in other
    assert "Yhteinen asia." in other


@pytest.mark.parametrize("step", ["vastaa", "laheta"])
def test_another_citys_feedback_is_not_there(towns: Towns, step: str) -> None:
    address = f"/oulu/hallinta/palaute/{towns.says().pk}/{step}/"
    assert browser(towns.other).post(address, ANSWER).status_code == 404
    assert browser(towns.auditor).post(f"{towns.list}1/{step}/", ANSWER).status_code == 403
    assert Feedback.objects.get().answered_at is None


def test_what_has_no_answer_is_not_sent(towns: Towns, mailoutbox: list) -> None:
    assert browser(towns.steward).post(f"{towns.list}{towns.says().pk}/laheta/").status_code == 404
    assert mailoutbox == []


def test_an_answer_sent_after_the_session_ended_is_shown_to_be_copied(towns: Towns) -> None:
    answer = browser().post(f"{towns.list}{towns.says().pk}/vastaa/", ANSWER)
    assert answer.status_code == 401
    assert ANSWER["answer"] in answer.text


@pytest.mark.parametrize("change", [{"text": "Muuta."}, {"page": "/muu/"}, {"language": "sv"}, {"answer": "Muuta."}])
def test_the_database_refuses_to_change_what_was_said_and_answered(towns: Towns, change: dict[str, str]) -> None:
    feedback = towns.says()
    answer_feedback(feedback=feedback, answer="Kiitos.", by=towns.steward)
    with pytest.raises(DatabaseError, match="ei muuteta"), transaction.atomic():
        Feedback.objects.filter(pk=feedback.pk).update(**change)


def test_an_answer_needs_words_a_writer_and_a_moment(towns: Towns) -> None:
    feedback = towns.says()
    with pytest.raises(ValidationError, match="Kirjoita vastaus"):
        answer_feedback(feedback=feedback, answer=" ", by=towns.steward)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=feedback.pk).update(answer="Kiitos.")


@pytest.mark.parametrize("code", ["nain-tila-lasketaan", "saavutettavuusseloste", "tietoa", "sanasto"])
def test_no_municipality_can_stand_in_the_pages_way(db: None, code: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Municipality.objects.create(code=code, name_fi="Kunta")


def test_the_list_costs_the_same_for_any_number(towns: Towns, django_assert_num_queries: object) -> None:
    client = browser(towns.steward)
    for number in range(12):
        feedback = towns.says(f"Palaute {number}.", municipality=None if number % 2 else towns.lahti, page=str(number))
        Feedback.objects.filter(pk=feedback.pk).update(sender=str(number))
        if number % 3 == 0:
            answer_feedback(feedback=feedback, answer="Kiitos.", by=towns.steward)
    with django_assert_num_queries(3):
        text = client.get(towns.list).text
    assert text.count("Vastattava viimeistään") == 8
