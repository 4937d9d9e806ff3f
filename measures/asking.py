"""A figure of a shut period is asked to be opened again; its approver opens it or says why not. Each step is a verb."""

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.languages import later
from measures.models import Indicator, Reopening, ReopeningRequest, Window
from measures.opening import LONGEST_REASON, held_shut, reopen_figure, reopened_in
from scorecard.models import Municipality, Unit, User

ANSWERED = later("Pyyntöön on jo vastattu. Mitään ei muutettu.")


def requests_within(municipality: Municipality | int, units: Collection[int]) -> QuerySet[ReopeningRequest]:
    """The requests about figures of these units (by id), the latest first, with all that is shown of them."""
    own = Q(unit__in=units) | Q(unit__isnull=True, indicator__responsible_unit__in=units)
    people = ("asked_by", "answered_by", "reopening__ended_by")
    found = ReopeningRequest.objects.filter(own, municipality=municipality)
    return found.select_related("window", "indicator__responsible_unit", "unit", *people).order_by("-id")


def waiting_requests(municipality: Municipality | int, units: Collection[int]) -> QuerySet[ReopeningRequest]:
    """Those that have no answer yet, the earliest first."""
    return requests_within(municipality, units).filter(answered_at__isnull=True).order_by("id")


def ask_reopening(
    *, window: Window, indicator: Indicator, unit: Unit | None, reason: str, by: User
) -> ReopeningRequest:
    """Asks that one figure be opened. Raises ValidationError: no reason, a window or figure that is open already, or
    a request of the same figure that still waits for its answer."""
    if not reason.strip() or len(reason) > LONGEST_REASON or "\x00" in reason:
        raise ValidationError(
            _("Kirjoita, miksi luku pitäisi avata (enintään %(most)s merkkiä).") % {"most": LONGEST_REASON}
        )
    try:
        with transaction.atomic():
            held = held_shut(window)
            if (indicator.pk, unit.pk if unit else None) in reopened_in(held):
                raise ValidationError(_("Luku on jo auki: voit kirjata sen."))
            return ReopeningRequest.objects.create(
                municipality_id=held.municipality_id,
                window=held,
                indicator=indicator,
                unit=unit,
                reason=reason.strip(),
                asked_at=timezone.now(),
                asked_by=by,
            )
    except IntegrityError:
        raise ValidationError(_("Tämän luvun avausta on jo pyydetty, eikä pyyntöön ole vielä vastattu.")) from None


@transaction.atomic
def grant_request(*, request: int, until: dt.date, by: User) -> Reopening:
    """Opens the figure until a day, for the reason and at the wish told in the request.

    Raises ValidationError when it has been answered, the day has gone by, or the window is open.
    """
    window = Window.objects.filter(reopening_requests=request).first()
    if window is None:
        raise ValidationError(ANSWERED)
    held_shut(window)
    held = _waiting(request)
    opened = reopen_figure(
        window=window,
        indicator=held.indicator,
        unit=held.unit,
        reason=held.reason,
        until=until,
        asked_by=held.asked_by,
        by=by,
    )
    held.reopening, held.answered_at, held.answered_by = opened, opened.opened_at, by
    held.save(update_fields=["reopening", "answered_at", "answered_by"])
    return opened


@transaction.atomic
def decline_request(*, request: int, reason: str, by: User) -> ReopeningRequest:
    """Says why the figure is not opened. Raises ValidationError without a reason, or when it has been answered."""
    if not reason.strip() or len(reason) > LONGEST_REASON or "\x00" in reason:
        raise ValidationError(
            _("Kirjoita, miksi lukua ei avata (enintään %(most)s merkkiä). Pyytäjä näkee syyn.")
            % {"most": LONGEST_REASON}
        )
    held = _waiting(request)
    held.declined_reason, held.answered_at, held.answered_by = reason.strip(), timezone.now(), by
    held.save(update_fields=["declined_reason", "answered_at", "answered_by"])
    return held


def _waiting(request: int) -> ReopeningRequest:
    """The request, locked until the step is done. Raises ValidationError when it has been answered."""
    held = ReopeningRequest.objects.select_for_update(of=("self",)).filter(pk=request, answered_at__isnull=True)
    found = held.select_related("indicator", "unit", "asked_by").first()
    if found is None:
        raise ValidationError(ANSWERED)
    return found
