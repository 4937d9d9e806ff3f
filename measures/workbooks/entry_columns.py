"""The columns of the entry workbook: what is known of a figure, what is filled in, and what the service itself reads.

The one list that both the writer and the reader of the workbook go by. Plain Python.
"""

from dataclasses import dataclass

SHEET, INSTRUCTIONS = "Kirjaus", "Ohje"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name in the code, its heading and its width in characters."""

    name: str
    heading: str
    width: int


KNOWN = (
    Column("code", "Mittari", 9),
    Column("title", "Nimi", 30),
    Column("unit", "Yksikkö", 17),
    Column("period", "Kausi", 9),
    Column("measure", "Mittayksikkö", 12),
    Column("target", "Tavoite", 22),
    Column("before", "Edellinen", 13),
    Column("year_ago", "Vuosi sitten", 13),
)
FILLED = (
    Column("value", "Toteuma", 12),
    Column("numerator", "Osoittaja", 11),
    Column("denominator", "Nimittäjä", 11),
    Column("forecast", "Ennuste", 11),
    Column("why_empty", "Ei lukua", 14),
    Column("note", "Huomautus", 24),
    Column("confirmation", "Vahvistus", 20),
    Column("late_reason", "Muutoksen syy", 14),
    Column("late_text", "Muutoksen perustelu", 24),
)
MESSAGE = Column("message", "Korjattavaa", 36)
TAG = Column("tag", "Tunniste", 34)
SEEN = Column("seen", "Nähty", 9)
COLUMNS = (*KNOWN, *FILLED, MESSAGE, TAG, SEEN)
NUMBERS = ("value", "numerator", "denominator", "forecast")


def heading_of(field: str) -> str:
    """The heading of a column that is filled in."""
    return next(column.heading for column in FILLED if column.name == field)


def tag_of(municipality: str, window: str, cell: str) -> str:
    """What identifies a row wherever it is moved: ``kemi/2026-Q3/K09.kirjasto.2026-Q3``."""
    return f"{municipality}/{window}/{cell}"
