"""The words that targets are written with in Finnish, Swedish and English, each with the one thing it says.

Every list is of whole words or whole phrases, compared in lower case. A word that stands in no list is not understood,
and a wording with a word that is not understood is never read: so a list may lack a word, but may not have one that
sometimes means another thing.
"""

from enum import StrEnum

from measures.targets import Kind


class Mark(StrEnum):
    """What a piece of a wording is. The letters make up the shape that the grammar reads."""

    BEFORE = "O"  # a comparator that stands before its number
    AFTER = "P"  # one that stands after it: "tai enemmän"
    NUMBER = "N"
    PERCENT = "Q"  # a number of percent in an indicator whose unit is not a percent
    POINTS = "Z"  # a number of percentage points
    UNFIT = "E"  # a number in a unit that is not the indicator's
    DASH = "D"
    AND = "A"
    OR = "o"
    BETWEEN = "B"
    UP = "U"
    DOWN = "W"
    BETTER = "I"
    RISE = "J"  # the nouns: a rise, a fall
    FALL = "K"
    TO = "t"
    BY = "b"
    HOLD = "H"
    PRESENT = "T"  # the present level
    LEVEL = "L"
    DONE = "Y"
    WATCHED = "S"
    RANK = "R"
    FRACTION = "F"
    ALL = "C"
    HALF = "h"
    NOT = "V"
    UNKNOWN = "X"
    DUE = "d"
    EVERY = "e"
    SINCE = "g"  # "vuodesta 2022"
    NOT_LESS = "q"  # "ei laske"
    NOT_MORE = "r"
    NOT_WORSE = "w"
    NEUTRAL = "n"
    NAMED = "m"  # a word of the indicator's own name


COMPARATORS: dict[Kind, tuple[str, ...]] = {
    Kind.AT_LEAST: (
        *(
            "≥",
            ">=",
            "=>",
            "vähintään",
            "väh.",
            "väh",
            "min.",
            "min",
            "minimi",
            "ainakin",
            "ei alle",
            "ei vähempää kuin",
        ),
        *(
            "ei vähemmän kuin",
            "minst",
            "åtminstone",
            "inte under",
            "inte mindre än",
            "inte lägre än",
            "lägst",
            "minimum",
        ),
        *("at least", "no less than", "not less than", "no fewer than", "not below", "not under", "no lower than"),
    ),
    Kind.MORE_THAN: (
        *(">", "yli", "enemmän kuin", "suurempi kuin", "korkeampi kuin", "ylittää", "över", "mer än", "fler än"),
        *(
            "större än",
            "högre än",
            "överstiger",
            "more than",
            "greater than",
            "higher than",
            "over",
            "above",
            "exceeds",
        ),
    ),
    Kind.AT_MOST: (
        *("≤", "<=", "=<", "enintään", "enint.", "enint", "korkeintaan", "max.", "max", "maks.", "maks", "maksimi"),
        *("ei yli", "ei enempää kuin", "ei enemmän kuin", "ei ylitä", "högst", "maximalt", "maximum", "som mest"),
        *("inte över", "inte mer än", "inte fler än", "inte högre än", "överstiger inte", "at most", "no more than"),
        *("not more than", "not over", "not above", "no higher than", "does not exceed"),
    ),
    Kind.LESS_THAN: (
        *("<", "alle", "vähemmän kuin", "pienempi kuin", "matalampi kuin", "alittaa", "under", "mindre än", "färre än"),
        *("lägre än", "understiger", "less than", "fewer than", "lower than", "smaller than", "below"),
    ),
}
AFTERWARDS: dict[Kind, tuple[str, ...]] = {
    Kind.AT_LEAST: (
        *("tai enemmän", "tai yli", "tai suurempi", "tai korkeampi", "tai parempi", "eller mer", "eller fler"),
        *("eller bättre", "eller över", "eller högre", "or more", "or over", "or above", "or higher", "or better"),
    ),
    Kind.AT_MOST: (
        *("tai vähemmän", "tai alle", "tai pienempi", "tai matalampi", "eller mindre", "eller färre", "eller under"),
        *("eller lägre", "or less", "or fewer", "or under", "or below", "or lower"),
    ),
}
BETTER_AFTERWARDS = frozenset({"tai parempi", "eller bättre", "or better"})
"""What is better is more only where the figure is to rise."""
EVERY_YEAR = (
    *("vuosittain", "joka vuosi", "vuosittainen", "vuotuinen", "kunakin vuonna", "årligen", "varje år", "årlig"),
    *("årligt", "annually", "yearly", "every year", "each year"),
)
A_YEAR = (
    *("vuodessa", "vuotta kohden", "per vuosi", "/ vuosi", "/vuosi", "/v", "/ v", "per år", "om året", "/ år", "/år"),
    *("per year", "a year", "/ year", "/year"),
)
"""A rate: so many in a year."""
EVERY_PERIOD = ("joka kausi", "kausittain", "varje period", "each period", "every period")

