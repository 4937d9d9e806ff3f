"""The trail to take along: every entry, every target and every change of the structure, of one figure or of all.

Entries are read as a stream and a fixed number of queries stands behind them, however many they are.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kemi_strategy.web.dates import HELSINKI, write_day, write_moment
from kemi_strategy.web.languages import Words, later, later_of
from kemi_strategy.web.speaking import named
from measures.labels import BINDINGS, REPEATS, TARGET_KINDS
from measures.models import Actual, Indicator, TargetVersion
from measures.pages.entries import name_of
from measures.periods import Period
from measures.spans import write_period
from measures.targets import Binding, Kind, Repeats
from reporting.changes.reading import Wanted, all_changes
from reporting.changes.telling import ADDED, REMOVED, Change
from reporting.pages.trail import COLUMNS, Known, trail_rows
from reporting.past import all_as_of
from reporting.tables import Amount, Content, Table
from scorecard.models import Municipality, Unit, User

_CHUNK = 2000
_TYPES = Words({ADDED: later("lisätty"), REMOVED: later("poistettu")})
TARGET_COLUMNS = (
    (later_of("mittari", "tavoite"), 9),
    (later("strategia"), 16),
    (later("mittari"), 9),
    (later("nimi"), 34),
    (later("voimassa alkaen"), 13),
    (later("laji"), 14),
    (later("arvo"), 13),
    (later("yläraja"), 13),
    (later("vertailu"), 9),
    (later("vertailtava"), 11),
    (later("taso"), 14),
    (later("sanoin"), 34),
    (later("määräpäivä"), 12),
    (later("toistuu"), 12),
    (later("sitovuus"), 12),
    (later("päätös"), 34),
    (later("korjaa tavoitteen"), 11),
    (later("kirjattu"), 17),
    (later("kirjaaja"), 24),
)
CHANGE_COLUMNS = (
    (later("hetki"), 17),
    (later("kuka"), 24),
    (later("laji"), 22),
    (later("kohde"), 40),
    (later("tapahtuma"), 12),
    (later("kenttä"), 24),
    (later("vanha"), 34),
    (later("uusi"), 34),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is taken along. ``own``: the units whose drafts the reader may see; ``moment``: as known then.

    ``changes``: the reader may see who changed what in the structure.
    """

    municipality: Municipality
    own: frozenset[int]
    changes: bool
    indicator: Indicator | None = None
    unit: Unit | None = None
    period: Period | None = None
    moment: dt.datetime | None = None

    @property
    def about(self) -> str:
        """What it is of, in words."""
        words = [str(self.indicator) if self.indicator is not None else _("kaikki mittarit")]
        words += [named(self.unit)] if self.unit is not None else []
        return ", ".join([*words, write_period(self.period)] if self.period is not None else words)


def tables(scope: Scope) -> list[Table]:
    """Entries, targets, and changes for those who may see them. Nothing is read before their rows are asked for."""
    found = [
        _table("kirjaukset", _("Kirjaukset"), COLUMNS, _entries(scope)),
        _table("tavoitteet", pgettext("mittari", "Tavoitteet"), TARGET_COLUMNS, _targets(scope)),
        _table("muutokset", _("Rakenteen muutokset"), CHANGE_COLUMNS, _changes(scope)),
    ]
    return found if scope.changes else found[:-1]


def about(scope: Scope, made_by: str, now: dt.datetime) -> list[tuple[str, str]]:
    """What the file is, for whoever finds it later."""
    known = (
        _("%(moment)s päivän päättyessä") % {"moment": write_day(scope.moment)}
        if scope.moment is not None
        else _("ladattaessa")
    )
    changes = [(_("Rakenteen muutokset"), _("Kuka muutti mitä ja milloin; viimeisin ensin."))] if scope.changes else []
    names = _(
        "Mittareiden ja yksiköiden nimet ovat %(known)s tiedossa olleet; myöhemmin lisätyn nimi on sen ensimmäinen."
    ) % {"known": known}
    return [
        (_("Kirjausketju"), named(scope.municipality)),
        (_("Sisältö"), scope.about),
        (_("Ladattu"), f"{write_moment(now)}, {made_by}"),
        (_("Tiedossa"), known),
        (_("Kirjaukset"), _("Jokainen kirjaus omalla rivillään. Korjaus on uusi kirjaus, joka korvaa aiemman.")),
        (
            pgettext("mittari", "Tavoitteet"),
            _("Jokainen tavoite ja sen korjaukset: mistä päivästä voimassa, mihin päätökseen perustuu."),
        ),
        *changes,
        (_("Suhteet"), _("Suhdelukuna mitattavasta on osoittaja ja nimittäjä, joista arvo lasketaan.")),
        (_("Luonnokset"), _("Toisten luonnoksista ja palautetuista luvuista näkyy rivi, ei lukua.")),
        (_("Ajat"), _("Suomen aikaa.")),
        *([(_("Nimet"), names)] if scope.moment is not None else []),
    ]


