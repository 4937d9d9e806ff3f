"""Looks at a workbook's container before anyone parses it: what is no plain .xlsx file is refused in a sentence.

A workbook is foreign data. It is refused when it is not a whole .xlsx file, is encrypted or unreasonably large, carries
macros or an XML document type, or names files outside itself. Sizes are counted while unpacking: what a file says of
itself is not believed. Links to other workbooks are not followed; the values that Excel kept of them are read.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kemi_strategy.web.speaking import say as _
from measures.sheets import SourceRefused
from measures.workbooks.limits import Limits

ENCRYPTED = b"\xd0\xcf\x11\xe0"
"""How encrypted workbooks begin, and the old .xls."""

_CHUNK = 1 << 16
_IS_ENCRYPTED = 0x1
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}encoding=[\"']([^\"'>]{0,40})")
_READ_ENCODINGS = {b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f[ >/]")
_ROW = re.compile(rb"<(?:\w{1,20}:)?row(?:[ \t\r\n][^<>]{0,2000}?\br=[\"'](\d{1,20})|[ \t\r\n/>])")
_FILLED = re.compile(rb"<(?:\w{1,20}:)?(?:v|is|f)[ >]")
_MACROS = ("vbaproject", "macrosheets/", "vbadata")
_MACRO_TYPE = b"macroenabled"
_TYPES = "[Content_Types].xml"
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was seen of a workbook that may be parsed. ``is_csv``: it is a zip of CSV files."""

    has_formulas: bool
    is_csv: bool = False


def check(content: bytes, name: str, limits: Limits) -> Checked:
    """Looks at the whole file. Raises SourceRefused with the sentence for the user."""
    if not content:
        raise SourceRefused(
            _("Tiedosto %(name)s on tyhjä. Valitse tallennettu Excel-työkirja (.xlsx).") % {"name": name}
        )
    if content.startswith(ENCRYPTED):
        raise SourceRefused(
            _(
                "Tiedosto %(name)s on suojattu salasanalla tai vanhaa .xls-muotoa. Tallenna se ilman salasanaa "
                "muodossa .xlsx."
            )
            % {"name": name}
        )
    if len(content) > limits.file:
        raise SourceRefused(too_large(name, limits))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _checked_parts(archive, name, limits)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error) as error:
        if isinstance(error, SourceRefused):
            raise
        raise SourceRefused(broken(name)) from error


def broken(name: str) -> str:
    """The sentence for a file that is not whole."""
    return _("Tiedosto %(name)s ei ole ehjä Excel-työkirja. Avaa se Excelissä ja tallenna uudestaan (.xlsx).") % {
        "name": name
    }


def too_large(name: str, limits: Limits) -> str:
    """The sentence for a file that is too large; its name is empty where only its size is known."""
    most = limits.file // 1000000
    if not name:
        return _(
            "Tiedosto on liian suuri: enintään %(most)s megatavua. Poista kuvat ja ylimääräiset välilehdet ja tallenna "
            "uudestaan."
        ) % {"most": most}
    return _(
        "Tiedosto %(name)s on liian suuri: enintään %(most)s megatavua. Poista kuvat ja ylimääräiset välilehdet ja "
        "tallenna uudestaan."
    ) % {"name": name, "most": most}


def too_heavy(name: str) -> str:
    """The sentence for a file that takes too much time or memory to read."""
    return _(
        "Tiedoston %(name)s lukeminen vie liikaa aikaa tai muistia, joten se keskeytettiin. Kopioi luvut uuteen "
        "työkirjaan ja tuo se."
    ) % {"name": name}


def _checked_parts(archive: zipfile.ZipFile, name: str, limits: Limits) -> Checked:
    parts = archive.infolist()
    if len(parts) > limits.parts:
        raise SourceRefused(_unpacks_too_large(name))
    _check_names(parts, name)
    has_formulas, left = False, limits.unpacked
    for part in parts:
        unpacked = _unpacked(archive, part, left, name)
        left -= len(unpacked)
        _check_xml(part.filename, unpacked, name)
        if part.filename.startswith("xl/worksheets/"):
            _check_rows(unpacked, name, limits)
            has_formulas = has_formulas or bool(_FORMULA.search(unpacked))
    names = {part.filename for part in parts}
    is_csv = _TYPES not in names and any(name.lower().endswith(".csv") for name in names)
    return Checked(has_formulas, is_csv)


def _check_names(parts: Sequence[zipfile.ZipInfo], name: str) -> None:
    names = [part.filename.replace("\\", "/") for part in parts]
    paths = [PurePosixPath(one) for one in names]
    if any(path.is_absolute() or ".." in path.parts or ":" in path.parts[:1][0] for path in paths if path.parts):
        raise SourceRefused(
            _("Tiedosto %(name)s viittaa itsensä ulkopuolelle, joten sitä ei lueta. Luo työkirja uudestaan.")
            % {"name": name}
        )
    if any(word in one.lower() for word in _MACROS for one in names):
        raise SourceRefused(_has_macros(name))
    if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
        raise SourceRefused(
            _("Tiedosto %(name)s on suojattu salasanalla. Tallenna se ilman salasanaa muodossa .xlsx.") % {"name": name}
        )
    if len({one.lower() for one in names}) < len(names):
        raise SourceRefused(broken(name))


def _has_macros(name: str) -> str:
    return _("Tiedostossa %(name)s on makroja. Tallenna se muodossa .xlsx ilman makroja.") % {"name": name}


def _unpacks_too_large(name: str) -> str:
    return _(
        "Tiedosto %(name)s purkautuu liian suureksi, joten sitä ei lueta. Poista kuvat ja ylimääräiset välilehdet "
        "ja tallenna uudestaan."
    ) % {"name": name}


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, name: str) -> bytes:
    """The part's content; refused as soon as there is more of it than is left to unpack."""
    chunks, size = [], 0
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise SourceRefused(_unpacks_too_large(name))
            chunks.append(chunk)
    return b"".join(chunks)


def _check_xml(part: str, content: bytes, name: str) -> None:
    """XML is plain UTF-8 without document types: another encoding could hide one from us and not from the parser."""
    start = content.removeprefix(_MARK).lstrip()[:1]
    if start != b"<" and not part.endswith((".xml", ".rels")):
        return
    head = content[:400]
    encoding = _ENCODING.search(head)
    strange = encoding is not None and encoding[1].lower() not in _READ_ENCODINGS
    if strange or b"\0" in head or _DOCTYPE.search(content):
        raise SourceRefused(
            _(
                "Tiedostossa %(name)s on XML-määrittelyjä, joita Excel ei kirjoita. Avaa se Excelissä ja tallenna "
                "uudestaan."
            )
            % {"name": name}
        )
    if part == _TYPES and _MACRO_TYPE in content.lower():
        raise SourceRefused(_has_macros(name))


def _check_rows(content: bytes, name: str, limits: Limits) -> None:
    """Rows far below the others are let be when they are empty: some programs write the last one of all."""
    number = 0
    for row in _ROW.finditer(content):
        number = int(row[1]) if row[1] else number + 1
        if number > limits.rows:
            if _FILLED.search(content, row.end()):
                raise SourceRefused(
                    _(
                        "Tiedostossa %(name)s on tietoa rivillä %(number)s: luetaan enintään %(rows)s riviä. Poista "
                        "tyhjät rivit välistä tai siirrä tiedot ylemmäs."
                    )
                    % {"name": name, "number": number, "rows": limits.rows}
                )
            return
