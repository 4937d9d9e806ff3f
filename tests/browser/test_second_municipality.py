"""A second municipality for real: opened on the command line, filled from the empty template alone by its own steward,
its figures entered by one person and approved by another, a report frozen, published and downloaded. No developer.
"""

import re
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.management import call_command
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from kemi_strategy.web.dates import today
from measures.models import Actual
from measures.periods import Frequency, Period, Rhythm
from scorecard.models import Membership, Municipality
from tests.reports.office import worker

PASSWORD = "merilokki-lentaa-2030"
HALF = Rhythm(Frequency.HALF).latest_ended(today())
FIRST_HALF = HALF.part == 1
REPORTED = HALF if FIRST_HALF else Period(HALF.year)
KIND = "Puolivuotiskatsaus" if FIRST_HALF else "Tilinpäätös"

SHEETS: dict[str, list[dict[str, object]]] = {
    "Päätökset": [
        {"toimielin": "Kunnanvaltuusto", "pvm": "12.12.2022", "pykälä": 60, "päätös": "Strategia hyväksyttiin."}
    ],
    "Raportointi": [
        {"tilaisuus": "puolivuotiskatsaus", "toimielin": "Kunnanhallitus", "kuukausi": 8},
        {"tilaisuus": "tilinpäätös", "toimielin": "Kunnanvaltuusto", "kuukausi": 6},
    ],
    "Tavoitteet": [
        {"koodi": "lahella", "laji": "päämäärä", "nimi_fi": "Palvelut ovat lähellä", "nimi_sv": "Servicen är nära"},
        {"koodi": "lukeva", "ylätaso": "lahella", "laji": "teema", "nimi_fi": "Lukeva Rantala"},
    ],
    "Yksiköt": [
        {"koodi": "sivistys", "laji": "toimiala", "nimi_fi": "Sivistystoimiala", "toimielin": "Sivistyslautakunta"},
        {"koodi": "kirjasto", "ylätaso": "sivistys", "laji": "tulosalue", "nimi_fi": "Kirjasto"},
        {"koodi": "museo", "ylätaso": "sivistys", "laji": "tulosalue", "nimi_fi": "Museo"},
    ],
    "Mittarit": [
        {
            "koodi": "R01",
            "nimi_fi": "Kävijät",
            "mittayksikkö": "kpl",
            "desimaalit": 0,
            "suunta": "nouseva",
            "kertymä": "summa",
            "yhdistely": "summa",
            "tiheys": "puoli",
            "raportoivat": "kirjasto;museo",
            "tavoite": "vähintään 1 000",
            "sitovuus": "sitova",
            "kohteet": "lukeva",
            "vastuuyksikkö": "sivistys",
        },
        {
            "koodi": "R02",
            "nimi_fi": "Asiakastyytyväisyys",
            "mittayksikkö": "1–5",
            "desimaalit": 1,
            "suunta": "nouseva",
            "kertymä": "taso",
            "yhdistely": "keskiarvo",
            "tiheys": "puoli",
            "raportoivat": "kirjasto;museo",
            "tavoite": "väh. 4,0",
            "sitovuus": "sitova",
            "kohteet": "lahella",
            "tavoite_toistuu": "kausittain",
            "vastuuyksikkö": "sivistys",
        },
        {
            "koodi": "R03",
            "nimi_fi": "Omatoimikirjasto käytössä",
            "mittayksikkö": "kyllä/ei",
            "suunta": "ei",
            "kertymä": "taso",
            "yhdistely": "kaupunki",
            "tiheys": "puoli",
            "tavoite_laji": "valmis",
            "tavoite": "Omatoimikirjasto on käytössä",
            "vastuuyksikkö": "kirjasto",
            "sitovuus": "ohjeellinen",
            "kohteet": "lukeva?",
        },
    ],
}
STRATEGY = {
    "koodi": "rantala-2023",
    "nimi": "Rantalan strategia",
    "missio": "Lähellä kaikkia.",
    "tila": "hyväksytty",
    "voimassa_alkaen": "1.1.2023",
}
FIGURES = {"kirjasto": {"R01": "1 250", "R02": "4,5", "R03": "kyllä"}, "museo": {"R01": "150", "R02": "3,9"}}


