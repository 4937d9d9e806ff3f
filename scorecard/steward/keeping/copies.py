"""A new version of a strategy: its tree and calendar copied as a draft, and the work that goes on moved to it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today
from scorecard.actions import delete_as, save_as
from scorecard.models import (
    Action,
    ActionNode,
    Node,
    Project,
    ProjectNode,
    ReportingOccasion,
    ServedNode,
    Strategy,
    User,
)
from scorecard.models.codes import StrategyState, WorkState
from scorecard.steward.keeping.strategies import add_strategy
from scorecard.work.keeping.versions import free_code, hold, put

_KEPT = (
    "kind", "part_of", "mission_fi", "mission_sv", "mission_en", "vision_fi", "vision_sv", "vision_en", "level_words",
    "all_rows_reach",
)  # fmt: skip
_NODE = ("code", "kind", "name_fi", "name_sv", "name_en", "description", "order")
_LINE = ("occasion", "body", "month", "description", "order")


@dataclass(frozen=True, slots=True)
class Copied:
    """The new version, and of each of the old one's nodes its copy, by the old one's key."""

    strategy: Strategy
    nodes: Mapping[int, Node]


@transaction.atomic
def copy_strategy(*, strategy: Strategy, code: str, facts: Mapping[str, Any], by: User) -> Copied:
    """A draft of the same words, tree and calendar. ``facts``: its names and its first day. What has been retired by
    that day is left out. Raises ValidationError when the code is taken or a draft of a new version is there already."""
    held = hold(Strategy, strategy.pk)
    waiting = held.later_versions.filter(state=StrategyState.DRAFT).first()
    if waiting is not None:
        raise ValidationError(
            _("Strategiasta on jo uuden version luonnos ”%(name)s”. Jatka sitä tai poista se ensin.")
            % {"name": waiting.name_fi}
        )
    kept = {name: getattr(held, name) for name in _KEPT}
    own = kept | dict(facts) | {"supersedes": held}
    new = add_strategy(municipality=held.municipality, code=code, facts=own, by=by)
    for line in ReportingOccasion.objects.filter(strategy=held).order_by("order"):
        save_as(ReportingOccasion(strategy=new, **{name: getattr(line, name) for name in _LINE}), by)
    return Copied(new, _copy_nodes(held, new, by))


def _copy_nodes(old: Strategy, new: Strategy, by: User) -> dict[int, Node]:
    standing = Q(valid_to=None) | Q(valid_to__gte=new.valid_from) if new.valid_from is not None else Q(valid_to=None)
    nodes = list(Node.objects.filter(standing, strategy=old).order_by("order", "code"))
    copies = {}
    for node in nodes:
        copies[node.pk] = Node(strategy=new, **{name: getattr(node, name) for name in _NODE})
        save_as(copies[node.pk], by)
    for node in nodes:
        if node.parent_id in copies:
            put(copies[node.pk], {"parent": copies[node.parent_id]}, by)
    for link in ServedNode.objects.filter(node__in=copies):
        save_as(ServedNode(node=copies[link.node_id], served_id=link.served_id, proposed=link.proposed), by)
    return copies


def takes_work(strategy: Strategy, day: dt.date) -> bool:
    """Is the strategy one that follows another and is in force? Only then the other's work may move to it."""
    begun = strategy.state_on(day) == StrategyState.ADOPTED and strategy.has_begun(day)
    return begun and strategy.supersedes_id is not None


def work_left(strategy: Strategy) -> int:
    """How many projects and actions go on in the version that a strategy supersedes: two queries."""
    return sum(_going_on(model, strategy.supersedes_id).count() for model in (Project, Action))


@transaction.atomic
def move_work(*, strategy: Strategy, by: User) -> int:
    """Moves the projects and actions that go on in the version before to this one; their links go to the nodes of the
    same codes, and where it has none, fall away. Returns how many were moved.

    Raises ValidationError before the strategy is in force: until then the version before reports of them.
    """
    new = hold(Strategy, strategy.pk)
    if not takes_work(new, today()):
        raise ValidationError(
            _(
                "Projektit ja toimenpiteet siirretään vasta, kun uusi versio on voimassa: siihen asti niistä raportoi "
                "vanha. Hyväksy ilman siirtoa ja siirrä ne silloin strategian sivulla."
            )
        )
    old = new.supersedes_id
    codes = {node.code: node for node in Node.objects.filter(strategy=new)}
    projects = list(_going_on(Project, old).order_by("order", "code"))
    actions = list(_going_on(Action, old).order_by("order", "code"))
    for found, model in ((projects, Project), (actions, Action)):
        taken = set(model.objects.filter(strategy=new).values_list("code", flat=True))
        for work in found:
            code = work.code if work.code not in taken else free_code(work.name_fi, taken)
            taken.add(code)
            put(work, {"strategy": new, "code": code}, by)
            _move_links(work.links.filter(node__strategy=old).select_related("node"), codes, by)
    return len(projects) + len(actions)


def _going_on(model: type[Project] | type[Action], strategy: int | None) -> QuerySet[Any]:
    ended = (WorkState.DONE, WorkState.SUSPENDED)
    return model._default_manager.filter(strategy=strategy).exclude(state__in=ended)


def _move_links(links: Any, codes: Mapping[str, Node], by: User) -> None:
    link: ProjectNode | ActionNode
    for link in links:
        if link.node.code in codes:
            put(link, {"node": codes[link.node.code]}, by)
        else:
            delete_as(link, by)
