"""What is typed of a row: its deviation card, an officer's own assessment, and taking the assessment back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kemi_strategy.web.languages import later
from measures.labels import ASSESSABLE, VERDICTS
from reporting.models.codes import CardState
from scorecard.work.forms import Choice, Day, Words

STATES = [
    (CardState.OPEN.value, _("avoin: korjataan")),
    (CardState.ACCEPTED.value, _("hyväksytty poikkeama: toimielin on hyväksynyt")),
    (CardState.CLOSED.value, _("päätetty: poikkeama on ohi")),
]


class CardForm(forms.Form):
    """A deviation card."""

    cause = Words(_("Mistä poikkeama johtuu"), needed=_("Kerro, mistä poikkeama johtuu."), rows=3)
    done = Words(_("Mitä tehdään"), needed=_("Kerro, mitä asialle tehdään."), rows=3)
    responsible = Words(_("Vastuurooli"), needed=_("Kerro vastuurooli."), longest=200)
    date = Day(_("Mihin mennessä"))
    state = Choice(_("Tila"))
    body = Words(_("Hyväksynyt toimielin"), longest=200)
    decided_on = Day(_("Päätöksen päivä"))
    section = Words(_("Pykälä"), longest=20)
    expires = Day(_("Voimassa asti"))
    closing = Words(_("Miten poikkeama päättyi"), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"] = Choice(_("Tila"), [(code, str(words)) for code, words in STATES])
        for name in ("body", "decided_on", "section", "expires"):
            self.fields[name].help_text = _("Vain kun toimielin on hyväksynyt poikkeaman.")
        self.fields["closing"].help_text = _("Vain kun poikkeama on ohi.")

    def clean(self) -> dict[str, Any]:
        """What the chosen state needs."""
        given: dict[str, Any] = super().clean() or {}
        lacking = {
            CardState.ACCEPTED.value: ("body", "decided_on", "section", "expires"),
            CardState.CLOSED.value: ("closing",),
        }
        for name in lacking.get(given.get("state", ""), ()):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, _("Täytä tämä, kun valitsit tilan."))
        return given


class AssessmentForm(forms.Form):
    """An officer's assessment of a period."""

    period = Choice(_("Kausi"))
    # Of each its word as it stands in the table: it is looked up when the form is shown.
    verdict = Choice(
        _("Viranhaltijan arvio"),
        [("", later("Valitse arvio")), *((one.value, word) for one, word in dict.items(VERDICTS) if one in ASSESSABLE)],
    )
    reason = Words(_("Perustelu"), needed=_("Arvio tarvitsee perustelun."), rows=4)

    def __init__(self, *args: Any, periods: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"] = Choice(_("Kausi"), periods)
        self.order_fields(["period", "verdict", "reason"])


class WithdrawalForm(forms.Form):
    """Why an assessment is taken back."""

    reason = Words(_("Miksi arvio perutaan"), needed=_("Kerro, miksi arvio perutaan."), rows=2)
