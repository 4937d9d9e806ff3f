"""One row saved by htmx: the same row as on the reloaded page, and what else changes on it."""

import pytest
from django.http import HttpResponse
from django.test import Client

from measures.models import Actual
from tests.entry.office import HTMX, PAGE, SAVE, Office, line, name, plain


def post(anna: Client, code: str, **fields: object) -> HttpResponse:
    """Posts one row as htmx does."""
    data = {name(code, field): str(text) for field, text in fields.items()}
    return anna.post(f"{SAVE}?kausi=2026-Q3&rivi={code}.kirjasto.2026-Q3", data, headers=HTMX)


@pytest.mark.parametrize(
    "fields",
    [
        {"value": "19 400"},
        {"value": "1.234", "note": "Laskettu käsin"},
        {"value": "", "why_empty": "unfinished"},
        {"value": "5", "forecast": "21,5"},
        {"value": "800"},
    ],
)
def test_a_saved_row_equals_the_row_of_the_reloaded_page(office: Office, anna: Client, fields: dict) -> None:
    office.enter(office.row("A1", time="sum"), "10", "2025-Q3")
    part = post(anna, "A1", **fields)
    assert part.status_code == 200
    assert line(part.text, "A1") == line(anna.get(PAGE).text, "A1")


def test_a_saved_ratio_equals_the_row_of_the_reloaded_page(office: Office, anna: Client) -> None:
    office.row("A1", across="ratio", measure_unit="%", decimals=1)
    part = post(anna, "A1", numerator="67", denominator="1860")
    assert line(part.text, "A1") == line(anna.get(PAGE).text, "A1")


@pytest.mark.parametrize("fields", [{"value": "noin 5"}, {"value": "5", "why_empty": "unfinished"}])
def test_a_refused_row_equals_the_one_of_the_whole_form(office: Office, anna: Client, fields: dict) -> None:
    office.row("A1")
    part = post(anna, "A1", **fields)
    whole = anna.post(f"{SAVE}?kausi=2026-Q3", {name("A1", field): text for field, text in fields.items()})
    assert (part.status_code, whole.status_code) == (422, 422)
    assert line(part.text, "A1") == line(whole.text, "A1")


def test_the_counts_elsewhere_on_the_page_change_with_it(office: Office, anna: Client) -> None:
    office.row("A1", name_fi="Lainat")
    office.row("A2")
    part = post(anna, "A1", value="19400").text
    assert '<span id="kirjattu" data-hx-swap-oob="true">1/2 kirjattu</span>' in part
    assert '<span id="lahetettavia" data-hx-swap-oob="true">(1)</span>' in part
    assert '<p class="muted" id="kirjattu-kirjasto" data-hx-swap-oob="true">1/2 kirjattu</p>' in part
    assert "Lainat 7–9/2026: tallennettu, luettiin 19 400 kpl. 1/2 kirjattu." in plain(part)
    page = anna.get(PAGE).text
    assert '<span id="kirjattu">1/2 kirjattu</span>' in page
    assert '<span id="lahetettavia">(1)</span>' in page
    assert '<p class="muted" id="kirjattu-kirjasto">1/2 kirjattu</p>' in page


def test_only_the_row_is_saved_whatever_else_was_sent(office: Office, anna: Client) -> None:
    office.row("A1")
    office.row("A2")
    data = {name("A1"): "1", name("A2"): "2"}
    anna.post(f"{SAVE}?rivi=A1.kirjasto.2026-Q3", data, headers=HTMX)
    assert [entry.indicator.code for entry in Actual.objects.all()] == ["A1"]


def test_how_a_number_was_read_and_what_looks_odd_is_said(office: Office, anna: Client) -> None:
    row = office.row("A1")
    office.enter(row, "1200", "2026-Q2")
    assert "”1.234” luettiin tuhansina: 1 234" in plain(post(anna, "A1", value="1.234").text)
    seen = office.latest(row).pk
    assert "Luku on vähintään kymmenkertainen tavalliseen (1 200)" in plain(
        post(anna, "A1", value="120 000", seen=seen).text
    )


def test_the_same_row_twice_makes_one_entry(office: Office, anna: Client) -> None:
    office.row("A1")
    post(anna, "A1", value="5")
    assert post(anna, "A1", value="5").status_code == 200
    assert Actual.objects.count() == 1


def test_a_row_of_another_unit_is_refused(office: Office, anna: Client) -> None:
    office.row("A2", units=[office.school])
    answer = anna.post(f"{SAVE}?rivi=A2.koulu.2026-Q3", {"A2.koulu.2026-Q3:value": "5"}, headers=HTMX)
    assert answer.status_code == 403
    assert not Actual.objects.exists()


def test_one_figure_costs_few_questions(office: Office, anna: Client, django_assert_max_num_queries) -> None:
    for number in range(12):
        office.enter(office.row(f"A{number}"), "5", "2026-Q2")
    with django_assert_max_num_queries(15):
        answer = post(anna, "A7", value="6")
    assert answer.status_code == 200


def test_a_window_that_shut_meanwhile_says_so_in_the_row(office: Office, anna: Client) -> None:
    office.row("A1")
    office.close()
    part = post(anna, "A1", value="77")
    assert part.status_code == 422
    shown = plain(line(part.text, "A1"))
    assert "Kirjoitit ”77”. Sitä ei tallennettu. Kauden 7–9/2026 kirjaus on suljettu 21.11.2026." in shown
    assert "Pyydä avausta hyväksyjältäsi tai strategian pääkäyttäjältä." in shown


def test_a_note_typed_too_late_is_shown_as_well(office: Office, anna: Client) -> None:
    office.row("A1")
    office.close()
    assert "Kirjoitit ”kesken · Laite rikki”." in plain(
        post(anna, "A1", value="", why_empty="unfinished", note="Laite rikki").text
    )
