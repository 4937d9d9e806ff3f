"""The forms of windows that are there or planned: other days for one, and windows for every period of a year."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from measures.forms import Day, Days
from measures.workdays import MOST

_PAST = _("Päivä on jo mennyt. Valitse tämä päivä tai myöhempi.")
_LIST = _("Valitse luettelosta.")


class ChangedDays(Days):
    """The days of a window that is coming or open. A day that stands already may have gone by."""

    opens = Day(_("Kirjaus alkaa"))
    field_order = ("opens", "due", "closes")

    def __init__(self, typed: QueryDict | None = None, *, stands: Mapping[str, dt.date], **facts: Any) -> None:
        super().__init__(typed, initial=dict(stands), **facts)
        self.stands = stands
        if stands["opens"] <= self.today:
            del self.fields["opens"]

    def _settle(self, found: dict[str, Any], name: str, start: dt.date | None) -> None:
        if found.get(name) != self.stands[name]:
            super()._settle(found, name, start)

    def clean(self) -> dict[str, Any]:
        """Opens before it is due, and not on a day that has gone by."""
        found = super().clean()
        opens, due = found.setdefault("opens", self.stands["opens"]), found.get("due")
        if opens is not None and opens != self.stands["opens"] and opens < self.today:
            self.add_error("opens", _PAST)
        if opens is not None and due is not None and due < opens:
            self.add_error("due", _("Määräpäivä ei voi olla ennen kirjauksen alkua."))
        return found


class YearOfWindows(forms.Form):
    """Windows for every period of a year: how often, and in how many working days figures are due."""

    year = forms.CharField(label=_("Vuosi"), max_length=4)
    frequency = forms.ChoiceField(label=_("Kausi"), error_messages={"required": _LIST, "invalid_choice": _LIST})
    due = forms.CharField(label=_("Määräpäivä: työpäiviä kauden päättymisestä"), max_length=4)
    grace = forms.CharField(label=_("Armonaika: työpäiviä määräpäivästä"), max_length=4)

    def __init__(
        self, typed: QueryDict | None = None, *, today: dt.date, often: Sequence[tuple[str, Any]], **facts: Any
    ) -> None:
        super().__init__(typed, **facts)
        self.today = today
        cast(forms.ChoiceField, self.fields["frequency"]).choices = list(often)
        for field in self.fields.values():
            field.error_messages["required"] = _("Täytä tämä kohta.")

    def clean_year(self) -> int:
        """This year or one of the next."""
        return self._number("year", self.today.year, self.today.year + 5)

    def clean_due(self) -> int:
        """At least one working day."""
        return self._number("due", 1, MOST)

    def clean_grace(self) -> int:
        """None at all is possible."""
        return self._number("grace", 0, MOST)

    def _number(self, name: str, least: int, most: int) -> int:
        text = self.cleaned_data[name].strip()
        number = int(text) if text.isascii() and text.isdecimal() else -1
        if not least <= number <= most:
            told = {"least": least, "most": most}
            raise forms.ValidationError(_("Kirjoita kokonaisluku %(least)s–%(most)s."), params=told)
        return number
