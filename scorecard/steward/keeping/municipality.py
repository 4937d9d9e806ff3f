"""The municipality itself: its names, its languages, whether it is published; and opening a new one."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from scorecard.actions import save_as
from scorecard.models import Membership, Municipality, Strategy, User
from scorecard.models.codes import Role, StrategyKind, StrategyState
from scorecard.steward.keeping.records import add_record, change_record


@transaction.atomic
def change_municipality(*, municipality: Municipality, seen: int, facts: Mapping[str, Any], by: User) -> Municipality:
    """Changes the municipality. Raises ChangedMeanwhile, and ValidationError when there is nothing yet to publish."""
    if facts.get("published") and not municipality.published and not _has_adopted(municipality):
        raise ValidationError(
            _("Kuntaa ei voi vielä julkaista: sillä ei ole hyväksyttyä strategiaa, jota näyttää. Hyväksy se ensin.")
        )
    return change_record(record=municipality, seen=seen, facts=facts, by=by)


@transaction.atomic
def open_municipality(*, code: str, name: str, number: str, steward: User, by: User | None = None) -> Municipality:
    """A new, unpublished municipality with its first steward. Raises ValidationError in words for a code or number that
    is taken or cannot be. ``by``: who opens it; the steward where nobody else is known."""
    municipality = Municipality(code=code, name_fi=name, number=number or None)
    municipality.full_clean()
    keeper = by or steward
    add_record(municipality, keeper)
    save_as(Membership(user=steward, municipality=municipality, role=Role.STEWARD), keeper)
    return municipality


def _has_adopted(municipality: Municipality) -> bool:
    adopted = Strategy.objects.filter(municipality=municipality, state=StrategyState.ADOPTED)
    return adopted.filter(kind=StrategyKind.STRATEGY).exists()
