"""The sheet «Projektit ja toimenpiteet»: each once, with who answers, when, how far it is and what is said of it."""

from collections.abc import Iterator, Sequence

from reporting.renderers.report_words import WORK_STATES
from reporting.renderers.xlsx.leaf import Column, Leaf, Placed
from reporting.renderers.xlsx.paper import filtered
from reporting.renderers.xlsx.pen import Content
from reporting.renderers.xlsx.telling import Telling, lines, listed
from reporting.snapshot import AboutKind, ActionFacts, MilestoneFacts, ProjectFacts

COLUMNS = (
    Column("kind", 12.5),
    Column("work", 26),
    Column("whose", 18),
    Column("responsible", 16),
    Column("starts", 13, numeric=True),
    Column("ends", 13, numeric=True),
    Column("schedule", 14),
    Column("state", 12),
    Column("serves", 22),
    Column("oulu", 11),
    Column("milestones", 24),
    Column("note", 28),
    Column("narrative", 28),
    Column("previous_note", 36),
    Column("sdg", 16),
    Column("sectors", 20),
    Column("code", 12),
)
PRINTED = 13


def write_works(leaf: Leaf, telling: Telling) -> Placed:
    """Fills the sheet."""
    table = leaf.table(COLUMNS, telling.heads(COLUMNS), _Works(telling).lines())
    leaf.lay_out(columns=2)
    leaf.print_columns(PRINTED, table)
    filtered(leaf, table)
    return table


class _Works:
    """The lines of the sheet."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.names = {node.branch.code: telling.name(node.branch.names) for node in telling.standing.nodes}
        self.states = WORK_STATES[telling.language]
        self.sectors: dict[tuple[str, str], list[str]] = {}
        for sector in telling.snapshot.sectors:
            for kind, codes in (("project", sector.projects), ("action", sector.actions)):
                for code in codes:
                    self.sectors.setdefault((kind, code), []).append(sector.unit)

    def lines(self) -> Iterator[Sequence[Content]]:
        """Projects, then actions."""
        for project in self.telling.snapshot.projects:
            yield self._project(project)
        for action in self.telling.snapshot.actions:
            yield self._action(action)

    def _project(self, one: ProjectFacts) -> Sequence[Content]:
        telling = self.telling
        return (
            telling.say("project"),
            telling.name(one.names),
            telling.name(telling.snapshot.unit(one.sector)) if one.sector else "",
            one.responsible,
            one.starts,
            one.ends,
            "",
            self.states.get(one.state, one.state),
            self._serves(one.nodes),
            telling.yes(one.serves_oulu2026),
            lines(self._milestone(part) for part in one.milestones),
            telling.name(one.note.text) if one.note is not None else "",
            telling.narrative(AboutKind.PROJECT, one.code),
            telling.name(one.previous_note.text) if one.previous_note is not None else "",
            "",
            listed(self.sectors.get(("project", one.code), ())),
            one.code,
        )

    def _action(self, one: ActionFacts) -> Sequence[Content]:
        telling = self.telling
        return (
            telling.say("action"),
            telling.name(one.names),
            telling.name(telling.snapshot.unit(one.unit)) if one.unit else "",
            one.responsible,
            None,
            None,
            one.schedule,
            self.states.get(one.state, one.state),
            self._serves(one.nodes),
            "",
            "",
            "",
            "",
            "",
            one.sdg,
            listed(self.sectors.get(("action", one.code), ())),
            one.code,
        )

    def _serves(self, nodes: Sequence[str]) -> str:
        return "; ".join(self.names.get(code, code) for code in nodes)

    def _milestone(self, one: MilestoneFacts) -> str:
        telling = self.telling
        phrase = "milestone_done" if one.date and one.done_on else "milestone_day" if one.date else "milestone"
        state = self.states.get(one.state, one.state) or "–"
        return telling.say(
            phrase, name=telling.name(one.name), date=telling.day(one.date), state=state, done=telling.day(one.done_on)
        )
