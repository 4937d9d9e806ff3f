"""The rooms of the work: projects, actions, themes by units, boards; links between them over each page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from kemi_strategy.web.languages import later
from scorecard.frame import PACKS, Frame, inside_frame
from scorecard.permissions import Access, Right

PROJECTS = "projektit"

_ROOMS = (
    (PROJECTS, later("Projektit"), Right.SEE_WORK),
    ("toimenpiteet", later("Toimenpiteet"), Right.SEE_WORK),
    ("teemat", later("Teemat × yksiköt"), Right.SEE_WORK),
    (PACKS, later("Lautakunnat"), Right.SEE_PACK),
)


@dataclass(frozen=True, slots=True)
class Room:
    """One of them: where it is, and whether one stands there."""

    words: str
    address: str
    current: bool


def rooms_of(access: Access, current: str) -> tuple[Room, ...]:
    """The rooms that are open to the reader; none where there is only one."""
    code = access.municipality.code
    found = [
        Room(words, reverse(name, args=[code]), name == current) for name, words, right in _ROOMS if access.may(right)
    ]
    return tuple(found) if len(found) > 1 else ()


def frame_of(request: HttpRequest, access: Access) -> Frame:
    """The frame of any of the rooms: in the top bar they are one, or the packs alone."""
    return inside_frame(request, access, PROJECTS if access.may(Right.SEE_WORK) else PACKS)
