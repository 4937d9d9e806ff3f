"""Addresses of pages about one municipality, with the period and strategy the reader has chosen kept along."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from kemi_strategy.web.dates import today
from measures.periods import Period
from reporting.standing import WORK_KINDS, Audience
from scorecard.models import Strategy
from scorecard.models.codes import StrategyKind, StrategyState


def goes_along(strategy: Strategy) -> bool:
    """Has the strategy to be told in an address? The one in force is meant without; a programme, a draft and one that
    begins later are told."""
    day = today()
    in_force = strategy.state_on(day) == StrategyState.ADOPTED and strategy.has_begun(day)
    return strategy.kind != StrategyKind.STRATEGY or not in_force


@dataclass(frozen=True, slots=True)
class Places:
    """Where the pages of a municipality are for an audience. ``chosen``: query parameters to carry along."""

    municipality: str
    audience: Audience
    chosen: tuple[tuple[str, str], ...] = ()

    @property
    def progress(self) -> str:
        """The public progress page."""
        return reverse("edistyminen", args=[self.municipality])

    @property
    def dashboard(self) -> str:
        """The dashboard inside."""
        return reverse("tilannekuva", args=[self.municipality])

    @property
    def home(self) -> str:
        """The audience's own main page, with what has been chosen."""
        return (self.dashboard if self.audience is Audience.INTERNAL else self.progress) + self._query

    @property
    def map(self) -> str:
        """The strategy map."""
        return reverse("strategiakartta", args=[self.municipality]) + self._query

    def row(self, code: str) -> str:
        """The page of an indicator."""
        name = "tilannekuvan-mittari" if self.audience is Audience.INTERNAL else "mittari"
        return reverse(name, args=[self.municipality, code]) + self._query

    def node(self, code: str) -> str:
        """The page of a goal, theme or benefit."""
        name = "tilannekuvan-tavoite" if self.audience is Audience.INTERNAL else "tavoite"
        return reverse(name, args=[self.municipality, code]) + self._query

    def thing(self, kind: str, code: str) -> str:
        """The page of whatever a row hangs on; inside, projects and actions are kept elsewhere."""
        if kind not in WORK_KINDS:
            return self.node(code)
        name = "julkinen-projekti" if kind == "project" else "julkinen-toimenpide"
        return self.public(name, code) if self.audience is Audience.PUBLIC else ""

    def public(self, name: str, *parts: str, **asked: str) -> str:
        """A public page by its name; ``asked`` is what more goes into the query."""
        query = urlencode((*self.chosen, *asked.items()))
        return reverse(name, args=[self.municipality, *parts]) + (f"?{query}" if query else "")

    def of_strategy(self, strategy: Strategy | None = None) -> "Places":
        """The same with another strategy in place of the one chosen, or with none."""
        kept = tuple(one for one in self.chosen if one[0] != "strategia")
        told = (("strategia", strategy.code),) if strategy is not None and goes_along(strategy) else ()
        return replace(self, chosen=(*kept, *told))

    def history(self, row: str, period: Period, unit: str | None = None) -> str:
        """The history of a figure of a period, of one unit or of all; the public has none.

        The reader's own period travels along under another name, for the way back.
        """
        if self.audience is not Audience.INTERNAL:
            return ""
        kept = tuple(("tilanne" if name == "kausi" else name, value) for name, value in self.chosen)
        asked = (*((("yksikko", unit),) if unit else ()), ("kausi", period.code), *kept)
        return reverse("mittarin-historia", args=[self.municipality, row]) + f"?{urlencode(asked)}"

    def trace(self, code: str, period: Period | None = None) -> str:
        """Where an indicator's figure comes from, at the end of another period if one is given; not for the public."""
        if self.audience is not Audience.INTERNAL:
            return ""
        other = tuple(one for one in self.chosen if one[0] != "kausi")
        query = f"?{urlencode((('kausi', period.code), *other))}" if period is not None else self._query
        return reverse("mittarin-jaljitys", args=[self.municipality, code]) + query

    def changes(self, row: str = "") -> str:
        """The changes of the structure, or of what an indicator is made of."""
        return reverse("muutokset", args=[self.municipality]) + (f"?{urlencode({'mittari': row})}" if row else "")

    @property
    def _query(self) -> str:
        return f"?{urlencode(self.chosen)}" if self.chosen else ""
