"""The page of figures opened one by one, as plain values: what is open, until when and why, and the form's fields."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse

from kemi_strategy.web.dates import today, write_day
from measures.duties import Duty
from measures.models import Reopening, Window
from measures.opening import Figure
from measures.pages.entries import name_of
from measures.spans import write_period


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure that is open by itself."""

    figure: str
    until: str
    reason: str
    people: str


@dataclass(frozen=True, slots=True)
class AskedField:
    """One field of the form: ``options`` of a choice as (code, words, chosen); ``prose`` for a longer text."""

    id: str
    name: str
    label: str
    text: str
    fault: str
    options: tuple[tuple[str, str, bool], ...] = ()
    prose: bool = False


@dataclass(frozen=True, slots=True)
class ReopeningPage:
    """What the page shows. ``why_not``: the window is open or has not opened, so nothing needs to be opened."""

    period: str
    why_not: str
    opened: tuple[Opened, ...]
    fields: tuple[AskedField, ...]
    fault: str
    address: str
    back: str
    others: tuple[tuple[str, str], ...]


def reopening_page(
    code: str,
    window: Window,
    duties: Sequence[Duty],
    opened: Mapping[Figure, Reopening],
    form: Form,
    others: Iterable[Window],
) -> ReopeningPage:
    """The page of one window."""
    names = {duty.cell.key[:2]: _figure(duty) for duty in duties}
    query = f"?kausi={window.period.code}"
    page = reverse("avaukset", args=[code])
    return ReopeningPage(
        period=write_period(window.period),
        why_not=_why_not(window),
        opened=tuple(_opened(names[figure], one) for figure, one in opened.items() if figure in names),
        fields=tuple(_field(form, name) for name in form.fields),
        fault=" ".join(str(one) for one in form.non_field_errors()),
        address=f"{reverse('avaa-luku', args=[code])}{query}",
        back=f"{reverse('hyvaksynta', args=[code])}{query}",
        others=tuple((write_period(one.period), f"{page}?kausi={one.period.code}") for one in others),
    )


def figures_of(duties: Iterable[Duty]) -> list[tuple[str, str]]:
    """The figures to choose from, each once: months of a quarter are opened together."""
    return list({duty.cell.figure_code: _figure(duty) for duty in duties}.items())


def _figure(duty: Duty) -> str:
    owner = duty.cell.unit.name_fi if duty.cell.unit is not None else "koko kunta"
    return f"{owner}: {duty.cell.indicator.name_fi}"


def _why_not(window: Window) -> str:
    if window.is_open(today()):
        return "Kausi on auki: luvut voi kirjata ilman avausta."
    return "Kauden kirjaus ei ole vielä alkanut." if today() < window.opens else ""


def _opened(figure: str, one: Reopening) -> Opened:
    people = f"pyysi {name_of(one.asked_by)}, avasi {name_of(one.opened_by)} {write_day(one.opened_at)}"
    return Opened(figure, write_day(one.expires_at), one.reason, people)


def _field(form: Form, name: str) -> AskedField:
    bound = form[name]
    text = str(bound.value() or "")
    options = [(str(code), str(words), str(code) == text) for code, words in getattr(bound.field, "choices", [])]
    return AskedField(
        id=f"avaus-{name}",
        name=name,
        label=str(bound.label),
        text=text,
        fault=" ".join(str(one) for one in bound.errors),
        options=tuple(options),
        prose=name == "reason",
    )
