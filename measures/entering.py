"""The life of a figure, each step a verb: enter, submit, return, approve. The rules that may stop one say so.

Nothing is overwritten: a new figure supersedes the one its writer saw, and whoever saw an older one gets a Conflict
with both. Nobody approves their own entry. All steps are atomic and name who does them.
"""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today, write_day
from measures.duties import Cell
from measures.given import Given
from measures.models import Actual, Window
from measures.models.codes import LateReason, Source
from measures.opening import Figure, are_open
from measures.spans import write_period
from scorecard.models import User

LONGEST_REASON = 2000


class NotAccepted(Exception):
    """A rule stopped the step; the text is the Finnish sentence for the person: which rule, and whom to ask."""


class Conflict(Exception):
    """Somebody else has entered this figure since its writer looked. ``current`` is what stands now."""

    def __init__(self, current: Actual) -> None:
        super().__init__(_("Joku muu on kirjannut tämän luvun sen jälkeen, kun avasit sivun. Valitse, kumpi jää."))
        self.current = current


def enter_actual(
    *,
    cell: Cell,
    given: Given,
    seen: int | None,
    window: Window,
    by: User,
    late_reason: str = "",
    late_text: str = "",
    source: Source = Source.WEB,
) -> Actual:
    """Adds a figure as a draft. ``seen``: the entry the writer saw in the cell, None for an empty one.

    Entering again what already stands changes nothing and returns it, so that a double click makes one entry.
    Raises NotAccepted (window closed; an approved figure changed without a reason) or Conflict.
    """
    try:
        with transaction.atomic():
            current = _replaced(cell, given, seen, window)
            if current is not None and says_the_same(current, given):
                return current
            return _add(cell, given, current, by, _late(cell, current, (late_reason, late_text)), source)
    except IntegrityError:
        now = latest_in(cell)
        if now is None:
            raise
        raise Conflict(now) from None


def _replaced(cell: Cell, given: Given, seen: int | None, window: Window) -> Actual | None:
    """What stands in the cell and is replaced, or says already what was given; None for an empty cell."""
    _refuse_shut(_held_window(window), [(cell.key[0], cell.key[1])])
    current = _latest(cell).select_for_update(of=("self",)).last()  # nobody approves it meanwhile
    if current is not None and says_the_same(current, given):
        return current
    if (current.pk if current else None) != seen:
        raise (
            Conflict(current)
            if current
            else NotAccepted(_("Lukua, jota olit muuttamassa, ei ole. Lataa sivu uudelleen."))
        )
    return current


def _late(cell: Cell, current: Actual | None, given: tuple[str, str]) -> tuple[str, str]:
    """Why an approved figure changes. A draft that corrects such a draft has its reason unless another is given."""
    approved = current is not None and current.approved_at is not None
    if current is None or not (approved or _cell(cell).filter(approved_at__isnull=False).exists()):
        return "", ""
    if given[0] in set(LateReason):
        return given
    before = next((one for one in _cell(cell).order_by("-id") if one.late_reason or one.approved_at), current)
    if approved or not before.late_reason:
        raise NotAccepted(_("Luku on jo hyväksytty. Valitse, miksi se muuttuu; vanha luku jää historiaan."))
    return before.late_reason, before.late_reason_text


def _add(cell: Cell, given: Given, current: Actual | None, by: User, late: tuple[str, str], source: Source) -> Actual:
    return Actual.objects.create(
        municipality_id=cell.indicator.municipality_id,
        indicator=cell.indicator,
        unit=cell.unit,
        period_starts=cell.period.starts,
        period_ends=cell.period.ends,
        value=given.value,
        numerator=given.numerator,
        denominator=given.denominator,
        word=given.word,
        why_empty=given.why_empty,
        forecast=given.forecast,
        note=given.note,
        text_entered=given.text[:200],
        confirmation=given.confirmation,
        source=source,
        supersedes=current,
        late_reason=late[0],
        late_reason_text=late[1],
        entered_at=timezone.now(),
        entered_by=by,
    )


def latest_in(cell: Cell) -> Actual | None:
    """The entry that stands in the cell now, with who entered it."""
    return _latest(cell).last()


def _cell(cell: Cell) -> QuerySet[Actual]:
    return Actual.objects.filter(
        municipality=cell.indicator.municipality_id,
        indicator=cell.indicator,
        unit=cell.unit,
        period_starts=cell.period.starts,
        period_ends=cell.period.ends,
        withdrawn_at__isnull=True,
    )


def _latest(cell: Cell) -> QuerySet[Actual]:
    return _cell(cell).filter(superseded_by__isnull=True).select_related("entered_by").order_by("id")


