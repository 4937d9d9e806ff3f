"""The Finnish word of each coded word of the strategy tree: one table for pages and for the workbook."""

from collections.abc import Mapping

from kemi_strategy.web.languages import Words, later, later_of
from kemi_strategy.web.speaking import content
from scorecard.models.codes import NodeKind, Occasion, Role, StrategyKind, StrategyState, UnitKind, WorkState

UNIT_KINDS: dict[UnitKind, str] = Words(
    {
        UnitKind.SECTOR: later("toimiala"),
        UnitKind.RESULT_AREA: later("tulosalue"),
        UnitKind.RESULT_UNIT: later("tulosyksikkö"),
        UnitKind.GROUP_COMPANY: later("konserniyhteisö"),
    }
)

STRATEGY_KINDS: dict[StrategyKind, str] = Words(
    {
        StrategyKind.STRATEGY: later("strategia"),
        StrategyKind.PROGRAMME: later("ohjelma"),
    }
)

STRATEGY_STATES: dict[StrategyState, str] = Words(
    {
        StrategyState.DRAFT: later("luonnos"),
        StrategyState.ADOPTED: later_of("strategia", "hyväksytty"),
        StrategyState.SUPERSEDED: later("korvattu"),
    }
)

NODE_KINDS: dict[NodeKind, str] = Words(
    {
        NodeKind.GOAL: later("päämäärä"),
        NodeKind.THEME: later("teema"),
        NodeKind.OBJECTIVE: later("tavoite"),
        NodeKind.SUCCESS_FACTOR: later("menestystekijä"),
        NodeKind.BENEFIT: later("hyöty"),
        NodeKind.VALUE: later("arvo"),
    }
)

WORK_STATES: dict[WorkState, str] = Words(
    {
        WorkState.PLANNED: later("suunniteltu"),
        WorkState.RUNNING: later("käynnissä"),
        WorkState.DONE: later("valmis"),
        WorkState.SUSPENDED: later("keskeytetty"),
    }
)

OCCASIONS: dict[Occasion, str] = Words(
    {
        Occasion.HALF_YEAR_REVIEW: later("puolivuotiskatsaus"),
        Occasion.FINANCIAL_STATEMENTS: later("tilinpäätös"),
        Occasion.BUDGET: later("talousarvio"),
        Occasion.PROJECT_REPORT: later("projektiraportti"),
        Occasion.OTHER: later("muu"),
    }
)

ROLES: dict[Role, str] = Words(
    {
        Role.READER: later("lukija"),
        Role.SUPERVISOR: later("lähiesihenkilö"),
        Role.SECTOR_HEAD: later("toimialajohtaja"),
        Role.DEPUTY: later("toimialajohtajan sijainen"),
        Role.MANAGEMENT: later("kaupunginjohto"),
        Role.FINANCE: later("talous"),
        Role.STEWARD: later("strategian pääkäyttäjä"),
        Role.AUDITOR: later("tarkastaja"),
    }
)


def kind_word(own: Mapping[str, Mapping[str, str]], kind: NodeKind) -> str:
    """What a strategy calls its nodes of a kind: its own word where it has one (``Strategy.level_words``)."""
    words = own.get(kind.value)
    return content(words["fi"], words.get("sv", ""), words.get("en", "")) if words else NODE_KINDS[kind]
