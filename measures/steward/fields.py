"""Fields of the steward's forms: numbers in an indicator's unit, small whole numbers, ticks, and hints beside them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kemi_strategy.web.speaking import spoken
from measures.quantities import Refused, read_number, write_number
from scorecard.work.forms import NOT_CHOSEN

type Choices = Iterable[tuple[str, str]]


class Number(forms.Field):
    """A number typed as people write it, in the indicator's unit; what was typed stays. ``unit`` is set by the form."""

    def __init__(self, label: Any, *, signed: bool = True, **facts: Any) -> None:
        super().__init__(label=label, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **facts)
        self.unit, self.decimals, self.signed = "", 0, signed

    def prepare_value(self, value: Any) -> Any:
        """A number as it is written in the reader's language."""
        return write_number(value, language=spoken()) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        """The number, None for nothing."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            number = read_number(text, unit=self.unit, decimals=self.decimals).value
        except Refused as refused:
            raise forms.ValidationError(refused.sentence(spoken())) from None
        if not self.signed and number < 0:
            raise forms.ValidationError(_("Luku ei voi olla negatiivinen."))
        return number


class Whole(forms.Field):
    """A small whole number."""

    def __init__(self, label: Any, least: int, most: int, *, needed: bool = False) -> None:
        super().__init__(label=label, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
        self.least, self.most, self.needed = least, most, needed

    def to_python(self, value: Any) -> int | None:
        """The number, None for nothing."""
        text = str(value if value is not None else "").strip()
        if not text and not self.needed:
            return None
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1
        if not self.least <= number <= self.most:
            told = {"least": self.least, "most": self.most}
            raise forms.ValidationError(_("Kirjoita kokonaisluku %(least)s–%(most)s."), params=told)
        return number


class Ticks(forms.MultipleChoiceField):
    """Things to tick."""

    def __init__(self, label: Any, *, needed: Any = "") -> None:
        super().__init__(label=label, required=bool(needed), widget=forms.CheckboxSelectMultiple())
        self.error_messages |= {"required": needed, "invalid_choice": NOT_CHOSEN}


def offer(form: forms.Form, name: str, choices: Choices, nothing: Any = None) -> None:
    """The choices of a field; with ``nothing`` an empty one first."""
    first = [] if nothing is None else [("", nothing)]
    cast(forms.ChoiceField, form.fields[name]).choices = [*first, *choices]


class Hinted(forms.Form):
    """A form that tells beside its fields how to fill them."""

    hints: dict[str, Any] = {}

    def __init__(self, *given: Any, **facts: Any) -> None:
        super().__init__(*given, **facts)
        for name, hint in self.hints.items():
            if name in self.fields:
                self.fields[name].help_text = hint


def fields_at_fault(form: forms.Form, messages: Mapping[str, Sequence[str]]) -> None:
    """Puts what a verb refused where it belongs: on its field, or on the whole form."""
    for name, sentences in messages.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
