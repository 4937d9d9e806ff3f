"""Reads a folder of CSV files, one a sheet."""

import unicodedata
from pathlib import Path

from measures.sheets import Sheet, Sheets, SourceRefused
from measures.workbooks.delimited import sheet_in

LARGEST = 40_000_000
"""Bytes of one CSV file: some ten times the largest municipality's ten years of figures."""

_NOT_SHEETS = ("readme", ".")


def read_folder(folder: Path) -> Sheets:
    """The sheets of a folder: every ``.csv`` in it by its name. Raises SourceRefused when one cannot be read.

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
    return sheet_in(name, path.name, path.read_bytes())
