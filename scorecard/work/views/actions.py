"""The actions of units: the list, adding one, changing, ending and taking away."""

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import NotAllowed
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.models import Action, Strategy
from scorecard.models.codes import StrategyKind, WorkState
from scorecard.permissions import Access, Right
from scorecard.work.fields import asked
from scorecard.work.finding import action_of, actions_of, nodes_of, offered, strategies_at_work, strategies_of
from scorecard.work.forms import ActionForm
from scorecard.work.keeper import Keeper, keeper_of
from scorecard.work.keeping.actions import add_action, change_action, delete_action, end_action
from scorecard.work.keeping.versions import ChangedMeanwhile
from scorecard.work.pages.actions import action_form, action_page, actions_page, units_offered
from scorecard.work.pages.changes import action_history
from scorecard.work.themes import serving_of
from scorecard.work.views.manners import CHANGED, done, settled, shown, writer
from scorecard.work.views.projects import unit_of

ROOM = "toimenpiteet"
NOT_YOURS = later(
    "Toimenpidettä muuttavat sen oma yksikkö, toimialajohtaja ja strategian pääkäyttäjä. Voit katsoa sitä."
)
QUOTED = later(
    "Ohjelman toimenpiteen sanamuoto, yksikkö ja tavoitteet ovat ohjelmasta. Vain strategian pääkäyttäjä muuttaa "
    "niitä tai poistaa toimenpiteen."
)
_ENDS = {"valmis": WorkState.DONE, "keskeytetty": WorkState.SUSPENDED}
_stands_at_action = typed_is_kept("toimenpide", "strategy", "action")


@require_safe
@members_with(Right.SEE_WORK)
def actions(request: HttpRequest, access: Access) -> HttpResponse:
    """The actions by unit: first those of the reader's own units."""
    keeper, strategies = keeper_of(access), strategies_of(access.municipality)
    page = actions_page(
        keeper,
        list(actions_of(access.municipality)),
        nodes_of(one.pk for one in strategies),
        serving_of(strategies),
        strategies,
        request.GET,
        today(),
    )
    return shown(request, access, "work/actions.html", page, ROOM, swaps=True)


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("toimenpide-uusi")
@members_with(Right.KEEP_ACTIONS)
def new(request: HttpRequest, access: Access) -> HttpResponse:
    """The form of a new action of the strategy in force; a POST adds it."""
    keeper, strategy = keeper_of(access), _strategy(access, request.GET.get("strategia", ""))
    nodes = offered(nodes_of([strategy.pk]))
    units, whole = units_offered(keeper)
    form = ActionForm(
        *([request.POST] if request.method == "POST" else []),
        nodes=[(node.code, named(node)) for _depth, node in nodes],
        initial={"state": "planned", **_only_unit(keeper)},
        units=units,
        whole=whole,
    )
    if form.is_valid():
        chosen, facts = _split(form, keeper)
        wanted = [node for _depth, node in nodes if node.code in chosen]
        try:
            action = add_action(strategy=strategy, facts=facts, nodes=wanted, by=writer(request))
        except ValidationError as refused:
            form.add_error("name_fi", refused)
        else:
            place = reverse(ROOM, args=[access.municipality.code])
            return done(request, place, _("Toimenpide ”%(name)s” on lisätty.") % {"name": named(action)})
    place = f"{reverse('toimenpide-uusi', args=[access.municipality.code])}?strategia={strategy.code}"
    page = asked(form, place, "uusi", depths={node.code: depth for depth, node in nodes})
    return shown(request, access, "work/new_action.html", page, ROOM, refused=form.is_bound)


@require_http_methods(["GET", "HEAD", "POST"])
@_stands_at_action
@members_with(Right.SEE_WORK)
def action(request: HttpRequest, access: Access, strategy: str, action: str) -> HttpResponse:
    """One action; a POST changes it."""
    if request.method != "POST":
        return _page(request, access, (strategy, action))
    found = action_of(access.municipality, strategy, action)
    keeper = _keeper(access, found)
    nodes = nodes_of([found.strategy_id])
    form = action_form(keeper, found, nodes, request.POST)
    if not form.is_valid():
        return _page(request, access, (strategy, action), form)
    chosen, facts = _split(form, keeper)
    wanted = [node for _depth, node in nodes if node.code in chosen] if "nodes" in form.fields else None
    try:
        change_action(action=found, seen=request.POST.get("seen", ""), facts=facts, nodes=wanted, by=writer(request))
    except ChangedMeanwhile:
        return _page(request, access, (strategy, action), form, conflict=True)
    return done(request, _address(access, found), _("Toimenpide on tallennettu."))


