"""Days as Finnish municipalities live and write them: Europe/Helsinki, 22.11.2026; in English 22 November 2026."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from kemi_strategy.web.speaking import spoken

HELSINKI = ZoneInfo("Europe/Helsinki")
YEARS = range(1900, 2200)
"""What is written as a year: a slip like 1.1.0206 is no day, nor could it be written back and read again."""
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_IN_ENGLISH = re.compile(r"([0-9]{1,2}) ([A-Z][a-z]+) ([0-9]{4})")
_DAY = re.compile(
    r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})|(?P<iso_y>[0-9]{4})-(?P<iso_m>[0-9]{2})-(?P<iso_d>[0-9]{2})"
)


def today() -> dt.date:
    """The day it is now in Helsinki, whatever the server's clock is set to."""
    return dt.datetime.now(HELSINKI).date()


def end_of_day(day: dt.date) -> dt.datetime:
    """The last moment of a day in Helsinki: what was recorded up to it was known on that day."""
    return dt.datetime.combine(day, dt.time.max, tzinfo=HELSINKI)


def read_day(text: str) -> dt.date | None:
    """A day as it is written, 5.3.2026, 5 March 2026 or 2026-03-05; None for anything else.

    >>> read_day("5.3.2026"), read_day("2026-03-05"), read_day("31.2.2026"), read_day("5.3.0206")
    (datetime.date(2026, 3, 5), datetime.date(2026, 3, 5), None, None)
    """
    found = _DAY.fullmatch(_IN_ENGLISH.sub(_in_figures, text.strip()))
    if found is None:
        return None
    parts = [int(part) for part in found.groups() if part]
    year, month, day = parts if found["iso_y"] else reversed(parts)
    try:
        return dt.date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _in_figures(day: re.Match[str]) -> str:
    month = ENGLISH_MONTHS.index(day[2]) + 1 if day[2] in ENGLISH_MONTHS else 0
    return f"{day[1]}.{month}.{day[3]}"


def write_day(day: dt.date, language: str | None = None) -> str:
    """A day without leading zeros: 5.3.2026, in English 5 March 2026. A moment is first taken to Helsinki.

    ``language``: fi, sv or en; without it the one now written.
    """
    if isinstance(day, dt.datetime):
        day = day.astimezone(HELSINKI).date()
    if (language or spoken()) == "en":
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def write_moment(moment: dt.datetime, language: str | None = None) -> str:
    """A moment in Helsinki, to the minute: 5.3.2026 klo 9.05; in Swedish kl., in English 5 March 2026 at 9:05."""
    local, asked = moment.astimezone(HELSINKI), language or spoken()
    word, mark = {"fi": ("klo", "."), "sv": ("kl.", "."), "en": ("at", ":")}[asked]
    return f"{write_day(local, asked)} {word} {local.hour}{mark}{local.minute:02}"
