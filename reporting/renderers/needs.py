"""Some files need what no Python package brings: says what a machine lacks to make them, and what to install."""

from collections.abc import Sequence

PRINTING = ("libpangoft2-1.0-0", "libharfbuzz-subset0")
"""What Debian calls that which PDF files are printed with; also in ``.ci/venv.sh`` and ``docker-compose.yml``."""


class Lacking(Exception):
    """A file cannot be made on this machine; says which libraries are not there and what brings them."""

    def __init__(self, libraries: Sequence[str]) -> None:
        self.libraries = tuple(libraries)
        super().__init__(f"{', '.join(libraries)} not found: apt-get install {' '.join(PRINTING)}")
