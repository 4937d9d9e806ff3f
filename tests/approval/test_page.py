"""The approval page: what came, what is lacking and from whom, what waits and looks odd."""

import re

import pytest
import time_machine

from measures.entering import approve_actuals, return_actual
from scorecard.models import Membership, Unit
from scorecard.models.codes import Role
from tests.approval.desk_world import DeskWorld, browser
from tests.world import noon

ADDRESS = "/pikkula/hyvaksynta/"


def page(city: DeskWorld, who: str = "head", query: str = "") -> str:
    """The page as somebody sees it, with ordinary spaces."""
    return browser(getattr(city, who)).get(ADDRESS + query).text.replace("\xa0", " ")


def unit(text: str, name: str) -> str:
    """What is said of a unit in the list of what came."""
    return text.split(f"<h3>{name}:")[1].split("</li>")[0]


def test_an_empty_desk_says_what_is_lacking_and_from_whom(city: DeskWorld) -> None:
    text = page(city)
    assert "Odottaa hyväksyntää (0)" in text
    assert "Yhtään lukua ei odota hyväksyntääsi." in text
    library = unit(text, "Kirjasto")
    assert library.startswith(" 0/3 kirjattu")
    assert "<strong>Puuttuu:</strong> Omatoimiaukiolo; Käynnit; Poissaolo-%</p>" in library
    assert "Luvuista vastaa: Maija Mäki." in library
    assert "Yksiköllä ei ole lähiesihenkilöä palvelussa." in unit(text, "Museo")


def test_who_may_give_roles_is_led_to_them_and_others_are_told_who_does(city: DeskWorld) -> None:
    steward = browser(city.steward).get("/pikkula/hyvaksynta/").text
    assert '<a href="/pikkula/hallinta/ihmiset/">Lisää rooli<span class="hidden">: Museo</span></a>' in unit(
        steward, "Museo"
    )
    assert "Strategian pääkäyttäjä lisää roolin" not in steward
    head = unit(page(city), "Museo")
    assert "Strategian pääkäyttäjä lisää roolin." in head
    assert "Lisää rooli<" not in head


def test_what_came_is_counted_and_what_did_not_is_named(city: DeskWorld) -> None:
    city.sent("KAYNNIT", "1200")
    city.draft("POISSA", "67 / 1860")
    library = unit(page(city), "Kirjasto")
    assert library.startswith(" 2/3 kirjattu")
    assert "<strong>Puuttuu:</strong> Omatoimiaukiolo</p>" in library
    assert "<strong>Luonnoksena, ei vielä lähetetty:</strong> Poissaolo-%</p>" in library
    assert "Yksi luku odottaa hyväksyntää." in library


def test_a_returned_figure_is_not_counted_until_it_comes_again(city: DeskWorld) -> None:
    sent = city.sent("KAYNNIT", "1200")
    return_actual(entry=sent.pk, reason="Puuttuuko heinäkuu?", by=city.head)
    library = unit(page(city), "Kirjasto")
    assert library.startswith(" 0/3 kirjattu")
    assert "Käynnit (1 200 kpl): Puuttuuko heinäkuu?" in library
    assert "Heikki Harju 20.10.2026 klo 12.00" in library


def test_a_unit_that_is_ready_says_so(city: DeskWorld) -> None:
    entries = [city.sent("KAYNNIT", "1200"), city.sent("POISSA", "67 / 1860"), city.sent("AUKI", "kyllä")]
    approve_actuals(entries=[one.pk for one in entries], by=city.head)
    text = page(city)
    assert "<h3>Kirjasto:" not in text
    assert "<p>Kirjasto 3/3</p>" in text.split("Kaikki luvut hyväksytty")[1]


def test_a_figure_stands_beside_what_was_before(city: DeskWorld) -> None:
    city.enter(city.visits, "2026-Q2", "1000", unit=city.library)
    city.enter(city.visits, "2025-Q3", "1150", unit=city.library)
    city.sent("KAYNNIT", "1 200")
    cells = re.findall(r'data-label="([^"]+)">(?:<strong>)?([^<]*)', page(city))
    assert cells == [
        ("Luku", "1 200 kpl"),
        ("Edellinen", "1 000"),
        ("Vuosi sitten", "1 150"),
        ("Muutos edellisestä", "+200 (+20,0 %)"),
    ]
    assert "Maija Mäki 20.10.2026 klo 12.00" in page(city)


def test_a_ratio_has_its_terms_and_changes_by_percentage_points(city: DeskWorld) -> None:
    city.enter(city.absence, "2026-Q2", unit=city.library, numerator=50, denominator=1000)
    city.sent("POISSA", "60 / 1000")
    text = page(city)
    assert "<strong>6,0 %</strong><small>60 / 1 000</small>" in text
    assert "+1,0 %-yks." in text


