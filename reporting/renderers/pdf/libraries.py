"""What a machine needs to print a report as a PDF: a few system libraries that no Python package brings along."""

import ctypes
import sys

from reporting.renderers.needs import Lacking

LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
)
"""As Linux names them."""


def ensure_libraries() -> None:
    """Raises Lacking when this machine cannot print. Elsewhere than on Linux nobody looks before printing."""
    missing = [name for name in LIBRARIES if not _loads(name)] if sys.platform == "linux" else []
    if missing:
        raise Lacking(missing)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
