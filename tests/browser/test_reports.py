"""Reports in a browser: a text is saved when one leaves its field, files come by themselves, and without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import become

DRAFT, FROZEN = "/kemi/raportit/2026-H1/", "/kemi/raportit/2025-H1/"
TEXT = "Kausi sujui hyvin, ja kirjasto avattiin uudelleen."


def test_a_text_is_saved_when_one_leaves_its_field_and_again_after_that(page: Page, demo: LiveServer) -> None:
    become(page, demo, "toimialajohtaja")
    page.goto(demo.url + DRAFT)
    field = page.locator("#teksti-toimiala-hyvinvointi-fi")
    field.fill(TEXT)
    page.keyboard.press("Tab")
    told = page.locator("#teksti-toimiala-hyvinvointi-tila")
    expect(told).to_contain_text("Tallennettu.")
    field.fill(f"{TEXT} Toinen lause.")
    page.keyboard.press("Tab")
    expect(page.locator("#teksti-toimiala-hyvinvointi .summary")).to_have_count(0)
    page.wait_for_timeout(500)
    page.reload()
    expect(field).to_have_value(f"{TEXT} Toinen lause.")


@pytest.mark.usefixtures("unprinted")
def test_files_come_without_reloading_and_the_report_is_published(page: Page, demo: LiveServer) -> None:
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from tests.reports.office import worker

    # As if just frozen: of what has stood long the page says so and asks no more.
    DBTaskResult.objects.update(enqueued_at=timezone.now())
    become(page, demo, "paakayttaja")
    page.goto(demo.url + FROZEN)
    state = page.locator("#valmistuminen")
    expect(state).to_contain_text("Valmiina 0/")
    worker()
    expect(state).to_contain_text("Tiedostot ovat valmiit", timeout=8000)
    page.context.clear_cookies()
    page.goto(demo.url + FROZEN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Puolivuotiskatsaus 2025")


def test_without_scripts_a_report_is_written_frozen_and_followed(browser: Browser, demo: LiveServer) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    become(page, demo, "paakayttaja")
    page.goto(demo.url + DRAFT)
    page.locator("#teksti-toimiala-hyvinvointi-fi").fill(TEXT)
    page.locator("#teksti-toimiala-hyvinvointi").get_by_role("button", name="Tallenna teksti").click()
    expect(page.get_by_role("status").first).to_have_text("Teksti on tallennettu.")
    page.goto(f"{demo.url}{DRAFT}jaadytys/")
    page.get_by_label("Miksi raportti jäädytetään").fill("Esittely.")
    page.get_by_role("button", name="Jäädytä raportti").click()
    expect(page.locator("#valmistuminen")).to_contain_text("Valmiina 0/")
