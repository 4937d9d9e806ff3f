"""The first page: what the report is, of what time, how the strategy stands in one sentence, what has changed."""

from collections import Counter
from collections.abc import Iterator, Mapping

from measures.verdicts import Verdict
from measures.workbooks.texts import clean
from reporting.gathering import grouping
from reporting.renderers.report_words import WORK_STATES, notices
from reporting.renderers.story.parts import Block, Cell, Column, Facts, Heading, Paragraph, Section, Table, Text, Texts
from reporting.renderers.story.telling import ORDER, Telling, cell
from reporting.renderers.xlsx.words import GROUPINGS
from reporting.snapshot import AboutKind, PreviousRow, ReportKind, fingerprint
from reporting.standing import UNCOVERED, NodeStanding, RowStanding

GOAL = "goal"
_NAME, _LEAST, _EDGES = 34, 12, 4
_TEN_LETTERS = 17


def facts_of(telling: Telling) -> Facts:
    """What the report is, for the first page."""
    return Facts(telling.label("about"), tuple((telling.label(key), texts) for key, texts in _facts(telling)))


def _facts(telling: Telling) -> Iterator[tuple[str, Texts]]:
    report, strategy = telling.snapshot.report, telling.standing.strategy
    yield "municipality", (telling.name(strategy.municipality_names),)
    yield "strategy", (telling.name(strategy.names),)
    for key, names in (("mission", strategy.mission), ("vision", strategy.vision)):
        if telling.plain(names).strip():
            yield key, (telling.name(names),)
    if report.scope:
        yield "scope", (telling.name(telling.snapshot.unit(report.scope)),)
    period = report.period
    first, last = telling.day(period.starts), telling.day(period.ends)
    yield "period", (telling.text("period", first=first, last=last, code=period.code),)
    yield "cut_off", (Text(telling.moment(report.cut_off)),)
    if report.frozen_at is not None:
        role = telling.plain(report.frozen_role)
        yield "frozen", (telling.text("frozen", moment=telling.moment(report.frozen_at), role=role),)
    meeting = telling.dealt(report.meeting.body, report.meeting.date, report.meeting.section)
    if meeting.words:
        yield "meeting", (meeting,)
    if report.meeting.diary_number:
        yield "diary", (Text(clean(report.meeting.diary_number)),)
    yield "report", (Text(clean(report.code)),)
    if report.acknowledged:
        yield "acknowledged", (telling.finnish(report.acknowledged),)
    if report.frozen_at is not None:
        yield "sha256", (Text(fingerprint(telling.snapshot)),)


def notices_of(telling: Telling) -> tuple[Texts, ...]:
    """What a reader has to know before the figures."""
    return tuple((Text(clean(one)),) for one in notices(telling.snapshot, telling.language))


def summary(telling: Telling) -> Section:
    """How the strategy stands: a sentence, the counts, what is written of the whole."""
    standing = telling.standing
    blocks: list[Block] = [Paragraph((Text(standing_sentence(telling)),), "lead")]
    blocks += telling.narrative(AboutKind.WHOLE)
    if standing.rows and telling.snapshot.report.kind is not ReportKind.SECTOR:
        blocks += _counts(telling)
    return Section("summary", telling.title("summary"), tuple(blocks))


def standing_sentence(telling: Telling) -> str:
    """«Mittareita on 25: saavutettu 3, jäljessä 5. Arvioitavissa on …»"""
    standing, tally = telling.standing, telling.standing.tally
    if telling.snapshot.report.kind is ReportKind.PROJECT and telling.snapshot.projects:
        return _projects_sentence(telling)
    if not standing.rows:
        return telling.say("no_rows")
    counts = telling.say("counts", all=len(standing.rows), counts=telling.counts(tally))
    judgeable = len(standing.rows) - tally[Verdict.WATCHED]
    covered = judgeable - sum(tally[one] for one in UNCOVERED)
    phrase = "covered_others" if tally[Verdict.WATCHED] else "covered"
    return f"{counts} {telling.say(phrase, covered=covered, judgeable=judgeable)}"


def _projects_sentence(telling: Telling) -> str:
    """«Projekteja on 4: käynnissä 3, suunniteltu 1.»"""
    words = WORK_STATES[telling.language]
    states = Counter(one.state for one in telling.snapshot.projects)
    counts = ", ".join(f"{words[state]} {states[state]}" for state in words if state and states[state])
    return telling.say("projects_counts", all=len(telling.snapshot.projects), counts=counts)


