"""The sheet «Yhteenveto»: mission and vision, counts of verdicts, and every row with the worst first."""

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from measures.labels import VERDICTS
from measures.verdicts import Verdict
from measures.workbooks.ink import HEAD, LABEL, PROSE, SUBTITLE, TEXT, TITLE, Content, Ink, Number
from reporting.renderers.xlsx.paper import (
    TITLE_POINTS,
    Column,
    Written,
    coloured,
    filtered,
    lay_out,
    merged,
    row_height,
    title_of,
    write_table,
)
from reporting.sentences import reason_sentence
from reporting.standing import UNCOVERED, NodeStanding, RowStanding, Standing

NAME = "Yhteenveto"
ORDER = (
    Verdict.MET,
    Verdict.ON_TRACK,
    Verdict.NEAR_MISS,
    Verdict.BEHIND,
    Verdict.MISSED,
    Verdict.MISSING,
    Verdict.UNCLEAR,
    Verdict.NOT_DUE,
    Verdict.WATCHED,
)
WORST_FIRST = (
    Verdict.MISSED,
    Verdict.BEHIND,
    Verdict.NEAR_MISS,
    Verdict.MISSING,
    Verdict.UNCLEAR,
    Verdict.NOT_DUE,
    Verdict.ON_TRACK,
    Verdict.MET,
    Verdict.WATCHED,
)
_KINDS = {"goal": "Päämäärä", "benefit": "Hyöty", "objective": "Tavoite"}
COLUMNS = (
    Column("Laji", 15),
    Column("Nimi", 38),
    Column("Mittareita", 11, numeric=True),
    *(Column(VERDICTS[verdict], 13, numeric=True) for verdict in ORDER),
    Column("Arvioitavissa", 13.5, numeric=True),
    Column("Huomautus", 36),
)
_LAST = len(COLUMNS)
_REASON, _RESPONSIBLE = (3, _LAST - 2), (_LAST - 1, _LAST)


def write_summary(sheet: Worksheet, standing: Standing, ink: Ink) -> None:
    """Fills the sheet."""
    sheet.title = NAME
    ink.write(sheet["A1"], f"{title_of(standing)}: yhteenveto", TITLE)
    sheet.row_dimensions[1].height = TITLE_POINTS
    row = _words(sheet, standing, ink)
    ink.write(sheet.cell(row, 1), "Tilat päämäärittäin, hyödyittäin ja tavoitteittain", SUBTITLE)
    table = write_table(sheet, ink, COLUMNS, _counts(standing), top=row + 1)
    row = table.last + 2
    ink.write(sheet.cell(row, 1), "Mittarit, ensin ne, joissa on eniten tekemistä", SUBTITLE)
    rows = _rows(sheet, standing, ink, row + 1)
    lay_out(sheet, standing, table.widths)
    filtered(sheet, rows, _LAST, buttons=2)
    coloured(sheet, 1, rows)


def _words(sheet: Worksheet, standing: Standing, ink: Ink) -> int:
    """Mission and vision, where the strategy has them. Gives the row where the first table begins."""
    row = 2
    facts = standing.strategy
    for label, words in (("Missio", facts.mission.fi), ("Visio", facts.vision.fi)):
        if words:
            ink.write(sheet.cell(row, 1), label, LABEL)
            ink.write(merged(sheet, row, 2, _LAST), words, PROSE)
            sheet.row_dimensions[row].height = row_height([(words, _width(2, _LAST))])
            row += 1
    return row + 1


def _counts(standing: Standing) -> Iterator[Sequence[Content]]:
    for kind, word in _KINDS.items():
        for node in standing.of_kind(kind):
            yield (word, node.branch.names.fi, *_tally(node.tally), node.coverage, _note(node))
    tally = standing.tally
    judgeable = len(standing.rows) - tally[Verdict.WATCHED]
    covered = judgeable - sum(tally[verdict] for verdict in UNCOVERED)
    yield ("Koko strategia", standing.strategy.names.fi, *_tally(tally), f"{covered}/{judgeable}", "jokainen kerran")


def _tally(tally: Mapping[Verdict, int]) -> Sequence[Content]:
    return (Number(sum(tally.values())), *(Number(tally[verdict], quiet=True) for verdict in ORDER))


def _note(node: NodeStanding) -> str:
    """What to bear in mind of a node: nothing measures it, links are only proposed, too little is known."""
    if node.gap:
        return "ei mittaria"
    notes = []
    if node.proposed:
        notes.append(f"ehdotettuja yhteyksiä {len(node.proposed)}")
    if not node.judgeable:
        notes.append("mittareilla ei ole tavoitetta")
    elif not node.coloured:
        notes.append("alle puolet arvioitavissa")
    return "; ".join(notes)


def _rows(sheet: Worksheet, standing: Standing, ink: Ink, top: int) -> Written:
    """The rows, worst first and otherwise in the strategy's order, with the reason over several columns."""
    for place, heading in ((1, "Tila"), (2, "Mittari"), (_REASON[0], "Tilan peruste"), (_RESPONSIBLE[0], "Vastuu")):
        ink.write(sheet.cell(top, place), heading, HEAD)
    for first, last in (_REASON, _RESPONSIBLE):
        merged(sheet, top, first, last)
    ordered = sorted(standing.rows, key=lambda row: WORST_FIRST.index(row.verdict))
    for place, row in enumerate(ordered, start=top + 1):
        _row(sheet, row, ink, place)
    return Written(top, top + len(ordered), ())


def _row(sheet: Worksheet, row: RowStanding, ink: Ink, place: int) -> None:
    name, responsible = row.facts.indicator.names.fi, row.facts.indicator.responsible_unit
    reason = reason_sentence(row) + (" Odottaa hyväksyntää." if row.pending else "")
    reason += " Ehdotettu tulkinta." if row.proposed else ""
    for column in range(1, _LAST + 1):
        ink.write(sheet.cell(place, column), None, TEXT)
    ink.write(sheet.cell(place, 1), VERDICTS[row.verdict])
    ink.write(sheet.cell(place, 2), name)
    ink.write(merged(sheet, place, *_REASON), reason)
    ink.write(merged(sheet, place, *_RESPONSIBLE), responsible)
    texts = [
        (VERDICTS[row.verdict], _width(1, 1)),
        (name, _width(2, 2)),
        (reason, _width(*_REASON)),
        (responsible, _width(*_RESPONSIBLE)),
    ]
    sheet.row_dimensions[place].height = row_height(texts)


def _width(first: int, last: int) -> float:
    return sum(column.width for column in COLUMNS[first - 1 : last])
