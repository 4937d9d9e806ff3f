"""From the dashboard down to where a figure came from: a goal's rows, a figure's trace, one unit's figure's history."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import today, write_moment
from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from measures.duties import Cell, Duty, parents_of
from measures.figures import rule_on
from measures.models import Actual, Indicator, KpiRow, RollUpRule
from measures.opening import reopenings_of
from measures.pages.entries import name_of
from measures.pages.reopened import told_lines
from measures.periods import Period
from reporting.asked import (
    any_period_asked,
    chosen_inside,
    indicator_asked,
    period_asked,
    strategies_inside,
    strategy_asked,
    unit_asked,
)
from reporting.assemble import standing_at, standing_of
from reporting.pages.history import CellEntries, Ways, as_known, history_page
from reporting.pages.known import KNOWN, read_known
from reporting.pages.node import node_page
from reporting.pages.places import Places
from reporting.pages.trace import Entries, Recorded, periods_of, trace_page
from reporting.past import one_as_of
from reporting.standing import Audience, Standing
from reporting.structure import Structure
from reporting.views import page_of_strategy, row_asked
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import Strategy, Unit
from scorecard.models.codes import NodeKind
from scorecard.permissions import Access, Right

_NO_NODE = later("Tavoitetta, teemaa tai hyötyä ”{}” ei ole tässä kunnassa.")
PEOPLE = ("entered_by", "submitted_by", "returned_by", "approved_by", "withdrawn_by")


@require_safe
@members_with(Right.SEE_DASHBOARD)
def node(request: HttpRequest, access: Access, node: str) -> HttpResponse:
    """A goal, theme or benefit: what stands below it and its rows."""
    code = access.municipality.code
    strategies, known = strategies_inside(code, node=node), read_known(request.GET, today())
    if not strategies:
        raise Unknown(_NO_NODE.format(node))
    period = period_asked(request.GET, today())
    standing = standing_at(strategy_asked(strategies, request.GET), period, known_at=known.moment)
    if node not in {one.branch.code for one in standing.of_kind(*NodeKind)}:
        raise Unknown(_NO_NODE.format(node))
    places = Places(code, Audience.INTERNAL, chosen_inside(request.GET))
    page = node_page(standing, places, node)
    return page_of_strategy(request, "reporting/node.html", page, standing, places, access, known)


@require_safe
@members_with(Right.SEE_DASHBOARD)
def trace(request: HttpRequest, access: Access, row: str) -> HttpResponse:
    """How a row's figure was reckoned and judged, and whose entries it is made of."""
    code = access.municipality.code
    strategy = strategy_asked(strategies_inside(code, row), request.GET)
    period, known = period_asked(request.GET, today()), read_known(request.GET, today())
    structure = row_asked(strategy, period, row, known)
    standing = standing_of(structure, period, Audience.INTERNAL, known.moment)
    places = Places(code, Audience.INTERNAL, chosen_inside(request.GET))
    inputs, rule = _inputs(strategy, standing), _rule(strategy, standing)
    other = _compared(strategy, structure, standing, places)
    page = trace_page(standing, structure, inputs, rule, places, other, _downloads(request, access, row, KNOWN))
    return page_of_strategy(request, "reporting/trace.html", page, standing, places, access, known, row)


@require_safe
@members_with(Right.SEE_DASHBOARD)
def history(request: HttpRequest, access: Access, row: str) -> HttpResponse:
    """Where an indicator's figure of a period came from: the ledger of the unit asked for, or of every unit."""
    indicator, known = indicator_asked(access.municipality, row), read_known(request.GET, today())
    unit = unit_asked(access.municipality, request.GET)
    period = any_period_asked(request.GET) or indicator.rhythm.latest_ended(today())
    rules = RollUpRule.objects.filter(indicator=indicator).exclude(valid_from__gt=period.ends)
    rule = rules.order_by(F("valid_from").asc(nulls_first=True)).last() or RollUpRule(indicator=indicator)
    entries = list(_entries(access, indicator, unit, period))
    if known.moment is not None:
        entries = as_known(entries, known.moment)
        indicator, rule = one_as_of(indicator, known.moment), one_as_of(rule, known.moment)
    asked = Duty(Cell(indicator, unit, period, rule)).asked
    cells = _cells(access, indicator, unit, entries)
    page = history_page(named(indicator), asked, period, _ways(request, access, row), cells)
    opened = told_lines(reopenings_of(indicator, unit, period), known.moment)
    context = {"page": page, "known": known, "opened": opened, "frame": inside_frame(request, access, "tilannekuva")}
    return render(request, "reporting/history.html", context, status=known.status)


