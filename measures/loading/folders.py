"""Reads a folder of CSV files, one a sheet, in any of the dialects Finnish Excel saves."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from measures.sheets import Raw, Sheet, Sheets, SourceRefused

LARGEST = 40_000_000
"""Bytes of one CSV file: some ten times the largest municipality's ten years of figures."""

_DELIMITERS = ",;\t"
_NOT_SHEETS = ("readme", ".")


def read_folder(folder: Path) -> Sheets:
    """The sheets of a folder: every ``.csv`` in it by its name. Raises SourceRefused when one cannot be read.

    UTF-8 with or without a byte order mark; comma, semicolon or tab between cells, told by the heading row.
    File names may be composed (NFC) or decomposed (NFD), as macOS writes them.
    """
    sheets = Sheets(str(folder))
    for path in sorted(folder.iterdir()):
        name = unicodedata.normalize("NFC", path.name)
        if path.suffix.lower() == ".csv" and path.is_file():
            sheets.add(_read_file(path, name.rsplit(".", 1)[0]))
        elif not name.lower().startswith(_NOT_SHEETS):
            sheets.left_out.append(name)
    return sheets


def _read_file(path: Path, name: str) -> Sheet:
    if path.stat().st_size > LARGEST:
        raise SourceRefused(f"Tiedosto {path.name} on liian suuri: enintään {LARGEST // 1_000_000} megatavua.")
    text = _decoded(path)
    first, delimiter = _dialect(text)
    return Sheet.of_rows(name, _rows(path.name, text, delimiter, skip=first - 1), first=first)


def _decoded(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise SourceRefused(
            f"Tiedosto {path.name} ei ole UTF-8-muotoista tekstiä. Tallenna se Excelissä muodossa "
            "”CSV UTF-8 (luetteloerotin)” ja tuo uudestaan."
        )
    return text


def _dialect(text: str) -> tuple[int, str]:
    """Number of the heading row and the delimiter: Excel's own ``sep=;`` line, else the commonest in the headings."""
    line = text.split("\n", 1)[0].strip()
    if line.lower().startswith("sep=") and len(line) == 5:
        return 2, line[4]
    # Quoted headings would hide a delimiter inside the quotes; no heading of the format has one.
    return 1, max(_DELIMITERS, key=line.count)


def _rows(name: str, text: str, delimiter: str, *, skip: int) -> Iterator[list[Raw]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader):
            if number >= skip:
                yield list(cells)
    except csv.Error:
        raise SourceRefused(
            f"Tiedostossa {name}, rivin {reader.line_num} tienoilla, lainausmerkit eivät täsmää. "
            "Tarkista, että jokaisella lainausmerkillä on pari."
        ) from None