PLAIN: dict[Mark, tuple[str, ...]] = {
    Mark.UP: (
        *("kasvaa", "kasvavat", "kasvava", "kasvatetaan", "nousee", "nousevat", "nouseva", "nostetaan", "lisääntyy"),
        *("lisääntyvät", "lisätään", "suurenee", "ökar", "ökas", "ökande", "stiger", "höjs", "växer"),
        *("increases", "increase", "increasing", "rises", "rise", "grows", "grow", "goes up", "go up"),
    ),
    Mark.DOWN: (
        *("vähenee", "vähenevät", "vähenevä", "vähennetään", "laskee", "laskevat", "laskeva", "pienenee"),
        *(
            "pienenevät",
            "pienennetään",
            "alenee",
            "alenevat",
            "alennetaan",
            "minskar",
            "minskas",
            "minskande",
            "sjunker",
        ),
        *("sänks", "avtar", "decreases", "decrease", "decreasing", "falls", "declines", "decline"),
        *("is reduced", "are reduced", "goes down", "go down"),
    ),
    Mark.BETTER: (
        *("paranee", "paranevat", "parannetaan", "förbättras", "blir bättre", "improves", "improve", "improving"),
    ),
    Mark.RISE: ("kasvu", "nousu", "lisäys", "lisääntyminen", "ökning", "tillväxt", "rise of", "growth", "increase of"),
    Mark.FALL: (
        *(
            "lasku",
            "vähennys",
            "väheneminen",
            "vähenemä",
            "alenema",
            "minskning",
            "nedgång",
            "reduction",
            "decrease of",
        ),
    ),
    Mark.TO: ("till", "to"),
    Mark.BY: ("med", "by"),
    Mark.HOLD: (
        *("säilyy", "säilyvät", "säilytetään", "säilyminen", "pysyy", "pysyvät", "ennallaan", "pysyy ennallaan"),
        *("pysyvät ennallaan", "pidetään ennallaan", "säilyy ennallaan", "ennallaan pysyminen", "muuttumaton"),
        *("oförändrad", "oförändrat", "oförändrade", "hålls oförändrad", "förblir oförändrad", "bibehålls", "bevaras"),
        *("upprätthålls", "kvarstår", "unchanged", "remains unchanged", "remain unchanged", "stays unchanged"),
        *("is maintained", "are maintained", "maintained", "maintain", "remains", "remain", "stays", "stay"),
    ),
    Mark.NOT_LESS: (
        *("ei laske", "eivät laske", "ei vähene", "eivät vähene", "ei pienene", "minskar inte", "sjunker inte"),
        *("does not fall", "does not decrease", "do not decrease", "does not decline"),
    ),
    Mark.NOT_MORE: (
        *("ei kasva", "eivät kasva", "ei nouse", "eivät nouse", "ei lisäänny", "ökar inte", "stiger inte"),
        *("does not increase", "do not increase", "does not rise", "does not grow"),
    ),
    Mark.NOT_WORSE: (
        *("ei heikkene", "eivät heikkene", "ei huonone", "försämras inte", "does not get worse", "does not worsen"),
    ),
    Mark.PRESENT: (
        *("nykyisellä tasolla", "nykyisellä tasollaan", "nykyinen taso", "nykyisen tason", "nykytasolla", "nykytaso"),
        *("nykytason", "samalla tasolla", "nykytilan tasolla", "på nuvarande nivå", "nuvarande nivå"),
        *("på samma nivå", "på nuvarande nivån", "at the current level", "at current level", "current level"),
        *("the current level", "at the present level", "present level", "at the same level"),
    ),
    Mark.DONE: (
        *("kyllä", "valmis", "valmiina", "valmistuu", "valmistunut", "on valmistunut", "toteutettu", "on toteutettu"),
        *("toteutuu", "toteutunut", "on toteutunut", "tehty", "on tehty", "käyttöönotettu", "on käyttöönotettu"),
        *("otettu käyttöön", "on otettu käyttöön", "käytössä", "on käytössä", "toimeenpantu", "on toimeenpantu"),
        *(
            "hyväksytty",
            "on hyväksytty",
            "laadittu",
            "on laadittu",
            "perustettu",
            "on perustettu",
            "avattu",
            "on avattu",
        ),
        *("suoritettu", "on suoritettu", "klar", "klart", "klara", "färdig", "färdigt", "är klar", "är klart"),
        *("är färdig", "är färdigt", "genomförd", "genomfört", "genomförda", "har genomförts", "är genomförd"),
        *("är genomfört", "i bruk", "är i bruk", "har tagits i bruk", "tagits i bruk", "införd", "infört", "godkänd"),
        *("godkänt", "utarbetad", "utarbetat", "yes", "done", "is done", "ready", "is ready", "completed"),
        *("is completed", "is complete", "complete", "implemented", "is implemented", "has been implemented"),
        *("has been completed", "in use", "is in use", "in place", "is in place", "adopted", "has been adopted"),
    ),
    Mark.WATCHED: (
        *(
            "seurataan",
            "vain seurataan",
            "ei tavoitetta",
            "ei tavoitetta, seurataan",
            "följs upp",
            "följs",
            "inget mål",
        ),
        *("inget mål, följs upp", "only watched", "watched", "monitored", "is monitored", "no target"),
        *("no target, watched", "no target, monitored"),
    ),
    Mark.BETWEEN: ("välillä", "väliltä", "välissä", "mellan", "between"),
    Mark.AND: ("ja", "och", "and"),
    Mark.OR: ("tai", "eller", "or"),
    Mark.ALL: (
        *("kaikki", "kaikissa", "kaikilla", "kaikkien", "kaikilta", "joka", "jokaisessa", "jokainen", "jokaisella"),
        *("alla", "samtliga", "varje", "all", "every", "each"),
    ),
    Mark.HALF: ("puolet", "hälften", "half"),
    Mark.NOT: (
        *("ei", "eivät", "ilman", "paitsi", "lukuun ottamatta", "inte", "ej", "utan", "utom", "aldrig", "not", "no"),
        *("without", "except", "never", "don't", "doesn't", "isn't", "aren't"),
    ),
    Mark.NEUTRAL: (
        *(
            "tavoite",
            "tavoitteena",
            "tavoitearvo",
            "tavoitetaso",
            "tavoitteena on",
            "on",
            "ovat",
            "oltava",
            "on oltava",
        ),
        *(
            "tulee olla",
            "saatava",
            "on saatava",
            "saadaan",
            "pidetään",
            "saavutetaan",
            "tasolla",
            "tasolle",
            "määrä",
            "lukumäärä",
        ),
        *("mål", "målet", "målet är", "målvärde", "målnivå", "är", "ska vara", "skall vara", "bör vara", "uppgår till"),
        *("antal", "antalet", "target", "goal", "the", "is", "are", "must be", "should be", "shall be", "is to be"),
        *("reaches", "number"),
    ),
}
NUMERALS = {
    **dict.fromkeys(("kahta", "kaksi", "kahdessa", "kahden", "två", "two"), 2),
    **dict.fromkeys(("kolmea", "kolme", "kolmessa", "kolmen", "tre", "three"), 3),
    **dict.fromkeys(("neljää", "neljä", "neljässä", "neljän", "fyra", "four"), 4),
    **dict.fromkeys(("viittä", "viisi", "viidessä", "viiden", "fem", "five"), 5),
    **dict.fromkeys(("kuutta", "kuusi", "kuudessa", "kuuden", "sex", "six"), 6),
    **dict.fromkeys(("kymmentä", "kymmenen", "kymmenessä", "tio", "ten"), 10),
}
"""Numbers as words, without one: «yksi», «en», «one» are often no number."""
RANK_UNITS = frozenset(
    {"sija", "sijoitus", "sijaluku", "ranking", "rank", "placering", "plats", "position", "sijoitus (1 = paras)"}
)