def _downloads(request: HttpRequest, access: Access, row: str, *names: str) -> tuple[tuple[str, str], ...]:
    """Where the trail can be had as a file, for those who may: words and address. ``names``: what of the page's own
    address goes along."""
    if not access.may(Right.EXPORT):
        return ()
    query = urlencode([(name, str(request.GET[name])) for name in names if request.GET.get(name)])
    ways = ((_("Excel"), "mittarin-kirjausketju"), ("CSV", "mittarin-kirjaukset"))
    return tuple(
        (words, reverse(name, args=[access.municipality.code, row]) + (f"?{query}" if query else ""))
        for words, name in ways
    )


def _entries(access: Access, indicator: Indicator, unit: Unit | None, period: Period) -> Iterable[Actual]:
    found = Actual.objects.filter(
        municipality=access.municipality, indicator=indicator, period_starts=period.starts, period_ends=period.ends
    )
    own = found if unit is None else found.filter(unit=unit)
    return own.select_related("unit", *PEOPLE).order_by("unit__order", "unit__code", "id")


def own_units(access: Access) -> frozenset[int]:
    """The units whose drafts the reader may see: those entered for and those approved."""
    parents = parents_of(access.municipality)
    return access.reach(Right.ENTER, parents) | access.reach(Right.APPROVE, parents)


def _cells(access: Access, indicator: Indicator, unit: Unit | None, entries: Sequence[Actual]) -> list[CellEntries]:
    """The entries by unit, with whether the reader is of the unit or approves its figures."""
    own = own_units(access)
    groups: dict[int | None, list[Actual]] = {unit.pk: []} if unit is not None else {}
    names = {unit.pk: named(unit)} if unit is not None else {}
    for entry in entries:
        groups.setdefault(entry.unit_id, []).append(entry)
        names[entry.unit_id or 0] = named(entry.unit) if entry.unit is not None else named(access.municipality)
    return [
        CellEntries(names[pk or 0], group, (pk or indicator.responsible_unit_id) in own) for pk, group in groups.items()
    ]


def _inputs(strategy: Strategy, standing: Standing) -> Entries:
    """The very entries that the row's parts were read from, with what had been done with them: one query."""
    row, moment = standing.rows[0], standing.known_at
    periods = periods_of(row)
    if not periods:
        return {}
    ledger = Actual.objects.filter(
        municipality=strategy.municipality_id,
        indicator__code=row.code,
        period_starts__gte=periods[0].starts,
        period_ends__lte=periods[-1].ends,
    )
    found = ledger.counted(moment).latest_of(Actual.objects.counted(moment))
    entries = as_known(found.select_related("unit", *PEOPLE), moment)
    return {(one.unit.code if one.unit is not None else None, one.period): one for one in entries}


def _compared(strategy: Strategy, structure: Structure, standing: Standing, places: Places) -> str:
    """Where the compared figure comes from: its trace when the strategy has it as a row, else its history.

    Empty where nothing is compared, without a query; else one.
    """
    other, period = structure.targets[0].other, standing.rows[0].figure.period
    if other is None:
        return ""
    if KpiRow.objects.filter(strategy=strategy, indicator=other).exists():
        return places.trace(other.code)
    return places.history(other.code, period or standing.period)


def _rule(strategy: Strategy, standing: Standing) -> Recorded:
    """Who last recorded the roll-up rule that the figure was made by: one query."""
    row = standing.rows[0]
    day = row.figure.period.ends if row.figure.period is not None else standing.period.ends
    lives = RollUpRule.history.filter(
        indicator__municipality=strategy.municipality_id,
        indicator__code=row.code,
        valid_from=rule_on(row.facts.measured, day).valid_from,
        history_date__lte=standing.structure_at or standing.known_at,
    )
    life = lives.select_related("history_user").order_by("history_date", "history_id").last()
    if life is None:
        return Recorded()
    return Recorded(name_of(life.history_user) if life.history_user else _("palvelu"), write_moment(life.history_date))


def _ways(request: HttpRequest, access: Access, row: str) -> Ways:
    """The indicator's page and the trace, with the period, strategy and day that the reader came with."""
    names = (("tilanne", "kausi"), ("strategia", "strategia"), (KNOWN, KNOWN))
    kept = tuple((name, str(request.GET[own])) for own, name in names if request.GET.get(own))
    places = Places(access.municipality.code, Audience.INTERNAL, kept)
    downloads = _downloads(request, access, row, "yksikko", "kausi", KNOWN)
    return Ways(places.row(row), places.trace(row), downloads)
