"""Reads CSV files, one a sheet, in any dialect Finnish Excel saves, from a folder or out of a zip. Plain Python."""

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from measures.sheets import Raw, Sheet, Sheets, SourceRefused
from measures.workbooks.checking import too_heavy
from measures.workbooks.limits import Limits

_DELIMITERS = ",;\t"


def sheet_in(name: str, file: str, content: bytes) -> Sheet:
    """The sheet of a CSV file. Raises SourceRefused with a sentence that names the file.

    UTF-8 with or without a byte order mark; comma, semicolon or tab between cells, told by the heading row.
    """
    text = _decoded(file, content)
    first, delimiter = _dialect(text)
    return Sheet.of_rows(name, _rows(file, text, delimiter, skip=first - 1), first=first)


def sheets_in_zip(content: bytes, name: str, limits: Limits) -> Sheets:
    """The sheets of a zip of CSV files, wherever in it they are; other files in it are told of."""
    sheets, left = Sheets(name), limits.content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            path = PurePosixPath(unicodedata.normalize("NFC", part.filename))
            if part.is_dir() or path.name.startswith((".", "._")) or "__MACOSX" in path.parts:
                continue
            if path.suffix.lower() != ".csv":
                sheets.left_out.append(path.name)
                continue
            unpacked = archive.read(part)
            left -= len(unpacked)
            if left < 0:
                raise SourceRefused(too_heavy(name))
            sheets.add(sheet_in(path.stem, path.name, unpacked))
    return sheets


def _decoded(file: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise SourceRefused(
            f"Tiedosto {file} ei ole UTF-8-muotoista tekstiä. Tallenna se Excelissä muodossa "
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
