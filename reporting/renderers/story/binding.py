"""What the council has bound the municipality and its group to, and how it came true (Local Government Act § 115).

Computed verdict and officer's assessment stand side by side; what could not be judged is told with its reason; the
proposed decision says the same counts as the tables do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from measures.verdicts import Verdict
from measures.workbooks.texts import clean
from reporting.gathering import binding_rows
from reporting.renderers.story.parts import Block, Cell, Column, Heading, Paragraph, Section, Table, Text
from reporting.renderers.story.rows import unjudged
from reporting.renderers.story.telling import Telling, cell, joined
from reporting.snapshot import AboutKind, ReportKind, ReportState
from reporting.standing import UNCOVERED, RowStanding, tallied

_COUNCILS = ("valtuusto", "fullmäktige", "council")


def binding(telling: Telling) -> Section | None:
    """The binding targets; None in a report that has none and is not the financial statements'."""
    own, of_group = binding_rows(telling.standing)
    statutory = telling.snapshot.report.kind is ReportKind.FINANCIAL_STATEMENTS
    if not statutory and not (own or of_group):
        return None
    blocks: list[Block] = [Paragraph((Text(telling.say("binding_why" if statutory else "binding_why_half")),))]
    decided = joined((telling.decision(one),) for one in telling.snapshot.decisions)
    if decided:
        blocks.append(Paragraph(_around(telling.say("binding_decided", decisions="\0"), decided)))
    shows = _shows(telling, (*own, *of_group))
    if shows.rows and not shows.own:
        blocks.append(Paragraph((Text(telling.say("own_none")),)))
    for entity, rows in (("municipality", own), ("group", of_group)):
        blocks += _entity(telling, entity, rows, shows)
    if own or of_group:
        found = list(unjudged(telling, (*own, *of_group), telling.say("binding_unjudged")))
        blocks += found or [Paragraph((Text(telling.say("binding_unjudged_none")),))]
    title = telling.title("binding_115" if statutory else "binding")
    return Section("binding", title, tuple(blocks), wide=True)


def _around(sentence: str, texts: Sequence[Text]) -> tuple[Text, ...]:
    """The sentence with texts in the place of its gap."""
    before, _, after = sentence.partition("\0")
    return (Text(before), *texts, Text(after))


@dataclass(frozen=True, slots=True)
class _Shows:
    """Which columns have something to say: one whose every cell is empty, or says the same, only takes room."""

    rows: bool
    forecast: bool
    own: bool
    decision: bool


def _shows(telling: Telling, rows: Sequence[RowStanding]) -> _Shows:
    told = telling.snapshot
    return _Shows(
        rows=bool(rows),
        forecast=any(row.figure.forecast is not None for row in rows),
        own=any(told.assessment(row.code) is not None for row in rows),
        decision=any(told.detail(row.code).decision is not None for row in rows) or not told.decisions,
    )


def _entity(telling: Telling, entity: str, rows: Sequence[RowStanding], shows: _Shows) -> Iterator[Block]:
    yield Heading((Text(telling.say(f"{entity}_targets")),))
    yield Paragraph((Text(counted(telling, entity, rows)),))
    if rows:
        caption = telling.say(f"{entity}_caption")
        lines = tuple(tuple(_line(telling, row, shows)) for row in rows)
        yield Table(f"binding-{entity}", caption, tuple(_columns(telling, shows)), lines)


def counted(telling: Telling, entity: str, rows: Sequence[RowStanding]) -> str:
    """«Kunnan sitovia tavoitteita on 13: saavutettu 5, jäljessä 3.»"""
    if not rows:
        return telling.say(f"{entity}_none")
    return telling.say(f"{entity}_counts", all=len(rows), counts=telling.counts(tallied(rows)))


