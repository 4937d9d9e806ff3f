"""A small scorecard that each test bends to its purpose, given as CSV files or as a workbook."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from measures.loading import LoadReport, Problem, load
from measures.models import Actual, KpiRow


class Book:
    """A scorecard under construction. Rows are dictionaries of cells; the columns are those used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys: dict[str, Any] = {
            "kunta": "Kemi",
            "kuntakoodi": "240",
            "koodi": "kemi-1",
            "nimi": "Kemin strategia",
            "voimassa_alkaen": "2023-12-04",
        }
        self.sheets: dict[str, list[dict[str, Any]]] = {}

    def unit(self, code: str, parent: str = "", kind: str = "tulosyksikkö", **cells: Any) -> None:
        self.add("Yksiköt", koodi=code, ylätaso=parent, laji=kind, nimi_fi=code.title(), **cells)

    def goal(self, code: str, parent: str = "", kind: str = "päämäärä", **cells: Any) -> None:
        self.add("Tavoitteet", koodi=code, ylätaso=parent, laji=kind, nimi_fi=code.title(), **cells)

    def indicator(self, code: str = "M1", **cells: Any) -> None:
        named = {"koodi": code, "nimi_fi": f"Mittari {code}"}
        plain = {"mittayksikkö": "kpl", "suunta": "nouseva", "tavoite": "10", "tulkinta": "selvä"}
        self.add("Mittarit", **(named | plain | cells))

    def actual(self, code: str = "M1", kausi: Any = "2024", **cells: Any) -> None:
        self.add("Toteumat", **({"mittari": code, "kausi": kausi} | cells))

    def add(self, sheet: str, **cells: Any) -> None:
        self.sheets.setdefault(sheet, []).append(cells)

    def tables(self) -> Iterator[tuple[str, list[Sequence[Any]]]]:
        yield "Strategia", [("avain", "arvo"), *self.keys.items()]
        for name, rows in self.sheets.items():
            columns = list(dict.fromkeys(column for row in rows for column in row))
            yield name, [columns, *([row.get(column) for column in columns] for row in rows)]

    def write(self) -> Path:
        """As CSV files."""
        for name, rows in self.tables():
            with (self.folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows(rows)
        return self.folder

    def workbook(self, formats: dict[tuple[str, str], str] | None = None) -> Path:
        """As an .xlsx file; ``formats``: number formats by sheet and cell name."""
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, rows in self.tables():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        for (name, cell), number_format in (formats or {}).items():
            book[name][cell].number_format = number_format
        path = self.folder / "kortti.xlsx"
        book.save(path)
        return path

    def load(self, **options: Any) -> LoadReport:
        return load(self.write(), **options)

    def load_sound(self, **options: Any) -> LoadReport:
        """Loads what must be without a fault."""
        report = self.load(**options)
        assert [str(problem) for problem in report.problems if problem.fatal] == []
        return report


def faults(report: LoadReport) -> list[tuple[str, int | None, str]]:
    """Where the fatal problems are."""
    return [(one.sheet, one.row, one.column) for one in report.problems if one.fatal]


def fault(report: LoadReport) -> Problem:
    """The one fatal problem."""
    found = [problem for problem in report.problems if problem.fatal]
    assert len(found) == 1, [str(problem) for problem in found]
    return found[0]


def notes(report: LoadReport) -> list[str]:
    """The remarks that do not stop an import."""
    return [problem.sentence for problem in report.problems if not problem.fatal]


def row_of(code: str) -> KpiRow:
    """A row of the scorecard by its indicator's code."""
    return KpiRow.objects.select_related("indicator").get(indicator__code=code)


def entries(code: str = "M1") -> list[Actual]:
    """All entries of an indicator, the earliest first."""
    return list(Actual.objects.filter(indicator__code=code).order_by("pk"))
