"""Reads the cells of one row as what they should be, and takes down every cell that is not.

A reader of a cell returns None (or the empty value) both for an empty cell and for a refused one; the refused one
has then been reported, so that all faults of a workbook are told in one run.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from measures.loading.problems import Findings, Outcome
from measures.periods import WRITTEN_YEARS
from measures.quantities import Refused, read_number
from measures.sheets import (
    KEPT_DIGITS,
    MADE_A_DATE,
    TRUTH_VALUE,
    Percent,
    Raw,
    Unreadable,
    as_kept,
    as_text,
    is_blank,
    rounded_words,
    same_word,
    shortest,
)

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00:00)?", re.ASCII)
_FINNISH = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")

YES_NO = {"kyllä": True, "ei": False}


@dataclass(frozen=True, slots=True)
class Ref:
    """A code that another thing is known by; ``proposed`` where it was followed by a question mark."""

    code: str
    proposed: bool = False


class Row:
    """One row of a sheet. ``number`` is the row's number in the file."""

    __slots__ = ("_columns", "_values", "findings", "number", "sheet")

    def __init__(
        self, sheet: str, number: int, values: Sequence[Raw], columns: Mapping[str, int], findings: Findings
    ) -> None:
        self.sheet, self.number, self.findings = sheet, number, findings
        self._values, self._columns = values, columns

    def has(self, column: str) -> bool:
        """Does the sheet have the column at all? What a left-out column says of is left as it is."""
        return column in self._columns

    def raw(self, column: str) -> Raw:
        """What stands in the cell, None when nothing does."""
        at = self._columns.get(column)
        if at is None or at >= len(self._values) or is_blank(self._values[at]):
            return None
        return self._values[at]

    def refuse(self, column: str, sentence: str) -> None:
        """Takes a fault of the cell down: nothing will be written."""
        self.findings.add(self.sheet, self.number, column, as_text(self.raw(column)), sentence)

    def remark(self, column: str, sentence: str) -> None:
        """Takes down something the user should know of the cell, which does not stop the import."""
        self.findings.add(self.sheet, self.number, column, as_text(self.raw(column)), sentence, fatal=False)

    def settle(self, outcome: Outcome, code: str = "") -> None:
        """Says what became of the row."""
        self.findings.settle(self.sheet, self.number, code, outcome)

    def text(self, column: str, *, limit: int | None = None, needed: bool = False) -> str:
        """The text of the cell as typed, NFC and without outer spaces; a number as Excel shows it."""
        raw = self.raw(column)
        if raw is None:
            if needed:
                self.refuse(column, "Tieto puuttuu. Täytä solu.")
            return ""
        if self._unreadable(column, raw):
            return ""
        if isinstance(raw, dt.datetime | dt.date | dt.time):
            self.refuse(
                column,
                "Solussa on päivämäärä, vaikka tähän kuuluu tekstiä. Excel on ehkä muuttanut sen: "
                "muotoile solu tekstiksi ja kirjoita alkuperäinen teksti uudestaan.",
            )
            return ""
        text = as_text(raw)
        found = _FORBIDDEN.search(text)
        if found:
            self.refuse(column, f"Tekstissä on näkymätön ohjausmerkki U+{ord(found[0]):04X}. Kirjoita se uudestaan.")
            return ""
        if limit is not None and len(text) > limit:
            self.refuse(column, f"Teksti on liian pitkä: {len(text)} merkkiä, enintään {limit}.")
            return ""
        return text

    def word[C](self, column: str, words: Mapping[C, str], *, default: C | None = None) -> C | None:
        """The code whose word stands in the cell; ``default`` for an empty cell."""
        text = same_word(self.text(column))
        if not text:
            return default
        for code, word in words.items():
            if text == word:
                return code
        self.refuse(column, f"Sanaa ei tunneta. Käytä jotakin näistä: {', '.join(words.values())}.")
        return default

    def yes_no(self, column: str) -> bool | None:
        """Kyllä or ei, or Excel's own truth value; None for an empty cell."""
        raw = self.raw(column)
        if raw is None or isinstance(raw, bool):
            return raw
        text = self.text(column)
        if not text:
            return None
        answer = YES_NO.get(same_word(text))
        if answer is None:
            self.refuse(column, "Vastaa kyllä tai ei.")
        return answer

    def code(self, column: str, *, indicator: bool = False, needed: bool = True) -> str:
        """A code: letters a–z, digits, and hyphens, underscores or dots between them; of an indicator shorter."""
        text = self.text(column, limit=40 if indicator else 60, needed=needed)
        if text and not _CODE.fullmatch(text):
            self.refuse(column, "Koodissa voi olla vain kirjaimia a–z, numeroita, väliviivoja, alaviivoja ja pisteitä.")
            return ""
        return text

    def refs(self, column: str) -> list[Ref]:
        """Codes with semicolons between, a question mark behind a proposed one; each code once."""
        found: dict[str, Ref] = {}
        for part in self.text(column).split(";"):
            code = part.strip()
            if not code:
                continue
            ref = Ref(code.removesuffix("?").strip(), code.endswith("?"))
            if not ref.code:
                self.refuse(column, "Kysymysmerkin edestä puuttuu koodi.")
                continue
            if ref.code in found:
                self.refuse(column, f"Koodi {ref.code} on solussa kahteen kertaan. Poista toinen.")
            found[ref.code] = ref
        return list(found.values())

    def date(self, column: str, *, year_means_end: bool = False) -> dt.date | None:
        """A day: 2025-12-31, 31.12.2025 or an Excel date; with ``year_means_end`` a bare year is its last day."""
        day = self._day(column, year_means_end)
        if day is not None and day.year not in WRITTEN_YEARS:
            self.refuse(column, "Vuosi ei voi olla oikein. Tarkista vuosi.")
            return None
        return day

    def _day(self, column: str, year_means_end: bool) -> dt.date | None:
        raw = self.raw(column)
        if raw is None or self._unreadable(column, raw):
            return None
        if isinstance(raw, dt.datetime):
            return raw.date()
        if isinstance(raw, dt.date):
            return raw
        text = as_text(raw)
        if year_means_end and _YEAR.fullmatch(text):
            self.remark(column, f"Pelkkä vuosi luetaan vuoden viimeiseksi päiväksi 31.12.{text}.")
            return dt.date(int(text), 12, 31)
        iso, finnish = _ISO.fullmatch(text), _FINNISH.fullmatch(text)
        try:
            if iso:
                return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
            if finnish:
                return dt.date(int(finnish[3]), int(finnish[2]), int(finnish[1]))
        except ValueError:
            self.refuse(column, "Tällaista päivää ei ole kalenterissa. Tarkista päivä ja kuukausi.")
            return None
        self.refuse(column, "Kirjoita päivä muodossa 31.12.2025 tai 2025-12-31.")
        return None

    def whole(self, column: str, lowest: int, highest: int) -> int | None:
        """A whole number between two bounds, both inclusive."""
        number = self.decimal(column)
        if number is None:
            return None
        if number != int(number) or not lowest <= number <= highest:
            self.refuse(column, f"Anna kokonaisluku väliltä {lowest}–{highest}.")
            return None
        return int(number)

    def decimal(
        self,
        column: str,
        *,
        unit: str = "",
        decimals: int | None = None,
        near: Sequence[Decimal] = (),
        percent: bool = False,
    ) -> Decimal | None:
        """A number in the given unit. ``percent``: a cell formatted as percent is read × 100 (else it is refused)."""
        raw = self.raw(column)
        if raw is None:
            return None
        if isinstance(raw, Unreadable):
            self._unreadable(column, raw)
            return None
        if isinstance(raw, bool | dt.datetime | dt.date | dt.time):
            self.refuse(column, TRUTH_VALUE if isinstance(raw, bool) else MADE_A_DATE)
            return None
        if isinstance(raw, str):
            return self._written(column, raw, unit, decimals, near)
        if isinstance(raw, Percent):
            if not percent:
                self.refuse(
                    column,
                    "Solu on muotoiltu prosentiksi, mutta tähän kuuluva luku ei ole prosentteja. "
                    "Muotoile solu luvuksi ja tarkista arvo.",
                )
                return None
            return self._fitting(column, shortest(raw.number).scaleb(2))
        return self._fitting(column, shortest(raw))

    def _written(
        self, column: str, text: str, unit: str, decimals: int | None, near: Sequence[Decimal]
    ) -> Decimal | None:
        try:
            read = read_number(text, unit=unit, decimals=decimals, near=near)
        except Refused as refused:
            self.refuse(column, refused.sentence())
            return None
        for note in read.notes:
            self.remark(column, note)
        return self._fitting(column, read.value)

    def _fitting(self, column: str, number: Decimal) -> Decimal | None:
        """The number, if every database keeps it; more decimals than that are rounded away, and said so.

        Excel and SQLite keep fifteen digits of a number: one with more would come back as another number.
        """
        if abs(number) >= Decimal(10) ** KEPT_DIGITS:
            self.refuse(column, f"Luku on liian suuri: enintään {KEPT_DIGITS} numeroa ennen desimaalipilkkua.")
            return None
        kept = as_kept(number)
        if kept != number:
            self.remark(column, rounded_words(kept))
        return kept

    def _unreadable(self, column: str, raw: Raw) -> bool:
        if not isinstance(raw, Unreadable):
            return False
        self.findings.add(self.sheet, self.number, column, raw.shown, raw.sentence)
        return True
