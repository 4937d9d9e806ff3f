"""The one message on top of a page, made from counts and never from an average: how many get on, how many do not."""

from collections import Counter
from collections.abc import Iterable, Mapping

from measures.verdicts import Verdict
from scorecard.labels import WORK_STATES
from scorecard.models.codes import WorkState

# The verdicts told together, what is said of one row and what of several.
_TOLD: tuple[tuple[tuple[Verdict, ...], str, str], ...] = (
    ((Verdict.MET, Verdict.ON_TRACK), "yksi on saavutettu tai etenee", "{} on saavutettu tai etenee"),
    ((Verdict.NEAR_MISS,), "yksi on lähes saavutettu", "{} on lähes saavutettu"),
    ((Verdict.BEHIND, Verdict.MISSED), "yksi on jäljessä tai saavuttamatta", "{} on jäljessä tai saavuttamatta"),
    ((Verdict.MISSING,), "yhdestä puuttuu tieto", "{} mittarin tieto puuttuu"),
    ((Verdict.UNCLEAR,), "yhden tulkinta on avoin", "{} mittarin tulkinta on avoin"),
    ((Verdict.NOT_DUE,), "yhtä ei voi vielä arvioida", "{} mittaria ei voi vielä arvioida"),
    ((Verdict.WATCHED,), "yhtä vain seurataan", "{} mittaria vain seurataan"),
)
_ALONE: dict[Verdict, str] = {
    Verdict.MET: "on saavutettu",
    Verdict.ON_TRACK: "etenee",
    Verdict.NEAR_MISS: "on lähes saavutettu",
    Verdict.BEHIND: "on jäljessä",
    Verdict.MISSED: "ei ole saavutettu",
    Verdict.MISSING: "odottaa tietoa: luku puuttuu",
    Verdict.UNCLEAR: "odottaa tulkinnan vahvistamista",
    Verdict.NOT_DUE: "on sellainen, ettei sitä voi vielä arvioida",
    Verdict.WATCHED: "on seurattava: sillä ei ole tavoitetta",
}


def message(tally: Mapping[Verdict, int]) -> str:
    """What the counts say: «12 mittarista 5 on saavutettu tai etenee; 3 on jäljessä tai saavuttamatta.»

    >>> message({Verdict.MET: 2, Verdict.ON_TRACK: 3, Verdict.BEHIND: 1, Verdict.MISSING: 4})
    '10 mittarista 5 on saavutettu tai etenee; yksi on jäljessä tai saavuttamatta; 4 mittarin tieto puuttuu.'
    """
    total = sum(tally.values())
    if not total:
        return "Mittareita ei ole."
    if total == 1:
        return f"Ainoa mittari {next(_ALONE[verdict] for verdict, number in tally.items() if number)}."
    told = [(sum(tally.get(one, 0) for one in verdicts), one, many) for verdicts, one, many in _TOLD]
    parts = [one if number == 1 else many.format(number) for number, one, many in told if number]
    if len(parts) == 1:
        return f"Kaikki {total} mittaria: {_every(tally)}."
    return f"{total} mittarista {'; '.join(parts)}."


def _every(tally: Mapping[Verdict, int]) -> str:
    """What is said of rows that are all alike."""
    said = {
        Verdict.NEAR_MISS: "lähes saavutettu",
        Verdict.MISSING: "tieto puuttuu",
        Verdict.UNCLEAR: "tulkinta on avoin",
        Verdict.NOT_DUE: "ei vielä arvioitavissa",
        Verdict.WATCHED: "lukua seurataan ilman tavoitetta",
    }
    found = next(verdict for verdict, number in tally.items() if number)
    if found in {Verdict.MET, Verdict.ON_TRACK}:
        return "saavutettu tai etenee"
    return said.get(found, "jäljessä tai saavuttamatta")


def states(codes: Iterable[str], one: str, many: str) -> str:
    """How many there are in each state of work: «4 projektia: 3 käynnissä, 1 suunniteltu.»

    >>> states(["running", "running", "done", ""], "projekti", "projektia")
    '4 projektia: 2 käynnissä, 1 valmis, 1 ilman kerrottua tilaa.'
    """
    counts = Counter(codes)
    total = sum(counts.values())
    parts = [f"{counts[state]} {WORK_STATES[state]}" for state in _ORDER if counts[state]]
    if counts[""]:
        parts.append(f"{counts['']} ilman kerrottua tilaa")
    return f"{total} {one if total == 1 else many}: {', '.join(parts)}." if total else ""


_ORDER = (WorkState.RUNNING, WorkState.DONE, WorkState.PLANNED, WorkState.SUSPENDED)
