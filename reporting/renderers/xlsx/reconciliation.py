"""The sheet «Täsmäytys»: every count and sum computed anew by live formulas, with «täsmää» or the difference.

Formulas stand on this sheet alone, and have no result of ours: the program that opens the file reckons them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from measures.quantities import plain
from measures.targets import Binding, Kind
from reporting.renderers.report_words import BINDINGS, VERDICTS
from reporting.renderers.xlsx.checked import CHECKED
from reporting.renderers.xlsx.leaf import Column, Leaf, Placed
from reporting.renderers.xlsx.paper import filtered, judged
from reporting.renderers.xlsx.pen import Content, Formula, Number
from reporting.renderers.xlsx.readme import Sizes
from reporting.renderers.xlsx.recounting import Recounting, criterion, quoted
from reporting.renderers.xlsx.summary import nodes
from reporting.renderers.xlsx.telling import ORDER, Telling, goal_number
from reporting.signed import change, deviation, way
from reporting.standing import RowStanding

COLUMNS = (
    Column("check", 52),
    Column("reported", 19, numeric=True),
    Column("recounted", 19, numeric=True),
    Column("apart", 16, numeric=True),
    Column("result", 20),
    Column("how", 60),
)
_LEAST, _RELATIVE = Decimal("1e-9"), Decimal("1e-12")


@dataclass(frozen=True, slots=True)
class Tables:
    """Where everything stands that is counted."""

    sizes: Sizes
    counts: Placed
    rows: Placed
    binding: Placed
    sectors: Placed
    works: Placed
    actuals: Placed
    log: Placed


@dataclass(frozen=True, slots=True)
class Check:
    """What is checked, both numbers as formulas, how, with how many decimals, and the largest number within."""

    what: str
    reported: str
    recounted: str
    how: str
    decimals: int = 0
    largest: Decimal = Decimal()


def write_reconciliation(leaf: Leaf, telling: Telling, tables: Tables) -> Placed:
    """Fills the sheet."""
    checks = list(_Checks(telling, tables).all())
    table = leaf.table(COLUMNS, telling.heads(COLUMNS), _lines(telling, checks))
    leaf.lay_out()
    filtered(leaf, table)
    judged(leaf, table, "result", telling.say("agrees"))
    return table


def _lines(telling: Telling, checks: Sequence[Check]) -> Iterator[Sequence[Content]]:
    """First all of them together, then each."""
    words, agrees, differs = CHECKED[telling.language], telling.say("agrees"), telling.say("differs")
    results = f"E3:E{max(3, len(checks) + 2)}"
    same = f"COUNTIF({results},{quoted(agrees)})"
    whole = f"IF(D2=0,{quoted(agrees)},{quoted(differs + ' ')}&D2)"
    yield (words["all"], Formula(f"ROWS({results})", "#,##0"), Formula(same, "#,##0"), Formula("B2-C2", "#,##0"),
           Formula(whole), words["all_how"])  # fmt: skip
    for row, one in enumerate(checks, start=3):
        shown = Number(0, one.decimals).format
        # A difference that comes of the fifteen digits of the program is none.
        slack = plain(max(_LEAST, _RELATIVE * one.largest))
        less = f"IF(ABS(D{row})<={slack},{quoted(agrees)},{quoted(differs + ' ')}&ROUND(D{row},9))"
        yield (
            one.what,
            Formula(one.reported, shown),
            Formula(one.recounted, shown),
            Formula(f"B{row}-C{row}", shown),
            Formula(f"IF(ISNUMBER(D{row}),{less},{quoted(differs)})"),
            one.how,
        )


class _Checks:
    """All checks, in the order of the sheets."""

    def __init__(self, telling: Telling, tables: Tables) -> None:
        self.telling, self.tables = telling, tables
        self.words = CHECKED[telling.language]
        self.verdicts = VERDICTS[telling.language]

    def all(self) -> Iterator[Check]:
        """Numbers of rows, control sums, counts of nodes and sectors, binding targets, figures and deviations."""
        yield from self._sizes()
        yield from self._sums()
        yield from self._counts()
        yield from self._sectors()
        yield from self._binding()
        yield from self._figures()
        yield from self._differences()

    def _check(
        self, what: str, how: str, reported: str, recounted: str, *, name: str = "", verdict: str = "",
        decimals: int = 0, largest: Decimal = Decimal(0),
    ) -> Check:  # fmt: skip
        told = self.words[what].format(name=name, verdict=verdict)
        return Check(told, reported, recounted, self.words[how], decimals, largest)

    # --- numbers of rows and control sums

    def _sizes(self) -> Iterator[Check]:
        of, say = self.tables, self.telling.say
        kind = of.works.column("kind")
        counted = {
            "rows": f"COUNTA({of.rows.column('code')})",
            "binding": f"COUNTA({of.binding.column('code')})",
            "sectors": f"COUNTA({of.sectors.column('code')})",
            "projects": f"COUNTIF({kind},{criterion(say('project'))})",
            "actions": f"COUNTIF({kind},{criterion(say('action'))})",
            "actuals": f"COUNTA({of.actuals.column('indicator')})",
            "log": f"COUNTA({of.log.column('happened')})",
            "pending": f"COUNTIF({of.rows.column('pending')},{criterion(self.telling.yes(True))})",
            "proposed": f"COUNTIF({of.rows.column('reading')},{criterion(say('proposed'))})",
        }
        for key, formula in counted.items():
            yield self._check(f"size_{key}", "how_size", of.sizes.cell(key), formula)

    def _sums(self) -> Iterator[Check]:
        columns = {"values": "number", "numerators": "numerator", "denominators": "denominator"}
        for key, column in columns.items():
            count = Decimal(len(self.telling.given))
            yield self._check(
                f"sum_{key}", "how_sum", self.tables.sizes.cell(key), f"SUM({self.tables.actuals.column(column)})",
                decimals=2, largest=self.tables.sizes.largest[key] * max(Decimal(1), count),
            )  # fmt: skip

    # --- counts of verdicts

    def _counts(self) -> Iterator[Check]:
        of, row = self.tables, self.tables.counts.top
        for node in nodes(self.telling):
            row += 1
            name = self.telling.name(node.branch.names)
            yield from self._of_line(row, name, listed_in(of.rows.column("nodes"), node.branch.code))
        yield from self._of_line(row + 1, self.telling.say("whole"), "1")

    def _of_line(self, row: int, name: str, picked: str) -> Iterator[Check]:
        """The counts of one line of the summary: of each verdict, and all."""
        of = self.tables
        there = f'({of.rows.column("code")}<>"")'
        cell = f"'{of.counts.sheet}'!${{}}${row}"
        yield self._check("count_all", "how_count", cell.format(of.counts.letters["count"]),
                          f"SUMPRODUCT({there}*{picked})", name=name)  # fmt: skip
        for verdict in ORDER:
            said = f"({of.rows.column('verdict')}={quoted(self.verdicts[verdict])})"
            yield self._check("count", "how_count", cell.format(of.counts.letters[verdict.value]),
                              f"SUMPRODUCT({said}*{picked})", name=name, verdict=self.verdicts[verdict])  # fmt: skip

    def _sectors(self) -> Iterator[Check]:
        of = self.tables
        for sector in self.telling.snapshot.sectors:
            name = self.telling.name(self.telling.snapshot.unit(sector.unit))
            own = listed_in(of.rows.column("sectors"), sector.unit)
            there = f'({of.rows.column("code")}<>"")'
            yield self._check("sector_rows", "how_sector", self._of_sector("count", sector.unit),
                              f"SUMPRODUCT({there}*{own})", name=name)  # fmt: skip
            for verdict in ORDER:
                said = f"({of.rows.column('verdict')}={quoted(self.verdicts[verdict])})"
                yield self._check("sector", "how_sector", self._of_sector(verdict.value, sector.unit),
                                  f"SUMPRODUCT({said}*{own})", name=name, verdict=self.verdicts[verdict])  # fmt: skip
            for key, kind in (("projects", "project"), ("actions", "action")):
                works = f"({of.works.column('kind')}={quoted(self.telling.say(kind))})"
                served = listed_in(of.works.column("sectors"), sector.unit)
                yield self._check(f"sector_{key}", "how_works", self._of_sector(key, sector.unit),
                                  f"SUMPRODUCT({works}*{served})", name=name)  # fmt: skip

    def _of_sector(self, key: str, code: str) -> str:
        return found(self.tables.sectors, key, code)

    def _binding(self) -> Iterator[Check]:
        of, language = self.tables, self.telling.language
        word = criterion(BINDINGS[language][Binding.BINDING])
        for verdict in ORDER:
            said = criterion(self.verdicts[verdict])
            yield self._check(
                "binding", "how_binding", f"COUNTIF({of.binding.column('verdict')},{said})",
                f"COUNTIFS({of.rows.column('binding')},{word},{of.rows.column('verdict')},{said})",
                verdict=self.verdicts[verdict],
            )  # fmt: skip
        largest = max((abs(row.figure.value) for row in self.telling.standing.rows
                       if isinstance(row.figure.value, Decimal)), default=Decimal())  # fmt: skip
        for key in ("value", "deviation"):
            yield self._check(
                f"binding_{key}", "how_binding", f"SUM({of.binding.column(key)})",
                f"SUMIFS({of.rows.column(key)},{of.rows.column('binding')},{word})",
                decimals=2, largest=largest * max(1, len(self.telling.standing.rows)),
            )  # fmt: skip

    # --- figures, deviations, changes

    def _figures(self) -> Iterator[Check]:
        recounting, left = Recounting(self.telling, self.tables.actuals), 0
        for row in self.telling.standing.rows:
            recount = recounting.of(row) if self._numeric(row, "value") else None
            if recount is not None:
                yield self._check("figure", "how_figure", self._of_row("value", row), recount.formula,
                                  name=self._name(row), decimals=self.telling.decimals(row),
                                  largest=recount.largest)  # fmt: skip
            else:
                left += isinstance(row.figure.value, Decimal)
        if left:
            said = f"{left}"
            yield self._check("not_recounted", "how_not_recounted", said, said)

    def _differences(self) -> Iterator[Check]:
        for row in self.telling.standing.rows:
            if deviation(row) is not None and self._numeric(row, "deviation"):
                yield self._difference("deviation", row, self._from_target(row))
        for row in self.telling.standing.rows:
            if change(row) is not None and self._numeric(row, "change"):
                ways = ("value", "baseline") if way(row) > 0 else ("baseline", "value")
                yield self._difference("change", row, "-".join(self._of_row(key, row) for key in ways))

    def _from_target(self, row: RowStanding) -> str:
        value, goal = self._of_row("value", row), self._of_row("goal", row)
        if row.facts.target.kind is Kind.BETWEEN:
            return f"MIN({value}-{goal},{self._of_row('upper', row)}-{value})"
        rising = row.facts.target.sense(row.facts.indicator.direction) > 0
        return f"{value}-{goal}" if rising else f"{goal}-{value}"

    def _difference(self, key: str, row: RowStanding, formula: str) -> Check:
        figure = row.figure.value
        largest = max(abs(one) for one in (figure, goal_number(row), row.facts.baseline.number, Decimal(1))
                      if isinstance(one, Decimal))  # fmt: skip
        return self._check(key, f"how_{key}", self._of_row(key, row), formula, name=self._name(row),
                           decimals=self.telling.decimals(row), largest=largest)  # fmt: skip

    def _numeric(self, row: RowStanding, key: str) -> bool:
        """Do the numbers that a check needs stand as numbers in their cells?"""
        decimals, baseline = self.telling.decimals(row), row.facts.baseline.number
        needed = {
            "value": (),
            "deviation": (goal_number(row), row.facts.target.upper, deviation(row)),
            "change": (change(row),),
        }[key]
        cells = [
            self.telling.value(row.figure.value, decimals),
            *(self.telling.number(one, decimals) for one in needed),
        ]
        if key == "change":
            cells.append(self.telling.number(baseline, decimals, given=True))
        return all(one is None or isinstance(one, Number) for one in cells)

    def _of_row(self, key: str, row: RowStanding) -> str:
        return found(self.tables.rows, key, row.code)

    def _name(self, row: RowStanding) -> str:
        return f"{row.code} {self.telling.name(row.facts.indicator.names)}"


def found(table: Placed, key: str, code: str) -> str:
    """The cell of a column on the line with this code, wherever the table has been sorted to."""
    return f"INDEX({table.column(key)},MATCH({criterion(code)[0] + criterion(code)[2:]},{table.column('code')},0))"


def listed_in(column: str, code: str) -> str:
    """1 for each line whose list of codes has this one."""
    return f"ISNUMBER(FIND({quoted(f';{code};')},{column}))"
