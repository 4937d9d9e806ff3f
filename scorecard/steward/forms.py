"""The steward's forms of strategies, decisions and goals: what can be typed, and what must be, in words."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kemi_strategy.web.dates import today
from kemi_strategy.web.languages import later
from scorecard.labels import NODE_KINDS, OCCASIONS, STRATEGY_KINDS
from scorecard.models import Municipality
from scorecard.models.codes import NodeKind
from scorecard.models.municipality import THING_CODE
from scorecard.steward.keeping.records import OWN_WORDS
from scorecard.work.forms import Choice, Choices, Day, Words

NO_DECISION = "-"
"""The choice of a correction of a slip, which needs no decision."""
NOT_SAID = ("", later("ei valittu"))
_DAY_HINT = _("pp.kk.vvvv, tyhjä jos ei päätetty")


class NeededDay(Day):
    """A day that must be given."""

    def __init__(self, label: Any, needed: Any) -> None:
        super().__init__(label)
        self.required = True
        self.error_messages["required"] = needed


def _not_taken_by_service(code: str) -> None:
    if code in OWN_WORDS:
        raise forms.ValidationError(gettext("Tämä koodi on varattu palvelun omille osoitteille. Valitse toinen koodi."))


class Code(Words):
    """A code of a thing; left empty the service makes one of the name."""

    def __init__(self, label: Any) -> None:
        super().__init__(label, longest=60)
        self.help_text = _("Näkyy osoitteissa ja työkirjassa. Tyhjä: tehdään nimestä.")
        self.validators += [THING_CODE, _not_taken_by_service]


class Link(Words):
    """An address on the web."""

    def __init__(self, label: Any) -> None:
        super().__init__(label, longest=200)
        self.validators.append(URLValidator(("http", "https"), message=_("Kirjoita osoite muodossa https://…")))


class InLanguages(forms.Form):
    """A form whose words are asked in the languages that the municipality keeps.

    What has been given in another language is asked all the same, so that nothing is hidden or lost.
    """

    def __init__(self, *given: Any, city: Municipality, **facts: Any) -> None:
        super().__init__(*given, **facts)
        for language in ("sv", "en"):
            kept = getattr(city, f"keeps_{language}")
            for name in [one for one in self.fields if one.endswith(f"_{language}")]:
                if not kept and not self.initial.get(name):
                    del self.fields[name]


class Spanning(forms.Form):
    """A form with a first and a last day."""

    out_of_order = _("Viimeinen päivä on ennen ensimmäistä.")

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        found = super().clean() or {}
        first, last = found.get("valid_from"), found.get("valid_to")
        if isinstance(first, dt.date) and isinstance(last, dt.date) and last < first:
            self.add_error("valid_to", self.out_of_order)
        return found


class StrategyForm(InLanguages, Spanning):
    """A strategy's or a programme's basics. ``strategies``: those that a programme may belong to."""

    name_fi = Words(_("Nimi"), needed=_("Anna strategialle nimi."), longest=200)
    name_sv = Words(_("Nimi ruotsiksi"), longest=200)
    name_en = Words(_("Nimi englanniksi"), longest=200)
    kind = Choice(_("Laji"), [(kind.value, word) for kind, word in dict.items(STRATEGY_KINDS)])
    part_of = Choice(_("Kuuluu strategiaan"), required=False)
    valid_from = Day(_("Voimassa alkaen"))
    valid_to = Day(_("Voimassa asti"))
    mission_fi = Words(_("Missio"), rows=2)
    mission_sv = Words(_("Missio ruotsiksi"), rows=2)
    mission_en = Words(_("Missio englanniksi"), rows=2)
    vision_fi = Words(_("Visio"), rows=2)
    vision_sv = Words(_("Visio ruotsiksi"), rows=2)
    vision_en = Words(_("Visio englanniksi"), rows=2)
    all_rows_reach = forms.BooleanField(
        label=_("Päämäärä on saavutettu vasta, kun kaikki sen mittarit ovat saavuttaneet tavoitteensa"), required=False
    )

    def __init__(self, *given: Any, strategies: Choices, **facts: Any) -> None:
        super().__init__(*given, **facts)
        cast(forms.ChoiceField, self.fields["part_of"]).choices = [("", _("Ei mihinkään")), *strategies]
        for name in ("valid_from", "valid_to"):
            self.fields[name].help_text = _DAY_HINT

    def clean(self) -> dict[str, Any]:
        """Only a programme belongs to a strategy."""
        found = super().clean()
        if found.get("part_of") and found.get("kind") != "programme":
            self.add_error("part_of", _("Vain ohjelma voi kuulua strategiaan. Vaihda laji tai tyhjennä tämä."))
        return found


class NewStrategyForm(StrategyForm):
    """A strategy or programme to be added, with its code."""

    code = Code(_("Koodi"))
    field_order = ("name_fi", "name_sv", "name_en", "kind", "part_of", "code")


class LevelWordsForm(forms.Form):
    """What the strategy calls its goals, themes and other levels; empty is the common word."""

    def __init__(self, *given: Any, city: Municipality, **facts: Any) -> None:
        super().__init__(*given, **facts)
        languages = {"fi": True, "sv": city.keeps_sv, "en": city.keeps_en}
        for kind in NodeKind:
            for language, kept in languages.items():
                name = f"{kind.value}_{language}"
                if kept or self.initial.get(name):
                    self.fields[name] = Words(_LEVELS[language] % {"kind": NODE_KINDS[kind]}, longest=60)

    @property
    def words(self) -> dict[str, dict[str, str]]:
        """The words as a strategy keeps them; kinds without a word are left out."""
        found: dict[str, dict[str, str]] = {}
        for name, word in self.cleaned_data.items():
            kind, _line, language = name.rpartition("_")
            if word:
                found.setdefault(kind, {})[language] = word
        return found

    @staticmethod
    def spread(words: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
        """The words as the form's fields have them."""
        return {f"{kind}_{language}": word for kind, own in words.items() for language, word in own.items()}

    def clean(self) -> dict[str, Any]:
        """A word in another language goes with a Finnish one, which is shown where a language is lacking."""
        found = super().clean() or {}
        for kind in NodeKind:
            other = [found.get(f"{kind.value}_{language}") for language in ("sv", "en")]
            if any(other) and not found.get(f"{kind.value}_fi"):
                self.add_error(f"{kind.value}_fi", _("Anna sana myös suomeksi."))
        return found


