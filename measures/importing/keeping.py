"""What is done to an import, each as a verb: received, answered, accepted. The work waits in the queue."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from measures.importing.steps import Step, step_of
from measures.models import Import
from measures.sheets import Sheets, SourceRefused
from measures.workbooks.checking import too_large
from measures.workbooks.limits import IMPORT
from measures.workbooks.wire import from_json, to_json
from scorecard.models import Municipality, User

KEPT_DAYS = 7
"""How long what was read waits to be accepted."""
MOST_PENDING = 20
MOST_ANSWERS = 500
_LONGEST_NAME, _LONGEST_ANSWER = 200, 2_000


class NotNow(Exception):
    """The step cannot be taken as the import stands; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def receive_import(*, municipality: Municipality, name: str, content: bytes, language: str, by: User) -> Import:
    """Takes a file in, to be read in the background. Raises SourceRefused for one that is too large."""
    if len(content) > IMPORT.file:
        raise SourceRefused(too_large(_clean(name), IMPORT))
    _forget_old(municipality)
    return Import.objects.create(
        municipality=municipality, name=_clean(name), size=len(content), digest=hashlib.sha256(content).hexdigest(),
        language=language, content=content, uploaded_at=timezone.now(), uploaded_by=by,
    )  # fmt: skip


@transaction.atomic
def receive_sheets(*, municipality: Municipality, name: str, sheets: Sheets, language: str, by: User) -> Import:
    """Takes in rows that a person confirmed of a pasted table, as an import that has been read already."""
    _forget_old(municipality)
    reading = to_json(sheets)
    return Import.objects.create(
        municipality=municipality, name=_clean(name), size=len(reading), pasted=True,
        digest=hashlib.sha256(reading.encode()).hexdigest(), language=language, reading=reading,
        uploaded_at=timezone.now(), uploaded_by=by,
    )  # fmt: skip


@transaction.atomic
def answer_questions(*, one: Import, answers: Mapping[tuple[str, int], Mapping[str, str]], by: User) -> Import:
    """Takes down what cells that were asked meant; the trial is made again. Raises NotNow when it is not awaited."""
    held = _held(one)
    if step_of(held) is not Step.TRIED:
        raise NotNow("moved")
    kept: dict[str, dict[str, str]] = dict(held.answers)
    for (sheet, row), told in answers.items():
        texts = {column: text.strip()[:_LONGEST_ANSWER] for column, text in told.items() if text.strip()}
        if texts and len(kept) < MOST_ANSWERS:
            key = json.dumps([sheet, row])
            kept[key] = kept.get(key, {}) | texts
    held.answers, held.read_at, held.stopped = kept, None, ""
    held.save(update_fields=["answers", "read_at", "stopped"])
    return held


@transaction.atomic
def try_again(*, one: Import, by: User) -> Import:
    """Has the trial made again, against the scorecard as it is now. Raises NotNow when it is not awaited."""
    held = _held(one)
    if step_of(held) is not Step.TRIED:
        raise NotNow("moved")
    held.read_at, held.stopped = None, ""
    held.save(update_fields=["read_at", "stopped"])
    return held


@transaction.atomic
def accept_import(*, one: Import, by: User) -> Import:
    """Accepts what the trial showed. Raises NotNow when it has been accepted already, or cannot be."""
    held = _held(one)
    if step_of(held) is not Step.TRIED or held.found.get("fatal") or not held.found.get("changed"):
        raise NotNow("moved")
    held.accepted_at, held.accepted_by, held.stopped = timezone.now(), by, ""
    held.save(update_fields=["accepted_at", "accepted_by", "stopped"])
    return held


def answers_of(one: Import) -> dict[tuple[str, int], Mapping[str, str]]:
    """What was said of cells, by their sheet and row."""
    found: dict[tuple[str, int], Mapping[str, str]] = {}
    for key, texts in one.answers.items():
        sheet, row = json.loads(key)
        found[sheet, row] = texts
    return found


def sheets_of(one: Import) -> Sheets:
    """What was read of the file."""
    return from_json(one.reading, one.name)


def _held(one: Import) -> Import:
    return Import.objects.select_for_update().get(pk=one.pk)


def _forget_old(municipality: Municipality) -> None:
    """Takes away what nobody accepted within a week, and the oldest where many wait; what was written stays told."""
    Municipality.objects.select_for_update().filter(pk=municipality.pk).first()
    waiting = Import.objects.filter(municipality=municipality, written_at__isnull=True, accepted_at__isnull=True)
    waiting.filter(uploaded_at__lt=timezone.now() - dt.timedelta(days=KEPT_DAYS)).delete()
    more = waiting.order_by("-pk").values_list("pk", flat=True)[MOST_PENDING - 1 :]
    waiting.filter(pk__in=list(more)).delete()


def _clean(name: str) -> str:
    printable = "".join(character if character.isprintable() else " " for character in name)
    return printable[:_LONGEST_NAME]
