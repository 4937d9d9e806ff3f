"""The pages in a real browser: the keyboard is enough, scripts are not needed, targets are big enough, paper too."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.entering import PASSWORD, sign_in
from tests.browser.looking import become


def test_signing_in_by_keyboard(page: Page, demo: LiveServer) -> None:
    page.goto(f"{demo.url}/kemi/tilannekuva/")
    expect(page.get_by_label("Käyttäjätunnus")).to_be_focused()
    page.keyboard.type("johto")
    page.keyboard.press("Tab")
    page.keyboard.type("väärä")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("eivät sovi yhteen")
    expect(page.get_by_label("Käyttäjätunnus")).to_have_value("johto")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{demo.url}/kemi/tilannekuva/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Siirry sisältöön")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").locator(":focus")).to_have_count(1)


def test_choosing_a_period_works_without_scripts(page: Page, demo: LiveServer) -> None:
    page.goto(f"{demo.url}/kemi/")
    page.get_by_label("Tilanne").select_option("2025")
    page.get_by_role("button", name="Näytä").click()
    expect(page.get_by_text("tilanne 31.12.2025")).to_be_visible()
    page.get_by_role("link", name="Yritysten määrä").click()
    expect(page.get_by_text("tilanne 31.12.2025")).to_be_visible()


def test_targets_on_a_phone_are_big_enough(page: Page, demo: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, demo, "johto")
    shown = page.locator("button, select, summary, .ways a, .rows .name a, .counts a, .explained").locator(
        "visible=true"
    )
    for control in shown.all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 44, control.inner_text()


def test_signing_out(page: Page, demo: LiveServer) -> None:
    sign_in(page, demo, "johto")
    page.get_by_role("button", name="Kirjaudu ulos").click()
    expect(page).to_have_url(f"{demo.url}/")
    expect(page.get_by_role("link", name="Kirjaudu")).to_be_visible()


def test_the_page_prints_without_its_frame(page: Page, demo: LiveServer) -> None:
    page.goto(f"{demo.url}/kemi/")
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_text("Toteumat ovat esimerkkejä.")).to_be_visible()


def test_whoever_has_every_way_still_has_one_row_and_on_a_phone_no_more_than_a_quarter(
    page: Page, demo: LiveServer
) -> None:
    become(page, demo, "paakayttaja")
    page.goto(f"{demo.url}/kemi/tilannekuva/")
    banner = page.get_by_role("banner")
    for names in (("Edistyminen", "Hallinta"), ("Svenska", "Kirjaudu ulos")):
        places = [banner.get_by_text(name, exact=True).bounding_box() for name in names]
        first, last = (place["y"] + place["height"] / 2 for place in places if place is not None)
        assert first == pytest.approx(last, abs=2)
    whole = banner.bounding_box()
    assert whole is not None
    assert whole["height"] <= 96
    page.set_viewport_size({"width": 390, "height": 844})
    bar = page.get_by_role("banner").bounding_box()
    assert bar is not None
    assert bar["height"] <= 844 / 4
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_name_given_only_in_finnish_stands_on_a_phone_too(page: Page, demo: LiveServer) -> None:
    become(page, demo, "paakayttaja")
    page.set_viewport_size({"width": 390, "height": 844})
    for language in ("", "/sv", "/en"):
        page.goto(f"{demo.url}{language}/kemi/tyo/projektit/")
        expect(page.locator(".brand strong").get_by_text("Kemi", exact=True)).to_be_visible()
