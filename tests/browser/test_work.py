"""Projects, actions, themes by units and boards in a real browser: by keyboard, on a phone, without scripts."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import become
from tests.browser.walking import tab_to

PROJECT = "/kemi/tyo/projektit/kemi-2023/esimerkki-lahikirjastot/"


def test_a_head_edits_a_project_and_writes_its_review_by_keyboard(page: Page, demo: LiveServer) -> None:
    become(page, demo, "toimialajohtaja")
    page.goto(f"{demo.url}/kemi/tyo/projektit/")
    tab_to(page, "Esimerkki: Lähikirjastojen omatoimiaika")
    page.keyboard.press("Enter")
    expect(page).to_have_url(demo.url + PROJECT)
    tab_to(page, "Muuta tietoja")
    page.keyboard.press("Enter")
    tab_to(page, "Vastuurooli")
    page.keyboard.press("Control+A")
    page.keyboard.type("Kirjastonjohtaja")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Projektin tiedot on tallennettu.")
    expect(page.locator(".facts")).to_contain_text("Kirjastonjohtaja")
    tab_to(page, "Miten projekti etenee")
    page.keyboard.type("Kulunvalvonta on tilattu.")
    tab_to(page, "Tallenna katsaus")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Katsaus on tallennettu: ")
    expect(page.get_by_text("Kulunvalvonta on tilattu.").first).to_be_visible()
    expect(page.get_by_text("Katsaus puuttuu")).to_have_count(0)


def test_a_milestone_is_moved_and_done_without_scripts(browser: Browser, demo: LiveServer) -> None:
    page = browser.new_context(java_script_enabled=False, locale="fi-FI").new_page()
    become(page, demo, "sijainen")
    page.goto(demo.url + PROJECT)
    page.get_by_role("button", name="Aukioloajat sovittu").click()
    expect(page.get_by_role("status")).to_contain_text("on siirretty")
    second = page.locator("#virstanpylvaat ~ ol > li").nth(1)
    expect(second).to_contain_text("Aukioloajat sovittu")
    second.locator("summary").click()
    second.get_by_label("Valmistui").fill("huomenna")
    second.get_by_role("button", name="Tallenna virstanpylväs").click()
    expect(page.get_by_role("alert")).to_contain_text("Ei tallennettu. Korjaa merkityt kohdat")
    expect(second.get_by_label("Valmistui")).to_have_value("huomenna")
    second.get_by_label("Valmistui").fill("2.1.2026")
    second.get_by_role("button", name="Tallenna virstanpylväs").click()
    expect(second).to_contain_text("valmistui 2.1.2026")
    page.context.close()


def test_a_supervisor_adds_an_action_and_the_themes_show_it(page: Page, demo: LiveServer) -> None:
    become(page, demo, "valvoja")
    page.goto(f"{demo.url}/kemi/tyo/teemat/")
    row = page.get_by_role("row", name="Kirjasto tulosyksikkö")
    expect(row.get_by_role("link", name="toimenpidettä: Kirjasto, Vastuunkanto")).to_have_count(0)
    page.get_by_role("link", name="Toimenpiteet", exact=True).click()
    page.get_by_role("link", name="Lisää toimenpide").click()
    page.get_by_label("Toimenpide", exact=True).fill("Lainaajien toiveiden kuukausi")
    page.get_by_label("Vastuunkanto").check()
    page.get_by_label("SDG-tavoitteet").fill("4, 20")
    page.get_by_role("button", name="Lisää toimenpide").click()
    expect(page.get_by_text("”20” ei ole kestävän kehityksen tavoitteen numero.")).to_be_visible()
    expect(page.get_by_label("Vastuunkanto")).to_be_checked()
    page.get_by_label("SDG-tavoitteet").fill("4")
    page.get_by_role("button", name="Lisää toimenpide").click()
    expect(page.get_by_role("status")).to_contain_text("on lisätty")
    page.goto(f"{demo.url}/kemi/tyo/teemat/")
    row.get_by_role("link", name="toimenpidettä: Kirjasto, Vastuunkanto").click()
    expect(page.get_by_role("link", name="Lainaajien toiveiden kuukausi")).to_be_visible()


def test_two_heads_at_once_see_both_texts(
    page: Page, browser: Browser, demo: LiveServer, axe_finds_nothing: Callable[[], None]
) -> None:
    become(page, demo, "toimialajohtaja")
    page.goto(demo.url + PROJECT)
    other = browser.new_context(locale="fi-FI").new_page()
    become(other, demo, "sijainen")
    other.goto(demo.url + PROJECT)
    for one, text in ((other, "Sijaisen sana."), (page, "Johtajan sana.")):
        one.get_by_label("Miten projekti etenee").fill(text)
        one.get_by_role("button", name="Tallenna katsaus").click()
    expect(page.get_by_role("alert").first).to_contain_text("Joku muu ehti tallentaa tähän välillä.")
    expect(page.locator(".both")).to_contain_text("Sijaisen sana.")
    expect(page.get_by_label("Miten projekti etenee")).to_have_value("Johtajan sana.")
    axe_finds_nothing()
    other.context.close()


def test_the_pack_prints_as_tables_without_its_frame(page: Page, demo: LiveServer) -> None:
    become(page, demo, "valtuutettu")
    page.goto(f"{demo.url}/kemi/lautakunnat/hyvinvointi/")
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Projektit ja toimenpiteet")).to_be_hidden()
    assert page.locator(".rows tbody tr").first.evaluate("row => getComputedStyle(row).display") == "table-row"
    expect(page.get_by_role("columnheader", name="Toteuma").first).to_be_visible()


def test_targets_on_a_phone_are_big_enough(page: Page, demo: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    become(page, demo, "toimialajohtaja")
    for address in ("/kemi/tyo/projektit/", PROJECT, "/kemi/tyo/teemat/"):
        page.goto(demo.url + address)
        for control in page.locator("main :is(button, select, summary, .rooms a, .name a, td a):visible").all():
            box = control.bounding_box()
            assert box is not None
            assert box["height"] >= 44, control.inner_text()
