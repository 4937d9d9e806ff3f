"""A period's review to download as a workbook, whether or not a report has been started."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.speaking import spoken
from measures.periods import Period
from reporting.asked import ended_period, strategies_inside, strategy_asked
from reporting.exports import report_file
from reporting.occasions import has_review, review_file_name
from reporting.renderers.formats import FORMATS
from scorecard.access import members_with
from scorecard.permissions import Access, Right


@require_safe
@members_with(Right.EXPORT)
def half_year_review(request: HttpRequest, access: Access, period: str) -> HttpResponse:
    """A period's review as a workbook: of the frozen report where there is one, else of a draft, which says so."""
    code = access.municipality.code
    asked = _review_period(period)
    strategies = strategies_inside(code)
    strategy = strategy_asked(strategies, request.GET)
    content, _frozen = report_file(strategy, asked, "xlsx", spoken())
    owner = code if strategy == strategies[0] else strategy.code
    name = review_file_name(owner, asked, "xlsx")
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=FORMATS["xlsx"].media_type, headers=headers)


def _review_period(text: str) -> Period:
    period = ended_period(text, today())
    if not has_review(period):
        raise Unknown(
            _("Kaudelta %(period)s ei tehdä raporttia. Raportti tehdään puolivuodelta tai vuodelta: 2025-H1, 2025.")
            % {"period": text}
        )
    return period
