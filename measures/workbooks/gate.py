"""The gate that every foreign workbook goes through: it is read in a process of its own, bound in memory and time.

A small file can be made so that parsing it takes all memory or never ends. Here it takes the child process with it and
nothing else: the caller gets a sentence. Never more than a few children run at a time.
"""

import json
import logging
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import spoken
from measures.quantities.refusals import shown
from measures.sheets import Sheets, SourceRefused
from measures.workbooks.checking import broken, too_heavy, too_large
from measures.workbooks.limits import COMMAND, UPLOAD, Limits
from measures.workbooks.wire import READ, REFUSED, from_json

log = logging.getLogger(__name__)

_BASE = Path(__file__).parents[2]
_CHILD = "measures.workbooks.child"
_AT_A_TIME = 2
_turns = threading.BoundedSemaphore(_AT_A_TIME)
_HANDED_ON = ("PATH", "LD_LIBRARY_PATH")
"""Of the environment the child gets what starting Python may need, and no secrets."""


def read_workbook(path: Path, limits: Limits = COMMAND) -> Sheets:
    """Every sheet of a workbook on disk. Raises SourceRefused, with the sentence for the user, when it is not read."""
    if path.stat().st_size > limits.file:
        raise SourceRefused(too_large(path.name, limits))
    return from_json(_read(path.read_bytes(), shown(path.name), limits), str(path))


def read_upload(content: bytes, name: str, limits: Limits = UPLOAD) -> str:
    """Every sheet of a workbook that came through the web, as JSON to be kept. Raises SourceRefused."""
    if len(content) > limits.file:
        raise SourceRefused(too_large(shown(name), limits))
    return _read(content, shown(name), limits)


def _read(content: bytes, name: str, limits: Limits) -> str:
    if not _turns.acquire(timeout=limits.wait):
        raise SourceRefused(_("Palvelu lukee juuri muita työkirjoja. Odota hetki ja lähetä tiedosto uudestaan."))
    try:
        said = _said(content, name, limits)
    finally:
        _turns.release()
    told = said[1:]
    if said.startswith(READ):
        return told
    raise SourceRefused(json.loads(told))


def _said(content: bytes, name: str, limits: Limits) -> str:
    """What the child said of the file, or the sentence for what stopped it."""
    asked = json.dumps({"limits": asdict(limits), "name": name, "language": spoken()})
    handed = {key: os.environ[key] for key in _HANDED_ON if key in os.environ}
    try:
        child = subprocess.run(
            [sys.executable, "-m", _CHILD, asked],
            input=content,
            capture_output=True,
            timeout=limits.wait,
            check=False,
            cwd=_BASE,
            env=handed | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired:
        log.warning("Reading a workbook of %d bytes took more than %d seconds", len(content), limits.wait)
        return REFUSED + json.dumps(too_heavy(name))
    if child.returncode == 0 and child.stdout:
        return child.stdout.decode("ascii")
    end = child.stderr[-2000:].decode(errors="replace")
    log.warning("Reading a workbook of %d bytes ended with %d: %s", len(content), child.returncode, end)
    # A negative status is a signal: the bounds, or the machine's own lack of memory, stopped it.
    return REFUSED + json.dumps(too_heavy(name) if child.returncode < 0 else broken(name))
