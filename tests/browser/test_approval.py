"""Approving and the steward's windows in a real browser: what is swapped, what is announced, and by keyboard."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import become


def test_a_figure_is_returned_and_the_rest_approved_without_leaving_the_page(
    page: Page, demo: LiveServer, axe_finds_nothing: Callable[[], None]
) -> None:
    become(page, demo, "toimialajohtaja")
    page.goto(f"{demo.url}/kemi/hyvaksynta/")
    waiting = page.get_by_role("checkbox")
    number = waiting.count()
    page.evaluate("window.sama = true")
    page.locator(".desk summary").first.click()
    page.get_by_role("button", name="Palauta kirjaajalle").first.click()
    expect(page.locator(".desk [role=alert]")).to_contain_text("Kirjoita, mitä luvussa pitää korjata.")
    axe_finds_nothing()
    expect(page.locator(".desk textarea").first).to_be_focused()
    page.keyboard.type("Puuttuuko heinäkuu?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#ilmoitus")).to_have_text("Luku palautettiin. Kirjaaja näkee syyn luvun kohdalla.")
    expect(waiting).to_have_count(number - 1)
    page.get_by_role("button", name=f"Hyväksy kaikki ({number - 1})").click()
    expect(page.locator("#ilmoitus")).to_contain_text(f"Hyväksyttiin {number - 1} lukua. Hyväksytyt: ")
    expect(page.get_by_role("heading", name="Odottaa hyväksyntää (0)")).to_be_visible()
    assert page.evaluate("window.sama")
    axe_finds_nothing()


def test_a_session_that_ends_leaves_what_was_typed(page: Page, demo: LiveServer) -> None:
    become(page, demo, "toimialajohtaja")
    page.goto(f"{demo.url}/kemi/hyvaksynta/")
    page.locator(".desk summary").first.click()
    page.locator(".desk textarea").first.fill("Puuttuuko heinäkuu?")
    cookies = [one for one in page.context.cookies() if one["name"] != "sessionid"]
    page.context.clear_cookies()
    page.context.add_cookies(cookies)
    page.get_by_role("button", name="Palauta kirjaajalle").first.click()
    expect(page.locator("#ilmoitus")).to_contain_text("Istunto on päättynyt, joten mitään ei muutettu.")
    expect(page.locator(".desk textarea").first).to_have_value("Puuttuuko heinäkuu?")


def test_the_steward_closes_and_opens_the_window(page: Page, demo: LiveServer) -> None:
    become(page, demo, "paakayttaja")
    page.goto(f"{demo.url}/kemi/hallinta/ikkunat/")
    first = page.locator("main ol > li").first
    first.get_by_role("button", name="Sulje ikkuna").click()
    expect(first).to_contain_text("suljettu")
    first.get_by_text("Avaa uudelleen").click()
    first.get_by_role("button", name="Avaa ikkuna").click()
    expect(first).to_contain_text("auki")
