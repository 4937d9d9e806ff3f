"""The page of open readings and the page of one of them, as plain values for their templates."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.languages import Words, later
from kemi_strategy.web.speaking import content, named
from measures.models import Indicator, KpiRow, RowLink, TargetVersion
from measures.pages.entries import name_of
from measures.pages.fields import AskedField, asked_fields
from measures.phrases import Context, read_target
from measures.questions import own_question
from measures.readings.finding import Link, OpenRow, target_now, target_of
from measures.readings.forms import ReadingForm, typed_of
from measures.reported import reports_using
from measures.targets import Kind, Repeats, Target, describe
from scorecard.models import ProjectNode, Strategy

_KINDS = Words({"rivi": later("Mittari"), "projekti": later("Projekti"), "toimenpide": later("Toimenpide")})


@dataclass(frozen=True, slots=True)
class Line:
    """One open reading: what the source says, how it is read now, what is asked. ``open``: nothing to confirm yet."""

    code: str
    name: str
    words: str
    reading: str
    question: str
    address: str
    seen: str
    open: bool
    place: str = ""


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One proposed link: what hangs, on what, and what is asked."""

    kind: str
    name: str
    to: str
    question: str
    address: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Hanging:
    """The proposed links of one thing, each of which is settled by itself."""

    kind: str
    name: str
    links: tuple[LinkLine, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The open readings and links of one strategy."""

    code: str
    name: str
    lines: tuple[Line, ...]
    links: tuple[LinkLine, ...]

    @property
    def number(self) -> int:
        """How many are open."""
        return len(self.lines) + len(self.links)

    @property
    def hanging(self) -> tuple[Hanging, ...]:
        """The links by what hangs on them, in their order."""
        found: dict[tuple[str, str], list[LinkLine]] = {}
        for link in self.links:
            found.setdefault((link.kind, link.name), []).append(link)
        return tuple(Hanging(kind, name, tuple(links)) for (kind, name), links in found.items())


@dataclass(frozen=True, slots=True)
class Settled:
    """A reading confirmed lately: by whom and when."""

    name: str
    reading: str
    by: str
    at: str
    address: str


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """Everything that is open, by strategy, and what was confirmed last. ``focus``: the place where work goes on."""

    parts: tuple[Part, ...]
    settled: tuple[Settled, ...]
    focus: str = ""

    @property
    def number(self) -> int:
        """How many are open in all."""
        return sum(part.number for part in self.parts)


@dataclass(frozen=True, slots=True)
class Choice:
    """Another reading to choose with one press: in words, and as it would be typed."""

    words: str
    typed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """One reading with everything that can be done to it.

    ``fields`` and ``hidden``: what the chosen kind asks for, and what goes along with it; empty before one is chosen.
    """

    line: Line
    strategy: str
    baseline: str
    doubt: str
    choices: tuple[Choice, ...]
    kind: AskedField
    fields: tuple[AskedField, ...]
    hidden: tuple[tuple[str, str], ...]
    settled: str
    reported: str = ""
    fault: str = ""
    faulty: bool = False


def readings_page(
    rows: Sequence[OpenRow], links: Mapping[str, Sequence[Link]], confirmed: Iterable[KpiRow], place: str = ""
) -> ReadingsPage:
    """The page; strategies with nothing open are left out. ``place``: where the last step was taken."""
    lines: dict[Strategy, list[Line]] = {}
    hanging: dict[Strategy, list[LinkLine]] = {}
    for one in rows:
        lines.setdefault(one.row.strategy, []).append(line_of(one))
    for kind, found in links.items():
        for link in found:
            hanging.setdefault(_strategy_of(link), []).append(_link_line(kind, link))
    strategies = dict.fromkeys([*lines, *hanging])
    parts = tuple(
        Part(
            one.code,
            named(one),
            tuple(replace(line, place=f"{one.code}/r{at}") for at, line in enumerate(lines.get(one, ()))),
            tuple(replace(link, place=f"{one.code}/y{at}") for at, link in enumerate(hanging.get(one, ()))),
        )
        for one in strategies
    )
    return ReadingsPage(parts, tuple(_settled(row) for row in confirmed), _focus(parts, place))


def _focus(parts: Sequence[Part], place: str) -> str:
    """Where to go on after a step: what has come in the place of what was settled, else its strategy's heading."""
    places = {line.place for part in parts for line in part.lines} | {
        link.place for part in parts for link in part.links
    }
    if place in places:
        return place
    return next((part.code for part in parts if place.startswith(f"{part.code}/")), "")


def line_of(one: OpenRow) -> Line:
    """One row's reading."""
    row, now = one.row, one.version
    return Line(
        code=row.indicator.code,
        name=named(row.indicator),
        words=content(now.words) if now is not None else "",
        reading=reading_words(now, row.indicator),
        question=content(own_question(row.question) if one.goal_asked else row.question),
        address=reverse("tulkinta", args=[row.strategy.municipality.code, row.strategy.code, row.indicator.code]),
        seen=one.seen,
        open=now is None or now.kind == Kind.UNDECIDED,
    )


def reading_page(one: OpenRow, context: Context, form: ReadingForm, *, fault: str = "") -> ReadingPage:
    """The page of one reading. The alternatives are those that the reader of wordings finds in the words now."""
    row, now = one.row, one.version
    reading = read_target(now.words, context) if now is not None and now.words.strip() else None
    found = () if reading is None else (reading.target,) if reading.certain else reading.alternatives
    standing = _plain(target_of(now)) if now is not None else None
    names = {code: named_in(names) for code, names in context.others.items()}
    shown = {field.name: field for field in asked_fields(form, "tulkinta")}
    return ReadingPage(
        line=line_of(one),
        strategy=named(row.strategy),
        baseline=content(row.baseline_words),
        doubt=reading.question.sentence() if reading is not None and reading.question is not None else "",
        choices=tuple(
            Choice(_described(target, row.indicator, names), tuple(typed_of(target).items()))
            for target in found
            if _plain(target) != standing
        ),
        kind=shown["kind"],
        fields=tuple(shown[name] for name in form.names_shown),
        hidden=_hidden(form),
        settled=_confirmed_words(row),
        reported=_reported_words(now) if now is not None else "",
        fault=fault,
        faulty=bool(form.errors),
    )


def _hidden(form: ReadingForm) -> tuple[tuple[str, str], ...]:
    """The kind itself, and of one that asks for no time that it is once."""
    kind = form.kind_given
    if kind is None:
        return ()
    once = () if "repeats" in form.names_shown else (("repeats", Repeats.ONCE.value),)
    return (("kind", kind.value), *once)


def named_in(names: tuple[str, ...]) -> str:
    """A name given in Finnish, Swedish and English, in the language now written."""
    return content(*names)


def reading_words(version: TargetVersion | None, indicator: Indicator) -> str:
    """How the target is read, in words of the language now written."""
    if version is None:
        return ""
    other = {version.other.code: named(version.other)} if version.other is not None else {}
    return _described(target_of(version), indicator, other)


def _described(target: Target, indicator: Indicator, names: Mapping[str, str]) -> str:
    unit = "" if indicator.scale else indicator.measure_unit
    other = names.get(target.other or "", "")
    return describe(target, unit=unit, decimals=indicator.decimals, other_name=other)


def _plain(target: Target) -> dict[str, str]:
    """A target without its words, for telling whether two are the same."""
    return typed_of(target)


def _strategy_of(link: Link) -> Strategy:
    if isinstance(link, RowLink):
        return link.row.strategy
    return link.project.strategy if isinstance(link, ProjectNode) else link.action.strategy


def _link_line(kind: str, link: Link) -> LinkLine:
    strategy = _strategy_of(link)
    address = reverse("tulkinta-yhteys", args=[strategy.municipality.code, kind, link.pk])
    if isinstance(link, RowLink):
        thing = link.node or link.project or link.action
        name = f"{link.row.indicator.code} {named(link.row.indicator)}"
        to = named(thing) if thing is not None else ""
        return LinkLine(_KINDS[kind], name, to, content(link.question), address)
    name = named(link.project if isinstance(link, ProjectNode) else link.action)
    return LinkLine(_KINDS[kind], name, named(link.node), "", address)


def _settled(row: KpiRow) -> Settled:
    return Settled(
        f"{row.indicator.code} {named(row.indicator)}",
        reading_words(target_now(row), row.indicator),
        name_of(row.confirmed_by) if row.confirmed_by is not None else "",
        write_moment(row.confirmed_at) if row.confirmed_at is not None else "",
        reverse("tulkinta", args=[row.strategy.municipality.code, row.strategy.code, row.indicator.code]),
    )


def _reported_words(version: TargetVersion) -> str:
    """Which frozen reports judge by the target, and from when another reading is valid; empty where none does."""
    reports = reports_using(version)
    if not reports:
        return ""
    return _(
        "Jäädytetty raportti %(codes)s käyttää tätä tulkintaa, joten se ja sen kausi pysyvät ennallaan: "
        "muu tulkinta on voimassa %(day)s alkaen."
    ) % {
        "codes": ", ".join(sorted(one.code for one in reports)),
        "day": write_day(reports[-1].ends + dt.timedelta(days=1)),
    }


def _confirmed_words(row: KpiRow) -> str:
    """Who confirmed the reading and when; empty for an open one."""
    if row.confirmed_at is None or row.confirmed_by is None:
        return ""
    return _("Vahvistanut %(name)s %(moment)s.") % {
        "name": name_of(row.confirmed_by),
        "moment": write_moment(row.confirmed_at),
    }
