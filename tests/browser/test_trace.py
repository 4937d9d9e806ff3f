"""The auditor in a real browser: from the dashboard to a unit's figure, a day asked, who changed what, files."""

from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.entering import sign_in
from tests.browser.looking import become


def test_from_the_dashboard_to_the_ledger_and_back_in_time(page: Page, demo: LiveServer) -> None:
    sign_in(page, demo, "tarkastaja")
    page.get_by_role("row", name="Poissaolo-%").get_by_role("link", name="mistä luku tulee").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mistä luku tulee")
    page.get_by_label("Tiedossa päivänä").fill("31.2.2026")
    page.get_by_role("button", name="Näytä").click()
    expect(page.get_by_role("alert")).to_contain_text("Kirjoita päivä muodossa")
    expect(page.get_by_label("Tiedossa päivänä")).to_have_value("31.2.2026")
    page.get_by_label("Tiedossa päivänä").fill("1.10.2026")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("kuin ne tiedettiin 1.10.2026")
    page.get_by_role("link", name="Koulut").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Luvun historia")
    expect(page.get_by_label("Tiedossa päivänä")).to_have_value("1.10.2026")
    page.get_by_role("link", name="Mistä koko mittarin luku tulee").click()
    expect(page.get_by_label("Tiedossa päivänä")).to_have_value("1.10.2026")


def test_who_changed_what_and_the_file_of_it_all(page: Page, demo: LiveServer, tmp_path: Path) -> None:
    sign_in(page, demo, "tarkastaja")
    page.get_by_role("link", name="Muutokset", exact=True).click()
    page.get_by_label("Laji").select_option("Roolit")
    page.get_by_role("button", name="Rajaa").click()
    expect(page.locator(".changes li")).to_have_count(8)
    page.get_by_role("link", name="Miten oli jonakin päivänä").click()
    expect(page.get_by_role("heading", level=2, name="Roolit")).to_be_visible()
    page.get_by_role("link", name="← Rakenteen muutokset").click()
    with page.expect_download() as loading:
        page.get_by_role("link", name="Excel").click()
    loading.value.save_as(tmp_path / "ketju.xlsx")
    made = openpyxl.load_workbook(tmp_path / "ketju.xlsx", read_only=True)
    assert made.sheetnames == ["Lue minut", "Kirjaukset", "Tavoitteet", "Rakenteen muutokset"]


def test_targets_on_a_phone_are_big_enough(page: Page, demo: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    become(page, demo, "tarkastaja")
    for address in ("mittarit/K09/jaljitys/", "../hallinta/muutokset/"):
        page.goto(f"{demo.url}/kemi/tilannekuva/{address}")
        page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
        for control in page.locator(
            "button, select, summary, input:not([type=hidden]), .changes a, .inputs th a"
        ).all():
            if (box := control.bounding_box()) is not None:
                assert box["height"] >= 44, control.inner_text()
