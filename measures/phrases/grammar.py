"""What the pieces of a wording say together: each shape that has one meaning, and for all others a question.

The pieces that carry a meaning are written as a row of letters (``Mark``), and only the rows listed in ``SHAPES`` are
read. Names and words that say nothing about the target are left out of the row; a word that is not understood is in it,
so that no row with one is ever read.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from measures.phrases.amounts import Amount, with_tail
from measures.phrases.context import Context, Doubtful
from measures.phrases.pieces import Piece, is_rank
from measures.phrases.words import BETTER_AFTERWARDS, Mark
from measures.quantities.units import Kind as UnitKind
from measures.targets import FALLING_KINDS, RISING_KINDS, Direction, Kind, Target

_LIMIT_OF = {Direction.UP: Kind.AT_LEAST, Direction.DOWN: Kind.AT_MOST, Direction.HOLD: Kind.HOLD}
_NEVER_BELOW_ZERO = frozenset({UnitKind.PERCENT, UnitKind.COUNT, UnitKind.SCALE})
_FAR = 50  # times the baseline: so far off, a bare number is in another unit or is two numbers


@dataclass(frozen=True, slots=True)
class Said:
    """The pieces that carry the meaning, found by their mark."""

    pieces: Sequence[Piece]
    context: Context

    @property
    def shape(self) -> str:
        """The marks in a row."""
        return "".join(piece.mark.value for piece in self.pieces)

    def has(self, mark: Mark) -> bool:
        """Is there such a piece?"""
        return any(piece.mark is mark for piece in self.pieces)

    @property
    def amounts(self) -> list[Amount]:
        """The numbers, in their order."""
        return [piece.amount for piece in self.pieces if piece.amount is not None]

    @property
    def comparator(self) -> Kind:
        """The kind that the comparator says; the shape has one."""
        return next(piece.kind for piece in self.pieces if piece.kind is not None)

    @property
    def words(self) -> str:
        """The pieces as they were written."""
        return " ".join(piece.text.strip() for piece in self.pieces)


def target_of(said: Said) -> Target:
    """The target that the shape says. Raises Doubtful for every shape that is not listed."""
    for shape, read in SHAPES:
        if shape.fullmatch(said.shape):
            return read(said)
    raise Doubtful("several" if len(said.amounts) > 1 else "shape")


def _limit(said: Said) -> Target:
    """«väh. 80 %», «80 % tai enemmän», «pysyy alle 5 %», «nousee yli 76 %:iin»."""
    amount, kind = said.amounts[0], said.comparator
    if amount.case in {"by", "from"}:
        raise Doubtful("to_or_by", amount.text)
    if amount.yearlike and amount.value > 2010:
        raise Doubtful("year_or_value", amount.text, (Target(kind, amount.value),))
    if _of_change(amount, said.context, unknown=said.context.known.kind in _NEVER_BELOW_ZERO):
        raise Doubtful("value_or_change", amount.text, (Target(kind, amount.value),))
    if any(piece.text in BETTER_AFTERWARDS for piece in said.pieces) and said.context.direction is not Direction.UP:
        raise Doubtful("better", alternatives=(Target(kind, amount.value), Target(Kind.AT_MOST, amount.value)))
    _refuse_off_scale(kind, amount, said.context)
    _refuse_by(said, kind, amount)
    return Target(kind, _sized(amount, said.context))


def _refuse_by(said: Said, kind: Kind, amount: Amount) -> None:
    """With a verb the number is one to reach only where that is said: «nousee vähintään 5 %» may be a rise by so much.

    «Laskee alle 10 %» is surely to below: nobody decides that a fall stays small.
    """
    up, down = said.has(Mark.UP), said.has(Mark.DOWN)
    if not up and not down:
        return
    if kind not in (RISING_KINDS if up else FALLING_KINDS):
        raise Doubtful("shape")
    reached = amount.case == "to" or said.has(Mark.TO) or (down and kind is Kind.LESS_THAN)
    if not reached:
        raise _by_or_to(amount, kind, said.context)


def _refuse_off_scale(kind: Kind, amount: Amount, context: Context) -> None:
    """More than the highest of a scale, or less than its lowest, cannot be."""
    known = context.known
    if known.kind is UnitKind.SCALE:
        beyond = (kind is Kind.MORE_THAN and amount.value >= known.highest) or (
            kind is Kind.LESS_THAN and amount.value <= known.lowest
        )
        if beyond:
            raise Doubtful("scale_or_target")


def _bare(said: Said) -> Target:
    """A number alone takes the declared direction."""
    amount, context = said.amounts[0], said.context
    kind, start = _LIMIT_OF.get(context.direction), context.baseline.number
    both = (Target(Kind.AT_LEAST, amount.value), Target(Kind.AT_MOST, amount.value))
    if amount.case in {"by", "from"} or _of_change(amount, context):
        raise Doubtful("value_or_change", amount.text)
    if kind is None:
        raise Doubtful("undirected", alternatives=both)
    if amount.yearlike:
        raise Doubtful("year_or_value", amount.text, (Target(kind, amount.value),))
    if kind is not Kind.HOLD and amount.value == start:
        raise Doubtful("baseline_again", alternatives=(Target(Kind.HOLD, start), Target(kind, start)))
    return Target(kind, _sized(amount, context))


def _of_change(amount: Amount, context: Context, *, unknown: bool = True) -> bool:
    """May the number be a change? «+5», and «−5» where the baseline is not below zero: «enintään −10 %».

    ``unknown`` is the answer for a minus without a baseline.
    """
    start = context.baseline.number
    return amount.sign == "+" or (amount.sign == "-" and (unknown if start is None else start >= 0))


def _sized(amount: Amount, context: Context) -> Decimal:
    """The value, unless it is so far from the baseline that it cannot be in the unit it seems to be in."""
    start = context.baseline.number
    near = not start or not amount.value or 1 / Decimal(_FAR) < abs(amount.value / start) < _FAR
    if near or (amount.tail and " " not in amount.body):
        return amount.value
    raise Doubtful("grouping" if " " in amount.body else "size", amount.text)


def _reached(said: Said) -> Target:
    """«nousee 76 %:iin», «ökar till 76 %», «falls to 10%»: the number is to be reached from below or from above."""
    amount = said.amounts[0]
    kind = Kind.AT_LEAST if said.has(Mark.UP) else Kind.AT_MOST
    if amount.case == "to" or (said.has(Mark.TO) and not amount.case):
        return Target(kind, _sized(amount, said.context))
    raise _by_or_to(amount, kind, said.context)


def _by_or_to(amount: Amount, kind: Kind, context: Context) -> Doubtful:
    """«kasvaa 930»: to that or by that? In percent of a percent, also: of what?"""
    start, sign = context.baseline.number, 1 if kind in RISING_KINDS else -1
    choices = [Target(kind, amount.value)]
    if start is not None:
        choices.append(Target(kind, start + sign * amount.value))
    percent = context.known.kind is UnitKind.PERCENT
    if percent:
        choices.append(Target(Kind.CHANGE_BY, sign * amount.value))
    return Doubtful("points" if percent else "to_or_by", amount.text, tuple(choices))


def _points(said: Said) -> Target:
    """«nousee 2 %-yksikköä»: no kind says it; from the baseline it is a number to reach."""
    amount, start = said.amounts[0], said.context.baseline.number
    up = amount.sign != "-" and not said.has(Mark.DOWN) and not said.has(Mark.FALL)
    change = abs(amount.value) if up else -abs(amount.value)
    choices = () if start is None else (Target(Kind.AT_LEAST if up else Kind.AT_MOST, start + change),)
    raise Doubtful("points", amount.text, choices)


def _change(said: Said) -> Target:
    """«−10 %», «vähenee 10 %», «10 %:n kasvu», «kasvaa vähintään 5 %» of an indicator that is not a percent."""
    amount = said.amounts[0]
    worded = 1 if said.has(Mark.UP) or said.has(Mark.RISE) else -1 if said.has(Mark.DOWN) or said.has(Mark.FALL) else 0
    if amount.sign and worded:
        raise Doubtful("double_sign")
    sign = worded or {"+": 1, "-": -1}.get(amount.sign, 0)
    if not sign or amount.case in {"to", "from"}:
        raise Doubtful("unit")
    if said.has(Mark.BEFORE) and said.comparator is not Kind.AT_LEAST:
        raise Doubtful("shape")
    target = Target(Kind.CHANGE_BY, sign * abs(amount.value))
    if not amount.value or abs(amount.value) > 100:
        raise Doubtful("value_or_change", amount.text, (target,) if amount.value else ())
    return target


def _between(said: Said) -> Target:
    """«70–100 %», «välillä 70 ja 100», «1–1,5 milj. €»: the unit of the second is the first one's too."""
    low, high = said.amounts
    context = said.context
    if context.known.kind is UnitKind.SCALE:
        raise Doubtful("scale_or_target")
    if low.yearlike and high.body[:2] in {"19", "20"} and len(high.body) == 4:
        raise Doubtful("year_or_value", said.words)
    if high.tail and not low.tail:
        low = with_tail(low, high.tail, context)
    if low.tail != high.tail or low.value >= high.value:
        raise Doubtful("bounds")
    if {low.case, high.case} - {""} or high.sign:
        raise Doubtful("shape")
    return Target(Kind.BETWEEN, _sized(low, context) if low.value else low.value, _sized(high, context))


