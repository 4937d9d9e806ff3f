"""The rows under the strategy's own headings: a table, what cannot be assessed and why, and each row with a story."""

from collections.abc import Iterator, Sequence

from measures.verdicts import Verdict
from reporting.gathering import gathered
from reporting.renderers.report_words import CARD_STATES
from reporting.renderers.story.charts import chart_of
from reporting.renderers.story.parts import Block, Bullets, Cell, Heading, Paragraph, Section, Table, Text, Texts
from reporting.renderers.story.telling import Telling, joined
from reporting.snapshot import AboutKind, CardState, DeviationCard
from reporting.standing import UNCOVERED, NodeStanding, RowStanding

BEHIND = frozenset({Verdict.BEHIND, Verdict.MISSED, Verdict.NEAR_MISS})
MOST_CHARTS = 60
"""A report of two thousand rows would else be a book of pictures."""


def rows(telling: Telling) -> Section | None:
    """Every row once, under the first heading it belongs to; None without rows."""
    if not telling.standing.rows:
        return None
    blocks: list[Block] = []
    charts = 0
    for node, own in gathered(telling.standing):
        group, charts = _group(telling, node, own, charts)
        blocks += group
    if charts >= MOST_CHARTS:
        blocks.append(Paragraph((telling.text("chart_cut", count=MOST_CHARTS),), "quiet"))
    return Section("rows", telling.title("rows"), tuple(blocks))


def _group(
    telling: Telling, node: NodeStanding | None, own: Sequence[RowStanding], charts: int
) -> tuple[list[Block], int]:
    name = telling.name(node.branch.names) if node is not None else Text(telling.say("other_rows"))
    blocks: list[Block] = [Heading((name,))]
    if node is not None and node.branch.kind == "goal":
        blocks += telling.narrative(AboutKind.GOAL, node.branch.code)
    key = f"rows-{node.branch.code}" if node is not None else "rows-other"
    blocks.append(table(telling, key, telling.say("rows_caption", group=name.words), own))
    blocks += unjudged(telling, own, telling.say("unjudged"))
    for row in own:
        if has_story(telling, row):
            chart = chart_of(telling, row) if charts < MOST_CHARTS else None
            charts += chart is not None
            blocks += [*row_story(telling, row), *([chart] if chart is not None else [])]
    return blocks, charts


def table(telling: Telling, key: str, caption: str, own: Sequence[RowStanding]) -> Table:
    """The rows in the strategy's own column order: nyt, tavoite, toteuma, and how far and how they stand."""
    columns = (
        telling.column("indicator", 38),
        telling.column("baseline", 23, numeric=True),
        telling.column("target", 34),
        telling.column("actual", 26, numeric=True),
        telling.column("deviation", 22, numeric=True),
        telling.column("verdict", 29),
    )
    return Table(key, caption, columns, tuple(_line(telling, row) for row in own))


def _line(telling: Telling, row: RowStanding) -> tuple[Cell, ...]:
    code = Text(row.code, quiet=True)
    return (
        Cell(((telling.indicator(row),), (code,))),
        telling.baseline(row),
        telling.target(row),
        telling.actual(row),
        telling.apart(row),
        telling.judged(row),
    )


def unjudged(telling: Telling, own: Sequence[RowStanding], lead: str) -> Iterator[Block]:
    """What cannot be assessed: rows with the same reason together."""
    reasons: dict[str, list[Texts]] = {}
    for row in own:
        if row.verdict in UNCOVERED:
            reasons.setdefault(telling.reason(row), []).append((telling.indicator(row),))
    if reasons:
        yield Paragraph((Text(lead, strong=True),))
        yield Bullets(tuple((*joined(names), Text(": "), Text(reason)) for reason, names in reasons.items()))


def has_story(telling: Telling, row: RowStanding) -> bool:
    """Is there more to say of the row than its line in the table?"""
    snapshot = telling.snapshot
    written = snapshot.narrative(AboutKind.ROW, row.code) is not None or snapshot.assessment(row.code) is not None
    return row.verdict in BEHIND or written or bool(snapshot.cards_of(row.code))


def row_story(telling: Telling, row: RowStanding) -> Iterator[Block]:
    """Why the row stands as it does, what is said of it, and what is done."""
    yield Heading((telling.indicator(row), telling.text("coded", code=row.code)), 3)
    yield Paragraph((telling.verdict(row.verdict), Text(". "), Text(telling.reason(row))))
    own = telling.snapshot.assessment(row.code)
    if own is not None:
        word = telling.verdict(own.verdict).words.lower()
        role = telling.plain(own.role)
        of = telling.text("of", role=role) if role else Text("")
        yield Paragraph((telling.text("own_reason", verdict=word), telling.name(own.reason), of))
    yield from telling.narrative(AboutKind.ROW, row.code)
    for card in telling.snapshot.cards_of(row.code):
        yield from card_told(telling, card)


def card_told(telling: Telling, card: DeviationCard) -> Iterator[Block]:
    """A deviation: its state and cause, what is done, who answers for it and by when, who has accepted it."""
    state = CARD_STATES[telling.language][card.state]
    items: list[Texts] = [(Text(telling.say("card", state=state), strong=True), telling.name(card.cause))]
    if telling.plain(card.done):
        items.append((Text(telling.say("card_done"), strong=True), telling.name(card.done)))
    who = telling.plain(card.responsible)
    day = telling.say("card_day", day=telling.day(card.date)) if card.date is not None else ""
    if who or day:
        items.append((Text(telling.say("card_who", who=who or telling.say("none")) + day),))
    if card.state is CardState.ACCEPTED:
        decided = telling.dealt(card.body, card.decided_on, card.section)
        until = telling.say("card_expires", day=telling.day(card.expires)) if card.expires is not None else ""
        items.append((telling.text("card_accepted", decision=decided.words), Text(f"{until}.")))
    if telling.plain(card.closing):
        items.append((Text(telling.say("card_closing"), strong=True), telling.name(card.closing)))
    if card.carried_from:
        items.append((telling.text("card_carried", code=card.carried_from),))
    yield Bullets(tuple(items))
