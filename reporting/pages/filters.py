"""What narrows the dashboard's rows: read from the address, offered in a form, shown as chips one can take away."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kemi_strategy.web.languages import Words, later
from kemi_strategy.web.speaking import named
from measures.labels import BINDINGS, VERDICTS
from measures.targets import Binding, Kind
from measures.verdicts import Movement
from reporting.matching import matches, words_of
from reporting.pages.counts import ORDER
from reporting.reach import is_of
from reporting.standing import RowStanding, Standing
from scorecard.labels import kind_word
from scorecard.models.codes import NodeKind
from scorecard.work.organisation import Organisation

VIEW, NODE, UNIT, ROLE, VERDICT, BINDING, MOVEMENT, WORDS = (
    "nakyma", "tavoite", "toimiala", "vastuu", "tila", "sitovuus", "kehitys", "haku",
)  # fmt: skip
FILTERS = (NODE, UNIT, ROLE, VERDICT, BINDING, MOVEMENT, WORDS)
MOVEMENTS = Words(
    {
        Movement.IMPROVED: later("parantunut lähtötasosta"),
        Movement.UNCHANGED: later("ennallaan"),
        Movement.WORSENED: later("heikentynyt lähtötasosta"),
        Movement.UNKNOWN: later("ei voi verrata lähtötasoon"),
    }
)
_LONGEST = 80
_WITHOUT_TARGET = frozenset({Kind.WATCHED, Kind.UNDECIDED})

type Test = Callable[[RowStanding], bool]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    code: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chooser:
    """A filter in the form: its name in the address, its label, and what can be chosen."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force; ``address``: the same page without it."""

    label: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The address as typed. ``chosen``: period, strategy and day, which are no filters; ``view``: the way in."""

    chosen: tuple[tuple[str, str], ...] = ()
    view: str = ""
    typed: Mapping[str, str] | None = None

    @property
    def filters(self) -> Mapping[str, str]:
        """What narrows, by its name."""
        return self.typed or {}

    @property
    def beside(self) -> tuple[tuple[str, str], ...]:
        """All but period, strategy and day: what another form than theirs has to keep."""
        return (*(((VIEW, self.view),) if self.view else ()), *self.filters.items())

    def address(self, without: Collection[str] = (), **other: str) -> str:
        """The same page with something else in its address, or without something."""
        kept = {name: value for name, value in (*self.chosen, *self.beside) if name not in without}
        return f"?{urlencode(kept | other)}"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is left (codes of rows), what narrowed it, and what was asked for but is not in this strategy."""

    kept: frozenset[str]
    chips: tuple[Chip, ...]
    faults: tuple[str, ...]
    choosers: tuple[Chooser, ...]


@dataclass(frozen=True, slots=True)
class _Filter:
    """A filter with everything that can be chosen by it: code, words and the rows that stay."""

    name: str
    label: str
    every: str
    choices: Sequence[tuple[str, str, Test]]
    hidden: Collection[str] = ()

    def chooser(self, chosen: str) -> Chooser:
        """The filter in the form; what is not offered is there when it has been chosen."""
        offered = [(code, words) for code, words, _ in self.choices if code not in self.hidden or code == chosen]
        options = (Option(code, words, code == chosen) for code, words in [("", self.every), *offered])
        return Chooser(self.name, self.label, tuple(options))


def read_asked(query: Mapping[str, str], chosen: tuple[tuple[str, str], ...]) -> Asked:
    """The filters of an address; empty ones are none."""
    typed = {name: text[:_LONGEST] for name in FILTERS if (text := query.get(name, "").strip())}
    return Asked(chosen, query.get(VIEW, "")[:_LONGEST], typed)


