"""What a trial found, row by row, as records that can be leafed through: facts, told in the language of the reader."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from measures.loading.columns import (
    ACTIONS,
    ACTUALS,
    COLUMNS,
    DECISIONS,
    INDICATORS,
    MILESTONES,
    NODES,
    PROJECTS,
    REQUIRED,
    UNITS,
)
from measures.loading.problems import Change, LoadReport, Outcome, Problem
from measures.loading.source import with_headings
from measures.models import Import, ImportLine
from measures.sheets import Raw, Sheet, Sheets, as_text, bare_heading

NOTE = "note"
"""The outcome of a line that only tells something of a row or a sheet."""
CODES: dict[Outcome, str] = {
    Outcome.NEW: "new",
    Outcome.CHANGED: "changed",
    Outcome.SAME: "same",
    Outcome.FINE: "fine",
    Outcome.ASKED: "asked",
    Outcome.REFUSED: "refused",
}
_QUIET = {Outcome.SAME, Outcome.FINE}
_BATCH = 2_000
_LONGEST_TITLE = 300
# What tells a row of each sheet to a reader, beside its code.
_TITLES = {
    DECISIONS: ("toimielin", "pvm", "pykälä"),
    UNITS: ("nimi_fi",),
    NODES: ("nimi_fi",),
    PROJECTS: ("nimi",),
    MILESTONES: ("nimi",),
    ACTIONS: ("nimi",),
    INDICATORS: ("nimi_fi",),
    ACTUALS: ("yksikkö", "kausi", "arvo", "osoittaja", "nimittäjä", "tila"),
}

type Place = tuple[str, int]
"""A sheet and a row of it; row 0 means the whole sheet."""


def keep_lines(one: Import, report: LoadReport, sheets: Sheets) -> None:
    """Keeps what the report found of each row that is not left as it is, in the place of what an earlier one found."""
    ImportLine.objects.filter(of_import=one).delete()
    batch: list[ImportLine] = []
    for line in _lines(one, report, sheets):
        batch.append(line)
        if len(batch) == _BATCH:
            ImportLine.objects.bulk_create(batch)
            batch = []
    ImportLine.objects.bulk_create(batch)


def counts_of(report: LoadReport) -> dict[str, dict[str, int]]:
    """How many rows of each sheet came to what, by the sheet's name."""
    order = {name: place for place, name in enumerate(COLUMNS)}
    names = sorted(report.counts, key=lambda name: order.get(name, len(order)))
    return {name: {CODES[outcome]: number for outcome, number in report.counts[name].items()} for name in names}


def _lines(one: Import, report: LoadReport, sheets: Sheets) -> Iterator[ImportLine]:
    outcomes = {(row.sheet, row.row): (row.code, row.outcome) for row in report.rows}
    new = {place for place, (_, outcome) in outcomes.items() if outcome is Outcome.NEW}
    cells = _cells(report, new)
    order = {name: place for place, name in enumerate(COLUMNS)}
    wanted = {*cells, *(place for place, (_, outcome) in outcomes.items() if outcome not in _QUIET)}
    titles = _titles(sheets, wanted)
    for number, place in enumerate(sorted(wanted, key=lambda at: (order.get(at[0], -1), *at)), start=1):
        code, outcome = outcomes.get(place, ("", None))
        told = CODES[outcome] if outcome is not None and outcome not in _QUIET else NOTE
        sheet, row = place
        yield ImportLine(
            of_import=one, place=number, sheet=sheet[:100], row=row, code=code[:60], title=titles.get(place, ""),
            outcome=told if row else _of_sheet(cells[place]), cells=cells.get(place, []),
        )  # fmt: skip


def _of_sheet(cells: Iterable[Mapping[str, Any]]) -> str:
    return "refused" if any(cell["kind"] == "fault" for cell in cells) else NOTE


def _cells(report: LoadReport, new: Collection[Place]) -> dict[Place, list[dict[str, Any]]]:
    """Of each row its cells worth telling. Of a new row all is new: no cell of it changes from something."""
    found: dict[Place, list[dict[str, Any]]] = {}
    for change in report.changes:
        if (change.sheet, change.row) in new:
            continue
        found.setdefault((change.sheet, change.row), []).append(_of_change(change))
    for problem in report.problems:
        found.setdefault((problem.sheet, problem.row or 0), []).append(_of_problem(problem))
    return found


def _of_change(one: Change) -> dict[str, Any]:
    return {"kind": "change", "column": one.column, "old": one.old, "new": one.new}


def _of_problem(one: Problem) -> dict[str, Any]:
    kind = "asked" if one.choices else "fault" if one.fatal else "note"
    return {
        "kind": kind, "column": one.column, "value": one.value[:500], "template": one.template,
        "values": dict(one.values), "choices": list(one.choices),
    }  # fmt: skip


def problem_of(line: ImportLine, cell: Mapping[str, Any]) -> Problem:
    """The problem of a kept cell again, to be told in the language now written."""
    return Problem(
        line.sheet, line.row or None, cell["column"], cell["value"], cell["template"],
        cell["kind"] != "note", cell["values"], tuple(cell["choices"]),
    )  # fmt: skip


def _titles(sheets: Sheets, wanted: set[Place]) -> dict[Place, str]:
    found: dict[Place, str] = {}
    known = {bare_heading(name): name for name in _TITLES}
    for given in sheets.by_name.values():
        name = known.get(bare_heading(given.name))
        if name is not None:
            sheet = with_headings(given, REQUIRED[name])
            places = _places(sheet, _TITLES[name])
            found |= {(name, number): _title(cells, places) for number, cells in sheet.rows if (name, number) in wanted}
    return found


def _places(sheet: Sheet, columns: Sequence[str]) -> list[int]:
    headings = [bare_heading(heading) for heading in sheet.headings]
    return [headings.index(bare_heading(column)) for column in columns if bare_heading(column) in headings]


def _title(cells: Sequence[Raw], places: Sequence[int]) -> str:
    texts = (as_text(cells[at]) for at in places if at < len(cells))
    return " · ".join(" ".join(text.split()) for text in texts if text)[:_LONGEST_TITLE]
