"""Whole pieces of work by keyboard alone: approving, narrowing, searching, the map, a report, the public pages."""

import re

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import become, visit
from tests.browser.walking import has_place, tab_to

DRAFT = "/kemi/raportit/2026-H1/"


def skip(page: Page) -> None:
    """Past the frame by its first link."""
    tab_to(page, "Siirry sisältöön", 1)
    page.keyboard.press("Enter")


def test_a_figure_is_returned_and_the_rest_approved(page: Page, demo: LiveServer) -> None:
    become(page, demo, "toimialajohtaja")
    visit(page, demo, "/kemi/hyvaksynta/")
    waiting = page.get_by_role("checkbox").count()
    skip(page)
    tab_to(page, "Palauta")
    page.keyboard.press("Enter")
    tab_to(page, "Mitä luvussa pitää korjata?")
    page.keyboard.type("Puuttuuko heinäkuu?")
    tab_to(page, "Palauta kirjaajalle", 2)
    page.keyboard.press("Enter")
    expect(page.locator("#ilmoitus")).to_contain_text("Luku palautettiin.")
    expect(page.get_by_role("heading", name=f"Odottaa hyväksyntää ({waiting - 1})")).to_be_focused()
    tab_to(page, f"Hyväksy kaikki ({waiting - 1})")
    page.keyboard.press("Enter")
    expect(page.locator("#ilmoitus")).to_contain_text(f"Hyväksyttiin {waiting - 1} lukua.")
    expect(page.get_by_role("heading", name="Odottaa hyväksyntää (0)")).to_be_focused()


def test_the_dashboard_is_narrowed_by_a_choice_and_opened_from(page: Page, demo: LiveServer) -> None:
    become(page, demo, "johto")
    visit(page, demo, "/kemi/tilannekuva/")
    skip(page)
    tab_to(page, "Tila")
    page.keyboard.type("jälj")
    page.keyboard.press("Tab")
    tab_to(page, "Rajaa")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("tila=behind"))
    expect(page.locator("#ilmoitus")).to_contain_text("Näkyvissä")
    assert has_place(page)
    tab_to(page, "Työttömyys-%")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Työttömyys-%")


def test_something_is_sought_and_found(page: Page, demo: LiveServer) -> None:
    become(page, demo, "johto")
    visit(page, demo, "/kemi/haku/")
    skip(page)
    tab_to(page, "Hae tavoitteita, mittareita…")
    page.keyboard.type("poissa")
    page.keyboard.press("Enter")
    expect(page.locator("#ilmoitus")).to_contain_text("Haulla ”poissa”")
    assert has_place(page)
    tab_to(page, "Poissaolo-%")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Poissaolo-%")


def test_the_map_leads_to_a_goal_and_on_to_its_theme(page: Page, demo: LiveServer) -> None:
    visit(page, demo, "/kemi/strategiakartta/")
    skip(page)
    tab_to(page, "Viisas Kemi")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Viisas Kemi")
    skip(page)
    tab_to(page, "Ideoiva toimintatapa")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ideoiva toimintatapa")


def test_a_resident_finds_an_indicator_and_its_figures(page: Page, demo: LiveServer) -> None:
    visit(page, demo, "/kemi/mittarit/")
    skip(page)
    tab_to(page, "Etsi mittaria")
    page.keyboard.type("työt")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("haku=ty"))
    page.keyboard.press("Tab")
    tab_to(page, "Työttömyys-%")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Työttömyys-%")
    expect(page.get_by_role("rowheader").first).to_be_visible()
    tab_to(page, "Tutki kuviota")
    page.keyboard.press("Enter")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    tab_to(page, "Edellinen kausi")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d.*: \d"))


def test_a_report_gets_its_text_and_is_frozen(page: Page, demo: LiveServer) -> None:
    become(page, demo, "paakayttaja")
    visit(page, demo, DRAFT)
    field = page.locator("#teksti-toimiala-hyvinvointi-fi")
    for _ in range(200):
        page.keyboard.press("Tab")
        if field.evaluate("one => one === document.activeElement"):
            break
    expect(field).to_be_focused()
    page.keyboard.type("Kausi sujui hyvin.")
    page.keyboard.press("Tab")
    expect(page.locator("#teksti-toimiala-hyvinvointi-tila")).to_contain_text("Tallennettu.")
    assert has_place(page)
    visit(page, demo, f"{DRAFT}jaadytys/")
    skip(page)
    tab_to(page, "Miksi raportti jäädytetään…")
    page.keyboard.type("Valtuuston käsittelyyn.")
    tab_to(page, "Jäädytä raportti")
    page.keyboard.press("Enter")
    expect(page.locator("#valmistuminen")).to_contain_text("Valmiina 0/")
