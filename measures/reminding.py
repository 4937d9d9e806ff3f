"""Who is to be told what on a day: figures asked soon or late, returned ones, and those that wait to be approved.

A window has stages: seven days before its due day, one day before it, the day after it, and every seventh day from
then on until it closes. In each stage a person is told once, also when the run of the stage's first day was missed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from measures.answering import Answering, answering
from measures.duties import Duty, duties_in, parents_of
from measures.models import Actual, Reminder, Window
from measures.models.codes import ReminderKind
from scorecard.models import Municipality, Unit, User

DAYS_BEFORE_DUE = (7, 1)
EVERY_DAYS = 7


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a window is: due soon or late, since which day."""

    kind: ReminderKind
    since: dt.date


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is told once: a window's stage, a returned figure (``entry``), or a day's list of what waits."""

    kind: ReminderKind
    window: int
    day: dt.date | None = None
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What people have been told of some windows. ``waiting``: when each was last told of what waits in a window."""

    occasions: frozenset[tuple[int, Occasion]]
    waiting: Mapping[tuple[int, int], tuple[dt.date, dt.datetime]]


@dataclass(frozen=True, slots=True)
class Concern:
    """What one window wants of one person. ``is_open``: on the day of the letter."""

    window: Window
    stage: Stage | None
    is_open: bool
    lacking: list[Duty] = field(default_factory=list)
    returned: list[Duty] = field(default_factory=list)
    waiting: list[Duty] = field(default_factory=list)

    def occasions(self, day: dt.date) -> Iterator[Occasion]:
        """What the person is told by being told of this."""
        window = self.window.pk
        if self.stage is not None and (self.lacking or self.returned):
            yield Occasion(self.stage.kind, window, self.stage.since)
        for duty in self.returned:
            yield Occasion(ReminderKind.RETURNED, window, entry=_entry(duty).pk)
        if self.waiting:
            yield Occasion(ReminderKind.APPROVAL, window, day)


@dataclass(frozen=True, slots=True)
class Letter:
    """All that concerns one person on a day. ``news``: what has not been told before, which is why it is sent."""

    person: User
    concerns: Sequence[Concern]
    news: Sequence[tuple[Occasion, Municipality]]


@dataclass(frozen=True, slots=True)
class Round:
    """A day's letters, and the units from which figures are lacking though nobody answers for them."""

    day: dt.date
    known_at: dt.datetime
    letters: Sequence[Letter]
    unowned: Sequence[tuple[Unit, int]]


def stage_of(window: Window, day: dt.date) -> Stage | None:
    """The stage of an open window; None when it is not open, or its due day is still far."""
    if not window.is_open(day):
        return None
    if day > window.due:
        first = window.due + dt.timedelta(days=1)
        return Stage(ReminderKind.LATE, day - dt.timedelta(days=(day - first).days % EVERY_DAYS))
    begun = [since for ahead in DAYS_BEFORE_DUE if (since := window.due - dt.timedelta(days=ahead)) <= day]
    return Stage(ReminderKind.DUE_SOON, max(begun)) if begun else None


def round_of(day: dt.date, municipality: Municipality | None = None) -> Round:
    """The letters of a day, of one municipality or of all.

    The number of queries grows with municipalities and their open windows, not with people, units or history.
    """
    known_at = timezone.now()
    windows = _windows(day, municipality)
    people: dict[int, tuple[User, dict[int, Concern]]] = {}
    unowned: dict[Unit, int] = {}
    for place in _by_municipality(windows):
        parents = parents_of(place[0].municipality)
        holders = answering(place[0].municipality, day, parents)
        for window in place:
            _gather(window, day, holders, people, unowned)
    told = _told(windows)
    letters = [_letter(person, list(concerns.values()), told, day) for person, concerns in people.values()]
    ordered = sorted((one for one in letters if one.news), key=lambda one: one.person.username)
    return Round(day, known_at, ordered, list(unowned.items()))


def _windows(day: dt.date, municipality: Municipality | None) -> list[Window]:
    """Windows that are open, and shut ones in which a figure waits for somebody: one query."""
    pending = Actual.objects.filter(
        municipality=OuterRef("municipality"),
        period_ends__range=(OuterRef("period_starts"), OuterRef("period_ends")),
        submitted_at__isnull=False,
        approved_at__isnull=True,
        superseded_by__isnull=True,
        withdrawn_at__isnull=True,
    )
    open_now = Q(closed_at=None, locked_at=None, closes__gte=day)
    found = Window.objects.filter(open_now | Exists(pending), opens__lte=day).select_related("municipality")
    if municipality is not None:
        found = found.filter(municipality=municipality)
    return list(found.order_by("municipality__name_fi", "municipality", "period_ends"))