@pytest.fixture
def person(browser: Browser, browser_context_args: dict, demo: LiveServer) -> Iterator[Callable[[str], Page]]:
    """A browser of one's own for each person; nobody is signed in to begin with."""
    contexts = {}

    def enter(name: str) -> Page:
        if name not in contexts:
            contexts[name] = browser.new_context(**browser_context_args, base_url=demo.url, accept_downloads=True)
            contexts[name].new_page()
        return contexts[name].pages[0]

    yield enter
    for context in contexts.values():
        context.close()


def test_a_second_municipality_goes_from_the_template_to_a_published_report(
    person, demo, tmp_path: Path, settings
) -> None:
    settings.SITE_ADDRESS = demo.url
    steward = person("satu")
    takes_the_role(steward, opened())
    fills_the_template_and_brings_it_in(steward, tmp_path)
    invites(steward, "Maija", "Mäki", "lähiesihenkilö", "Sivistystoimiala")
    takes_the_role(person("maija"), letter_to("maija@rantala.example"))
    invites(steward, "Heikki", "Harju", "toimialajohtaja", "Sivistystoimiala")
    takes_the_role(person("heikki"), letter_to("heikki@rantala.example"))
    opens_the_window(steward)
    opens_the_public_pages(steward)
    enters_the_figures(person("maija"))
    nobody_reads_yet(person("asukas"))
    approves(person("heikki"))
    freezes_and_publishes(steward)
    a_resident_reads_and_downloads(person("asukas"), tmp_path)
    kemi_is_as_it_was(person("maija"))


def opened() -> str:
    """The link to the first steward's invitation, as the command tells it."""
    said = StringIO()
    call_command(
        "add_municipality", "Rantala", "--number", "998", "--steward", "satu@rantala.example",
        "--steward-name", "Satu Salo", "--print", stdout=said,
    )  # fmt: skip
    return link_in(said.getvalue())


def link_in(text: str) -> str:
    found = re.search(r"https?://[^/\s]+(/\S*kutsu/\S+)", text)
    assert found is not None
    return found[1]


def letter_to(email: str) -> str:
    """The link in the letter that somebody got."""
    (letter,) = [one for one in mail.outbox if one.to == [email]]
    return link_in(str(letter.body))


def takes_the_role(page: Page, link: str) -> None:
    """Sets a password by the link, and signs in with it."""
    page.goto(link)
    told = re.search(r"Käyttäjätunnuksesi on (\S+)\. ", page.get_by_role("main").inner_text())
    assert told is not None
    for field in page.locator('input[type="password"]').all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Aseta salasana ja ota rooli vastaan").click()
    page.get_by_label("Käyttäjätunnus").fill(told[1])
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Kirjaudu").click()
    expect(page.get_by_role("button", name="Kirjaudu ulos")).to_be_visible()


def fills_the_template_and_brings_it_in(page: Page, folder: Path) -> None:
    page.goto("/rantala/hallinta/")
    page.get_by_role("main").get_by_role("link", name=re.compile("Tuonti")).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Lataa tyhjä työkirja (.xlsx)").click()
    file = folder / "rantala.xlsx"
    download.value.save_as(file)
    fill(file)
    page.get_by_label(re.compile("Työkirja")).set_input_files(file)
    page.get_by_role("button", name="Tarkista ja näytä muutokset").click()
    with patch("reporting.renderers.pdf.print_pages", return_value=b""):  # the demo's own two reports wait as well
        worker()
    page.reload()
    page.get_by_role("button", name="Hyväksy ja tallenna").click()
    worker()
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Tuonti on tallennettu.")
    page.goto("/rantala/hallinta/rivit/")
    text = page.get_by_role("main")
    for words in ("Vähintään 1 000 kpl vuosittain", "Vähintään 4,0/5 joka kausi", "Valmis"):
        expect(text).to_contain_text(words)