def _table(code: str, name: str, columns: Sequence[tuple[str, int]], rows: Iterator[Sequence[Content]]) -> Table:
    return Table(code, name, [str(head) for head, _ in columns], [width for _, width in columns], _in_words(rows))


def _in_words(rows: Iterator[Sequence[Content]]) -> Iterator[Sequence[Content]]:
    """The rows with words of tables as texts: a workbook takes nothing that becomes a text only when shown."""
    for row in rows:
        yield [str(one) if isinstance(one, Promise) else one for one in row]


def _named[M: Model](model: type[M], scope: Scope) -> dict[int, M]:
    """The municipality's indicators or units, called as they are now or as they were at the moment."""
    if scope.moment is not None:
        return all_as_of(model, scope.moment, municipality=scope.municipality.pk)
    found: Any = model._default_manager
    return dict(found.filter(municipality=scope.municipality).in_bulk())


def _ledger(scope: Scope) -> QuerySet[Actual]:
    found = Actual.objects.filter(municipality=scope.municipality)
    if scope.indicator is not None:
        found = found.filter(indicator=scope.indicator)
    if scope.unit is not None:
        found = found.filter(unit=scope.unit)
    if scope.period is not None:
        found = found.filter(period_starts=scope.period.starts, period_ends=scope.period.ends)
    return found.filter(entered_at__lte=scope.moment) if scope.moment is not None else found


def _entries(scope: Scope) -> Iterator[Sequence[Content]]:
    """Four queries: indicators, units, people, and the entries as a stream; as known on a day, six."""
    ledger = _ledger(scope).order_by()
    acted = Q()
    for step in ("entered", "submitted", "returned", "approved"):
        acted |= Q(pk__in=ledger.values(f"{step}_by"))
    known = Known(
        _named(Indicator, scope),
        _named(Unit, scope),
        {user.pk: name_of(user) for user in User.objects.filter(acted)},
    )
    ordered = ledger.order_by("indicator_id", "period_ends", "period_starts", "unit_id", "id")
    yield from trail_rows(ordered.iterator(chunk_size=_CHUNK), known, scope.own, scope.moment)


def _targets(scope: Scope) -> Iterator[Sequence[Content]]:
    found = TargetVersion.objects.filter(row__strategy__municipality=scope.municipality)
    if scope.indicator is not None:
        found = found.filter(row__indicator=scope.indicator)
    if scope.moment is not None:
        found = found.filter(recorded_at__lte=scope.moment)
    related = ("row__strategy", "row__indicator", "other", "decision", "recorded_by")
    ordered = found.select_related(*related).order_by("row__strategy", "row__order", "row", "valid_from", "id")
    then = _named(Indicator, scope) if scope.moment is not None else {}
    for version in ordered.iterator(chunk_size=_CHUNK):
        yield _target(version, then.get(version.row.indicator_id, version.row.indicator))


def _target(version: TargetVersion, indicator: Indicator) -> Sequence[Content]:
    row = version.row
    return (
        version.pk,
        row.strategy.code,
        indicator.code,
        named(indicator),
        version.valid_from,
        TARGET_KINDS[Kind(version.kind)],
        _amount(version.value, indicator.decimals),
        _amount(version.upper, indicator.decimals),
        version.op,
        version.other.code if version.other is not None else "",
        version.level,
        version.words,
        version.due,
        REPEATS[Repeats(version.repeats)],
        BINDINGS[Binding(version.binding)],
        str(version.decision) if version.decision is not None else "",
        version.supersedes_id,
        _local(version.recorded_at),
        name_of(version.recorded_by),
    )


def _amount(value: Decimal | None, decimals: int) -> Amount | None:
    return Amount(value, decimals) if value is not None else None


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(HELSINKI).replace(microsecond=0, tzinfo=None)


def _changes(scope: Scope) -> Iterator[Sequence[Content]]:
    """A row for every field that changed; for what says nothing but that it was added or taken away, one row."""
    wanted = Wanted(scope.municipality, until=scope.moment, indicator=scope.indicator)
    for change in all_changes(wanted):
        yield from _change(change)


def _change(change: Change) -> Iterator[Sequence[Content]]:
    told = (_local(change.at), change.who or _("palvelu"), change.kind.word, change.title)
    what = _TYPES.get(change.type, _("muutettu"))
    if not change.fields:
        yield (*told, what, "", "", "")
    for field in change.fields:
        yield (*told, what, field.name, field.before, field.after)
