"""Which column of the workbook each field of the database stands in, and how its content is written into a cell."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Model

from measures import labels as measured
from measures.labels import finnish
from measures.models import Indicator, KpiRow, RollUpRule
from measures.sheets import as_text
from measures.targets import Kind, Target
from scorecard import labels
from scorecard.models import Action, Decision, Milestone, Municipality, Node, Project, ReportingOccasion, Strategy, Unit

_TABLES: dict[int, dict[Any, str]] = {}

type Content = str | Decimal | dt.date | None
"""What stands in a cell: a number as a number, a day as a day."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and the table of its words where it holds only certain ones."""

    name: str
    words: Mapping[Any, str] | None = None


_NAMES = {"name_fi": Column("nimi_fi"), "name_sv": Column("nimi_sv"), "name_en": Column("nimi_en")}
_WORK_NAMES = {"name_fi": Column("nimi"), "name_sv": Column("nimi_sv"), "name_en": Column("nimi_en")}
_WORK_STATE = Column("tila", labels.WORK_STATES)

# Each field in the place of its column in the sheet; what a cell says of several records stands with its writer.
FIELDS: dict[type[Model], dict[str, Column]] = {
    Municipality: {"number": Column("kuntakoodi"), "published": Column("julkaistu")},
    Strategy: {
        "kind": Column("laji", labels.STRATEGY_KINDS),
        "part_of": Column("osa"),
        **_WORK_NAMES,
        "mission_fi": Column("missio"),
        "mission_sv": Column("missio_sv"),
        "mission_en": Column("missio_en"),
        "vision_fi": Column("visio"),
        "vision_sv": Column("visio_sv"),
        "vision_en": Column("visio_en"),
        "valid_from": Column("voimassa_alkaen"),
        "valid_to": Column("voimassa_asti"),
        "state": Column("tila", labels.STRATEGY_STATES),
    },
    Decision: {
        "body": Column("toimielin"),
        "date": Column("pvm"),
        "section": Column("pykälä"),
        "diary_number": Column("diaarinumero"),
        "text": Column("päätös"),
        "link": Column("linkki"),
    },
    ReportingOccasion: {
        "occasion": Column("tilaisuus", labels.OCCASIONS),
        "body": Column("toimielin"),
        "month": Column("kuukausi"),
        "description": Column("kuvaus"),
    },
    Unit: {
        "code": Column("koodi"),
        "parent": Column("ylätaso"),
        "kind": Column("laji", labels.UNIT_KINDS),
        **_NAMES,
        "board": Column("toimielin"),
        "valid_from": Column("alkaen"),
        "valid_to": Column("asti"),
    },
    Node: {
        "code": Column("koodi"),
        "parent": Column("ylätaso"),
        "kind": Column("laji", labels.NODE_KINDS),
        **_NAMES,
        "description": Column("kuvaus"),
    },
    Project: {
        "code": Column("koodi"),
        **_WORK_NAMES,
        "sector": Column("toimiala"),
        "responsible_role": Column("vastuu"),
        "starts": Column("alkaa"),
        "ends": Column("päättyy"),
        "state": _WORK_STATE,
        "description": Column("kuvaus"),
        "serves_oulu2026": Column("oulu2026"),
    },
    Milestone: {
        "project": Column("projekti"),
        "name_fi": Column("nimi"),
        "date": Column("pvm"),
        "state": _WORK_STATE,
        "done_on": Column("valmistui"),
    },
    Action: {
        "code": Column("koodi"),
        **_WORK_NAMES,
        "unit": Column("yksikkö"),
        "responsible_roles": Column("vastuu"),
        "schedule": Column("aikataulu"),
        "sdg": Column("sdg"),
        "state": _WORK_STATE,
    },
    Indicator: {
        "code": Column("koodi"),
        **_NAMES,
        "measure_unit": Column("mittayksikkö"),
        "terms_fi": Column("suhde_fi"),
        "terms_sv": Column("suhde_sv"),
        "terms_en": Column("suhde_en"),
        "decimals": Column("desimaalit"),
        "direction": Column("suunta", measured.DIRECTIONS),
        "frequency": Column("tiheys", measured.FREQUENCIES),
        "measuring_year": Column("mittausvuosi"),
        "entity": Column("taho", measured.ENTITIES),
        "responsible_unit": Column("vastuuyksikkö"),
        "responsible_role": Column("vastuu"),
        "source": Column("lähde"),
    },
    RollUpRule: {
        "across_time": Column("kertymä", measured.ACROSS_TIME),
        "across_units": Column("yhdistely", measured.ACROSS_UNITS),
        "weight": Column("paino"),
    },
    KpiRow: {
        "baseline_value": Column("lähtötaso"),
        "baseline_date": Column("lähtötaso_pvm"),
        "baseline_words": Column("lähtötaso_sanat"),
        "baseline_comparable": Column("lähtötaso_vertailukelpoinen"),
        "band_percent": Column("raja_%"),
        "band_absolute": Column("raja_abs"),
        "reading": Column("tulkinta", measured.READINGS),
        "question": Column("kysymys"),
    },
}


def column_of(model: type[Model], field: str) -> Column | None:
    """The column of a field; None for what the workbook does not say, such as a record's place in its order."""
    return FIELDS.get(model, {}).get(field)


def cells_of(record: Model) -> dict[str, Content]:
    """The cells of a record by their columns."""
    fields = FIELDS[type(record)]
    return {column.name: written(getattr(record, field), column.words) for field, column in fields.items()}


def written(value: Any, words: Mapping[Any, str] | None = None) -> Content:
    """What of the database stands in a cell as the workbook writes it."""
    if words is not None:
        return _finnish(words).get(value, "") if value else ""
    if value is None or isinstance(value, dt.date):
        return value
    if isinstance(value, bool):
        return "kyllä" if value else "ei"
    if isinstance(value, int | Decimal):
        return Decimal(value)
    return str(vars(value)["code"]) if isinstance(value, Model) else str(value)


def _finnish(words: Mapping[Any, str]) -> dict[Any, str]:
    """A table's words in Finnish, read once."""
    if id(words) not in _TABLES:
        _TABLES[id(words)] = finnish(words)
    return _TABLES[id(words)]


def told(content: Content) -> str:
    """The content of a cell as text, as a Finnish reader would type it."""
    return as_text(content)


def target_cells(target: Target) -> dict[str, Content]:
    """The cells of a target."""
    return {
        "tavoite": target.words,
        "tavoite_laji": written(target.kind, measured.TARGET_KINDS),
        "tavoite_arvo": _goal(target),
        "tavoite_yläraja": target.upper,
        "tavoite_pvm": target.due,
        "tavoite_toistuu": written(target.repeats, measured.REPEATS),
        "sitovuus": written(target.binding, measured.BINDINGS),
    }


def _goal(target: Target) -> Content:
    if target.kind is Kind.COMPARE:
        return f"{target.op} {target.other}"
    return target.level if target.kind is Kind.LEVEL else target.value
