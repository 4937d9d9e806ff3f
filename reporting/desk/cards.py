"""A row's deviation card and the officer's own assessment: looked at by those inside, written by those who answer."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import NotAllowed, Unknown
from measures.actions import assess, withdraw_assessment
from measures.models import Assessment, KpiRow, ReportingUnit
from measures.periods import Period
from measures.verdicts import Verdict
from reporting.asked import period_asked, strategies_inside, strategy_asked
from reporting.assemble import standing_at
from reporting.desk.draft import said
from reporting.desk.forms import AssessmentForm, CardForm, WithdrawalForm
from reporting.keeping.deviations import Said, latest_card, write_deviation
from reporting.keeping.held import WrittenMeanwhile
from reporting.models import Deviation
from reporting.models.codes import CardState
from reporting.pages.issue.cards import assessed_periods, assessment_said, card_said, row_words
from reporting.standing import RowStanding
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.frame import inside_frame
from scorecard.permissions import Access, Right
from scorecard.work.fields import Asked, asked
from scorecard.work.organisation import organisation_of
from scorecard.work.views.manners import CHANGED, done, seen_in, writer

_CARD_FIELDS = ("cause", "done", "responsible", "date", "state", "body", "decided_on", "section", "expires", "closing")
NOT_YOURS = gettext_lazy("Voit kirjoittaa vain oman toimialasi mittareista. Voit katsoa tätä.")


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("tilannekuvan-mittari", "row")
@members_with(Right.SEE_DASHBOARD)
def card(request: HttpRequest, access: Access, row: str) -> HttpResponse:
    """The row's card with its versions; a POST writes the next one."""
    kept, standing, period = _row(request, access, row)
    writes = _answers(access, Right.KEEP_DEVIATIONS, kept)
    last = latest_card(kept)
    if request.method != "POST":
        form = CardForm(initial=_written(last)) if writes else None
        return _card_page(request, access, kept, standing, period, _asked(form, request, last))
    if not writes:
        raise NotAllowed(NOT_YOURS)
    form = CardForm(request.POST)
    if form.is_valid():
        try:
            write_deviation(row=kept, said=Said(**_given(form)), seen=seen_in(request), by=writer(request))
            return done(request, request.get_full_path(), _("Poikkeamakortti on tallennettu."))
        except WrittenMeanwhile:
            last = latest_card(kept)
            form.add_error(None, CHANGED)
            now = {name: str(value or "–") for name, value in _written(last).items()}
            return _card_page(request, access, kept, standing, period, _asked(form, request, last, now), refused=True)
        except ValidationError as refused:
            form.add_error(None, " ".join(refused.messages))
    return _card_page(request, access, kept, standing, period, _asked(form, request, last), refused=True)


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("tilannekuvan-mittari", "row")
@members_with(Right.SEE_DASHBOARD)
def assessment(request: HttpRequest, access: Access, row: str) -> HttpResponse:
    """The officers' assessments of the row; a POST gives one, or takes the latest back."""
    kept, standing, period = _row(request, access, row)
    writes = _answers(access, Right.ASSESS, kept)
    if request.method == "POST" and not writes:
        raise NotAllowed(NOT_YOURS)
    periods = list(assessed_periods(period))
    latest = Assessment.objects.filter(row=kept).order_by("period_ends", "id").last()
    takes_back = request.method == "POST" and "peru" in request.POST
    given = request.method == "POST" and not takes_back
    form = AssessmentForm(request.POST if given else None, periods=periods, initial={"period": periods[0][0]})
    withdrawal = WithdrawalForm(request.POST if takes_back else None)
    if takes_back and withdrawal.is_valid() and latest is not None and latest.verdict:
        reason = withdrawal.cleaned_data["reason"]
        withdraw_assessment(assessment=latest, reason=reason, at=timezone.now(), by=writer(request))
        return done(request, request.get_full_path(), _("Arvio on peruttu. Aiempi jää näkyviin."))
    if given and form.is_valid():
        _assess(request, kept, form)
        return done(request, request.get_full_path(), _("Arvio on tallennettu."))
    address = request.get_full_path()
    back = asked(withdrawal, address, "peru", "peru") if writes and latest is not None and latest.verdict else None
    page = row_words(
        standing,
        _("Viranhaltijan arvio"),
        (_("Anna arvio"), _("Tallenna arvio"), _("Annetut arviot")),
        period,
        _place(access, row),
        [assessment_said(one) for one in _assessments(kept)],
        asked(form, address, "arvio") if writes else None,
        back,
        _("Mittarista ei ole annettu viranhaltijan arviota."),
    )
    return _shown(request, access, page, refused=bool(request.method == "POST"))


