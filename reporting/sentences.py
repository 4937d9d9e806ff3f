"""Writes what a Standing says as plain sentences: how a figure has moved, what its target is, and why the verdict.

Nothing is judged here and nothing is read from the database: a sentence tells the rule and the numbers that
``score`` used. Numbers are written with the indicator's decimals, and with more where a figure would otherwise look
like a goal it is not.
"""

import re
from decimal import Decimal
from fractions import Fraction

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import spoken
from measures.models.codes import WhyEmpty
from measures.quantities import unit_behind, unit_words, write_number
from measures.rollup import AcrossUnits, exact
from measures.spans import write_period
from measures.targets import MOVING_KINDS, Kind, Repeats, Target, Value
from measures.verdicts import Reason, Rule
from reporting.inflection import from_figure, to_figure
from reporting.precision import decimals_beside, decimals_shown
from reporting.spans import figure_span
from reporting.standing import RowStanding
from reporting.wordings import WORDINGS, Wording

_SINGULAR_NOUN = re.compile(
    r"^[^,(]*(%|aste|hinta|indeksi|indikaattori|jäämä|kate|kerroin|kesto|keskiarvo|kokemus|lkm|määrä|osuus|tulos|tyytyväisyys"
    r"|velka|viisari)$"
)
"""Names whose last word is a singular noun can be the subject of a verb; others stand before a colon."""


def headline(row: RowStanding, language: str | None = None) -> str:
    """The row in one sentence: «Työttömyys-% laski 13,5:stä 13,2:een; tavoite on enintään 13,0.»

    ``language`` here and below: fi, sv or en; without it the one now written.
    """
    told = _Telling(row, language)
    if told.name_says_percent:
        told = _Telling(row, language, units=False)
    return told.says("sentence", subject=told.subject(), goal=told.goal_clause())


def reason_sentence(row: RowStanding, language: str | None = None) -> str:
    """Why the verdict is what it is: the rule that decided, with the numbers it used."""
    return _Telling(row, language).reason()


def goal_phrase(row: RowStanding, language: str | None = None, *, unit: bool = True, when: bool = True) -> str:
    """The target in short words: «enintään 13,0 %», «vähintään 930 kpl 31.12.2025 mennessä»; empty without one.

    ``unit``: with the unit of measure. ``when``: with its due date or repetition.
    """
    told = _Telling(row, language, units=unit)
    return told.goal() if when else told.goal_itself()


def trend_sentence(row: RowStanding, language: str | None = None) -> str:
    """The series in one sentence: the first and the last figure with their times, the lowest and the highest."""
    told = _Telling(row, language, units=False)
    known = [(period, rolled.value) for period, rolled in row.series if rolled.value is not None]
    if not known:
        return told.says("no_trend")
    (since, first), (until, last) = known[0], known[-1]
    ends = {
        "first": told.value(first),
        "since": write_period(since, told.language),
        "last": told.value(last),
        "until": write_period(until, told.language),
    }
    numbers = [value for _, value in known if isinstance(value, Decimal)]
    if len(known) == 1:
        return told.says("one_figure", **ends)
    if not numbers:
        return told.says("words_trend", **ends)
    return told.says("trend", **ends, lowest=told.number(min(numbers)), highest=told.number(max(numbers)))


def value_text(value: Value | None, row: RowStanding, language: str | None = None, *, unit: bool = False) -> str:
    """A figure of the row as shown: a number with the row's decimals, yes or no, or a word of the scale; else «–»."""
    return _Telling(row, language, units=unit).value(value)


