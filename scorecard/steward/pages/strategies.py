"""The list of strategies and programmes, and the page of one: basics, its words, decisions, calendar, versions."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from scorecard.labels import NODE_KINDS, OCCASIONS, STRATEGY_KINDS, STRATEGY_STATES
from scorecard.models import Decision, ReportingOccasion, Strategy
from scorecard.models.codes import NodeKind, Occasion, StrategyKind, StrategyState
from scorecard.steward.forms import DecisionForm, LevelWordsForm, OccasionForm, StrategyForm
from scorecard.steward.pages.parts import Attempt, form_of, span_of
from scorecard.work.fields import Asked

BASICS = (
    "name_fi", "name_sv", "name_en", "kind", "valid_from", "valid_to", "mission_fi", "mission_sv", "mission_en",
    "vision_fi", "vision_sv", "vision_en", "all_rows_reach",
)  # fmt: skip
DECISION = ("body", "date", "section", "diary_number", "text", "link")
OCCASION = ("occasion", "body", "month", "description")


@dataclass(frozen=True, slots=True)
class StrategyLine:
    """One strategy in the list. ``state``: its code picks the look; ``word`` says it."""

    name: str
    address: str
    kind: str
    state: str
    word: str
    span: str
    above: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The list: strategies with their versions, then programmes."""

    strategies: tuple[StrategyLine, ...]
    programmes: tuple[StrategyLine, ...]
    add: str


@dataclass(frozen=True, slots=True)
class KeptDecision:
    """A decision with the form that corrects it."""

    title: str
    text: str
    diary_number: str
    link: str
    form: Asked


@dataclass(frozen=True, slots=True)
class KeptOccasion:
    """A line of the calendar with its form and the way to take it away."""

    words: str
    description: str
    form: Asked
    remove: str


@dataclass(frozen=True, slots=True)
class Version:
    """Another version of the same strategy, and where the two stand side by side."""

    name: str
    word: str
    address: str
    compare: str


@dataclass(frozen=True, slots=True)
class StrategyPage:
    """What the page of a strategy shows. ``adopt``: where a draft is adopted."""

    name: str
    code: str
    kind: str
    state: str
    word: str
    span: str
    above: str
    mission: str
    vision: str
    words: tuple[tuple[str, str], ...]
    rule: bool
    basics: Asked
    levels: Asked
    decisions: tuple[KeptDecision, ...]
    add_decision: Asked
    occasions: tuple[KeptOccasion, ...]
    add_occasion: Asked
    versions: tuple[Version, ...]
    tree: str
    rows: str
    adopt: str
    renew: str
    remove: str
    works: int
    move: str
    changes: str
    fault: str


@dataclass(frozen=True, slots=True)
class Seen:
    """The versions that the forms are made from, read before what is shown."""

    strategy: int
    decisions: Mapping[int, int]
    occasions: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Material:
    """What the page is made of. ``others``: every strategy of the municipality. ``works``: what goes on in the version
    before, where it may be moved to this one."""

    strategy: Strategy
    others: Sequence[Strategy]
    decisions: Sequence[Decision]
    calendar: Sequence[ReportingOccasion]
    seen: Seen
    today: dt.date
    works: int
    attempt: Attempt

    def place(self, name: str, *more: object) -> str:
        """An address of the strategy."""
        return reverse(name, args=[self.strategy.municipality.code, self.strategy.code, *more])


def listed(strategies: Iterable[Strategy], code: str, today: dt.date) -> Listed:
    """The list, in the order given."""
    lines = [(one.kind, _line(one, code, today)) for one in strategies]
    own, programmes = (
        tuple(line for kind, line in lines if (kind == StrategyKind.PROGRAMME) is programme)
        for programme in (False, True)
    )
    return Listed(own, programmes, reverse("strategia-uusi", args=[code]))


def _line(one: Strategy, code: str, today: dt.date) -> StrategyLine:
    return StrategyLine(
        name=named(one),
        address=reverse("strategia", args=[code, one.code]),
        kind=STRATEGY_KINDS[StrategyKind(one.kind)],
        state=one.state_on(today).value,
        word=state_word(one, today),
        span=span_of(one.valid_from, one.valid_to),
        above=named(one.part_of) if one.part_of is not None else "",
    )


def state_word(one: Strategy, today: dt.date) -> str:
    """Its state in words, with what is to come."""
    state = one.state_on(today)
    if one.superseded_from is not None and state is StrategyState.ADOPTED:
        return _("hyväksytty, korvautuu %(day)s") % {"day": write_day(one.superseded_from)}
    if state is StrategyState.ADOPTED and one.valid_from is not None and not one.has_begun(today):
        return _("hyväksytty, tulee voimaan %(day)s") % {"day": write_day(one.valid_from)}
    return STRATEGY_STATES[state]


def basics_form(of: Material, data: QueryDict | None = None) -> StrategyForm:
    """The basics to be changed."""
    strategy = of.strategy
    facts: dict[str, object] = {name: getattr(strategy, name) for name in BASICS}
    above = [one for one in of.others if one.kind == StrategyKind.STRATEGY and one.pk != strategy.pk]
    return StrategyForm(
        data,
        city=strategy.municipality,
        strategies=[(str(one.pk), named(one)) for one in above],
        initial=facts | {"part_of": strategy.part_of_id},
    )


