"""What every answer carries, and that no page needs what the content security policy forbids."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

BASE = Path(settings.BASE_DIR)
TEMPLATES = sorted(
    path for path in BASE.rglob("*.html") if "templates" in path.parts and ".venv" not in path.relative_to(BASE).parts
)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FORBIDDEN = {
    "a script of its own": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "a style block": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an htmx event attribute": re.compile(r"\s(data-)?hx-on", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "something from a third party": re.compile(
        r"<(script|link|img|source|iframe|audio|video)\b[^>]*\b(src|href)\s*=\s*[\"']?(https?:)?//", re.IGNORECASE
    ),
}


@pytest.mark.urls("tests.web.misbehaving")
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/rauhallinen/", "/ei-mitaan/", "/static/ei-mitaan.css"])
def test_every_answer_carries_the_security_headers(client: Client, address: str) -> None:
    headers = client.get(address).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.urls("tests.web.misbehaving")
@pytest.mark.django_db
def test_sign_in_is_required_unless_a_page_says_otherwise(client: Client) -> None:
    answer = client.get("/suljettu/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/kirjaudu/?next=/suljettu/"


def test_the_sweep_sees_the_templates() -> None:
    assert BASE / "templates" / "base.html" in TEMPLATES


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(BASE)))
def test_no_template_needs_what_the_policy_forbids(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    found = {what for what, pattern in FORBIDDEN.items() if pattern.search(source)}
    # A letter is read in a mail program, where no policy of ours holds and no style sheet can be fetched.
    assert found <= ({"a style block"} if "mail" in template.parts else set())


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<script>go()</script>", "a script of its own"),
        ("<style>p{}</style>", "a style block"),
        ('<p class="x"\n  style="color:red">', "a style attribute"),
        ('<button type="button" onclick="go()">', "an event attribute"),
        ('<div hx-on:click="go()">', "an htmx event attribute"),
        ('<a href="javascript:go()">', "a javascript address"),
        ('<script defer src="https://cdn.example/x.js"></script>', "something from a third party"),
    ],
)
def test_the_sweep_finds_each_forbidden_thing(markup: str, what: str) -> None:
    assert FORBIDDEN[what].search(markup)


@pytest.mark.parametrize(
    "markup",
    ['<script defer src="/static/x.js"></script>', '<link rel="stylesheet" href="/static/x.css">', "<p>one = two</p>"],
)
def test_the_sweep_lets_what_is_allowed_through(markup: str) -> None:
    assert not any(pattern.search(markup) for pattern in FORBIDDEN.values())
