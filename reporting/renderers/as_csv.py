"""Tables as CSV that a Finnish Excel opens by itself: semicolons, decimal commas, UTF-8 with its mark.

A text that a spreadsheet could take for a formula, and a text that begins with an apostrophe, gets one apostrophe
before it; nothing else is changed. So whoever reads the file takes one apostrophe off every cell that begins with one
and has the very text that was written. Numbers are numbers and carry no mark: «-5,2» is minus five point two.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence

from measures.quantities import plain
from reporting.tables import Amount, Content

CONTENT_TYPE = "text/csv; charset=utf-8"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠")
_LINES = 200


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[Content]]) -> Iterator[str]:
    """The table some lines at a time, so that a long one never stands in memory whole."""
    held = io.StringIO()
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
    held.write("\ufeff")
    writer.writerow([_cell(head) for head in heads])
    for number, row in enumerate(rows, start=1):
        writer.writerow([_cell(value) for value in row])
        if number % _LINES == 0:
            yield held.getvalue()
            held.seek(0)
            held.truncate()
    yield held.getvalue()


def _cell(value: Content) -> str:
    if value is None:
        return ""
    if isinstance(value, Amount):
        return plain(value.value).replace(".", ",")
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")[:19]
    text = str(value)
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULA) else text
