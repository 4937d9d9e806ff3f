"""Projects with their milestones and reviews, actions, and what each sector says of its own part."""

from collections.abc import Iterator, Sequence

from measures.spans import write_period
from measures.workbooks.texts import clean
from reporting.renderers.report_words import WORK_STATES
from reporting.renderers.story.parts import Block, Cell, Heading, Paragraph, Section, Table, Text
from reporting.renderers.story.telling import Telling, cell
from reporting.snapshot import (
    AboutKind,
    ActionFacts,
    MilestoneFacts,
    NoteFacts,
    ProjectFacts,
    ReportKind,
    SectorFacts,
)
from reporting.standing import tallied


def projects(telling: Telling) -> Section | None:
    """Each project: its state, milestones, review and text; None without projects but in a project report."""
    found = telling.snapshot.projects
    if not found and telling.snapshot.report.kind is not ReportKind.PROJECT:
        return None
    blocks: list[Block] = [] if found else [Paragraph((Text(telling.say("no_projects")),))]
    for one in found:
        blocks += _project(telling, one)
    return Section("projects", telling.title("projects"), tuple(blocks))


def _project(telling: Telling, one: ProjectFacts) -> Iterator[Block]:
    yield Heading((telling.name(one.names),))
    yield Paragraph((Text(" ".join(_project_facts(telling, one))),))
    if one.note is not None:
        yield _note(telling, "note", one.note)
    else:
        yield Paragraph((Text(telling.say("no_note"), quiet=True),), "quiet")
    yield from telling.narrative(AboutKind.PROJECT, one.code)
    if one.milestones:
        yield _milestones(telling, one)
    if one.previous_note is not None:
        yield _note(telling, "note_before", one.previous_note, quiet=True)


def _project_facts(telling: Telling, one: ProjectFacts) -> Iterator[str]:
    yield telling.say("project_state", state=_state(telling, one.state))
    if one.starts is not None and one.ends is not None:
        yield telling.say("project_when", starts=telling.day(one.starts), ends=telling.day(one.ends))
    elif one.starts is not None:
        yield telling.say("project_from", starts=telling.day(one.starts))
    elif one.ends is not None:
        yield telling.say("project_to", ends=telling.day(one.ends))
    sector = telling.plain(telling.snapshot.unit(one.sector)) if one.sector else ""
    who = ", ".join(part for part in (clean(one.responsible), sector) if part)
    if who:
        yield f"{telling.say('card_who', who=who)}."
    if one.milestones:
        done = sum(step.state == "done" for step in one.milestones)
        yield telling.say("project_done", done=done, all=len(one.milestones))
    if one.serves_oulu2026:
        yield telling.say("project_oulu")


def _state(telling: Telling, state: str) -> str:
    return WORK_STATES[telling.language].get(state, clean(state)) or telling.say("none")


def _note(telling: Telling, phrase: str, note: NoteFacts, *, quiet: bool = False) -> Paragraph:
    head = telling.text(phrase, period=write_period(note.period, telling.language))
    role = telling.plain(note.role)
    of = telling.text("of", role=role) if role else Text("")
    head = Text(head.words, strong=not quiet, quiet=quiet)
    return Paragraph((head, telling.name(note.text), of), "quiet" if quiet else "body")


def _milestones(telling: Telling, one: ProjectFacts) -> Table:
    columns = (
        telling.column("milestone", 70),
        telling.column("day", 30),
        telling.column("state", 34),
        telling.column("done_on", 30),
    )
    caption = telling.say("milestones", name=telling.plain(one.names))
    return Table(
        f"milestones-{one.code}", caption, columns, tuple(_milestone(telling, step) for step in one.milestones)
    )


def _milestone(telling: Telling, step: MilestoneFacts) -> tuple[Cell, ...]:
    days = (Text(telling.day(step.date)), Text(telling.day(step.done_on)))
    return (cell(telling.name(step.name)), cell(days[0]), cell(Text(_state(telling, step.state))), cell(days[1]))


def actions(telling: Telling) -> Section | None:
    """The actions in a table; None without any."""
    found = telling.snapshot.actions
    if not found:
        return None
    columns = (
        telling.column("action", 62),
        telling.column("unit", 34),
        telling.column("responsible", 30),
        telling.column("schedule", 22),
        telling.column("state", 22),
    )
    table = Table("actions", telling.say("actions_caption"), columns, tuple(_action(telling, one) for one in found))
    return Section("actions", telling.title("actions"), (table,))


def _action(telling: Telling, one: ActionFacts) -> tuple[Cell, ...]:
    none = telling.say("none")
    return (
        cell(telling.name(one.names)),
        cell(telling.name(telling.snapshot.unit(one.unit)) if one.unit else Text(none)),
        cell(telling.finnish(one.responsible or none)),
        cell(telling.finnish(one.schedule or none)),
        cell(Text(_state(telling, one.state))),
    )


def sectors(telling: Telling) -> Section | None:
    """Each sector: who checked its part, how its rows stand, what it says; None without sectors."""
    found: Sequence[SectorFacts] = telling.snapshot.sectors
    if not found:
        return None
    alone = telling.snapshot.report.kind is ReportKind.SECTOR
    blocks: list[Block] = []
    for one in found:
        blocks += [] if alone else [Heading((telling.name(telling.snapshot.unit(one.unit)),))]
        blocks += _sector(telling, one)
    return Section("sectors", telling.title("sector" if alone else "sectors"), tuple(blocks))


def _sector(telling: Telling, one: SectorFacts) -> Iterator[Block]:
    own = set(one.rows)
    rows = [row for row in telling.standing.rows if row.code in own]
    counts = telling.say("sector_counts", all=len(rows), counts=telling.counts(tallied(rows))) if rows else ""
    work = telling.say("sector_work", projects=len(one.projects), actions=len(one.actions))
    yield Paragraph((Text(f"{counts} {work}".strip()),))
    yield from telling.narrative(AboutKind.SECTOR, one.unit) or (
        Paragraph((Text(telling.say("written_none"), quiet=True),), "quiet"),
    )
    board = next((unit.board for unit in telling.snapshot.units if unit.code == one.unit), "")
    told = [telling.say("board", body=telling.body(board).words)] if board else []
    if one.checked_at is None:
        told.append(telling.say("unchecked"))
    else:
        role, moment = telling.plain(one.checked_role), telling.moment(one.checked_at)
        told.append(telling.say("checked", role=role, moment=moment))
    yield Paragraph((Text(clean(" ".join(told)), quiet=True),), "quiet")
