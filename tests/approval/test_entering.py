"""The life of a figure, step by step, and every rule that may stop one (``measures.entering``)."""

import datetime as dt

import pytest
import time_machine

from measures.actions import close_window, reopen_window
from measures.entering import (
    Conflict,
    NotAccepted,
    approve_actuals,
    enter_actual,
    latest_in,
    return_actual,
    submit_actuals,
    why_shut,
)
from measures.models import Actual
from tests.approval.desk_world import DeskWorld
from tests.world import noon


def entered(city: DeskWorld) -> list[str]:
    """Every visits figure of the library's quarter, oldest first."""
    found = Actual.objects.filter(indicator=city.visits.indicator, unit=city.library).order_by("id")
    return [str(int(one.value)) for one in found if one.value is not None]


# --- entering


def test_a_first_figure_is_a_draft_of_its_writer(city: DeskWorld) -> None:
    entry = city.draft("KAYNNIT", "1 200")
    assert (entry.value, entry.text_entered, entry.source) == (1200, "1 200", "web")
    assert (entry.entered_by, entry.entered_at) == (city.supervisor, noon("2026-10-20"))
    assert (entry.submitted_at, entry.approved_at, entry.supersedes) == (None, None, None)


def test_a_correction_supersedes_and_keeps_the_first(city: DeskWorld) -> None:
    first = city.draft("KAYNNIT", "1 200")
    second = city.draft("KAYNNIT", "1 300")
    assert second.supersedes == first
    assert entered(city) == ["1200", "1300"]


def test_the_same_figure_twice_is_one_entry(city: DeskWorld) -> None:
    cell, given = city.cell("KAYNNIT"), city.given("KAYNNIT", "1200")
    facts = {"cell": cell, "given": given, "seen": None, "window": city.window, "by": city.supervisor}
    assert enter_actual(**facts) == enter_actual(**facts)
    assert entered(city) == ["1200"]


def test_the_same_figure_after_a_return_is_a_new_entry(city: DeskWorld) -> None:
    first = city.sent("KAYNNIT", "1200")
    return_actual(entry=first.pk, reason="Tarkista.", by=city.head)
    again = city.draft("KAYNNIT", "1200")
    assert again.supersedes == first
    assert again.returned_at is None


@pytest.mark.parametrize("seen", [None, "first"])
def test_who_saw_an_older_figure_gets_a_conflict_with_the_standing_one(city: DeskWorld, seen: str | None) -> None:
    first = city.draft("KAYNNIT", "1200")
    standing = city.draft("KAYNNIT", "1300")
    with pytest.raises(Conflict, match="Joku muu on kirjannut") as stopped:
        enter_actual(
            cell=city.cell("KAYNNIT"),
            given=city.given("KAYNNIT", "1400"),
            seen=first.pk if seen else None,
            window=city.window,
            by=city.head,
        )
    assert stopped.value.current == standing
    assert stopped.value.current.entered_by == city.supervisor
    assert entered(city) == ["1200", "1300"]


def test_a_figure_seen_that_never_was_is_told(city: DeskWorld) -> None:
    with pytest.raises(NotAccepted, match="Lataa sivu uudelleen"):
        enter_actual(
            cell=city.cell("KAYNNIT"),
            given=city.given("KAYNNIT", "1400"),
            seen=12345,
            window=city.window,
            by=city.supervisor,
        )
    assert entered(city) == []


def test_an_approved_figure_changes_only_with_a_coded_reason(city: DeskWorld) -> None:
    approved = city.sent("KAYNNIT", "1200")
    approve_actuals(entries=[approved.pk], by=city.head)
    for reason in ("", "koska"):
        with pytest.raises(NotAccepted, match="Valitse, miksi se muuttuu"):
            city.draft("KAYNNIT", "1300", late_reason=reason)
    late = city.draft("KAYNNIT", "1300", late_reason="error", late_text="Laskuri oli rikki.")
    assert (late.late_reason, late.late_reason_text, late.supersedes) == ("error", "Laskuri oli rikki.", approved)
    approved.refresh_from_db()
    assert approved.approved_by == city.head