def narrowed(asked: Asked, standing: Standing, organisation: Organisation) -> Narrowed:
    """The rows that every filter leaves. A filter that means nothing in this strategy is said and left aside."""
    tests, chips, faults = [], [], []
    filters = _filters(standing, organisation)
    for one in filters:
        typed = asked.filters.get(one.name)
        if typed is None:
            continue
        found = next((choice for choice in one.choices if choice[0] == typed), None)
        if found is None:
            faults.append(
                _("Rajausta ”%(label)s: %(typed)s” ei ole tässä strategiassa. Sitä ei otettu huomioon.")
                % {"label": one.label, "typed": typed}
            )
            continue
        chips.append(Chip(one.label, found[1].lstrip("– "), asked.address({one.name})))
        tests.append(found[2])
    words = words_of(asked.filters.get(WORDS, ""))
    if words:
        chips.append(Chip(_("Haku"), f"”{asked.filters[WORDS]}”", asked.address({WORDS})))
        tests.append(lambda row: matches(words, *texts_of(row)))
    kept = frozenset(row.code for row in standing.rows if all(test(row) for test in tests))
    choosers = (one.chooser(asked.filters.get(one.name, "")) for one in filters if one.choices)
    return Narrowed(kept, tuple(chips), tuple(faults), tuple(choosers))


def texts_of(row: RowStanding) -> tuple[str, ...]:
    """By what a row is found: its code and its names."""
    names = row.facts.indicator.names
    return row.code, names.told, names.sv, names.en


def _filters(standing: Standing, organisation: Organisation) -> list[_Filter]:
    units = list(_units(standing, organisation))
    tops = {unit.code for unit in organisation.units.values() if unit.parent_id is None}
    below = [code for code, _, _ in units if code not in tops]
    return [
        _Filter(NODE, pgettext("strategia", "Tavoite"), _("Kaikki tavoitteet"), list(_nodes(standing))),
        _Filter(UNIT, _("Toimiala"), _("Kaikki toimialat"), units, below),
        _Filter(ROLE, _("Vastuu"), _("Kaikki vastuut"), list(_roles(standing.rows))),
        _Filter(
            VERDICT, _("Tila"), _("Kaikki tilat"), [(one.value, VERDICTS[one], _has_verdict(one)) for one in ORDER]
        ),
        _Filter(BINDING, _("Sitovuus"), _("Kaikki"), [(one.value, BINDINGS[one], _binds(one)) for one in Binding]),
        _Filter(
            MOVEMENT, _("Kehitys"), _("Kaikki"), [(one.value, words, _moved(one)) for one, words in MOVEMENTS.items()]
        ),
    ]


def _nodes(standing: Standing) -> Iterable[tuple[str, str, Test]]:
    """Everything of the tree that has rows, the kind told; right below goals their themes."""
    for node in standing.of_kind(*NodeKind):
        if node.rows:
            kind = kind_word(standing.strategy.manner.words, NodeKind(node.branch.kind))
            yield node.branch.code, f"{node.branch.names.told} ({kind})", _is_among(node.rows)


def _units(standing: Standing, organisation: Organisation) -> Iterable[tuple[str, str, Test]]:
    for pk, unit in organisation.units.items():
        codes = frozenset(organisation.units[one].code for one in organisation.below(pk))
        yield unit.code, named(unit), _is_of(codes, standing)


def _roles(rows: Iterable[RowStanding]) -> Iterable[tuple[str, str, Test]]:
    roles = {row.facts.indicator.responsible_role for row in rows} - {""}
    for role in sorted(roles, key=str.casefold):
        yield role, role, _answers(role)


def _is_among(codes: Collection[str]) -> Test:
    return lambda row: row.code in codes


def _is_of(units: Collection[str], standing: Standing) -> Test:
    return lambda row: is_of(row, units, standing.period.ends)


def _answers(role: str) -> Test:
    return lambda row: row.facts.indicator.responsible_role == role


def _has_verdict(verdict: str) -> Test:
    return lambda row: row.verdict == verdict


def _binds(binding: Binding) -> Test:
    """How binding is told of a target only: what is watched or undecided has none."""
    return lambda row: row.facts.target.binding is binding and row.facts.target.kind not in _WITHOUT_TARGET


def _moved(movement: Movement) -> Test:
    return lambda row: row.score.movement is movement
