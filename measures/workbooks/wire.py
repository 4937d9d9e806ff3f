"""Sheets as JSON and back: how what was read in the gate's child process comes out of it, and how it is kept.

JSON holds only texts, numbers and lists: whatever a hostile workbook may have done to the process that read it, what
comes out can be nothing else. Plain Python.
"""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from measures.sheets import Merged, Percent, Raw, Sheet, Sheets, Unreadable, own

READ, REFUSED = "+", "-"
"""How an answer of the child process begins: the sheets follow, or the sentence why not."""

_KINDS: dict[type, tuple[str, Callable[[Any], Any]]] = {
    Percent: ("%", lambda raw: raw.number),
    Merged: ("+", lambda raw: _out(raw.content)),
    Unreadable: ("?", lambda raw: [raw.shown, raw.sentence]),
    dt.datetime: ("at", dt.datetime.isoformat),
    dt.date: ("day", dt.date.isoformat),
    dt.time: ("time", dt.time.isoformat),
}
_BACK: dict[str, Callable[[Any], Raw]] = {
    "%": Percent,
    "+": lambda told: Merged(own(_in(told))),
    "?": lambda told: Unreadable(*told),
    "at": dt.datetime.fromisoformat,
    "day": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
}


def to_json(sheets: Sheets) -> str:
    """The sheets as JSON in ASCII."""
    return json.dumps(
        [
            [
                sheet.name,
                sheet.headings,
                *_marks(sheet),
                [[number, [_out(raw) for raw in cells]] for number, cells in sheet.rows],
            ]
            for sheet in sheets.by_name.values()
        ]
    )


def _marks(sheet: Sheet) -> list[bool]:
    return [True] if sheet.hidden else []


def from_json(text: str, source: str) -> Sheets:
    """The sheets again. ``source``: what the file was called."""
    sheets = Sheets(source)
    for name, headings, *hidden, rows in json.loads(text):
        filled: list[tuple[int, Sequence[Raw]]] = [(number, [_in(one) for one in cells]) for number, cells in rows]
        sheets.add(Sheet(name, tuple(headings), filled, bool(hidden and hidden[0])))
    return sheets


def _out(raw: Raw) -> object:
    kind = _KINDS.get(type(raw))
    return raw if kind is None else {kind[0]: kind[1](raw)}


def _in(one: Any) -> Raw:
    if isinstance(one, Mapping):
        [(kind, told)] = one.items()
        return _BACK[kind](told)
    return one
