"""Workbooks to download: a strategy's scorecard, an empty one to fill in, and Kemi's own as an example."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kemi_strategy.web.errors import Unknown
from measures.exporting.book import empty_book, example_book, scorecard_book
from measures.workbooks.entry_book import CONTENT_TYPE
from scorecard.access import NOT_FOUND, members_with
from scorecard.models import Strategy
from scorecard.permissions import Access, Right


@require_safe
@members_with(Right.IMPORT_SCORECARD)
def scorecard(request: HttpRequest, access: Access, strategy: str) -> HttpResponse:
    """A strategy's scorecard as the workbook it can be brought in from."""
    own = Strategy.objects.filter(municipality=access.municipality, code=strategy)
    found = own.select_related("municipality", "part_of").first()
    if found is None:
        raise Unknown(NOT_FOUND)
    return _file(scorecard_book(found), f"tuloskortti-{found.code}.xlsx")


@require_safe
@members_with(Right.IMPORT_SCORECARD)
def empty(request: HttpRequest, access: Access) -> HttpResponse:
    """An empty workbook for a new strategy."""
    return _file(empty_book(access.municipality), f"tuloskortti-tyhja-{access.municipality.code}.xlsx")


@require_safe
@members_with(Right.IMPORT_SCORECARD)
def example(request: HttpRequest, access: Access) -> HttpResponse:
    """Kemi's scorecard as an example of a filled one: the published sources, no figures."""
    return _file(example_book(), "tuloskortti-esimerkki.xlsx")


def _file(content: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
