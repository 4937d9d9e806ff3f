"""Reads the target of an indicator: from its typed columns, or from its words where they have one meaning."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from measures import labels
from measures.loading.cells import Row, as_text
from measures.loading.records import Facts, StrategyRecord
from measures.models.codes import ValueType
from measures.phrases import Context
from measures.phrases import read_target as read_words
from measures.rollup import AcrossTime
from measures.sheets import same_word
from measures.targets import MOVING_KINDS, Baseline, Binding, Kind, Repeats, Target

_COMPARE = re.compile(r"(>=|<=|≥|≤|>|<)\s*([A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*)")
_PLAIN_OP = {"≥": ">=", "≤": "<="}
_WITHOUT_VALUE = MOVING_KINDS | {Kind.DONE, Kind.WATCHED, Kind.UNDECIDED}


class Questions:
    """What has to be asked of a row: the question in the file, and those that reading it brings up."""

    def __init__(self, asked: str) -> None:
        self._asked = asked
        self._added: list[str] = []

    @property
    def added(self) -> bool:
        """Did the reading bring up anything?"""
        return bool(self._added)

    @property
    def text(self) -> str:
        """All of them as one text."""
        new = [question for question in self._added if question not in self._asked]
        return " ".join([part for part in (self._asked, *new) if part])

    def always(self, question: str) -> None:
        """Asks, whatever the file asks already."""
        self._added.append(question)

    def unless_asked(self, question: str) -> None:
        """Asks, unless the file has a question of its own on the row: then its writer has seen what is open."""
        if not self._asked:
            self._added.append(question)


@dataclass(frozen=True, slots=True)
class Draft:
    """A target read; ``said`` is false where the sheet has no column that speaks of it."""

    target: Target
    said: bool


type Names = Mapping[str, tuple[str, ...]]
"""The codes of the sheet's indicators with their names in every language."""


def read_target(
    row: Row,
    code: str,
    facts: Facts,
    baseline: Baseline,
    questions: Questions,
    *,
    strategy: StrategyRecord,
    names: Names,
) -> Draft:
    """The target of a row, its doubts as questions. Faulty cells are refused; an open reading is not a fault."""
    if not row.has("tavoite") and not row.has("tavoite_laji"):
        return Draft(Target(Kind.UNDECIDED), said=False)
    kind: Kind | None = row.word("tavoite_laji", labels.TARGET_KINDS)
    words = row.text("tavoite")
    refused = kind is None and row.raw("tavoite_laji") is not None
    said: Repeats | None = None
    if kind is not None:
        target = _typed(row, code, kind, facts)
    elif refused:
        target = Target(Kind.UNDECIDED)
    else:
        target, said = _from_words(row, words, _context(row, code, facts, baseline, strategy, names), questions)
    target = _dated(row, replace(target, words=words), facts, said)
    target = replace(target, binding=row.word("sitovuus", labels.BINDINGS) or Binding.INDICATIVE)
    _doubts(target, facts, baseline, questions)
    return Draft(target, said=True)


def _context(row: Row, code: str, facts: Facts, baseline: Baseline, strategy: StrategyRecord, names: Names) -> Context:
    """What the sheet tells beside the words. A date of its own goes before that of the words."""
    return Context(
        unit=facts.unit,
        decimals=_decimals(row),
        direction=facts.direction,
        baseline=baseline,
        adds_up=facts.across_time is AcrossTime.SUM,
        begins=strategy.values.get("valid_from"),
        ends=strategy.values.get("valid_to"),
        names=names[code],
        others={other: said for other, said in names.items() if other not in {code, ""}},
    )


def _from_words(row: Row, words: str, context: Context, questions: Questions) -> tuple[Target, Repeats | None]:
    if row.raw("tavoite_arvo") is not None:
        row.remark("tavoite_arvo", "Tavoitteen laji puuttuu, joten tavoite luettiin sanoista eikä tästä arvosta.")
    reading = read_words(words, context)
    if reading.question:
        questions.always(reading.question.sentence("fi"))
    return reading.target, reading.repeats


def _decimals(row: Row) -> int | None:
    text = as_text(row.raw("desimaalit"))
    return int(text) if len(text) == 1 and text in "0123456789" else None


