"""A reminder's plain values in its receiver's language: what is wanted, by when, and where each figure is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from kemi_strategy.web.languages import in_language
from measures.duties import Cell, Duty
from measures.languages import day_in, name_in, period_in
from measures.models import Window
from measures.models.codes import ReminderKind
from measures.pages.entries import name_of
from measures.quantities import write_number
from measures.reminding import Concern, Letter

MOST = 50
"""Figures listed of one kind in one window; the rest are counted and stand on the page behind the link."""

URGENT = (ReminderKind.RETURNED, ReminderKind.LATE, ReminderKind.DUE_SOON, ReminderKind.APPROVAL)
"""The order of a letter's parts."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and whether it is in Finnish for want of one in the reader's language."""

    words: str
    finnish: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One figure with the address of its very cell. ``months``: of which month, where a window asks for several.

    ``unit`` is None for the municipality's own figure. ``shut``: it cannot be corrected until it is opened again.
    """

    indicator: Name
    unit: Name | None
    months: str
    address: str
    draft: bool
    shut: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Figures of one kind in one window: returned, late, due_soon or approval. ``more``: how many are not listed."""

    kind: str
    count: int
    number: str
    period: str
    due: str
    closes: str
    address: str
    lines: tuple[Line, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Place:
    """One municipality's part of the letter. Its name is its own: without one in the language it is the Finnish one."""

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """How many figures of a kind there are in all, and the earliest due day of them."""

    count: int
    number: str
    due: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The letter. ``finnish``: some names in it are in Finnish only, marked with a star."""

    language: str
    greeted: str
    names: str
    returned: Sum | None
    late: Sum | None
    due_soon: Sum | None
    approval: Sum | None
    places: tuple[Place, ...]
    finnish: bool


@dataclass(frozen=True, slots=True)
class _Writer:
    """The receiver's language, in which every link opens too, and the service's own address before it."""

    language: str
    site: str

    def name(self, fi: str, sv: str, en: str) -> Name:
        return Name(*name_in(self.language, fi, sv, en))

    def number(self, count: int) -> str:
        return write_number(Decimal(count), language=self.language)

    def address(self, page: str, window: Window, place: str = "") -> str:
        with in_language(self.language):
            path = reverse(page, args=[window.municipality.code])
        return f"{self.site}{path}?kausi={window.period.code}{place}"


def letter_page(letter: Letter, site: str) -> LetterPage:
    """The letter of a person. ``site``: the service's address, without a slash at its end."""
    writer = _Writer(letter.person.language, site)
    places = tuple(_place(concerns, writer) for concerns in _by_municipality(letter.concerns))
    lines = [line for place in places for part in place.parts for line in part.lines]
    shown = [name for line in lines for name in (line.indicator, line.unit) if name is not None]
    return LetterPage(
        language=letter.person.language,
        greeted=name_of(letter.person),
        names=", ".join(place.name for place in places),
        returned=_sum(letter, ReminderKind.RETURNED, writer),
        late=_sum(letter, ReminderKind.LATE, writer),
        due_soon=_sum(letter, ReminderKind.DUE_SOON, writer),
        approval=_sum(letter, ReminderKind.APPROVAL, writer),
        places=places,
        finnish=any(name.finnish for name in shown),
    )


def duties_of(concern: Concern) -> list[tuple[ReminderKind, Sequence[Duty]]]:
    """What one window wants, in the order of urgency: returned, to be entered, to be approved."""
    found: list[tuple[ReminderKind, Sequence[Duty]]] = [(ReminderKind.RETURNED, concern.returned)]
    if concern.stage is not None:
        found.append((concern.stage.kind, concern.lacking))
    found.append((ReminderKind.APPROVAL, concern.waiting))
    return [(kind, duties) for kind, duties in found if duties]


def _by_municipality(concerns: Iterable[Concern]) -> Iterable[list[Concern]]:
    places: dict[int, list[Concern]] = {}
    for concern in concerns:
        places.setdefault(concern.window.municipality_id, []).append(concern)
    return places.values()


def _place(concerns: Sequence[Concern], writer: _Writer) -> Place:
    city = concerns[0].window.municipality
    parts = [_part(concern, kind, duties, writer) for concern in concerns for kind, duties in duties_of(concern)]
    ordered = sorted(parts, key=lambda part: URGENT.index(ReminderKind(part.kind)))
    return Place(writer.name(city.name_fi, city.name_sv, city.name_en).words, tuple(ordered))


def _part(concern: Concern, kind: ReminderKind, duties: Sequence[Duty], writer: _Writer) -> Part:
    window, approval = concern.window, kind is ReminderKind.APPROVAL
    left = len(duties) - MOST
    return Part(
        kind=kind.value,
        count=len(duties),
        number=writer.number(len(duties)),
        period=period_in(window.period, writer.language),
        due=day_in(window.due, writer.language),
        closes=day_in(window.closes, writer.language),
        address=writer.address("hyvaksynta" if approval else "kirjaus", window),
        lines=tuple(_line(duty, concern, kind, writer) for duty in duties[:MOST]),
        more=writer.number(left) if left > 0 else "",
    )


def _line(duty: Duty, concern: Concern, kind: ReminderKind, writer: _Writer) -> Line:
    cell, entry, window = duty.cell, duty.latest, concern.window
    indicator, unit = cell.indicator, cell.unit
    if kind is ReminderKind.APPROVAL and entry is not None:
        address = writer.address("hyvaksynta", window, f"#luku-{entry.pk}")
    else:
        address = writer.address("kirjaus", window, cell.whereabouts)
    return Line(
        indicator=writer.name(indicator.name_fi, indicator.name_sv, indicator.name_en),
        unit=writer.name(unit.name_fi, unit.name_sv, unit.name_en) if unit is not None else None,
        months=_months(cell, window, writer),
        address=address,
        draft=entry is not None and entry.submitted_at is None,
        shut=kind is ReminderKind.RETURNED and not concern.is_open and duty.reopened is None,
    )


def _months(cell: Cell, window: Window, writer: _Writer) -> str:
    """The figure's own period, where it is another than the window's."""
    return "" if cell.period == window.period else period_in(cell.period, writer.language)


def _sum(letter: Letter, kind: ReminderKind, writer: _Writer) -> Sum | None:
    found = [
        (len(duties), concern.window.due)
        for concern in letter.concerns
        for of, duties in duties_of(concern)
        if of is kind
    ]
    if not found:
        return None
    count = sum(number for number, _ in found)
    return Sum(count, writer.number(count), day_in(min(due for _, due in found), writer.language))
