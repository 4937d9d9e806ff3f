"""Checks that every code a workbook refers to is known, and unfolds ``X/*`` into result units."""

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from kemi_strategy.web.speaking import noted
from measures.loading.cells import Ref, Row
from measures.loading.known import Known
from measures.loading.reading_strategy import code_of_name
from measures.loading.reading_tree import cycles
from measures.loading.records import IndicatorRecord, Plan
from scorecard.models.codes import UnitKind

NO_UNIT = noted("Koodilla %(code)s ei ole yksikköä. Korjaa koodi tai lisää puuttuva rivi.")
NO_NODE = noted("Koodilla %(code)s ei ole tavoitetta. Korjaa koodi tai lisää puuttuva rivi.")
NO_INDICATOR = noted("Koodilla %(code)s ei ole mittaria. Korjaa koodi tai lisää puuttuva rivi.")
NO_PROJECT = noted("Koodilla %(code)s ei ole projektia. Korjaa koodi tai lisää puuttuva rivi.")
NO_SERVED = noted("Koodilla %(code)s ei ole strategian %(strategy)s tavoitetta. Korjaa koodi tai lisää puuttuva rivi.")
NOTHING = noted(
    "Koodilla %(code)s ei ole tavoitetta, projektia tai toimenpidettä. Korjaa koodi tai lisää puuttuva rivi."
)


def check_references(plan: Plan, known: Known) -> None:
    """Refuses each cell that refers to what is neither in the workbook nor in the database."""
    units = {*known.units, *(record.code for record in plan.units)}
    nodes = {*known.nodes, *(record.code for record in plan.nodes)}
    _check_units(plan, known, units)
    _check_nodes(plan, known, nodes)
    _check_work(plan, known, units, nodes)
    _check_indicators(plan, known, units, nodes)


def _check_units(plan: Plan, known: Known, units: Collection[str]) -> None:
    parents = {code: unit.parent.code for code, unit in known.units.items() if unit.parent is not None}
    for record in plan.units:
        if record.parent is not None:
            _known(record.row, "ylätaso", record.parent, units, NO_UNIT)
            parents[record.code] = record.parent
    looped = cycles(parents)
    for record in plan.units:
        if record.code and record.code in looped:
            record.row.refuse("ylätaso", "Yksikkö on ylätasojensa kautta itsensä alla. Korjaa ylätaso.")


def _check_nodes(plan: Plan, known: Known, nodes: Collection[str]) -> None:
    parents = {code: node.parent.code for code, node in known.nodes.items() if node.parent is not None}
    for record in plan.nodes:
        if record.parent is not None:
            _known(record.row, "ylätaso", record.parent, nodes, NO_NODE)
            parents[record.code] = record.parent
        for ref in record.served or ():
            if known.part_of is None:
                record.row.refuse("palvelee", "Palvelee viittaa strategiaan, jonka osa ohjelma on. Anna avain osa.")
                break
            _known(record.row, "palvelee", ref.code, known.served, NO_SERVED, strategy=known.part_of.code)
    looped = cycles(parents)
    for record in plan.nodes:
        if record.code and record.code in looped:
            record.row.refuse("ylätaso", "Tavoite on ylätasojensa kautta itsensä alla. Korjaa ylätaso.")


def _check_work(plan: Plan, known: Known, units: Collection[str], nodes: Collection[str]) -> None:
    projects = {*known.projects, *(record.code for record in plan.projects)}
    for record in plan.projects:
        _known(record.row, "toimiala", record.sector or "", units, NO_UNIT)
        _all_known(record.row, record.links, nodes)
        for name in record.municipalities or ():
            if code_of_name(name) not in known.municipalities:
                record.row.refuse("kunnat", "Kuntaa %(name)s ei ole palvelussa. Tuo ensin sen tiedot.", name=name)
    for milestone in plan.milestones:
        _known(milestone.row, "projekti", milestone.project, projects, NO_PROJECT)
    for action in plan.actions:
        _known(action.row, "yksikkö", action.unit or "", units, NO_UNIT)
        _all_known(action.row, action.links, nodes)


def _check_indicators(plan: Plan, known: Known, units: Collection[str], nodes: Collection[str]) -> None:
    targets = link_kinds(plan, known)
    indicators = {*known.indicators, *(record.code for record in plan.indicators)}
    below = _result_units_below(plan, known)
    for record in plan.indicators:
        row = record.row
        _known(row, "vastuuyksikkö", record.unit or "", units, NO_UNIT)
        _known(row, "paino", record.weight, indicators, NO_INDICATOR)
        if record.target is not None:
            _known(row, "tavoite_arvo", record.target.other or "", indicators, NO_INDICATOR)
        for ref in record.links or ():
            kinds = targets.get(ref.code, [])
            if not kinds:
                _known(row, "kohteet", ref.code, targets, NOTHING)
            elif len(kinds) > 1:
                row.refuse("kohteet", "Koodi %(code)s on usealla asialla. Anna niille eri koodit.", code=ref.code)
        _unfold(record, units, below)


def link_kinds(plan: Plan, known: Known) -> Mapping[str, list[str]]:
    """What each code that a row may hang on is: node, project, action; more than one where the code is shared."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for kind, old, new in (
        ("node", known.nodes, plan.nodes),
        ("project", known.projects, plan.projects),
        ("action", known.actions, plan.actions),
    ):
        for code in {*old, *(record.code for record in new)}:
            kinds[code].append(kind)
    return kinds


def _result_units_below(plan: Plan, known: Known) -> Mapping[str, list[str]]:
    """Of each unit its result units at any depth, in the order of the file."""
    parents = {code: unit.parent.code if unit.parent is not None else "" for code, unit in known.units.items()}
    kinds: dict[str, object] = {code: unit.kind for code, unit in known.units.items()}
    for record in plan.units:
        kinds[record.code] = record.kind
        if record.parent is not None:
            parents[record.code] = record.parent
    below: dict[str, list[str]] = defaultdict(list)
    for code, kind in kinds.items():
        seen, at = {code}, parents.get(code, "")
        while kind == UnitKind.RESULT_UNIT and at and at not in seen:
            below[at].append(code)
            seen.add(at)
            at = parents.get(at, "")
    return below


def _unfold(record: IndicatorRecord, units: Collection[str], below: Mapping[str, list[str]]) -> None:
    if record.reporting is None:
        return
    column = "raportoivat" if record.row.raw("raportoivat") is not None else "vastuuyksikkö"
    found: dict[str, None] = {}
    for written in record.reporting:
        code = written.removesuffix("/*").strip()
        if code not in units:
            if column == "raportoivat":
                _known(record.row, column, code, units, NO_UNIT)
        elif not written.endswith("/*"):
            found[code] = None
        elif below.get(code):
            found |= dict.fromkeys(below[code])
        else:
            record.row.refuse(
                column, "Yksikön %(code)s alla ei ole tulosyksiköitä. Luettele yksiköt tai lisää ne.", code=code
            )
    record.reporting = list(found)


def _all_known(row: Row, refs: Iterable[Ref] | None, codes: Collection[str]) -> None:
    for ref in refs or ():
        _known(row, "kohteet", ref.code, codes, NO_NODE)


def _known(row: Row, column: str, code: str, codes: Collection[str], sentence: str, **values: str) -> None:
    """Refuses a code that is not among those known; ``sentence`` says what there is none of."""
    if code and code not in codes:
        near = difflib.get_close_matches(code, list(codes), n=1)
        row.refuse(column, sentence, code=code, **values, **({"near": near[0]} if near else {}))
