"""How an indicator's figures become one: a new rule is valid from a day, and a closed period keeps its figure."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today, write_day
from measures.models import Indicator, RollUpRule
from measures.models.codes import ValueType
from measures.rollup import AcrossTime, AcrossUnits
from measures.steward.settled import figures_of, first_open_day
from scorecard.actions import delete_as, save_as
from scorecard.models import User
from scorecard.work.keeping.versions import ChangedMeanwhile, hold, put


@dataclass(frozen=True, slots=True)
class Joining:
    """How figures become one: across units, across time, and by which indicator they are weighed."""

    across_units: AcrossUnits
    across_time: AcrossTime
    weight: Indicator | None = None

    @property
    def values(self) -> dict[str, Any]:
        """As the fields of a rule."""
        return {"across_units": self.across_units, "across_time": self.across_time, "weight": self.weight}

    def fault(self, value_type: str) -> tuple[str, str]:
        """The field that does not fit what is measured, and why; two empty texts when all fit."""
        if self.across_units is AcrossUnits.WEIGHTED and self.weight is None:
            return "weight", _("Valitse mittari, jolla luvut painotetaan.")
        if self.across_units is AcrossUnits.SHARE_DONE and value_type != ValueType.YES_NO:
            return "across_units", _(
                "Valmiiden osuus lasketaan vastauksista kyllä ja ei: valitse luvun lajiksi kyllä/ei."
            )
        if value_type != ValueType.NUMBER and self.across_units in _OF_NUMBERS:
            return "across_units", _("Sanallisia arvoja ei voi laskea yhteen eikä keskiarvoksi. Valitse toinen tapa.")
        words = value_type != ValueType.NUMBER and self.across_units is not AcrossUnits.SHARE_DONE
        if words and self.across_time is not AcrossTime.LAST:
            return "across_time", _("Sanallinen arvo ei kerry: valitse taso.")
        return "", ""


_OF_NUMBERS = {AcrossUnits.SUM, AcrossUnits.RATIO, AcrossUnits.WEIGHTED, AcrossUnits.MEAN}


@transaction.atomic
def decide_rule(
    *, indicator: Indicator, seen: int, joining: Joining, valid_from: dt.date | None, by: User
) -> RollUpRule:
    """Has figures joined so from ``valid_from`` on; None: from the beginning, while nothing has been entered.

    ``seen``: the latest rule that was read; raises ChangedMeanwhile when another has come, and ValidationError for a
    day that would change a closed period, or for a rule that does not fit what is measured.
    """
    held = hold(Indicator, indicator.pk)
    rules = list(RollUpRule.objects.filter(indicator=held))
    same = next((one for one in rules if one.valid_from == valid_from), None)
    if same is not None and _is(same, joining):
        return same
    if max((one.pk for one in rules), default=0) != seen:
        raise ChangedMeanwhile
    field, fault = joining.fault(held.value_type)
    if fault:
        raise ValidationError({field: fault})
    _refuse_closed(held, valid_from)
    if same is not None:
        put(same, joining.values, by)
        return same
    rule = RollUpRule(indicator=held, valid_from=valid_from, **joining.values)
    rule.validate_constraints()
    save_as(rule, by)
    return rule


@transaction.atomic
def drop_rule(*, rule: RollUpRule, by: User) -> None:
    """Takes back a rule that no closed period is joined by. Raises ValidationError for others and for the first one."""
    hold(Indicator, rule.indicator_id)
    held = RollUpRule.objects.filter(pk=rule.pk).select_related("indicator").first()
    if held is None:
        return
    if not RollUpRule.objects.filter(indicator=held.indicator).exclude(pk=held.pk).exists():
        raise ValidationError(_("Mittarilla on oltava ainakin yksi yhdistelysääntö."))
    _refuse_closed(held.indicator, held.valid_from)
    delete_as(held, by)


def _is(rule: RollUpRule, joining: Joining) -> bool:
    weight = joining.weight.pk if joining.weight is not None else None
    told = (rule.across_units, rule.across_time, rule.weight_id)
    return told == (joining.across_units, joining.across_time, weight)


def _refuse_closed(indicator: Indicator, valid_from: dt.date | None) -> None:
    first = first_open_day(indicator, figures_of(indicator), today())
    if first is not None and (valid_from is None or valid_from < first):
        raise ValidationError(
            {
                "valid_from": _(
                    "Suljettujen kausien luvut eivät muutu: sääntö voi olla voimassa aikaisintaan %(day)s alkaen."
                )
                % {"day": write_day(first)}
            }
        )
