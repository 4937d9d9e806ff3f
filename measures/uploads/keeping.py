"""Keeps what was read of a workbook between sending and accepting: in the database, for its sender alone, for a day."""

import datetime as dt
import hashlib

from django.db import transaction
from django.utils import timezone

from measures.models import Upload, Window
from measures.sheets import Sheets
from measures.uploads.entry_sheet import read_entry_sheet
from measures.workbooks.gate import read_upload
from measures.workbooks.wire import from_json
from scorecard.models import Municipality, User

KEPT_HOURS = 24
MOST_PENDING = 10
"""Previews kept of one person; the oldest goes when there would be more."""
_LONGEST_NAME = 200


def keep_upload(*, municipality: Municipality, window: Window, name: str, content: bytes, by: User) -> Upload:
    """Reads a file behind the gate and keeps what was read. Raises SourceRefused with the sentence for the sender.

    What is not a workbook of this municipality's window is not kept. Whatever has not been accepted within a day is
    taken away, whosever it is: nothing else need be run for that.
    """
    reading = read_upload(content, name)
    read_entry_sheet(from_json(reading, name), municipality.code, window.period.code)
    with transaction.atomic():
        pending = Upload.objects.filter(accepted_at__isnull=True)
        pending.filter(uploaded_at__lt=_oldest()).delete()
        more = pending.filter(uploaded_by=by).order_by("-pk").values_list("pk", flat=True)[MOST_PENDING - 1 :]
        pending.filter(pk__in=list(more)).delete()
        return Upload.objects.create(
            municipality=municipality,
            window=window,
            name=_clean(name),
            size=len(content),
            digest=hashlib.sha256(content).hexdigest(),
            reading=reading,
            uploaded_at=timezone.now(),
            uploaded_by=by,
        )


def upload_of(municipality: Municipality, number: int, by: User) -> Upload | None:
    """The sender's own upload; None when it is another's, gone, or older than a day."""
    own = Upload.objects.filter(pk=number, municipality=municipality, uploaded_by=by).select_related("window")
    found = own.first()
    if found is None or (found.accepted_at is None and found.uploaded_at < _oldest()):
        return None
    return found


def sheets_of(upload: Upload) -> Sheets:
    """What was read of the file."""
    return from_json(upload.reading, upload.name)


def _oldest() -> dt.datetime:
    return timezone.now() - dt.timedelta(hours=KEPT_HOURS)


def _clean(name: str) -> str:
    printable = "".join(character if character.isprintable() else " " for character in name)
    return printable[:_LONGEST_NAME]
