"""How the sheets look: the report's name and the page on every paper, filters, verdicts coloured by their word."""

from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.filters import AutoFilter

from measures.verdicts import Verdict
from measures.workbooks.texts import one_line
from reporting.renderers.report_words import VERDICTS
from reporting.renderers.xlsx.leaf import Leaf, Placed
from reporting.renderers.xlsx.telling import Telling
from reporting.snapshot import ReportState

TITLE_POINTS = 24.0
_COLOURS: dict[Verdict, tuple[str, str]] = {
    Verdict.MET: ("10633A", "E0F4E8"),
    Verdict.ON_TRACK: ("0A5766", "DFF3F6"),
    Verdict.NEAR_MISS: ("714700", "FDF1D6"),
    Verdict.BEHIND: ("8A3A00", "FDEADD"),
    Verdict.MISSED: ("A11A1A", "FDE6E4"),
    Verdict.UNCLEAR: ("5A3E93", "EFEAFA"),
    Verdict.MISSING: ("45535F", "E9EEF2"),
    Verdict.NOT_DUE: ("45535F", "E9EEF2"),
    Verdict.WATCHED: ("45535F", "E9EEF2"),
}
"""Text and ground of a verdict's word, as on the pages; the word always stands in the cell."""


def head_and_foot(leaf: Leaf, telling: Telling) -> None:
    """The municipality and the report above, the data cut-off, the sheet and the page below."""
    report, head, foot = telling.snapshot.report, leaf.sheet.oddHeader, leaf.sheet.oddFooter
    draft = f"{telling.say('draft')} · " if report.state is ReportState.DRAFT else ""
    head.left.text = one_line(telling.name(telling.standing.strategy.municipality_names), 60)
    head.right.text = f"{draft}{one_line(telling.name(report.title), 100)} · {one_line(report.code, 40)}"
    known = telling.say("known", moment=telling.moment(report.cut_off))
    foot.left.text = f"{telling.say('as_of', date=telling.day(report.period.ends))} · {known}"
    foot.center.text = "&[Tab]"
    foot.right.text = f"{telling.say('page')} &[Page] / &[Pages]"


def filtered(leaf: Leaf, table: Placed) -> None:
    """A filter over all columns of a table, so that its rows stay whole."""
    leaf.sheet.auto_filter = AutoFilter(ref=table.area)


def coloured(leaf: Leaf, table: Placed, key: str, telling: Telling) -> None:
    """Colours the words of verdicts in a column of a table."""
    area = _lines(table, key)
    for verdict, (word, ground) in _COLOURS.items():
        said = VERDICTS[telling.language][verdict]
        rule = CellIsRule(operator="equal", formula=[f'"{said}"'], font=_font(word), fill=_fill(ground))
        leaf.sheet.conditional_formatting.add(area, rule)


def judged(leaf: Leaf, table: Placed, key: str, word: str) -> None:
    """Colours a column of results: the cells that say the word, and those that say anything else."""
    area, letter = _lines(table, key), table.letters[key]
    first = f"{letter}{table.top + 1}"
    fits, fails = (_COLOURS[verdict] for verdict in (Verdict.MET, Verdict.MISSED))
    same = CellIsRule(operator="equal", formula=[f'"{word}"'], font=_font(fits[0]), fill=_fill(fits[1]))
    leaf.sheet.conditional_formatting.add(area, same)
    other = FormulaRule(formula=[f'AND({first}<>"{word}",{first}<>"")'], font=_font(fails[0]), fill=_fill(fails[1]))
    leaf.sheet.conditional_formatting.add(area, other)


def _lines(table: Placed, key: str) -> str:
    return f"{table.letters[key]}{table.top + 1}:{table.letters[key]}{max(table.last, table.top + 1)}"


def _font(colour: str) -> Font:
    return Font(color="FF" + colour, b=True)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", bgColor="FF" + colour, fgColor="FF" + colour)
