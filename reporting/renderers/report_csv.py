"""A report as CSV: every row of the scorecard once, with its target, figure, verdict, the officer's own and the words.

The report's code and what a reader has to know before the figures stand on every line: a line copied elsewhere still
tells which report it is of, and that it was a draft. How far a figure is from its target follows the one rule of signs
(``reporting.signed``): plus is better. Columns that came later stand last.
"""

from collections.abc import Sequence

from measures.figures import Figure
from measures.quantities import unit_words
from measures.rollup import exact
from measures.targets import Value, describe
from reporting.precision import decimals_shown
from reporting.renderers.as_csv import csv_lines
from reporting.renderers.report_words import (
    BINDINGS,
    CARD_STATES,
    ENTITIES,
    MOVEMENTS,
    VERDICTS,
    YES_NO,
    notices,
)
from reporting.sentences import reason_sentence
from reporting.signed import deviation
from reporting.snapshot import AboutKind, Snapshot
from reporting.standing import RowStanding
from reporting.tables import Amount, Content

HEADS: dict[str, tuple[str, ...]] = {
    "fi": (
        "raportti", "kausi päättyy", "mittari", "nimi", "taho", "mittayksikkö", "lähtötaso", "lähtötaso sanoin",
        "tavoite", "tavoite sanoin", "sitovuus", "määräpäivä", "toteuma", "toteuman kausi", "ennuste", "kattavuus",
        "tila", "tilan peruste", "muutos lähtötasosta", "viranhaltijan arvio", "arvion perustelu",
        "tila edellisessä raportissa", "selite", "poikkeama", "vastuu", "huomaa", "poikkeama tavoitteesta",
    ),
    "sv": (
        "rapport", "perioden slutar", "indikator", "namn", "enhet (kommun/koncern)", "måttenhet", "utgångsläge",
        "utgångsläget i ord", "mål", "målet i ord", "bindande", "senast", "utfall", "utfallets period", "prognos",
        "täckning", "status", "grund för status", "förändring från utgångsläget", "tjänsteinnehavarens bedömning",
        "motivering", "status i föregående rapport", "beskrivning", "avvikelse", "ansvar", "observera",
        "avvikelse från målet",
    ),
    "en": (
        "report", "period ends", "indicator", "name", "entity", "unit", "baseline", "baseline in words",
        "target", "target in words", "binding", "due", "actual", "period of the actual", "forecast", "coverage",
        "status", "reason", "movement from baseline", "officer's assessment", "reason of the assessment",
        "status in the previous report", "narrative", "deviation", "responsible", "note", "deviation from target",
    ),
}  # fmt: skip


def render(snapshot: Snapshot, language: str) -> bytes:
    """The file: UTF-8 with its mark, semicolons, decimal commas, so that a Finnish Excel opens it by itself."""
    before = {one.row: one.verdict for one in snapshot.previous.rows} if snapshot.previous is not None else {}
    noted = " ".join(notices(snapshot, language))
    lines = []
    for row in snapshot.standing.rows:
        then = before.get(row.code)
        last = VERDICTS[language][then] if then is not None else None
        told = (*_asked(snapshot, row, language), *_found(row, language), *_said(snapshot, row, language, last))
        away = _number(deviation(row), row.facts.indicator.decimals)
        lines.append((*told, noted, away))
    return "".join(csv_lines(HEADS[language], lines)).encode()


def _asked(snapshot: Snapshot, row: RowStanding, language: str) -> Sequence[Content]:
    facts = row.facts
    indicator, target, baseline = facts.indicator, facts.target, facts.baseline
    goal = target.goal(baseline)
    other = facts.other_names.in_language(language) if facts.other_names is not None else ""
    words = describe(
        target, unit=indicator.unit, decimals=decimals_shown(row), language=language, other_name=other
    )  # fmt: skip
    return (
        snapshot.report.code,
        snapshot.report.period.ends,
        row.code,
        indicator.names.in_language(language),
        ENTITIES[language].get(indicator.entity, indicator.entity),
        unit_words(indicator.unit, language),
        _number(baseline.value, indicator.decimals),
        baseline.words,
        _number(exact(goal) if goal is not None else None, indicator.decimals),
        target.words or words,
        BINDINGS[language][target.binding],
        target.due,
    )


def _found(row: RowStanding, language: str) -> Sequence[Content]:
    figure, decimals = row.figure, row.facts.indicator.decimals
    counts = figure.value is not None and figure.period is not None
    return (
        _value(figure.value, decimals, language),
        _time(figure) if counts else None,
        _value(figure.forecast, decimals, language),
        row.coverage,
        VERDICTS[language][row.verdict],
        reason_sentence(row, language),
        MOVEMENTS[language][row.score.movement],
    )


def _time(figure: Figure) -> str:
    """Of what time the figure is: its own period; of a sum all of its year so far («2025», «2026-01/2026-09»)."""
    period = figure.period
    if period is None:
        return ""
    if not figure.adds_up:
        return period.code
    year = period.year
    whole = {12: f"{year}", 6: f"{year}-H1", 3: f"{year}-Q1"}
    return whole.get(figure.months, f"{year}-01/{year}-{figure.months:02}")


def _said(snapshot: Snapshot, row: RowStanding, language: str, last: str | None) -> Sequence[Content]:
    own, told = snapshot.assessment(row.code), snapshot.narrative(AboutKind.ROW, row.code)
    cards = [
        f"{CARD_STATES[language][one.state]}: {one.cause.in_language(language)} – {one.done.in_language(language)}"
        for one in snapshot.cards_of(row.code)
    ]
    return (
        VERDICTS[language][own.verdict] if own is not None else None,
        own.reason.in_language(language) if own is not None else None,
        last,
        told.text.in_language(language) if told is not None else None,
        "; ".join(cards),
        snapshot.detail(row.code).responsible.in_language(language),
    )


def _value(value: Value | None, decimals: int, language: str) -> Content:
    if isinstance(value, bool):
        return YES_NO[language][value]
    return value if value is None or isinstance(value, str) else Amount(value, decimals)


def _number(value: Value | None, decimals: int) -> Content:
    return _value(value, decimals, "fi")
