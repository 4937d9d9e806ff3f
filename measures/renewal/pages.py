"""What the pages of new versions, adoption, comparing and merging show, as plain values."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from measures.models import Indicator
from measures.renewal import comparing
from measures.renewal.comparing import Line, Side
from measures.renewal.merging import Plan
from scorecard.labels import ROLES
from scorecard.models import Decision, Strategy, Unit
from scorecard.models.codes import Role
from scorecard.steward.forms import AdoptForm, VersionForm
from scorecard.steward.pages.parts import Attempt, form_of
from scorecard.steward.pages.strategies import decision_title, state_word
from scorecard.work.fields import Asked
from scorecard.work.pages.parts import name_of


@dataclass(frozen=True, slots=True)
class VersionPage:
    """The form of a new version. ``waiting``: a draft of one that is there already, with its address."""

    strategy: str
    form: Asked
    waiting: str
    waiting_address: str


@dataclass(frozen=True, slots=True)
class AdoptPage:
    """The form of adoption. ``before``: the version that will be superseded; ``open``: rows with an open question, and
    ``readings`` where they are settled."""

    strategy: str
    before: str
    open: int
    readings: str
    decisions: int
    address: str
    form: Asked


@dataclass(frozen=True, slots=True)
class Column:
    """One of the versions at the head of its column."""

    name: str
    word: str
    address: str
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two versions side by side, the older one first."""

    before: Column
    after: Column
    basics: tuple[Line, ...]
    nodes: tuple[Line, ...]
    rows: tuple[Line, ...]
    same_nodes: int
    same_rows: int

    @property
    def columns(self) -> tuple[Column, Column]:
        """Both, the older one first."""
        return self.before, self.after


def place(strategy: Strategy, name: str, *more: object) -> str:
    """An address of a strategy."""
    return reverse(name, args=[strategy.municipality.code, strategy.code, *more])


def version_form(strategy: Strategy, data: QueryDict | None = None) -> VersionForm:
    """The form of a new version, filled with what the old one says."""
    day = strategy.valid_to + dt.timedelta(days=1) if strategy.valid_to is not None else None
    names = {name: getattr(strategy, name) for name in ("name_fi", "name_sv", "name_en")}
    return VersionForm(data, city=strategy.municipality, initial={**names, "valid_from": day, "rows": True})


def version_page(strategy: Strategy, waiting: Strategy | None, attempt: Attempt) -> VersionPage:
    """The page of a new version."""
    return VersionPage(
        strategy=named(strategy),
        form=form_of(attempt, "versio", lambda: version_form(strategy), place(strategy, "strategia-versio")),
        waiting=named(waiting) if waiting is not None else "",
        waiting_address=reverse("strategia", args=[strategy.municipality.code, waiting.code]) if waiting else "",
    )


def adopt_form(strategy: Strategy, decisions: Sequence[Decision], data: QueryDict | None = None) -> AdoptForm:
    """The form of adoption, with the latest decision chosen."""
    offered = [(str(one.pk), decision_title(one)) for one in reversed(decisions)]
    initial = {"decision": offered[0][0] if offered else "", "day": strategy.valid_from}
    form = AdoptForm(data, decisions=offered, initial=initial)
    if strategy.supersedes_id is None:
        del form.fields["works"]
    return form


def adopt_page(strategy: Strategy, decisions: Sequence[Decision], questions: int, attempt: Attempt) -> AdoptPage:
    """The page of adoption."""
    return AdoptPage(
        strategy=named(strategy),
        before=named(strategy.supersedes) if strategy.supersedes is not None else "",
        open=questions,
        readings=reverse("tulkinnat", args=[strategy.municipality.code]),
        decisions=len(decisions),
        address=place(strategy, "strategia"),
        form=form_of(attempt, "hyvaksy", lambda: adopt_form(strategy, decisions), place(strategy, "strategia-hyvaksy")),
    )


def compare_page(before: Side, after: Side, today: dt.date) -> ComparePage:
    """The page of two versions."""
    nodes, rows = comparing.nodes(before, after), comparing.rows(before, after)
    return ComparePage(
        before=_column(before, today),
        after=_column(after, today),
        basics=tuple(comparing.basics(before, after)),
        nodes=tuple(nodes),
        rows=tuple(rows),
        same_nodes=len(after.nodes) - sum(bool(line.after) for line in nodes),
        same_rows=len(after.rows) - sum(bool(line.after) for line in rows),
    )


def _column(side: Side, today: dt.date) -> Column:
    one = side.strategy
    titles = tuple(decision_title(decision) for decision in side.decisions)
    return Column(named(one), state_word(one, today), place(one, "strategia"), titles)


@dataclass(frozen=True, slots=True)
class MergePage:
    """The form of a merger; filled in, what would happen, and the form that does it."""

    unit: str
    address: str
    form: Asked
    plan: "PlanShown | None"


@dataclass(frozen=True, slots=True)
class PlanShown:
    """What a merger would do, in words. ``kept``: what goes along when it is done."""

    into: str
    day: str
    last_day: str
    handed: tuple[str, ...]
    joined: tuple[str, ...]
    in_the_way: tuple[str, ...]
    responsible: tuple[str, ...]
    children: tuple[str, ...]
    works: int
    people: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]


def merge_page(unit: Unit, form: Asked, plan: Plan | None) -> MergePage:
    """The page of a merger."""
    place = reverse("yksikko-yhdista", args=[unit.municipality.code, unit.code])
    return MergePage(named(unit), place, form, _shown(plan) if plan is not None else None)


def _shown(plan: Plan) -> PlanShown:
    return PlanShown(
        into=named(plan.into),
        day=write_day(plan.day),
        last_day=write_day(plan.day - dt.timedelta(days=1)),
        handed=_called(plan.handed),
        joined=_called(plan.joined),
        in_the_way=_called(plan.in_the_way),
        responsible=_called(plan.responsible),
        children=tuple(named(one) for one in plan.children),
        works=plan.works,
        people=tuple(f"{name_of(post.user)}, {ROLES[Role(post.role)]}" for post in plan.people),
        kept=(("into", str(plan.into.pk)), ("day", write_day(plan.day))),
    )


def _called(indicators: Sequence[Indicator]) -> tuple[str, ...]:
    return tuple(f"{one.code} {one.name_fi}" for one in indicators)
