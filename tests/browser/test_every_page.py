"""Every page there is, in three languages: axe finds nothing in light or dark, and no width or zoom cuts or widens it.

The pages are those of the table of addresses (``tests/pages/test_permissions.py``), which an address cannot be missing
from: whatever somebody gets as a page is looked at here. ``STATES`` adds what one address shows in another state.
"""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import COLOURS, ZOOMED, Look, become, glance, unfold, visit, zoom
from tests.pages.test_permissions import PEOPLE, TABLE

type Seen = tuple[str, str]
"""Who looks, and at which address."""

# Who is asked first: a visitor sees the public frame, a steward every control there is.
LOOKERS = ("visitor", "paakayttaja", "toimialajohtaja", "valvoja", *PEOPLE)
FILES = ("svg", "png", "csv", "xlsx", "docx", "pdf")
# How long the session lasts and how files come along, which pages ask by themselves; and a draft's file.
NO_PAGES = {
    "/kirjaudu/jatka/",
    "/kemi/raportit/2025-H1/valmistuminen/",
    "/kemi/raportit/2026-H1/luonnos/sv/docx/",
}
# A language is words, and they are pressed hardest in the narrowest window. So in Finnish a page is asked at both sizes
# and zooms, its colours in light and in dark; in another language, where a name may be marked as Finnish, all of axe's
# rules at one size, and the narrowest window with spaced text. Together each scheme is seen at each size.
LOOKS: dict[str, list[Look]] = {
    "fi": [("laptop", "light", {}), ("phone", "dark", COLOURS)],
    "sv": [("laptop", "dark", {})],
    "en": [("phone", "light", {})],
}
NARROW = {"fi": tuple(ZOOMED), "sv": ("400 %",), "en": ("400 %",)}

STATES: list[Seen] = [
    ("visitor", "/kemi/mittarit/K03/"),
    ("visitor", "/kemi/mittarit/K09/"),
    ("visitor", "/kemi/mittarit/K21/"),
    ("visitor", "/kemi/mittarit/K02/kuvio/"),
    ("visitor", "/kemi/mittarit/K21/kuvio/"),
    ("visitor", "/kemi/tavoitteet/viisas-ideoiva/"),
    ("visitor", "/kemi/mittarit/?haku=olematon"),
    ("visitor", "/kemi/projektit/esimerkki-lahikirjastot/"),
    ("paakayttaja", "/kemi/"),
    ("paakayttaja", "/kemi/strategiakartta/"),
    ("valtuutettu", "/kemi/raportit/"),
    ("paakayttaja", "/kemi/raportit/"),
    ("johto", "/kemi/raportit/"),
    ("paakayttaja", "/kemi/raportit/2026-H1/tekstit/koko/-/"),
    ("johto", "/kemi/tilannekuva/"),
    ("johto", "/kemi/tilannekuva/?strategia=kemi-hyvinvointi-2023"),
    ("johto", "/kemi/tilannekuva/?nakyma=hyodyt&tila=behind&haku=as"),
    ("johto", "/kemi/tilannekuva/?nakyma=toimialat&toimiala=hyvinvointi"),
    ("johto", "/kemi/tilannekuva/?nakyma=vastuut"),
    ("tarkastaja", "/kemi/tilannekuva/?tiedossa=31.8.2026"),
    ("johto", "/kemi/haku/?haku=työ"),
    ("johto", "/kemi/haku/?haku=xyz"),
    ("johto", "/kemi/tilannekuva/mittarit/K03/"),
    ("johto", "/kemi/tilannekuva/mittarit/K09/"),
    ("johto", "/kemi/tilannekuva/mittarit/K10/"),
    ("johto", "/kemi/tilannekuva/mittarit/H28/"),
    ("johto", "/kemi/tilannekuva/mittarit/K03/kuvio/"),
    ("tarkastaja", "/kemi/tilannekuva/mittarit/K10/jaljitys/"),
    ("tarkastaja", "/kemi/tilannekuva/mittarit/H05/jaljitys/"),
    ("tarkastaja", "/kemi/tilannekuva/mittarit/K09/jaljitys/?tiedossa=12.10.2026"),
    ("johto", "/kemi/tilannekuva/mittarit/K09/historia/?kausi=2026-Q2"),
    ("johto", "/kemi/tilannekuva/tavoitteet/valittava/"),
    ("tarkastaja", "/kemi/hallinta/muutokset/?mittari=K09"),
    ("tarkastaja", "/kemi/hallinta/muutokset/tilanne/?laji=yksikko&tiedossa=1.1.2025"),
    ("valvoja", "/kemi/kirjaus/"),
    ("toimialajohtaja", "/kemi/hyvaksynta/"),
    ("toimialajohtaja", "/kemi/hyvaksynta/valmius/"),
    ("paakayttaja", "/kemi/hyvaksynta/valmius/?vain=kesken"),
    ("toimialajohtaja", "/kemi/hyvaksynta/avaukset/?kausi=2026-Q2"),
    ("valvoja", "/kemi/hyvaksynta/valmius/"),
    ("valvoja", "/kemi/kirjaus/avauspyynnot/?kausi=2026-Q2"),
    ("tarkastaja", "/kemi/hyvaksynta/myohaiset/?kausi=2026-Q1"),
    ("toimialajohtaja", "/kemi/tyo/projektit/kemi-2023/esimerkki-lahikirjastot/"),
    ("johto", "/kemi/tyo/teemat/?strategia=kemi-hyvinvointi-2023"),
    ("valvoja", "/kemi/tyo/toimenpiteet/"),
    ("paakayttaja", "/kemi/tyo/toimenpiteet/kemi-hyvinvointi-2023/t02/"),
]


def _seen_by(status: int, others: dict[str, int]) -> str | None:
    """Who of all looks at a page, if anybody may."""
    return next((who for who in LOOKERS if others.get(who, status) == 200), None)


PAGES: list[Seen] = [
    (who, address)
    for _, address, status, others in TABLE
    if address not in NO_PAGES and address.rpartition(".")[2] not in FILES
    if (who := _seen_by(status, others)) is not None
]
SHARES = 8
EVERY = [list(dict.fromkeys(PAGES + STATES))[share::SHARES] for share in range(SHARES)]


@pytest.mark.look
@pytest.mark.parametrize("language", LOOKS)
@pytest.mark.parametrize("pages", EVERY, ids=map(str, range(1, SHARES + 1)))
def test_every_page_is_accessible_and_fits(page: Page, demo: LiveServer, pages: list[Seen], language: str) -> None:
    faults = []
    for who in dict.fromkeys(who for who, _ in pages):
        become(page, demo, "" if who == "visitor" else who)
        for address in [address for other, address in pages if other == who]:
            try:
                _look_closely(page, demo, address, language)
            except AssertionError as fault:  # the other pages are looked at too
                faults.append(str(fault))
    assert not faults, "\n".join(faults)


def _look_closely(page: Page, server: LiveServer, address: str, language: str) -> None:
    visit(page, server, address if language == "fi" else f"/{language}{address}")
    assert page.locator("html").get_attribute("lang") == language, address
    unfold(page)
    glance(page, LOOKS[language])
    zoom(page, NARROW[language])


def test_what_the_sweep_leaves_out_are_no_pages(page: Page, demo: LiveServer) -> None:
    become(page, demo, "paakayttaja")
    for address in NO_PAGES:
        answer = page.request.get(demo.url + address)
        assert answer.status == 200, address
        assert "text/html" not in answer.headers["content-type"] or "<html" not in answer.text()
