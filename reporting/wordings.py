"""The sentence templates of each language; ``sentences`` fills them in. Finnish now; others fall back to it."""

from dataclasses import dataclass

from measures.targets import Direction, Kind
from measures.verdicts import Rule


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's templates.

    ``reasons``: of rules that hold or not, the key has the outcome; ``done``: of yes/no. ``goals``: the target as it
    stands in a sentence after «tavoite on»; ``open_goals``: of targets counted from a baseline that is not known.
    """

    reasons: dict[Rule | tuple[Rule, bool], str]
    goals: dict[Kind, str]
    open_goals: dict[Kind, str]
    directions: dict[Direction, str]
    comparisons: dict[str, str]
    done: dict[Rule, str]
    words: dict[str, str]


_FI = Wording(
    reasons={
        Rule.UNDECIDED: "Tavoitteesta ei ole yksiselitteistä päätöstä, joten tilaa ei arvioida.",
        Rule.UNCONFIRMED: "Lähteen tulkintaa ei ole vielä vahvistettu, joten tilaa ei arvioida julkisesti.",
        Rule.AGAINST_DIRECTION: "Tavoite ({goal}) on ristiriidassa mittarin suunnan kanssa: {direction}.",
        Rule.BAD_CALENDAR: "Vuoden mittaan kertyvälle luvulle voi asettaa tavoitteen vain kalenterivuodeksi, "
        "joten tilaa ei arvioida.",
        Rule.NEEDS_BASELINE: "Tavoite lasketaan lähtötasosta, mutta vertailukelpoista lähtötasoa ei ole.",
        Rule.NEEDS_GOAL: "Tavoitteelta puuttuu arvo, johon lukua voisi verrata.",
        Rule.WRONG_TYPE: "Luku ja tavoite ovat eri lajia, joten niitä ei voi verrata toisiinsa.",
        Rule.WATCHED: "Mittarilla ei ole tavoitetta. Lukua seurataan.",
        Rule.NO_VALUE_DUE: "Arvioitavaa lukua ei vielä ole. {next}",
        Rule.NO_VALUE: "{lacking}",
        Rule.OTHER_LACKING: "Verrattavan mittarin ({other}) luku puuttuu samalta ajalta.",
        Rule.PARTS_LACKING: "{parts}",
        Rule.STALE: "Tavoitteen ratkaisevaa lukua ei ole: viimeisin on {value} ({span}).",
        Rule.HOLDS: "{value} täyttää tavoitteen: {goal}.",
        Rule.HOLDS_LATE: "{value} täyttää tavoitteen ({goal}), mutta luku on määräpäivän {due} jälkeiseltä ajalta.",
        Rule.LIMIT_PASSED: "Vuoden yläraja {measure} on jo ylitetty: kertymä on {value}.",
        Rule.WITHIN_BAND: "{value} ei täytä tavoitetta ({goal}), mutta ero, {measure}, on enintään {band}.",
        Rule.NOT_REACHED: "{value} ei täytä tavoitetta: {goal}.{past_due}",
        (Rule.FORECAST, True): "Ennuste {forecast} täyttää tavoitteen: {goal}.",
        (Rule.FORECAST, False): "Ennuste {forecast} ei täytä tavoitetta: {goal}.",
        (Rule.PACE, True): "Kertymä {value} pysyy tahdissa: tasainen tahti {months} on {bound} {measure}.",
        (Rule.PACE, False): "Kertymä {value} ei pysy tahdissa: tasainen tahti {months} on {bound} {measure}.",
        (Rule.SO_FAR, True): "Toistaiseksi {value} on {comparison} {other} ({other_value}).",
        (Rule.SO_FAR, False): "Toistaiseksi {value} ei ole {comparison} {other} ({other_value}).",
        (Rule.LINE, True): "{value} on aikataulussa: tasaisella tahdilla kohti määräpäivää {due} luku olisi "
        "nyt {bound} {measure}.",
        (Rule.LINE, False): "{value} on aikataulusta jäljessä: tasaisella tahdilla kohti määräpäivää {due} luku olisi "
        "nyt {bound} {measure}.",
        (Rule.BASELINE, True): "{value} on parempi kuin lähtötaso {start}, mutta tavoite ({goal}) ei vielä täyty.",
        (Rule.BASELINE, False): "{value} ei ole lähtötasoa {start} parempi, eikä tavoite ({goal}) täyty.",
        Rule.NOTHING_TO_JUDGE_BY: "{until}, eikä etenemistä voi vielä arvioida: {unjudgeable}.",
        Rule.OTHERWISE: "{value} ei täytä tavoitetta ({goal}), eikä mikään muu vertailukohta osoita edistymistä.",
    },
    done={
        Rule.HOLDS: "Valmis: tavoite on saavutettu.",
        Rule.HOLDS_LATE: "Valmis, mutta tieto on määräpäivän {due} jälkeiseltä ajalta.",
        Rule.NOT_REACHED: "Ei ole valmis.{past_due}",
        Rule.OTHERWISE: "Ei ole vielä valmis, eikä määräpäivää ole päätetty.",
    },
    goals={
        Kind.AT_LEAST: "vähintään {value}",
        Kind.MORE_THAN: "yli {value}",
        Kind.AT_MOST: "enintään {value}",
        Kind.LESS_THAN: "alle {value}",
        Kind.BETWEEN: "{value}–{upper}",
        Kind.HOLD: "{bound} {value}",
        Kind.MOVES_UP: "suurempi kuin lähtötaso {start}",
        Kind.MOVES_DOWN: "pienempi kuin lähtötaso {start}",
        Kind.CHANGE_BY: "{bound} {value} ({change} lähtötasosta)",
        Kind.COMPARE: "{comparison} {other}{other_value}",
        Kind.DONE: "valmis",
        Kind.LEVEL: "vähintään {level}",
        Kind.WATCHED: "",
        Kind.UNDECIDED: "",
    },
    open_goals={
        Kind.HOLD: "lähtötaso säilyy",
        Kind.MOVES_UP: "suurempi kuin lähtötaso",
        Kind.MOVES_DOWN: "pienempi kuin lähtötaso",
        Kind.CHANGE_BY: "muutos {change} lähtötasosta",
    },
    directions={
        Direction.UP: "suurempi luku on parempi",
        Direction.DOWN: "pienempi luku on parempi",
        Direction.HOLD: "luvun on tarkoitus säilyä",
        Direction.NONE: "suuntaa ei ole ilmoitettu",
    },
    comparisons={
        ">": "suurempi kuin",
        ">=": "vähintään yhtä suuri kuin",
        "<": "pienempi kuin",
        "<=": "enintään yhtä suuri kuin",
    },
    words={
        "not_held": "{value} ei ole tasolla, joka on tarkoitus säilyttää: {goal}.",
        "at_least": "vähintään",
        "at_most": "enintään",
        "yes": "kyllä",
        "no": "ei",
        "by": "{goal} {date} mennessä",
        "yearly": "{goal} vuosittain",
        "each_period": "{goal} joka kausi",
        "months": "{months} kuukauden kohdalla",
        "whole_year": "koko vuodelta",
        "until_year_end": "Vuosi on kesken",
        "until_day": "Määräpäivä on vasta {date}",
        "past_due": " Määräpäivä oli {date}.",
        "next": "Seuraava kausi päättyy {date}.",
        "never": "Mittausvuotta ei ole päätetty.",
        "value_lacking": "Päättyneeltä kaudelta puuttuu luku.",
        "value_lacking_why": "Päättyneeltä kaudelta ei ole lukua ({why}).",
        "not_additive": "Yksiköiden luvuista ei lasketa yhtä lukua, joten niitä katsotaan yksiköittäin.",
        "value_old": "Viimeisin luku {value} ({span}) on liian vanha arvioitavaksi.",
        "units_lacking": "Luku on vajaa, joten sitä ei arvioida: {coverage} yksiköstä on antanut kaikki lukunsa.",
        "times_lacking": "Luku on vajaa, joten sitä ei arvioida: osa sen ajan luvuista puuttuu.",
        "covered": " Mukana on {coverage} yksikköä.",
        "done_unjudgeable": "asia joko on valmis tai ei ole",
        "year_unjudgeable": "vertailuun tarvitaan koko vuoden luku",
        "start_unjudgeable": "vertailukelpoinen lähtötaso puuttuu",
        "band_percent": "{band} tavoitteesta",
        "points": "{figure} prosenttiyksikköä",
        "goal_is": "tavoite on {goal}",
        "goal_watched": "tavoitetta ei ole, lukua seurataan",
        "goal_undecided": "tavoitteesta ei ole yksiselitteistä päätöstä",
        "subject": "{name} {rest}",
        "topic": "{name}: {rest}",
        "rose": "nousi {start} {value}",
        "fell": "laski {start} {value}",
        "stayed": "pysyi lähtötasossa {value}",
        "is": "on {value} ({span})",
        "sum": "{span} yhteensä {value}",
        "figure": "luku {rest}",
        "state": "{value} ({span})",
        "no_figure": "lukua ei ole",
        "old_figure": "viimeisin luku {value} on vanha ({span})",
        "sentence": "{subject}; {goal}.",
        "one_figure": "Yksi luku: {first} ({since}).",
        "in_unit": "{rest} ({unit})",
        "words_trend": "{first} ({since}) → {last} ({until}).",
        "trend": "{first} ({since}) → {last} ({until}); pienin {lowest}, suurin {highest}.",
        "no_trend": "Lukuja ei ole vielä.",
    },
)

WORDINGS: dict[str, Wording] = {"fi": _FI}


def wording(language: str) -> Wording:
    """The templates of a language; the Finnish ones where a language has none yet."""
    return WORDINGS.get(language, _FI)


def written_in(language: str) -> str:
    """The language in which sentences, and so the numbers in them, are written."""
    return language if language in WORDINGS else "fi"
