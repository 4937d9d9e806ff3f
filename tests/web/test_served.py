"""Few files for browsers out of many small ones: joined in order, found in the demo and when collected, cached."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from kemi_strategy.web import served

BASE = Path(settings.BASE_DIR)
TEMPLATES = "\n".join(path.read_text(encoding="utf-8") for path in (BASE / "templates").rglob("*.html"))
ALONE = {"explore.css", "explore.js"}
"""The chart to explore adds its rules to the end of its own sheet."""


def test_templates_ask_for_joined_files_that_exist() -> None:
    asked = set(re.findall(r"static 'served/([^']+)'", TEMPLATES))
    assert "base.css" in asked
    assert asked == set(served.JOINED)


def test_every_source_is_served_and_none_is_linked_by_itself() -> None:
    sources = {path.name for path in [*(BASE / "static/css").glob("*.css"), *(BASE / "static/js").glob("*.js")]}
    parts = {path.name for name in served.JOINED for path in served.sources(name)}
    assert sources - parts == ALONE
    assert {Path(name).name for name in re.findall(r"static '((?:css|js)/[^']+)'", TEMPLATES)} <= ALONE


def test_sources_are_joined_in_order_without_comments(settings, tmp_path: Path, monkeypatch) -> None:
    settings.BASE_DIR, settings.SERVED_ROOT = tmp_path, tmp_path / "made"
    monkeypatch.setattr(served, "JOINED", {"x.css": ("one", "two")})
    (tmp_path / "static/css").mkdir(parents=True)
    (tmp_path / "static/css/one.css").write_text('/* First,\n   in words. */\na {\n  content: "/* kept */";\n}\n')
    (tmp_path / "static/css/two.css").write_text("\n\nb {\n  color: red;\n}\n")
    path = served.written("x.css")
    assert path.read_text() == 'a {\ncontent: "/* kept */";\n}\nb {\ncolor: red;\n}\n'
    before = path.stat().st_mtime_ns
    assert served.written("x.css").stat().st_mtime_ns == before
    (tmp_path / "static/css/two.css").write_text("b {\n  color: blue;\n}\n")
    assert "blue" in served.written("x.css").read_text()
    assert [one.name for one in path.parent.iterdir()] == ["x.css"]


def test_layers_keep_their_order() -> None:
    assert "@layer tokens, base, layout, components;" in served.joined("base.css").partition("{")[0]


@pytest.mark.parametrize("asked", ["served/none.css", "served/../settings.py", "base.css", "other/base.css"])
def test_nothing_else_is_found(asked: str) -> None:
    assert not served.ServedFinder().find(asked)
    assert not served.ServedFinder().find(asked, find_all=True)


def test_collecting_sees_the_same_files() -> None:
    assert finders.find("served/base.css") == str(Path(settings.SERVED_ROOT, "base.css"))
    assert [name for name, _ in served.ServedFinder().list(None)] == list(served.JOINED)


def test_a_browser_that_has_the_file_gets_no_second_copy(db, client: Client) -> None:
    first = client.get("/static/served/base.css", headers={"accept-encoding": "br"})
    assert first.headers["Content-Encoding"] == "br"
    first.close()
    again = client.get(
        "/static/served/base.css", headers={"accept-encoding": "br", "if-none-match": first.headers["ETag"]}
    )
    assert again.status_code == 304
