"""Readers who change how pages look: the system's own colours, paper; and where the keyboard stands."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.entering import sign_in

COVERED = """() => {
  const box = document.activeElement.getBoundingClientRect();
  if (!box.width || !box.height) return "";
  const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.y + Math.min(box.height / 2, 12), 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const own = document.activeElement;
  return top && (own.contains(top) || top.contains(own) || top.closest("label")) ? "" : own.outerHTML.slice(0, 120);
}"""


def test_in_forced_colours_the_focus_is_seen_and_verdicts_are_words(page: Page, demo: LiveServer) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{demo.url}/kemi/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.get_by_role("main").locator(":focus")
    assert focused.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    assert float(focused.evaluate("(one) => parseFloat(getComputedStyle(one).outlineWidth)")) >= 2
    expect(page.get_by_role("main").get_by_text("jäljessä").first).to_be_visible()


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("johto", "/kemi/tilannekuva/"),
        ("johto", "/kemi/strategiakartta/"),
        ("johto", "/kemi/haku/?haku=työ"),
        ("valvoja", "/kemi/kirjaus/"),
        ("paakayttaja", "/kemi/tyo/projektit/uusi/"),
        ("", "/kemi/projektit/esimerkki-lahikirjastot/"),
        ("", "/kemi/mittarit/K09/"),
    ],
)
def test_the_keyboard_walks_in_order_and_what_has_focus_is_seen(
    page: Page, demo: LiveServer, who: str, address: str
) -> None:
    if who:
        sign_in(page, demo, who)
    page.goto(demo.url + address)
    page.keyboard.press("Tab")
    if page.get_by_role("link", name="Siirry sisältöön").evaluate("(one) => one === document.activeElement"):
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").locator(":focus")).to_have_count(1)
    covered = []
    for _ in range(40):
        covered.append(page.evaluate(COVERED))
        page.keyboard.press("Tab")
    assert not [one for one in covered if one]
    expect(page.locator(":focus-visible")).to_have_count(1)


def test_filters_of_the_dashboard_keep_their_place_by_keyboard(page: Page, demo: LiveServer) -> None:
    sign_in(page, demo, "johto")
    page.goto(f"{demo.url}/kemi/tilannekuva/")
    page.get_by_role("searchbox").last.focus()
    page.keyboard.type("as")
    page.keyboard.press("Enter")
    page.wait_for_url("**haku=as**")
    assert page.url.endswith("#rivit")
    chip = page.get_by_role("list", name="Voimassa olevat rajaukset").get_by_role("link").first
    chip.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Voimassa olevat rajaukset")).to_have_count(0)


def test_the_strategy_map_is_printed_on_one_lying_sheet(page: Page, demo: LiveServer) -> None:
    page.goto(f"{demo.url}/kemi/strategiakartta/")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    width, height = (float(side) for side in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)[0])
    assert width > height
