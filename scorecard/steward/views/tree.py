"""The tree of a strategy: adding, renaming, putting in order and in place, retiring and taking away."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.models import Node, Strategy
from scorecard.permissions import Access, Right
from scorecard.steward.finding import strategy_kept, the_one, tree_of
from scorecard.steward.keeping.nodes import add_node, change_node, delete_node, move_node, retire_node
from scorecard.steward.pages.parts import NO_ATTEMPT, Attempt
from scorecard.steward.pages.tree import (
    TreeMaterial,
    added_form,
    decision_facts,
    node_form,
    node_page,
    retire_form,
    since_of,
    tree_page,
)
from scorecard.steward.views.manners import shown, take
from scorecard.work.keeping.versions import ChangedMeanwhile, versions
from scorecard.work.views.manners import done, seen_in, writer

_UNKNOWN = later("Tällaista kohtaa ei ole tässä strategiassa. Joku ehti ehkä poistaa sen.")
MOVED = later("Kohta oli jo siirretty. Tarkista järjestys.")
_stands_at_tree = typed_is_kept("strategia-puu", "strategy")
_stands_at_node = typed_is_kept("strategia-kohta", "strategy", "node")


@require_http_methods(["GET", "HEAD", "POST"])
@_stands_at_tree
@members_with(Right.MANAGE_STRUCTURE)
def tree(request: HttpRequest, access: Access, strategy: str) -> HttpResponse:
    """The tree; a POST adds a node."""
    if request.method != "POST":
        return _tree(request, access, strategy)
    of = _material(access, strategy)

    def add(given: dict[str, Any]) -> Node:
        facts = _facts(of, given)
        if of.adopted:
            facts["valid_from"] = since_of(facts, facts.get("decision"))
        return add_node(strategy=of.strategy, facts=facts, by=writer(request))

    attempt = take(added_form(of, request.POST), "uusi", add)
    if attempt is not None:
        return _tree(request, access, strategy, attempt)
    return done(request, of.place("strategia-puu"), _("Kohta on lisätty puuhun."))


@require_http_methods(["GET", "HEAD", "POST"])
@_stands_at_node
@members_with(Right.MANAGE_STRUCTURE)
def node(request: HttpRequest, access: Access, strategy: str, node: str) -> HttpResponse:
    """One node; a POST changes it."""
    if request.method != "POST":
        return _node(request, access, (strategy, node))
    of = _material(access, strategy)
    found = the_one(of.nodes, node, str(_UNKNOWN))
    seen, by = seen_in(request), writer(request)
    attempt = take(
        node_form(of, found, request.POST),
        "muuta",
        lambda given: change_node(node=found, seen=seen, facts=_facts(of, given), by=by),
    )
    return _after(request, access, (strategy, node), attempt, _("Kohta on tallennettu."))


@require_POST
@_stands_at_tree
@members_with(Right.MANAGE_STRUCTURE)
def move(request: HttpRequest, access: Access, strategy: str, node: str) -> HttpResponse:
    """Moves a node up or down among its siblings."""
    of = _material(access, strategy)
    found = the_one(of.nodes, node, str(_UNKNOWN))
    try:
        move_node(node=found, seen=seen_in(request), up=request.POST.get("suunta") == "ylos", by=writer(request))
    except ChangedMeanwhile:
        return _tree(request, access, strategy, Attempt(fault=str(MOVED)))
    told = _("”%(name)s” on siirretty.") % {"name": named(found)}
    return done(request, f"{of.place('strategia-puu')}#kohta-{found.code}", told)


@require_POST
@_stands_at_node
@members_with(Right.MANAGE_STRUCTURE)
def retire(request: HttpRequest, access: Access, strategy: str, node: str) -> HttpResponse:
    """Ends a node and all below it on a day."""
    of = _material(access, strategy)
    found = the_one(of.nodes, node, str(_UNKNOWN))

    def end(given: dict[str, Any]) -> object:
        facts = decision_facts(str(given.get("decision", "")), of.decisions)
        return retire_node(node=found, last_day=given["last_day"], facts=facts, by=writer(request))

    attempt = take(retire_form(of, request.POST), "paata", end)
    return _after(request, access, (strategy, node), attempt, _("Voimassaolo on päätetty. Kohta jää historiaan."))


@require_POST
@_stands_at_node
@members_with(Right.MANAGE_STRUCTURE)
def remove(request: HttpRequest, access: Access, strategy: str, node: str) -> HttpResponse:
    """Takes away a node that nothing hangs on."""
    of = _material(access, strategy)
    found = the_one(of.nodes, node, str(_UNKNOWN))
    try:
        delete_node(node=found, by=writer(request))
    except ValidationError as refused:
        return _node(request, access, (strategy, node), Attempt(fault=" ".join(refused.messages)))
    told = _("”%(name)s” on poistettu. Sen historia on tallessa.") % {"name": named(found)}
    return done(request, of.place("strategia-puu"), told)


def _material(access: Access, code: str, attempt: Attempt = NO_ATTEMPT) -> TreeMaterial:
    pk = Strategy.objects.filter(municipality=access.municipality, code=code).values("pk")[:1]
    seen = versions(Node, strategy_id=pk)
    found = strategy_kept(access.municipality, code)
    decisions = list(found.decisions.order_by("date", "section", "id"))
    return TreeMaterial(found, tree_of(found), decisions, seen, attempt)


def _facts(of: TreeMaterial, given: dict[str, Any]) -> dict[str, Any]:
    """What was given, with the node above and the decision as records."""
    facts = {name: value for name, value in given.items() if name != "decision"}
    above = next((one for _depth, one in of.nodes if str(one.pk) == given["parent"]), None)
    return facts | {"parent": above} | decision_facts(str(given.get("decision", "")), of.decisions)


def _tree(request: HttpRequest, access: Access, code: str, attempt: Attempt = NO_ATTEMPT) -> HttpResponse:
    of = _material(access, code, attempt)
    page = tree_page(of, request.GET.get("alle", ""))
    refused = attempt is not NO_ATTEMPT
    return shown(request, access, "steward/tree.html", page, *_steps(access, of), refused=refused)


def _node(request: HttpRequest, access: Access, codes: tuple[str, str], attempt: Attempt = NO_ATTEMPT) -> HttpResponse:
    of = _material(access, codes[0], attempt)
    page = node_page(of, the_one(of.nodes, codes[1], str(_UNKNOWN)))
    steps = (*_steps(access, of), (_("Tavoitteet ja teemat"), of.place("strategia-puu")))
    return shown(request, access, "steward/node.html", page, *steps, refused=attempt is not NO_ATTEMPT)


def _steps(access: Access, of: TreeMaterial) -> tuple[tuple[str, str], ...]:
    every = (_("Strategiat ja ohjelmat"), reverse("strategiat", args=[access.municipality.code]))
    return every, (named(of.strategy), of.place("strategia"))


def _after(
    request: HttpRequest, access: Access, codes: tuple[str, str], attempt: Attempt | None, told: str
) -> HttpResponse:
    if attempt is not None:
        return _node(request, access, codes, attempt)
    return done(request, reverse("strategia-puu", args=[access.municipality.code, codes[0]]), told)
