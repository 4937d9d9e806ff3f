"""Charts in a real browser: nothing refused by the policy, every kind accessible, explored by keys, files that open."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import become, look, visit


@pytest.mark.look
def test_an_explored_chart_is_accessible_and_fits(page: Page, demo: LiveServer) -> None:
    become(page, demo, "johto")
    page.goto(f"{demo.url}/kemi/tilannekuva/mittarit/K09/kuvio/")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    look(page)


def test_a_chart_opened_on_a_phone_fits_as_it_is_drawn(page: Page, demo: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    become(page, demo, "johto")
    for address in ("/kemi/mittarit/K02/kuvio/", "/kemi/tilannekuva/mittarit/K09/kuvio/"):
        visit(page, demo, address)
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


def test_a_chart_is_explored_by_keys(page: Page, demo: LiveServer) -> None:
    page.goto(f"{demo.url}/kemi/mittarit/K02/")
    page.get_by_role("link", name="Tutki kuviota").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.locator("[data-painted]")).to_be_hidden()
    page.get_by_role("button", name="Edellinen kausi").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("7–9/2026: 928")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("status")).to_have_text("4–6/2026: 928")
    expect(page.locator(".hoverlayer")).to_contain_text("4–6/2026: 928")
    page.get_by_role("button", name="Lähennä").press("Enter")
    page.get_by_role("button", name="Koko jakso").press("Enter")
    expect(page.locator(".ytick").first).to_contain_text("927")


@pytest.mark.parametrize(
    ("language", "number", "period"),
    [("", "13,1", "7–9/2026"), ("/sv", "13,1", "7–9/2026"), ("/en", "13.1", "Jul–Sep 2026")],
)
def test_an_explored_chart_is_in_the_pages_language(
    page: Page, demo: LiveServer, language: str, number: str, period: str
) -> None:
    page.goto(f"{demo.url}{language}/kemi/mittarit/K12/kuvio/")
    expect(page.locator(".ytick", has_text=number)).to_be_visible()
    expect(page.locator(".xtick", has_text=period)).to_be_visible()


def test_without_scripts_the_painted_chart_and_the_table_remain(browser: Browser, demo: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    page.goto(f"{demo.url}/kemi/mittarit/K02/kuvio/")
    expect(page.locator(".chart-wide svg.chart")).to_be_visible()
    expect(page.get_by_role("rowheader", name="7–9/2026")).to_be_visible()
    expect(page.get_by_role("button", name="Lähennä")).to_have_count(0)
    context.close()


def test_the_first_view_carries_no_drawing_script(page: Page, demo: LiveServer) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{demo.url}/kemi/mittarit/K09/")
    assert asked
    assert not [address for address in asked if "plotly" in address or "explore" in address]


def test_the_chart_is_downloaded(page: Page, demo: LiveServer, tmp_path: Path) -> None:
    page.goto(f"{demo.url}/kemi/mittarit/K02/")
    for words, name in (("SVG", "kemi-K02-"), ("PNG", "kemi-K02-"), ("CSV", "kemi-K02-")):
        with page.expect_download() as loading:
            page.get_by_role("link", name=words).click()
        assert loading.value.suggested_filename.startswith(name)
        assert loading.value.suggested_filename.endswith(f".{words.lower()}")
        loading.value.save_as(tmp_path / words)
        assert (tmp_path / words).stat().st_size > 500


def test_in_the_systems_own_colours_the_marks_are_seen(page: Page, demo: LiveServer) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{demo.url}/kemi/mittarit/K02/")
    line, ground = (
        page.locator(selector).first.evaluate(f"one => getComputedStyle(one).{what}")
        for selector, what in ((".chart-wide .line", "stroke"), ("body", "backgroundColor"))
    )
    assert line != ground


def test_links_below_a_chart_are_big_enough_on_a_phone(page: Page, demo: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{demo.url}/kemi/mittarit/K02/")
    for link in page.locator(".chart-links a").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 44
