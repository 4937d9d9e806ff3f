"""The times a wording names: by which day, each year, during the strategy or the council's term.

A year alone means its last day: «vuoteen 2026 mennessä», «senast 2026» and «by 2026» are all 31 December 2026. What may
mean the first day of a year or the last of the one before («before 2026», «vuoden 2026 alkuun») is not read.
"""

import calendar
import datetime as dt
import re

from kemi_strategy.web.dates import ENGLISH_MONTHS
from measures.phrases.context import Context, Doubtful

_YEAR = r"(?P<year>(?:19|20)[0-9][0-9])(?![0-9])"
_DAY = r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>(?:19|20)[0-9][0-9])(?![0-9])"
_FINNISH = ["tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"]
_SWEDISH = [
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
]
_ENGLISH = [month.lower() for month in ENGLISH_MONTHS]
_MONTHS = {
    **{f"{name}kuun": at for at, name in enumerate(_FINNISH, 1)},
    **{name: at for at, name in enumerate(_SWEDISH, 1)},
    **{name: at for at, name in enumerate(_ENGLISH, 1)},
}
_FI_MONTH = "(?P<name>(?:{})kuun)".format("|".join(_FINNISH))
_SV_MONTH = "(?P<name>{})".format("|".join(_SWEDISH))
_EN_MONTH = "(?P<name>{})".format("|".join(_ENGLISH))
_EN_END = "(?:by|at|before|no later than)(?: the)? end of"
_SV_END = "(?:senast |före |till |vid |i )*(?:utgången|slutet) av(?: år)?"
_BY_DAY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:viimeistään |senast (?:den )?|by |no later than )?{_DAY}(?: mennessä)?",
        rf"(?:senast )?(?:den )?(?P<day>[0-9]{{1,2}}) {_SV_MONTH} {_YEAR}",
        rf"(?:by |no later than )?(?:the )?(?P<day>[0-9]{{1,2}}) {_EN_MONTH} {_YEAR}",
        rf"{_FI_MONTH} {_YEAR} (?:loppuun(?: mennessä)?|lopussa)",
        rf"{_FI_MONTH} loppuun {_YEAR}(?: mennessä)?",
        rf"(?P<month>[0-9]{{1,2}})/{_YEAR} mennessä",
        rf"{_SV_END} {_SV_MONTH} {_YEAR}",
        rf"{_EN_END} {_EN_MONTH} {_YEAR}",
        rf"(?:vuoden |v\. ?)?{_YEAR} (?:loppuun(?: mennessä)?|lopussa|aikana)",
        rf"(?:vuoteen |v\. ?|vuotta )?{_YEAR} mennessä",
        rf"(?:viimeistään )?vuonna {_YEAR}",
        rf"viimeistään {_YEAR}",
        rf"{_SV_END} {_YEAR}",
        rf"(?:senast(?: år)?|till år|under år|under|år) {_YEAR}",
        rf"(?:{_EN_END}|by(?: the)?(?: year)?(?:-end)?|by end of|in|during) {_YEAR}",
    )
)
_STRATEGY = (
    "strategiakaudella",
    "strategiakauden aikana",
    "strategiakauden loppuun mennessä",
    "strategiakauden loppuun",
    "strategiakauden lopussa",
    "under strategiperioden",
    "före utgången av strategiperioden",
    "under strategins giltighetstid",
    "during the strategy period",
    "over the strategy period",
    "by the end of the strategy period",
)
_COUNCIL = (
    "valtuustokaudella",
    "valtuustokauden aikana",
    "valtuustokauden loppuun mennessä",
    "valtuustokauden loppuun",
    "under fullmäktigeperioden",
    "före utgången av fullmäktigeperioden",
    "during the council term",
    "by the end of the council term",
)
SPANS: dict[str, str] = {**dict.fromkeys(_STRATEGY, "strategy"), **dict.fromkeys(_COUNCIL, "council")}
SINCE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"vuodesta {_YEAR}",
        rf"vuoden {_YEAR} (?:tasosta|luvusta|tilanteesta)",
        rf"vuoteen {_YEAR} verrattuna",
        rf"(?:från|jämfört med)(?: år)? {_YEAR}",
        rf"(?:from|compared with|compared to)(?: the)?(?: year)? {_YEAR}",
    )
)
# The law's terms: from June of one election year to May of the next; the spring 2021 elections were put off to June.
_TERMS = (
    (dt.date(2013, 1, 1), dt.date(2017, 5, 31)),
    (dt.date(2017, 6, 1), dt.date(2021, 7, 31)),
    (dt.date(2021, 8, 1), dt.date(2025, 5, 31)),
    *((dt.date(year, 6, 1), dt.date(year + 4, 5, 31)) for year in range(2025, 2061, 4)),
)


def day_at(text: str, at: int) -> tuple[dt.date, int] | None:
    """The day by which, where one is named at this place of the text, and where the words for it end.

    Of several readings the longest. Raises Doubtful for a day that is not in the calendar (31.2.2025).

    >>> day_at("vuoteen 2026 mennessä", 0)
    (datetime.date(2026, 12, 31), 21)
    """
    found = [match for match in (pattern.match(text, at) for pattern in _BY_DAY) if match]
    if not found:
        return None
    longest = max(found, key=lambda match: match.end())
    return _date(longest), longest.end()


def _date(match: re.Match[str]) -> dt.date:
    said = match.groupdict()
    year, name = int(said["year"]), said.get("name")
    month = _MONTHS[name] if name else int(said.get("month") or 12)
    try:
        return dt.date(year, month, int(said.get("day") or calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        raise Doubtful("when", match[0]) from None


def end_of_span(span: str, context: Context) -> dt.date | None:
    """The last day of the strategy, None where it has none; of the council's term, when the strategy lies within one.

    >>> end_of_span("council", Context(begins=dt.date(2021, 8, 1), ends=dt.date(2025, 5, 31)))
    datetime.date(2025, 5, 31)
    """
    if span == "strategy":
        return context.ends
    begins, ends = context.begins, context.ends
    for first, last in _TERMS:
        if begins and ends and first <= begins and ends <= last:
            return last
    raise Doubtful("council_term")
