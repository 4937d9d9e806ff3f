"""The forms of indicators, rules, reporting units and rows: what can be typed, and what must be, in words."""

import datetime as dt
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kemi_strategy.web.languages import later
from measures.labels import DIRECTIONS, ENTITIES, FREQUENCY_NAMES, VALUE_TYPES
from measures.models.codes import ValueType
from measures.models.indicators import INDICATOR_CODE, split_terms
from measures.periods import Frequency
from measures.rollup import AcrossTime, AcrossUnits
from measures.steward.fields import Choices, Hinted, Number, Ticks, Whole, offer
from measures.targets import Kind
from scorecard.work.forms import Choice, Day, Words

ACROSS_UNITS: dict[AcrossUnits, Any] = {
    AcrossUnits.MUNICIPALITY: later("yksi luku koko kunnasta: ei yksiköittäin"),
    AcrossUnits.SUM: later("summa: yksiköiden luvut lasketaan yhteen"),
    AcrossUnits.RATIO: later("suhde: osoittajien summa jaetaan nimittäjien summalla"),
    AcrossUnits.WEIGHTED: later("painotettu keskiarvo: painona toinen mittari"),
    AcrossUnits.MEAN: later("keskiarvo yksiköistä"),
    AcrossUnits.SMALLEST: later("pienin yksiköiden luvuista"),
    AcrossUnits.LARGEST: later("suurin yksiköiden luvuista"),
    AcrossUnits.SHARE_DONE: later("valmiiden osuus: kuinka moni yksikkö vastaa kyllä"),
    AcrossUnits.NONE: later("ei yhdistetä: näytetään yksiköittäin"),
}
ACROSS_TIME: dict[AcrossTime, Any] = {
    AcrossTime.LAST: later("taso: viimeisin luku on voimassa"),
    AcrossTime.SUM: later("summa: luvut kertyvät vuoden alusta"),
    AcrossTime.MEAN: later("keskiarvo vuoden kausista"),
}


def _words(table: Any) -> list[tuple[str, Any]]:
    # Of each its word as it stands in the table: it is looked up when the form is shown.
    return [(code.value, word) for code, word in dict.items(table)]


class Offered:
    """What an indicator's form lets choose: units, decisions, and indicators that may weigh; as (key, words)."""

    def __init__(self, units: Choices, decisions: Choices = (), indicators: Choices = ()) -> None:
        self.units, self.decisions, self.indicators = list(units), list(decisions), list(indicators)


