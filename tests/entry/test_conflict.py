"""Two writers at one figure: the second sees both and chooses; nothing is overwritten unseen."""

import pytest
from django.test import Client

from measures.models import Actual
from tests.entry.office import HTMX, PAGE, SAVE, Office, line, name, plain


@pytest.fixture
def theirs(office: Office) -> Actual:
    """Another has entered 41 since Anna opened the page with an empty field."""
    return office.enter(office.row("A1"), "41", state="draft")


def test_the_second_writer_sees_both_figures(theirs: Actual, anna: Client) -> None:
    answer = anna.post(SAVE, {name("A1"): "42", name("A1", "seen"): ""})
    assert answer.status_code == 422
    shown = plain(line(answer.text, "A1"))
    assert "Heidän lukunsa 41 kpl kirjaaja-pikkula, 1.10.2026 klo 12.00" in shown
    assert "Sinun lukusi 42 ei tallennettu" in shown
    assert 'value="42"' in line(answer.text, "A1")
    assert Actual.objects.count() == 1


def test_ones_own_figure_from_another_window_is_not_said_to_be_anothers(office: Office, anna: Client) -> None:
    office.row("A1")
    anna.post(SAVE, {name("A1"): "41", name("A1", "seen"): ""})
    answer = anna.post(SAVE, {name("A1"): "42", name("A1", "seen"): ""})
    shown = plain(line(answer.text, "A1"))
    assert "Kirjasit luvun tällä välin itse, toisessa ikkunassa tai muuta tietä." in shown
    assert "Tallennettu luku 41 kpl Anna" in shown
    assert "Joku muu" not in answer.text


def test_saving_again_without_choosing_is_still_a_conflict(theirs: Actual, anna: Client) -> None:
    page = anna.post(SAVE, {name("A1"): "42", name("A1", "seen"): ""}).text
    assert f'name="{name("A1", "seen")}" value=""' in page
    assert anna.post(SAVE, {name("A1"): "42", name("A1", "seen"): ""}).status_code == 422


def test_keeping_theirs_changes_nothing(theirs: Actual, office: Office, anna: Client) -> None:
    sent = {name("A1"): "42", name("A1", "seen"): "", "pida": "A1.kirjasto.2026-Q3"}
    answer = anna.post(SAVE, sent, follow=True)
    assert 'value="41"' in line(answer.text, "A1")
    assert Actual.objects.count() == 1


def test_ones_own_replaces_the_figure_that_was_shown(theirs: Actual, office: Office, anna: Client) -> None:
    sent = {name("A1"): "42", name("A1", "seen"): "", "minun": f"A1.kirjasto.2026-Q3:{theirs.pk}"}
    assert anna.post(SAVE, sent).status_code == 302
    latest = Actual.objects.get(superseded_by=None)
    assert (latest.value, latest.supersedes) == (42, theirs)


def test_a_third_figure_meanwhile_is_a_conflict_again(theirs: Actual, anna: Client) -> None:
    newer = Actual.objects.create(
        municipality=theirs.municipality,
        indicator=theirs.indicator,
        unit=theirs.unit,
        period_starts=theirs.period_starts,
        period_ends=theirs.period_ends,
        value=43,
        source="web",
        supersedes=theirs,
        entered_at=theirs.entered_at,
        entered_by=theirs.entered_by,
    )
    sent = {name("A1"): "42", name("A1", "seen"): "", "minun": f"A1.kirjasto.2026-Q3:{theirs.pk}"}
    answer = anna.post(SAVE, sent)
    assert answer.status_code == 422
    assert "Heidän lukunsa 43 kpl" in plain(line(answer.text, "A1"))
    assert Actual.objects.filter(superseded_by=None, indicator=theirs.indicator).get() == newer


def test_typing_what_another_has_typed_is_no_conflict(theirs: Actual, anna: Client) -> None:
    assert anna.post(SAVE, {name("A1"): "41", name("A1", "seen"): ""}).status_code == 302
    assert Actual.objects.count() == 1


def test_a_field_left_alone_is_no_conflict(theirs: Actual, anna: Client) -> None:
    assert anna.post(SAVE, {name("A1"): "", name("A1", "seen"): ""}).status_code == 302


def test_an_old_figure_left_alone_is_no_conflict(theirs: Actual, office: Office, anna: Client) -> None:
    anna.post(SAVE, {name("A1"): "42", name("A1", "seen"): str(theirs.pk)})
    assert anna.post(SAVE, {name("A1"): "41", name("A1", "seen"): str(theirs.pk)}).status_code == 302
    assert Actual.objects.count() == 2


@pytest.mark.parametrize("settled", [{"pida": "A1.kirjasto.2026-Q3"}, {"minun": "A1.kirjasto.2026-Q3:{}"}])
def test_the_settled_row_equals_the_row_of_the_reloaded_page(theirs: Actual, anna: Client, settled: dict) -> None:
    address = f"{SAVE}?kausi=2026-Q3&rivi=A1.kirjasto.2026-Q3"
    sent = {name("A1"): "42", name("A1", "seen"): ""}
    assert "Kaksi eri lukua" in anna.post(address, sent, headers=HTMX).text
    part = anna.post(address, sent | {key: text.format(theirs.pk) for key, text in settled.items()}, headers=HTMX)
    assert part.status_code == 200
    assert line(part.text, "A1") == line(anna.get(PAGE).text, "A1")


def test_an_approved_figure_is_first_shown_and_then_asked_the_reason_of(office: Office, anna: Client) -> None:
    theirs = office.enter(office.row("A1"), "41")
    sent = {name("A1"): "42", name("A1", "seen"): ""}
    assert "Heidän lukunsa 41 kpl" in plain(anna.post(SAVE, sent).text)
    mine = sent | {"minun": f"A1.kirjasto.2026-Q3:{theirs.pk}"}
    assert "Luku on jo hyväksytty." in anna.post(SAVE, mine).text
    assert anna.post(SAVE, mine | {name("A1", "late_reason"): "refined"}).status_code == 302


def test_words_that_are_no_number_of_an_entry_are_taken_for_none(theirs: Actual, anna: Client) -> None:
    for seen in ("x", "-1", "9" * 30, "١"):
        assert anna.post(SAVE, {name("A1"): "42", name("A1", "seen"): seen}).status_code == 422
    assert Actual.objects.count() == 1
