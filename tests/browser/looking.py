"""One load, every look: a page at a laptop and on a phone, in light and in dark, asked of axe and of its width.

What the colour scheme can change is colours, so in dark only axe's two rules about colours are asked again. A page that
differs by language only needs no colours at all: its structure and its width are what words can break.
"""

from pathlib import Path

from axe_playwright_python import base
from axe_playwright_python.base import AxeResults
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

SIZES = {"laptop": (1366, 900), "phone": (390, 844)}
_AXE = Path(base.AXE_FILE_PATH).read_text(encoding="utf-8")
_COLOURS = ["color-contrast", "link-in-text-block"]
# What a script draws follows a new width in a moment (Plotly waits for a tenth of a second): whatever still sticks out
# after three seconds does stick out.
_FITS = """async () => {
    const root = document.documentElement;
    const last = performance.now() + 3000;
    while (root.scrollWidth > root.clientWidth && performance.now() < last) await new Promise(requestAnimationFrame);
    return root.scrollWidth <= root.clientWidth;
}"""
_RUN = "options => axe.run(options).then(found => ({ violations: found.violations }))"


def ask_axe(page: Page, options: dict[str, object] | None = None) -> None:
    """Fails when axe finds anything in the page as it now is. Its script comes into a document once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    results = AxeResults(page.evaluate(_RUN, {"resultTypes": ["violations"]} | (options or {})))
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def fits(page: Page) -> bool:
    """Does the page need no scrolling sideways?"""
    return bool(page.evaluate(_FITS))


def look(page: Page, *, colours: bool = True) -> None:
    """Looks at the page as it now is, with whatever has been opened in it, in every size and both schemes."""
    assert page.locator("h1").count() == 1, page.url
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="light")
        assert fits(page), f"{page.url} scrolls sideways at a {name}"
        if not colours:
            ask_axe(page, {"rules": {rule: {"enabled": False} for rule in _COLOURS}})
            continue
        ask_axe(page)
        page.emulate_media(color_scheme="dark")
        ask_axe(page, {"runOnly": {"type": "rule", "values": _COLOURS}})


def look_at(page: Page, server: LiveServer, address: str, *, colours: bool = True) -> None:
    """Opens a page that must be there, unfolds the first question on it, and looks."""
    visit(page, server, address)
    for question in page.get_by_text("Mitä pitää vahvistaa?").all()[:1]:
        question.click()
    look(page, colours=colours)


def visit(page: Page, server: LiveServer, address: str) -> None:
    """Opens a page that must be there."""
    answer = page.goto(server.url + address)
    assert answer is not None
    assert answer.status == 200, address


def become(page: Page, server: LiveServer, name: str) -> None:
    """Signs a demo person in, behind the form's back: that the form works is asked elsewhere."""
    from scorecard.models import User

    client = Client()
    client.force_login(User.objects.get(username=name))
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": server.url}])
