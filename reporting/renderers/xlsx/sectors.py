"""The sheet «Toimialat»: each sector with its board, the counts of its rows and works, who checked it, and its text."""

from collections.abc import Iterator, Sequence

from measures.verdicts import Verdict
from reporting.renderers.report_words import VERDICTS
from reporting.renderers.xlsx.leaf import Column, Leaf, Placed
from reporting.renderers.xlsx.paper import filtered
from reporting.renderers.xlsx.pen import Content, Number
from reporting.renderers.xlsx.telling import ORDER, Telling
from reporting.snapshot import AboutKind, SectorFacts
from reporting.standing import tallied

COLUMNS = (
    Column("sector", 22),
    Column("board", 18),
    Column("count", 11, numeric=True),
    *(Column(verdict.value, 13, numeric=True) for verdict in ORDER),
    Column("projects", 12, numeric=True),
    Column("actions", 14, numeric=True),
    Column("checked", 17, numeric=True),
    Column("checked_by", 20),
    Column("narrative", 40),
    Column("code", 14),
)
PRINTED = len(COLUMNS) - 1


def write_sectors(leaf: Leaf, telling: Telling) -> Placed:
    """Fills the sheet."""
    words = VERDICTS[telling.language]
    heads = [words[Verdict(one.key)] if one.key in set(Verdict) else telling.head(one.key) for one in COLUMNS]
    table = leaf.table(COLUMNS, heads, _lines(telling))
    leaf.lay_out(columns=1)
    leaf.print_columns(PRINTED, table)
    filtered(leaf, table)
    return table


def _lines(telling: Telling) -> Iterator[Sequence[Content]]:
    units = {one.code: one for one in telling.snapshot.units}
    for sector in telling.snapshot.sectors:
        unit = units.get(sector.unit)
        yield _line(telling, sector, telling.body(unit.board) if unit is not None else "")


def _line(telling: Telling, sector: SectorFacts, board: str) -> Sequence[Content]:
    own = set(sector.rows)
    rows = [row for row in telling.standing.rows if row.code in own]
    tally = tallied(rows)
    return (
        telling.name(telling.snapshot.unit(sector.unit)),
        board,
        Number(len(rows)),
        *(Number(tally[verdict], quiet=True) for verdict in ORDER),
        Number(len(sector.projects)),
        Number(len(sector.actions)),
        sector.checked_at or telling.say("unchecked"),
        telling.name(sector.checked_role),
        telling.narrative(AboutKind.SECTOR, sector.unit),
        sector.unit,
    )
