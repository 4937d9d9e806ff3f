"""The sectors as a way into the rows: what each answers for, what its units report with others, and how it stands."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import content, named
from reporting.pages.counts import Tally, rows_tally, tally
from reporting.pages.groups import Group, Groups
from reporting.pages.places import Places
from reporting.pages.rows import row_view
from reporting.reach import answers_for, is_of, reports
from reporting.standing import RowStanding, Standing, tallied
from scorecard.models import Unit
from scorecard.work.organisation import Organisation

_NO_UNIT = later("Ei vastuuyksikköä")


@dataclass(frozen=True, slots=True)
class SectorCard:
    """A sector with the counts of its distinct rows. ``made_of``: how many are its own and how many are shared."""

    code: str
    name: str
    board: str
    tally: Tally
    number: int
    made_of: str


def sector_cards(standing: Standing, organisation: Organisation) -> tuple[SectorCard, ...]:
    """The topmost units that have rows, in their own order."""
    found = []
    for unit, codes in _tops(organisation):
        rows = [row for row in standing.rows if is_of(row, codes, standing.period.ends)]
        if rows:
            own = sum(answers_for(row, codes) for row in rows)
            words = _made_of(own, len(rows) - own)
            found.append(SectorCard(unit.code, named(unit), content(unit.board), rows_tally(rows), len(rows), words))
    return tuple(found)


def sector_groups(standing: Standing, organisation: Organisation, places: Places, kept: Collection[str]) -> Groups:
    """The rows kept (by code), each once: under the sector that answers for it, else under one that reports it."""
    rest = [row for row in standing.rows if row.code in kept]
    tops = list(_tops(organisation))
    sectors: dict[str, list[RowStanding]] = {unit.code: [] for unit, _ in tops}
    for row in rest:
        place = _place(row, tops, standing)
        sectors.setdefault(place, []).append(row)
    names = {unit.code: named(unit) for unit, _ in tops}
    made = (_group(code, names.get(code, _NO_UNIT), rows, places) for code, rows in sectors.items() if rows)
    return Groups(None, _("Toimiala"), _("Toimialat"), tuple(made))


def _place(row: RowStanding, tops: Sequence[tuple[Unit, frozenset[str]]], standing: Standing) -> str:
    day = standing.period.ends
    own = [unit.code for unit, codes in tops if answers_for(row, codes)]
    shared = [unit.code for unit, codes in tops if reports(row, codes, day)]
    return next(iter(own or shared), "muut")


def _tops(organisation: Organisation) -> Iterable[tuple[Unit, frozenset[str]]]:
    """The units with none above them, each with the codes of itself and of all below it."""
    for pk, unit in organisation.units.items():
        if unit.parent_id is None:
            yield unit, frozenset(organisation.units[one].code for one in organisation.below(pk))


def _group(code: str, name: str, rows: Sequence[RowStanding], places: Places) -> Group:
    return Group(code, name, "", tally(tallied(rows)), tuple(row_view(row, places) for row in rows))


def _made_of(own: int, shared: int) -> str:
    parts = (
        (_("yksi oma mittari") if own == 1 else _("%(own)s omaa mittaria") % {"own": own}) if own else "",
        (_("yksi yhteinen") if shared == 1 else _("%(shared)s yhteistä") % {"shared": shared}) if shared else "",
    )
    return ", ".join(part for part in parts if part)
