"""The approval page's plain values: what came of each unit, what is lacking and from whom, what waits to be decided."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.speaking import named
from measures.duties import Duty
from measures.entering import why_shut
from measures.models import Actual, Window
from measures.pages.entries import (
    State,
    change_words,
    figure_words,
    forecast_words,
    name_of,
    state_of,
    terms_words,
)
from measures.pages.waiting_words import Answering, answering_words, name_in, odd_words, own_words
from measures.periods import Period
from measures.spans import write_period
from measures.waiting import Desk
from scorecard.models import Unit, User


@dataclass(frozen=True, slots=True)
class Reply:
    """What a form that was not accepted holds: the row's entry, what was typed, the sentence that says why not."""

    entry: int = 0
    typed: str = ""
    fault: str = ""
    chosen: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A figure that waits. ``own``: why this reader may not approve it. ``odd``: what to look at first."""

    id: int
    indicator: str
    period: str
    value: str
    terms: str
    before: str
    year_ago: str
    change: str
    forecast: str
    note: str
    confirmation: str
    late: bool
    came_late: bool
    entered: str
    odd: tuple[str, ...]
    own: str
    typed: str = ""
    fault: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class SentBack:
    """A figure that was returned and has not come again."""

    indicator: str
    value: str
    reason: str
    returned: str


@dataclass(frozen=True, slots=True)
class UnitBlock:
    """One unit: how much has come, what has not and who answers for it, and what waits."""

    code: str
    name: str
    came: str
    approved: int
    lacking: tuple[str, ...]
    drafts: tuple[str, ...]
    sent_back: tuple[SentBack, ...]
    answering: Answering | None
    waiting: tuple[Waiting, ...]
    whole: bool

    @property
    def ready(self) -> int:
        """How many of the waiting figures the reader may approve, odd ones included."""
        return sum(not one.own for one in self.waiting)

    @property
    def odd(self) -> int:
        """How many of those look odd: they are approved only when chosen by hand."""
        return sum(bool(one.odd) for one in self.waiting if not one.own)

    @property
    def plain(self) -> int:
        """How many are approved in one action."""
        return self.ready - self.odd


@dataclass(frozen=True, slots=True)
class Together:
    """A result area or a sector whose figures can be approved in one action, and how many of them."""

    code: str
    name: str
    plain: int


@dataclass(frozen=True, slots=True)
class OtherPeriod:
    """A window in which figures wait as well."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """What the page shows. ``ready``: how many of the waiting figures this reader may approve, ``odd`` of them odd.

    ``groups``: what lies between a unit and everything. ``requests``: reopenings that are asked for.
    """

    period: str
    code: str
    due: str
    grace: str
    shut: str
    came: str
    waiting: int
    ready: int
    odd: int
    own: int
    requests: int
    fault: str
    groups: tuple[Together, ...]
    elsewhere: tuple[OtherPeriod, ...]
    blocks: tuple[UnitBlock, ...]

    @property
    def plain(self) -> int:
        """How many are approved in one action: what looks odd is chosen by hand."""
        return self.ready - self.odd

    @property
    def unfinished(self) -> tuple[UnitBlock, ...]:
        """Units of which something is lacking or waits."""
        return tuple(block for block in self.blocks if not block.whole)

    @property
    def finished(self) -> tuple[str, ...]:
        """Units whose every figure has been approved, with how many there are."""
        return tuple(f"{block.name} {block.came}" for block in self.blocks if block.whole)


def approval_page(
    desk: Desk,
    reader: User,
    today: dt.date,
    units: Mapping[int, Unit],
    elsewhere: Sequence[OtherPeriod] = (),
    reply: Reply | None = None,
    requests: int = 0,
) -> ApprovalPage:
    """The page of a desk for its reader; ``reply`` is of a form that was not accepted, ``units`` all by id."""
    reply = reply or Reply()
    blocks = tuple(_block(unit, duties, desk, reader, reply) for unit, duties in _by_owner(desk.duties))
    waiting = [one for block in blocks for one in block.waiting]
    ready = sum(not one.own for one in waiting)
    shown = any(one.fault for one in waiting)
    return ApprovalPage(
        period=write_period(desk.window.period),
        code=desk.window.period.code,
        due=write_day(desk.window.due),
        grace=_grace(desk.window, today),
        shut="" if desk.window.is_open(today) else why_shut(desk.window, today),
        came=_count(desk.duties),
        waiting=len(waiting),
        ready=ready,
        odd=sum(block.odd for block in blocks),
        own=len(waiting) - ready,
        requests=requests,
        fault="" if shown else reply.fault,
        groups=_groups(blocks, units),
        elsewhere=tuple(elsewhere),
        blocks=blocks,
    )


def _grace(window: Window, today: dt.date) -> str:
    """Until when figures still come in after the due day; empty before it and after the closing."""
    if not window.is_open(today) or today <= window.due:
        return ""
    return _("kirjaus on auki vielä %(closes)s asti (armonaika)") % {"closes": write_day(window.closes)}


def _groups(blocks: Sequence[UnitBlock], units: Mapping[int, Unit]) -> tuple[Together, ...]:
    """The levels above units that hold several of them but not all: what one button more is worth."""
    by_code = {unit.code: unit for unit in units.values()}
    plain = {block.code: block.plain for block in blocks if block.plain}
    found: dict[int, list[str]] = {}
    for code in plain:
        for above in line_above(by_code[code], units):
            found.setdefault(above.pk, []).append(code)
    several = [units[pk] for pk, codes in found.items() if 1 < len(codes) < len(plain)]
    ordered = sorted(several, key=lambda one: (one.order, one.code))
    return tuple(Together(one.code, named(one), sum(plain[code] for code in found[one.pk])) for one in ordered)


def line_above(unit: Unit, units: Mapping[int, Unit]) -> list[Unit]:
    """The unit and those above it, the nearest first."""
    line, above = [], units.get(unit.pk)
    while above is not None and above not in line:
        line.append(above)
        above = units.get(above.parent_id or 0)
    return line


def _by_owner(duties: Iterable[Duty]) -> list[tuple[Unit, list[Duty]]]:
    units: dict[int, Unit] = {}
    found: dict[int, list[Duty]] = {}
    for duty in duties:
        owner = duty.cell.owner
        if owner is not None:
            units[owner.pk] = owner
            found.setdefault(owner.pk, []).append(duty)
    return [(units[pk], found[pk]) for pk in sorted(found, key=lambda one: (units[one].order, units[one].code))]


def _block(unit: Unit, duties: Sequence[Duty], desk: Desk, reader: User, reply: Reply) -> UnitBlock:
    waiting = tuple(_waiting(duty, duty.latest, desk, reader, reply) for duty in duties if _is(duty, State.WAITING))
    lacking = tuple(name_in(duty) for duty in duties if duty.latest is None)
    sent_back = tuple(_sent_back(duty, duty.latest) for duty in duties if duty.latest and _is(duty, State.RETURNED))
    drafts = tuple(name_in(duty) for duty in duties if _is(duty, State.DRAFT))
    return UnitBlock(
        code=unit.code,
        name=named(unit),
        came=_count(duties),
        approved=sum(_is(duty, State.APPROVED) for duty in duties),
        lacking=lacking,
        drafts=drafts,
        sent_back=sent_back,
        answering=answering_words(desk.people.of(unit.pk)) if lacking or drafts or sent_back else None,
        waiting=waiting,
        whole=not (lacking or drafts or sent_back or waiting),
    )


def _count(duties: Collection[Duty]) -> str:
    """Figures that stand entered, returned ones left out, of those asked: «11/12»."""
    entered = sum(duty.latest is not None and not _is(duty, State.RETURNED) for duty in duties)
    return f"{entered}/{len(duties)}"


def _is(duty: Duty, state: State) -> bool:
    return duty.latest is not None and state_of(duty.latest) is state


def _sent_back(duty: Duty, entry: Actual) -> SentBack:
    returned = _who_when(entry.returned_by, entry.returned_at)
    return SentBack(name_in(duty), figure_words(entry, duty.asked), entry.return_reason, returned)


def _waiting(duty: Duty, entry: Actual | None, desk: Desk, reader: User, reply: Reply) -> Waiting:
    if entry is None:
        raise ValueError("nothing waits in an empty cell")
    asked, mine = duty.asked, reply.entry == entry.pk
    return Waiting(
        id=entry.pk,
        indicator=name_in(duty),
        period=duty.cell.period.code,
        value=figure_words(entry, asked),
        terms=terms_words(entry),
        before=figure_words(duty.before, asked, unit=False),
        year_ago=figure_words(duty.year_ago, asked, unit=False),
        change=change_words(entry, duty.before, asked),
        forecast=forecast_words(entry, asked),
        note=entry.note,
        confirmation=entry.confirmation,
        late=bool(entry.late_reason),
        came_late=entry.pk in desk.late,
        entered=_who_when(entry.entered_by, entry.entered_at),
        odd=odd_words(duty, entry),
        own=own_words(duty, entry, desk, reader),
        typed=reply.typed if mine else "",
        fault=reply.fault if mine else "",
        chosen=entry.pk in reply.chosen,
    )


def _who_when(person: User | None, moment: dt.datetime | None) -> str:
    if person is None or moment is None:
        return ""
    return f"{name_of(person)} {write_moment(moment)}"


def other_periods(desk: Desk, windows: Iterable[Window], address: str) -> tuple[OtherPeriod, ...]:
    """The other windows in which figures wait, with how many; a figure of no window is nobody's to show here."""
    counts: dict[Period, int] = {}
    known = [one.period for one in windows if one.pk != desk.window.pk]
    for period, number in desk.elsewhere:
        of = next((one for one in known if one.starts <= period.ends <= one.ends), None)
        if of is not None:
            counts[of] = counts.get(of, 0) + number
    return tuple(OtherPeriod(f"{write_period(of)}: {n}", f"{address}?kausi={of.code}") for of, n in counts.items())