def test_words_change_in_words(city: DeskWorld) -> None:
    city.enter(city.open, "2026-Q2", "0", unit=city.library)
    city.sent("AUKI", "kyllä")
    assert "ei → kyllä" in page(city)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1 700", "Iso muutos: luku kasvoi 70 % edellisestä."),
        ("400", "Iso muutos: luku pieneni 60 % edellisestä."),
        ("12000", "Luku on vähintään kymmenkertainen tavalliseen (1 000): tarkista desimaalipilkku ja yksikkö."),
        ("0", "Luku on nyt 0 ja poikkeaa edellisestä: tarkista, puuttuuko tieto."),
    ],
)
def test_what_looks_odd_is_said_and_can_be_approved_all_the_same(city: DeskWorld, typed: str, sentence: str) -> None:
    city.enter(city.visits, "2026-Q2", "1000", unit=city.library)
    city.sent("KAYNNIT", typed)
    text = page(city)
    assert sentence in text
    assert "Yksi luku poikkeaa tavallisesta: se on mukana vain, kun valitset sen ruudusta." in text
    assert "Hyväksy valitut" in text
    assert "Hyväksy kaikki" not in text


def test_an_ordinary_change_is_not_odd(city: DeskWorld) -> None:
    city.enter(city.visits, "2026-Q2", "1000", unit=city.library)
    city.sent("KAYNNIT", "1 200")
    assert 'class="odd"' not in page(city)


def test_an_own_entry_says_why_it_cannot_be_approved(city: DeskWorld) -> None:
    city.sent("KAYNNIT", "1200", by=city.head)
    city.sent("POISSA", "67 / 1860")
    text = page(city)
    assert "Oma kirjauksesi: hyväksyjäksi Sirpa Salo tai paavo-pikkula." in text
    assert "Hyväksy kaikki (1)" in text
    assert "Yksi luku on oma kirjauksesi, eikä se ole mukana." in text
    assert text.count('type="checkbox"') == 1
    assert "Hyväksy kaikki (2)" in page(city, "deputy")


def test_only_own_entries_leave_nothing_to_approve(city: DeskWorld) -> None:
    city.sent("KAYNNIT", "1200", by=city.head)
    assert "Kaikki odottavat luvut ovat omia kirjauksiasi." in page(city)


def test_the_reach_is_the_own_sector(city: DeskWorld) -> None:
    far = Unit.objects.create(municipality=city.city, code="tekniikka", kind="sector", name_fi="Tekniikka")
    city.row("KATU", units=[far], name_fi="Kadut")
    assert "Tekniikka" not in page(city)
    assert "Tekniikka: 0/1 kirjattu" in page(city, "steward")


def test_an_answering_person_may_be_above_the_unit_and_must_be_in_office(city: DeskWorld) -> None:
    post = Membership.objects.get(user=city.supervisor)
    post.unit = city.sector
    post.save()
    assert "Luvuista vastaa: Maija Mäki." in unit(page(city), "Museo")
    post.valid_to = noon("2026-10-19").date()
    post.save()
    city.person("uusi", Role.SUPERVISOR, city.museum)
    assert "Luvuista vastaa: uusi-pikkula." in unit(page(city), "Museo")
    assert "ei ole lähiesihenkilöä" in unit(page(city), "Kirjasto")


def test_a_closed_window_says_what_it_means_for_returns(city: DeskWorld, the_day: time_machine.Traveller) -> None:
    city.sent("KAYNNIT", "1200")
    the_day.move_to(noon("2026-11-11"))
    text = page(city)
    assert "Kauden 7–9/2026 kirjaus päättyi 10.11.2026." in text
    assert "Palautettua lukua voi korjata vasta, kun ikkuna tai luku on avattu uudelleen." in text
    assert "Hyväksy kaikki (1)" in text


def test_figures_of_an_earlier_window_are_not_forgotten(city: DeskWorld) -> None:
    city.opened("2026-Q2", "2026-07-01", "2026-07-20", "2026-08-01")
    city.enter(city.visits, "2026-Q2", "1000", unit=city.library, state="submitted")
    text = page(city)
    assert '<a href="/pikkula/hyvaksynta/?kausi=2026-Q2">4–6/2026: 1</a>' in text
    assert "Odottaa hyväksyntää (1)" in page(city, query="?kausi=2026-Q2")


def test_a_period_without_a_window_is_told(city: DeskWorld) -> None:
    answer = browser(city.head).get(f"{ADDRESS}?kausi=2019-Q9")
    assert answer.status_code == 404
    assert "Kaudella ”2019-Q9” ei ole raportointi-ikkunaa." in answer.text


def test_without_any_window_the_page_says_who_opens_one(city: DeskWorld) -> None:
    city.window.delete()
    assert "Yhtään raportointi-ikkunaa ei ole avattu" in page(city)


def grow(city: DeskWorld) -> None:
    """Ten times the units, each with figures that wait."""
    for number in range(20):
        more = Unit.objects.create(
            municipality=city.city, parent=city.sector, code=f"y{number}", kind="result_unit", name_fi=f"Y{number}"
        )
        for row in (city.visits, city.absence):
            row.indicator.reporting_units.create(unit=more)
        city.enter(city.visits, "2026-Q3", "10", unit=more, state="submitted")


@pytest.mark.parametrize("big", [False, True])
def test_the_page_asks_the_database_at_most_twelve_times(city: DeskWorld, django_assert_max_num_queries, big) -> None:
    if big:
        grow(city)
    client = browser(city.head)
    with django_assert_max_num_queries(12):
        text = client.get(ADDRESS).text
    assert f"Odottaa hyväksyntää ({20 if big else 0})" in text
