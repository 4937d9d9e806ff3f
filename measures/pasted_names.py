"""What the rows and columns of a pasted block call themselves: periods above, names of figures and units beside."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from kemi_strategy.web.dates import ENGLISH_MONTHS
from kemi_strategy.web.languages import in_language
from kemi_strategy.web.speaking import LANGUAGES, Named
from kemi_strategy.web.speaking import named as shown_name
from measures.given import ANSWERS
from measures.grid import Line, Table
from measures.labels import WHY_EMPTY
from measures.periods import Period
from measures.quantities import unit_words
from measures.sheets import same_word

_MONTHS = re.compile(r"([0-9]{1,2})(?:-([0-9]{1,2}))?/([0-9]{4})")
_FIGURES = re.compile(r"^(toteuma|utfall|actual)")
_QUARTER = re.compile(r"q([1-4])/?([0-9]{4})|([0-9]{4})/?q([1-4])")
_ENGLISH = re.compile(r"([a-z]{3})(?:-([a-z]{3}))?([0-9]{4})")
_WORDS = re.compile(r"[^\W\d_]{3}")


def period_called(text: str) -> Period | None:
    """The period that a heading names: «7–9/2026», «7-9/2026», «09/2026», «Jul–Sep 2026», «Q3 2026», «2026-Q3»,
    «Toteuma 2026».

    >>> period_called("Toteuma 7-9/2026").code
    '2026-Q3'
    """
    word = _FIGURES.sub("", same_word(text)).replace(" ", "").replace("–", "-")
    word = _ENGLISH.sub(_in_figures, word)
    try:
        if found := _MONTHS.fullmatch(word):
            first, last, year = int(found[1]), int(found[2] or found[1]), int(found[3])
            months = last - first + 1
            period = Period(year, months, last // months) if months > 0 else None
            return period if period is not None and period.starts.month == first else None
        if found := _QUARTER.fullmatch(word):
            return Period(int(found[2] or found[3]), 3, int(found[1] or found[4]))
        return Period.parse(word.upper())
    except ValueError:
        return None


def _in_figures(found: re.Match[str]) -> str:
    """English months as they are written in the other languages; what are no months stays as it is."""
    names = [name[:3].casefold() for name in ENGLISH_MONTHS]
    if found[1] not in names or (found[2] or found[1]) not in names:
        return found[0]
    return f"{names.index(found[1]) + 1}-{names.index(found[2] or found[1]) + 1}/{found[3]}"


def headings_in(cells: Sequence[str], table: Table) -> dict[int, int]:
    """Which column of the block is of which period of the table, where the row is one of headings; else empty."""
    if not cells or same_word(cells[0]) in named(table):
        return {}
    called = {column: period_called(text) for column, text in enumerate(cells) if text}
    found = {
        column: table.periods.index(one) for column, one in called.items() if one is not None and one in table.periods
    }
    # A year's heading looks like a figure: only beside names, or as «Toteuma 2026», is it taken for one.
    return {} if found and 0 in found and cells[0].isdecimal() else found


def first_headings(rows: Sequence[Sequence[str]], table: Table) -> tuple[int, dict[int, int]]:
    """The row of the block that has the periods, and what it says. Above it may only be titles and empty rows."""
    for number, cells in enumerate(rows):
        if found := headings_in(cells, table):
            return number, found
        filled = [text for text in cells if text]
        if len(filled) > 1 or (filled and not _WORDS.search(filled[0])):
            break
    return 0, {}


def periods_of_none(cells: Sequence[str], rest: Sequence[Sequence[str]]) -> list[str]:
    """The first row's periods when it has nothing else, and no other row is like it; none of them is the table's."""
    beside = cells[1:] if cells and period_called(cells[0]) is None else cells
    filled = [text for text in beside if text]
    like = any("/" in text for row in rest for text in row)
    named_so = all(period_called(text) is not None and not text.isdecimal() for text in filled)
    return filled if filled and rest and named_so and not like else []


def column_of(column: int, line: Line, headings: Mapping[int, int]) -> int | None:
    """The period of a column: its heading's; a ratio's second figure may stand under a heading merged over two."""
    if column in headings:
        return headings[column]
    at = headings.get(column - 1)
    duty = line.cells[at] if at is not None else None
    return at if sum(one[0] is duty for one in line.places) > 1 else None


@cache
def reasons_called() -> Mapping[str, str]:
    """The codes of why there is no figure, by their words in every language."""
    called: dict[str, str] = {}
    for language in LANGUAGES:
        with in_language(language):
            called |= {same_word(word): code.value for code, word in WHY_EMPTY.items()}
    return called


def names_of(record: Named) -> set[str]:
    """What a record is called in any of the languages: people paste from anywhere."""
    return {same_word(name) for name in (record.name_fi, record.name_sv, record.name_en) if name}


def named(table: Table) -> dict[str, Line]:
    """The lines by what they can be called in a block; a name that two lines share calls neither."""
    names: dict[str, Line | None] = {}
    for line in table.lines:
        called = {*names_of(line.indicator), same_word(line.indicator.code)}
        if line.unit is not None:
            owners = names_of(line.unit)
            called |= {f"{name} {owner}" for name in names_of(line.indicator) for owner in owners}
        for name in called:
            names[name] = None if name in names else line
    return {name: line for name, line in names.items() if line is not None}


def brings_names(rows: Sequence[Sequence[str]], table: Table) -> bool:
    """Is the block's first column made of names? At least half of it must be known lines, or words beside figures."""
    firsts = [cells[0] for cells in rows if cells and any(cells)]
    beside = any(any(cells[1:]) for cells in rows)
    levels = {same_word(word) for line in table.lines for word in line.indicator.scale}
    known, answers = named(table), {*ANSWERS, *reasons_called(), *levels}
    names = sum(same_word(one) in known or (beside and _is_name(one, answers)) for one in firsts)
    return bool(firsts) and 2 * names >= len(firsts)


def _is_name(text: str, answers: Collection[str]) -> bool:
    """Words without figures, which are no answer to anything asked."""
    return bool(_WORDS.search(text)) and not any(map(str.isdigit, text)) and same_word(text) not in answers


def labels_before(cells: Sequence[str], line: Line) -> int:
    """How many of a named row's first columns say what the line is: its name, code, unit, what it is counted in."""
    indicator = line.indicator
    unit = indicator.measure_unit
    said = {indicator.code, unit, *(unit_words(unit, language) for language in LANGUAGES)}
    words = names_of(indicator) | {same_word(word) for word in said if word}
    if line.unit is not None:
        words |= names_of(line.unit) | {same_word(line.unit.code)}
    rest = [at for at, text in enumerate(cells[1:], start=1) if same_word(text) not in words]
    return rest[0] if rest else len(cells)


class Elsewhere:
    """Tells rows of other units apart: below a unit's name as a title, or with it in the second column."""

    def __init__(self, own: Named, units: Collection[Named]) -> None:
        self.own = names_of(own)
        self.units = {name: shown_name(unit) for unit in units for name in names_of(unit)}
        self.below = ""

    def of_row(self, cells: Sequence[str]) -> str:
        """The other unit's name; empty for a row of this unit and for one that says nothing."""
        said = [same_word(text) for text in cells[:2]]
        if said and said[0] in self.units:
            self.below = "" if said[0] in self.own else self.units[said[0]]
            return self.below
        if len(said) > 1 and said[1] in self.units:
            return "" if said[1] in self.own else self.units[said[1]]
        return self.below
