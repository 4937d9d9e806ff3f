"""Walking a page by keyboard alone: Tab until one is there, and where the focus is after something has been swapped."""

import pytest
from playwright.sync_api import Page

_NAMED = """() => {
    const own = document.activeElement;
    const words = own.getAttribute("aria-label") ?? (own.labels?.[0] ?? own).innerText ?? own.textContent;
    return words.trim().split("\\n")[0];
}"""
_SEEN = """() => {
    const own = document.activeElement;
    if (own === document.body || !own.matches(":focus-visible")) return false;
    const style = getComputedStyle(own);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""


def tab_to(page: Page, name: str, most: int = 80) -> None:
    """Presses Tab until the element with this text, label or spoken name has the focus, and shows it.

    A name that ends in … is the beginning of one. A page just gone to is walked when its styles are there: its text can
    be read before that, though nothing is drawn.
    """
    page.wait_for_load_state()
    for _ in range(most):
        page.keyboard.press("Tab")
        named = str(page.evaluate(_NAMED))
        if named == name or (name.endswith("…") and named.startswith(name[:-1])):
            assert page.evaluate(_SEEN), f"{name} has the focus, and nothing shows it"
            return
    pytest.fail(f"Tab does not reach {name}")


def has_place(page: Page) -> bool:
    """Is the focus somewhere in the page's content, and not lost with what was swapped away?"""
    return bool(page.evaluate("document.querySelector('main').contains(document.activeElement)"))
