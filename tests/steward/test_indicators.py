"""Indicators: listed and searched, added, changed; what figures mean does not change; ended instead of taken away."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.exceptions import ValidationError

from measures.actions import open_window
from measures.duties import duties_in
from measures.models import Indicator, KpiRow, ReportingUnit, RollUpRule
from measures.periods import Period
from measures.steward.keeping.indicators import delete_indicator, retire_indicator
from tests.work.workshop import Workshop, browser, made_by, seen_in
from tests.world import noon

LIST = "/pikkula/hallinta/mittarit/"
NEW = {
    "name_fi": "Kirjastokäynnit",
    "name_sv": "Biblioteksbesök",
    "code": "K50",
    "value_type": "number",
    "measure_unit": "kpl",
    "decimals": "0",
    "direction": "up",
    "frequency": "quarter",
    "entity": "municipality",
    "across_units": "sum",
    "across_time": "sum",
    "description": "Käynnit pääkirjastossa ja lähikirjastoissa",
}


def codes(text: str) -> list[str]:
    """The codes in the list, in its order."""
    return re.findall(r'<span class="code">([^<]+)</span>', text)


def form(city: Workshop, code: str, **change: str) -> dict[str, str]:
    """The form of a definition as it comes with its page, with a change."""
    one = Indicator.objects.get(code=code)
    address = f"{LIST}{code}/"
    text = browser(city.steward).get(address).text
    names = ("name_fi", "measure_unit", "decimals", "direction", "frequency", "value_type", "entity")
    given = {name: str(getattr(one, name)) for name in names}
    return given | {"seen": seen_in(text, f"{address}muokkaa/")} | change


# --- the list


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["K01", "K02", "K03"]),
        ("?haku=k02", ["K02"]),
        ("?haku=työ", ["K03"]),
        ("?strategia=pikkula-2023", ["K01", "K02"]),
        ("?strategia=-", ["K03"]),
        ("?yksikko=LIBRARY", ["K02"]),
        ("?tila=paattynyt", ["K03"]),
        ("?tila=voimassa", ["K01", "K02"]),
        ("?tila=puutteita", ["K01"]),
        ("?haku=olematon", []),
    ],
)
def test_the_list_shows_what_was_asked_for(city: Workshop, query: str, found: list[str]) -> None:
    city.row("K01")
    city.row("K02", units=[city.library])
    row = city.row("K03", name_fi="Työttömät")
    row.indicator.last_day = dt.date(2026, 6, 30)
    row.indicator.save()
    row.strategy = city.programme()
    row.save()
    query = query.replace("LIBRARY", str(city.library.pk))
    if query == "?strategia=-":
        Indicator.objects.create(municipality=city.city, code="K04", name_fi="Yksin")
        found = ["K04"]
    assert codes(browser(city.steward).get(LIST + query).text) == found


def test_what_is_not_to_be_chosen_is_said(city: Workshop) -> None:
    assert "Valintaa ”Tila: ei” ei ole." in browser(city.steward).get(f"{LIST}?tila=ei").text


def test_what_an_indicator_lacks_is_told(city: Workshop) -> None:
    city.row("K01", across="sum")
    city.row("K02", frequency="two_years", reading="proposed")
    text = browser(city.steward).get(LIST).text
    assert "Mikään yksikkö ei raportoi." in text
    assert "Mittausvuosi puuttuu." in text
    assert "Tulkinta on vahvistamatta." in text


def test_the_list_asks_the_database_equally_often_of_one_and_of_many(city: Workshop, django_assert_num_queries) -> None:
    city.row("K01", units=[city.library])
    client = browser(city.steward)
    with django_assert_num_queries(7):
        client.get(LIST)
    for number in range(20):
        city.row(f"M{number}", units=[city.library, city.museum])
    with django_assert_num_queries(7):
        assert len(codes(client.get(LIST).text)) == 21


def test_the_swapped_part_is_the_page_s_own(city: Workshop) -> None:
    city.row("K01")
    client = browser(city.steward)
    whole = client.get(LIST).text
    part = client.get(LIST, headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert part.split('<div data-hx-swap-oob="innerHTML:#ilmoitus">')[0].strip() in whole


# --- adding


def test_the_steward_adds_an_indicator_with_its_rule(city: Workshop) -> None:
    answer = browser(city.steward).post(f"{LIST}uusi/", NEW, follow=True)
    assert "Mittari ”Kirjastokäynnit” on lisätty." in answer.text
    made = Indicator.objects.get(code="K50")
    rule = RollUpRule.objects.get(indicator=made)
    assert (made.name_sv, made.measure_unit, made.frequency) == ("Biblioteksbesök", "kpl", "quarter")
    assert made.description == "Käynnit pääkirjastossa ja lähikirjastoissa"
    assert (rule.across_units, rule.across_time, rule.valid_from) == ("sum", "sum", None)
    assert made_by(made) == [("+", "paavo-pikkula")]
    assert made_by(rule) == [("+", "paavo-pikkula")]


def test_without_a_code_it_gets_one_from_its_name(city: Workshop) -> None:
    browser(city.steward).post(f"{LIST}uusi/", NEW | {"code": ""})
    assert Indicator.objects.get().code == "kirjastokaynnit"


def test_a_level_has_its_scale_and_a_yes_no_its_own_unit(city: Workshop) -> None:
    client = browser(city.steward)
    joined = {"across_units": "municipality", "across_time": "last"}
    client.post(f"{LIST}uusi/", NEW | joined | {"value_type": "level", "scale": "heikko < tyydyttävä < hyvä"})
    assert Indicator.objects.get().scale == ("heikko", "tyydyttävä", "hyvä")
    client.post(f"{LIST}uusi/", NEW | joined | {"code": "K51", "name_fi": "Valmis", "value_type": "yes_no"})
    assert Indicator.objects.get(code="K51").measure_unit == "kyllä/ei"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name_fi": ""}, "Anna mittarille nimi."),
        ({"name_fi": "Toinen"}, "Kunnalla on jo tämän niminen mittari."),
        ({"code": "K01"}, "Tällä koodilla on jo mittari tässä kunnassa."),
        ({"code": "K 1"}, "Mittarin koodissa voi olla"),
        ({"code": "uusi"}, "Tämä koodi on varattu"),
        ({"decimals": "11"}, "Kirjoita kokonaisluku 0–10."),
        ({"decimals": ""}, "Kirjoita kokonaisluku 0–10."),
        ({"frequency": "two_years"}, "Kerro jokin vuosi, jona mitataan"),
        ({"measure_unit": "heikko<hyvä"}, "Asteikko kirjoitetaan omaan kenttäänsä"),
        ({"value_type": "level", "scale": "hyvä"}, "Kirjoita tasot huonoimmasta parhaaseen"),
        ({"value_type": "level", "scale": "hyvä<Hyvä"}, "Kirjoita tasot huonoimmasta parhaaseen"),
        ({"across_units": "weighted"}, "Valitse mittari, jolla luvut painotetaan."),
        ({"across_units": "share_done"}, "Valmiiden osuus lasketaan vastauksista kyllä ja ei"),
        ({"value_type": "yes_no"}, "Sanallisia arvoja ei voi laskea yhteen"),
        ({"value_type": "yes_no", "across_units": "municipality"}, "Sanallinen arvo ei kerry: valitse taso."),
        ({"first_day": "1.13.2026"}, "Kirjoita päivä muodossa pp.kk.vvvv"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(city: Workshop, change: dict[str, str], sentence: str) -> None:
    city.row("K01", name_fi="Toinen")
    answer = browser(city.steward).post(f"{LIST}uusi/", NEW | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Biblioteksbesök"' in answer.text
    assert Indicator.objects.count() == 1


# --- changing


def test_a_definition_is_changed_with_who_did_it(city: Workshop) -> None:
    city.row("K01")
    change = {"name_sv": "Nytt namn", "quality": "Otos 400", "responsible_unit": str(city.library.pk)}
    answer = browser(city.steward).post(f"{LIST}K01/muokkaa/", form(city, "K01", **change), follow=True)
    one = Indicator.objects.get(code="K01")
    assert "on tallennettu." in answer.text
    assert (one.name_sv, one.quality, one.responsible_unit) == ("Nytt namn", "Otos 400", city.library)
    assert made_by(one)[-1] == ("~", "paavo-pikkula")


@pytest.mark.parametrize(
    "change",
    [{"measure_unit": "€"}, {"frequency": "month"}, {"value_type": "yes_no"}, {"value_type": "level", "scale": "a<b"}],
)
def test_what_figures_mean_does_not_change_once_there_are_any(city: Workshop, change: dict[str, str]) -> None:
    row = city.row("K01", measure_unit="kpl")
    mine = form(city, "K01", **change)
    city.enter(row, "2026-Q3", "5")
    answer = browser(city.steward).post(f"{LIST}K01/muokkaa/", mine)
    assert answer.status_code == 422
    assert "Päätä mittari ja tee uusi." in answer.text
    assert Indicator.objects.get(code="K01").measure_unit == "kpl"
    browser(city.steward).post(f"{LIST}K01/muokkaa/", form(city, "K01", decimals="2", name_en="Visits"))
    assert (Indicator.objects.get(code="K01").decimals, Indicator.objects.get(code="K01").name_en) == (2, "Visits")


def test_two_stewards_at_once_see_both_texts(city: Workshop) -> None:
    city.row("K01")
    mine = form(city, "K01", name_sv="Mitt")
    browser(city.steward).post(f"{LIST}K01/muokkaa/", form(city, "K01", name_sv="Ditt"))
    answer = browser(city.steward).post(f"{LIST}K01/muokkaa/", mine)
    assert answer.status_code == 422
    assert "<td>Ditt</td><td>Mitt</td>" in answer.text
    assert Indicator.objects.get(code="K01").name_sv == "Ditt"
    again = seen_in(answer.text, f"{LIST}K01/muokkaa/")
    browser(city.steward).post(f"{LIST}K01/muokkaa/", mine | {"seen": again})
    assert Indicator.objects.get(code="K01").name_sv == "Mitt"


def test_the_page_asks_the_database_equally_often_of_few_and_of_many(city: Workshop, django_assert_num_queries) -> None:
    row = city.row("K01", units=[city.library])
    city.enter(row, "2026-Q2", "5", unit=city.library)
    client = browser(city.steward)
    with django_assert_num_queries(11):
        client.get(f"{LIST}K01/")
    for number in range(9):
        unit = city.unit(f"yksikko{number}", "result_unit", city.area)
        ReportingUnit.objects.create(indicator=row.indicator, unit=unit)
        city.row(f"M{number}")
    with django_assert_num_queries(11):
        client.get(f"{LIST}K01/")


# --- ending and taking away


def test_an_unused_indicator_is_taken_away_and_its_history_stays(city: Workshop) -> None:
    client = browser(city.steward)
    client.post(f"{LIST}uusi/", NEW)
    made = Indicator.objects.get()
    answer = client.post(f"{LIST}K50/poista/", follow=True)
    assert "on poistettu. Sen historia on tallessa." in answer.text
    assert not Indicator.objects.exists()
    assert Indicator.history.filter(id=made.pk, history_type="-").exists()


@pytest.mark.parametrize("used", ["row", "figure", "weight"])
def test_a_used_one_is_not_and_ending_is_offered(city: Workshop, used: str) -> None:
    row = city.row("K01")
    one = row.indicator
    if used != "row":
        one = Indicator.objects.create(municipality=city.city, code="K02", name_fi="Irrallaan")
    if used == "figure":
        row.indicator = one
        city.enter(row, "2026-Q3", "5")
    if used == "weight":
        city.row("K03", units=[city.library], across="weighted", weight=one)
    with pytest.raises(ValidationError, match="Päätä se"):
        delete_indicator(indicator=one, by=city.steward)
    answer = browser(city.steward).post(f"{LIST}{one.code}/poista/")
    assert answer.status_code == 422
    assert "Mittaria ei voi poistaa" in answer.text
    assert Indicator.objects.filter(pk=one.pk).exists()


def test_an_ended_one_is_not_asked_any_more_but_its_figures_stay(
    city: Workshop, the_day: time_machine.Traveller
) -> None:
    row = city.row("K01", {"kind": "watched"}, units=[city.library])
    city.enter(row, "2026-Q3", "5", unit=city.library)
    browser(city.steward).post(f"{LIST}K01/paata/", {"last_day": "30.9.2026", "seen": "0"})
    assert Indicator.objects.get(code="K01").last_day == dt.date(2026, 9, 30)
    assert ReportingUnit.objects.get().valid_to == dt.date(2026, 9, 30)
    assert KpiRow.objects.get().last_day == dt.date(2026, 9, 30)
    assert [one.code for one in city.standing("2026-Q3").rows] == ["K01"]
    assert city.standing("2026-Q4").rows == ()
    days = {"opens": dt.date(2027, 1, 1), "due": dt.date(2027, 1, 15), "closes": dt.date(2027, 1, 29)}
    window = open_window(municipality=city.city, period=Period.parse("2026-Q4"), by=city.steward, **days)
    assert duties_in(window, [city.library.pk]) == []


def test_an_ended_figure_of_the_whole_city_is_not_asked_either(city: Workshop) -> None:
    row = city.row("K01", responsible_unit=city.sector)
    days = {"opens": dt.date(2027, 1, 1), "due": dt.date(2027, 1, 15), "closes": dt.date(2027, 1, 29)}
    window = open_window(municipality=city.city, period=Period.parse("2026-Q4"), by=city.steward, **days)
    assert len(duties_in(window, [city.sector.pk])) == 1
    retire_indicator(indicator=row.indicator, last_day=dt.date(2026, 9, 30), by=city.steward)
    assert duties_in(window, [city.sector.pk]) == []


def test_as_known_before_it_was_ended_it_was_still_there(city: Workshop, the_day: time_machine.Traveller) -> None:
    row = city.row("K01")
    retire_indicator(indicator=row.indicator, last_day=dt.date(2025, 12, 31), by=city.steward)
    the_day.move_to(noon("2026-10-25"))
    assert city.standing("2026-Q3").rows == ()
    assert [one.code for one in city.standing("2026-Q3", known_at="2026-10-19").rows] == ["K01"]
    assert city.standing("2026-Q3", known_at="2026-10-24").rows == ()


def test_it_is_not_ended_before_its_last_figure_nor_while_another_needs_it(city: Workshop) -> None:
    row = city.row("K01")
    city.enter(row, "2026-Q3", "5")
    with pytest.raises(ValidationError, match=r"päättyy 30\.9\.2026"):
        retire_indicator(indicator=row.indicator, last_day=dt.date(2026, 6, 30), by=city.steward)
    city.row("K02", {"kind": "compare", "op": ">", "other": row.indicator})
    with pytest.raises(ValidationError, match="vertailussa tai painona: K02"):
        retire_indicator(indicator=row.indicator, last_day=dt.date(2026, 9, 30), by=city.steward)
    assert Indicator.objects.get(code="K01").last_day is None


def test_going_on_brings_back_what_ended_with_it(city: Workshop) -> None:
    row = city.row("K01", units=[city.library, city.museum])
    ReportingUnit.objects.filter(unit=city.museum).update(valid_to=dt.date(2025, 12, 31))
    client = browser(city.steward)
    client.post(f"{LIST}K01/paata/", {"last_day": "30.9.2026"})
    assert "Mittari on päättynyt 30.9.2026." in client.get(f"{LIST}K01/").text
    client.post(f"{LIST}K01/jatka/")
    row.refresh_from_db()
    days = dict(ReportingUnit.objects.values_list("unit__code", "valid_to"))
    assert (row.last_day, days) == (None, {"kirjasto": None, "museo": dt.date(2025, 12, 31)})


def test_a_ratios_terms_are_named_and_shown_to_who_keeps_it(city: Workshop) -> None:
    city.row("K01", across="ratio", measure_unit="%", units=[city.library])
    client, address = browser(city.steward), f"{LIST}K01/"
    answer = client.post(f"{address}muokkaa/", form(city, "K01", terms_fi="poissaolot / työpäivät"), follow=True)
    assert "poissaolot / työpäivät" in answer.text.split('id="saannot"')[0]
    assert Indicator.objects.get(code="K01").terms == ("poissaolot", "työpäivät")


@pytest.mark.parametrize("typed", ["poissaolot", "poissaolot/työpäivät", "poissaolot / ", "a / b / c"])
def test_what_is_not_two_names_is_asked_again_and_stays_typed(city: Workshop, typed: str) -> None:
    city.row("K01")
    answer = browser(city.steward).post(f"{LIST}K01/muokkaa/", form(city, "K01", terms_fi=typed))
    assert answer.status_code == 422
    assert "Kirjoita kaksi nimeä ja niiden väliin välilyönnit ja vinoviiva: a / b." in answer.text
    assert f'value="{typed}"' in answer.text
    assert Indicator.objects.get(code="K01").terms_fi == ""
