"""The change log of a report: what was changed in the structure and in approved figures since the previous report."""

import datetime as dt
from collections.abc import Callable, Iterator

from django.db.models import F

from kemi_strategy.web.languages import in_language
from measures.labels import LATE_REASONS
from measures.models import Actual
from measures.models.codes import LateReason
from measures.quantities import plain
from reporting.changes.reading import Wanted, all_changes
from reporting.changes.telling import ADDED, REMOVED, Change
from reporting.changes.words import FIELDS
from reporting.compiling.roles import Roles
from reporting.compiling.titles import IMPORTED, each_language
from reporting.snapshot import ChangedField, ChangeFacts
from reporting.standing import Names, Standing
from scorecard.models import Municipality

KINDS = ("tavoite", "rivi", "mittari", "saanto", "raportoija", "paamaara", "paatos", "projekti", "toimenpide")
"""What a report is made of; roles, windows and links between things are not told in it."""
_HAPPENED = {ADDED: "added", REMOVED: "removed"}
_FIGURE = Names("Hyväksytty luku", "Godkänd siffra", "Approved figure")
_VALUE = Names("arvo", "värde", "value")
MOST = 2000
"""Lines of the log; the whole of it is in the trail that stewards and auditors can take along."""


def changes_of(
    municipality: Municipality, standing: Standing, since: dt.datetime, roles: Roles
) -> tuple[ChangeFacts, ...]:
    """The changes between two moments, earliest first. What an import brought in anew is no change of anything."""
    wanted = Wanted(municipality, kinds=KINDS, since=since, until=standing.known_at)
    structure = [
        _told(one, roles) for one in all_changes(wanted) if not (one.type == ADDED and roles.named(one.who) == IMPORTED)
    ]
    found = sorted([*structure, *_corrected(municipality, standing, since, roles)], key=lambda one: (one.at, one.title))
    return tuple(found[-MOST:])


def _told(one: Change, roles: Roles) -> ChangeFacts:
    fields = tuple(ChangedField(_field_named(field.code), field.before, field.after) for field in one.fields)
    return ChangeFacts(
        at=one.at,
        role=roles.named(one.who),
        kind=_in_each_language(lambda: str(one.kind.word)),
        title=one.title,
        happened=_HAPPENED.get(one.type, "changed"),
        fields=fields,
    )


def _field_named(code: str) -> Names:
    """What a field is called, in each language."""
    return _in_each_language(lambda: FIELDS[code])


def _in_each_language(word: Callable[[], str]) -> Names:
    """A word of the interface as each language's readers know it."""

    def said(language: str) -> str:
        with in_language(language):
            return word()

    return each_language(said)


def _corrected(
    municipality: Municipality, standing: Standing, since: dt.datetime, roles: Roles
) -> Iterator[ChangeFacts]:
    """Approved figures that took the place of figures approved before: one query."""
    codes = [row.code for row in standing.rows]
    found = Actual.objects.filter(
        municipality=municipality,
        indicator__code__in=codes,
        approved_at__gt=since,
        approved_at__lte=standing.known_at,
        supersedes__approved_at__lt=F("approved_at"),
    ).select_related("indicator", "unit", "supersedes")
    for one in found.order_by("approved_at", "id"):
        before = one.supersedes
        if before is not None and one.approved_at is not None:
            unit = one.unit.name_fi if one.unit is not None else standing.strategy.municipality_names.fi
            title = f"{one.indicator.code} {one.indicator.name_fi} · {unit} · {one.period.code}"
            fields = (ChangedField(_VALUE, _figure(before), _figure(one)),)
            reason = ": ".join(part for part in (_why(one.late_reason), one.late_reason_text) if part)
            yield ChangeFacts(one.approved_at, roles.of(one.entered_by_id), _FIGURE, title, "changed", fields, reason)


def _figure(one: Actual) -> str:
    if one.numerator is not None and one.denominator is not None:
        return f"{plain(one.numerator)} / {plain(one.denominator)}"
    return one.word or (plain(one.value) if one.value is not None else one.why_empty)


def _why(code: str) -> str:
    return LATE_REASONS[LateReason(code)] if code else ""