def _hold(said: Said) -> Target:
    """«säilyy», «pysyy nykyisellä tasolla», «säilyy 100 %:ssa»."""
    amounts = said.amounts
    if amounts and (amounts[0].case or amounts[0].sign == "+" or amounts[0].yearlike):
        raise Doubtful("shape")
    return Target(Kind.HOLD, amounts[0].value if amounts else None)


def _present(said: Said) -> Target:
    """«vähintään nykyisellä tasolla» holds, unless less is better; «enintään» only then."""
    falling = said.context.direction is Direction.DOWN
    expected = Kind.AT_MOST if falling else Kind.AT_LEAST
    if said.comparator is Kind.AT_MOST and said.context.direction is Direction.NONE:
        raise Doubtful("better")
    if said.comparator is not expected:
        raise Doubtful("direction" if said.comparator in {Kind.AT_LEAST, Kind.AT_MOST} else "shape")
    return Target(Kind.HOLD)


def _hold_or_move(said: Said) -> Target:
    """«säilyy tai paranee» is no worse than before."""
    direction = said.context.direction
    fits = {Direction.UP: Mark.UP, Direction.DOWN: Mark.DOWN}.get(direction)
    if fits is None or not (said.has(fits) or said.has(Mark.BETTER)):
        raise Doubtful("direction", alternatives=(Target(Kind.HOLD),))
    return Target(Kind.HOLD)


