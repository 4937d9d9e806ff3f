"""Many figures approved in one action: of a unit, of a result area, of everything; what looks odd only by hand."""

import pytest
import time_machine

from measures.models import Actual
from scorecard.models import Unit
from tests.approval.desk_world import DeskWorld, browser
from tests.approval.test_approve import FOCUSED, HTMX, part
from tests.world import noon

ADDRESS = "/pikkula/hyvaksynta/"
APPROVE = f"{ADDRESS}hyvaksy/?kausi=2026-Q3"


@pytest.fixture
def full(city: DeskWorld) -> dict[str, Actual]:
    """Two figures of the library, one of them odd, and one of the museum."""
    city.enter(city.visits, "2026-Q2", "1000", unit=city.library)
    return {
        "odd": city.sent("KAYNNIT", "12000"),
        "plain": city.sent("POISSA", "67 / 1860"),
        "museum": city.sent("POISSA", "5 / 100", unit="museo"),
    }


def press(city: DeskWorld, button: str, full: dict[str, Actual], ticked: tuple[str, ...] = (), **more: object):
    """The form sent with a button; everything that is listed goes with it."""
    form = {
        "mita": button,
        "listattu": [one.pk for one in full.values()],
        "luku": [full[name].pk for name in ticked],
    }
    return browser(city.head).post(APPROVE, form, **({"follow": True} | more))


def approved(full: dict[str, Actual]) -> set[str]:
    """Which have been approved."""
    done = set(Actual.objects.filter(approved_at__isnull=False).values_list("pk", flat=True))
    return {name for name, entry in full.items() if entry.pk in done}


def test_everything_but_what_is_odd_and_the_answer_names_it_all(city: DeskWorld, full: dict[str, Actual]) -> None:
    text = press(city, "kaikki", full).text
    assert approved(full) == {"plain", "museum"}
    assert "Hyväksyttiin 2 lukua. Hyväksytyt: Kirjasto: Poissaolo-%; Museo: Poissaolo-%." in text
    assert "Poikkeavina jäivät odottamaan: Kirjasto: Käynnit. Valitse ne ruudusta, jos ne ovat oikein." in text


def test_what_is_odd_goes_along_when_it_is_ticked(city: DeskWorld, full: dict[str, Actual]) -> None:
    press(city, "kaikki", full, ("odd",))
    assert approved(full) == {"odd", "plain", "museum"}


@pytest.mark.parametrize(
    ("button", "ticked", "done"),
    [
        ("ryhma:kirjasto", (), {"plain"}),
        ("ryhma:kirjasto", ("odd",), {"plain", "odd"}),
        ("ryhma:museo", ("odd",), {"museum"}),
        ("ryhma:sivistys", (), {"plain", "museum"}),
        ("valitut", ("odd",), {"odd"}),
    ],
)
def test_a_group_is_a_unit_with_those_below_it(
    city: DeskWorld, full: dict[str, Actual], button: str, ticked: tuple[str, ...], done: set[str]
) -> None:
    press(city, button, full, ticked)
    assert approved(full) == done


def test_a_group_of_odd_figures_only_asks_to_choose(city: DeskWorld) -> None:
    city.enter(city.visits, "2026-Q2", "1000", unit=city.library)
    odd = {"odd": city.sent("KAYNNIT", "12000")}
    answer = press(city, "ryhma:kirjasto", odd)
    assert answer.status_code == 422
    assert "Kaikki nämä luvut poikkeavat tavallisesta. Valitse ruudusta ne, jotka hyväksyt." in answer.text
    assert approved(odd) == set()


def test_own_entries_stay_and_say_who_can_approve_them(city: DeskWorld, full: dict[str, Actual]) -> None:
    own = city.sent("AUKI", "kyllä", by=city.head)
    text = press(city, "ryhma:kirjasto", full).text
    assert "Oma kirjauksesi jäi odottamaan: Kirjasto: Omatoimiaukiolo (hyväksyjäksi Sirpa Salo tai paavo-p" in text
    own.refresh_from_db()
    assert own.approved_at is None


