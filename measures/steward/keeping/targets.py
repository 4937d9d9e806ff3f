"""A target is decided as a new version valid from a day; one that no frozen report uses may still be corrected."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.languages import later
from measures.actions import decide_targets
from measures.models import Indicator, KpiRow, TargetVersion
from measures.models.codes import Reading
from measures.reported import reported_in, used_by
from measures.targets import Binding, Target
from scorecard.actions import save_as
from scorecard.models import Decision, User
from scorecard.work.keeping.versions import ChangedMeanwhile, hold, put

NEEDS_DECISION = later("Sitova tavoite tarvitsee päätöksen: valitse päätös tai lisää uusi.")
REPORTED_NEEDS_DECISION = later(
    "Tavoite alkaa kaudelta, josta on jäädytetty raportti {}. Siihen tarvitaan päätös; raportti itse ei muutu."
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A target as it is to be written: its value, the compared indicator, from when, by which decision.

    ``questions``: what is open in it, as one text; empty when nothing is. ``settles``: what was asked of the row before
    has been answered with it.
    """

    target: Target
    valid_from: dt.date
    other: Indicator | None = None
    decision: Decision | None = None
    questions: str = ""
    settles: bool = False


@transaction.atomic
def decide_target(*, row: KpiRow, seen: int, decided: Decided, by: User) -> TargetVersion:
    """Writes a new version beside the old ones. ``seen``: the latest version that was read.

    Raises ChangedMeanwhile when another has come meanwhile, and ValidationError when there is one of that day already,
    or a decision is needed and not given.
    """
    held = hold(KpiRow, row.pk)
    versions = _fresh(held, seen)
    if any(one.valid_from == decided.valid_from for one in versions):
        raise ValidationError(
            {
                "valid_from": _(
                    "Rivillä on jo tavoite, joka on voimassa %(day)s alkaen. Valitse toinen päivä tai korjaa sitä."
                )
                % {"day": write_day(decided.valid_from)}
            }
        )
    _refuse_undecided(held, versions, decided)
    return _write(held, decided, None, by)


@transaction.atomic
def correct_target(*, version: TargetVersion, seen: int, decided: Decided, by: User) -> TargetVersion:
    """Writes a version in the place of another one of the same day, which stays in the ledger.

    Raises ChangedMeanwhile when another has come meanwhile, and ValidationError when a frozen report uses the version:
    then a new decision is needed.
    """
    held = hold(KpiRow, version.row_id)
    versions = _fresh(held, seen)
    reports = used_by(version, versions, reported_in(held, versions))
    if reports:
        raise ValidationError(
            _(
                "Jäädytetty raportti %(codes)s käyttää tätä tavoitetta, joten sitä ei korjata. "
                "Kirjaa uusi tavoite ja sen päätös."
            )
            % {"codes": ", ".join(sorted(one.code for one in reports))}
        )
    if decided.target.binding is Binding.BINDING and decided.decision is None and version.decision_id is not None:
        raise ValidationError({"decision": str(NEEDS_DECISION)})
    return _write(held, decided, version, by)


@transaction.atomic
def add_decision(*, row: KpiRow, facts: dict[str, Any], by: User) -> Decision:
    """Adds a decision to the row's strategy, or gives the one that is there already."""
    key = {name: facts[name] for name in ("body", "date", "section")}
    known = Decision.objects.filter(strategy=row.strategy_id, **key).first()
    if known is not None:
        return known
    decision = Decision(strategy_id=row.strategy_id, **facts)
    save_as(decision, by)
    return decision


def _fresh(row: KpiRow, seen: int) -> list[TargetVersion]:
    versions = list(TargetVersion.objects.filter(row=row).order_by("id"))
    if max((one.pk for one in versions), default=0) != seen:
        raise ChangedMeanwhile
    return versions


def _refuse_undecided(row: KpiRow, versions: Sequence[TargetVersion], decided: Decided) -> None:
    if decided.decision is not None:
        return
    if decided.target.binding is Binding.BINDING:
        raise ValidationError({"decision": str(NEEDS_DECISION)})
    reports = [one.code for one in reported_in(row, versions) if one.ends >= decided.valid_from]
    if reports:
        raise ValidationError({"decision": str(REPORTED_NEEDS_DECISION).format(", ".join(sorted(reports)))})


def _write(row: KpiRow, decided: Decided, corrects: TargetVersion | None, by: User) -> TargetVersion:
    target = decided.target
    version = TargetVersion(
        row=row,
        valid_from=decided.valid_from,
        kind=target.kind,
        value=target.value,
        upper=target.upper,
        op=target.op or "",
        other=decided.other,
        level=target.level or "",
        words=target.words,
        due=target.due,
        repeats=target.repeats,
        binding=target.binding,
        decision=decided.decision,
        supersedes=corrects,
    )
    version.validate_constraints()
    decide_targets(versions=[version], at=timezone.now(), by=by)
    put(row, _reading(row, decided, by), by)
    return version


def _reading(row: KpiRow, decided: Decided, by: User) -> dict[str, Any]:
    """How sure the reading of the row is after this: open questions make it proposed, answered ones confirmed.

    A row may be sure and have a question beside it; a target without a question of its own leaves it as sure as it was.
    """
    before = "" if decided.settles else row.question
    question = " ".join(part for part in (before, decided.questions) if part)
    if decided.questions or (question and row.reading == Reading.PROPOSED):
        return {"reading": Reading.PROPOSED, "question": question, "confirmed_at": None, "confirmed_by": None}
    if row.reading == Reading.PROPOSED:
        return {"reading": Reading.CONFIRMED, "question": "", "confirmed_at": timezone.now(), "confirmed_by": by}
    return {"question": question}
