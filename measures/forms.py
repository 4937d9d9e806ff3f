"""The forms of reporting windows, reopenings and deputies: days as people write them, and what is wrong, in words."""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kemi_strategy.web.dates import write_day
from measures.periods import WRITTEN_YEARS, Period
from measures.spans import read_period, write_period
from measures.workdays import MOST, day_off, on_or_after, workdays_after

_DAY = _("Kirjoita päivä muodossa pp.kk.vvvv, esimerkiksi 6.12.2026.")
_PAST = _("Päivä on jo mennyt. Valitse tämä päivä tai myöhempi.")
_LIST = _("Valitse luettelosta.")
_FAR = _("Päivä on liian kaukana. Tarkista vuosi.")


class Day(forms.DateField):
    """A day typed the Finnish way; what was typed stays in its field."""

    def __init__(self, label: Any, help_text: Any = "") -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label=label, input_formats=["%d.%m.%Y", "%Y-%m-%d"], widget=widget, help_text=help_text)
        self.error_messages |= {"required": _DAY, "invalid": _DAY}

    def to_python(self, value: Any) -> Any:
        """The day; one in a year of which we know no periods is a slip of the pen."""
        day = super().to_python(value)
        if isinstance(day, dt.date) and day.year >= WRITTEN_YEARS.stop:
            raise forms.ValidationError(_FAR)
        return day

    def prepare_value(self, value: Any) -> Any:
        """A day as it is written: 6.12.2026."""
        return write_day(value) if isinstance(value, dt.date) else value


class DayOrWorkdays(Day):
    """A day, or a number of working days as it is said: «10 tp», «10 arbetsdagar»; then the value is the number."""

    _WORKDAYS = re.compile(r"([0-9]{1,4})\s*\.?\s*(?:tp|työpäivää?|arbetsdag(?:ar)?|working days?)\.?", re.IGNORECASE)

    def to_python(self, value: Any) -> Any:
        """A day or a whole number."""
        found = self._WORKDAYS.fullmatch(str(value).strip()) if value else None
        if found is None:
            return super().to_python(value)
        if not 1 <= int(found[1]) <= MOST:
            raise forms.ValidationError(
                _("Työpäiviä voi olla 1–%(most)s. Kirjoita pidempi aika päivänä.") % {"most": MOST}
            )
        return int(found[1])


class Days(forms.Form):
    """Until when figures are asked for and until when they can be entered.

    Working days count from ``base`` (today) to the due day, and from the due day to the closing day. A day on which the
    office is closed moves to the next working day; ``moved`` says so.
    """

    due = DayOrWorkdays(_("Luvut pyydetään viimeistään"), _("Päivä, tai työpäiviä tästä päivästä: 10 tp"))
    closes = DayOrWorkdays(_("Kirjaus päättyy"), _("Päivä, tai armonaika työpäivinä määräpäivästä: 5 tp"))

    def __init__(self, typed: QueryDict | None = None, *, today: dt.date, **facts: Any) -> None:
        super().__init__(typed, **facts)
        self.today = today
        self.moved: list[str] = []

    def base(self) -> dt.date | None:
        """The day from which working days are counted to the due day."""
        return self.today

    def clean(self) -> dict[str, Any]:
        """The days in their order, none of them gone by and none of them off."""
        found = super().clean() or {}
        self._settle(found, "due", self.base())
        self._settle(found, "closes", found.get("due"))
        due, closes = found.get("due"), found.get("closes")
        if due is not None and closes is not None and closes < due:
            self.add_error("closes", _("Kirjaus ei voi päättyä ennen määräpäivää."))
        return found

    def _settle(self, found: dict[str, Any], name: str, start: dt.date | None) -> None:
        """One day out of what was typed; without the day to count from there is none, and that day's fault is said."""
        given = found.get(name)
        if isinstance(given, int):
            given = workdays_after(start, given) if start is not None else None
        if given is not None and given < self.today:
            self.add_error(name, f"{_PAST} ({write_day(given)})" if isinstance(found[name], int) else _PAST)
            return
        if given is not None and (why := day_off(given)):
            later = on_or_after(given)
            what = _("Määräpäivä") if name == "due" else _("Kirjauksen viimeinen päivä")
            self.moved.append(
                _("%(heading)s %(given)s on %(why)s, joten se siirtyi työpäivään %(later)s.")
                % {"heading": what, "given": write_day(given), "why": why, "later": write_day(later)}
            )
            given = later
        found[name] = given


