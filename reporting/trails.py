"""The trail as a file to download: of one figure, of an indicator, and for auditor and steward of the whole city."""

from collections.abc import Iterable, Iterator

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import today, write_day
from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.languages import in_language
from kemi_strategy.web.speaking import spoken
from reporting.asked import any_period_asked, indicator_asked, unit_asked
from reporting.pages.known import read_known
from reporting.renderers.as_csv import CONTENT_TYPE as CSV
from reporting.renderers.as_csv import csv_lines
from reporting.renderers.xlsx.trail import CONTENT_TYPE as XLSX
from reporting.renderers.xlsx.trail import trail_book
from reporting.tracing import own_units
from reporting.trail import Scope, about, tables
from scorecard.access import members_with
from scorecard.frame import reader_name
from scorecard.permissions import Access, Right


@require_safe
@members_with(Right.EXPORT)
def indicator_book(request: HttpRequest, access: Access, row: str) -> FileResponse:
    """The entries, targets and changes of an indicator, or of one figure, as a workbook."""
    return _book(request, _scope(request, access, row))


@require_safe
@members_with(Right.EXPORT)
def indicator_csv(request: HttpRequest, access: Access, row: str) -> StreamingHttpResponse:
    """One of the tables of an indicator, or of one figure, as CSV."""
    return _csv(request, _scope(request, access, row))


@require_safe
@members_with(Right.EXPORT_TRAIL)
def whole_book(request: HttpRequest, access: Access) -> FileResponse:
    """The entries, targets and changes of the whole municipality as a workbook."""
    return _book(request, _scope(request, access))


@require_safe
@members_with(Right.EXPORT_TRAIL)
def whole_csv(request: HttpRequest, access: Access) -> StreamingHttpResponse:
    """One of the tables of the whole municipality as CSV."""
    return _csv(request, _scope(request, access))


def _scope(request: HttpRequest, access: Access, row: str = "") -> Scope:
    """What is asked for. Raises Unknown for a day that is none: a file could not tell that it was left aside."""
    city, known = access.municipality, read_known(request.GET, today())
    if known.fault:
        raise Unknown(
            _("Päivää ”%(typed)s” ei ole tai se on vasta tulossa. Kirjoita päivä muodossa 31.8.2026.")
            % {"typed": known.typed}
        )
    return Scope(
        city,
        own_units(access),
        access.may(Right.SEE_CHANGES),
        indicator_asked(city, row) if row else None,
        unit_asked(city, request.GET),
        any_period_asked(request.GET),
        known.moment,
    )


def _book(request: HttpRequest, scope: Scope) -> FileResponse:
    made = trail_book(about(scope, reader_name(request), timezone.now()), tables(scope))
    return FileResponse(made, content_type=XLSX, headers=_headers(_name(scope, "kirjausketju.xlsx")))


def _csv(request: HttpRequest, scope: Scope) -> StreamingHttpResponse:
    """The table of ``?taulu=``; the entries when none is given. Raises Unknown for others."""
    asked = request.GET.get("taulu", "kirjaukset")
    found = {table.code: table for table in tables(scope)}
    if asked not in found:
        raise Unknown(_("Taulua ”%(asked)s” ei ole. Taulut: %(found)s.") % {"asked": asked, "found": ", ".join(found)})
    table = found[asked]
    headers = _headers(_name(scope, f"{table.code}.csv"))
    lines = _spoken_in(spoken(), csv_lines(table.heads, table.rows))
    return StreamingHttpResponse(lines, content_type=CSV, headers=headers)


def _spoken_in(language: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines in the language of the request, which has ended when they are made."""
    made = iter(lines)
    while True:
        with in_language(language):
            line = next(made, None)
        if line is None:
            return
        yield line


def _name(scope: Scope, end: str) -> str:
    words = [scope.municipality.code]
    words += [one.code for one in (scope.indicator, scope.unit, scope.period) if one is not None]
    words += [f"tiedossa-{write_day(scope.moment)}"] if scope.moment is not None else []
    return "-".join([*words, end])


def _headers(name: str) -> dict[str, str]:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
