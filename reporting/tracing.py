"""From the dashboard down to where a figure came from: a goal's rows, and the history of one unit's figure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import end_of_day, read_day, today, write_day
from kemi_strategy.web.errors import Unknown
from measures.duties import Cell, Duty, parents_of
from measures.models import Actual, Indicator, RollUpRule
from measures.opening import reopenings_of
from measures.pages.reopened import told_lines
from measures.periods import Period
from reporting.asked import chosen, period_asked, strategies_inside, strategy_asked
from reporting.assemble import standing_at
from reporting.pages.history import AsKnown, CellEntries, as_known, history_page
from reporting.pages.node import node_page
from reporting.pages.places import Places
from reporting.pages.trail import HEADS, trail_rows
from reporting.renderers.as_csv import CONTENT_TYPE, csv_lines
from reporting.standing import Audience
from reporting.views import page_of_strategy
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import Unit
from scorecard.permissions import Access, Right

PEOPLE = ("entered_by", "submitted_by", "returned_by", "approved_by")


@require_safe
@members_with(Right.SEE_DASHBOARD)
def node(request: HttpRequest, access: Access, node: str) -> HttpResponse:
    """A goal, theme or benefit: what stands below it and its rows."""
    code = access.municipality.code
    strategies = strategies_inside(code, node=node)
    if not strategies:
        raise Unknown(f"Tavoitetta, teemaa tai hyötyä ”{node}” ei ole tässä kunnassa.")
    standing = standing_at(strategy_asked(strategies, request.GET), period_asked(request.GET, today()))
    places = Places(code, Audience.INTERNAL, chosen(request.GET))
    page = node_page(standing, places, node)
    return page_of_strategy(request, "reporting/node.html", page, standing, places, access)


@require_safe
@members_with(Right.SEE_DASHBOARD)
def history(request: HttpRequest, access: Access, row: str) -> HttpResponse:
    """Where an indicator's figure of a period came from: the ledger of the unit asked for, or of every unit."""
    indicator = _indicator(access, row)
    unit, period = _unit(access, request.GET.get("yksikko", "")), _period(request.GET.get("kausi", ""), indicator)
    rules = RollUpRule.objects.filter(indicator=indicator).exclude(valid_from__gt=period.ends)
    rule = rules.order_by("valid_from").last() or RollUpRule(indicator=indicator)
    entries = Actual.objects.filter(
        municipality=access.municipality, indicator=indicator, period_starts=period.starts, period_ends=period.ends
    )
    if unit is not None:
        entries = entries.filter(unit=unit)
    found = entries.select_related("unit", *PEOPLE).order_by("unit__order", "unit__code", "id")
    day, known = _as_known(request, access, row)
    cells = _cells(access, indicator, unit, list(found) if day is None else as_known(found, end_of_day(day)))
    asked = Duty(Cell(indicator, unit, period, rule)).asked
    page = history_page(indicator.name_fi, asked, period, _back(request, access, row), known, cells)
    opened = told_lines(reopenings_of(indicator, unit, period), end_of_day(day) if day is not None else None)
    context = {"page": page, "opened": opened, "frame": inside_frame(request, access, "tilannekuva")}
    return render(request, "reporting/history.html", context)


@require_safe
@members_with(Right.EXPORT)
def trail(request: HttpRequest, access: Access, row: str) -> StreamingHttpResponse:
    """Every entry of an indicator, of all its units and periods, as CSV."""
    indicator = _indicator(access, row)
    entries = Actual.objects.filter(municipality=access.municipality, indicator=indicator)
    ordered = entries.order_by("unit__order", "unit_id", "period_starts", "period_ends", "id")
    found = ordered.select_related("indicator", "unit", *PEOPLE).iterator(chunk_size=2000)
    lines = csv_lines(HEADS, trail_rows(found, _own(access)))
    name = f"{access.municipality.code}-{indicator.code}-kirjaukset.csv"
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(lines, content_type=CONTENT_TYPE, headers=headers)


def _as_known(request: HttpRequest, access: Access, row: str) -> tuple[dt.date | None, AsKnown]:
    """The day of ``?tiedossa=`` and its form. A day that is not understood, or to come, is said and left aside."""
    typed = request.GET.get("tiedossa", "").strip()
    names = ("yksikko", "kausi", "tilanne", "strategia")
    known = AsKnown(
        typed=typed,
        kept=tuple((name, str(request.GET[name])) for name in names if request.GET.get(name)),
        trail=reverse("mittarin-kirjaukset", args=[access.municipality.code, row]) if access.may(Right.EXPORT) else "",
    )
    if not typed:
        return None, known
    day = read_day(typed)
    if day is None:
        return None, replace(known, fault="Kirjoita päivä muodossa pp.kk.vvvv, esimerkiksi 31.8.2026. Näet nykytilan.")
    if day > today():
        return None, replace(known, fault=f"{write_day(day)} on vasta tulossa. Näet nykytilan.")
    return day, replace(known, notice=f"Näet luvut sellaisina kuin ne tiedettiin {write_day(day)} päivän päättyessä.")


def _own(access: Access) -> frozenset[int]:
    """The units whose drafts the reader may see: those entered for and those approved."""
    parents = parents_of(access.municipality)
    return access.reach(Right.ENTER, parents) | access.reach(Right.APPROVE, parents)


def _cells(access: Access, indicator: Indicator, unit: Unit | None, entries: Sequence[Actual]) -> list[CellEntries]:
    """The entries by unit, with whether the reader is of the unit or approves its figures."""
    own = _own(access)
    groups: dict[int | None, list[Actual]] = {unit.pk: []} if unit is not None else {}
    names = {unit.pk: unit.name_fi} if unit is not None else {}
    for entry in entries:
        groups.setdefault(entry.unit_id, []).append(entry)
        names[entry.unit_id or 0] = entry.unit.name_fi if entry.unit is not None else access.municipality.name_fi
    return [
        CellEntries(names[pk or 0], group, (pk or indicator.responsible_unit_id) in own) for pk, group in groups.items()
    ]


def _indicator(access: Access, code: str) -> Indicator:
    found = Indicator.objects.filter(municipality=access.municipality, code=code).first()
    if found is None:
        raise Unknown(f"Mittaria ”{code}” ei ole tässä kunnassa.")
    return found


def _unit(access: Access, code: str) -> Unit | None:
    if not code:
        return None
    found = Unit.objects.filter(municipality=access.municipality, code=code).first()
    if found is None:
        raise Unknown(f"Yksikköä ”{code}” ei ole tässä kunnassa.")
    return found


def _period(text: str, indicator: Indicator) -> Period:
    """The period of ``?kausi=``; without one the indicator's last that has ended. Raises Unknown for others."""
    if not text:
        return indicator.rhythm.latest_ended(today())
    try:
        return Period.parse(text)
    except ValueError:
        raise Unknown(f"Kautta ”{text}” ei ole. Kausi kirjoitetaan esimerkiksi 2025, 2025-H1 tai 2025-Q3.") from None


def _back(request: HttpRequest, access: Access, row: str) -> str:
    """The indicator's page, with the period and strategy that the reader came with."""
    names = (("tilanne", "kausi"), ("strategia", "strategia"))
    kept = tuple((name, str(request.GET[own])) for own, name in names if request.GET.get(own))
    return Places(access.municipality.code, Audience.INTERNAL, kept).row(row)