def test_a_figure_not_approved_takes_no_late_reason(city: DeskWorld) -> None:
    city.draft("KAYNNIT", "1200")
    changed = city.draft("KAYNNIT", "1300", late_reason="error", late_text="turha")
    assert (changed.late_reason, changed.late_reason_text) == ("", "")


def test_a_units_figure_is_not_the_municipalitys_nor_another_units(city: DeskWorld) -> None:
    city.draft("KAYNNIT", "1200")
    assert latest_in(city.cell("KAYNNIT", "museo")) is None


# --- the window


def test_a_closed_window_refuses_to_enter_and_to_submit(city: DeskWorld) -> None:
    draft = city.draft("KAYNNIT", "1200")
    close_window(window=city.window, by=city.steward)
    sentence = (
        "Kauden 7–9/2026 kirjaus on suljettu 20.10.2026. Pyydä avausta hyväksyjältäsi tai strategian pääkäyttäjältä."
    )
    with pytest.raises(NotAccepted) as stopped:
        city.draft("KAYNNIT", "1300")
    assert str(stopped.value) == sentence
    with pytest.raises(NotAccepted, match="on suljettu"):
        submit_actuals(entries=[draft.pk], window=city.window, by=city.supervisor)
    draft.refresh_from_db()
    assert draft.submitted_at is None
    assert entered(city) == ["1200"]


def test_a_window_opened_again_takes_figures(city: DeskWorld) -> None:
    close_window(window=city.window, by=city.steward)
    days = {"due": dt.date(2026, 10, 30), "closes": dt.date(2026, 11, 30)}
    reopen_window(window=city.window, by=city.steward, **days)
    assert city.draft("KAYNNIT", "1200").value == 1200


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (
            "2026-09-30",
            "Kauden 7–9/2026 kirjaus alkaa 1.10.2026. Pyydä avausta hyväksyjältäsi tai strategian pääkäyttäjältä.",
        ),
        (
            "2026-11-11",
            "Kauden 7–9/2026 kirjaus päättyi 10.11.2026. Pyydä avausta hyväksyjältäsi tai strategian pääkäyttäjältä.",
        ),
    ],
)
def test_before_and_after_its_days_a_window_says_which_rule(
    city: DeskWorld, the_day: time_machine.Traveller, day: str, sentence: str
) -> None:
    the_day.move_to(noon(day))
    with pytest.raises(NotAccepted) as stopped:
        city.draft("KAYNNIT", "1200")
    assert str(stopped.value) == sentence


@pytest.mark.parametrize("day", ["2026-10-01", "2026-11-10"])
def test_the_first_and_the_last_day_are_open(city: DeskWorld, the_day: time_machine.Traveller, day: str) -> None:
    the_day.move_to(noon(day))
    assert city.draft("KAYNNIT", "1200").value == 1200


def test_a_locked_window_says_that_it_was_reported(city: DeskWorld) -> None:
    city.window.locked_at, city.window.locked_by = noon("2026-10-19"), city.steward
    city.window.save()
    assert why_shut(city.window, dt.date(2026, 10, 20)) == (
        "Kausi 7–9/2026 on lukittu 19.10.2026, koska se on raportoitu. "
        "Pyydä avausta hyväksyjältäsi tai strategian pääkäyttäjältä."
    )
    with pytest.raises(NotAccepted, match="on lukittu"):
        city.draft("KAYNNIT", "1200")


# --- submitting


def test_submitting_twice_changes_nothing(city: DeskWorld, the_day: time_machine.Traveller) -> None:
    draft = city.draft("KAYNNIT", "1200")
    assert submit_actuals(entries=[draft.pk], window=city.window, by=city.supervisor) == [draft]
    the_day.move_to(noon("2026-10-21"))
    assert submit_actuals(entries=[draft.pk], window=city.window, by=city.deputy) == []
    draft.refresh_from_db()
    assert (draft.submitted_by, draft.submitted_at) == (city.supervisor, noon("2026-10-20"))


