"""Looking changes nothing: a GET, HEAD or OPTIONS request that tries to write fails while developing and testing.

A link that a search engine, a preview or a colleague opens must never record anything. The guard watches every
database connection during a safe request and raises ``WriteDuringRead`` before the statement is sent. Reads, savepoints
and the visitor's own session (a sign-in that has run out is removed when it is noticed) are let through.
"""

import re
from collections.abc import Callable
from contextlib import ExitStack
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_READS = re.compile(
    r"[\s(]*(SELECT|WITH|VALUES|EXPLAIN|SHOW|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)\b", re.IGNORECASE
)
# PostgreSQL lets a WITH query write; values travel as parameters, so these words can only be the statement's own.
_WRITES_INSIDE = re.compile(r'\b(INSERT\s+INTO|UPDATE\s+(ONLY\s+)?"|DELETE\s+FROM|MERGE\s+INTO)', re.IGNORECASE)
_SESSIONS = import_module(settings.SESSION_ENGINE).SessionStore.get_model_class()._meta.db_table
_SESSION = re.compile(rf'\s*(INSERT INTO|UPDATE|DELETE FROM) "{_SESSIONS}"', re.IGNORECASE)


class WriteDuringRead(RuntimeError):
    """A request that only looks tried to change the database."""


def changes_something(sql: str) -> bool:
    """Whether a statement may change anything: all that is not known to be a read, a savepoint or the session's own."""
    if _SESSION.match(sql):
        return False
    return not _READS.match(sql) or _WRITES_INSIDE.search(sql) is not None


def _refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if changes_something(sql):
        raise WriteDuringRead(f"A GET changes nothing, but this one tried: {sql}")
    return execute(sql, params, many, context)


def safe_requests_change_nothing(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: puts the guard on all connections for as long as a safe request is being answered."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS:
            return get_response(request)
        with ExitStack() as guards:
            for connection in connections.all():
                guards.enter_context(connection.execute_wrapper(_refuse_writes))
            return get_response(request)

    return middleware
