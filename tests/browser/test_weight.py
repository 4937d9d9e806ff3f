"""What a page weighs on the wire at first view: few requests, few bytes, nothing fetched that is not needed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import CDPSession, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.entering import sign_in

MOST_REQUESTS, MOST_BYTES = 6, 50_000


class Wire:
    """Chromium's own log of the network: what was asked for, and how many bytes came for each."""

    def __init__(self, session: CDPSession) -> None:
        self.asked: dict[str, str] = {}
        self.came: dict[str, int] = {}
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.on(
            "Network.requestWillBeSent", lambda told: self.asked.update({told["requestId"]: told["request"]["url"]})
        )
        session.on(
            "Network.loadingFinished", lambda told: self.came.update({told["requestId"]: told["encodedDataLength"]})
        )

    def forget(self) -> None:
        """Begins a new page."""
        self.asked.clear()
        self.came.clear()

    @property
    def bytes_without_fonts(self) -> int:
        """Heads and bodies as they travelled."""
        return int(sum(size for one, size in self.came.items() if not self.asked[one].endswith(".woff2")))


@pytest.fixture
def wire(page: Page) -> Iterator[Wire]:
    """The network log of the test's page."""
    session = page.context.new_cdp_session(page)
    yield Wire(session)
    session.detach()


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/kemi/",
        "/kemi/mittarit/K09/",
        "/kemi/mittarit/",
        "/kemi/projektit/",
        "/kemi/strategiakartta/",
        "/kirjaudu/",
    ],
)
def test_a_public_page_is_light(page: Page, demo: LiveServer, wire: Wire, address: str) -> None:
    page.goto(demo.url + address, wait_until="networkidle")
    # Headless Chromium does not fetch the icon: it is counted by hand.
    assert len(wire.asked) + 1 <= MOST_REQUESTS, wire.asked
    assert len(wire.came) == len(wire.asked)
    assert 3_000 < wire.bytes_without_fonts <= MOST_BYTES
    assert not [place for place in wire.asked.values() if "plotly" in place or "htmx" in place]


@pytest.mark.parametrize("address", ["/kemi/tilannekuva/", "/kemi/tilannekuva/mittarit/K10/", "/kemi/kirjaus/"])
def test_a_page_inside_is_nearly_as_light(page: Page, demo: LiveServer, wire: Wire, address: str) -> None:
    sign_in(page, demo, "johto" if "tilannekuva" in address else "valvoja")
    page.wait_for_load_state("networkidle")
    wire.forget()
    page.goto(demo.url + address, wait_until="networkidle")
    assert len(wire.asked) + 1 <= MOST_REQUESTS + 3, wire.asked
    # The tests' server sends style sheets and scripts as they are; htmx alone is 51 KB so, and 16 KB in use.
    assert 3_000 < wire.bytes_without_fonts <= MOST_BYTES + 70_000
