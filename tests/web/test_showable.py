"""A page holds no sign that HTML forbids, whatever was typed; letters of every language stay as they are."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from kemi_strategy.web.showable import pages_hold_what_can_be_shown


def answered(text: str, kind: str = "text/html; charset=utf-8") -> str:
    """What comes through of an answer."""

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(text, content_type=kind)

    return pages_hold_what_can_be_shown(view)(RequestFactory().get("/")).content.decode()


def test_forbidden_signs_are_shown_as_the_replacement_sign() -> None:
    assert answered("a\x00b\x08c\x0bd\x1fe\x7ff\x85g") == "a�b�c�d�e�f�g"


@pytest.mark.parametrize("text", ["rivi\r\n\ttoinen", "Äänekoski, Čáhcesuolu, Åbo", "1\u00a0000 – −2 €", "😀"])
def test_what_can_be_shown_is_left_alone(text: str) -> None:
    assert answered(text) == text


def test_files_are_sent_as_they_are() -> None:
    assert answered("a\x00b", "text/csv") == "a\x00b"


@pytest.mark.django_db
def test_a_form_turned_away_gives_back_what_can_be_shown(client: Client) -> None:
    answer = client.post("/saavutettavuusseloste/", {"text": "a\x00b"})
    assert answer.status_code == 422
    assert "a�b</textarea>" in answer.text