def _assess(request: HttpRequest, row: KpiRow, form: AssessmentForm) -> None:
    given = form.cleaned_data
    assess(
        row=row,
        period=Period.parse(given["period"]),
        verdict=Verdict(given["verdict"]),
        reason=given["reason"],
        at=timezone.now(),
        by=writer(request),
    )


def _assessments(row: KpiRow) -> list[Assessment]:
    return list(Assessment.objects.filter(row=row).select_related("assessed_by").order_by("-id"))


def _row(request: HttpRequest, access: Access, code: str) -> tuple[KpiRow, RowStanding, Period]:
    """The row of an address as it stands. Raises Unknown when the municipality has none of this code."""
    strategy = strategy_asked(strategies_inside(access.municipality.code, code), request.GET)
    kept = KpiRow.objects.filter(strategy=strategy, indicator__code=code).select_related("indicator").first()
    if kept is None:
        raise Unknown(_("Mittaria ”%(code)s” ei ole tässä strategiassa.") % {"code": code})
    period = period_asked(request.GET, today())
    return kept, standing_at(strategy, period, only=code).row(code), period


def _answers(access: Access, right: Right, row: KpiRow) -> bool:
    """Does the person hold the right in a unit that answers for the row or reports it?"""
    if not access.may(right):
        return False
    if access.everywhere(right):
        return True
    reached = access.reach(right, organisation_of(access.municipality).parents)
    units = ReportingUnit.objects.filter(indicator=row.indicator_id, unit__in=reached)
    return row.indicator.responsible_unit_id in reached or units.exists()


def _given(form: CardForm) -> dict[str, Any]:
    """What was typed, of the state only what belongs to it."""
    given = form.cleaned_data
    state = CardState(given["state"])
    accepted = ("body", "decided_on", "section", "expires") if state is CardState.ACCEPTED else ()
    closing = ("closing",) if state is CardState.CLOSED else ()
    return {"state": state, **{name: given[name] for name in (*_CARD_FIELDS[:4], *accepted, *closing)}}


def _written(last: Deviation | None) -> dict[str, object]:
    if last is None or last.state == CardState.CLOSED:
        return {"state": CardState.OPEN.value}
    return {name: getattr(last, name) for name in _CARD_FIELDS}


def _asked(
    form: CardForm | None, request: HttpRequest, last: Deviation | None, now: dict[str, str] | None = None
) -> Asked | None:
    seen = last.pk if last is not None else 0
    return asked(form, request.get_full_path(), "kortti", seen, now=now) if form is not None else None


def _card_page(
    request: HttpRequest,
    access: Access,
    row: KpiRow,
    standing: RowStanding,
    period: Period,
    form: Asked | None,
    *,
    refused: bool = False,
) -> HttpResponse:
    versions = Deviation.objects.filter(row=row).select_related("written_by").order_by("-id")
    page = row_words(
        standing,
        _("Poikkeamakortti"),
        (_("Kirjaa poikkeama"), _("Tallenna poikkeamakortti"), _("Kortin versiot")),
        period,
        _place(access, standing.code),
        [card_said(one, today() if place == 0 else None) for place, one in enumerate(versions)],
        form,
        empty=_("Mittarilla ei ole poikkeamakorttia."),
    )
    return _shown(request, access, page, refused=refused)


def _place(access: Access, row: str) -> str:
    return reverse("tilannekuvan-mittari", args=[access.municipality.code, row])


def _shown(request: HttpRequest, access: Access, page: object, *, refused: bool) -> HttpResponse:
    context = {"page": page, "frame": inside_frame(request, access, "tilannekuva"), "told": said(request)}
    return render(request, "reporting/row_words.html", context, status=422 if refused else 200)
