"""The warning before the session ends: by keyboard, in several tabs, and when the time has passed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.entering import sign_in

PLACE = "/kemi/tilannekuva/"


@pytest.fixture
def short(settings: Settings) -> Callable[[int], None]:
    """Makes sessions last so many seconds; the warning comes half-way."""

    def make(seconds: int) -> None:
        settings.SESSION_COOKIE_AGE = seconds

    return make


def test_going_on_by_keyboard_keeps_the_session_and_stops_the_warning_elsewhere(
    page: Page, demo: LiveServer, short: Callable[[int], None], axe_finds_nothing: Callable[[], None]
) -> None:
    short(16)
    sign_in(page, demo, "johto")
    other = page.context.new_page()
    other.goto(demo.url + PLACE)
    warning = page.get_by_role("dialog", name="Istuntosi päättyy pian")
    expect(warning).to_be_visible(timeout=15_000)
    expect(warning).to_contain_text("Istunto päättyy kello ")
    expect(warning.get_by_role("button", name="Jatka")).to_be_focused()
    expect(other.get_by_role("dialog")).to_be_visible(timeout=15_000)
    axe_finds_nothing()
    short(600)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(other.get_by_role("dialog")).to_be_hidden()
    page.goto(demo.url + PLACE)
    assert 590 < int(page.locator("#istunto").get_attribute("data-seconds") or 0) <= 600


def test_the_warning_is_closed_with_escape_and_the_end_is_told(
    page: Page, demo: LiveServer, short: Callable[[int], None]
) -> None:
    short(12)
    sign_in(page, demo, "johto")
    page.get_by_role("searchbox").first.focus()
    expect(page.get_by_role("dialog")).to_be_visible(timeout=12_000)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("searchbox").first).to_be_focused()
    expect(page.get_by_role("heading", name="Istuntosi on päättynyt")).to_be_visible(timeout=15_000)
    expect(page.get_by_role("link", name="Kirjaudu uudelleen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{demo.url}/kirjaudu/?next=/kemi/tilannekuva/")


def test_signing_out_from_the_warning(page: Page, demo: LiveServer, short: Callable[[int], None]) -> None:
    short(16)
    sign_in(page, demo, "johto")
    warning = page.get_by_role("dialog")
    expect(warning).to_be_visible(timeout=15_000)
    page.keyboard.press("Tab")
    expect(warning.get_by_role("button", name="Kirjaudu ulos")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Kirjaudu", exact=True)).to_be_visible()
