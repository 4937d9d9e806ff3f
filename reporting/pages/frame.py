"""The frame of pages about a strategy: its name and motto over the ways one can go."""

from reporting.pages.places import Places
from reporting.standing import Audience, StrategyFacts
from scorecard.frame import Frame, ways_of
from scorecard.models.codes import StrategyKind, StrategyState
from scorecard.permissions import Access


def strategy_frame(facts: StrategyFacts, places: Places, *, reader: str, access: Access | None) -> Frame:
    """The frame of a page about a strategy. ``access``: what the reader may do in the municipality."""
    inside = places.audience is Audience.INTERNAL
    motto = " · ".join(words for words in (facts.vision.fi, facts.mission.fi) if words and len(words) < 60)
    return Frame(
        name=_possessor(facts),
        motto=motto,
        home=places.progress,
        ways=ways_of(access, places.municipality, "tilannekuva" if inside else "edistyminen"),
        reader=reader,
        example=facts.example_data,
        draft=facts.state == StrategyState.DRAFT,
        inside=inside,
    )


def _possessor(facts: StrategyFacts) -> str:
    """The strategy's name; of a programme with the municipality's, which its own name may not tell."""
    name = facts.names.fi
    return f"{facts.municipality_names.fi}: {name}" if facts.kind == StrategyKind.PROGRAMME else name
