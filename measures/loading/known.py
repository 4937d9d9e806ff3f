"""What the database already knows of a municipality and a strategy: read once, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, Subquery

from measures.loading.columns import STRATEGY
from measures.loading.problems import Findings
from measures.loading.reading_strategy import code_of_name
from measures.loading.records import Facts, StrategyRecord
from measures.models import (
    Actual,
    Assessment,
    Indicator,
    KpiRow,
    ReportingUnit,
    RollUpRule,
    RowLink,
    TargetVersion,
)
from measures.models.codes import ValueType
from measures.rollup import AcrossTime, AcrossUnits
from measures.sheets import same_word
from measures.targets import Direction
from scorecard.models import (
    Action,
    ActionNode,
    Decision,
    Milestone,
    Municipality,
    Node,
    Project,
    ProjectNode,
    ReportingOccasion,
    ServedNode,
    Strategy,
    Unit,
)
from scorecard.models.codes import StrategyKind

_WATCHED: tuple[Any, ...] = (
    Actual, Assessment, TargetVersion, *(
        model.history.model for model in (
            Strategy, Unit, Node, Project, Action, Milestone, Decision, ReportingOccasion, ServedNode, ProjectNode,
            ActionNode, Indicator, KpiRow, RowLink, ReportingUnit, RollUpRule,
        )
    ),
)  # fmt: skip


@dataclass(slots=True)
class Known:
    """Things by their codes; empty for a municipality or strategy that is new."""

    municipality: Municipality | None = None
    strategy: Strategy | None = None
    part_of: Strategy | None = None
    municipalities: dict[str, Municipality] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    served: dict[str, Node] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    rules: dict[str, list[RollUpRule]] = field(default_factory=dict)
    reporting: dict[str, dict[str, ReportingUnit]] = field(default_factory=dict)
    rows: dict[str, KpiRow] = field(default_factory=dict)

    @property
    def owner(self) -> Municipality:
        """The municipality, found or written. Raises LookupError before that."""
        if self.municipality is None:
            raise LookupError("the municipality is not known yet")
        return self.municipality

    @property
    def decided(self) -> Strategy:
        """The strategy, found or written. Raises LookupError before that."""
        if self.strategy is None:
            raise LookupError("the strategy is not known yet")
        return self.strategy

    def facts(self) -> dict[str, Facts]:
        """What is known of each indicator, for reading its figures and for columns left out of the file."""
        return {code: self._facts(indicator) for code, indicator in self.indicators.items()}

    def _facts(self, indicator: Indicator) -> Facts:
        rules = self.rules.get(indicator.code, [])
        row = self.rows.get(indicator.code)
        return Facts(
            indicator.measure_unit,
            indicator.decimals,
            ValueType(indicator.value_type),
            Direction(indicator.direction),
            indicator.rhythm,
            AcrossUnits(rules[-1].across_units) if rules else AcrossUnits.MUNICIPALITY,
            AcrossTime(rules[-1].across_time) if rules else AcrossTime.LAST,
            (row.baseline_value,) if row is not None and row.baseline_value is not None else (),
        )


def find_known(record: StrategyRecord, asked: str | None, findings: Findings) -> Known:
    """Finds the municipality and the strategy of a workbook, or says why they cannot be.

    ``asked``: the municipality given beside the workbook, as a code or a name; both must mean the same one.
    """
    known = Known(municipalities={one.code: one for one in Municipality.objects.all()})
    known.strategy = Strategy.everything.select_related("municipality", "part_of").filter(code=record.code).first()
    code = _municipality_code(known, record, asked, findings)
    known.municipality = known.municipalities.get(code)
    _check_number(known, record, findings)
    if known.strategy is not None and code and known.strategy.municipality.code != code:
        record.rows["koodi"].refuse(
            "arvo",
            "Strategian koodi on jo käytössä toisessa kunnassa. Valitse toinen koodi.",
            name_fi=known.strategy.municipality.name_fi,
        )
        known.strategy = None
    _check_strategy(known, record, findings)
    _find_part_of(known, record)
    if known.municipality is not None:
        _read_municipality(known, known.municipality)
    if known.strategy is not None:
        _read_strategy(known, known.strategy)
    return known


def state_of(municipality: Municipality | None, *, hold: bool = False) -> tuple[int | None, ...]:
    """How far each ledger and history has come, so that it can be seen whether anybody has written since: one query.

    ``hold``: in a transaction, keeps other imports into the municipality waiting until it ends.
    """
    if municipality is None:
        return ()
    if hold:
        Municipality.objects.select_for_update().filter(pk=municipality.pk).first()
    last = {
        f"last_{place}": Subquery(model.objects.order_by("-pk").values("pk")[:1], output_field=BigIntegerField())
        for place, model in enumerate(_WATCHED)
    }
    return Municipality.objects.annotate(**last).values_list(*last).get(pk=municipality.pk)


def _municipality_code(known: Known, record: StrategyRecord, asked: str | None, findings: Findings) -> str:
    named = _code_of(known, record.municipality)
    wanted = _code_of(known, asked or "")
    if wanted and named and wanted != named:
        record.rows["kunta"].refuse(
            "arvo", "Kunnaksi annettiin ”%(asked)s”, mutta tiedosto on toisen kunnan.", asked=asked
        )
    if wanted and wanted not in known.municipalities and not named:
        findings.add(
            "", None, "", asked or "",
            "Kuntaa ei ole palvelussa. Tarkista nimi tai lisää tiedoston Strategia-välilehdelle kunta ja kuntakoodi.",
        )  # fmt: skip
    if not named and not wanted:
        if known.strategy is not None:
            return known.strategy.municipality.code
        if record.rows:
            findings.add(STRATEGY, None, "kunta", "", "Kunta puuttuu. Lisää rivi kunta tai anna --municipality.")
    return named or wanted


def _code_of(known: Known, name: str) -> str:
    """The code of a municipality told by its code or by its name in any of its languages."""
    for code, one in known.municipalities.items():
        if name and same_word(name) in {same_word(word) for word in (code, one.name_fi, one.name_sv, one.name_en)}:
            return code
    return code_of_name(name)


def _check_number(known: Known, record: StrategyRecord, findings: Findings) -> None:
    if not record.number:
        if known.municipality is None and "kunta" in record.rows:
            record.rows["kunta"].remark("arvo", "Uudella kunnalla ei ole kuntakoodia. Sitä tarvitaan tilastoihin.")
        return
    row = record.rows["kuntakoodi"]
    if known.municipality is not None and known.municipality.number not in {None, record.number}:
        row.refuse(
            "arvo", "Kunnan kuntakoodi on palvelussa %(number)s. Tarkista koodi.", number=known.municipality.number
        )
    owner = next((one for one in known.municipalities.values() if one.number == record.number), None)
    if owner is not None and owner != known.municipality:
        row.refuse("arvo", "Kuntakoodi kuuluu kunnalle %(owner)s. Tarkista koodi.", owner=owner.name_fi)


def _check_strategy(known: Known, record: StrategyRecord, findings: Findings) -> None:
    if known.strategy is None and record.code and "nimi" not in record.rows:
        findings.add(STRATEGY, None, "nimi", "", "Uuden strategian nimi puuttuu. Lisää rivi nimi.")
    kind = record.values.get("kind") or (known.strategy.kind if known.strategy is not None else StrategyKind.STRATEGY)
    if record.part_of and kind != StrategyKind.PROGRAMME:
        record.rows["osa"].refuse("arvo", "Vain ohjelma voi kuulua strategiaan. Anna laji ohjelma tai tyhjennä osa.")


def _find_part_of(known: Known, record: StrategyRecord) -> None:
    if record.part_of:
        found = Strategy.objects.filter(code=record.part_of, municipality=known.municipality).first()
        if found is None or found.code == record.code:
            record.rows["osa"].refuse("arvo", "Kunnalla ei ole strategiaa, jolla on tämä koodi. Tuo strategia ensin.")
        known.part_of = found
    elif known.strategy is not None and "osa" not in record.rows:
        known.part_of = known.strategy.part_of
    if known.part_of is not None:
        known.served = {node.code: node for node in Node.objects.filter(strategy=known.part_of)}


def _read_municipality(known: Known, municipality: Municipality) -> None:
    known.units = {unit.code: unit for unit in Unit.objects.filter(municipality=municipality).select_related("parent")}
    indicators = Indicator.objects.filter(municipality=municipality).select_related("responsible_unit")
    known.indicators = {indicator.code: indicator for indicator in indicators}
    rules: dict[str, list[RollUpRule]] = defaultdict(list)
    for rule in RollUpRule.objects.filter(indicator__municipality=municipality).select_related("indicator", "weight"):
        rules[rule.indicator.code].append(rule)
    known.rules = rules
    reporting: dict[str, dict[str, ReportingUnit]] = defaultdict(dict)
    found = ReportingUnit.objects.filter(indicator__municipality=municipality)
    for one in found.select_related("indicator", "unit"):
        reporting[one.indicator.code][one.unit.code] = one
    known.reporting = reporting


def _read_strategy(known: Known, strategy: Strategy) -> None:
    known.nodes = {node.code: node for node in Node.objects.filter(strategy=strategy).select_related("parent")}
    known.projects = {project.code: project for project in Project.objects.filter(strategy=strategy)}
    known.actions = {action.code: action for action in Action.objects.filter(strategy=strategy)}
    rows = KpiRow.objects.filter(strategy=strategy).select_related("indicator")
    known.rows = {row.indicator.code: row for row in rows}
