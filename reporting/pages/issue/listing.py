"""The list of reports: published ones for all, those under way for those who make them, and starting a new one."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from measures.periods import Frequency, Period, Rhythm
from reporting.compiling.titles import title_of
from reporting.models import Report
from reporting.models.codes import ReportKind
from reporting.pages.issue.calendar import Due
from reporting.structure import names_of
from scorecard.models import Strategy, Unit

OFFERED = 4
"""How many of the latest periods a report can be started of."""


@dataclass(frozen=True, slots=True)
class Line:
    """One report in the list. ``state``: in words; ``newer``: the correction that has superseded it."""

    code: str
    title: str
    about: str
    state: str
    address: str
    newer: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of the form."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Starting:
    """The form that starts a report: strategies, kinds, periods, sectors, and what was chosen and refused."""

    strategies: tuple[Option, ...]
    kinds: tuple[Option, ...]
    periods: tuple[Option, ...]
    sectors: tuple[Option, ...]
    calendar: tuple[Due, ...] = ()
    chosen: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The published reports, those under way, and the form; the last two are empty for visitors."""

    published: tuple[Line, ...]
    under_way: tuple[Line, ...]
    starting: Starting | None = None


KIND_WORDS = {
    ReportKind.HALF_YEAR: gettext_lazy("puolivuotiskatsaus"),
    ReportKind.FINANCIAL_STATEMENTS: gettext_lazy("tilinpäätös"),
    ReportKind.PROJECT: gettext_lazy("projektiraportti"),
    ReportKind.SECTOR: gettext_lazy("toimialan raportti"),
}


def listing(reports: Iterable[Report], municipality: str, starting: Starting | None, *, inside: bool) -> Listing:
    """The page. ``inside``: the reader may see what is not published."""
    found = list(reports)
    newer = {one.supersedes_id: one for one in found if one.supersedes_id is not None and one.published_at is not None}
    # A report stands above the one it corrects.
    published = sorted(
        (one for one in found if one.published_at is not None),
        key=lambda one: (-one.period_ends.toordinal(), one.pk in newer),
    )
    under_way = [one for one in found if one.published_at is None] if inside else []
    return Listing(
        tuple(_line(one, municipality, newer.get(one.pk)) for one in published),
        tuple(_line(one, municipality, None) for one in under_way),
        starting,
    )


def _line(one: Report, municipality: str, newer: Report | None) -> Line:
    unit = names_of(one.unit) if one.unit is not None else None
    about = _("tilanne %(day)s") % {"day": write_day(one.period_ends)}
    if one.published_at is not None:
        state = _("julkaistu %(day)s") % {"day": write_day(one.published_at)}
    elif one.frozen_at is not None:
        state = _("jäädytetty %(day)s, ei julkaistu") % {"day": write_day(one.frozen_at)}
    else:
        state = _("luonnos")
    title = title_of(ReportKind(one.kind), one.period, unit).told
    if one.version > 1:
        title = _("%(title)s, korjaus %(number)s") % {"title": title, "number": one.version - 1}
    address = reverse("raportti", args=[municipality, one.code])
    return Line(one.code, title, about, state, address, newer.code if newer is not None else "")


def starting_form(
    strategies: Sequence[Strategy],
    sectors: Sequence[Unit],
    today: dt.date,
    calendar: tuple[Due, ...] = (),
    chosen: tuple[str, ...] = (),
    fault: str = "",
) -> Starting:
    """The form's choices: whole years and halves that have ended, and the one that is running, latest first.

    ``calendar``: what the strategies' calendars say is to be reported.
    """
    return Starting(
        tuple(Option(one.code, named(one)) for one in strategies),
        tuple(Option(kind.value, str(words)) for kind, words in KIND_WORDS.items()),
        tuple(Option(one.code, f"{one.code} ({write_day(one.ends)})") for one in offered(today)),
        tuple(Option(one.code, named(one)) for one in sectors),
        calendar,
        chosen,
        fault,
    )


def offered(today: dt.date) -> tuple[Period, ...]:
    """First halves and whole years, the one that is running first."""
    half = Rhythm(Frequency.HALF).containing(today)
    found = []
    for back in range(OFFERED):
        one = half.shifted(-back)
        found.append(one if one.part == 1 else Period(one.year))
    return tuple(found)