def _by_municipality(windows: Iterable[Window]) -> Iterable[list[Window]]:
    places: dict[int, list[Window]] = {}
    for window in windows:
        places.setdefault(window.municipality_id, []).append(window)
    return places.values()


def _gather(
    window: Window,
    day: dt.date,
    holders: Answering,
    people: dict[int, tuple[User, dict[int, Concern]]],
    unowned: dict[Unit, int],
) -> None:
    """Adds what the window wants of each person, and counts what it wants of nobody."""
    stage = stage_of(window, day)
    duties = duties_in(window, holders.parents.keys())
    for duty in duties:
        owner = duty.cell.owner
        if owner is None:
            continue
        kind = _kind(duty, stage)
        found = _people(duty, owner, kind, holders)
        if not found and kind in {ReminderKind.DUE_SOON, ReminderKind.LATE, ReminderKind.RETURNED}:
            unowned[owner] = unowned.get(owner, 0) + 1
        for person in found:
            _, concerns = people.setdefault(person.pk, (person, {}))
            concern = concerns.setdefault(window.pk, Concern(window, stage, window.is_open(day)))
            _list_of(concern, kind).append(duty)


def _kind(duty: Duty, stage: Stage | None) -> ReminderKind | None:
    """What the figure wants of somebody: to be entered (in the window's stage), corrected or approved."""
    entry = duty.latest
    if entry is None or entry.submitted_at is None:
        return stage.kind if stage is not None else None
    if entry.approved_at is not None:
        return None
    return ReminderKind.APPROVAL if entry.returned_at is None else ReminderKind.RETURNED


def _people(duty: Duty, owner: Unit, kind: ReminderKind | None, holders: Answering) -> Sequence[User]:
    """Of whom it is wanted. A returned figure is also its writer's, where the writer may still enter it."""
    if kind is None:
        return ()
    if kind is ReminderKind.APPROVAL:
        entry = _entry(duty)
        return holders.nearest_approvers(owner.pk, {one for one in (entry.entered_by_id, entry.submitted_by_id) if one})
    if kind is ReminderKind.RETURNED:
        writer = holders.writer(_entry(duty).entered_by_id, owner.pk)
        return list(dict.fromkeys([*holders.of(owner.pk), *([writer] if writer else [])]))
    return holders.of(owner.pk)


def _list_of(concern: Concern, kind: ReminderKind | None) -> list[Duty]:
    if kind is ReminderKind.APPROVAL:
        return concern.waiting
    return concern.returned if kind is ReminderKind.RETURNED else concern.lacking


def _entry(duty: Duty) -> Actual:
    if duty.latest is None:
        raise ValueError("nothing has been entered in the cell")
    return duty.latest


def _told(windows: Sequence[Window]) -> Told:
    """What has been told of these windows: one query."""
    rows = Reminder.objects.filter(window__in=windows).order_by("mail__known_at")
    occasions: set[tuple[int, Occasion]] = set()
    waiting: dict[tuple[int, int], tuple[dt.date, dt.datetime]] = {}
    for person, kind, window, day, entry, known in rows.values_list(
        "person", "kind", "window", "day", "entry", "mail__known_at"
    ):
        occasions.add((person, Occasion(ReminderKind(kind), window, day, entry)))
        if kind == ReminderKind.APPROVAL and day is not None:
            waiting[person, window] = day, known
    return Told(frozenset(occasions), waiting)


def _letter(person: User, concerns: Sequence[Concern], told: Told, day: dt.date) -> Letter:
    """The person's letter; its ``news`` is empty when it need not be sent.

    Once there is any news, what waits to be approved is told along, and its week begins anew.
    """
    untold = [
        (one, concern)
        for concern in concerns
        for one in concern.occasions(day)
        if (person.pk, one) not in told.occasions
    ]
    if not any(_is_news(person, one, concern, told, day) for one, concern in untold):
        return Letter(person, concerns, ())
    return Letter(person, concerns, [(one, concern.window.municipality) for one, concern in untold])


def _is_news(person: User, occasion: Occasion, concern: Concern, told: Told, day: dt.date) -> bool:
    if occasion.kind is not ReminderKind.APPROVAL:
        return True
    last = told.waiting.get((person.pk, concern.window.pk))
    if last is None or (day - last[0]).days >= EVERY_DAYS:
        return True
    return any((_entry(duty).submitted_at or last[1]) > last[1] for duty in concern.waiting)
