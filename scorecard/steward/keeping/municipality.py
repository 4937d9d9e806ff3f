"""The municipality itself: its names, its languages, whether it is published."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from scorecard.models import Municipality, Strategy, User
from scorecard.models.codes import StrategyKind, StrategyState
from scorecard.steward.keeping.records import change_record


@transaction.atomic
def change_municipality(*, municipality: Municipality, seen: int, facts: Mapping[str, Any], by: User) -> Municipality:
    """Changes the municipality. Raises ChangedMeanwhile, and ValidationError when there is nothing yet to publish."""
    if facts.get("published") and not municipality.published and not _has_adopted(municipality):
        raise ValidationError(
            _("Kuntaa ei voi vielä julkaista: sillä ei ole hyväksyttyä strategiaa, jota näyttää. Hyväksy se ensin.")
        )
    return change_record(record=municipality, seen=seen, facts=facts, by=by)


def _has_adopted(municipality: Municipality) -> bool:
    adopted = Strategy.objects.filter(municipality=municipality, state=StrategyState.ADOPTED)
    return adopted.filter(kind=StrategyKind.STRATEGY).exists()
