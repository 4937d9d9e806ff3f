"""Keeps every page that the tests are answered with, so that all of them can be put before the validator of HTML.

``KEEP_PAGES=folder pytest`` writes each whole page once, named by its digest (``docs/measuring.md``). Tests come to far
more states than addresses: forms turned away, conflicts, previews, errors.
"""

import hashlib
import re
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.test import Client

# What differs from one answer to the next and says nothing of the page.
_PASSING = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<="x-csrftoken": ")[^"]*', re.IGNORECASE)


def keep_pages(folder: Path) -> None:
    """From now on keeps whatever whole page Django's test client is answered with."""
    folder.mkdir(parents=True, exist_ok=True)
    ask = Client.request

    def request(self: Client, **asked: Any) -> Any:
        answer = ask(self, **asked)
        if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
            _keep(folder, answer)
        return answer

    setattr(Client, request.__name__, request)


def _keep(folder: Path, answer: HttpResponse) -> None:
    text = answer.text
    if text.lstrip().lower().startswith("<!doctype"):
        digest = hashlib.sha256(_PASSING.sub("", text).encode()).hexdigest()[:16]
        (folder / f"{answer.status_code}-{digest}.html").write_text(text, encoding="utf-8")
