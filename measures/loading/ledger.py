"""Compares figures and assessments of a workbook with what the ledger already holds."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from measures.labels import WHY_EMPTY
from measures.loading.fields import Content, told, written
from measures.loading.records import ActualRecord, Figure
from measures.models import Actual, Assessment, KpiRow
from measures.sheets import as_text
from scorecard.models import Municipality

type Cell = tuple[str, str, dt.date, dt.date]
"""Indicator, unit (empty = the municipality), first and last day of the period."""


@dataclass(slots=True)
class Held:
    """The entry a cell holds now, and the figure that was approved last, if any was."""

    latest: int
    figure: Figure
    is_approved: bool
    approved: Figure | None


@dataclass(slots=True)
class Ledger:
    """Every cell's state and each row's latest assessment per period."""

    cells: dict[Cell, Held] = field(default_factory=dict)
    assessments: dict[tuple[str, dt.date, dt.date], tuple[str, str]] = field(default_factory=dict)


def read_ledger(municipality: Municipality | None, rows: Iterable[KpiRow], records: Sequence[ActualRecord]) -> Ledger:
    """What the ledger holds of the indicators that the workbook has figures of: two queries."""
    ledger = Ledger()
    if municipality is None or not records:
        return ledger
    entries = Actual.objects.filter(
        municipality=municipality,
        withdrawn_at__isnull=True,
        indicator__code__in={record.indicator for record in records},
        period_ends__gte=min(record.period.ends for record in records),
        period_starts__lte=max(record.period.starts for record in records),
    )
    fields = (
        "pk", "indicator__code", "unit__code", "period_starts", "period_ends", "approved_at", "value", "numerator",
        "denominator", "word", "why_empty", "forecast", "note",
    )  # fmt: skip
    for pk, indicator, unit, starts, ends, approved_at, *figures in entries.order_by("pk").values_list(*fields):
        cell, figure = (indicator, unit or "", starts, ends), Figure(*figures)
        before = ledger.cells.get(cell)
        approved = figure if approved_at is not None else before.approved if before is not None else None
        ledger.cells[cell] = Held(pk, figure, approved_at is not None, approved)
    _read_assessments(ledger, rows, records)
    return ledger


def _read_assessments(ledger: Ledger, rows: Iterable[KpiRow], records: Sequence[ActualRecord]) -> None:
    codes = {record.indicator for record in records if record.assessment is not None}
    ids = {row.pk: row.indicator.code for row in rows if row.indicator.code in codes}
    if not ids:
        return
    for one in Assessment.objects.filter(row__in=ids).order_by("pk"):
        ledger.assessments[(ids[one.row_id], one.period_starts, one.period_ends)] = (one.verdict, one.reason)


def cell_of(record: ActualRecord) -> Cell:
    """The cell of a record."""
    return (record.indicator, record.unit, record.period.starts, record.period.ends)


def new_figure(record: ActualRecord, held: Held | None) -> Figure | None:
    """The figure to enter, None when the ledger has it already. Columns left out of the file change nothing."""
    figure = record.figure
    if figure is None or held is None:
        return figure
    standing = held.approved or held.figure
    if not record.row.has("huomautus"):
        figure = replace(figure, note=standing.note)
    if not record.row.has("ennuste"):
        figure = replace(figure, forecast=standing.forecast)
    if held.approved is not None and _same(figure, held.approved):
        return None
    return figure


def _same(figure: Figure, other: Figure) -> bool:
    """Do they say the same? No cell keeps a note's outer spaces or kinds of line ends."""
    return replace(figure, note=as_text(figure.note)) == replace(other, note=as_text(other.note))


def tell_figure(record: ActualRecord, figure: Figure, held: Held | None) -> None:
    """Takes down which cells of the row change and from what."""
    if held is None:
        return
    old, new = _cells(held.approved or held.figure), _cells(figure)
    for column, content in new.items():
        if told(old[column]) != told(content):
            record.row.changed(column, told(old[column]), told(content))


def _cells(figure: Figure) -> dict[str, Content]:
    return {
        "arvo": figure.word or figure.value,
        "osoittaja": figure.numerator,
        "nimittäjä": figure.denominator,
        "tila": written(figure.why_empty, WHY_EMPTY),
        "ennuste": figure.forecast,
        "huomautus": figure.note,
    }


def check_reasons(records: Iterable[ActualRecord], ledger: Ledger) -> None:
    """An approved figure changes only for a reason, and the reason is asked in its own cell."""
    for record in records:
        held = ledger.cells.get(cell_of(record))
        if record.figure is None or held is None or held.approved is None or record.late_reason:
            continue
        if _measured(record.figure) != _measured(held.approved):
            record.row.refuse("syy", "Hyväksytty luku muuttuu. Kerro syy: virhe, tarkentunut, menetelmä tai muu syy.")


def _measured(figure: Figure) -> Figure:
    """The figure without its forecast and note, which may change without a reason."""
    return replace(figure, forecast=None, note="")


def entry_of(
    record: ActualRecord, figure: Figure, held: Held | None, municipality: Municipality, ids: tuple[int, int | None]
) -> Actual:
    """The entry to add: it supersedes the one that stands. Times and people are still to be set."""
    indicator, unit = ids
    changed = held is not None and held.approved is not None
    return Actual(
        municipality=municipality,
        indicator_id=indicator,
        unit_id=unit,
        period_starts=record.period.starts,
        period_ends=record.period.ends,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        word=figure.word,
        why_empty=figure.why_empty,
        forecast=figure.forecast,
        note=figure.note,
        text_entered=record.text,
        supersedes_id=held.latest if held is not None else None,
        late_reason=record.late_reason if changed else "",
        late_reason_text=record.late_reason_text if changed else "",
    )
