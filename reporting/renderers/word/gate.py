"""The gate that a template goes through before it is opened: a plain Word file, not too large, that calls for nothing.

No macros, nothing embedded, nothing fetched from elsewhere (a link that a reader may follow is allowed), no marked
changes or comments, which carry names of people, and no fields that read other files.
"""

import io
import re
import zipfile
import zlib

from reporting.renderers.word.faults import Fault, TemplateFault

MOST_BYTES, MOST_PARTS, MOST_UNPACKED, MOST_XML = 5_000_000, 300, 30_000_000, 2_000_000
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = re.compile(rb"macroEnabled|vbaProject|vbaData", re.IGNORECASE)
_EMBEDDED = re.compile(rb"/(?:oleObject|package|control|aFChunk|subDocument|frame)\"", re.IGNORECASE)
_RELATION = re.compile(rb"<Relationship\b[^>]*>", re.DOTALL)
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']\s*External", re.IGNORECASE)
_LINK = re.compile(rb"/hyperlink[\"'].*?", re.IGNORECASE)
_SAFE_TARGET = re.compile(rb"Target\s*=\s*[\"'](?:https?://|mailto:)", re.IGNORECASE)
_UNREADABLE = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|commentReference|rPrChange|pPrChange)[ >]")
_FIELDS = re.compile(rb"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|DATABASE|IMPORT|MACROBUTTON|EMBED)\b")
_INSTRUCTION = re.compile(rb"<w:instrText[^>]*>([^<]*)</w:instrText>|w:instr=\"([^\"]*)\"")


def check_file(content: bytes) -> None:
    """Raises TemplateFault when the file is no plain Word file, or is too large to be looked at."""
    if len(content) > MOST_BYTES:
        raise TemplateFault(Fault.TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_sizes(archive.infolist())
            parts = {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        RuntimeError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ) as bad:
        raise TemplateFault(Fault.NOT_WORD) from bad
    _check_kind(parts)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            _check_part(name, part)


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > MOST_UNPACKED:
        raise TemplateFault(Fault.UNPACKS)
    for one in entries:
        if one.filename.endswith(".xml") and one.file_size > MOST_XML:
            raise TemplateFault(Fault.UNPACKS, one.filename)
        if one.flag_bits & 1:
            raise TemplateFault(Fault.NOT_WORD)


def _check_kind(parts: dict[str, bytes]) -> None:
    types = parts.get("[Content_Types].xml", b"")
    if _MACROS.search(types) or any(_MACROS.search(name.encode()) for name in parts):
        raise TemplateFault(Fault.MACROS)
    if _MAIN not in types or "word/document.xml" not in parts:
        raise TemplateFault(Fault.NOT_WORD)


def _check_part(name: str, part: bytes) -> None:
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or part[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise TemplateFault(Fault.ENTITIES, name)
    if name.endswith(".rels"):
        _check_relations(part)
        return
    if _TRACKED.search(part):
        raise TemplateFault(Fault.TRACKED)
    for whole, short in _INSTRUCTION.findall(part):
        field = _FIELDS.search((whole or short).upper())
        if field is not None:
            raise TemplateFault(Fault.FIELD, field[1].decode())


def _check_relations(part: bytes) -> None:
    for relation in _RELATION.findall(part):
        if _EMBEDDED.search(relation):
            raise TemplateFault(Fault.EMBEDDED)
        link = _LINK.search(relation) is not None and _SAFE_TARGET.search(relation) is not None
        if _EXTERNAL.search(relation) and not link:
            raise TemplateFault(Fault.EXTERNAL)
