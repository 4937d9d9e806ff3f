"""Finds the one script that draws charts to explore, in the pinned package it comes in: nothing of it is committed."""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, overload

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SCRIPT, PREFIX = "plotly.min.js", "plotly"


class _Package(FileSystemStorage):
    """A package's folder, under a name of its own in addresses."""

    prefix = PREFIX


class PlotlyFinder(BaseFinder):
    """Serves ``plotly/plotly.min.js`` and nothing else of the package."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        found = find_spec("plotly")
        folder = Path(str(found.origin)).parent / "package_data" if found is not None else Path(PREFIX)
        self.storage = _Package(location=folder)
        super().__init__(*args, **kwargs)

    @overload
    def find(self, path: str, find_all: Literal[False] = False) -> str | None: ...

    @overload
    def find(self, path: str, find_all: Literal[True]) -> list[str]: ...

    def find(self, path: str, find_all: bool = False) -> str | list[str] | None:
        """Where the script is, when it is what is asked for."""
        if path != f"{PREFIX}/{SCRIPT}":
            return []
        found = self.storage.path(SCRIPT)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """The script alone."""
        yield SCRIPT, self.storage
