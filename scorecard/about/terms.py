"""The words of the service, each with a plain explanation and its Swedish and English term."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kemi_strategy.web.speaking import spoken

_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


@dataclass(frozen=True, slots=True)
class Abroad:
    """The term in another language; ``title``: «ruotsiksi»."""

    code: str
    title: str
    word: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term as shown. ``code`` is its place on the page, the same in every language: ``/sanasto/#lahtotaso``."""

    code: str
    word: str
    explanation: str
    abroad: tuple[Abroad, ...]


def glossary() -> tuple[Term, ...]:
    """Every term in the page's language, in its order, with what it is called in the others."""
    return tuple(sorted((_term(*facts) for facts in _TERMS), key=lambda term: term.word.casefold().translate(_AFTER_Z)))


def _term(fi: str, sv: str, en: str, explanation: Promise) -> Term:
    titles = {"fi": gettext("suomeksi"), "sv": gettext("ruotsiksi"), "en": gettext("englanniksi")}
    words = {"fi": fi, "sv": sv, "en": en}
    abroad = tuple(Abroad(code, titles[code], word) for code, word in words.items() if code != spoken())
    return Term(slugify(fi), words[spoken()], str(explanation), abroad)


_TERMS: tuple[tuple[str, str, str, Promise], ...] = (
    ("mittari", "indikator", "indicator",
     _("Luku tai tieto, jolla seurataan, toteutuuko tavoite. Mittari voi elää strategiaa pidempään.")),
    ("avainmittari", "nyckelindikator", "key indicator",
     _("Mittarin paikka yhdessä strategiassa: sen lähtötaso, tavoitearvo ja kohdat, joihin se liittyy.")),
    ("toteuma", "utfall", "actual",
     _("Luku, joka todella saatiin kaudelta. Jokainen kirjaus säilyy: korjaus on uusi kirjaus vanhan päälle.")),
    ("lähtötaso", "utgångsläge", "baseline",
     _("Missä oltiin, kun strategia päätettiin. Jos lähtötaso mittaa eri asiaa kuin tavoite, se ei ole "
       "vertailukelpoinen eikä sillä lasketa.")),
    ("tavoitearvo", "målvärde", "target",
     _("Mitä luvun pitää olla ja mihin mennessä. Tavoitteella on päätöksen omat sanat ja tieto siitä, kuinka "
       "sitova se on.")),
    ("ennuste", "prognos", "forecast",
     _("Kirjaajan arvio luvusta silloin, kun tavoitteen aika päättyy.")),
    ("suunta", "riktning", "direction",
     _("Onko suurempi vai pienempi luku parempi, vai onko tarkoitus säilyttää se. Suunta päätetään, sitä ei "
       "päätellä luvuista.")),
    ("tila", "läge", "verdict",
     _("Miten mittari on suhteessa tavoitteeseensa: esimerkiksi saavutettu, etenee tai jäljessä. Tila lasketaan.")),
    ("muutos", "förändring", "movement",
     _("Onko luku parantunut, ennallaan vai heikentynyt lähtötasosta.")),
    ("kuljettu matka", "tillryggalagd sträcka", "share of the way",
     _("Kuinka suuri osa matkasta lähtötasosta tavoitteeseen on kuljettu, prosentteina.")),
    ("tahti", "takt", "pace",
     _("Kuinka paljon vuoden mittaan kertyvää pitäisi jo olla, jos se kertyisi tasaisesti.")),
    ("raja", "gräns", "near-miss band",
     _("Kuinka pieni ero tavoitteeseen riittää tilaan lähes saavutettu. Tavallisesti 10 % tavoitteesta.")),
    ("kattavuus", "täckning", "coverage",
     _("Kuinka moni yksikkö on antanut lukunsa, tai kuinka monen mittarin tila tiedetään: esimerkiksi 7/9.")),
    ("yhdistely", "sammanvägning", "roll-up",
     _("Miten yksiköiden luvuista tulee kunnan luku: esimerkiksi summa, suhde tai keskiarvo.")),
    ("kertyvä luku", "ackumulerande tal", "figure that adds up",
     _("Luku, jonka kausien arvot lasketaan yhteen vuoden alusta, kuten yöpymiset. Muut ovat tasoja, kuten "
       "asukasluku.")),
    ("viranhaltijan arvio", "tjänsteinnehavarens bedömning", "officer's assessment",
     _("Viranhaltijan oma näkemys tilasta perusteluineen. Se näkyy lasketun tilan vieressä, ei sen tilalla.")),
    ("tulkinta", "tolkning", "reading",
     _("Miten lähteen sanat on ymmärretty. Epäselvä tulkinta on ehdotettu, kunnes pääkäyttäjä vahvistaa sen.")),
    ("strategia", "strategi", "strategy",
     _("Valtuuston päätös siitä, mihin kunta pyrkii: missio, visio, arvot, päämäärät ja mittarit.")),
    ("ohjelma", "program", "programme",
     _("Strategiaa toteuttava tai sen rinnalla oleva suunnitelma, jolla on omat tavoitteensa ja mittarinsa.")),
    ("missio", "mission", "mission", _("Miksi kunta on olemassa.")),
    ("visio", "vision", "vision", _("Millainen kunta haluaa olla.")),
    ("päämäärä", "målsättning", "goal",
     _("Ylin asia, johon strategialla pyritään. Strategia voi kutsua sitä myös tavoitteeksi.")),
    ("teema", "tema", "theme", _("Päämäärän osa, josta toimialat ja yksiköt johtavat omat toimenpiteensä.")),
    ("menestystekijä", "framgångsfaktor", "success factor", _("Asia, jonka on onnistuttava, jotta päämäärä toteutuu.")),
    ("hyöty", "nytta", "benefit",
     _("Mitä hyvää tuloksesta seuraa, esimerkiksi talous paranee. Toinen tie samoihin mittareihin.")),
    ("projekti", "projekt", "project",
     _("Toimialan rajattu työ, jolla on vastuurooli, alku, loppu ja virstanpylväät.")),
    ("virstanpylväs", "milstolpe", "milestone", _("Projektin välivaihe, joka on joko saavutettu tai ei.")),
    ("toimenpide", "åtgärd", "action", _("Mitä yksikkö tekee, jotta teema tai tavoite toteutuu.")),
    ("toimiala", "sektor", "sector", _("Kunnan organisaation ylin osa, jota lautakunta ohjaa.")),
    ("tulosalue", "resultatområde", "result area", _("Toimialan osa, johon kuuluu tulosyksiköitä.")),
    ("tulosyksikkö", "resultatenhet", "result unit", _("Pienin yksikkö, joka kirjaa lukuja, esimerkiksi kirjasto.")),
    ("konserniyhteisö", "koncernsammanslutning", "group company",
     _("Kunnan omistama tai määräämä yhtiö tai muu yhteisö.")),
    ("lautakunta", "nämnd", "board", _("Luottamushenkilöiden toimielin, joka ohjaa toimialaa.")),
    ("raportoiva yksikkö", "rapporterande enhet", "reporting unit",
     _("Yksikkö, jonka on annettava mittarin luku joka kaudelta.")),
    ("kausi", "period", "period", _("Aika, jolta luku on: kuukausi, neljännes, puolivuosi tai vuosi.")),
    ("raportointi-ikkuna", "rapporteringsfönster", "reporting window",
     _("Aika, jolloin kauden lukuja voi kirjata: milloin se avautuu, milloin lukujen pitää olla valmiina ja "
       "milloin se sulkeutuu.")),
    ("hyväksyntä", "godkännande", "approval",
     _("Kirjattu luku tulee julkiseksi vasta, kun joku muu kuin kirjaaja on hyväksynyt sen.")),
    ("puolivuotiskatsaus", "halvårsöversikt", "half-year review", _("Raportti siitä, missä oltiin kesäkuun lopussa.")),
    ("tilinpäätös", "bokslut", "financial statements",
     _("Vuoden päättävä raportti taloudesta ja tavoitteiden toteutumisesta.")),
    ("toimintakertomus", "verksamhetsberättelse", "report of operations",
     _("Tilinpäätöksen osa, jossa kerrotaan, miten tavoitteet toteutuivat.")),
    ("pääkäyttäjä", "huvudanvändare", "steward",
     _("Kunnan työntekijä, joka hoitaa strategiaa, mittareita, yksiköitä ja kausia tässä palvelussa.")),
    ("saavutettavuus", "tillgänglighet", "accessibility",
     _("Palvelua voi käyttää, vaikka näkisi, kuulisi, liikkuisi tai ymmärtäisi eri tavoin kuin useimmat.")),
)  # fmt: skip
