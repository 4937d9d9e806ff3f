"""The page of a pasted table as plain values: its columns to choose, and each row as it would be taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import named, spoken
from measures.importing.pages import Choice
from measures.importing.tables import MEANINGS, Pasted, Proposal
from measures.labels import DIRECTIONS
from measures.loading.fields import target_cells, told
from scorecard.models import Municipality, Strategy


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its heading in the table, and what it may be taken for."""

    number: int
    heading: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row to be confirmed, with how its target was read."""

    proposal: Proposal
    directions: tuple[Choice, ...]
    reading: str
    question: str


@dataclass(frozen=True, slots=True)
class TablePage:
    """The page; before anything is pasted it has no rows."""

    text: str
    strategies: tuple[Choice, ...]
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    fault: str
    note: str
    address: str
    back: str


def table_page(
    municipality: Municipality,
    strategies: Sequence[Strategy],
    chosen: str,
    pasted: Pasted,
    proposals: Sequence[Proposal],
    text: str,
    fault: str = "",
) -> TablePage:
    """The page."""
    code = municipality.code
    note = _("Taulukosta luettiin ensimmäiset 200 riviä. Liitä loput erikseen.") if pasted.left_out else ""
    return TablePage(
        text,
        tuple(Choice(one.code, named(one), one.code == chosen) for one in strategies),
        tuple(_head(number, pasted) for number in range(len(pasted.meanings))),
        tuple(_row(one) for one in proposals),
        fault,
        note,
        reverse("tuonti-liita", args=[code]),
        reverse("tuonti", args=[code]),
    )


def _head(number: int, pasted: Pasted) -> Head:
    choices = tuple(Choice(one.value, MEANINGS[one], one is pasted.meanings[number]) for one in MEANINGS)
    heading = pasted.headings[number] or _("sarake %(number)s") % {"number": number + 1}
    return Head(number, heading, choices)


def _row(one: Proposal) -> Row:
    directions = tuple(Choice(code.value, DIRECTIONS[code], code.value == one.direction) for code in DIRECTIONS)
    question = one.reading.question.sentence(spoken()) if one.reading.question is not None else ""
    cells = target_cells(one.reading.target)
    parts = (told(cells[name]) for name in ("tavoite_laji", "tavoite_arvo", "tavoite_yläraja", "tavoite_pvm"))
    return Row(one, directions, " ".join(part for part in parts if part), question)
