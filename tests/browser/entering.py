"""What the browser tests of the entry page share: coming to it, and finding a figure's cell and field."""

from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

PASSWORD = "kemi-demo-2025"


def open_entry(page: Page, server: LiveServer, who: str = "valvoja", query: str = "") -> None:
    """Signs in and comes to the entry page."""
    page.goto(f"{server.url}/kirjaudu/?next=/kemi/kirjaus/{query}")
    page.get_by_label("Käyttäjätunnus").fill(who)
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Kirjaudu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kirjaus")
    page.wait_for_load_state()  # until the script has come, Enter is the browser's own


def row(page: Page, code: str) -> Locator:
    """The library's cell of an indicator."""
    return page.locator(f'td[id^="rivi-{code}."]')


def figure(page: Page, code: str) -> Locator:
    """Its first field."""
    return row(page, code).locator("[data-figure]").first
