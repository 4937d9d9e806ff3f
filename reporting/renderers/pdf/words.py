"""The few words that printed reports have beside those of the report itself, in Finnish, Swedish and English."""

CREATOR = "Strategiamittaristo"
WORDS: dict[str, dict[str, str]] = {
    "fi": {"contents": "Sisältö", "page": "Sivu", "table": "Taulukko", "chart": "Kuva"},
    "sv": {"contents": "Innehåll", "page": "Sida", "table": "Tabell", "chart": "Figur"},
    "en": {"contents": "Contents", "page": "Page", "table": "Table", "chart": "Figure"},
}