@transaction.atomic
def submit_actuals(*, entries: Collection[int], window: Window, by: User) -> list[Actual]:
    """Sends drafts to be approved. Those already sent stay as they are. Raises NotAccepted when the window is shut."""
    held = _held_window(window)
    drafts = [one for one in _held(entries) if one.submitted_at is None]
    _refuse_shut(held, [(one.indicator_id, one.unit_id) for one in drafts])
    for draft in drafts:
        draft.submitted_at, draft.submitted_by = timezone.now(), by
        draft.save(update_fields=["submitted_at", "submitted_by"])
    return drafts


@transaction.atomic
def return_actual(*, entry: int, reason: str, by: User) -> Actual:
    """Sends a figure back to its writer with a reason. Raises NotAccepted without one, or when it is not waiting."""
    if not reason.strip():
        raise NotAccepted(_("Kirjoita, mitä luvussa pitää korjata. Kirjaaja näkee syyn luvun kohdalla."))
    if len(reason) > LONGEST_REASON or "\x00" in reason:
        raise NotAccepted(
            _("Syyssä voi olla enintään %(most)s näkyvää merkkiä. Lyhennä sitä.") % {"most": LONGEST_REASON}
        )
    found = _waiting(_held([entry]))
    if not found:
        raise NotAccepted(_("Luku ei enää odota hyväksyntää. Lataa sivu uudelleen."))
    found[0].returned_at, found[0].returned_by, found[0].return_reason = timezone.now(), by, reason.strip()
    found[0].save(update_fields=["returned_at", "returned_by", "return_reason"])
    return found[0]


@transaction.atomic
def approve_actuals(*, entries: Collection[int], by: User) -> list[Actual]:
    """Approves figures that wait for it, except the approver's own. Returns those that were approved."""
    others = [one for one in _waiting(_held(entries)) if by.pk not in {one.entered_by_id, one.submitted_by_id}]
    for entry in others:
        entry.approved_at, entry.approved_by = timezone.now(), by
        entry.save(update_fields=["approved_at", "approved_by"])
    return others


def _held(entries: Collection[int]) -> list[Actual]:
    """The entries, locked until the step is done; those that another has superseded are left out.

    What supersedes is asked after the locks are held: while waiting for one, a writer may have replaced the entry.
    """
    found = list(Actual.objects.select_for_update().filter(pk__in=entries).order_by("id"))
    replaced = set(Actual.objects.filter(supersedes__in=found).values_list("supersedes", flat=True))
    return [one for one in found if one.pk not in replaced]


def _waiting(entries: Sequence[Actual]) -> list[Actual]:
    return [one for one in entries if one.submitted_at and not one.returned_at and not one.approved_at]


def says_the_same(current: Actual, given: Given) -> bool:
    """Does the entry stand and say already what was given?"""
    figures = (current.value, current.numerator, current.denominator, current.word, current.why_empty)
    rest = (current.forecast, current.note, current.confirmation)
    new = (given.value, given.numerator, given.denominator, given.word, given.why_empty)
    return figures == new and rest == (given.forecast, given.note, given.confirmation) and current.returned_at is None


def _held_window(window: Window) -> Window:
    """The window, kept from closing while figures are written."""
    return Window.objects.select_for_update().get(pk=window.pk)


def _refuse_shut(window: Window, figures: Collection[Figure]) -> None:
    """Raises NotAccepted when one of the figures may not be entered now."""
    if not (window.is_open(today()) or (figures and are_open(window, figures))):
        raise NotAccepted(why_shut(window, today()))


def why_shut(window: Window, day: dt.date) -> str:
    """Which rule keeps the window shut, and whom to ask."""
    return _("%(window)s Pyydä avausta hyväksyjältäsi tai strategian pääkäyttäjältä.") % {
        "window": shut_by(window, day)
    }


def shut_by(window: Window, day: dt.date) -> str:
    """Which rule keeps the window shut."""
    code = write_period(window.period)
    if window.locked_at is not None:
        return _("Kausi %(code)s on lukittu %(locked_at)s, koska se on raportoitu.") % {
            "code": code,
            "locked_at": write_day(window.locked_at),
        }
    if window.closed_at is not None:
        return _("Kauden %(code)s kirjaus on suljettu %(closed_at)s.") % {
            "code": code,
            "closed_at": write_day(window.closed_at),
        }
    if day < window.opens:
        return _("Kauden %(code)s kirjaus alkaa %(opens)s.") % {"code": code, "opens": write_day(window.opens)}
    return _("Kauden %(code)s kirjaus päättyi %(closes)s.") % {"code": code, "closes": write_day(window.closes)}
