"""The entry workbook in a real browser: downloaded, filled in, sent, looked at and accepted, also without scripts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from measures.models import Actual
from tests.browser.entering import fill_in
from tests.browser.looking import look
from tests.uploads.filling import Filled


def open_sending(page: Page, server: LiveServer) -> None:
    """Signs in and goes by the entry page to where workbooks are sent."""
    page.goto(f"{server.url}/kirjaudu/?next=/kemi/kirjaus/")
    fill_in(page, "valvoja")
    page.get_by_role("link", name="Lähetä täytetty työkirja").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kirjaustyökirja")


def downloaded(page: Page, link: str) -> Filled:
    """The workbook behind a link."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=link).press("Enter")
    return Filled(Path(coming.value.path()).read_bytes())


def send(page: Page, filled: Filled, folder: Path) -> None:
    """Chooses the file and presses the button, by keyboard."""
    path = folder / "täytetty.xlsx"
    path.write_bytes(filled.saved())
    page.get_by_label("Excel-työkirja").set_input_files(path)
    page.get_by_role("button", name="Näytä muutokset").press("Enter")


def test_there_and_back_by_keyboard(
    page: Page, demo: LiveServer, tmp_path: Path, axe_finds_nothing: Callable[[], None]
) -> None:
    open_sending(page, demo)
    axe_finds_nothing()
    filled = downloaded(page, "Lataa kirjaustyökirja")
    filled.type("H16", text=5).type("H20", text="kuusi").type("K09", "Osoittaja", text=67)
    send(page, filled.type("K09", "Nimittäjä", text="1 860"), tmp_path)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Työkirjan muutokset")
    expect(page.get_by_text("Yksi rivi estää tallennuksen.")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Poissaolo-%")).to_contain_text("3,6 %")
    expect(page.get_by_role("button", name=re.compile("Tallenna"))).to_have_count(0)
    axe_finds_nothing()

    mended = downloaded(page, "Lataa korjattava työkirja")
    assert mended.cell("H20", "Toteuma").value == "kuusi"
    page.get_by_role("link", name="Lähetä toinen työkirja").press("Enter")
    send(page, mended.type("H20", text=6), tmp_path)
    expect(page.get_by_text("3 uutta, 9 ennallaan.")).to_be_visible()
    axe_finds_nothing()
    page.get_by_role("button", name="Tallenna ja lähetä hyväksyttäväksi").press("Enter")
    expect(page.get_by_text("3 lukua tallennettiin.")).to_be_visible()
    expect(page.locator('td[id^="rivi-H20."]')).to_contain_text("odottaa hyväksyntää")
    own = Actual.objects.filter(entered_by__username="valvoja", period_ends="2026-09-30", unit__code="kirjasto")
    sent = own.filter(source="workbook", submitted_at__isnull=False, indicator__code__in=("H16", "H20", "K09"))
    assert sent.count() == 3


def test_a_file_that_is_no_workbook_says_so_beside_the_field(
    page: Page, demo: LiveServer, tmp_path: Path, axe_finds_nothing: Callable[[], None]
) -> None:
    open_sending(page, demo)
    path = tmp_path / "kortti.xlsx"
    path.write_bytes(b"koodi;nimi\n")
    page.get_by_label("Excel-työkirja").set_input_files(path)
    page.get_by_role("button", name="Näytä muutokset").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Tiedosto kortti.xlsx ei ole ehjä Excel-työkirja.")
    expect(page.get_by_role("alert")).to_contain_text("Mitään ei tallennettu.")
    axe_finds_nothing()


def test_all_of_it_works_without_scripts(browser: Browser, demo: LiveServer, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    open_sending(page, demo)
    send(page, downloaded(page, "Lataa kirjaustyökirja").type("H16", text=5), tmp_path)
    page.get_by_role("button", name="Tallenna luonnoksiksi").click()
    expect(page.get_by_text("Yksi luku tallennettiin.")).to_be_visible()
    context.close()


@pytest.mark.look
def test_the_pages_are_accessible_and_fit(page: Page, demo: LiveServer, tmp_path: Path) -> None:
    open_sending(page, demo)
    look(page)
    filled = downloaded(page, "Lataa kirjaustyökirja").type("H16", text=5).type("H23", text=7000)
    send(page, filled.type("H20", text="kuusi"), tmp_path)
    page.locator("summary").click()
    look(page)  # ends at the size of a phone
    for control in page.locator("main button, main summary, main .doors a").all():
        box = control.bounding_box()
        assert box is None or box["height"] >= 44
