"""Scorecard workbooks brought in by a steward: what was read, what it would do, what it did, was it undone."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kemi_strategy.web.languages import later
from scorecard.models import Municipality


def _both_or_neither(moment: str, person: str, sentence: str) -> models.CheckConstraint:
    neither = Q(**{f"{moment}__isnull": True, f"{person}__isnull": True})
    both = Q(**{f"{moment}__isnull": False, f"{person}__isnull": False})
    return models.CheckConstraint(
        condition=neither | both, name=f"import_{moment}_who_and_when", violation_error_message=sentence
    )


class Import(models.Model):
    """One workbook, or a table pasted from a document, on its way into the scorecard. Its steps are told by moments.

    ``content``: the file until it has been read; ``reading``: its sheets as JSON until they are written; ``answers``:
    what was said of cells that were asked. ``refused``: why the file could not be read, in the sender's ``language``.
    ``found``: what the trial found, as JSON; ``agreed``: its digest. ``stopped``: the code of what kept a step from
    being done. ``strategy``: the code of the strategy that was written.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="imports")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    pasted = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="fi")
    content = models.BinaryField(null=True, blank=True)
    reading = models.TextField(blank=True)
    answers = models.JSONField(default=dict, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports")
    refused = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    found = models.JSONField(default=dict, blank=True)
    agreed = models.CharField(max_length=64, blank=True)
    strategy = models.CharField(max_length=60, blank=True)
    stopped = models.CharField(max_length=20, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="accepted_imports"
    )
    written_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="undone_imports"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["municipality", "-id"], name="import_of_municipality")]
        constraints = [
            _both_or_neither("accepted_at", "accepted_by", later("Hyväksyntään kuuluvat sekä hyväksyjä että aika.")),
            _both_or_neither("taken_back_at", "taken_back_by", later("Perumiseen kuuluvat sekä peruja että aika.")),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.name}"


class ImportLine(models.Model):
    """What a trial found of one row of a file that is not left as it is; row 0: of a whole sheet.

    ``cells``: of each cell told what stood there and what then does, or what is wrong with it, as facts.
    """

    of_import = models.ForeignKey(Import, models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    code = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=10)
    cells = models.JSONField(default=list)

    class Meta:
        ordering = ["of_import", "place"]
        indexes = [models.Index(fields=["of_import", "outcome", "place"], name="import_line_by_outcome")]

    def __str__(self) -> str:
        return f"{self.of_import_id} {self.sheet} {self.row}"
