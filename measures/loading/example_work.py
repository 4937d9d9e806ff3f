"""The demonstration's example projects, actions and reviews, each of which says of itself that it is an example."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from measures.loading.columns import EXAMPLE_NOTES
from measures.loading.folders import read_folder
from measures.loading.problems import Findings
from measures.loading.source import Tables
from scorecard.labels import WORK_STATES
from scorecard.models import ProgressNote, Project, Strategy, User
from scorecard.models.codes import WorkState
from scorecard.work.finding import reviews_of
from scorecard.work.reviews import Review

FOLDER = "kemi-esimerkit"
CODE = "esimerkki-"
"""What the codes of example projects and actions begin with."""
_LAST, _BEFORE = "viimeisin", "edellinen"
_WRITTEN_AFTER = dt.timedelta(days=10)


def has_examples(strategy: Strategy) -> bool:
    """Have the examples been loaded?"""
    return Project.objects.filter(strategy=strategy, code__startswith=CODE).exists()


def example_notes(
    folder: Path, strategy: Strategy, now: dt.datetime, heads: Mapping[str, User], steward: User
) -> list[ProgressNote]:
    """Notes of the projects that have none, of the latest review and the one before, written ten days after it.

    ``heads``: of each sector with a head in the demonstration, the head; the steward writes the others'.
    """
    tables = Tables(read_folder(folder), Findings())
    reviews = reviews_of([strategy], now.date(), 2)[strategy.pk]
    found = Project.objects.filter(strategy=strategy, notes=None).select_related("sector")
    projects = {project.code: project for project in found}
    notes = []
    for row in tables.rows(EXAMPLE_NOTES):
        project, review = projects.get(row.text("projekti")), _review(row.text("katsaus"), reviews)
        if project is not None and review is not None:
            state = row.word("tila", WORK_STATES, default=WorkState.RUNNING)
            by = heads.get(project.sector.code if project.sector is not None else "", steward)
            notes.append(_note(project, review, state or WorkState.RUNNING, row.text("teksti"), now, by))
    return notes


def _review(word: str, reviews: Sequence[Review]) -> Review | None:
    place = {_LAST: 0, _BEFORE: 1}.get(word, len(reviews))
    return reviews[place] if place < len(reviews) else None


def _note(project: Project, review: Review, state: WorkState, text: str, now: dt.datetime, by: User) -> ProgressNote:
    written = dt.datetime.combine(review.ends + _WRITTEN_AFTER, dt.time(9), now.tzinfo)
    return ProgressNote.objects.create(
        project=project,
        period_starts=review.starts,
        period_ends=review.ends,
        state=state,
        text=text,
        written_at=min(written, now),
        written_by=by,
    )
