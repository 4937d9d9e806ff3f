"""Units as the steward keeps them: in their places, ended, merged; figures stay with them and sums know the day."""

import datetime as dt
from decimal import Decimal

import pytest

from measures.duties import cells_asked
from measures.models import ReportingUnit, Window
from measures.periods import Period
from reporting.assemble import standing_at
from scorecard.models import Membership, Unit
from tests.work.workshop import Workshop, browser, made_by, seen_in


@pytest.fixture
def place(city: Workshop) -> str:
    return f"/{city.city.code}/hallinta/yksikot/"


def order(text: str) -> list[str]:
    return [part.split("</a>")[0].split(">")[-1] for part in text.split('class="what">')[1:]]


def test_a_unit_is_added_below_another_and_told_once(city: Workshop, place: str) -> None:
    client = browser(city.steward)
    form = {"name_fi": "Nuorisotalo", "kind": "result_unit", "parent": str(city.area.pk), "valid_from": "1.1.2027"}
    assert client.post(f"{place}uusi/", form).status_code == 302
    made = Unit.objects.get(code="nuorisotalo")
    assert (made.parent, made.valid_from, made.municipality) == (city.area, dt.date(2027, 1, 1), city.city)
    assert made_by(made) == [("+", "paavo-pikkula")]
    assert "on jo tämän niminen yksikkö" in client.post(f"{place}uusi/", form).text
    assert order(client.get(place).text) == [
        "Sivistys", "Vapaa", "Kirjasto", "Museo", "Nuorisotalo", "Tekniikka",
    ]  # fmt: skip


def test_a_unit_is_renamed_and_moved_but_never_below_itself(city: Workshop, place: str) -> None:
    client, own = browser(city.steward), f"{place}kirjasto/"
    form = {"name_fi": "Pääkirjasto", "kind": "result_unit", "parent": str(city.technics.pk), "board": "Lautakunta"}
    client.post(own, form | {"seen": seen_in(client.get(own).text, own)})
    city.library.refresh_from_db()
    assert (city.library.name_fi, city.library.parent, city.library.code) == ("Pääkirjasto", city.technics, "kirjasto")
    own = f"{place}sivistys/"
    form = {"name_fi": "Sivistys", "kind": "sector", "parent": str(city.area.pk)}
    answer = client.post(own, form | {"seen": seen_in(client.get(own).text, own)})
    assert answer.status_code == 422
    assert "Valitse luettelosta." in answer.text


def test_of_two_stewards_the_second_sees_both(city: Workshop, place: str) -> None:
    client, own = browser(city.steward), f"{place}kirjasto/"
    form = {"kind": "result_unit", "parent": str(city.area.pk), "seen": seen_in(client.get(own).text, own)}
    client.post(own, form | {"name_fi": "Ensin"})
    answer = client.post(own, form | {"name_fi": "Sitten"})
    assert answer.status_code == 422
    assert "Joku muu ehti tallentaa" in answer.text
    assert Unit.objects.get(code="kirjasto").name_fi == "Ensin"


def test_units_go_up_and_down(city: Workshop, place: str) -> None:
    client, address = browser(city.steward), f"{place}museo/siirra/"
    seen = seen_in(client.get(place).text, address)
    client.post(address, {"suunta": "ylos", "seen": seen})
    assert order(client.get(place).text)[2:4] == ["Museo", "Kirjasto"]
    assert client.post(address, {"suunta": "ylos", "seen": seen}).status_code == 422


def test_a_unit_with_figures_or_people_is_ended_and_not_taken_away(city: Workshop, place: str) -> None:
    client = browser(city.steward)
    row = city.row("K1", units=[city.museum])
    city.enter(row, "2026-Q2", "5", unit=city.museum)
    for code in ("museo", "kirjasto", "sivistys"):
        answer = client.post(f"{place}{code}/poista/")
        assert answer.status_code == 422
        assert "Anna sille viimeinen voimassaolopäivä" in answer.text
    empty = city.unit("tyhja", "result_unit")
    assert client.post(f"{place}tyhja/poista/").status_code == 302
    assert not Unit.objects.filter(pk=empty.pk).exists()
    assert [step.history_type for step in Unit.history.filter(id=empty.pk)] == ["-", "+"]


def test_an_ended_unit_is_left_out_of_the_list_until_asked(city: Workshop, place: str) -> None:
    client, own = browser(city.steward), f"{place}museo/"
    form = {"name_fi": "Museo", "kind": "result_unit", "parent": str(city.area.pk), "valid_to": "30.6.2026"}
    client.post(own, form | {"seen": seen_in(client.get(own).text, own)})
    text = client.get(place).text
    assert "Museo" not in order(text)
    assert "Näytä myös yksi päättynyt" in text
    assert "Museo" in order(client.get(f"{place}?kaikki=1").text)


