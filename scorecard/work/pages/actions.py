"""The actions of units: the list by unit, and the page of one with its form for those who keep it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import named
from scorecard.models import Action, Node, Strategy, Unit
from scorecard.models.codes import StrategyKind, WorkState
from scorecard.permissions import Right
from scorecard.work.fields import Asked, asked
from scorecard.work.finding import offered, under
from scorecard.work.forms import STATES, ActionForm, StepsForm
from scorecard.work.keeper import Keeper
from scorecard.work.pages.changes import Change, History, changes_of, latest_of
from scorecard.work.pages.parts import Served, State, served, state_of
from scorecard.work.pages.project import words_of
from scorecard.work.pages.projects import Chooser, chooser, not_offered

UNIT, THEME, STATE, STRATEGY, EXACTLY = "yksikko", "teema", "tila", "strategia", "vain"
NO_UNIT, OWN = "-", "omat"


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action in the list. ``strategy``: of a programme's action the programme."""

    name: str
    address: str
    served: tuple[Served, ...]
    roles: str
    schedule: str
    sdg: str
    state: State
    strategy: str


@dataclass(frozen=True, slots=True)
class UnitActions:
    """A unit with its actions."""

    code: str
    name: str
    above: str
    lines: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class ActionsPage:
    """The list. ``add``: the address where an action is added, for those who may.

    ``faults``: what was asked for but is not to be chosen.
    """

    units: tuple[UnitActions, ...]
    total: int
    shown: int
    choosers: tuple[Chooser, ...]
    faults: tuple[str, ...]
    add: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader has chosen; of those with a unit of their own first its actions.

    ``exactly``: what a cell of the themes by units counts, neither the units below nor what has been suspended.
    """

    unit: str = ""
    theme: str = ""
    state: str = ""
    strategy: str = ""
    exactly: bool = False

    @classmethod
    def of(cls, query: QueryDict, *, has_own: bool) -> "Choice":
        """From the address."""
        unit = query.get(UNIT, OWN if has_own else "")
        exactly = query.get(EXACTLY) == "1"
        return cls(unit, query.get(THEME, ""), query.get(STATE, ""), query.get(STRATEGY, ""), exactly)

    def offered(self, choosers: Iterable[Chooser]) -> "Choice":
        """Without what the choosers do not have."""
        known = {one.name: {option.code for option in one.options} for one in choosers}
        mine = {UNIT: self.unit, THEME: self.theme, STATE: self.state, STRATEGY: self.strategy}
        kept = {name: code if code in known.get(name, ()) else "" for name, code in mine.items()}
        return Choice(kept[UNIT], kept[THEME], kept[STATE], kept[STRATEGY], self.exactly)


def actions_page(
    keeper: Keeper,
    actions: Sequence[Action],
    nodes: Sequence[tuple[int, Node]],
    serving: Mapping[int, frozenset[int]],
    strategies: Sequence[Strategy],
    query: QueryDict,
    today: dt.date,
) -> ActionsPage:
    """The list by units, in the organisation's order; those without a unit last."""
    code = keeper.access.municipality.code
    own = {unit.pk for unit in keeper.units(Right.KEEP_ACTIONS)}
    order = [unit for _depth, unit in keeper.organisation.in_tree_order(today)]
    order += [unit for unit in keeper.organisation.units.values() if unit not in order]
    has_post = bool(own) and any(post.unit is not None for post in keeper.access.posts)
    choice = Choice.of(query, has_own=has_post)
    choosers = _choosers(order, nodes, strategies, choice, has_own=bool(own))
    choice = choice.offered(choosers)
    places = _units_chosen(keeper, choice, own)
    wanted = _served_by(choice, nodes, serving)
    shown = [one for one in actions if _is_chosen(one, choice, places, wanted)]
    groups = []
    for unit in (*order, None):
        lines = [_line(code, one) for one in shown if one.unit_id == (unit.pk if unit else None)]
        if lines:
            groups.append(_group(keeper, unit, lines))
    add = keeper.access.may(Right.KEEP_ACTIONS)
    return ActionsPage(
        units=tuple(groups),
        total=len(actions),
        shown=len(shown),
        choosers=choosers,
        faults=not_offered(choosers, query),
        add=reverse("toimenpide-uusi", args=[code]) if add else "",
    )


def _group(keeper: Keeper, unit: Unit | None, lines: Iterable[ActionLine]) -> UnitActions:
    if unit is None:
        return UnitActions(NO_UNIT, _("Ei yksikköä"), "", tuple(lines))
    above = " / ".join(named(one) for one in keeper.organisation.line(unit.pk)[:-1])
    return UnitActions(unit.code, named(unit), above, tuple(lines))


def _line(code: str, action: Action) -> ActionLine:
    programme = action.strategy.kind == StrategyKind.PROGRAMME
    return ActionLine(
        name=named(action),
        address=reverse("toimenpide", args=[code, action.strategy.code, action.code]),
        served=served(action.links.all()),
        roles=action.responsible_roles,
        schedule=action.schedule,
        sdg=action.sdg,
        state=state_of(action.state),
        strategy=named(action.strategy) if programme else "",
    )


def _units_chosen(keeper: Keeper, choice: Choice, own: set[int]) -> set[int] | None:
    """The units whose actions are asked for; None for all."""
    if choice.unit == OWN:
        return own
    top = [pk for pk, unit in keeper.organisation.units.items() if unit.code == choice.unit]
    if not top:
        return None
    return {top[0]} if choice.exactly else set(keeper.organisation.below(top[0]))