@pytest.mark.parametrize("button", ["ryhma:satama", "ryhma:", "ryhma:tekniikka"])
def test_a_group_that_is_not_there_or_not_ones_own_approves_nothing(
    city: DeskWorld, full: dict[str, Actual], button: str
) -> None:
    Unit.objects.create(municipality=city.city, code="tekniikka", kind="sector", name_fi="Tekniikka")
    answer = press(city, button, full)
    assert answer.status_code in {404, 422}
    assert approved(full) == set()


def test_sent_twice_the_second_time_says_that_nothing_waited(city: DeskWorld, full: dict[str, Actual]) -> None:
    press(city, "ryhma:museo", full)
    answer = press(city, "ryhma:museo", full)
    assert answer.status_code == 422
    assert "Yksi luku jäi ennalleen: se ei enää odottanut hyväksyntää" in answer.text


def test_the_part_after_a_group_is_that_of_the_page_loaded_anew(city: DeskWorld, full: dict[str, Actual]) -> None:
    swapped = press(city, "ryhma:kirjasto", full, headers=HTMX, follow=False)
    assert "Hyväksytyt: Kirjasto: Poissaolo-%." in swapped.text
    assert part(swapped).replace(FOCUSED, "", 1) == part(browser(city.head).get(f"{ADDRESS}?kausi=2026-Q3"))


def test_the_page_has_a_button_for_each_unit_and_each_level_between(city: DeskWorld, full: dict[str, Actual]) -> None:
    area = Unit.objects.create(
        municipality=city.city, parent=city.sector, code="kulttuuri", kind="result_area", name_fi="Kulttuuri"
    )
    city.library.parent = city.museum.parent = area
    city.library.save()
    city.museum.save()
    school = Unit.objects.create(
        municipality=city.city, parent=city.sector, code="koulu", kind="result_unit", name_fi="Koulu"
    )
    city.visits.indicator.reporting_units.create(unit=school)
    city.sent("KAYNNIT", "50", unit="koulu")
    text = browser(city.head).get(ADDRESS).text
    assert "Hyväksy kaikki paitsi poikkeavat (3)" in text
    assert '<button type="submit" name="mita" value="ryhma:kulttuuri"' in text
    assert "Hyväksy: Kulttuuri (2 lukua)" in text
    assert 'value="ryhma:sivistys"' not in text  # the sector is everything
    assert "Hyväksy muut kuin poikkeavat (1)" in text
    assert text.count("Hyväksy yksikön luvut (1)") == 2


def test_a_long_list_is_named_up_to_twenty(city: DeskWorld) -> None:
    entries = {}
    for number in range(22):
        unit = Unit.objects.create(
            municipality=city.city,
            parent=city.sector,
            code=f"y{number:02}",
            kind="result_unit",
            name_fi=f"Y{number:02}",
        )
        city.visits.indicator.reporting_units.create(unit=unit)
        entries[unit.code] = city.enter(city.visits, "2026-Q3", "10", unit=unit, state="submitted")
    text = press(city, "kaikki", entries).text
    assert "Hyväksyttiin 22 lukua." in text
    assert "Y19: Käynnit ja 2 muuta." in text


def test_what_the_desk_does_not_show_is_not_approved_by_a_button(
    city: DeskWorld, the_day: time_machine.Traveller
) -> None:
    """The button's page was of another period, so that nobody looked whether the figure is odd."""
    city.enter(city.visits, "2026-Q2", "10", unit=city.library)
    entry = city.sent("KAYNNIT", "999999")
    the_day.move_to(noon("2027-01-05"))
    city.opened("2026-Q4", "2027-01-02", "2027-01-20", "2027-01-27")
    answer = browser(city.head).post("/pikkula/hyvaksynta/hyvaksy/", {"mita": "kaikki", "listattu": [entry.pk]})
    entry.refresh_from_db()
    assert (answer.status_code, entry.approved_at) == (422, None)
    assert "Yksi luku jäi ennalleen" in answer.text
