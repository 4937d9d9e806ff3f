"""The units as a tree with their days, and the page of one unit: its facts, its people, what it was merged with."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from scorecard.labels import ROLES, UNIT_KINDS
from scorecard.models import Membership, Municipality, Unit
from scorecard.models.codes import Role, UnitKind
from scorecard.steward.finding import with_below
from scorecard.steward.pages.parts import Attempt, form_of, span_of
from scorecard.steward.unit_forms import NewUnitForm, UnitForm
from scorecard.work.fields import Asked
from scorecard.work.organisation import in_force
from scorecard.work.pages.parts import name_of

type Placed = Sequence[tuple[int, Unit]]
FACTS = ("name_fi", "name_sv", "name_en", "kind", "board", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the tree. ``ended``: it is no more; ``merged``: into which one it was merged."""

    code: str
    name: str
    kind: str
    board: str
    depth: int
    span: str
    ended: bool
    merged: str
    address: str
    move: str
    seen: int
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class UnitsPage:
    """The tree. ``gone``: how many that are no more are left out; ``every``: where they are shown."""

    lines: tuple[UnitLine, ...]
    gone: int
    every: str
    add: str
    fault: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a role in the unit."""

    name: str
    role: str
    span: str


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit."""

    name: str
    code: str
    kind: str
    board: str
    span: str
    ended: bool
    above: tuple[str, ...]
    merged: str
    predecessors: tuple[str, ...]
    people: tuple[Person, ...]
    change: Asked
    merge: str
    handover: str
    remove: str
    fault: str


@dataclass(frozen=True, slots=True)
class UnitsMaterial:
    """What the pages are made of. ``seen``: the version of each unit, read before the units."""

    city: Municipality
    units: Placed
    seen: Mapping[int, int]
    today: dt.date
    attempt: Attempt

    def place(self, name: str, *more: object) -> str:
        """An address of the municipality."""
        return reverse(name, args=[self.city.code, *more])


def new_unit_form(of: UnitsMaterial, data: QueryDict | None = None, above: str = "") -> NewUnitForm:
    """A unit to be added, below the unit of a code where one is given."""
    parent = next((one.pk for _depth, one in of.units if one.code == above), None)
    kind = UnitKind.SECTOR if parent is None else UnitKind.RESULT_UNIT
    initial = {"kind": kind.value, "parent": parent}
    return NewUnitForm(data, city=of.city, parents=_parents(of, set()), initial=initial)


def unit_form(of: UnitsMaterial, unit: Unit, data: QueryDict | None = None) -> UnitForm:
    """A unit to be changed: it may stand anywhere but below itself."""
    facts: dict[str, object] = {name: getattr(unit, name) for name in FACTS}
    parents = _parents(of, with_below(of.units, unit.pk), unit.parent_id)
    return UnitForm(data, city=of.city, parents=parents, initial=facts | {"parent": unit.parent_id})


def _parents(of: UnitsMaterial, without: set[int], kept: int | None = None) -> list[tuple[str, str]]:
    """The units that are in force or to come, in the tree's order; of others the one that is chosen already."""
    return [
        (str(one.pk), "– " * depth + named(one))
        for depth, one in of.units
        if one.pk not in without and (one.pk == kept or not _ended(one, of.today))
    ]


def units_page(of: UnitsMaterial, *, every: bool) -> UnitsPage:
    """The tree: units in force and to come, or every one there has been."""
    shown = [(depth, one) for depth, one in of.units if every or not _ended(one, of.today)]
    siblings: dict[int | None, list[int]] = {}
    for _depth, unit in of.units:
        siblings.setdefault(unit.parent_id, []).append(unit.pk)
    place = of.place("yksikot")
    return UnitsPage(
        lines=tuple(_line(of, depth, one, siblings[one.parent_id]) for depth, one in shown),
        gone=len(of.units) - len(shown),
        every=f"{place}?kaikki=1" if len(shown) < len(of.units) else place if every else "",
        add=of.place("yksikko-uusi"),
        fault=of.attempt.fault,
    )


def _line(of: UnitsMaterial, depth: int, unit: Unit, siblings: Sequence[int]) -> UnitLine:
    return UnitLine(
        code=unit.code,
        name=named(unit),
        kind=UNIT_KINDS[UnitKind(unit.kind)],
        board=unit.board,
        depth=min(depth, 4),
        span=span_of(unit.valid_from, unit.valid_to),
        ended=not in_force(unit, of.today),
        merged=_merged(unit),
        address=of.place("yksikko", unit.code),
        move=of.place("yksikko-siirra", unit.code),
        seen=of.seen.get(unit.pk, 0),
        first=siblings[0] == unit.pk,
        last=siblings[-1] == unit.pk,
    )


def unit_page(of: UnitsMaterial, unit: Unit, people: Sequence[Membership]) -> UnitPage:
    """The page of one unit."""
    seen, units = of.seen.get(unit.pk, 0), {one.pk: one for _depth, one in of.units}
    return UnitPage(
        name=named(unit),
        code=unit.code,
        kind=UNIT_KINDS[UnitKind(unit.kind)],
        board=unit.board,
        span=span_of(unit.valid_from, unit.valid_to),
        ended=_ended(unit, of.today),
        above=tuple(_above(unit, units)),
        merged=_merged(unit),
        predecessors=tuple(_merged_here(one) for _depth, one in of.units if one.successor_id == unit.pk),
        people=tuple(_person(post) for post in people),
        change=form_of(of.attempt, "muuta", lambda: unit_form(of, unit), of.place("yksikko", unit.code), seen),
        merge="" if _ended(unit, of.today) else of.place("yksikko-yhdista", unit.code),
        handover=of.place("vaihdos"),
        remove=of.place("yksikko-poista", unit.code),
        fault=of.attempt.fault,
    )


def _ended(unit: Unit, today: dt.date) -> bool:
    return unit.valid_to is not None and unit.valid_to < today


def _above(unit: Unit, units: Mapping[int, Unit]) -> list[str]:
    found: list[str] = []
    above = units.get(unit.parent_id or 0)
    while above is not None:
        found.insert(0, named(above))
        above = units.get(above.parent_id or 0)
    return found


def _merged(unit: Unit) -> str:
    if unit.successor is None or unit.valid_to is None:
        return ""
    since = {"name": named(unit.successor), "day": write_day(unit.valid_to + dt.timedelta(days=1))}
    return _("yhdistetty yksikköön %(name)s %(day)s") % since


def _merged_here(unit: Unit) -> str:
    since = write_day(unit.valid_to + dt.timedelta(days=1)) if unit.valid_to is not None else ""
    return _("%(name)s yhdistettiin tähän %(day)s.") % {"name": named(unit), "day": since}


def _person(post: Membership) -> Person:
    return Person(name_of(post.user), ROLES[Role(post.role)], span_of(post.valid_from, post.valid_to))
