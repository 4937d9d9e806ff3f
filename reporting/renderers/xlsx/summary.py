"""The sheet «Yhteenveto»: what is said of the period, counts of verdicts, what needs action, what has changed."""

from collections.abc import Iterator, Mapping, Sequence

from measures.spans import write_period
from measures.verdicts import Verdict
from measures.workbooks.ink import ALERT, HEAD, LABEL, PROSE, SUBTITLE, TEXT, TITLE, Number
from reporting.renderers.report_words import CARD_STATES, VERDICTS, notices
from reporting.renderers.xlsx.key_rows import card_words
from reporting.renderers.xlsx.leaf import Column, Leaf, Placed
from reporting.renderers.xlsx.paper import TITLE_POINTS
from reporting.renderers.xlsx.pen import Content
from reporting.renderers.xlsx.telling import ORDER, Telling
from reporting.renderers.xlsx.words import GROUPINGS
from reporting.sentences import reason_sentence
from reporting.snapshot import AboutKind, MissingFigure, WhyMissing
from reporting.standing import UNCOVERED, NodeStanding, RowStanding

KINDS = ("goal", "benefit", "objective")
ATTENTION = (Verdict.MISSED, Verdict.BEHIND, Verdict.NEAR_MISS, Verdict.MISSING, Verdict.UNCLEAR)
COLUMNS = (
    Column("kind", 17),
    Column("node", 38),
    Column("count", 11, numeric=True),
    *(Column(verdict.value, 13, numeric=True) for verdict in ORDER),
    Column("covered", 14, numeric=True),
    Column("remark", 36),
)
_LAST = len(COLUMNS)

type Part = tuple[int, int, Content, str]


def write_summary(leaf: Leaf, telling: Telling) -> Placed:
    """Fills the sheet. Gives where the counts stand; each of its lines is a node, the last one the whole."""
    leaf.widths = [column.width for column in COLUMNS]
    leaf.line([(1, telling.name(telling.snapshot.report.title), TITLE)], TITLE_POINTS)
    for notice in notices(telling.snapshot, telling.language):
        leaf.spread([(1, 1, telling.say("notice"), ALERT), (2, _LAST, notice, ALERT)])
    _texts(leaf, telling)
    leaf.skip()
    leaf.line([(1, telling.say("counts_title"), SUBTITLE)])
    heads = [VERDICTS[telling.language].get(Verdict(one.key)) if one.key in set(Verdict) else telling.head(one.key)
             for one in COLUMNS]  # fmt: skip
    counts = leaf.table(COLUMNS, [head or "" for head in heads], _counts(telling))
    _list(leaf, telling.say("attention_title"), _heads(telling, "verdict", "name", "reason", "responsible"),
          _attention(telling))  # fmt: skip
    _since(leaf, telling)
    _list(leaf, telling.say("cards_title"), _heads(telling, "verdict", "name", "cards", "responsible"),
          _cards(telling))  # fmt: skip
    _list(leaf, telling.say("missing_title"), _heads(telling, "period", "name", "why", "reporter"), _missing(telling))
    leaf.lay_out()
    return counts


def _texts(leaf: Leaf, telling: Telling) -> None:
    """Mission and vision, what is said of the period and of each goal, and the proposed decision."""
    facts, report = telling.standing.strategy, telling.snapshot.report
    texts = [
        (telling.say("mission"), telling.name(facts.mission)),
        (telling.say("vision"), telling.name(facts.vision)),
        (telling.say("overview"), telling.narrative(AboutKind.WHOLE)),
        (telling.say("proposal"), telling.narrative(AboutKind.PROPOSAL)),
        (telling.say("acknowledged"), report.acknowledged),
    ]
    _said(leaf, texts)
    goals = [
        (telling.name(node.branch.names), telling.narrative(AboutKind.GOAL, node.branch.code))
        for node in telling.standing.of_kind(*KINDS)
    ]
    if any(text for _, text in goals):
        leaf.skip()
        leaf.line([(1, telling.say("goals_title"), SUBTITLE)])
        _said(leaf, goals)


def _said(leaf: Leaf, texts: Sequence[tuple[str, str]]) -> None:
    for label, text in texts:
        if text:
            leaf.spread([(1, 1, label, LABEL), (2, _LAST, text, PROSE)])


