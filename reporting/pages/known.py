"""The day as of which a reader wants to know things: what was typed, what it means, and what the page says of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import end_of_day, read_day, write_day

KNOWN = "tiedossa"
_KEPT = ("yksikko", "kausi", "tilanne", "strategia", "laji", "mittari")
_VIEW = ("nakyma", "tavoite", "toimiala", "vastuu", "tila", "sitovuus", "kehitys", "haku")


@dataclass(frozen=True, slots=True)
class AsKnown:
    """The form that asks how things were known: the day as typed, and the other choices it keeps.

    ``day`` is None for now. ``fault`` says why the day typed was not understood; then things are shown as now.
    """

    typed: str = ""
    day: dt.date | None = None
    fault: str = ""
    kept: tuple[tuple[str, str], ...] = ()
    structure: str = ""

    @property
    def moment(self) -> dt.datetime | None:
        """The end of the day asked; None for now."""
        return end_of_day(self.day) if self.day is not None else None

    @property
    def notice(self) -> str:
        """Which day the page shows; empty for now."""
        if self.day is None:
            return ""
        return _("Näet luvut sellaisina kuin ne tiedettiin %(day)s (päivän päättyessä).") % {"day": write_day(self.day)}

    @property
    def now(self) -> str:
        """The same page as things are now."""
        return f"?{urlencode(self.kept)}"

    @property
    def status(self) -> int:
        """Of the answer: 422 for a day that was not understood."""
        return 422 if self.fault else 200

    def of(self, structure_at: dt.datetime | None) -> Self:
        """With what is to be said of a structure that was first recorded after the day asked."""
        moment = self.moment
        if moment is None or structure_at is None or structure_at <= moment:
            return self
        first = write_day(structure_at)
        told = _("Tavoitteet ja rakenne ovat kuten ne ensi kerran kirjattiin %(day)s.") % {"day": first}
        return replace(self, structure=told)


def read_known(query: Mapping[str, str], today: dt.date) -> AsKnown:
    """The day of ``?tiedossa=``. One that is not understood, or is to come, is said and left aside."""
    typed = query.get(KNOWN, "").strip()
    kept = tuple((name, str(query[name])) for name in (*_KEPT, *_VIEW) if query.get(name))
    asked = AsKnown(typed[:40], kept=kept)
    if not typed:
        return asked
    day = read_day(typed)
    if day is None:
        sentence = _("Kirjoita päivä muodossa pp.kk.vvvv, esimerkiksi 31.8.2026. Näet nykyisen tilanteen.")
        return replace(asked, fault=sentence)
    if day > today:
        coming = _("%(day)s on vasta tulossa. Näet nykyisen tilanteen.") % {"day": write_day(day)}
        return replace(asked, fault=coming)
    return replace(asked, day=day)
