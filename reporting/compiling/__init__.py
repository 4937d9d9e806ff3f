"""From the database to a snapshot: everything a report says, gathered once and in a fixed number of queries."""

from reporting.compiling.compiled import Asked, compile_snapshot

__all__ = ["Asked", "compile_snapshot"]
