"""What an indicator's unit of measure says about a number: money and its scale, percent, a count, a scale from–to.

Units are free text of the strategy ("milj. €", "pv/henkilö", "1–5"), so this module recognises the ones that change
how a number may be written and leaves all others as plain words that can be repeated after the number.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

SPACES = " \u00a0\u202f\u2009"  # the four spaces that people and programs put between thousands
_CURRENCY = r"€|e|eur\.?|euro|euroa|euros"
_POWERS = {
    3: "tuhat|tuhatta|tuh|tusen|thousand",
    6: "miljoona|miljoonaa|milj|mn|miljon|miljoner|million|millions",
    9: "miljardi|miljardia|mrd|miljard|miljarder|md|billion|billions|bn",
}
_POWER_OF = {word: power for power, words in _POWERS.items() for word in words.split("|")}
# One letter is a scale only in front of the euro: "5 t" is tonnes and "5 m" is metres.
_LETTERS = {"t": 3, "k": 3, "m": 6}
_MONEY = re.compile(
    rf"(?:(?P<word>{'|'.join(_POWER_OF)})\.?|(?P<letter>[tkm])\.?(?= ?(?:{_CURRENCY})))?"
    rf" ?(?P<currency>{_CURRENCY})?(?: ?/ ?(?P<per>\w.*))?"
)
_SCALE = re.compile(
    r"(?:(?:asteikko|asteikolla|arvosana|skala|skalan|betyg|scale|grade|score) )?"
    r"\(?(?P<lowest>[0-9]{1,9}) ?[–-] ?(?P<highest>[0-9]{1,9})\)?"
)
_COUNTS = (
    "kpl|kappaletta|lkm|st|stycken|pcs|pieces",
    "hlö|hlöä|henk|henkilö|henkilöä|henkeä|person|personer|persons|people",
    "asukas|asukasta|as|invånare|inv|resident|residents",
    "yö|yötä|yöpymistä|natt|nätter|övernattningar|night|nights|overnight stays",
    "krt|kerta|kertaa|gång|gånger|ggr|time|times",
    "pv|päivä|päivää|dag|dagar|day|days",
    "käynti|käyntiä|besök|visit|visits",
    "palvelu|palvelua|tjänst|tjänster|service|services",
    "yritys|yritystä|företag|enterprise|enterprises",
    "osallistuja|osallistujaa|deltagare|participant|participants",
    "tapahtuma|tapahtumaa|evenemang|event|events",
)
_OTHERS = (
    "v|vuosi|vuotta|år|year|years",
    "kk|kuukausi|kuukautta|månad|månader|mån|month|months",
    "h|tunti|tuntia|timme|timmar|hour|hours",
    "%|prosentti|prosenttia|pros|procent|percent|per cent",
    "%-yks|%-yksikkö|%-yksikköä|prosenttiyksikkö|prosenttiyksikköä|procentenhet|procentenheter|percentage points",
    "piste|pistettä|poäng|point|points",
    "indeksi|index",
    "arvosana|arvosanaa|vitsord|grade|grades",
)
# Units that say what the figure is, and cannot stand behind it in a sentence.
_NAMING = frozenset({"indeksi", "arvosana", "kyllä/ei"})
# How a unit is shown in another language, counted and, where it differs, divided by; each is read back as a synonym.
_SHOWN: dict[str, dict[str, str]] = {
    "sv": {
        "kpl": "st",
        "hlö": "personer",
        "asukas": "invånare",
        "yö": "övernattningar",
        "krt": "gånger",
        "pv": "dagar",
        "käynti": "besök",
        "palvelu": "tjänster",
        "yritys": "företag",
        "osallistuja": "deltagare",
        "tapahtuma": "evenemang",
        "v": "år",
        "kk": "månader",
        "h": "timmar",
        "%": "%",
        "%-yks": "procentenheter",
        "piste": "poäng",
        "indeksi": "index",
        "arvosana": "vitsord",
    },
    "en": {
        "kpl": "pcs",
        "hlö": "people",
        "asukas": "residents",
        "yö": "nights",
        "krt": "times",
        "pv": "days",
        "käynti": "visits",
        "palvelu": "services",
        "yritys": "enterprises",
        "osallistuja": "participants",
        "tapahtuma": "events",
        "v": "years",
        "kk": "months",
        "h": "hours",
        "%": "%",
        "%-yks": "percentage points",
        "piste": "points",
        "indeksi": "index",
        "arvosana": "grade",
    },
}
_DIVIDED: dict[str, dict[str, str]] = {
    "sv": {"hlö": "person", "yö": "natt", "krt": "gång", "pv": "dag", "kk": "månad", "h": "timme"},
    "en": {
        "hlö": "person",
        "asukas": "resident",
        "yö": "night",
        "krt": "time",
        "pv": "day",
        "käynti": "visit",
        "palvelu": "service",
        "yritys": "enterprise",
        "osallistuja": "participant",
        "tapahtuma": "event",
        "v": "year",
        "kk": "month",
        "h": "hour",
    },
}
_AMOUNTS = {"sv": {0: "€", 3: "t€", 6: "mn €", 9: "md €"}, "en": {0: "€", 3: "k€", 6: "M€", 9: "bn €"}}
_CANONICAL = {word: group.split("|")[0] for group in _COUNTS + _OTHERS for word in group.split("|")}
_COUNTED = frozenset(group.split("|")[0] for group in _COUNTS)
_POINTS = "%-yks"
_PER = ((" per ", "/"), (" vuodessa", "/v"), (" asukasta kohti", "/asukas"), (" asukasta kohden", "/asukas"))


class Kind(Enum):
    """What a unit lets a reader conclude."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    SCALE = "scale"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount's words: `power` of ten euros, what it is divided by ("asukas" or ""), whether the euro was named."""

    power: int
    per: str
    euro: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit understood: `power` and `per` speak of money, `lowest` and `highest` of a scale, else 0 and ""."""

    name: str
    kind: Kind
    power: int = 0
    per: str = ""
    lowest: int = 0
    highest: int = 0

    @property
    def range(self) -> str:
        """The scale as people say it: "1–5"."""
        return f"{self.lowest}–{self.highest}"

    def is_named(self, words: str) -> bool:
        """Whether `words` say this very unit: the same words, a listed synonym, or "%" for any share in percent."""
        said = _canonical(words)
        if self.kind is Kind.PERCENT and said == "%":
            return True
        return bool(self.name) and said in (_canonical(self.name), _canonical(f"({self.name})"))


def unit_behind(unit: str) -> str:
    """The unit as it stands behind a figure in a sentence; empty where it only names the figure or its scale.

    >>> unit_behind("kpl"), unit_behind("indeksi"), unit_behind("heikko < hyvä")
    ('kpl', '', '')
    """
    return "" if unit in _NAMING or "<" in unit else unit


def folded(words: str) -> str:
    """Words made comparable: NFC, lower case, single spaces."""
    lower = unicodedata.normalize("NFC", words.casefold())
    return re.sub(f"[{SPACES}]+", " ", lower).strip()


def money(words: str) -> Money | None:
    """The scale in "milj. €", "t€", "miljoner euro", "€/asukas" or plain "milj."; None for words that are not money."""
    match = _MONEY.fullmatch(folded(words))
    if match is None or not (match["word"] or match["currency"]):
        return None
    power = _POWER_OF.get(match["word"] or "", _LETTERS.get(match["letter"] or "", 0))
    return Money(power, _canonical(match["per"] or ""), bool(match["currency"]))


@lru_cache(maxsize=1024)
def understand(unit: str) -> Unit:
    """The unit's kind. Never fails: words it does not know are a unit of kind OTHER, mere dashes are no unit at all."""
    name = unit.strip() if any(c.isalnum() or c in "%‰€°" for c in unit) else ""
    words = folded(name)
    scale = _SCALE.fullmatch(words)
    if scale and int(scale["lowest"]) < int(scale["highest"]):
        return Unit(name, Kind.SCALE, lowest=int(scale["lowest"]), highest=int(scale["highest"]))
    # Finnish budgets head their columns "1 000 €"; it is the same unit as t€.
    amount = money(re.sub(r"^1 ?000 ?", "t", words))
    if amount and amount.euro:
        return Unit(name, Kind.MONEY, power=amount.power, per=amount.per)
    return Unit(name, _kind(_canonical(name)))


