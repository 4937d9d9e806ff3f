"""What every sheet needs to tell a snapshot in one language: words, names, days, and numbers as cells hold them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from functools import cached_property

from kemi_strategy.web.dates import write_day, write_moment
from measures.quantities import plain, unit_words, write_number
from measures.rollup import exact
from measures.targets import Direction, Kind, Value
from measures.verdicts import Verdict
from measures.workbooks.ink import MOST_DECIMALS
from reporting.precision import decimals_from_zero, decimals_shown
from reporting.renderers.given import Given, figures, places
from reporting.renderers.report_words import VERDICTS, YES_NO, body_in
from reporting.renderers.xlsx.leaf import Column
from reporting.renderers.xlsx.pen import DIGITS, Content, Noted, Number, digits
from reporting.renderers.xlsx.phrases import PHRASES
from reporting.renderers.xlsx.words import HEADS
from reporting.sentences import goal_phrase
from reporting.snapshot import AboutKind, DecisionFacts, Snapshot
from reporting.standing import Names, RowStanding, Standing

ORDER = (
    Verdict.MET,
    Verdict.ON_TRACK,
    Verdict.NEAR_MISS,
    Verdict.BEHIND,
    Verdict.MISSED,
    Verdict.MISSING,
    Verdict.UNCLEAR,
    Verdict.NOT_DUE,
    Verdict.WATCHED,
)
"""Verdicts as they stand side by side."""
_FIFTEEN = Context(prec=DIGITS)


class Telling:
    """A snapshot in one language."""

    def __init__(self, snapshot: Snapshot, language: str) -> None:
        self.snapshot, self.language = snapshot, language
        self._decimals: dict[str, int] = {}
        self._phrases, self._heads = PHRASES[language], HEADS[language]

    @property
    def standing(self) -> Standing:
        """The figures and verdicts."""
        return self.snapshot.standing

    @cached_property
    def given(self) -> tuple[Given, ...]:
        """The figures one by one."""
        return tuple(figures(self.snapshot))

    # --- words

    def say(self, phrase: str, **parts: object) -> str:
        """A phrase with its parts."""
        return self._phrases[phrase].format(**parts)

    def heads(self, columns: Iterable[Column]) -> list[str]:
        """The headings of columns."""
        return [self._heads[column.key] for column in columns]

    def head(self, key: str) -> str:
        """The heading of a column."""
        return self._heads[key]

    def name(self, names: Names | None) -> str:
        """A name or a text; empty where there is none."""
        return names.in_language(self.language) if names is not None else ""

    def verdict(self, verdict: Verdict | None) -> str:
        """A verdict's word; empty without one."""
        return "" if verdict is None else VERDICTS[self.language][verdict]

    def yes(self, yes: bool) -> str:
        """Yes in words, or nothing."""
        return YES_NO[self.language][True] if yes else ""

    def day(self, day: dt.date | None) -> str:
        """A day in words."""
        return write_day(day, self.language) if day is not None else ""

    def moment(self, moment: dt.datetime) -> str:
        """A moment in words."""
        return write_moment(moment, self.language)

    def narrative(self, kind: AboutKind, code: str = "") -> str:
        """What is written of a thing."""
        found = self.snapshot.narrative(kind, code)
        return self.name(found.text) if found is not None else ""

    def decision(self, decision: DecisionFacts | None) -> str:
        """«Kaupunginvaltuusto 4.12.2023 § 110»."""
        if decision is None:
            return ""
        phrase = "section" if decision.section else "no_section"
        return self.say(phrase, body=self.body(decision.body), date=self.day(decision.date), section=decision.section)

    def body(self, body: str) -> str:
        """A body: those that every municipality has in the file's language, others as they were written."""
        return body_in(body, self.language) or body

    def unit_of_measure(self, row: RowStanding) -> str:
        """The unit as the file's language writes it; of a level its scale."""
        return unit_words(row.facts.indicator.unit, self.language).replace("<", " – ")

    def target_words(self, row: RowStanding) -> str:
        """The target in short words and in the decision's own."""
        target = row.facts.target
        said = {Kind.WATCHED: self.say("no_target"), Kind.UNDECIDED: self.say("undecided")}.get(target.kind)
        own = self.say("decision", words=target.words) if target.words else ""
        return lines((said or goal_phrase(row, self.language), own))

    def way(self, row: RowStanding) -> str:
        """Which way is better, as declared."""
        keys = {Direction.UP: "more", Direction.DOWN: "less", Direction.HOLD: "hold"}
        key = keys.get(row.facts.indicator.direction)
        return self.say(f"{key}_is_better") if key else ""

    # --- numbers

    def decimals(self, row: RowStanding) -> int:
        """The decimals of every number of a row."""
        if row.code not in self._decimals:
            self._decimals[row.code] = decimals_shown(row)
        return self._decimals[row.code]

    def value(self, value: Value | None, decimals: int, *, given: bool = False) -> str | Number | Noted | None:
        """A figure as a cell holds it: a number as a number, yes and no and a level as words."""
        if isinstance(value, bool):
            return YES_NO[self.language][value]
        return self.number(value, decimals, given=given) if isinstance(value, Decimal) else value

    def number(
        self, value: Decimal | None, decimals: int, *, signed: bool = False, given: bool = False
    ) -> Number | Noted | None:
        """A number with its decimals. One with more digits than Excel keeps is a text with a note, unless it was
        reckoned and looks the same with those kept. ``given``: by people, and so to be kept to its last digit."""
        if value is None:
            return None
        if self._stands(value, decimals, given=given):
            return Number(value, decimals, signed=signed)
        shown = max(decimals, places(value)) if given else decimals
        text = write_number(value, decimals=shown, language=self.language, signed=signed)
        return Noted(text, lines((self.say("exactly"), self.say("shown_alike", value=plain(value)))))

    def fits(self, one: Given, number: Decimal) -> bool:
        """Is a number of a figure given a number in its cell?"""
        reckoned = number is one.value and one.numerator is not None
        return self._stands(number, one.row.facts.indicator.decimals, given=not reckoned)

    def _stands(self, value: Decimal, decimals: int, *, given: bool) -> bool:
        return digits(value) <= DIGITS or (not given and self._looks_alike(value, decimals))

    def _looks_alike(self, value: Decimal, decimals: int) -> bool:
        kept = _FIFTEEN.plus(value)
        return write_number(kept, decimals=decimals) == write_number(value, decimals=decimals)

    def term(self, value: Decimal | None) -> Content:
        """A number as it was given, with the decimals it was given with."""
        return None if value is None else self.number(value, places(value), given=True)


def goal_number(row: RowStanding) -> Decimal | None:
    """The number to reach, of bounds the lower one; None for comparisons, words and what has no target."""
    target = row.facts.target
    if target.kind is Kind.BETWEEN:
        return target.value
    goal = target.goal(row.facts.baseline)
    return None if goal is None else exact(goal)


def telling_from_zero(number: Decimal | None, decimals: int) -> int:
    """As many decimals as it takes for a difference not to look like none."""
    return decimals_from_zero(number, decimals, MOST_DECIMALS) if number else decimals


def lines(texts: Iterable[str]) -> str:
    """Texts one below another, without the empty ones."""
    return "\n".join(text for text in texts if text)


def listed(codes: Sequence[str]) -> str:
    """Codes that a formula finds one by one: «;viisas;vihrea;»."""
    return f";{';'.join(codes)};" if codes else ""
