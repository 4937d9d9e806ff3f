"""A reading is settled: confirmed as proposed, another one chosen, or rejected; a proposed link confirmed or dropped.

The decision's words stay as they are. Another reading of them corrects the target version in its place: the ledger
keeps both, with who and when, and what was known on an earlier day is still shown as it was read then. A target that a
frozen report judges by is not corrected: the other reading is a new version from the day after that report's period, so
that the report and its period go on saying the same. Of two stewards the second hears that the first was there before.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from measures.actions import decide_targets, delete_as, save_as
from measures.models import Indicator, KpiRow, TargetVersion
from measures.models.codes import Reading
from measures.readings.finding import Link, OpenRow, open_row, rows_of, target_of
from measures.reported import reports_using
from measures.targets import Kind, Target
from scorecard.models import User
from scorecard.work.keeping.versions import ChangedMeanwhile, hold


@transaction.atomic
def confirm_reading(*, row: KpiRow, seen: str, by: User) -> KpiRow:
    """The reading is as proposed. Raises ValidationError where there is none to confirm."""
    now = _held(row, seen)
    if now.version is None or now.version.kind == Kind.UNDECIDED:
        raise ValidationError(_("Tavoite on vielä avoin, joten vahvistettavaa ei ole. Valitse ensin tulkinta."))
    return _confirmed(now.row, by)


@transaction.atomic
def choose_reading(*, row: KpiRow, target: Target, other: Indicator | None, seen: str, by: User) -> TargetVersion:
    """The words mean this target: the version in force is corrected by it, and the reading is confirmed."""
    now = _held(row, seen)
    if now.version is not None and target_of(now.version) == _with_words(target, now.version):
        _confirmed(now.row, by)
        return now.version
    chosen = _correct(now, target, other, by)
    _confirmed(now.row, by)
    return chosen


@transaction.atomic
def reject_reading(*, row: KpiRow, seen: str, by: User) -> TargetVersion:
    """The words do not mean what was proposed: the target is undecided until a reading is chosen."""
    now = _held(row, seen)
    if now.version is not None and now.version.kind == Kind.UNDECIDED:
        raise ValidationError(_("Tavoite on jo avoin. Valitse tulkinta, kun se on selvillä."))
    return _correct(now, Target(Kind.UNDECIDED), None, by)


@transaction.atomic
def settle_link(*, link: Link, confirmed: bool, by: User) -> bool:
    """Makes a proposed link a sure one, or takes it away. False when somebody has settled it meanwhile."""
    model = type(link)
    held = model._default_manager.select_for_update().filter(pk=link.pk, proposed=True).first()
    if held is None:
        return False
    if not confirmed:
        delete_as(held, by)
        return True
    held.proposed = False
    if hasattr(held, "question"):
        held.question = ""
    save_as(held, by)
    return True


def _held(row: KpiRow, seen: str) -> OpenRow:
    """The row, held until the step is done. Raises ChangedMeanwhile when it is not as it was read."""
    hold(KpiRow, row.pk)
    now = open_row(rows_of(row.strategy.municipality).get(pk=row.pk))
    if now.seen != seen:
        raise ChangedMeanwhile
    if now.row.reading != Reading.PROPOSED:
        raise ValidationError(_("Tulkinta on jo vahvistettu. Mitään ei muutettu."))
    return now


def _confirmed(row: KpiRow, by: User) -> KpiRow:
    row.reading, row.confirmed_at, row.confirmed_by = Reading.CONFIRMED, timezone.now(), by
    save_as(row, by)
    return row


def _with_words(target: Target, version: TargetVersion) -> Target:
    """The target as its version would be read back."""
    return target_of(_version(target, version.other if target.other else None, version))


def _correct(now: OpenRow, target: Target, other: Indicator | None, by: User) -> TargetVersion:
    """A version in the place of the one in force; after the reports that judge by that one, a version beside it."""
    if now.version is None:
        raise ValidationError(_("Rivillä ei ole tavoitetta, jota tulkita. Lisää sille ensin tavoite."))
    version = _version(target, other, now.version)
    first = first_day_of_another(now.version)
    if first is None:
        version.supersedes = now.version
    else:
        version.valid_from = first
        _refuse_taken(version)
    version.validate_constraints()
    return decide_targets(versions=[version], at=timezone.now(), by=by)[0]


def first_day_of_another(version: TargetVersion) -> dt.date | None:
    """The day another reading would be valid from: the one after the last report that judges by this; None: its own."""
    ends = [report.ends for report in reports_using(version)]
    return max(ends) + dt.timedelta(days=1) if ends else None


def _refuse_taken(version: TargetVersion) -> None:
    if TargetVersion.objects.filter(row=version.row_id, valid_from=version.valid_from).exists():
        said = _("Rivillä on jo tavoite %(day)s alkaen. Mitään ei muutettu: korjaa sitä rivin sivulla.")
        raise ValidationError(said % {"day": write_day(version.valid_from)})


def _version(target: Target, other: Indicator | None, before: TargetVersion) -> TargetVersion:
    """The same decision, words, first day and bindingness, with another reading."""
    return TargetVersion(
        row_id=before.row_id,
        valid_from=before.valid_from,
        kind=target.kind,
        value=target.value,
        upper=target.upper,
        op=target.op or "",
        other=other,
        level=target.level or "",
        words=before.words,
        due=target.due,
        repeats=target.repeats,
        binding=before.binding,
        decision_id=before.decision_id,
    )
