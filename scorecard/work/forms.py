"""The forms of projects, milestones, reviews and actions: what can be typed, and what must be, in words."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kemi_strategy.web.dates import read_day, write_day
from kemi_strategy.web.languages import later
from scorecard.labels import WORK_STATES
from scorecard.models.codes import WorkState
from scorecard.work.sdg import read_sdg

type Choices = Iterable[tuple[str, str]]

_LONGEST = 4000
# Control characters other than line breaks and tabs, and those that turn the direction of text around.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Of each its word as it stands in the table: it is looked up when the form is shown.
STATES = [(state.value, word) for state, word in dict.items(WORK_STATES)]
NOT_CHOSEN = _("Valitse luettelosta.")


class Words(forms.CharField):
    """A text as people write it, in composed letters; one line unless ``rows`` are given."""

    def __init__(self, label: Any, *, needed: Any = "", longest: int = _LONGEST, rows: int = 0) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(label=label, required=bool(needed), max_length=longest, widget=widget)
        self.error_messages |= {"required": needed}
        self.error_messages["max_length"] = _("Teksti on liian pitkä: enintään %(limit_value)d merkkiä.")

    def to_python(self, value: Any) -> str:
        """The text without what cannot be seen; raises where there is such."""
        text = unicodedata.normalize("NFC", super().to_python(value) or "").replace("\r\n", "\n")
        if _UNSEEN.search(text):
            raise forms.ValidationError(_("Tekstissä on merkkejä, joita ei voi nähdä. Kirjoita kohta uudelleen."))
        return text


class Day(forms.Field):
    """A day typed the Finnish way; what was typed stays in its field. May be left empty."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False, widget=forms.TextInput())

    def prepare_value(self, value: Any) -> Any:
        """A day as it is written: 6.12.2026."""
        return write_day(value) if isinstance(value, dt.date) else value

    def to_python(self, value: Any) -> dt.date | None:
        """The day, None for nothing."""
        text = str(value or "").strip()
        day = read_day(text) if text else None
        if text and day is None:
            raise forms.ValidationError(
                _("Kirjoita päivä muodossa pp.kk.vvvv, esimerkiksi 6.12.2026, tai jätä tyhjäksi.")
            )
        return day


class Choice(forms.ChoiceField):
    """One of a list."""

    def __init__(self, label: Any, choices: Choices = (), *, required: bool = True) -> None:
        super().__init__(label=label, choices=list(choices), required=required)
        self.error_messages |= {"required": NOT_CHOSEN, "invalid_choice": NOT_CHOSEN}


class ProjectForm(forms.Form):
    """A project's facts. ``sectors``: those the writer may keep projects of, as (key, name).

    ``oulu2026``: whether the municipality asks of its projects if they serve the capital of culture.
    """

    name_fi = Words(_("Nimi"), needed=_("Anna projektille nimi."), longest=300)
    sector = Choice(_("Toimiala"), required=False)
    responsible_role = Words(_("Vastuurooli"), longest=200)
    description = Words(_("Kuvaus"), rows=4)
    starts = Day(_("Alkaa"))
    ends = Day(_("Päättyy"))
    state = Choice(_("Tila"), STATES)
    serves_oulu2026 = forms.BooleanField(label=_("Palvelee Oulu2026-kulttuuripääkaupunkivuotta"), required=False)

    def __init__(self, *given: Any, sectors: Choices, whole: bool, oulu2026: bool, **facts: Any) -> None:
        super().__init__(*given, **facts)
        if not oulu2026:
            del self.fields["serves_oulu2026"]
        field = cast(forms.ChoiceField, self.fields["sector"])
        field.choices = [*([("", _("Ei toimialaa"))] if whole else []), *sectors]
        field.required = not whole

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        found = super().clean() or {}
        first, last = found.get("starts"), found.get("ends")
        if first is not None and last is not None and last < first:
            self.add_error("ends", _("Projekti ei voi päättyä ennen kuin se alkaa."))
        return found


