"""Proof: a report of 2 000 rows × 40 periods becomes a workbook in under 10 seconds and 300 megabytes.

``python -m tests.proofs.large_workbook [ROWS] [PERIODS]``. The snapshot is made and kept as text first, as a frozen
report is; a process of its own then opens the text and renders it, as the worker does. Needs no database. Exit status 1
when a claim fails. Memory is the most that the process held while it rendered, the opened snapshot and Python included.
Seconds are the processor's: what others do on the machine at the same time is no matter of ours; the clock's are told.
"""

import datetime as dt
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import django

from tests.proofs.serving import say

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kemi_strategy.settings")
os.environ.setdefault("DEBUG", "1")
SECONDS, MEGABYTES = 10.0, 300.0
GIVEN = 18
"""Periods whose entries a report keeps one by one: its own year and four before it."""


def snapshot_text(rows: int, periods: int) -> str:
    """The text of a report so large."""
    from measures.figures import Entry
    from measures.periods import Period
    from measures.targets import Baseline, Kind, Repeats, Target
    from reporting.snapshot import ActualFacts, to_json
    from reporting.standing import Audience, Branch, Link, Names, stand_nodes
    from tests.reports.sample_rows import CUT_OFF, row_of
    from tests.reports.samples import HEAD, sample

    quarters = [Period.parse(f"{2025 - back // 4}-Q{4 - back % 4}") for back in range(2, periods + 2)]
    target = Target(Kind.AT_LEAST, Decimal(60), repeats=Repeats.PERIOD, words="vähintään 60 %")
    made, actuals = [], []
    for number in range(rows):
        figures = {one: Decimal(4000 + (7 * number + 13 * place) % 4000) / 100 for place, one in enumerate(quarters)}
        made.append(
            row_of(
                f"K{number:04}", Names(f"Mittari numero {number} ja sen nimi", f"Indikator {number}"), target,
                {period.code: Entry(value) for period, value in figures.items()},
                baseline=Baseline(Decimal(50), dt.date(2023, 12, 31), words="50 %"), unit="%", decimals=1,
                first_day=quarters[-1].starts,
            )
        )  # fmt: skip
        given = [(one, figures[one]) for one in quarters[:GIVEN]]
        actuals += [
            ActualFacts(f"K{number:04}", "", period, value, note="Tarkistettu" if place == 0 else "", source="web",
                        entered_at=CUT_OFF, entered_role=HEAD, approved_at=CUT_OFF, approved_role=HEAD)
            for place, (period, value) in enumerate(given)
        ]  # fmt: skip
    codes = [row.code for row in made]
    branches = [
        Branch(f"{kind}-{place}", kind, Names(f"{kind} {place}"), links=tuple(Link(code) for code in codes[place::10]))
        for kind in ("goal", "benefit")
        for place in range(10)
    ]
    small = sample()
    nodes = stand_nodes(branches, made, Audience.PUBLIC)
    standing = replace(small.standing, rows=tuple(made), nodes=nodes)
    return to_json(replace(small, standing=standing, actuals=tuple(actuals), cards=(), assessments=(), missing=()))


def render(path: Path) -> int:
    """Opens the text and renders it; prints the figures."""
    from reporting.renderers.formats import FORMATS
    from reporting.snapshot import from_json

    snapshot = from_json(path.read_text(encoding="utf-8"))
    opened = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    forget_peak()
    before = held("VmRSS")
    started, worked = time.perf_counter(), time.process_time()
    content = FORMATS["xlsx"].render(snapshot, "fi")
    seconds, most = time.process_time() - worked, held("VmHWM")
    clock = time.perf_counter() - started
    say(f"opening the text: at most {opened:.0f} MB; opened {before:.0f} MB")
    size = len(content) / 1e6
    say(f"workbook: {size:.1f} MB in {seconds:.1f} s of work ({clock:.1f} s by the clock), at most {most:.0f} MB")
    holds = seconds < SECONDS and most < MEGABYTES
    say("HOLDS" if holds else "FAILED")
    return 0 if holds else 1


def held(what: str) -> float:
    """Megabytes of memory: VmRSS now, VmHWM at most."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (found,) = [line for line in lines if line.startswith(f"{what}:")]
    return int(found.split()[1]) / 1024


def forget_peak() -> None:
    """Lets the system count the most memory held from here on."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def main(rows: int, periods: int) -> int:
    """Makes the text, and has it rendered in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "snapshot.json"
        path.write_text(snapshot_text(rows, periods), encoding="utf-8")
        say(f"{rows} rows × {periods} periods: {path.stat().st_size / 1e6:.0f} MB of text")
        sys.stdout.flush()
        done = subprocess.run([sys.executable, "-m", "tests.proofs.large_workbook", "--render", str(path)], check=False)
    return done.returncode


if __name__ == "__main__":
    django.setup()
    if sys.argv[1:2] == ["--render"]:
        sys.exit(render(Path(sys.argv[2])))
    sys.exit(main(*(int(one) for one in (sys.argv[1:] or ("2000", "40")))))
