"""A report as JSON: the Standing with its agreed keys, and beside it everything else that the report says."""

import dataclasses
import datetime as dt
import json
from decimal import Decimal
from enum import Enum
from typing import Any

from measures.periods import Period
from measures.quantities import plain
from measures.targets import Value
from reporting.renderers.as_json import as_json, written
from reporting.snapshot import Snapshot, fingerprint
from reporting.standing import Names

_FIGURES = frozenset({"value", "numerator", "denominator", "forecast"})


def render(snapshot: Snapshot, language: str) -> bytes:
    """The file in UTF-8. The keys of the Standing are those of INTERFACES; nothing is left out."""
    others = [one.name for one in dataclasses.fields(snapshot) if one.init and one.name not in {"standing", "schema"}]
    told = as_json(snapshot.standing) | {name: _told(getattr(snapshot, name), name) for name in others}
    told |= {"language": language, "snapshot_schema": snapshot.schema, "snapshot_sha256": fingerprint(snapshot)}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _told(value: Any, name: str) -> Any:
    if isinstance(value, tuple):
        return [_told(one, "") for one in value]
    if isinstance(value, Names):
        return {language: text for language in ("fi", "sv", "en") if (text := getattr(value, language))}
    if isinstance(value, Period):
        return value.code
    if dataclasses.is_dataclass(value):
        return {one.name: _told(getattr(value, one.name), one.name) for one in dataclasses.fields(value)}
    return _figure(value) if name in _FIGURES else _word(value)


def _figure(value: Value | None) -> str | None:
    return written(value)


def _word(value: Any) -> Any:
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(value)
    return value.value if isinstance(value, Enum) else value
