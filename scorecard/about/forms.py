"""The form of feedback and that of its answer: what can be typed, and what must be, in words."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from scorecard.about.keeping import LONGEST
from scorecard.work.forms import Choice, Words


class Address(Words):
    """An e-mail address, or nothing."""

    default_validators = [
        EmailValidator(_("Kirjoita sähköpostiosoite muodossa nimi@esimerkki.fi, tai jätä kohta tyhjäksi."))
    ]

    def __init__(self, label: Any) -> None:
        super().__init__(label, longest=254)


class FeedbackForm(forms.Form):
    """What a visitor says. Only the text is needed. ``places``: the municipalities it may be about, code and name."""

    text = Words(_("Palautteesi"), needed=_("Kirjoita palautteesi."), longest=LONGEST, rows=6)
    page = Words(_("Sivu, jota palaute koskee"), longest=300)
    municipality = Choice(_("Kunta, jota palaute koskee"), required=False)
    name = Words(_("Nimesi"), longest=100)
    email = Address(_("Sähköpostiosoitteesi"))

    def __init__(self, *given: Any, places: Iterable[tuple[str, str]], **facts: Any) -> None:
        super().__init__(*given, **facts)
        field = cast(forms.ChoiceField, self.fields["municipality"])
        field.choices = [("", _("Koko palvelua")), *places]


class AnswerForm(forms.Form):
    """What a steward answers."""

    answer = Words(_("Vastaus"), needed=_("Kirjoita vastaus."), longest=LONGEST, rows=5)