def test_a_figure_that_was_replaced_is_not_submitted(city: DeskWorld) -> None:
    first = city.draft("KAYNNIT", "1200")
    city.draft("KAYNNIT", "1300")
    assert submit_actuals(entries=[first.pk], window=city.window, by=city.supervisor) == []


# --- sending back


def test_a_figure_is_returned_with_its_reason(city: DeskWorld) -> None:
    sent = city.sent("KAYNNIT", "1200")
    back = return_actual(entry=sent.pk, reason="  Puuttuuko heinäkuu?  ", by=city.head)
    assert (back.return_reason, back.returned_by, back.returned_at) == (
        "Puuttuuko heinäkuu?",
        city.head,
        noon("2026-10-20"),
    )


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_return_needs_its_reason(city: DeskWorld, reason: str) -> None:
    sent = city.sent("KAYNNIT", "1200")
    with pytest.raises(NotAccepted, match="Kirjoita, mitä luvussa pitää korjata"):
        return_actual(entry=sent.pk, reason=reason, by=city.head)
    sent.refresh_from_db()
    assert sent.returned_at is None


@pytest.mark.parametrize("state", ["draft", "returned", "approved", "replaced", "unknown"])
def test_only_what_waits_is_returned(city: DeskWorld, state: str) -> None:
    entry = city.draft("KAYNNIT", "1200").pk if state == "draft" else city.sent("KAYNNIT", "1200").pk
    if state == "returned":
        return_actual(entry=entry, reason="Ensin.", by=city.deputy)
    if state == "approved":
        approve_actuals(entries=[entry], by=city.deputy)
    if state == "replaced":
        city.draft("KAYNNIT", "1300")
    before = list(Actual.objects.order_by("id").values())
    with pytest.raises(NotAccepted, match="ei enää odota hyväksyntää"):
        return_actual(entry=12345 if state == "unknown" else entry, reason="Tarkista.", by=city.head)
    assert list(Actual.objects.order_by("id").values()) == before


# --- approving


def test_what_waits_is_approved_at_once(city: DeskWorld) -> None:
    entries = [city.sent("KAYNNIT", "1200"), city.sent("POISSA", "67 / 1860")]
    assert approve_actuals(entries=[one.pk for one in entries], by=city.head) == entries
    for one in entries:
        one.refresh_from_db()
        assert (one.approved_by, one.approved_at) == (city.head, noon("2026-10-20"))


def test_nobody_approves_what_they_entered_or_submitted(city: DeskWorld) -> None:
    own = city.sent("KAYNNIT", "1200", by=city.head)
    draft = city.draft("POISSA", "67 / 1860")
    submit_actuals(entries=[draft.pk], window=city.window, by=city.head)
    assert approve_actuals(entries=[own.pk, draft.pk], by=city.head) == []
    assert approve_actuals(entries=[own.pk, draft.pk], by=city.deputy) == [own, draft]


def test_others_are_approved_beside_an_own_one(city: DeskWorld) -> None:
    own = city.sent("KAYNNIT", "1200", by=city.head)
    other = city.sent("POISSA", "67 / 1860")
    assert approve_actuals(entries=[own.pk, other.pk], by=city.head) == [other]
    own.refresh_from_db()
    assert own.approved_at is None


def test_a_returned_figure_cannot_be_approved(city: DeskWorld) -> None:
    sent = city.sent("KAYNNIT", "1200")
    return_actual(entry=sent.pk, reason="Tarkista.", by=city.head)
    assert approve_actuals(entries=[sent.pk], by=city.deputy) == []


def test_only_what_waits_is_approved(city: DeskWorld) -> None:
    draft, replaced = city.draft("POISSA", "67 / 1860"), city.sent("KAYNNIT", "1200")
    city.draft("KAYNNIT", "1300")
    assert approve_actuals(entries=[draft.pk, replaced.pk, 12345], by=city.head) == []


def test_approving_twice_keeps_the_first_approver(city: DeskWorld) -> None:
    sent = city.sent("KAYNNIT", "1200")
    approve_actuals(entries=[sent.pk], by=city.head)
    assert approve_actuals(entries=[sent.pk], by=city.deputy) == []
    sent.refresh_from_db()
    assert sent.approved_by == city.head
