"""The entry page's plain values: what is asked of whom and by when, what has been entered, what was not accepted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from measures.desk import PERIOD, UNIT, EntryDesk, Part
from measures.duties import Duty
from measures.entering import why_shut
from measures.grid import Block, Line, Table, grid_of
from measures.models import Window
from measures.pages.entries import State, all_of, state_of
from measures.pages.entry_cells import CellView, cell_view
from measures.pages.entry_known import Known, known_of, target_words
from measures.recording import Outcome
from measures.spans import write_period


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of the summary: which figure, what is wrong, and the field to go to."""

    name: str
    sentence: str
    field: str


@dataclass(frozen=True, slots=True)
class LineView:
    """One figure over its periods. ``target``: in words, where it is the same in all of them; None: no cell there."""

    name: str
    target: str
    scope: str
    cells: tuple[CellView | None, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """Lines of one rhythm. ``wide``: there is one period only, so that what is known has columns of its own."""

    columns: tuple[str, ...]
    wide: bool
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One unit's figures. ``count``: «7/12 kirjattu»."""

    code: str
    name: str
    count: str
    tables: tuple[TableView, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """What changes on the page when a figure is entered. ``ready``: drafts that the reader can send."""

    count: str
    ready: int
    groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another part of the desk."""

    words: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """Where the entry workbook of a period is downloaded, and where it is sent back: empty when nothing is taken."""

    period: str
    download: str
    upload: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """What the entry page shows. ``due``: of each window by when; ``shut``: the rules that keep windows shut.

    ``takes``: is there a figure that may be entered, be it one opened again by itself? ``starts``: by unit the figures
    of every period where a pasted block can begin, for those who choose it from a list.
    """

    periods: str
    city: str
    writer: str
    due: tuple[str, ...]
    shut: tuple[str, ...]
    takes: bool
    save: str
    send: str
    paste: str
    ask: str
    workbooks: tuple[Workbook, ...]
    progress: Progress
    units: tuple[Way, ...]
    groups: tuple[Group, ...]
    starts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    faults: tuple[Fault, ...]
    saved: int
    others: tuple[Way, ...]
    told: tuple[str, ...]


def entry_page(desk: EntryDesk, outcomes: Sequence[Outcome], told: Iterable[str] = ()) -> EntryPage:
    """The page of a desk; ``outcomes`` say of every duty how it stands, ``told`` what has just been done."""
    shown = [outcome for outcome in outcomes if desk.shows(outcome.duty) or outcome.refused]
    blocks = grid_of(outcome.duty for outcome in shown)
    found = {outcome.duty.cell.code: outcome for outcome in shown}
    groups = tuple(_group(block, found, desk) for block in blocks)
    shut = [window for window in desk.windows if not window.is_open(desk.today)]
    return EntryPage(
        periods=all_of(write_period(window.period) for window in desk.windows),
        city=desk.municipality.code,
        writer=desk.by.get_username(),
        due=_due_days(desk),
        shut=tuple(why_shut(window, desk.today) for window in shut),
        takes=len(shut) < len(desk.windows) or any(outcome.duty.reopened for outcome in shown),
        save=address_of(desk, "kirjaus-tallenna"),
        send=address_of(desk, "kirjaus-laheta"),
        paste=address_of(desk, "kirjaus-liita"),
        ask=_ask(desk, [window for window in shut if window.opens <= desk.today]),
        workbooks=tuple(_workbook(desk, part) for part in desk.parts if part.duties),
        progress=progress_of(desk, [outcome.duty for outcome in outcomes]),
        units=_units(desk),
        groups=groups,
        starts=tuple((group.name, figures) for group in groups if (figures := tuple(_starts(group)))),
        faults=tuple(fault for line in _lines(groups) for cell in line.cells if cell for fault in _faults(cell)),
        saved=sum(outcome.saved for outcome in outcomes),
        others=tuple(Way(write_period(one.period), _entry(desk, ((PERIOD, one.period.code),))) for one in desk.others),
        told=tuple(told),
    )


def progress_of(desk: EntryDesk, duties: Sequence[Duty]) -> Progress:
    """How far the figures on the page have got."""
    owned: dict[str, list[Duty]] = {}
    shown = [duty for duty in duties if desk.shows(duty)]
    for duty in shown:
        if duty.cell.owner is not None:
            owned.setdefault(duty.cell.owner.code, []).append(duty)
    groups = tuple((code, _count(found)) for code, found in owned.items())
    return Progress(_count(shown), len(desk.ready(shown)), groups)


def part_cell(desk: EntryDesk, outcomes: Sequence[Outcome], code: str) -> tuple[CellView, tuple[Known, ...]]:
    """One cell, the same as on the whole page, and what is known beside the other cells of its line."""
    found = {outcome.duty.cell.code: outcome for outcome in outcomes}
    owner = found[code].duty.cell.owner
    for block in grid_of(outcome.duty for outcome in outcomes if outcome.duty.cell.owner == owner):
        for table in block.tables:
            for line in table.lines:
                cells = [cell for cell in _line(line, found, desk).cells if cell is not None]
                if any(cell.code == code for cell in cells):
                    shown = next(cell for cell in cells if cell.code == code)
                    return shown, tuple(cell.known for cell in cells if cell is not shown)
    raise KeyError(code)


def address_of(desk: EntryDesk, page: str) -> str:
    """A page or step of this very desk: its windows, and its unit where only one is shown."""
    asked = [(PERIOD, window.period.code) for window in desk.windows]
    return f"{reverse(page, args=[desk.municipality.code])}?{urlencode([*asked, *_of_unit(desk.unit)])}"


def _entry(desk: EntryDesk, asked: Iterable[tuple[str, str]]) -> str:
    return f"{reverse('kirjaus', args=[desk.municipality.code])}?{urlencode(list(asked))}"


def _of_unit(code: str) -> tuple[tuple[str, str], ...]:
    return ((UNIT, code),) if code else ()


def _units(desk: EntryDesk) -> tuple[Way, ...]:
    """The units of a desk that shows one at a time; a small desk has all of them on the page."""
    if not desk.unit:
        return ()
    asked = [(PERIOD, window.period.code) for window in desk.windows]
    return tuple(
        Way(f"{one.name} {one.entered}/{one.asked}", _entry(desk, [*asked, (UNIT, one.code)]), one.code == desk.unit)
        for one in desk.units
    )


def _workbook(desk: EntryDesk, part: Part) -> Workbook:
    code, query = desk.municipality.code, urlencode({PERIOD: part.window.period.code})
    takes = part.window.is_open(desk.today) or any(duty.reopened for duty in part.duties)
    return Workbook(
        write_period(part.window.period),
        f"{reverse('kirjaus-tyokirja-lataa', args=[code])}?{query}",
        f"{reverse('kirjaus-tyokirja', args=[code])}?{query}" if takes else "",
    )


def _group(block: Block, found: Mapping[str, Outcome], desk: EntryDesk) -> Group:
    tables = tuple(_table(table, found, desk) for table in block.tables)
    duties = [duty for table in block.tables for line in table.lines for duty in line.cells if duty is not None]
    return Group(block.owner.code, named(block.owner), _count(duties), tables)


def _table(table: Table, found: Mapping[str, Outcome], desk: EntryDesk) -> TableView:
    lines = tuple(_line(line, found, desk) for line in table.lines)
    return TableView(tuple(write_period(period) for period in table.periods), len(table.periods) == 1, lines)


def _line(line: Line, found: Mapping[str, Outcome], desk: EntryDesk) -> LineView:
    duties = [duty for duty in line.cells if duty is not None]
    targets = {duty.target.pk if duty.target is not None else None for duty in duties}
    one_target, first = len(targets) == 1, duties[0]
    return LineView(
        name=named(line.indicator),
        target=target_words(first.target, first.asked) if one_target else "",
        scope="" if line.unit is not None else _("koko kunta"),
        cells=tuple(
            _cell(found[duty.cell.code], desk, first=duty is first, target=not one_target) if duty is not None else None
            for duty in line.cells
        ),
    )


def _cell(outcome: Outcome, desk: EntryDesk, *, first: bool, target: bool) -> CellView:
    window = desk.window_of(outcome.duty)
    shut = outcome.duty.reopened is None and not window.is_open(desk.today)
    known = known_of(outcome.duty, first=first, target=target)
    why = why_shut(window, desk.today) if shut else ""
    return cell_view(outcome, known, address_of(desk, "kirjaus-tallenna"), why, desk.by.pk)


def _lines(groups: Iterable[Group]) -> Iterable[LineView]:
    return (line for group in groups for table in group.tables for line in table.lines)


def _starts(group: Group) -> Iterable[tuple[str, str]]:
    """The unit's figures, each with its period where the table has several."""
    for table in group.tables:
        for line in table.lines:
            for period, cell in zip(table.columns, line.cells, strict=True):
                if cell:
                    yield cell.fields[0].name, line.name if table.wide else f"{line.name}, {period}"


def _count(duties: Sequence[Duty]) -> str:
    """How many have been entered; a returned figure is still to be done."""
    entered = [duty.latest for duty in duties if duty.latest is not None]
    done = sum(state_of(entry) is not State.RETURNED for entry in entered)
    return _("%(done)s/%(duties)s kirjattu") % {"done": done, "duties": len(duties)}


def _faults(cell: CellView) -> list[Fault]:
    found = [Fault(cell.name, field.fault, field.id) for field in cell.fields if field.fault]
    if cell.conflict:
        found.append(Fault(cell.name, cell.conflict.sentence, cell.id))
    return found


def _due_days(desk: EntryDesk) -> tuple[str, ...]:
    """By when each open window asks; with several of them the sentence says which period it is of."""
    waiting = [window for window in desk.windows if window.is_open(desk.today)]
    if len(waiting) == 1:
        return (_due(waiting[0], desk),)
    return tuple(f"{write_period(window.period)}: {_due(window, desk)}" for window in waiting)


def _due(window: Window, desk: EntryDesk) -> str:
    """The due day and how long there is to it."""
    left = (window.due - desk.today).days
    day = write_day(window.due)
    if left > 1:
        return _("Määräpäivä on %(day)s: aikaa %(left)s päivää.") % {"day": day, "left": left}
    if left == 1:
        return _("Määräpäivä on huomenna %(day)s.") % {"day": day}
    if left == 0:
        return _("Määräpäivä on tänään %(day)s.") % {"day": day}
    return _("Määräpäivä oli %(day)s. Kirjaus on auki vielä %(closes)s asti (armonaika).") % {
        "day": day,
        "closes": write_day(window.closes),
    }


def _ask(desk: EntryDesk, shut: Sequence[Window]) -> str:
    """Where a figure of the latest shut period is asked to be opened."""
    if not shut:
        return ""
    return f"{reverse('avauspyynnot', args=[desk.municipality.code])}?{urlencode({PERIOD: shut[-1].period.code})}"
