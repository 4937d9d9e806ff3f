"""Error pages in a real browser: readable, accessible, and within the policy."""

import re

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import look


def test_a_page_that_is_not_there(page: Page, live_server: LiveServer) -> None:
    answer = page.goto(f"{live_server.url}/ei-mitaan-tallaista/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Sivua ei löytynyt")
    look(page)


def test_a_script_smuggled_into_a_page_is_refused(page: Page, live_server: LiveServer, refused: list[str]) -> None:
    page.goto(f"{live_server.url}/ei-mitaan-tallaista/")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'vieras'";
            document.body.append(script);
        }"""
    )
    expect(page).to_have_title(re.compile("Sivua ei löytynyt"))
    assert len(refused) == 1
    refused.clear()
