"""What every part of the story needs to tell a snapshot in one language: words, names, days, figures."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from kemi_strategy.web.dates import write_day, write_moment
from measures.quantities import write_number
from measures.targets import Kind, Value
from measures.verdicts import Verdict
from measures.workbooks.texts import clean
from reporting.precision import decimals_from_zero, decimals_shown
from reporting.renderers.report_words import VERDICTS, body_in
from reporting.renderers.story.parts import Cell, Column, Paragraph, Text, Texts
from reporting.renderers.story.phrases import PHRASES
from reporting.renderers.story.words import LABELS, TITLES
from reporting.sentences import goal_phrase, reason_sentence, value_text
from reporting.signed import change, deviation
from reporting.snapshot import AboutKind, DecisionFacts, Narrative, Snapshot
from reporting.spans import figure_note
from reporting.standing import Names, RowStanding, Standing

_BEFORE_LONG_WORD = re.compile("\u00a0(?=[^\\W\\d_]{5,})")
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
"""Verdicts as they are counted, from good to bad, then what has no verdict."""


class Telling:
    """A snapshot in one language."""

    def __init__(self, snapshot: Snapshot, language: str) -> None:
        self.snapshot, self.language = snapshot, language
        self._phrases, self._labels, self._titles = PHRASES[language], LABELS[language], TITLES[language]

    @property
    def standing(self) -> Standing:
        """The figures and verdicts."""
        return self.snapshot.standing

    # --- words

    def say(self, phrase: str, **parts: object) -> str:
        """A phrase with its parts."""
        return self._phrases[phrase].format(**parts)

    def text(self, phrase: str, **parts: object) -> Text:
        """A phrase as a text."""
        return Text(clean(self.say(phrase, **parts)))

    def label(self, key: str) -> str:
        """A label of a column or a fact."""
        return self._labels[key]

    def title(self, key: str) -> str:
        """The heading of a part."""
        return self._titles[key]

    def column(self, key: str, width: int, *, numeric: bool = False) -> Column:
        """A column under its label."""
        return Column(self.label(key), width, numeric)

    # --- what people have written

    def name(self, names: Names | None) -> Text:
        """A name or a text of people; marked as Finnish where it has not been given in the story's language."""
        if names is None:
            return Text("")
        words = names.in_language(self.language)
        own = self.language == "fi" or not words or bool(getattr(names, self.language))
        return Text(clean(words), "" if own else "fi")

    def plain(self, names: Names | None) -> str:
        """The same as words alone, for headings and sentences."""
        return self.name(names).words

    def finnish(self, words: str) -> Text:
        """What has been written in one language only."""
        return Text(clean(words), "" if self.language == "fi" or not words else "fi")

    def body(self, body: str) -> Text:
        """A body: those that every municipality has in the story's language, others as they were written."""
        known = body_in(body, self.language)
        return Text(known) if known else self.finnish(body)

    def paragraphs(self, names: Names) -> Iterator[Paragraph]:
        """A written text as its paragraphs: an empty line between, a line end within."""
        whole = self.name(names)
        for part in whole.words.split("\n\n"):
            if part.strip():
                yield Paragraph((replace(whole, words=part.strip("\n")),))

    def narrative(self, kind: AboutKind, code: str = "") -> tuple[Paragraph, ...]:
        """What is written of a thing, with whose text it is; empty where nothing is written."""
        found: Narrative | None = self.snapshot.narrative(kind, code)
        if found is None or not self.plain(found.text).strip():
            return ()
        role = self.plain(found.role)
        by = (Paragraph((Text(self.say("by", role=role), quiet=True),), "quiet"),) if role else ()
        return (*self.paragraphs(found.text), *by)

    # --- days and decisions

    def day(self, day: dt.date | None) -> str:
        """A day in words; a dash without one."""
        return write_day(day, self.language) if day is not None else self.say("none")

    def moment(self, moment: dt.datetime) -> str:
        """A moment in words."""
        return write_moment(moment, self.language)

    def dealt(self, body: str, day: dt.date | None, section: str) -> Text:
        """«Kaupunginvaltuusto 4.12.2023 § 110»; empty without any of them."""
        told = self.body(body)
        words = told.words
        if day is not None and section:
            words = self.say("section", body=words, date=self.day(day), section=clean(section))
        elif day is not None:
            words = self.say("no_section", body=words, date=self.day(day))
        elif section:
            words = self.say("only_section", body=words, section=clean(section))
        return replace(told, words=words.strip())

    def decision(self, one: DecisionFacts) -> Text:
        """A decision with its body, day, § and diary number."""
        told = self.dealt(one.body, one.date, one.section)
        if not one.diary_number:
            return told
        words = self.say("with_diary", decision=told.words, diary=clean(one.diary_number))
        return replace(told, words=words)

    # --- verdicts

    def verdict(self, verdict: Verdict, *, strong: bool = True) -> Text:
        """A verdict's word, as it stands alone: with a capital letter and its symbol."""
        word = VERDICTS[self.language][verdict]
        return Text(word[:1].upper() + word[1:], strong=strong, verdict=verdict.value)

    def counts(self, tally: Mapping[Verdict, int]) -> str:
        """«saavutettu 3, jäljessä 2»: those there are."""
        words = VERDICTS[self.language]
        return ", ".join(f"{words[one]} {tally[one]}" for one in ORDER if tally[one])

    # --- figures of a row

    def indicator(self, row: RowStanding) -> Text:
        """The row's name."""
        return self.name(row.facts.indicator.names)

    def figure(self, value: Value | None, row: RowStanding) -> Text:
        """A figure of the row with its unit."""
        return Text(loosened(clean(value_text(value, row, self.language, unit=True))))

    def baseline(self, row: RowStanding) -> Cell:
        """Where it stood: the number, or the words where it cannot be compared."""
        start = row.facts.baseline
        if start.number is not None:
            return cell(self.figure(start.number, row))
        return cell(self.finnish(start.words) if start.words else Text(self.say("none")))

    def target(self, row: RowStanding) -> Cell:
        """The target in short words, and in the decision's own."""
        target = row.facts.target
        own = self.finnish(self.say("quoted", words=target.words)) if target.words else None
        kept = {Kind.WATCHED: self.say("watched"), Kind.UNDECIDED: self.say("undecided")}.get(target.kind)
        short = Text(kept or loosened(clean(goal_phrase(row, self.language))))
        return cell(short, replace(own, quiet=True) if own is not None else None)

    def actual(self, row: RowStanding) -> Cell:
        """The figure with its time, and what to bear in mind of it."""
        figure = row.figure
        if figure.value is None:
            return cell(Text(self.say("none")))
        marks = [
            figure_note(figure, self.language),
            self.say("pending") if row.pending else "",
            self.say("units", coverage=row.coverage) if _partial(row) else "",
        ]
        quiet = [Text(mark, quiet=True) for mark in marks if mark]
        return cell(self.figure(figure.value, row), *quiet)

    def forecast(self, row: RowStanding) -> Cell:
        """The forecast; a dash without one."""
        return cell(self.figure(row.figure.forecast, row))

    def apart(self, row: RowStanding) -> Cell:
        """How much better (+) or worse (−) than the target, and than the start."""
        away, moved = deviation(row), change(row)
        told = Text(self._moved(moved, row), quiet=True) if moved is not None else None
        return cell(Text(self._signed(away, row) if away is not None else self.say("none")), told)

    def _moved(self, moved: Decimal, row: RowStanding) -> str:
        """«parani 0,8»: the direction as a word, since a figure that has fallen may have got better."""
        if not moved:
            return self.label("unmoved")
        return f"{self.label('improved' if moved > 0 else 'worsened')} {self._number(abs(moved), row)}"

    def _signed(self, number: Decimal, row: RowStanding) -> str:
        return self._number(number, row, signed=True)

    def _number(self, number: Decimal, row: RowStanding, *, signed: bool = False) -> str:
        places = decimals_from_zero(number, decimals_shown(row))
        return write_number(number, decimals=places, language=self.language, signed=signed)

    def judged(self, row: RowStanding) -> Cell:
        """The computed verdict, and the officer's own beside it."""
        own = self.snapshot.assessment(row.code)
        lines: list[Texts] = [(self.verdict(row.verdict),)]
        if row.proposed:
            lines.append((Text(self.say("proposed"), quiet=True),))
        if own is not None:
            lines.append((Text(self.say("own"), quiet=True), self.verdict(own.verdict, strong=False)))
        return Cell(tuple(lines))

    def reason(self, row: RowStanding) -> str:
        """Why the verdict is what it is."""
        return clean(reason_sentence(row, self.language))


def loosened(text: str) -> str:
    """A figure whose long unit may go to the next line, so that a narrow column need not tear the word."""
    return _BEFORE_LONG_WORD.sub(" ", text)


def _partial(row: RowStanding) -> bool:
    rolled = row.figure.rolled
    return rolled is not None and rolled.expected > 1 and bool(rolled.lacking)


def cell(*texts: Text | None) -> Cell:
    """A cell of short texts, one below another."""
    return Cell(tuple((one,) for one in texts if one is not None))


def joined(parts: Iterable[Texts], mark: str = "; ") -> Texts:
    """Texts in a row with a mark between."""
    found: list[Text] = []
    for texts in parts:
        found += [*([Text(mark)] if found else []), *texts]
    return tuple(found)
