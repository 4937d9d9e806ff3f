"""The Finnish word of each coded word of figures: one table for pages and for the workbook."""

from collections.abc import Mapping

from kemi_strategy.web.languages import Words, in_language, later, later_of
from measures.models.codes import Entity, LateReason, Reading, Source, ValueType, WhyEmpty
from measures.periods import Frequency
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Binding, Direction, Kind, Repeats
from measures.verdicts import Movement, Verdict


def finnish[Code](table: Mapping[Code, str]) -> dict[Code, str]:
    """A table's words as files hold them, which are Finnish whatever the reader's language."""
    with in_language("fi"):
        return {code: str(word) for code, word in table.items()}


TARGET_KINDS: dict[Kind, str] = Words(
    {
        Kind.AT_LEAST: later("vähintään"),
        Kind.MORE_THAN: later("yli"),
        Kind.AT_MOST: later("enintään"),
        Kind.LESS_THAN: later("alle"),
        Kind.BETWEEN: later("välillä"),
        Kind.HOLD: later("säilyy"),
        Kind.MOVES_UP: later("nousee"),
        Kind.MOVES_DOWN: later("laskee"),
        Kind.CHANGE_BY: later("muutos"),
        Kind.COMPARE: later("vertailu"),
        Kind.DONE: later("valmis"),
        Kind.LEVEL: later("tasolla"),
        Kind.WATCHED: later("seurataan"),
        Kind.UNDECIDED: later_of("tavoite", "avoin"),
    }
)

DIRECTIONS: dict[Direction, str] = Words(
    {
        Direction.UP: later("nouseva"),
        Direction.DOWN: later("laskeva"),
        Direction.HOLD: later("säilyvä"),
        Direction.NONE: later_of("suunta", "ei"),
    }
)

ACROSS_TIME: dict[AcrossTime, str] = Words(
    {
        AcrossTime.LAST: later("taso"),
        AcrossTime.SUM: later("summa"),
        AcrossTime.MEAN: later("keskiarvo"),
    }
)

ACROSS_UNITS: dict[AcrossUnits, str] = Words(
    {
        AcrossUnits.SUM: later("summa"),
        AcrossUnits.RATIO: later("suhde"),
        AcrossUnits.WEIGHTED: later("painotettu"),
        AcrossUnits.MEAN: later("keskiarvo"),
        AcrossUnits.SMALLEST: later("pienin"),
        AcrossUnits.LARGEST: later("suurin"),
        AcrossUnits.SHARE_DONE: later("valmiiden osuus"),
        AcrossUnits.MUNICIPALITY: later("kaupunki"),
        AcrossUnits.NONE: later_of("yhdistely", "ei"),
    }
)

UNITS_TOLD: dict[AcrossUnits, str] = Words(
    {
        AcrossUnits.SUM: later("yksiköiden luvut lasketaan yhteen"),
        AcrossUnits.RATIO: later("yksiköiden osoittajien summa jaetaan nimittäjien summalla"),
        AcrossUnits.WEIGHTED: later("yksiköiden painotettu keskiarvo"),
        AcrossUnits.MEAN: later("yksiköiden keskiarvo"),
        AcrossUnits.SMALLEST: later("yksiköiden pienin luku"),
        AcrossUnits.LARGEST: later("yksiköiden suurin luku"),
        AcrossUnits.SHARE_DONE: later("osuus yksiköistä, joissa asia on valmis"),
        AcrossUnits.MUNICIPALITY: later("yksi luku koko kunnasta"),
        AcrossUnits.NONE: later("yksiköiden lukuja ei yhdistetä"),
    }
)
"""How the figures of units become one, as a reader is told."""

TIME_TOLD: dict[AcrossTime, str] = Words(
    {
        AcrossTime.LAST: later("viimeisin luku on voimassa"),
        AcrossTime.SUM: later("vuoden luvut lasketaan yhteen tammikuusta alkaen"),
        AcrossTime.MEAN: later("vuoden lukujen keskiarvo"),
    }
)
"""How the figures of a year become one, as a reader is told."""

