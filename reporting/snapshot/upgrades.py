"""Brings the text of an older schema up to date, one step at a time, so that every frozen report opens for ever.

A step takes the plain lists and dictionaries of a schema and gives those of the next one. A step is never changed or
taken away once a report has been frozen with its schema; a file of each schema is kept in ``tests/reports/schemas``.
"""

from collections.abc import Callable
from typing import Any

type Plain = dict[str, Any]

STEPS: dict[int, Callable[[Plain], Plain]] = {}
"""From a schema to the next: ``{1: from_1_to_2}`` when there is a second one."""


def brought_up_to_date(found: Plain, schema: int, steps: dict[int, Callable[[Plain], Plain]] | None = None) -> Plain:
    """The same report as the present schema has it."""
    steps = STEPS if steps is None else steps
    while schema in steps:
        found, schema = steps[schema](found), schema + 1
    return found
