"""Days, periods and names as a letter's reader writes them: in Finnish, Swedish or English."""

import datetime as dt

from kemi_strategy.web.dates import ENGLISH_MONTHS, write_day
from measures.periods import Period

MONTHS: dict[str, tuple[str, ...]] = {
    "fi": (
        "tammikuu",
        "helmikuu",
        "maaliskuu",
        "huhtikuu",
        "toukokuu",
        "kesäkuu",
        "heinäkuu",
        "elokuu",
        "syyskuu",
        "lokakuu",
        "marraskuu",
        "joulukuu",
    ),
    "sv": (
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "en": ENGLISH_MONTHS,
}


def day_in(day: dt.date, language: str) -> str:
    """A day in words of the language.

    >>> day_in(dt.date(2026, 10, 27), "sv"), day_in(dt.date(2026, 3, 5), "en")
    ('27.10.2026', '5 March 2026')
    """
    return write_day(day, language)


def period_in(period: Period, language: str) -> str:
    """A period by its months; a whole year by its number.

    >>> period_in(Period.parse("2026-Q3"), "fi"), period_in(Period.parse("2026-08"), "sv")
    ('heinä–syyskuu 2026', 'augusti 2026')
    """
    if period.months == 12:
        return str(period.year)
    months = MONTHS[language]
    first, last = months[period.starts.month - 1], months[period.ends.month - 1]
    if first == last:
        return f"{last} {period.year}"
    return f"{first.removesuffix('kuu') if language == 'fi' else first}–{last} {period.year}"


def name_in(language: str, fi: str, sv: str, en: str) -> tuple[str, bool]:
    """The name in the language, and whether it had to be taken from Finnish.

    >>> name_in("sv", "Kirjasto", "", "Library"), name_in("en", "Kirjasto", "", "Library")
    (('Kirjasto', True), ('Library', False))
    """
    own = {"fi": fi, "sv": sv, "en": en}[language]
    return (own, False) if own else (fi, True)
