"""What an indicator and its strategy tell about a wording, and what comes of reading it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from measures.phrases.asking import Question
from measures.quantities.units import Unit, folded, understand
from measures.targets import Baseline, Direction, Kind, Repeats, Target

_YES_NO = frozenset({"kyllä/ei", "ja/nej", "yes/no"})


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the words. Everything may be missing; the less there is, the more is asked.

    ``unit`` of a level lists the scale upwards (``heikko<hyvä``), of yes or no it is ``kyllä/ei``. ``begins`` and
    ``ends`` are the strategy's first and last day. ``names`` are the indicator's own in every language, ``others`` the
    codes of the strategy's other indicators with theirs. ``adds_up``: its figures are summed over the calendar year.
    """

    unit: str = ""
    decimals: int | None = None
    direction: Direction = Direction.NONE
    baseline: Baseline = field(default_factory=Baseline)
    adds_up: bool = False
    begins: dt.date | None = None
    ends: dt.date | None = None
    names: tuple[str, ...] = ()
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def scale(self) -> tuple[str, ...]:
        """The levels, worst first; empty where the indicator has none."""
        return tuple(word.strip() for word in self.unit.split("<")) if "<" in self.unit else ()

    @property
    def yes_no(self) -> bool:
        """Are its values yes and no?"""
        return folded(self.unit) in _YES_NO

    @property
    def known(self) -> Unit:
        """The unit understood."""
        return understand(self.unit)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a wording says. Either it is certain: ``target`` is what it says and ``question`` is None; or it is not:
    the target is *undecided*, the question asks, and ``alternatives`` are the readings a person may choose from.

    ``repeats`` is what the words themselves say of repetition, None where they say nothing (then the target has what
    follows from the indicator). ``unit`` is the unit the words name where the indicator has none.
    """

    target: Target
    question: Question | None = None
    alternatives: tuple[Target, ...] = ()
    repeats: Repeats | None = None
    unit: str = ""

    @property
    def certain(self) -> bool:
        """Was it read?"""
        return self.question is None

    @property
    def kind(self) -> Kind:
        """The kind read, *undecided* where there is a question."""
        return self.target.kind


class Doubtful(Exception):
    """The wording does not surely say one thing: which question it raises, and what it may say."""

    def __init__(self, code: str, part: str = "", alternatives: tuple[Target, ...] = (), unit: str = "") -> None:
        super().__init__(code)
        self.code, self.part, self.alternatives, self.unit = code, part, alternatives, unit
