"""The sheet «Muutosloki»: what was changed in the structure and in approved figures, one line a changed field."""

from collections.abc import Iterator, Sequence

from reporting.renderers.xlsx.leaf import Column, Leaf, Placed
from reporting.renderers.xlsx.paper import filtered
from reporting.renderers.xlsx.pen import Content
from reporting.renderers.xlsx.telling import Telling
from reporting.snapshot import ChangedField
from reporting.standing import Names

COLUMNS = (
    Column("at", 17, numeric=True),
    Column("by", 26),
    Column("thing", 18),
    Column("title", 40),
    Column("happened", 13),
    Column("field", 22),
    Column("was", 36),
    Column("became", 36),
    Column("why", 36),
)
_NO_FIELD = ChangedField(Names(""))


def write_log(leaf: Leaf, telling: Telling) -> Placed:
    """Fills the sheet."""
    table = leaf.table(COLUMNS, telling.heads(COLUMNS), _lines(telling))
    leaf.lay_out()
    filtered(leaf, table)
    return table


def _lines(telling: Telling) -> Iterator[Sequence[Content]]:
    for one in telling.snapshot.changes:
        for changed in one.fields or (_NO_FIELD,):
            yield (
                one.at,
                telling.name(one.role),
                telling.name(one.kind),
                one.title,
                telling.say(one.happened),
                telling.name(changed.name),
                changed.before,
                changed.after,
                one.reason,
            )
