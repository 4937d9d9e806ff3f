"""What surrounds every page: whose page it is, where one can go, who is signed in, what to bear in mind."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from scorecard.permissions import Access, Right


@dataclass(frozen=True, slots=True)
class Way:
    """A link in the top bar."""

    words: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The top bar and the notices. ``reader``: the signed-in person's name, empty for visitors.

    ``example``: the figures are examples. ``draft``: the strategy has not been adopted. ``public``: the public pages
    beside this one, which stand in a bar of their own.
    """

    name: str = ""
    motto: str = ""
    home: str = ""
    ways: tuple[Way, ...] = ()
    reader: str = ""
    example: bool = False
    draft: bool = False
    inside: bool = False
    public: tuple[Way, ...] = ()


PROGRESS = "edistyminen"
PACKS = "lautakunnat"
HALLINTA = "hallinta"

# The name of the page's address, its words, and the right that opens it.
_WAYS: tuple[tuple[str, str, Right], ...] = (
    ("tilannekuva", later("Tilannekuva"), Right.SEE_DASHBOARD),
    ("kirjaus", later("Kirjaus"), Right.ENTER),
    ("hyvaksynta", later("Hyväksyntä"), Right.APPROVE),
    ("valmius", later("Valmius"), Right.SEE_READINESS),
    ("ikkunat", later("Ikkunat"), Right.MANAGE_WINDOWS),
    ("projektit", later("Projektit"), Right.SEE_WORK),
    (PACKS, later("Lautakunnat"), Right.SEE_PACK),
    ("raportit", later("Raportit"), Right.EXPORT),
    ("muutokset", later("Muutokset"), Right.SEE_CHANGES),
    ("palautteet", later("Palaute"), Right.ANSWER_FEEDBACK),
    (HALLINTA, later("Hallinta"), Right.MANAGE_STRUCTURE),
)
_OF_STEWARD = frozenset({"ikkunat", "muutokset", "palautteet", "tuonti"})


def ways_of(access: Access | None, municipality: str, current: str) -> tuple[Way, ...]:
    """Where the reader may go from here, by the name of the page's address; nothing for those with one page only."""
    at = HALLINTA if access is not None and _is_steward_s(current, access) else current
    ways = [Way(_("Edistyminen"), reverse(PROGRESS, args=[municipality]), at == PROGRESS)]
    for page, words, right in _WAYS:
        if access is not None and access.may(right) and not _is_beside(page, access):
            ways.append(Way(words, reverse(page, args=[municipality]), at == page))
    return tuple(ways) if len(ways) > 1 else ()


def _is_beside(page: str, access: Access) -> bool:
    """Is the page reached from another one, so that the bar stays short? Readiness from approval, boards from work,
    and the steward's own pages from the steward's index."""
    return (
        (page == "valmius" and access.may(Right.APPROVE))
        or (page == PACKS and access.may(Right.SEE_WORK))
        or _is_steward_s(page, access)
    )


def _is_steward_s(page: str, access: Access) -> bool:
    return page in _OF_STEWARD and access.may(Right.MANAGE_STRUCTURE)


def inside_frame(request: HttpRequest, access: Access, current: str) -> Frame:
    """The frame of a municipality's own working page, named by its address."""
    municipality = access.municipality
    return Frame(
        name=named(municipality),
        home=reverse(PROGRESS, args=[municipality.code]),
        ways=ways_of(access, municipality.code, current),
        reader=reader_name(request),
        example=municipality.example_data,
        inside=True,
    )


def reader_name(request: HttpRequest) -> str:
    """The signed-in person's name as shown in the top bar; empty for visitors."""
    if not request.user.is_authenticated:
        return ""
    return request.user.get_full_name() or request.user.get_username()