def unit_in(unit: str, language: str) -> str:
    """The unit as the language writes it; unchanged where it is the strategy's own words or a scale from–to.

    >>> unit_in("pv/henkilö", "sv"), unit_in("milj. €", "en"), unit_in("€/asukas", "en"), unit_in("annosta", "sv")
    ('dagar/person', 'M€', '€/resident', 'annosta')
    """
    known = understand(unit)
    if language == "fi" or known.kind is Kind.SCALE:
        return known.name
    shown, divided = _SHOWN[language], _DIVIDED[language]
    if known.kind is Kind.MONEY:
        counted, per = _AMOUNTS[language].get(known.power), known.per.split("/") if known.per else []
    else:
        first, *per = _canonical(known.name).split("/")
        counted = shown.get(first)
    below = [divided.get(part) or shown.get(part) for part in per]
    if counted is None or not all(below):
        return known.name
    return "/".join([counted, *(part for part in below if part)])


def _kind(canonical: str) -> Kind:
    if "%" in canonical and canonical != _POINTS:
        return Kind.PERCENT
    return Kind.COUNT if canonical in _COUNTED else Kind.OTHER


def _canonical(words: str) -> str:
    """Synonyms made one: "päivää/hlö", "dagar per person" and "pv/henkilö" are the same unit."""
    text = folded(words)
    for long, short in _PER:
        text = text.replace(long, short)
    parts = (part.strip().removesuffix(".") for part in text.split("/"))
    return "/".join(_CANONICAL.get(part, part) for part in parts)
