"""One example row of each important sheet, for the instructions of the empty workbook: read, never imported."""

from collections.abc import Mapping

from measures.loading import columns as names

EXAMPLE_ROWS: dict[str, Mapping[str, str]] = {
    names.UNITS: {
        "koodi": "kirjasto",
        "ylätaso": "hyvinvointi",
        "laji": "tulosyksikkö",
        "nimi_fi": "Kirjasto",
        "alkaen": "2026-01-01",
    },
    names.NODES: {
        "koodi": "elinvoima",
        "laji": "päämäärä",
        "nimi_fi": "Elinvoimainen kunta",
    },
    names.PROJECTS: {
        "koodi": "keskusta",
        "nimi": "Keskustan kehittäminen",
        "toimiala": "hyvinvointi",
        "kohteet": "elinvoima",
        "tila": "käynnissä",
    },
    names.INDICATORS: {
        "koodi": "M01",
        "nimi_fi": "Kirjaston lainat asukasta kohti",
        "kohteet": "elinvoima",
        "mittayksikkö": "kpl",
        "desimaalit": "1",
        "suunta": "nouseva",
        "kertymä": "taso",
        "yhdistely": "kaupunki",
        "tiheys": "vuosi",
        "lähtötaso": "8,4",
        "lähtötaso_pvm": "2025-12-31",
        "tavoite": "vähintään 9 vuoden 2028 loppuun mennessä",
        "sitovuus": "sitova",
        "vastuuyksikkö": "kirjasto",
        "tulkinta": "selvä",
    },
    names.ACTUALS: {
        "mittari": "M01",
        "kausi": "2026",
        "arvo": "8,6",
        "huomautus": "Ennakkotieto",
    },
}
