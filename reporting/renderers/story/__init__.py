"""The report as it is read from top to bottom, in one language: what Word and PDF both print.

``tell(snapshot, language)`` gives plain values and knows no format, so that every file says the same in the same order.
Which parts a kind of report has, and in which order, is decided here.
"""

from collections.abc import Callable

from measures.workbooks.texts import clean
from reporting.renderers.story.binding import binding, proposal
from reporting.renderers.story.closing import decisions, missing, reading
from reporting.renderers.story.opening import facts_of, goals, notices_of, since, summary
from reporting.renderers.story.parts import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Facts,
    Heading,
    Paragraph,
    Section,
    Story,
    Table,
    Text,
    Texts,
)
from reporting.renderers.story.rows import rows
from reporting.renderers.story.telling import Telling
from reporting.renderers.story.words import TAGS
from reporting.renderers.story.work import actions, projects, sectors
from reporting.snapshot import ReportKind, ReportState, Snapshot

__all__ = [
    "PARTS",
    "Block",
    "Bullets",
    "Cell",
    "Chart",
    "Column",
    "Facts",
    "Heading",
    "Paragraph",
    "Section",
    "Story",
    "Table",
    "Text",
    "Texts",
    "tell",
]

type Part = Callable[[Telling], Section | None]

PARTS: dict[ReportKind, tuple[Part, ...]] = {
    ReportKind.HALF_YEAR: (
        summary, proposal, since, binding, goals, rows, sectors, projects, actions, missing, decisions, reading,
    ),
    ReportKind.FINANCIAL_STATEMENTS: (
        summary, binding, proposal, since, goals, rows, sectors, projects, actions, missing, decisions, reading,
    ),
    ReportKind.PROJECT: (summary, proposal, projects, actions, since, rows, missing, decisions, reading),
    ReportKind.SECTOR: (summary, proposal, sectors, since, rows, projects, actions, missing, reading),
}  # fmt: skip
"""The parts of each kind in the order in which they are read; a part that has nothing to say is left out."""


def tell(snapshot: Snapshot, language: str) -> Story:
    """The report in fi, sv or en."""
    telling = Telling(snapshot, language)
    report, strategy = snapshot.report, snapshot.standing.strategy
    title, municipality = telling.plain(report.title), telling.plain(strategy.municipality_names)
    named = telling.plain(strategy.names)
    meeting = report.meeting
    return Story(
        language=language,
        tag=TAGS[language],
        code=clean(report.code),
        title=title,
        municipality=municipality,
        strategy=named,
        scope=telling.plain(snapshot.unit(report.scope)) if report.scope else "",
        meeting=telling.dealt(meeting.body, meeting.date, meeting.section).words,
        diary=clean(meeting.diary_number),
        draft=telling.say("draft") if report.state is ReportState.DRAFT else "",
        description=telling.say("description", title=title, strategy=named, municipality=municipality),
        footer=telling.say("footer", title=title, municipality=municipality),
        notices=notices_of(telling),
        facts=facts_of(telling),
        sections=tuple(section for part in PARTS[report.kind] if (section := part(telling)) is not None),
    )
