"""Sending: once and not again, what fails is tried anew, and the command tells all of it."""

import datetime as dt
import email.message
import email.policy
import smtplib
from collections.abc import Callable

import pytest
import time_machine
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from measures.models import Reminder, ReminderMail
from measures.models.ledger import LedgerIsKept
from measures.posting import claim_letter
from measures.reminding import round_of
from scorecard.models import Membership, Unit
from scorecard.models.codes import Role
from tests.reminders.mail_server import mail_server
from tests.reminders.post_world import PostWorld, change, letters, run, subjects
from tests.world import noon

TODAY = dt.date(2026, 10, 20)


@pytest.fixture
def server_refuses(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the mail server refuse letters to some people."""

    def refuse(*names: str, fault: Exception | None = None) -> None:
        send = EmailBackend.send_messages

        def picky(self: EmailBackend, messages: list) -> int:
            if any(one.to[0].startswith(f"{name}@") for one in messages for name in names):
                raise fault or smtplib.SMTPRecipientsRefused({"x@y.example": (550, b"no such user")})
            return int(send(self, messages))

        monkeypatch.setattr(EmailBackend, "send_messages", picky)

    return refuse


def test_run_again_it_sends_nothing(city: PostWorld) -> None:
    city.sent("KAYNNIT", "1200")
    assert "muistutuksia lähetetty 3." in run()
    assert sorted(subjects()) == ["heikki", "maija", "sirpa"]
    assert "muistutuksia lähetetty 0." in run()
    assert letters() == []
    assert (ReminderMail.objects.count(), Reminder.objects.count()) == (3, 3)


def test_a_second_letter_waits_for_the_next_day(city: PostWorld, the_day: time_machine.Traveller) -> None:
    run()
    letters()
    Membership.objects.create(user=city.supervisor, municipality=city.city, role=Role.DEPUTY, unit=city.museum)
    city.enter(city.visits, "2026-Q3", "10", unit=city.museum, state="submitted")
    assert "maija-pikkula: on jo saanut viestin tänään; uudet asiat kerrotaan seuraavassa" in run()
    assert letters() == []
    the_day.move_to(noon("2026-10-21"))
    run()
    assert subjects()["maija"] == "Kirjaa 3 lukua viimeistään 27.10.2026, hyväksy 1 luku – Pikkula"


def test_a_dry_run_tells_and_does_nothing(city: PostWorld) -> None:
    change(city.deputy, email="")
    city.sent("KAYNNIT", "1200")
    with CaptureQueriesContext(connection) as asked:
        told = run("--dry-run")
    assert told == (
        "heikki-pikkula <heikki@pikkula.example>: Hyväksy 1 luku – Pikkula\n"
        "maija-pikkula <maija@pikkula.example>: Kirjaa 2 lukua viimeistään 27.10.2026 – Pikkula\n"
        "sirpa-pikkula <ei sähköpostia>: Hyväksy 1 luku – Pikkula\n"
        "Ei vastuuhenkilöä: Museo, odottavia lukuja 2. Yksiköllä ei ole ollut lähiesihenkilöä palvelussa.\n"
        "20.10.2026: lähtisi enintään 2 muistutusta. Mitään ei lähetetty.\n"
    )
    assert letters() == []
    assert not [one["sql"] for one in asked if not one["sql"].startswith("SELECT")]


def test_one_that_fails_does_not_stop_the_others_and_is_named(
    city: PostWorld, server_refuses: Callable[..., None]
) -> None:
    city.sent("KAYNNIT", "1200")
    server_refuses("heikki")
    told = run()
    assert sorted(subjects()) == ["maija", "sirpa"]
    assert "heikki-pikkula: EI LÄHTENYT: SMTPRecipientsRefused" in told
    assert told.endswith("FAULT Muistutus ei lähtenyt yhdelle: heikki-pikkula. Seuraava ajo yrittää uudelleen.")
    failed = ReminderMail.objects.get(person=city.head)
    assert failed.sent_at is None
    assert "no such user" in failed.fault
    assert not Reminder.objects.filter(person=city.head).exists()


@pytest.mark.parametrize(
    "fault", [ConnectionRefusedError("refused"), TimeoutError("slow"), smtplib.SMTPServerDisconnected("gone")]
)
def test_what_failed_is_sent_on_the_next_run_and_only_that(
    city: PostWorld, server_refuses: Callable[..., None], monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    city.sent("KAYNNIT", "1200")
    server_refuses("maija", fault=fault)
    run()
    letters()
    monkeypatch.undo()
    assert "maija-pikkula: lähetetty (" in run()
    assert list(subjects()) == ["maija"]
    assert run().startswith("Ei vastuuhenkilöä: Museo")
    assert letters() == []


def through(port: int) -> dict[str, dict[str, object]]:
    """Mail goes through a real connection to this port."""
    options = {"host": "127.0.0.1", "port": port, "timeout": 5}
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


def test_through_a_real_mail_server(city: PostWorld, settings: Settings) -> None:
    city.sent("KAYNNIT", "1200")
    with mail_server() as server:
        server.refused = {"heikki@"}
        settings.MAILERS = through(server.server_address[1])
        told = run()
        assert "heikki-pikkula: EI LÄHTENYT: SMTPRecipientsRefused" in told
        assert len(server.taken) == 2
        found = [email.message_from_string(one, policy=email.policy.default) for one in server.taken]
        assert [one["To"] for one in found] == ["maija@pikkula.example", "sirpa@pikkula.example"]
        assert found[0]["Subject"] == "Kirjaa 2 lukua viimeistään 27.10.2026 – Pikkula"
        assert [part.get_content_type() for part in found[0].iter_parts()] == ["text/plain", "text/html"]
        server.refused = set()
        assert "heikki-pikkula: lähetetty (" in run()
        assert len(server.taken) == 3
    assert "muistutuksia lähetetty 0." in run()
    assert ReminderMail.objects.filter(sent_at=None).count() == 0


def test_a_server_that_is_not_there_is_named_for_everybody(city: PostWorld, settings: Settings) -> None:
    with mail_server() as server:
        port = server.server_address[1]
    settings.MAILERS = through(port)
    assert "maija-pikkula: EI LÄHTENYT: ConnectionRefusedError" in run()
    assert ReminderMail.objects.get().sent_at is None


def test_when_the_server_is_down_everybody_is_told_the_next_day(
    city: PostWorld,
    server_refuses: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    the_day: time_machine.Traveller,
) -> None:
    city.sent("KAYNNIT", "1200")
    server_refuses("maija", "heikki", "sirpa", fault=ConnectionRefusedError("refused"))
    assert "Muistutus ei lähtenyt 3 henkilölle: heikki-pikkula, maija-pikkula, sirpa-pikkula." in run()
    monkeypatch.undo()
    the_day.move_to(noon("2026-10-21"))
    run()
    assert sorted(subjects()) == ["heikki", "maija", "sirpa"]


@pytest.mark.parametrize(
    "address", ["maija", "maija@", "maija@a.example, muu@b.example", "maija@a.example\nBcc: x@y.fi"]
)
def test_a_broken_address_is_named_and_nothing_goes_to_it(city: PostWorld, address: str) -> None:
    change(city.supervisor, email=address)
    city.sent("KAYNNIT", "1200")
    told = run()
    assert "maija-pikkula: EI LÄHTENYT: sähköpostiosoite on virheellinen" in told
    assert sorted(subjects()) == ["heikki", "sirpa"]


def test_who_has_no_address_is_named_and_it_is_no_fault(city: PostWorld) -> None:
    change(city.supervisor, email="")
    told = run()
    assert "maija-pikkula: ei sähköpostia (Kirjaa 3 lukua viimeistään 27.10.2026 – Pikkula)" in told
    assert "FAULT" not in told
    assert not ReminderMail.objects.exists()


def broken_off(city: PostWorld, ago: dt.timedelta, day: dt.date = TODAY) -> ReminderMail:
    """A run that claimed the supervisor's letter and was killed, nobody knows whether before or after sending."""
    found = round_of(TODAY)
    (letter,) = [one for one in found.letters if one.person == city.supervisor]
    claim = claim_letter(letter=letter, day=day, known_at=found.known_at, to=city.supervisor)
    assert isinstance(claim, tuple)
    mail, again = claim
    assert not again
    mail.claimed_at -= ago
    mail.save()
    return mail


def test_a_letter_that_another_run_is_sending_is_left_to_it(city: PostWorld) -> None:
    broken_off(city, dt.timedelta(minutes=59))
    assert "maija-pikkula: toinen ajo lähettää tai lähetti juuri" in run()
    assert letters() == []


@pytest.mark.parametrize("day", [TODAY, TODAY - dt.timedelta(days=1)])
def test_after_an_hour_a_broken_off_letter_is_sent_and_it_is_said(city: PostWorld, day: dt.date) -> None:
    first = broken_off(city, dt.timedelta(minutes=61), day)
    told = run()
    assert "maija-pikkula: lähetetty; edellinen lähetys keskeytyi, joten sama viesti on voinut tulla kahdesti" in told
    (letter,) = letters()
    if day == TODAY:
        assert letter.message()["Message-ID"] == f"<muistutus-{first.pk}@127.0.0.1>"
    assert "keskeytyi" not in run()
    assert letters() == []


def test_what_another_run_told_meanwhile_is_not_told_again(city: PostWorld, the_day: time_machine.Traveller) -> None:
    found = round_of(TODAY)
    (letter,) = [one for one in found.letters if one.person == city.supervisor]
    run()
    tomorrow = TODAY + dt.timedelta(days=1)
    claim = claim_letter(letter=letter, day=tomorrow, known_at=found.known_at, to=city.supervisor)
    assert claim.name == "ELSEWHERE"
    assert ReminderMail.objects.filter(person=city.supervisor).count() == 1


def test_what_has_been_told_is_kept(city: PostWorld) -> None:
    run()
    with pytest.raises(LedgerIsKept):
        Reminder.objects.get().delete()
    with pytest.raises(LedgerIsKept):
        ReminderMail.objects.get().delete()


def test_one_municipality_alone(city: PostWorld) -> None:
    other = PostWorld("toinen", "998")
    run("--municipality", "toinen")
    assert [one.to for one in letters()] == [["maija@toinen.example"]]
    assert other.supervisor.reminders.count() == 1
    assert not city.supervisor.reminders.exists()


def test_a_municipality_or_a_day_that_is_not_there(city: PostWorld) -> None:
    assert run("--municipality", "atlantis") == "FAULT Kuntaa ”atlantis” ei ole."
    assert "”huomenna” ei ole päivä." in run("--date", "huomenna")
    assert letters() == []


def test_without_a_server_or_an_address_of_its_own_nothing_is_tried(city: PostWorld, settings: Settings) -> None:
    settings.MAILERS = {}
    assert run().startswith("FAULT Aseta MAIL_HOST ja MAIL_FROM")
    assert "lähtisi enintään 1 muistutusta" in run("--dry-run")
    settings.SITE_ADDRESS = ""
    assert run("--dry-run").startswith("FAULT Aseta SITE_ADDRESS")
    assert not ReminderMail.objects.exists()


def test_links_begin_with_the_services_own_address(city: PostWorld, settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://strategia.kunta.example"
    run()
    (letter,) = letters()
    assert (
        "\n  https://strategia.kunta.example/pikkula/kirjaus/?kausi=2026-Q3&yksikko=kirjasto#rivi-AUKI" in letter.body
    )
    assert letter.message()["Message-ID"].endswith("@strategia.kunta.example>")


def grow(city: PostWorld, number: int) -> None:
    """As many more units, each with its supervisor and two figures to enter."""
    for n in range(number):
        unit = Unit.objects.create(
            municipality=city.city, parent=city.sector, code=f"y{n}", kind="result_unit", name_fi=f"Y{n}"
        )
        for row in (city.visits, city.absence):
            row.indicator.reporting_units.create(unit=unit)
        city.person(f"henkilo{n}", Role.SUPERVISOR, unit)


def queries_of(*arguments: str) -> int:
    """How many times the command asked the database."""
    with CaptureQueriesContext(connection) as asked:
        run(*arguments)
    return len(asked)


def test_gathering_costs_the_same_for_ten_times_the_people(city: PostWorld) -> None:
    few = queries_of("--dry-run")
    grow(city, 30)
    assert queries_of("--dry-run") == few
    assert few <= 12


def test_when_all_is_told_a_run_costs_the_same_for_ten_times_the_people(city: PostWorld) -> None:
    run()
    few = queries_of()
    grow(city, 30)
    run()
    assert len(letters()) == 31
    assert queries_of() == few


def test_a_letter_costs_a_fixed_number_of_queries(city: PostWorld) -> None:
    grow(city, 9)
    idle = queries_of("--dry-run")
    before = queries_of()
    assert len(letters()) == 10
    assert (before - idle) / 10 <= 12
