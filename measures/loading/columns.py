"""The format of the scorecard workbook: its sheets, their columns, and which of them must be there.

Source: the product's published interface, «The scorecard workbook». Headings are compared without letter case.
"""

STRATEGY = "Strategia"
DECISIONS = "Päätökset"
NODES = "Tavoitteet"
UNITS = "Yksiköt"
PROJECTS = "Projektit"
MILESTONES = "Virstanpylväät"
ACTIONS = "Toimenpiteet"
INDICATORS = "Mittarit"
ACTUALS = "Toteumat"
CALENDAR = "Raportointi"
EXAMPLES = "Esimerkit"
EXAMPLE_NOTES = "Esimerkkikatsaukset"
INSTRUCTIONS, LISTS = "Ohje", "Luettelot"
"""Sheets of our own workbook that hold nothing to be read."""

STRATEGY_KEYS: tuple[str, ...] = (
    "kunta", "kuntakoodi", "koodi", "laji", "osa", "nimi", "nimi_sv", "nimi_en", "missio", "missio_sv", "missio_en",
    "visio", "visio_sv", "visio_en", "voimassa_alkaen", "voimassa_asti", "tila", "julkaistu",
)  # fmt: skip

COLUMNS: dict[str, tuple[str, ...]] = {
    STRATEGY: ("avain", "arvo"),
    DECISIONS: ("toimielin", "pvm", "pykälä", "diaarinumero", "päätös", "linkki"),
    CALENDAR: ("tilaisuus", "toimielin", "kuukausi", "kuvaus"),
    UNITS: ("koodi", "ylätaso", "laji", "nimi_fi", "nimi_sv", "nimi_en", "toimielin", "alkaen", "asti"),
    NODES: ("koodi", "ylätaso", "laji", "nimi_fi", "nimi_sv", "nimi_en", "kuvaus", "palvelee"),
    PROJECTS: (
        "koodi", "nimi", "nimi_sv", "nimi_en", "toimiala", "kohteet", "vastuu", "alkaa", "päättyy", "tila", "kuvaus",
        "oulu2026", "kunnat",
    ),
    MILESTONES: ("projekti", "nimi", "pvm", "tila", "valmistui"),
    ACTIONS: ("koodi", "nimi", "nimi_sv", "nimi_en", "kohteet", "yksikkö", "vastuu", "aikataulu", "sdg", "tila"),
    INDICATORS: (
        "koodi", "nimi_fi", "nimi_sv", "nimi_en", "kohteet", "mittayksikkö", "suhde_fi", "suhde_sv", "suhde_en",
        "desimaalit", "suunta", "kertymä", "yhdistely", "paino", "tiheys", "mittausvuosi", "raportoivat",
        "raportointiajat", "lähtötaso", "lähtötaso_pvm", "lähtötaso_sanat", "lähtötaso_vertailukelpoinen", "tavoite",
        "tavoite_laji", "tavoite_arvo", "tavoite_yläraja", "tavoite_pvm", "tavoite_toistuu", "sitovuus", "raja_%",
        "raja_abs", "taho", "vastuuyksikkö", "vastuu", "lähde", "tulkinta", "kysymys",
    ),
    ACTUALS: (
        "mittari", "yksikkö", "kausi", "arvo", "osoittaja", "nimittäjä", "ennuste", "tila", "huomautus", "arvio",
        "arvion_perustelu", "syy",
    ),
    EXAMPLES: (
        "mittari", "yksikkö", "alku", "nyt", "nimittäjä", "vaihtelu", "vaihtui", "ennuste", "vaihe", "aukot", "ensin",
        "syy", "huomautus", "arvio", "arvion_perustelu",
    ),
    EXAMPLE_NOTES: ("projekti", "katsaus", "tila", "teksti"),
}  # fmt: skip

REQUIRED: dict[str, tuple[str, ...]] = {
    STRATEGY: ("avain", "arvo"),
    DECISIONS: ("toimielin", "pvm", "päätös"),
    CALENDAR: ("tilaisuus",),
    UNITS: ("koodi", "laji", "nimi_fi"),
    NODES: ("koodi", "laji", "nimi_fi"),
    PROJECTS: ("koodi", "nimi"),
    MILESTONES: ("projekti", "nimi"),
    ACTIONS: ("koodi", "nimi"),
    INDICATORS: ("koodi", "nimi_fi"),
    ACTUALS: ("mittari", "kausi"),
    EXAMPLES: ("mittari",),
    EXAMPLE_NOTES: ("projekti", "katsaus", "teksti"),
}
