"""One load, every look: a page at a laptop, on a phone and zoomed, in light and in dark, asked of axe and of its width.

A page is loaded once and looked at in all of them. What the colour scheme can change is colours, so in dark only axe's
two rules about colours are asked again; what zoom and spaced text can do is to push the page wider than its window, or
text out of its box.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from axe_playwright_python import base
from axe_playwright_python.base import AxeResults
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

type Scheme = Literal["light", "dark"]
type Rules = dict[str, object]
"""Which of its rules axe is asked."""
type Look = tuple[str, Scheme, Rules]
"""At which size, in which scheme, by which rules."""

SIZES = {"laptop": (1366, 900), "phone": (390, 844)}
ZOOMED = {"200 %": (683, 450), "400 %": (320, 256)}
_AXE = Path(base.AXE_FILE_PATH).read_text(encoding="utf-8")
_COLOURS = ["color-contrast", "link-in-text-block"]
COLOURS: Rules = {"runOnly": {"type": "rule", "values": _COLOURS}}
# What a script draws follows a new width in a moment (Plotly waits for a tenth of a second): whatever still sticks out
# after three seconds does stick out.
_FITS = """async () => {
    const root = document.documentElement;
    const last = performance.now() + 3000;
    while (root.scrollWidth > root.clientWidth && performance.now() < last) await new Promise(requestAnimationFrame);
    return root.scrollWidth <= root.clientWidth;
}"""
# Boxes that show less text than they hold and cannot be scrolled. What is hidden from sight altogether is one pixel.
_CUT = """() => [...document.querySelectorAll("body *:not(svg *)")].filter(one => {
    const overflows = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
    if (!overflows || one.clientWidth < 2 || !one.innerText?.trim() || one.matches("select, option")) return false;
    const style = getComputedStyle(one);
    const shut = how => how === "hidden" || how === "clip";
    return (shut(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
        || (shut(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
}).map(one => one.outerHTML.slice(0, 120))"""
# As a reader's own style sheet would: added to the document's list, past the policy that holds for the page.
_SPACE = """(rules) => {
    const own = new CSSStyleSheet();
    own.replaceSync(rules);
    document.adoptedStyleSheets = [own];
}"""
_SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    " p { margin-block-end: 2em !important; }"
)
_RUN = "options => axe.run(options).then(found => ({ violations: found.violations }))"


def ask_axe(page: Page, options: Rules | None = None) -> None:
    """Fails when axe finds anything in the page as it now is. Its script comes into a document once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    results = AxeResults(page.evaluate(_RUN, {"resultTypes": ["violations"]} | (options or {})))
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def fits(page: Page) -> bool:
    """Does the page need no scrolling sideways?"""
    return bool(page.evaluate(_FITS))


def look(page: Page) -> None:
    """Looks at the page as it now is, with whatever has been opened in it, in every size and both schemes."""
    assert page.locator("h1").count() == 1, page.url
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="light")
        assert fits(page), f"{page.url} scrolls sideways at a {name}"
        ask_axe(page)
        page.emulate_media(color_scheme="dark")
        ask_axe(page, COLOURS)
    page.emulate_media(color_scheme="light")


def glance(page: Page, looks: Iterable[Look]) -> None:
    """Sees that the page fits at the sizes named, and asks axe there in the scheme named."""
    assert page.locator("h1").count() == 1, page.url
    for name, scheme, rules in looks:
        width, height = SIZES[name]
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        assert fits(page), f"{page.url} scrolls sideways at a {name}"
        ask_axe(page, rules)


def zoom(page: Page, names: Iterable[str]) -> None:
    """Looks at the page zoomed in, and at its text spaced as a reader may space it: it scrolls one way only."""
    for name in names:
        width, height = ZOOMED[name]
        page.set_viewport_size({"width": width, "height": height})
        assert fits(page), f"{page.url} scrolls sideways at {name}"
        assert not (cut := page.evaluate(_CUT)), f"{page.url} cuts text at {name}: {cut}"
    page.evaluate(_SPACE, _SPACED)
    assert fits(page), f"{page.url} scrolls sideways when its text is spaced"
    assert not (cut := page.evaluate(_CUT)), f"{page.url} cuts spaced text: {cut}"
    page.evaluate(_SPACE, "")


def visit(page: Page, server: LiveServer, address: str) -> None:
    """Opens a page that must be there."""
    answer = page.goto(server.url + address)
    assert answer is not None
    assert answer.status == 200, address


def unfold(page: Page) -> None:
    """Opens what is folded, so that it is looked at too."""
    page.locator("main details").evaluate_all("all => all.slice(0, 8).forEach(one => { one.open = true })")


def become(page: Page, server: LiveServer, name: str) -> None:
    """Signs a demo person in, behind the form's back: that the form works is asked elsewhere."""
    from scorecard.models import User

    page.context.clear_cookies()
    if not name:
        return
    client = Client()
    client.force_login(User.objects.get(username=name))
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": server.url}])
