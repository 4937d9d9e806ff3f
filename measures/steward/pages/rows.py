"""The rows of a strategy in its order: each with its target and what is open in it, and putting an indicator there."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from measures.labels import BINDINGS
from measures.models import Indicator, KpiRow, TargetVersion
from measures.models.codes import Reading
from measures.steward.forms import NewRowForm
from measures.steward.pages.attempts import NO_ATTEMPT, Attempt, form_of
from measures.steward.pages.words import indicator_choices, target_of, version_words
from measures.targets import Binding, Kind
from scorecard.models import Strategy
from scorecard.work.fields import Asked
from scorecard.work.pages.projects import Chooser, chooser

STRATEGY, INDICATOR = "strategia", "mittari"


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row: its target in short and in the decision's words, and what is open. ``order``: the place it was read in."""

    code: str
    name: str
    address: str
    move: str
    order: int
    first: bool
    last: bool
    target: str
    words: str
    binding: str
    proposed: bool
    question: str
    ended: str


@dataclass(frozen=True, slots=True)
class RowsPage:
    """The rows that go on, and those that have ended."""

    strategy: str
    choosers: tuple[Chooser, ...]
    lines: tuple[RowLine, ...]
    ended: tuple[RowLine, ...]
    add: Asked | None
    none_left: bool


@dataclass(frozen=True, slots=True)
class Material:
    """What the page is made of. ``indicators``: those that are not ended."""

    code: str
    strategy: Strategy
    strategies: Sequence[Strategy]
    rows: Sequence[KpiRow]
    targets: Sequence[TargetVersion]
    indicators: Sequence[Indicator]
    today: dt.date
    attempt: Attempt = field(default=NO_ATTEMPT)

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The indicators that the strategy does not have."""
        taken = {row.indicator_id for row in self.rows}
        return indicator_choices(one for one in self.indicators if one.pk not in taken and one.last_day is None)


def rows_page(of: Material, query: QueryDict) -> RowsPage:
    """The page of one strategy."""
    names = [(one.code, named(one)) for one in of.strategies]
    choosers = (chooser(STRATEGY, _("Strategia tai ohjelma"), names, of.strategy.code),) if len(names) > 1 else ()
    there = [row for row in of.rows if row.is_there(of.today)]
    lines = [_line(of, row, place == 0, place == len(there) - 1) for place, row in enumerate(there)]
    gone = [_line(of, row, True, True) for row in of.rows if not row.is_there(of.today)]
    offered = of.offered
    asked = next((str(one.pk) for one in of.indicators if one.code == query.get(INDICATOR, "")), "")
    place = f"{reverse('hallinta-rivit', args=[of.code])}?{STRATEGY}={of.strategy.code}"
    stored = NewRowForm(indicators=offered, initial={"indicator": asked})
    add = form_of(of.attempt, "uusi", stored, place, "") if offered else None
    return RowsPage(named(of.strategy), choosers, tuple(lines), tuple(gone), add, not offered)


def in_force_on(versions: Iterable[TargetVersion], day: dt.date) -> TargetVersion | None:
    """Of one row's versions, by the order they were recorded in, the one valid on the day; before the first the
    first."""
    last = {one.valid_from: one for one in versions}
    begun = [since for since in last if since <= day]
    return last[max(begun) if begun else min(last)] if last else None


def _line(of: Material, row: KpiRow, first: bool, last: bool) -> RowLine:
    indicator = row.indicator
    version = in_force_on([one for one in of.targets if one.row_id == row.pk], of.today)
    target = target_of(version, indicator) if version is not None else None
    place = [of.code, of.strategy.code, indicator.code]
    aimed = target is not None and target.kind not in (Kind.WATCHED, Kind.UNDECIDED)
    return RowLine(
        code=indicator.code,
        name=named(indicator),
        address=reverse("hallinta-rivi", args=place),
        move=reverse("hallinta-rivi-siirra", args=place),
        order=row.order,
        first=first,
        last=last,
        target=version_words(version, indicator) if version is not None else "–",
        words=target.words if target is not None else "",
        binding=BINDINGS[Binding(target.binding)] if target is not None and aimed else "",
        proposed=row.reading == Reading.PROPOSED,
        question=row.question,
        ended=write_day(row.last_day) if row.last_day is not None else "",
    )
