"""What browser tests get: Debian's Chromium, a server with the real database, and eyes for what must never happen.

Run with ``pytest -m browser``; ``page`` and ``live_server`` come from pytest-playwright and pytest-django. Every test
fails when the page breaks the content security policy or its script fails, whatever else the test looks at.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

if TYPE_CHECKING:
    from tests.browser.kept_demo import KeptDemo

# Playwright's own event loop makes Django think that the test's database work happens in asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder is a browser test."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """The Chromium that is installed; without one the tests fail, they are not skipped."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        pytest.fail("Chromium was not found: apt-get install chromium, or name it in CHROMIUM.")
    return browser_type_launch_args | {"executable_path": found, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """A Finnish reader at an ordinary laptop; a test for the phone sets its own size."""
    return browser_context_args | {
        "locale": "fi-FI",
        "timezone_id": "Europe/Helsinki",
        "viewport": {"width": 1366, "height": 768},
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, as in use: the server's threads then have connections of their own."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def refused(page: Page) -> Iterator[list[str]]:
    """What the content security policy refused, and scripts of ours that failed: at the end there must be none."""
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text) if "Content Security Policy" in message.text else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    yield seen
    assert not seen


@pytest.fixture
def axe_finds_nothing(page: Page) -> Callable[[], None]:
    """Asks axe about the page as it now is; call it in every state that readers meet."""

    from tests.browser.looking import ask_axe

    return lambda: ask_axe(page)


@pytest.fixture(scope="session")
def kept_demo(tmp_path_factory: pytest.TempPathFactory) -> "KeptDemo":
    """The demo as it was first loaded. Imported here: models cannot be before Django has been set up."""
    from tests.browser.kept_demo import KeptDemo

    return KeptDemo(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def demo(live_server: LiveServer, kept_demo: "KeptDemo") -> LiveServer:
    """The demo, served."""
    kept_demo.put_back()
    return live_server
