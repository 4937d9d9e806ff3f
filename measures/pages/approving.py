"""What one action of approving takes in, and what it did, in words: which figures, which were left, and why."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import named
from measures.duties import Duty
from measures.models import Actual
from measures.pages.waiting_words import approvers_words, is_own, name_in, odd_words
from measures.waiting import Desk
from scorecard.models import User

_NAMED = 20
"""Figures named in one message; of more the rest is counted."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The entries (by id) to be approved, the odd ones that nobody ticked, and those that are not on the desk any more.

    The last are not approved by a button: nobody has looked whether they are odd.
    """

    entries: frozenset[int]
    odd: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()

    @property
    def number(self) -> int:
        """How many were asked for, the odd ones left out."""
        return len(self.entries) + len(self.gone)


def chosen_of(desk: Desk | None, asked: Collection[int], ticked: Collection[int]) -> Chosen:
    """Of the figures asked for all but those that look odd, unless they are ticked."""
    waits = [(duty, duty.latest) for duty in desk.duties if duty.latest is not None] if desk is not None else []
    odd = {entry.pk for duty, entry in waits if entry.pk in asked and entry.pk not in ticked and odd_words(duty, entry)}
    gone = frozenset(asked) - {entry.pk for _, entry in waits} - frozenset(ticked)
    return Chosen(frozenset(asked) - odd - gone, frozenset(odd), gone)


def done_words(
    desk: Desk | None, approved: Sequence[Actual], chosen: Chosen, reader: User, units: Collection[int]
) -> str:
    """What was approved, by name, and what was left and why. ``units``: those the action was about, by id."""
    duties = desk.duties if desk is not None else ()
    done = {one.pk for one in approved}
    sentences = [
        _approved(len(done)),
        left_words(chosen.number - len(done)),
        _approved_names(_of(duties, done)),
        _odd(_of(duties, chosen.odd)),
        *(_own(desk, reader, units) if desk is not None else ()),
    ]
    return " ".join(filter(None, sentences))


def left_words(number: int) -> str:
    """Why some of the figures asked for stayed as they were."""
    if not number:
        return ""
    if number == 1:
        return _("Yksi luku jäi ennalleen: se ei enää odottanut hyväksyntää, tai se on oma kirjauksesi.")
    return _("%(number)s lukua jäi ennalleen: ne eivät enää odottaneet hyväksyntää, tai ne ovat omia kirjauksiasi.") % {
        "number": number
    }


def only_odd_words(chosen: Chosen) -> str:
    """Why nothing was approved though figures waited."""
    if not chosen.odd:
        return _("Valitse ensin luvut, jotka hyväksyt. Mitään ei muutettu.")
    return _("Kaikki nämä luvut poikkeavat tavallisesta. Valitse ruudusta ne, jotka hyväksyt. Mitään ei muutettu.")


def _approved(number: int) -> str:
    return _("Hyväksyttiin yksi luku.") if number == 1 else _("Hyväksyttiin %(number)s lukua.") % {"number": number}


def _approved_names(duties: Sequence[Duty]) -> str:
    listed = _listed(duties)
    return _("Hyväksytyt: %(figures)s.") % {"figures": listed} if listed else ""


def _odd(duties: Sequence[Duty]) -> str:
    if not duties:
        return ""
    return _("Poikkeavina jäivät odottamaan: %(figures)s. Valitse ne ruudusta, jos ne ovat oikein.") % {
        "figures": _listed(duties)
    }


def _own(desk: Desk, reader: User, units: Collection[int]) -> Iterable[str]:
    """The reader's own entries that still wait among these units, each with who may approve it."""
    for duty in desk.duties:
        entry, owner = duty.latest, duty.cell.owner
        if entry is None or owner is None or owner.pk not in units or not _waits(entry) or not is_own(entry, reader):
            continue
        others = approvers_words(duty, entry, desk, reader)
        if others:
            yield _("Oma kirjauksesi jäi odottamaan: %(duty)s (hyväksyjäksi %(others)s).") % {
                "duty": _named(duty),
                "others": others,
            }
        else:
            yield _("Oma kirjauksesi jäi odottamaan: %(duty)s.") % {"duty": _named(duty)}


def _waits(entry: Actual) -> bool:
    return entry.submitted_at is not None and entry.returned_at is None and entry.approved_at is None


def _of(duties: Iterable[Duty], entries: Collection[int]) -> list[Duty]:
    return [duty for duty in duties if duty.latest is not None and duty.latest.pk in entries]


def _listed(duties: Sequence[Duty]) -> str:
    """The figures by unit: «Kirjasto: Käynnit, Poissaolo-%; Museo: Käynnit»."""
    units: dict[str, list[str]] = {}
    for duty in duties[:_NAMED]:
        units.setdefault(_unit(duty), []).append(name_in(duty))
    if not units:
        return ""
    named = "; ".join(f"{unit}: {', '.join(names)}" for unit, names in units.items())
    more = len(duties) - _NAMED
    return _("%(named)s ja %(more)s muuta") % {"named": named, "more": more} if more > 0 else named


def _named(duty: Duty) -> str:
    return f"{_unit(duty)}: {name_in(duty)}"


def _unit(duty: Duty) -> str:
    return named(duty.cell.owner) if duty.cell.owner is not None else ""
