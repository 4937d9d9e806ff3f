"""Writes a snapshot as text and reads it back, the same on every machine and for ever.

``to_json`` is canonical: keys sorted, no blanks, numbers as strings in plain decimal notation, moments in UTC, and what
has its usual value is left out. So equal snapshots are equal texts, whichever database their numbers came from.
``from_json`` opens the text of any schema there has been, and refuses anything that it does not know.

What is written follows the classes themselves: a dataclass is an object, a tuple a list, a mapping by codes an object,
a period its code, a fraction «1/3». Of a ``Value`` a number is ``["19240"]``, yes and no are true and false, a level
its word: so a level called «3» is not the number 3.
"""

import dataclasses
import datetime as dt
import hashlib
import json
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache, partial
from typing import Any

from measures.periods import Period
from measures.quantities import plain
from measures.targets import Value
from reporting.snapshot.upgrades import brought_up_to_date
from reporting.snapshot.values import SCHEMA, Snapshot


class Unreadable(ValueError):
    """The text is no snapshot that this release knows."""


def to_json(snapshot: Snapshot) -> str:
    """The snapshot as canonical text: one line of JSON, in UTF-8 when stored."""
    written = _writer(Snapshot)(snapshot) | {"schema": SCHEMA}
    return json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_json(text: str) -> Snapshot:
    """The snapshot of a text of any schema up to this one. Raises Unreadable for anything else."""
    try:
        found = json.loads(text)
        schema = found.pop("schema")
        if not isinstance(schema, int) or not 1 <= schema <= SCHEMA:
            raise Unreadable(f"schema {schema!r} is not known; this release knows 1–{SCHEMA}")
        snapshot: Snapshot = _reader(Snapshot)(brought_up_to_date(found, schema))
    except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable(str(error)) from error
    return snapshot


def fingerprint(snapshot: Snapshot) -> str:
    """The SHA-256 of the snapshot's text: what a frozen report keeps beside it."""
    return hashlib.sha256(to_json(snapshot).encode()).hexdigest()


def shape(of: Any = Snapshot) -> str:
    """Every class that is kept, with its fields, their types and usual values: changes when what is kept changes."""
    seen: dict[str, str] = {}
    _describe(of, seen)
    return "\n".join(f"{name}: {seen[name]}" for name in sorted(seen))


# --- What classes are made of ----------------------------------------------------------------------------------------

type _Field = tuple[str, Any, Any]
"""A field's name, its type and its usual value (MISSING where it has none)."""


@cache
def _fields(of: type) -> tuple[_Field, ...]:
    hints = typing.get_type_hints(of)
    return tuple((one.name, hints[one.name], _usual(one)) for one in _kept(of))


def _kept(of: type) -> Iterator[dataclasses.Field[Any]]:
    """The fields that a snapshot keeps: not those made of others, nor those that are of live pages only."""
    return (one for one in dataclasses.fields(of) if one.init and one.metadata.get("kept", True))


def _usual(one: dataclasses.Field[Any]) -> Any:
    return one.default_factory() if one.default_factory is not dataclasses.MISSING else one.default


def _describe(of: Any, seen: dict[str, str]) -> None:
    if of is Value or of in _PLAIN:
        return
    if dataclasses.is_dataclass(of) and isinstance(of, type):
        if of.__name__ not in seen:
            seen[of.__name__] = "…"
            told = [f"{name} {_named(kind)} = {_default(usual)}" for name, kind, usual in _fields(of)]
            seen[of.__name__] = "; ".join(told)
            for _, kind, _ in _fields(of):
                _describe(kind, seen)
    elif isinstance(of, type) and issubclass(of, Enum):
        seen[of.__name__] = ", ".join(str(one.value) for one in of)
    else:
        for inner in typing.get_args(of):
            _describe(inner, seen)


def _named(kind: Any) -> str:
    origin, inner = typing.get_origin(kind), [_named(one) for one in typing.get_args(kind)]
    if origin in _UNIONS:
        return " or ".join(inner)
    if inner:
        return f"{origin.__name__}[{', '.join(inner)}]"
    return "..." if kind is Ellipsis else str(getattr(kind, "__name__", kind))


def _default(usual: Any) -> str:
    if usual is dataclasses.MISSING:
        return "-"
    return json.dumps(_plain_default(usual), ensure_ascii=False, sort_keys=True)


def _plain_default(usual: Any) -> Any:
    if dataclasses.is_dataclass(usual) and not isinstance(usual, (type, Period)):
        return _writer(type(usual))(usual)
    return str(usual)


# --- Plain values ----------------------------------------------------------------------------------------------------

type _Turn = Callable[[Any], Any]
"""From a value to what is written, or back."""

_UNIONS = (types.UnionType, typing.Union)
_LISTS = (tuple, frozenset, Sequence)
_REMEMBERED, _SHORT = 2_000, 400
"""Texts whose meaning is kept while reading, and how long they may be: the same ones come again and again."""