def fill(file: Path) -> None:
    """Fills in the template as a person would: beside its keys and under its headings, and nothing else."""
    book = load_workbook(file)
    for row in book["Strategia"].iter_rows(min_row=2):
        if row[0].value in STRATEGY:
            row[1].value = STRATEGY[row[0].value]
    told = {row[0].value: row[1].value for row in book["Strategia"].iter_rows(min_row=2)}
    assert (told["kunta"], told["kuntakoodi"], told["nimi"]) == ("Rantala", "998", "Rantalan strategia")
    for name, rows in SHEETS.items():
        write(book[name], rows)
    book.save(file)


def write(sheet: Worksheet, rows: list[dict[str, object]]) -> None:
    columns = {cell.value: cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, start=2):
        for heading, value in row.items():
            sheet.cell(number, columns[heading], value)


def invites(page: Page, first: str, last: str, role: str, unit: str) -> None:
    page.goto("/rantala/hallinta/ihmiset/")
    form = page.locator("section", has=page.get_by_role("heading", name="Kutsu uusi tai anna rooli"))
    form.get_by_label("Etunimi").fill(first)
    form.get_by_label("Sukunimi").fill(last)
    form.get_by_label("Sähköposti").fill(f"{first.lower()}@rantala.example")
    form.get_by_label("Rooli").select_option(label=role)
    form.get_by_label("Yksikkö").select_option(label=unit)
    form.get_by_role("button", name="Kutsu tai anna rooli").click()
    expect(page.get_by_role("main")).to_contain_text(f"{first} {last}")


def opens_the_window(page: Page) -> None:
    page.goto("/rantala/hallinta/ikkunat/")
    page.locator("#uusi-period").fill(HALF.code)
    page.locator("section", has=page.locator("#uusi-ikkuna")).get_by_role("button", name="Avaa ikkuna").click()
    expect(page.locator(f"#ikkuna-{HALF.code}")).to_contain_text("auki")


def opens_the_public_pages(page: Page) -> None:
    page.goto("/rantala/hallinta/kunta/")
    page.get_by_label("Julkiset sivut näkyvät kaikille").check()
    page.get_by_role("button", name="Tallenna tiedot").click()
    expect(page.get_by_role("status").first).to_contain_text("tallennettu")
    assert Municipality.objects.get(code="rantala").published


def enters_the_figures(page: Page) -> None:
    for unit, figures in FIGURES.items():
        page.goto(f"/rantala/kirjaus/?kausi={HALF.code}&yksikko={unit}")
        page.wait_for_load_state()
        for code, value in figures.items():
            cell = page.locator(f'td[id="rivi-{code}.{"" if code == "R03" else unit}.{HALF.code}"]')
            cell.locator("[data-figure]").focus()
            page.keyboard.type(value)
            page.keyboard.press("Enter")
            expect(cell).to_contain_text("Tallennettu")
        page.get_by_role("button", name=re.compile("Lähetä hyväksyttäväksi")).click()
        expect(page.get_by_role("main")).to_contain_text("odottaa hyväksyntää")
    assert Actual.objects.filter(municipality__code="rantala", submitted_at__isnull=False).count() == 5


def nobody_reads_yet(page: Page) -> None:
    page.goto(f"/rantala/mittarit/R01/?kausi={HALF.code}")
    expect(page.get_by_role("main")).to_contain_text("Kävijät")
    expect(page.get_by_role("main")).not_to_contain_text("1 250")


