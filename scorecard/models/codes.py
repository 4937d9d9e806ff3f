"""The coded words of the strategy tree. ``scorecard.labels`` gives each its word for people."""

from collections.abc import Iterable
from enum import StrEnum


class UnitKind(StrEnum):
    """Where a unit stands in the organisation."""

    SECTOR = "sector"
    RESULT_AREA = "result_area"
    RESULT_UNIT = "result_unit"
    GROUP_COMPANY = "group_company"


class StrategyKind(StrEnum):
    """A strategy, or a programme that carries one out."""

    STRATEGY = "strategy"
    PROGRAMME = "programme"


class StrategyState(StrEnum):
    """A draft is seen by its own municipality only."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"


class NodeKind(StrEnum):
    """What a point in a strategy's tree is; the words shown for the levels are the strategy's own."""

    GOAL = "goal"
    THEME = "theme"
    OBJECTIVE = "objective"
    SUCCESS_FACTOR = "success_factor"
    BENEFIT = "benefit"
    VALUE = "value"


class WorkState(StrEnum):
    """State of work of a project or a milestone: a third thing beside verdict and assessment."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    SUSPENDED = "suspended"


class Occasion(StrEnum):
    """When a strategy is reported on."""

    HALF_YEAR_REVIEW = "half_year_review"
    FINANCIAL_STATEMENTS = "financial_statements"
    BUDGET = "budget"
    PROJECT_REPORT = "project_report"
    OTHER = "other"


class Role(StrEnum):
    """What a person does in one municipality. ``scorecard.permissions`` says what each may."""

    READER = "reader"
    SUPERVISOR = "supervisor"
    SECTOR_HEAD = "sector_head"
    DEPUTY = "deputy"
    MANAGEMENT = "management"
    FINANCE = "finance"
    STEWARD = "steward"
    AUDITOR = "auditor"


UNIT_ROLES = frozenset({Role.SUPERVISOR, Role.SECTOR_HEAD, Role.DEPUTY})
"""Roles that are held in one unit and everything below it."""

RESERVED_CODES = (
    "sv", "en", "api", "static", "kirjaudu", "hallinta", "livez", "readyz",
    "nain-tila-lasketaan", "saavutettavuusseloste", "tietoa", "sanasto",
)  # fmt: skip
"""First parts of addresses that no municipality may have as its code (INTERFACES «Codes»)."""


def choices(codes: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """The codes as Django's choices; the words stand in ``labels``."""
    return [(code.value, code.value) for code in codes]
