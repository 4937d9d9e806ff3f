"""The snapshot a report is printed from: one frozen value that holds everything the report says.

Plain Python: no Django, no models, no settings. A frozen report keeps the snapshot as text (``to_json``) with its
SHA-256, and every page and file of it is made from that text alone, so that years later it says what it said.

**Who makes it.** ``reporting.compiling`` out of the database. Before anything is printed it goes through ``to_json``
and ``from_json`` once, so that a draft and a frozen report are printed from the very same kind of value.

**Who prints it.** A renderer is a function ``render(snapshot: Snapshot, language: str) -> bytes`` of fi, sv or en, in
the one table ``reporting.renderers.formats`` (code → media type, extension, function). A renderer:

- imports no models and no settings, asks no database, clock, environment or network, and reads no file but its own;
- judges nothing: verdicts, shares and movements are in ``standing``; sentences come from ``reporting.sentences``;
- gives the same bytes for the same snapshot and language on any machine, in any time zone; its own clock is
  ``report.frozen_at``, of a draft ``report.cut_off``;
- says in words when ``report.state`` is ``draft``, when ``report.supersedes`` is given (with the reason) and when the
  figures are examples (``standing.strategy.example_data``);
- takes every text as plain text: it may hold markup, formulas, marks of direction, control characters, 10 000 letters.

**What is in it.** ``Names`` are texts in Finnish and perhaps in Swedish and English: ``names.in_language("sv")`` falls
back to Finnish; mark such a text as Finnish where the file can. Codes tie the parts together: a row by its indicator's
code, a unit by its code (None or "" : the municipality), a node by its code. People are told by their roles only.
``standing`` of a frozen report holds approved figures only (``Audience.PUBLIC``), of a draft also those that wait for
approval (``RowStanding.pending``). ``Measured.entries`` and weights are not kept: nobody judges again.

**Schema numbers.** Text of an older schema is brought up to date by ``upgrades`` when it is opened, for ever. Whoever
changes a class that is kept here raises ``SCHEMA``, writes an upgrade and keeps a file of the old one in the tests;
a test knows the shape and fails until that has been done.
"""

from reporting.snapshot.facts import (
    ActionFacts,
    ActualFacts,
    ChangedField,
    ChangeFacts,
    DecisionFacts,
    MilestoneFacts,
    MissingFigure,
    NoteFacts,
    ProjectFacts,
    RowDetails,
    SectorFacts,
    UnitFacts,
    WhyMissing,
)
from reporting.snapshot.values import (
    SCHEMA,
    About,
    AboutKind,
    AssessmentFacts,
    CardState,
    DeviationCard,
    Meeting,
    Narrative,
    PreviousReport,
    PreviousRow,
    ReportFacts,
    ReportKind,
    ReportState,
    Snapshot,
)
from reporting.snapshot.written import Unreadable, fingerprint, from_json, to_json

__all__ = [
    "SCHEMA",
    "About",
    "AboutKind",
    "ActionFacts",
    "ActualFacts",
    "AssessmentFacts",
    "CardState",
    "ChangeFacts",
    "ChangedField",
    "DecisionFacts",
    "DeviationCard",
    "Meeting",
    "MilestoneFacts",
    "MissingFigure",
    "Narrative",
    "NoteFacts",
    "PreviousReport",
    "PreviousRow",
    "ProjectFacts",
    "ReportFacts",
    "ReportKind",
    "ReportState",
    "RowDetails",
    "SectorFacts",
    "Snapshot",
    "UnitFacts",
    "Unreadable",
    "WhyMissing",
    "fingerprint",
    "from_json",
    "to_json",
]
