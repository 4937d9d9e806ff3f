"""The form of a target: the decision's words first, then what they mean, typed, by its kind; and the decision."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kemi_strategy.web.languages import later
from measures.labels import BINDINGS
from measures.models import Indicator
from measures.steward.fields import Choices, Hinted, Number, offer
from measures.targets import LIMIT_KINDS, Binding, Kind, Repeats, Target
from scorecard.steward.forms import day_of_decision
from scorecard.work.forms import Choice, Day, Words

KINDS: dict[Kind, Any] = {
    Kind.AT_LEAST: later("vähintään (yhtä suuri riittää)"),
    Kind.MORE_THAN: later("yli (yhtä suuri ei riitä)"),
    Kind.AT_MOST: later("enintään (yhtä suuri riittää)"),
    Kind.LESS_THAN: later("alle (yhtä suuri ei riitä)"),
    Kind.BETWEEN: later("välillä, rajat mukaan lukien"),
    Kind.HOLD: later("säilyy lähtötasossa tai annetussa luvussa"),
    Kind.MOVES_UP: later("nousee lähtötasosta"),
    Kind.MOVES_DOWN: later("laskee lähtötasosta"),
    Kind.CHANGE_BY: later("muuttuu prosentteina lähtötasosta"),
    Kind.COMPARE: later("vertailu toiseen mittariin"),
    Kind.DONE: later("valmis: vastaus on kyllä"),
    Kind.LEVEL: later("vähintään taso asteikolla"),
    Kind.WATCHED: later("ei tavoitetta, seurataan"),
    Kind.UNDECIDED: later("avoin: tulkintaa ei ole vielä valittu"),
}
REPEATS: dict[Repeats, Any] = {
    Repeats.ONCE: later("kerran, määräpäivään mennessä"),
    Repeats.YEAR: later("joka vuosi"),
    Repeats.PERIOD: later("joka kausi"),
}
COMPARISONS: dict[str, Any] = {
    ">": later("suurempi kuin"),
    ">=": later("vähintään yhtä suuri kuin"),
    "<": later("pienempi kuin"),
    "<=": later("enintään yhtä suuri kuin"),
}
OPERATORS = list(COMPARISONS.items())
FIELDS_OF: Mapping[Kind, tuple[str, ...]] = {
    **dict.fromkeys(LIMIT_KINDS, ("value",)),
    Kind.BETWEEN: ("value", "upper"),
    Kind.HOLD: ("value",),
    Kind.CHANGE_BY: ("value",),
    Kind.COMPARE: ("op", "other"),
    Kind.LEVEL: ("level",),
}
"""What each kind asks for; the others nothing."""
TYPED = ("value", "upper", "op", "other", "level")
WHEN = ("due", "repeats")
NEW_DECISION = ("body", "date", "section", "diary_number", "text", "link")
NEW = "uusi"


class TargetForm(Hinted):
    """A target as it is to be written. ``kind`` is empty until the words have been read."""

    hints = {
        "words": _("Päätöksen omat sanat sellaisinaan. Ne näkyvät aina tulkinnan vieressä."),
        "valid_from": _("pp.kk.vvvv: tästä päivästä tavoite koskee kausia, jotka päättyvät sen jälkeen."),
        "due": _("pp.kk.vvvv. Tyhjä, jos päivää ei ole päätetty."),
        "date": _("pp.kk.vvvv"),
        "decision": _("Sitova tavoite tarvitsee päätöksen."),
    }
    words = Words(_("Tavoite päätöksen sanoin"), rows=2, longest=1000)
    valid_from = Day(_("Voimassa alkaen"))
    kind = Choice(
        _("Laji"), [("", later("ei vielä luettu")), *((one.value, word) for one, word in KINDS.items())], required=False
    )
    value = Number(_("Tavoitearvo"))
    upper = Number(_("Yläraja"))
    op = Choice(_("Vertailu"), OPERATORS, required=False)
    other = Choice(_("Toinen mittari"), required=False)
    level = Choice(_("Taso"), required=False)
    due = Day(_("Määräpäivä"))
    repeats = Choice(_("Toistuu"), [(one.value, word) for one, word in REPEATS.items()])
    binding = Choice(_("Sitovuus"), [(one.value, word) for one, word in dict.items(BINDINGS)])
    decision = Choice(_("Päätös"), required=False)
    body = Words(_("Toimielin"), longest=200)
    date = Day(_("Päätöspäivä"))
    section = Words(_("Pykälä"), longest=20)
    diary_number = Words(_("Diaarinumero"), longest=60)
    text = Words(_("Päätös sanoin"), rows=2)
    link = forms.URLField(label=_("Linkki"), required=False)
    settles = forms.BooleanField(label=_("Rivin avoin kysymys on tällä ratkaistu"), required=False)
    asks = forms.BooleanField(
        label=_("Tallenna tavoite kysymyksineen: sitä ei arvioida ennen kuin se on ratkaistu"), required=False
    )

    def __init__(
        self, *given: Any, indicator: Indicator, indicators: Choices, decisions: Choices, fixed: bool, **facts: Any
    ) -> None:
        super().__init__(*given, **facts)
        self.indicator, self.fixed = indicator, fixed
        change = self.kind_given is Kind.CHANGE_BY
        unit = "%" if change else "" if indicator.scale else indicator.measure_unit
        for name in ("value", "upper"):
            field = cast(Number, self.fields[name])
            field.unit, field.decimals = unit, indicator.decimals
        if change:
            self.fields["value"].label = _("Muutos prosentteina etumerkkeineen")
        elif self.kind_given is Kind.BETWEEN:
            self.fields["value"].label = _("Alaraja")
        offer(self, "other", indicators, _("valitse mittari"))
        offer(self, "level", [(word, word) for word in indicator.scale], _("valitse taso"))
        offer(self, "decision", [*decisions, (NEW, later("uusi päätös: kirjoita se alle"))], _("ei päätöstä"))
        if fixed:
            del self.fields["valid_from"]

    @property
    def kind_given(self) -> Kind | None:
        """The kind chosen, None before the words have been read."""
        code = self.data.get("kind", "") if self.is_bound else self.initial.get("kind", "")
        return Kind(code) if code in list(Kind) else None

    @property
    def target_is_whole(self) -> bool:
        """Is the target itself as it should be, whatever its first day and its decision still lack?"""
        kind = self.kind_given
        return kind is not None and not set(self.errors) & {*FIELDS_OF.get(kind, ()), *WHEN, "words", "binding"}

    def clean(self) -> dict[str, Any]:
        """What the kind needs is there, and a new decision says by whom, when and what."""
        found = super().clean() or {}
        kind = self.kind_given
        if kind is None:
            self.add_error("kind", _("Lue ensin sanat tai valitse tavoitteen laji."))
        else:
            self._clean_kind(kind, found)
        if not self.fixed and found.get("valid_from") is None and "valid_from" not in self.errors:
            self.add_error("valid_from", _("Kirjoita päivä, josta alkaen tavoite on voimassa."))
        if found.get("decision") == NEW:
            for name in ("body", "date", "text"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, _("Uudesta päätöksestä tarvitaan toimielin, päivä ja päätös sanoin."))
            self._clean_date(found.get("date"))
        return found

    def _clean_date(self, day: dt.date | None) -> None:
        try:
            day_of_decision(day or dt.date.min)
        except forms.ValidationError as refused:
            self.add_error("date", refused)

    def _clean_kind(self, kind: Kind, found: dict[str, Any]) -> None:
        needed = [name for name in FIELDS_OF.get(kind, ()) if kind is not Kind.HOLD]
        for name in needed:
            if not found.get(name) and found.get(name) != Decimal(0) and name not in self.errors:
                self.add_error(name, _("Tämän lajin tavoite tarvitsee tämän kohdan."))
        low, high = found.get("value"), found.get("upper")
        if kind is Kind.BETWEEN and low is not None and high is not None and high < low:
            self.add_error("upper", _("Yläraja on alarajaa pienempi. Tarkista rajat."))
        if kind is Kind.CHANGE_BY and low == 0:
            self.add_error("value", _("Muutos ei voi olla nolla. Valitse laji ”säilyy”, jos luvun pitää pysyä."))
        if kind is Kind.COMPARE and found.get("other") == str(self.indicator.pk):
            self.add_error("other", _("Mittaria ei voi verrata itseensä. Valitse toinen mittari."))

    def target(self, others: Mapping[str, Indicator]) -> Target:
        """The target of what was typed, once it is valid; what its kind does not ask for is left out."""
        found, kind = self.cleaned_data, Kind(self.cleaned_data["kind"])
        mine = {name: found.get(name) for name in FIELDS_OF.get(kind, ())}
        other = others.get(str(mine.get("other") or ""))
        due: dt.date | None = found["due"] if kind not in (Kind.WATCHED, Kind.UNDECIDED) else None
        return Target(
            kind,
            mine.get("value"),
            mine.get("upper"),
            mine.get("op"),
            other.code if other is not None else None,
            mine.get("level") or None,
            self.indicator.scale,
            due,
            Repeats(found["repeats"]),
            Binding(found["binding"]),
            found["words"],
        )
