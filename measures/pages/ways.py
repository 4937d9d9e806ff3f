"""The links between the pages of approving and of windows: one line on each page, so that the top bar stays short."""

from dataclasses import dataclass

from django.urls import reverse

from kemi_strategy.web.languages import later
from scorecard.permissions import Access, Right


@dataclass(frozen=True, slots=True)
class DeskWay:
    """A link, or the page one is on."""

    words: str
    address: str
    current: bool


# The name of the page's address, its words, the right that opens it, and whether it is of one period.
_WAYS: tuple[tuple[str, str, Right, bool], ...] = (
    ("hyvaksynta", later("Hyväksyntä"), Right.APPROVE, True),
    ("valmius", later("Valmius"), Right.SEE_READINESS, True),
    ("avaukset", later("Avatut luvut"), Right.APPROVE, True),
    ("avauspyynnot", later("Avauspyynnöt"), Right.ENTER, True),
    ("myohaiset", later("Myöhäiset muutokset"), Right.SEE_READINESS, True),
    ("sijaiset", later("Sijaiset"), Right.NAME_DEPUTIES, False),
    ("vaihdos", later("Henkilövaihdos"), Right.HAND_OVER, False),
    ("ikkunat", later("Ikkunat"), Right.MANAGE_WINDOWS, False),
)


def room_of(access: Access) -> str:
    """Which link of the top bar these pages stand under: the first of them that the reader may open."""
    if access.may(Right.APPROVE):
        return "hyvaksynta"
    return "valmius" if access.may(Right.SEE_READINESS) else "kirjaus"


def desk_ways(access: Access, current: str, period: str = "") -> tuple[DeskWay, ...]:
    """The pages the reader may open; those of a period keep the one at hand. Approvers open figures without asking."""
    approves = access.may(Right.APPROVE)
    query = f"?kausi={period}" if period else ""
    return tuple(
        DeskWay(words, reverse(page, args=[access.municipality.code]) + (query if of_period else ""), page == current)
        for page, words, right, of_period in _WAYS
        if access.may(right) and not (page == "avauspyynnot" and approves)
    )
