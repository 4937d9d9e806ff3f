"""What every test gets: the settings of development, and passwords that cost nothing to check."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.shelf import Shelf

# Before anything reads the settings, so that a bare ``pytest`` works as ``./test`` does.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kemi_strategy.settings")
os.environ.setdefault("DEBUG", "1")


def pytest_collection_finish() -> None:
    """Python looks for leftovers a hundred times less often, and not among what stays: it took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 20)


def pytest_configure() -> None:
    """The catalogues as they are now; and a slow password hash protects people, of whom tests have none."""
    from django.conf import settings

    from kemi_strategy.catalogues import compile_all
    from tests.kept_pages import keep_pages

    compile_all()
    if folder := os.environ.get("KEEP_PAGES"):
        keep_pages(Path(folder))
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_report_header() -> str:
    """Which database this run is on."""
    from django.db import connection

    return f"database: {connection.vendor}"


@pytest.fixture(scope="session")
def shelf(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> "Iterator[Shelf]":
    """The kept demo. Imported here: settings cannot be read before they have been changed above."""
    from tests.shelf import Shelf

    kept = Shelf()
    yield kept
    with django_db_blocker.unblock():
        kept.throw_away()


@pytest.fixture(scope="module")
def loaded(shelf: "Shelf", django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The demo around all tests of the file, on the 22nd of November 2026; each test lies within it."""
    with django_db_blocker.unblock(), shelf.demo():
        yield


@pytest.fixture
def unprinted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF holds the pages before they are laid out on paper, which takes a second each.

    For tests of what becomes of files. What is printed is asked in ``reports/test_pdf``; that it is kept and stays
    the same, in ``reports/test_background`` and ``reports/test_same_bytes``.
    """
    monkeypatch.setattr("reporting.renderers.pdf.print_pages", lambda html, titles: html.encode())
