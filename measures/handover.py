"""Someone leaves: all their roles end on the last day, and from the next day another has them; all in one step.

Nothing recorded changes its writer. Drafts, returned figures, requests and reopenings are the unit's, so they go on
with whoever has the roles; ``plan_handover`` tells beforehand what will move.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today
from kemi_strategy.web.speaking import LANGUAGES, content, named
from measures.actions import delete_as, save_as
from measures.answering import in_force
from measures.asking import waiting_requests
from measures.models import Actual
from measures.opening import live
from scorecard.labels import ROLES
from scorecard.models import Handover, Membership, Municipality, Unit, User
from scorecard.models.codes import Role
from scorecard.permissions import TABLE, Access, Post, Right

_DAY = dt.timedelta(days=1)
HEADS = frozenset({Role.SECTOR_HEAD, Role.DEPUTY})


@dataclass(frozen=True, slots=True)
class Move:
    """A role that goes on with the successor from ``starts`` (to ``ends``); ``had``: the successor has it already."""

    post: Membership
    starts: dt.date
    ends: dt.date | None
    had: Membership | None

    @property
    def words(self) -> str:
        """The role and where it is held."""
        role = ROLES[Role(self.post.role)]
        return f"{role}, {named(self.post.unit)}" if self.post.unit is not None else role


@dataclass(frozen=True, slots=True)
class Plan:
    """What a handover will do. ``headless``: units whose figures only the steward could approve afterwards.

    ``unattended``: units that would have nobody to enter. ``drafts`` and the others: what stands open in the units.
    """

    leaver: User
    successor: User | None
    last_day: dt.date
    moves: tuple[Move, ...]
    headless: tuple[Unit, ...]
    unattended: tuple[Unit, ...]
    drafts: tuple[tuple[str, int], ...]
    returned: tuple[tuple[str, int], ...]
    waiting: tuple[tuple[str, int], ...]
    requests: int
    reopenings: int


def plan_handover(
    *,
    municipality: Municipality,
    leaver: User,
    successor: User | None,
    last_day: dt.date,
    parents: Mapping[int, int | None],
) -> Plan:
    """What would happen, in a fixed number of queries; nothing is changed.

    Raises ValidationError with a sentence when it cannot be: the same person, a day gone by, an account not in use, no
    roles that go on, or the last steward leaving without a successor.
    """
    _refuse_impossible(leaver, successor, last_day)
    posts = list(continuing(municipality, leaver, last_day))
    if not posts:
        raise ValidationError(_("Henkilöllä ei ole rooleja, jotka jatkuisivat viimeisen päivän jälkeen."))
    moves = tuple(_move(post, _same(post, successor), last_day) for post in posts)
    after = _after(municipality, leaver, successor, posts, last_day)
    if any(one.role == Role.STEWARD for one in posts) and not any(role == Role.STEWARD for role, _unit in after):
        raise ValidationError(_("Kuntaan ei jäisi strategian pääkäyttäjää. Valitse seuraaja."))
    enters, approves = (_reach(municipality, posts, right, parents) for right in (Right.ENTER, Right.APPROVE))
    return Plan(
        leaver=leaver,
        successor=successor,
        last_day=last_day,
        moves=moves,
        headless=_without(posts, HEADS, after, parents),
        unattended=_without(posts, {Role.SUPERVISOR}, after, parents),
        drafts=_counted(_standing(municipality, enters).filter(submitted_at__isnull=True)),
        returned=_counted(_standing(municipality, enters).filter(returned_at__isnull=False)),
        waiting=_counted(
            _standing(municipality, approves).filter(submitted_at__isnull=False, returned_at__isnull=True)
        ),
        requests=waiting_requests(municipality, enters | approves).count(),
        reopenings=live(municipality).filter(_of(enters)).count(),
    )


@transaction.atomic
def hand_over(
    *,
    municipality: Municipality,
    leaver: User,
    successor: User | None,
    last_day: dt.date,
    parents: Mapping[int, int | None],
    confirmed: bool = False,
    by: User,
) -> Handover:
    """Ends the leaver's roles and gives them to the successor, all in one step.

    Raises ValidationError as ``plan_handover`` does, and when a unit would be left without an approver and that has not
    been confirmed.
    """
    # One handover at a time in a municipality: of two last stewards who leave at once each would see the other stay.
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    plan = plan_handover(
        municipality=municipality, leaver=leaver, successor=successor, last_day=last_day, parents=parents
    )
    if plan.headless and not confirmed:
        names = ", ".join(named(unit) for unit in plan.headless)
        raise ValidationError(
            _("Ilman hyväksyjää jäisi: %(names)s. Valitse seuraaja tai vahvista, että näin on tarkoitus.")
            % {"names": names}
        )
    for move in plan.moves:
        _end(move.post, last_day, by)
        if successor is not None:
            _give(move, successor, by)
    return Handover.objects.create(
        municipality=municipality,
        leaver=leaver,
        successor=successor,
        last_day=last_day,
        roles="; ".join(move.words for move in plan.moves),
        done_at=timezone.now(),
        done_by=by,
    )


def continuing(municipality: Municipality, person: User, last_day: dt.date) -> QuerySet[Membership]:
    """The person's roles that would go on after a day, those that have not begun included."""
    posts = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gt=last_day), municipality=municipality)
    return posts.filter(user=person).select_related("unit").order_by("role", "unit__order", "unit__code", "id")


