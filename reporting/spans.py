"""Periods in words: of what time a figure is, as Finnish municipalities write it («1–9/2026», «tilanne 9/2026»)."""

from measures.figures import Figure
from measures.periods import Period
from measures.spans import write_period

_AS_OF = {"fi": "tilanne {month}/{year}"}
_YEAR = {"fi": "vuosi {year}"}


def figure_span(figure: Figure, language: str = "fi") -> str:
    """Of what time the figure is: a sum «1–9/2026», a whole year «vuosi 2025», a level «tilanne 9/2026»; or nothing."""
    period = figure.period
    if period is None:
        return ""
    if not figure.adds_up:
        return _in(_AS_OF, language).format(month=period.ends.month, year=period.year)
    if figure.months == 12:
        return _in(_YEAR, language).format(year=period.year)
    return write_period(Period(period.year, 1, 1)) if figure.months == 1 else f"1–{figure.months}/{period.year}"


def _in(table: dict[str, str], language: str) -> str:
    return table.get(language, table["fi"])
