"""The steward's pages of what is measured in a browser: axe finds nothing, they fit, and the keyboard is enough."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from measures.models import TargetVersion
from tests.browser.looking import become, look, visit

ROW = "/kemi/hallinta/rivit/kemi-2023/K09/"
PAGES = [
    "/kemi/hallinta/mittarit/",
    "/kemi/hallinta/mittarit/uusi/",
    "/kemi/hallinta/mittarit/K09/",
    "/kemi/hallinta/rivit/",
    ROW,
    f"{ROW}tavoite/",
    "/kemi/hallinta/ikkunat/",
]


@pytest.mark.look
def test_every_page_is_accessible_and_fits(page: Page, demo: LiveServer) -> None:
    become(page, demo, "paakayttaja")
    for address in PAGES:
        visit(page, demo, address)
        page.locator("main details").evaluate_all("all => all.slice(0, 6).forEach(one => { one.open = true })")
        look(page)


@pytest.mark.look
def test_a_target_that_is_read_and_previewed_is_accessible_and_fits(page: Page, demo: LiveServer) -> None:
    become(page, demo, "paakayttaja")
    visit(page, demo, f"{ROW}tavoite/")
    page.get_by_label("Tavoite päätöksen sanoin").fill("enintään 5 % vuoden 2030 loppuun")
    page.get_by_role("button", name="Lue sanat").click()
    expect(page.get_by_label("Tavoite sanoina")).to_contain_text("At most 5.0% by 31 December 2030")
    look(page)


def test_a_target_is_decided_by_keyboard_alone_and_without_scripts(browser: Browser, demo: LiveServer) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    become(page, demo, "paakayttaja")
    page.goto(f"{demo.url}{ROW}")
    page.get_by_role("link", name="Kirjaa uusi tavoite").press("Enter")
    page.get_by_label("Tavoite päätöksen sanoin").press_sequentially("enintään 3,5 %")
    page.keyboard.press("Tab")
    page.keyboard.type("1.7.2026")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Tavoitearvo")).to_have_value("3,5")
    page.get_by_label("Päätös", exact=True).select_option(index=1)
    page.get_by_role("button", name="Tallenna tavoite").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Tavoite on tallennettu.")
    made = TargetVersion.objects.order_by("-pk")[0]
    assert (made.kind, made.words, str(made.valid_from)) == ("at_most", "enintään 3,5 %", "2026-07-01")


def test_the_list_is_narrowed_without_leaving_the_page(page: Page, demo: LiveServer) -> None:
    become(page, demo, "paakayttaja")
    page.goto(f"{demo.url}/kemi/hallinta/mittarit/")
    page.get_by_label("Nimi, koodi tai lähde").fill("poissaolo")
    page.keyboard.press("Enter")
    expect(page.locator("table tbody tr")).to_have_count(1)
    expect(page.locator("#ilmoitus")).to_contain_text("Näkyvissä 1 / 54 mittaria.")
    expect(page).to_have_url(f"{demo.url}/kemi/hallinta/mittarit/?haku=poissaolo&strategia=&yksikko=&tila=")
