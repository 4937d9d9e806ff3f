"""Rows: an indicator put into a strategy, moved, hung on things, ended; what is in a frozen report is not removed."""

import datetime as dt
import re
from decimal import Decimal

import pytest
import time_machine

from kemi_strategy.web.dates import today
from measures import above
from measures.above import Frozen
from measures.models import Indicator, KpiRow, RowLink
from measures.steward.keeping.rows import remove_row, resume_row, retire_row
from scorecard.models import Node
from tests.work.workshop import Workshop, browser, made_by, seen_in
from tests.world import noon

LIST = "/pikkula/hallinta/rivit/"
PAGE = f"{LIST}pikkula-2023/K01/"
ROW = {
    "baseline_value": "19 400",
    "baseline_date": "31.12.2022",
    "baseline_words": "19 400 as.",
    "band_percent": "5",
    "band_absolute": "",
    "baseline_comparable": "on",
}


@pytest.fixture
def reported(city: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The half-year of 2026 has been reported."""
    report = Frozen(city.strategy.pk, "2026-H1", dt.date(2026, 6, 30), noon("2026-09-01"))
    monkeypatch.setattr(above, "_frozen", [lambda _strategies: [report]])


def order(text: str) -> list[str]:
    """The codes of the rows that go on, in their order."""
    return re.findall(r'id="rivi-([^"]+)"', text)


# --- the list


def test_an_indicator_is_put_into_a_strategy(city: Workshop) -> None:
    one = Indicator.objects.create(municipality=city.city, code="K09", name_fi="Poissaolot")
    city.row("K01")
    answer = browser(city.steward).post(LIST, {"indicator": str(one.pk), "kind": "undecided"}, follow=True)
    assert "”Poissaolot” on nyt strategian rivinä." in answer.text
    row = KpiRow.objects.get(indicator=one)
    version = row.targets.get()
    assert (row.order, row.reading, row.question) == (1, "proposed", "Mikä on tavoite?")
    assert (version.kind, version.valid_from, version.binding) == ("undecided", dt.date(2023, 1, 1), "indicative")
    assert made_by(row) == [("+", "paavo-pikkula")]
    assert order(browser(city.steward).get(LIST).text) == ["K01", "K09"]


def test_what_is_only_watched_has_nothing_open(city: Workshop) -> None:
    one = Indicator.objects.create(municipality=city.city, code="K09", name_fi="Poissaolot")
    browser(city.steward).post(LIST, {"indicator": str(one.pk), "kind": "watched"})
    row = KpiRow.objects.get()
    assert (row.reading, row.question, row.targets.get().kind) == ("clear", "", "watched")


def test_only_what_is_not_there_and_has_not_ended_is_offered(city: Workshop) -> None:
    city.row("K01")
    Indicator.objects.create(municipality=city.city, code="K02", name_fi="Vanha", last_day=dt.date(2025, 1, 1))
    free = Indicator.objects.create(municipality=city.city, code="K03", name_fi="Vapaa mittari")
    text = browser(city.steward).get(f"{LIST}?mittari=K03").text
    assert f'<option value="{free.pk}" selected>K03 Vapaa mittari</option>' in text
    assert ">K01 K01</option>" not in text
    assert ">K02 Vanha</option>" not in text
    answer = browser(city.steward).post(LIST, {"indicator": "999", "kind": "watched"})
    assert answer.status_code == 422


def test_rows_are_moved_and_a_form_sent_twice_moves_once(city: Workshop) -> None:
    for code in ("K01", "K02", "K03"):
        city.row(code)
    client, third = browser(city.steward), KpiRow.objects.get(indicator__code="K03")
    mine = {"suunta": "ylos", "seen": str(third.order)}
    client.post(f"{LIST}pikkula-2023/K03/siirra/", mine)
    answer = client.post(f"{LIST}pikkula-2023/K03/siirra/", mine, follow=True)
    assert "Rivi oli jo siirretty." in answer.text
    assert order(answer.text) == ["K01", "K03", "K02"]
    assert [one.code for one in city.standing("2026-Q3").rows] == ["K01", "K03", "K02"]


def test_rows_on_one_place_are_told_apart_when_one_is_moved(city: Workshop) -> None:
    for code in ("K01", "K02", "K03"):
        city.row(code)
    KpiRow.objects.filter(strategy=city.strategy).order_by().first()
    for one in KpiRow.objects.all():
        one.order = 4
        one.save()
    browser(city.steward).post(f"{LIST}pikkula-2023/K02/siirra/", {"suunta": "alas", "seen": "4"})
    assert order(browser(city.steward).get(LIST).text) == ["K01", "K03", "K02"]
    assert sorted(KpiRow.objects.values_list("order", flat=True)) == [1, 2, 3]


def test_the_list_asks_the_database_equally_often_of_one_and_of_many(city: Workshop, django_assert_num_queries) -> None:
    city.row("K01", on=[city.wise])
    client = browser(city.steward)
    with django_assert_num_queries(5):
        client.get(LIST)
    for number in range(12):
        city.row(f"M{number}", on=[city.wise, city.ideas])
    with django_assert_num_queries(5):
        assert len(order(client.get(LIST).text)) == 13


def test_a_row_s_page_asks_equally_often_too(city: Workshop, django_assert_num_queries) -> None:
    row = city.row("K01", on=[city.wise])
    client = browser(city.steward)
    with django_assert_num_queries(9):
        client.get(PAGE)
    for number in range(8):
        city.node(f"t{number}", "theme", city.wise)
        city.target(row, f"2024-0{number + 1}-01", kind="watched")
    with django_assert_num_queries(9):
        client.get(PAGE)


# --- baseline and band


def test_baseline_and_band_are_kept(city: Workshop) -> None:
    city.row("K01", measure_unit="asukasta")
    client = browser(city.steward)
    seen = seen_in(client.get(PAGE).text, f"{PAGE}muokkaa/")
    client.post(f"{PAGE}muokkaa/", ROW | {"seen": seen})
    row = KpiRow.objects.get()
    assert (row.baseline_value, row.baseline_date) == (Decimal(19400), dt.date(2022, 12, 31))
    assert (row.baseline_words, row.baseline_comparable) == ("19 400 as.", True)
    assert (row.band_percent, row.band_absolute) == (Decimal(5), None)
    assert made_by(row)[-1] == ("~", "paavo-pikkula")
    text = client.get(PAGE).text.replace("\xa0", " ")
    assert "<dd>19 400 asukasta</dd>" in text
    assert "enintään 5 % tavoitteesta" in text
    assert 'name="baseline_value" value="19 400"' in text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"baseline_value": "paljon"}, "paljon"),
        ({"band_percent": "-1"}, "Luku ei voi olla negatiivinen."),
        ({"band_percent": "1001"}, "Raja voi olla enintään 1 000 %."),
        ({"baseline_date": "32.1.2026"}, "Kirjoita päivä muodossa pp.kk.vvvv"),
    ],
)
def test_what_is_wrong_is_said(city: Workshop, change: dict[str, str], sentence: str) -> None:
    city.row("K01")
    answer = browser(city.steward).post(f"{PAGE}muokkaa/", ROW | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert KpiRow.objects.get().baseline_value is None


def test_two_stewards_at_once_see_both_texts(city: Workshop) -> None:
    city.row("K01")
    client = browser(city.steward)
    seen = seen_in(client.get(PAGE).text, f"{PAGE}muokkaa/")
    client.post(f"{PAGE}muokkaa/", ROW | {"seen": seen, "baseline_words": "heidän"})
    answer = client.post(f"{PAGE}muokkaa/", ROW | {"seen": seen, "baseline_words": "minun"})
    assert answer.status_code == 422
    assert "<td>heidän</td><td>minun</td>" in answer.text
    assert KpiRow.objects.get().baseline_words == "heidän"


# --- what it hangs on


def links() -> dict[str, bool]:
    """The names of what the row hangs on, and which are proposed."""
    found = RowLink.objects.select_related("node", "project", "action").order_by("id")
    return {str(one.node or one.project or one.action): one.proposed for one in found}


def test_a_row_hangs_on_goals_projects_and_actions(city: Workshop) -> None:
    city.row("K01", on=[city.caring])
    benefit = city.node("talous", "benefit")
    client = browser(city.steward)
    text = client.get(PAGE).text
    things = [f"node-{city.ideas.pk}", f"node-{benefit.pk}", f"project-{city.project.pk}", f"action-{city.action.pk}"]
    client.post(f"{PAGE}kohteet/", {"things": things, "seen": seen_in(text, f"{PAGE}kohteet/")})
    assert links() == {"ideat": False, "talous": False, "Silta kouluun": False, "Kokeilupajat": False}
    hung = {node.branch.code: node.rows for node in city.standing("2026-Q3").nodes}
    assert (hung["viisas"], hung["talous"], hung["valittava"]) == (("K01",), ("K01",), ())
    link = RowLink.objects.get(node=city.ideas)
    assert made_by(link) == [("+", "paavo-pikkula")]


def test_a_proposed_link_is_added_and_settled(city: Workshop) -> None:
    city.row("K01")
    client = browser(city.steward)
    assert client.post(f"{PAGE}ehdota/", {"thing": f"node-{city.wise.pk}", "question": ""}).status_code == 422
    client.post(f"{PAGE}ehdota/", {"thing": f"node-{city.wise.pk}", "question": "Kuuluuko tähän?"})
    client.post(f"{PAGE}ehdota/", {"thing": f"node-{city.caring.pk}", "question": "Entä tähän?"})
    assert links() == {"viisas": True, "valittava": True}
    assert "Kuuluuko tähän?" in client.get(PAGE).text
    first, second = RowLink.objects.order_by("id")
    client.post(f"{PAGE}ehdotus/{first.pk}/", {"vahvista": "1"})
    client.post(f"{PAGE}ehdotus/{second.pk}/", {"poista": "1"})
    assert links() == {"viisas": False}
    again = client.post(f"{PAGE}ehdotus/{second.pk}/", {"vahvista": "1"}, follow=True)
    assert "Yhteyttä ei ole enää ehdotettuna" in again.text


def test_the_goal_is_asked_once_and_a_clear_row_has_a_remark(city: Workshop) -> None:
    goal = "Mitä päämäärää mittari palvelee?"
    row = city.row("K01", on=[city.wise], proposed=True)
    row.question = f"Mitkä lasketaan? {goal} Ehdotettu: viisas. Vaihtoehdot: viisas, valittava."
    row.save()
    RowLink.objects.update(question=goal)
    page = browser(city.steward).get(PAGE).text
    assert "Huomautus lähteestä: Mitkä lasketaan?</p>" in page
    assert page.count(goal) == 1
    RowLink.objects.update(proposed=False, question="")
    KpiRow.objects.update(reading="proposed")
    page = browser(city.steward).get(PAGE).text
    assert f'<p class="odd">Avoin kysymys: {row.question}</p>' in page


def test_what_has_been_retired_is_offered_to_those_only_who_hang_on_it(city: Workshop) -> None:
    city.row("K01", on=[city.ideas])
    benefit = city.node("talous", "benefit")
    Node.objects.filter(pk__in=[city.ideas.pk, city.wise.pk, benefit.pk]).update(valid_to=yesterday())
    text = browser(city.steward).get(PAGE).text
    ticked, suggested = text.split(f"{PAGE}ehdota/")
    assert f'value="node-{city.ideas.pk}"' in ticked
    for gone in (city.wise, benefit):
        assert f'value="node-{gone.pk}"' not in text
    assert f'value="node-{city.ideas.pk}"' not in suggested
    assert f'value="node-{city.caring.pk}"' in suggested


def yesterday() -> dt.date:
    return today() - dt.timedelta(days=1)


def test_choosing_leaves_proposed_links_and_hears_of_another_writer(city: Workshop) -> None:
    city.row("K01", on=[city.wise], proposed=True)
    client = browser(city.steward)
    seen = seen_in(client.get(PAGE).text, f"{PAGE}kohteet/")
    client.post(f"{PAGE}kohteet/", {"things": [f"node-{city.ideas.pk}"], "seen": seen})
    assert links() == {"viisas": True, "ideat": False}
    answer = client.post(f"{PAGE}kohteet/", {"things": [f"node-{city.caring.pk}"], "seen": seen})
    assert answer.status_code == 422
    assert "<td>ideat</td><td>valittava</td>" in answer.text
    assert links() == {"viisas": True, "ideat": False}


# --- ended and removed


def test_an_ended_row_stays_in_old_periods(city: Workshop) -> None:
    city.row("K01", on=[city.wise])
    client = browser(city.steward)
    client.post(f"{PAGE}paata/", {"last_day": "30.6.2026"})
    assert [one.code for one in city.standing("2026-Q2").rows] == ["K01"]
    assert city.standing("2026-Q3").rows == ()
    assert {node.rows for node in city.standing("2026-Q3").nodes} == {()}
    assert "Päättyneet ja poistetut rivit" in client.get(LIST).text
    assert order(client.get(LIST).text) == []
    client.post(f"{PAGE}jatka/")
    assert [one.code for one in city.standing("2026-Q3").rows] == ["K01"]


def test_an_ended_row_has_its_page_inside(city: Workshop) -> None:
    row = city.row("K01")
    city.row("K02")
    retire_row(row=row, last_day=dt.date(2026, 6, 30), by=city.steward)
    client = browser(city.management)
    assert client.get("/pikkula/tilannekuva/mittarit/K01/").status_code == 200
    assert client.get("/pikkula/tilannekuva/mittarit/K02/").status_code == 200
    assert client.get("/pikkula/mittarit/K01/").status_code == 200


def test_a_row_in_a_frozen_report_is_not_removed_but_may_end(city: Workshop, reported: None) -> None:
    row = city.row("K01")
    client = browser(city.steward)
    assert "Riviä ei voi poistaa, koska se on jäädytetyssä raportissa 2026-H1. Päätä se." in client.get(PAGE).text
    answer = client.post(f"{PAGE}poista/")
    assert answer.status_code == 422
    assert "Päätä se: silloin se jää vanhoihin kausiin, eikä näy uusissa." in answer.text
    early = client.post(f"{PAGE}paata/", {"last_day": "29.6.2026"})
    assert "Se voi päättyä aikaisintaan silloin." in early.text
    client.post(f"{PAGE}paata/", {"last_day": "30.6.2026"})
    row.refresh_from_db()
    assert row.last_day == dt.date(2026, 6, 30)


def test_a_row_in_no_report_is_taken_out_of_every_period_and_its_ledger_stays(
    city: Workshop, the_day: time_machine.Traveller
) -> None:
    row = city.row("K01")
    remove_row(row=row, by=city.steward)
    the_day.move_to(noon("2026-10-25"))
    assert [city.standing(period).rows for period in ("2023-Q1", "2026-Q3")] == [(), ()]
    assert [one.code for one in city.standing("2026-Q3", known_at="2026-10-19").rows] == ["K01"]
    assert row.targets.count() == 1
    resume_row(row=row, by=city.steward)
    assert [one.code for one in city.standing("2026-Q3").rows] == ["K01"]


def test_a_row_made_after_the_report_was_frozen_is_not_in_it(city: Workshop, reported: None) -> None:
    one = Indicator.objects.create(municipality=city.city, code="K01", name_fi="Uusi")
    client = browser(city.steward)
    client.post(LIST, {"indicator": str(one.pk), "kind": "watched"})
    assert client.post(f"{PAGE}poista/").status_code == 302