def _typed(row: Row, code: str, kind: Kind, facts: Facts) -> Target:
    if kind is Kind.COMPARE:
        return _compare(row, code)
    if kind is Kind.LEVEL:
        return _level(row, facts)
    if kind in _WITHOUT_VALUE:
        if row.raw("tavoite_arvo") is not None:
            row.remark("tavoite_arvo", "Tämän lajin tavoitteella ei ole arvoa, joten arvoa ei luettu.")
        return Target(kind)
    value = _value(row, "tavoite_arvo", kind, facts)
    if value is None and row.raw("tavoite_arvo") is None and kind is not Kind.HOLD:
        row.refuse("tavoite_arvo", "Tavoitearvo puuttuu: laji %(kind)s tarvitsee sen.", kind=labels.TARGET_KINDS[kind])
    if kind is not Kind.BETWEEN:
        return Target(kind, value)
    upper = _value(row, "tavoite_yläraja", kind, facts)
    if row.raw("tavoite_yläraja") is None:
        row.refuse("tavoite_yläraja", "Tavoitevälin yläraja puuttuu.")
    if value is not None and upper is not None and upper < value:
        row.refuse("tavoite_yläraja", "Tavoitevälin yläraja on alarajaa pienempi. Tarkista rajat.")
    return Target(kind, value, upper)


def _value(row: Row, column: str, kind: Kind, facts: Facts) -> Decimal | None:
    if kind is Kind.CHANGE_BY:
        return row.decimal(column, unit="%", percent=True)
    if facts.value_type is not ValueType.NUMBER:
        row.refuse(column, "Mittarilla on sanallinen arvo, joten tavoite ei voi olla luku. Tarkista tavoitteen laji.")
        return None
    return row.decimal(column, unit=facts.unit, decimals=_decimals(row), percent=facts.is_percent)


def _compare(row: Row, code: str) -> Target:
    found = _COMPARE.fullmatch(row.text("tavoite_arvo"))
    if not found:
        row.refuse("tavoite_arvo", "Kirjoita vertailumerkki ja toisen mittarin koodi, esimerkiksi > P01.")
        return Target(Kind.UNDECIDED)
    if found[2] == code:
        row.refuse("tavoite_arvo", "Mittaria ei voi verrata itseensä. Anna toisen mittarin koodi.")
    return Target(Kind.COMPARE, op=_PLAIN_OP.get(found[1], found[1]), other=found[2])


def _level(row: Row, facts: Facts) -> Target:
    text = row.text("tavoite_arvo")
    level = next((word for word in facts.scale if same_word(word) == same_word(text)), "")
    if not facts.scale:
        row.refuse("mittayksikkö", "Laji tasolla tarvitsee asteikon, esimerkiksi heikko<tyydyttävä<hyvä.")
    elif not level:
        row.refuse("tavoite_arvo", "Taso ei ole mittarin asteikolla %(scale)s.", scale=" < ".join(facts.scale))
    return Target(Kind.LEVEL, level=level, scale=facts.scale)


def _dated(row: Row, target: Target, facts: Facts, said: Repeats | None) -> Target:
    """The explicit date goes before the words' own, and so does repetition; what adds up and has no date is of each
    year."""
    due = row.date("tavoite_pvm", year_means_end=True) or target.due
    repeats = row.word("tavoite_toistuu", labels.REPEATS) or said
    if repeats is None:
        each_year = facts.across_time is AcrossTime.SUM and due is None
        repeats = Repeats.YEAR if each_year else Repeats.ONCE
    return replace(target, due=due, repeats=repeats)


def _doubts(target: Target, facts: Facts, baseline: Baseline, questions: Questions) -> None:
    """What cannot be judged as it stands is loaded as given and asked (DESIGN §4, §5)."""
    start = baseline.number
    if target.against(facts.direction):
        questions.always(
            f"Tavoitteen laji ”{labels.TARGET_KINDS[target.kind]}” on vastoin mittarin suuntaa "
            f"”{labels.DIRECTIONS[facts.direction]}”. Kumpi on oikein?"
        )
    if facts.across_time is AcrossTime.SUM and target.kind is not Kind.WATCHED and not target.calendar_fits():
        questions.always("Luku kertyy kalenterivuoden ajan. Minkä vuoden loppuun mennessä tavoite on saavutettava?")
    if target.kind is Kind.CHANGE_BY and (start is None or start <= 0):
        questions.unless_asked("Mistä lähtötasosta muutos lasketaan? Nollaa suurempi lähtötaso puuttuu.")
    if target.kind in MOVING_KINDS and start is None:
        questions.unless_asked("Mihin lukuun muutosta verrataan? Lähtötaso puuttuu.")
    if target.kind is Kind.HOLD and target.value is None and start is None:
        questions.unless_asked("Millä tasolla luvun pitää säilyä? Arvo ja lähtötaso puuttuvat.")
    if target.kind is Kind.UNDECIDED and not questions.added:
        questions.unless_asked("Mikä on tavoite?")
