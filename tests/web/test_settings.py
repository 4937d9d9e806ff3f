"""One settings file: what the environment decides, seen from a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

DECIDES = (
    "DATABASE_URL",
    "DEBUG",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "PORT",
    "SITE_ADDRESS",
    "MAIL_HOST",
    "MAIL_PORT",
    "MAIL_USER",
    "MAIL_PASSWORD",
    "MAIL_SECURITY",
    "MAIL_FROM",
    "SUPERVISOR_NAME",
    "SUPERVISOR_UNIT",
    "SUPERVISOR_URL",
    "SUPERVISOR_EMAIL",
    "SUPERVISOR_PHONE",
)
SHOW = """
import json, django
from django.conf import settings
django.setup()
print(json.dumps({name: getattr(settings, name) for name in %r}, default=str))
"""
PRAGMAS = """
import json, django
django.setup()
from django.db import connection
def ask(pragma):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA " + pragma)
        return cursor.fetchone()[0]
print(json.dumps([ask("journal_mode"), ask("foreign_keys"), ask("busy_timeout"), connection.transaction_mode]))
"""
MAIL = {"MAIL_HOST": "posti.kunta.example", "MAIL_FROM": "strategia@kunta.example"}
IN_SERVICE = {"SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "strategia.example"}


def started(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A program started with only these of our variables set."""
    clean = {name: value for name, value in os.environ.items() if name not in DECIDES}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env=clean | {"DJANGO_SETTINGS_MODULE": "kemi_strategy.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def shown(*names: str, **environment: str) -> dict[str, object]:
    """Settings as they are in that environment."""
    answer = started(SHOW % (names,), **environment)
    assert answer.returncode == 0, answer.stderr
    found: dict[str, object] = json.loads(answer.stdout)
    return found


def test_without_a_secret_key_the_service_does_not_start() -> None:
    answer = started(SHOW % (("DEBUG",),))
    assert answer.returncode != 0
    assert "SECRET_KEY" in answer.stderr


def test_in_service_cookies_travel_over_https_only() -> None:
    names = ("DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    assert shown(*names, **IN_SERVICE) == dict(zip(names, (False, True, True, True), strict=True))


def test_the_guard_against_writing_is_for_development_only() -> None:
    guard = "kemi_strategy.web.readonly.safe_requests_change_nothing"
    assert guard not in str(shown("MIDDLEWARE", **IN_SERVICE))
    assert guard in str(shown("MIDDLEWARE", DEBUG="1"))


def test_sqlite_waits_for_its_turn_and_keeps_its_references(tmp_path: Path) -> None:
    answer = started(PRAGMAS, DEBUG="1", DATABASE_URL=f"sqlite:///{tmp_path / 'kunta.sqlite3'}")
    assert json.loads(answer.stdout) == ["wal", 1, 20_000, "IMMEDIATE"]


def test_postgresql_is_chosen_by_its_address() -> None:
    databases = shown("DATABASES", DEBUG="1", DATABASE_URL="postgres://kemi:s%40la@db.example:5433/mittarit")[
        "DATABASES"
    ]
    assert isinstance(databases, dict)
    chosen = databases["default"]
    assert chosen["ENGINE"] == "django.db.backends.postgresql"
    assert (chosen["HOST"], chosen["PORT"], chosen["NAME"]) == ("db.example", 5433, "mittarit")
    assert (chosen["USER"], chosen["PASSWORD"]) == ("kemi", "s@la")
    assert "pool" in chosen["OPTIONS"]


def test_the_demo_prints_its_mail_and_its_links_lead_to_itself() -> None:
    found = shown("MAILERS", "SITE_ADDRESS", DEBUG="1", PORT="8123")
    assert found["SITE_ADDRESS"] == "http://127.0.0.1:8123"
    assert found["MAILERS"] == {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}


def test_in_service_nothing_is_mailed_and_no_link_guessed_until_it_is_said() -> None:
    assert shown("MAILERS", "SITE_ADDRESS", **IN_SERVICE) == {"MAILERS": {}, "SITE_ADDRESS": ""}


@pytest.mark.parametrize(
    ("security", "port", "starttls", "tls"),
    [("starttls", 587, True, False), ("tls", 465, False, True), ("none", 25, False, False)],
)
def test_the_mail_server_is_named_by_the_environment(security: str, port: int, starttls: bool, tls: bool) -> None:
    said = MAIL | {
        "MAIL_SECURITY": security,
        "MAIL_USER": "kemi",
        "MAIL_PASSWORD": "s@la",
        "SITE_ADDRESS": "https://a/",
    }
    found = shown("MAILERS", "DEFAULT_FROM_EMAIL", "SITE_ADDRESS", **IN_SERVICE, **said)
    assert found["DEFAULT_FROM_EMAIL"] == "strategia@kunta.example"
    assert found["SITE_ADDRESS"] == "https://a"
    mailers = found["MAILERS"]
    assert isinstance(mailers, dict)
    assert mailers["default"]["OPTIONS"] == {
        "host": "posti.kunta.example",
        "port": port,
        "username": "kemi",
        "password": "s@la",
        "use_tls": starttls,
        "use_ssl": tls,
        "timeout": 20,
    }


@pytest.mark.parametrize(
    ("said", "named"),
    [({"MAIL_HOST": "posti.kunta.example"}, "MAIL_FROM"), ({"MAIL_SECURITY": "ssl"}, "MAIL_SECURITY")],
)
def test_half_said_mail_settings_stop_the_start(said: dict[str, str], named: str) -> None:
    answer = started(SHOW % (("MAILERS",),), **IN_SERVICE, **said)
    assert answer.returncode != 0
    assert named in answer.stderr


def test_traficom_supervises_accessibility_unless_another_is_named() -> None:
    usual = shown("SUPERVISOR", **IN_SERVICE)["SUPERVISOR"]
    assert isinstance(usual, dict)
    assert (usual["name"], usual["email"]) == ("Liikenne- ja viestintävirasto Traficom", "saavutettavuus@traficom.fi")
    named = {"SUPERVISOR_NAME": "Toinen virasto", "SUPERVISOR_URL": "https://virasto.example/"}
    assert shown("SUPERVISOR", **IN_SERVICE, **named)["SUPERVISOR"] == {
        "name": "Toinen virasto",
        "unit": "",
        "url": "https://virasto.example/",
        "email": "",
        "phone": "",
    }


@pytest.mark.parametrize("address", ["", "virasto.example", "javascript:alert(1)"])
def test_an_authority_is_named_with_an_address_that_can_be_opened(address: str) -> None:
    answer = started(SHOW % (("SUPERVISOR",),), **IN_SERVICE, SUPERVISOR_NAME="Toinen", SUPERVISOR_URL=address)
    assert answer.returncode != 0
    assert "SUPERVISOR_URL" in answer.stderr