def _offer(form: forms.Form, name: str, choices: Collection[tuple[str, str]], nothing: Any = "–") -> None:
    """The choices of a field, with an empty one first."""
    field = cast(forms.ChoiceField, form.fields[name])
    field.choices = [("", nothing), *choices]
    field.error_messages["invalid_choice"] = _LIST


class Until(forms.Form):
    """The last day on which a figure that was asked for is open."""

    until = Day(_("Auki tähän päivään asti"))

    def __init__(self, typed: QueryDict | None = None, *, today: dt.date, **facts: Any) -> None:
        super().__init__(typed, **facts)
        self.today = today

    def clean_until(self) -> dt.date:
        """The last day, today at the earliest."""
        day: dt.date = self.cleaned_data["until"]
        if day < self.today:
            raise forms.ValidationError(_PAST)
        return day


class OneFigure(Until):
    """A figure to be opened again: which, who asked, why, until when. Choices are (code, words)."""

    figure = forms.ChoiceField(label=_("Luku"), error_messages={"required": _("Valitse luku, joka avataan.")})
    asked_by = forms.ChoiceField(label=_("Kuka pyysi avausta"), error_messages={"required": _("Valitse pyytäjä.")})
    reason = forms.CharField(
        label=_("Miksi luku avataan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Kirjoita, miksi luku avataan. Syy jää talteen.")},
    )
    field_order = ("figure", "asked_by", "reason", "until")

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        today: dt.date,
        figures: Collection[tuple[str, str]],
        people: Collection[tuple[str, str]],
        **facts: Any,
    ) -> None:
        super().__init__(typed, today=today, **facts)
        for name, choices in (("figure", figures), ("asked_by", people)):
            _offer(self, name, choices)


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
        self.fields["due"].help_text = _("Päivä, tai työpäiviä kauden päättymisestä: 10 tp")
        self.fields["period"].error_messages["required"] = _("Kirjoita kausi, esimerkiksi 7–9/2026.")
        self.fields["period"].help_text = _("Kuukaudet ja vuosi: 7–9/2026, 1–6/2026, 8/2026 tai 2026")

    def base(self) -> dt.date | None:
        """Working days are counted from the period's last day."""
        period = self.cleaned_data.get("period")
        return period.ends if period is not None else None

    def clean_period(self) -> Period:
        """The period of what was typed."""
        text = self.cleaned_data["period"].strip()
        try:
            period = read_period(text)
        except ValueError:
            raise forms.ValidationError(
                _("Kautta ”%(typed)s” ei ole. Kausi kirjoitetaan esimerkiksi 7–9/2026, 1–6/2026, 8/2026 tai 2026.")
                % {"typed": text}
            ) from None
        if period.code in self.taken:
            raise forms.ValidationError(
                _("Kaudella %(code)s on jo ikkuna. Avaa se uudelleen listasta.") % {"code": write_period(period)}
            )
        for other in map(Period.parse, self.taken):
            if period.starts <= other.ends and other.starts <= period.ends:
                raise forms.ValidationError(
                    _(
                        "Kausi %(code)s on osin samaa aikaa kuin %(other_code)s, jolla on jo ikkuna. Sama luku ei voi "
                        "olla kahdessa ikkunassa: avaa se ikkuna uudelleen listasta."
                    )
                    % {"code": write_period(period), "other_code": write_period(other)}
                )
        return period

    def clean(self) -> dict[str, Any]:
        """Opens when the period is over, and before it is due."""
        found = super().clean()
        period, opens, due = found.get("period"), found.get("opens"), found.get("due")
        if period is not None and opens is not None and opens < period.until:
            ends, first = write_day(period.ends), write_day(period.until)
            sentence = _("Kausi %(code)s päättyy %(ends)s. Kirjaus voi alkaa aikaisintaan %(first)s.") % {
                "code": write_period(period),
                "ends": ends,
                "first": first,
            }
            self.add_error("opens", sentence)
        if opens is not None and due is not None and due < opens:
            self.add_error("due", _("Määräpäivä ei voi olla ennen kirjauksen alkua."))
        return found


