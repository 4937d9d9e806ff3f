"""The steward's pages in a real browser: a strategy is kept by keyboard alone, and without scripts."""

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import become
from tests.browser.walking import tab_to

STRATEGY = "/kemi/hallinta/strategiat/kemi-2023/"


def test_a_new_version_is_made_changed_and_compared_by_keyboard(page: Page, demo: LiveServer) -> None:
    become(page, demo, "paakayttaja")
    page.goto(demo.url + STRATEGY)
    tab_to(page, "Tee uusi versio")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uusi versio")
    tab_to(page, "Uuden version nimi")
    page.keyboard.press("Control+A")
    page.keyboard.type("Kemi 2027")
    tab_to(page, "Koodi")
    page.keyboard.type("kemi-2027")
    tab_to(page, "Voimassa alkaen")
    page.keyboard.press("Control+A")
    page.keyboard.type("1.1.2027")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Uuden version luonnos on tehty.")
    tab_to(page, "Tavoitteet ja teemat")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tavoitteet ja teemat")
    tab_to(page, "Viisas Kemi")
    page.keyboard.press("Tab")
    expect(page.locator("#kohta-viisas button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("”Viisas Kemi” on siirretty.")
    expect(page.locator(".kept-tree .depth-0 .what a").first).to_have_text("Välittävä Kemi")
    tab_to(page, "Viisas Kemi")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Viisas Kemi")
    tab_to(page, "Nimi")
    page.keyboard.press("Control+A")
    page.keyboard.type("Rohkea Kemi")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Kohta on tallennettu.")
    page.goto(f"{demo.url}/kemi/hallinta/strategiat/kemi-2027/vertailu/kemi-2023/")
    line = page.get_by_role("row").filter(has_text="sanamuoto muuttui").filter(has_text="Rohkea Kemi")
    expect(line).to_contain_text("Viisas Kemi")


def test_without_scripts_a_unit_is_renamed(page: Page, demo: LiveServer) -> None:
    become(page, demo, "paakayttaja")
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{demo.url}/kemi/hallinta/yksikot/kirjasto/")
    page.get_by_label("Nimi", exact=True).fill("Kaupunginkirjasto")
    page.get_by_role("button", name="Tallenna yksikkö").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kaupunginkirjasto")
