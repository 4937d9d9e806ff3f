"""What one person is asked to enter in the open reporting windows: the desk of the entry page, in eight queries."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from kemi_strategy.web.errors import NotAllowed, Unknown
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from measures.answering import in_force
from measures.doubting import unconfirmed
from measures.duties import Duty, duties_over, parents_of
from measures.models import Window
from measures.opening import live
from scorecard.models import Municipality, User
from scorecard.models.codes import Role
from scorecard.permissions import TABLE, Access, Post, Right, reach_of

PERIOD, UNIT = "kausi", "yksikko"
OF_OTHERS = later("Luku kuuluu toiselle yksikölle, joten et voi kirjata sitä.")
NOT_ASKED = later("Kirjattavaa lukua ei ole tällä kaudella.")
_LATEST = 24
_MOST_AT_ONCE = 6
"""Windows on one page; more of them are links."""
LARGE_DESK = 60
"""With more figures than this the page shows one unit's at a time."""


@dataclass(frozen=True, slots=True)
class Part:
    """One window and what it asks of the units that the person enters for."""

    window: Window
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class UnitAsked:
    """A unit that the person enters for: how many figures are asked of it, how many of them have been entered."""

    code: str
    name: str
    entered: int
    asked: int


@dataclass(frozen=True, slots=True)
class EntryDesk:
    """The windows on the page and what they ask of the units that a person enters for.

    ``own``: the units in which the person's own posts are, not those below them. ``others``: windows that take
    figures and are not on the page. ``units``: all that figures are asked of; ``unit``: the only one shown.
    ``left``: drafts (by id) whose writer may not enter them any more, so that somebody else sends them.
    """

    municipality: Municipality
    parts: tuple[Part, ...]
    by: User
    today: dt.date
    own: frozenset[int]
    others: tuple[Window, ...]
    parents: Mapping[int, int | None]
    units: tuple[UnitAsked, ...]
    unit: str
    left: frozenset[int] = frozenset()

    @property
    def windows(self) -> tuple[Window, ...]:
        """The windows on the page, earliest period first."""
        return tuple(part.window for part in self.parts)

    @property
    def window(self) -> Window:
        """The latest window on the page: of a desk of one window that one."""
        return self.windows[-1]

    @property
    def duties(self) -> tuple[Duty, ...]:
        """All that is asked of the person's units."""
        return tuple(duty for part in self.parts for duty in part.duties)

    def shows(self, duty: Duty) -> bool:
        """Is the figure on the page? One that is not may be saved all the same: a link or a form may be of its unit."""
        return not self.unit or (duty.cell.owner is not None and duty.cell.owner.code == self.unit)

    def window_of(self, duty: Duty) -> Window:
        """The window that asks for a figure: no two are of the same time."""
        ends = duty.cell.period.ends
        return next(one for one in self.windows if one.period_starts <= ends <= one.period_ends)

    def ready(self, duties: Iterable[Duty]) -> list[Duty]:
        """The drafts this person sends: the own ones, and all of the own unit.

        A unit below sends what it has entered itself: whoever sends a figure cannot approve it. The drafts of
        somebody who may not enter there any more (left, moved to another unit, account closed) may be sent from above
        too, lest they stay for ever.
        """
        return [duty for duty in duties if self._sends(duty) and self.takes(duty) and not unconfirmed(duty)]

    def stuck(self, duties: Iterable[Duty]) -> list[Duty]:
        """The drafts this person would send, had their window not been shut. They keep nothing else from being sent."""
        return [duty for duty in duties if self._sends(duty) and not self.takes(duty)]

    def takes(self, duty: Duty) -> bool:
        """May the figure be entered today: is its window open, or the figure itself opened again?"""
        return duty.reopened is not None or self.window_of(duty).is_open(self.today)

    def doubtful(self, duties: Iterable[Duty]) -> list[Duty]:
        """The drafts this person would send, were they not doubtful and unconfirmed."""
        return [duty for duty in duties if self._sends(duty) and self.takes(duty) and unconfirmed(duty)]

    def _sends(self, duty: Duty) -> bool:
        entry, owner = duty.latest, duty.cell.owner
        if entry is None or entry.submitted_at is not None:
            return False
        mine = entry.entered_by_id == self.by.pk or entry.pk in self.left
        return mine or (owner is not None and owner.pk in self.own)

    def refuse_strangers(self, codes: Collection[str]) -> None:
        """Raises NotAllowed for cells of other units, Unknown for cells that do not exist."""
        strange = self.strangers(codes)
        if not strange:
            return
        if set(strange.values()) == {OF_OTHERS}:
            raise NotAllowed(_("%(refused)s Mitään ei tallennettu.") % {"refused": OF_OTHERS})
        raise Unknown(_("%(refused)s Mitään ei tallennettu. Lataa kirjaussivu uudelleen.") % {"refused": NOT_ASKED})

    def strangers(self, codes: Collection[str]) -> dict[str, str]:
        """Of these cells those that are not on the desk, each with the sentence why: another's, or none at all."""
        strange = set(codes) - {duty.cell.code for duty in self.duties}
        if not strange:
            return {}
        everything = duties_over(self.windows, self.parents.keys()).values()
        known = {duty.cell.code for duties in everything for duty in duties}
        return {code: OF_OTHERS if code in known else NOT_ASKED for code in strange}


