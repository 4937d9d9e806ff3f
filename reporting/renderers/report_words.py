"""The words that every file of a report shares, in Finnish, Swedish and English.

Tables and not catalogues: a file is made in a language that nobody has chosen for a page, far from any request, and a
kept file must not depend on which catalogues were compiled when it was made. They say what the pages say: a test
(``tests/reports/test_same_words.py``) holds each table beside that of the pages.
"""

from measures.targets import Binding
from measures.verdicts import Movement, Verdict
from reporting.snapshot import CardState, Snapshot

VERDICTS: dict[str, dict[Verdict, str]] = {
    "fi": {
        Verdict.MET: "saavutettu",
        Verdict.NEAR_MISS: "lähes saavutettu",
        Verdict.MISSED: "ei saavutettu",
        Verdict.ON_TRACK: "etenee",
        Verdict.BEHIND: "jäljessä",
        Verdict.NOT_DUE: "ei vielä arvioitavissa",
        Verdict.MISSING: "tieto puuttuu",
        Verdict.WATCHED: "seurattava",
        Verdict.UNCLEAR: "tulkinta avoin",
    },
    "sv": {
        Verdict.MET: "uppnått",
        Verdict.NEAR_MISS: "nästan uppnått",
        Verdict.MISSED: "inte uppnått",
        Verdict.ON_TRACK: "framskrider",
        Verdict.BEHIND: "släpar efter",
        Verdict.NOT_DUE: "kan ännu inte bedömas",
        Verdict.MISSING: "uppgift saknas",
        Verdict.WATCHED: "följs upp",
        Verdict.UNCLEAR: "tolkningen öppen",
    },
    "en": {
        Verdict.MET: "met",
        Verdict.NEAR_MISS: "nearly met",
        Verdict.MISSED: "not met",
        Verdict.ON_TRACK: "on track",
        Verdict.BEHIND: "behind",
        Verdict.NOT_DUE: "not yet assessable",
        Verdict.MISSING: "data missing",
        Verdict.WATCHED: "monitored",
        Verdict.UNCLEAR: "interpretation open",
    },
}
MOVEMENTS: dict[str, dict[Movement, str]] = {
    "fi": {
        Movement.IMPROVED: "parantunut",
        Movement.UNCHANGED: "ennallaan",
        Movement.WORSENED: "heikentynyt",
        Movement.UNKNOWN: "muutosta ei voi sanoa",
    },
    "sv": {
        Movement.IMPROVED: "förbättrats",
        Movement.UNCHANGED: "oförändrad",
        Movement.WORSENED: "försämrats",
        Movement.UNKNOWN: "förändringen kan inte anges",
    },
    "en": {
        Movement.IMPROVED: "improved",
        Movement.UNCHANGED: "unchanged",
        Movement.WORSENED: "worsened",
        Movement.UNKNOWN: "the change cannot be told",
    },
}
BINDINGS: dict[str, dict[Binding, str]] = {
    "fi": {Binding.BINDING: "sitova", Binding.INDICATIVE: "ohjeellinen", Binding.PROPOSED: "ehdotus"},
    "sv": {Binding.BINDING: "bindande", Binding.INDICATIVE: "riktgivande", Binding.PROPOSED: "förslag"},
    "en": {Binding.BINDING: "binding", Binding.INDICATIVE: "indicative", Binding.PROPOSED: "proposal"},
}
ENTITIES: dict[str, dict[str, str]] = {
    "fi": {"municipality": "kunta", "group": "konserni"},
    "sv": {"municipality": "kommun", "group": "koncern"},
    "en": {"municipality": "municipality", "group": "group"},
}
CARD_STATES: dict[str, dict[CardState, str]] = {
    "fi": {CardState.OPEN: "avoin", CardState.ACCEPTED: "hyväksytty poikkeama", CardState.CLOSED: "päätetty"},
    "sv": {CardState.OPEN: "öppen", CardState.ACCEPTED: "godkänd avvikelse", CardState.CLOSED: "avslutad"},
    "en": {CardState.OPEN: "open", CardState.ACCEPTED: "accepted deviation", CardState.CLOSED: "closed"},
}
WORK_STATES: dict[str, dict[str, str]] = {
    "fi": {"planned": "suunniteltu", "running": "käynnissä", "done": "valmis", "suspended": "keskeytetty", "": ""},
    "sv": {"planned": "planerad", "running": "pågår", "done": "klar", "suspended": "avbruten", "": ""},
    "en": {"planned": "planned", "running": "under way", "done": "done", "suspended": "discontinued", "": ""},
}
WHY_EMPTY: dict[str, dict[str, str]] = {
    "fi": {
        "not_measured": "ei mitattu",
        "not_assessable": "ei arvioitavissa",
        "unfinished": "kesken",
        "not_published": "ei julkaista",
    },
    "sv": {
        "not_measured": "har inte mätts",
        "not_assessable": "kan inte bedömas",
        "unfinished": "pågår",
        "not_published": "publiceras inte",
    },
    "en": {
        "not_measured": "not measured",
        "not_assessable": "cannot be assessed",
        "unfinished": "unfinished",
        "not_published": "not published",
    },
}
SOURCES: dict[str, dict[str, str]] = {
    "fi": {
        "web": "kirjattu palvelussa",
        "workbook": "tuotu tiedostosta",
        "statistics": "tilasto",
        "api": "rajapinta",
    },
    "sv": {"web": "angivet i tjänsten", "workbook": "hämtat ur en fil", "statistics": "statistik", "api": "gränssnitt"},
    "en": {
        "web": "entered in the service",
        "workbook": "brought from a file",
        "statistics": "statistics",
        "api": "interface",
    },
}
YES_NO: dict[str, dict[bool, str]] = {
    "fi": {True: "kyllä", False: "ei"},
    "sv": {True: "ja", False: "nej"},
    "en": {True: "yes", False: "no"},
}
DRAFT = {
    "fi": "LUONNOS. Tätä raporttia ei ole jäädytetty eikä julkaistu: luvut ja tekstit voivat muuttua. "
    "Hyväksyntää odottavat luvut ovat mukana ja merkitty.",
    "sv": "UTKAST. Rapporten är inte fryst eller publicerad: siffror och texter kan ändras. "
    "Siffror som väntar på godkännande är med och märkta.",
    "en": "DRAFT. This report has been neither frozen nor published: figures and texts may change. "
    "Figures that wait for approval are included and marked.",
}
EXAMPLE = {
    "fi": "Toteumat ovat esimerkkejä. Strategia, mittarit ja tavoitteet ovat lähteistä, luvut keksittyjä.",
    "sv": "Utfallen är exempel. Strategin, indikatorerna och målen är ur källorna, siffrorna påhittade.",
    "en": "The actuals are examples. Strategy, indicators and targets are from the sources, the figures invented.",
}
SUPERSEDES = {
    "fi": "Tämä raportti korvaa raportin {code}. Syy: {reason}",
    "sv": "Denna rapport ersätter rapport {code}. Orsak: {reason}",
    "en": "This report supersedes report {code}. Reason: {reason}",
}


