"""A table pasted from a document: its columns guessed, each row read, and what a person confirmed made into sheets.

Nothing is taken by itself: a row that nobody confirmed is left out, and what is written is only proposed, with the
table's own words beside it.
"""

import csv
import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kemi_strategy.web.languages import Words, later
from measures.labels import DIRECTIONS, READINGS, finnish
from measures.loading.columns import INDICATORS, STRATEGY
from measures.models.codes import Reading as Sureness
from measures.phrases import Context, Reading, read_target
from measures.quantities import Refused, read_number
from measures.sheets import Raw, Sheet, Sheets, same_word
from measures.targets import Direction

MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 200, 20, 100_000
_LONGEST = 2_000


class Meaning(StrEnum):
    """What a column of a pasted table holds."""

    NOTHING = "nothing"
    CODE = "code"
    NAME = "name"
    UNIT = "unit"
    NOW = "now"
    TARGET = "target"
    ROLE = "role"
    SOURCE = "source"


MEANINGS: dict[Meaning, str] = Words(
    {
        Meaning.NOTHING: later("ei lueta"),
        Meaning.CODE: later("koodi"),
        Meaning.NAME: later("mittari"),
        Meaning.UNIT: later("mittayksikkö"),
        Meaning.NOW: later("nykytila tai lähtötaso"),
        Meaning.TARGET: later("tavoite"),
        Meaning.ROLE: later("vastuu"),
        Meaning.SOURCE: later("lähde"),
    }
)
# Words that a heading begins with, in the languages of budgets.
_HEADINGS: dict[Meaning, tuple[str, ...]] = {
    Meaning.CODE: ("koodi", "tunnus", "nro", "kod", "code"),
    Meaning.NAME: ("mittari", "tunnusluku", "indikaattori", "indikator", "mätare", "indicator", "measure"),
    Meaning.UNIT: ("yksikkö", "mittayksikkö", "enhet", "unit"),
    Meaning.NOW: ("nyt", "nykytila", "nykytaso", "lähtötaso", "lähtötilanne", "nu", "nuläge", "utgångsläge", "now",
                  "baseline", "current"),
    Meaning.TARGET: ("tavoite", "tavoitetaso", "tavoitearvo", "mål", "målvärde", "målnivå", "target", "goal"),
    Meaning.ROLE: ("vastuu", "vastuutaho", "ansvar", "responsible"),
    Meaning.SOURCE: ("lähde", "tietolähde", "källa", "source"),
}  # fmt: skip
_PERCENT = re.compile(r"%|\bpros(?:enttia|\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pasted:
    """The table as it was pasted: what each column is taken for, and the rows below the headings."""

    headings: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int = 0

    def text(self, row: Sequence[str], meaning: Meaning) -> str:
        """What a row's columns of a meaning say, one after another."""
        cells = (cell for cell, own in zip(row, self.meanings, strict=False) if own is meaning and cell)
        return " ".join(cells)[:_LONGEST]


def read_table(text: str, chosen: Sequence[str] = ()) -> Pasted:
    """The pasted table. ``chosen``: what the person says of the columns, instead of the guess."""
    cells = list(csv.reader(io.StringIO(text[:MOST_LETTERS], newline=""), delimiter="\t"))
    rows = [tuple(" ".join(cell.split()) for cell in row[:MOST_COLUMNS]) for row in cells]
    filled = [row for row in rows if any(row)]
    width = max(map(len, filled), default=0)
    padded = [row + ("",) * (width - len(row)) for row in filled]
    guessed = [_meaning_of(cell) for cell in padded[0]] if padded else []
    has_headings = any(one is not Meaning.NOTHING for one in guessed)
    body = padded[1:] if has_headings else padded
    headings = padded[0] if has_headings else ("",) * width
    meanings = _chosen(chosen, width) or (tuple(guessed) if has_headings else _by_place(body, width))
    return Pasted(headings, meanings, tuple(body[:MOST_ROWS]), max(0, len(body) - MOST_ROWS))


def _meaning_of(heading: str) -> Meaning:
    word = same_word(heading).split(" ")[0].strip(":.,()")
    for meaning, words in _HEADINGS.items():
        if word in words:
            return meaning
    return Meaning.NOTHING


def _chosen(chosen: Sequence[str], width: int) -> tuple[Meaning, ...]:
    known = set(Meaning)
    if len(chosen) != width or not all(code in known for code in chosen):
        return ()
    return tuple(Meaning(code) for code in chosen)


def _by_place(rows: Sequence[Sequence[str]], width: int) -> tuple[Meaning, ...]:
    """Without headings: the first column of words is the name, the last column the target, the one before it now."""
    found = [Meaning.NOTHING] * width
    names = [at for at in range(width) if any(any(c.isalpha() for c in row[at]) for row in rows)]
    if names:
        found[names[0]] = Meaning.NAME
    if width > 1 and found[-1] is Meaning.NOTHING:
        found[-1] = Meaning.TARGET
    if width > 2 and found[-2] is Meaning.NOTHING:
        found[-2] = Meaning.NOW
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One row as it is proposed, every part of which a person may change. ``known``: the indicator that is there."""

    number: int
    code: str
    name: str
    unit: str
    direction: str
    now: str
    words: str
    role: str
    source: str
    raw: str
    reading: Reading
    known: bool = False
    confirmed: bool = False


def proposals_of(
    pasted: Pasted, names: Mapping[str, str], codes: Collection[str], said: Mapping[str, str]
) -> list[Proposal]:
    """Each row as proposed. ``names``: the municipality's indicators' codes by their names; ``codes``: those taken.

    ``said``: the fields of the form as the person left them, which go before the guess.
    """
    taken, found = set(codes), []
    for number, row in enumerate(pasted.rows, start=1):
        proposal = _proposal(number, row, pasted, names, taken, said)
        taken.add(proposal.code)
        found.append(proposal)
    return found


def _proposal(
    number: int, row: Sequence[str], pasted: Pasted, names: Mapping[str, str], taken: set[str], said: Mapping[str, str]
) -> Proposal:
    def part(name: str, guess: str) -> str:
        return said.get(f"r{number}-{name}", guess).strip()[:_LONGEST]

    name = part("nimi", pasted.text(row, Meaning.NAME))
    known = names.get(same_word(name), "")
    now, words = part("nyt", pasted.text(row, Meaning.NOW)), part("tavoite", pasted.text(row, Meaning.TARGET))
    unit = part("yksikko", pasted.text(row, Meaning.UNIT) or ("%" if _PERCENT.search(f"{now} {words}") else ""))
    code = part("koodi", pasted.text(row, Meaning.CODE) or known or _free(taken))
    direction = part("suunta", Direction.NONE.value)
    if direction not in set(Direction):
        direction = Direction.NONE.value
    reading = read_target(words, Context(unit, direction=Direction(direction), names=(name,)))
    return Proposal(
        number, code, name, unit, direction, now, words, pasted.text(row, Meaning.ROLE),
        pasted.text(row, Meaning.SOURCE), " · ".join(cell for cell in row if cell)[:_LONGEST], reading,
        bool(known), f"r{number}-ota" in said,
    )  # fmt: skip


def _free(taken: set[str]) -> str:
    return next(code for number in range(1, 10_000) if (code := f"M{number:02}") not in taken)


_COLUMNS = (
    "koodi", "nimi_fi", "mittayksikkö", "suunta", "lähtötaso", "lähtötaso_sanat", "tavoite", "vastuu", "lähde",
    "tulkinta", "kysymys",
)  # fmt: skip
_LONGEST_SOURCE = 300


def sheets_from(proposals: Sequence[Proposal], strategy: str) -> Sheets:
    """The confirmed rows as the sheets of a scorecard: proposed readings, each with the table's own words."""
    sheets = Sheets("taulukko")
    sheets.add(Sheet(STRATEGY, ("avain", "arvo"), [(2, ("koodi", strategy))]))
    rows: list[tuple[int, Sequence[Raw]]] = [(one.number + 1, _cells(one)) for one in proposals if one.confirmed]
    sheets.add(Sheet(INDICATORS, _COLUMNS, rows))
    return sheets


def _cells(one: Proposal) -> list[Raw]:
    return [
        one.code, one.name, one.unit, finnish(DIRECTIONS)[Direction(one.direction)],
        one.now if _is_number(one.now, one.unit) else "", one.now, one.words, one.role[:200],
        (one.source or one.raw)[:_LONGEST_SOURCE], finnish(READINGS)[Sureness.PROPOSED], _question(one),
    ]  # fmt: skip


def _question(one: Proposal) -> str:
    return f"Luettiin liitetystä taulukosta: ”{one.raw}”. Pitääkö rivi paikkansa?"


def _is_number(text: str, unit: str) -> bool:
    try:
        read_number(text, unit=unit)
    except Refused:
        return False
    return True
