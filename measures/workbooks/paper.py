"""How our own sheets look on screen and on paper: A4 landscape, as wide as the page, headings on every page."""

import textwrap
from collections.abc import Iterable, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from measures.workbooks.ink import Content

LINE_POINTS = 12.9
_HIGHEST = 409.0
_LONG = 5_000  # letters: more do not fit into the highest row there is
_INCH = 2.54


def on_paper(sheet: Worksheet, widths: Sequence[float], *, columns: int = 0) -> None:
    """Widths, and everything of paper. The first row and the first ``columns`` stay in view; the row is repeated."""
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = sheet.cell(2, columns + 1)
    sheet.print_title_rows = "1:1"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    setup, margins = sheet.page_setup, sheet.page_margins
    setup.orientation, setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins.left = margins.right = 1.0 / _INCH
    margins.top, margins.bottom = 1.9 / _INCH, 1.6 / _INCH
    margins.header = margins.footer = 0.8 / _INCH


def row_height(texts: Iterable[tuple[Content, float]]) -> float:
    """The height in points in which each text can be read in its width: not every program fits rows by itself."""
    lines = max((_lines(text, width) for text, width in texts if isinstance(text, str)), default=1)
    return min(_HIGHEST, lines * LINE_POINTS + 2)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes; about nine tenths of the letters are narrower than a digit."""
    if len(text) <= width and "\n" not in text:
        return 1
    room = max(1, int(width * 1.18))
    return sum(len(textwrap.wrap(part, room)) or 1 for part in text[:_LONG].split("\n"))
