"""What each hostile scorecard workbook does to the process that reads it, to the data and to the steward: a table.

``DATABASE_URL=sqlite:///proof.sqlite3 .venv/bin/python -m tests.proofs.hostile_scorecards``: the demo is loaded into an
empty database first.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import django

from tests.proofs.serving import say

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kemi_strategy.settings")
BASE = Path(__file__).parents[2]


def read_in_child(content: bytes) -> tuple[str, float, int, int]:
    """What the gate's child says of a file, how long it took, its peak memory in megabytes, how it ended."""
    from measures.workbooks.limits import IMPORT

    asked = json.dumps({"limits": asdict(IMPORT), "name": "kortti.xlsx", "language": "fi"})
    began = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "-m", "measures.workbooks.child", asked],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=BASE,
    )  # fmt: skip
    try:
        child.stdin.write(content)
        child.stdin.close()
    except BrokenPipeError:
        pass
    said = child.stdout.read().decode()
    _pid, status, used = os.wait4(child.pid, 0)
    return said, time.monotonic() - began, used.ru_maxrss // 1000, os.waitstatus_to_exitcode(status)


def make_all(folder: Path) -> None:
    """Makes the workbooks as files, in a process of its own: whoever starts a child hands on how large it once was."""
    django.setup()
    from tests.scorecards.hostile_cards import CARDS

    for number, (make, _told) in enumerate(CARDS.values()):
        (folder / f"{number}.xlsx").write_bytes(make())


def main() -> None:
    """Says the table, and HOLDS or FAILED."""
    with tempfile.TemporaryDirectory() as made:
        subprocess.run([sys.executable, "-m", "tests.proofs.hostile_scorecards", made], cwd=BASE, check=True)
        _tell(Path(made))


def _tell(made: Path) -> None:
    django.setup()
    from django.core.management import call_command

    from measures.loading.loader import How, load_as
    from measures.models import Actual
    from measures.workbooks.wire import from_json
    from scorecard.models import Strategy
    from tests.scorecards.hostile_cards import CARDS, READS

    call_command("migrate", verbosity=0)
    call_command("load_demo", force=True, verbosity=0)
    before = (Actual.objects.count(), Strategy.objects.count())
    say("| workbook | size | child: time, memory, end | data | told |\n|---|---|---|---|---|")
    sound = True
    for number, (name, (_make, told)) in enumerate(CARDS.items()):
        content = (made / f"{number}.xlsx").read_bytes()
        said, seconds, megabytes, ended = read_in_child(content)
        if said.startswith("+"):
            report = load_as(from_json(said[1:], name), How(municipality="kemi", dry_run=True))
            found = [str(one) for one in report.problems if one.fatal] or ["kelpaa"]
        else:
            found = [json.loads(said[1:]) if said else "Lukeminen keskeytettiin rajoihin."]
        unchanged = (Actual.objects.count(), Strategy.objects.count()) == before
        sound &= unchanged and (told == READS or ended != 0 or any(told in sentence for sentence in found))
        end = "read" if said.startswith("+") else "refused" if said else f"stopped ({ended})"
        data = "nothing written" if unchanged else "CHANGED"
        size = f"{len(content) / 1000:.0f} kB"
        say(f"| {name} | {size} | {seconds:.1f} s, {megabytes} MB, {end} | {data} | {found[0].replace('|', '/')} |")
    say("\nHOLDS" if sound else "\nFAILED")
    sys.exit(not sound)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        make_all(Path(sys.argv[1]))
    else:
        main()
