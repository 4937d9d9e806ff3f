"""Which release of the software made a snapshot, as ``pyproject.toml`` says it."""

import tomllib
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
RELEASE: str = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"]
