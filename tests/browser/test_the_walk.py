"""The main job on foot: a figure entered in the library, returned, corrected, approved, on the dashboard, in public
and in the finance workbook, with a window that closes behind it."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from kemi_strategy.web.dates import today
from measures.models import Actual, ReportingUnit, Window
from measures.periods import Frequency, Period, Rhythm
from tests.browser.entering import sign_in
from tests.workbook.opening import SHEETS

HALF = Rhythm(Frequency.HALF).latest_ended(today())
QUARTER = Period(HALF.year, 3, HALF.part * 2)
CELL = f"K09.kirjasto.{QUARTER.code}"
REASON = "Osoittaja näyttää isolta. Tarkista päivät."


@pytest.fixture
def person(browser: Browser, browser_context_args: dict, demo: LiveServer) -> Iterator[Callable[[str], Page]]:
    """A browser of one's own for each person, signed in; «» is a resident who is not."""
    contexts = {}

    def enter(name: str) -> Page:
        if name not in contexts:
            contexts[name] = browser.new_context(**browser_context_args, base_url=demo.url, accept_downloads=True)
            page = contexts[name].new_page()
            if name:
                sign_in(page, demo, name)
        return contexts[name].pages[0]

    yield enter
    for context in contexts.values():
        context.close()


def test_a_figure_walks_from_the_library_to_the_finance_workbook(person, tmp_path: Path) -> None:
    the_steward_opens_the_window(person("paakayttaja"))
    the_supervisor_enters(person("valvoja"), "40", "800")
    the_head_returns(person("toimialajohtaja"))
    the_supervisor_sees_why_and_corrects(person("valvoja"), "44", "800")
    the_public_page_waits(person(""))
    the_head_approves(person("toimialajohtaja"))
    share = share_of_the_city()
    management_drills_down(person("johto"), share)
    residents_read(person(""), share)
    finance_downloads(person("talous"), share, tmp_path)
    the_steward_closes_and_the_door_is_shut(person("paakayttaja"), person("valvoja"))


def the_steward_opens_the_window(page: Page) -> None:
    page.goto("/kemi/hallinta/ikkunat/")
    line = page.locator(f"#ikkuna-{QUARTER.code}")
    if not Window.objects.get(municipality__code="kemi", period_ends=QUARTER.ends).is_open(today()):
        line.get_by_text("Avaa uudelleen").click()
        line.get_by_role("button", name="Avaa ikkuna").click()
    expect(page.locator(f"#ikkuna-{QUARTER.code}")).to_contain_text("auki")


def fill_and_send(page: Page, numerator: str, denominator: str) -> None:
    page.goto(f"/kemi/kirjaus/?kausi={QUARTER.code}")
    page.wait_for_load_state()
    row = page.locator("tr", has=page.locator(f'[name="{CELL}:numerator"]'))
    row.locator(f'[name="{CELL}:numerator"]').fill(numerator)
    row.locator(f'[name="{CELL}:denominator"]').fill(denominator)
    reason = row.locator(f'[name="{CELL}:late_reason"]')
    if reason.count():
        row.locator("summary").first.click()
        reason.select_option("refined")
    page.keyboard.press("Tab")
    page.locator("h1").click()
    row = page.locator("tr", has=page.locator(f'[name="{CELL}:numerator"]'))
    expect(row).to_contain_text("luettiin")
    page.get_by_role("button", name=re.compile("Lähetä hyväksyttäväksi")).click()
    expect(page.locator("tr", has=page.locator(f'[name="{CELL}:numerator"]'))).to_contain_text("odottaa hyväksyntää")


def the_supervisor_enters(page: Page, numerator: str, denominator: str) -> None:
    page.goto(f"/kemi/kirjaus/?kausi={QUARTER.code}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kirjaus")
    fill_and_send(page, numerator, denominator)


def the_head_returns(page: Page) -> None:
    page.goto(f"/kemi/hyvaksynta/?kausi={QUARTER.code}")
    row = page.locator("#hyvaksynnat tr", has_text="Poissaolo-%").filter(has_text="40 / 800")
    row.locator("summary").click()
    row.get_by_label("Mitä luvussa pitää korjata?").fill(REASON)
    row.get_by_role("button", name="Palauta kirjaajalle").click()
    expect(page.locator("#hyvaksynnat")).to_contain_text(REASON)


