"""The rooms of the steward: what is kept where, in groups, each with a sentence that tells what one does there.

A new room is a line of the table below. Its address may belong to any app: it is found by its name alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from kemi_strategy.web.languages import later
from scorecard.frame import HALLINTA
from scorecard.models import Municipality
from scorecard.permissions import Access, Right


@dataclass(frozen=True, slots=True)
class Room:
    """A room: the address's name, the right that opens it, its words, and what is done there."""

    name: str
    right: Right
    words: str
    sentence: str


STRATEGY, INDICATORS, PEOPLE, FOLLOWING = (
    later("Strategia ja organisaatio"),
    later("Mittarit ja luvut"),
    later("Ihmiset ja vuosikello"),
    later("Seuranta"),
)

# fmt: off
ROOMS: tuple[tuple[str, tuple[Room, ...]], ...] = (
    (STRATEGY, (
        Room("strategiat", Right.MANAGE_STRUCTURE, later("Strategiat ja ohjelmat"),
             later("Ylläpidä tavoitteita, päätöksiä ja raportointikalenteria ja tee uusi versio strategiasta.")),
        Room("yksikot", Right.MANAGE_STRUCTURE, later("Yksiköt"),
             later("Lisää ja nimeä yksiköitä, siirrä, yhdistä ja päätä niitä.")),
        Room("kunta", Right.MANAGE_STRUCTURE, later("Kunnan tiedot"),
             later("Vaihda nimet ja kielet ja päätä, näkyvätkö julkiset sivut.")),
    )),
    (INDICATORS, (
        Room("tuonti", Right.IMPORT_SCORECARD, later("Tuonti ja vienti"),
             later("Tuo tuloskortti Excelistä tai liitetystä taulukosta, vie se työkirjaksi ja peru tuonti.")),
        Room("hallinta-mittarit", Right.MANAGE_STRUCTURE, later("Mittarit"),
             later("Määrittele, mitä mitataan, miten luvut yhdistetään ja ketkä raportoivat.")),
        Room("hallinta-rivit", Right.MANAGE_STRUCTURE, later("Mittarit strategioissa"),
             later("Lisää mittareita strategiaan, kirjaa lähtötasot ja tavoitteet päätöksineen.")),
        Room("tulkinnat", Right.CONFIRM_READINGS, later("Avoimet tulkinnat"),
             later("Vahvista, mitä lähteen sanat tarkoittavat, tai valitse toinen tulkinta.")),
    )),
    (PEOPLE, (
        Room("ihmiset", Right.MANAGE_PEOPLE, later("Ihmiset"),
             later("Kutsu ihmisiä, anna ja päätä rooleja.")),
        Room("vaihdos", Right.HAND_OVER, later("Henkilövaihdos"),
             later("Siirrä lähtevän henkilön roolit seuraajalle.")),
        Room("sijaiset", Right.NAME_DEPUTIES, later("Sijaiset"),
             later("Nimeä toimialalle sijainen päiviksi.")),
        Room("ikkunat", Right.MANAGE_WINDOWS, later("Ikkunat"),
             later("Avaa ja sulje kausien kirjaaminen ja päätä määräpäivistä.")),
    )),
    (FOLLOWING, (
        Room("muutokset", Right.SEE_CHANGES, later("Muutokset"),
             later("Katso, kuka muutti rakenteesta mitä ja milloin, ja miten oli jonakin päivänä.")),
        Room("palautteet", Right.ANSWER_FEEDBACK, later("Palaute"),
             later("Vastaa saavutettavuudesta annettuun palautteeseen.")),
    )),
)
# fmt: on


_COUNTS: dict[str, Callable[[Municipality], int]] = {}


def count_with(room: str, count: Callable[[Municipality], int]) -> None:
    """Has a room's door say how many things wait there. The apps above say how their rooms are counted."""
    _COUNTS[room] = count


@dataclass(frozen=True, slots=True)
class Door:
    """A room's door on the index page. ``waiting``: how many things wait there for the steward."""

    words: str
    sentence: str
    address: str
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Doors that belong together."""

    words: str
    doors: tuple[Door, ...]


def groups_of(access: Access) -> tuple[Group, ...]:
    """The rooms that are open to the reader, in their groups; a group without any is left out."""
    groups = (Group(str(words), tuple(_doors(rooms, access))) for words, rooms in ROOMS)
    return tuple(group for group in groups if group.doors)


def _doors(rooms: tuple[Room, ...], access: Access) -> list[Door]:
    code = access.municipality.code
    return [
        Door(str(room.words), str(room.sentence), reverse(room.name, args=[code]), _waiting(room, access))
        for room in rooms
        if access.may(room.right)
    ]


def _waiting(room: Room, access: Access) -> int:
    count = _COUNTS.get(room.name)
    return count(access.municipality) if count is not None else 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way from the index page down to where one stands."""

    name: str
    address: str


def steps_to(access: Access, *rooms: tuple[str, str]) -> tuple[Step, ...]:
    """The way down: the index, then ``rooms`` as (words, address)."""
    index = Step(str(later("Hallinta")), reverse(HALLINTA, args=[access.municipality.code]))
    return (index, *(Step(words, address) for words, address in rooms))
