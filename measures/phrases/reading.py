"""Reads a target out of the words of a decision, or asks what they mean.

The wording is taken apart, its times are set aside, the rest must be one of the known shapes, and what comes out must
agree with the indicator: its direction, the kind of its values, and the calendar year when its figures add up.
"""

import re
from dataclasses import replace
from itertools import pairwise

from measures.phrases.asking import Question
from measures.phrases.comparing import compared
from measures.phrases.context import Context, Doubtful, Reading
from measures.phrases.grammar import Said, target_of
from measures.phrases.pieces import Piece, pieces_of, tidied
from measures.phrases.words import Mark
from measures.targets import Kind, Repeats, Target

_TIMES = frozenset({Mark.DUE, Mark.EVERY, Mark.SINCE})
_SAYING_NOTHING = frozenset({Mark.NEUTRAL, Mark.NAMED})
_ALWAYS = frozenset({Kind.WATCHED, Kind.UNDECIDED})
_FROM_BASELINE = frozenset({Kind.CHANGE_BY, Kind.MOVES_UP, Kind.MOVES_DOWN})
_OF_LEVELS = _ALWAYS | {Kind.LEVEL, Kind.HOLD, Kind.MOVES_UP, Kind.MOVES_DOWN}
_LIMITS = frozenset({Kind.AT_LEAST, Kind.MORE_THAN, Kind.AT_MOST, Kind.LESS_THAN, Kind.BETWEEN})
_IN_ONE_YEAR = re.compile(r"(?:vuonna|år|under|under år|in|during) [0-9]{4}|(?:vuoden |v\. ?)?[0-9]{4} aikana")
_PER_YEAR = re.compile("/ ?(?:v|vuosi|år|year)$")
_NUMBERS = re.compile("[0-9]+")
_LONGEST = 300  # characters: what is longer is a paragraph, not a target
_DASHES = "-–—−"


def read_target(words: str, context: Context) -> Reading:
    """What ``words`` say as a target of the indicator, with certainty; else *undecided*, a question and alternatives.

    >>> read_target("alle 10 % vuoteen 2021 mennessä", Context("%")).target.due
    datetime.date(2021, 12, 31)
    >>> read_target("noin 5 %", Context("%")).question.sentence("en")
    'The meaning of “noin” is not certain: what does the target “noin 5 %” mean?'

    Raises nothing, whatever the text.
    """
    text = tidied(words)
    try:
        return _read(text, words, context)
    except Doubtful as doubt:
        question = Question(doubt.code, " ".join(words.split()), doubt.part)
        choices = tuple(replace(target, words=words) for target in doubt.alternatives)
        return Reading(Target(Kind.UNDECIDED, words=words), question, _distinct(choices), unit=doubt.unit)


def _distinct(choices: tuple[Target, ...]) -> tuple[Target, ...]:
    return tuple(dict.fromkeys(choices))


def _read(text: str, words: str, context: Context) -> Reading:
    if not text.strip(_DASHES + " "):
        raise Doubtful("empty")
    if len(text) > _LONGEST:
        raise Doubtful("shape")
    pair = compared(text, context)
    if pair:
        return _agreeing(replace(pair[0], words=words), pair[1], context)
    everything = pieces_of(text, context)
    _doubt_own_numbers(everything, context)
    for piece, after in pairwise(everything):
        if piece.mark is Mark.BEFORE and after.mark in _SAYING_NOTHING:
            # «alle kouluikäisten osuus 80 %»: the comparator is a part of a name and not the number's.
            raise Doubtful("unknown", f"{piece.text} {after.text}")
    pieces = [piece for piece in everything if piece.mark not in _SAYING_NOTHING]
    times = [piece for piece in pieces if piece.mark in _TIMES]
    rest = [piece for piece in pieces if piece.mark not in _TIMES]
    return _timed(rest, times, words, context)


def _doubt_own_numbers(pieces: list[Piece], context: Context) -> None:
    """«yli 100 henkilön yritysten määrä» may be the name of the indicator: a number of the name is not a target."""
    own = {number for name in context.names for number in _NUMBERS.findall(name)}
    for piece in pieces:
        if piece.amount is not None and piece.amount.body in own:
            raise Doubtful("unknown", piece.text)


