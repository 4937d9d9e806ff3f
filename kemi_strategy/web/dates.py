"""Days as Finnish municipalities live and write them: Europe/Helsinki, 22.11.2026."""

import datetime as dt
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


def today() -> dt.date:
    """The day it is now in Helsinki, whatever the server's clock is set to."""
    return dt.datetime.now(HELSINKI).date()


def end_of_day(day: dt.date) -> dt.datetime:
    """The last moment of a day in Helsinki: what was recorded up to it was known on that day."""
    return dt.datetime.combine(day, dt.time.max, tzinfo=HELSINKI)


def write_day(day: dt.date) -> str:
    """A day in the Finnish order without leading zeros: 5.3.2026. A moment is first taken to Helsinki."""
    if isinstance(day, dt.datetime):
        day = day.astimezone(HELSINKI).date()
    return f"{day.day}.{day.month}.{day.year}"


def write_moment(moment: dt.datetime) -> str:
    """A moment in Helsinki, to the minute: 5.3.2026 klo 9.05."""
    local = moment.astimezone(HELSINKI)
    return f"{write_day(local)} klo {local.hour}.{local.minute:02}"
