"""Which figures of an entry desk look like a slip, beside what is known of the same cell: in words, from the ledger.

A doubtful figure is kept as a draft; it is sent once its writer has confirmed it (``Actual.confirmation``).
"""

from measures.duties import Duty, figure_of, kind_of
from measures.given import Given
from measures.models import Actual
from measures.plausible import doubtful_terms, doubts, scale_of, usual


def doubts_of(duty: Duty, figure: Actual | Given | None) -> tuple[str, ...]:
    """The doubts about a figure of the cell, entered or just read; none for words and for what has no figure."""
    kind, indicator = kind_of(duty.cell), duty.cell.indicator
    if figure is None or kind not in {"number", "ratio"}:
        return ()
    percent = indicator.is_percent
    year_ago = figure_of(duty.year_ago, percent=percent) if duty.year_ago is not None else None
    known = usual(duty.earlier, year_ago, adds_up=duty.cell.adds_up)
    scale = scale_of(indicator.measure_unit, share=kind == "ratio" and percent)
    found = doubts(figure_of(figure, percent=percent), known, scale, percent=percent)
    return (*found, *_of_terms(duty, figure)) if kind == "ratio" else found


def unconfirmed(duty: Duty) -> bool:
    """Is the latest entry a doubtful one that its writer has not confirmed?"""
    return duty.latest is not None and not duty.latest.confirmation and bool(doubts_of(duty, duty.latest))


def _of_terms(duty: Duty, figure: Actual | Given) -> tuple[str, ...]:
    before = duty.before or duty.year_ago
    if before is None:
        return ()
    return doubtful_terms(
        (figure.numerator, figure.denominator),
        (before.numerator, before.denominator),
    )