class _Telling:
    """One row in one language, with its words ready to be put into sentences."""

    def __init__(self, row: RowStanding, language: str | None, *, units: bool = True) -> None:
        self.row, self.language = row, language or spoken()
        self.words: Wording = WORDINGS[self.language]
        self.target: Target = row.facts.target
        self.decimals = decimals_shown(row)
        unit = row.facts.indicator.unit
        self.unit = unit_behind(unit) if units else ""
        self.name_says_percent = unit == "%" and "%" in f"{row.facts.indicator.names.fi} {self._name()}"
        # Beside a figure with its unit the others go without; a percent sign is short and stays.
        self.beside = "%" if self.unit == "%" else ""
        self.span = figure_span(row.figure, self.language)

    def says(self, template: str, **parts: object) -> str:
        return self.words.words[template].format(**parts)

    # --- figures

    def value(self, value: Value | None) -> str:
        if isinstance(value, bool):
            return self.words.words["yes" if value else "no"]
        if isinstance(value, str):
            return value
        return self.number(value)

    def number(self, value: Decimal | Fraction | None, unit: str | None = None) -> str:
        exactly = exact(value) if isinstance(value, Fraction) else value
        shown = self.unit if unit is None else unit
        return write_number(exactly, decimals=self.decimals, unit=shown, language=self.language)

    def _moving(self, value: Decimal) -> str:
        """A number to be given a case ending; of units only a percent sign takes one."""
        return write_number(value, decimals=self.decimals, unit=self.beside, language=self.language)

    def _name(self) -> str:
        return self.row.facts.indicator.names.in_language(self.language)

    # --- the first half: where the figure is

    def subject(self) -> str:
        figure, name = self.row.figure, self._name()
        if figure.old is not None:
            rest = self.says("old_figure", value=self.value(figure.old), span=self.span)
            return self.says("topic", name=name, rest=rest)
        if figure.value is None:
            return self.says("topic", name=name, rest=self._no_figure())
        if not isinstance(figure.value, Decimal):
            rest = self.says("state", value=self.value(figure.value), span=self.span)
            return self.says("topic", name=name, rest=rest)
        if figure.adds_up:
            rest = self.says("sum", span=self.span, value=self.number(figure.value))
            return self.says("topic", name=name, rest=self._whole(rest))
        rest = self._whole(self._movement(figure.value))
        if self._can_be_subject(name):
            return self.says("subject", name=name, rest=rest)
        return self.says("topic", name=name, rest=self.says("figure", rest=rest))

    def _no_figure(self) -> str:
        """That there is no figure; of what adds up by the year, which is the latest there is."""
        latest = self.row.latest_known if self.row.figure.adds_up else None
        if latest is None:
            return self.says("no_figure")
        period, value = latest
        return self.says("no_figure_yet", value=self.value(value), span=write_period(period, self.language))

    def _whole(self, rest: str) -> str:
        """What is short of a part is said to be, also where nothing is judged of it."""
        return self.says("short", rest=rest) if self.row.figure.parts_lacking else rest

    def _can_be_subject(self, name: str) -> bool:
        """In Finnish the verb must agree with the name; the other languages' verbs here do so with any."""
        if self.language != "fi":
            return not set(name) & set(",(:")
        return bool(_SINGULAR_NOUN.search(name.casefold()))

    def _movement(self, value: Decimal) -> str:
        start = self.row.facts.baseline.number
        if start is None:
            return self.says("is", value=self.number(value), span=self.span)
        if start == value:
            return self.says("stayed", value=self.number(value))
        words = "rose" if value > start else "fell"
        ends = (self._moving(start), self._moving(value))
        since, until = (from_figure(ends[0]), to_figure(ends[1])) if self.language == "fi" else ends
        moved = self.says(words, start=since, value=until)
        told_with_goal = self.beside == self.unit or self.target.kind not in {Kind.WATCHED, Kind.UNDECIDED}
        return moved if told_with_goal else self.says("in_unit", rest=moved, unit=unit_words(self.unit, self.language))

    # --- the second half: what is aimed at

    def goal_clause(self) -> str:
        if self.target.kind is Kind.WATCHED:
            return self.says("goal_watched")
        if self.target.kind is Kind.UNDECIDED:
            return self.says("goal_undecided")
        return self.says("goal_done" if self.target.kind is Kind.DONE else "goal_is", goal=self.goal())

    def goal(self, unit: str | None = None) -> str:
        """The target with its date or repetition."""
        goal, target = self.goal_itself(unit), self.target
        if target.kind in {Kind.WATCHED, Kind.UNDECIDED}:
            return goal
        if target.repeats is Repeats.YEAR:
            return self.says("yearly", goal=goal)
        if target.repeats is Repeats.PERIOD:
            return self.says("each_period", goal=goal)
        return goal if target.due is None else self.says("by", goal=goal, date=write_day(target.due, self.language))

    def goal_itself(self, unit: str | None = None) -> str:
        target, other, start = self.target, self.row.other_value, self.row.facts.baseline
        goal = target.value if target.kind is Kind.BETWEEN else target.goal(start)
        uncounted = start.number is None or target.kind is Kind.CHANGE_BY  # no change by percent of a negative number
        unknown = goal is None and target.kind in self.words.open_goals and uncounted
        templates = self.words.open_goals if unknown else self.words.goals
        return templates[target.kind].format(
            value=self.number(goal, "" if target.kind is Kind.BETWEEN else unit),
            upper=self.number(target.upper, unit),
            bound=self._bound(),
            start=self.number(start.number, unit),
            change=write_number(target.value, unit="%", language=self.language, signed=True),
            comparison=self.words.comparisons.get(target.op or "", ""),
            other=self._other_name(),
            other_value=f" ({self.value(other)})" if other is not None else "",
            level=target.level,
        )

    def _bound(self) -> str:
        falling = self.target.sense(self.row.facts.indicator.direction) < 0
        return self.words.words["at_most" if falling else "at_least"]

    def _other_name(self) -> str:
        names = self.row.facts.other_names
        return names.in_language(self.language) if names is not None else self.target.other or ""

    # --- why

    def reason(self) -> str:
        row, reason = self.row, self.row.score.reason
        sentence = self._template(reason).format(
            value=self.value(row.figure.value),
            goal=self.goal_itself(self.beside),
            span=self.span,
            forecast=self.value(row.figure.forecast),
            measure=self._measure(reason),
            bound=self._bound_of(reason),
            start=self.number(row.facts.baseline.number, self.beside),
            due=write_day(reason.due, self.language) if reason.due else "",
            past_due=self.says("past_due", date=write_day(reason.due, self.language)) if reason.due else "",
            direction=self.words.directions[row.facts.indicator.direction],
            comparison=self.words.comparisons.get(self.target.op or "", ""),
            other=self._other_name(),
            other_value=self.value(row.other_value),
            months=self._months(reason),
            band=self._band(),
            next=self._next(),
            lacking=self._lacking(),
            parts=self._parts(),
            until=self._until(reason),
            unjudgeable=self._unjudgeable(),
        )
        return sentence + self._covered()

    def _template(self, reason: Reason) -> str:
        if self.target.kind is Kind.DONE and reason.rule in self.words.done:
            return self.words.done[reason.rule]
        if self.target.kind is Kind.HOLD and (reason.rule, reason.holds) == (Rule.BASELINE, False):
            return self.words.words["not_held"]
        if reason.holds is not None:
            return self.words.reasons[(reason.rule, reason.holds)]
        return self.words.reasons[reason.rule]

    def _measure(self, reason: Reason) -> str:
        if reason.rule is Rule.WITHIN_BAND and self.unit == "%":
            return self.says("points", figure=self.number(reason.measure, ""))
        if reason.measure is None:
            return self.number(None)
        measure = exact(reason.measure)
        places = decimals_beside(measure, self.row)
        return write_number(measure, decimals=places, unit=self.beside, language=self.language)

    def _bound_of(self, reason: Reason) -> str:
        """On which side of the pace the figure should be; of bounds, the side of the bound that was compared."""
        if self.target.kind is Kind.BETWEEN and reason.months is not None and self.target.value is not None:
            lower = reason.measure == Fraction(self.target.value) * Fraction(reason.months, 12)
            return self.words.words["at_least" if lower else "at_most"]
        return self._bound()

    def _months(self, reason: Reason) -> str:
        if reason.months is None or reason.months == 12:
            return self.says("whole_year")
        return self.says("months", months=reason.months)

    def _band(self) -> str:
        band = self.row.facts.band
        if band.absolute is not None:
            return write_number(band.absolute, unit=self.unit, language=self.language)
        return self.says("band_percent", band=write_number(band.percent, unit="%", language=self.language))

    def _next(self) -> str:
        day = self.row.figure.next_due
        return self.says("next", date=write_day(day, self.language)) if day is not None else self.says("never")

    def _lacking(self) -> str:
        figure = self.row.figure
        if figure.old is not None:
            return self.says("value_old", value=self.value(figure.old), span=self.span)
        parts = figure.rolled.parts if figure.rolled is not None else ()
        if self.row.facts.indicator.across_units is AcrossUnits.NONE and figure.rolled and figure.rolled.present:
            return self.says("not_additive")
        if len(parts) == 1 and parts[0].why_empty:
            return self.says("value_lacking_why", why=self.words.why[WhyEmpty(parts[0].why_empty)])
        return self.says("value_lacking")

    def _parts(self) -> str:
        rolled = self.row.figure.rolled
        if self.row.figure.value is None:
            return self._lacking()
        if rolled is None or rolled.expected < 2:
            return self.says("times_lacking")
        return self.says("units_lacking", coverage=rolled.coverage)

    def _covered(self) -> str:
        """Says so when a judged figure stands on a part of its units."""
        rolled = self.row.figure.rolled
        judged = rolled is not None and rolled.judged and rolled.expected > 1 and bool(rolled.lacking)
        return self.says("covered", coverage=self.row.coverage) if judged else ""

    def _until(self, reason: Reason) -> str:
        return (
            self.says("until_day", date=write_day(reason.due, self.language))
            if reason.due
            else self.says("until_year_end")
        )

    def _unjudgeable(self) -> str:
        if self.target.kind is Kind.DONE:
            return self.says("done_unjudgeable")
        return self.says("year_unjudgeable" if self.target.kind in MOVING_KINDS else "start_unjudgeable")
