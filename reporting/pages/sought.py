"""What a reader seeks among the changes of the structure: as typed, as understood, and what was not understood."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import HELSINKI, end_of_day, read_day
from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.languages import later
from reporting.changes.kinds import BY_CODE, Kind
from reporting.pages.known import KNOWN

KIND, THING, INDICATOR, PERSON, SINCE, UNTIL, PAGE = "laji", "kohde", "mittari", "henkilo", "alkaen", "asti", "sivu"
_KEPT = (KIND, THING, INDICATOR, PERSON, SINCE, UNTIL, KNOWN)
_NO_DAY = later("Kirjoita päivä muodossa pp.kk.vvvv, esimerkiksi 31.8.2026. Päivää ei otettu huomioon.")
_NUMBER, _MOST_PAGES = 9, 100_000


@dataclass(frozen=True, slots=True)
class Sought:
    """What is sought. ``typed`` goes back into the form and along in links; ``faults``: field and sentence.

    A field with a fault is left aside: the others hold.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    kind: Kind | None = None
    thing: int | None = None
    person: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    page: int = 1
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def indicator(self) -> str:
        """The code of the indicator; empty for all."""
        return self.typed.get(INDICATOR, "")

    @property
    def begins(self) -> dt.datetime | None:
        """The first moment of the first day sought."""
        return dt.datetime.combine(self.since, dt.time.min, tzinfo=HELSINKI) if self.since is not None else None

    @property
    def ends(self) -> dt.datetime | None:
        """The last moment of the last day sought."""
        return end_of_day(self.until) if self.until is not None else None

    @property
    def status(self) -> int:
        """Of the answer: 422 when something was not understood."""
        return 422 if self.faults else 200

    def with_fault(self, name: str, sentence: str) -> Self:
        """The same, with one more field that was not understood."""
        return replace(self, faults={**self.faults, name: sentence})

    def address(self, page: int = 1, without: Collection[str] = ()) -> str:
        """The query of the same search, on another page, or with some of it left out."""
        asked = {name: text for name, text in self.typed.items() if name not in without}
        if page > 1:
            asked[PAGE] = str(page)
        return f"?{urlencode(asked)}"


def read_sought(query: Mapping[str, str]) -> Sought:
    """What the address asks for. Raises Unknown for a kind, a thing, a person or a page that no page links to."""
    typed = {name: text[:40] for name in _KEPT if (text := query.get(name, "").strip())}
    kind = BY_CODE.get(typed[KIND]) if KIND in typed else None
    if KIND in typed and kind is None:
        raise Unknown(_("Lajia ”%(typed)s” ei ole.") % {"typed": typed[KIND]})
    if THING in typed and kind is None:
        raise Unknown(_("Yhden kohteen muutoksia haetaan lajin kanssa."))
    found = Sought(
        typed, kind, _number(typed, THING), _number(typed, PERSON), _day(typed, SINCE), _day(typed, UNTIL),
        min(_number(query, PAGE) or 1, _MOST_PAGES),
    )  # fmt: skip
    for name, day in ((SINCE, found.since), (UNTIL, found.until)):
        if name in typed and day is None:
            found = found.with_fault(name, _NO_DAY)
    if found.since is not None and found.until is not None and found.until < found.since:
        late = found.with_fault(UNTIL, _("Viimeinen päivä on ennen ensimmäistä. Sitä ei otettu huomioon."))
        return replace(late, until=None)
    return found


def _day(typed: Mapping[str, str], name: str) -> dt.date | None:
    return read_day(typed.get(name, ""))


def _number(typed: Mapping[str, str], name: str) -> int | None:
    text = typed.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= _NUMBER and int(text)):
        raise Unknown(_("Tällaista sivua ei ole: %(name)s on luku.") % {"name": name})
    return int(text)
