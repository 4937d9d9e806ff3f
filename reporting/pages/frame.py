"""What surrounds every page: whose page it is, where one can go, who is signed in, what to bear in mind."""

from dataclasses import dataclass

from reporting.pages.places import Places
from reporting.standing import Audience, StrategyFacts
from scorecard.models.codes import StrategyKind, StrategyState


@dataclass(frozen=True, slots=True)
class Way:
    """A link in the top bar."""

    words: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The top bar and the notices. ``reader``: the signed-in person's name, empty for visitors.

    ``example``: the figures are examples. ``draft``: the strategy has not been adopted.
    """

    name: str = ""
    motto: str = ""
    home: str = "/"
    ways: tuple[Way, ...] = ()
    reader: str = ""
    example: bool = False
    draft: bool = False
    inside: bool = False


def strategy_frame(facts: StrategyFacts, places: Places, *, reader: str, dashboard: bool) -> Frame:
    """The frame of a page about a strategy. ``dashboard``: the reader may open the dashboard."""
    inside = places.audience is Audience.INTERNAL
    ways = [Way("Edistyminen", places.progress, not inside)]
    if dashboard:
        ways.append(Way("Tilannekuva", places.dashboard, inside))
    motto = " · ".join(words for words in (facts.vision.fi, facts.mission.fi) if words and len(words) < 60)
    return Frame(
        name=_possessor(facts),
        motto=motto,
        home=places.progress,
        ways=tuple(ways) if len(ways) > 1 else (),
        reader=reader,
        example=facts.example_data,
        draft=facts.state == StrategyState.DRAFT,
        inside=inside,
    )


def _possessor(facts: StrategyFacts) -> str:
    """The strategy's name; of a programme with the municipality's, which its own name may not tell."""
    name = facts.names.fi
    return f"{facts.municipality_names.fi}: {name}" if facts.kind == StrategyKind.PROGRAMME else name
