"""The trail as a workbook and as CSV: what is in it, for whom, and that a text never becomes a formula."""

import csv
import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
import time_machine

from measures.actions import save_as
from reporting.renderers.xlsx.trail import trail_book
from reporting.tables import Table
from scorecard.models import Unit
from scorecard.models.codes import Role
from tests.approval.desk_world import DeskWorld, browser
from tests.history.test_history import whole_life

BOOK = "/pikkula/tilannekuva/mittarit/KAYNNIT/kirjausketju.xlsx"
WHOLE, TABLE = "/pikkula/hallinta/muutokset/kirjausketju.xlsx", "/pikkula/hallinta/muutokset/kirjaukset.csv"


@pytest.fixture
def auditor(city: DeskWorld) -> object:
    """Somebody who asks where a figure came from."""
    return city.person("tarkastaja", Role.AUDITOR)


def book(user: object, address: str = BOOK) -> Any:
    """The workbook that somebody gets."""
    answer = browser(user).get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def rows(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet by its headings."""
    heads, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in found]


def table(user: object, address: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    answer = browser(user).get(address)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_every_entry_with_its_life(city: DeskWorld, auditor: object, the_day: time_machine.Traveller) -> None:
    whole_life(city, the_day)
    made = book(auditor)
    assert made.sheetnames == ["Lue minut", "Kirjaukset", "Tavoitteet", "Rakenteen muutokset"]
    first, second, third = rows(made["Kirjaukset"])
    assert [one["arvo"] for one in (first, second, third)] == [12000, 1200, 1250]
    assert (first["palautuksen syy"], str(first["palautettu"])) == ("Yksi nolla liikaa?", "2026-10-21 12:00:00")
    assert (second["korvaa kirjauksen"], second["hyväksyjä"]) == (first["kirjaus"], "Heikki Harju")
    assert third["tila"] == "odottaa hyväksyntää"
    assert first["kausi päättyy"].date() == dt.date(2026, 9, 30)


def test_numbers_are_numbers_and_texts_are_texts(city: DeskWorld, auditor: object) -> None:
    city.enter(
        city.visits, "2026-Q2", "-12.25", unit=city.library, note="=1+1", text_entered="-12,25", confirmation="@A1"
    )
    sheet = book(auditor)["Kirjaukset"]
    cells = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["arvo"].data_type, cells["arvo"].value, cells["arvo"].number_format) == ("n", -12.25, "#,##0.00")
    for head in ("huomautus", "kirjoitettu", "vahvistus"):
        assert (cells[head].data_type, cells[head].quotePrefix) == ("s", True), head
    assert cells["huomautus"].value == "=1+1"
    assert cells["osoittaja"].value is None


def test_anothers_draft_is_there_without_its_figure(city: DeskWorld, auditor: object) -> None:
    city.draft("KAYNNIT", "4321")
    (hidden,) = rows(book(auditor)["Kirjaukset"])
    assert (hidden["arvo"], hidden["kirjoitettu"], hidden["tila"]) == (None, None, "luonnos")
    assert "vain yksikölle" in hidden["huomautus"]
    (own,) = rows(book(city.head)["Kirjaukset"])
    assert own["arvo"] == 4321


def test_as_known_on_a_day(city: DeskWorld, auditor: object, the_day: time_machine.Traveller) -> None:
    """On the 21st the second figure was sent and waited; the target and the name of a later day were not known."""
    whole_life(city, the_day)
    city.visits.indicator.name_fi = "Kävijät"
    save_as(city.visits.indicator, city.steward)
    made = book(auditor, f"{BOOK}?tiedossa=21.10.2026")
    first, second = rows(made["Kirjaukset"])
    assert (first["tila"], second["tila"], second["hyväksytty"]) == ("palautettu", "odottaa hyväksyntää", None)
    assert not any(one["tapahtuma"] == "muutettu" for one in rows(made["Rakenteen muutokset"]))
    assert any(one["uusi"] == "Kävijät" for one in rows(book(auditor)["Rakenteen muutokset"]))
    assert made["Lue minut"]["B4"].value == "21.10.2026 päivän päättyessä"


def test_names_and_measures_are_those_of_the_day(
    city: DeskWorld, auditor: object, the_day: time_machine.Traveller
) -> None:
    """What has been renamed since is called as it was then, in every table; what came later as it was first called."""
    whole_life(city, the_day)
    late = Unit(municipality=city.city, code="uusi", kind="result_unit", name_fi="Uusi yksikkö")
    save_as(late, city.steward)
    city.enter(city.visits, "2026-Q3", "7", unit=late, entered="2026-10-20")
    for thing in (city.visits.indicator, city.library, late):
        thing.name_fi = f"{thing.name_fi} nyt"
        save_as(thing, city.steward)
    city.visits.indicator.measure_unit = "krt"
    save_as(city.visits.indicator, city.steward)
    made = book(auditor, f"{BOOK}?tiedossa=21.10.2026")
    entries = rows(made["Kirjaukset"])
    assert {(one["nimi"], one["mittayksikkö"]) for one in entries} == {("Käynnit", "kpl")}
    assert {one["yksikön nimi"] for one in entries} == {"Kirjasto", "Uusi yksikkö"}
    assert {one["nimi"] for one in rows(made["Tavoitteet"])} == {"Käynnit"}
    assert [one for one in rows(made["Rakenteen muutokset"]) if " nyt" in str(one.values())] == []
    told = dict(made["Lue minut"].iter_rows(values_only=True))
    assert told["Nimet"].startswith("Mittareiden ja yksiköiden nimet ovat 21.10.2026")
    today = book(auditor)
    assert {one["nimi"] for one in rows(today["Kirjaukset"])} == {"Käynnit nyt"}
    assert "Nimet" not in dict(today["Lue minut"].iter_rows(values_only=True))


def test_one_unit_and_one_period_alone(city: DeskWorld, auditor: object) -> None:
    city.sent("KAYNNIT", "5")
    city.sent("KAYNNIT", "6", unit="museo")
    city.enter(city.visits, "2026-Q2", "7", unit=city.library)
    found = rows(book(auditor, f"{BOOK}?yksikko=kirjasto&kausi=2026-Q3")["Kirjaukset"])
    assert [one["arvo"] for one in found] == [5]


def test_targets_with_their_decisions_and_corrections(city: DeskWorld, auditor: object) -> None:
    row = city.row("K1", {"kind": "at_least", "value": 930, "words": "=930"})
    decision = city.strategy.decisions.create(body="Valtuusto", date=dt.date(2025, 12, 1), section="12")
    city.target(row, "2026-01-01", kind="between", value=900, upper=950, decision=decision)
    first, second = rows(book(auditor, BOOK.replace("KAYNNIT", "K1"))["Tavoitteet"])
    assert (first["arvo"], first["laji"], first["sanoin"]) == (930, "vähintään", "=930")
    assert (second["arvo"], second["yläraja"], second["voimassa alkaen"].date()) == (900, 950, dt.date(2026, 1, 1))
    assert "Valtuusto" in second["päätös"]


def test_the_structures_changes_are_for_those_who_may_see_them(city: DeskWorld, auditor: object) -> None:
    assert "Rakenteen muutokset" not in book(city.head).sheetnames
    address = BOOK.replace("kirjausketju.xlsx", "kirjaukset.csv?taulu=muutokset")
    assert browser(city.head).get(address).status_code == 404
    assert {one["laji"] for one in table(auditor, address)} >= {"Mittari", "Mittaririvi", "Yhdistelysääntö"}


def test_the_whole_city_in_one_file(city: DeskWorld, auditor: object) -> None:
    city.sent("KAYNNIT", "5")
    city.sent("POISSA", "67 / 1860")
    other = DeskWorld("toinen", "998")
    other.sent("KAYNNIT", "99")
    made = book(auditor, WHOLE)
    assert {(one["mittari"], one["arvo"], one["osoittaja"]) for one in rows(made["Kirjaukset"])} == {
        ("KAYNNIT", 5, None),
        ("POISSA", None, 67),
    }
    kinds = {one["laji"] for one in rows(made["Rakenteen muutokset"])}
    assert {"Yksikkö", "Rooli", "Raportointi-ikkuna", "Strategia"} <= kinds
    assert browser(city.head).get(WHOLE).status_code == 403
    assert browser(other.steward).get(WHOLE).status_code == 404


def test_the_same_as_csv(city: DeskWorld, auditor: object) -> None:
    city.sent("KAYNNIT", "5")
    city.visits.indicator.name_fi = "=Kävijät"
    save_as(city.visits.indicator, city.steward)
    assert [one["arvo"] for one in table(auditor, TABLE)] == ["5"]
    assert {one["laji"] for one in table(auditor, f"{TABLE}?taulu=tavoitteet")} == {"seurataan"}
    found = [one for one in table(auditor, f"{TABLE}?taulu=muutokset") if one["tapahtuma"] == "muutettu"]
    assert [(one["kenttä"], one["vanha"], one["uusi"]) for one in found] == [("nimi", "Käynnit", "'=Kävijät")]


@pytest.mark.parametrize(
    "query", ["tiedossa=31.2.2026", "tiedossa=1.1.2030", "taulu=ei", "kausi=2026-Q9", "yksikko=ei"]
)
def test_a_file_that_cannot_be_is_told(city: DeskWorld, auditor: object, query: str) -> None:
    assert browser(auditor).get(f"{TABLE}?{query}").status_code == 404


@pytest.mark.parametrize("count", [4, 5])
def test_a_full_sheet_is_continued_on_the_next(count: int) -> None:
    made = openpyxl.load_workbook(
        trail_book([("Mitä", "koe")], [Table("a", "Luvut", ["n"], [9], ([n] for n in range(count)))], most=2)
    )
    found = {name: [row[0] for row in made[name].iter_rows(values_only=True)] for name in made.sheetnames[1:]}
    third = {"Luvut 3": ["n", 4]} if count == 5 else {}
    assert found == {"Luvut": ["n", 0, 1], "Luvut 2": ["n", 2, 3]} | third


@pytest.mark.parametrize("address", [BOOK, WHOLE, TABLE])
def test_a_long_trail_takes_no_more_queries(
    city: DeskWorld, auditor: object, address: str, django_assert_max_num_queries
) -> None:
    client, before = browser(auditor), None
    for times in (5, 50):
        for number in range(times):
            before = city.enter(
                city.visits, "2026-Q3", str(number), unit=city.library, entered="2026-10-20", supersedes=before
            )
            save_as(city.visits, city.steward)
        with django_assert_max_num_queries(16):
            assert b"".join(client.get(address).streaming_content)


def test_a_csv_is_in_the_language_of_its_address_to_its_end(
    city: DeskWorld, auditor: object, the_day: time_machine.Traveller
) -> None:
    whole_life(city, the_day)
    finnish, swedish = table(auditor, TABLE), table(auditor, f"/sv{TABLE}")
    assert [one["tila"] for one in finnish][-1] == "odottaa hyväksyntää"
    assert "väntar på godkännande" in swedish[-1].values()
    assert len(swedish) == len(finnish)
    assert not set(finnish[0]) & (set(swedish[0]) - {"id"})
