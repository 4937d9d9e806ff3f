"""The Finnish word of each coded word of the strategy tree: one table for pages and for the workbook."""

from scorecard.models.codes import NodeKind, Occasion, Role, StrategyKind, StrategyState, UnitKind, WorkState

UNIT_KINDS: dict[UnitKind, str] = {
    UnitKind.SECTOR: "toimiala",
    UnitKind.RESULT_AREA: "tulosalue",
    UnitKind.RESULT_UNIT: "tulosyksikkö",
    UnitKind.GROUP_COMPANY: "konserniyhteisö",
}

STRATEGY_KINDS: dict[StrategyKind, str] = {
    StrategyKind.STRATEGY: "strategia",
    StrategyKind.PROGRAMME: "ohjelma",
}

STRATEGY_STATES: dict[StrategyState, str] = {
    StrategyState.DRAFT: "luonnos",
    StrategyState.ADOPTED: "hyväksytty",
    StrategyState.SUPERSEDED: "korvattu",
}

NODE_KINDS: dict[NodeKind, str] = {
    NodeKind.GOAL: "päämäärä",
    NodeKind.THEME: "teema",
    NodeKind.OBJECTIVE: "tavoite",
    NodeKind.SUCCESS_FACTOR: "menestystekijä",
    NodeKind.BENEFIT: "hyöty",
    NodeKind.VALUE: "arvo",
}

WORK_STATES: dict[WorkState, str] = {
    WorkState.PLANNED: "suunniteltu",
    WorkState.RUNNING: "käynnissä",
    WorkState.DONE: "valmis",
    WorkState.SUSPENDED: "keskeytetty",
}

OCCASIONS: dict[Occasion, str] = {
    Occasion.HALF_YEAR_REVIEW: "puolivuotiskatsaus",
    Occasion.FINANCIAL_STATEMENTS: "tilinpäätös",
    Occasion.BUDGET: "talousarvio",
    Occasion.PROJECT_REPORT: "projektiraportti",
    Occasion.OTHER: "muu",
}

ROLES: dict[Role, str] = {
    Role.READER: "lukija",
    Role.SUPERVISOR: "lähiesihenkilö",
    Role.SECTOR_HEAD: "toimialajohtaja",
    Role.DEPUTY: "toimialajohtajan sijainen",
    Role.MANAGEMENT: "kaupungin johto",
    Role.FINANCE: "talous",
    Role.STEWARD: "strategian pääkäyttäjä",
    Role.AUDITOR: "tarkastaja",
}
