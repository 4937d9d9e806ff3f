"""A list that is narrowed without a reload shows what the reload shows, and says what it found."""

import re

import pytest

from tests.approval.desk_world import browser
from tests.dashboard.test_queries import grow

HTMX = {"HX-Request": "true"}
PAGES = [
    ("tilannekuva/?tavoite=tavoite-0&haku=k", "Näkyvissä 1 / 2 mittaria."),
    ("tilannekuva/?toimiala=eiole", "Näkyvissä 2 / 2 mittaria."),
    ("tyo/projektit/?tila=planned", "Näkyvissä 2 / 2 projektia."),
    ("tyo/toimenpiteet/?tila=done", "Näkyvissä 0 / 0 toimenpidettä."),
    ("tyo/teemat/", "Taulukko on vaihdettu valintojesi mukaiseksi."),
    ("haku/?haku=tavoite", "Haulla ”tavoite” löytyi 4 osumaa."),
    ("haku/?haku=eiole", "Haulla ”eiole” ei löytynyt mitään."),
]


@pytest.fixture
def reader(the_day, db):
    world = grow("pieni", "998", 2)
    return browser(world.head)


@pytest.mark.parametrize(("address", "said"), PAGES)
def test_the_part_is_the_pages_own(reader, address: str, said: str) -> None:
    whole, part = reader.get(f"/pieni/{address}"), reader.get(f"/pieni/{address}", headers=HTMX)
    assert whole.status_code == part.status_code == 200
    assert "<html" in whole.text
    assert "<html" not in part.text
    own, announced = re.fullmatch(
        r'(.*)<div data-hx-swap-oob="innerHTML:#ilmoitus">(.*)</div>\s*', part.text, re.DOTALL
    ).groups()
    assert _plain(own) in _plain(whole.text)
    assert announced == said
    assert "hx-swap-oob" not in whole.text
    assert '<div id="ilmoitus" class="hidden" role="status"></div>' in whole.text


@pytest.mark.parametrize("address", [address for address, _ in PAGES])
def test_going_back_gets_the_whole_page_and_no_cache_mixes_them(reader, address: str) -> None:
    back = reader.get(f"/pieni/{address}", headers={**HTMX, "HX-History-Restore-Request": "true"})
    assert "<html" in back.text
    assert "HX-Request" in back.headers["Vary"]


def test_after_the_session_has_ended_the_page_goes_to_sign_in(reader) -> None:
    reader.logout()
    answer = reader.get("/pieni/tilannekuva/?haku=k", headers=HTMX, follow=True)
    assert answer.headers["HX-Redirect"] == "/kirjaudu/?next=%2Fpieni%2Ftilannekuva%2F%3Fhaku%3Dk"
    assert answer.text == ""


def _plain(text: str) -> str:
    return " ".join(text.split())