def _not_worse(said: Said) -> Target:
    """«ei laske» where more is better, «ei kasva» where less is, «ei heikkene» in both: it holds."""
    fits = {Direction.UP: Mark.NOT_LESS, Direction.DOWN: Mark.NOT_MORE}.get(said.context.direction)
    if fits is None:
        raise Doubtful("better", alternatives=(Target(Kind.HOLD),))
    if not said.has(fits) and not said.has(Mark.NOT_WORSE):
        raise Doubtful("direction", alternatives=(Target(Kind.HOLD),))
    return Target(Kind.HOLD)


def _moves(said: Said) -> Target:
    """«vähenee», «paranee»: better is what the declared direction says."""
    if said.has(Mark.UP):
        return Target(Kind.MOVES_UP)
    if said.has(Mark.DOWN):
        return Target(Kind.MOVES_DOWN)
    kinds = {Direction.UP: Kind.MOVES_UP, Direction.DOWN: Kind.MOVES_DOWN}
    if said.context.direction not in kinds:
        raise Doubtful("better", alternatives=(Target(Kind.MOVES_UP), Target(Kind.MOVES_DOWN)))
    return Target(kinds[said.context.direction])


def _level(said: Said) -> Target:
    """«vähintään hyvä», «hyvä»: that level or a higher one."""
    if said.has(Mark.BEFORE) and said.comparator is not Kind.AT_LEAST:
        raise Doubtful("level", " < ".join(said.context.scale))
    level = next(piece.level for piece in said.pieces if piece.level)
    return Target(Kind.LEVEL, level=level, scale=said.context.scale)


