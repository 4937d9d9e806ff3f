"""One figure opened again after its window has closed: for a reason, at somebody's wish, until a day; then it is shut.

Nothing is run to shut it: a reopening counts only as long as it has not expired.
"""

import datetime as dt
from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import end_of_day, today
from measures.models import Indicator, Reopening, Window
from measures.periods import Period
from scorecard.models import Municipality, Unit, User

LONGEST_REASON = 2000

type Figure = tuple[int, int | None]
"""An indicator and a unit by id; no unit: the municipality's own figure."""


def live(municipality: Municipality | int) -> QuerySet[Reopening]:
    """The municipality's reopenings that have neither expired nor been ended."""
    return Reopening.objects.filter(
        window__municipality=municipality, expires_at__gte=timezone.now(), ended_at__isnull=True
    )


def reopened_in(window: Window) -> dict[Figure, Reopening]:
    """The figures of a window that are open one by one, each with the reopening that lasts longest: one query."""
    return {(indicator, unit): one for (_, indicator, unit), one in reopened_over([window]).items()}


def reopened_over(windows: Collection[Window]) -> dict[tuple[int, int, int | None], Reopening]:
    """The same of several windows of one municipality, by window, indicator and unit; no query for no windows."""
    if not windows:
        return {}
    municipality = next(iter(windows)).municipality_id
    found = live(municipality).filter(window__in=windows).order_by("expires_at", "id")
    return {(one.window_id, one.indicator_id, one.unit_id): one for one in found}


def reopenings_in(windows: Collection[Window]) -> list[Reopening]:
    """Every reopening of these windows, in force or not, earliest first, with its figure and people: one query."""
    found = Reopening.objects.filter(window__in=windows).order_by("id")
    return list(found.select_related("indicator", "unit", "asked_by", "opened_by", "ended_by"))


def reopenings_of(indicator: Indicator, unit: Unit | None, period: Period) -> list[Reopening]:
    """Every reopening of an indicator's figures of a period, of one unit when given: one query."""
    found = Reopening.objects.filter(
        indicator=indicator, window__period_starts__lte=period.ends, window__period_ends__gte=period.ends
    )
    own = found.filter(unit=unit) if unit is not None else found
    return list(own.select_related("indicator", "unit", "asked_by", "opened_by", "ended_by").order_by("id"))


def are_open(window: Window, figures: Iterable[Figure]) -> bool:
    """May all these figures be entered now, the window itself open or not?"""
    return window.is_open(today()) or set(figures) <= set(reopened_in(window))


@transaction.atomic
def reopen_figure(
    *, window: Window, indicator: Indicator, unit: Unit | None, reason: str, until: dt.date, asked_by: User, by: User
) -> Reopening:
    """Opens one figure of a closed or locked window until the end of a day in Helsinki.

    Raises ValidationError with a sentence: no reason, a day gone by, or a window that is open or has not opened yet.
    """
    held = held_shut(window)
    if not reason.strip() or len(reason) > LONGEST_REASON or "\x00" in reason:
        raise ValidationError(_("Kirjoita, miksi luku avataan (enintään %(most)s merkkiä).") % {"most": LONGEST_REASON})
    if until < today():
        raise ValidationError(_("Päivä on jo mennyt. Valitse tämä päivä tai myöhempi."))
    return Reopening.objects.create(
        window=held,
        indicator=indicator,
        unit=unit,
        reason=reason.strip(),
        asked_by=asked_by,
        opened_at=timezone.now(),
        opened_by=by,
        expires_at=end_of_day(until),
    )


@transaction.atomic
def reopen_figures(
    *,
    window: Window,
    figures: Iterable[tuple[Indicator, Unit | None]],
    reason: str,
    until: dt.date,
    asked_by: User,
    by: User,
) -> list[Reopening]:
    """Opens several figures, all of them or none: what a unit that could not keep the days still owes."""
    return [
        reopen_figure(
            window=window, indicator=indicator, unit=unit, reason=reason, until=until, asked_by=asked_by, by=by
        )
        for indicator, unit in figures
    ]


@transaction.atomic
def end_reopening(*, reopening: Reopening, by: User) -> list[Reopening]:
    """Shuts a figure that was opened by itself before its time, however many times it was opened.

    Raises ValidationError when it is shut already.
    """
    # The window first, then the reopening: in that order whoever enters a figure takes them too.
    window = Window.objects.select_for_update().get(pk=reopening.window_id)
    same = live(window.municipality_id).filter(window=window, indicator=reopening.indicator_id, unit=reopening.unit_id)
    held = list(same.select_for_update(of=("self",)).order_by("id"))
    if not held:
        raise ValidationError(_("Luku ei ole enää avattuna. Mitään ei muutettu."))
    for one in held:
        one.ended_at, one.ended_by = timezone.now(), by
        one.save(update_fields=["ended_at", "ended_by"])
    return held


def held_shut(window: Window) -> Window:
    """The window, held until the step is done. Raises ValidationError when its figures need no reopening."""
    held = Window.objects.select_for_update().get(pk=window.pk)
    if held.is_open(today()):
        raise ValidationError(_("Kausi on auki: luvun voi kirjata ilman avausta."))
    if today() < held.opens:
        raise ValidationError(_("Kauden kirjaus ei ole vielä alkanut: yhtä lukua ei voi avata ennen sitä."))
    return held
