"""The changes of the structure as plain values: who changed what and when, and how things were on a day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.languages import Words, later
from kemi_strategy.web.speaking import named
from measures.labels import BINDINGS
from measures.steward.pages.words import target_of, target_words
from measures.targets import Binding
from reporting.changes.kinds import KINDS, Kind
from reporting.changes.telling import ADDED, REMOVED, Change, Field
from reporting.changes.then import Aim
from reporting.pages.definition import decision_words
from reporting.pages.known import KNOWN, AsKnown
from reporting.pages.sought import INDICATOR, KIND, PERSON, SINCE, THING, UNTIL, Sought

PAGE_SIZE = 50
_TYPES = Words({ADDED: later("lisätty"), REMOVED: later("poistettu")})
_FOLDED_FROM = 4
_BUNDLED_FROM = 4
_SERVICE = later("palvelu")


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a list."""

    code: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DayField:
    """A field for a day or a code: what was typed in it, and what is wrong with it."""

    name: str
    label: str
    typed: str
    fault: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One change or one thing. ``folded``: its fields open by themselves; ``address``: all changes of the thing."""

    kind: str
    title: str
    type: str
    fields: tuple[Field, ...]
    folded: bool
    address: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Changes that stand together; with a ``summary`` they are alike, and open by it."""

    summary: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as it was on a day; ``address``: all its changes."""

    title: str
    fields: tuple[Field, ...]
    recorded: str
    address: str


@dataclass(frozen=True, slots=True)
class AimLine:
    """A target as it was on a day, in words; ``source``: what the decision itself says, and the decision."""

    title: str
    since: str
    target: str
    source: str
    decision: str
    binding: str
    recorded: str
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """What one person changed within a minute."""

    when: str
    who: str
    bundles: tuple[Bundle, ...]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which ones of all are shown, and where the others are; an address is empty where there are none."""

    shown: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The changes that were sought. ``only``: the one thing they are of, with the way to those of all."""

    kinds: tuple[Option, ...]
    people: tuple[Option, ...]
    fields: tuple[DayField, ...]
    only: str
    everything: str
    groups: tuple[Group, ...]
    paging: Paging
    on_a_day: str
    downloads: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DayPage:
    """How things of a kind were on a day, targets as ``aims``; ``known``: the day as asked, ``day`` as understood."""

    kinds: tuple[Option, ...]
    field: DayField
    kind: str
    items: tuple[Thing, ...]
    aims: tuple[AimLine, ...]
    paging: Paging
    changes: str
    known: AsKnown
    day: str


def changes_page(
    city: str,
    sought: Sought,
    found: Sequence[Change],
    people: Iterable[tuple[int, str]],
    downloads: tuple[tuple[str, str], ...],
) -> ChangesPage:
    """The page. ``found`` holds one more than is shown when there are more; ``people``: number and name."""
    here, shown = reverse("muutokset", args=[city]), found[:PAGE_SIZE]
    only = f"{_capital(shown[0].word)} {shown[0].title}" if sought.thing is not None and shown else ""
    return ChangesPage(
        kinds=_kinds(sought, KINDS),
        people=tuple(Option(str(number), name, number == sought.person) for number, name in people),
        fields=(
            _indicator_field(sought),
            DayField(SINCE, _("Alkaen"), sought.typed.get(SINCE, ""), sought.faults.get(SINCE, ""), "1.1.2026"),
            DayField(UNTIL, _("Asti"), sought.typed.get(UNTIL, ""), sought.faults.get(UNTIL, ""), "31.8.2026"),
        ),
        only=only,
        everything=here if sought.typed else "",
        groups=_groups(shown, here),
        paging=_paging(sought, len(found), _("Muutokset")),
        on_a_day=reverse("rakenne", args=[city]) + sought.address(without=(THING, PERSON, SINCE, UNTIL)),
        downloads=downloads,
    )


def day_page(city: str, sought: Sought, kind: Kind, found: Sequence[Change] | Sequence[Aim], known: AsKnown) -> DayPage:
    """The page. ``found`` holds one more than is shown when there are more."""
    here = reverse("muutokset", args=[city])
    return DayPage(
        kinds=_kinds(sought, KINDS, kind),
        field=_indicator_field(sought),
        kind=kind.plural,
        items=tuple(_thing(one, here) for one in found[:PAGE_SIZE] if isinstance(one, Change)),
        aims=tuple(_aim(one, here) for one in found[:PAGE_SIZE] if isinstance(one, Aim)),
        paging=_paging(sought, len(found), kind.plural),
        changes=here + sought.address(without=(KNOWN,)),
        known=known,
        day=write_day(known.day) if known.day is not None else "",
    )


def _kinds(sought: Sought, kinds: Iterable[Kind], chosen: Kind | None = None) -> tuple[Option, ...]:
    chosen = chosen or sought.kind
    return tuple(Option(kind.code, kind.plural, kind is chosen) for kind in kinds)


def _indicator_field(sought: Sought) -> DayField:
    return DayField(INDICATOR, _("Mittarin koodi"), sought.indicator, sought.faults.get(INDICATOR, ""), "K09")


def _groups(found: Iterable[Change], here: str) -> tuple[Group, ...]:
    """What one person changed within a minute stands together."""
    return tuple(
        Group(*signed, tuple(_bundles(own, here)))
        for signed, own in groupby(found, key=lambda one: (write_moment(one.at), one.who or str(_SERVICE)))
    )


def _bundles(found: Iterable[Change], here: str) -> Iterator[Bundle]:
    """In their order; several in a row that were all added, or all taken away, of one kind are told in one line."""
    single: list[Item] = []
    for (kind, type_), own in groupby(found, key=lambda one: (one.kind, one.type)):
        items = [_item(one, here) for one in own]
        if type_ not in _TYPES or len(items) < _BUNDLED_FROM:
            single += items
            continue
        if single:
            yield Bundle("", tuple(single))
        single = []
        yield Bundle(_alike(type_) % {"plural": kind.plural, "number": len(items)}, tuple(items))
    if single:
        yield Bundle("", tuple(single))


def _alike(type_: str) -> str:
    return _("%(plural)s: %(number)s lisätty") if type_ == ADDED else _("%(plural)s: %(number)s poistettu")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _item(change: Change, here: str) -> Item:
    """One change. Of what was added or taken away only what a reader asks for: the files tell the rest."""
    told = change.type in _TYPES and not any(field.before and field.after for field in change.fields)
    fields = tuple(field for field in change.fields if not (field.slight and change.type in _TYPES))
    return Item(
        kind=_capital(change.word),
        title=change.title,
        type=_TYPES.get(change.type, _("muutettu")),
        fields=fields,
        folded=told and len(fields) >= _FOLDED_FROM,
        address=_changes_of(change, here),
    )


def _changes_of(change: Change, here: str) -> str:
    return f"{here}{Sought({KIND: change.kind.code, THING: str(change.number)}).address()}"


def _thing(change: Change, here: str) -> Thing:
    return Thing(change.title, change.fields, _recorded(change), _changes_of(change, here))


def _aim(aim: Aim, here: str) -> AimLine:
    change, version = aim.change, aim.version
    other = f"{version.other.code} {named(version.other)}" if version.other is not None else ""
    return AimLine(
        title=change.title,
        since=write_day(version.valid_from),
        target=target_words(target_of(version, aim.indicator), aim.indicator, other_name=other),
        source=version.words,
        decision=decision_words(version.decision) if version.decision is not None else "",
        binding=BINDINGS[Binding(version.binding)],
        recorded=_recorded(change),
        address=_changes_of(change, here),
    )


def _recorded(change: Change) -> str:
    return f"{write_moment(change.at)}, {change.who or str(_SERVICE)}"


def _paging(sought: Sought, found: int, what: str) -> Paging:
    first = (sought.page - 1) * PAGE_SIZE + 1
    last = first + min(found, PAGE_SIZE) - 1
    return Paging(
        shown=f"{what} {first}–{last}" if last >= first else "",
        before=sought.address(sought.page - 1) if sought.page > 1 else "",
        after=sought.address(sought.page + 1) if found > PAGE_SIZE else "",
    )
