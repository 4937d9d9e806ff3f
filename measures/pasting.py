"""A block of cells copied from Excel, placed on the entry page's grid and read cell by cell. Nothing is written here.

The block goes where its first cell was pasted, or by names and periods where it brings them along. What has no place
or cannot be read is told, text and all, and stays for its writer to see.
"""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from measures.duties import Duty, kind_of
from measures.given import Given, NotRead
from measures.grid import Block, Line, Table
from measures.models.codes import LateReason
from measures.pasted_names import (
    Elsewhere,
    brings_names,
    column_of,
    first_headings,
    headings_in,
    labels_before,
    named,
    periods_of_none,
    reasons_called,
)
from measures.sheets import same_word
from measures.typed import CONFIRMATION, LATE, Typed, read_typed, texts_of
from scorecard.models import Unit

type Place = tuple[Duty, str] | None
"""A figure's field; None where a period does not ask for the figure."""

MOST_ROWS, MOST_COLUMNS, LONGEST = 300, 60, 60_000


class NotPlaced(Exception):
    """The block as a whole cannot be placed; the text is the Finnish sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A cell of the block that has no place: its row and column in the block, its text, and why."""

    row: int
    column: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """One figure of the grid with what the block brought for it: read, or what is wrong with it."""

    duty: Duty
    typed: Typed
    given: Given | None
    faults: Mapping[str, str]

    @property
    def is_as_it_stands(self) -> bool:
        """Does the figure say what stands already?"""
        entry, given = self.duty.latest, self.given
        if entry is None or given is None:
            return False
        new = (given.value, given.numerator, given.denominator, given.word, given.why_empty, given.forecast)
        old = (entry.value, entry.numerator, entry.denominator, entry.word, entry.why_empty, entry.forecast)
        return new == old


@dataclass(slots=True)
class Placing:
    """What came of a block, in the order of the grid."""

    pasted: list[Pasted] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)


def place(grid: Sequence[Block], start: str, text: str, units: Collection[Unit] = ()) -> Placing:
    """Places a block and reads it. ``start``: the field where it was pasted, «H16.kirjasto.2026-Q3:value».

    ``units``: all units, so that a row that is said to be of another is not taken for one of this.

    Raises NotPlaced for an empty or too large block and for a start that is not on the page.
    """
    rows = split(text)
    placing, texts = Placing(), _Texts()
    for number, cells in enumerate(rows, start=1):
        texts.rows.append((number, cells))
    _Placer(grid, start, placing, texts).run(units)
    placing.pasted += [_read(duty, found) for duty, found in texts.by_cell()]
    return placing


def split(text: str) -> list[list[str]]:
    """The block's rows of cells as Excel copies them: tabs between cells, quotes around what holds a line end."""
    if len(text) > LONGEST:
        raise NotPlaced(
            _("Lohkossa on %(length)s merkkiä, mahtuu enintään %(most)s. Liitä pienempi osa kerrallaan.")
            % {"length": len(text), "most": LONGEST}
        )
    lines = io.StringIO(text, newline=None)
    rows = [[cell.strip() for cell in row] for row in csv.reader(lines, dialect=csv.excel_tab)]
    while rows and not any(rows[-1]):
        rows.pop()
    if not any(any(row) for row in rows):
        raise NotPlaced(_("Lohko on tyhjä. Kopioi ensin solut Excelistä."))
    if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
        raise NotPlaced(
            _(
                "Lohkossa voi olla enintään %(most_rows)s riviä ja %(most_columns)s saraketta. Liitä pienempi osa "
                "kerrallaan."
            )
            % {"most_rows": MOST_ROWS, "most_columns": MOST_COLUMNS}
        )
    return rows


