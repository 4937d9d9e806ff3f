"""Reports to download: the page that lists them, and the review of a period as a workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from measures.periods import Period
from reporting.asked import ended_period, strategies_inside, strategy_asked
from reporting.assemble import strategy_facts
from reporting.exports import draft_review
from reporting.occasions import has_review, review_file_name
from reporting.pages.reports import reports_page
from reporting.renderers.xlsx import CONTENT_TYPE
from scorecard.access import members_with
from scorecard.frame import inside_frame, reader_name
from scorecard.permissions import Access, Right


@require_safe
@members_with(Right.EXPORT)
def reports(request: HttpRequest, access: Access) -> HttpResponse:
    """The periods whose review can be downloaded, of each strategy."""
    code = access.municipality.code
    page = reports_page([strategy_facts(one) for one in strategies_inside(code)], code, today())
    return render(request, "reporting/reports.html", {"page": page, "frame": inside_frame(request, access, "raportit")})


@require_safe
@members_with(Right.EXPORT)
def half_year_review(request: HttpRequest, access: Access, period: str) -> HttpResponse:
    """The draft of a period's review as a workbook."""
    code = access.municipality.code
    asked = _review_period(period)
    strategies = strategies_inside(code)
    strategy = strategy_asked(strategies, request.GET)
    content = draft_review(strategy, asked, made_by=reader_name(request))
    owner = code if strategy == strategies[0] else strategy.code
    name = review_file_name(owner, asked, "xlsx")
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


def _review_period(text: str) -> Period:
    period = ended_period(text, today())
    if not has_review(period):
        raise Unknown(
            f"Kaudelta {text} ei tehdä raporttia. Raportti tehdään puolivuodelta tai vuodelta: 2025-H1, 2025."
        )
    return period
