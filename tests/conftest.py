"""What every test gets: the settings of development, and passwords that cost nothing to check."""

import os

# Before anything reads the settings, so that a bare ``pytest`` works as ``./test`` does.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kemi_strategy.settings")
os.environ.setdefault("DEBUG", "1")


def pytest_configure() -> None:
    """The catalogues as they are now; and a slow password hash protects people, of whom tests have none."""
    from django.conf import settings

    from kemi_strategy.catalogues import compile_all

    compile_all()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_report_header() -> str:
    """Which database this run is on."""
    from django.db import connection

    return f"database: {connection.vendor}"
