"""The approver's page of figures opened one by one, as plain values: what is asked, what is open, and the forms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today, write_day, write_moment
from kemi_strategy.web.speaking import named
from measures.duties import Cell, Duty
from measures.models import Reopening, ReopeningRequest, Window
from measures.opening import Figure
from measures.pages.entries import name_of
from measures.pages.fields import AskedField, asked_fields, faults_of
from measures.readiness import UNFINISHED, step_of
from measures.spans import write_period

ALL = "kaikki:"


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure that is open by itself."""

    id: int
    figure: str
    until: str
    reason: str
    people: str


@dataclass(frozen=True, slots=True)
class Wish:
    """A request that waits. ``open_now``: its period is open, so that nothing needs to be opened.

    ``until``: the field of granting it; ``typed`` and ``fault``: of declining it, when that was not accepted.
    """

    id: int
    figure: str
    period: str
    reason: str
    asked: str
    history: str
    open_now: bool
    until: tuple[AskedField, ...]
    fault: str = ""
    typed: str = ""
    declining: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a request that was not accepted: which, its form of granting, what was typed for declining."""

    request: int
    form: Form | None = None
    typed: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ReopeningPage:
    """What the page shows. ``why_not``: the window is open or has not opened, so nothing needs to be opened."""

    code: str
    period: str
    why_not: str
    wishes: tuple[Wish, ...]
    opened: tuple[Opened, ...]
    fields: tuple[AskedField, ...]
    fault: str
    address: str
    others: tuple[tuple[str, str], ...]


def reopening_page(
    code: str,
    window: Window,
    duties: Sequence[Duty],
    opened: Mapping[Figure, Reopening],
    form: Form,
    others: Iterable[Window],
    wishes: Iterable[Wish],
    fault: str = "",
) -> ReopeningPage:
    """The page of one window; requests are of every window."""
    names = {duty.cell.key[:2]: figure_words(duty.cell) for duty in duties}
    page = reverse("avaukset", args=[code])
    return ReopeningPage(
        code=window.period.code,
        period=write_period(window.period),
        why_not=_why_not(window),
        wishes=tuple(wishes),
        opened=tuple(_opened(names[figure], one) for figure, one in opened.items() if figure in names),
        fields=asked_fields(form, "avaus"),
        fault=fault or faults_of(form),
        address=f"{reverse('avaa-luku', args=[code])}?kausi={window.period.code}",
        others=tuple((write_period(one.period), f"{page}?kausi={one.period.code}") for one in others),
    )


def wish_of(code: str, one: ReopeningRequest, form: Form, answer: Answer | None) -> Wish:
    """A request with the forms of its answers; ``answer`` is one that was not accepted."""
    own = unit_query(one)
    mine = answer is not None and answer.request == one.pk
    return Wish(
        id=one.pk,
        figure=f"{named(one.unit) if one.unit else _('Koko kunta')}: {named(one.indicator)}",
        period=write_period(one.window.period),
        reason=one.reason,
        asked=f"{name_of(one.asked_by)} {write_moment(one.asked_at)}",
        history=f"{reverse('mittarin-historia', args=[code, one.indicator.code])}?{own}",
        open_now=one.window.is_open(today()),
        until=asked_fields(form, f"pyynto-{one.pk}"),
        fault=answer.fault if answer is not None and mine else "",
        typed=answer.typed if answer is not None and mine else "",
        declining=answer is not None and mine and answer.form is None,
    )


def unit_query(one: ReopeningRequest) -> str:
    """The figure's place in the address of its history: its last period within the window."""
    period = one.indicator.rhythm.latest_ended(one.window.period_ends).code
    return f"yksikko={one.unit.code}&kausi={period}" if one.unit is not None else f"kausi={period}"


def figures_of(duties: Iterable[Duty]) -> list[tuple[str, str]]:
    """The figures to choose from, each once: months of a quarter are opened together."""
    return list({duty.cell.figure_code: figure_words(duty.cell) for duty in duties}.items())


def figures_and_units_of(duties: Sequence[Duty]) -> list[tuple[str, str]]:
    """Before the figures of one unit after another, all that a unit still owes, where it owes several."""
    owed: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for duty in duties:
        if duty.cell.owner is not None and step_of(duty.latest) in UNFINISHED:
            owed.setdefault(duty.cell.owner.code, set()).add(duty.cell.figure_code)
            names[duty.cell.owner.code] = named(duty.cell.owner)
    several = [(code, len(figures)) for code, figures in owed.items() if len(figures) > 1]
    units = [
        (f"{ALL}{code}", _("%(unit)s: kaikki puuttuvat luvut (%(number)s)") % {"unit": names[code], "number": number})
        for code, number in several
    ]
    return [*units, *figures_of(duties)]


def cells_chosen(choice: str, duties: Iterable[Duty]) -> list[Cell]:
    """The figures of a choice, each once: one, or all that a unit still owes."""
    if not choice.startswith(ALL):
        return [next(one.cell for one in duties if one.cell.figure_code == choice)]
    unit = choice.removeprefix(ALL)
    owed = [one.cell for one in duties if one.cell.owner is not None and step_of(one.latest) in UNFINISHED]
    return list(
        {cell.figure_code: cell for cell in owed if cell.owner is not None and cell.owner.code == unit}.values()
    )


def figure_words(cell: Cell) -> str:
    """The unit and the indicator."""
    owner = named(cell.unit) if cell.unit is not None else _("koko kunta")
    return f"{owner}: {named(cell.indicator)}"


def _why_not(window: Window) -> str:
    if window.is_open(today()):
        return _("Kausi on auki: luvut voi kirjata ilman avausta.")
    return _("Kauden kirjaus ei ole vielä alkanut.") if today() < window.opens else ""


def _opened(figure: str, one: Reopening) -> Opened:
    people = _("pyysi %(asked_by)s, avasi %(opened_by)s %(opened_at)s") % {
        "asked_by": name_of(one.asked_by),
        "opened_by": name_of(one.opened_by),
        "opened_at": write_day(one.opened_at),
    }
    return Opened(one.pk, figure, write_day(one.expires_at), one.reason, people)
