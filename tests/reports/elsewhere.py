"""Renders a snapshot as another machine would, and without a database.

``python -m tests.reports.elsewhere SNAPSHOT FOLDER LANGUAGE…`` is what the tests start for it.

Whoever starts it gives it another time zone, another order of sets and another language of the system.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import django

from kemi_strategy.web.speaking import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent.parent
OTHER = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "77", "LC_ALL": "C", "DATABASE_URL": "sqlite:///:memory:"}


def rendered_elsewhere(text: str, folder: Path, languages: Iterable[str] = LANGUAGES) -> dict[tuple[str, str], bytes]:
    """Every format of the snapshot's text, made in a process of its own."""
    snapshot = folder / "snapshot.json"
    snapshot.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "tests.reports.elsewhere", str(snapshot), str(folder), *languages]
    subprocess.run(command, cwd=ROOT, env=os.environ | OTHER, check=True, timeout=300)
    found = {}
    for path in folder.glob("*.made"):
        language, _, kind = path.stem.partition("-")
        found[kind, language] = path.read_bytes()
    return found


def main(snapshot: Path, folder: Path, languages: list[str]) -> None:
    """Writes each file."""
    django.setup()
    from reporting.renderers.formats import FORMATS
    from reporting.snapshot import from_json

    found = from_json(snapshot.read_text(encoding="utf-8"))
    for kind in FORMATS.values():
        for language in languages:
            (folder / f"{language}-{kind.code}.made").write_bytes(kind.render(found, language))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
