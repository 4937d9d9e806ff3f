"""How far a figure is from its target and from where it started, with one rule of signs for every page and file.

**The rule: plus is better, minus is worse.** A deviation of +2 means two units better than the target, whichever way
the indicator runs: residents 19 240 against at least 19 400 are −160, unemployment 12,1 against at most 10 is −2,1.
Zero is exactly on the target. ``RULES`` says the same to the reader, in three languages.

- Counted from unrounded numbers: eight twelfths are eight twelfths until they are shown.
- Of bounds it is the distance to the nearest bound: plus inside, minus outside.
- None, never zero, where there is nothing to compare: no one number to reach, an open or a missing verdict, a figure
  with a part lacking, and a sum whose year is not whole (DESIGN §5–6).
- The change from the baseline has a sign only where a direction is declared: rising or falling, as movement has.
"""

from decimal import Decimal
from fractions import Fraction

from measures.rollup import exact
from measures.targets import Direction, Kind
from measures.verdicts import Verdict
from reporting.standing import RowStanding

RULES: dict[str, str] = {
    "fi": "Plus on parempi, miinus huonompi. Poikkeama kertoo, kuinka paljon toteuma on tavoitetta parempi (+) tai "
    "huonompi (−), mittarin omassa yksikössä ja suunnassa: asukkaita 19 240, kun tavoite on vähintään 19 400, on −160; "
    "työttömyys 12,1\u00a0%, kun tavoite on enintään 10\u00a0%, on −2,1. Laskettu pyöristämättömistä luvuista. Välin "
    "poikkeama on matka lähimpään rajaan. Tyhjä, kun tavoite ei ole luku, kun luku puuttuu tai on vajaa, kun tulkinta "
    "on avoin ja kun vuoden mittaan kertyvän luvun vuosi on kesken.",
    "sv": "Plus är bättre, minus sämre. Avvikelsen visar hur mycket utfallet är bättre (+) eller sämre (−) än målet, i "
    "indikatorns egen enhet och riktning: 19 240 invånare när målet är minst 19 400 är −160; arbetslöshet "
    "12,1\u00a0% när målet är högst 10\u00a0% är −2,1. Beräknad på oavrundade tal. För ett intervall är avvikelsen "
    "avståndet till närmaste gräns. Tom när målet inte är ett tal, när siffran saknas eller är ofullständig, när "
    "tolkningen är öppen och när året för en siffra som ackumuleras inte är slut.",
    "en": "Plus is better, minus is worse. The deviation tells how much better (+) or worse (−) than the target the "
    "actual is, in the indicator's own unit and direction: 19 240 residents against a target of at least 19 400 is "
    "−160; unemployment of 12.1% against at most 10% is −2.1. Counted from unrounded numbers. Of a range it is the "
    "distance to the nearest bound. Empty where the target is no number, where the figure is missing or incomplete, "
    "where the reading is open, and where the year of a figure that adds up is not whole.",
}


def plain_rule(language: str) -> str:
    """The rule alone, as the end of a sentence: «plus on parempi, miinus huonompi.»"""
    rule = RULES[language].partition(". ")[0]
    return f"{rule[:1].lower()}{rule[1:]}."


def deviation(row: RowStanding) -> Decimal | None:
    """How much better than its target the figure is; None where they cannot be compared.

    Exact where the number ends within sixty digits, else to twenty-eight.
    """
    value, target = compared(row), row.facts.target
    if value is None or row.verdict in {Verdict.UNCLEAR, Verdict.MISSING}:
        return None
    if target.kind is Kind.BETWEEN and target.value is not None and target.upper is not None:
        return exact(min(value - Fraction(target.value), Fraction(target.upper) - value))
    goal, sense = target.goal(row.facts.baseline), target.sense(row.facts.indicator.direction)
    return exact((value - goal) * sense) if goal is not None and sense else None


def change(row: RowStanding) -> Decimal | None:
    """How much better than at the start the figure is; None without a comparable baseline or a declared direction."""
    value, start, sense = compared(row), row.facts.baseline.number, way(row)
    if value is None or start is None or not sense or row.verdict is Verdict.MISSING:
        return None
    return exact((value - Fraction(start)) * sense)


def way(row: RowStanding) -> int:
    """The declared direction: 1 where more is better, −1 where less is, else 0."""
    return {Direction.UP: 1, Direction.DOWN: -1}.get(row.facts.indicator.direction, 0)


def compared(row: RowStanding) -> Fraction | None:
    """The unrounded figure, where it is whole enough to be compared."""
    figure = row.figure
    whole = not figure.adds_up or figure.months == 12
    if not isinstance(figure.value, Decimal) or figure.parts_lacking or not whole:
        return None
    exactly = figure.rolled.unrounded if figure.rolled is not None else None
    return exactly if exactly is not None else Fraction(figure.value)
