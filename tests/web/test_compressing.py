"""What is text travels compressed; a signed-in reader's page has a length that tells nothing."""

import gzip

import brotli
import pytest
from django.http import FileResponse, HttpResponse
from django.test import Client, RequestFactory

from kemi_strategy.web.compressing import text_is_compressed

LONG = "Työttömyysaste laski. " * 100


def answer(response, accepted: str = "gzip, deflate, br", **cookies: str):
    """What the middleware makes of a response."""
    request = RequestFactory().get("/", headers={"accept-encoding": accepted})
    request.COOKIES.update(cookies)
    return text_is_compressed(lambda _request: response)(request)


def test_a_visitor_gets_brotli() -> None:
    sent = answer(HttpResponse(LONG, headers={"ETag": '"abc"'}))
    assert sent.headers["Content-Encoding"] == "br"
    assert brotli.decompress(sent.content).decode() == LONG
    assert sent.headers["Content-Length"] == str(len(sent.content))
    assert sent.headers["ETag"] == 'W/"abc"'
    assert "Accept-Encoding" in sent.headers["Vary"]


def test_whoever_is_signed_in_gets_gzip_of_a_length_that_varies() -> None:
    sent = [answer(HttpResponse(LONG), sessionid="x") for _ in range(40)]
    assert {one.headers["Content-Encoding"] for one in sent} == {"gzip"}
    assert {gzip.decompress(one.content).decode() for one in sent} == {LONG}
    assert len({len(one.content) for one in sent}) > 5


def test_a_session_that_begins_counts_as_one() -> None:
    response = HttpResponse(LONG)
    response.set_cookie("sessionid", "x")
    assert answer(response).headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=1.0", "br"),
        ("br;q=0.5", "br"),
        ("identity", None),
        ("", None),
    ],
)
def test_only_what_the_browser_takes_is_sent(accepted: str, encoding: str | None) -> None:
    assert answer(HttpResponse(LONG), accepted).headers.get("Content-Encoding") == encoding


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("lyhyt"),
        HttpResponse(b"x" * 1000, content_type="image/png"),
        HttpResponse(LONG, headers={"Content-Encoding": "br"}),
        HttpResponse(LONG, status=206),
    ],
    ids=["short", "picture", "already", "part"],
)
def test_what_would_not_gain_is_left_alone(response: HttpResponse) -> None:
    before = response.content
    assert answer(response).content == before


@pytest.mark.parametrize("cookies", [{}, {"sessionid": "x"}])
def test_a_file_is_compressed_as_it_is_read(tmp_path, cookies: dict[str, str]) -> None:
    (tmp_path / "x.css").write_text(LONG)
    file = (tmp_path / "x.css").open("rb")
    sent = answer(FileResponse(file, content_type="text/css"), **cookies)
    packed = b"".join(sent)
    unpack = gzip.decompress if cookies else brotli.decompress
    assert unpack(packed).decode() == LONG
    assert "Content-Length" not in sent.headers
    file.close()


def test_a_public_page_that_has_not_changed_is_not_sent_again(db, client: Client) -> None:
    first = client.get("/nain-tila-lasketaan/", headers={"accept-encoding": "br"})
    assert first.headers["Content-Encoding"] == "br"
    again = client.get(
        "/nain-tila-lasketaan/", headers={"accept-encoding": "br", "if-none-match": first.headers["ETag"]}
    )
    assert again.status_code == 304
    assert again.headers["Content-Security-Policy"]
