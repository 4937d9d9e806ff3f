"""The readiness tree and the pages beside it in a real browser: the click that lands in the field, keyboard, axe."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import become


def test_a_click_on_what_is_lacking_lands_in_its_field(page: Page, demo: LiveServer) -> None:
    become(page, demo, "toimialajohtaja")
    page.goto(f"{demo.url}/kemi/hyvaksynta/valmius/")
    library = page.locator("#yksikko-kirjasto")
    link = library.get_by_role("link", name="Koulutukseen osallistumisten määrä")
    code = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    expect(page).to_have_url(re.compile(r"/kemi/kirjaus/\?kausi=.+#rivi-"))
    row = page.locator(f'[id="{code}"]')
    expect(row).to_contain_text("Koulutukseen osallistumisten määrä")
    expect(row).to_be_in_viewport()
    expect(row.locator("[data-figure]").first).to_be_focused()
    for term in ("7", "70"):  # a ratio: both its terms, each left with Enter
        page.keyboard.type(term)
        page.keyboard.press("Enter")
    expect(row.locator(".entry-state")).to_contain_text("luonnos")


def test_a_click_on_what_waits_lands_on_its_row_of_approval(page: Page, demo: LiveServer) -> None:
    become(page, demo, "toimialajohtaja")
    page.goto(f"{demo.url}/kemi/hyvaksynta/valmius/")
    page.locator("#yksikko-nuorisotyo").get_by_role("link").first.click()
    expect(page.locator("tr:target")).to_be_in_viewport()
    expect(page.locator("tr:target")).to_contain_text("Palauta")


def test_the_tree_is_walked_by_keyboard(page: Page, demo: LiveServer) -> None:
    become(page, demo, "toimialajohtaja")
    page.goto(f"{demo.url}/kemi/hyvaksynta/valmius/")
    sector = page.locator("#taso-hyvinvointi")
    library = page.locator("#yksikko-kirjasto")
    expect(library).to_be_visible()
    sector.focus()
    page.keyboard.press("Enter")
    expect(library).to_be_hidden()
    expect(sector).to_contain_text("Odottaa: Kirjasto (11 lukua:")
    page.keyboard.press("Enter")
    expect(library).to_be_visible()
    page.get_by_label("Vain keskeneräiset").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("vain=kesken"))
    expect(page.locator("#yksikko-musiikkitoimi")).to_have_count(0)


def test_a_units_figures_are_approved_by_its_own_button_without_leaving_the_page(
    page: Page, demo: LiveServer, axe_finds_nothing: Callable[[], None]
) -> None:
    become(page, demo, "toimialajohtaja")
    page.goto(f"{demo.url}/kemi/hyvaksynta/")
    page.evaluate("window.sama = true")
    button = page.get_by_role("button", name=re.compile(r"Hyväksy yksikön luvut \(1\) ?: Liikunta"))
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#ilmoitus")).to_contain_text("Hyväksyttiin yksi luku. Hyväksytyt: Liikunta: ")
    expect(button).to_have_count(0)
    assert page.evaluate("window.sama")
    axe_finds_nothing()


def test_a_request_goes_from_the_supervisor_to_the_head_and_back(
    page: Page, demo: LiveServer, axe_finds_nothing: Callable[[], None]
) -> None:
    become(page, demo, "valvoja")
    page.goto(f"{demo.url}/kemi/kirjaus/?kausi=2026-Q2")
    page.get_by_role("link", name="Pyydä luvun avausta").click()
    page.get_by_label("Luku", exact=True).select_option(label="Kirjasto: Poissaolo-%")
    page.get_by_label("Miksi luku pitäisi avata").fill("Yksi kuukausi puuttui.")
    page.get_by_role("button", name="Pyydä avausta").click()
    expect(page.locator(".said")).to_contain_text("Avausta on pyydetty: Poissaolo-%.")
    become(page, demo, "toimialajohtaja")
    page.goto(f"{demo.url}/kemi/hyvaksynta/")
    page.get_by_role("link", name="Yksi avauspyyntö odottaa vastaustasi").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Luvun avaaminen")
    axe_finds_nothing()
    page.get_by_role("button", name=re.compile("Avaa luku ?: Kirjasto: Poissaolo-%")).click()
    expect(page.locator(".said")).to_contain_text("Luku on avattu: Poissaolo-%.")
    become(page, demo, "valvoja")
    page.goto(f"{demo.url}/kemi/kirjaus/avauspyynnot/?kausi=2026-Q2")
    page.get_by_role("link", name="Kirjaa luku").click()
    expect(page.locator("td:target [data-figure]").first).to_be_focused()


def test_a_handover_is_looked_at_and_done(page: Page, demo: LiveServer, axe_finds_nothing: Callable[[], None]) -> None:
    become(page, demo, "paakayttaja")
    page.goto(f"{demo.url}/kemi/hallinta/vaihdos/")
    page.get_by_label("Kuka lähtee", exact=True).select_option(label="Toimialajohtaja, hyvinvointi")
    page.get_by_role("button", name="Näytä, mitä siirtyy").click()
    expect(page).to_have_url(re.compile(r"vaihdos/\?"))
    axe_finds_nothing()
    page.get_by_label("Kuka jatkaa", exact=True).select_option(label="Toimialajohtajan sijainen")
    page.get_by_role("button", name="Näytä, mitä siirtyy").click()
    expect(page.get_by_role("heading", name="Mitä siirtyy: ")).to_be_visible()
    axe_finds_nothing()
    page.get_by_role("button", name="Tee vaihdos").click()
    expect(page.locator(".said")).to_contain_text("Vaihdos on tehty:")