def _counts(telling: Telling) -> Iterator[Block]:
    """The counts by node: only the verdicts that there are have a column."""
    standing, label = telling.standing, telling.label
    nodes = _counted(telling)
    shown = [one for one in ORDER if standing.tally[one]]
    heads = [label("count"), *(telling.verdict(one).words for one in shown), label("covered")]
    kind = nodes[0].branch.kind if nodes else ""
    first = GROUPINGS[telling.language][kind] if nodes else label("indicator")
    columns = (Column(first, _NAME), *(Column(head, _fitting(head), numeric=True) for head in heads))
    rows = [_line(telling, telling.name(node.branch.names), node.tally, shown, node) for node in nodes]
    rows.append(_line(telling, Text(label("whole"), strong=True), standing.tally, shown, None))
    caption = telling.say("counts_goals" if kind == GOAL else "counts_caption")
    yield Table("counts", caption, columns, tuple(rows))
    if nodes:
        yield Paragraph((Text(telling.say("once"), quiet=True),), "quiet")


def _fitting(head: str) -> int:
    """As wide as the longest word of the heading needs."""
    return max(_LEAST, _EDGES + _TEN_LETTERS * max(len(word) for word in head.split()) // 10)


def _counted(telling: Telling) -> tuple[NodeStanding, ...]:
    """The goals where they have rows, else what the rows are gathered under."""
    goals = telling.standing.of_kind(GOAL)
    return goals if any(node.rows for node in goals) else telling.standing.of_kind(grouping(telling.standing))


def _line(
    telling: Telling, name: Text, tally: Mapping[Verdict, int], shown: list[Verdict], node: NodeStanding | None
) -> tuple[Cell, ...]:
    judgeable = sum(tally.values()) - tally[Verdict.WATCHED]
    covered = judgeable - sum(tally[one] for one in UNCOVERED)
    gap = Text(telling.say("gap"), quiet=True) if node is not None and node.gap else None
    numbers = (sum(tally.values()), *(tally[one] for one in shown))
    return (cell(name, gap), *(cell(Text(str(one))) for one in numbers), cell(Text(f"{covered}/{judgeable}")))


def since(telling: Telling) -> Section | None:
    """The rows whose verdict is not what the previous report said; None where there is none to compare with."""
    previous = telling.snapshot.previous
    if previous is None:
        return None
    changed, title = list(telling.snapshot.changed_rows()), telling.plain(previous.title)
    heading = telling.title("since")
    if not changed:
        return Section("since", heading, (Paragraph((telling.text("since_none", title=title),)),))
    phrase = "since_one" if len(changed) == 1 else "since"
    told = Paragraph((telling.text(phrase, title=title, count=len(changed)),))
    columns = (
        telling.column("indicator", 44),
        telling.column("before", 26),
        telling.column("now", 26),
        telling.column("value_before", 20, numeric=True),
        telling.column("value_now", 20, numeric=True),
    )
    lines = tuple(_changed(telling, row, then) for row, then in changed)
    return Section("since", heading, (told, Table("since", telling.say("since_caption"), columns, lines)))


def _changed(telling: Telling, row: RowStanding, then: PreviousRow) -> tuple[Cell, ...]:
    return (
        cell(telling.indicator(row)),
        cell(telling.verdict(then.verdict, strong=False)),
        cell(telling.verdict(row.verdict)),
        cell(telling.figure(then.value, row)),
        cell(telling.figure(row.figure.value, row)),
    )


def goals(telling: Telling) -> Section | None:
    """What is written of each goal, with its rows and how they stand; None where nothing is written of any."""
    nodes = telling.standing.of_kind(GOAL)
    if not nodes or (grouping(telling.standing) == GOAL and any(node.rows for node in nodes)):
        return None
    blocks: list[Block] = []
    for node in nodes:
        blocks.append(Heading((telling.name(node.branch.names),)))
        blocks += telling.narrative(AboutKind.GOAL, node.branch.code) or [
            Paragraph((Text(telling.say("written_none"), quiet=True),), "quiet")
        ]
        blocks.append(Paragraph(tuple(_goal_rows(telling, node)), "quiet" if node.gap else "body"))
    return Section("goals", telling.title("goals"), tuple(blocks))


def _goal_rows(telling: Telling, node: NodeStanding) -> Iterator[Text]:
    if node.gap:
        yield Text(telling.say("goal_no_rows"), quiet=True)
        return
    yield Text(telling.say("goal_rows"), strong=True)
    for place, code in enumerate(node.rows):
        row = telling.standing.row(code)
        yield Text("; ") if place else Text("")
        yield telling.indicator(row)
        yield Text(" – ")
        yield telling.verdict(row.verdict, strong=False)
    yield Text(".")