class AskedFigure(forms.Form):
    """A figure whose reopening is asked for, and why. Choices are (code, words)."""

    figure = forms.ChoiceField(label=_("Luku"), error_messages={"required": _("Valitse luku, jonka avausta pyydät.")})
    reason = forms.CharField(
        label=_("Miksi luku pitäisi avata"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Kirjoita, miksi luku pitäisi avata. Hyväksyjä ratkaisee syyn perusteella.")},
    )

    def __init__(self, typed: QueryDict | None = None, *, figures: Collection[tuple[str, str]], **facts: Any) -> None:
        super().__init__(typed, **facts)
        _offer(self, "figure", figures)


class NewDeputy(forms.Form):
    """A deputy: where, who, from when to when. Choices are (id, words)."""

    unit = forms.TypedChoiceField(
        label=_("Toimiala tai yksikkö"), coerce=int, error_messages={"required": _("Valitse, missä sijainen toimii.")}
    )
    deputy = forms.TypedChoiceField(
        label=_("Sijainen"), coerce=int, error_messages={"required": _("Valitse, kuka toimii sijaisena.")}
    )
    starts = Day(_("Ensimmäinen päivä"))
    ends = Day(_("Viimeinen päivä"))

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        today: dt.date,
        units: Sequence[tuple[str, str]],
        people: Collection[tuple[str, str]],
        **facts: Any,
    ) -> None:
        super().__init__(typed, **facts)
        self.today = today
        _offer(self, "unit", units)
        _offer(self, "deputy", people)
        if len(units) == 1:
            self.fields["unit"].initial = units[0][0]

    def clean(self) -> dict[str, Any]:
        """Days in their order, none of them gone by."""
        found = super().clean() or {}
        starts, ends = found.get("starts"), found.get("ends")
        for name, day in (("starts", starts), ("ends", ends)):
            if day is not None and day < self.today:
                self.add_error(name, _PAST)
        if starts is not None and ends is not None and ends < starts:
            self.add_error("ends", _("Viimeinen päivä ei voi olla ennen ensimmäistä."))
        return found


class Leaving(forms.Form):
    """Who leaves, who goes on (nobody yet: empty) and the leaver's last day. Choices are (id, words)."""

    leaver = forms.TypedChoiceField(
        label=_("Kuka lähtee"), coerce=int, error_messages={"required": _("Valitse, kuka lähtee.")}
    )
    successor = forms.TypedChoiceField(label=_("Kuka jatkaa"), coerce=int, required=False, empty_value=None)
    last_day = Day(_("Lähtijän viimeinen päivä"), _("Seuraajan roolit alkavat seuraavana päivänä"))

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        today: dt.date,
        leavers: Collection[tuple[str, str]],
        people: Collection[tuple[str, str]],
        **facts: Any,
    ) -> None:
        super().__init__(typed, **facts)
        self.today = today
        _offer(self, "leaver", leavers)
        _offer(self, "successor", people, _("Seuraajaa ei vielä ole"))

    def clean_last_day(self) -> dt.date:
        """The last day, yesterday at the earliest: days gone by are not changed."""
        day: dt.date = self.cleaned_data["last_day"]
        if day < self.today - dt.timedelta(days=1):
            raise forms.ValidationError(_("Viimeinen päivä voi olla aikaisintaan eilen. Menneitä päiviä ei muuteta."))
        return day

    def clean(self) -> dict[str, Any]:
        """Two different people."""
        found = super().clean() or {}
        if found.get("leaver") is not None and found.get("leaver") == found.get("successor"):
            self.add_error("successor", _("Seuraaja on sama henkilö kuin lähtijä. Valitse toinen."))
        return found
