"""Proof: the server killed with SIGKILL while people enter figures, ten times; every acknowledged figure is there.

``python -m tests.proofs.killed [TIMES]`` on the database of ``DATABASE_URL``; on PostgreSQL
``python -m tests.postgres python -m tests.proofs.killed``. Exit status 1 when a figure is lost.
"""

import random
import sys
import threading
import time

from tests.proofs.serving import Writer, cells, free_port, kill, prepare, say, serving
from tests.proofs.writers import chain, heads

WRITERS = 6


def enter(writer: Writer, cell: str, first: int, seen: str, kept: list[str], stop: threading.Event) -> None:
    """One writer in a cell of its own: a figure after another until the server is gone; keeps what was acknowledged."""
    value = first
    while not stop.is_set():
        try:
            answer = writer.post(cell, value=str(value), seen=seen)
        except OSError:
            return
        if answer.status == 200:
            kept.append(str(value))
            seen = answer.text.split(f'name="{cell}:seen" value="')[1].split('"')[0]
        value += 1


def main(times: int) -> int:
    """Kills the server so many times; returns the exit status."""
    cookies = prepare(WRITERS)
    from django.db import connection

    own, acknowledged = cells(WRITERS), 0
    lost: list[str] = []
    for round_ in range(times):
        port, stop, seen = free_port(), threading.Event(), heads(own)
        kept: list[list[str]] = [[] for _ in own]
        with serving(port) as server:
            threads = [
                threading.Thread(
                    target=enter,
                    args=(Writer(port, cookies[n]), own[n], 1000 * (round_ + 1), seen[own[n]], kept[n], stop),
                )
                for n in range(len(own))
            ]
            for thread in threads:
                thread.start()
            time.sleep(random.uniform(1.5, 3))
            kill(server)
            stop.set()
            for thread in threads:
                thread.join()
        for cell, values in zip(own, kept, strict=True):
            acknowledged += len(values)
            there = {str(int(one.value)) for one in chain(cell)}
            lost += [f"{cell}: {value}" for value in values if value not in there]
    whole = sound(connection)
    say(f"{connection.vendor}: killed {times} times, {acknowledged} figures acknowledged, {len(lost)} lost, {whole}")
    say("HOLDS" if acknowledged and not lost and whole == "database sound" else f"FAILED {lost}")
    return int(not acknowledged or bool(lost) or whole != "database sound")


def sound(connection) -> str:
    """What SQLite says of its file, and whether the ledger still refuses to be changed."""
    from django.db import DatabaseError, transaction

    from measures.models import Actual

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            if cursor.fetchone() != ("ok",):
                return "database file damaged"
        try:
            with transaction.atomic():
                cursor.execute("UPDATE measures_actual SET note = 'x' WHERE id = %s", [Actual.objects.first().pk])
        except DatabaseError:
            return "database sound"
    return "the ledger can be changed"


if __name__ == "__main__":
    sys.exit(main(int((sys.argv[1:] or ["10"])[0])))
