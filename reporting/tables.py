"""A table to be written into a file: its headings and its rows of plain values, one after another."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, and with how many decimals it is to be shown."""

    value: Decimal
    decimals: int


type Content = str | int | Amount | dt.date | dt.datetime | None
"""What a cell holds. None leaves it empty: a missing figure is never zero. A moment is in the reader's own time."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``code`` names it in an address, ``name`` on a sheet; ``widths`` are of its columns, in characters."""

    code: str
    name: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[Content]]
