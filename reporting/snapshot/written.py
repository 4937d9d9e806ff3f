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
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
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
    written = _write(Snapshot, snapshot) | {"schema": SCHEMA}
    return json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_json(text: str) -> Snapshot:
    """The snapshot of a text of any schema up to this one. Raises Unreadable for anything else."""
    try:
        found = json.loads(text)
        schema = found.pop("schema")
        if not isinstance(schema, int) or not 1 <= schema <= SCHEMA:
            raise Unreadable(f"schema {schema!r} is not known; this release knows 1–{SCHEMA}")
        snapshot: Snapshot = _read(Snapshot, brought_up_to_date(found, schema))
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
    return tuple((one.name, hints[one.name], _usual(one)) for one in dataclasses.fields(of) if one.init)


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
        return _write(type(usual), usual)
    return str(usual)


# --- Writing ---------------------------------------------------------------------------------------------------------


def _same(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return value


def _number(raw: Any) -> Decimal:
    found = Decimal(_same(str, raw))
    if plain(found) != raw:
        raise ValueError(f"{raw!r} is not a number in plain notation")
    return found


_PLAIN: dict[Any, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    str: (lambda value: _same(str, value), lambda raw: _same(str, raw)),
    int: (lambda value: _same(int, value), lambda raw: _same(int, raw)),
    bool: (lambda value: _same(bool, value), lambda raw: _same(bool, raw)),
    Decimal: (plain, _number),
    Fraction: (str, lambda raw: Fraction(_same(str, raw))),
    Period: (lambda value: value.code, Period.parse),
    dt.date: (lambda value: value.isoformat(), dt.date.fromisoformat),
    dt.datetime: (
        lambda value: value.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        dt.datetime.fromisoformat,
    ),
    types.NoneType: (lambda value: None, lambda raw: None),
}


def _write(kind: Any, value: Any) -> Any:
    if kind is Value:
        return [plain(value)] if isinstance(value, Decimal) else value
    if kind in _PLAIN:
        return _PLAIN[kind][0](value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value).value
    if dataclasses.is_dataclass(kind):
        return {
            name: _write(inner, held)
            for name, inner, usual in _fields(typing.cast(type, kind))
            if (held := getattr(value, name)) != usual
        }
    return _write_many(kind, value)


def _write_many(kind: Any, value: Any) -> Any:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in _UNIONS:
        return None if value is None else _write(_sure(kind), value)
    if origin is Mapping:
        return {_key(inner[0], key): _write(inner[1], one) for key, one in value.items()}
    if origin is tuple and inner[-1] is not Ellipsis:
        return [_write(one, held) for one, held in zip(inner, value, strict=True)]
    if origin in _LISTS:
        return [_write(inner[0], one) for one in value]
    raise TypeError(f"{kind} is not kept in a snapshot")


def _key(kind: Any, key: Any) -> str:
    written = _write(kind, key)
    if not isinstance(written, str):
        raise TypeError(f"{key!r} is no code")
    return written


# --- Reading ---------------------------------------------------------------------------------------------------------

_UNIONS = (types.UnionType, typing.Union)
_LISTS = (tuple, frozenset, Sequence)


def _sure(kind: Any) -> Any:
    """What a type that may be None is when it is not."""
    sure = [one for one in typing.get_args(kind) if one is not types.NoneType]
    if len(sure) != 1:
        raise TypeError(f"{kind} is not kept in a snapshot")
    return sure[0]


def _read(kind: Any, raw: Any) -> Any:
    if kind is Value:
        return _value(raw)
    if kind in _PLAIN:
        return _PLAIN[kind][1](raw)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(raw)
    if dataclasses.is_dataclass(kind):
        return _read_fields(typing.cast(type, kind), raw)
    return _read_many(kind, raw)


def _value(raw: Any) -> Value:
    if isinstance(raw, list):
        return _number(*raw)
    if not isinstance(raw, (bool, str)):
        raise TypeError(f"{raw!r} is no figure")
    return raw


def _read_fields(kind: type, raw: Any) -> Any:
    fields = {name: inner for name, inner, _ in _fields(kind)}
    if unknown := raw.keys() - fields.keys():
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{name: _read(fields[name], held) for name, held in raw.items()})


def _read_many(kind: Any, raw: Any) -> Any:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in _UNIONS:
        return None if raw is None else _read(_sure(kind), raw)
    if origin is Mapping:
        return {_read(inner[0], key): _read(inner[1], one) for key, one in raw.items()}
    if origin is tuple and inner[-1] is not Ellipsis:
        return tuple(_read(one, held) for one, held in zip(inner, raw, strict=True))
    return tuple(_read(inner[0], one) for one in _same(list, raw))
