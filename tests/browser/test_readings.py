"""The steward's readings and people in a browser: done by keyboard alone, one after another in the same place."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.entering import sign_in
from tests.browser.looking import look, visit


@pytest.mark.look
def test_a_persons_role_is_accessible_and_fits(page: Page, demo: LiveServer) -> None:
    sign_in(page, demo, "paakayttaja")
    page.goto(f"{demo.url}/kemi/hallinta/ihmiset/")
    visit(page, demo, str(page.locator(".roles a").first.get_attribute("href")))
    look(page)


@pytest.mark.browser
def test_a_reading_is_confirmed_by_keyboard(page: Page, demo: LiveServer) -> None:
    sign_in(page, demo, "paakayttaja")
    page.goto(f"{demo.url}/kemi/hallinta/tulkinnat/kemi-2023/K08/")
    button = page.get_by_role("button", name="Vahvista tulkinta")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Tulkinta on vahvistettu")).to_be_visible()
    page.goto(f"{demo.url}/kemi/hallinta/tulkinnat/kemi-2023/K08/")
    expect(page.get_by_text("Vahvistanut")).to_be_visible()
    expect(page.get_by_role("button", name="Vahvista tulkinta")).to_have_count(0)


def test_somebody_is_invited_and_the_invitation_waits(page: Page, demo: LiveServer) -> None:
    sign_in(page, demo, "paakayttaja")
    page.goto(f"{demo.url}/kemi/hallinta/ihmiset/")
    page.get_by_label("Etunimi").fill("Uuno")
    page.get_by_label("Sukunimi").fill("Uusi")
    page.get_by_label("Sähköposti").fill("uuno@kemi.example")
    page.get_by_label("Rooli", exact=True).select_option(label="talous")
    page.get_by_role("button", name="Kutsu tai anna rooli").click()
    expect(page.get_by_role("status").filter(has_text="uuno@kemi.example")).to_be_visible()
    expect(page.get_by_role("heading", name="Uuno Uusi")).to_be_visible()


def test_links_are_settled_one_after_another_without_losing_one_s_place(page: Page, demo: LiveServer) -> None:
    sign_in(page, demo, "paakayttaja")
    page.goto(f"{demo.url}/kemi/hallinta/tulkinnat/")
    forms = page.locator("form[action*='/yhteys/']")
    number = forms.count()
    second = forms.nth(1).locator("xpath=..").inner_text()
    forms.first.get_by_role("button", name="Vahvista").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#ilmoitus")).to_contain_text("Yhteys on vahvistettu.")
    expect(forms).to_have_count(number - 1)
    expect(page.locator("main :focus")).to_have_count(1)
    assert page.locator("main :focus").inner_text() in second