def levels_form(of: Material, data: QueryDict | None = None) -> LevelWordsForm:
    """The words of the levels to be changed."""
    words = LevelWordsForm.spread(of.strategy.level_words)
    return LevelWordsForm(data, city=of.strategy.municipality, initial=words)


def decision_form(decision: Decision | None = None, data: QueryDict | None = None) -> DecisionForm:
    """A decision to be written down or corrected."""
    return DecisionForm(data, initial={name: getattr(decision, name) for name in DECISION} if decision else None)


def occasion_form(line: ReportingOccasion | None = None, data: QueryDict | None = None) -> OccasionForm:
    """A line of the calendar to be added or changed."""
    return OccasionForm(data, initial={name: getattr(line, name) for name in OCCASION} if line else None)


def strategy_page(of: Material) -> StrategyPage:
    """The page."""
    one, attempt = of.strategy, of.attempt
    draft = one.state == StrategyState.DRAFT
    return StrategyPage(
        name=named(one),
        code=one.code,
        kind=STRATEGY_KINDS[StrategyKind(one.kind)],
        state=one.state_on(of.today).value,
        word=state_word(one, of.today),
        span=span_of(one.valid_from, one.valid_to),
        above=named(one.part_of) if one.part_of is not None else "",
        mission=one.mission_fi,
        vision=one.vision_fi,
        words=tuple(_own_words(one)),
        rule=one.all_rows_reach,
        basics=form_of(attempt, "tiedot", lambda: basics_form(of), of.place("strategia-tiedot"), of.seen.strategy),
        levels=form_of(attempt, "tasot", lambda: levels_form(of), of.place("strategia-tasot"), of.seen.strategy),
        decisions=tuple(_decision(decision, of) for decision in of.decisions),
        add_decision=form_of(attempt, "paatos", decision_form, of.place("strategia-paatos-uusi")),
        occasions=tuple(_occasion(line, of) for line in of.calendar),
        add_occasion=form_of(attempt, "kalenteri", occasion_form, of.place("strategia-kalenteri-uusi")),
        versions=tuple(_versions(of)),
        tree=of.place("strategia-puu"),
        rows=f"{reverse('hallinta-rivit', args=[one.municipality.code])}?strategia={one.code}",
        adopt=of.place("strategia-hyvaksy") if draft else "",
        renew=of.place("strategia-versio"),
        remove=of.place("strategia-poista") if draft else "",
        works=of.works,
        move=of.place("strategia-tyot"),
        changes=reverse("muutokset", args=[one.municipality.code]) + "?laji=strategia",
        fault=attempt.fault,
    )


def _own_words(one: Strategy) -> Iterable[tuple[str, str]]:
    for kind in NodeKind:
        words = one.level_words.get(kind.value)
        if words:
            yield NODE_KINDS[kind], ", ".join(words.values())


def _decision(decision: Decision, of: Material) -> KeptDecision:
    return KeptDecision(
        title=decision_title(decision),
        text=decision.text,
        diary_number=decision.diary_number,
        link=decision.link,
        form=_of_record("paatos", decision, decision_form, of, of.seen.decisions),
    )


def decision_title(decision: Decision) -> str:
    """Which decision: «Kaupunginvaltuusto 4.12.2023 § 110»."""
    section = f" § {decision.section}" if decision.section else ""
    return f"{decision.body} {write_day(decision.date)}{section}"


def _occasion(line: ReportingOccasion, of: Material) -> KeptOccasion:
    parts = [OCCASIONS[Occasion(line.occasion)], line.body]
    if line.month is not None:
        parts.append(_("kuukausi %(month)s") % {"month": line.month})
    return KeptOccasion(
        words=" · ".join(part for part in parts if part),
        description=line.description,
        form=_of_record("kalenteri", line, occasion_form, of, of.seen.occasions),
        remove=of.place("strategia-kalenteri-poista", line.pk),
    )


def _of_record[R: (Decision, ReportingOccasion)](
    name: str, record: R, make: Callable[[R], Form], of: Material, seen: Mapping[int, int]
) -> Asked:
    address = of.place(f"strategia-{name}", record.pk)
    return form_of(of.attempt, name, lambda: make(record), address, seen.get(record.pk, 0), key=record.pk)


def _versions(of: Material) -> Iterable[Version]:
    """The earlier and later versions of this strategy, along the line of what supersedes what."""
    own = of.strategy
    line = {own.pk}
    grown = True
    while grown:
        near = {one.pk for one in of.others if one.supersedes_id in line}
        near |= {one.supersedes_id for one in of.others if one.pk in line and one.supersedes_id is not None}
        grown = not near <= line
        line |= near
    for one in of.others:
        if one.pk in line and one.pk != own.pk:
            yield Version(
                name=named(one),
                word=state_word(one, of.today),
                address=reverse("strategia", args=[own.municipality.code, one.code]),
                compare=of.place("strategia-vertailu", one.code),
            )
