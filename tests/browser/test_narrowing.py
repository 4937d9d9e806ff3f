"""Narrowing in a browser: the list changes in place, the address can be shared, focus stays, the count is said."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer


@pytest.fixture
def reader(page: Page, demo: LiveServer) -> Page:
    page.goto(f"{demo.url}/kirjaudu/")
    page.get_by_label("Käyttäjätunnus").fill("johto")
    page.get_by_label("Salasana").fill("kemi-demo-2025")
    page.get_by_role("main").get_by_role("button", name="Kirjaudu").click()
    return page


def test_the_dashboard_is_narrowed_in_place_and_back(reader: Page, demo: LiveServer, axe_finds_nothing) -> None:
    reader.goto(f"{demo.url}/kemi/tilannekuva/?kausi=2025&nakyma=hyodyt")
    reader.evaluate("window.sama = true")
    words = reader.get_by_label("Mittarin nimi alkaa")
    words.fill("työ")
    words.press("Enter")
    expect(reader.locator("#ilmoitus")).to_contain_text("Näkyvissä")
    said = reader.locator("#ilmoitus").inner_text()
    shown = reader.locator("tr:has(th.name)").count()
    assert said.startswith(f"Näkyvissä {shown} / ")
    assert reader.evaluate("window.sama") is True
    expect(words).to_be_focused()
    for part in ("kausi=2025", "nakyma=hyodyt", "haku=ty%C3%B6"):
        assert part in reader.url
    axe_finds_nothing()
    swapped = reader.locator("#rajattava").inner_text()
    reader.reload()
    assert reader.locator("#rajattava").inner_text() == swapped
    reader.go_back()
    expect(reader.get_by_label("Mittarin nimi alkaa")).to_have_value("")
    assert "haku" not in reader.url
    expect(reader.locator("h1")).to_have_text("Tilannekuva")


def test_a_list_of_work_is_narrowed_with_the_keyboard(reader: Page, demo: LiveServer) -> None:
    reader.goto(f"{demo.url}/kemi/tyo/toimenpiteet/")
    reader.evaluate("window.sama = true")
    state = reader.get_by_label("Tila", exact=True)
    state.focus()
    state.select_option("done")
    show = reader.get_by_role("main").get_by_role("button", name="Näytä")
    show.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("#ilmoitus")).to_contain_text("toimenpidettä.")
    expect(reader.get_by_label("Tila", exact=True)).to_have_value("done")
    assert reader.evaluate("window.sama") is True
    assert reader.evaluate("document.activeElement.textContent.trim()") == "Näytä"
    reader.context.clear_cookies()
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/kirjaudu/\?next=/kemi/tyo/toimenpiteet/"))
