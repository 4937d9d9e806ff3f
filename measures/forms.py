"""The forms of reporting windows: days as people write them, and what they must be, in words."""

import datetime as dt
from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kemi_strategy.web.dates import write_day
from measures.periods import Period

_DAY = _("Kirjoita päivä muodossa pp.kk.vvvv, esimerkiksi 6.12.2026.")


class Day(forms.DateField):
    """A day typed the Finnish way; what was typed stays in its field."""

    def __init__(self, label: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label=label, input_formats=["%d.%m.%Y", "%Y-%m-%d"], widget=widget)
        self.error_messages |= {"required": _DAY, "invalid": _DAY}

    def prepare_value(self, value: Any) -> Any:
        """A day as it is written: 6.12.2026."""
        return write_day(value) if isinstance(value, dt.date) else value


class Days(forms.Form):
    """Until when figures are asked for and until when they can be entered."""

    due = Day(_("Luvut pyydetään viimeistään"))
    closes = Day(_("Kirjaus päättyy"))

    def __init__(self, typed: QueryDict | None = None, *, today: dt.date, **facts: Any) -> None:
        super().__init__(typed, **facts)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """The days in their order, none of them gone by."""
        found = super().clean() or {}
        due, closes = found.get("due"), found.get("closes")
        for name, day in (("due", due), ("closes", closes)):
            if day is not None and day < self.today:
                self.add_error(name, _("Päivä on jo mennyt. Valitse tämä päivä tai myöhempi."))
        if due is not None and closes is not None and closes < due:
            self.add_error("closes", _("Kirjaus ei voi päättyä ennen määräpäivää."))
        return found


class OneFigure(forms.Form):
    """A figure to be opened again: which, who asked, why, until when. Choices are (code, words)."""

    figure = forms.ChoiceField(label=_("Luku"), error_messages={"required": _("Valitse luku, joka avataan.")})
    asked_by = forms.ChoiceField(label=_("Kuka pyysi avausta"), error_messages={"required": _("Valitse pyytäjä.")})
    reason = forms.CharField(
        label=_("Miksi luku avataan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Kirjoita, miksi luku avataan. Syy jää talteen.")},
    )
    until = Day(_("Auki tähän päivään asti"))

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        today: dt.date,
        figures: Collection[tuple[str, str]],
        people: Collection[tuple[str, str]],
        **facts: Any,
    ) -> None:
        super().__init__(typed, **facts)
        self.today = today
        for name, choices in (("figure", figures), ("asked_by", people)):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [("", "–"), *choices]
            field.error_messages["invalid_choice"] = _("Valitse luettelosta.")

    def clean_until(self) -> dt.date:
        """The last day, today at the earliest."""
        day: dt.date = self.cleaned_data["until"]
        if day < self.today:
            raise forms.ValidationError(_("Päivä on jo mennyt. Valitse tämä päivä tai myöhempi."))
        return day


class NewWindow(Days):
    """A period to be opened. ``taken``: the codes of periods that have their window."""

    period = forms.CharField(label=_("Kausi"), max_length=20)
    opens = Day(_("Kirjaus alkaa"))
    field_order = ("period", "opens", "due", "closes")

    def __init__(
        self, typed: QueryDict | None = None, *, today: dt.date, taken: Collection[str] = (), **facts: Any
    ) -> None:
        super().__init__(typed, today=today, **facts)
        self.taken = taken
        self.fields["period"].error_messages["required"] = _("Kirjoita kausi, esimerkiksi 2026-Q3.")

    def clean_period(self) -> Period:
        """The period of what was typed."""
        text = self.cleaned_data["period"].strip()
        try:
            period = Period.parse(text.upper())
        except ValueError:
            raise forms.ValidationError(
                f"Kautta ”{text}” ei ole. Kausi kirjoitetaan esimerkiksi 2025, 2025-H1, 2025-Q3 tai 2025-08."
            ) from None
        if period.code in self.taken:
            raise forms.ValidationError(f"Kaudella {period.code} on jo ikkuna. Avaa se uudelleen listasta.")
        for other in map(Period.parse, self.taken):
            if period.starts <= other.ends and other.starts <= period.ends:
                raise forms.ValidationError(
                    f"Kausi {period.code} on osin samaa aikaa kuin {other.code}, jolla on jo ikkuna. "
                    "Sama luku ei voi olla kahdessa ikkunassa: avaa se ikkuna uudelleen listasta."
                )
        return period

    def clean(self) -> dict[str, Any]:
        """Opens when the period is over, and before it is due."""
        found = super().clean()
        period, opens, due = found.get("period"), found.get("opens"), found.get("due")
        if period is not None and opens is not None and opens < period.until:
            ends, first = write_day(period.ends), write_day(period.until)
            sentence = f"Kausi {period.code} päättyy {ends}. Kirjaus voi alkaa aikaisintaan {first}."
            self.add_error("opens", sentence)
        if opens is not None and due is not None and due < opens:
            self.add_error("due", _("Määräpäivä ei voi olla ennen kirjauksen alkua."))
        return found