def _same(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return value


@lru_cache(_REMEMBERED)
def _number(raw: Any) -> Decimal:
    found = Decimal(_same(str, raw))
    if plain(found) != raw:
        raise ValueError(f"{raw!r} is not a number in plain notation")
    return found


@lru_cache(_REMEMBERED)
def _remembered(raw: str) -> str:
    # A copy: kept as json made it, a text would keep the memory of all the tree around it from being given back.
    return raw.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _text(raw: Any) -> str:
    """A text; of those that come again and again, one object."""
    return _remembered(raw) if len(_same(str, raw)) <= _SHORT else str(raw)


_PLAIN: dict[Any, tuple[_Turn, _Turn]] = {
    str: (partial(_same, str), _text),
    int: (partial(_same, int), partial(_same, int)),
    bool: (partial(_same, bool), partial(_same, bool)),
    Decimal: (plain, _number),
    Fraction: (str, lambda raw: Fraction(_same(str, raw))),
    Period: (lambda value: value.code, lru_cache(_REMEMBERED)(Period.parse)),
    dt.date: (lambda value: value.isoformat(), lru_cache(_REMEMBERED)(dt.date.fromisoformat)),
    dt.datetime: (
        lambda value: value.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        lru_cache(_REMEMBERED)(dt.datetime.fromisoformat),
    ),
    types.NoneType: (lambda value: None, lambda raw: None),
}


def _sure(kind: Any) -> Any:
    """What a type that may be None is when it is not."""
    sure = [one for one in typing.get_args(kind) if one is not types.NoneType]
    if len(sure) != 1:
        raise TypeError(f"{kind} is not kept in a snapshot")
    return sure[0]


# --- Writing: for each type one function, made once ------------------------------------------------------------------


@cache
def _writer(kind: Any) -> _Turn:
    if kind is Value:
        return lambda value: [plain(value)] if isinstance(value, Decimal) else value
    if kind in _PLAIN:
        return _PLAIN[kind][0]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: kind(value).value
    if dataclasses.is_dataclass(kind):
        return _object_writer(typing.cast(type, kind))
    return _writer_of_many(kind)


def _object_writer(kind: type) -> _Turn:
    plan: list[tuple[str, _Turn, Any]] = []  # made when first used: a class may hold itself

    def write(value: Any) -> dict[str, Any]:
        if not plan:
            plan.extend((name, _writer(inner), usual) for name, inner, usual in _fields(kind))
        written = {}
        for name, turn, usual in plan:
            held = getattr(value, name)
            if held is not usual and held != usual:
                written[name] = turn(held)
        return written

    return write


def _writer_of_many(kind: Any) -> _Turn:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in _UNIONS:
        sure = _writer(_sure(kind))
        return lambda value: None if value is None else sure(value)
    if origin is Mapping:
        return lambda value: {_key(inner[0], key): _writer(inner[1])(one) for key, one in value.items()}
    if origin is tuple and inner[-1] is not Ellipsis:
        turns = [_writer(one) for one in inner]
        return lambda value: [turn(held) for turn, held in zip(turns, value, strict=True)]
    if origin in _LISTS:
        each = _writer(inner[0])
        return lambda value: [each(one) for one in value]
    raise TypeError(f"{kind} is not kept in a snapshot")


def _key(kind: Any, key: Any) -> str:
    written = _writer(kind)(key)
    if not isinstance(written, str):
        raise TypeError(f"{key!r} is no code")
    return written


# --- Reading: likewise -----------------------------------------------------------------------------------------------


@cache
def _reader(kind: Any) -> _Turn:
    if kind is Value:
        return _value
    if kind in _PLAIN:
        return _PLAIN[kind][1]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if dataclasses.is_dataclass(kind):
        return _object_reader(typing.cast(type, kind))
    return _reader_of_many(kind)


def _value(raw: Any) -> Value:
    if isinstance(raw, list):
        return _number(*raw)
    if not isinstance(raw, (bool, str)):
        raise TypeError(f"{raw!r} is no figure")
    return raw


def _object_reader(kind: type) -> _Turn:
    turns: dict[str, _Turn] = {}

    def read(raw: Any) -> Any:
        if not turns:
            turns.update((name, _reader(inner)) for name, inner, _ in _fields(kind))
        if unknown := raw.keys() - turns.keys():
            raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
        return kind(**{name: turns[name](held) for name, held in raw.items()})

    return read


def _reader_of_many(kind: Any) -> _Turn:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in _UNIONS:
        sure = _reader(_sure(kind))
        return lambda raw: None if raw is None else sure(raw)
    if origin is Mapping:
        return lambda raw: {_reader(inner[0])(key): _reader(inner[1])(one) for key, one in raw.items()}
    if origin is tuple and inner[-1] is not Ellipsis:
        turns = [_reader(one) for one in inner]
        return lambda raw: tuple(turn(held) for turn, held in zip(turns, raw, strict=True))
    each = _reader(inner[0])
    return lambda raw: tuple([each(one) for one in _same(list, raw)])