def _done(said: Said) -> Target:
    """«valmis», «käyttöönotettu»; in an indicator of numbers the same words are a question."""
    if not said.context.yes_no:
        raise Doubtful("type", alternatives=(Target(Kind.DONE),))
    return Target(Kind.DONE)


def _answered(said: Said) -> Target:
    """«Ja» alone is yes in Swedish; in Finnish it is «and», so only an indicator of yes and no has it read."""
    if not said.context.yes_no:
        raise Doubtful("shape")
    return Target(Kind.DONE)


def _watched(_said: Said) -> Target:
    return Target(Kind.WATCHED)


def _rank(said: Said) -> Target:
    """«10 parhaan joukossa» of an indicator that is a place in a ranking, where one is the best."""
    choice = Target(Kind.AT_MOST, said.amounts[0].value)
    if not is_rank(said.context):
        raise Doubtful("rank", alternatives=(choice,))
    return choice


def _unfit(said: Said) -> Target:
    """A number in a unit that is not the indicator's. Where it has none, the words may be the first to name it."""
    unit = next(amount.tail for amount in said.amounts if amount.mark in {Mark.UNFIT, Mark.PERCENT})
    raise Doubtful("unit" if said.context.unit else "unit_missing", unit)


def _shares(said: Said, code: str, percent: int) -> Target:
    share = said.context.known.kind is UnitKind.PERCENT
    kind = said.comparator if said.has(Mark.BEFORE) else Kind.AT_LEAST
    raise Doubtful(code, alternatives=(Target(kind, Decimal(percent)),) if share else ())


def _all(said: Said) -> Target:
    return _shares(said, "all", 100)


def _half(said: Said) -> Target:
    return _shares(said, "half", 50)


def _fraction(said: Said) -> Target:
    """«3/4» is a share, a pair or a grade: where it is an exact share of a percent, that is offered."""
    text = next(piece.text for piece in said.pieces if piece.mark is Mark.FRACTION)
    over, under = (Decimal(part) for part in text.split("/"))
    exact = bool(under) and over <= under and (100 * over) % under == 0
    if exact and said.context.known.kind is UnitKind.PERCENT:
        kind = said.comparator if said.has(Mark.BEFORE) else Kind.AT_LEAST
        raise Doubtful("fraction", text, (Target(kind, 100 * over / under),))
    raise Doubtful("fraction", text)


def _denied(said: Said) -> Target:
    raise Doubtful("not", next(piece.text for piece in said.pieces if piece.mark is Mark.NOT))


_READERS: tuple[tuple[str, Callable[[Said], Target]], ...] = (
    ("q|r|w", _not_worse),
    (".*V.*", _denied),
    (".*C.*", _all),
    ("O?h", _half),
    ("O?F|FP", _fraction),
    ("N", _bare),
    ("H?ON|NP|[UW]t?ON|[UW]Nt?P", _limit),
    ("[UW]t?N", _reached),
    ("[UW]b?O?Q|Q|Q[JK]|[JK]O?Q", _change),
    ("[UWJK]?b?O?Z|Z[JK]", _points),
    ("B?NDN|NDNB|BNAN|NANB", _between),
    ("H|HT|HN|T", _hold),
    ("H?OT", _present),
    ("HT?o[UWI]|[UWI]oH", _hold_or_move),
    ("U|W|I", _moves),
    ("O?L|HO?L", _level),
    ("Y", _done),
    ("A", _answered),
    ("S", _watched),
    ("R", _rank),
    (".*[EQ].*", _unfit),
)
SHAPES = tuple((re.compile(shape), read) for shape, read in _READERS)