_LEVELS = {
    "fi": later("%(kind)s: oma sana"),
    "sv": later("%(kind)s: oma sana ruotsiksi"),
    "en": later("%(kind)s: oma sana englanniksi"),
}


def day_of_decision(day: dt.date) -> dt.date:
    """The day, unless it is still to come: what has not been decided is no decision."""
    if day > today():
        raise forms.ValidationError(_("Päätöksen päivä on tulevaisuudessa. Kirjaa päätös, kun se on tehty."))
    return day


class DecisionForm(forms.Form):
    """A decision in its own words."""

    body = Words(_("Toimielin"), needed=_("Kirjoita, mikä toimielin päätti."), longest=200)
    date = NeededDay(_("Päivä"), _("Anna päätöksen päivä, esimerkiksi 4.12.2023."))
    section = Words(_("Pykälä"), longest=20)
    diary_number = Words(_("Diaarinumero"), longest=60)
    text = Words(_("Mitä päätettiin"), needed=_("Kirjoita päätös sen omin sanoin."), rows=4)
    link = Link(_("Linkki päätökseen"))

    def __init__(self, *given: Any, **facts: Any) -> None:
        super().__init__(*given, **facts)
        self.fields["date"].help_text = _("pp.kk.vvvv")
        self.fields["section"].help_text = _("Numero ilman §-merkkiä.")

    def clean_date(self) -> dt.date:
        """The day of the meeting, which has been."""
        return day_of_decision(self.cleaned_data["date"])


class OccasionForm(forms.Form):
    """A line of the reporting calendar."""

    occasion = Choice(_("Raportti"), [(one.value, word) for one, word in dict.items(OCCASIONS)])
    body = Words(_("Toimielin"), longest=200)
    month = Choice(_("Kuukausi"), [("", later("ei päätetty")), *((str(one), str(one)) for one in range(1, 13))])
    description = Words(_("Kuvaus"), rows=2)

    def __init__(self, *given: Any, **facts: Any) -> None:
        super().__init__(*given, **facts)
        self.fields["month"].required = False

    def clean_month(self) -> int | None:
        """The month's number."""
        return int(self.cleaned_data["month"]) if self.cleaned_data["month"] else None


