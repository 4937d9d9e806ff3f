"""What the validator of HTML has found in our templates does not come back (by hand: docs/measuring.md)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

BASE = Path(settings.BASE_DIR)
TEMPLATES = sorted((BASE / "templates").rglob("*.html"))
FAULTS = {
    "an empty address": re.compile(r"\s(action|href|src)=\"\""),
    "an attribute that HTML does not know (data-hx- says the same)": re.compile(r"[\s\"']hx-[a-z]"),
    "a role that the elements of tables have themselves": re.compile(
        r"<(table|caption|thead|tbody|tfoot|tr|th|td)\b[^>]*\srole="
    ),
    "a live region in a heading": re.compile(r"<h([1-6])\b[^>]*>(?:(?!</h\1>).)*role=\"(status|alert)\"", re.DOTALL),
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(BASE)))
def test_no_template_has_a_fault_found_before(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert not [what for what, pattern in FAULTS.items() if pattern.search(source)]


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ('<form method="get" action="">', "an empty address"),
        ('<form hx-post="/x/">', "an attribute that HTML does not know (data-hx- says the same)"),
        ('<td id="x" role="cell">', "a role that the elements of tables have themselves"),
        ('<h2 id="x">Rivit <span role="status">7 / 7</span></h2>', "a live region in a heading"),
    ],
)
def test_the_sweep_finds_each_fault(markup: str, what: str) -> None:
    assert FAULTS[what].search(markup)
