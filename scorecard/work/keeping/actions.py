"""Units' own actions are added, changed, ended and taken away.

The wording of a programme's action is quoted from the programme: ``facts`` then come without it (see the forms).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from kemi_strategy.web.languages import later
from scorecard.actions import delete_as, save_as
from scorecard.models import Action, Node, Strategy, User
from scorecard.models.codes import WorkState
from scorecard.work.keeping.links import links_version, serve
from scorecard.work.keeping.versions import ChangedMeanwhile, free_code, hold, put, version

MEASURED = later(
    "Toimenpidettä ei voi poistaa, koska siihen on liitetty mittari. Merkitse se valmiiksi tai keskeytetyksi: "
    "se jää talteen."
)


@transaction.atomic
def add_action(*, strategy: Strategy, facts: Mapping[str, Any], nodes: Iterable[Node], by: User) -> Action:
    """Adds an action with what it serves. Raises ValidationError when the unit has one of the same name."""
    held = Strategy.objects.select_for_update().get(pk=strategy.pk)
    others = Action.objects.filter(strategy=held)
    if others.filter(name_fi=facts["name_fi"], unit=facts["unit"]).exists():
        raise ValidationError(_("Yksiköllä on jo tämän niminen toimenpide. Muuta sitä, tai anna uudelle toinen nimi."))
    action = Action(strategy=held, **facts)
    action.code = free_code(action.name_fi, set(others.values_list("code", flat=True)))
    action.order = (others.aggregate(last=Max("order"))["last"] or 0) + 1
    save_as(action, by)
    serve(work=action, nodes=nodes, seen=0, by=by)
    return action


def action_version(action: Action) -> str:
    """Which version of an action and of what it serves was read."""
    return f"{version(Action, id=action.pk)}.{links_version(action)}"


@transaction.atomic
def change_action(
    *, action: Action, seen: str, facts: Mapping[str, Any], nodes: Iterable[Node] | None, by: User
) -> Action:
    """Changes an action and what it serves; None leaves the latter alone. Raises ChangedMeanwhile when ``seen`` is not
    the last version and something would change."""
    held = hold(Action, action.pk)
    fresh = action_version(held) == seen
    if not fresh and any(getattr(held, name) != value for name, value in facts.items()):
        raise ChangedMeanwhile
    put(held, facts, by)
    if nodes is not None:
        serve(work=held, nodes=nodes, seen=links_version(held) if fresh else -1, by=by)
    return held


@transaction.atomic
def end_action(*, action: Action, state: WorkState, by: User) -> Action:
    """Marks an action done or suspended."""
    held = hold(Action, action.pk)
    put(held, {"state": state.value}, by)
    return held


@transaction.atomic
def delete_action(*, action: Action, by: User) -> None:
    """Takes an action away; its history keeps it. Raises ValidationError when an indicator hangs on it."""
    held = hold(Action, action.pk)
    try:
        with transaction.atomic():
            for link in held.links.all():
                delete_as(link, by)
            delete_as(held, by)
    except ProtectedError:
        raise ValidationError(MEASURED) from None
