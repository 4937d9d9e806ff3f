"""A block of cells copied from Excel, placed on the entry page's grid and read cell by cell. Nothing is written here.

The block goes where its first cell was pasted, or by names and periods where it brings them along. What has no place
or cannot be read is told, text and all, and stays for its writer to see.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from measures.duties import Duty, kind_of
from measures.given import Given, NotRead
from measures.grid import Block, Line, Table
from measures.labels import WHY_EMPTY
from measures.sheets import same_word
from measures.spans import write_period
from measures.typed import CONFIRMATION, Typed, read_typed, texts_of

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
        if entry is None or given is None or entry.returned_at is not None:
            return False
        new = (given.value, given.numerator, given.denominator, given.word, given.why_empty, given.forecast)
        old = (entry.value, entry.numerator, entry.denominator, entry.word, entry.why_empty, entry.forecast)
        return new == old


@dataclass(slots=True)
class Placing:
    """What came of a block, in the order of the grid."""

    pasted: list[Pasted] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)


def place(grid: Sequence[Block], start: str, text: str) -> Placing:
    """Places a block and reads it. ``start``: the field where it was pasted, «H16.kirjasto.2026-Q3:value».

    Raises NotPlaced for an empty or too large block and for a start that is not on the page.
    """
    rows = split(text)
    placing, texts = Placing(), _Texts()
    for number, cells in enumerate(rows, start=1):
        texts.rows.append((number, cells))
    _Placer(grid, start, placing, texts).run()
    placing.pasted += [_read(duty, found) for duty, found in texts.by_cell()]
    return placing


def split(text: str) -> list[list[str]]:
    """The block's rows of cells as Excel copies them: tabs between cells, quotes around what holds a line end."""
    if len(text) > LONGEST:
        raise NotPlaced(f"Lohkossa on {len(text)} merkkiä, mahtuu enintään {LONGEST}. Liitä pienempi osa kerrallaan.")
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), dialect=csv.excel_tab)]
    while rows and not any(rows[-1]):
        rows.pop()
    if not any(any(row) for row in rows):
        raise NotPlaced("Lohko on tyhjä. Kopioi ensin solut Excelistä.")
    if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
        raise NotPlaced(
            f"Lohkossa voi olla enintään {MOST_ROWS} riviä ja {MOST_COLUMNS} saraketta. Liitä pienempi osa kerrallaan."
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
    """One block on its way to the grid."""

    def __init__(self, grid: Sequence[Block], start: str, placing: Placing, texts: _Texts) -> None:
        self.placing, self.texts = placing, texts
        self.tables = [table for block in grid for table in block.tables]
        self.table, self.line, self.place = self._found(start)

    def _found(self, start: str) -> tuple[Table, int, int]:
        for table in self.tables:
            for number, line in enumerate(table.lines):
                for place, (duty, name) in enumerate(line.places):
                    if f"{duty.cell.code}:{name}" == start:
                        return table, number, place
        raise NotPlaced("Kenttää, johon liitit, ei ole tällä sivulla. Lataa sivu uudelleen ja liitä lukuun uudestaan.")

    def run(self) -> None:
        """Every cell gets its place or is told to have none."""
        rows = self.texts.rows
        headings = _periods(rows[0][1], self.table)
        named = _brings_names(rows[1:] if headings else rows, self.table)
        for step, (number, cells) in enumerate(rows[1:] if headings else rows):
            line = self._line(step, cells, named=named)
            if line is None:
                self._stray(number, cells, self._why_no_line(cells, named=named))
            elif headings:
                self._by_period(number, cells, line, headings)
            else:
                self._in_order(number, cells, line, skip=1 if named else 0)

    def _line(self, step: int, cells: Sequence[str], *, named: bool) -> Line | None:
        if named:
            return _named(self.table).get(same_word(cells[0]) if cells else "")
        at = self.line + step
        return self.table.lines[at] if at < len(self.table.lines) else None

    def _why_no_line(self, cells: Sequence[str], *, named: bool) -> str:
        if named:
            return f"Mittaria ”{cells[0] if cells else ''}” ei ole tässä taulukossa."
        return "Taulukko loppui: riviä ei ole."

    def _in_order(self, number: int, cells: Sequence[str], line: Line, *, skip: int) -> None:
        places = line.places[0 if skip else self.place :]
        at = 0
        for column, text in enumerate(cells[skip:], start=skip + 1):
            taken = 1
            if text and at < len(places):
                taken = self._put(number, column, text, places[at:])
            elif text:
                self.placing.strays.append(Stray(number, column, text, "Tälle sarakkeelle ei ole paikkaa."))
            at += taken

    def _by_period(self, number: int, cells: Sequence[str], line: Line, headings: Mapping[int, int]) -> None:
        """Each column by its heading; of a ratio a period's first column is the numerator, the second the other."""
        used: dict[int, int] = {}
        for column, text in enumerate(cells):
            if not text or (column == 0 and column not in headings):
                continue
            at = headings.get(column)
            duty = line.cells[at] if at is not None else None
            if at is None or duty is None:
                self.placing.strays.append(Stray(number, column + 1, text, "Sarakkeen kautta ei kysytä tässä."))
                continue
            places = [one for one in line.places if one[0] is duty][used.get(at, 0) :]
            if not places:
                self.placing.strays.append(Stray(number, column + 1, text, "Kaudella on jo luku lohkossa."))
                continue
            used[at] = used.get(at, 0) + self._put(number, column + 1, text, places)

    def _put(self, number: int, column: int, text: str, places: Sequence[tuple[Duty, str]]) -> int:
        """Puts a text into the first place, a ratio «67 / 1 860» into two; says how many places it took."""
        duty, name = places[0]
        terms = [part.strip() for part in text.split("/")] if name == "numerator" else []
        if len(terms) == 2 and all(terms):
            kept = self.texts.put(duty, "numerator", terms[0]) and self.texts.put(duty, "denominator", terms[1])
            taken = 2
        else:
            kept, taken = self.texts.put(duty, name, text), 1
        if not kept:
            self.placing.strays.append(Stray(number, column, text, "Luku on lohkossa kahteen kertaan."))
        return taken

    def _stray(self, number: int, cells: Sequence[str], why: str) -> None:
        self.placing.strays += [Stray(number, column, text, why) for column, text in enumerate(cells, start=1) if text]


def _periods(cells: Sequence[str], table: Table) -> dict[int, int]:
    """Which column of the block is of which period of the table, where the block's first row says so."""
    known: dict[str, int] = {}
    for at, period in enumerate(table.periods):
        for words in (write_period(period), period.code):
            known |= {same_word(words): at, same_word(f"Toteuma {words}"): at}
    found = {column: known[same_word(text)] for column, text in enumerate(cells) if same_word(text) in known}
    # A year's heading looks like a figure: only beside names, or as «Toteuma 2026», is it taken for one.
    return {} if found and cells[0] and 0 in found and cells[0].isdecimal() else found


def _named(table: Table) -> dict[str, Line]:
    """The lines by what they can be called in a block; a name that two lines share calls neither."""
    names: dict[str, Line | None] = {}
    for line in table.lines:
        called = {same_word(line.indicator.name_fi), same_word(line.indicator.code)}
        if line.unit is not None:
            called.add(same_word(f"{line.indicator.name_fi} {line.unit.name_fi}"))
        for name in called:
            names[name] = None if name in names else line
    return {name: line for name, line in names.items() if line is not None}


def _brings_names(rows: Sequence[tuple[int, Sequence[str]]], table: Table) -> bool:
    """Is the block's first column made of the lines' names? At least half of them must be known."""
    firsts = [cells[0] for _, cells in rows if cells and any(cells)]
    known = _named(table)
    return bool(firsts) and 2 * sum(same_word(first) in known for first in firsts) >= len(firsts)


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
        return Pasted(duty, typed, None, refused.faults)


def _why_empty(brought: Mapping[str, str]) -> str | None:
    words = {same_word(word): code.value for code, word in WHY_EMPTY.items()}
    first = next(iter(brought.values()))
    return words.get(same_word(first))
