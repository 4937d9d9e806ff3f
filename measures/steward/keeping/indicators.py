"""Indicators are added, changed, ended and taken away; what has been measured is never told otherwise afterwards."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.languages import later
from measures.models import Indicator, KpiRow, ReportingUnit, RollUpRule, TargetVersion
from measures.steward.keeping.rules import Joining
from measures.steward.settled import figures_of
from scorecard.actions import delete_as, save_as
from scorecard.models import Municipality, User
from scorecard.work.keeping.versions import ChangedMeanwhile, free_code, hold, put, version

MEASURED = ("value_type", "measure_unit", "frequency", "measuring_year")
"""What the figures mean: it does not change once there are any."""
HAS_FIGURES = later(
    "Mittarilla on jo lukuja, joten luvun lajia, mittayksikköä, asteikkoa, tiheyttä ja mittausvuotta ei vaihdeta: "
    "vanhat luvut tarkoittaisivat silloin muuta. Päätä mittari ja tee uusi."
)
STAYS = later(
    "Mittaria ei voi poistaa, koska siihen on kirjattu lukuja, se on strategian rivinä tai toinen mittari käyttää sitä "
    "painona tai vertailuna. Päätä se: silloin sen luvut jäävät talteen, eikä uusia enää kysytä."
)


@transaction.atomic
def add_indicator(*, municipality: Municipality, facts: Mapping[str, Any], joining: Joining, by: User) -> Indicator:
    """Adds an indicator with its rule from the beginning. Without a code it gets one from its name.

    Raises ValidationError when the code or the name is taken.
    """
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    others = Indicator.objects.filter(municipality=municipality)
    if others.filter(name_fi=facts["name_fi"]).exists():
        raise ValidationError({"name_fi": _("Kunnalla on jo tämän niminen mittari. Anna uudelle toinen nimi.")})
    indicator = Indicator(municipality=municipality, **facts)
    indicator.code = indicator.code or free_code(indicator.name_fi, set(others.values_list("code", flat=True)))[:40]
    if others.filter(code=indicator.code).exists():
        raise ValidationError({"code": _("Tällä koodilla on jo mittari tässä kunnassa.")})
    indicator.validate_constraints()
    save_as(indicator, by)
    rule = RollUpRule(indicator=indicator, **joining.values)
    rule.validate_constraints()
    save_as(rule, by)
    return indicator


@transaction.atomic
def change_indicator(*, indicator: Indicator, seen: int, facts: Mapping[str, Any], by: User) -> Indicator:
    """Changes the definition. Raises ChangedMeanwhile when ``seen`` is not the last version and something would
    change, and ValidationError where the meaning of figures that are there would change."""
    held = hold(Indicator, indicator.pk)
    changed = {name for name, value in facts.items() if getattr(held, name) != value}
    if changed and version(Indicator, id=held.pk) != seen:
        raise ChangedMeanwhile
    # A measuring year that was never said may still be told.
    meaning = changed.intersection(MEASURED) - ({"measuring_year"} if held.measuring_year is None else set())
    if meaning and figures_of(held).number:
        raise ValidationError(dict.fromkeys(meaning, str(HAS_FIGURES)))
    put(held, facts, by)
    return held


@transaction.atomic
def retire_indicator(*, indicator: Indicator, last_day: dt.date, by: User) -> Indicator:
    """Ends an indicator: no unit reports it and no strategy has it after ``last_day``; its figures stay.

    Raises ValidationError when a figure is of a later period, or another indicator still needs this one.
    """
    held = hold(Indicator, indicator.pk)
    latest = figures_of(held).last
    if latest is not None and latest > last_day:
        raise ValidationError(
            _("Mittarilla on luku kaudelta, joka päättyy %(day)s. Viimeinen päivä voi olla aikaisintaan se.")
            % {"day": write_day(latest)}
        )
    needed = _needed_by(held, last_day)
    if needed:
        raise ValidationError(
            _("Mittaria käytetään vertailussa tai painona: %(codes)s. Anna niille ensin uusi tavoite tai sääntö.")
            % {"codes": ", ".join(needed)}
        )
    for reporter in ReportingUnit.objects.filter(indicator=held):
        _end_reporting(reporter, last_day, by)
    for row in KpiRow.objects.filter(indicator=held):
        if row.is_there(last_day + dt.timedelta(days=1)):
            put(row, {"last_day": last_day}, by)
    put(held, {"last_day": last_day}, by)
    return held


@transaction.atomic
def resume_indicator(*, indicator: Indicator, by: User) -> Indicator:
    """Takes the end of an indicator back. Units and rows that ended with it go on."""
    held = hold(Indicator, indicator.pk)
    ended = held.last_day
    if ended is None:
        return held
    for reporter in ReportingUnit.objects.filter(indicator=held, valid_to=ended):
        put(reporter, {"valid_to": None}, by)
    for row in KpiRow.objects.filter(indicator=held, last_day=ended):
        put(row, {"last_day": None}, by)
    put(held, {"last_day": None}, by)
    return held


@transaction.atomic
def delete_indicator(*, indicator: Indicator, by: User) -> None:
    """Takes away an indicator that was never used; the history keeps it.

    Raises ValidationError when it has figures, a row, or another indicator needs it: such a one is ended.
    """
    held = hold(Indicator, indicator.pk)
    try:
        with transaction.atomic():
            for part in (*held.reporting_units.all(), *held.roll_up_rules.all()):
                delete_as(part, by)
            delete_as(held, by)
    except ProtectedError:
        raise ValidationError(str(STAYS)) from None


def _end_reporting(reporter: ReportingUnit, last_day: dt.date, by: User) -> None:
    """One that would have begun later never does."""
    if reporter.valid_from is not None and reporter.valid_from > last_day:
        delete_as(reporter, by)
    elif reporter.valid_to is None or reporter.valid_to > last_day:
        put(reporter, {"valid_to": last_day}, by)


def _needed_by(indicator: Indicator, last_day: dt.date) -> list[str]:
    """The codes of indicators that are compared with it or weighed by it after the day: by their latest target and
    rule."""
    after = last_day + dt.timedelta(days=1)
    compared = TargetVersion.objects.filter(other=indicator, superseded_by=None).exclude(row__indicator=indicator)
    weighed = RollUpRule.objects.filter(weight=indicator).exclude(indicator=indicator).select_related("indicator")
    found = set()
    for one in compared.select_related("row__indicator"):
        newer = TargetVersion.objects.filter(row=one.row, superseded_by=None, valid_from__gt=one.valid_from)
        if one.row.is_there(after) and not newer.filter(valid_from__lte=after).exists():
            found.add(one.row.indicator.code)
    for rule in weighed:
        newer_rules = RollUpRule.objects.filter(indicator=rule.indicator, valid_from__lte=after)
        latest = newer_rules.order_by("valid_from").last()
        if rule.indicator.last_day is None and (latest is None or latest == rule or _is_later(rule, latest)):
            found.add(rule.indicator.code)
    return sorted(found)


def _is_later(rule: RollUpRule, latest: RollUpRule) -> bool:
    return rule.valid_from is not None and latest.valid_from is not None and rule.valid_from > latest.valid_from
