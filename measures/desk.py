"""What one person is asked to enter in a reporting window: the desk of the entry page, in seven queries."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict

from kemi_strategy.web.errors import NotAllowed, Unknown
from measures.doubting import unconfirmed
from measures.duties import Duty, duties_in, parents_of
from measures.models import Window
from measures.opening import live
from scorecard.models import Municipality, User
from scorecard.permissions import TABLE, Access, Right

PERIOD = "kausi"
OF_OTHERS = "Luku kuuluu toiselle yksikölle, joten et voi kirjata sitä."
NOT_ASKED = "Kirjattavaa lukua ei ole tällä kaudella."
_LATEST = 24


@dataclass(frozen=True, slots=True)
class EntryDesk:
    """A window and what it asks of the units that a person enters for.

    ``own``: the units in which the person's own posts are, not those below them. ``others``: other open windows.
    """

    municipality: Municipality
    window: Window
    duties: Sequence[Duty]
    by: User
    today: dt.date
    own: frozenset[int]
    others: tuple[Window, ...]
    parents: Mapping[int, int | None]

    def ready(self, duties: Sequence[Duty]) -> list[Duty]:
        """The drafts this person sends: the own ones, and all of the own unit.

        A unit below sends what it has entered itself: whoever sends a figure cannot approve it.
        """
        return [duty for duty in duties if self._sends(duty) and not unconfirmed(duty)]

    def doubtful(self, duties: Sequence[Duty]) -> list[Duty]:
        """The drafts this person would send, were they not doubtful and unconfirmed."""
        return [duty for duty in duties if self._sends(duty) and unconfirmed(duty)]

    def _sends(self, duty: Duty) -> bool:
        entry, owner = duty.latest, duty.cell.owner
        if entry is None or entry.submitted_at is not None:
            return False
        return entry.entered_by_id == self.by.pk or (owner is not None and owner.pk in self.own)

    def refuse_strangers(self, codes: Collection[str]) -> None:
        """Raises NotAllowed for cells of other units, Unknown for cells that do not exist."""
        strange = self.strangers(codes)
        if not strange:
            return
        if set(strange.values()) == {OF_OTHERS}:
            raise NotAllowed(f"{OF_OTHERS} Mitään ei tallennettu.")
        raise Unknown(f"{NOT_ASKED} Mitään ei tallennettu. Lataa kirjaussivu uudelleen.")

    def strangers(self, codes: Collection[str]) -> dict[str, str]:
        """Of these cells those that are not on the desk, each with the sentence why: another's, or none at all."""
        strange = set(codes) - {duty.cell.code for duty in self.duties}
        known = {duty.cell.code for duty in duties_in(self.window, self.parents.keys())} if strange else set()
        return {code: OF_OTHERS if code in known else NOT_ASKED for code in strange}


def desk_of(access: Access, by: User, query: QueryDict, today: dt.date) -> EntryDesk | None:
    """The desk of the window of ``?kausi=``, else of the one asked for now; None where there is no window at all.

    Raises Unknown when the period asked has no window.
    """
    municipality = access.municipality
    latest = Window.objects.filter(municipality=municipality).order_by("-period_ends", "-period_starts")[:_LATEST]
    windows = list(latest)
    if not windows and not query.get(PERIOD, ""):
        return None
    parents = parents_of(municipality)
    units = access.reach(Right.ENTER, parents)
    opened = _opened(municipality, units)
    window = _asked(windows, query.get(PERIOD, ""), today, opened)
    own = frozenset(one.unit for one in access.posts if one.unit is not None and one.role in TABLE[Right.ENTER])
    others = tuple(one for one in windows if (one.is_open(today) or one.pk in opened) and one != window)
    return EntryDesk(municipality, window, duties_in(window, units), by, today, own, others, parents)


def _opened(municipality: Municipality, units: Collection[int]) -> set[int]:
    """The windows in which figures of these units are open one by one."""
    own = Q(unit__in=units) | Q(unit__isnull=True, indicator__responsible_unit__in=units)
    return set(live(municipality).filter(own).values_list("window", flat=True))


def _asked(windows: Sequence[Window], code: str, today: dt.date, opened: Collection[int]) -> Window:
    if not code:
        waiting = [one for one in windows if one.is_open(today)] or [one for one in windows if one.pk in opened]
        return waiting[0] if waiting else windows[0]
    for window in windows:
        if window.period.code == code:
            return window
    raise Unknown(f"Kaudella ”{code}” ei ole kirjausikkunaa. Pyydä strategian pääkäyttäjää avaamaan kausi.")