def _counts(telling: Telling) -> Iterator[Sequence[Content]]:
    kinds = GROUPINGS[telling.language]
    for node in nodes(telling):
        kind, name = kinds[node.branch.kind], telling.name(node.branch.names)
        yield (kind, name, *_tally(node.tally), node.coverage, _remark(telling, node))
    tally = telling.standing.tally
    judgeable = len(telling.standing.rows) - tally[Verdict.WATCHED]
    covered = judgeable - sum(tally[verdict] for verdict in UNCOVERED)
    name = telling.name(telling.standing.strategy.names)
    yield (telling.say("whole"), name, *_tally(tally), f"{covered}/{judgeable}", telling.say("once"))


def nodes(telling: Telling) -> Iterator[NodeStanding]:
    """The nodes that are counted, in the order of the lines."""
    for kind in KINDS:
        yield from telling.standing.of_kind(kind)


def _tally(tally: Mapping[Verdict, int]) -> Sequence[Content]:
    return (Number(sum(tally.values())), *(Number(tally[verdict], quiet=True) for verdict in ORDER))


def _remark(telling: Telling, node: NodeStanding) -> str:
    """What to bear in mind of a node: nothing measures it, links are only proposed, too little is known."""
    if node.gap:
        return telling.say("gap")
    remarks = []
    if node.proposed:
        remarks.append(telling.say("links", count=len(node.proposed)))
    if not node.judgeable:
        remarks.append(telling.say("all_watched"))
    elif not node.coloured:
        remarks.append(telling.say("little"))
    return "; ".join(remarks)


def _heads(telling: Telling, *keys: str) -> list[str]:
    return [telling.head(key) for key in keys]


def _list(leaf: Leaf, title: str, heads: Sequence[str], lines: Iterator[Sequence[Content]]) -> None:
    """Lines of four texts under a title of their own; nothing where there is no line."""
    for place, line in enumerate(lines):
        if place == 0:
            leaf.skip()
            leaf.line([(1, title, SUBTITLE)])
            leaf.spread(_parts(heads, HEAD))
        leaf.spread(_parts(line, TEXT))


def _parts(texts: Sequence[Content], style: str) -> list[Part]:
    spans = ((1, 1), (2, 2), (3, _LAST - 2), (_LAST - 1, _LAST))
    return [(first, last, text, style) for (first, last), text in zip(spans, texts, strict=True)]


def _attention(telling: Telling) -> Iterator[Sequence[Content]]:
    wanted = [row for row in telling.standing.rows if row.verdict in ATTENTION]
    for row in sorted(wanted, key=lambda row: ATTENTION.index(row.verdict)):
        marks = (("mark_pending", row.pending), ("mark_proposed", row.proposed))
        reason = " ".join(
            [reason_sentence(row, telling.language), *(telling.say(key) for key, is_so in marks if is_so)]
        )
        responsible = telling.name(telling.snapshot.detail(row.code).responsible)
        yield (telling.verdict(row.verdict), _name(telling, row), reason, responsible)


def _name(telling: Telling, row: RowStanding) -> str:
    return telling.name(row.facts.indicator.names)


def _since(leaf: Leaf, telling: Telling) -> None:
    """The rows whose verdict is not what the previous report said."""
    previous = telling.snapshot.previous
    if previous is None:
        return
    lines = (
        (telling.verdict(row.verdict), _name(telling, row),
         telling.say("since", before=telling.verdict(then.verdict), now=telling.verdict(row.verdict)),
         telling.name(telling.snapshot.detail(row.code).responsible))
        for row, then in telling.snapshot.changed_rows()
    )  # fmt: skip
    title = telling.say("since_title", title=telling.name(previous.title))
    _list(leaf, title, _heads(telling, "verdict", "name", "before", "responsible"), lines)


def _cards(telling: Telling) -> Iterator[Sequence[Content]]:
    rows = {row.code: row for row in telling.standing.rows}
    for card in telling.snapshot.cards:
        name = _name(telling, rows[card.row]) if card.row in rows else card.row
        state = CARD_STATES[telling.language][card.state]
        yield (state, name, card_words(telling, card), telling.name(card.responsible))


def _missing(telling: Telling) -> Iterator[Sequence[Content]]:
    rows = {row.code: row for row in telling.standing.rows}
    for one in telling.snapshot.missing:
        name = _name(telling, rows[one.indicator]) if one.indicator in rows else one.indicator
        yield (write_period(one.period, telling.language), name, _why(telling, one), telling.name(one.whose))


def _why(telling: Telling, one: MissingFigure) -> str:
    unit = telling.name(telling.snapshot.unit(one.unit))
    why = telling.say("not_approved" if one.why is WhyMissing.NOT_APPROVED else "not_given")
    return telling.say("note", unit=unit, note=why)
