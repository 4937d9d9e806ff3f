"""Finds what the steward keeps; of a code that the municipality does not have it is said that there is none."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from kemi_strategy.web.errors import Unknown
from scorecard.models import Municipality, Node, Strategy, Unit
from scorecard.models.codes import StrategyKind


def strategy_kept(municipality: Municipality, code: str) -> Strategy:
    """One strategy or programme with those beside it. Raises Unknown when there is none."""
    related = ("municipality", "part_of", "supersedes")
    found = Strategy.objects.filter(municipality=municipality, code=code).select_related(*related).first()
    if found is None:
        raise Unknown(_("Strategiaa ”%(code)s” ei ole tässä kunnassa.") % {"code": code})
    return found


def may_belong_to(municipality: Municipality) -> list[Strategy]:
    """The strategies that a programme may belong to: one query."""
    return list(
        Strategy.objects.filter(municipality=municipality, kind=StrategyKind.STRATEGY)
        .select_related("part_of")
        .order_by("name_fi", "code")
    )


def in_tree_order[T: (Node, Unit)](records: Iterable[T]) -> list[tuple[int, T]]:
    """Records that stand below one another, each with its depth right after the one above it. No query."""
    every = list(records)
    known = {one.pk for one in every}
    below: dict[int | None, list[T]] = {}
    for one in every:
        below.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)
    placed: list[tuple[int, T]] = []

    def place(above: int | None, depth: int) -> None:
        for one in below.get(above, ()):
            placed.append((depth, one))
            place(one.pk, depth + 1)

    place(None, 0)
    return placed


def tree_of(strategy: Strategy) -> list[tuple[int, Node]]:
    """The strategy's nodes in the tree's order, each with its depth: one query."""
    return in_tree_order(Node.objects.filter(strategy=strategy).select_related("decision").order_by("order", "code"))


def units_kept(municipality: Municipality) -> list[tuple[int, Unit]]:
    """The units in the tree's order, also those that are no more, each with its depth: one query."""
    found = (
        Unit.objects.filter(municipality=municipality)
        .select_related("successor", "municipality")
        .order_by("order", "code")
    )
    return in_tree_order(found)


def with_below[T: (Node, Unit)](placed: Iterable[tuple[int, T]], top: int) -> set[int]:
    """The keys of a record and of all below it."""
    found = {top}
    for _depth, one in placed:
        if one.parent_id in found:
            found.add(one.pk)
    return found


def the_one[T: (Node, Unit)](placed: Iterable[tuple[int, T]], code: str, unknown: str) -> T:
    """The record of a code. Raises Unknown when there is none."""
    found = next((one for _depth, one in placed if one.code == code), None)
    if found is None:
        raise Unknown(unknown)
    return found
