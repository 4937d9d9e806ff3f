"""Goals, themes, benefits and values: added, renamed, put in order and in their places, retired, taken away."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from kemi_strategy.web.languages import later
from scorecard.actions import delete_as
from scorecard.models import Node, Strategy, User
from scorecard.models.codes import StrategyState
from scorecard.steward.keeping.records import add_record, change_record, put_in_order
from scorecard.work.keeping.versions import ChangedMeanwhile, free_code, hold, put, version

HAS_TRACES = later(
    "Kohtaa ei voi poistaa, koska sen alla on muita tai siihen on liitetty mittari, projekti tai toimenpide. Päätä sen "
    "voimassaolo: silloin se jää historiaan, eikä sitä enää näytetä."
)
DECIDED = later(
    "Hyväksytyn strategian kohtaa ei poisteta. Päätä sen voimassaolo päätöksellä: silloin se jää historiaan."
)
CIRCLE = later("Kohta ei voi olla itsensä eikä oman alakohtansa alla. Valitse toinen ylätaso.")


@transaction.atomic
def add_node(*, strategy: Strategy, facts: Mapping[str, Any], by: User) -> Node:
    """Adds a node as the last of its siblings. Raises ValidationError when the same one is there already."""
    held = hold(Strategy, strategy.pk)
    others = Node.objects.filter(strategy=held)
    if others.filter(name_fi=facts["name_fi"], parent=facts["parent"], kind=facts["kind"]).exists():
        raise ValidationError(_("Samassa paikassa on jo tämän niminen kohta. Anna uudelle toinen nimi."))
    node = Node(strategy=held, **facts)
    node.code = free_code(node.name_fi, set(others.values_list("code", flat=True)))
    node.order = (others.aggregate(last=Max("order"))["last"] or 0) + 1
    return add_record(node, by)


@transaction.atomic
def change_node(*, node: Node, seen: int, facts: Mapping[str, Any], by: User) -> Node:
    """Changes a node or its place. Raises ChangedMeanwhile, and ValidationError for a place below itself."""
    hold(Strategy, node.strategy_id)
    above: Node | None = facts.get("parent")
    while above is not None:
        if above.pk == node.pk:
            raise ValidationError(CIRCLE)
        above = above.parent
    return change_record(record=node, seen=seen, facts=facts, by=by)


@transaction.atomic
def move_node(*, node: Node, seen: int, up: bool, by: User) -> Node:
    """Moves a node one place among its siblings. ``seen``: its version; raises ChangedMeanwhile when it has another by
    now, so that a form sent twice moves it once."""
    hold(Strategy, node.strategy_id)
    siblings = list(Node.objects.filter(strategy=node.strategy_id, parent=node.parent_id).order_by("order", "code"))
    if version(Node, id=node.pk) != seen or node not in siblings:
        raise ChangedMeanwhile
    place = siblings.index(node)
    put_in_order(siblings, place, up=up, by=by)
    return siblings[place]


@transaction.atomic
def retire_node(*, node: Node, last_day: dt.date, facts: Mapping[str, Any], by: User) -> list[Node]:
    """A node and all below it are in force until a day and shown no more after it. Raises ValidationError when it
    begins later. What has ended before stays as it was."""
    hold(Strategy, node.strategy_id)
    if node.valid_from is not None and node.valid_from > last_day:
        raise ValidationError(_("Viimeinen päivä on ennen ensimmäistä. Valitse myöhempi päivä."))
    ended = []
    for one in _with_below(node):
        begun = one.valid_from is None or one.valid_from <= last_day
        if begun and (one.valid_to is None or one.valid_to > last_day):
            put(one, {"valid_to": last_day, **facts}, by)
            ended.append(one)
    return ended


@transaction.atomic
def delete_node(*, node: Node, by: User) -> None:
    """Takes a node away; its history stays. Raises ValidationError when anything hangs on it, and for one that was
    decided with the strategy itself."""
    hold(Strategy, node.strategy_id)
    held = hold(Node, node.pk)
    if held.strategy.state != StrategyState.DRAFT and held.valid_from is None:
        raise ValidationError(DECIDED)
    try:
        with transaction.atomic():
            delete_as(held, by)
    except ProtectedError:
        raise ValidationError(HAS_TRACES) from None


def _with_below(node: Node) -> list[Node]:
    """The node and everything below it, held until the step is done."""
    every = list(Node.objects.select_for_update().filter(strategy=node.strategy_id).order_by("order", "code"))
    found = [one for one in every if one.pk == node.pk]
    for above in found:
        found.extend(one for one in every if one.parent_id == above.pk)
    return found
