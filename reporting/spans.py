"""Periods in words: of what time a figure is, as Finnish municipalities write it («1–9/2026», «tilanne 9/2026»)."""

from kemi_strategy.web.speaking import spoken
from measures.figures import Figure
from measures.spans import write_months

_AS_OF = {"fi": "tilanne {months}", "sv": "läget {months}", "en": "as of {months}"}
_YEAR = {"fi": "vuosi {year}", "sv": "år {year}", "en": "year {year}"}
_LACKING = {"fi": "{span}, vajaa", "sv": "{span}, ofullständig", "en": "{span}, incomplete"}


def figure_note(figure: Figure, language: str | None = None) -> str:
    """What stands beside a figure: its time, and that it is short of a part: «1–9/2026, vajaa».

    A sum to which July–September has not come is no sum of January–September, even where nothing is judged of it.
    """
    span, asked = figure_span(figure, language), language or spoken()
    return _LACKING[asked].format(span=span) if span and figure.parts_lacking else span


def figure_span(figure: Figure, language: str | None = None) -> str:
    """Of what time the figure is: a sum «1–9/2026», a whole year «vuosi 2025», a level «tilanne 9/2026»; or nothing.

    ``language``: fi, sv or en; without it the one now written.
    """
    period, asked = figure.period, language or spoken()
    if period is None:
        return ""
    if not figure.adds_up:
        month = period.ends.month
        return _AS_OF[asked].format(months=write_months(period.year, month, month, asked))
    if figure.months == 12:
        return _YEAR[asked].format(year=period.year)
    return write_months(period.year, 1, figure.months, asked)
