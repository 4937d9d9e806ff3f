"""Says in words when a figure looks odd beside what is known: far from before, of another scale, of another sign.

Plain Python. Nothing is refused here. A *remark* is only read; a *doubt* is what a slip of the finger looks like, and
whoever entered the figure says that it is right before it is sent to be approved (DESIGN §7).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from kemi_strategy.web.speaking import noted
from kemi_strategy.web.speaking import say as _
from measures.quantities import write_number

TENFOLD = Decimal(10)
_GROWN, _SHRUNK = Decimal("1.5"), Decimal("0.5")
_NEAR = Decimal(3)
_RANGE = re.compile(r"\s*(\d+)\s*[–-]\s*(\d+)\s*")


@dataclass(frozen=True, slots=True)
class Scale:
    """The bounds a figure of its kind stays within, both inclusive; ``written``: as the unit has them («1–5»)."""

    lowest: Decimal
    highest: Decimal
    written: str = ""


_SHARE = noted("Osuus on 0–100 %%, ja luku on sen ulkopuolella: tarkista.")
_RANGED = noted("Asteikko on %(scale)s, ja luku on sen ulkopuolella: tarkista.")
_GREW = {
    True: noted("Iso muutos: luku kasvoi %(times)s %% vuoden takaisesta."),
    False: noted("Iso muutos: luku kasvoi %(times)s %% edellisestä."),
}
_FELL = {
    True: noted("Iso muutos: luku pieneni %(times)s %% vuoden takaisesta."),
    False: noted("Iso muutos: luku pieneni %(times)s %% edellisestä."),
}
_ZERO = {
    True: noted("Luku on nyt 0 ja poikkeaa vuoden takaisesta: tarkista, puuttuuko tieto."),
    False: noted("Luku on nyt 0 ja poikkeaa edellisestä: tarkista, puuttuuko tieto."),
}
"""By whether the figure is compared with that of a year ago, or else with the previous one."""
SHARE = Scale(Decimal(0), Decimal(100))


def scale_of(unit: str, *, share: bool) -> Scale | None:
    """The scale of a figure: of a part of a whole in percent, or of a unit written as a range («1–5»); None for others.

    >>> scale_of("1–5", share=False).written
    '1–5'
    """
    if share:
        return SHARE
    found = _RANGE.fullmatch(unit)
    return Scale(Decimal(found[1]), Decimal(found[2]), unit.strip()) if found else None


def usual(earlier: Sequence[Decimal], year_ago: Decimal | None, *, adds_up: bool) -> Decimal | None:
    """What the figure usually is: the median of the cell's earlier ones, for what adds up the same period a year ago.

    >>> usual([Decimal(3), Decimal(9), Decimal(4)], None, adds_up=False)
    Decimal('4')
    """
    if adds_up and year_ago is not None:
        return year_ago
    return median(earlier) if earlier else None


def doubts(
    value: Decimal | None, known: Decimal | None, scale: Scale | None = None, *, percent: bool = False
) -> tuple[str, ...]:
    """Sentences that ask the writer to look again; ``known`` is what the figure usually is.

    Ten times the usual or a tenth of it, another sign, outside the scale, a percent given as a fraction.
    """
    if value is None:
        return ()
    found = [_outside(value, scale)]
    if known is not None and known != 0 and value != 0:
        found.append(_fraction(value) if percent and _is_fraction(value, known) else _far(value, known))
    return tuple(sentence for sentence in found if sentence)


def doubtful_terms(new: Sequence[Decimal | None], known: Sequence[Decimal | None]) -> tuple[str, ...]:
    """The same of a ratio's two terms beside the earlier ones: a share may look right though both are wrong."""
    found = []
    for name, value, usually in zip((_("Osoittaja"), _("Nimittäjä")), new, known, strict=True):
        if value and usually and (sentence := _far(value, usually)):
            found.append(f"{name}: {sentence[0].lower()}{sentence[1:]}")
    return tuple(found)


def oddities(
    value: Decimal | None, before: Decimal | None, year_ago: Decimal | None, *, adds_up: bool
) -> tuple[str, ...]:
    """Lesser remarks. What adds up over a year is seasonal and is compared with the same period a year ago."""
    seasonal = adds_up and year_ago is not None
    yearly = seasonal or before is None
    known = year_ago if yearly else before
    if value is None or not known or value == known:
        return ()
    if value == 0:
        sentence = _ZERO[yearly]
        return (_(sentence),)
    times = value / known
    if 0 < times < TENFOLD and times > 1 / TENFOLD and (times >= _GROWN or times <= _SHRUNK):
        sentence = (_GREW if times > 1 else _FELL)[yearly]
        return (_(sentence) % {"times": _percent(times)},)
    return ()


def _outside(value: Decimal, scale: Scale | None) -> str:
    if scale is None or scale.lowest <= value <= scale.highest:
        return ""
    sentence = _RANGED if scale.written else _SHARE
    return _(sentence) % {"scale": scale.written}


def _is_fraction(value: Decimal, known: Decimal) -> bool:
    times = value * 100 / known
    return abs(value) <= 1 and abs(known) > 1 and 1 / _NEAR <= times <= _NEAR


def _fraction(value: Decimal) -> str:
    return _("Onko prosentti annettu desimaalilukuna? %(value)s on %(written)s %%.") % {
        "value": _written(value),
        "written": _written(value * 100),
    }


def _far(value: Decimal, known: Decimal) -> str:
    times = value / known
    if times < 0:
        return _("Etumerkki on eri kuin tavallisesti (%(known)s): tarkista.") % {"known": _written(known)}
    if times >= TENFOLD:
        return _("Luku on vähintään kymmenkertainen tavalliseen (%(known)s): tarkista desimaalipilkku ja yksikkö.") % {
            "known": _written(known)
        }
    if times <= 1 / TENFOLD:
        return _("Luku on enintään kymmenesosa tavallisesta (%(known)s): tarkista desimaalipilkku ja yksikkö.") % {
            "known": _written(known)
        }
    return ""


def _written(value: Decimal) -> str:
    places = max(0, min(2, -int(value.normalize().as_tuple().exponent)))
    return write_number(round(value, places), decimals=places)


def _percent(times: Decimal) -> int:
    return int(abs(times - 1) * 100 + Decimal("0.5"))
