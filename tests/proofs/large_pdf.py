"""Proof: large reports become PDF files that a worker can print, and that are still for everybody.

``python -m tests.proofs.large_pdf [ROWS PERIODS]``; without numbers first 500 rows × 12 periods, then 2 000 × 40. Each
is printed in a process of its own, as the worker does; needs no database. Exit status 1 when a claim fails. Memory is
the most that the process held, seconds are the processor's; the clock's are told.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

from tests.proofs.large_workbook import snapshot_text
from tests.proofs.serving import say

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kemi_strategy.settings")
os.environ.setdefault("DEBUG", "1")
SIZES = ((500, 12), (2000, 40))
SECONDS_A_ROW, MEGABYTES, MEGABYTES_A_ROW, WORKER = 0.1, 250.0, 1.2, 500.0
"""What is claimed: so much time a row, memory for a start and for each row where it is printed, and in the worker."""


def render(path: Path, rows: int) -> int:
    """Opens the text and prints it; tells the figures."""
    import page

    from reporting.renderers.formats import FORMATS
    from reporting.snapshot import from_json

    snapshot = from_json(path.read_text(encoding="utf-8"))
    started, worked = time.perf_counter(), sum(os.times()[:4])
    content = FORMATS["pdf"].render(snapshot, "fi")
    seconds, clock = sum(os.times()[:4]) - worked, time.perf_counter() - started
    worker = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    report = page.validate_pdf_bytes(
        content, profile=page.ValidationProfile.PDF_UA_1, limits=page.SafetyLimits.unlimited()
    )
    told = f"{report.document.page_count} pages, {len(content) / 1e6:.1f} MB"
    say(f"PDF: {told} in {seconds:.1f} s of work ({clock:.1f} s by the clock)")
    say(f"memory: at most {most:.0f} MB in the process that printed, {worker:.0f} MB in the worker")
    small = worker < WORKER and most < MEGABYTES + MEGABYTES_A_ROW * rows
    holds = seconds < SECONDS_A_ROW * rows and small and report.is_compliant
    say("HOLDS" if holds else f"FAILED {[one.message for one in report.failures][:3]}")
    return 0 if holds else 1


def prove(rows: int, periods: int) -> int:
    """Makes the text, and has it printed in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "snapshot.json"
        path.write_text(snapshot_text(rows, periods), encoding="utf-8")
        say(f"{rows} rows × {periods} periods: {path.stat().st_size / 1e6:.0f} MB of text")
        sys.stdout.flush()
        command = [sys.executable, "-m", "tests.proofs.large_pdf", "--render", str(path), str(rows)]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    django.setup()
    if sys.argv[1:2] == ["--render"]:
        sys.exit(render(Path(sys.argv[2]), int(sys.argv[3])))
    asked = (tuple(int(one) for one in sys.argv[1:]),) if sys.argv[1:] else SIZES
    sys.exit(max(prove(rows, periods) for rows, periods in asked))
