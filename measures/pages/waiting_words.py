"""What is said of a figure that waits: its name, what looks odd, whose entry it is, who answers and who may approve."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import named
from measures.doubting import doubts_of
from measures.duties import Duty
from measures.models import Actual
from measures.pages.entries import any_of, name_of, number_of
from measures.plausible import oddities
from measures.waiting import Desk
from scorecard.models import User

_NAMED = 3
"""People who are named at most; more would only be noise."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for a unit's figures, by name; empty where nobody does."""

    people: str


def answering_words(people: Sequence[User]) -> Answering:
    """Who answers for a unit's figures."""
    return Answering(", ".join(name_of(one) for one in people))


def name_in(duty: Duty) -> str:
    """The indicator as it is called; a month's figure with its month, for a window may ask for three of them."""
    period = duty.cell.period
    name = named(duty.cell.indicator)
    return f"{name} ({period.ends.month}/{period.year})" if period.months == 1 else name


def odd_words(duty: Duty, entry: Actual) -> tuple[str, ...]:
    """What looks odd in a figure that waits, a sentence each; such a figure is approved only when chosen by hand."""
    asked = duty.asked
    known = [number_of(one, asked) for one in (entry, duty.before, duty.year_ago)]
    return (*doubts_of(duty, entry), *oddities(*known, adds_up=duty.cell.adds_up))


def own_words(duty: Duty, entry: Actual, desk: Desk, reader: User) -> str:
    """Why the reader may not approve the figure, and who may; empty for the others' figures."""
    if not is_own(entry, reader):
        return ""
    others = approvers_words(duty, entry, desk, reader)
    if not others:
        return _("Oma kirjauksesi: kukaan muu ei voi nyt hyväksyä sitä. Sijaiseksi nimetty voi.")
    return _("Oma kirjauksesi: hyväksyjäksi %(others)s.") % {"others": others}


def is_own(entry: Actual, reader: User) -> bool:
    """Has the reader entered or sent the figure, so that another has to approve it?"""
    return reader.pk in {entry.entered_by_id, entry.submitted_by_id}


def approvers_words(duty: Duty, entry: Actual, desk: Desk, reader: User) -> str:
    """Who else may approve the figure, by name, the nearest first: «Sirpa Salo tai Paavo Pitkä»."""
    if duty.cell.owner is None:
        return ""
    apart = {one for one in (reader.pk, entry.entered_by_id, entry.submitted_by_id) if one is not None}
    people = desk.people.approvers(duty.cell.owner.pk, apart)[:_NAMED]
    return any_of(name_of(one) for one in people)
