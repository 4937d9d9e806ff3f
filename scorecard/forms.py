"""The sign-in form, in words that say what to do."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password. A wrong pair gets one sentence; the user name stays in its field."""

    error_messages = {
        "invalid_login": _("Käyttäjätunnus ja salasana eivät sovi yhteen. Tarkista molemmat ja yritä uudelleen."),
        "inactive": _("Tunnus ei ole käytössä. Pyydä strategian pääkäyttäjää avaamaan se."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for name, label in (("username", _("Käyttäjätunnus")), ("password", _("Salasana"))):
            field: forms.Field = self.fields[name]
            field.label = label
            field.error_messages["required"] = _("Täytä tämä kenttä.")
