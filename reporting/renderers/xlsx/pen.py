"""What a cell of the workbook is written as: text always as text, numbers with their decimals, formulas only our own.

The rows of a sheet are written as XML and not by openpyxl: a large report has a million cells. Styles and everything
around the rows are openpyxl's.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border

from kemi_strategy.web.dates import HELSINKI, write_day
from measures.quantities import plain
from measures.workbooks.ink import DAY, FIRST_DAY, MOMENT, NUMBER, PROSE, Ink, Number
from measures.workbooks.texts import cell_text, like_a_formula

DIGITS = 15
"""Significant digits of a number that Excel keeps."""
_NEAREST, _SECONDS = Context(prec=17), Context(prec=12)
"""Seventeen digits tell any number of a spreadsheet apart from its neighbours; twelve of a day its milliseconds."""
_EPOCH = dt.date(1899, 12, 30)
_DAY, _MOMENT = "d.m.yyyy", "d.m.yyyy hh:mm"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of our own, without its equals sign; ``number`` is how its result is shown where it is one."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """What a cell holds, with a note that opens beside it."""

    content: "str | Number | None"
    note: str


type Content = str | Number | Formula | Noted | dt.date | dt.datetime | None
"""What a cell holds. None and an empty text leave it empty: a missing figure is never zero."""


def digits(value: Decimal) -> int:
    """Significant digits of a number, all of them.

    >>> digits(Decimal("0.0120")), digits(Decimal("1200")), digits(Decimal("-12.05"))
    (2, 2, 4)
    """
    return len(plain(value).replace("-", "").replace(".", "").strip("0"))


class Pen:
    """Writes the cells of one workbook.

    ``sheet``: the one now written on. ``cut``: the places where a text did not fit whole. ``author``: of notes.
    """

    def __init__(self, book: Workbook, mark: str, language: str, author: str) -> None:
        self.cut: list[str] = []
        self.sheet, self.author = "", author
        self._mark, self._language = mark, language
        self._known: dict[str, tuple[str, bool, bool]] = {}
        self._ids: dict[tuple[str, str, bool, bool], int] = {}
        self._scratch = WriteOnlyCell(book.active)
        Ink(book)

    def style(self, name: str, number: str = "", *, quoted: bool = False, flat: bool = False) -> int:
        """The number of a style in the workbook. ``flat``: on one line and without a border."""
        key = (name, number, quoted, flat)
        if key not in self._ids:
            cell: Any = self._scratch
            cell.style = name
            if number:
                cell.number_format = number
            if flat:
                kept = cell.alignment
                cell.border = Border()
                cell.alignment = Alignment(vertical="top", horizontal=kept.horizontal, indent=kept.indent)
            cell.quotePrefix = quoted
            self._ids[key] = cell.style_id
        return self._ids[key]

    def cell(self, place: str, content: Content, style: str, *, flat: bool = False) -> str:
        """The cell as XML, in the style of its kind; ``style`` is that of a text."""
        if isinstance(content, Noted):
            content = content.content
        if isinstance(content, str) and content:
            return self._text(place, content, style, flat=flat)
        if isinstance(content, Number):
            # On «Lue minut» a number stands beside its label, as text does.
            number = self.style(style if style == PROSE else NUMBER, content.format, flat=flat)
            return f'<c r="{place}" s="{number}"><v>{_digits(content.value)}</v></c>'
        if isinstance(content, Formula):
            number = self.style(NUMBER, content.number) if content.number else self.style(style)
            return f'<c r="{place}" s="{number}"><f>{escape(content.text)}</f></c>'
        if isinstance(content, dt.date):
            return self._day(place, content, style, flat=flat)
        return "" if flat else f'<c r="{place}" s="{self.style(style)}"/>'

    def _day(self, place: str, day: dt.date, style: str, *, flat: bool) -> str:
        if isinstance(day, dt.datetime):
            moment = day.astimezone(HELSINKI).replace(tzinfo=None, microsecond=0)
            since = moment - dt.datetime.combine(_EPOCH, dt.time())
            days = plain(since.days + _SECONDS.divide(Decimal(since.seconds), Decimal(86_400)))
            return f'<c r="{place}" s="{self.style(MOMENT, _MOMENT, flat=flat)}"><v>{days}</v></c>'
        if day < FIRST_DAY:
            return self._text(place, write_day(day, self._language), style, flat=flat)
        number = self.style(MOMENT if style == PROSE else DAY, _DAY, flat=flat)
        return f'<c r="{place}" s="{number}"><v>{day.toordinal() - _EPOCH.toordinal()}</v></c>'

    def _text(self, place: str, text: str, style: str, *, flat: bool) -> str:
        found = self._known.get(text)
        if found is None:
            fit, cut = cell_text(text, self._mark)
            found = self._known[text] = (escape(fit), like_a_formula(fit), cut)
        written, quoted, cut = found
        if cut:
            self.cut.append(f"{self.sheet} {place}")
        number = self.style(style, quoted=quoted, flat=flat)
        return f'<c r="{place}" s="{number}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'

    def fitted(self, text: str, place: str) -> str:
        """A text as a note holds it."""
        fit, cut = cell_text(text, self._mark)
        if cut:
            self.cut.append(f"{self.sheet} {place}")
        return fit


def _digits(value: Decimal | int) -> str:
    """A number as the file holds it: exactly where Excel can keep it, else the nearest that it can."""
    if isinstance(value, int):
        return str(value)
    return plain(value) if digits(value) <= DIGITS else plain(_NEAREST.plus(value))
