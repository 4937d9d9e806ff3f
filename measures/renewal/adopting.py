"""A draft is adopted: the decision becomes that of its binding targets, and the work that goes on moves to it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from measures.actions import decide_targets
from measures.models import TargetVersion
from measures.renewal.copying import TARGET
from measures.targets import Binding, Kind
from scorecard.models import Decision, Strategy, User
from scorecard.steward.keeping.copies import move_work
from scorecard.steward.keeping.strategies import adopt_strategy

_NOTHING_DECIDED = (Kind.WATCHED, Kind.UNDECIDED)


@transaction.atomic
def adopt(*, strategy: Strategy, decision: Decision, day: dt.date, works: bool, by: User) -> Strategy:
    """Adopts a draft from a day by a decision. ``works``: projects and actions of the version it supersedes that go on
    move to it. Raises ValidationError as ``adopt_strategy`` and ``move_work`` do; then nothing has changed."""
    adopted = adopt_strategy(strategy=strategy, decision=decision, day=day, by=by)
    _decide(adopted, decision, day, by)
    if works:
        move_work(strategy=adopted, by=by)
    return adopted


def _decide(strategy: Strategy, decision: Decision, day: dt.date, by: User) -> None:
    """The binding targets that rest on no decision yet rest on this one, from the strategy's first day on."""
    versions = TargetVersion.objects.filter(
        row__strategy=strategy, binding=Binding.BINDING, decision=None, superseded_by=None
    ).exclude(kind__in=_NOTHING_DECIDED)
    rows: dict[int, list[TargetVersion]] = {}
    for version in versions.order_by("valid_from", "id"):
        rows.setdefault(version.row_id, []).append(version)
    decided = [one for own in rows.values() for one in _decided(own, decision, day)]
    decide_targets(versions=decided, at=timezone.now(), by=by)


def _decided(own: list[TargetVersion], decision: Decision, day: dt.date) -> list[TargetVersion]:
    """Each target of a row again with the decision: those that hold later on their own days, the first from ``day``."""
    begun = [one for one in own if one.valid_from <= day]
    first = begun[-1] if begun else own[0]
    again = [_again(first, decision, day)]
    return again + [_again(one, decision, one.valid_from) for one in own if one.valid_from > day]


def _again(version: TargetVersion, decision: Decision, day: dt.date) -> TargetVersion:
    facts = {name: getattr(version, name) for name in TARGET}
    corrected = version if version.valid_from == day else None
    return TargetVersion(row_id=version.row_id, valid_from=day, decision=decision, supersedes=corrected, **facts)
