"""What is said of a project at a review. A note is never changed: a later one follows it."""

from django.db import transaction
from django.utils import timezone

from scorecard.models import ProgressNote, Project, User
from scorecard.models.codes import WorkState
from scorecard.work.keeping.versions import ChangedMeanwhile, hold, put
from scorecard.work.reviews import Review


@transaction.atomic
def write_note(*, project: Project, review: Review, state: WorkState, text: str, seen: int, by: User) -> ProgressNote:
    """Writes what is said of a project at a review, and makes the state said there the project's own.

    ``seen``: the latest of the project's notes that was read, 0 for none; raises ChangedMeanwhile when the review has
    got one after it.
    The same words from the same person sent twice are one note. A note of an earlier review leaves the state alone.
    """
    held = hold(Project, project.pk)
    said = ProgressNote.objects.filter(project=held, period_starts=review.starts, period_ends=review.ends)
    last = said.order_by("id").last()
    if last is not None and (last.text, last.state, last.written_by_id) == (text, state.value, by.pk):
        return last
    if last is not None and last.pk > seen:
        raise ChangedMeanwhile
    note = ProgressNote.objects.create(
        project=held,
        period_starts=review.starts,
        period_ends=review.ends,
        state=state,
        text=text,
        written_at=timezone.now(),
        written_by=by,
    )
    if not ProgressNote.objects.filter(project=held, period_ends__gt=review.ends).exists():
        put(held, {"state": state.value}, by)
    return note
