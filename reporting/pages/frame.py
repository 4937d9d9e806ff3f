"""The frame of pages about a strategy: its name and motto over the ways one can go."""

from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import Foreign
from reporting.pages.places import Places
from reporting.standing import Audience, StrategyFacts
from scorecard.frame import PROGRESS, Frame, Way, ways_of
from scorecard.models.codes import StrategyKind, StrategyState
from scorecard.permissions import Access

OF_ALL = ("julkiset-projektit", "julkiset-toimenpiteet")
_PUBLIC = (
    (PROGRESS, later("Edistyminen")),
    ("tavoitteet", later("Tavoitteet")),
    ("mittarit", later("Mittarit")),
    (OF_ALL[0], later("Projektit")),
    (OF_ALL[1], later("Toimenpiteet")),
    ("toimialat", later("Toimialat")),
    ("raportit", later("Raportit")),
)


def strategy_frame(
    facts: StrategyFacts, places: Places, *, reader: str, access: Access | None, way: str = PROGRESS
) -> Frame:
    """The frame of a page about a strategy. ``access``: what the reader may do; ``way``: which public page it is."""
    inside = places.audience is Audience.INTERNAL
    return Frame(
        name=_possessor(facts),
        motto=_motto(facts),
        home=places.progress,
        ways=ways_of(access, places.municipality, "tilannekuva" if inside else "edistyminen"),
        reader=reader,
        example=facts.example_data,
        draft=facts.state == StrategyState.DRAFT,
        inside=inside,
        public=() if inside else public_ways(places, way),
    )


def _motto(facts: StrategyFacts) -> str:
    """Vision and mission where they are short; marked Finnish when one of them has been given only so."""
    short = [words for words in (facts.vision.told, facts.mission.told) if words and len(words) < 60]
    return (Foreign if any(isinstance(one, Foreign) for one in short) else str)(" · ".join(short))


def public_ways(places: Places, current: str) -> tuple[Way, ...]:
    """The public pages of a municipality. Projects and actions are those of all of its strategies."""
    whole = places.of_strategy()
    return tuple(
        Way(words, (whole if name in OF_ALL else places).public(name), name == current) for name, words in _PUBLIC
    )


def _possessor(facts: StrategyFacts) -> str:
    """The strategy's name; of a programme with the municipality's, which its own name may not tell."""
    name = facts.names.told
    return f"{facts.municipality_names.told}: {name}" if facts.kind == StrategyKind.PROGRAMME else name
