"""The one message on top of a page, made from counts and never from an average: how many get on, how many do not."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from kemi_strategy.web.languages import Words, later
from measures.verdicts import Verdict
from scorecard.labels import WORK_STATES
from scorecard.models.codes import WorkState

# The verdicts told together, what is said of one row and what of several.
_TOLD: tuple[tuple[tuple[Verdict, ...], str, str], ...] = (
    ((Verdict.MET, Verdict.ON_TRACK), later("yksi on saavutettu tai etenee"), later("{} on saavutettu tai etenee")),
    ((Verdict.NEAR_MISS,), later("yksi on lähes saavutettu"), later("{} on lähes saavutettu")),
    (
        (Verdict.BEHIND, Verdict.MISSED),
        later("yksi on jäljessä tai saavuttamatta"),
        later("{} on jäljessä tai saavuttamatta"),
    ),
    ((Verdict.MISSING,), later("yhdestä puuttuu tieto"), later("{} mittarin tieto puuttuu")),
    ((Verdict.UNCLEAR,), later("yhden tulkinta on avoin"), later("{} mittarin tulkinta on avoin")),
    ((Verdict.NOT_DUE,), later("yhtä ei voi vielä arvioida"), later("{} mittaria ei voi vielä arvioida")),
    ((Verdict.WATCHED,), later("yhtä vain seurataan"), later("{} mittaria vain seurataan")),
)
_ALONE: dict[Verdict, str] = Words(
    {
        Verdict.MET: later("on saavutettu"),
        Verdict.ON_TRACK: cast(str, pgettext_lazy("ainoa mittari", "etenee")),
        Verdict.NEAR_MISS: later("on lähes saavutettu"),
        Verdict.BEHIND: later("on jäljessä"),
        Verdict.MISSED: later("ei ole saavutettu"),
        Verdict.MISSING: later("odottaa tietoa: luku puuttuu"),
        Verdict.UNCLEAR: later("odottaa tulkinnan vahvistamista"),
        Verdict.NOT_DUE: later("on sellainen, ettei sitä voi vielä arvioida"),
        Verdict.WATCHED: later("on seurattava: sillä ei ole tavoitetta"),
    }
)


def message(tally: Mapping[Verdict, int]) -> str:
    """What the counts say: «12 mittarista 5 on saavutettu tai etenee; 3 on jäljessä tai saavuttamatta.»

    >>> message({Verdict.MET: 2, Verdict.ON_TRACK: 3, Verdict.BEHIND: 1, Verdict.MISSING: 4})
    '10 mittarista 5 on saavutettu tai etenee; yksi on jäljessä tai saavuttamatta; 4 mittarin tieto puuttuu.'
    """
    total = sum(tally.values())
    if not total:
        return _("Mittareita ei ole.")
    if total == 1:
        return _("Ainoa mittari %(verdict)s.") % {
            "verdict": next((_ALONE[verdict] for verdict, number in tally.items() if number))
        }
    told = [(sum(tally.get(one, 0) for one in verdicts), one, many) for verdicts, one, many in _TOLD]
    parts = [str(one) if number == 1 else many.format(number) for number, one, many in told if number]
    if len(parts) == 1:
        return _("Kaikki %(total)s mittaria: %(tally)s.") % {"total": total, "tally": _every(tally)}
    return _("%(total)s mittarista %(parts)s.") % {"total": total, "parts": "; ".join(parts)}


def _every(tally: Mapping[Verdict, int]) -> str:
    """What is said of rows that are all alike."""
    said = {
        Verdict.NEAR_MISS: _("lähes saavutettu"),
        Verdict.MISSING: _("tieto puuttuu"),
        Verdict.UNCLEAR: _("tulkinta on avoin"),
        Verdict.NOT_DUE: _("ei vielä arvioitavissa"),
        Verdict.WATCHED: _("lukua seurataan ilman tavoitetta"),
    }
    found = next(verdict for verdict, number in tally.items() if number)
    if found in {Verdict.MET, Verdict.ON_TRACK}:
        return _("saavutettu tai etenee")
    return said.get(found, _("jäljessä tai saavuttamatta"))


def states(codes: Iterable[str], counted: Callable[[int], str]) -> str:
    """How many there are in each state of work: «4 projektia: 3 käynnissä, 1 suunniteltu.»

    >>> states(["running", "running", "done", ""], lambda number: f"{number} projektia")
    '4 projektia: 2 käynnissä, 1 valmis, 1 ilman kerrottua tilaa.'
    """
    counts = Counter(codes)
    total = sum(counts.values())
    parts = [f"{counts[state]} {WORK_STATES[state]}" for state in _ORDER if counts[state]]
    if counts[""]:
        parts.append(_("%(number)s ilman kerrottua tilaa") % {"number": counts[""]})
    return f"{counted(total)}: {', '.join(parts)}." if total else ""


_ORDER = (WorkState.RUNNING, WorkState.DONE, WorkState.PLANNED, WorkState.SUSPENDED)
