"""The files a report is kept as: one table of formats, each with the function that makes it from a snapshot.

A format's module is imported when it is first asked for: the libraries behind Word and PDF are heavy, and most pages
and commands need none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from kemi_strategy.web.speaking import LANGUAGES, speaking
from reporting.snapshot import Snapshot

__all__ = ["FORMATS", "LANGUAGES", "Format"]

type Render = Callable[..., bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file. ``code`` is also the file name's extension; ``module`` holds ``render(snapshot, language)``.

    ``templated``: it is made from a template, which ``render`` takes as its third; without one from the product's own.
    """

    code: str
    media_type: str
    module: str
    templated: bool = False

    def render(self, snapshot: Snapshot, language: str, template: bytes = b"") -> bytes:
        """The file's bytes: the same for the same snapshot, language and template, on any machine."""
        make: Render = import_module(self.module).render
        with speaking(language):
            return make(snapshot, language, template) if self.templated else make(snapshot, language)


FORMATS: dict[str, Format] = {
    one.code: one
    for one in (
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "reporting.renderers.xlsx",
        ),
        Format(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "reporting.renderers.word",
            templated=True,
        ),
        Format("pdf", "application/pdf", "reporting.renderers.pdf"),
        Format("csv", "text/csv; charset=utf-8", "reporting.renderers.report_csv"),
        Format("data.csv", "text/csv; charset=utf-8", "reporting.renderers.actuals_csv"),
        Format("json", "application/json", "reporting.renderers.report_json"),
    )
}
"""In the order in which they are made. Each renderer adds its own line here."""
