"""A form's fields as plain values for a template, and what two people wrote of the same thing side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.forms import BooleanField, Form, MultipleChoiceField, Textarea
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from kemi_strategy.web.languages import Words, later

TEXT, PROSE, CHOICE, TICK, TICKS = "text", "prose", "choice", "tick", "ticks"
HINTS = Words(
    {
        "responsible_role": later("Rooli, ei henkilön nimeä: esimerkiksi vapaa-aikapäällikkö."),
        "responsible_roles": later("Roolit, ei henkilöiden nimiä."),
        "schedule": later("Esimerkiksi 2026, syksy 2026 tai 1–6/2027."),
        "sdg": later("Kestävän kehityksen tavoitteet: numerot 1–17 pilkuin."),
        "starts": later("pp.kk.vvvv, tyhjä jos ei päätetty"),
        "ends": later("pp.kk.vvvv, tyhjä jos ei päätetty"),
        "date": later("pp.kk.vvvv, tyhjä jos ei päätetty"),
        "done_on": later("pp.kk.vvvv"),
    }
)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. ``depth``: how deep in the tree."""

    code: str
    words: str
    chosen: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: what stands in it and what is wrong with it."""

    id: str
    name: str
    label: str
    kind: str
    text: str
    fault: str
    hint: str
    rows: int = 0
    needed: bool = False
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands in the database now and what the writer wrote."""

    label: str
    now: str
    mine: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A form as shown: where it goes, its fields, the version it was made from.

    ``faulty``: it was not accepted. ``differences``: somebody else saved meanwhile; both texts are shown.
    """

    address: str
    fields: tuple[Field, ...]
    seen: str
    fault: str = ""
    faulty: bool = False
    differences: tuple[Difference, ...] = ()


def asked(
    form: Form,
    address: str,
    prefix: str,
    seen: object = "",
    *,
    now: Mapping[str, str] | None = None,
    depths: Mapping[str, int] | None = None,
) -> Asked:
    """The form as shown. ``now``: of a conflict, each field's words as they stand in the database by now."""
    fields = tuple(_field(one, f"{prefix}-{one.name}", depths or {}) for one in form)
    differences = _differences(form, fields, now) if now is not None else ()
    fault = " ".join(str(one) for one in form.non_field_errors())
    return Asked(address, fields, str(seen), fault, form.is_bound, differences)


def _differences(form: Form, fields: Sequence[Field], now: Mapping[str, str]) -> tuple[Difference, ...]:
    found = []
    for field in fields:
        bound, mine = form[field.name], said(field)
        there = now.get(field.name, "")
        if bound.name in now and there != mine:
            found.append(Difference(field.label, there or "–", mine or "–"))
    return tuple(found)


def said(field: Field) -> str:
    """What stands in a field, in words."""
    if field.kind == TICK:
        return _("kyllä") if field.text else _("ei")
    if field.options:
        return ", ".join(option.words for option in field.options if option.chosen)
    return field.text


def _field(bound: BoundField, place: str, depths: Mapping[str, int]) -> Field:
    value = bound.value()
    text = "" if isinstance(value, list) or value is None or value is False else str(value)
    rows = int(bound.field.widget.attrs.get("rows", 0))
    chosen = {str(one) for one in value or ()} if isinstance(bound.field, MultipleChoiceField) else {str(value or "")}
    return Field(
        id=place,
        name=bound.html_name,
        label=str(bound.label),
        kind=_kind(bound),
        text=text if rows else " ".join(text.splitlines()),
        fault=" ".join(str(one) for one in bound.errors),
        hint=str(bound.help_text) or HINTS.get(bound.name, ""),
        rows=rows,
        needed=bound.field.required,
        options=tuple(_options(getattr(bound.field, "choices", ()), chosen, depths)),
    )


def _kind(bound: BoundField) -> str:
    if isinstance(bound.field, MultipleChoiceField):
        return TICKS
    if isinstance(bound.field, BooleanField):
        return TICK
    if hasattr(bound.field, "choices"):
        return CHOICE
    return PROSE if isinstance(bound.field.widget, Textarea) else TEXT


def _options(choices: Iterable[tuple[object, object]], chosen: set[str], depths: Mapping[str, int]) -> Iterable[Option]:
    for code, words in choices:
        # A name that has only been given in Finnish stays one that says so.
        told = words if isinstance(words, str) else str(words)
        yield Option(str(code), told, str(code) in chosen, depths.get(str(code), 0))