class ByDecision(forms.Form):
    """A change that rests on a decision where the strategy has been adopted. ``slip``: a correction needs none."""

    decision = Choice(_("Päätös, johon muutos perustuu"))

    def __init__(self, *given: Any, decisions: Choices, adopted: bool, slip: bool = True, **facts: Any) -> None:
        super().__init__(*given, **facts)
        if not adopted:
            del self.fields["decision"]
            return
        none = [(NO_DECISION, _("Kirjoitusvirheen korjaus, sisältö ei muutu"))] if slip else []
        field = cast(forms.ChoiceField, self.fields["decision"])
        field.choices = [NOT_SAID, *none, *decisions]
        field.error_messages["required"] = _("Strategia on hyväksytty: valitse päätös, johon muutos perustuu.")
        field.help_text = _("Puuttuuko päätös? Kirjaa se ensin strategian sivulla.")


class NodeForm(InLanguages, ByDecision):
    """A goal, theme, benefit or value. ``parents``: what it may stand below; ``words``: what its kinds are called."""

    name_fi = Words(_("Nimi"), needed=_("Anna nimi."), longest=1000)
    name_sv = Words(_("Nimi ruotsiksi"), longest=1000)
    name_en = Words(_("Nimi englanniksi"), longest=1000)
    kind = Choice(_("Laji"))
    parent = Choice(_("Ylätaso"), required=False)
    description = Words(_("Kuvaus"), rows=5)
    field_order = ("name_fi", "name_sv", "name_en", "kind", "parent", "description", "valid_from", "decision")

    def __init__(self, *given: Any, parents: Choices, words: Choices, **facts: Any) -> None:
        super().__init__(*given, **facts)
        cast(forms.ChoiceField, self.fields["kind"]).choices = list(words)
        cast(forms.ChoiceField, self.fields["parent"]).choices = [("", _("Ylin taso")), *parents]


class AddedNodeForm(NodeForm):
    """A node to be added; to an adopted strategy from a day."""

    valid_from = Day(_("Voimassa alkaen"))

    def __init__(self, *given: Any, adopted: bool, **facts: Any) -> None:
        super().__init__(*given, adopted=adopted, slip=False, **facts)
        if not adopted:
            del self.fields["valid_from"]
        else:
            self.fields["valid_from"].help_text = _("pp.kk.vvvv, tyhjä: päätöksen päivästä")


class RetireForm(ByDecision):
    """The last day of a node that is retired."""

    last_day = NeededDay(_("Viimeinen voimassaolopäivä"), _("Anna viimeinen päivä, jona kohta on voimassa."))
    field_order = ("last_day", "decision")


class AdoptForm(forms.Form):
    """The decision that adopts a strategy, and the day from which it is in force."""

    decision = Choice(_("Hyväksymispäätös"))
    day = NeededDay(_("Voimassa alkaen"), _("Anna päivä, josta alkaen strategia on voimassa."))
    works = forms.BooleanField(
        label=_("Siirrä käynnissä olevat projektit ja toimenpiteet uuteen versioon heti"), required=False
    )

    def __init__(self, *given: Any, decisions: Choices, **facts: Any) -> None:
        super().__init__(*given, **facts)
        cast(forms.ChoiceField, self.fields["decision"]).choices = [NOT_SAID, *decisions]


class VersionForm(InLanguages):
    """A new version of a strategy: what it is called, from when it is meant to be in force, what comes along."""

    name_fi = Words(_("Uuden version nimi"), needed=_("Anna uudelle versiolle nimi."), longest=200)
    name_sv = Words(_("Nimi ruotsiksi"), longest=200)
    name_en = Words(_("Nimi englanniksi"), longest=200)
    code = Code(_("Koodi"))
    valid_from = NeededDay(
        _("Voimassa alkaen"), _("Anna päivä, josta alkaen uuden version on tarkoitus olla voimassa.")
    )
    rows = forms.BooleanField(
        label=_("Kopioi mittaririvit tavoitteineen (lähtötasot ja tavoitteet merkitään tarkistettaviksi)"),
        required=False,
    )


def chosen(records: Iterable[Any], key: str) -> Any:
    """The record of a choice that has been checked to be among those offered; None for an empty one."""
    return next((one for one in records if str(one.pk) == key), None)