class _Texts:
    """What the block brings for each figure's fields."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, list[str]]] = []
        self._found: dict[str, tuple[Duty, dict[str, str]]] = {}

    def put(self, duty: Duty, name: str, text: str) -> bool:
        """Keeps a text for a field; False when the field has one already."""
        _, texts = self._found.setdefault(duty.cell.code, (duty, {}))
        if name in texts:
            return False
        texts[name] = text
        return True

    def by_cell(self) -> Iterable[tuple[Duty, dict[str, str]]]:
        return self._found.values()


class _Placer:
    """One block on its way to the grid. ``column`` and ``term``: the period, and of a ratio the figure, to begin at."""

    def __init__(self, grid: Sequence[Block], start: str, placing: Placing, texts: _Texts) -> None:
        self.placing, self.texts = placing, texts
        self.owner, self.table, self.line, self.column, self.term = _found(grid, start)

    def run(self, units: Collection[Unit]) -> None:
        """Every cell gets its place or is told to have none."""
        rows = self.texts.rows
        first, headings = first_headings([cells for _, cells in rows], self.table)
        if not headings and (unknown := periods_of_none(rows[0][1], [cells for _, cells in rows[1:]])):
            raise NotPlaced(
                _("Lohkon kausia (%(unknown)s) ei kysytä taulukossa, johon liitit.") % {"unknown": ", ".join(unknown)}
            )
        for number, cells in rows[:first]:
            self._stray(number, cells, _("Rivi on kausien yläpuolella."))
        rest = rows[first + 1 :] if headings else rows
        if brings_names([cells for _, cells in rest], self.table):
            self._by_names(rest, headings, Elsewhere(self.owner, units))
        else:
            self._by_rows(rest, headings)

    def _by_names(self, rows: Sequence[tuple[int, list[str]]], headings: Mapping[int, int], units: Elsewhere) -> None:
        """Each row by its name. Rows of another unit are not taken for this one's, though the name be the same."""
        names = named(self.table)
        for number, cells in rows:
            again = headings_in(cells, self.table)
            another = units.of_row(cells)
            line = names.get(same_word(cells[0])) if cells else None
            if again:
                headings = again
            elif another:
                self._stray(
                    number,
                    cells,
                    _("Rivi on yksikön %(another)s. Liitä se tuon yksikön taulukkoon.") % {"another": another},
                )
            elif line is None:
                self._stray(
                    number,
                    cells,
                    _("Mittaria ”%(typed)s” ei ole tässä taulukossa.") % {"typed": cells[0] if cells else ""},
                )
            elif headings:
                self._by_period(number, cells, line, headings)
            else:
                self._in_order(number, cells, _places(line, self.column, 0), skip=labels_before(cells, line))

    def _by_rows(self, rows: Sequence[tuple[int, list[str]]], headings: Mapping[int, int]) -> None:
        """Each row to the next line, from where the block was pasted."""
        for step, (number, cells) in enumerate(rows):
            at = self.line + step
            line = self.table.lines[at] if at < len(self.table.lines) else None
            if line is None:
                self._stray(number, cells, _("Taulukko loppui: riviä ei ole."))
            elif headings:
                self._by_period(number, cells, line, headings)
            else:
                self._in_order(number, cells, _places(line, self.column, self.term), skip=0)

    def _in_order(self, number: int, cells: Sequence[str], places: Sequence[Place], *, skip: int) -> None:
        at = 0
        for column, text in enumerate(cells[skip:], start=skip + 1):
            taken = 1
            if text and at < len(places):
                taken = self._put(number, column, text, places[at])
            elif text:
                self.placing.strays.append(Stray(number, column, text, _("Tälle sarakkeelle ei ole paikkaa.")))
            at += taken

    def _by_period(self, number: int, cells: Sequence[str], line: Line, headings: Mapping[int, int]) -> None:
        """Each column by its heading; of a ratio a period's first column is the numerator, the second the other."""
        used: dict[int, int] = {}
        for column, text in enumerate(cells):
            if not text or (column == 0 and column not in headings):
                continue
            at = column_of(column, line, headings)
            duty = line.cells[at] if at is not None else None
            if at is None or duty is None:
                self.placing.strays.append(Stray(number, column + 1, text, _("Sarakkeen kautta ei kysytä tässä.")))
                continue
            places = [one for one in line.places if one[0] is duty][used.get(at, 0) :]
            if not places:
                self.placing.strays.append(Stray(number, column + 1, text, _("Kaudella on jo luku lohkossa.")))
                continue
            used[at] = used.get(at, 0) + self._put(number, column + 1, text, places[0])

    def _put(self, number: int, column: int, text: str, place: Place) -> int:
        """Puts a text into a place, a ratio «67 / 1 860» into two; says how many places it took."""
        if place is None:
            self.placing.strays.append(Stray(number, column, text, _("Lukua ei kysytä tällä kaudella.")))
            return 1
        duty, name = place
        terms = [part.strip() for part in text.split("/")] if name == "numerator" else []
        if len(terms) == 2 and all(terms):
            kept = self.texts.put(duty, "numerator", terms[0]) and self.texts.put(duty, "denominator", terms[1])
            taken = 2
        else:
            kept, taken = self.texts.put(duty, name, text), 1
        if not kept:
            self.placing.strays.append(Stray(number, column, text, _("Luku on lohkossa kahteen kertaan.")))
        return taken

    def _stray(self, number: int, cells: Sequence[str], why: str) -> None:
        self.placing.strays += [Stray(number, column, text, why) for column, text in enumerate(cells, start=1) if text]


