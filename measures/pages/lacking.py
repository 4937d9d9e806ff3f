"""What lacks an owner, as plain values: units without a supervisor, ended units, indicators that nobody is asked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from measures.ownership import Gaps, Unowned, former_words
from measures.pages.entries import name_of
from scorecard.models import Unit, User


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in a word, with the code of its symbol and colour."""

    code: str
    word: str


@dataclass(frozen=True, slots=True)
class Ownerless:
    """Units without a supervisor of their own, of which the same is to be said: since when, and who answers instead.

    ``units``: each with how many figures it has.
    """

    units: tuple[tuple[str, int], ...]
    since: str
    instead: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class Lacking:
    """Everything that lacks an owner. ``people``: where the reader may put it right."""

    units: tuple[Ownerless, ...]
    ended: tuple[str, ...]
    orphans: tuple[str, ...]
    unasked: tuple[str, ...]
    without_address: tuple[str, ...]
    people: str = ""

    @property
    def number(self) -> int:
        """How many things there are to mend."""
        parts = (self.ended, self.orphans, self.unasked, self.without_address)
        return sum(len(one.units) for one in self.units) + sum(len(part) for part in parts)


def lacking_of(gaps: Gaps, people: str = "") -> Lacking:
    """What lacks an owner, in words."""
    return Lacking(
        units=tuple(_ownerless(gaps.unowned)),
        ended=tuple(_ended(one.unit, one.indicators) for one in gaps.ended),
        orphans=tuple(str(one) for one in gaps.orphans),
        unasked=tuple(str(one) for one in gaps.unasked),
        without_address=tuple(name_of(one) for one in gaps.without_address),
        people=people,
    )


def _ended(unit: Unit, indicators: int) -> str:
    day = write_day(unit.valid_to) if unit.valid_to is not None else ""
    words = {"name": named(unit), "day": day, "number": indicators}
    if indicators == 1:
        return _("%(name)s päättyi %(day)s, mutta raportoi yhä yhtä mittaria.") % words
    return _("%(name)s päättyi %(day)s, mutta raportoi yhä %(number)s mittaria.") % words


def _ownerless(unowned: Iterable[Unowned]) -> Iterator[Ownerless]:
    """The units of which the same is said stand together."""
    found: dict[tuple[str, str, Badge], list[tuple[str, int]]] = {}
    for one in unowned:
        found.setdefault(_said_of(one), []).append((named(one.unit), one.figures))
    return (Ownerless(tuple(units), *said) for said, units in found.items())


def _said_of(one: Unowned) -> tuple[str, str, Badge]:
    instead = _people(one.answering) if one.answering else _("Muistutukset eivät mene kenellekään.")
    badge = Badge("near_miss", _("vastuu ylempänä")) if one.answering else Badge("missed", _("ei vastuuhenkilöä"))
    return former_words(one.former), instead, badge


def _people(people: Sequence[User]) -> str:
    return _("Nyt vastaa ylemmästä yksiköstä %(people)s.") % {"people": ", ".join(name_of(one) for one in people)}