# --- mergers


@pytest.fixture
def visits(city: Workshop) -> object:
    """Visits by quarter, summed over the library and the museum and over the year: 100 + 50, then 110 + 40."""
    row = city.row("KAYNNIT", units=[city.library, city.museum], time="sum")
    for period, library, museum in (("2026-Q1", "100", "50"), ("2026-Q2", "110", "40")):
        city.enter(row, period, library, unit=city.library)
        city.enter(row, period, museum, unit=city.museum)
    return row


def merge(city: Workshop, place: str, unit: Unit, into: Unit, day: str, **more: str):
    form = {"into": str(into.pk), "day": day} | more
    return browser(city.steward).post(f"{place}{unit.code}/yhdista/", form, follow=True)


def figure(city: Workshop, period: str):
    [row] = standing_at(city.strategy, Period.parse(period)).rows
    return row.figure


def test_the_page_shows_first_what_would_happen_and_changes_nothing(city: Workshop, place: str, visits) -> None:
    text = browser(city.steward).get(f"{place}museo/yhdista/?into={city.library.pk}&day=1.7.2026").text
    assert "Mitä tapahtuu: Kirjasto jatkaa 1.7.2026" in text
    assert "KAYNNIT" in text.split("Uusi yksikkö raportoi jo")[1].split("</dd>")[0]
    assert Unit.objects.get(pk=city.museum.pk).valid_to is None


def test_two_units_become_one_and_sums_know_the_day(city: Workshop, place: str, visits) -> None:
    whole = city.unit("kulttuuri", "result_unit", city.area)
    for unit in (city.library, city.museum):
        answer = merge(city, place, unit, whole, "1.7.2026")
        assert "on yhdistetty." in answer.text
    city.enter(visits, "2026-Q3", "170", unit=whole)
    # The first half of the year is the old units': 100 + 50 + 110 + 40. With the third quarter of the new one: + 170.
    half, later = figure(city, "2026-H1"), figure(city, "2026-Q3")
    assert (half.value, half.rolled.coverage) == (Decimal(300), "2/2")
    assert later.value == Decimal(470)
    assert [(part.unit, part.period.code, part.value) for part in later.rolled.parts] == [
        ("kirjasto", "2026-Q1", Decimal(100)),
        ("museo", "2026-Q1", Decimal(50)),
        ("kirjasto", "2026-Q2", Decimal(110)),
        ("museo", "2026-Q2", Decimal(40)),
        ("kulttuuri", "2026-Q3", Decimal(170)),
    ]
    spans = {
        one.unit.code: (one.valid_from, one.valid_to) for one in ReportingUnit.objects.select_related("unit").all()
    }
    june, july = dt.date(2026, 6, 30), dt.date(2026, 7, 1)
    assert spans == {"kirjasto": (None, june), "museo": (None, june), "kulttuuri": (july, None)}
    city.museum.refresh_from_db()
    assert (city.museum.valid_to, city.museum.successor) == (june, whole)
    assert made_by(city.museum)[-1] == ("~", "paavo-pikkula")


def test_what_was_known_before_the_merger_is_still_so(city: Workshop, place: str, visits, the_day) -> None:
    the_day.move_to(dt.datetime(2026, 10, 21, 9, tzinfo=dt.UTC))
    merge(city, place, city.museum, city.library, "1.7.2026")
    the_day.move_to(dt.datetime(2026, 10, 22, 9, tzinfo=dt.UTC))
    before = dt.datetime(2026, 10, 20, 12, tzinfo=dt.UTC)
    [row] = standing_at(city.strategy, Period.parse("2026-Q3"), known_at=before).rows
    assert {part.unit for part in row.figure.rolled.parts if part.period.code == "2026-Q3"} == {"kirjasto", "museo"}
    [row] = standing_at(city.strategy, Period.parse("2026-Q3")).rows
    assert {part.unit for part in row.figure.rolled.parts if part.period.code == "2026-Q3"} == {"kirjasto"}


def test_each_period_asks_the_units_of_its_time(city: Workshop, place: str, visits) -> None:
    windows = [
        Window.objects.create(
            municipality=city.city,
            period_starts=Period.parse(code).starts,
            period_ends=Period.parse(code).ends,
            opens=dt.date(2026, 4, 1),
            due=dt.date(2026, 10, 31),
            closes=dt.date(2026, 11, 30),
        )
        for code in ("2026-Q2", "2026-Q3")
    ]
    whole = city.unit("kulttuuri", "result_unit", city.area)
    for unit in (city.library, city.museum):
        merge(city, place, unit, whole, "1.7.2026")
    asked = cells_asked(windows)
    assert [[cell.unit.code for cell in asked[one.pk]] for one in windows] == [["kirjasto", "museo"], ["kulttuuri"]]