def _found(grid: Sequence[Block], start: str) -> tuple[Unit, Table, int, int, int]:
    """Where a block begins: the unit, its table, the line, the period and the term there."""
    for block in grid:
        for table in block.tables:
            for number, line in enumerate(table.lines):
                for duty, name in line.places:
                    if f"{duty.cell.code}:{name}" == start:
                        return block.owner, table, number, line.cells.index(duty), int(name == "denominator")
    raise NotPlaced(_("Kenttää, johon liitit, ei ole tällä sivulla. Lataa sivu uudelleen ja liitä lukuun uudestaan."))


def _places(line: Line, column: int, term: int) -> list[Place]:
    """A line's places from a period on. A period that does not ask for the figure takes up a place, as it does for
    the eye, and a line with one figure is not moved by the term of another.
    """
    places: list[Place] = []
    for duty in line.cells[column:]:
        own = [one for one in line.places if one[0] is duty]
        places += own or [None]
    return places[term:] if len(line.places) > 1 and places[0] is not None and places[0][1] == "numerator" else places


def _read(duty: Duty, brought: Mapping[str, str]) -> Pasted:
    """The figure with what was brought over what stands; a word for «no figure» is taken as such."""
    stands = texts_of(duty.latest, kind_of(duty.cell))
    # What was once said for a figure that looked odd does not speak for another one.
    texts = stands | {"why_empty": "", CONFIRMATION: ""} | dict(brought)
    if (why := _why_empty(brought)) is not None:
        texts |= {"value": "", "numerator": "", "denominator": "", "why_empty": why}
    typed = Typed(texts, duty.latest.pk if duty.latest is not None else None)
    try:
        return Pasted(duty, typed, read_typed(duty, typed), {})
    except NotRead as refused:
        same = _same_as_approved(duty, typed) if set(refused.faults) <= set(LATE) else None
        return same or Pasted(duty, typed, None, refused.faults)


def _same_as_approved(duty: Duty, typed: Typed) -> Pasted | None:
    """An approved figure brought as it stands needs no reason; None when it is another figure."""
    given = read_typed(duty, Typed({**typed.texts, LATE[0]: LateReason.ERROR.value}, typed.seen))
    pasted = Pasted(duty, typed, given, {})
    return pasted if pasted.is_as_it_stands else None


def _why_empty(brought: Mapping[str, str]) -> str | None:
    first = next(iter(brought.values()))
    return reasons_called().get(same_word(first))
