"""Working days of Finnish municipalities: which days are off, and the n-th working day after a day.

What counts follows the act on reckoning statutory periods (laki säädettyjen määräaikain laskemisesta 150/1930):
the day from which one counts is not counted (section 2), and when a last day is a holy day, Independence Day, May Day,
Christmas Eve, Midsummer Eve or a Saturday, what was to be done may be done on the next weekday (section 5). The same
days are off in municipal offices under the municipal collective agreement (KVTES).

- Off by the calendar: 1 January, 6 January (Epiphany), 1 May, 6 December, 24, 25 and 26 December.
- Off by Easter: Good Friday (two days before), Easter Monday (one after), Ascension Day (39 after). Easter Day and
  Whit Sunday are Sundays anyhow.
- Off by the week: Midsummer Eve is the Friday from 19 to 25 June, Midsummer Day the Saturday after it; All Saints' Day
  is the Saturday from 31 October to 6 November. Every Saturday and Sunday.
- Working days, though many go home early: Maundy Thursday, New Year's Eve. A municipality's own days off are not known.

These have been the days since 1992; of earlier years the answers may be wrong.
"""

import datetime as dt
from itertools import count

_DAY = dt.timedelta(days=1)
_FIXED = {
    (1, 1): "uudenvuodenpäivä",
    (1, 6): "loppiainen",
    (5, 1): "vapunpäivä",
    (12, 6): "itsenäisyyspäivä",
    (12, 24): "jouluaatto",
    (12, 25): "joulupäivä",
    (12, 26): "tapaninpäivä",
}
_FROM_EASTER = {
    -2: "pitkäperjantai",
    0: "pääsiäispäivä",
    1: "toinen pääsiäispäivä",
    39: "helatorstai",
    49: "helluntaipäivä",
}
_SATURDAY, _SUNDAY = 5, 6
MOST = 60
"""Working days that a form may ask for: about three months."""


def easter(year: int) -> dt.date:
    """Easter Day by the Gregorian computus (Meeus, Jones and Butcher).

    >>> easter(2026), easter(2038)
    (datetime.date(2026, 4, 5), datetime.date(2038, 4, 25))
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, left = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - shift + 15) % 30
    fours, ones = divmod(rest, 4)
    weekday = (32 + 2 * left + 2 * fours - moon - ones) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def day_off(day: dt.date) -> str:
    """Why a day is no working day, in Finnish; empty for a working day. A feast goes before the day of the week.

    >>> day_off(dt.date(2026, 6, 19)), day_off(dt.date(2026, 6, 21)), day_off(dt.date(2026, 6, 22))
    ('juhannusaatto', 'sunnuntai', '')
    """
    feast = _FIXED.get((day.month, day.day)) or _FROM_EASTER.get((day - easter(day.year)).days)
    return feast or _by_the_week(day)


def _by_the_week(day: dt.date) -> str:
    if day.month == 6 and day.weekday() == 4 and 19 <= day.day <= 25:
        return "juhannusaatto"
    if day.weekday() == _SATURDAY:
        if day.month == 6 and 20 <= day.day <= 26:
            return "juhannuspäivä"
        if (day.month, day.day) == (10, 31) or (day.month == 11 and day.day <= 6):
            return "pyhäinpäivä"
        return "lauantai"
    return "sunnuntai" if day.weekday() == _SUNDAY else ""


def is_workday(day: dt.date) -> bool:
    """Is the office open?"""
    return not day_off(day)


def on_or_after(day: dt.date) -> dt.date:
    """The day itself when it is a working day, else the first one after it.

    >>> on_or_after(dt.date(2026, 12, 24))
    datetime.date(2026, 12, 28)
    """
    return next(found for step in count() if is_workday(found := day + step * _DAY))


def workdays_after(day: dt.date, number: int) -> dt.date:
    """The ``number``-th working day after a day, which itself is not counted. Raises ValueError below one.

    >>> workdays_after(dt.date(2026, 9, 30), 10)
    datetime.date(2026, 10, 14)
    """
    if number < 1:
        raise ValueError(f"working days are counted from one: {number}")
    found = day
    for _each in range(number):
        found = on_or_after(found + _DAY)
    return found


def workdays_between(first: dt.date, last: dt.date) -> int:
    """How many working days there are after ``first`` up to ``last``, that included; none when it is not later.

    >>> workdays_between(dt.date(2026, 10, 14), dt.date(2026, 10, 21))
    5
    """
    return sum(is_workday(first + step * _DAY) for step in range(1, (last - first).days + 1))
