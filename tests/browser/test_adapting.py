"""Readers who change how pages look: zoom to 400 %, spaced text, forced colours; and where the keyboard stands."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_pages import FOR_ALL, INSIDE, sign_in

DESKS = [
    "/kemi/kirjaus/",
    "/kemi/hyvaksynta/",
    "/kemi/hyvaksynta/valmius/",
    "/kemi/hallinta/ikkunat/",
    "/kemi/hallinta/mittarit/K09/",
    "/kemi/hallinta/rivit/",
    "/kemi/hallinta/muutokset/",
    "/kemi/tyo/projektit/",
    "/kemi/tyo/projektit/kemi-2023/uso/",
    "/kemi/tyo/toimenpiteet/uusi/",
    "/kemi/tyo/teemat/",
    "/kemi/lautakunnat/hyvinvointi/",
]
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    " p { margin-block-end: 2em !important; }"
)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
COVERED = """() => {
  const box = document.activeElement.getBoundingClientRect();
  if (!box.width || !box.height) return "";
  const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.y + Math.min(box.height / 2, 12), 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const own = document.activeElement;
  return top && (own.contains(top) || top.contains(own) || top.closest("label")) ? "" : own.outerHTML.slice(0, 120);
}"""


@pytest.mark.look
@pytest.mark.parametrize(("width", "height"), [(320, 256), (640, 512)], ids=["400 %", "200 %"])
def test_zoomed_pages_scroll_one_way_only(page: Page, demo: LiveServer, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    wide = [address for address in FOR_ALL if sideways(page, demo, address)]
    sign_in(page, demo, "paakayttaja")
    wide += [address for address in INSIDE + DESKS if sideways(page, demo, address)]
    assert not wide


def sideways(page: Page, server: LiveServer, address: str) -> bool:
    """Does the page scroll sideways?"""
    page.goto(server.url + address)
    return bool(page.evaluate(SIDEWAYS) > 0)


@pytest.mark.look
def test_spaced_text_is_neither_cut_nor_wider_than_a_phone(page: Page, demo: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for address in FOR_ALL:
        page.goto(demo.url + address)
        # As a reader's own style sheet would: added to the document's list, past the policy that holds for the page.
        page.evaluate(
            "(rules) => { const own = new CSSStyleSheet(); own.replaceSync(rules);"
            " document.adoptedStyleSheets = [own]; }",
            SPACED,
        )
        assert page.evaluate(SIDEWAYS) <= 0, address


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