def the_supervisor_sees_why_and_corrects(page: Page, numerator: str, denominator: str) -> None:
    page.goto(f"/kemi/kirjaus/?kausi={QUARTER.code}")
    expect(page.locator("tr", has=page.locator(f'[name="{CELL}:numerator"]'))).to_contain_text(REASON)
    fill_and_send(page, numerator, denominator)


def the_public_page_waits(page: Page) -> None:
    page.goto(f"/kemi/mittarit/K09/?kausi={QUARTER.code}")
    expect(page.get_by_role("main")).not_to_contain_text("44 / 800")
    expect(page.get_by_role("main")).not_to_contain_text("40 / 800")


def the_head_approves(page: Page) -> None:
    page.goto(f"/kemi/hyvaksynta/?kausi={QUARTER.code}")
    expect(page.locator("#hyvaksynnat")).to_contain_text("44 / 800")
    page.get_by_role("button", name=re.compile("Hyväksy kaikki")).click()
    expect(page.locator("#hyvaksynnat")).to_contain_text("Yhtään lukua ei odota")


def share_of_the_city() -> Decimal:
    """Sum of numerators over sum of denominators of the latest approved entries, worked out apart from the product."""
    units = set(ReportingUnit.objects.filter(indicator__code="K09").values_list("unit", flat=True))
    latest = {}
    approved = Actual.objects.filter(indicator__code="K09", period_ends=QUARTER.ends, approved_at__isnull=False)
    for entry in approved.order_by("id"):
        if entry.unit_id in units:
            latest[entry.unit_id] = (entry.numerator, entry.denominator)
    numerators, denominators = zip(*latest.values(), strict=True)
    return 100 * sum(numerators) / sum(denominators)


def said(share: Decimal) -> str:
    """The share as the pages write it."""
    return f"{share.quantize(Decimal('0.1'), 'ROUND_HALF_UP')}".replace(".", ",")


def management_drills_down(page: Page, share: Decimal) -> None:
    page.goto(f"/kemi/tilannekuva/?kausi={QUARTER.code}")
    row = page.locator("tr", has=page.get_by_role("link", name="Poissaolo-%"))
    expect(row).to_contain_text(said(share))
    row.get_by_role("link", name="Poissaolo-%").click()
    part = page.locator("tr", has_text="Kirjasto").filter(has_text="/ 800")  # not the heat table's
    expect(part).to_contain_text("44 / 800")
    part.get_by_role("link").first.click()
    for words in ("40 / 800", "44 / 800", REASON, "Lähiesihenkilö, kirjasto", "Toimialajohtaja, hyvinvointi"):
        expect(page.get_by_role("main")).to_contain_text(words)


def residents_read(page: Page, share: Decimal) -> None:
    page.goto(f"/kemi/mittarit/K09/?kausi={QUARTER.code}")
    expect(page.get_by_role("main")).to_contain_text(said(share))
    expect(page.get_by_role("main")).not_to_contain_text("odottaa hyväksyntää")


def finance_downloads(page: Page, share: Decimal, folder: Path) -> None:
    page.goto("/kemi/raportit/")
    with page.expect_download() as download:
        page.locator(f'a[href$="/raportit/{HALF.code}/puolivuotiskatsaus.xlsx"]').first.click()
    file = folder / "katsaus.xlsx"
    download.value.save_as(file)
    book = load_workbook(file)
    assert book.sheetnames == SHEETS
    cells = [cell for row in book["Keskeiset mittarit"].iter_rows() for cell in row]
    (name,) = [cell for cell in cells if cell.value == "Poissaolo-%"]
    numbers = [cell.value for cell in book["Keskeiset mittarit"][name.row] if isinstance(cell.value, float)]
    assert any(abs(Decimal(str(number)) - share) < Decimal("1e-9") for number in numbers)


def the_steward_closes_and_the_door_is_shut(steward: Page, supervisor: Page) -> None:
    supervisor.goto(f"/kemi/kirjaus/?kausi={QUARTER.code}")
    numerator = supervisor.locator(f'[name="{CELL}:numerator"]')
    steward.goto("/kemi/hallinta/ikkunat/")
    closing = steward.locator(f'form[action$="/{QUARTER.code}/sulje/"]')
    closing.get_by_role("button", name="Sulje ikkuna").click()
    expect(steward.locator(f"#ikkuna-{QUARTER.code}")).to_contain_text("suljettu")
    numerator.fill("99")
    supervisor.locator("h1").click()
    expect(supervisor.get_by_role("main")).to_contain_text("suljettu")
    expect(supervisor.get_by_role("main")).to_contain_text("pääkäyttäjä")
    assert not Actual.objects.filter(numerator=99).exists()
