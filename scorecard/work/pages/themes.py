"""Themes by units as plain values: which units have turned the strategy into actions, and where there are none yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import named as name_of_record
from scorecard.labels import UNIT_KINDS
from scorecard.models import Strategy, Unit
from scorecard.models.codes import NodeKind, UnitKind
from scorecard.permissions import Access, Right
from scorecard.work.pages.actions import EXACTLY, THEME, UNIT
from scorecard.work.pages.projects import Chooser, chooser
from scorecard.work.themes import Column, Matrix

STRATEGY = "strategia"
NAMES_FIT = 7
"""With more themes than this the columns are numbered, and the numbers told in a list."""
NUMBERS_FIT = 20
"""With more than this the table may be wider than its place, and is scrolled in a box of its own."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A column: ``head`` stands over it, its name or its number. ``whole``: the goal itself.

    ``carried``: how many units of how many; empty where none is expected to.
    """

    name: str
    head: str
    whole: bool
    carried: str


@dataclass(frozen=True, slots=True)
class GoalHead:
    """A goal over its themes."""

    name: str
    span: int
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many actions a unit has for a theme. ``address``: of their list; empty where there are none."""

    label: str
    number: int
    proposed: int
    address: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with its cells. ``expected``: it is one of those that are to turn themes into actions.

    ``filled``: how many of its cells hold something; on a phone the others are told by that alone.
    """

    name: str
    kind: str
    depth: int
    expected: bool
    filled: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ThemesPage:
    """The table with what is said over it. ``acting`` is empty where no unit is expected to turn themes into actions.

    ``units``: where units are added, for who may.
    """

    strategy: str
    goals: tuple[GoalHead, ...]
    rows: tuple[UnitRow, ...]
    numbered: bool
    wide: bool
    acting: str
    units: str
    homeless: int
    choosers: tuple[Chooser, ...]


def themes_page(access: Access, matrix: Matrix, strategy: Strategy, strategies: Sequence[Strategy]) -> ThemesPage:
    """The page of one strategy."""
    code = access.municipality.code
    numbered = len(matrix.columns) > NAMES_FIT
    rows = tuple(_row(code, matrix, depth, unit) for depth, unit in matrix.rows)
    expected = [row for row in rows if row.expected]
    acting = sum(any(cell.number for cell in row.cells) for row in expected)
    named = [(one.code, name_of_record(one)) for one in strategies]
    return ThemesPage(
        strategy=name_of_record(strategy),
        goals=tuple(_goals(matrix, numbered=numbered)),
        rows=rows,
        numbered=numbered,
        wide=len(matrix.columns) > NUMBERS_FIT,
        acting=f"{acting}/{len(expected)}" if expected else "",
        units=reverse("yksikot", args=[code]) if access.may(Right.MANAGE_STRUCTURE) else "",
        homeless=matrix.homeless,
        choosers=(chooser(STRATEGY, _("Strategia tai ohjelma"), named, strategy.code),) if len(named) > 1 else (),
    )


def _goals(matrix: Matrix, *, numbered: bool) -> Iterable[GoalHead]:
    number = 0
    for goal, columns in groupby(matrix.columns, key=lambda column: column.goal):
        themes = []
        for column in columns:
            number += 1
            themes.append(_theme(matrix, column, str(number) if numbered else ""))
        yield GoalHead(name_of_record(goal), len(themes), tuple(themes))


def _theme(matrix: Matrix, column: Column, number: str) -> Theme:
    carried, expected = matrix.carried(column)
    whole = column.node == column.goal
    name = _name(column)
    return Theme(name, number or name, whole, f"{carried}/{expected}" if expected else "")


def _name(column: Column) -> str:
    whole = column.node == column.goal and column.node.kind == NodeKind.GOAL
    return (
        _("%(name)s (koko päämäärä)") % {"name": name_of_record(column.node)} if whole else name_of_record(column.node)
    )


def _row(code: str, matrix: Matrix, depth: int, unit: Unit) -> UnitRow:
    cells = tuple(_cell(code, matrix, unit, column) for column in matrix.columns)
    expected = unit.kind in (UnitKind.RESULT_AREA, UnitKind.RESULT_UNIT)
    filled = sum(bool(cell.number) for cell in cells)
    return UnitRow(name_of_record(unit), UNIT_KINDS[UnitKind(unit.kind)], min(depth, 2), expected, filled, cells)


def _cell(code: str, matrix: Matrix, unit: Unit, column: Column) -> Cell:
    count = matrix.count(unit, column)
    query = urlencode({UNIT: unit.code, THEME: column.node.pk, EXACTLY: 1})
    address = f"{reverse('toimenpiteet', args=[code])}?{query}" if count.number else ""
    return Cell(_name(column), count.number, count.proposed, address)
