"""Proof: many people write the same figures at once, and every accepted one is in the ledger, in one unforked chain.

``python -m tests.proofs.writers [WRITERS] [CELLS]`` on the database of ``DATABASE_URL``; on PostgreSQL
``python -m tests.postgres python -m tests.proofs.writers 200``. Exit status 1 when a claim fails.
"""

import random
import re
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.proofs.serving import Writer, cells, free_port, prepare, say, serving

EACH, TRIES = 5, 3
SETTLE = re.compile(r'name="minun" value="([^"]+)"')


class Log:
    """What the server said, kept by many threads at once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.accepted: dict[str, list[str]] = {}
        self.count: Counter[str] = Counter()

    def note(self, what: str, cell: str = "", value: str = "") -> None:
        """One answer."""
        with self.lock:
            self.count[what] += 1
            if cell:
                self.accepted.setdefault(cell, []).append(value)


def write(
    writer: Writer, number: int, chosen: list[str], seen: dict[str, str], start: threading.Event, log: Log
) -> None:
    """One writer: every chosen cell once, and after a conflict the own figure over the other's, twice at most."""
    start.wait()
    for place, cell in enumerate(chosen):
        value = str(1000 + number * EACH + place)
        fields = {"value": value, "seen": seen[cell]}
        for _ in range(TRIES):
            answer = writer.post(cell, **fields)
            if answer.status == 200:
                log.note("accepted", cell, value)
                break
            offered = SETTLE.search(answer.text)
            if answer.status != 422 or not offered or value not in answer.text:
                log.note(f"neither accepted nor a conflict: {answer.status}")
                break
            log.note("conflict")
            fields = {"value": value, "seen": seen[cell], "minun": offered[1]}


def main(writers: int, figures: int) -> int:
    """Runs the three proofs; returns the exit status."""
    cookies = prepare(writers)
    from django.db import connection

    chosen, port = cells(figures), free_port()
    seen = heads(chosen)
    before = {cell: len(chain(cell)) for cell in chosen}
    log, start = Log(), threading.Event()
    with serving(port), ThreadPoolExecutor(writers) as pool:
        sent = []
        for number, cookie in enumerate(cookies):
            some = random.sample(chosen, min(EACH, len(chosen)))
            sent.append(pool.submit(write, Writer(port, cookie), number, some, seen, start, log))
        start.set()
        for one in sent:
            one.result()
        faults = [what for what in log.count if what.startswith("neither")]
        for cell in chosen:
            faults += faults_of(cell, log.accepted.get(cell, []), before[cell])
        doubled = twice(port, cookies[0], chosen)
        late = closing(port, cookies[0], chosen[0])
    say(f"{connection.vendor}: {writers} writers, {len(chosen)} cells: {dict(log.count)}")
    say(f"double submit: {doubled} of {len(chosen)} made more than one entry; closing: {late}")
    for fault in faults:
        say(f"FAULT: {fault}")
    failed = bool(faults or doubled or not late.endswith(" 0 wrong"))
    say("FAILED" if failed else "HOLDS")
    return int(failed)


def chain(cell: str) -> list:
    """Every entry of a cell, first to last."""
    from measures.models import Actual
    from measures.periods import Period

    indicator, unit, code = cell.split(".")
    period = Period.parse(code)
    found = Actual.objects.filter(
        municipality__code="kemi",
        indicator__code=indicator,
        unit__code=unit or None,
        period_starts=period.starts,
        period_ends=period.ends,
    )
    return list(found.order_by("id"))


def heads(chosen: list[str]) -> dict[str, str]:
    """What stands in each cell before anybody writes."""
    return {cell: str(entries[-1].pk) if (entries := chain(cell)) else "" for cell in chosen}


def faults_of(cell: str, accepted: list[str], before: int) -> list[str]:
    """What is wrong with a cell's chain: an accepted figure lost or doubled, a fork, more than one start or end."""
    entries = chain(cell)
    found = []
    if Counter(str(int(one.value)) for one in entries[before:]) != Counter(accepted):
        found.append(
            f"{cell}: accepted {sorted(accepted)}, in the ledger {[str(one.value) for one in entries[before:]]}"
        )
    links = [one.supersedes_id for one in entries]
    if links != [None, *[one.pk for one in entries[:-1]]][: len(links)]:
        found.append(f"{cell}: the chain is broken or forked: {links}")
    return found


def twice(port: int, cookie: str, chosen: list[str]) -> int:
    """The same form sent twice at the same moment, for each cell: how many cells got more than one entry."""
    doubled = 0
    for place, cell in enumerate(chosen):
        before, seen = len(chain(cell)), heads([cell])[cell]
        with ThreadPoolExecutor(2) as pool:
            sent = [pool.submit(Writer(port, cookie).post, cell, value=str(70000 + place), seen=seen) for _ in range(2)]
            answers = [one.result().status for one in sent]
        doubled += len(chain(cell)) != before + 1 or answers != [200, 200]
    return doubled


def closing(port: int, cookie: str, cell: str, trials: int = 20) -> str:
    """A figure sent while the window closes is in before the close, or refused; nothing else."""
    from kemi_strategy.web.dates import today
    from measures.actions import close_window, reopen_window
    from measures.duties import window_of
    from scorecard.models import Municipality, User

    by = User.objects.get(username="paakayttaja")
    count: Counter[str] = Counter()
    for trial in range(trials):
        window = window_of(Municipality.objects.get(code="kemi"), today())
        assert window is not None
        with ThreadPoolExecutor(1) as pool:
            sent = pool.submit(Writer(port, cookie).post, cell, value=str(80000 + trial), seen=heads([cell])[cell])
            threading.Event().wait(random.uniform(0, 0.5))  # a figure takes some 0.1 to 0.3 s: both sides happen
            closed = close_window(window=window, by=by)
            answer = sent.result()
        last = chain(cell)[-1]
        taken = last.value == 80000 + trial
        if taken != (answer.status == 200) or (taken and last.entered_at > closed.closed_at):
            count["wrong"] += 1
        count["before the close" if taken else "refused"] += 1
        reopen_window(window=closed, due=window.due, closes=window.closes, by=by)
    return f"{count['before the close']} before the close, {count['refused']} refused, {count['wrong']} wrong"


if __name__ == "__main__":
    sys.exit(main(int((sys.argv[1:] or ["20"])[0]), int((sys.argv[2:] or ["50"])[0])))