class NewProjectForm(ProjectForm):
    """A project to be added, with the strategy it carries out."""

    strategy = Choice(_("Strategia"))
    field_order = ("name_fi", "strategy", "sector")

    def __init__(self, *given: Any, strategies: Choices, **facts: Any) -> None:
        super().__init__(*given, **facts)
        cast(forms.ChoiceField, self.fields["strategy"]).choices = list(strategies)


class MilestoneForm(forms.Form):
    """A milestone to be added."""

    name = Words(_("Virstanpylväs"), needed=_("Kirjoita, mikä virstanpylväs on."), longest=500)
    date = Day(_("Suunniteltu päivä"))


class ChangedMilestoneForm(MilestoneForm):
    """A milestone as it stands now: its state and the day it was reached."""

    state = Choice(_("Tila"), STATES)
    done_on = Day(_("Valmistui"))

    def __init__(self, *given: Any, today: dt.date, **facts: Any) -> None:
        super().__init__(*given, **facts)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A day it was reached belongs to what is done, and has come."""
        found = super().clean() or {}
        day = found.get("done_on")
        if day is not None and found.get("state") != WorkState.DONE:
            self.add_error("done_on", _("Valmistumispäivä kuuluu vain valmiille: vaihda tila tai tyhjennä päivä."))
        elif day is not None and day > self.today:
            self.add_error("done_on", _("Päivä on vasta tulossa. Merkitse valmiiksi, kun virstanpylväs on saavutettu."))
        return found


class NoteForm(forms.Form):
    """What is said of a project at a review."""

    review = Choice(_("Katsaus"))
    state = Choice(_("Tila katsauksessa"), STATES)
    text = Words(_("Miten projekti etenee"), needed=_("Kirjoita, miten projekti etenee."), rows=6)

    def __init__(self, *given: Any, reviews: Choices, **facts: Any) -> None:
        super().__init__(*given, **facts)
        cast(forms.ChoiceField, self.fields["review"]).choices = list(reviews)


class NodesField(forms.MultipleChoiceField):
    """Goals and themes to tick, by their codes."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False, widget=forms.CheckboxSelectMultiple())
        self.error_messages["invalid_choice"] = _("Valitse tavoitteet ja teemat luettelosta.")


class ServedForm(forms.Form):
    """What a project serves."""

    nodes = NodesField(_("Tavoitteet ja teemat"))

    def __init__(self, *given: Any, nodes: Choices, **facts: Any) -> None:
        super().__init__(*given, **facts)
        cast(forms.MultipleChoiceField, self.fields["nodes"]).choices = list(nodes)


class StepsForm(forms.Form):
    """How far an action has got, who does it and when: what the unit keeps of an action quoted from a programme."""

    responsible_roles = Words(_("Vastuuroolit"))
    schedule = Words(_("Aikataulu"), longest=100)
    sdg = Words(_("SDG-tavoitteet"), longest=60)
    state = Choice(_("Tila"), [("", later("ei kerrottu")), *STATES], required=False)

    def clean_sdg(self) -> str:
        """Numbers 1–17."""
        try:
            return read_sdg(self.cleaned_data["sdg"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None


class ActionForm(StepsForm):
    """A unit's own action. ``units``: those the writer may keep actions of."""

    name_fi = Words(_("Toimenpide"), needed=_("Kirjoita, mitä tehdään."), longest=500)
    unit = Choice(_("Yksikkö"), required=False)
    nodes = NodesField(_("Teemat ja tavoitteet, joita toimenpide palvelee"))
    field_order = ("name_fi", "unit", "nodes")

    def __init__(self, *given: Any, units: Choices, whole: bool, nodes: Choices, **facts: Any) -> None:
        super().__init__(*given, **facts)
        unit = cast(forms.ChoiceField, self.fields["unit"])
        unit.choices = [*([("", _("Ei yksikköä"))] if whole else []), *units]
        unit.required = not whole
        cast(forms.MultipleChoiceField, self.fields["nodes"]).choices = list(nodes)
