"""What browser tests share: signing in through the form, coming to the entry page, finding a figure's cell there."""

import re

from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

PASSWORD = "kemi-demo-2025"


def fill_in(page: Page, name: str) -> None:
    """Fills in the sign-in form that stands open and sends it."""
    page.get_by_label("Käyttäjätunnus").fill(name)
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Kirjaudu").click()


def sign_in(page: Page, server: LiveServer, name: str) -> None:
    """Signs in through the form and waits for what comes after it: a visit begun earlier would break it off."""
    page.goto(f"{server.url}/kirjaudu/")
    fill_in(page, name)
    expect(page).not_to_have_url(re.compile("/kirjaudu/"))
    page.wait_for_load_state()


def open_entry(page: Page, server: LiveServer, who: str = "valvoja", query: str = "") -> None:
    """Signs in and comes to the entry page."""
    page.goto(f"{server.url}/kirjaudu/?next=/kemi/kirjaus/{query}")
    fill_in(page, who)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kirjaus")
    page.wait_for_load_state()  # until the script has come, Enter is the browser's own


def row(page: Page, code: str) -> Locator:
    """The library's cell of an indicator."""
    return page.locator(f'td[id^="rivi-{code}."]')


def figure(page: Page, code: str) -> Locator:
    """Its first field."""
    return row(page, code).locator("[data-figure]").first
