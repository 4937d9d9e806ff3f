"""Reads the cells of one row as what they should be, and takes down every cell that is not.

A reader of a cell returns None (or the empty value) both for an empty cell and for a refused one; the refused one
has then been reported, so that all faults of a workbook are told in one run.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kemi_strategy.web.speaking import noted
from measures.loading.problems import REFUSED_NUMBER, REREAD, Change, Findings, Outcome, refused_facts
from measures.periods import WRITTEN_YEARS
from measures.quantities import Refused, read_number
from measures.sheets import (
    KEPT_DIGITS,
    MADE_A_DATE,
    TRUTH_VALUE,
    Merged,
    Percent,
    Plain,
    Raw,
    Unreadable,
    as_kept,
    as_text,
    is_blank,
    own,
    rounded_words,
    same_word,
    shortest,
)

_DATE_FOR_TEXT = noted(
    "Solussa on päivämäärä, vaikka tähän kuuluu tekstiä. Excel on ehkä muuttanut sen. Mitä soluun kirjoitettiin: "
    "%(listed)s? Muotoile solu tekstiksi ja kirjoita alkuperäinen teksti uudestaan."
)
_TIME_FOR_TEXT = noted(
    "Solussa on kellonaika, vaikka tähän kuuluu tekstiä. Muotoile solu tekstiksi ja kirjoita teksti uudestaan."
)
_DATE_FOR_NUMBER = noted(
    "Solussa on päivämäärä, vaikka tähän kuuluu luku. Excel on ehkä muuttanut sen. Mitä soluun kirjoitettiin: "
    "%(listed)s? Muotoile solu luvuksi ja kirjoita luku uudestaan."
)
_TALL = noted("Solu on yhdistetty usean rivin yli, joten ei tiedetä, minkä rivin luku se on. Pura yhdistäminen.")

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00:00)?", re.ASCII)
_FINNISH = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")


def typed_before(day: dt.date) -> list[str]:
    """What may have been typed before Excel took it for a date: day and month in either order, a fraction or a decimal.

    >>> typed_before(dt.date(2026, 5, 3))
    ['3/5', '3,5', '5/3', '5,3']
    """
    first, second = day.day, day.month
    found = [f"{first}/{second}", f"{first},{second}", f"{second}/{first}", f"{second},{first}"]
    return list(dict.fromkeys(found))


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

    def raw(self, column: str) -> Plain:
        """What stands in the cell, None when nothing does."""
        return own(self._cell(column))

    def _cell(self, column: str) -> Raw:
        at = self._columns.get(column)
        if at is None or at >= len(self._values) or is_blank(self._values[at]):
            return None
        return self._values[at]

    def refuse(self, column: str, sentence: str, /, **values: Any) -> None:
        """Takes a fault of the cell down: nothing will be written."""
        self.findings.add(self.sheet, self.number, column, as_text(self.raw(column)), sentence, **values)

    def remark(self, column: str, sentence: str, /, **values: Any) -> None:
        """Takes down something the user should know of the cell, which does not stop the import."""
        self.findings.add(self.sheet, self.number, column, as_text(self.raw(column)), sentence, fatal=False, **values)

    def ask(self, column: str, sentence: str, choices: Sequence[str], /, **values: Any) -> None:
        """Takes down a cell that may mean several things: nothing is written before one of them has been chosen."""
        found = as_text(self.raw(column))
        self.findings.add(self.sheet, self.number, column, found, sentence, choices=choices, **values)

    def changed(self, column: str, old: str, new: str) -> None:
        """Takes down what stood in a cell and what does then."""
        self.findings.changes.append(Change(self.sheet, self.number, column, old, new))

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
            self._ask_text(column, raw)
            return ""
        text = as_text(raw)
        found = _FORBIDDEN.search(text)
        if found:
            self.refuse(
                column,
                "Tekstissä on näkymätön ohjausmerkki U+%(mark)s. Kirjoita se uudestaan.",
                mark=f"{ord(found[0]):04X}",
            )
            return ""
        if limit is not None and len(text) > limit:
            self.refuse(
                column, "Teksti on liian pitkä: %(length)s merkkiä, enintään %(limit)s.", length=len(text), limit=limit
            )
            return ""
        return text

    def _ask_text(self, column: str, raw: dt.date | dt.time) -> None:
        """Excel has made a date of a text: asks which text it was."""
        if isinstance(raw, dt.time):
            self.refuse(column, _TIME_FOR_TEXT)
            return
        choices = [*typed_before(raw), *([f"{raw.month}/{raw.year}"] if raw.day == 1 else []), as_text(raw)]
        self.ask(column, _DATE_FOR_TEXT, choices, listed="; ".join(choices))

    def word[C](self, column: str, words: Mapping[C, str], *, default: C | None = None) -> C | None:
        """The code whose word stands in the cell; ``default`` for an empty cell."""
        text = same_word(self.text(column))
        if not text:
            return default
        for code, word in words.items():
            if text == word:
                return code
        self.refuse(column, "Sanaa ei tunneta. Käytä jotakin näistä: %(words)s.", words=", ".join(words.values()))
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
                self.refuse(column, "Koodi %(code)s on solussa kahteen kertaan. Poista toinen.", code=ref.code)
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
            self.remark(column, "Pelkkä vuosi luetaan vuoden viimeiseksi päiväksi 31.12.%(text)s.", text=text)
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
            self.refuse(column, "Anna kokonaisluku väliltä %(lowest)s–%(highest)s.", lowest=lowest, highest=highest)
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
        if isinstance(self._cell(column), Merged):
            self.refuse(column, _TALL)
            return None
        if isinstance(raw, bool):
            self.refuse(column, TRUTH_VALUE)
            return None
        if isinstance(raw, dt.date | dt.time):
            self._ask_number(column, raw, unit, decimals)
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

    def _ask_number(self, column: str, raw: dt.date | dt.time, unit: str, decimals: int | None) -> None:
        """Excel has made a date of a number («3/5»): asks which of those that can be read here it was."""
        choices = [] if isinstance(raw, dt.time) else [one for one in typed_before(raw) if _reads(one, unit, decimals)]
        if choices:
            self.ask(column, _DATE_FOR_NUMBER, choices, listed="; ".join(choices))
        else:
            self.refuse(column, MADE_A_DATE)

    def _written(
        self, column: str, text: str, unit: str, decimals: int | None, near: Sequence[Decimal]
    ) -> Decimal | None:
        try:
            read = read_number(text, unit=unit, decimals=decimals, near=near)
        except Refused as refused:
            self.refuse(column, refused.sentence(), **{REFUSED_NUMBER: refused_facts(refused)})
            return None
        for place, note in enumerate(read.notes):
            self.remark(column, note, **{REREAD: [text, unit, decimals, [str(one) for one in near], place]})
        return self._fitting(column, read.value)

    def _fitting(self, column: str, number: Decimal) -> Decimal | None:
        """The number, if every database keeps it; more decimals than that are rounded away, and said so.

        Excel and SQLite keep fifteen digits of a number: one with more would come back as another number.
        """
        if abs(number) >= Decimal(10) ** KEPT_DIGITS:
            self.refuse(
                column, "Luku on liian suuri: enintään %(digits)s numeroa ennen desimaalipilkkua.", digits=KEPT_DIGITS
            )
            return None
        kept = as_kept(number)
        if kept != number:
            self.remark(column, rounded_words(kept))
        return kept

    def _unreadable(self, column: str, raw: Plain) -> bool:
        if not isinstance(raw, Unreadable):
            return False
        self.findings.add(self.sheet, self.number, column, raw.shown, raw.sentence)
        return True


def _reads(text: str, unit: str, decimals: int | None) -> bool:
    try:
        read_number(text, unit=unit, decimals=decimals)
    except Refused:
        return False
    return True
