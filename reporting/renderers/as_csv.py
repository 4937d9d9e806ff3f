"""Tables as CSV that a Finnish Excel opens by itself: semicolons, decimal commas, UTF-8 with its mark.

A text that a spreadsheet would take for a formula gets an apostrophe before it; nothing else is changed.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from measures.quantities import plain

CONTENT_TYPE = "text/csv; charset=utf-8"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[str | int | Decimal | None]]) -> Iterator[str]:
    """The table line by line, so that a long one never stands in memory whole."""
    yield "\ufeff" + _line(heads)
    for row in rows:
        yield _line([_cell(value) for value in row])


def _cell(value: str | int | Decimal | None) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value).replace(".", ",")
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Sequence[str]) -> str:
    held = io.StringIO()
    csv.writer(held, delimiter=";", lineterminator="\r\n").writerow(cells)
    return held.getvalue()
