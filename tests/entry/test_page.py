"""The entry page: what is due from one's own unit and by when."""

import datetime as dt

import pytest
from django.test import Client

from measures.models import Window
from scorecard.models import Membership, User
from tests.entry.office import PAGE, SAVE, SEND, Office, line, plain, whole_line


def test_it_says_what_is_due_and_how_far_one_has_got(office: Office, anna: Client) -> None:
    first, _second = office.row("A1"), office.row("A2")
    office.enter(first, "5", state="submitted")
    page = plain(anna.get(PAGE).text)
    assert "Kirjaus 7–9/2026" in page
    assert "Määräpäivä on 6.12.2026: aikaa 14 päivää. 1/2 kirjattu" in page


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (5, "Määräpäivä on huomenna 6.12.2026."),
        (6, "Määräpäivä on tänään 6.12.2026."),
        (7, "Määräpäivä oli 6.12.2026. Kirjaus on auki vielä 20.12.2026 asti (armonaika)."),
    ],
)
def test_the_nearer_the_day_the_plainer_the_words(office, client, the_day, day: int, sentence: str) -> None:
    office.row("A1")
    the_day.move_to(dt.datetime(2026, 12, day, 10, tzinfo=dt.UTC))
    client.force_login(office.anna)
    assert sentence in plain(client.get(PAGE).text)


def test_a_row_shows_what_is_known_and_the_target_in_words(office: Office, anna: Client) -> None:
    row = office.row("A1", {"kind": "at_least", "value": 25}, name_fi="Lainat", measure_unit="lainaa")
    office.enter(row, "19400", "2026-Q2")
    office.enter(row, "18000", "2025-Q3")
    shown = plain(whole_line(anna.get(PAGE).text, "A1"))
    assert "Lainat Tavoite: vähintään 25 lainaa" in shown
    assert "19 400 lainaa 4–6/2026" in shown
    assert "18 000 lainaa 7–9/2025" in shown
    assert "tyhjä" in shown


def test_what_was_entered_stands_in_its_field_with_its_reading_and_its_writer(office: Office, anna: Client) -> None:
    office.enter(office.row("A1"), "1234.5", state="draft", text_entered="1234,5")
    row = line(anna.get(PAGE).text, "A1")
    assert 'value="1\xa0234,5"' in row
    assert "luonnos luettiin 1 234,5 kpl Tallennettu 1.10.2026 klo 12.00, kirjaaja-pikkula" in plain(row)


def test_a_returned_figure_says_why_and_by_whom(office: Office, anna: Client) -> None:
    office.enter(office.row("A1"), "5", state="returned")
    shown = plain(line(anna.get(PAGE).text, "A1"))
    assert "palautettu" in shown
    assert "Korjattavaa: Tarkista. hyvaksyja-pikkula" in shown
    assert "0/1 kirjattu" in plain(anna.get(PAGE).text)


def test_only_the_own_units_are_there(office: Office, anna: Client) -> None:
    office.row("A1")
    office.row("A2", units=[office.school])
    page = anna.get(PAGE).text
    assert "A1.kirjasto" in page
    assert "A2.koulu" not in page


def test_a_steward_sees_every_unit_with_a_list_of_them(office: Office, client: Client) -> None:
    office.row("A1", units=[office.library, office.school])
    office.row("A3", units=[], responsible_unit=office.school)
    steward = User.objects.create_user("pirjo")
    Membership.objects.create(user=steward, municipality=office.world.city, role="steward")
    client.force_login(steward)
    page = client.get(PAGE).text
    assert 'href="#yksikko-koulu"' in page
    assert "koko kunta" in plain(whole_line(page, "A3"))


def test_a_shut_window_shows_the_figures_and_the_rule(office: Office, anna: Client) -> None:
    office.enter(office.row("A1"), "5")
    office.close()
    page = anna.get(PAGE).text
    assert (
        "Kauden 7–9/2026 kirjaus on suljettu 21.11.2026. Pyydä avausta hyväksyjältäsi tai strategian pääkäyttäjältä."
        in page
    )
    assert "5 kpl" in plain(line(page, "A1"))
    assert "<input" not in line(page, "A1")
    assert "Lähetä hyväksyttäväksi" not in page


def test_no_window_at_all_says_who_opens_one(office: Office, anna: Client) -> None:
    Window.objects.all().delete()
    assert "Strategian pääkäyttäjä avaa kauden." in anna.get(PAGE).text


@pytest.mark.parametrize("period", ["2026-Q4", "eilen", "2026-Q9", "%00"])
def test_a_period_without_a_window_is_said_to_have_none(office: Office, anna: Client, period: str) -> None:
    answer = anna.get(PAGE, {"kausi": period})
    assert answer.status_code == 404
    assert f"Kaudella ”{period}”"[:8] in answer.text
    assert "Pyydä strategian pääkäyttäjää avaamaan kausi." in answer.text


@pytest.mark.parametrize("address", [SAVE, SEND])
def test_looking_at_an_address_that_writes_is_not_possible(office: Office, anna: Client, address: str) -> None:
    assert anna.get(address).status_code == 405
    assert Client().get(address).status_code == 405


def test_who_has_no_unit_is_told_so(office: Office, client: Client) -> None:
    reader = User.objects.create_user("jaana")
    Membership.objects.create(user=reader, municipality=office.world.city, role="reader")
    client.force_login(reader)
    assert client.get(PAGE).status_code == 403
    assert client.post(SAVE).status_code == 403


@pytest.mark.parametrize("rows", [3, 30])
def test_the_page_asks_the_same_few_questions_whatever_its_size(
    office: Office, anna: Client, django_assert_max_num_queries, rows: int
) -> None:
    for number in range(rows):
        row = office.row(f"A{number}", {"kind": "at_least", "value": 3})
        office.enter(row, "4", "2026-Q2")
        office.enter(row, "5", state="returned")
    with django_assert_max_num_queries(12):
        page = anna.get(PAGE)
    assert page.text.count("data-cell") == rows
