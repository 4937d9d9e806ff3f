"""The page that explains to anybody how a verdict is found."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting.pages.worked import worked_page
from scorecard.frame import Frame, reader_name


@require_safe
@login_not_required
def worked(request: HttpRequest) -> HttpResponse:
    """How a figure is found and judged, with the worked examples; of one verdict (``tila``) when asked."""
    page = worked_page(request.GET.get("tila", ""))
    return render(request, "reporting/worked.html", {"page": page, "frame": Frame(reader=reader_name(request))})
