"""Steps that come one after another are each told at their own moment: asking, opening, ending, handing over."""

import datetime as dt

import pytest
import time_machine
from django.apps import apps

from measures.actions import assess
from measures.asking import ask_reopening, decline_request, grant_request
from measures.duties import parents_of
from measures.handover import hand_over
from measures.models import Actual, Import, ImportLine, Reminder, Upload
from measures.opening import end_reopening
from measures.periods import Period
from measures.verdicts import Verdict
from reporting.changes.kinds import KINDS
from scorecard.models import Feedback, SignIn, User
from scorecard.models.codes import Role
from tests.approval.desk_world import DeskWorld
from tests.history.test_changes import CHANGES, THEN, items, page
from tests.world import noon

ASKED, OPENED, ENDED = "2026-11-16", "2026-11-17", "2026-11-18"


@pytest.fixture
def auditor(city: DeskWorld) -> User:
    """Somebody who asks who did what."""
    return city.person("tarkastaja", Role.AUDITOR)


def opened_and_ended(city: DeskWorld, the_day: time_machine.Traveller) -> None:
    """The library asks on the 16th, its head opens on the 17th and shuts again on the 18th of November."""
    the_day.move_to(noon(ASKED))
    request = ask_reopening(
        window=city.window, indicator=city.visits.indicator, unit=city.library, reason="Laskuri jäi nollaan.",
        by=city.supervisor,
    )  # fmt: skip
    the_day.move_to(noon(OPENED))
    opened = grant_request(request=request.pk, until=dt.date(2026, 11, 20), by=city.head)
    the_day.move_to(noon(ENDED))
    end_reopening(reopening=opened, by=city.steward)


def test_asking_opening_and_ending_are_four_steps_of_their_own_moments(
    city: DeskWorld, auditor: User, the_day: time_machine.Traveller
) -> None:
    opened_and_ended(city, the_day)
    text = page(auditor, f"{CHANGES}?alkaen=16.11.2026&mittari=KAYNNIT")
    assert items(text) == [
        "Avauksen päättäminen KAYNNIT Käynnit · Kirjasto lisätty",
        "Yhden luvun avaus KAYNNIT Käynnit · Kirjasto lisätty Tiedot : KAYNNIT Käynnit · Kirjasto "
        "Raportointi-ikkuna 7–9/2026 Syy Laskuri jäi nollaan. Pyytäjä Maija Mäki Avoinna asti 20.11.2026 klo 23.59",
        "Vastaus avauspyyntöön KAYNNIT Käynnit · Kirjasto lisätty Vastaus luku avattiin",
        "Avauspyyntö KAYNNIT Käynnit · Kirjasto lisätty Raportointi-ikkuna 7–9/2026 Syy Laskuri jäi nollaan.",
    ]
    for day, who in (("18.11.2026", "paavo"), ("17.11.2026", "Heikki Harju"), ("16.11.2026", "Maija Mäki")):
        assert f'{day} klo 12.00 <span class="who">· {who}' in text


def test_an_end_is_not_known_before_it_came(city: DeskWorld, auditor: User, the_day: time_machine.Traveller) -> None:
    opened_and_ended(city, the_day)
    (opened,) = items(page(auditor, f"{THEN}?laji=avaus&tiedossa=17.11.2026"))
    assert "päät" not in opened
    for kind, first in (("avauspyynto", 16), ("avausvastaus", 17), ("avaus", 17), ("avauksen-paatos", 18)):
        for day in (15, 16, 17, 18):
            found = items(page(auditor, f"{THEN}?laji={kind}&tiedossa={day}.11.2026"))
            assert len(found) == (day >= first), (kind, day)


def test_a_declined_request_tells_why(city: DeskWorld, auditor: User, the_day: time_machine.Traveller) -> None:
    the_day.move_to(noon(ASKED))
    request = ask_reopening(
        window=city.window, indicator=city.visits.indicator, unit=city.library, reason="Laskuri.", by=city.supervisor
    )
    assert len(items(page(auditor, f"{CHANGES}?alkaen=16.11.2026"))) == 1
    the_day.move_to(noon(OPENED))
    decline_request(request=request.pk, reason="Luku on oikein.", by=city.head)
    answer, _asked = items(page(auditor, f"{CHANGES}?alkaen=16.11.2026"))
    assert answer == "Vastaus avauspyyntöön KAYNNIT Käynnit · Kirjasto lisätty Kieltämisen syy Luku on oikein."


def test_a_handover_tells_who_left_to_whom_and_what(city: DeskWorld, auditor: User) -> None:
    aino = city.person("aino", Role.SUPERVISOR, city.museum, "Aino", "Aho")
    hand_over(
        municipality=city.city, leaver=city.supervisor, successor=aino, last_day=dt.date(2026, 10, 31),
        parents=parents_of(city.city), by=city.steward,
    )  # fmt: skip
    (told,) = items(page(auditor, f"{CHANGES}?laji=vaihdos"))
    assert told == (
        "Tehtävien siirto Maija Mäki lisätty Seuraaja Aino Aho Viimeinen päivä 31.10.2026 "
        "Tehtävät lähiesihenkilö, Kirjasto"
    )
    other = DeskWorld("toinen", "998")
    assert (
        items(page(other.person("toinen", Role.AUDITOR), f"{CHANGES.replace('pikkula', 'toinen')}?laji=vaihdos")) == []
    )


def test_an_officers_assessment_is_told(city: DeskWorld, auditor: User) -> None:
    assess(
        row=city.visits, period=Period.parse("2026-Q3"), verdict=Verdict.BEHIND, reason="Remontti.",
        at=noon("2026-10-19"), by=city.head,
    )  # fmt: skip
    (told,) = items(page(auditor, f"{CHANGES}?laji=arvio&mittari=KAYNNIT"))
    assert told == "Viranhaltijan arvio KAYNNIT Käynnit · 7–9/2026 lisätty Arvio jäljessä Syy Remontti."


def test_every_model_is_told_here_or_is_known_not_to_be_structure() -> None:
    """Figures have their own trail; a person by roles; sessions, files in transit and letters change nothing."""
    own = {model for label in ("scorecard", "measures") for model in apps.get_app_config(label).get_models()}
    structure = {one for one in own if not one.__name__.startswith("Historical") and not one._meta.auto_created}
    apart = {
        Actual,
        User,
        Upload,
        Import,
        ImportLine,
        Reminder,
        apps.get_model("measures", "ReminderMail"),
        Feedback,
        SignIn,
    }
    assert structure - {kind.model for kind in KINDS} == apart
