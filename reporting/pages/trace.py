"""Where a figure comes from: how it was reckoned, out of whose entries, by which target and rule, what is lacking."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.speaking import named
from measures.figures import rule_on
from measures.models import Actual, TargetVersion
from measures.pages.entries import name_of
from measures.periods import Period
from measures.quantities import write_number
from measures.rollup import Part
from measures.spans import write_period
from measures.targets import describe
from reporting.pages.arithmetic import Arithmetic, arithmetic
from reporting.pages.history import late_words, steps_of
from reporting.pages.parts import why_words
from reporting.pages.places import Places
from reporting.pages.rows import RowView, row_view
from reporting.precision import decimals_shown
from reporting.sentences import value_text
from reporting.standing import RowStanding, Standing
from reporting.structure import Structure, target_of

type Entries = Mapping[tuple[str | None, Period], Actual]
"""The entry that a part was read from, by unit and period."""


@dataclass(frozen=True, slots=True)
class Input:
    """One part of the figure: whose, of which period, what it is, and what was done with its entry.

    ``weight``: where the weight that it was given comes from.
    """

    name: str
    period: str
    value: str
    terms: str
    weight: str
    note: str
    lacking: bool
    steps: tuple[str, ...]
    late: str
    said: tuple[str, ...]
    history: str


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target of the row: its words, from when it is valid, by which decision, recorded by whom and when."""

    words: str
    quoted: str
    valid_from: str
    decision: str
    recorded: str
    used: bool
    correction: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """Who recorded something and when; empty where the record does not tell."""

    who: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class TracePage:
    """What the page shows. ``missing``: the parts that were due and are not there, by unit and period."""

    row: RowView
    strategy: str
    at: str
    back: str
    arithmetic: Arithmetic
    coverage: str
    missing: tuple[str, ...]
    inputs: tuple[Input, ...]
    compared: str
    compared_address: str
    baseline: str
    baseline_words: str
    targets: tuple[TargetLine, ...]
    rule: str
    assessed: str
    downloads: tuple[tuple[str, str], ...]


def trace_page(
    standing: Standing,
    structure: Structure,
    entries: Entries,
    rule: Recorded,
    places: Places,
    other: str,
    downloads: tuple[tuple[str, str], ...],
) -> TracePage:
    """The page of a Standing that holds one row.

    ``rule``: who recorded the roll-up rule that was used. ``other``: where the compared figure comes from.
    """
    row = standing.rows[0]
    rolled = row.figure.rolled
    city = standing.strategy.municipality_names.told
    names = {None: city} | dict(structure.units)
    return TracePage(
        row=row_view(row, places),
        strategy=standing.strategy.names.told,
        at=write_day(standing.period.ends),
        back=places.row(row.code),
        arithmetic=arithmetic(row),
        coverage=_("%(coverage)s yksikköä") % {"coverage": row.coverage} if row.coverage else "",
        missing=tuple(_whose(part, names) for part in (rolled.lacking if rolled is not None else ())),
        inputs=_Inputs(row, structure, names, entries, places).all(),
        compared=_compared(row),
        compared_address=other,
        baseline=_baseline(row),
        baseline_words=row.facts.baseline.words,
        targets=tuple(_target_line(one, row, structure) for one in reversed(structure.versions)),
        rule=_rule(row, rule),
        assessed=_assessed(row),
        downloads=downloads,
    )


def periods_of(row: RowStanding) -> tuple[Period, ...]:
    """The periods that the figure is made of, earliest first."""
    rolled = row.figure.rolled
    return tuple(sorted({part.period for part in rolled.parts}, key=lambda one: one.ends)) if rolled is not None else ()


def _whose(part: Part, names: Mapping[str | None, str]) -> str:
    return f"{names.get(part.unit) or part.unit} ({write_period(part.period)})"


