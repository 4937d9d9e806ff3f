"""The list of indicators: what is measured, by whom, in which strategies, and what is still lacking in each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from measures.labels import DIRECTIONS
from measures.models import Indicator, KpiRow, RollUpRule
from measures.models.codes import Reading
from measures.rollup import AcrossUnits
from measures.steward.pages.words import measured_words, rule_words
from measures.targets import Direction
from scorecard.models import Strategy
from scorecard.work.organisation import Organisation
from scorecard.work.pages.projects import Chooser, chooser, not_offered

SEARCH, STRATEGY, UNIT, STATE = "haku", "strategia", "yksikko", "tila"
NO_STRATEGY, NO_UNIT = "-", "-"
IN_FORCE, ENDED, LACKING = "voimassa", "paattynyt", "puutteita"


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator in the list. ``lacks``: what has to be kept, a sentence each."""

    code: str
    name: str
    address: str
    measured: str
    rule: str
    direction: str
    unit: str
    role: str
    strategies: tuple[str, ...]
    ended: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorsPage:
    """The list with its search and choosers."""

    lines: tuple[IndicatorLine, ...]
    total: int
    search: str
    choosers: tuple[Chooser, ...]
    faults: tuple[str, ...]
    add: str
    rows: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list is made of. ``reporters``: the units that report each indicator."""

    indicators: Sequence[Indicator]
    rules: Mapping[int, RollUpRule]
    rows: Sequence[KpiRow]
    reporters: Mapping[int, frozenset[int]]
    strategies: Sequence[Strategy]
    organisation: Organisation


def indicators_page(code: str, listed: Listed, query: QueryDict) -> IndicatorsPage:
    """The page of what was asked for."""
    rows: dict[int, list[KpiRow]] = {}
    for row in listed.rows:
        rows.setdefault(row.indicator_id, []).append(row)
    choosers = _choosers(listed, query)
    chosen = {one.name: next((option.code for option in one.options if option.chosen), "") for one in choosers}
    search = " ".join(query.get(SEARCH, "").split())[:80]
    made = {one.pk: _line(code, one, listed, rows.get(one.pk, [])) for one in listed.indicators}
    shown = [
        made[one.pk]
        for one in listed.indicators
        if _is_chosen(one, made[one.pk], chosen, rows.get(one.pk, []), listed) and _is_found(one, search)
    ]
    return IndicatorsPage(
        lines=tuple(shown),
        total=len(listed.indicators),
        search=search,
        choosers=choosers,
        faults=not_offered(choosers, query),
        add=reverse("hallinta-mittari-uusi", args=[code]),
        rows=reverse("hallinta-rivit", args=[code]),
    )


def _line(code: str, indicator: Indicator, listed: Listed, rows: Iterable[KpiRow]) -> IndicatorLine:
    rule, unit = listed.rules.get(indicator.pk), indicator.responsible_unit
    own = list(rows)
    return IndicatorLine(
        code=indicator.code,
        name=named(indicator),
        address=reverse("hallinta-mittari", args=[code, indicator.code]),
        measured=measured_words(indicator),
        rule=rule_words(rule) if rule is not None else "",
        direction=DIRECTIONS[Direction(indicator.direction)],
        unit=named(unit) if unit is not None else "",
        role=indicator.responsible_role,
        strategies=tuple(named(row.strategy) for row in own),
        ended=write_day(indicator.last_day) if indicator.last_day is not None else "",
        lacks=tuple(_lacks(indicator, rule, listed, own)) if indicator.last_day is None else (),
    )


def _lacks(indicator: Indicator, rule: RollUpRule | None, listed: Listed, rows: Iterable[KpiRow]) -> Iterable[str]:
    alone = rule is not None and rule.across_units == AcrossUnits.MUNICIPALITY
    if not alone and not listed.reporters.get(indicator.pk):
        yield _("Mikään yksikkö ei raportoi.")
    if alone and indicator.responsible_unit_id is None:
        yield _("Vastuuyksikkö puuttuu: kukaan ei saa kirjata lukua.")
    if indicator.rhythm.never_due:
        yield _("Mittausvuosi puuttuu.")
    if not rows:
        yield _("Ei yhdenkään strategian rivinä.")
    if any(row.reading == Reading.PROPOSED for row in rows):
        yield _("Tulkinta on vahvistamatta.")


def _is_found(indicator: Indicator, search: str) -> bool:
    told = f"{indicator.code} {indicator.name_fi} {indicator.name_sv} {indicator.name_en} {indicator.source}".casefold()
    return all(word in told for word in search.casefold().split())


def _is_chosen(
    indicator: Indicator, line: IndicatorLine, chosen: Mapping[str, str], rows: Sequence[KpiRow], listed: Listed
) -> bool:
    strategy, unit, state = chosen[STRATEGY], chosen[UNIT], chosen[STATE]
    units = {str(pk) for pk in listed.reporters.get(indicator.pk, frozenset())} | {str(indicator.responsible_unit_id)}
    states = {"": True, IN_FORCE: not line.ended, ENDED: bool(line.ended), LACKING: bool(line.lacks)}
    return (
        (strategy == "" or any(row.strategy.code == strategy for row in rows) or (strategy == NO_STRATEGY and not rows))
        and (unit == "" or not units.isdisjoint(_below(unit, listed)))
        and states[state]
    )


def _below(unit: str, listed: Listed) -> set[str]:
    """The unit chosen and those below it; for none the indicators without one."""
    return {"None"} if unit == NO_UNIT else {str(pk) for pk in listed.organisation.below(int(unit))}


def _choosers(listed: Listed, query: QueryDict) -> tuple[Chooser, ...]:
    strategies = [
        ("", _("Kaikki")),
        *((one.code, named(one)) for one in listed.strategies),
        (NO_STRATEGY, _("Ei missään")),
    ]
    units = [
        (str(pk), " / ".join(named(one) for one in listed.organisation.line(pk))) for pk in listed.organisation.units
    ]
    states = [
        ("", _("Kaikki")),
        (IN_FORCE, _("Voimassa")),
        (ENDED, _("Päättyneet")),
        (LACKING, _("Kaipaa täydennystä")),
    ]
    return (
        _known(STRATEGY, _("Strategia tai ohjelma"), strategies, query),
        _known(UNIT, _("Yksikkö"), [("", _("Kaikki")), *units, (NO_UNIT, _("Ei yksikköä"))], query),
        _known(STATE, _("Tila"), states, query),
    )


def _known(name: str, label: str, choices: Sequence[tuple[str, str]], query: QueryDict) -> Chooser:
    """A chooser; what is not among its choices is as if not chosen."""
    typed = query.get(name, "")
    return chooser(name, label, choices, typed if typed in dict(choices) else "")
