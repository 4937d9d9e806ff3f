"""Approving and returning on the page, with and without htmx."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from measures.entering import approve_actuals, return_actual
from measures.models import Actual
from tests.approval.desk_world import DeskWorld, browser
from tests.world import World

ADDRESS = "/pikkula/hyvaksynta/"
APPROVE = f"{ADDRESS}hyvaksy/?kausi=2026-Q3"
HTMX = {"HX-Request": "true"}
FOCUSED = ' tabindex="-1" autofocus'
"""What the part alone carries: the pressed button is gone with what was swapped, and its heading takes the focus."""


def send_back(entry: int) -> str:
    """Where an entry is returned."""
    return f"{ADDRESS}{entry}/palauta/?kausi=2026-Q3"


def part(answer: HttpResponse) -> str:
    """The part of the page that changes, without what differs by request."""
    text = answer.text.split('<div class="stack" id="hyvaksynnat">')[1]
    text = text.split("</main>")[0].strip()
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return re.sub(r"\s+", " ", re.sub(r"(\s*</div>)+\s*$", "", text))


def approved(entry: Actual) -> str:
    """Who has approved it."""
    entry.refresh_from_db()
    return entry.approved_by.get_username() if entry.approved_by else ""


def test_all_that_were_listed_are_approved(city: DeskWorld) -> None:
    one, two = city.sent("KAYNNIT", "1200"), city.sent("POISSA", "67 / 1860")
    late = city.sent("AUKI", "kyllä")
    answer = browser(city.head).post(APPROVE, {"mita": "kaikki", "listattu": [one.pk, two.pk]}, follow=True)
    assert answer.redirect_chain == [(f"{ADDRESS}?kausi=2026-Q3", 302)]
    assert "Hyväksyttiin 2 lukua." in answer.text
    assert (approved(one), approved(two), approved(late)) == ("heikki-pikkula", "heikki-pikkula", "")


def test_only_the_chosen_ones_are_approved(city: DeskWorld) -> None:
    one, two = city.sent("KAYNNIT", "1200"), city.sent("POISSA", "67 / 1860")
    answer = browser(city.head).post(
        APPROVE, {"mita": "valitut", "listattu": [one.pk, two.pk], "luku": [two.pk]}, follow=True
    )
    assert "Hyväksyttiin yksi luku." in answer.text
    assert (approved(one), approved(two)) == ("", "heikki-pikkula")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_choosing_nothing_is_told(city: DeskWorld, headers: dict[str, str]) -> None:
    entry = city.sent("KAYNNIT", "1200")
    answer = browser(city.head).post(APPROVE, {"mita": "valitut", "listattu": [entry.pk]}, headers=headers)
    assert answer.status_code == 422
    assert "Valitse ensin luvut, jotka hyväksyt." in answer.text
    assert approved(entry) == ""


def test_a_stale_page_says_so_and_changes_nothing(city: DeskWorld) -> None:
    entry = city.sent("KAYNNIT", "1200")
    approve_actuals(entries=[entry.pk], by=city.deputy)
    answer = browser(city.head).post(APPROVE, {"mita": "kaikki", "listattu": [entry.pk]})
    assert answer.status_code == 422
    assert "Yksi luku jäi ennalleen: se ei enää odottanut hyväksyntää" in answer.text
    assert approved(entry) == "sirpa-pikkula"


def test_a_figure_that_changed_after_the_page_was_opened_is_not_approved_unseen(city: DeskWorld) -> None:
    seen, other = city.sent("KAYNNIT", "1200"), city.sent("POISSA", "67 / 1860")
    changed = city.sent("KAYNNIT", "9999")
    answer = browser(city.head).post(APPROVE, {"mita": "kaikki", "listattu": [seen.pk, other.pk]}, follow=True)
    assert "Hyväksyttiin yksi luku. Yksi luku jäi ennalleen" in answer.text
    assert (approved(seen), approved(changed), approved(other)) == ("", "", "heikki-pikkula")


def test_an_own_entry_smuggled_into_the_form_is_left(city: DeskWorld) -> None:
    own = city.sent("KAYNNIT", "1200", by=city.head)
    answer = browser(city.head).post(APPROVE, {"mita": "valitut", "luku": [own.pk]})
    assert answer.status_code == 422
    assert "omia kirjauksiasi" in answer.text or "oma kirjauksesi" in answer.text
    assert approved(own) == ""


@pytest.mark.parametrize("number", ["12345", "9" * 30])
def test_a_figure_that_is_not_there_is_not_known(city: DeskWorld, number: str) -> None:
    entry = city.sent("KAYNNIT", "1200")
    client = browser(city.head)
    assert client.post(APPROVE, {"mita": "kaikki", "listattu": [entry.pk, number]}).status_code == 404
    assert client.post(f"{ADDRESS}{number}/palauta/", {"syy": "x"}).status_code == 404
    assert approved(entry) == ""


def test_a_figure_of_another_sector_or_city_is_not_known(city: DeskWorld) -> None:
    other = World("toinen", "998")
    (away,) = other.units("a")
    foreign = other.enter(other.row("X", units=[away]), "2026-Q3", "5", unit=away, state="submitted")
    (far,) = city.units("tekniikka")
    distant = city.enter(city.row("KATU", units=[far]), "2026-Q3", "5", unit=far, state="submitted")
    for entry in (foreign, distant):
        client = browser(city.head)
        answer = client.post(APPROVE, {"mita": "kaikki", "listattu": [entry.pk]})
        assert answer.status_code == 404
        assert "Mitään ei muutettu." in answer.text
        assert client.post(send_back(entry.pk), {"syy": "Tarkista."}).status_code == 404
        entry.refresh_from_db()
        assert (entry.approved_at, entry.returned_at) == (None, None)


def test_a_figure_is_returned_and_the_reason_is_kept(city: DeskWorld) -> None:
    entry = city.sent("KAYNNIT", "1200")
    answer = browser(city.head).post(send_back(entry.pk), {"syy": "Puuttuuko heinäkuu?"}, follow=True)
    assert "Luku palautettiin. Kirjaaja näkee syyn luvun kohdalla." in answer.text
    entry.refresh_from_db()
    assert (entry.return_reason, entry.returned_by) == ("Puuttuuko heinäkuu?", city.head)


def test_the_supervisor_sees_the_reason_where_the_figure_is(city: DeskWorld) -> None:
    entry = city.sent("KAYNNIT", "1200")
    browser(city.head).post(send_back(entry.pk), {"syy": "Puuttuuko heinäkuu?"})
    assert "Puuttuuko heinäkuu?" in browser(city.supervisor).get("/pikkula/kirjaus/").text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_return_without_a_reason_is_told_in_its_place(city: DeskWorld, headers: dict[str, str]) -> None:
    entry = city.sent("KAYNNIT", "1200")
    answer = browser(city.head).post(send_back(entry.pk), {"syy": "  "}, headers=headers)
    assert answer.status_code == 422
    row = answer.text.split(f'id="luku-{entry.pk}"')[1].split("</tr>")[0]
    assert "<details open>" in row
    assert f'aria-describedby="syy-{entry.pk}-virhe"' in row
    assert "Kirjoita, mitä luvussa pitää korjata." in row
    assert 'rows="3" required' in row
    entry.refresh_from_db()
    assert entry.returned_at is None


def test_a_stale_return_says_so(city: DeskWorld) -> None:
    entry = city.sent("KAYNNIT", "1200")
    return_actual(entry=entry.pk, reason="Ensin.", by=city.deputy)
    answer = browser(city.head).post(send_back(entry.pk), {"syy": "Sitten."})
    assert answer.status_code == 422
    assert "Luku ei enää odota hyväksyntää." in answer.text
    entry.refresh_from_db()
    assert entry.return_reason == "Ensin."


# --- with htmx


def test_the_part_after_approving_is_that_of_the_page_loaded_anew(city: DeskWorld) -> None:
    one, two = city.sent("KAYNNIT", "1200"), city.sent("POISSA", "67 / 1860")
    client = browser(city.head)
    swapped = client.post(APPROVE, {"mita": "valitut", "luku": [one.pk], "listattu": [one.pk, two.pk]}, headers=HTMX)
    assert "<html" not in swapped.text
    assert "Hyväksyttiin yksi luku." in swapped.text.split('id="hyvaksynnat"')[0]
    assert part(swapped).replace(FOCUSED, "", 1) == part(client.get(f"{ADDRESS}?kausi=2026-Q3"))


def test_the_part_after_returning_is_that_of_the_page_loaded_anew(city: DeskWorld) -> None:
    entry = city.sent("KAYNNIT", "1200")
    client = browser(city.head)
    swapped = client.post(send_back(entry.pk), {"syy": "Tarkista."}, headers=HTMX)
    assert "Luku palautettiin." in swapped.text.split('id="hyvaksynnat"')[0]
    assert part(swapped).replace(FOCUSED, "", 1) == part(client.get(f"{ADDRESS}?kausi=2026-Q3"))


@pytest.mark.parametrize("typed", [{"syy": ""}, {}])
def test_the_part_with_a_fault_is_the_same_without_htmx(city: DeskWorld, typed: dict[str, str]) -> None:
    entry = city.sent("KAYNNIT", "1200")
    client = browser(city.head)
    swapped = client.post(send_back(entry.pk), typed, headers=HTMX)
    assert part(swapped) == part(client.post(send_back(entry.pk), typed))
    nothing = {"mita": "valitut"}
    assert part(client.post(APPROVE, nothing, headers=HTMX)) == part(client.post(APPROVE, nothing))


# --- doors


@pytest.mark.parametrize("who", ["head", "deputy", "steward"])
def test_who_may_approve(city: DeskWorld, who: str) -> None:
    entry = city.sent("KAYNNIT", "1200")
    answer = browser(getattr(city, who)).post(APPROVE, {"mita": "kaikki", "listattu": [entry.pk]})
    assert answer.status_code == 302
    assert approved(entry) == getattr(city, who).get_username()


def test_a_supervisor_may_not(city: DeskWorld) -> None:
    entry = city.sent("KAYNNIT", "1200", by=city.deputy)
    client = browser(city.supervisor)
    assert client.post(APPROVE, {"mita": "kaikki", "listattu": [entry.pk]}).status_code == 403
    assert client.post(send_back(entry.pk), {"syy": "Tarkista."}).status_code == 403
    assert approved(entry) == ""


def test_whose_session_has_ended_is_told_and_shown_what_was_typed(city: DeskWorld) -> None:
    entry = city.sent("KAYNNIT", "1200")
    answer = Client().post(send_back(entry.pk), {"syy": "Puuttuuko heinäkuu?"})
    assert answer.status_code == 401
    assert "Istunto on päättynyt, joten mitään ei muutettu." in answer.text
    assert "Puuttuuko heinäkuu?" in answer.text
    assert 'href="/kirjaudu/?next=%2Fpikkula%2Fhyvaksynta%2F%3Fkausi%3D2026-Q3"' in answer.text
    entry.refresh_from_db()
    assert entry.returned_at is None


def test_with_htmx_the_message_comes_above_and_the_form_stays(city: DeskWorld) -> None:
    entry = city.sent("KAYNNIT", "1200")
    answer = Client().post(send_back(entry.pk), {"syy": "Puuttuuko?"}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (401, "#ilmoitus")
    assert "Istunto on päättynyt" in answer.text
    assert "<html" not in answer.text


def test_a_get_approves_nothing(city: DeskWorld) -> None:
    entry = city.sent("KAYNNIT", "1200")
    client = browser(city.head)
    assert client.get(f"{APPROVE}&mita=kaikki&listattu={entry.pk}").status_code == 405
    assert client.get(send_back(entry.pk)).status_code == 405
    assert approved(entry) == ""


def test_without_the_token_nothing_is_approved(city: DeskWorld) -> None:
    entry = city.sent("KAYNNIT", "1200")
    client = Client(enforce_csrf_checks=True)
    client.force_login(city.head)
    form = {"mita": "kaikki", "listattu": [entry.pk]}
    assert client.post(APPROVE, form).status_code == 403
    answer = client.post(APPROVE, form, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (422, "#ilmoitus")
    assert "lataa sivu uudelleen" in answer.text
    assert approved(entry) == ""


@pytest.mark.parametrize("reason", ["x" * 2001, "rikki\x00"])
def test_a_reason_that_no_page_can_hold_is_refused_and_kept(city: DeskWorld, reason: str) -> None:
    entry = city.sent("KAYNNIT", "1200")
    answer = browser(city.head).post(send_back(entry.pk), {"syy": reason})
    assert answer.status_code == 422
    assert "enintään 2000 näkyvää merkkiä" in answer.text
    assert reason[:5] in answer.text
    entry.refresh_from_db()
    assert entry.returned_at is None


def test_a_number_longer_than_any_record_is_not_found(city: DeskWorld) -> None:
    answer = browser(city.head).post(APPROVE, {"mita": "valitut", "luku": ["9" * 5000]})
    assert answer.status_code == 404
