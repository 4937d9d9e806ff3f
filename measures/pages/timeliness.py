"""The timeliness page's plain values: how each unit kept the due day, and the latest windows."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from measures.models import Window
from measures.ownership import Gaps
from measures.pages.lacking import Badge, Lacking, lacking_of
from measures.quantities import write_number
from measures.spans import write_period
from measures.timeliness import Arrival, Came, Tally, tally
from scorecard.models import Unit

BAR = 300
"""The width of a bar in its own measure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is not in order: how, and where the reader may see to it."""

    name: str
    state: str
    address: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How figures came. ``share``: of those asked that came in time; ``median``: in words."""

    asked: int
    in_time: int
    late: int
    draft: int
    missing: int
    returned: int
    approved: int
    share: str
    median: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit: its counts, and its figures that are late, lacking, drafts or returned."""

    code: str
    name: str
    address: str
    counts: Counts
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector with its units; ``total`` of them all."""

    code: str
    name: str
    total: Counts
    units: tuple[UnitLine, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar."""

    code: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Past:
    """One window of the trend."""

    period: str
    address: str
    due: str
    counts: Counts
    segments: tuple[Segment, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A period to choose."""

    code: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TimelinessPage:
    """What the page shows of one window."""

    period: str
    due: str
    choices: tuple[Choice, ...]
    heading: str
    total: Counts
    segments: tuple[Segment, ...]
    words: str
    sectors: tuple[Sector, ...]
    trend: tuple[Past, ...]
    lacking: Lacking

    @property
    def last_asked(self) -> Past | None:
        """The latest period that asked for figures, for those who look at one that does not."""
        return next((one for one in self.trend if one.counts.asked), None)


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose page it is: the municipality's code, the units the reader enters for and approves, and the day.

    ``people``: where the reader gives people their roles; empty for those who may not.
    """

    code: str
    enters: Collection[int]
    approves: Collection[int]
    today: dt.date
    people: str = ""


def timeliness_page(
    window: Window,
    windows: Sequence[Window],
    came: Mapping[int, Sequence[Came]],
    units: Mapping[int, Unit],
    gaps: Gaps,
    reader: Reader,
) -> TimelinessPage:
    """The page of one window. ``windows``: those to choose from; ``came`` holds it and those of the trend."""
    past = [one for one in windows if one.pk in came]
    total = tally(came[window.pk])
    return TimelinessPage(
        period=write_period(window.period),
        due=write_day(window.due),
        choices=tuple(Choice(one.period.code, write_period(one.period), one.pk == window.pk) for one in windows),
        heading=_heading(total, due_is_past=reader.today > window.due),
        total=_counts(total, window, reader.today),
        segments=_segments(total),
        words=_words(total, due_is_past=reader.today > window.due),
        sectors=tuple(_sectors(came[window.pk], window, units, reader)),
        trend=tuple(_past(one, came[one.pk], reader) for one in past if one.opens <= reader.today),
        lacking=lacking_of(gaps, reader.people),
    )


def _sectors(came: Iterable[Came], window: Window, units: Mapping[int, Unit], reader: Reader) -> Iterable[Sector]:
    tops: dict[Unit, dict[Unit, list[Came]]] = {}
    for one in came:
        tops.setdefault(_top(one.owner, units), {}).setdefault(one.owner, []).append(one)
    for top in sorted(tops, key=_order):
        below = tops[top]
        lines = tuple(_unit(unit, below[unit], window, reader) for unit in sorted(below, key=_order))
        total = tally(one for found in below.values() for one in found)
        yield Sector(top.code, named(top), _counts(total, window, reader.today), lines)


def _top(unit: Unit, units: Mapping[int, Unit]) -> Unit:
    """The sector above; at most as many steps as there are units, should they stand in a ring."""
    for _step in units:
        if unit.parent_id is None:
            break
        unit = units[unit.parent_id]
    return unit


def _order(unit: Unit) -> tuple[int, str]:
    return unit.order, unit.code


def _unit(unit: Unit, came: Sequence[Came], window: Window, reader: Reader) -> UnitLine:
    figures = tuple(_figure(one, window, reader) for one in came if _is_open_question(one))
    return UnitLine(
        code=unit.code,
        name=named(unit),
        address=_page_of(unit.pk, window, reader),
        counts=_counts(tally(came), window, reader.today),
        figures=figures,
    )


def _is_open_question(one: Came) -> bool:
    returned = one.now is not None and one.now.returned
    return returned or one.arrival is not Arrival.IN_TIME


def _page_of(unit: int, window: Window, reader: Reader) -> str:
    """Where the reader sees to the unit's figures: by approving, by entering, or nowhere."""
    if unit in reader.approves:
        return _address("hyvaksynta", window, reader)
    return _address("kirjaus", window, reader) if unit in reader.enters else ""


def _address(page: str, window: Window, reader: Reader, place: str = "") -> str:
    return f"{reverse(page, args=[reader.code])}?kausi={window.period.code}{place}"


def _figure(one: Came, window: Window, reader: Reader) -> Figure:
    cell = one.cell
    period = f" ({write_period(cell.period)})" if cell.period != window.period else ""
    return Figure(f"{named(cell.indicator)}{period}", _state(one, reader.today), _cell_address(one, window, reader))


def _state(one: Came, today: dt.date) -> str:
    if one.now is not None and one.now.returned:
        return _("palautettu korjattavaksi")
    if one.arrival is Arrival.LATE:
        return _("lähetetty %(days)s") % {"days": _days(Decimal(one.days or 0))}
    if one.arrival is Arrival.MISSING:
        return _("puuttuu") if today > one.due else _("vielä tulematta")
    return _("luonnos, ei lähetetty")


def _cell_address(one: Came, window: Window, reader: Reader) -> str:
    """The approval row of what waits, the entry row of what is to be entered, else the figure's history."""
    now, owner = one.now, one.owner.pk
    waits = now is not None and now.submitted and not now.returned and not now.approved
    if now is not None and waits and owner in reader.approves:
        return _address("hyvaksynta", window, reader, f"#luku-{now.entry}")
    if owner in reader.enters and (now is None or not now.submitted or now.returned):
        return _address("kirjaus", window, reader, one.cell.whereabouts)
    if now is None:
        return ""
    unit = one.cell.unit
    query = {"yksikko": unit.code} if unit is not None else {}
    history = reverse("mittarin-historia", args=[reader.code, one.cell.indicator.code])
    return f"{history}?{urlencode(query | {'kausi': one.cell.period.code})}"


def _counts(found: Tally, window: Window, today: dt.date) -> Counts:
    return Counts(
        asked=found.asked,
        in_time=found.in_time,
        late=found.late,
        draft=found.draft,
        missing=found.missing,
        returned=found.returned,
        approved=found.approved,
        share=_share(found),
        median=_days(found.median),
        badge=_badge(found, due_is_past=today > window.due),
    )


def _share(found: Tally) -> str:
    """Cut, not rounded: 100 % is said only when every figure came in time."""
    if not found.asked:
        return "–"
    share = (Decimal(found.in_time) * 100 / found.asked).quantize(Decimal("0.1"), ROUND_DOWN)
    return write_number(share, decimals=0 if share == share.to_integral_value() else 1, unit="%")


def _days(days: Decimal | None) -> str:
    """«2,5 päivää ennen», «määräpäivänä», «päivän jälkeen»."""
    if days is None:
        return "–"
    if not days:
        return _("määräpäivänä")
    if abs(days) == 1:
        return _("päivän ennen") if days < 0 else _("päivän myöhässä")
    words = {"days": write_number(abs(days))}
    return _("%(days)s päivää ennen") % words if days < 0 else _("%(days)s päivää myöhässä") % words


def _badge(found: Tally, *, due_is_past: bool) -> Badge:
    if not found.asked:
        return Badge("not_due", _("ei kysyttävää"))
    if found.in_time == found.asked:
        return Badge("met", _("kaikki ajoissa"))
    if not due_is_past:
        return Badge("not_due", _("aikaa jäljellä"))
    return Badge("missed", _("puuttuu")) if found.missing or found.draft else Badge("near_miss", _("tuli myöhässä"))


def _segments(found: Tally) -> tuple[Segment, ...]:
    parts = (("met", found.in_time), ("near_miss", found.late), ("missing", found.draft + found.missing))
    segments, before = [], 0
    for code, number in parts:
        x = BAR * before // found.asked if found.asked else 0
        before += number
        if number:
            segments.append(Segment(code, x, BAR * before // found.asked - x))
    return tuple(segments)


def _heading(found: Tally, *, due_is_past: bool) -> str:
    """How many have come: in time, once the day has gone by; before it, at all."""
    if not due_is_past:
        sent = {"sent": found.in_time + found.late, "asked": found.asked}
        return _("Lähetetty %(sent)s/%(asked)s lukua") % sent
    parts = {"in_time": found.in_time, "asked": found.asked, "share": _share(found)}
    return _("Ajoissa %(in_time)s/%(asked)s lukua (%(share)s)") % parts


def _words(found: Tally, *, due_is_past: bool) -> str:
    """The bar in a sentence."""
    if not due_is_past:
        sent = {"asked": found.asked, "sent": found.in_time + found.late, "draft": found.draft}
        words = _(
            "Kysytyistä %(asked)s luvusta %(sent)s on lähetetty, %(draft)s on luonnoksena ja %(missing)s on vielä "
            "tulematta."
        )
        return words % (sent | {"missing": found.missing})
    return _(
        "Kysytyistä %(asked)s luvusta %(in_time)s tuli ajoissa, %(late)s myöhässä, %(draft)s on luonnoksena ja "
        "%(missing)s puuttuu."
    ) % {
        "asked": found.asked,
        "in_time": found.in_time,
        "late": found.late,
        "draft": found.draft,
        "missing": found.missing,
    }


def _past(window: Window, came: Sequence[Came], reader: Reader) -> Past:
    found = tally(came)
    return Past(
        period=write_period(window.period),
        address=_address("ajantasaisuus", window, reader),
        due=write_day(window.due),
        counts=_counts(found, window, reader.today),
        segments=_segments(found),
        words=_words(found, due_is_past=reader.today > window.due),
    )
