"""A supervisor's page of asking that a figure be opened: what was asked, what was answered, and the form."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today, write_day, write_moment
from kemi_strategy.web.speaking import named
from measures.duties import Cell
from measures.models import ReopeningRequest, RollUpRule, Window
from measures.pages.entries import any_of, name_of
from measures.pages.fields import AskedField, asked_fields, faults_of
from measures.spans import write_period


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and its answer. ``state``: odottaa, avattu, kielletty, päättynyt. ``entry``: where to enter it."""

    figure: str
    period: str
    state: str
    reason: str
    asked: str
    answer: str
    entry: str


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """What the page shows. ``why_not``: the window is open or has not opened, so nothing needs to be asked."""

    period: str
    why_not: str
    approvers: str
    requests: tuple[Asked, ...]
    fields: tuple[AskedField, ...]
    fault: str
    address: str
    back: str
    others: tuple[tuple[str, str], ...]


def requests_page(
    code: str,
    window: Window,
    requests: Iterable[ReopeningRequest],
    form: Form,
    others: Iterable[Window],
    approvers: Iterable[str],
) -> RequestsPage:
    """The page of one window's form; requests are of every window, latest first."""
    page = reverse("avauspyynnot", args=[code])
    return RequestsPage(
        period=write_period(window.period),
        why_not=_why_not(window),
        approvers=any_of(approvers),
        requests=tuple(_asked(code, one) for one in requests),
        fields=asked_fields(form, "pyynto"),
        fault=faults_of(form),
        address=f"{reverse('pyyda-avausta', args=[code])}?kausi={window.period.code}",
        back=f"{reverse('kirjaus', args=[code])}?kausi={window.period.code}",
        others=tuple((write_period(one.period), f"{page}?kausi={one.period.code}") for one in others),
    )


def _why_not(window: Window) -> str:
    if window.is_open(today()):
        return _("Kausi on auki: voit kirjata luvut ilman avausta.")
    return _("Kauden kirjaus ei ole vielä alkanut.") if today() < window.opens else ""


def _asked(code: str, one: ReopeningRequest) -> Asked:
    state, answer = _answer(one)
    period = one.indicator.rhythm.latest_ended(one.window.period_ends)
    cell = Cell(one.indicator, one.unit, period, RollUpRule(indicator=one.indicator))
    entry = f"{reverse('kirjaus', args=[code])}?kausi={one.window.period.code}{cell.whereabouts}"
    return Asked(
        figure=f"{named(one.unit) if one.unit else _('Koko kunta')}: {named(one.indicator)}",
        period=write_period(one.window.period),
        state=state,
        reason=one.reason,
        asked=f"{name_of(one.asked_by)} {write_moment(one.asked_at)}",
        answer=answer,
        entry=entry if _is_open(one) else "",
    )


def _is_open(one: ReopeningRequest) -> bool:
    """May the figure be entered now?"""
    opened = one.reopening
    return opened is not None and opened.ended_at is None and opened.expires_at >= timezone.now()


def _answer(one: ReopeningRequest) -> tuple[str, str]:
    if one.answered_at is None or one.answered_by is None:
        return _("odottaa vastausta"), ""
    by, opened = f"{name_of(one.answered_by)} {write_moment(one.answered_at)}", one.reopening
    if opened is None:
        return _("kielletty"), f"{one.declined_reason} ({by})"
    if opened.ended_at is not None:
        return _("päätetty"), _("Luku oli avattu, ja avaus päätettiin %(ended_at)s (%(by)s).") % {
            "ended_at": write_day(opened.ended_at),
            "by": by,
        }
    if opened.expires_at < timezone.now():
        return _("päättynyt"), _("Luku oli auki %(open_until)s asti (%(by)s).") % {
            "open_until": write_day(opened.expires_at),
            "by": by,
        }
    return _("avattu"), _("Luku on auki %(open_until)s asti (%(by)s).") % {
        "open_until": write_day(opened.expires_at),
        "by": by,
    }
