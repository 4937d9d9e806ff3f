"""The review of a period as an Excel workbook, made from a Standing alone."""

import datetime as dt

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

from measures.workbooks.archive import as_bytes
from measures.workbooks.ink import Ink
from measures.workbooks.texts import clean
from reporting.renderers.imprint import Imprint
from reporting.renderers.xlsx.actuals import write_actuals
from reporting.renderers.xlsx.key_rows import write_key_rows
from reporting.renderers.xlsx.paper import title_of
from reporting.renderers.xlsx.readme import write_readme
from reporting.renderers.xlsx.summary import write_summary
from reporting.standing import Standing

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def review(standing: Standing, imprint: Imprint) -> bytes:
    """The workbook: Lue minut, Yhteenveto, Keskeiset mittarit, Toteumat. Same Standing and imprint, same bytes."""
    book = Workbook()
    book.properties = _properties(standing, imprint)
    ink = Ink(book)
    readme = book.active
    summary, key_rows, actuals = book.create_sheet(), book.create_sheet(), book.create_sheet()
    write_summary(summary, standing, ink)
    write_key_rows(key_rows, standing, ink)
    write_actuals(actuals, standing, imprint, ink)
    write_readme(readme, standing, imprint, ink)
    return as_bytes(book)


def _properties(standing: Standing, imprint: Imprint) -> DocumentProperties:
    """What file managers and screen readers ask of a document; its time is the moment the figures were known."""
    known_at = standing.known_at.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None)
    facts = standing.strategy
    return DocumentProperties(
        title=clean(f"{facts.municipality_names.fi}: {title_of(standing)} (luonnos)"),
        subject=clean(facts.names.fi),
        creator=clean(imprint.made_by) or "Strategiamittaristo",
        lastModifiedBy=clean(imprint.made_by) or "Strategiamittaristo",
        language="fi-FI",
        created=known_at,
        modified=known_at,
    )