def _columns(telling: Telling, shows: _Shows) -> Iterator[Column]:
    yield telling.column("indicator", 42)
    yield telling.column("baseline", 25, numeric=True)
    yield telling.column("target_words", 42)
    yield telling.column("actual", 26, numeric=True)
    if shows.forecast:
        yield telling.column("forecast", 22, numeric=True)
    yield telling.column("deviation", 26, numeric=True)
    yield telling.column("computed", 28)
    if shows.own:
        yield telling.column("own", 44)
    if shows.decision:
        yield telling.column("decision", 32)


def _line(telling: Telling, row: RowStanding, shows: _Shows) -> Iterator[Cell]:
    yield cell(telling.indicator(row), Text(row.code, quiet=True))
    yield telling.baseline(row)
    yield telling.target(row)
    yield telling.actual(row)
    if shows.forecast:
        yield telling.forecast(row)
    yield telling.apart(row)
    yield cell(telling.verdict(row.verdict))
    if shows.own:
        yield _own(telling, row)
    if shows.decision:
        decision = telling.snapshot.detail(row.code).decision
        own = telling.decision(decision) if decision is not None else None
        yield cell(own or Text(telling.say("of_strategy"), quiet=True))


def _own(telling: Telling, row: RowStanding) -> Cell:
    own = telling.snapshot.assessment(row.code)
    if own is None:
        return cell(Text(telling.say("none")))
    role = telling.name(own.role)
    return cell(telling.verdict(own.verdict), telling.name(own.reason), *([role] if role.words else []))


# --- the proposed decision -------------------------------------------------------------------------------------------


def proposal(telling: Telling) -> Section:
    """The proposed decision as finance has written it; until then one formed from the figures, which a draft says."""
    written = telling.snapshot.narrative(AboutKind.PROPOSAL)
    own = telling.paragraphs(written.text) if written is not None else ()
    blocks: list[Block] = [replace(one, style="proposal") for one in own]
    if not own:
        blocks.append(Paragraph((Text(proposed(telling)),), "proposal"))
        if telling.snapshot.report.state is ReportState.DRAFT:
            blocks.append(Paragraph((Text(telling.say("proposal_made"), quiet=True),), "quiet"))
    return Section("proposal", telling.title("proposal"), tuple(blocks))


def proposed(telling: Telling) -> str:
    """The proposal formed from the figures: what is noted, and the counts that the report gives."""
    report = telling.snapshot.report
    parts = {
        "body": _body(telling, report.meeting.body),
        "period": _period(telling),
        "year": report.period.year,
        "sector": "",
    }
    if report.kind is ReportKind.FINANCIAL_STATEMENTS:
        phrase = "note_115" if _is_council(report.meeting.body) else "propose_115"
        return " ".join((telling.say(phrase, **parts), *_binding_counts(telling)))
    if report.scope:
        parts["sector"] = telling.plain(telling.snapshot.unit(report.scope))
    phrases = {ReportKind.PROJECT: "note_project", ReportKind.SECTOR: "note_sector"}
    return telling.say(phrases.get(report.kind, "note_half"), **parts)


def _body(telling: Telling, body: str) -> str:
    """The body as the subject of a sentence; «lautakunnat», which are many, as any body."""
    if not body.strip() or body.strip().casefold().endswith("t"):
        return telling.say("body")
    name = telling.body(body).words
    return f"The {name}" if telling.language == "en" and name != clean(body) else name


def _is_council(body: str) -> bool:
    return body.strip().casefold().endswith(_COUNCILS)


def _period(telling: Telling) -> str:
    period = telling.snapshot.report.period
    return telling.say("days", first=telling.day(period.starts), last=telling.day(period.ends))


def _binding_counts(telling: Telling) -> Iterator[str]:
    own, of_group = binding_rows(telling.standing)
    yield counted(telling, "municipality", own)
    yield counted(telling, "group", of_group)
    tally = tallied((*own, *of_group))
    lacking = sum(tally[verdict] for verdict in UNCOVERED if verdict is not Verdict.WATCHED)
    if lacking:
        yield telling.say("unjudged_one" if lacking == 1 else "unjudged_many", count=lacking)
