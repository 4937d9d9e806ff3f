"""The figures of a report one by one as CSV: the table «Toteumat» of the workbook, for any program that reads CSV.

As in the other CSV file the report's code and what a reader has to know stand on every line.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kemi_strategy.web.dates import HELSINKI
from reporting.renderers.as_csv import csv_lines
from reporting.renderers.report_words import notices
from reporting.renderers.xlsx import pen
from reporting.renderers.xlsx.actuals import COLUMNS, Figures
from reporting.renderers.xlsx.prose import TITLES
from reporting.renderers.xlsx.telling import Telling
from reporting.snapshot import Snapshot
from reporting.tables import Amount, Content


def render(snapshot: Snapshot, language: str) -> bytes:
    """The file. Numbers stand with all their digits: there is no limit to them here."""
    telling = _Exactly(snapshot, language)
    heads = [TITLES[language]["report"], *telling.heads(COLUMNS), telling.say("notice")]
    return "".join(csv_lines(heads, _lines(telling))).encode()


class _Exactly(Telling):
    """Numbers of any length stay numbers."""

    def _stands(self, value: Decimal, decimals: int, *, given: bool) -> bool:
        return True


def _lines(telling: Telling) -> Iterator[Sequence[Content]]:
    figures, noted = Figures(telling), " ".join(notices(telling.snapshot, telling.language))
    for one in telling.given:
        yield (telling.snapshot.report.code, *map(_plain, figures.line(one)), noted)


def _plain(content: pen.Content) -> Content:
    if isinstance(content, pen.Number):
        return Amount(Decimal(content.value), content.decimals)
    if isinstance(content, dt.datetime):
        return content.astimezone(HELSINKI)
    return content if content is None or isinstance(content, (str, dt.date)) else str(content)
