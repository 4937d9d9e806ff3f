"""The words on a chart in Finnish, Swedish and English: tables, since a report's files ask no catalogue."""

from kemi_strategy.web.speaking import spoken

_WORDS: dict[str, dict[str, str]] = {
    "fi": {
        "goal": "tavoite {goal}",
        "lower": "alaraja {value}",
        "baseline": "lähtötaso {value}",
        "even": "tavoitteen tasainen tahti {value}",
        "line": "suora lähtötasosta tavoitteeseen",
        "pace": "tasainen tahti",
        "forecast": "ennuste {value}",
        "also": "{trend} Kuviossa myös: {told}.",
    },
    "sv": {
        "goal": "målvärde {goal}",
        "lower": "nedre gräns {value}",
        "baseline": "utgångsläge {value}",
        "even": "målets jämna takt {value}",
        "line": "rak linje från utgångsläget till målet",
        "pace": "jämn takt",
        "forecast": "prognos {value}",
        "also": "{trend} I diagrammet också: {told}.",
    },
    "en": {
        "goal": "target {goal}",
        "lower": "lower limit {value}",
        "baseline": "baseline {value}",
        "even": "even pace of the target {value}",
        "line": "straight line from the baseline to the target",
        "pace": "even pace",
        "forecast": "forecast {value}",
        "also": "{trend} The chart also shows: {told}.",
    },
}


def said(key: str, **parts: object) -> str:
    """A phrase in the language now written."""
    return _WORDS[spoken()][key].format(**parts)
