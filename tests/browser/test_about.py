"""Feedback from a visitor to the steward's answer, by keyboard; and the examples of one verdict, without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.entering import sign_in
from tests.browser.looking import become, look

STATEMENT, LIST = "/saavutettavuusseloste/", "/kemi/hallinta/palaute/"


def test_feedback_is_sent_by_keyboard_and_answered(
    page: Page, demo: LiveServer, axe_finds_nothing: Callable[[], None]
) -> None:
    page.goto(f"{demo.url}/kemi/mittarit/K12/")
    page.get_by_role("contentinfo").get_by_role("link", name="Saavutettavuusseloste").press("Enter")
    expect(page.get_by_label("Sivu, jota palaute koskee")).to_have_value("/kemi/mittarit/K12/")
    expect(page.get_by_label("Kunta, jota palaute koskee")).to_have_value("kemi")
    page.get_by_label("Sähköpostiosoitteesi").fill("aino")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Palautetta ei lähetetty.")
    axe_finds_nothing()
    alert.get_by_role("link", name="Palautteesi").press("Enter")
    expect(page.get_by_label("Palautteesi")).to_be_focused()
    page.keyboard.type("Kaaviota ei voi lukea.")
    page.get_by_label("Sähköpostiosoitteesi").fill("aino@koti.example")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Kiitos, palautteesi on vastaanotettu. Vastaamme viimeistään")
    axe_finds_nothing()

    sign_in(page, demo, "paakayttaja")
    page.get_by_role("link", name="Hallinta", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="Palaute").click()
    expect(page.get_by_text("Kaaviota ei voi lukea.")).to_be_visible()
    axe_finds_nothing()
    page.get_by_role("textbox", name="Vastaus").fill("Kiitos. Luvut ovat nyt myös taulukkona.")
    page.get_by_role("button", name="Tallenna ja lähetä vastaus").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Vastaus lähetettiin osoitteeseen aino@koti.example.")
    expect(page.get_by_text("Kaikkeen palautteeseen on vastattu.")).to_be_visible()
    axe_finds_nothing()


@pytest.mark.look
def test_the_stewards_list_is_accessible_and_fits(page: Page, demo: LiveServer) -> None:
    page.goto(demo.url + STATEMENT)
    page.get_by_label("Palautteesi").fill("x" * 200)
    page.get_by_role("button", name="Lähetä palaute").click()
    expect(page.get_by_role("status")).to_contain_text("Kiitos")
    become(page, demo, "paakayttaja")
    page.goto(demo.url + LIST)
    expect(page.get_by_text("x" * 200)).to_be_visible()
    look(page)


def test_examples_are_chosen_by_verdict_without_scripts(browser: Browser, demo: LiveServer) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{demo.url}/kemi/mittarit/K12/")
    page.get_by_role("link", name="tarkoittaa?").click()
    expect(page.locator("#behind")).to_be_in_viewport()
    page.locator("#behind").get_by_role("link", name="Esimerkit").click()
    expect(page.get_by_role("link", name="Jäljessä 12")).to_have_attribute("aria-current", "true")
    expect(page.locator(".worked-list > li")).to_have_count(12)
    expect(page.locator(".worked-list .badge")).to_have_text(["Jäljessä"] * 12)
    page.context.close()


def test_targets_on_a_phone_are_big_enough(page: Page, demo: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for address, control in {
        "/nain-tila-lasketaan/": ".by-verdict a, .on-page a, .foot a, .meanings .more a",
        STATEMENT: "main button, main select, main input:not([type=hidden]), .foot a",
        "/sanasto/": "dt a, .foot a",
    }.items():
        page.goto(demo.url + address)
        found = page.locator(control).all()
        assert len(found) > 3
        for one in found:
            box = one.bounding_box()
            assert box is not None
            assert box["height"] >= 44, one.inner_text()
