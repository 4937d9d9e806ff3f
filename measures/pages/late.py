"""The page of approved figures changed afterwards, as plain values: which, from what to what, why, by whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_moment
from kemi_strategy.web.speaking import named
from measures.duties import Cell, Duty
from measures.labels import LATE_REASONS
from measures.lateness import MOST, Change, counts_of
from measures.models import RollUpRule, Window
from measures.models.codes import LateReason
from measures.pages.entries import STATES, figure_words, name_of, state_of
from measures.spans import write_period


@dataclass(frozen=True, slots=True)
class LateLine:
    """A changed figure: ``before`` the approved one, ``state`` whether the change has been approved."""

    figure: str
    period: str
    before: str
    after: str
    state: str
    reason: str
    text: str
    by: str
    history: str


@dataclass(frozen=True, slots=True)
class LatePage:
    """All late changes of a window's period within reach, and how many for each reason."""

    period: str
    counts: tuple[tuple[str, int], ...]
    lines: tuple[LateLine, ...]
    cut: int
    periods: tuple[tuple[str, str, bool], ...] = field(default=())


def late_page(
    code: str,
    window: Window,
    changes: Sequence[Change],
    rules: Mapping[int, RollUpRule],
    windows: Iterable[Window],
) -> LatePage:
    """The page; ``rules`` say of each indicator (by id) how its figure is written."""
    return LatePage(
        period=write_period(window.period),
        counts=tuple((LATE_REASONS[reason], number) for reason, number in counts_of(changes).items()),
        lines=tuple(_line(code, one, rules) for one in changes),
        cut=MOST if len(changes) == MOST else 0,
        periods=tuple((one.period.code, write_period(one.period), one.pk == window.pk) for one in windows),
    )


def _line(code: str, change: Change, rules: Mapping[int, RollUpRule]) -> LateLine:
    entry = change.entry
    rule = rules.get(entry.indicator_id) or RollUpRule(indicator=entry.indicator)
    asked = Duty(Cell(entry.indicator, entry.unit, entry.period, rule)).asked
    unit = f"yksikko={entry.unit.code}&" if entry.unit is not None else ""
    return LateLine(
        figure=f"{named(entry.unit) if entry.unit else _('Koko kunta')}: {named(entry.indicator)}",
        period=write_period(entry.period),
        before=figure_words(change.before, asked),
        after=figure_words(entry, asked),
        state=STATES[state_of(entry)],
        reason=LATE_REASONS[LateReason(entry.late_reason)],
        text=entry.late_reason_text,
        by=f"{name_of(entry.entered_by)} {write_moment(entry.entered_at)}",
        history=f"{reverse('mittarin-historia', args=[code, entry.indicator.code])}?{unit}kausi={entry.period.code}",
    )


def rules_on(rules: Iterable[RollUpRule], day: date) -> dict[int, RollUpRule]:
    """Of each indicator the rule valid on a day; rules come earliest first."""
    return {one.indicator_id: one for one in rules if one.valid_from is None or one.valid_from <= day}
