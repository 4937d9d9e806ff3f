"""The forms of people and roles: an invitation, the days of a role, its last day, and a password."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kemi_strategy.web.dates import read_day, write_day
from kemi_strategy.web.languages import later
from scorecard.labels import ROLES
from scorecard.models import Unit
from scorecard.models.codes import UNIT_ROLES, Role
from scorecard.people.keeping import Offer

type Choices = Iterable[tuple[str, str]]

_NEEDED = _("Täytä tämä kenttä.")
_NOT_CHOSEN = _("Valitse luettelosta.")
_LANGUAGES = [("fi", later("suomi")), ("sv", later("ruotsi")), ("en", later("englanti"))]


class Day(forms.CharField):
    """A day typed the Finnish way; what was typed stays in its field. May be left empty."""

    def __init__(self, label: Any, help_text: Any = "", *, needed: bool = False) -> None:
        super().__init__(label=label, help_text=help_text, required=needed, max_length=30)
        self.error_messages |= {"required": _NEEDED}

    def prepare_value(self, value: Any) -> Any:
        """A day as it is written: 6.12.2026."""
        return write_day(value) if isinstance(value, dt.date) else value

    def clean(self, value: Any) -> Any:
        """The day, None for nothing."""
        text = super().clean(value).strip()
        day = read_day(text)
        if text and day is None:
            raise ValidationError(_("Kirjoita päivä muodossa pp.kk.vvvv, esimerkiksi 6.12.2026."))
        return day


class Invite(forms.Form):
    """Who is invited to what, and from when to when."""

    first_name = forms.CharField(label=_("Etunimi"), max_length=150, error_messages={"required": _NEEDED})
    last_name = forms.CharField(label=_("Sukunimi"), max_length=150, error_messages={"required": _NEEDED})
    email = forms.EmailField(
        label=_("Sähköposti"),
        max_length=150,
        error_messages={"required": _NEEDED, "invalid": _("Kirjoita osoite muodossa nimi@kunta.fi.")},
    )
    language = forms.ChoiceField(label=_("Kirjeen kieli"), choices=_LANGUAGES)
    role = forms.ChoiceField(label=_("Rooli"), choices=[(role.value, word) for role, word in dict.items(ROLES)])
    unit = forms.ChoiceField(
        label=_("Yksikkö"), required=False, help_text=_("Vain lähiesihenkilölle, toimialajohtajalle ja sijaiselle.")
    )
    valid_from = Day(_("Ensimmäinen päivä"), _("tyhjä: kutsun vastaanottamisesta alkaen"))
    valid_to = Day(_("Viimeinen päivä"), _("tyhjä: toistaiseksi"))

    def __init__(self, typed: Any = None, *, units: Iterable[tuple[str, Unit]], **facts: Any) -> None:
        super().__init__(typed, **facts)
        self.units = {str(unit.pk): unit for _words, unit in units}
        field = self.fields["unit"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "–"), *((str(unit.pk), words) for words, unit in units)]
        for name in ("language", "role", "unit"):
            self.fields[name].error_messages |= {"required": _NOT_CHOSEN, "invalid_choice": _NOT_CHOSEN}

    def clean(self) -> dict[str, Any]:
        """The offer as a whole: a unit where the role has one, and the days in their order."""
        found = super().clean() or {}
        role, unit = found.get("role"), found.get("unit")
        if role in UNIT_ROLES and not unit:
            self.add_error("unit", _("Valitse yksikkö, jota rooli koskee."))
        if role is not None and role not in UNIT_ROLES and unit:
            self.add_error("unit", _("Tämä rooli koskee koko kuntaa: jätä yksikkö valitsematta."))
        _order(self, found)
        return found

    @property
    def offer(self) -> Offer:
        """What was typed as one value."""
        found = self.cleaned_data
        names = ("email", "first_name", "last_name", "language", "valid_from", "valid_to")
        return Offer(
            role=Role(found["role"]), unit=self.units.get(found["unit"]), **{name: found[name] for name in names}
        )


class Span(forms.Form):
    """The days of a role."""

    valid_from = Day(_("Ensimmäinen päivä"), _("tyhjä: alusta asti"))
    valid_to = Day(_("Viimeinen päivä"), _("tyhjä: toistaiseksi"))

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        found = super().clean() or {}
        _order(self, found)
        return found


class Ending(forms.Form):
    """The last day of a role."""

    last_day = Day(_("Viimeinen päivä"), needed=True)


class NewPassword(forms.Form):
    """A password, twice, so that a slip does not shut anybody out."""

    password = forms.CharField(
        label=_("Salasana"),
        strip=False,
        max_length=200,
        error_messages={"required": _NEEDED},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Salasana uudelleen"), strip=False, max_length=200, error_messages={"required": _NEEDED},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Both alike."""
        found = super().clean() or {}
        if not self.errors and found["password"] != found["again"]:
            self.add_error("again", _("Salasanat eivät ole samat. Kirjoita molemmat uudelleen."))
        return found


def _order(form: forms.Form, found: dict[str, Any]) -> None:
    starts, ends = found.get("valid_from"), found.get("valid_to")
    if starts is not None and ends is not None and ends < starts:
        form.add_error("valid_to", _("Viimeinen päivä on ennen ensimmäistä."))
