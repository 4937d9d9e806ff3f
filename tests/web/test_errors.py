"""What people see when something goes wrong."""

import pytest
from django.template import engines, loader
from django.test import Client
from pytest_django import Settings

from kemi_strategy.web import errors

pytestmark = [pytest.mark.urls("tests.web.misbehaving"), pytest.mark.django_db]

PAGES = [
    ("/huono/", 400, "Pyyntöä ei voitu lukea"),
    ("/kielletty/", 403, "Sinulla ei ole oikeutta tähän"),
    ("/tuntematon/", 404, "Sivua ei löytynyt"),
    ("/ei-mitaan/", 404, "Sivua ei löytynyt"),
    ("/rikki/", 500, "Virhe palvelussa"),
    ("/kanta-poissa/", 503, "Palvelu on hetken poissa käytöstä"),
]


@pytest.fixture
def visitor() -> Client:
    """Someone whose browser gets an answer even when the program fails."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("address", "status", "heading"), PAGES)
def test_every_error_has_our_own_page_in_finnish(visitor: Client, address: str, status: int, heading: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == status
    assert f"<h1>{heading}</h1>" in answer.text
    assert '<html lang="fi"' in answer.text
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize(("address", "status", "heading"), [page for page in PAGES if page[1] in {400, 404}])
def test_the_demo_shows_our_own_pages_too(
    visitor: Client, settings: Settings, address: str, status: int, heading: str
) -> None:
    settings.DEBUG = True
    answer = visitor.get(address)
    assert answer.status_code == status
    assert f"<h1>{heading}</h1>" in answer.text


def test_a_developer_still_sees_the_traceback_of_a_fault(visitor: Client, settings: Settings) -> None:
    settings.DEBUG = True
    answer = visitor.get("/rikki/")
    assert answer.status_code == 500
    assert "ZeroDivisionError" in answer.text


def test_a_page_that_answers_400_itself_keeps_its_answer(visitor: Client, settings: Settings) -> None:
    settings.DEBUG = True
    assert visitor.get("/oma-400/").text == "oma vastaus"


def test_the_rule_that_stopped_the_reader_is_told(visitor: Client) -> None:
    assert "Vain esihenkilö voi kirjata toteuman." in visitor.get("/kielletty-saanto/").text


def test_what_was_not_found_is_told(visitor: Client, settings: Settings) -> None:
    assert "Kautta 2025-Q9 ei ole." in visitor.get("/tuntematon-kausi/").text
    settings.DEBUG = True
    assert "Kautta 2025-Q9 ei ole." in visitor.get("/tuntematon-kausi/").text


def test_words_of_the_program_are_not_shown(visitor: Client) -> None:
    assert "internal detail" not in visitor.get("/kielletty/").text
    assert "matches the given query" not in visitor.get("/tuntematon/").text


def test_the_database_being_away_says_when_to_come_back(visitor: Client) -> None:
    assert visitor.get("/kanta-poissa/").headers["Retry-After"] == "30"


@pytest.mark.parametrize("debug", [False, True])
def test_a_form_in_utf_7_gets_our_400(settings: Settings, debug: bool) -> None:
    settings.DEBUG = debug
    visitor = Client(raise_request_exception=False, enforce_csrf_checks=True)
    visitor.cookies["csrftoken"] = "a" * 32
    answer = visitor.post("/rauhallinen/", "nimi=x", content_type="application/x-www-form-urlencoded; charset=utf-7")
    assert answer.status_code == 400
    assert "<h1>Pyyntöä ei voitu lukea</h1>" in answer.text


@pytest.mark.parametrize("debug", [False, True])
def test_a_request_for_another_host_gets_our_400(visitor: Client, settings: Settings, debug: bool) -> None:
    settings.DEBUG = debug
    settings.ALLOWED_HOSTS = ["strategia.example"]
    answer = visitor.get("/rauhallinen/", headers={"host": "muu.example"})
    assert answer.status_code == 400
    assert "<h1>Pyyntöä ei voitu lukea</h1>" in answer.text


def test_a_form_without_its_token_gets_our_403() -> None:
    answer = Client(enforce_csrf_checks=True).post("/rauhallinen/", {"nimi": "x"})
    assert answer.status_code == 403
    assert "<h1>Lomaketta ei voitu lähettää</h1>" in answer.text


@pytest.mark.parametrize("name", ["400", "403_csrf", "500", "503"])
@pytest.mark.django_db(databases=[])
def test_these_pages_need_neither_request_nor_database(name: str) -> None:
    assert "<h1>" in loader.render_to_string(f"errors/{name}.html")


def test_a_broken_template_still_gives_a_page(visitor: Client, settings: Settings) -> None:
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [], "APP_DIRS": False}]
    assert not engines["django"].dirs
    answer = visitor.get("/rikki/")
    assert answer.status_code == 500
    assert "Yritä hetken kuluttua uudelleen." in answer.text


def test_a_page_is_written_without_the_reader_when_the_reader_is_what_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(request: object) -> dict[str, object]:
        raise RuntimeError("the session cannot be read")

    monkeypatch.setattr("django.contrib.auth.context_processors.auth", fails)
    engines["django"].engine.__dict__.pop("template_context_processors", None)
    try:
        answer = Client(raise_request_exception=False).get("/tuntematon/")
    finally:
        engines["django"].engine.__dict__.pop("template_context_processors", None)
    assert answer.status_code == 404
    assert "<h1>Sivua ei löytynyt</h1>" in answer.text


def test_the_handlers_are_the_ones_the_product_uses() -> None:
    from kemi_strategy import urls

    named = {urls.handler400, urls.handler403, urls.handler404, urls.handler500}
    assert named == {f"{errors.__name__}.{name}" for name in ("bad_request", "forbidden", "not_found", "server_error")}
