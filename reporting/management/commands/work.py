"""``manage.py work``: does what waits in the background, first what a killed worker left unfinished."""

import os
import signal
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from measures.importing.background import finish_unfinished_imports
from reporting.issuing.rendering import finish_unfinished

_LOOKS_EVERY = 1


class Command(DatabaseWorker):
    """The worker of the database's queue."""

    help = "Tekee taustatyöt: raporttien tiedostot ja tuloskorttien tuonnit. Keskeytynyt työ jatkuu siitä, mihin jäi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Those of the queue's own worker, and one more."""
        super().add_arguments(parser)
        parser.set_defaults(reload=False)
        parser.add_argument("--with-parent", action="store_true", help="lopettaa, kun käynnistänyt prosessi loppuu")

    def execute(self, *args: Any, **options: Any) -> Any:
        """Takes up what was left, then works until it is told to stop."""
        if options.pop("with_parent", False):
            threading.Thread(target=_stop_with, args=[os.getppid()], daemon=True).start()
        finish_unfinished()
        finish_unfinished_imports()
        return super().execute(*args, **options)


def _stop_with(parent: int) -> None:
    """Ends this process when its parent has: a server that was killed leaves no worker behind."""
    while os.getppid() == parent:
        time.sleep(_LOOKS_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
