"""Finds projects, actions and the goals they serve: each list in a fixed number of questions to the database."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Exists, Prefetch, QuerySet
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from scorecard.models import (
    Action,
    ActionNode,
    Decision,
    Milestone,
    Municipality,
    Node,
    ProgressNote,
    Project,
    ProjectNode,
    ReportingOccasion,
    Strategy,
)
from scorecard.models.codes import NodeKind, StrategyKind, StrategyState
from scorecard.work.reviews import OFFERED, Review, ended_reviews

SERVED_KINDS = (NodeKind.GOAL, NodeKind.THEME, NodeKind.OBJECTIVE, NodeKind.SUCCESS_FACTOR)
"""What can be served: benefits and values are another way into the same."""


def speaks_of_oulu2026(municipality: Municipality) -> bool:
    """Has the municipality decided something of Oulu2026? Only then is it asked of projects: one query."""
    return _decided_on_oulu2026(municipality).exists()


def _decided_on_oulu2026(municipality: Municipality) -> QuerySet[Decision]:
    return Decision.objects.filter(strategy__municipality=municipality, text__icontains="Oulu2026")


def strategies_of(municipality: Municipality) -> list[Strategy]:
    """The strategies and programmes of a municipality, the adopted strategy first: one query."""

    def place(one: Strategy) -> tuple[bool, bool, bool, int, str]:
        return (one.kind != StrategyKind.STRATEGY, *place_by_state(one, day), one.code)

    day = today()
    return sorted(Strategy.objects.filter(municipality=municipality), key=place)


def place_by_state(strategy: Strategy, day: dt.date) -> tuple[bool, bool, int]:
    """Its place among others on a day: those in force first, then adopted ones to come; the latest of each first."""
    since = strategy.valid_from.toordinal() if strategy.valid_from else 0
    return strategy.state_on(day) != StrategyState.ADOPTED, not strategy.has_begun(day), -since


def strategies_at_work(municipality: Municipality) -> list[Strategy]:
    """Those to which projects and actions are added: all that have not been superseded."""
    return [one for one in strategies_of(municipality) if one.state_on(today()) != StrategyState.SUPERSEDED]


def projects_of(municipality: Municipality) -> QuerySet[Project]:
    """The municipality's projects with what they serve and their milestones: four queries."""
    found = Project.objects.filter(strategy__municipality=municipality).select_related("strategy", "sector")
    return found.order_by("sector__order", "sector__code", "strategy__code", "order", "code").prefetch_related(
        Prefetch("links", ProjectNode.objects.select_related("node").order_by("node__order", "id")),
        Prefetch("milestones", Milestone.objects.order_by("order")),
    )


def project_of(municipality: Municipality, strategy: str, code: str) -> Project:
    """One project, with ``asks_of_oulu2026`` read along. Raises Unknown when there is none."""
    asks = Exists(_decided_on_oulu2026(municipality))
    found = projects_of(municipality).filter(strategy__code=strategy, code=code).annotate(asks_of_oulu2026=asks).first()
    if found is None:
        raise Unknown(_("Projektia ”%(code)s” ei ole tässä kunnassa.") % {"code": code})
    return found


def actions_of(municipality: Municipality) -> QuerySet[Action]:
    """The municipality's actions with what they serve: two queries."""
    found = Action.objects.filter(strategy__municipality=municipality).select_related("strategy", "unit")
    links = ActionNode.objects.select_related("node").order_by("node__order", "id")
    return found.order_by("strategy__code", "order", "code").prefetch_related(Prefetch("links", links))


def action_of(municipality: Municipality, strategy: str, code: str) -> Action:
    """One action. Raises Unknown when there is none."""
    found = actions_of(municipality).filter(strategy__code=strategy, code=code).first()
    if found is None:
        raise Unknown(_("Toimenpidettä ”%(code)s” ei ole tässä kunnassa.") % {"code": code})
    return found


def nodes_of(strategies: Iterable[int]) -> list[tuple[int, Node]]:
    """The goals, themes, objectives and success factors in the tree's order, each with its depth: one query."""
    found = Node.objects.filter(strategy__in=list(strategies), kind__in=SERVED_KINDS).order_by(
        "strategy", "order", "code"
    )
    children: dict[int | None, list[Node]] = defaultdict(list)
    nodes = list(found)
    known = {node.pk for node in nodes}
    for node in nodes:
        children[node.parent_id if node.parent_id in known else None].append(node)
    placed: list[tuple[int, Node]] = []

    def place(above: int | None, depth: int) -> None:
        for node in children[above]:
            placed.append((depth, node))
            place(node.pk, depth + 1)

    place(None, 0)
    return placed


def offered(nodes: Iterable[tuple[int, Node]], links: Mapping[str, bool] | None = None) -> list[tuple[int, Node]]:
    """Those that a form offers: not retired, or chosen already; proposed ones are settled elsewhere.

    ``links``: the codes of what is served, and whether only proposed.
    """
    known, day = links or {}, today()
    return [
        (depth, node)
        for depth, node in nodes
        if not known.get(node.code) and (node.code in known or node.is_there(day))
    ]


def under(nodes: Iterable[tuple[int, Node]], top: int) -> set[int]:
    """The node and all below it."""
    found = {top}
    for _depth, node in nodes:
        if node.parent_id in found:
            found.add(node.pk)
    return found


def reviews_of(
    strategies: Sequence[Strategy], today: dt.date, number: int = OFFERED
) -> Mapping[int, tuple[Review, ...]]:
    """The latest reviews of each strategy that have ended since it began: one query. A superseded one has none.

    A programme without a calendar follows its strategy's.
    """
    calendars: dict[int, list[str]] = defaultdict(list)
    asked = {one.pk for one in strategies} | {one.part_of_id for one in strategies if one.part_of_id is not None}
    for strategy, occasion in ReportingOccasion.objects.filter(strategy__in=asked).values_list("strategy", "occasion"):
        calendars[strategy].append(occasion)
    return {one.pk: reviews_by(calendars, one, today, number) for one in strategies}


def reviews_by(
    calendars: Mapping[int, Sequence[str]], one: Strategy, today: dt.date, number: int = OFFERED
) -> tuple[Review, ...]:
    """The same of one strategy, by calendars at hand: the occasions of each strategy by its id. No query."""
    own = calendars.get(one.pk) or calendars.get(one.part_of_id or 0, [])
    ended = ended_reviews(own, today, number) if one.state_on(today) != StrategyState.SUPERSEDED else ()
    return tuple(review for review in ended if one.valid_from is None or one.valid_from <= review.ends)


def latest_notes(projects: Iterable[Project], upto: dt.date, since: dt.date) -> dict[int, ProgressNote]:
    """The latest note of each project of the reviews that ended between two days: one query."""
    notes = ProgressNote.objects.filter(
        project__in=[one.pk for one in projects], period_ends__lte=upto, period_ends__gte=since
    )
    return {note.project_id: note for note in notes.select_related("written_by").order_by("period_ends", "id")}
