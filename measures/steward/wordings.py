"""Reads a target out of the words of a decision, and tells what is open in a target, as questions to its steward."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import spoken
from measures.labels import DIRECTIONS, TARGET_KINDS
from measures.models import Indicator, KpiRow
from measures.models.codes import ValueType
from measures.phrases import Context, read_target
from measures.targets import MOVING_KINDS, Baseline, Direction, Kind, Target


@dataclass(frozen=True, slots=True)
class Ground:
    """What a target is read and judged on: the row with its indicator and strategy, whether figures add up, and the
    indicators it may be compared with."""

    row: KpiRow
    adds_up: bool
    others: Sequence[Indicator] = ()

    @property
    def baseline(self) -> Baseline:
        """Where the row stood."""
        row = self.row
        return Baseline(row.baseline_value, row.baseline_date, row.baseline_comparable, row.baseline_words)

    @property
    def direction(self) -> Direction:
        """Which way is better."""
        return Direction(self.row.indicator.direction)

    @property
    def context(self) -> Context:
        """The same for the reader of words."""
        indicator, strategy = self.row.indicator, self.row.strategy
        return Context(
            unit=indicator.measure_unit,
            decimals=indicator.decimals,
            direction=self.direction,
            baseline=self.baseline,
            adds_up=self.adds_up,
            begins=strategy.valid_from,
            ends=strategy.valid_to,
            names=_names(indicator),
            others={one.code: _names(one) for one in self.others if one.pk != indicator.pk},
        )


@dataclass(frozen=True, slots=True)
class Read:
    """What the words say. ``question``: why they were not read with certainty; then the target is undecided, and
    ``alternatives`` are what they may say."""

    target: Target
    question: str = ""
    alternatives: tuple[Target, ...] = ()


def read_words(words: str, ground: Ground) -> Read:
    """The target that the words surely say, else undecided with a question. Nothing is guessed."""
    found, scale = read_target(words, ground.context), ground.row.indicator.scale
    if found.question is None:
        return Read(replace(found.target, words=words, scale=scale))
    choices = tuple(replace(one, words=words, scale=scale) for one in found.alternatives)
    return Read(replace(found.target, words=words), found.question.sentence(spoken()), choices)


def _names(indicator: Indicator) -> tuple[str, ...]:
    return indicator.name_fi, indicator.name_sv, indicator.name_en


def questions_of(target: Target, ground: Ground) -> tuple[str, ...]:
    """What keeps the target from being judged as it stands, a question each (DESIGN §4 and §5)."""
    return tuple(_questions(target, ground))


def _questions(target: Target, ground: Ground) -> Iterator[str]:
    start, indicator = ground.baseline.number, ground.row.indicator
    if target.kind is Kind.UNDECIDED:
        yield _("Mikä on tavoite?")
    if target.against(ground.direction):
        yield _("Tavoitteen laji ”%(kind)s” on vastoin mittarin suuntaa ”%(direction)s”. Kumpi on oikein?") % {
            "kind": TARGET_KINDS[target.kind],
            "direction": DIRECTIONS[ground.direction],
        }
    if ground.adds_up and target.kind is not Kind.WATCHED and not target.calendar_fits():
        yield _("Luku kertyy kalenterivuoden ajan. Minkä vuoden loppuun mennessä tavoite on saavutettava?")
    if target.kind is Kind.CHANGE_BY and (start is None or start <= 0):
        yield _("Mistä lähtötasosta muutos lasketaan? Nollaa suurempi lähtötaso puuttuu.")
    if target.kind in MOVING_KINDS and start is None:
        yield _("Mihin lukuun muutosta verrataan? Lähtötaso puuttuu.")
    if target.kind is Kind.HOLD and target.value is None and start is None:
        yield _("Millä tasolla luvun pitää säilyä? Arvo ja lähtötaso puuttuvat.")
    if _wrong_type(target, indicator.value_type):
        yield _("Mittarin luvun laji ja tavoitteen laji eivät sovi yhteen. Kumpi on oikein?")


def _wrong_type(target: Target, value_type: str) -> bool:
    if target.kind in (Kind.WATCHED, Kind.UNDECIDED):
        return False
    wanted = {Kind.DONE: ValueType.YES_NO, Kind.LEVEL: ValueType.LEVEL}.get(target.kind, ValueType.NUMBER)
    return value_type != wanted
