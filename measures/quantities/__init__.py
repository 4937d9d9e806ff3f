"""Numbers as people write them: one reader and one writer for every page, file and command.

Guarantees, each tested on random values in all three languages and with every kind of unit:

- What is written is read back the same: `read_number(write_number(x)).value == x` for any value of at most 18 digits
  before the mark and 10 after it, with the same unit, decimals and language (on a scale: for any value on it).
- Nothing is changed silently. The digits of what was typed are the digits of what is read; the sign is the sign typed.
  Where a decision was needed (a dot before three digits, "milj. €" in an indicator kept in euros) `Read.notes` says it.
- Nothing is dropped. A character or word the reader does not know makes it refuse the whole text and name that part.
- A missing value is written "–" and is never read as zero.

>>> read_number("18,9 milj. €", unit="€").echo == "18 900 000 €".replace(" ", NBSP)
True
>>> read_number("1 200 000 €", unit="milj. €").value, read_number("−2,3").value
(Decimal('1.2'), Decimal('-2.3'))
>>> read_number("12 34")
Traceback (most recent call last):
measures.quantities.refusals.Refused: Numerot on ryhmitelty väärin: ”12 34”. Erota tuhannet kolmen numeron ...
"""

from measures.quantities.reading import Read, read_number
from measures.quantities.refusals import Refused
from measures.quantities.units import unit_behind
from measures.quantities.writing import MINUS, NBSP, plain, unit_words, write_apart, write_number

__all__ = [
    "MINUS",
    "NBSP",
    "Read",
    "Refused",
    "plain",
    "read_number",
    "unit_behind",
    "unit_words",
    "write_apart",
    "write_number",
]