def _refuse_impossible(leaver: User, successor: User | None, last_day: dt.date) -> None:
    if successor is not None and successor.pk == leaver.pk:
        raise ValidationError(_("Seuraaja on sama henkilö kuin lähtijä. Valitse toinen."))
    if successor is not None and not successor.is_active:
        raise ValidationError(_("Seuraajan tunnus ei ole käytössä. Valitse toinen."))
    if last_day < today() - _DAY:
        raise ValidationError(_("Viimeinen päivä voi olla aikaisintaan eilen. Menneitä päiviä ei muuteta."))


def _same(post: Membership, successor: User | None) -> list[Membership]:
    """The same role of the successor's in the same place, the earliest first.

    In that order the first one that overlaps can be stretched back: no other begins on the day it will begin.
    """
    if successor is None:
        return []
    same = Membership.objects.filter(user=successor, municipality=post.municipality_id, role=post.role, unit=post.unit)
    return list(same.order_by(F("valid_from").asc(nulls_first=True)))


def _move(post: Membership, same: Iterable[Membership], last_day: dt.date) -> Move:
    starts = last_day + _DAY
    if post.valid_from is not None and post.valid_from > starts:
        starts = post.valid_from
    had = next((one for one in same if _overlap(one, starts, post.valid_to)), None)
    return Move(post, starts, post.valid_to, had)


def _overlap(post: Membership, starts: dt.date, ends: dt.date | None) -> bool:
    begun = ends is None or post.valid_from is None or post.valid_from <= ends
    return begun and (post.valid_to is None or post.valid_to >= starts)


def _end(post: Membership, last_day: dt.date, by: User) -> None:
    """A role that has begun ends on its last day; one that has not is taken away, and its history stays."""
    if post.valid_from is not None and post.valid_from > last_day:
        delete_as(post, by)
        return
    post.valid_to = last_day
    save_as(post, by)


def _give(move: Move, successor: User, by: User) -> None:
    """A role of the successor's own that overlaps is stretched to hold both; else there is a new one."""
    post = move.had or Membership(
        user=successor,
        municipality_id=move.post.municipality_id,
        role=move.post.role,
        unit=move.post.unit,
        valid_from=move.starts,
        valid_to=move.ends,
    )
    if post.valid_from is not None and post.valid_from > move.starts:
        post.valid_from = move.starts
    if post.valid_to is not None and (move.ends is None or move.ends > post.valid_to):
        post.valid_to = move.ends
    save_as(post, by)


def _after(
    municipality: Municipality, leaver: User, successor: User | None, posts: Sequence[Membership], last_day: dt.date
) -> set[tuple[str, int | None]]:
    """The roles that somebody holds on the day after, and where."""
    others = in_force(municipality, last_day + _DAY).exclude(user=leaver)
    held = set(others.values_list("role", "unit"))
    return held | ({(post.role, post.unit_id) for post in posts} if successor is not None else set())


def _without(
    posts: Iterable[Membership],
    roles: Collection[Role],
    after: Collection[tuple[str, int | None]],
    parents: Mapping[int, int | None],
) -> tuple[Unit, ...]:
    """The units of these posts in which nobody would hold any of the roles, neither there nor above."""
    held = {unit for role, unit in after if role in roles}
    units = {post.unit.pk: post.unit for post in posts if post.unit is not None and post.role in roles}
    return tuple(unit for pk, unit in units.items() if not _line(pk, parents) & held)


def _line(unit: int, parents: Mapping[int, int | None]) -> set[int | None]:
    line: set[int | None] = set()
    above: int | None = unit
    while above is not None:
        line.add(above)
        above = parents.get(above)
    return line


def _reach(
    municipality: Municipality, posts: Iterable[Membership], right: Right, parents: Mapping[int, int | None]
) -> frozenset[int]:
    held = frozenset(Post(Role(post.role), post.unit_id) for post in posts if post.role in TABLE[right])
    return Access(municipality, held).reach(right, parents)


def _of(units: Collection[int]) -> Q:
    return Q(unit__in=units) | Q(unit__isnull=True, indicator__responsible_unit__in=units)


def _standing(municipality: Municipality, units: Collection[int]) -> QuerySet[Actual]:
    """Figures of the units that nobody has replaced or approved yet."""
    ledger = Actual.objects.filter(_of(units), municipality=municipality).standing()
    return ledger.filter(approved_at__isnull=True)


def _counted(entries: QuerySet[Actual]) -> tuple[tuple[str, int], ...]:
    """How many of each unit, by the unit's name; the municipality's own figures by their indicator's unit."""
    counts: dict[str, int] = {}
    names = [f"name_{language}" for language in LANGUAGES]
    columns = [*(f"unit__{name}" for name in names), *(f"indicator__responsible_unit__{name}" for name in names)]
    found = entries.order_by("unit__order", "unit__code").values_list(*columns).annotate(Count("pk"))
    for *given, number in found:
        own, responsible = ([text or "" for text in part] for part in (given[:3], given[3:]))
        name = content(*(own if own[0] else responsible))
        counts[name] = counts.get(name, 0) + number
    return tuple(counts.items())
