"""Prints pages as a PDF: WeasyPrint lays them out with our own typeface and style sheet and fetches nothing else."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reporting.renderers.pdf.finishing import finished
from reporting.renderers.pdf.libraries import ensure_libraries
from reporting.renderers.pdf.typeface import FONT_FILE

_HERE = Path(__file__).parent
_OWN = "report:"
_FONT = f"{_OWN}typeface"
STYLES = (_HERE / "paper.css").read_text(encoding="utf-8")
_HYPHENS = _HERE / "hyphens_fi.dic"


def printed(html: str, titles: Mapping[str, str]) -> bytes:
    """The PDF of a whole HTML document: the same bytes for the same pages. ``titles``: of the places linked to.

    Raises Lacking when the machine has not what is needed to print.
    """
    ensure_libraries()
    import pyphen
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    pyphen.LANGUAGES["fi"], pyphen.LANGUAGES_LOWERCASE["fi"] = _HYPHENS, "fi"  # its package knows no Finnish
    fonts, fetch = FontConfiguration(), _fetcher()
    given: dict[str, Any] = {"base_url": _OWN, "url_fetcher": fetch}
    styles = CSS(string=STYLES, font_config=fonts, **given)
    laid: bytes = HTML(string=html, **given).write_pdf(font_config=fonts, stylesheets=[styles], pdf_variant="pdf/ua-1")
    return finished(laid, titles)


def _fetcher() -> Any:
    """Gives the typeface and refuses every other address, so that no text can make us fetch anything."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OnlyOurs(URLFetcher):
        """Knows one address."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """The typeface's file."""
            if url != _FONT:
                raise FatalURLFetchingError(f"a report fetches nothing: {url}")
            return URLFetcherResponse(url, FONT_FILE.read_bytes(), {"Content-Type": "font/ttf"})

    return OnlyOurs()
