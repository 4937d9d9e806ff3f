"""The fields of a form as plain values for a template: what stands in each, its choices, and what is wrong with it."""

from dataclasses import dataclass

from django.forms import Form, Textarea


@dataclass(frozen=True, slots=True)
class AskedField:
    """One field of a form: ``options`` of a choice as (code, words, chosen); ``prose`` for a longer text."""

    id: str
    name: str
    label: str
    text: str
    fault: str
    hint: str = ""
    options: tuple[tuple[str, str, bool], ...] = ()
    prose: bool = False


def asked_fields(form: Form, place: str) -> tuple[AskedField, ...]:
    """The form's fields in their order; ``place`` makes their ids the only ones of the page."""
    return tuple(_field(form, name, place) for name in form.fields)


def faults_of(form: Form) -> str:
    """What is wrong with the whole form and none of its fields."""
    return " ".join(str(one) for one in form.non_field_errors())


def _field(form: Form, name: str, place: str) -> AskedField:
    bound = form[name]
    value = bound.value()
    text = "" if value is None else str(value)
    options = [(str(code), str(words), str(code) == text) for code, words in getattr(bound.field, "choices", [])]
    return AskedField(
        id=f"{place}-{name}",
        name=bound.html_name,
        label=str(bound.label),
        text=text,
        fault=" ".join(str(one) for one in bound.errors),
        hint=str(bound.help_text),
        options=tuple(options),
        prose=isinstance(bound.field.widget, Textarea),
    )
