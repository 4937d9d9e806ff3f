"""Records what was typed on the entry page, cell by cell: each on its own, so that a fault in one stops no other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction

from kemi_strategy.web.dates import today
from measures.desk import EntryDesk
from measures.duties import Duty, kind_of
from measures.entering import Conflict, NotAccepted, enter_actual, submit_actuals, why_shut
from measures.given import NotRead
from measures.models import Actual, Window
from measures.typed import CONFIRMATION, Typed, fields_of, is_as, read_typed
from scorecard.models import User


@dataclass(frozen=True, slots=True)
class Choice:
    """How a person settled a conflict: the cell whose standing figure stays (``keep``), or the cell whose own figure
    replaces (``mine``) the entry ``over``, which was shown beside it; or the cell whose returned figure was right and
    goes back as it is (``again``).
    """

    keep: str = ""
    mine: str = ""
    over: int | None = None
    again: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one cell. ``duty`` is as it stands now; ``typed`` is kept when it was not saved, with why not."""

    duty: Duty
    typed: Typed | None = None
    faults: Mapping[str, str] = field(default_factory=dict)
    conflict: Actual | None = None
    saved: bool = False

    @property
    def refused(self) -> bool:
        """Is something typed still unsaved?"""
        return bool(self.faults) or self.conflict is not None


def record(desk: EntryDesk, cells: Mapping[str, Typed], choice: Choice | None = None) -> list[Outcome]:
    """Records what was typed, each cell in a transaction of its own, and tells of every duty what became of it."""
    chosen = choice or Choice()
    return [
        _record(duty, cells.get(duty.cell.code), part.window, desk.by, chosen)
        for part in desk.parts
        for duty in part.duties
    ]


@transaction.atomic
def send(desk: EntryDesk, duties: Sequence[Duty]) -> int:
    """Sends the desk's drafts to be approved, all that can be or none; says how many.

    Raises NotAccepted when a window has been shut since, or when there are drafts only in shut ones.
    """
    ready = desk.ready(duties)
    if not ready and (stuck := desk.stuck(duties)):
        raise NotAccepted(why_shut(desk.window_of(stuck[0]), desk.today))
    sent = 0
    # Windows are locked in one order everywhere, so that two who send wait for each other.
    for window in sorted(desk.windows, key=lambda one: one.pk):
        entries = [duty.latest.pk for duty in ready if duty.latest is not None and desk.window_of(duty) == window]
        if entries:
            sent += len(submit_actuals(entries=entries, window=window, by=desk.by))
    return sent


def _record(duty: Duty, typed: Typed | None, window: Window, by: User, choice: Choice) -> Outcome:
    if typed is None or choice.keep == duty.cell.code:
        return Outcome(duty)
    before = _seen_before(duty, typed)
    if choice.mine == duty.cell.code:
        typed = replace(typed, seen=choice.over)
    if choice.again != duty.cell.code and untouched(duty, typed):
        return Outcome(duty)
    if duty.reopened is None and not window.is_open(today()):
        return Outcome(duty, typed, {fields_of(duty)[0]: why_shut(window, today())})
    try:
        given = read_typed(duty, typed, before)
        reason, text = typed.text("late_reason"), typed.text("late_text").strip()
        entry = enter_actual(
            cell=duty.cell, given=given, seen=typed.seen, window=window, by=by, late_reason=reason, late_text=text
        )
    except NotRead as refused:
        return Outcome(duty, typed, refused.faults)
    except NotAccepted as refused:
        return Outcome(duty, typed, {fields_of(duty)[0]: str(refused)})
    except Conflict as conflict:
        return Outcome(replace(duty, latest=conflict.current), typed, conflict=conflict.current)
    return Outcome(replace(duty, latest=entry), saved=True)


def _seen_before(duty: Duty, typed: Typed) -> Actual | None:
    """The entry whose words of confirmation came along in the form, when another has taken its place since."""
    if not typed.text(CONFIRMATION).strip() or typed.seen is None or (duty.latest and duty.latest.pk == typed.seen):
        return None
    return seen_entry(duty, typed.seen)


def seen_entry(duty: Duty, number: int) -> Actual | None:
    """The entry of the cell that its writer saw, however old."""
    indicator, unit, _period = duty.cell.key
    return Actual.objects.filter(pk=number, indicator=indicator, unit=unit).first()


def untouched(duty: Duty, typed: Typed, find: Callable[[Duty, int], Actual | None] = seen_entry) -> bool:
    """Do the fields say what their writer saw there? Another's newer figure is then no conflict."""
    latest, kind = duty.latest, kind_of(duty.cell)
    if typed.seen == (latest.pk if latest is not None else None):
        return is_as(typed, latest, kind)
    if typed.seen is None:
        return is_as(typed, None, kind)
    seen = find(duty, typed.seen)
    return seen is not None and is_as(typed, seen, kind)
