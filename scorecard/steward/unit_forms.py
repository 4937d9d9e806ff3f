"""The steward's forms of units, their mergers and the municipality."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from scorecard.labels import UNIT_KINDS
from scorecard.steward.forms import NOT_SAID, Code, InLanguages, NeededDay, Spanning
from scorecard.work.forms import Choice, Choices, Day, Words


class UnitForm(InLanguages, Spanning):
    """A unit. ``parents``: what it may stand below."""

    name_fi = Words(_("Nimi"), needed=_("Anna yksikölle nimi."), longest=200)
    name_sv = Words(_("Nimi ruotsiksi"), longest=200)
    name_en = Words(_("Nimi englanniksi"), longest=200)
    kind = Choice(_("Laji"), [(kind.value, word) for kind, word in dict.items(UNIT_KINDS)])
    parent = Choice(_("Yläyksikkö"), required=False)
    board = Words(_("Lautakunta"), longest=200)
    valid_from = Day(_("Voimassa alkaen"))
    valid_to = Day(_("Voimassa asti"))
    out_of_order = _("Yksikön viimeinen voimassaolopäivä on ennen ensimmäistä.")

    def __init__(self, *given: Any, parents: Choices, **facts: Any) -> None:
        super().__init__(*given, **facts)
        cast(forms.ChoiceField, self.fields["parent"]).choices = [("", _("Ylin taso")), *parents]
        for name in ("valid_from", "valid_to"):
            self.fields[name].help_text = _("pp.kk.vvvv, tyhjä: toistaiseksi")
        self.fields["valid_from"].help_text = _("pp.kk.vvvv, tyhjä: alusta asti")
        self.fields["board"].help_text = _("Toimielin, jolle toimiala vastaa.")


class NewUnitForm(UnitForm):
    """A unit to be added, with its code."""

    code = Code(_("Koodi"))
    field_order = ("name_fi", "name_sv", "name_en", "kind", "parent", "code")


class MergeForm(forms.Form):
    """Units to be merged, into which one, and from which day."""

    into = Choice(_("Mihin yksikköön"))
    day = NeededDay(_("Mistä päivästä alkaen"), _("Anna yhdistämisen päivä, esimerkiksi 1.1.2027."))
    roles = forms.BooleanField(label=_("Anna samat roolit myös uudessa yksikössä"), required=False)

    def __init__(self, *given: Any, units: Choices, **facts: Any) -> None:
        super().__init__(*given, **facts)
        cast(forms.ChoiceField, self.fields["into"]).choices = [NOT_SAID, *units]
        self.fields["day"].help_text = _("pp.kk.vvvv: yhdistäminen tehdään, kun päivä on tullut")


class MunicipalityForm(forms.Form):
    """The municipality itself."""

    name_fi = Words(_("Nimi"), needed=_("Anna kunnalle nimi."), longest=100)
    name_sv = Words(_("Nimi ruotsiksi"), longest=100)
    name_en = Words(_("Nimi englanniksi"), longest=100)
    number = Words(_("Kuntakoodi"), longest=3)
    keeps_sv = forms.BooleanField(label=_("Pidämme sisällön myös ruotsiksi"), required=False)
    keeps_en = forms.BooleanField(label=_("Pidämme sisällön myös englanniksi"), required=False)
    published = forms.BooleanField(label=_("Julkiset sivut näkyvät kaikille"), required=False)

    def __init__(self, *given: Any, **facts: Any) -> None:
        super().__init__(*given, **facts)
        self.fields["number"].help_text = _("Kolme numeroa, esimerkiksi 240.")

    def clean_number(self) -> str | None:
        """Three digits or nothing."""
        number = self.cleaned_data["number"]
        if number and not (number.isascii() and number.isdecimal() and len(number) == 3):
            raise forms.ValidationError(gettext("Kuntakoodi on kolme numeroa, esimerkiksi 240."))
        return number or None