def approves(page: Page) -> None:
    page.goto(f"/rantala/hyvaksynta/?kausi={HALF.code}")
    expect(page.locator("#hyvaksynnat")).to_contain_text("1 250")
    page.get_by_role("button", name=re.compile("Hyväksy kaikki")).click()
    expect(page.locator("#hyvaksynnat")).to_contain_text("Yhtään lukua ei odota")
    approved = Actual.objects.filter(municipality__code="rantala", approved_at__isnull=False)
    assert {(one.entered_by.first_name, one.approved_by.first_name) for one in approved} == {("Maija", "Heikki")}


def freezes_and_publishes(page: Page) -> None:
    page.goto("/rantala/raportit/")
    other = page.locator("details", has_text="Aloita muu raportti")
    other.locator("summary").click()
    other.get_by_label("Raportin laji").select_option(label=KIND)
    other.get_by_label("Kausi").select_option(value=REPORTED.code)
    other.get_by_role("button", name="Aloita raportti").click()
    expect(page).to_have_url(re.compile(rf"/rantala/raportit/{REPORTED.code}/"))
    page.goto(f"/rantala/raportit/{REPORTED.code}/jaadytys/")
    reason = page.get_by_label("Miksi raportti jäädytetään, vaikka tietoja puuttuu")
    if reason.count():
        reason.fill("Ensimmäinen katsaus: tekstejä ei vielä kirjoitettu.")
    page.get_by_label("Julkaise heti, kun tiedostot ovat valmiit").check()
    page.get_by_role("button", name="Jäädytä raportti").click()
    expect(page.locator("#valmistuminen")).to_contain_text("Valmiina 0/")
    worker()
    page.goto("/rantala/hallinta/rivit/rantala-2023/R01/")
    expect(page.get_by_role("main")).to_contain_text(f"jäädytetyssä raportissa {REPORTED.code}, joten ei korjata")


def a_resident_reads_and_downloads(page: Page, folder: Path) -> None:
    page.goto(f"/rantala/raportit/{REPORTED.code}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(REPORTED.year))
    links = page.locator('a[href*="/tiedostot/"]')
    places = [str(link.get_attribute("href")) for link in links.all()]
    assert {place.rstrip("/").rsplit("/", 1)[1] for place in places} >= {"xlsx", "csv", "json"}
    for place in places:
        answer = page.request.get(place)
        assert (answer.status, len(answer.body()) > 500) == (200, True), place
    assert figure_in_json(page, places) == "1400"
    assert "1400" in cells_of(page, places, folder)


def figure_in_json(page: Page, places: list[str]) -> str:
    """The city's visitors in the JSON of the report: 1 250 of the library and 150 of the museum."""
    place = next(place for place in places if place.endswith("/fi/json/"))
    (row,) = [
        one for one in dictionaries(page.request.get(place).json()) if one.get("code") == "R01" and "share" in one
    ]
    return str(row["value"])


def dictionaries(told: object) -> Iterator[dict[str, object]]:
    """Every object in a JSON, however deep."""
    if isinstance(told, dict):
        yield told
    for one in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
        yield from dictionaries(one)


def cells_of(page: Page, places: list[str], folder: Path) -> set[str]:
    """What stands in the key rows of the workbook."""
    file = folder / "raportti.xlsx"
    file.write_bytes(page.request.get(next(place for place in places if place.endswith("/fi/xlsx/"))).body())
    rows = load_workbook(file)["Keskeiset mittarit"].iter_rows(values_only=True)
    return {str(cell) for row in rows for cell in row}


def kemi_is_as_it_was(page: Page) -> None:
    """Of Rantala one learns nothing inside Kemi, and Kemi's people nothing of Rantala."""
    answer = page.goto("/kemi/tilannekuva/")
    assert answer is not None
    assert answer.status == 404
    rantala = Municipality.objects.get(code="rantala")
    assert (
        not Membership.objects.filter(municipality=rantala).exclude(user__email__endswith="@rantala.example").exists()
    )
