"""Opens a workbook or a folder, checks its sheets and headings against the format, and gives its rows."""

from collections.abc import Iterator
from pathlib import Path

from measures.loading.cells import Row, as_text
from measures.loading.columns import COLUMNS, EXAMPLE_NOTES, EXAMPLES, REQUIRED, STRATEGY
from measures.loading.folders import read_folder
from measures.loading.problems import Findings
from measures.sheets import Sheet, Sheets, SourceRefused, is_blank, same_word
from measures.workbooks.gate import read_workbook


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

    def __init__(self, sheets: Sheets, findings: Findings) -> None:
        self.findings = findings
        self._sheets: dict[str, tuple[Sheet, dict[str, int]]] = {}
        known = {same_word(name): name for name in COLUMNS}
        for key, sheet in sheets.by_name.items():
            if key in known:
                self._take(known[key], sheet)
            elif sheet.rows:
                findings.add(sheet.name, None, "", "", "Välilehteä ei tunneta, joten sitä ei luettu.", fatal=False)
        for name in sheets.left_out:
            findings.add("", None, "", name, "Tiedostoa ei luettu: vain .csv-tiedostot luetaan kansiosta.", fatal=False)
        if STRATEGY not in self._sheets:
            findings.add(STRATEGY, None, "", "", "Välilehti puuttuu. Siinä kerrotaan kunta ja strategian koodi.")

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
            row = Row(name, number, values, columns, self.findings)
            stray = [at for at, value in enumerate(values) if not is_blank(value) and at not in columns.values()]
            if any(at >= beyond or not sheet.headings[at] for at in stray):
                text = as_text(next(values[at] for at in stray if at >= beyond or not sheet.headings[at]))
                self.findings.add(
                    name, number, "", text,
                    "Rivillä on tietoa otsikkojen ulkopuolella. Tarkista erotinmerkit ja lainausmerkit.",
                )  # fmt: skip
            yield row

    def _take(self, name: str, sheet: Sheet) -> None:
        columns: dict[str, int] = {}
        for at, heading in enumerate(sheet.headings):
            if not heading:
                continue
            if heading in columns:
                self.findings.add(name, 1, heading, "", "Sama otsikko on kahdessa sarakkeessa. Poista toinen.")
            elif heading in COLUMNS[name]:
                columns[heading] = at
            else:
                self.findings.add(name, None, heading, "", "Saraketta ei tunneta, joten sitä ei luettu.", fatal=False)
        missing = [column for column in REQUIRED[name] if column not in columns]
        if missing and (sheet.rows or sheet.headings):
            self.findings.add(
                name, None, "", "", f"Pakollinen sarake puuttuu: {', '.join(missing)}. Tarkista otsikkorivi."
            )
        elif sheet.headings:
            self._sheets[name] = (sheet, columns)
            if name in (EXAMPLES, EXAMPLE_NOTES):
                self.findings.add(
                    name, None, "", "", "Esimerkkien ohjeet luetaan vain esittelyaineistoa ladattaessa.", fatal=False
                )