@require_POST
@_stands_at_action
@members_with(Right.KEEP_ACTIONS)
def end(request: HttpRequest, access: Access, strategy: str, action: str) -> HttpResponse:
    """Marks the action done or suspended."""
    found = action_of(access.municipality, strategy, action)
    _keeper(access, found)
    state = _ENDS.get(request.POST.get("tila", ""))
    if state is None:
        return _page(request, access, (strategy, action), fault=_("Valitse, onko toimenpide valmis vai keskeytetty."))
    end_action(action=found, state=state, by=writer(request))
    return done(request, _address(access, found), _("Toimenpide on päätetty. Se jää luetteloon."))


@require_POST
@_stands_at_action
@members_with(Right.KEEP_SOURCES)
def settle(request: HttpRequest, access: Access, strategy: str, action: str) -> HttpResponse:
    """Confirms a proposed link, or drops it."""
    found = action_of(access.municipality, strategy, action)
    return done(request, _address(access, found), settled(found, request))


@require_POST
@_stands_at_action
@members_with(Right.KEEP_ACTIONS)
def remove(request: HttpRequest, access: Access, strategy: str, action: str) -> HttpResponse:
    """Takes the action away, unless an indicator hangs on it."""
    found = action_of(access.municipality, strategy, action)
    if not _keeper(access, found).keeps_wording(found):
        raise NotAllowed(QUOTED)
    try:
        delete_action(action=found, by=writer(request))
    except ValidationError as refused:
        return _page(request, access, (strategy, action), fault=" ".join(refused.messages))
    place = reverse(ROOM, args=[access.municipality.code])
    return done(
        request, place, _("Toimenpide ”%(name)s” on poistettu. Sen historia on tallessa.") % {"name": named(found)}
    )


def _keeper(access: Access, action: Action) -> Keeper:
    """What the person may keep. Raises NotAllowed for an action that may only be looked at."""
    keeper = keeper_of(access)
    if not keeper.keeps_action(action):
        raise NotAllowed(NOT_YOURS)
    return keeper


def _strategy(access: Access, code: str) -> Strategy:
    """The strategy of a new action: the one asked for, else the one in force. The steward adds a programme's."""
    own = access.may(Right.KEEP_SOURCES)
    found = [one for one in strategies_at_work(access.municipality) if own or one.kind == StrategyKind.STRATEGY]
    chosen = [one for one in found if one.code == code] or found
    if not chosen:
        raise NotAllowed(_("Kunnalla ei ole vielä strategiaa, jonka teemoille toimenpiteitä voisi tehdä."))
    return chosen[0]


def _only_unit(keeper: Keeper) -> dict[str, int]:
    units = keeper.units(Right.KEEP_ACTIONS)
    return {"unit": units[0].pk} if len(units) == 1 else {}


def _split(form: Form, keeper: Keeper) -> tuple[set[str], dict[str, object]]:
    """What is served, and the facts with the unit as a record."""
    facts = dict(form.cleaned_data)
    chosen = set(facts.pop("nodes", ()))
    if "unit" in facts:
        facts["unit"] = unit_of(keeper, str(facts["unit"]))
    return chosen, facts


def _address(access: Access, action: Action) -> str:
    return reverse("toimenpide", args=[access.municipality.code, action.strategy.code, action.code])


def _page(
    request: HttpRequest,
    access: Access,
    codes: tuple[str, str],
    form: Form | None = None,
    *,
    conflict: bool = False,
    fault: str = "",
) -> HttpResponse:
    told = CHANGED if conflict else fault
    # Read before the action: what is shown is never older than what it may be saved over.
    history = action_history(access.municipality, *codes)
    action = action_of(access.municipality, *codes)
    nodes = nodes_of([action.strategy_id])
    page = action_page(keeper_of(access), action, nodes, history.of(action), form, conflict=conflict, fault=told)
    refused = form is not None or bool(fault)
    return shown(request, access, "work/action.html", page, ROOM, refused=refused)
