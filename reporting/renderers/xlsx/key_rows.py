"""The sheet «Keskeiset mittarit»: every row in the strategy's own column order, then what explains it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from measures.targets import Kind
from reporting.gathering import gathered, grouping
from reporting.renderers.report_words import BINDINGS, CARD_STATES, ENTITIES
from reporting.renderers.xlsx.leaf import Column, Leaf, Placed
from reporting.renderers.xlsx.paper import coloured, filtered
from reporting.renderers.xlsx.pen import Content, Noted
from reporting.renderers.xlsx.telling import Telling, goal_number, lines, listed, telling_from_zero
from reporting.renderers.xlsx.words import GROUPINGS
from reporting.sentences import reason_sentence
from reporting.signed import change, deviation
from reporting.snapshot import AboutKind, DeviationCard
from reporting.spans import figure_note
from reporting.standing import RowStanding

COLUMNS = (
    Column("group", 18),
    Column("name", 24),
    Column("baseline", 9, numeric=True),
    Column("goal", 10, numeric=True),
    Column("value", 10.5, numeric=True),
    Column("verdict", 13),
    Column("own", 19),
    Column("deviation", 13, numeric=True),
    Column("coverage", 11.5, numeric=True),
    Column("reason", 36),
    Column("unit", 13),
    Column("span", 13),
    Column("words", 22),
    Column("own_reason", 60),
    Column("responsible", 30),
    Column("forecast", 11, numeric=True),
    Column("change", 14, numeric=True),
    Column("narrative", 90),
    Column("cards", 80),
    Column("before", 16),
    Column("binding", 12),
    Column("entity", 12),
    Column("due", 13, numeric=True),
    Column("upper", 12, numeric=True),
    Column("way", 18),
    Column("baseline_words", 50),
    Column("reading", 12),
    Column("pending", 14),
    Column("question", 90),
    Column("sectors", 26),
    Column("nodes", 40),
    Column("code", 10),
)
PRINTED = 13
"""The columns up to the target in words fit on paper in readable letters; the rest is for the screen."""


@dataclass(frozen=True, slots=True)
class Around:
    """What hangs together with a row, by its code: the names of its groups, codes of sectors and nodes, notes."""

    groups: Mapping[str, Sequence[str]]
    sectors: Mapping[str, Sequence[str]]
    nodes: Mapping[str, Sequence[str]]
    notes: Mapping[str, Sequence[str]]


def write_key_rows(leaf: Leaf, telling: Telling) -> Placed:
    """Fills the sheet."""
    heads = [GROUPINGS[telling.language][grouping(telling.standing)], *telling.heads(COLUMNS[1:])]
    table = leaf.table(COLUMNS, heads, _Rows(telling).lines())
    leaf.lay_out(columns=2)
    leaf.print_columns(PRINTED, table)
    filtered(leaf, table)
    for key in ("verdict", "own", "before"):
        coloured(leaf, table, key, telling)
    return table


def around(telling: Telling) -> Around:
    """What hangs together with each row, in one walk over the report."""
    groups: dict[str, list[str]] = {}
    sectors: dict[str, list[str]] = {}
    nodes: dict[str, list[str]] = {}
    notes: dict[str, list[str]] = {}
    for node in telling.standing.of_kind(grouping(telling.standing)):
        name = telling.name(node.branch.names)
        for code in node.rows:
            told = telling.say("proposed_link", name=name) if code in node.proposed else name
            groups.setdefault(code, []).append(told)
    for node in telling.standing.nodes:
        for code in node.rows:
            nodes.setdefault(code, []).append(node.branch.code)
    for sector in telling.snapshot.sectors:
        for code in sector.rows:
            sectors.setdefault(code, []).append(sector.unit)
    for one in telling.given:
        if one.counts and one.entry is not None and one.entry.note:
            unit = telling.name(telling.snapshot.unit(one.unit))
            told = telling.say("note", unit=f"{unit} {one.period.code}", note=one.entry.note)
            notes.setdefault(one.row.code, []).append(told)
    return Around(groups, sectors, nodes, notes)


class _Rows:
    """The lines of the sheet."""

    def __init__(self, telling: Telling) -> None:
        self.telling, self.around = telling, around(telling)
        before = telling.snapshot.previous.rows if telling.snapshot.previous is not None else ()
        self.before = {one.row: one.verdict for one in before}
        self.cards: dict[str, list[DeviationCard]] = {}
        for card in telling.snapshot.cards:
            self.cards.setdefault(card.row, []).append(card)

    def lines(self) -> Iterator[Sequence[Content]]:
        """Each row once, gathered under the strategy's benefits."""
        for _, rows in gathered(self.telling.standing):
            for row in rows:
                yield (*self._figures(row), *self._judged(row), *self._told(row), *self._asked(row))

    def _figures(self, row: RowStanding) -> Sequence[Content]:
        telling, decimals = self.telling, self.telling.decimals(row)
        groups = self.around.groups.get(row.code)
        return (
            "; ".join(groups) if groups else telling.say("other_rows"),
            telling.name(row.facts.indicator.names),
            telling.number(row.facts.baseline.number, decimals, given=True),
            telling.number(goal_number(row), decimals),
            self._figure(row, decimals),
        )

    def _figure(self, row: RowStanding, decimals: int) -> Content:
        """The figure, with what was noted when it was given."""
        found = self.telling.value(row.figure.value, decimals)
        notes = self.around.notes.get(row.code, ())
        if isinstance(found, Noted):
            return Noted(found.content, lines((found.note, *notes)))
        return Noted(found, lines(notes)) if notes else found

    def _judged(self, row: RowStanding) -> Sequence[Content]:
        telling, own = self.telling, self.telling.snapshot.assessment(row.code)
        away = deviation(row)
        return (
            telling.verdict(row.verdict),
            telling.verdict(own.verdict) if own is not None else "",
            telling.number(away, telling_from_zero(away, telling.decimals(row)), signed=True),
            row.coverage,
            reason_sentence(row, telling.language),
            telling.unit_of_measure(row),
            figure_note(row.figure, telling.language) if row.figure.value is not None else "",
            telling.target_words(row),
            telling.name(own.reason) if own is not None else "",
            telling.name(telling.snapshot.detail(row.code).responsible),
        )

    def _told(self, row: RowStanding) -> Sequence[Content]:
        telling, decimals, apart = self.telling, self.telling.decimals(row), change(row)
        return (
            telling.value(row.figure.forecast, decimals),
            telling.number(apart, telling_from_zero(apart, decimals), signed=True),
            telling.narrative(AboutKind.ROW, row.code),
            "\n\n".join(card_words(telling, one) for one in self.cards.get(row.code, ())),
            telling.verdict(self.before.get(row.code)),
        )

    def _asked(self, row: RowStanding) -> Sequence[Content]:
        telling, target, facts = self.telling, row.facts.target, row.facts
        language = telling.language
        return (
            BINDINGS[language][target.binding] if target.kind is not Kind.WATCHED else "",
            ENTITIES[language].get(facts.indicator.entity, facts.indicator.entity),
            target.due,
            telling.number(target.upper, telling.decimals(row)),
            telling.way(row),
            self._baseline_words(row),
            telling.say(facts.reading),
            telling.yes(row.pending),
            facts.question,
            listed(self.around.sectors.get(row.code, ())),
            listed(self.around.nodes.get(row.code, ())),
            row.code,
        )

    def _baseline_words(self, row: RowStanding) -> str:
        telling, baseline = self.telling, row.facts.baseline
        return lines(
            (
                telling.say("baseline", words=baseline.words) if baseline.words else "",
                "" if baseline.comparable else telling.say("not_comparable"),
                telling.say("baseline_day", date=telling.day(baseline.date)) if baseline.date is not None else "",
            )
        )


def card_words(telling: Telling, card: DeviationCard) -> str:
    """A deviation card in words: its state, why, what is done, who and when, and who has accepted it until when."""
    phrase = "section" if card.section else "no_section"
    decided = telling.say(phrase, body=telling.body(card.body), date=telling.day(card.decided_on), section=card.section)
    told = (
        ("cause", telling.name(card.cause)),
        ("done", telling.name(card.done)),
        ("responsible", telling.name(card.responsible)),
        ("date", telling.day(card.date)),
        ("accepted", decided if card.body else ""),
        ("expires", telling.day(card.expires)),
        ("closing", telling.name(card.closing)),
        ("carried", card.carried_from),
    )
    state = CARD_STATES[telling.language][card.state]
    return lines((state[:1].upper() + state[1:], *(telling.say(key, text=text) for key, text in told if text)))
