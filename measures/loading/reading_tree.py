"""Reads the sheets of the tree and of the work: Yksiköt, Tavoitteet, Projektit, Virstanpylväät, Toimenpiteet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from measures.loading.cells import Row
from measures.loading.columns import ACTIONS, MILESTONES, NODES, PROJECTS, UNITS
from measures.loading.records import ActionRecord, MilestoneRecord, NodeRecord, ProjectRecord, UnitRecord
from measures.loading.source import Tables
from scorecard import labels
from scorecard.models.codes import WorkState

_NAMES = {"nimi_fi": "name_fi", "nimi_sv": "name_sv", "nimi_en": "name_en"}
_WORK_NAMES = {"nimi": "name_fi", "nimi_sv": "name_sv", "nimi_en": "name_en"}


def texts(row: Row, columns: Mapping[str, str], limit: int | None = None) -> dict[str, Any]:
    """The fields of the text columns that the sheet has; the first of them must be filled."""
    first = next(iter(columns))
    return {
        field: row.text(column, limit=limit, needed=column == first)
        for column, field in columns.items()
        if row.has(column)
    }


class Codes:
    """The codes met on one sheet: the same code twice is a fault that names both rows."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}

    def take(self, row: Row, column: str, *, indicator: bool = False) -> str:
        """The row's own code; empty when it is missing, malformed or taken."""
        code = row.code(column, indicator=indicator)
        if code in self._rows:
            row.refuse(column, "Sama koodi on jo rivillä %(row)s. Anna kummallekin oma koodi.", row=self._rows[code])
            return ""
        if code:
            self._rows[code] = row.number
        return code


def read_units(tables: Tables) -> list[UnitRecord]:
    """The units in their order; a unit's last day may not be before its first."""
    records, codes = [], Codes()
    for order, row in enumerate(tables.rows(UNITS), start=1):
        code = codes.take(row, "koodi")
        values = {"order": order} | texts(row, _NAMES, limit=200) | _kind(row, labels.UNIT_KINDS)
        if row.has("toimielin"):
            values["board"] = row.text("toimielin", limit=200)
        values |= _days(row, {"alkaen": "valid_from", "asti": "valid_to"})
        records.append(UnitRecord(row, code, _parent(row), values))
    return records


def read_nodes(tables: Tables) -> list[NodeRecord]:
    """The goals, themes, objectives, success factors, benefits and values in their order."""
    records, codes = [], Codes()
    for order, row in enumerate(tables.rows(NODES), start=1):
        code = codes.take(row, "koodi")
        values = {"order": order} | texts(row, _NAMES) | _kind(row, labels.NODE_KINDS)
        if row.has("kuvaus"):
            values["description"] = row.text("kuvaus")
        served = row.refs("palvelee") if row.has("palvelee") else None
        records.append(NodeRecord(row, code, _parent(row), values, served))
    return records


def read_projects(tables: Tables) -> list[ProjectRecord]:
    """The projects in their order."""
    records, codes = [], Codes()
    for order, row in enumerate(tables.rows(PROJECTS), start=1):
        code = codes.take(row, "koodi")
        values = {"order": order} | texts(row, _WORK_NAMES)
        values |= _days(row, {"alkaa": "starts", "päättyy": "ends"})
        if row.has("vastuu"):
            values["responsible_role"] = row.text("vastuu", limit=200)
        if row.has("tila"):
            values["state"] = row.word("tila", labels.WORK_STATES, default=WorkState.PLANNED)
        if row.has("kuvaus"):
            values["description"] = row.text("kuvaus")
        if row.has("oulu2026"):
            values["serves_oulu2026"] = row.yes_no("oulu2026") or False
        records.append(
            ProjectRecord(
                row,
                code,
                values,
                row.code("toimiala", needed=False) if row.has("toimiala") else None,
                row.refs("kohteet") if row.has("kohteet") else None,
                _names(row.text("kunnat")) if row.has("kunnat") else None,
            )
        )
    return records


def read_milestones(tables: Tables) -> list[MilestoneRecord]:
    """The milestones; each has its place among those of its project."""
    records: list[MilestoneRecord] = []
    places: Counter[str] = Counter()
    for row in tables.rows(MILESTONES):
        project = row.code("projekti")
        places[project] += 1
        state = row.word("tila", labels.WORK_STATES, default=WorkState.PLANNED)
        values = {"name_fi": row.text("nimi", needed=True), "date": row.date("pvm"), "state": state}
        values |= _done_on(row, state)
        records.append(MilestoneRecord(row, project, places[project], values))
    return records


def _done_on(row: Row, state: WorkState | None) -> dict[str, Any]:
    """The day a milestone was reached: only of a done one; left as it is where the sheet does not speak of it."""
    day = row.date("valmistui") if row.has("valmistui") else None
    if day is not None and state != WorkState.DONE:
        row.refuse("valmistui", "Valmistumispäivä kuuluu vain valmiille: anna tilaksi valmis.")
    return {"done_on": day} if row.has("valmistui") or state != WorkState.DONE else {}


def read_actions(tables: Tables) -> list[ActionRecord]:
    """The actions in their order."""
    records, codes = [], Codes()
    for order, row in enumerate(tables.rows(ACTIONS), start=1):
        code = codes.take(row, "koodi")
        values = {"order": order} | texts(row, _WORK_NAMES)
        for column, field, limit in (
            ("vastuu", "responsible_roles", None),
            ("aikataulu", "schedule", 100),
            ("sdg", "sdg", 60),
        ):
            if row.has(column):
                values[field] = row.text(column, limit=limit)
        if row.has("tila"):
            values["state"] = row.word("tila", labels.WORK_STATES) or ""
        unit = row.code("yksikkö", needed=False) if row.has("yksikkö") else None
        links = row.refs("kohteet") if row.has("kohteet") else None
        records.append(ActionRecord(row, code, values, unit, links))
    return records


def _parent(row: Row) -> str | None:
    return row.code("ylätaso", needed=False) if row.has("ylätaso") else None


def _kind[C](row: Row, words: Mapping[C, str]) -> dict[str, Any]:
    kind = row.word("laji", words)
    if kind is None and row.raw("laji") is None:
        row.refuse("laji", "Laji puuttuu. Käytä jotakin näistä: %(words)s.", words=", ".join(words.values()))
    return {"kind": kind}


def _days(row: Row, columns: Mapping[str, str]) -> dict[str, Any]:
    found = {field: row.date(column) for column, field in columns.items() if row.has(column)}
    first, last = (found.get(field) for field in columns.values())
    if first and last and last < first:
        row.refuse(list(columns)[1], "Viimeinen päivä on ennen ensimmäistä. Tarkista päivät.")
    return found


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(";") if name.strip()]


def cycles(parents: Mapping[str, str]) -> Sequence[str]:
    """The codes that are, directly or through others, their own parent."""
    inside = []
    for code in parents:
        seen, at = {code}, parents.get(code, "")
        while at and at not in seen:
            seen.add(at)
            at = parents.get(at, "")
        if at == code:
            inside.append(code)
    return inside
