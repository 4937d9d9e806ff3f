"""Prints a large report in a process of its own: the memory that takes is given back, and never takes the worker along.

Printing needs about a megabyte a row. When the machine has not as much, it ends the process that asked for it; that
file is then not made, the others are, and the page says so.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from reporting.renderers.pdf.libraries import ensure_libraries
from reporting.renderers.pdf.press import printed

LARGE = 500_000
"""Letters of HTML from which on a report is printed apart: some two hundred rows."""
_BASE = Path(__file__).resolve().parent.parent.parent.parent
_BEGIN = "import django; django.setup(); from reporting.renderers.pdf.apart import main; main()"


class NotPrinted(Exception):
    """The process that printed ended without a file."""


def print_pages(html: str, titles: Mapping[str, str]) -> bytes:
    """The PDF of a whole HTML document, printed here or apart: the same bytes either way."""
    return printed(html, titles) if len(html) < LARGE else _printed_apart(html, titles)


def _printed_apart(html: str, titles: Mapping[str, str]) -> bytes:
    ensure_libraries()
    asked = json.dumps([html, dict(titles)]).encode()
    done = subprocess.run([sys.executable, "-c", _BEGIN], input=asked, cwd=_BASE, capture_output=True, check=False)
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF"):
        raise NotPrinted(f"printing ended with {done.returncode}: {done.stderr[-2000:].decode(errors='replace')}")
    return done.stdout


def main() -> None:
    """What the process of its own does."""
    html, titles = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(printed(html, titles))
