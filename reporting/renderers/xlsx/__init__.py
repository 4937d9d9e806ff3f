"""The report as an Excel workbook for finance, made from the snapshot alone (DESIGN §9)."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.workbook.properties import CalcProperties

from measures.workbooks.archive import as_bytes
from measures.workbooks.texts import clean
from reporting.renderers.xlsx.actuals import write_actuals
from reporting.renderers.xlsx.binding import write_binding
from reporting.renderers.xlsx.change_log import write_log
from reporting.renderers.xlsx.key_rows import write_key_rows
from reporting.renderers.xlsx.leaf import Leaf
from reporting.renderers.xlsx.paper import head_and_foot
from reporting.renderers.xlsx.pen import Pen
from reporting.renderers.xlsx.readme import write_cuts, write_readme
from reporting.renderers.xlsx.reconciliation import Tables, write_reconciliation
from reporting.renderers.xlsx.sectors import write_sectors
from reporting.renderers.xlsx.summary import write_summary
from reporting.renderers.xlsx.telling import Telling
from reporting.renderers.xlsx.words import SHEETS
from reporting.renderers.xlsx.works import write_works
from reporting.snapshot import ReportState, Snapshot

LANGUAGE_TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
_LONGEST, _IN_MEMORY = 255, 1 << 20


def render(snapshot: Snapshot, language: str) -> bytes:
    """The workbook: the same bytes for the same snapshot and language."""
    telling = Telling(snapshot, language)
    book = Workbook()
    book.properties = _properties(telling)
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    pen = Pen(book, telling.say("cut"), language, telling.say("creator"))
    with ExitStack() as files:
        leaves = {
            key: Leaf(sheet, pen, files.enter_context(SpooledTemporaryFile(_IN_MEMORY)))
            for key, sheet in _sheets(book, language)
        }
        _write(leaves, telling)
        for leaf in leaves.values():
            head_and_foot(leaf, telling)
        write_cuts(leaves["readme"], telling, pen.cut)
        return as_bytes(book, {leaf.name: (leaf.dimension, leaf.rows()) for leaf in leaves.values()})


def _sheets(book: Workbook, language: str) -> Iterator[tuple[str, Any]]:
    """The sheets in their order, with their keys."""
    for place, (key, name) in enumerate(SHEETS[language].items()):
        sheet = book.create_sheet(name) if place else book.active
        sheet.title = name
        yield key, sheet


def _write(leaves: dict[str, Leaf], telling: Telling) -> None:
    tables = Tables(
        sizes=write_readme(leaves["readme"], telling),
        counts=write_summary(leaves["summary"], telling),
        rows=write_key_rows(leaves["rows"], telling),
        binding=write_binding(leaves["binding"], telling),
        sectors=write_sectors(leaves["sectors"], telling),
        works=write_works(leaves["works"], telling),
        actuals=write_actuals(leaves["actuals"], telling),
        log=write_log(leaves["log"], telling),
    )
    write_reconciliation(leaves["checks"], telling, tables)


def _properties(telling: Telling) -> DocumentProperties:
    """What file managers and screen readers ask of a document; its time is the moment the data are of."""
    report, facts = telling.snapshot.report, telling.standing.strategy
    moment = report.cut_off.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None)
    draft = f" ({telling.say('draft')})" if report.state is ReportState.DRAFT else ""
    title = f"{telling.name(facts.municipality_names)}: {telling.name(report.title)}"
    return DocumentProperties(
        title=clean(title)[: _LONGEST - len(draft)] + draft,
        subject=clean(telling.name(facts.names))[:_LONGEST],
        creator=telling.say("creator"),
        lastModifiedBy=telling.say("creator"),
        identifier=clean(report.code)[:_LONGEST],
        language=LANGUAGE_TAGS[telling.language],
        created=moment,
        modified=moment,
    )
