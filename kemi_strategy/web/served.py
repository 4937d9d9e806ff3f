"""Joins the small style sheets and scripts of ``static/`` into the few files that browsers fetch.

The sources stay small enough to read; a page fetches one sheet that all pages share and at most one of its own room, a
resident's page both as one.
What is joined is written under ``made/`` when it is asked for, and again when a source has changed: the demo needs no
step of its own, and ``collectstatic`` finds the same files. Within a file the order below is the order of the cascade.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Literal, overload

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

FOLDER = "served"
_BASE = ("tokens", "base", "layout", "top", "components", "rows", "indicator", "narrow", "session", "forced")
JOINED: dict[str, tuple[str, ...]] = {
    "base.css": _BASE,
    "about.css": ("about", "desk"),
    "desk.css": ("desk", "tree"),
    "entry.css": ("entry", "grid", "paste", "upload"),
    "imports.css": ("desk", "upload", "imports"),
    "map.css": (*_BASE, "work", "map"),
    "overview.css": ("work", "drill", "overview"),
    "pack.css": ("drill", "work", "matrix", "pack"),
    "public.css": (*_BASE, "charts", "work", "matrix", "public"),
    "reports.css": ("desk", "work", "forms", "drill", "reports"),
    "steward.css": ("desk", "work", "forms", "matrix", "steward", "readings", "keeping"),
    "timeliness.css": ("timeliness",),
    "trace.css": ("drill", "trace"),
    "work.css": ("desk", "work", "forms", "matrix"),
    "worked.css": ("worked",),
    "session.js": ("session",),
    "entry.js": ("entry", "entry-keys", "entry-unsent", "entry-paste", "landing"),
}

# Only what stands on lines of its own: a comment sign inside a string or a pattern is left alone.
_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_BLANK = re.compile(r"\n\s*\n")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def sources(name: str) -> list[Path]:
    """The files that a served file is joined of, in order."""
    kind = name.rpartition(".")[2]
    return [Path(settings.BASE_DIR, "static", kind, f"{part}.{kind}") for part in JOINED[name]]


def joined(name: str) -> str:
    """What a served file says: its sources one after another, without comments and empty lines."""
    text = _COMMENT.sub("", "\n".join(path.read_text(encoding="utf-8") for path in sources(name)))
    text = _BLANK.sub("\n", text)
    # Indentation means nothing in a style sheet; in a script it may stand inside a text.
    return _INDENT.sub("", text) if name.endswith(".css") else text


def written(name: str) -> Path:
    """The served file on disk: written anew only when it differs, so that its date tells browsers when it changed."""
    path = Path(settings.SERVED_ROOT, name)
    text = joined(name)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Readers in other threads and processes see the old file or the new one, never half of it.
        with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False) as part:
            part.write(text)
        os.chmod(part.name, 0o644)
        os.replace(part.name, path)
    return path


class _Made(FileSystemStorage):
    """The folder of joined files, under a name of its own in addresses."""

    prefix = FOLDER


class ServedFinder(BaseFinder):
    """Finds ``served/base.css`` and the others, and nothing else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = _Made(location=settings.SERVED_ROOT)
        super().__init__(*args, **kwargs)

    @overload
    def find(self, path: str, find_all: Literal[False] = False) -> str | None: ...

    @overload
    def find(self, path: str, find_all: Literal[True]) -> list[str]: ...

    def find(self, path: str, find_all: bool = False) -> str | list[str] | None:
        """Where the file is, written if need be, when it is one of ours."""
        folder, _, name = path.partition("/")
        if folder != FOLDER or name not in JOINED:
            return []
        found = str(written(name))
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Every served file."""
        for name in JOINED:
            written(name)
            yield name, self.storage
