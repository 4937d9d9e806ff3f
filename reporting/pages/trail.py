"""The trail of an indicator's figures in long form: one line an entry, with who did what with it and when."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from kemi_strategy.web.dates import HELSINKI
from measures.labels import LATE_REASONS, SOURCES, WHY_EMPTY
from measures.models import Actual
from measures.models.codes import LateReason, Source, WhyEmpty
from measures.pages.entries import STATES, name_of, state_of
from reporting.pages.history import HIDDEN, last_counted
from scorecard.models import User

type Value = str | int | Decimal | None

HEADS = (
    "kirjaus",
    "mittari",
    "nimi",
    "yksikkö",
    "yksikön nimi",
    "kausi",
    "arvo",
    "osoittaja",
    "nimittäjä",
    "taso",
    "ennuste",
    "miksi lukua ei ole",
    "huomautus",
    "kirjoitettu",
    "vahvistus",
    "tila",
    "korvaa kirjauksen",
    "lähde",
    "kirjattu",
    "kirjaaja",
    "lähetetty",
    "lähettäjä",
    "palautettu",
    "palauttaja",
    "palautuksen syy",
    "hyväksytty",
    "hyväksyjä",
    "myöhäisen muutoksen syy",
    "muutoksen perustelu",
)


def trail_rows(entries: Iterable[Actual], inside: frozenset[int]) -> Iterator[Sequence[Value]]:
    """A row for every entry, in the order of ``HEADS``; ``entries`` of one cell come together, earliest first.

    ``inside``: the units whose drafts and returned figures the reader may see. Of others' the row is there without its
    figure, as on the page.
    """
    for _cell, group in groupby(entries, key=lambda one: (one.indicator_id, one.unit_id, one.period_starts)):
        found = list(group)
        last = last_counted(found)
        for place, entry in enumerate(found):
            owner = entry.unit_id or entry.indicator.responsible_unit_id
            yield tuple(_row(entry, seen=owner in inside or place <= last).get(head) for head in HEADS)


def _row(entry: Actual, *, seen: bool) -> dict[str, Value]:
    known: dict[str, Value] = {
        "kirjaus": entry.pk,
        "mittari": entry.indicator.code,
        "nimi": entry.indicator.name_fi,
        "yksikkö": entry.unit.code if entry.unit is not None else "",
        "yksikön nimi": entry.unit.name_fi if entry.unit is not None else "",
        "kausi": entry.period.code,
        "tila": STATES[state_of(entry)],
        "korvaa kirjauksen": entry.supersedes_id,
        "lähde": SOURCES[Source(entry.source)],
    }
    return known | _steps(entry, seen=seen) | (_figures(entry) if seen else {"huomautus": HIDDEN})


def _figures(entry: Actual) -> dict[str, Value]:
    return {
        "arvo": entry.value,
        "osoittaja": entry.numerator,
        "nimittäjä": entry.denominator,
        "taso": entry.word,
        "ennuste": entry.forecast,
        "miksi lukua ei ole": WHY_EMPTY[WhyEmpty(entry.why_empty)] if entry.why_empty else "",
        "huomautus": entry.note,
        "kirjoitettu": entry.text_entered,
        "vahvistus": entry.confirmation,
        "myöhäisen muutoksen syy": LATE_REASONS[LateReason(entry.late_reason)] if entry.late_reason else "",
        "muutoksen perustelu": entry.late_reason_text,
    }


def _steps(entry: Actual, *, seen: bool) -> dict[str, Value]:
    found: dict[str, Value] = {"palautuksen syy": entry.return_reason if seen else ""}
    found |= _step(("kirjattu", "kirjaaja"), entry.entered_at, entry.entered_by)
    found |= _step(("lähetetty", "lähettäjä"), entry.submitted_at, entry.submitted_by)
    found |= _step(("palautettu", "palauttaja"), entry.returned_at, entry.returned_by)
    return found | _step(("hyväksytty", "hyväksyjä"), entry.approved_at, entry.approved_by)


def _step(heads: tuple[str, str], moment: dt.datetime | None, person: User | None) -> dict[str, Value]:
    """When, to the second in Helsinki, and who."""
    when = moment.astimezone(HELSINKI).isoformat(sep=" ", timespec="seconds")[:19] if moment is not None else ""
    return {heads[0]: when, heads[1]: name_of(person) if person is not None else ""}