def notices(snapshot: Snapshot, language: str) -> tuple[str, ...]:
    """What a reader has to know before the figures: that this is a draft, a correction, that figures are examples."""
    report, found = snapshot.report, []
    if report.state == "draft":
        found.append(DRAFT[language])
    if report.supersedes:
        found.append(SUPERSEDES[language].format(code=report.supersedes, reason=report.correction_reason))
    if snapshot.standing.strategy.example_data:
        found.append(EXAMPLE[language])
    return tuple(found)


BODIES: dict[str, dict[str, str]] = {
    "sv": {
        "kaupunginvaltuusto": "Stadsfullmäktige",
        "kunnanvaltuusto": "Kommunfullmäktige",
        "valtuusto": "Fullmäktige",
        "kaupunginhallitus": "Stadsstyrelsen",
        "kunnanhallitus": "Kommunstyrelsen",
    },
    "en": {
        "kaupunginvaltuusto": "City Council",
        "kunnanvaltuusto": "Municipal Council",
        "valtuusto": "Council",
        "kaupunginhallitus": "City Board",
        "kunnanhallitus": "Municipal Board",
    },
}
"""Bodies that every municipality has, by their Finnish names in small letters; others stand as they were written."""


def body_in(body: str, language: str) -> str | None:
    """A body in a language; None where it is known only by what it was written as."""
    return BODIES.get(language, {}).get(body.strip().casefold())