FREQUENCIES: dict[Frequency, str] = Words(
    {
        Frequency.MONTH: later("kk"),
        Frequency.QUARTER: later("nelj"),
        Frequency.HALF: later("puoli"),
        Frequency.YEAR: later("vuosi"),
        Frequency.TWO_YEARS: "2v",
        Frequency.THREE_YEARS: "3v",
    }
)

FREQUENCY_NAMES: dict[Frequency, str] = Words(
    {
        Frequency.MONTH: later("kuukausittain"),
        Frequency.QUARTER: later("neljännesvuosittain"),
        Frequency.HALF: later("puolivuosittain"),
        Frequency.YEAR: later("vuosittain"),
        Frequency.TWO_YEARS: later("joka toinen vuosi"),
        Frequency.THREE_YEARS: later("joka kolmas vuosi"),
    }
)

REPEATS: dict[Repeats, str] = Words(
    {
        Repeats.ONCE: later("kerran"),
        Repeats.YEAR: later("vuosittain"),
        Repeats.PERIOD: later("kausittain"),
    }
)

BINDINGS: dict[Binding, str] = Words(
    {
        Binding.BINDING: later("sitova"),
        Binding.INDICATIVE: later("ohjeellinen"),
        Binding.PROPOSED: later("ehdotus"),
    }
)

ENTITIES: dict[Entity, str] = Words(
    {
        Entity.MUNICIPALITY: later("kunta"),
        Entity.GROUP: later("konserni"),
    }
)

READINGS: dict[Reading, str] = Words(
    {
        Reading.CLEAR: later("selvä"),
        Reading.PROPOSED: later("ehdotettu"),
        Reading.CONFIRMED: later("vahvistettu"),
    }
)

WHY_EMPTY: dict[WhyEmpty, str] = Words(
    {
        WhyEmpty.NOT_MEASURED: later("ei mitattu"),
        WhyEmpty.NOT_ASSESSABLE: later("ei arvioitavissa"),
        WhyEmpty.UNFINISHED: later("kesken"),
        WhyEmpty.NOT_PUBLISHED: later("ei julkaista"),
    }
)

LATE_REASONS: dict[LateReason, str] = Words(
    {
        LateReason.ERROR: later("virhe"),
        LateReason.REFINED: later("tarkentunut"),
        LateReason.METHOD: later("menetelmä"),
        LateReason.OTHER: later("muu"),
    }
)

VERDICTS: dict[Verdict, str] = Words(
    {
        Verdict.MET: later("saavutettu"),
        Verdict.NEAR_MISS: later("lähes saavutettu"),
        Verdict.MISSED: later("ei saavutettu"),
        Verdict.ON_TRACK: later("etenee"),
        Verdict.BEHIND: later("jäljessä"),
        Verdict.NOT_DUE: later("ei vielä arvioitavissa"),
        Verdict.MISSING: later("tieto puuttuu"),
        Verdict.WATCHED: later("seurattava"),
        Verdict.UNCLEAR: later("tulkinta avoin"),
    }
)

ASSESSABLE = (Verdict.MET, Verdict.NEAR_MISS, Verdict.MISSED, Verdict.ON_TRACK, Verdict.BEHIND)
"""The verdicts an officer may give as an own assessment (INTERFACES, «Toteumat»)."""

MOVEMENTS: dict[Movement, str] = Words(
    {
        Movement.IMPROVED: later("parantunut"),
        Movement.UNCHANGED: later("ennallaan"),
        Movement.WORSENED: later("heikentynyt"),
        Movement.UNKNOWN: later("muutosta ei voi sanoa"),
    }
)

VALUE_TYPES: dict[ValueType, str] = Words(
    {
        ValueType.NUMBER: later("luku"),
        ValueType.YES_NO: later("kyllä/ei"),
        ValueType.LEVEL: later("taso"),
    }
)

SOURCES: dict[Source, str] = Words(
    {
        Source.WEB: later("kirjattu palvelussa"),
        Source.WORKBOOK: later("tuotu tiedostosta"),
        Source.STATISTICS: later("tilasto"),
        Source.API: later("rajapinta"),
    }
)


def reading_word(code: str) -> str:
    """How sure the reading of the source is, of its code."""
    return READINGS[Reading(code)]


def why_empty_word(code: str) -> str:
    """Why there is no figure, of the reason's code."""
    return WHY_EMPTY[WhyEmpty(code)]