def desk_of(
    access: Access, by: User, query: QueryDict, today: dt.date, *, one_window: bool = False
) -> EntryDesk | None:
    """The desk of the windows of ``?kausi=`` (one or more), else of all that are open; None where there is no window.

    ``?yksikko=`` leaves one unit; a large desk shows one in any case. ``one_window``: only the latest of the windows,
    but all of its units, as a workbook has them. Raises Unknown for a period without a window and for a unit of which
    nothing is asked.
    """
    municipality = access.municipality
    latest = Window.objects.filter(municipality=municipality).order_by("-period_ends", "-period_starts")[:_LATEST]
    windows = list(latest)
    if not windows and not query.get(PERIOD, ""):
        return None
    parents = parents_of(municipality)
    units = access.reach(Right.ENTER, parents)
    opened = _opened(municipality, units)
    shown = sorted(_asked(windows, query.getlist(PERIOD), today, opened), key=lambda one: one.period_ends)
    shown = shown[-1:] if one_window else shown
    own = frozenset(one.unit for one in access.posts if one.unit is not None and one.role in TABLE[Right.ENTER])
    others = tuple(one for one in windows if (one.is_open(today) or one.pk in opened) and one not in shown)
    found = duties_over(shown, units)
    counts = _units(duty for duties in found.values() for duty in duties)
    unit = "" if one_window else _unit(counts, query.get(UNIT, ""))
    parts = tuple(Part(one, tuple(found[one.pk])) for one in shown)
    below = [duty for part in parts for duty in part.duties if duty.cell.owner and duty.cell.owner.pk not in own]
    left = _left(municipality, below, parents, today)
    return EntryDesk(municipality, parts, by, today, own, others, parents, counts, unit, left)


def _left(
    municipality: Municipality, duties: Iterable[Duty], parents: Mapping[int, int | None], today: dt.date
) -> frozenset[int]:
    """The drafts of these units, below those of the own posts, whose writer may not enter them today; at most one
    query."""
    drafts = [(duty.latest, duty.cell.owner) for duty in duties if duty.latest and duty.latest.submitted_at is None]
    writers = {entry.entered_by_id for entry, _ in drafts}
    if not writers:
        return frozenset()
    posts: dict[int, set[Post]] = {}
    for one in in_force(municipality, today).filter(user__in=writers):
        posts.setdefault(one.user_id, set()).add(Post(Role(one.role), one.unit_id))
    reach = {person: reach_of(posts.get(person, ()), Right.ENTER, parents) for person in writers}
    return frozenset(entry.pk for entry, unit in drafts if unit and unit.pk not in reach[entry.entered_by_id])


def _opened(municipality: Municipality, units: Collection[int]) -> set[int]:
    """The windows in which figures of these units are open one by one."""
    own = Q(unit__in=units) | Q(unit__isnull=True, indicator__responsible_unit__in=units)
    return set(live(municipality).filter(own).values_list("window", flat=True))


def _asked(
    windows: Sequence[Window], codes: Sequence[str], today: dt.date, opened: Collection[int]
) -> Sequence[Window]:
    wanted = list(dict.fromkeys(code for code in codes if code))
    if not wanted:
        waiting = [one for one in windows if one.is_open(today)][:_MOST_AT_ONCE]
        return waiting or [one for one in windows if one.pk in opened][:1] or windows[:1]
    known = {window.period.code: window for window in windows}
    for code in wanted:
        if code not in known:
            raise Unknown(
                _("Kaudella ”%(code)s” ei ole kirjausikkunaa. Pyydä strategian pääkäyttäjää avaamaan kausi.")
                % {"code": code}
            )
    return [known[code] for code in wanted[:_MOST_AT_ONCE]]


def _units(duties: Iterable[Duty]) -> tuple[UnitAsked, ...]:
    """How far each unit has got; a returned figure is still to be done."""
    owned: dict[tuple[int, str, str], list[bool]] = {}
    for duty in duties:
        owner, entry = duty.cell.owner, duty.latest
        if owner is not None:
            done = entry is not None and entry.returned_at is None
            owned.setdefault((owner.order, owner.code, named(owner)), []).append(done)
    return tuple(UnitAsked(code, name, sum(done), len(done)) for (_, code, name), done in sorted(owned.items()))


def _unit(units: Sequence[UnitAsked], code: str) -> str:
    """The unit to be shown alone: the one asked for; of a large desk the first with something to do."""
    if code and all(one.code != code for one in units):
        raise Unknown(_("Tältä yksiköltä ei kysytä lukuja, tai se ei ole sinun yksikkösi. Avaa kirjaussivu uudelleen."))
    if code or sum(one.asked for one in units) <= LARGE_DESK:
        return code
    unfinished = [one for one in units if one.entered < one.asked]
    return (unfinished or units)[0].code
