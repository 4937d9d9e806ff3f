"""The trail of figures in long form: one line an entry, with who did what with it and when."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from kemi_strategy.web.dates import HELSINKI
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from measures.labels import LATE_REASONS, SOURCES, WHY_EMPTY
from measures.models import Actual, Indicator
from measures.models.codes import LateReason, Source, WhyEmpty
from measures.pages.entries import STATES, state_of
from measures.periods import Period
from reporting.pages.history import HIDDEN, as_known, last_counted
from reporting.tables import Amount, Content
from scorecard.models import Unit

COLUMNS = (
    (later("kirjaus"), 9),
    (later("mittari"), 9),
    (later("nimi"), 34),
    (later("yksikkö"), 24),
    (later("yksikön nimi"), 26),
    (later("kausi"), 10),
    (later("kausi alkaa"), 12),
    (later("kausi päättyy"), 12),
    (later("mittayksikkö"), 14),
    (later("arvo"), 13),
    (later("osoittaja"), 13),
    (later("nimittäjä"), 13),
    (later("taso"), 14),
    (later("ennuste"), 13),
    (later("miksi lukua ei ole"), 18),
    (later("huomautus"), 30),
    (later("kirjoitettu"), 16),
    (later("vahvistus"), 30),
    (later("tila"), 20),
    (later("korvaa kirjauksen"), 11),
    (later("lähde"), 19),
    (later("kirjattu"), 17),
    (later("kirjaaja"), 24),
    (later("lähetetty"), 17),
    (later("lähettäjä"), 24),
    (later("palautettu"), 17),
    (later("palauttaja"), 24),
    (later("palautuksen syy"), 30),
    (later("hyväksytty"), 17),
    (later("hyväksyjä"), 24),
    (later("myöhäisen muutoksen syy"), 18),
    (later("muutoksen perustelu"), 30),
)
HEADS = tuple(head for head, _ in COLUMNS)


class Known(NamedTuple):
    """What the entries speak of, by key, read once for all of them."""

    indicators: Mapping[int, Indicator]
    units: Mapping[int, Unit]
    people: Mapping[int, str]


def trail_rows(
    entries: Iterable[Actual], known: Known, inside: frozenset[int], moment: dt.datetime | None = None
) -> Iterator[Sequence[Content]]:
    """A row for every entry, in the order of ``HEADS``; ``entries`` of one cell come together, earliest first.

    ``inside``: the units whose drafts and returned figures the reader may see. Of others' the row is there without its
    figure, as on the page. ``moment``: as known then.
    """
    for _cell, group in groupby(entries, key=_cell_of):
        found = list(group)
        if moment is not None:
            found = as_known(found, moment)
        last = last_counted(found)
        for place, entry in enumerate(found):
            owner = entry.unit_id or known.indicators[entry.indicator_id].responsible_unit_id
            yield _row(entry, known, seen=owner in inside or place <= last)


def _cell_of(entry: Actual) -> tuple[int, int | None, dt.date, dt.date]:
    return entry.indicator_id, entry.unit_id, entry.period_starts, entry.period_ends


def _row(entry: Actual, known: Known, *, seen: bool) -> Sequence[Content]:
    indicator, unit = known.indicators[entry.indicator_id], known.units.get(entry.unit_id or 0)
    return (
        entry.pk,
        indicator.code,
        named(indicator),
        unit.code if unit is not None else "",
        named(unit) if unit is not None else "",
        _code(entry.period_starts, entry.period_ends),
        entry.period_starts,
        entry.period_ends,
        indicator.measure_unit.replace("<", " – "),
        *(_figures(entry, indicator) if seen else _HIDDEN),
        STATES[state_of(entry)],
        entry.supersedes_id,
        SOURCES[Source(entry.source)],
        *_steps(entry, known.people, seen=seen),
        *(_late(entry) if seen else ("", "")),
    )


@lru_cache(maxsize=512)
def _code(starts: dt.date, ends: dt.date) -> str:
    return Period.spanning(starts, ends).code


_HIDDEN: tuple[Content, ...] = (None, None, None, "", None, "", HIDDEN, "", "")


def _figures(entry: Actual, indicator: Indicator) -> tuple[Content, ...]:
    """Every figure as it was given: a value and a forecast with the indicator's decimals, terms with their own."""
    return (
        _amount(entry.value, indicator.decimals),
        _amount(entry.numerator, 0),
        _amount(entry.denominator, 0),
        entry.word,
        _amount(entry.forecast, indicator.decimals),
        WHY_EMPTY[WhyEmpty(entry.why_empty)] if entry.why_empty else "",
        entry.note,
        entry.text_entered,
        entry.confirmation,
    )


def _amount(value: Decimal | None, decimals: int) -> Amount | None:
    """With at least so many decimals, and with all that it has."""
    if value is None:
        return None
    own = value.normalize().as_tuple().exponent
    return Amount(value, max(decimals, -own if isinstance(own, int) else 0))


def _steps(entry: Actual, people: Mapping[int, str], *, seen: bool) -> tuple[Content, ...]:
    return (
        *_step(entry.entered_at, entry.entered_by_id, people),
        *_step(entry.submitted_at, entry.submitted_by_id, people),
        *_step(entry.returned_at, entry.returned_by_id, people),
        entry.return_reason if seen else "",
        *_step(entry.approved_at, entry.approved_by_id, people),
    )


def _step(moment: dt.datetime | None, person: int | None, people: Mapping[int, str]) -> tuple[Content, Content]:
    """When, to the second in Helsinki, and who."""
    when = moment.astimezone(HELSINKI).replace(microsecond=0, tzinfo=None) if moment is not None else None
    return when, people.get(person, "") if person is not None else ""


def _late(entry: Actual) -> tuple[Content, Content]:
    return LATE_REASONS[LateReason(entry.late_reason)] if entry.late_reason else "", entry.late_reason_text
