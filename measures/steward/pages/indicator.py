"""One indicator as its steward keeps it: definition, rules by day, reporting units by day, strategies, its end."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import content, named
from measures.labels import DIRECTIONS, ENTITIES, VALUE_TYPES
from measures.models import Indicator, KpiRow, ReportingUnit, RollUpRule
from measures.models.codes import Entity, ValueType
from measures.rollup import AcrossUnits
from measures.steward.forms import (
    IndicatorForm,
    LastDayForm,
    Offered,
    ReporterDaysForm,
    ReportersForm,
    RuleForm,
    SuccessorForm,
)
from measures.steward.pages.attempts import NO_ATTEMPT, Attempt, form_of
from measures.steward.pages.words import (
    decision_choices,
    decision_words,
    indicator_choices,
    measured_words,
    rule_words,
    since_words,
    span_words,
)
from measures.steward.settled import Figures
from measures.targets import Direction
from scorecard.models import Decision
from scorecard.work.fields import Asked
from scorecard.work.organisation import Organisation, in_force

FACTS = (
    *("name_fi", "name_sv", "name_en", "description", "value_type", "decimals", "direction", "frequency"),
    *("measuring_year", "first_day", "entity", "responsible_role", "source", "quality"),
    *("terms_fi", "terms_sv", "terms_en"),
)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule: its words, from when; ``drop``: the address where it is taken back, where no closed period needs it."""

    words: str
    since: str
    drop: str


@dataclass(frozen=True, slots=True)
class ReporterLine:
    """A reporting unit with its days and what can be done to it. ``drop`` only of one that has reported nothing."""

    id: int
    name: str
    days: str
    over: bool
    change: Asked
    hand_over: Asked
    drop: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """A strategy that has the indicator."""

    strategy: str
    address: str
    ended: str


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """What the page shows. ``resume``: of an ended one the address where it goes on."""

    code: str
    name: str
    facts: tuple[tuple[str, str], ...]
    ended: str
    figures: str
    change: Asked
    rules: tuple[RuleLine, ...]
    open_from: str
    rule: Asked
    reporters: tuple[ReporterLine, ...]
    alone: bool
    add: Asked
    rows: tuple[RowLine, ...]
    place: str
    retire: Asked
    resume: str
    delete: str
    fault: str
    changes: str


@dataclass(frozen=True, slots=True)
class Material:
    """What the page is made of. ``others``: indicators that may weigh; ``open_day``: the first open day."""

    code: str
    indicator: Indicator
    figures: Figures
    rules: Sequence[RollUpRule]
    reporters: Sequence[ReportingUnit]
    rows: Sequence[KpiRow]
    organisation: Organisation
    others: Sequence[Indicator]
    decisions: Sequence[Decision]
    open_day: dt.date | None
    today: dt.date
    attempt: Attempt = field(default=NO_ATTEMPT)

    def place(self, step: str = "", *more: object) -> str:
        """An address of the indicator's."""
        name = f"hallinta-mittari-{step}" if step else "hallinta-mittari"
        return reverse(name, args=[self.code, self.indicator.code, *more])

    @property
    def alone(self) -> bool:
        """Is there one figure of the whole municipality?"""
        return bool(self.rules) and self.rules[-1].across_units == AcrossUnits.MUNICIPALITY

    @property
    def units(self) -> list[tuple[str, str]]:
        """The units there are today, by their line."""
        lines = [
            (str(unit.pk), " / ".join(named(one) for one in self.organisation.line(unit.pk)))
            for _depth, unit in self.organisation.in_tree_order(self.today)
        ]
        own = self.indicator.responsible_unit
        if own is not None and not in_force(own, self.today):
            lines.append((str(own.pk), named(own)))
        return lines

    @property
    def new_units(self) -> list[tuple[int, str, str]]:
        """The units that do not report yet: depth, key, name."""
        known = {one.unit_id for one in self.reporters}
        tree = self.organisation.in_tree_order(self.today)
        return [(depth, str(unit.pk), named(unit)) for depth, unit in tree if unit.pk not in known]

    @property
    def offered(self) -> Offered:
        """What the form of the definition lets choose."""
        return Offered(self.units, decision_choices(self.decisions))


def indicator_page(of: Material) -> IndicatorPage:
    """The page."""
    indicator, attempt = of.indicator, of.attempt
    seen: Any = getattr(indicator, "seen", 0)
    stored = indicator_form(of.offered, indicator)
    return IndicatorPage(
        code=indicator.code,
        name=named(indicator),
        facts=tuple((label, text) for label, text in _facts(indicator) if text),
        ended=write_day(indicator.last_day) if indicator.last_day is not None else "",
        figures=_figures(of.figures),
        change=form_of(attempt, "tiedot", stored, of.place("muokkaa"), seen),
        rules=tuple(_rules(of)),
        open_from=write_day(of.open_day) if of.open_day is not None else "",
        rule=form_of(
            attempt, "saanto", rule_form(of), of.place("saanto"), max((one.pk for one in of.rules), default=0)
        ),
        reporters=tuple(_reporters(of)),
        alone=of.alone,
        add=_adding(of),
        rows=tuple(_rows(of)),
        place=f"{reverse('hallinta-rivit', args=[of.code])}?mittari={indicator.code}#uusi-rivi",
        retire=form_of(attempt, "paata", LastDayForm(), of.place("paata"), seen),
        resume=of.place("jatka") if indicator.last_day is not None else "",
        delete=of.place("poista") if not of.figures.number and not of.rows else "",
        fault=attempt.fault,
        changes=f"{reverse('muutokset', args=[of.code])}?mittari={indicator.code}",
    )


