"""What is wrong or worth knowing in a workbook, cell by cell, and what became of each row."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from measures.quantities.refusals import shown


class Outcome(StrEnum):
    """What an import does to one row. The words are those the user reads."""

    NEW = "uusi"
    CHANGED = "muuttuu"
    SAME = "ennallaan"
    FINE = "kelpaa"
    REFUSED = "hylätty"


_WEIGHT = {Outcome.SAME: 0, Outcome.FINE: 0, Outcome.CHANGED: 1, Outcome.NEW: 2, Outcome.REFUSED: 3}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found: where, what stood there, and a sentence that says what is wrong and what to do.

    ``row`` is the number in the file, None where the whole sheet is meant. ``fatal``: nothing may be written.
    """

    sheet: str
    row: int | None
    column: str
    value: str
    sentence: str
    fatal: bool = True

    def __str__(self) -> str:
        place = [self.sheet] if self.sheet else []
        if self.row is not None:
            place.append(f"rivi {self.row}")
        if self.column:
            place.append(f"sarake {self.column}")
        kind = "VIRHE" if self.fatal else "huomaa"
        value = f"”{shown(self.value)}” – " if self.value else ""
        return f"{kind}: {', '.join(place) or 'tiedosto'}: {value}{self.sentence}"


class Findings:
    """Collects problems and the outcome of every row while a workbook is read and written."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.outcomes: dict[tuple[str, int], tuple[str, Outcome]] = {}

    @property
    def fatal(self) -> bool:
        """Has anything been found because of which nothing may be written?"""
        return any(problem.fatal for problem in self.problems)

    def add(self, sheet: str, row: int | None, column: str, value: str, sentence: str, *, fatal: bool = True) -> None:
        """Takes a problem down; a fatal one refuses its row."""
        self.problems.append(Problem(sheet, row, column, value, sentence, fatal))
        if fatal and row is not None:
            self.settle(sheet, row, "", Outcome.REFUSED)

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
    """What an import found and did. ``written`` is true only when it was all taken in."""

    source: str
    strategy: str = ""
    municipality: str = ""
    problems: tuple[Problem, ...] = ()
    rows: tuple[RowOutcome, ...] = ()
    written: bool = False
    dry_run: bool = False
    counts: dict[str, Counter[Outcome]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        source: str,
        findings: Findings,
        *,
        strategy: str = "",
        municipality: str = "",
        written: bool = False,
        dry_run: bool = False,
    ) -> "LoadReport":
        """The report of what was found, each sheet's rows in the order of the file."""
        rows = tuple(
            RowOutcome(sheet, row, code, outcome) for (sheet, row), (code, outcome) in sorted(findings.outcomes.items())
        )
        problems = tuple(findings.problems)
        return cls(source, strategy, municipality, problems, rows, written, dry_run, _counted(rows))

    @property
    def fatal(self) -> bool:
        """Was there anything because of which nothing was written?"""
        return any(problem.fatal for problem in self.problems)

    @property
    def changed(self) -> bool:
        """Did any row bring something new?"""
        return any(row.outcome in {Outcome.NEW, Outcome.CHANGED} for row in self.rows)


def _counted(rows: Iterable[RowOutcome]) -> dict[str, Counter[Outcome]]:
    counts: dict[str, Counter[Outcome]] = {}
    for row in rows:
        counts.setdefault(row.sheet, Counter())[row.outcome] += 1
    return counts