def _timed(rest: list[Piece], times: list[Piece], words: str, context: Context) -> Reading:
    """The target of the pieces at their times. A question keeps the times in what it offers."""
    strange = [piece.text for piece in rest if piece.mark is Mark.UNKNOWN]
    if strange:
        guess = _guess([piece for piece in rest if piece.mark is not Mark.UNKNOWN], times, words, context)
        figures = [piece for piece in rest if piece.amount or piece.mark is Mark.FRACTION]
        if len(figures) > 1 and not any(character.isalnum() for character in "".join(strange)):
            raise Doubtful("several", alternatives=guess)
        raise Doubtful("unknown", " ".join(strange), guess)
    try:
        target = target_of(Said(rest, context))
    except Doubtful as doubt:
        if doubt.code == "unit_missing":
            return _of_unit(doubt.part, words, context)
        offered = tuple(_at(one, times, context)[0] for one in doubt.alternatives)
        raise Doubtful(doubt.code, doubt.part, offered) from None
    target, repeats = _at(replace(target, words=words), times, context, certain=True)
    return _agreeing(target, repeats, context)


def _guess(rest: list[Piece], times: list[Piece], words: str, context: Context) -> tuple[Target, ...]:
    """What the wording would say without the words that are not understood: for a person to choose, never read."""
    try:
        return (_timed(rest, times, words, context).target,) if rest else ()
    except Doubtful as doubt:
        return doubt.alternatives


def _of_unit(unit: str, words: str, context: Context) -> Reading:
    """What the wording says if the unit it names is the indicator's, which has none: offered, with the unit."""
    reading = read_target(words, replace(context, unit=unit))
    offered = (reading.target,) if reading.certain else reading.alternatives
    raise Doubtful("unit_missing", unit, offered, unit)


def _at(
    target: Target, times: list[Piece], context: Context, *, certain: bool = False
) -> tuple[Target, Repeats | None]:
    """The target with the times the words name, and the repetition they say. Only a certain one is doubted."""
    dues = [piece for piece in times if piece.mark is Mark.DUE]
    every = [piece for piece in times if piece.mark is Mark.EVERY]
    due = dues[0].due if dues else None
    said = every[0].repeats if every else None
    if certain:
        _doubt_times(target, times, context)
    by_itself = Repeats.YEAR if context.adds_up and due is None else Repeats.ONCE
    return replace(target, due=due, repeats=said or by_itself), said


def _doubt_times(target: Target, times: list[Piece], context: Context) -> None:
    marks = [piece.mark for piece in times]
    since = [piece for piece in times if piece.mark is Mark.SINCE]
    both = Mark.DUE in marks and Mark.EVERY in marks
    if both or len(set(marks)) < len(marks):
        raise Doubtful("when", alternatives=(target,))
    if since:
        _doubt_base(target, since[0].year, context)
    _doubt_total(target, times, context)
    every = next((piece for piece in times if piece.mark is Mark.EVERY), None)
    if every and target.kind in _FROM_BASELINE:
        raise Doubtful("compounding", alternatives=(replace(target, repeats=Repeats.ONCE),))
    if every and every.rate and not context.adds_up:
        raise Doubtful("rate", alternatives=(replace(target, repeats=Repeats.YEAR),))


def _doubt_total(target: Target, times: list[Piece], context: Context) -> None:
    """«100 asuntoa vuoteen 2030 mennessä» may be a total of all the years; «vuonna 2030» is surely of that one."""
    due = next((piece for piece in times if piece.mark is Mark.DUE), None)
    if due is None or not context.adds_up or target.kind not in _LIMITS or _PER_YEAR.search(context.unit):
        return
    in_its_year = replace(target, due=due.due, repeats=Repeats.ONCE)
    if in_its_year.calendar_fits() and not _IN_ONE_YEAR.fullmatch(due.text.strip()):
        raise Doubtful("year_or_total", alternatives=(in_its_year, replace(target, repeats=Repeats.YEAR)))


def _doubt_base(target: Target, year: int, context: Context) -> None:
    """«vuodesta 2022» is read where the baseline is that year's."""
    if target.kind not in {Kind.CHANGE_BY, Kind.MOVES_UP, Kind.MOVES_DOWN, Kind.HOLD}:
        raise Doubtful("shape")
    start = context.baseline
    if start.number is None or start.date is None or start.date.year != year:
        raise Doubtful("base_year", str(year), (target,))


def _agreeing(target: Target, repeats: Repeats | None, context: Context) -> Reading:
    """The reading, when the target agrees with the indicator."""
    if context.adds_up and repeats is None and target.due is None:
        target = replace(target, repeats=Repeats.YEAR)
    elif repeats is not None:
        target = replace(target, repeats=repeats)
    if context.yes_no and target.kind not in _ALWAYS | {Kind.DONE}:
        raise Doubtful("type", alternatives=(Target(Kind.DONE, due=target.due),))
    if context.scale and target.kind not in _OF_LEVELS:
        raise Doubtful("level", " < ".join(context.scale))
    if target.against(context.direction):
        raise Doubtful("direction", alternatives=(target,))
    if context.adds_up and target.kind is not Kind.WATCHED and not target.calendar_fits():
        raise Doubtful("calendar")
    return Reading(target, repeats=repeats)