class IndicatorForm(Hinted):
    """The definition of an indicator."""

    hints = {
        "code": _("Lyhyt tunnus osoitteissa ja työkirjoissa, esimerkiksi K26. Tyhjästä se tehdään nimestä."),
        "measure_unit": _("Esimerkiksi %, kpl, milj. € tai 1–5. Kyllä/ei ja taso eivät tarvitse sitä."),
        "terms_fi": _("Vain suhteelle, esimerkiksi poissaolopäivät / työpäivät. Kirjaaja näkee ne kenttien niminä."),
        "scale": _("Vain kun luvun laji on taso: huonoin ensin, esimerkiksi heikko < tyydyttävä < hyvä."),
        "direction": _("Kumpaan suuntaan muutos on hyvä. Suuntaa ei päätellä luvuista."),
        "measuring_year": _("Vain joka toinen tai kolmas vuosi mitattavalle: jokin vuosi, jona mitataan."),
        "first_day": _("pp.kk.vvvv. Tätä ennen päättyviltä kausilta lukua ei pyydetä; tyhjä: strategian alusta."),
        "quality": _("Esimerkiksi otoskoko, viive tai muutos laskentatavassa."),
    }

    name_fi = Words(_("Nimi suomeksi"), needed=_("Anna mittarille nimi."), longest=300)
    name_sv = Words(_("Nimi ruotsiksi"), longest=300)
    name_en = Words(_("Nimi englanniksi"), longest=300)
    description = Words(_("Mitä mitataan"), rows=3)
    value_type = Choice(_("Luvun laji"), _words(VALUE_TYPES))
    measure_unit = Words(_("Mittayksikkö"), longest=60)
    scale = Words(_("Asteikko"), longest=120)
    terms_fi = Words(_("Suhteen osoittaja / nimittäjä"), longest=200)
    terms_sv = Words(_("Osoittaja / nimittäjä ruotsiksi"), longest=200)
    terms_en = Words(_("Osoittaja / nimittäjä englanniksi"), longest=200)
    decimals = Whole(_("Desimaaleja"), 0, 10, needed=True)
    direction = Choice(_("Suunta"), _words(DIRECTIONS))
    frequency = Choice(_("Tiheys"), _words(FREQUENCY_NAMES))
    measuring_year = Whole(_("Mittausvuosi"), 1990, 2199)
    first_day = Day(_("Mitataan alkaen"))
    entity = Choice(_("Koskee"), _words(ENTITIES))
    responsible_unit = Choice(_("Vastuuyksikkö"), required=False)
    responsible_role = Words(_("Vastuurooli"), longest=200)
    source = Words(_("Lähde"), longest=300)
    quality = Words(_("Luvun laatu ja varaumat"), rows=3)
    decision = Choice(_("Päätös, jolla mittari otettiin käyttöön"), required=False)

    def __init__(self, *given: Any, offered: Offered, **facts: Any) -> None:
        super().__init__(*given, **facts)
        offer(self, "responsible_unit", offered.units, _("ei vielä valittu"))
        offer(self, "decision", offered.decisions, _("ei päätöstä"))

    def clean(self) -> dict[str, Any]:
        """A level has a scale and others a unit; every second year needs to know which."""
        found = super().clean() or {}
        found["measure_unit"] = self._measure_unit(found)
        found.pop("scale", None)
        for name in ("terms_fi", "terms_sv", "terms_en"):
            if found.get(name) and split_terms(found[name]) is None:
                self.add_error(name, _("Kirjoita kaksi nimeä ja niiden väliin välilyönnit ja vinoviiva: a / b."))
        rare = found.get("frequency") in (Frequency.TWO_YEARS, Frequency.THREE_YEARS)
        if rare and found.get("measuring_year") is None and "measuring_year" not in self.errors:
            self.add_error("measuring_year", _("Kerro jokin vuosi, jona mitataan: muuten lukua ei koskaan pyydetä."))
        return found

    def _measure_unit(self, found: dict[str, Any]) -> str:
        """What stands behind the number; of a level its scale, worst first."""
        if found.get("value_type") == ValueType.YES_NO:
            return "kyllä/ei"
        unit = str(found.get("measure_unit", ""))
        if found.get("value_type") != ValueType.LEVEL:
            if "<" in unit:
                self.add_error("measure_unit", _("Asteikko kirjoitetaan omaan kenttäänsä, kun luvun laji on taso."))
            return unit
        words = [word.strip() for word in str(found.get("scale", "")).split("<")]
        if len(words) < 2 or "" in words or len({word.casefold() for word in words}) < len(words):
            self.add_error(
                "scale", _("Kirjoita tasot huonoimmasta parhaaseen kukin kerran, esimerkiksi heikko < hyvä.")
            )
        return "<".join(words)


class JoiningFields(Hinted):
    """How figures become one."""

    hints = {"weight": _("Vain painotetulle keskiarvolle.")}

    across_units = Choice(_("Yhdistely yksiköistä"), _words(ACROSS_UNITS))
    across_time = Choice(_("Kertymä vuoden aikana"), _words(ACROSS_TIME))
    weight = Choice(_("Painomittari"), required=False)


class NewIndicatorForm(IndicatorForm, JoiningFields):
    """An indicator to be added, with how its figures become one."""

    hints = IndicatorForm.hints | JoiningFields.hints

    code = forms.CharField(label=_("Koodi"), required=False, max_length=40, validators=[INDICATOR_CODE])
    field_order = (
        *("name_fi", "name_sv", "name_en", "code", "description", "value_type", "measure_unit", "scale"),
        *("terms_fi", "terms_sv", "terms_en", "decimals", "direction", "frequency", "measuring_year", "first_day"),
        *("across_units", "across_time", "weight"),
    )

    def __init__(self, *given: Any, offered: Offered, **facts: Any) -> None:
        super().__init__(*given, offered=offered, **facts)
        offer(self, "weight", offered.indicators, _("ei painoteta"))

    def clean_code(self) -> str:
        """Not the word in the address of this very page."""
        code: str = self.cleaned_data["code"].strip()
        if code.lower() == "uusi":
            raise forms.ValidationError(_("Tämä koodi on varattu palvelun omille osoitteille. Valitse toinen koodi."))
        return code


class RuleForm(JoiningFields):
    """A rule that is valid from a day."""

    valid_from = Day(_("Voimassa alkaen"))

    def __init__(self, *given: Any, indicators: Choices, needs_day: bool, **facts: Any) -> None:
        super().__init__(*given, **facts)
        offer(self, "weight", indicators, _("ei painoteta"))
        self.needs_day = needs_day

    def clean_valid_from(self) -> dt.date | None:
        """A day, unless nothing has been entered yet."""
        day: dt.date | None = self.cleaned_data["valid_from"]
        if day is None and self.needs_day:
            raise forms.ValidationError(_("Kirjoita päivä, josta alkaen sääntö on voimassa."))
        return day


