"""On which day what is told: due soon, late, returned, waiting to be approved."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command

from measures.entering import approve_actuals, return_actual
from measures.models import ReminderMail
from measures.models.codes import ReminderKind
from measures.reminding import Stage, stage_of
from scorecard.models import Membership
from scorecard.models.codes import Role
from tests.reminders.post_world import PostWorld, change, run, subjects
from tests.world import noon


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2026-10-19", None),
        ("2026-10-20", ("due_soon", "2026-10-20")),
        ("2026-10-25", ("due_soon", "2026-10-20")),
        ("2026-10-26", ("due_soon", "2026-10-26")),
        ("2026-10-27", ("due_soon", "2026-10-26")),
        ("2026-10-28", ("late", "2026-10-28")),
        ("2026-11-03", ("late", "2026-10-28")),
        ("2026-11-04", ("late", "2026-11-04")),
        ("2026-11-10", ("late", "2026-11-04")),
        ("2026-11-11", None),
    ],
)
def test_a_window_has_its_stages(city: PostWorld, day: str, stage: tuple[str, str] | None) -> None:
    found = Stage(ReminderKind(stage[0]), dt.date.fromisoformat(stage[1])) if stage else None
    assert stage_of(city.window, dt.date.fromisoformat(day)) == found


def told_on_days(the_day: time_machine.Traveller, who: str, first: str, days: int) -> dict[str, str]:
    """Run every noon: on which days a person was told what."""
    found = {}
    for ahead in range(days):
        day = (dt.date.fromisoformat(first) + dt.timedelta(days=ahead)).isoformat()
        the_day.move_to(noon(day))
        run()
        if subject := subjects().get(who):
            found[day[5:]] = subject
    return found


def test_a_supervisor_is_told_a_week_and_a_day_before_then_weekly_until_the_window_closes(
    city: PostWorld, the_day: time_machine.Traveller
) -> None:
    assert told_on_days(the_day, "maija", "2026-10-15", 35) == {
        "10-20": "Kirjaa 3 lukua viimeistään 27.10.2026 – Pikkula",
        "10-26": "Kirjaa 3 lukua viimeistään 27.10.2026 – Pikkula",
        "10-28": "Kirjaa 3 myöhässä olevaa lukua (määräpäivä oli 27.10.2026) – Pikkula",
        "11-04": "Kirjaa 3 myöhässä olevaa lukua (määräpäivä oli 27.10.2026) – Pikkula",
    }


def test_a_missed_run_is_made_up_for_on_the_next_day(city: PostWorld, the_day: time_machine.Traveller) -> None:
    assert list(told_on_days(the_day, "maija", "2026-10-22", 4)) == ["10-22"]


def test_what_has_been_sent_is_not_asked_for_and_a_draft_is(city: PostWorld) -> None:
    city.sent("KAYNNIT", "1200")
    city.draft("POISSA", "3/40")
    run()
    assert subjects()["maija"] == "Kirjaa 2 lukua viimeistään 27.10.2026 – Pikkula"


def test_a_return_is_told_once_and_again_only_when_it_happens_again(
    city: PostWorld, the_day: time_machine.Traveller
) -> None:
    the_day.move_to(noon("2026-10-12"))
    entry = city.sent("KAYNNIT", "12000")
    return_actual(entry=entry.pk, reason="Nolla liikaa?", by=city.head)
    assert told_on_days(the_day, "maija", "2026-10-12", 3) == {"10-12": "Korjaa 1 palautettu luku – Pikkula"}
    again = city.sent("KAYNNIT", "1201")
    return_actual(entry=again.pk, reason="Yksi liikaa.", by=city.head)
    assert told_on_days(the_day, "maija", "2026-10-15", 3) == {"10-15": "Korjaa 1 palautettu luku – Pikkula"}


def test_a_returned_figure_is_asked_for_again_at_the_windows_stages(
    city: PostWorld, the_day: time_machine.Traveller
) -> None:
    the_day.move_to(noon("2026-10-12"))
    for code, typed in (("KAYNNIT", "1200"), ("POISSA", "3/40"), ("AUKI", "kyllä")):
        entry = city.sent(code, typed)
        (return_actual if code == "KAYNNIT" else leave)(entry=entry.pk, reason="Tarkista.", by=city.head)
    assert list(told_on_days(the_day, "maija", "2026-10-12", 18)) == ["10-12", "10-20", "10-26", "10-28"]


def leave(**facts: object) -> None:
    """A figure that stays as it was sent."""


def test_an_approver_is_told_when_something_new_waits_else_weekly(
    city: PostWorld, the_day: time_machine.Traveller
) -> None:
    the_day.move_to(noon("2026-10-05"))
    city.sent("KAYNNIT", "1200")
    assert told_on_days(the_day, "heikki", "2026-10-05", 9) == {
        "10-05": "Hyväksy 1 luku – Pikkula",
        "10-12": "Hyväksy 1 luku – Pikkula",
    }
    city.sent("POISSA", "3/40")
    assert told_on_days(the_day, "heikki", "2026-10-14", 9) == {
        "10-14": "Hyväksy 2 lukua – Pikkula",
        "10-21": "Hyväksy 2 lukua – Pikkula",
    }


def test_once_approved_nobody_is_told(city: PostWorld, the_day: time_machine.Traveller) -> None:
    the_day.move_to(noon("2026-10-05"))
    approve_actuals(entries=[city.sent("KAYNNIT", "1200").pk], by=city.head)
    assert told_on_days(the_day, "heikki", "2026-10-05", 9) == {}


def test_figures_wait_for_their_approver_after_the_window_has_closed(
    city: PostWorld, the_day: time_machine.Traveller
) -> None:
    city.sent("KAYNNIT", "1200")
    assert list(told_on_days(the_day, "heikki", "2026-11-20", 8)) == ["11-20", "11-27"]


def test_both_the_head_and_the_deputy_are_told_and_nobody_of_their_own_figure(city: PostWorld) -> None:
    city.sent("KAYNNIT", "1200")
    city.sent("POISSA", "3/40", by=city.deputy)
    run()
    found = subjects()
    assert found["heikki"] == "Hyväksy 2 lukua – Pikkula"
    assert found["sirpa"] == "Hyväksy 1 luku – Pikkula"
    assert "paavo" not in found


def test_the_heads_own_figure_goes_to_the_steward_when_there_is_no_deputy(city: PostWorld) -> None:
    city.sent("KAYNNIT", "1200", by=city.head)
    Membership.objects.filter(user=city.deputy).delete()
    run()
    found = subjects()
    assert found["paavo"] == "Hyväksy 1 luku – Pikkula"
    assert "heikki" not in found


def test_a_deputy_is_told_only_while_the_role_is_in_force(city: PostWorld) -> None:
    Membership.objects.filter(user=city.deputy).update(valid_to=dt.date(2026, 10, 19))
    city.sent("KAYNNIT", "1200")
    run()
    assert "sirpa" not in subjects()


def test_the_nearest_supervisor_above_is_told_and_the_one_of_the_unit_goes_first(city: PostWorld) -> None:
    city.person("anni", Role.SUPERVISOR, city.sector)
    run()
    found = subjects()
    assert found["anni"] == "Kirjaa 2 lukua viimeistään 27.10.2026 – Pikkula"
    assert found["maija"] == "Kirjaa 3 lukua viimeistään 27.10.2026 – Pikkula"


def test_the_municipalitys_own_figure_is_asked_of_its_responsible_unit(city: PostWorld) -> None:
    city.row("VAKILUKU", name_fi="Väkiluku", responsible_unit=city.library)
    run()
    assert subjects()["maija"] == "Kirjaa 4 lukua viimeistään 27.10.2026 – Pikkula"


def test_a_sectors_own_figure_is_asked_of_its_head_and_deputy_and_not_its_units_figures(city: PostWorld) -> None:
    city.row("VAKILUKU", name_fi="Väkiluku", responsible_unit=city.sector)
    said = run()
    found = subjects()
    assert found["heikki"] == "Kirjaa 1 luku viimeistään 27.10.2026 – Pikkula"
    assert found["sirpa"] == found["heikki"]
    assert found["maija"] == "Kirjaa 3 lukua viimeistään 27.10.2026 – Pikkula"
    assert "Sivistys" not in said  # only the museum has nobody
    assert "Museo" in said


def test_who_has_the_same_role_twice_is_asked_once(city: PostWorld) -> None:
    """Two spans of a role that overlap: a figure is still one figure."""
    facts = {"user": city.supervisor, "municipality": city.city, "role": Role.SUPERVISOR, "unit": city.library}
    Membership.objects.create(**facts, valid_from=dt.date(2026, 10, 1))
    run()
    assert subjects()["maija"] == "Kirjaa 3 lukua viimeistään 27.10.2026 – Pikkula"


def test_a_return_is_told_to_its_writer_too_while_the_writer_may_enter(city: PostWorld) -> None:
    entry = city.sent("KAYNNIT", "1200", by=city.deputy)
    return_actual(entry=entry.pk, reason="Tarkista.", by=city.head)
    run()
    assert subjects()["sirpa"] == "Korjaa 1 palautettu luku – Pikkula"
    Membership.objects.filter(user=city.deputy).delete()
    run("--date", "2026-10-21")
    assert "sirpa" not in subjects()


def test_the_closed_window_says_that_a_returned_figure_has_to_be_opened(
    city: PostWorld, the_day: time_machine.Traveller, mailoutbox: list
) -> None:
    entry = city.sent("KAYNNIT", "1200")
    the_day.move_to(noon("2026-11-15"))
    return_actual(entry=entry.pk, reason="Tarkista.", by=city.head)
    run()
    (letter,) = [one for one in mailoutbox if one.to == ["maija@pikkula.example"]]
    assert "(kirjaus on suljettu: pyydä hyväksyjää avaamaan luku)" in letter.body


def test_inactive_people_are_not_told(city: PostWorld) -> None:
    change(city.supervisor, is_active=False)
    told = run()
    assert "maija" not in subjects()
    assert "Ei vastuuhenkilöä: Kirjasto, odottavia lukuja 3. Lähiesihenkilön tunnus on suljettu: Maija Mäki." in told


@pytest.mark.parametrize(
    ("due", "last_second_before", "first_second"),
    [
        ("2026-10-27", "2026-10-19T20:59:59+00:00", "2026-10-19T21:00:00+00:00"),
        # The clocks go back in the small hours of the 25th: the day begins by summer time and ends by winter time.
        ("2026-11-01", "2026-10-24T20:59:59+00:00", "2026-10-24T21:00:00+00:00"),
        ("2026-11-02", "2026-10-25T21:59:59+00:00", "2026-10-25T22:00:00+00:00"),
    ],
)
def test_a_day_begins_at_midnight_in_helsinki(
    city: PostWorld, the_day: time_machine.Traveller, due: str, last_second_before: str, first_second: str
) -> None:
    city.window.due = dt.date.fromisoformat(due)
    city.window.save()
    the_day.move_to(dt.datetime.fromisoformat(last_second_before))
    run()
    assert subjects() == {}
    the_day.move_to(dt.datetime.fromisoformat(first_second))
    run()
    assert list(subjects()) == ["maija"]


@pytest.mark.parametrize(
    ("due", "last_second_before", "first_second"),
    [
        ("2026-04-05", "2026-03-28T21:59:59+00:00", "2026-03-28T22:00:00+00:00"),
        ("2026-04-06", "2026-03-29T20:59:59+00:00", "2026-03-29T21:00:00+00:00"),
    ],
)
def test_also_when_the_clocks_go_forward(
    city: PostWorld, the_day: time_machine.Traveller, due: str, last_second_before: str, first_second: str
) -> None:
    city.opened("2026-Q1", "2026-03-01", due, "2026-04-20")
    the_day.move_to(dt.datetime.fromisoformat(last_second_before))
    run()
    assert subjects() == {}
    the_day.move_to(dt.datetime.fromisoformat(first_second))
    run()
    assert list(subjects()) == ["maija"]


def test_another_day_can_be_asked_for(city: PostWorld) -> None:
    call_command("send_reminders", "--date", "2026-10-28")
    assert subjects()["maija"] == "Kirjaa 3 myöhässä olevaa lukua (määräpäivä oli 27.10.2026) – Pikkula"
    assert ReminderMail.objects.get(person=city.supervisor).day == dt.date(2026, 10, 28)