def indicator_form(offered: Offered, indicator: Indicator, typed: QueryDict | None = None) -> IndicatorForm:
    """The form of the definition, filled with what stands or with what was typed."""
    level = indicator.value_type == ValueType.LEVEL
    initial: dict[str, Any] = {name: getattr(indicator, name) for name in FACTS}
    initial |= {
        "measure_unit": "" if level or indicator.value_type == ValueType.YES_NO else indicator.measure_unit,
        "scale": indicator.measure_unit if level else "",
        "responsible_unit": indicator.responsible_unit_id or "",
        "decision": indicator.decision_id or "",
    }
    return IndicatorForm(*([typed] if typed is not None else []), offered=offered, initial=initial)


def rule_form(of: Material, typed: QueryDict | None = None) -> RuleForm:
    """The form of a new rule, filled with the last one."""
    last = of.rules[-1] if of.rules else None
    initial: dict[str, Any] = {"valid_from": of.open_day}
    if last is not None:
        initial |= {"across_units": last.across_units, "across_time": last.across_time, "weight": last.weight_id or ""}
    indicators = indicator_choices(one for one in of.others if one.pk != of.indicator.pk)
    given = [typed] if typed is not None else []
    return RuleForm(*given, indicators=indicators, needs_day=of.open_day is not None, initial=initial)


def reporters_form(of: Material, typed: QueryDict | None = None) -> ReportersForm:
    """The form of units that begin to report."""
    units = [(key, name) for _depth, key, name in of.new_units]
    return ReportersForm(*([typed] if typed is not None else []), units=units, initial={"valid_from": of.open_day})


def days_form(reporter: ReportingUnit, typed: QueryDict | None = None) -> ReporterDaysForm:
    """The form of a unit's days."""
    initial = {"valid_from": reporter.valid_from, "valid_to": reporter.valid_to}
    return ReporterDaysForm(*([typed] if typed is not None else []), initial=initial)


def successor_form(of: Material, typed: QueryDict | None = None) -> SuccessorForm:
    """The form of who goes on."""
    units = [(key, name) for _depth, key, name in of.new_units]
    return SuccessorForm(*([typed] if typed is not None else []), units=units)


def _facts(indicator: Indicator) -> Iterator[tuple[str, str]]:
    unit = indicator.responsible_unit
    yield _("Mitä mitataan"), indicator.description
    yield _("Luku"), f"{VALUE_TYPES[ValueType(indicator.value_type)]}, {measured_words(indicator)}"
    yield _("Osoittaja / nimittäjä"), content(indicator.terms_fi, indicator.terms_sv, indicator.terms_en)
    yield _("Desimaaleja"), str(indicator.decimals)
    yield _("Suunta"), DIRECTIONS[Direction(indicator.direction)]
    yield _("Mittausvuosi"), str(indicator.measuring_year or "")
    yield _("Mitataan alkaen"), write_day(indicator.first_day) if indicator.first_day is not None else ""
    yield _("Koskee"), ENTITIES[Entity(indicator.entity)]
    yield _("Vastuuyksikkö"), named(unit) if unit is not None else _("ei vielä valittu")
    yield _("Vastuurooli"), indicator.responsible_role
    yield _("Lähde"), indicator.source
    yield _("Luvun laatu ja varaumat"), indicator.quality
    yield _("Päätös"), decision_words(indicator.decision) if indicator.decision is not None else ""
    yield _("Nimi ruotsiksi"), indicator.name_sv
    yield _("Nimi englanniksi"), indicator.name_en


def _figures(figures: Figures) -> str:
    if figures.first is None or figures.last is None:
        return _("Lukuja ei ole vielä kirjattu.")
    said = ngettext(
        "%(number)s kirjaus; kaudet päättyvät %(first)s–%(last)s.",
        "%(number)s kirjausta; kaudet päättyvät %(first)s–%(last)s.",
        figures.number,
    )
    return said % {
        "number": figures.number,
        "first": write_day(figures.first),
        "last": write_day(figures.last),
    }


def _rules(of: Material) -> Iterator[RuleLine]:
    for one in reversed(of.rules):
        free = of.open_day is None or (one.valid_from is not None and one.valid_from >= of.open_day)
        drop = of.place("saanto-poista", one.pk) if free and len(of.rules) > 1 else ""
        yield RuleLine(rule_words(one), since_words(one.valid_from), drop)


def _reporters(of: Material) -> Iterator[ReporterLine]:
    for one in of.reporters:
        told: Any = one
        hand_over = form_of(of.attempt, "siirto", successor_form(of), of.place("siirra", one.pk), "", key=one.pk)
        yield ReporterLine(
            id=one.pk,
            name=" / ".join(named(unit) for unit in of.organisation.line(one.unit_id)),
            days=span_words(one.valid_from, one.valid_to),
            over=one.valid_to is not None and one.valid_to < of.today,
            change=form_of(of.attempt, "paivat", days_form(one), of.place("raportoija", one.pk), told.seen, key=one.pk),
            hand_over=hand_over,
            drop="" if told.has_figures else of.place("raportoija-poista", one.pk),
        )


def _adding(of: Material) -> Asked:
    depths: Mapping[str, int] = {key: depth for depth, key, _name in of.new_units}
    return form_of(of.attempt, "raportoijat", reporters_form(of), of.place("raportoijat"), "", depths=depths)


def _rows(of: Material) -> Iterable[RowLine]:
    for row in of.rows:
        place = reverse("hallinta-rivi", args=[of.code, row.strategy.code, of.indicator.code])
        yield RowLine(named(row.strategy), place, write_day(row.last_day) if row.last_day is not None else "")