@dataclass(frozen=True, slots=True)
class _Inputs:
    """What the parts are told with: their row, what the structure calls things, and the entries they were read from."""

    row: RowStanding
    structure: Structure
    names: Mapping[str | None, str]
    entries: Entries
    places: Places

    def all(self) -> tuple[Input, ...]:
        """The parts, latest period first."""
        rolled = self.row.figure.rolled
        parts = rolled.parts if rolled is not None else ()
        return tuple(self._input(part) for part in sorted(parts, key=lambda part: part.period.ends, reverse=True))

    def _input(self, part: Part) -> Input:
        entry = self.entries.get((part.unit, part.period))
        given = part.value is not None or part.denominator is not None
        return Input(
            name=self.names.get(part.unit) or part.unit or "",
            period=write_period(part.period),
            value=value_text(part.value, self.row, unit=True) if given else "–",
            terms=_terms(part),
            weight=self._weight(part),
            note=_note(part, given=given),
            lacking=part.due and not given,
            steps=steps_of(entry) if entry is not None else (),
            late=late_words(entry) if entry is not None else "",
            said=_said(entry) if entry is not None else (),
            history=self.places.history(self.row.code, part.period, part.unit),
        )

    def _weight(self, part: Part) -> str:
        """The history of the figure that the part was weighed with; empty where it was not."""
        rule = rule_on(self.row.facts.measured, part.period.ends)
        period = rule.weighed_in(part.unit, part.period)
        if part.weight is None or period is None:
            return ""
        (target,) = self.structure.targets
        _, _, weight = self.structure.rules[target.row.indicator_id][rule.valid_from]
        return self.places.history(self.structure.weight_codes[weight or 0], period, part.unit)


def _terms(part: Part) -> str:
    if part.denominator is not None:
        return f"{write_number(part.numerator)} ÷ {write_number(part.denominator)}"
    return f"paino {write_number(part.weight)}" if part.weight is not None else ""


def _note(part: Part, *, given: bool) -> str:
    if not given:
        return why_words((part,)) if part.due or part.why_empty else _("ei vielä odotettu")
    return _("odottaa hyväksyntää") if part.pending else _("hyväksytty")


def _said(entry: Actual) -> tuple[str, ...]:
    told = ((_("Kirjoitettu"), entry.text_entered), (_("Huomautus"), entry.note), (_("Vahvistus"), entry.confirmation))
    return tuple(f"{label}: ”{text}”" for label, text in told if text)


def _compared(row: RowStanding) -> str:
    names = row.facts.other_names
    if names is None:
        return ""
    return f"{names.told}: {value_text(row.other_value, row, unit=True)}"


def _baseline(row: RowStanding) -> str:
    baseline = row.facts.baseline
    if baseline.value is None:
        return ""
    day = f" ({write_day(baseline.date)})" if baseline.date is not None else ""
    words = f"{value_text(baseline.value, row, unit=True)}{day}"
    if baseline.comparable:
        return words
    return _("%(baseline)s, ei vertailukelpoinen tavoitteen kanssa") % {"baseline": words}


def _target_line(version: TargetVersion, row: RowStanding, structure: Structure) -> TargetLine:
    decision, unit = version.decision, row.facts.indicator.unit
    other = named(version.other) if version.other is not None else ""
    return TargetLine(
        words=describe(target_of(version), decimals=decimals_shown(row), other_name=other, unit=unit),
        quoted=version.words,
        valid_from=write_day(version.valid_from),
        decision=str(decision) if decision is not None else "",
        recorded=f"{write_moment(version.recorded_at)}, {name_of(version.recorded_by)}",
        used=version in structure.targets,
        correction=version.supersedes_id is not None,
    )


def _rule(row: RowStanding, recorded: Recorded) -> str:
    day = row.figure.period.ends if row.figure.period is not None else None
    since = rule_on(row.facts.measured, day).valid_from if day is not None else None
    begun = (
        _("voimassa %(since)s alkaen") % {"since": write_day(since)}
        if since is not None
        else _("voimassa alusta alkaen")
    )
    return (
        _("%(begun)s, kirjattu %(when)s: %(who)s") % {"begun": begun, "when": recorded.when, "who": recorded.who}
        if recorded.when
        else begun
    )


def _assessed(row: RowStanding) -> str:
    assessed = row.facts.assessed
    if assessed is None or assessed.at is None:
        return ""
    return f"{assessed.by}, {write_moment(assessed.at)}"
