"""What is wrong or worth knowing in a workbook, cell by cell, and what became of each row."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kemi_strategy.web.speaking import noted, say, spoken
from measures.quantities import read_number
from measures.quantities.refusals import Refused, shown


class Outcome(StrEnum):
    """What an import does to one row. The words are those the user reads."""

    NEW = "uusi"
    CHANGED = "muuttuu"
    SAME = "ennallaan"
    FINE = "kelpaa"
    ASKED = "kysytään"
    REFUSED = "hylätty"


_WEIGHT = {
    Outcome.SAME: 0, Outcome.FINE: 0, Outcome.CHANGED: 1, Outcome.NEW: 2, Outcome.ASKED: 3, Outcome.REFUSED: 4,
}  # fmt: skip
_DID_YOU_MEAN = noted("Tarkoititko %(near)s?")
REFUSED_NUMBER, REREAD = "number", "reread"
"""Under these names the values of a problem hold why a text was not read as a number, or how it was read."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found: where, what stood there, and a sentence that says what is wrong and what to do.

    ``row`` is the number in the file, None where the whole sheet is meant. ``fatal``: nothing may be written.
    ``template`` is the sentence in Finnish with named places, ``values`` what stands in them: facts that can be kept
    and told in any language. ``choices``: what the cell may have meant; one of them is asked.
    """

    sheet: str
    row: int | None
    column: str
    value: str
    template: str
    fatal: bool = True
    values: Mapping[str, Any] = field(default_factory=dict)
    choices: Sequence[str] = ()

    @property
    def sentence(self) -> str:
        """What is wrong, in the language now written."""
        if REFUSED_NUMBER in self.values:
            return refused_from(self.values[REFUSED_NUMBER]).sentence(spoken())
        if REREAD in self.values:
            return _reread(*self.values[REREAD])
        told = say(self.template) % self.values if self.values else say(self.template)
        return f"{told} {say(_DID_YOU_MEAN) % self.values}" if self.values.get("near") else told

    def __str__(self) -> str:
        place = [self.sheet] if self.sheet else []
        if self.row is not None:
            place.append(f"rivi {self.row}")
        if self.column:
            place.append(f"sarake {self.column}")
        kind = "KYSYMYS" if self.choices else "VIRHE" if self.fatal else "huomaa"
        value = f"”{shown(self.value)}” – " if self.value else ""
        return f"{kind}: {', '.join(place) or 'tiedosto'}: {value}{self.sentence}"


def _reread(text: str, unit: str, decimals: int | None, near: Sequence[str], place: int) -> str:
    """What was decided in reading a number, told anew in the language now written."""
    return read_number(text, unit=unit, decimals=decimals, near=[Decimal(one) for one in near]).notes[place]


def refused_facts(refused: Refused) -> dict[str, Any]:
    """Why a text was not read as a number, as facts that can be kept."""
    readings = [str(one) for one in refused.readings]
    return {
        "code": refused.code, "text": refused.text, "part": refused.part, "unit": refused.unit, "readings": readings,
    }  # fmt: skip


def refused_from(facts: Mapping[str, Any]) -> Refused:
    """The refusal again."""
    readings = tuple(Decimal(one) for one in facts["readings"])
    return Refused(facts["code"], text=facts["text"], part=facts["part"], unit=facts["unit"], readings=readings)


@dataclass(frozen=True, slots=True)
class Change:
    """One cell whose content an import changes: what stood there and what does then, as the workbook writes them."""

    sheet: str
    row: int
    column: str
    old: str
    new: str


class Findings:
    """Collects problems, changed cells and the outcome of every row while a workbook is read and written."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.changes: list[Change] = []
        self.outcomes: dict[tuple[str, int], tuple[str, Outcome]] = {}

    @property
    def fatal(self) -> bool:
        """Has anything been found because of which nothing may be written?"""
        return any(problem.fatal for problem in self.problems)

    def add(
        self,
        sheet: str,
        row: int | None,
        column: str,
        value: str,
        template: str,
        /,
        *,
        fatal: bool = True,
        choices: Sequence[str] = (),
        **values: Any,
    ) -> None:
        """Takes a problem down; a fatal one refuses its row, and one with choices asks for it."""
        self.problems.append(Problem(sheet, row, column, value, template, fatal, values, tuple(choices)))
        if fatal and row is not None:
            self.settle(sheet, row, "", Outcome.ASKED if choices else Outcome.REFUSED)

    def settle(self, sheet: str, row: int, code: str, outcome: Outcome) -> None:
        """Says what became of a row; of several parts of a row the weightiest counts."""
        before = self.outcomes.get((sheet, row))
        if before is None:
            self.outcomes[(sheet, row)] = (code, outcome)
        else:
            heavier = outcome if _WEIGHT[outcome] > _WEIGHT[before[1]] else before[1]
            self.outcomes[(sheet, row)] = (before[0] or code, heavier)


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row of the file."""

    sheet: str
    row: int
    code: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What an import found and did. ``written`` is true only when it was all taken in, at the moment ``written_at``.

    ``moved``: somebody wrote between the reading and the writing. ``other``: not what had been shown and agreed to.
    """

    source: str
    strategy: str = ""
    municipality: str = ""
    problems: tuple[Problem, ...] = ()
    rows: tuple[RowOutcome, ...] = ()
    written: bool = False
    dry_run: bool = False
    changes: tuple[Change, ...] = ()
    digest: str = ""
    written_at: dt.datetime | None = None
    moved: bool = False
    other: bool = False
    counts: dict[str, Counter[Outcome]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        source: str,
        findings: Findings,
        *,
        dry_run: bool = False,
    ) -> "LoadReport":
        """The report of what was found, each sheet's rows in the order of the file."""
        rows = tuple(
            RowOutcome(sheet, row, code, outcome) for (sheet, row), (code, outcome) in sorted(findings.outcomes.items())
        )
        problems = tuple(findings.problems)
        changes = tuple(findings.changes)
        return cls(
            source, problems=problems, rows=rows, dry_run=dry_run, changes=changes, counts=_counted(rows),
            digest=digest_of(findings),
        )  # fmt: skip

    @property
    def fatal(self) -> bool:
        """Was there anything because of which nothing was written?"""
        return any(problem.fatal for problem in self.problems)

    @property
    def changed(self) -> bool:
        """Did any row bring something new?"""
        return any(row.outcome in {Outcome.NEW, Outcome.CHANGED} for row in self.rows)


def digest_of(findings: Findings) -> str:
    """What an import would do, as one short text: the same rows and cells give the same."""
    told = hashlib.sha256()
    for (sheet, row), (code, outcome) in sorted(findings.outcomes.items()):
        told.update(f"{sheet}\0{row}\0{code}\0{outcome.value}\n".encode())
    for one in findings.changes:
        told.update(f"{one.sheet}\0{one.row}\0{one.column}\0{one.old}\0{one.new}\n".encode())
    return told.hexdigest()


def _counted(rows: Iterable[RowOutcome]) -> dict[str, Counter[Outcome]]:
    counts: dict[str, Counter[Outcome]] = {}
    for row in rows:
        counts.setdefault(row.sheet, Counter())[row.outcome] += 1
    return counts
