"""Sending drafts to be approved."""

import datetime as dt

from django.test import Client

from measures.models import Actual
from measures.opening import reopen_figure
from scorecard.models import Membership, User
from tests.entry.office import PAGE, SEND, Office, line, name, plain


def test_what_was_typed_is_saved_and_sent(office: Office, anna: Client) -> None:
    first, second = office.row("A1"), office.row("A2")
    office.enter(first, "5", state="draft")
    seen = office.latest(first).pk
    answer = anna.post(SEND, {name("A1"): "5", name("A1", "seen"): str(seen), name("A2"): "6"}, follow=True)
    assert "2 lukua lähetettiin hyväksyttäväksi." in answer.text
    assert "odottaa hyväksyntää" in plain(line(answer.text, "A2"))
    assert office.latest(second).submitted_by == office.anna
    assert "Lähetä hyväksyttäväksi (0)" in plain(answer.text)


def test_nothing_is_sent_while_something_is_unsaved(office: Office, anna: Client) -> None:
    row = office.row("A1")
    office.row("A2")
    answer = anna.post(SEND, {name("A1"): "5", name("A2"): "kuusi"})
    assert answer.status_code == 422
    assert "Mitään ei vielä lähetetty, koska kaikkea ei voitu tallentaa." in answer.text
    assert office.latest(row).submitted_at is None


def test_without_drafts_it_says_so(office: Office, anna: Client) -> None:
    office.row("A1")
    assert "Lähetettäviä luonnoksia ei ole." in anna.post(SEND, {}, follow=True).text


def test_a_returned_figure_is_sent_again_once_it_has_been_corrected(office: Office, anna: Client) -> None:
    row = office.row("A1")
    entry = office.enter(row, "5", state="returned")
    anna.post(SEND, {name("A1"): "5", name("A1", "seen"): str(entry.pk)})
    assert office.latest(row) == entry
    anna.post(SEND, {name("A1"): "5", name("A1", "note"): "Oikein on", name("A1", "seen"): str(entry.pk)})
    assert office.latest(row).submitted_at is not None


def test_a_shut_window_sends_nothing(office: Office, anna: Client) -> None:
    row = office.row("A1")
    office.enter(row, "5", state="draft")
    office.close()
    answer = anna.post(SEND, {})
    assert answer.status_code == 422
    assert "Mitään ei lähetetty." in answer.text
    assert office.latest(row).submitted_at is None


def test_a_draft_left_in_a_shut_window_does_not_keep_a_reopened_figure_from_being_sent(
    office: Office, anna: Client
) -> None:
    opened, left = office.row("A1"), office.row("A2")
    first = office.enter(opened, "5", state="draft")
    office.enter(left, "6", state="draft")
    office.close()
    reopen_figure(
        window=office.window,
        indicator=opened.indicator,
        unit=office.library,
        reason="Virhe",
        until=dt.date(2026, 11, 30),
        asked_by=office.anna,
        by=office.world.head,
    )
    assert "Lähetä hyväksyttäväksi (1)" in plain(anna.get(PAGE).text)
    answer = anna.post(SEND, {name("A1"): "7", name("A1", "seen"): str(first.pk)}, follow=True)
    assert "Yksi luku lähetettiin hyväksyttäväksi." in plain(answer.text)
    assert "Lähettämättä jäi, koska kausi on suljettu: A2 7–9/2026." in plain(answer.text)
    assert office.latest(opened).submitted_by == office.anna
    assert office.latest(left).submitted_at is None


def test_a_steward_sends_the_own_drafts_and_not_the_units(office: Office, client: Client) -> None:
    """Whoever sends a figure cannot approve it: a unit's drafts are left to the unit."""
    theirs, mine = office.row("A1"), office.row("A2")
    office.enter(theirs, "5", state="draft")
    facts = {"user": office.world.writer, "municipality": office.world.city, "unit": office.library}
    Membership.objects.create(**facts, role="supervisor")  # the writer still works there
    steward = User.objects.create_user("pirjo")
    Membership.objects.create(user=steward, municipality=office.world.city, role="steward")
    client.force_login(steward)
    client.post(SEND, {name("A2"): "6"})
    assert office.latest(mine).submitted_by == steward
    assert office.latest(theirs).submitted_at is None
    assert "Lähetä hyväksyttäväksi (0)" in plain(client.get(PAGE).text)


def test_a_draft_of_another_in_the_own_unit_goes_along(office: Office, anna: Client) -> None:
    row = office.row("A1")
    office.enter(row, "5", state="draft")
    anna.post(SEND, {})
    assert office.latest(row).submitted_by == office.anna
    assert Actual.objects.count() == 1
