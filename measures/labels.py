"""The Finnish word of each coded word of figures: one table for pages and for the workbook."""

from measures.models.codes import Entity, LateReason, Reading, Source, ValueType, WhyEmpty
from measures.periods import Frequency
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Binding, Direction, Kind, Repeats
from measures.verdicts import Movement, Verdict

TARGET_KINDS: dict[Kind, str] = {
    Kind.AT_LEAST: "vähintään",
    Kind.MORE_THAN: "yli",
    Kind.AT_MOST: "enintään",
    Kind.LESS_THAN: "alle",
    Kind.BETWEEN: "välillä",
    Kind.HOLD: "säilyy",
    Kind.MOVES_UP: "nousee",
    Kind.MOVES_DOWN: "laskee",
    Kind.CHANGE_BY: "muutos",
    Kind.COMPARE: "vertailu",
    Kind.DONE: "valmis",
    Kind.LEVEL: "tasolla",
    Kind.WATCHED: "seurataan",
    Kind.UNDECIDED: "avoin",
}

DIRECTIONS: dict[Direction, str] = {
    Direction.UP: "nouseva",
    Direction.DOWN: "laskeva",
    Direction.HOLD: "säilyvä",
    Direction.NONE: "ei",
}

ACROSS_TIME: dict[AcrossTime, str] = {
    AcrossTime.LAST: "taso",
    AcrossTime.SUM: "summa",
    AcrossTime.MEAN: "keskiarvo",
}

ACROSS_UNITS: dict[AcrossUnits, str] = {
    AcrossUnits.SUM: "summa",
    AcrossUnits.RATIO: "suhde",
    AcrossUnits.WEIGHTED: "painotettu",
    AcrossUnits.MEAN: "keskiarvo",
    AcrossUnits.SMALLEST: "pienin",
    AcrossUnits.LARGEST: "suurin",
    AcrossUnits.SHARE_DONE: "valmiiden osuus",
    AcrossUnits.MUNICIPALITY: "kaupunki",
    AcrossUnits.NONE: "ei",
}

FREQUENCIES: dict[Frequency, str] = {
    Frequency.MONTH: "kk",
    Frequency.QUARTER: "nelj",
    Frequency.HALF: "puoli",
    Frequency.YEAR: "vuosi",
    Frequency.TWO_YEARS: "2v",
    Frequency.THREE_YEARS: "3v",
}

FREQUENCY_NAMES: dict[Frequency, str] = {
    Frequency.MONTH: "kuukausittain",
    Frequency.QUARTER: "neljännesvuosittain",
    Frequency.HALF: "puolivuosittain",
    Frequency.YEAR: "vuosittain",
    Frequency.TWO_YEARS: "joka toinen vuosi",
    Frequency.THREE_YEARS: "joka kolmas vuosi",
}

REPEATS: dict[Repeats, str] = {
    Repeats.ONCE: "kerran",
    Repeats.YEAR: "vuosittain",
    Repeats.PERIOD: "kausittain",
}

BINDINGS: dict[Binding, str] = {
    Binding.BINDING: "sitova",
    Binding.INDICATIVE: "ohjeellinen",
    Binding.PROPOSED: "ehdotus",
}

ENTITIES: dict[Entity, str] = {
    Entity.MUNICIPALITY: "kunta",
    Entity.GROUP: "konserni",
}

READINGS: dict[Reading, str] = {
    Reading.CLEAR: "selvä",
    Reading.PROPOSED: "ehdotettu",
    Reading.CONFIRMED: "vahvistettu",
}

WHY_EMPTY: dict[WhyEmpty, str] = {
    WhyEmpty.NOT_MEASURED: "ei mitattu",
    WhyEmpty.NOT_ASSESSABLE: "ei arvioitavissa",
    WhyEmpty.UNFINISHED: "kesken",
    WhyEmpty.NOT_PUBLISHED: "ei julkaista",
}

LATE_REASONS: dict[LateReason, str] = {
    LateReason.ERROR: "virhe",
    LateReason.REFINED: "tarkentunut",
    LateReason.METHOD: "menetelmä",
    LateReason.OTHER: "muu",
}

VERDICTS: dict[Verdict, str] = {
    Verdict.MET: "saavutettu",
    Verdict.NEAR_MISS: "lähes saavutettu",
    Verdict.MISSED: "ei saavutettu",
    Verdict.ON_TRACK: "etenee",
    Verdict.BEHIND: "jäljessä",
    Verdict.NOT_DUE: "ei vielä arvioitavissa",
    Verdict.MISSING: "tieto puuttuu",
    Verdict.WATCHED: "seurattava",
    Verdict.UNCLEAR: "tulkinta avoin",
}

ASSESSABLE = (Verdict.MET, Verdict.NEAR_MISS, Verdict.MISSED, Verdict.ON_TRACK, Verdict.BEHIND)
"""The verdicts an officer may give as an own assessment (INTERFACES, «Toteumat»)."""

MOVEMENTS: dict[Movement, str] = {
    Movement.IMPROVED: "parantunut",
    Movement.UNCHANGED: "ennallaan",
    Movement.WORSENED: "heikentynyt",
    Movement.UNKNOWN: "muutosta ei voi sanoa",
}

VALUE_TYPES: dict[ValueType, str] = {
    ValueType.NUMBER: "luku",
    ValueType.YES_NO: "kyllä/ei",
    ValueType.LEVEL: "taso",
}

SOURCES: dict[Source, str] = {
    Source.WEB: "kirjattu palvelussa",
    Source.WORKBOOK: "tuotu tiedostosta",
    Source.STATISTICS: "tilasto",
    Source.API: "rajapinta",
}


def reading_word(code: str) -> str:
    """How sure the reading of the source is, of its code."""
    return READINGS[Reading(code)]


def why_empty_word(code: str) -> str:
    """Why there is no figure, of the reason's code."""
    return WHY_EMPTY[WhyEmpty(code)]
