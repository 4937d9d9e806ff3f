"""The page «Näin tila lasketaan»: what each verdict means, in which order the rules are asked, and worked examples.

No verdict is written by hand: every example is judged by ``score`` when the page is made.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from measures.labels import MOVEMENTS, VERDICTS
from measures.quantities import write_number
from measures.rollup import exact
from measures.targets import describe
from measures.verdicts import Movement, Verdict
from reporting.pages.counts import ORDER, Badge, badge
from reporting.pages.explanations import MEANINGS, STEPS
from reporting.sentences import goal_phrase, reason_sentence, value_text
from reporting.standing import RowStanding
from reporting.worked import Example, worked_examples

PAGE = "nain-tila-lasketaan"
EXAMPLES = "esimerkit"

# The cases that a section of the page tells about, by their names in the design.
_TOLD = {
    "pace": ("Yöpymiset 100 000 vuodessa, puolivuosi 52 000", "Yöpymiset, puolivuosi 41 000"),
    "limit": ("Menot enintään 100 k€ vuodessa, puolivuosi 101",),
    "line": (
        "Työttömyys 13,5 → 13,0 vuoden 2025 loppuun, puolivuosi 13,1, polulla",
        "Sama, puolivuosi 13,4, polun takana",
    ),
    "band": ("Tasan raja: 90, kun tavoite 100 ja raja 10 %", "Raja ylittyy: 89,9"),
    "share": ("Poissaolo 6 → 4 %, nyt 6,4", "Yritykset 927 → 930, nyt 928"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that an example says."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ExampleView:
    """An example as shown: what was asked, the verdict found, and why."""

    title: str
    facts: tuple[Fact, ...]
    badge: Badge
    reason: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a verdict means, and how many examples have it."""

    badge: Badge
    text: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Step:
    """A question in the order they are asked, and the verdicts to which the answer may lead."""

    question: str
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice of examples by verdict."""

    words: str
    number: int
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class WorkedPage:
    """What the page shows. ``chosen``: the verdict whose examples are shown, empty for all."""

    meanings: tuple[Meaning, ...]
    steps: tuple[Step, ...]
    told: Mapping[str, tuple[ExampleView, ...]]
    filters: tuple[Filter, ...]
    chosen: str
    unknown: str
    examples: tuple[ExampleView, ...]


def worked_page(asked: str) -> WorkedPage:
    """The page. ``asked``: the code of the verdict whose examples are wanted; of an unknown one all are shown."""
    examples = worked_examples()
    numbers = Counter(one.row.verdict for one in examples)
    chosen = Verdict(asked) if asked in set(Verdict) else None
    by_case = {one.case: one for one in examples}
    return WorkedPage(
        meanings=tuple(_meaning(one, numbers[one]) for one in ORDER),
        steps=tuple(Step(str(words), tuple(badge(one) for one in verdicts)) for words, verdicts in STEPS),
        told={name: tuple(_view(by_case[case]) for case in cases) for name, cases in _TOLD.items()},
        filters=tuple(_filters(numbers, chosen)),
        chosen=VERDICTS[chosen] if chosen is not None else "",
        unknown=asked if asked and chosen is None else "",
        examples=tuple(_view(one) for one in examples if chosen in {None, one.row.verdict}),
    )


def _meaning(verdict: Verdict, number: int) -> Meaning:
    return Meaning(badge(verdict), str(MEANINGS[verdict]), number, _address(verdict))


def _filters(numbers: Mapping[Verdict, int], chosen: Verdict | None) -> Iterable[Filter]:
    yield Filter(_("kaikki"), sum(numbers.values()), f"{reverse(PAGE)}#{EXAMPLES}", chosen is None)
    for verdict in ORDER:
        yield Filter(VERDICTS[verdict], numbers[verdict], _address(verdict), verdict is chosen)


def _address(verdict: Verdict) -> str:
    return f"{reverse(PAGE)}?tila={verdict.value}#{EXAMPLES}"


def _view(example: Example) -> ExampleView:
    row = example.row
    facts = tuple(fact for fact in _facts(example) if fact.text)
    return ExampleView(example.titles.told, facts, badge(row.verdict), reason_sentence(row))


def _facts(example: Example) -> Iterable[Fact]:
    row, at = example.row, write_day(example.at)
    baseline = row.facts.baseline
    yield Fact(_("Tavoite"), goal_phrase(row) or describe(row.facts.target))
    yield Fact(_("Lähtötaso"), _baseline(row) if baseline.value is not None else _("ei ole"))
    yield Fact(_("Luku"), value_text(row.figure.value, row, unit=True) if row.figure.value is not None else _("ei ole"))
    yield Fact(_("Ennuste"), value_text(row.figure.forecast, row, unit=True) if row.figure.forecast is not None else "")
    yield Fact(_("Kysytty päivä"), at)
    yield Fact(_("Muutos lähtötasosta"), MOVEMENTS[row.score.movement] if _moved(row) else "")
    yield Fact(_("Kuljettu matka"), _share(row))


def _baseline(row: RowStanding) -> str:
    baseline = row.facts.baseline
    words = value_text(baseline.value, row, unit=True)
    if not baseline.comparable:
        return _("%(baseline)s, ei vertailukelpoinen") % {"baseline": words}
    return f"{words} ({write_day(baseline.date)})" if baseline.date is not None else words


def _moved(row: RowStanding) -> bool:
    return row.score.movement is not Movement.UNKNOWN


def _share(row: RowStanding) -> str:
    """How much of the way from the baseline to the goal has been gone, in whole percents."""
    share = row.score.share
    return write_number(exact(share * 100), decimals=0, unit="%") if share is not None else ""
