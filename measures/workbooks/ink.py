"""How things are written into cells: text always as text, numbers with their decimals, days as days, in few styles."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from kemi_strategy.web.dates import write_day
from measures.quantities import write_number
from measures.workbooks.texts import cell_text, like_a_formula

MOST_DECIMALS = 15
"""Excel keeps fifteen digits of a number: more decimals would show what is not there."""
FIRST_DAY = dt.date(1900, 3, 1)
"""Excel knows no earlier days as other programs do: it has a 29th of February 1900."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number to be shown with so many decimals.

    ``signed`` shows a plus before a rise. ``quiet`` shows zero as a dash; it is zero all the same.
    """

    value: Decimal | int
    decimals: int = 0
    signed: bool = False
    quiet: bool = False

    @property
    def format(self) -> str:
        """The number's format in Excel's own notation: thousands apart, decimals, and the sign where asked."""
        places = min(self.decimals, MOST_DECIMALS)
        body = "#,##0" + ("." + "0" * places if places else "")
        if self.signed:
            return f"+{body};-{body};{body}"
        return f'{body};-{body};"–"' if self.quiet else body

    @property
    def width(self) -> int:
        """Characters as shown."""
        shown = Decimal(self.value)
        return len(write_number(shown, decimals=min(self.decimals, MOST_DECIMALS), signed=self.signed))


type Content = str | Number | dt.date | dt.datetime | None
"""What a cell holds. None and an empty text leave it empty: a missing figure is never zero."""

DARK, LINE, MUTED, LIGHT = "FF062C41", "FFD6DEE6", "FF4C5B69", "FFEEF2F6"
_DAY = "d.m.yyyy"
_THIN = Border(bottom=Side("thin", color=LINE))


def _style(name: str, font: dict[str, Any], alignment: dict[str, Any], **more: Any) -> NamedStyle:
    font = {"name": "Calibri", "sz": 10} | font
    return NamedStyle(name, font=Font(**font), alignment=Alignment(vertical="top", **alignment), **more)


TEXT, NUMBER, WORD, DAY, MOMENT = "SM teksti", "SM luku", "SM sana", "SM päivä", "SM hetki"
HEAD, HEAD_RIGHT, TITLE, SUBTITLE = "SM sarakeotsikko", "SM lukuotsikko", "SM otsikko", "SM väliotsikko"
LABEL, PROSE, ALERT = "SM nimike", "SM selite", "SM huomautus"


def _styles() -> list[NamedStyle]:
    white = {"b": True, "color": "FFFFFFFF"}
    right = {"horizontal": "right", "indent": 1}
    dark, alert = PatternFill("solid", fgColor=DARK), PatternFill("solid", fgColor="FFFDF1D6")
    return [
        _style(TEXT, {}, {"wrapText": True}, border=_THIN),
        _style(NUMBER, {}, right, border=_THIN),
        _style(WORD, {}, right | {"wrapText": True}, border=_THIN),
        _style(DAY, {}, right, border=_THIN, number_format=_DAY),
        _style(MOMENT, {}, {"horizontal": "left"}, number_format=f"{_DAY} hh:mm"),
        _style(HEAD, white, {"wrapText": True}, fill=dark),
        _style(HEAD_RIGHT, white, right | {"wrapText": True}, fill=dark),
        _style(TITLE, {"b": True, "sz": 16, "color": DARK}, {}),
        _style(SUBTITLE, {"b": True, "sz": 12, "color": DARK}, {}),
        _style(LABEL, {"b": True, "color": MUTED}, {"wrapText": True}),
        _style(PROSE, {}, {"wrapText": True, "horizontal": "left"}),
        _style(ALERT, {"b": True}, {"wrapText": True}, fill=alert),
    ]


class Ink:
    """Writes into the cells of one workbook and remembers how many texts it had to cut."""

    def __init__(self, book: Workbook) -> None:
        self.cut = 0
        for style in _styles():
            book.add_named_style(style)

    def write(self, cell: Any, content: Content, style: str = TEXT) -> None:
        """Puts the content into the cell in the style of its kind; ``style`` is that of a text."""
        if isinstance(content, Number):
            cell.value = content.value
            cell.style = style if style == PROSE else NUMBER
            cell.number_format = content.format
        elif isinstance(content, dt.datetime):
            cell.value, cell.style = content, MOMENT
        elif isinstance(content, dt.date) and content >= FIRST_DAY:
            cell.value, cell.style = content, MOMENT if style == PROSE else DAY
            cell.number_format = _DAY
        else:
            text = write_day(content) if isinstance(content, dt.date) else content
            self._write_text(cell, text or "", style)

    def _write_text(self, cell: Any, text: str, style: str) -> None:
        cell.style = style
        if not text:
            return
        fit, cut = cell_text(text)
        self.cut += cut
        cell.value = fit
        cell.data_type = "s"
        if like_a_formula(fit):
            cell.quotePrefix = True
