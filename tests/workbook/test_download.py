"""The download: who gets it, what it is called, what it costs, and what is said of a period that has none."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from scorecard.models import Membership
from tests.workbook.opening import SHEETS, told
from tests.world import World

REVIEW = "/kemi/raportit/2026-H1/puolivuotiskatsaus.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_finance_downloads_the_half_year_review(demo, as_reader) -> None:
    answer = as_reader("talous").get(REVIEW)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, XLSX)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kemi-2026-H1-puolivuotiskatsaus.xlsx"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == SHEETS
    says = told(book["Lue minut"])
    assert (says["Kunta"], says["Mittareita"], says["Tiedot hetkeltä"].date().isoformat()) == ("Kemi", 25, "2026-11-22")
    assert len(list(book["Keskeiset mittarit"].rows)) == 26


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/kemi/raportit/2025/puolivuotiskatsaus.xlsx", "kemi-2025-vuosikatsaus.xlsx"),
        (REVIEW + "?strategia=kemi-2023", "kemi-2026-H1-puolivuotiskatsaus.xlsx"),
        (REVIEW + "?strategia=kemi-hyvinvointi-2023", "kemi-hyvinvointi-2023-2026-H1-puolivuotiskatsaus.xlsx"),
    ],
)
def test_the_files_name_tells_what_it_is(demo, as_reader, address: str, name: str) -> None:
    assert as_reader("talous").get(address).headers["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/kemi/raportit/2026-H3/puolivuotiskatsaus.xlsx", "Kautta ”2026-H3” ei ole."),
        ("/kemi/raportit/2026/puolivuotiskatsaus.xlsx", "Kausi 2026 ei ole vielä päättynyt"),
        ("/kemi/raportit/2026-Q1/puolivuotiskatsaus.xlsx", "Kaudelta 2026-Q1 ei tehdä raporttia."),
        (REVIEW + "?strategia=kokkola-2017", "Strategiaa ”kokkola-2017” ei ole tässä kunnassa."),
    ],
)
def test_what_has_no_report_is_said_in_a_sentence(demo, as_reader, address: str, sentence: str) -> None:
    answer = as_reader("talous").get(address)
    assert answer.status_code == 404
    assert sentence in answer.text


def test_the_page_lists_halves_and_years_latest_first(demo, as_reader) -> None:
    answer = as_reader("talous").get("/kemi/raportit/")
    names = ["Puolivuotiskatsaus 1–6/2026", "Vuosikatsaus 2025", "Puolivuotiskatsaus 1–6/2025", "Vuosikatsaus 2023"]
    assert [answer.text.index(name) for name in names] == sorted(answer.text.index(name) for name in names)
    assert f'href="{REVIEW}"' in answer.text
    assert f'href="{REVIEW}?strategia=kemi-hyvinvointi-2023"' in answer.text
    assert "Puolivuotiskatsaus 1–6/2023" not in answer.text.split("Sujuva arki")[0]


def test_those_who_may_find_the_page_in_the_top_bar(demo, as_reader) -> None:
    link = '<a href="/kemi/raportit/"'
    assert link in as_reader("talous").get("/kemi/tilannekuva/").text
    assert link in as_reader("valtuutettu").get("/kemi/").text.split("Julkiset sivut")[1]


def test_a_municipality_without_a_strategy_is_told_so(the_day, db) -> None:
    world = World("autio", "996")
    world.strategy.delete()
    Membership.objects.create(user=world.head, municipality=world.city, role="finance")
    client = Client()
    client.force_login(world.head)
    assert "ei ole vielä strategiaa" in client.get("/autio/raportit/").text
    assert client.get("/autio/raportit/2026-H1/puolivuotiskatsaus.xlsx").status_code == 404


def queries_of(client: Client, address: str) -> int:
    """How many queries an answer takes."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_download_takes_as_many_queries_whatever_the_size(the_day, db) -> None:
    found = []
    for code, number, rows in (("pieni", "998", 2), ("suuri", "997", 20)):
        world = World(code, number)
        units = world.units(*(f"{code}-{unit}" for unit in range(3)))
        for place in range(rows):
            row = world.row(f"K{place}", {"kind": "at_least", "value": 3}, units=units)
            for year in range(2024, 2027):
                for unit in units:
                    world.enter(row, f"{year}-Q2", "1", unit=unit)
        Membership.objects.create(user=world.head, municipality=world.city, role="finance")
        client = Client()
        client.force_login(world.head)
        found.append(queries_of(client, f"/{code}/raportit/2026-H1/puolivuotiskatsaus.xlsx"))
        assert queries_of(client, f"/{code}/raportit/") <= 6
    assert found[0] == found[1]
    assert found[0] <= 45
