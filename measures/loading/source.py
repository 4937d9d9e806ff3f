"""Opens a workbook or a folder, checks its sheets and headings against the format, and gives its rows."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kemi_strategy.web.speaking import noted
from measures.loading.cells import Row, as_text
from measures.loading.columns import COLUMNS, EXAMPLE_NOTES, EXAMPLES, INSTRUCTIONS, LISTS, REQUIRED, STRATEGY
from measures.loading.folders import read_folder
from measures.loading.problems import Findings
from measures.sheets import Merged, Raw, Sheet, Sheets, SourceRefused, bare_heading, is_blank, same_word
from measures.workbooks.gate import read_workbook

type Answers = Mapping[tuple[str, int], Mapping[str, str]]
"""What has been said of cells that were asked: by the sheet and the row's number, the text of each column."""

_OWN_SHEETS = {bare_heading(name) for name in (INSTRUCTIONS, LISTS)}
_TITLES = 15
"""Rows looked through for the headings."""
_UNKNOWN_SHEET = noted("Välilehteä ei tunneta, joten sitä ei luettu.")
_NOT_CSV = noted("Tiedostoa ei luettu: vain .csv-tiedostot luetaan kansiosta.")
_NO_STRATEGY = noted("Välilehti puuttuu. Siinä kerrotaan kunta ja strategian koodi.")
_BEYOND = noted("Rivillä on tietoa otsikkojen ulkopuolella. Tarkista erotinmerkit ja lainausmerkit.")
_HIDDEN = noted("Välilehti on piilotettu Excelissä. Se luettiin silti.")
_SHEET_TWICE = noted("Sama välilehti on työkirjassa kahteen kertaan. Poista toinen.")
_UNKNOWN_COLUMN = noted("Saraketta ei tunneta, joten sitä ei luettu.")
_COLUMN_TWICE = noted("Sama otsikko on kahdessa sarakkeessa. Poista toinen.")
_COLUMN_MISSING = noted("Pakollinen sarake puuttuu: %(missing)s. Tarkista otsikkorivi.")
_EXAMPLES_LEFT = noted("Esimerkkien ohjeet luetaan vain esittelyaineistoa ladattaessa.")
_MERGED = noted("Usean rivin yli yhdistetyn solun teksti luettiin jokaiselle sen riville.")


def open_source(path: Path) -> Sheets:
    """The sheets of an .xlsx file or of a folder of CSV files. Raises SourceRefused with a sentence."""
    if path.is_dir():
        return read_folder(path)
    if not path.exists():
        raise SourceRefused(f"Tiedostoa tai kansiota ”{path}” ei ole.")
    if path.suffix.lower() == ".csv":
        raise SourceRefused("Anna kansio, jossa CSV-tiedostot ovat, ei yksittäistä tiedostoa.")
    return read_workbook(path)


class Tables:
    """The rows of each known sheet. Everything the format does not know is reported, never ignored silently."""

    def __init__(self, sheets: Sheets, findings: Findings, answers: Answers | None = None) -> None:
        self.findings = findings
        self._answers = answers or {}
        self._sheets: dict[str, tuple[Sheet, dict[str, int]]] = {}
        known = {bare_heading(name): name for name in COLUMNS}
        for sheet in sheets.by_name.values():
            name = known.get(bare_heading(sheet.name))
            if name is not None:
                self._take_once(name, sheet)
            elif sheet.rows and bare_heading(sheet.name) not in _OWN_SHEETS:
                findings.add(sheet.name, None, "", "", _UNKNOWN_SHEET, fatal=False)
        for name in sheets.left_out:
            findings.add("", None, "", name, _NOT_CSV, fatal=False)
        if STRATEGY not in self._sheets:
            findings.add(STRATEGY, None, "", "", _NO_STRATEGY)

    def has(self, name: str) -> bool:
        """Is the sheet there?"""
        return name in self._sheets

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a sheet in their order; none when the sheet is not there or lacks its needed columns."""
        if name not in self._sheets:
            return
        sheet, columns = self._sheets[name]
        beyond = len(sheet.headings)
        for number, values in sheet.rows:
            row = Row(name, number, self._answered(name, number, values, columns), columns, self.findings)
            stray = [at for at, value in enumerate(values) if not is_blank(value) and at not in columns.values()]
            if any(at >= beyond or not sheet.headings[at] for at in stray):
                text = as_text(next(values[at] for at in stray if at >= beyond or not sheet.headings[at]))
                self.findings.add(name, number, "", text, _BEYOND)
            yield row

    def _answered(self, name: str, number: int, cells: Sequence[Raw], columns: Mapping[str, int]) -> Sequence[Raw]:
        """The cells of a row, with what has been said of those that were asked."""
        told = {column: text for column, text in self._answers.get((name, number), {}).items() if column in columns}
        if not told:
            return cells
        filled = [*cells, *([None] * len(columns))]
        for column, text in told.items():
            filled[columns[column]] = text
        return filled

    def _take_once(self, name: str, sheet: Sheet) -> None:
        if sheet.hidden and sheet.rows:
            self.findings.add(name, None, "", "", _HIDDEN, fatal=False)
        if name in self._sheets:
            self.findings.add(sheet.name, None, "", "", _SHEET_TWICE)
        else:
            self._take(name, with_headings(sheet, REQUIRED[name]))

    def _take(self, name: str, sheet: Sheet) -> None:
        columns: dict[str, int] = {}
        known = {bare_heading(column): column for column in COLUMNS[name]}
        for at, heading in enumerate(sheet.headings):
            column = known.get(bare_heading(heading))
            if not heading:
                continue
            if column is None:
                self.findings.add(name, None, heading, "", _UNKNOWN_COLUMN, fatal=False)
            elif column in columns:
                self.findings.add(name, 1, heading, "", _COLUMN_TWICE)
            else:
                columns[column] = at
        self._tell_merged(name, sheet, columns)
        missing = [column for column in REQUIRED[name] if column not in columns]
        if missing and (sheet.rows or sheet.headings):
            self.findings.add(name, None, "", "", _COLUMN_MISSING, missing=", ".join(missing))
        elif sheet.headings:
            self._sheets[name] = (sheet, columns)
            if name in (EXAMPLES, EXAMPLE_NOTES):
                self.findings.add(name, None, "", "", _EXAMPLES_LEFT, fatal=False)

    def _tell_merged(self, name: str, sheet: Sheet, columns: Mapping[str, int]) -> None:
        for column, at in columns.items():
            if any(at < len(cells) and isinstance(cells[at], Merged) for _, cells in sheet.rows):
                self.findings.add(name, None, column, "", _MERGED, fatal=False)


def with_headings(sheet: Sheet, needed: Sequence[str]) -> Sheet:
    """The sheet from its headings on: titles and blank rows may stand above them."""
    wanted = {bare_heading(column) for column in needed}
    if wanted <= {bare_heading(heading) for heading in sheet.headings}:
        return sheet
    for place, (_number, cells) in enumerate(sheet.rows[:_TITLES]):
        texts = tuple(same_word(as_text(raw)) for raw in cells)
        if wanted <= {bare_heading(text) for text in texts}:
            return Sheet(sheet.name, texts, sheet.rows[place + 1 :], sheet.hidden)
    return sheet