class ReportersForm(Hinted):
    """Units that begin to report, several at once."""

    hints = {"valid_from": _("pp.kk.vvvv, tyhjä: alusta alkaen.")}

    units = Ticks(_("Yksiköt"), needed=_("Valitse ainakin yksi yksikkö."))
    valid_from = Day(_("Raportoivat alkaen"))

    def __init__(self, *given: Any, units: Choices, **facts: Any) -> None:
        super().__init__(*given, **facts)
        offer(self, "units", units)


class ReporterDaysForm(Hinted):
    """From when to when a unit reports."""

    hints = {"valid_from": _("Tyhjä: alusta alkaen."), "valid_to": _("Tyhjä: toistaiseksi.")}

    valid_from = Day(_("Ensimmäinen päivä"))
    valid_to = Day(_("Viimeinen päivä"))


class LastDayForm(forms.Form):
    """The last day of something."""

    last_day = Day(_("Viimeinen päivä"))

    def clean_last_day(self) -> dt.date:
        """A day is needed."""
        day: dt.date | None = self.cleaned_data["last_day"]
        if day is None:
            raise forms.ValidationError(_("Kirjoita viimeinen päivä muodossa pp.kk.vvvv."))
        return day


class SuccessorForm(LastDayForm):
    """Who goes on after a unit's last day."""

    unit = Choice(_("Kuka jatkaa"))
    field_order = ("unit", "last_day")

    def __init__(self, *given: Any, units: Choices, **facts: Any) -> None:
        super().__init__(*given, **facts)
        offer(self, "unit", units, _("valitse yksikkö"))


class NewRowForm(forms.Form):
    """An indicator to be put into a strategy."""

    indicator = Choice(_("Mittari"))
    kind = Choice(
        _("Tavoite"),
        [
            (Kind.UNDECIDED.value, later("kirjataan seuraavaksi")),
            (Kind.WATCHED.value, later("ei tavoitetta: lukua vain seurataan")),
        ],
    )

    def __init__(self, *given: Any, indicators: Choices, **facts: Any) -> None:
        super().__init__(*given, **facts)
        offer(self, "indicator", indicators, _("valitse mittari"))


class RowForm(Hinted):
    """Where a row stood, and how near is nearly reached."""

    hints = {
        "baseline_value": _("Luku mittarin omassa yksikössä."),
        "band_percent": _("Tyhjä: 10 %."),
        "band_absolute": _("Menee prosentin edelle. Tarvitaan, kun tavoite on 0."),
    }

    baseline_value = Number(_("Lähtötaso"))
    baseline_date = Day(_("Lähtötason päivä"))
    baseline_words = Words(_("Lähtötaso päätöksen sanoin"), rows=2)
    baseline_comparable = forms.BooleanField(
        label=_("Lähtötaso on samaa suuretta kuin tavoite, joten siihen verrataan"), required=False
    )
    band_percent = Number(_("Lähes saavutettu: enintään % tavoitteesta"), signed=False)
    band_absolute = Number(_("Lähes saavutettu: enintään mittarin yksikköä"), signed=False)

    def __init__(self, *given: Any, unit: str, decimals: int, **facts: Any) -> None:
        super().__init__(*given, **facts)
        for name in ("baseline_value", "band_absolute"):
            field = cast(Number, self.fields[name])
            field.unit, field.decimals = unit, decimals
        percent = cast(Number, self.fields["band_percent"])
        percent.unit, percent.decimals = "%", 2

    def clean_band_percent(self) -> Decimal:
        """Ten where nothing is said."""
        given: Decimal | None = self.cleaned_data["band_percent"]
        if given is None:
            return Decimal(10)
        if given > 1000:
            raise forms.ValidationError(_("Raja voi olla enintään 1 000 %."))
        return given.quantize(Decimal("0.01"))


class LinksForm(forms.Form):
    """What a row hangs on, surely."""

    things = Ticks(_("Tavoitteet, teemat, hyödyt, projektit ja toimenpiteet"))

    def __init__(self, *given: Any, things: Choices, **facts: Any) -> None:
        super().__init__(*given, **facts)
        offer(self, "things", things)


class ProposalForm(forms.Form):
    """A link that is only proposed, with what is asked of it."""

    thing = Choice(_("Mihin"))
    question = Words(_("Mitä kysytään"), needed=_("Kirjoita, mikä yhteydessä on epävarmaa."), longest=500)

    def __init__(self, *given: Any, things: Choices, **facts: Any) -> None:
        super().__init__(*given, **facts)
        offer(self, "thing", things, _("valitse"))
