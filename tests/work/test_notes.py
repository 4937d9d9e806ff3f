"""What is said of a project at a review: added to, never changed, and safe with two writers."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from scorecard.models import ProgressNote
from scorecard.models.codes import WorkState
from scorecard.work.keeping.notes import write_note
from scorecard.work.reviews import Review
from tests.work.workshop import Workshop, browser, made_by, seen_in

HALF, YEAR = Review(2026, 6), Review(2025, 12)


def form(city: Workshop, text: str, **change: str) -> dict[str, str]:
    """The form of a note as it comes with the page."""
    page = browser(city.head).get(city.address).text
    given = {"review": "2026-H1", "state": "running", "text": text}
    return given | {"seen": seen_in(page, f"{city.address}katsaus/")} | change


def test_a_note_of_the_due_review_is_written(city: Workshop) -> None:
    client = browser(city.head)
    assert "Katsaus puuttuu: puolivuotiskatsaus 2026" in client.get(city.address).text
    answer = client.post(f"{city.address}katsaus/", form(city, "Perustukset on valettu."), follow=True)
    assert "Katsaus on tallennettu: puolivuotiskatsaus 2026." in answer.text
    assert "Katsaus puuttuu" not in answer.text
    assert "Perustukset on valettu." in answer.text
    note = ProgressNote.objects.get()
    assert (note.period_starts, note.period_ends) == (dt.date(2026, 1, 1), dt.date(2026, 6, 30))
    assert note.written_by == city.head


def test_the_note_before_stands_beside(city: Workshop) -> None:
    write_note(project=city.project, review=YEAR, state=WorkState.RUNNING, text="Suunnittelu.", seen=0, by=city.head)
    text = browser(city.head).get(city.address).text
    before = text.split("Edellinen katsaus")[1]
    assert "Suunnittelu." in before
    assert "Tilinpäätös 2025" in before


def test_a_later_note_follows_and_the_first_stays(city: Workshop) -> None:
    client = browser(city.head)
    client.post(f"{city.address}katsaus/", form(city, "Ensin."))
    client.post(f"{city.address}katsaus/", form(city, "Tarkennus."))
    assert list(ProgressNote.objects.order_by("id").values_list("text", flat=True)) == ["Ensin.", "Tarkennus."]
    text = client.get(city.address).text
    assert text.index("Tarkennus.") < text.index("Ensin.")


def test_sent_twice_it_is_one_note(city: Workshop) -> None:
    note = form(city, "Kerran.")
    for _ in range(2):
        assert browser(city.head).post(f"{city.address}katsaus/", note).status_code == 302
    assert ProgressNote.objects.count() == 1


def test_two_who_write_at_once_see_both_texts(city: Workshop) -> None:
    first, second = form(city, "Rehtorin katsaus."), form(city, "Sijaisen katsaus.")
    browser(city.head).post(f"{city.address}katsaus/", first)
    answer = browser(city.deputy).post(f"{city.address}katsaus/", second)
    assert answer.status_code == 422
    table = answer.text.split('class="both"')[1].split("</table>")[0]
    assert "Rehtorin katsaus." in table
    assert "Sijaisen katsaus." in table
    assert ProgressNote.objects.count() == 1
    again = second | {"seen": seen_in(answer.text, f"{city.address}katsaus/")}
    assert browser(city.deputy).post(f"{city.address}katsaus/", again).status_code == 302
    assert ProgressNote.objects.count() == 2


def test_notes_of_two_reviews_do_not_disturb_each_other(city: Workshop) -> None:
    first, second = form(city, "Puoli vuotta."), form(city, "Koko vuosi.", review="2025")
    browser(city.head).post(f"{city.address}katsaus/", first)
    assert browser(city.deputy).post(f"{city.address}katsaus/", second).status_code == 302


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": "  "}, "Kirjoita, miten projekti etenee."),
        ({"review": "2026"}, "Valitse luettelosta."),
        ({"review": "2019"}, "Valitse luettelosta."),
        ({"state": ""}, "Valitse luettelosta."),
        ({"text": "x" * 4001}, "Teksti on liian pitkä: enintään 4000 merkkiä."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(city: Workshop, change: dict[str, str], sentence: str) -> None:
    answer = browser(city.head).post(f"{city.address}katsaus/", form(city, "Teksti.") | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not ProgressNote.objects.exists()


def test_the_latest_note_gives_the_project_its_state(city: Workshop) -> None:
    write_note(project=city.project, review=HALF, state=WorkState.DONE, text="Valmis.", seen=0, by=city.head)
    city.project.refresh_from_db()
    assert city.project.state == "done"
    assert made_by(city.project)[-1] == ("~", "heikki-pikkula")
    write_note(project=city.project, review=YEAR, state=WorkState.PLANNED, text="Jälkikäteen.", seen=9, by=city.head)
    city.project.refresh_from_db()
    assert city.project.state == "done"


def test_the_database_refuses_to_change_a_note(city: Workshop) -> None:
    write_note(project=city.project, review=HALF, state=WorkState.RUNNING, text="Sanottu.", seen=0, by=city.head)
    for column, value in (("text", "'Muuta'"), ("state", "'done'"), ("written_at", "'2020-01-01'")):
        with pytest.raises(DatabaseError, match="Katsausta ei muuteta"), transaction.atomic():
            connection.cursor().execute(f"UPDATE scorecard_progressnote SET {column} = {value}")


def test_a_strategy_without_half_year_reviews_asks_once_a_year(city: Workshop) -> None:
    city.strategy.calendar.filter(occasion="half_year_review").delete()
    text = browser(city.head).get(city.address).text
    assert "Katsaus puuttuu: tilinpäätös 2025" in text
    assert 'value="2026-H1"' not in text


@pytest.mark.parametrize("change", [{"state": "superseded"}, {"valid_from": dt.date(2026, 9, 1)}])
def test_no_review_is_asked_of_a_strategy_that_is_over_or_has_just_begun(
    city: Workshop, change: dict[str, object]
) -> None:
    note = form(city, "Myöhässä.")
    for name, value in change.items():
        setattr(city.strategy, name, value)
    city.strategy.save()
    client = browser(city.head)
    text = client.get(city.address).text
    assert "Katsaus puuttuu" not in text
    assert "Kirjoita katsaus" not in text
    assert "puuttuu katsaus" not in client.get(city.list_address).text
    answer = client.post(f"{city.address}katsaus/", note)
    assert answer.status_code == 403
    assert "katsausta ei pyydetä" in answer.text
    assert not ProgressNote.objects.exists()
