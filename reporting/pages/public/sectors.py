"""The public list of sectors and the page of each: what it answers for, what it reports with others, what it does."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import content, named
from reporting.pages.counts import Tally, rows_tally
from reporting.pages.places import Places
from reporting.pages.public.indicators import Searching, frame_choosers
from reporting.pages.public.lines import RowLine, Step, crumbs, row_lines
from reporting.pages.public.messages import message
from reporting.pages.public.territory import Territory
from reporting.pages.public.work import WorkLine
from reporting.standing import Standing, tallied
from scorecard.models import Strategy, Unit


@dataclass(frozen=True, slots=True)
class SectorCard:
    """A sector in the list."""

    name: str
    address: str
    board: str
    message: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class SectorList:
    """What the list shows."""

    strategy: str
    at: str
    message: str
    searching: Searching
    cards: tuple[SectorCard, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A result area with its units."""

    name: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectorPage:
    """The page of one sector. ``shared``: what its units report and somebody else answers for."""

    name: str
    board: str
    strategy: str
    at: str
    above: tuple[Step, ...]
    message: str
    tally: Tally
    searching: Searching
    own: tuple[RowLine, ...]
    shared: tuple[RowLine, ...]
    projects: tuple[WorkLine, ...]
    actions: str
    areas: tuple[Area, ...]


def sector_list(
    standing: Standing, places: Places, territory: Territory, strategies: Iterable[Strategy], today: dt.date
) -> SectorList:
    """The list of a Standing made for the public."""
    number = len(territory.sectors)
    owned = sum(territory.owner(row) in territory.codes for row in standing.rows)
    return SectorList(
        strategy=standing.strategy.names.told,
        at=write_day(standing.period.ends),
        message=_("%(number)s toimialaa vastaa %(owned)s mittarista.") % {"number": number, "owned": owned}
        if number > 1
        else "",
        searching=Searching("", "", frame_choosers(standing, strategies, today), "", ()),
        cards=tuple(_card(unit, standing, places, territory) for unit in territory.sectors),
    )


def sector_page(
    sector: Unit,
    standing: Standing,
    places: Places,
    territory: Territory,
    strategies: Iterable[Strategy],
    projects: Sequence[WorkLine],
    today: dt.date,
) -> SectorPage:
    """The page of a sector."""
    own, shared = territory.own(standing, sector.code), territory.shared(standing, sector.code)
    return SectorPage(
        name=named(sector),
        board=content(sector.board),
        strategy=standing.strategy.names.told,
        at=write_day(standing.period.ends),
        above=crumbs(places, Step(_("Toimialat"), places.public("toimialat"))),
        message=message(tallied(own))
        if own
        else _("Toimiala ei vastaa yksinään yhdestäkään tämän strategian mittarista."),
        tally=rows_tally(own),
        searching=Searching("", "", frame_choosers(standing, strategies, today), "", ()),
        own=row_lines(own, places),
        shared=row_lines(shared, places),
        projects=tuple(projects),
        actions=places.of_strategy().public("julkiset-toimenpiteet", toimiala=sector.code),
        areas=tuple(Area(name, units) for name, units in territory.below(sector)),
    )


def _card(unit: Unit, standing: Standing, places: Places, territory: Territory) -> SectorCard:
    own = territory.own(standing, unit.code)
    return SectorCard(
        name=named(unit),
        address=places.public("toimiala", unit.code),
        board=content(unit.board),
        message=message(tallied(own)) if own else _("Ei omia mittareita tässä strategiassa."),
        tally=rows_tally(own),
    )
