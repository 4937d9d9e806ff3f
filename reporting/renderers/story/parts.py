"""What a report is made of when it is read from top to bottom: headings, paragraphs, tables, charts.

Plain values without any format: Word, PDF and pages turn the same parts into their own. Texts are plain texts: no
character that a file cannot hold, line ends as one character. ``language`` of a text is empty where it is the story's
own and «fi» where a text has been written in Finnish only.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text. ``verdict``: the code of the verdict it is the word of, so that its symbol can stand by it."""

    words: str
    language: str = ""
    strong: bool = False
    quiet: bool = False
    verdict: str = ""


type Texts = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the section's own: level 2 or 3."""

    texts: Texts
    level: int = 2

    @property
    def words(self) -> str:
        """The heading as one text."""
        return "".join(one.words for one in self.texts)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a line end in a text is a line end in the paragraph."""

    texts: Texts
    style: Literal["body", "lead", "notice", "quiet", "proposal"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[Texts, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are, one below another: a table without a heading row, its first column the names."""

    caption: str
    lines: tuple[tuple[str, Texts], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``width`` is its share of the whole (about millimetres)."""

    head: str
    width: int
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: paragraphs one below another."""

    paragraphs: tuple[Texts, ...]

    @property
    def words(self) -> str:
        """The cell as one text."""
        return "\n".join("".join(one.words for one in texts) for texts in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its first row is a heading row that repeats, the first cell of each row names the row."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of one row's figures: ``svg`` needs no style sheet; ``alt`` says in words what it shows."""

    key: str
    title: str
    alt: str
    svg: str


type Block = Heading | Paragraph | Bullets | Facts | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under a heading of level 1. ``wide``: its tables want a page that lies on its side."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """The whole report in one language.

    ``draft``: the word that every page of a draft carries, else empty. ``meeting``: «Kaupunginhallitus 1.9.2025 § 201»;
    ``description``: one sentence for file managers and search engines. ``facts``: what stands on the first page.
    """

    language: str
    tag: str
    code: str
    title: str
    municipality: str
    strategy: str
    scope: str
    meeting: str
    diary: str
    draft: str
    description: str
    footer: str
    notices: tuple[Texts, ...]
    facts: Facts
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section | None:
        """The part with the key; None where this report has none."""
        return next((one for one in self.sections if one.key == key), None)
