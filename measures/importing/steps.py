"""Where an import stands: told by the moments that have been set, never kept by itself."""

from enum import StrEnum

from measures.models import Import


class Step(StrEnum):
    """A step of an import."""

    READING = "reading"
    REFUSED = "refused"
    TRIED = "tried"
    WRITING = "writing"
    WRITTEN = "written"
    UNDOING = "undoing"
    UNDONE = "undone"


UNDER_WAY = frozenset({Step.READING, Step.WRITING, Step.UNDOING})
"""Steps that are done in the background."""


def step_of(one: Import) -> Step:
    """The step an import has come to."""
    if one.written_at is not None:
        if one.undone_at is not None:
            return Step.UNDONE
        return Step.UNDOING if one.taken_back_at is not None else Step.WRITTEN
    if one.refused:
        return Step.REFUSED
    if one.read_at is None:
        return Step.READING
    return Step.WRITING if one.accepted_at is not None else Step.TRIED
