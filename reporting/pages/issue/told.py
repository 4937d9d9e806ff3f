"""Parts of the report's story as a page shows them: the very ones that Word and PDF print."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporting.pages.counts import Badge
from reporting.renderers.story import Block, Bullets, Cell, Heading, Paragraph, Section, Table, Text
from reporting.renderers.story.telling import Telling
from reporting.standing import RowStanding


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text; with a badge it is a verdict's word."""

    words: str
    language: str
    strong: bool
    quiet: bool
    badge: Badge | None = None


type Line = tuple[Words, ...]
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading."""

    head: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A cell under its heading."""

    column: Column
    lines: tuple[Line, ...]

    @property
    def empty(self) -> bool:
        """Is there nothing but a dash? A card of a phone does without it."""
        return all(one.words == _NOTHING for line in self.lines for one in line)


@dataclass(frozen=True, slots=True)
class Shown:
    """A block: ``kind`` is heading, paragraph, bullets or table; of these only its own fields are filled."""

    kind: str
    level: int = 0
    style: str = ""
    lines: tuple[Line, ...] = ()
    key: str = ""
    caption: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Field, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A part with its heading."""

    key: str
    title: str
    blocks: tuple[Shown, ...]


def told_of(section: Section | None, before_tables: str = "") -> Told | None:
    """The part as a page shows it; None where the report has none. ``before_tables``: how its tables are read."""
    if section is None:
        return None
    return Told(section.key, section.title, tuple(_explained(_blocks(section.blocks), before_tables)))


def _explained(blocks: Iterable[Shown], words: str) -> Iterator[Shown]:
    """The blocks, with the words before the first table."""
    for block in blocks:
        if words and block.kind == "table":
            yield Shown("paragraph", style="quiet", lines=(_line([Text(words)]),))
            words = ""
        yield block


def figures_of(telling: Telling, row: RowStanding) -> tuple[Field, ...]:
    """A row's figures under their headings, as its line in the files has them; a forecast only where there is one."""
    cells = {
        "baseline": telling.baseline(row),
        "target": telling.target(row),
        "actual": telling.actual(row),
        "forecast": telling.forecast(row) if row.figure.forecast is not None else None,
        "deviation": telling.apart(row),
    }
    return tuple(
        _field(Column(telling.column(key, 0).head, numeric=False), cell)
        for key, cell in cells.items()
        if cell is not None
    )


def _blocks(blocks: Iterable[Block]) -> Iterable[Shown]:
    for block in blocks:
        match block:
            case Heading():
                yield Shown("heading", level=block.level, lines=(_line(block.texts),))
            case Paragraph():
                yield Shown("paragraph", style=block.style, lines=(_line(block.texts),))
            case Bullets():
                yield Shown("bullets", lines=tuple(_line(texts) for texts in block.items))
            case Table():
                yield _table(block)


def _line(texts: Iterable[Text]) -> Line:
    return tuple(
        Words(
            one.words,
            one.language,
            one.strong,
            one.quiet,
            Badge(one.verdict, one.words) if one.verdict else None,
        )
        for one in texts
        if one.words
    )


def _table(table: Table) -> Shown:
    columns = tuple(Column(one.head, one.numeric) for one in table.columns)
    rows = tuple(tuple(map(_field, columns, cells)) for cells in table.rows)
    return Shown("table", key=table.key, caption=table.caption, columns=columns, rows=rows)


def _field(column: Column, cell: Cell) -> Field:
    return Field(column, tuple(_line(texts) for texts in cell.paragraphs))
