"""Says in words when a figure looks odd beside what is known: far from before, of another scale, of another sign.

Plain Python. Nothing is refused here: whoever reads the words decides (DESIGN §7).
"""

from decimal import Decimal

_SCALE, _GROWN, _SHRUNK = Decimal(8), Decimal("1.5"), Decimal("0.5")


def oddities(
    value: Decimal | None, before: Decimal | None, year_ago: Decimal | None, *, adds_up: bool, share: bool = False
) -> tuple[str, ...]:
    """What to look at before believing the figure. ``share``: a part of a whole in percent.

    What adds up over a year is seasonal and is compared with the same period a year ago, others with the one before.
    """
    if value is None:
        return ()
    seasonal = adds_up and year_ago is not None
    known, name = (year_ago, "vuoden takaisesta") if seasonal or before is None else (before, "edellisestä")
    found = [] if known is None else [_beside(value, known, name)]
    if share and value > 100:
        found.append("Osuus on yli 100 %: tarkista osoittaja ja nimittäjä.")
    return tuple(sentence for sentence in found if sentence)


def _beside(value: Decimal, known: Decimal, name: str) -> str:
    if known == 0 or value == known:
        return ""
    if value == 0:
        return f"Luku on nyt 0 ja poikkeaa {name}: tarkista, puuttuuko tieto."
    times = value / known
    if times < 0:
        return f"Etumerkki on eri kuin luvussa, joka on {_of(name)}: tarkista."
    if times >= _SCALE or times <= 1 / _SCALE:
        return f"Suuruusluokka poikkeaa {name}: tarkista desimaalipilkku ja yksikkö."
    if times >= _GROWN or times <= _SHRUNK:
        words = "kasvoi" if times > 1 else "pieneni"
        return f"Iso muutos: luku {words} {_percent(times)} % {name}."
    return ""


def _of(name: str) -> str:
    return "vuoden takaa" if name == "vuoden takaisesta" else "edelliseltä kaudelta"


def _percent(times: Decimal) -> int:
    return int(abs(times - 1) * 100 + Decimal("0.5"))