def _served_by(
    choice: Choice, nodes: Sequence[tuple[int, Node]], serving: Mapping[int, frozenset[int]]
) -> set[int] | None:
    """The theme chosen with all below it, and the programmes' nodes that serve any of them; None for all."""
    top = [(depth, node.pk) for depth, node in nodes if choice.theme == str(node.pk)]
    if not top:
        return None
    depth, chosen = top[0]
    own = {chosen} if choice.exactly and depth == 0 else under(nodes, chosen)
    return own | {pk for pk, targets in serving.items() if targets & own}


def _is_chosen(action: Action, choice: Choice, places: set[int] | None, wanted: set[int] | None) -> bool:
    if choice.unit == NO_UNIT and action.unit_id is not None:
        return False
    if choice.exactly and action.state == WorkState.SUSPENDED:
        return False
    return (
        (places is None or action.unit_id in places)
        and (wanted is None or any(link.node_id in wanted for link in action.links.all()))
        and choice.state in ("", action.state)
        and choice.strategy in ("", action.strategy.code)
    )


def _choosers(
    units: Iterable[Unit],
    nodes: Iterable[tuple[int, Node]],
    strategies: Iterable[Strategy],
    choice: Choice,
    *,
    has_own: bool,
) -> tuple[Chooser, ...]:
    first = [("", _("Kaikki yksiköt")), *([(OWN, _("Omat yksiköt"))] if has_own else [])]
    places = [*first, *((one.code, named(one)) for one in units), (NO_UNIT, _("Ei yksikköä"))]
    themes = [("", _("Kaikki teemat")), *((str(node.pk), "– " * depth + named(node)) for depth, node in nodes)]
    found = [
        chooser(UNIT, _("Yksikkö"), places, choice.unit),
        chooser(THEME, _("Teema tai tavoite"), themes, choice.theme),
        chooser(STATE, _("Tila"), [("", _("Kaikki tilat")), *STATES], choice.state),
    ]
    lines = [(one.code, named(one)) for one in strategies]
    if len(lines) > 1:
        found.append(chooser(STRATEGY, _("Strategia tai ohjelma"), [("", _("Kaikki")), *lines], choice.strategy))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One action. ``form``: for those who keep it; ``quoted``: its words are the programme's."""

    name: str
    unit: str
    line: ActionLine
    quoted: bool
    settle: str
    form: Asked | None
    end: str
    remove: str
    fault: str
    changes: tuple[Change, ...]


def action_page(
    keeper: Keeper,
    action: Action,
    nodes: Sequence[tuple[int, Node]],
    history: History,
    form: Form | None = None,
    *,
    conflict: bool = False,
    fault: str = "",
) -> ActionPage:
    """The page; with ``form``, one that was not accepted. ``history``: as it was read before the action was."""
    code = keeper.access.municipality.code
    places = [code, action.strategy.code, action.code]
    keeps, words = keeper.keeps_action(action), keeper.keeps_wording(action)
    fresh = f"{latest_of(history.own)}.{latest_of(history.links)}"
    sources = keeper.keeps_sources and any(link.proposed for link in action.links.all())
    return ActionPage(
        name=named(action),
        unit=named(action.unit) if action.unit is not None else _("Ei yksikköä"),
        line=_line(code, action),
        quoted=action.strategy.kind == StrategyKind.PROGRAMME,
        settle=reverse("toimenpide-ehdotus", args=places) if sources else "",
        form=_asked(keeper, action, nodes, fresh, form, conflict=conflict) if keeps else None,
        end=reverse("toimenpide-paata", args=places) if keeps and action.state not in ("done", "suspended") else "",
        remove=reverse("toimenpide-poista", args=places) if words else "",
        fault=fault,
        changes=changes_of(history),
    )


def _asked(
    keeper: Keeper, action: Action, nodes: Sequence[tuple[int, Node]], fresh: str, form: Form | None, *, conflict: bool
) -> Asked:
    stored = action_form(keeper, action, nodes)
    now = words_of(stored) if conflict else None
    seen = fresh if form is None or conflict else form.data.get("seen", "")
    place = reverse("toimenpide", args=[keeper.access.municipality.code, action.strategy.code, action.code])
    depths = {node.code: depth for depth, node in nodes}
    return asked(form or stored, place, "toimenpide", seen, now=now, depths=depths)


def action_form(
    keeper: Keeper,
    action: Action,
    nodes: Iterable[tuple[int, Node]],
    typed: QueryDict | None = None,
) -> StepsForm:
    """The form of an action, filled with what stands or with what was typed; without its words where they are kept by
    the steward."""
    given: list[Any] = [typed] if typed is not None else []
    names = ("name_fi", "responsible_roles", "schedule", "sdg", "state")
    initial: dict[str, object] = {name: getattr(action, name) for name in names}
    if not keeper.keeps_wording(action):
        return StepsForm(typed, initial=initial)
    links = {link.node.code: link.proposed for link in action.links.all()}
    things = [(node.code, named(node)) for _depth, node in offered(nodes, links)]
    initial |= {"unit": action.unit_id or "", "nodes": [code for code, proposed in links.items() if not proposed]}
    units, whole = units_offered(keeper, action.unit)
    return ActionForm(*given, nodes=things, units=units, whole=whole, initial=initial)


def units_offered(keeper: Keeper, own: Unit | None = None) -> tuple[list[tuple[str, str]], bool]:
    """The units that the person keeps actions of, by their line: «Vapaa-aika / Kirjasto»; and whether also of none."""
    units = keeper.units(Right.KEEP_ACTIONS)
    if own is not None and own not in units:
        units.append(own)
    lines = [(str(one.pk), " / ".join(named(above) for above in keeper.organisation.line(one.pk))) for one in units]
    return sorted(lines, key=lambda one: one[1]), keeper.access.everywhere(Right.KEEP_ACTIONS)
