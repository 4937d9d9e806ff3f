"""One row as a table line or a card: figures in words, the verdict with its reason, what to bear in mind."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import content, spoken
from measures import quantities
from measures.labels import BINDINGS
from measures.spans import write_period
from measures.targets import Binding, Kind, describe
from reporting.charts import sparkline
from reporting.pages.counts import Badge, badge
from reporting.pages.places import Places
from reporting.picturing import points
from reporting.precision import decimals_shown
from reporting.sentences import headline, reason_sentence, trend_sentence, value_text
from reporting.spans import figure_note, figure_span
from reporting.standing import RowStanding
from reporting.wordings import WORDINGS

_YES_NO = "kyllä/ei"


@dataclass(frozen=True, slots=True)
class Assessment:
    """An officer's own assessment beside the computed verdict."""

    badge: Badge
    reason: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as shown. Numbers are written without their unit, which stands once in ``unit``."""

    code: str
    name: str
    unit: str
    responsible: str
    address: str
    trace: str
    baseline: str
    baseline_note: str
    target: str
    target_note: str
    value: str
    value_notes: tuple[str, ...]
    badge: Badge
    headline: str
    reason: str
    pending: bool
    proposed: bool
    question: str
    assessment: Assessment | None
    sparkline: str


def row_view(row: RowStanding, places: Places) -> RowView:
    """The plain values of a row."""
    facts, indicator = row.facts, row.facts.indicator
    assessed = facts.assessed
    return RowView(
        code=row.code,
        name=indicator.names.told,
        unit=unit_words(indicator.unit),
        responsible=indicator.responsible_unit,
        address=places.row(row.code),
        trace=places.trace(row.code),
        baseline=value_text(facts.baseline.value if facts.baseline.comparable else None, row),
        baseline_note="" if facts.baseline.number is not None else content(facts.baseline.words),
        target=target_words(row),
        target_note=_target_note(row),
        value=value_text(row.figure.value, row),
        value_notes=tuple(note for note in (_value_note(row), _coverage(row), _forecast(row)) if note),
        badge=badge(row.verdict),
        headline=headline(row),
        reason=reason_sentence(row),
        pending=row.pending,
        proposed=row.proposed,
        question=content(facts.question) if row.proposed else "",
        assessment=Assessment(badge(assessed.verdict), assessed.reason) if assessed is not None else None,
        sparkline=_sparkline(row),
    )


def unit_words(unit: str) -> str:
    """The unit as said under an indicator's name: a scale of words as words."""
    if unit == _YES_NO:
        said = WORDINGS[spoken()].words
        return f"{said['yes']}/{said['no']}"
    return quantities.unit_words(unit).replace("<", " – ")


def _sparkline(row: RowStanding) -> str:
    found = points(row)
    return sparkline(found, label=trend_sentence(row), bars=row.figure.adds_up)


def target_words(row: RowStanding) -> str:
    """The target as it prints itself, without the unit, which stands beside."""
    other = row.facts.other_names
    return describe(row.facts.target, decimals=decimals_shown(row), other_name=other.told if other is not None else "")


def _target_note(row: RowStanding) -> str:
    """How binding the target is, where it is not simply binding; of an undecided one the decision's words."""
    target = row.facts.target
    if target.kind is Kind.UNDECIDED:
        return content(f"”{target.words}”") if target.words else ""
    return "" if target.binding is Binding.BINDING or target.kind is Kind.WATCHED else BINDINGS[target.binding]


def _value_note(row: RowStanding) -> str:
    figure = row.figure
    if figure.old is not None:
        return _("viimeisin %(value)s on vanha (%(figure)s)") % {
            "value": value_text(figure.old, row),
            "figure": figure_span(figure),
        }
    if figure.value is not None:
        return figure_note(figure)
    latest = row.latest_known if figure.adds_up else None
    if latest is None:
        return ""
    return _("viimeisin %(value)s (%(figure)s)") % {
        "value": value_text(latest[1], row),
        "figure": write_period(latest[0]),
    }


def _coverage(row: RowStanding) -> str:
    rolled = row.figure.rolled
    return (
        _("%(coverage)s yksikköä") % {"coverage": rolled.coverage} if rolled is not None and rolled.expected > 1 else ""
    )


def _forecast(row: RowStanding) -> str:
    forecast = row.figure.forecast
    return _("ennuste %(value)s") % {"value": value_text(forecast, row)} if forecast is not None else ""