def test_a_figure_after_the_day_stops_it_and_nothing_is_half_done(city: Workshop, place: str, visits) -> None:
    city.enter(visits, "2026-Q3", "45", unit=city.museum)
    address = f"{place}museo/yhdista/"
    text = browser(city.steward).get(f"{address}?into={city.library.pk}&day=1.7.2026").text
    assert "yksiköllä on jo luku yhdistämisen päivän jälkeen" in text
    answer = merge(city, place, city.museum, city.library, "1.7.2026")
    assert answer.status_code == 422
    assert "Mittari KAYNNIT" in answer.text
    assert "Mitään ei muutettu." in answer.text
    city.museum.refresh_from_db()
    assert (city.museum.valid_to, city.museum.successor) == (None, None)
    assert ReportingUnit.objects.filter(valid_to=None).count() == 2


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("1.1.2027", "Yhdistäminen tehdään, kun sen päivä on tullut: tee se 1.1.2027 tai sen jälkeen."),
        ("", "Anna yhdistämisen päivä, esimerkiksi 1.1.2027."),
        ("eilen", "Kirjoita päivä muodossa"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words(city: Workshop, place: str, visits, day: str, sentence: str) -> None:
    answer = merge(city, place, city.museum, city.library, day)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert Unit.objects.filter(successor=None).count() == Unit.objects.count()


def test_a_day_that_cannot_be_is_told_before_anything_is_offered(city: Workshop, place: str, visits) -> None:
    client = browser(city.steward)
    answer = client.get(f"{place}museo/yhdista/?into={city.library.pk}&day=1.1.2027")
    assert "Yhdistäminen tehdään, kun sen päivä on tullut: tee se 1.1.2027 tai sen jälkeen." in answer.text
    assert "Mitä tapahtuu" not in answer.text
    city.enter(visits, "2026-Q3", "45", unit=city.museum)
    stopped = client.get(f"{place}museo/yhdista/?into={city.library.pk}&day=1.7.2026").text
    assert "yksiköllä on jo luku yhdistämisen päivän jälkeen" in stopped
    assert 'method="post" action="/pikkula/hallinta/yksikot/museo/yhdista/"' not in stopped


def test_of_two_who_merge_a_unit_the_second_changes_nothing(city: Workshop, place: str, visits) -> None:
    whole = city.unit("kulttuuri", "result_unit", city.area)
    merge(city, place, city.museum, city.library, "1.7.2026")
    for other in (whole, city.library):
        answer = merge(city, place, city.museum, other, "1.7.2026")
        assert answer.status_code == 422
        assert "”Museo” on jo yhdistetty yksikköön ”Kirjasto”. Mitään ei muutettu." in answer.text
    city.museum.refresh_from_db()
    assert (city.museum.successor, city.museum.valid_to) == (city.library, dt.date(2026, 6, 30))
    assert len(made_by(city.museum)) == 2


def test_people_units_below_and_running_work_go_along(city: Workshop, place: str) -> None:
    other = city.unit("palvelut", "result_area", city.technics)
    city.person("ville", "supervisor", city.area)
    done = city.an_action("tehty", "Tehty", city.area, state="done")
    running = city.an_action("kesken", "Kesken", city.area, state="running")
    row = city.row("K7")
    row.indicator.responsible_unit = city.area
    row.indicator.save()
    merge(city, place, city.area, other, "1.10.2026", roles="on")
    for one in (city.library, city.museum, done, running, row.indicator):
        one.refresh_from_db()
    assert (city.library.parent, city.museum.parent) == (other, other)
    assert (done.unit, running.unit, row.indicator.responsible_unit) == (city.area, other, other)
    [given] = Membership.objects.filter(unit=other)
    assert (given.user.username, given.role, given.valid_from) == (
        "ville-pikkula", "supervisor", dt.date(2026, 10, 1),
    )  # fmt: skip
    # The old role stays, so that the periods that ended before the day can be finished.
    assert Membership.objects.get(unit=city.area).valid_to is None
    merge(city, place, city.area, other, "1.10.2026", roles="on")
    assert Membership.objects.filter(unit=other).count() == 1


def test_a_unit_is_not_merged_into_one_below_it(city: Workshop, place: str) -> None:
    answer = merge(city, place, city.area, city.library, "1.10.2026")
    assert answer.status_code == 422
    assert "Valitse luettelosta." in answer.text


def test_the_list_asks_the_database_equally_often_of_few_and_of_many(
    city: Workshop, place: str, django_assert_max_num_queries
) -> None:
    client = browser(city.steward)
    for number in range(40):
        city.unit(f"y{number}", "result_unit", city.area)
    with django_assert_max_num_queries(6):
        assert len(order(client.get(place).text)) == 45
