"""The front page's plain values: the municipalities one can look at."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse

from kemi_strategy.web.speaking import named
from scorecard.models import Municipality
from scorecard.permissions import Access, Right

_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


@dataclass(frozen=True, slots=True)
class Door:
    """A municipality one can enter. ``inside``: the address of its dashboard for those who may.

    ``bare``: it has no indicators here, only its values.
    """

    name: str
    address: str
    inside: str
    unpublished: bool
    bare: bool


def front_page(
    published: Iterable[Municipality], homes: Iterable[Access], measured: Collection[int]
) -> tuple[Door, ...]:
    """Published municipalities and the reader's own, in Finnish order. ``measured``: those that have indicators."""
    own = {access.municipality: access for access in homes}
    everyone = {*published, *(one for one, access in own.items() if access.may(Right.SEE_UNPUBLISHED))}
    return tuple(_door(one, own.get(one), measured) for one in sorted(everyone, key=_finnish_order))


def _door(municipality: Municipality, own: Access | None, measured: Collection[int]) -> Door:
    inside = own is not None and own.may(Right.SEE_DASHBOARD)
    return Door(
        named(municipality),
        reverse("edistyminen", args=[municipality.code]),
        reverse("tilannekuva", args=[municipality.code]) if inside else "",
        not municipality.published,
        municipality.pk not in measured,
    )


def _finnish_order(municipality: Municipality) -> str:
    """Å, ä and ö come after z; sorted here because databases disagree."""
    return named(municipality).casefold().translate(_AFTER_Z)
