"""How much of a workbook, and how long, the gate reads before it refuses. Plain Python."""

from dataclasses import dataclass

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reading may take. Sizes in bytes, times in seconds.

    ``unpacked``: of all parts together, counted while they are unpacked. ``rows`` and ``columns``: of one sheet.
    ``content``: characters and cells of all sheets together. ``memory``, ``work``, ``wait``: of the child process, its
    address space, its time on the processor and the time on the wall.
    """

    file: int
    unpacked: int
    parts: int
    rows: int
    columns: int
    content: int
    memory: int
    work: int
    wait: int


UPLOAD = Limits(
    file=3 * _MEGABYTE,
    unpacked=30 * _MEGABYTE,
    parts=200,
    rows=5_000,
    columns=60,
    content=2 * _MEGABYTE,
    memory=512 * _MEGABYTE,
    work=6,
    wait=15,
)
"""What comes through the web, from anybody who may enter figures."""

IMPORT = Limits(
    file=20 * _MEGABYTE,
    unpacked=200 * _MEGABYTE,
    parts=200,
    rows=120_000,
    columns=60,
    content=40 * _MEGABYTE,
    memory=1_500 * _MEGABYTE,
    work=90,
    wait=150,
)
"""A whole scorecard that a steward sends through the web; it is read in the background."""

COMMAND = Limits(
    file=40 * _MEGABYTE,
    unpacked=300 * _MEGABYTE,
    parts=200,
    rows=200_000,
    columns=40,
    content=100 * _MEGABYTE,
    memory=4_000 * _MEGABYTE,
    work=300,
    wait=600,
)
"""A whole scorecard, brought in by whoever runs commands on the server."""
