"""The grid in a real browser: arrows and Escape, a block pasted from Excel, a broken connection, a page left."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from kemi_strategy.web.dates import today
from measures.models import Actual, Window
from tests.browser.entering import figure, open_entry, row

PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const options = {clipboardData: data, bubbles: true, cancelable: true};
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""


def paste(page: Page, code: str, text: str) -> None:
    """Pastes a text into a figure's field, as Ctrl+V does."""
    figure(page, code).focus()
    page.evaluate(PASTE, text)


def focused(page: Page) -> str:
    """The name of the field in use."""
    return page.evaluate("document.activeElement.name || document.activeElement.id")


@pytest.fixture
def spring_open(demo: LiveServer) -> LiveServer:
    """The demo with the window of the quarter before open again."""
    window = Window.objects.get(municipality__code="kemi", period_ends=dt.date(2026, 6, 30))
    window.due = window.closes = today() + dt.timedelta(days=7)
    window.save()
    return demo


def test_arrows_move_and_escape_takes_back(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    figure(page, "K09").focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "K09.kirjasto.2026-Q3:denominator"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "K10.kirjasto.2026-Q3:denominator"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "K09.kirjasto.2026-Q3:numerator"
    page.keyboard.type("12")
    page.keyboard.press("ArrowLeft")  # inside the text the cursor moves
    page.keyboard.type("3")
    expect(figure(page, "K09")).to_have_value("132")
    page.keyboard.press("Escape")
    expect(figure(page, "K09")).to_have_value("")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "K10.kirjasto.2026-Q3:numerator"
    assert not Actual.objects.filter(indicator__code="K09", unit__code="kirjasto", period_ends="2026-09-30").exists()


def test_two_open_periods_stand_side_by_side(
    page: Page, spring_open: LiveServer, axe_finds_nothing: Callable[[], None]
) -> None:
    open_entry(page, spring_open)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kirjaus 4–6/2026 ja 7–9/2026")
    spring = page.locator('[name="H20.kirjasto.2026-Q2:value"]')
    autumn = page.locator('[name="H20.kirjasto.2026-Q3:value"]')
    spring.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(autumn).to_be_focused()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(page.locator('[id="rivi-H20.kirjasto.2026-Q3"]')).to_contain_text("luettiin 3 kpl")
    axe_finds_nothing()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    axe_finds_nothing()


def test_a_pasted_block_is_shown_and_then_saved(
    page: Page, demo: LiveServer, axe_finds_nothing: Callable[[], None]
) -> None:
    open_entry(page, demo)
    paste(page, "H16", "2\nnoin 1\n1\n")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Tarkista ennen tallennusta")).to_be_focused()
    expect(dialog.locator("tbody tr")).to_have_count(3)
    expect(dialog).to_contain_text("Luvun edessä on ”noin”.")
    axe_finds_nothing()
    assert Actual.objects.filter(unit__code="kirjasto", period_ends="2026-09-30").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("2 lukua tallennettiin.")
    expect(row(page, "H16")).to_contain_text("luettiin 2 kpl")
    expect(page.locator("td.refused [data-figure]")).to_have_value("noin 1")


def test_a_pasted_block_can_be_turned_down(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    paste(page, "H16", "2\t3\n")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Rivi 1, sarake 2: ”3”. Tälle sarakkeelle ei ole paikkaa.")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(figure(page, "H16")).to_be_focused()
    expect(figure(page, "H16")).to_have_value("")


def test_a_single_cell_is_pasted_as_any_text(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    paste(page, "H16", "2\n")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_broken_connection_is_tried_again_by_itself(
    page: Page, demo: LiveServer, axe_finds_nothing: Callable[[], None]
) -> None:
    open_entry(page, demo)
    page.route("**/tallenna/**", lambda route: route.abort())
    figure(page, "H16").fill("2")
    page.keyboard.press("Enter")
    expect(row(page, "H16")).to_contain_text("Ei yhteyttä, joten lukua ei vielä tallennettu.")
    expect(figure(page, "H16")).to_have_value("2")
    expect(page.locator("#lahettamatta")).to_have_text("Yhteyttä odottavia lukuja: 1")
    figure(page, "H20").fill("3")
    page.keyboard.press("Enter")
    expect(page.locator("#lahettamatta")).to_have_text("Yhteyttä odottavia lukuja: 2")
    axe_finds_nothing()
    page.unroute("**/tallenna/**")
    expect(row(page, "H16")).to_contain_text("luettiin 2 kpl", timeout=20_000)
    expect(row(page, "H20")).to_contain_text("luettiin 3 kpl", timeout=20_000)
    expect(page.locator("#lahettamatta")).to_have_text("")
    assert page.evaluate("localStorage.length") == 0


def test_what_had_not_been_sent_is_there_when_the_page_is_opened_again(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    page.route("**/tallenna/**", lambda route: route.abort())
    figure(page, "H16").fill("2")
    page.keyboard.press("Enter")
    expect(row(page, "H16")).to_contain_text("Ei yhteyttä")
    figure(page, "H20").fill("7")
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/tallenna/**")
    page.reload()
    expect(row(page, "H16")).to_contain_text("luettiin 2 kpl")  # it had been sent once, and is sent again
    expect(figure(page, "H20")).to_have_value("7")
    expect(row(page, "H20")).to_contain_text("Tämä jäi viimeksi lähettämättä ja on nyt taas kentässä.")
    assert not Actual.objects.filter(indicator__code="H20", unit__code="kirjasto", period_ends="2026-09-30").exists()


def test_what_was_typed_on_the_page_of_a_refused_form_is_there_on_the_entry_page(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    paste(page, "H16", "2\nnoin 1\n")
    page.get_by_role("dialog").get_by_role("button", name="Tallenna yksi luku").click()
    expect(page.locator("td.refused [data-figure]")).to_have_value("noin 1")
    assert page.url.endswith("/tallenna/?kausi=2026-Q3")
    page.route("**/tallenna/**", lambda route: route.abort())
    figure(page, "K09").fill("67")
    row(page, "K09").locator("[data-figure]").nth(1).fill("1860")
    page.keyboard.press("Enter")
    expect(row(page, "K09")).to_contain_text("Ei yhteyttä")
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/tallenna/**")
    page.goto(f"{demo.url}/kemi/kirjaus/")
    expect(row(page, "K09")).to_contain_text("luettiin 3,6")


def test_what_was_not_sent_before_the_period_was_shut_is_shown(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    page.route("**/tallenna/**", lambda route: route.abort())
    figure(page, "H16").fill("2")
    page.keyboard.press("Enter")
    expect(row(page, "H16")).to_contain_text("Ei yhteyttä")
    window = Window.objects.get(municipality__code="kemi", period_ends=dt.date(2026, 9, 30))
    window.due = window.closes = today() - dt.timedelta(days=1)
    window.save()
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/tallenna/**")
    page.goto(f"{demo.url}/kemi/kirjaus/?kausi=2026-Q3")
    expect(row(page, "H16")).to_contain_text(
        "Kirjaus sulkeutui ennen kuin tämä ehti lähteä, joten sitä ei tallennettu: ”2”"
    )


def test_another_figure_entered_meanwhile_makes_what_was_kept_a_conflict(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    page.route("**/tallenna/**", lambda route: route.abort())
    figure(page, "H16").fill("2")
    page.keyboard.press("Enter")
    expect(row(page, "H16")).to_contain_text("Ei yhteyttä")
    before = Actual.objects.filter(indicator__code="H16", unit__code="kirjasto").latest("id")
    before.pk, before.supersedes = None, None
    before.submitted_at = before.submitted_by = before.approved_at = before.approved_by = None
    before.period_starts, before.period_ends, before.value = dt.date(2026, 7, 1), dt.date(2026, 9, 30), 9
    before.save(force_insert=True)
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/tallenna/**")
    page.reload()
    expect(row(page, "H16")).to_contain_text("9 kpl Lähiesihenkilö, kirjasto")
    expect(figure(page, "H16")).to_have_value("2")


def test_what_one_person_left_unsent_is_not_shown_to_another(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    page.route("**/tallenna/**", lambda route: route.abort())
    figure(page, "H16").fill("2")
    page.keyboard.press("Enter")
    expect(row(page, "H16")).to_contain_text("Ei yhteyttä")
    page.on("dialog", lambda dialog: dialog.accept())
    page.context.clear_cookies()
    open_entry(page, demo, "sijainen", "?kausi=2026-Q3%26yksikko=kirjasto")
    expect(figure(page, "H16")).to_have_value("")


def test_figures_saved_in_quick_succession_go_one_after_another_and_are_all_counted(
    page: Page, demo: LiveServer
) -> None:
    open_entry(page, demo)
    slow = {"offline": False, "latency": 300, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    under_way: list[str] = []
    most: list[int] = []

    def leaves(request: Request) -> None:
        # A font that is still on its way is no figure.
        if "tallenna" in request.url:
            under_way.append(request.url)
            most.append(len(under_way))

    page.on("request", leaves)
    page.on("response", lambda response: under_way.remove(response.url) if "tallenna" in response.url else None)
    for field in page.locator("input[data-figure]").all()[:3]:
        field.fill("2")
        page.keyboard.press("Enter")
    expect(page.locator("#kirjattu")).to_have_text("4/12 kirjattu")
    expect(page.locator("#lahetettavia")).to_have_text("(3)")
    # An answer that is overtaken by a later one would take the count back.
    assert most == [1, 1, 1]


def test_escape_in_a_refused_cell_brings_back_what_has_been_saved(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    figure(page, "H20").fill("2")
    page.keyboard.press("Enter")
    expect(row(page, "H20")).to_contain_text("luonnos")
    figure(page, "H20").fill("noin 5")
    page.keyboard.press("Enter")
    expect(row(page, "H20")).to_contain_text("Luvun edessä on ”noin”.")
    figure(page, "H20").focus()
    page.keyboard.press("Escape")
    expect(figure(page, "H20")).to_have_value("2")
    page.keyboard.press("Enter")
    expect(row(page, "H20")).not_to_contain_text("Luvun edessä on ”noin”.")
    expect(figure(page, "H20")).to_have_value("2")
    assert Actual.objects.filter(indicator__code="H20", unit__code="kirjasto", period_ends="2026-09-30").count() == 1


AS_SOON_AS_SWAPPED = """() => {
  let done = false;
  document.addEventListener("htmx:afterSwap", ({ target }) => {
    if (done || !target.matches("td[data-cell]")) return;
    done = true;
    setTimeout(() => {
      const field = target.querySelector("[data-figure]");
      field.focus();
      field.value = "5";
      document.getElementById("tallenna").focus();
    });
  });
}"""


def test_a_figure_typed_the_moment_an_answer_came_is_saved(page: Page, demo: LiveServer) -> None:
    open_entry(page, demo)
    page.evaluate(AS_SOON_AS_SWAPPED)
    figure(page, "H20").fill("2")
    page.keyboard.press("Enter")
    expect(row(page, "H20")).to_contain_text("5 kpl")
    found = Actual.objects.filter(indicator__code="H20", unit__code="kirjasto", period_ends="2026-09-30")
    assert sorted(found.values_list("value", flat=True)) == [2, 5]
