"""Entering figures in a real browser: by keyboard alone, without scripts, on a phone, and when something goes wrong."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from measures.models import Actual
from tests.browser.entering import PASSWORD, figure, open_entry, row
from tests.browser.looking import look


def usual(field: Locator) -> str:
    """What the library entered into the same field a quarter before."""
    cell, name = (field.get_attribute("name") or "").split(":")
    before = Actual.objects.get(
        indicator__code=cell.split(".")[0],
        unit__code="kirjasto",
        period_starts="2026-04-01",
        period_ends="2026-06-30",
        superseded_by=None,
    )
    return str(int(getattr(before, name)))


def test_twelve_figures_by_keyboard_a_key_each(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    figures = page.locator("[data-figure]")
    rows = page.locator("td[data-cell]")
    expect(rows).to_have_count(12)
    figures.first.focus()
    keys = 0
    for _ in range(figures.count()):
        focused = page.locator("[data-figure]:focus")
        expect(focused).to_have_count(1)
        is_choice = focused.evaluate("field => field.tagName") == "SELECT"
        page.keyboard.type("k" if is_choice else usual(focused))
        page.keyboard.press("Enter")
        keys += 1
    expect(page.locator("#kirjattu")).to_have_text("12/12 kirjattu")
    expect(page.get_by_role("button", name="Tallenna", exact=True)).to_be_focused()
    # A key each: twelve rows of which two have two figures.
    assert keys == 14
    assert page.url.endswith("/kemi/kirjaus/")
    page.get_by_role("button", name="Lähetä hyväksyttäväksi (12)").press("Enter")
    expect(page.get_by_text("12 lukua lähetettiin hyväksyttäväksi.")).to_be_visible()
    expect(page.locator(".state-waiting")).to_have_count(12)


def test_a_figure_is_saved_on_leaving_its_row_and_read_back(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    figure(page, "H16").fill("1 234")
    page.keyboard.press("Enter")
    expect(row(page, "H16")).to_contain_text("luettiin 1 234 kpl")
    expect(row(page, "H16")).to_contain_text("Tallennettu")
    expect(page.locator("#kuulutus")).to_contain_text("tallennettu, luettiin 1 234 kpl")
    page.reload()
    expect(figure(page, "H16")).to_have_value("1\u00a0234")


def test_a_refused_figure_stays_in_its_field_and_says_why(
    page: Page, demo: LiveServer, axe_finds_nothing: Callable[[], None]
) -> None:
    open_entry(page, demo)
    figure(page, "H16").fill("noin 5")
    page.keyboard.press("Enter")
    expect(row(page, "H16")).to_contain_text("Luvun edessä on ”noin”.")
    expect(figure(page, "H16")).to_have_value("noin 5")
    expect(page.locator("#kuulutus")).to_contain_text("ei tallennettu")
    axe_finds_nothing()


def test_a_ratio_waits_for_both_of_its_terms(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    figure(page, "K09").fill("67")
    page.keyboard.press("Enter")
    expect(row(page, "K09").get_by_label("Nimittäjä")).to_be_focused()
    page.keyboard.type("1 860")
    expect(row(page, "K09").locator(".field-error")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(row(page, "K09")).to_contain_text("luettiin 3,6 %")


def test_what_is_typed_while_an_answer_is_on_its_way_is_kept(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    page.route("**/tallenna/**", lambda route: (page.wait_for_timeout(700), route.continue_()))
    figure(page, "H16").fill("5")
    page.keyboard.press("Enter")
    figure(page, "H16").fill("58")
    expect(row(page, "H16")).to_contain_text("luettiin 5 kpl")
    expect(figure(page, "H16")).to_have_value("58")
    expect(figure(page, "H16")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row(page, "H16")).to_contain_text("luettiin 58 kpl")


def test_a_second_writer_chooses_between_two_figures(page: Page, browser: Browser, demo: LiveServer) -> None:
    open_entry(page, demo)
    other = browser.new_page()
    open_entry(other, demo, "toimialajohtaja")
    figure(other, "H16.kirjasto").fill("41")
    other.keyboard.press("Enter")
    expect(row(other, "H16.kirjasto")).to_contain_text("luettiin 41 kpl")
    other.close()
    figure(page, "H16").fill("42")
    page.keyboard.press("Enter")
    expect(row(page, "H16")).to_contain_text("41 kpl Toimialajohtaja, hyvinvointi")
    expect(figure(page, "H16")).to_have_value("42")
    row(page, "H16").get_by_role("button", name="Tallenna minun lukuni").click()
    expect(row(page, "H16")).to_contain_text("luettiin 42 kpl")
    expect(figure(page, "H16")).to_be_focused()
    expect(page.locator("#kirjattu")).to_have_text("2/12 kirjattu")
    assert page.url.endswith("/kemi/kirjaus/")


def test_the_session_ends_and_the_row_is_saved_after_signing_in_elsewhere(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    page.context.clear_cookies(name="sessionid")
    figure(page, "H16").fill("5")
    page.keyboard.press("Enter")
    expect(row(page, "H16")).to_contain_text("Istuntosi on päättynyt")
    expect(figure(page, "H16")).to_have_value("5")
    elsewhere = page.context.new_page()
    open_entry(elsewhere, demo)
    elsewhere.close()
    row(page, "H16").get_by_role("button", name="Tallenna uudelleen").click()
    expect(row(page, "H16")).to_contain_text("luettiin 5 kpl")
    figure(page, "H20").fill("6")
    page.keyboard.press("Enter")
    expect(row(page, "H20")).to_contain_text("luettiin 6 kpl")


def test_the_session_ends_and_the_whole_form_is_kept_over_signing_in(browser: Browser, demo: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    open_entry(page, demo)
    context.clear_cookies(name="sessionid")
    figure(page, "H16").fill("19 400")
    page.get_by_role("button", name="Tallenna", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Istuntosi päättyi kesken kirjauksen")
    page.get_by_role("link", name="Kirjaudu ja jatka").click()
    page.get_by_label("Käyttäjätunnus").fill("valvoja")
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Kirjaudu").click()
    expect(page.get_by_role("main")).to_contain_text("19 400")
    page.get_by_role("button", name="Tallenna uudelleen").click()
    expect(row(page, "H16")).to_contain_text("luettiin 19 400 kpl")
    context.close()


def test_all_of_it_works_without_scripts(browser: Browser, demo: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    open_entry(page, demo)
    figure(page, "H16").fill("5")
    figure(page, "H20").fill("kuusi")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Yhtä lukua ei tallennettu. Yksi luku tallennettiin.")
    expect(figure(page, "H20")).to_have_value("kuusi")
    figure(page, "H20").fill("6")
    page.get_by_role("button", name="Lähetä hyväksyttäväksi").click()
    expect(page.get_by_text("2 lukua lähetettiin hyväksyttäväksi.")).to_be_visible()
    context.close()


@pytest.mark.look
def test_the_page_is_accessible_and_fits(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo, "toimialajohtaja")
    for further in row(page, "K10.kirjasto").locator("summary").all():
        further.click()
    look(page)  # ends at the size of a phone
    for control in page.locator("main button, main select, main summary, main input[type=text]").all()[:40]:
        box = control.bounding_box()
        assert box is None or box["height"] >= 44


def test_a_doubtful_figure_asks_in_its_row_and_the_next_field_stays_in_sight(
    page: Page, demo: LiveServer, axe_finds_nothing: Callable[[], None]
) -> None:
    open_entry(page, demo)
    figure(page, "H16").fill("9 999")
    page.keyboard.press("Enter")
    expect(row(page, "H16")).to_contain_text("vahvista luku")
    focused = page.locator("[data-figure]:focus")
    expect(focused).to_have_count(1)
    bar, field = page.locator(".actions").bounding_box(), focused.bounding_box()
    assert bar is not None
    assert field is not None
    assert field["y"] + field["height"] <= bar["y"]
    axe_finds_nothing()
    expect(page.get_by_role("button", name="Lähetä hyväksyttäväksi (0)")).to_be_visible()
    row(page, "H16").get_by_label("Vahvista luku").fill("Kirjastoauton kävijät laskettiin mukaan")
    figure(page, "H16").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Lähetä hyväksyttäväksi (1)")).to_be_visible()
